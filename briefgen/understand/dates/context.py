"""What an expression is read against. In: tokens, the document's date. Out: `Context`: anchor, kind of text, last date, tense nearby."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefgen.understand.dates.calendar import Point
from briefgen.understand.dates.vocabulary import LETTER, listed

if TYPE_CHECKING:
    from briefgen.understand.dates.tokens import Tokens

_AHEAD: Final = listed(
    "will ll would shall upcoming must should might planned planning scheduled expected slated hopefully ahead tentatively next coming pending"
    " soon",
)
# These look ahead only before what is to be done: "plans to", "is due for".
_AHEAD_TO: Final = listed(
    "expects expect plans plan due going hopes hope intends intend wants want preparing prepares promises promised proposed set ready deadline"
    " is are was were agreed may vowed needs has have",
)
_BEHIND: Final = listed(
    "was were had did took went came began held made saw met found left gave got struck broke fell rose won lost led sent brought became spoke"
    " wrote shot built paid read been last ago blew drew flew grew knew threw ran sat set stood sold spent taken thought withdrew done seen since"
    " has have bought caught chosen driven fallen felt fought gone kept laid risen sought stolen sworn taught torn born beaten begun broken drawn"
    " fled grown heard hung led shown slain swept thrown written",
)
# News tells what is to come in the present too: "the trial opens Friday", "he is leaving on Monday". So near, these are verbs.
_OPENS: Final = listed(
    "opens begins starts arrives leaves resumes resume meets faces expires ends goes returns hosts votes convenes closes launches travels flies"
    " testifies appears hears lapses takes due",
)
_LEAVING: Final = listed("leaving arriving returning heading flying traveling travelling visiting")
_CLOSE: Final = 4
# "He will go, she said": verbs of saying tell the time of saying; they count only beside the expression ("said Monday").
_SAYING: Final = listed("said told added reported announced stated declared noted warned quoted asked replied confirmed insisted")
_BESIDE: Final = 2
_SPEAKER: Final = 5
_NOT_PAST: Final = listed("united need indeed hundred red speed feed seed exceed proceed succeed bed shed wed")
_WILL: Final = listed("will would to shall should must")
_HAD: Final = listed("had has have was were")
_NEAR: Final = 8
_REACH: Final = 14
# "For the first time since 1614": the year of a comparison sets no scene.
_ELSEWHEN: Final = listed("since until till before after from to")
_AWAY: Final = listed("until till since")
# A history names many years long gone, and hardly ever a weekday or a yesterday.
_YEARS: Final = 3
# No sentence is followed further than so many words.
_LONG: Final = 80
# A sentence may open with quotation marks and brackets.
_MARKS: Final = " \n\t“\"‘'«(["
_OPEN: Final = 5
# So many words into a sentence, a year still opens it.
_OPENING: Final = 6


_POINTED: Final = re.compile(r"[WXA]|[LTN][UVWPS]")


class Context:
    """The state of one reading: it changes as dates are read, and is thrown away with it."""

    def __init__(self, read: Tokens, anchor: Point | None) -> None:
        self.read = read
        self.anchor = anchor
        self.narrative = narrative(read, anchor)
        self.ancient = read.letters.count("r") >= _YEARS
        self.last: Point | None = None
        self.aside: Point | None = None
        self.aside_end = 0
        self.seen = 0
        # The year of the date named last, in passing or not: "that year".
        self.named: int | None = None
        self.ended: tuple[int, Point | None] = (0, None)

    def now(self) -> Point | None:
        """What "ago" and a bare month count from: the last date in a history, the document's own date elsewhere.

        Without a document's date, the month of the last date named stands in for it, since articles name dates near their own.
        """
        if self.narrative or self.anchor:
            return (self.last or self.anchor) if self.narrative else self.anchor
        return Point("month", self.last.year, self.last.month) if self.last and self.last.month else None

    def then(self) -> Point | None:
        """What "later" and "the next day" count from: the last date named."""
        return self.last

    def saw(self, point: Point, place: int, *, passing: bool = False) -> None:
        """Remembers a date that was named; "in 1980" after "on 22 September 1980" does not make that day forgotten.

        In a history, a year named in passing in the middle of a sentence counts until that sentence ends, no longer, if it is not the first
        date of its paragraph.
        """
        first = self.read.letters.rfind("|", self.seen, place) >= 0 and self.before(place) not in _ELSEWHEN
        self.seen = max(self.seen, place)
        self.named = point.year
        last = self.last
        if last and last.year == point.year and not point.part and point.grain in ("year", "month") and last.grain in ("month", "day") \
                and point.month in (0, last.month):
            return
        if last and point.grain in ("decade", "century"):
            return
        if self.narrative and last and (last.month or last.part) and ((passing and not first) or self._passing(point, place, first=first)):
            self.aside, self.aside_end = point, self._sentence_end(place)
            return
        self.last = point

    def _passing(self, point: Point, place: int, *, first: bool) -> bool:
        if point.grain == "year":
            return not first and not self._leads(place)
        return point.grain in ("month", "day") and self.last is not None and point.year != self.last.year and self._compared(place)

    def _compared(self, place: int) -> bool:
        """Whether "until" or "since" stands before a date in its clause: "until the fall of the city in February 1945"."""
        low = max(0, place - _NEAR)
        clause = self.read.letters[low:place].replace(".", ",").rpartition(",")[2]
        return not _AWAY.isdisjoint(self.read.words[place - len(clause) : place])

    def told(self, place: int) -> Point | None:
        """The date that a bare month goes with: a year named in passing in this sentence, else the last date."""
        return self.aside if self.aside and place < self.aside_end else self.last

    def _leads(self, place: int) -> bool:
        """Whether a date opens its sentence or its paragraph: "In 1944, …", a heading "2004: …"."""
        return any(self._stop(one) for one in range(max(0, place - _OPENING), place)) or place <= _OPENING

    def sentence(self, place: int) -> tuple[int, int]:
        """The tokens of the sentence around a place: first, and last (exclusive)."""
        first = next((one + 1 for one in range(place - 1, max(-1, place - _LONG), -1) if self._stop(one)), max(0, place - _LONG))
        return first, self._sentence_end(place)

    def _sentence_end(self, place: int) -> int:
        last = min(len(self.read.words), max(0, place) + _LONG)
        return next((one for one in range(max(0, place), last) if self._stop(one)), last)

    def tense(self, first: int, last: int) -> int:
        """1 where the nearest verb looks ahead, -1 where it looks back, 0 where the sentence tells nothing."""
        words = self.read.words
        if words[max(0, first - 3) : first] in (["as", "early", "as"], ["as", "soon", "as"]):
            return 1
        if words[last : last + 1] in (["is"], ["are"]) or self._says(last):
            return -1 if words[last] == "," else 1
        for step in range(1, _REACH):
            for place in (first - step, last + step - 1):
                if not 0 <= place < len(words) or (step > 1 and self._ends(first, last, place)):
                    continue
                found = self._verb(place, step)
                if found:
                    return found
        return 0

    def _says(self, last: int) -> bool:
        """Whether somebody speaks right after: "On Friday, he said that it would end"."""
        words = self.read.words[last : last + _SPEAKER]
        return words[:1] == [","] and not _SAYING.isdisjoint(words) and _WILL.isdisjoint(words)

    def _verb(self, place: int, step: int) -> int:
        """Which way one word looks: 1 ahead, -1 back, 0 neither."""
        words = self.read.words
        word = words[place]
        if self.read.letters[place] == LETTER["may"]:
            # "From May to July": the month, not the verb.
            return 0
        after = words[place + 1 : place + 2]
        if word in _AHEAD or (word in _AHEAD_TO and after in (["to"], ["for"])):
            # "Next to the embassy" is where, not when.
            return 0 if word == "next" and after == ["to"] else 1
        if step <= _CLOSE and (word in _OPENS or (word in _LEAVING and words[place - 1] in ("is", "are"))):
            return 1
        if word in ("until", "till"):
            return 0 if _HAD & set(words[place : place + _NEAR]) else 1
        if word == "s" and step <= _BESIDE:
            # "Wednesday's ruling" is mostly one that was given, "Friday's vote will be close" is not.
            return -1 if _WILL.isdisjoint(words[place + 2 : place + 4]) else 1
        if word in _SAYING:
            return -1 if step <= _BESIDE else 0
        if self.read.letters[place] != "x" or not (word in _BEHIND or (word.endswith("ed") and word not in _NOT_PAST)):
            return 0
        before = words[max(0, place - 3) : place]
        # "will be held", "to be sent" look ahead; "is heard" does not look back.
        return 1 if "be" in before and _WILL & set(before) else 0 if "is" in before or "are" in before else -1

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
        following = self.read.text[after : after + _OPEN]
        return following[:1].isspace() and following.lstrip(_MARKS)[:1].isupper()

    def hour(self, part: str) -> str:
        """What the part of a day adds to its date: in news, which says "Friday night" for the day, no more than noon and midnight do."""
        return part if self.narrative or ":" in part else ""

    def apposed(self, first: int) -> Point | None:
        """The date that ends right before a token, a comma, a dash or a bracket between them."""
        last, point = self.ended
        between = self.read.letters[last:first]
        return point if point and point.grain in ("day", "month") and between and not between.strip(",-(") and len(between) < 3 else None

    def before(self, first: int) -> str:
        """The word before a token; nothing at the start."""
        return self.read.words[first - 1] if first else ""


def narrative(read: Tokens, anchor: Point | None) -> bool:
    """Whether a text tells history: it names at least three years, most of them before the anchor's last year, and few days by pointing."""
    named = [int(read.words[place]) for place, letter in enumerate(read.letters) if letter == "y"]
    ancient = read.letters.count("r")
    pointed = len(_POINTED.findall(read.letters))
    every = len(named) + ancient
    if anchor is None:
        return every > pointed
    old = sum(year < anchor.year - 1 for year in named) + ancient
    return old >= _YEARS and 2 * old >= every > 3 * pointed
