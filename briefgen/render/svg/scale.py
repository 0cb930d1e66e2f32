"""The time axis of a chart. In: the days that events may have fallen on. Out: `Scale`: days to hundredths of a per cent, and its ticks.

An axis has up to three parts: before, the enlarged stretch with the most events, after. Time runs on through all of them without a
break, faster in the outer two. Which stretch is enlarged is chosen among calendar months and years: the one that holds the most events
for its length.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, Final

from briefgen.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WHOLE: Final = 10_000
# The enlarged part takes half of the width; an outer part that exists at all is wide enough to be seen.
ENLARGED: Final = WHOLE // 2
NARROWEST: Final = 500
# A chart this short needs no part enlarged, and an enlarged part shows at least so many events.
SHORT: Final = 75
FEW: Final = 3
DAY, MONTH, YEAR = "day", "month", "year"
# Units nearer to each other than this are marked where they have a label only: of two thousand years every mark would be a grey band.
CROWDED: Final = 25
# How wide a label must stand from the next, in hundredths of a per cent: on a wide page, and on a narrow one.
LABEL: Final = {DAY: (240, 700), MONTH: (240, 800), YEAR: (420, 1200)}


class Part(Record):
    """A stretch of the axis: days `first` to `last` (exclusive) at `left` to `right`, marked off by `unit`."""

    first: int
    last: int
    left: int
    right: int
    unit: str
    enlarged: bool


class Tick(Record):
    """A mark of the axis. `at` is where it begins, `middle` where its label stands; `rank` 0: no label, 1: on wide pages, 2: always."""

    day: int
    at: int
    middle: int
    unit: str
    rank: int


class Scale(Record):
    """The whole axis."""

    parts: tuple[Part, ...]

    def at(self, day: int) -> int:
        """Where the beginning of a day lies."""
        part = self.parts[0]
        if day >= part.last:
            for later in self.parts:
                if day >= later.first:
                    part = later
        first, last = part.first, part.last
        inside = 0 if day < first else min(day, last) - first
        return part.left + (part.right - part.left) * inside // (last - first)

    def middle(self, day: int) -> int:
        """Where the middle of a day lies."""
        begin = self.at(day)
        return begin + (self.at(day + 1) - begin) // 2

    def ticks(self) -> Iterable[Tick]:
        """The ticks of every part, in order; of days only those that have a label."""
        return [tick for part in self.parts for tick in _ticks(part)]


def scale(spans: Sequence[tuple[int, int]], now: int) -> Scale:
    """The axis for events with these earliest and latest days (one of the two may be 0); `now` is shown too where it is not 0."""
    known = [day for span in spans for day in span if day] + ([now] if now else [])
    first, last = min(known), max(known) + 1
    unit = _unit(first, last)
    first, last = _floor(first, unit), _ceiling(last, unit)
    window = _window([low or high for low, high in spans], first, last) if last - first > SHORT else None
    if window is None:
        return Scale((Part(first, last, 0, WHOLE, unit, enlarged=False),))
    begin, end = max(window[0], first), min(window[1], last)
    outer = [(first, begin), (end, last)]
    weights = [_weight(a, b, spans, begin - first + last - end) for a, b in outer]
    free = WHOLE - (ENLARGED if any(weights) else WHOLE)
    left = min(max(free * weights[0] // max(1, sum(weights)), NARROWEST), free - NARROWEST) if all(weights) else free if weights[0] else 0
    right = left + (WHOLE - free)
    made = [Part(first, begin, 0, left, unit, enlarged=False)] if begin > first else []
    made.append(Part(begin, end, left, right, MONTH if end - begin > SHORT else DAY, enlarged=True))
    if last > end:
        made.append(Part(end, last, right, WHOLE, unit, enlarged=False))
    return Scale(tuple(made))


def _unit(first: int, last: int) -> str:
    days = last - first
    return DAY if days <= SHORT else MONTH if days <= 1100 else YEAR


def _floor(day: int, unit: str) -> int:
    if unit == DAY:
        return day
    found = date.fromordinal(day)
    return found.replace(day=1, month=1 if unit == YEAR else found.month).toordinal()


def _next(day: int, unit: str) -> int:
    """The beginning of the next day, month or year after the one that begins on `day`."""
    if unit == DAY:
        return day + 1
    found = date.fromordinal(day)
    if unit == YEAR or found.month == 12:
        return date(found.year + 1, 1, 1).toordinal() if found.year < 9999 else date.max.toordinal() + 1
    return date(found.year, found.month + 1, 1).toordinal()


def _ceiling(day: int, unit: str) -> int:
    low = _floor(day - 1, unit)
    return _next(low, unit)


def _window(days: Sequence[int], first: int, last: int) -> tuple[int, int] | None:
    """The calendar month or year to enlarge, or None where no stretch stands out."""
    best: tuple[float, int, int] | None = None
    for unit in (MONTH, YEAR):
        counts: dict[int, int] = {}
        for day in days:
            low = _floor(day, unit)
            counts[low] = counts.get(low, 0) + 1
        for low, n in counts.items():
            high = _next(low, unit)
            if n < FEW or (high - low) * 2 > last - first:
                continue
            gain = n * log((last - first) / (high - low))
            if best is None or (gain, low) > best[:2]:
                best = (gain, low, high)
    return (best[1], best[2]) if best else None


def _weight(first: int, last: int, spans: Sequence[tuple[int, int]], days: int) -> int:
    """How much of the outer width a part gets: half by its length, half by its events."""
    if last <= first:
        return 0
    inside = [first <= (low or high) < last for low, high in spans]
    outside = max(1, sum(not flag for flag in inside) + sum(inside))
    return 500 * (last - first) // max(1, days) + 500 * sum(inside) // outside + 1


def _ticks(part: Part) -> list[Tick]:
    width, days = part.right - part.left, part.last - part.first
    marks = _marks(part.first, part.last, part.unit)
    wide, narrow = LABEL[part.unit]
    each = max(1, width // max(1, len(marks)))
    sparse = _step(wide, each, part.unit)
    rare = _step(narrow, each, part.unit, sparse)
    ticks = []
    for begin, end, number in marks:
        rank = 2 if number % rare == 0 else 1 if number % sparse == 0 else 0
        if not rank and (part.unit == DAY or each < CROWDED):
            continue
        at = part.left + width * (begin - part.first) // days
        middle = at if part.unit == DAY else (at + part.left + width * (end - part.first) // days) // 2
        ticks.append(Tick(begin, at, middle, part.unit, rank))
    return ticks


@lru_cache(maxsize=512)  # many pages show the same months and years
def _marks(first: int, last: int, unit: str) -> tuple[tuple[int, int, int], ...]:
    """Where each unit of a stretch begins and ends, and what a step counts there."""
    marks = []
    day = _floor(first, unit)
    while day < last:
        following = _next(day, unit)
        begin = max(day, first)
        marks.append((begin, min(following, last), _number(begin, unit)))
        day = following
    return tuple(marks)


def _step(room: int, each: int, unit: str, of: int = 1) -> int:
    """Every how many units a label stands, so that none runs into the next: steps that a calendar knows, multiples of `of`."""
    steps = {DAY: (1, 7, 14, 28), MONTH: (1, 2, 3, 6, 12), YEAR: (1, 2, 5, 10, 20, 50, 100, 500, 1000)}[unit]
    fitting = [step for step in steps if step % of == 0]
    return next((step for step in fitting if step * each >= room), fitting[-1])


def _number(day: int, unit: str) -> int:
    """What a step counts: years, months from January, days from the month's first."""
    found = date.fromordinal(day)
    return found.year if unit == YEAR else found.month - 1 if unit == MONTH else found.day - 1
