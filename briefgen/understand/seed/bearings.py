"""Where a line stands among the others. In: the lines' texts and their own signs. Out: for each line, the signs of its place.

A *paragraph* here is a line that reads as running text: long enough, ending as a sentence does, no call and no notice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.understand.seed.patterns import STOP

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOT_TEXT: Final = frozenset(("callS", "callL", "noticeS", "byline", "credited", "credit-end", "credit-only", "credit-open", "date-only",
    "biography", "handle", "company", "caption-start"))
_LONG: Final = frozenset(("w13-20", "w21-35", "w36-60", "w61+"))
_SPEAKS: Final = ("credit-only", "callS", "byline", "date-only", "caption-start", "names-only", "handle", "credited", "title-caseL", "title-caseS",
    "no-letters", "quoted", "biography", "line-mark", "noticeS", "creditish", "bracketed")
_NEAR: Final = (1, 2, 4, 8, 20)
_DISTANCES: Final = ("1", "2", "3-4", "5-8", "9-20", "21+")


class _Shown(NamedTuple):
    """What a line's own signs say of those beside it."""

    paragraph: bool
    before: tuple[str, ...]
    after: tuple[str, ...]
    opens: bool


def bearings(texts: Sequence[str], own: Sequence[Sequence[str]]) -> list[list[str]]:
    """Signs of place for each line; `texts` are stripped and not empty."""
    lines = [_shown(tuple(one)) for one in own]
    paragraph = [line.paragraph for line in lines]
    first = next((i for i, yes in enumerate(paragraph) if yes), None)
    last = next((i for i in range(len(texts) - 1, -1, -1) if paragraph[i]), None)
    repeated = {text for text, count in Counter(texts).items() if count > 1}
    echoing = _echoing(texts)
    before, after = _distances(paragraph), _distances(paragraph[::-1])[::-1]
    runs = _runs(paragraph)
    made = []
    sparse = sum(paragraph) / max(1, len(texts)) < 0.4
    credited = {text.partition(":")[2].strip().lower() for text, line in zip(texts, lines, strict=True) if line.opens and ":" in text}
    for i, text in enumerate(texts):
        found: list[str] = []
        if first is None or last is None:
            found.append("no-paragraphs")
        elif i < first:
            found += [f"ahead-{_near(first - i)}", "ahead"]
        elif i > last:
            found += [f"behind-{_near(i - last)}", "behind"]
        else:
            found.append("within")
            if i == first:
                found.append("first-paragraph")
            if i == last:
                found.append("last-paragraph")
            if paragraph[i] and len(texts) > 6:
                found.append(f"within-gap-{_near(min(before[i], after[i]))}")
        if text in repeated:
            found.append("repeated")
        elif i in echoing:
            found.append("echo")
        if not paragraph[i]:
            found.append(f"run-{_near(runs[i])}")
            if sparse:
                found.append("sparse")
        if credited and text.lower() in credited:
            found.append("credit-name")
        if i:
            found += lines[i - 1].before
        if i + 1 < len(texts):
            found += lines[i + 1].after
            if i and paragraph[i - 1] and paragraph[i + 1]:
                found.append("between")
        made.append(found)
    return made


# Most lines bear one of a few dozen sets of signs.
@lru_cache(maxsize=4096)
def _shown(own: tuple[str, ...]) -> _Shown:
    signs = frozenset(own)
    paragraph = not signs.isdisjoint(_LONG) and ("sentenceL" in signs or "w61+" in signs) and signs.isdisjoint(_NOT_TEXT)
    heard = [*(("text",) if paragraph else ()), *(sign for sign in _SPEAKS if sign in signs)]
    return _Shown(paragraph, tuple(f"prev-{sign}" for sign in heard), tuple(f"next-{sign}" for sign in heard), "credit-open" in signs)


def _echoing(texts: Sequence[str]) -> set[int]:
    """Which short lines after the first have words of their own that are those of a line near by."""
    content = {i: words for i, text in enumerate(texts) if len(text) < 200 and len(words := frozenset(text.lower().split()) - STOP) > 2}
    if len(set(content.values())) == len(content):
        return set()
    return {i for i, words in content.items() if i and any(words == content.get(j) for j in range(i - 3, i + 4) if j != i)}


def _distances(paragraph: Sequence[bool]) -> list[int]:
    """How many lines back the last paragraph before each line stands."""
    found, since = [], 99
    for yes in paragraph:
        since += 1
        found.append(since)
        if yes:
            since = 0
    return found


def _runs(paragraph: Sequence[bool]) -> list[int]:
    """The length of the run of lines without a paragraph that each line stands in."""
    runs = [0] * len(paragraph)
    start = 0
    for i in range(len(paragraph) + 1):
        if i == len(paragraph) or paragraph[i]:
            for j in range(start, i):
                runs[j] = i - start
            start = i + 1
    return runs


def _near(distance: int) -> str:
    return _DISTANCES[bisect_left(_NEAR, distance)]
