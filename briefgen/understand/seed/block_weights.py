"""What each sign of a block on a page speaks for. In: nothing. Out: `BLOCK_WEIGHTS`: a sign, or two that meet, to its points for the body.

Fitted and rounded as `weights` is; a block belongs to the body where its points, with `BLOCK_START`, come to more than nothing.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

BLOCK_START: Final = -11

BLOCK_WEIGHTS: Final = MappingProxyType({
    # What the page and trafilatura say of it.
    "big-parent": 8, "both-containers": 4, "found": 4, "found-both": 2, "found-narrow": 2, "found-none": -9, "found-wide": 2, "in-about": -9,
    "in-button": -9, "in-call": 7, "in-caption": -10, "in-code": -9, "in-comment": -11, "in-consent": -12, "in-contents": 2, "in-embed": -3,
    "in-facts": -17, "in-figure": -3, "in-form": -14, "in-frame": -2, "in-head": -12, "in-hidden": 8, "in-notes": -5, "in-pull": 2,
    "in-related": -8, "in-share": -5, "in-table": -10, "in-tight": 8, "is-title": -8, "links-0": 3, "links-all": -10, "links-some": 3,
    "main-parent": 8, "not-found": -7, "not-stated": -9, "outside": -7, "stated": 3, "tag-a": 12, "tag-div": -9, "tag-figcaption": -2, "tag-h1": -2,
    "tag-h2": 6, "tag-li": 9, "tag-other": -8, "tag-pre": -6, "tag-section": 4, "tag-th": -9,
    # What its text shows, and where it stands.
    "ahead": -2, "ahead-1": 3, "ahead-2": 2, "ahead-5-8": -4, "behind-1": 2, "behind-21+": 5, "behind-3-4": -2, "behind-5-8": -4, "callL": -7,
    "callS": -12, "caption-start": -3, "clock": -4, "credit-only": -2, "first-paragraph": 14, "handle": -11, "line-mark": -8, "names-only": -7,
    "no-letters": -4, "noticeL": -9, "noticeS": -4, "repeated": -2, "within": 6, "within-gap-21+": 3, "within-gap-3-4": -2, "within-gap-5-8": -25,
    "within-gap-9-20": -7,
    # What two signs say together.
    "callL&found": -2, "callS&found": -3, "found&behind": -3, "found&big-parent": 10, "found&in-about": -5, "found&in-caption": -7,
    "found&in-comment": -3, "found&in-figure": 3, "found&links-0": 3, "found&links-most": -6, "found&running-long": -2, "found&tag-li": 12,
    "found-both&outside": 2, "found-narrow&running-long": 2, "found-none&links-0": -3, "found-none&main-parent": 4, "found-none&running": -2,
    "found-none&running-long": 7, "found-none&within": 4, "found-wide&in-tight": 4, "found-wide&links-0": 3, "found-wide&main-parent": 5,
    "found-wide&outside": 6, "found-wide&running": 4, "found-wide&running-long": -5, "found-wide&tag-li": 11, "handle&found": -12,
    "in-embed&found": 2, "in-embed&not-found": -5, "in-frame&found": 4, "in-frame&not-found": -6, "in-hidden&found": -4, "in-notes&found": -5,
    "in-table&not-found": -9, "is-title&found": -9, "not-found&ahead": -2, "not-found&behind": 3, "not-found&big-parent": -2,
    "not-found&in-caption": -4, "not-found&main-parent": 8, "not-found&outside": -8, "not-found&running": 2, "not-found&tag-h2": 6,
    "not-found&tag-h3": 2, "not-found&tag-li": -3, "not-found&within&running": -9, "not-stated&found": -9, "noticeL&found": -5, "noticeS&found": -3,
    "running&links-0": 4, "running&outside": 8, "running-long&in-tight": -3, "running-long&outside": 2, "stated&found": -7, "stated&not-found": 10,
    "tag-h1&found": -4, "tag-h2&within": 2, "tag-h3&within": 8, "tag-li&links-0": 3, "tag-p&links-all": -4, "tag-p&outside": -2,
})
