"""What an expression is read against. In: tokens, the document's date. Out: `Context`: anchor, kind of text, last date, tense nearby."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefgen.understand.dates.calendar import Point

if TYPE_CHECKING:
    from briefgen.understand.dates.tokens import Tokens

_AHEAD: Final = frozenset((
    "will", "ll", "would", "shall", "won", "scheduled", "schedule", "expected", "expects", "expect", "planned", "plans", "plan", "planning", "due", "upcoming", "must", "should",
    "may", "might", "going", "until", "till", "deadline", "hopes", "hope", "intends", "intend", "hopefully", "slated", "wants", "want", "ahead", "tentatively",
    "preparing", "prepare", "promises", "proposed", "next", "coming", "pending", "soon",
))
_BEHIND: Final = frozenset((
    "was", "were", "had", "did", "took", "went", "came", "began", "held", "made", "saw", "met", "found", "left", "gave", "got", "struck", "broke", "fell", "rose",
    "won", "lost", "led", "sent", "brought", "became", "spoke", "wrote", "shot", "built", "paid", "read", "been", "last", "ago", "blew", "drew", "flew", "grew", "knew", "threw",
    "ran", "sat", "stood", "sold", "spent", "taken", "thought", "withdrew", "done", "seen", "since", "has", "have", "s",
))
# "He will go, she said": verbs of saying tell the time of saying; they count only beside the expression ("said Monday").
_SAYING: Final = frozenset(("said", "told", "added", "reported", "announced", "stated", "declared", "noted", "warned", "quoted", "asked", "replied", "confirmed", "insisted"))
_BESIDE: Final = 2
_NOT_PAST: Final = frozenset(("united", "need", "indeed", "hundred", "red", "speed", "feed", "seed", "exceed", "proceed", "succeed", "bed", "shed", "wed"))
_REACH: Final = 14
# A history names many years long gone, and hardly ever a weekday or a yesterday.
_YEARS: Final = 3
# A year alone that lies this far from the date before it is an aside: "declassified in 2005".
_ASIDE: Final = 10


_POINTED: Final = re.compile(r"[WXA]|[LTN][UVWPS]")


class Context:
    """The state of one reading: it changes as dates are read, and is thrown away with it."""

    def __init__(self, read: Tokens, anchor: Point | None) -> None:
        self.read = read
        self.anchor = anchor
        self.narrative = narrative(read, anchor)
        self.ancient = read.letters.count("r") >= _YEARS
        self.last: Point | None = None

    def now(self) -> Point | None:
        """What "ago" and a bare month count from: the last date in a history, the document's own date elsewhere."""
        return (self.last or self.anchor) if self.narrative else self.anchor

    def then(self) -> Point | None:
        """What "later" and "the next day" count from: the last date named, else the document's own."""
        return self.last or (None if self.narrative else self.anchor)

    def saw(self, point: Point) -> None:
        """Remembers a date that was named; "in 1980" after "on 22 September 1980" does not make that day forgotten."""
        last = self.last
        if last and last.year == point.year and not point.part and point.grain in ("year", "month") and last.grain in ("month", "day") \
                and point.month in (0, last.month):
            return
        if self.narrative and last and not point.month and abs(point.year - last.year) > _ASIDE:
            return
        self.last = point

    def tense(self, first: int, last: int) -> int:
        """1 where the nearest verb looks ahead, -1 where it looks back, 0 where the sentence tells nothing."""
        words, letters = self.read.words, self.read.letters
        for step in range(1, _REACH):
            for place in (first - step, last + step - 1):
                if not 0 <= place < len(words):
                    continue
                if step > 1 and self._ends(first, last, place):
                    continue
                word = words[place]
                if word in _AHEAD:
                    return 1
                if word in _SAYING and step > _BESIDE:
                    continue
                if word in _SAYING:
                    return -1
                if letters[place] == "x" and (word in _BEHIND or (word.endswith("ed") and word not in _NOT_PAST)):
                    return -1
        return 0

    def _ends(self, first: int, last: int, place: int) -> bool:
        """Whether a sentence ends between the expression and a place."""
        low, high = (place, first) if place < first else (last, place)
        return any(self._stop(one) for one in range(low, high))

    def _stop(self, place: int) -> bool:
        letter = self.read.letters[place]
        if letter == "|":
            return True
        if self.read.words[place] not in (".", "?", "!", ";"):
            return False
        after = self.read.ends[place]
        return self.read.text[after : after + 1].isspace() and self.read.text[after : after + 2].strip()[:1].isupper()

    def before(self, first: int, count: int) -> list[str]:
        """The `count` words before a token, nearest first."""
        return self.read.words[max(0, first - count) : first][::-1]


def narrative(read: Tokens, anchor: Point | None) -> bool:
    """Whether a text tells history: it names at least three years, most of them before the anchor's last year, and few days by pointing."""
    named = [int(read.words[place]) for place, letter in enumerate(read.letters) if letter == "y"]
    pointed = len(_POINTED.findall(read.letters))
    ancient = read.letters.count("r")
    if anchor is None:
        return len(named) + ancient > pointed
    old = sum(year < anchor.year - 1 for year in named) + ancient
    return old >= _YEARS and old > 4 * (pointed + len(named) - old + ancient)
