"""The year that a day, a month or a season belongs to. In: a `Context`, a span, the month. Out: the year and the reason where it is a guess."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from briefgen.understand.dates.calendar import PART_MONTH
from briefgen.understand.dates.spans import dated
from briefgen.understand.dates.vocabulary import listed

if TYPE_CHECKING:
    from briefgen.understand.dates.calendar import Point
    from briefgen.understand.dates.context import Context
    from briefgen.understand.dates.spans import Span

_BEFORE_YEAR: Final = listed(
    "in of since by from until till to and or during between before after through throughout for the ( , - – — early late mid about around"
    " circa than post pre at as his her their its a on over into both s with that",
)
# What stands between a date and the year of the one that it is joined to: "and early May 1915", "– 24 August 1914".
_COORDINATED: Final = re.compile(r"(?:,?\.?&|-|,)t?[Ei]?(?:-|f)?t?(?:[dO]?[Mmj]\.?[dO]?|S),?f?(y)(?!r)")
# A history goes into the next year where a month is so many before the last one named.
_TURN: Final = 9
# How many times nearer a date ahead must be than one behind to be the likelier, by tense: (numerator, denominator).
_AHEAD_COSTS: Final = MappingProxyType({1: (1, 4), 0: (3, 1), -1: (5, 1)})
MONTH: Final = 31
# What is counted after a number that is no year.
_COUNTED: Final = listed(
    "men people troops soldiers dead killed wounded miles km kilometers kilometres feet meters metres pounds percent tons tonnes prisoners"
    " casualties aircraft tanks guns ships yards acres dollars members others hours gmt utc hrs",
)


def plausible(context: Context, place: int) -> bool:
    """Whether four digits are a year here and not a number of something."""
    read = context.read
    after = read.words[place + 1 : place + 2]
    before = read.words[place - 1] if place else ""
    if before in ("$", "£", "€", "#", ".") and read.starts[place] == read.ends[place - 1]:
        return False
    if before == "-" and place > 1 and read.letters[place - 2] in "dn":
        # The end of a telephone number.
        return False
    if after and after[0] in _COUNTED:
        return False
    if after and after[0] == "%":
        return False
    year = int(read.words[place])
    if year >= 1700:
        return before not in ("no", "number", "some", "nearly", "almost", "flight", "room", "route", "highway")
    return before in _BEFORE_YEAR and not (after and after[0].endswith("s") and read.letters[place + 1] == "x")


def coordinated(context: Context, last: int) -> int | None:
    """The year that stands with the second of two dates: "in April and May 1915"."""
    found = _COORDINATED.match(context.read.letters, last)
    return dated(context.read.words[found.start(1)], "") if found else None


def pointed_year(context: Context, span: Span) -> int | None:
    """The year of "that year", "this year", "last year" inside a span; None where nothing points at one."""
    if span.unit() != "Y":
        return None
    now, then = context.now(), context.then() or context.now()
    letters = span.letters
    if "H" in letters:
        return context.named
    for letter, step in (("T", 0), ("L", -1), ("N", 1)):
        if letter in letters:
            base = then if span.word(letter) in ("following", "previous", "preceding", "subsequent") else now
            return base.year + step if base else None
    return then.year if then else None


def year_of(context: Context, span: Span, month: int, day: int = 0) -> tuple[int | None, str]:
    """The year of a month (and day): named, pointed at, shared with its neighbour, or the likeliest. None where nothing tells."""
    year = span.year()
    if year is None:
        year = pointed_year(context, span)
    if year is None:
        year = coordinated(context, span.last)
    if year is not None:
        return year, ""
    if context.narrative:
        return told(context, span, month), "the year is that of the date before it"
    if context.anchor:
        return nearest(context.anchor, context.tense(span.first, span.last), month, day), ""
    if context.last:
        return context.last.year, "the document has no date; the year is that of the date before it"
    return None, ""


def told(context: Context, span: Span, month: int) -> int | None:
    """The year in a history: that of the last date; histories go forward, so that January after December is the next."""
    last = context.told(span.first)
    if last is None:
        return None
    before = last.month or PART_MONTH.get(last.part, 0)
    if before and last.grain in ("month", "day", "season") and before - month > _TURN:
        return last.year + 1
    return last.year


def nearest(anchor: Point, tense: int, month: int, day: int) -> int:
    """The year in a newspaper: the verb nearby says whether the month is ahead or gone; without one, mostly gone."""
    here = anchor.month * MONTH + anchor.day
    there = month * MONTH + (day or anchor.day)
    behind, ahead = (here - there) % (12 * MONTH), (there - here) % (12 * MONTH)
    if not anchor.month or behind == 0 or (not day and month == anchor.month):
        return anchor.year
    if behind * _AHEAD_COSTS[tense][1] <= ahead * _AHEAD_COSTS[tense][0]:
        return anchor.year if there <= here else anchor.year - 1
    return anchor.year if there >= here else anchor.year + 1
