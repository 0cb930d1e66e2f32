"""Days as numbers, before year 1 too. In: year, month, day; numbers. Out: numbers, ISO text.

The numbers are those of `date.toordinal` (1 January of year 1 is 1, proleptic Gregorian). Before it they run backwards from -1, 31 December
of the year before: 0 is no day, and means "not bounded" in a `When`. Years are astronomical: 1 BC is 0, 44 BC is -43.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

# The calendar repeats itself after so many years and days.
_YEARS, _DAYS = 400, 146_097
_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FIRST_YEAR: Final = -9999
LAST_YEAR: Final = 9999


def length(year: int, month: int) -> int:
    """How many days a month has."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % _YEARS == 0)
    return 29 if leap and month == 2 else _LENGTHS[month - 1]


def number(year: int, month: int, day: int) -> int:
    """The number of a day that exists. ValueError for one that does not."""
    if year > 0:
        return date(year, month, day).toordinal()
    cycles = -year // _YEARS + 1
    return date(year + _YEARS * cycles, month, day).toordinal() - _DAYS * cycles - 1


def parts(day: int) -> tuple[int, int, int]:
    """Year, month and day of a number."""
    if day > 0:
        found = date.fromordinal(day)
        return found.year, found.month, found.day
    cycles = -(day + 1) // _DAYS + 1
    found = date.fromordinal(day + 1 + _DAYS * cycles)
    return found.year - _YEARS * cycles, found.month, found.day


def year_text(year: int) -> str:
    """A year in four digits, with a sign where it is before year 0."""
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


@lru_cache(maxsize=1 << 15)
def text(day: int) -> str:
    """A number as ISO 8601 has it: `2023-12-24`, `-0043-03-15`."""
    year, month, of_month = parts(day)
    return f"{year_text(year)}-{month:02d}-{of_month:02d}"
