"""Spans of quoted words in running text, in all usual marks. In: text. Out: where quotations begin and end.

U+2019 closes a quotation and is also the apostrophe, and so is the straight mark; either closes only where nothing of a word
follows. Whether one that follows an s is a possessive (“the soldiers’ pay”) or closes is told from what stands after it.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple


class QuotedSpan(NamedTuple):
    """A quotation: `start` and `end` take in its marks, `inner_start` and `inner_end` do not. Offsets are code points."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    style: str


# Opening mark: the marks that may close it. German closes with “ what English opens with it; Swedish opens with what closes.
PAIRS: Final = {
    "“": '”"', "„": '“”"', "‟": "”", "”": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", "「": "」", "『": "』", "《": "》", "〝": "〞〟", "〈": "〉",
    '"': '"', "＂": "＂", "‘": "’'", "‚": "‘’'", "’": "’", "'": "'",
}
OPENERS: Final = {close: frozenset(mark for mark, closing in PAIRS.items() if close in closing) for closing in PAIRS.values() for close in closing}
# Marks that open as well as close: which of the two is told from the letters beside them.
EITHER: Final = "\"＂'”’»›«‹"
SINGLE: Final = "‘‚’'"
LONGEST: Final = 4000
# Between a quotation and its citation may stand its final point, and space.
_AFTER: Final = re.compile(r"[\s.,;:!?…。，、；：！？．]{0,4}\Z")
# Words that begin with an apostrophe, as far as they are met in news.
_CLIPPED: Final = re.compile(r"(?:em|im|er|tis|twas|til|cause|round|bout|n|\d\ds?)\b", re.IGNORECASE)


def quotation_before(text: str) -> QuotedSpan | None:
    """The quotation that ends at the end of `text`, a mark of punctuation after it aside; None where there is none.

    Found from its end, so that a stray mark earlier in the paragraph (5″, an unclosed quotation) does no harm.
    """
    end = _end(text)
    if end < 1:
        return None
    closing = text[end]
    if closing in "\"'":  # its like opens it, if any; else a typographic mark that was closed with a straight one
        return _opening(text, end, frozenset(closing)) or _opening(text, end, OPENERS[closing])
    return _opening(text, end, OPENERS[closing])


def _opening(text: str, end: int, openers: frozenset[str]) -> QuotedSpan | None:
    """The quotation that closes at `end`, back to the opening mark that belongs to it."""
    closing, depth = text[end], 0
    for place in range(end - 1, max(-1, end - 1 - LONGEST), -1):
        mark = text[place]
        if mark in openers and _opens(text, place):
            if depth:
                depth -= 1
            elif place + 1 < end:
                return QuotedSpan(place, end + 1, place + 1, end, mark)
            else:
                return None
        elif mark == closing and closing not in "'’" and _closes(text, place):
            depth += 1
    return None


def _end(text: str) -> int:
    """The place of the closing mark, or -1."""
    bare = len(text)
    while bare and len(text) - bare < 4 and _AFTER.match(text[bare - 1:]) and text[bare - 1] not in OPENERS:
        bare -= 1
    return bare - 1 if bare and text[bare - 1] in OPENERS else -1


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
    """Whether a mark that may open does: nothing of a word stands before it, and something after it."""
    mark = text[place]
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    if mark in EITHER or mark == "‘":
        if before.isalnum() or (after.isspace() and mark not in "«‹»›"):
            return False
        if mark in "»›":  # Danish and German books turn the guillemets round
            return after.isalnum()
        if mark in "”’":
            return after.isalnum() and not (mark == "’" and _CLIPPED.match(text, place + 1))
        if mark == "'":
            return not _CLIPPED.match(text, place + 1)
        return mark not in "«‹" or after.isspace() or not before.isalnum()
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
            if (single or mark in EITHER) and not _closes(text, place, single=single):
                continue
            if depth:
                depth -= 1
            else:
                return place
    return -1


def _closes(text: str, place: int, *, single: bool = False) -> bool:
    """Whether a mark closes here: nothing of a word follows, and it is no possessive of a plural with a later close."""
    after = text[place + 1] if place + 1 < len(text) else " "
    before = text[place - 1] if place else " "
    if after.isalnum() and not _unspaced(after):
        return False
    if single and before in "sS" and after == " " and place + 2 < len(text) and text[place + 2].isalpha():
        later = text.find(text[place], place + 1, place + 1 + LONGEST)
        opened = text.find("‘", place + 1, later if later >= 0 else None)
        return not (later >= 0 and opened < 0 and not text[later + 1:later + 2].isalnum())
    return True


def _unspaced(letter: str) -> bool:
    """Whether a letter belongs to a script without spaces, in which a word may follow a closing mark at once."""
    return "\u2e80" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff"
