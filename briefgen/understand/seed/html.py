"""A saved web page to its article. In: HTML text. Out: title, author, date, address, site, language, lines with roles.

A scan bounds what the parsers are given. Then two readings of trafilatura, the page's own articleBody and the page's layout each say which
blocks are the article, and points decide (`block_weights`); captions are kept as captions. No markup of a seed ever reaches a page: all
that leaves here is text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.model.seed import Role
from briefgen.understand.seed.block_weights import BLOCK_START, BLOCK_WEIGHTS
from briefgen.understand.seed.blocks import blocks
from briefgen.understand.seed.layout import FEW, RUNNING, fold, layout, running_text
from briefgen.understand.seed.metadata import read_metadata
from briefgen.understand.seed.scan import refusal
from briefgen.understand.seed.weighing import tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.understand.seed.blocks import Block

# A reading that holds less than this share of the running text of the wider one took a box for the article.
TOO_LITTLE: Final = 0.15
# The layout may add so much to what trafilatura found, or take so much from it, before it is itself the doubtful one.
ADDED, REMOVED, KEPT = 0.6, 0.2, 0.35
LONGEST_CAPTION: Final = 600
_SINGLE, _JOINT = tables(BLOCK_WEIGHTS)


class HtmlReading(NamedTuple):
    """A page, read. Empty text means that the page does not say; `refused` says why a page was not parsed."""

    title: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    site: str = ""
    language: str = ""
    lines: tuple[tuple[Role, str], ...] = ()
    refused: str = ""


def read_html(text: str) -> HtmlReading:
    """Reads a page. Where it cannot be parsed safely, `refused` says why and the rest is empty."""
    refused = refusal(text)
    if refused:
        return HtmlReading(refused=refused)
    import lxml.html  # noqa: PLC0415 - 60 ms that a site of plain seeds need not pay
    from lxml.etree import LxmlError  # noqa: PLC0415

    clean = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\0", ""))
    try:
        tree = lxml.html.document_fromstring(clean)
    except (LxmlError, ValueError):
        return HtmlReading(refused="it is not HTML that can be parsed")
    found = blocks(tree)
    about = read_metadata(tree, found)
    return HtmlReading(
        title=about.title, author=about.author, date=about.date[:25], url=about.url, site=about.site, language=about.language,
        lines=_lines(found, clean, about.stated, about.title))


def _lines(found: Sequence[Block], text: str, stated: str, title: str) -> tuple[tuple[Role, str], ...]:
    """The headline, then body and captions in the order of the page."""
    narrow, wide = _extracted(text, wide=False), _extracted(text, wide=True)
    if running_text(found, narrow) < TOO_LITTLE * running_text(found, wide):
        narrow = wide
    shown = layout(found, narrow, wide, stated, title)
    chosen = _chosen(found, shown)
    made: list[tuple[Role, str]] = [(Role.HEADLINE, title)] if title else []
    body = [block.text for block, yes in zip(found, chosen, strict=True) if yes]
    if sum(map(len, body)) < KEPT * len(narrow):
        made += [(Role.BODY, " ".join(line.split()).strip(" -•")) for line in wide.split("\n") if line.strip(" -•|")]
        return tuple(made)
    first = next((i for i, yes in enumerate(chosen) if yes), 0)
    last = len(chosen) - next((i for i, yes in enumerate(reversed(chosen)) if yes), 0)
    head = fold(title)
    seen: set[str] = set()
    for i, (block, yes, signs) in enumerate(zip(found, chosen, shown, strict=True)):
        near = first - 12 <= i <= last + 3
        if _caption(block, signs, chosen=yes, near=near):
            if block.text not in seen:
                made.append((Role.CAPTION, block.text))
            seen.add(block.text)
        elif yes and fold(block.text) != head:
            made.append((Role.BODY, block.text))
    return tuple(made)


def _extracted(text: str, *, wide: bool) -> str:
    """What trafilatura calls the body: `wide` asks it to leave less out, else its own fast way is taken."""
    import trafilatura  # noqa: PLC0415 - 400 ms; only where there is HTML to read

    return trafilatura.extract(text, include_comments=False, favor_recall=wide, fast=not wide, output_format="txt") or ""


def _chosen(found: Sequence[Block], shown: Sequence[Sequence[str]]) -> list[bool]:
    """Which blocks are the body: by points, held against what trafilatura found."""
    points = [_points_of(signs) for signs in shown]
    running = [len(block.text) >= RUNNING and block.linked <= len(block.text) * FEW for block in found]
    agreed = ["found" in signs for signs in shown]
    stated = ["stated" in signs for signs in shown]
    theirs = sum(len(block.text) for block, one, other in zip(found, agreed, running, strict=True) if one and other) or 1
    added = sum(len(found[i].text) for i, long in enumerate(running) if long and not agreed[i] and not stated[i] and points[i] > 0)
    removed = sum(len(found[i].text) for i, long in enumerate(running) if long and agreed[i] and points[i] <= 0)
    made = []
    for i, score in enumerate(points):
        yes = score > 0
        if running[i] and not agreed[i] and not stated[i] and added > ADDED * theirs:
            yes = False
        elif running[i] and agreed[i] and removed > REMOVED * theirs:
            yes = True
        made.append(yes)
    return made


def _points_of(signs: Sequence[str]) -> int:
    total, here = BLOCK_START, set(signs)
    for sign in here:
        total += _SINGLE.get(sign, 0)
        for others, points in _JOINT.get(sign, ()):
            if others <= here:
                total += points
    return total


def _caption(block: Block, signs: Sequence[str], *, chosen: bool, near: bool) -> bool:
    """Captions by their markup, or by a credit that the text itself shows."""
    if len(block.text) > LONGEST_CAPTION or not near:
        return False
    if block.tag == "figcaption" or "in-caption" in signs:
        return block.linked < len(block.text) * 0.8
    return chosen and ("credited" in signs or "credit-only" in signs)


