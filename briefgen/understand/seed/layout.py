"""Where a block stands on its page. In: the page's blocks, what trafilatura and the page's own data call its body. Out: signs for each block.

No single view of a page is right for every outlet, so each gives a sign: trafilatura's choice, JSON-LD's articleBody, the element that
holds most of the running text, the names of the elements around the block, the share of links in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from briefgen.understand.seed.bearings import bearings
from briefgen.understand.seed.signs import signs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from briefgen.understand.seed.blocks import Block


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


RUNNING: Final = 80  # characters from which a block with few links counts as running text
FEW: Final = 0.3
LETTER: Final = re.compile(r"\W+")
_TAGS: Final = _set("p li h1 h2 h3 h4 h5 h6 td div span figcaption blockquote pre a em small th dd dt time section article")
# Of a line's signs, those that tell an article's text from the furniture of a page; markup says the rest better.
_SPEAKING: Final = _set(
    "callS callL noticeS noticeL biography company handle credit-only credit-open credited credit-end byline date-only clock stamp "
    "names-only no-letters caption-start line-mark source-line repeated echo outside ahead behind within "
    "ahead-1 ahead-2 ahead-3-4 ahead-5-8 behind-1 behind-2 behind-3-4 behind-5-8 behind-9-20 behind-21+ first-paragraph last-paragraph "
    " between sparse")
_SHARES: Final = ((0.0, "links-0"), (0.25, "links-some"), (0.6, "links-half"), (0.95, "links-most"))


def fold(text: str) -> str:
    """Letters and digits alone, in lower case: what is compared between two readings of one page."""
    return LETTER.sub("", text).lower()


def layout(blocks: Sequence[Block], found: str, wider: str, stated: str, title: str) -> list[list[str]]:
    """Signs of each block. `found` is trafilatura's text, `wider` the same asked for more, `stated` the page's articleBody; each may be empty."""
    folded = [fold(block.text) for block in blocks]
    said, head = fold(stated), fold(title)
    if len(said) < max(400, len(fold(found)) * 0.25):  # a teaser, not the body
        said = ""
    agreed, recalled = _agreed(found, folded), _agreed(wider, folded)
    declared = [bool(said) and bool(key) and _within(said, key) for key in folded]
    weights = [_weight(block) for block in blocks]
    own = _container(blocks, [(weight if yes else weight * 0.3) if found else weight for weight, yes in zip(weights, agreed, strict=True)], 0.9)
    tight, alone = _container(blocks, weights, 0.6), _container(blocks, weights, 0.75)
    parents: dict[Any, float] = {}
    for block, weight in zip(blocks, weights, strict=True):
        parent = block.element.getparent()
        parents[parent] = parents.get(parent, 0.0) + weight
    most = max(parents.values(), default=0.0)
    texts = [block.text for block in blocks]
    shown = [signs(text) for text in texts]
    inside = [i for i, block in enumerate(blocks) if _holds_element(own, block.element)]
    placed = dict(zip(inside, bearings([texts[i] for i in inside], [shown[i] for i in inside]), strict=True))
    depth = own[1] if own else 0
    made = []
    for i, block in enumerate(blocks):
        signs_of = [sign for sign in (*shown[i], *placed.get(i, ("outside",))) if sign in _SPEAKING]
        share = block.linked / len(block.text)
        if found:
            signs_of.append("found" if agreed[i] else "not-found")
        if wider:
            signs_of.append(("found-both" if agreed[i] else "found-wide") if recalled[i] else "found-narrow" if agreed[i] else "found-none")
        if said:
            signs_of.append("stated" if declared[i] else "not-stated")
        if len(block.text) >= RUNNING and share <= FEW:
            signs_of.append("running" if len(block.text) < 250 else "running-long")
        signs_of.append("tag-" + (block.tag if block.tag in _TAGS else "other"))
        signs_of.append(next((name for limit, name in _SHARES if share <= limit), "links-all"))
        if i in placed:
            if _holds_element(alone, block.element):
                signs_of.append("both-containers")
            if _holds_element(tight, block.element):
                signs_of.append("in-tight")
        elif _holds_element(alone, block.element):
            signs_of.append("other-container")
        parent = block.element.getparent()
        if parents.get(parent, 0.0) >= most * 0.999 and most:
            signs_of.append("main-parent")
        elif parents.get(parent, 0.0) >= most * 0.25 and most:
            signs_of.append("big-parent")
        signs_of += _marks(block, depth)
        if head and folded[i] == head:
            signs_of.append("is-title")
        made.append(signs_of)
    return made


def _marks(block: Block, depth: int) -> list[str]:
    """What the elements around a block are, below `depth`, each once: names above the container say nothing of one block in it."""
    found: list[str] = []
    mark = block.mark
    while mark is not None:
        if mark.depth > depth and mark.kind not in ("article", "article-tag") and f"in-{mark.kind}" not in found:
            found.append(f"in-{mark.kind}")
        mark = mark.outer
    return found


def _weight(block: Block) -> float:
    if len(block.text) < RUNNING or block.linked > len(block.text) * FEW:
        return 0.0
    weight = min(len(block.text), 800)
    mark = block.mark
    while mark is not None:
        if mark.kind == "consent":
            return 0.0
        if mark.kind in ("comment", "related", "frame", "about"):
            return weight * 0.3
        mark = mark.outer
    return float(weight)


def _container(blocks: Sequence[Block], weights: Sequence[float], share: float) -> tuple[Any, int] | None:
    """The deepest element that holds `share` of the running text, and its depth."""
    sums: dict[Any, float] = {}
    depths: dict[Any, int] = {}
    for block, weight in zip(blocks, weights, strict=True):
        if not weight:
            continue
        element, depth = block.element.getparent(), block.depth - 1
        while element is not None:
            sums[element] = sums.get(element, 0.0) + weight
            depths[element] = depth
            element, depth = element.getparent(), depth - 1
    total = sum(weights)
    best = max((depth, id(element), element) for element, depth in depths.items() if sums[element] >= total * share) if total else None
    return (best[2], best[0]) if best else None


def _holds_element(container: tuple[Any, int] | None, element: HtmlElement) -> bool:
    if container is None:
        return True
    while element is not None:
        if element is container[0]:
            return True
        element = element.getparent()
    return False


def _agreed(reading: str, folded: Sequence[str]) -> list[bool]:
    """Which blocks stand in a reading: short ones as a line of it, longer ones anywhere in it."""
    lines = {fold(line) for line in reading.split("\n")}
    lines |= {fold(cell) for line in reading.split("\n") if "|" in line for cell in line.split("|")}  # the rows of a table
    whole = fold(reading)
    return [bool(key) and (key in lines or _within(whole, key)) for key in folded]


def _within(text: str, key: str) -> bool:
    if len(key) < 20:
        return False
    return key in text if len(key) < 60 else key[:50] in text or key[-50:] in text


def running_text(blocks: Sequence[Block], reading: str) -> float:
    """How much running text of the page a reading holds."""
    agreed = _agreed(reading, [fold(block.text) for block in blocks])
    return sum(_weight(block) for block, yes in zip(blocks, agreed, strict=True) if yes)
