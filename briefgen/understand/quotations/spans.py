"""Quoted words in an article, as newsrooms set them. In: text whose lines are paragraphs. Out: spans inside the marks, in order.

Unlike `marks`, which checks what an editor wrote, this reads what others wrote: curly and straight marks mixed, a closing mark where an
opening one should stand, a quotation that is not closed because the next paragraph opens it again. No quotation crosses a paragraph; one
that goes on is said to.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Quoted(NamedTuple):
    """Words inside marks: `start` and `end` leave the marks out; `open` says that no mark closes them. Offsets are code points."""

    start: int
    end: int
    mark: str
    open: bool = False


_PAIRED: Final = {"«": "»", "‹": "›", "「": "」", "『": "』", "《": "》", "〝": "〞〟", "〈": "〉"}
_TURNED: Final = {"»": "«", "›": "‹"}
_DOUBLE: Final = re.compile('[“”„‟"＂«»‹›「」『』《》〝〞〟〈〉]')
_SINGLE_OPEN: Final = re.compile(r"(?<![\w’'])[‘'‚](?=[^\s’'‘])|(?<=\s)’(?=[A-Z“])|\A’(?=[A-Z])")
_SINGLE_CLOSE: Final = re.compile(r"[’'](?!\w)|(?<=[.,!?…])‘(?=\s|\Z)")
# Words that begin with an apostrophe, as far as they are met in news.
_CLIPPED: Final = re.compile(r"(?:em|im|er|tis|twas|til|cause|round|bout|n|cos|neath|\d\ds?)\b", re.IGNORECASE)
_OPENING: Final = re.compile(r"\s*[“\"„‘'«]")
_BEFORE: Final = frozenset("\x02([{—–-/“‘'\"„«:;,… ")
_CLOSERS: Final = ".,!?…—–-;:)"
_FEWEST: Final = 4  # words from which a quotation that nothing closes is taken to run to the paragraph's end
_LONGEST: Final = 4000
_DEEPEST: Final = 3  # quotations within a quotation


def quoted(text: str) -> list[Quoted]:
    """The outermost quotations of a text. Linear: each paragraph is read once for either style of marks."""
    if "``" in text or "''" in text:  # the marks of old wire copy: two characters for one mark
        wired = text.replace("``", "\x02“").replace("''", "”\x02")
        return [one._replace(start=one.start + (text[one.start] == "'" and wired[one.start] == "\x02")) for one in _all(wired)]
    return _all(text)


def _all(text: str) -> list[Quoted]:
    found: list[Quoted] = []
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end > start:
            doubles = list(_doubles(text, start, end))
            if "‘" in text[start:end] or "'" in text[start:end] or "‚" in text[start:end]:
                singles = list(_singles(text, start, end, doubles))
                doubles = [one for one in doubles if not _within(one.start, singles)]
                found += singles
            found += doubles
        start = end + 1
    return sorted(found)


def _within(place: int, spans: Sequence[Quoted]) -> Quoted | None:
    """The span, of spans in order, that holds a place."""
    k = bisect_right(spans, place, key=lambda one: one.start) - 1
    return spans[k] if k >= 0 and place < spans[k].end else None


def _doubles(text: str, start: int, end: int) -> Iterator[Quoted]:
    opened = -1
    closing = ""
    for match in _DOUBLE.finditer(text, start, end):
        place, mark = match.start(), match[0]
        if opened < 0:
            if mark in _PAIRED:
                opened, closing = place, _PAIRED[mark]
            elif mark in _TURNED:
                if _opens(text, place, start):
                    opened, closing = place, _TURNED[mark]
            elif _may_open(text, place, start, end, mark):
                opened, closing = place, '”“"' if mark != "＂" else "＂"
            continue
        if mark not in closing:
            continue
        if closing[0] == "”" and not (_shuts(text, place, start, end) or (mark == "”" and not _opens(text, place, start))):
            if _opens(text, place, start) and mark != "”" and text[opened] != "„":  # the earlier one was never closed
                opened = place
            continue
        if text[opened + 1:place].strip():
            yield Quoted(opened + 1, place, text[opened])
        opened = -1
    if opened >= 0 and _runs_on(text, opened, end):
        yield Quoted(opened + 1, _stripped(text, end), text[opened], open=True)


def _may_open(text: str, place: int, start: int, end: int, mark: str) -> bool:
    """Whether a double mark opens: it stands before a word and after none, or is one that can do nothing else."""
    opens = _opens(text, place, start)
    if mark == "”":  # Swedish and Finnish open with it
        return opens and not _shuts(text, place, start, end)
    return mark in '“„"‟＂' and (opens or mark == "„" or (mark == "“" and not _shuts(text, place, start, end)))


def _opens(text: str, place: int, start: int) -> bool:
    return (place == start or text[place - 1].isspace() or text[place - 1] in _BEFORE) and place + 1 < len(text) and not text[place + 1].isspace()


def _shuts(text: str, place: int, start: int, end: int) -> bool:
    if place == start or (text[place - 1].isspace() and not (place + 1 == end or text[place + 1].isspace())):
        return False
    return place + 1 >= end or not text[place + 1].isalnum() or text[place - 1] in ".,!?"


def _runs_on(text: str, opened: int, end: int) -> bool:
    """Whether a quotation without a closing mark is one that the next paragraph goes on with, or whose mark was forgotten."""
    words = text.count(" ", opened, end) + 1
    return words >= _FEWEST and (bool(_OPENING.match(text, end)) or words >= 2 * _FEWEST)


def _stripped(text: str, end: int) -> int:
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _singles(text: str, start: int, end: int, doubles: list[Quoted]) -> Iterator[Quoted]:
    place = start
    while opening := _SINGLE_OPEN.search(text, place, end):
        place = opening.end()
        inside = _within(opening.start(), doubles)
        if inside is not None:
            place = inside.end
            continue
        if _CLIPPED.match(text, place):
            continue
        close = _close(text, place, end, opening[0])
        if close > place:
            yield Quoted(place, close, opening[0])
            place = close + 1
        elif opening[0] == "‘" and _runs_on(text, opening.start(), end):
            yield Quoted(place, _stripped(text, end), opening[0], open=True)
            return


def _close(text: str, place: int, end: int, mark: str) -> int:
    """Where a single quotation closes: at a mark after punctuation, else at the first that cannot be a possessive; -1 where nowhere.

    One that opens within it closes first; a newspaper that sets single marks inside single marks is rare, but there are some.
    """
    limit = min(end, place + _LONGEST)
    near = min(limit, place + _LONGEST // 4)
    openers = [match.start() for match in _SINGLE_OPEN.finditer(text, place, near) if not _CLIPPED.match(text, match.end())]
    first, depth, opened = -1, 0, 0
    for match in _SINGLE_CLOSE.finditer(text, place, limit):
        at = match.start()
        while opened < len(openers) and openers[opened] < at:
            if first >= 0 and not depth:
                return first
            depth += 1
            opened += 1
            if depth > _DEEPEST:
                return -1
        before, after = text[at - 1], text[at + 1:at + 2]
        possessive = before in "sSzxn" and after == " " and text[at + 2:at + 3].isalpha()
        if depth and not possessive:
            depth -= 1
            continue
        if mark == "‘" and match[0] == "'" and before not in _CLOSERS:
            continue
        if before in _CLOSERS:
            return at
        if not possessive and (first < 0 or after != " "):
            return at if first < 0 or not _possible(text, first) else first
        if first < 0 and not depth:
            first = at
    return first


def _possible(text: str, at: int) -> bool:
    """Whether the earlier mark, after an s, is more likely the close: punctuation follows it."""
    return text[at + 1:at + 2] in ",.;:"
