"""Where a line stands among the others. In: the lines' texts and their own signs. Out: for each line, the signs of its place.

A *paragraph* here is a line that reads as running text: long enough, ending as a sentence does, no call and no notice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from briefgen.understand.seed.patterns import STOP

_NOT_TEXT: Final = frozenset(("callS", "callL", "noticeS", "byline", "credited", "credit-end", "credit-only", "credit-open", "date-only",
    "biography", "handle", "company", "caption-start"))
_LONG: Final = frozenset(("w13-20", "w21-35", "w36-60", "w61+"))
_SPEAKS: Final = ("credit-only", "callS", "byline", "date-only", "caption-start", "names-only", "handle", "credited", "title-caseL", "title-caseS",
    "no-letters", "quoted", "biography", "line-mark", "noticeS", "creditish", "bracketed")
_NEAR: Final = (1, 2, 4, 8, 20)
_DISTANCES: Final = ("1", "2", "3-4", "5-8", "9-20", "21+")


_HEARD: Final = frozenset(_SPEAKS)
_BESIDE: Final = {(name, sign): f"{name}-{sign}" for name in ("prev", "next") for sign in _SPEAKS}


def bearings(texts: Sequence[str], own: Sequence[Sequence[str]]) -> list[list[str]]:
    """Signs of place for each line; `texts` are stripped and not empty."""
    sets = [frozenset(one) for one in own]
    paragraph = [bool(one & _LONG) and ("sentenceL" in one or "w61+" in one) and not one & _NOT_TEXT for one in sets]
    first = next((i for i, yes in enumerate(paragraph) if yes), None)
    last = next((i for i in range(len(texts) - 1, -1, -1) if paragraph[i]), None)
    counts: dict[str, int] = {}
    for text in texts:
        counts[text] = counts.get(text, 0) + 1
    before, after = _distances(paragraph), _distances(paragraph[::-1])[::-1]
    runs = _runs(paragraph)
    made = []
    share = sum(paragraph) / max(1, len(texts))
    sparse = "sparse" if share < 0.4 else ""
    credited = {text.partition(":")[2].strip().lower() for text, one in zip(texts, sets, strict=True) if "credit-open" in one and ":" in text}
    content = [_content(text) if len(text) < 200 else frozenset() for text in texts]
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
        if counts[text] > 1:
            found.append("repeated")
        elif i and len(content[i]) > 2 and any(content[i] == content[j] for j in range(max(0, i - 3), min(len(texts), i + 4)) if j != i):
            found.append("echo")
        if not paragraph[i]:
            found.append(f"run-{_near(runs[i])}")
            if sparse:
                found.append(sparse)
        if text.lower() in credited:
            found.append("credit-name")
        found += _beside(sets, paragraph, i)
        made.append(found)
    return made


def _beside(sets: Sequence[frozenset[str]], paragraph: Sequence[bool], i: int) -> list[str]:
    found = []
    for step, name in ((-1, "prev"), (1, "next")):
        j = i + step
        if not 0 <= j < len(sets):
            continue
        if paragraph[j]:
            found.append(f"{name}-text")
        found += [_BESIDE[name, sign] for sign in sets[j] & _HEARD]
    if 0 < i < len(sets) - 1 and paragraph[i - 1] and paragraph[i + 1]:
        found.append("between")
    return found


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


def _content(text: str) -> frozenset[str]:
    return frozenset(text.lower().split()) - STOP
