"""What each sign of a block on a page speaks for. In: nothing. Out: `BLOCK_WEIGHTS`: a sign, or two that meet, to its points for the body.

Fitted and rounded as `weights` is; a block belongs to the body where its points, with `BLOCK_START`, come to more than nothing.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

BLOCK_START: Final = -7

BLOCK_WEIGHTS: Final = MappingProxyType({
    # What the page and trafilatura say of it.
    "big-parent": 8, "both-containers": 4, "found": 3, "found-narrow": 3, "found-none": -11, "found-wide": 3, "in-about": -13, "in-button": -13,
    "in-call": 8, "in-caption": -12, "in-code": -12, "in-comment": -16, "in-consent": -17, "in-contents": 2, "in-embed": -3, "in-facts": -21,
    "in-figure": -3, "in-form": -15, "in-frame": -2, "in-head": -16, "in-hidden": 10, "in-notes": -6, "in-pull": 2, "in-related": -10,
    "in-share": -8, "in-table": -12, "in-tight": 9, "is-title": -9, "links-0": 3, "links-all": -11, "links-half": 2, "links-some": 2,
    "main-parent": 8, "not-found": -8, "not-stated": -10, "outside": -7, "stated": 4, "tag-a": 15, "tag-div": -10, "tag-h2": 6, "tag-li": 10,
    "tag-other": -10, "tag-pre": -7, "tag-section": 5, "tag-span": 2, "tag-td": -3, "tag-th": -9,
    # What its text shows, and where it stands.
    "ahead": -2, "ahead-1": 5, "ahead-2": 3, "ahead-5-8": -6, "behind-1": 2, "behind-21+": 7, "behind-3-4": -3, "behind-5-8": -6, "between": 2,
    "callL": -8, "callS": -14, "caption-start": -5, "clock": -7, "credit-only": -5, "credit-open": -2, "date-only": -2, "first-paragraph": 16,
    "handle": -12, "line-mark": -7, "names-only": -7, "no-letters": -7, "noticeL": -9, "noticeS": -4, "repeated": -3, "within": 5,
    # What two signs say together.
    "found&behind": -4, "found&big-parent": 10, "found&in-about": -8, "found&in-caption": -9, "found&in-comment": -4, "found&in-facts": 2,
    "found&in-figure": 4, "found&links-0": 3, "found&links-all": -2, "found&links-most": -7, "found&running": -2, "found&running-long": -2,
    "found&tag-h3": -2, "found&tag-li": 13, "found-both&outside": 2, "found-narrow&running-long": 4, "found-none&in-tight": -2,
    "found-none&links-0": -3, "found-none&main-parent": 3, "found-none&running": -2, "found-none&running-long": 7, "found-none&within": 6,
    "found-wide&in-tight": 4, "found-wide&links-0": 4, "found-wide&main-parent": 6, "found-wide&outside": 10, "found-wide&running": 4,
    "found-wide&running-long": -6, "found-wide&tag-li": 15, "handle&found": -13, "in-aside&found": 2, "in-embed&found": 3, "in-embed&not-found": -6,
    "in-frame&found": 6, "in-frame&not-found": -7, "in-hidden&found": -8, "in-notes&found": -7, "in-table&found": -5, "in-table&not-found": -7,
    "is-title&found": -11, "not-found&ahead": -2, "not-found&behind": 4, "not-found&big-parent": -2, "not-found&in-caption": -3,
    "not-found&main-parent": 9, "not-found&outside": -8, "not-found&running": 3, "not-found&tag-h2": 6, "not-found&tag-h3": 2,
    "not-found&tag-li": -3, "not-stated&found": -12, "not-stated&not-found": 2,
    "noticeL&found": -4, "noticeS&found": -4, "running&in-tight": 2, "running&links-0": 3, "running&outside": 12, "running-long&in-tight": -5,
    "running-long&links-0": 2, "running-long&outside": 3, "stated&found": -8, "stated&not-found": 12, "tag-h1&found": -4, "tag-h3&behind": -2,
    "tag-h3&within": 10, "tag-p&links-all": -4, "tag-p&outside": -2,
})
