"""Spans of quoted words in running text, in all usual marks. In: text. Out: where quotations begin and end.

U+2019 closes a quotation and is also the apostrophe; it closes only where no letter follows, and a later one that still
could close the same quotation is preferred to one that stands for a possessive (“the soldiers’ pay”).
"""

from __future__ import annotations

from typing import Final, NamedTuple


class QuotedSpan(NamedTuple):
    """A quotation: `start` and `end` take in its marks, `inner_start` and `inner_end` do not. Offsets are code points."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    style: str


# Opening mark: the marks that may close it. German closes with “ what English opens with it.
PAIRS: Final = {
    "“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "《": "》", "‹": "›", '"': '"', "‘": "’", "‚": "‘’", "'": "'",
}
SINGLE: Final = "‘‚'"
LONGEST: Final = 4000


def find_quotations(text: str) -> tuple[QuotedSpan, ...]:
    """The outermost quotations of `text`, in order. Marks that do not close within `LONGEST` characters are left alone."""
    found = []
    place = 0
    while place < len(text):
        mark = text[place]
        if mark in PAIRS and _opens(text, place):
            end = _close(text, place)
            if end > place + 1:
                found.append(QuotedSpan(place, end + 1, place + 1, end, mark))
                place = end + 1
                continue
        place += 1
    return tuple(found)


def _opens(text: str, place: int) -> bool:
    mark = text[place]
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    if mark in "'\"‘":
        return not before.isalnum() and not after.isspace()
    if mark == "»":  # Danish and German books turn the guillemets round
        return not before.isalnum() and after.isalnum()
    return True


def _close(text: str, start: int) -> int:
    closing = PAIRS[text[start]]
    single = text[start] in SINGLE
    depth = 0
    last = min(len(text), start + 1 + LONGEST)
    for place in range(start + 1, last):
        mark = text[place]
        if mark == text[start] and mark not in closing and _opens(text, place):
            depth += 1
        elif mark in closing:
            if single and not _closes(text, place):
                continue
            if depth:
                depth -= 1
            else:
                return place
    return -1


def _closes(text: str, place: int) -> bool:
    """Whether a single mark closes here: nothing of a word follows, and it is no possessive of a plural with a later close."""
    after = text[place + 1] if place + 1 < len(text) else " "
    before = text[place - 1]
    if after.isalnum():
        return False
    if before in "sS" and after == " " and place + 2 < len(text) and text[place + 2].isalpha():
        later = text.find(text[place], place + 1, place + 1 + LONGEST)
        opened = text.find("‘", place + 1, later if later >= 0 else None)
        return not (later >= 0 and opened < 0 and not text[later + 1:later + 2].isalnum())
    return True
