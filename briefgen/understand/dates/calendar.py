"""Reckoning with dates of unequal grain. In: `Point`s, lengths. Out: `Point`s, and their values in TIMEX3 and in EDTF.

Years are astronomical: 1 BC is year 0, 490 BC is -489 (ISO 8601, EDTF).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, NamedTuple

LAST_YEAR: Final = 9999
# ISO 8601-2's codes of the parts of a year.
PART_CODE: Final = MappingProxyType({"SP": 21, "SU": 22, "FA": 23, "WI": 24, "Q1": 33, "Q2": 34, "Q3": 35, "Q4": 36, "H1": 40, "H2": 41})
# The month that a part of the year begins with.
PART_MONTH: Final = MappingProxyType({"SP": 3, "SU": 6, "FA": 9, "WI": 12, "Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7})
_SEASONS: Final = ("SP", "SU", "FA", "WI")
_STEP: Final = MappingProxyType({"D": 1, "W": 7, "2W": 14, "WE": 7})
_MONTHS: Final = MappingProxyType({"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000})
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


class Point(NamedTuple):
    """A date of some grain. `part` is the season, quarter or half of the year, `clock` the time of day in TIMEX3 (`10:35`, `MO`)."""

    grain: str
    year: int
    month: int = 0
    day: int = 0
    part: str = ""
    clock: str = ""

    def first(self) -> date | None:
        """Its first day; None before year 1 and after 9999, which the calendar of this language does not know."""
        if not 1 <= self.year <= 9999:
            return None
        return date(self.year, self.month or PART_MONTH.get(self.part, 1), self.day or 1)


def day(when: date, clock: str = "") -> Point:
    """A calendar day as a point."""
    return Point("day", when.year, when.month, when.day, "", clock)


def valid(year: int, month: int, number: int) -> bool:
    """Whether there is such a day."""
    return 1 <= month <= 12 and 1 <= number <= last_day(year, month)


def last_day(year: int, month: int) -> int:
    """The number of the last day of a month."""
    return monthrange(year if 1 <= year <= LAST_YEAR else 2000, month)[1]


def moved(when: date, days: int) -> date | None:
    """The day `days` later; None beyond the calendar."""
    number = when.toordinal() + days
    return date.fromordinal(number) if _FIRST <= number <= _LAST else None


def shift(point: Point, count: int, unit: str) -> Point | None:
    """`point` moved by `count` units and cut to the unit's grain; None where that cannot be reckoned."""
    if unit in _STEP:
        start = point.first()
        if start is None or point.grain not in ("day", "week"):
            return None
        there = moved(start, count * _STEP[unit])
        if there is None:
            return None
        if unit == "D":
            return day(there)
        return week(there)
    if unit not in _MONTHS:
        return None
    return cut(_by_months(point, count * _MONTHS[unit]), unit)


def _by_months(point: Point, months: int) -> Point:
    number = point.year * 12 + (point.month or PART_MONTH.get(point.part, 1)) - 1 + months
    grain = "month" if point.month else "year"
    return Point(grain, number // 12, number % 12 + 1 if point.month else 0)


def week(when: date) -> Point:
    """The week (from its Monday, ISO 8601) that holds a day."""
    monday = moved(when, -when.weekday()) or when
    return Point("week", monday.year, monday.month, monday.day)


def cut(point: Point, unit: str) -> Point:
    """`point` at the grain of a unit, no finer."""
    if unit == "M":
        return Point("month", point.year, point.month) if point.month else Point("year", point.year)
    if unit == "Q":
        month = point.month or PART_MONTH.get(point.part, 0)
        return Point("quarter", point.year, 0, 0, f"Q{(month + 2) // 3}") if month else Point("year", point.year)
    if unit == "DE":
        return around("decade", point.year)
    if unit == "CE":
        return around("century", point.year)
    if unit in ("W", "2W", "WE"):
        start = point.first()
        return week(start) if start and point.grain in ("day", "week") else point
    if unit == "D":
        return point._replace(clock="")
    return Point("year", point.year)


def around(grain: str, year: int) -> Point:
    """The decade or century that holds a year; decades before Christ are counted as they are named: the 470s are 479 to 470."""
    wide = 10 if grain == "decade" else 100
    if year > 0:
        return Point(grain, year // wide * wide)
    return Point(grain, 1 - ((1 - year) // wide * wide + wide - 1))


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus, as in Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, number = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, number + 1)


def nth_weekday(year: int, month: int, weekday: int, count: int) -> date:
    """The `count`-th weekday (0 is Monday) of a month; a negative count counts from its end."""
    if count > 0:
        first = date(year, month, 1)
        return first + timedelta((weekday - first.weekday()) % 7 + 7 * (count - 1))
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta((last.weekday() - weekday) % 7 + 7 * (-count - 1))


def timex(point: Point) -> str:
    """The TIMEX3 value: `1998-08-07`, `1998-08-07T10:35`, `1942-WI`, `2000-W07`, `199`, `19`, `BC0490-08`."""
    ancient = point.year < 1
    year = 1 - point.year if ancient else point.year
    era = "BC" if ancient else ""
    if point.grain == "decade":
        return f"{era}{year // 10:03d}"
    if point.grain == "century":
        return f"{era}{year // 100:02d}"
    head = f"{era}{year:04d}"
    if point.part:
        return f"{head}-{point.part}"
    if point.grain == "week":
        start = point.first()
        iso = start.isocalendar() if start else None
        return f"{iso.year:04d}-W{iso.week:02d}" + (f"-{point.clock}" if point.clock else "") if iso else head
    if point.month:
        head += f"-{point.month:02d}"
    if point.day:
        head += f"-{point.day:02d}"
    return f"{head}T{point.clock}" if point.clock else head


def edtf(point: Point) -> str:
    """The EDTF form (ISO 8601-2): weeks as intervals, seasons and quarters by code, decades `199X`; a time of day is its day."""
    if point.year < 0:
        head = f"-{-point.year:04d}"
        if point.grain in ("decade", "century"):
            # The 6th century before Christ is 600 to 501, the 470s are 479 to 470.
            low, wide = (point.year, 9) if point.grain == "decade" else (point.year - 1, 99)
            return f"{_signed(low)}/{_signed(low + wide)}"
    else:
        head = f"{point.year:04d}"
    if point.grain == "decade":
        return head[:3] + "X"
    if point.grain == "century":
        return head[:2] + "XX"
    if point.year == 0:
        return head
    if point.part:
        return f"{head}-{PART_CODE[point.part]}"
    if point.grain == "week":
        start = point.first()
        last = moved(start, 6) if start else None
        begin = moved(start, 5) if start and point.clock == "WE" else start
        return f"{begin}/{last}" if begin and last else head
    if point.month:
        head += f"-{point.month:02d}"
    return head + (f"-{point.day:02d}" if point.day else "")


def _signed(year: int) -> str:
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"
