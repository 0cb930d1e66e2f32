"""Dates that carry their precision: EDTF, the profile of ISO 8601-2. In: text. Out: `When`, or `WhenError` with the way out.

Of EDTF's levels (loc.gov/standards/datetime, 2019) this reads level 0 and level 1 whole but for years of more than four digits, and of level 2
sets, the parts of the year 25 to 41, and a day known to its tens:

    2023   2023-12   2023-12-24   2023-12-24T14:00+02:00      a year, month, day, time of day; -0043 is 44 BC, 0000 (alone) 1 BC
    2023-12-24?   ~   %                                       uncertain, approximate, both
    2022-24   2023-33   2023-40                               a winter, a quarter, a half of a year (21 to 41)
    202X   20XX   2023-XX   2023-12-XX   2023-12-2X   XXXX    digits that are not given; XXXX: no date is given
    2023-09/2023-12   2023-09/..   ../2023   2023-09/         from, to; still running; the end is not known
    [2023-11,2023-12]   {2023..2025}   [..2023-12]            one of these, all of these; on or before

A date has one earliest and one latest possible day. What is not EDTF is never accepted; plain words get a suggestion (`wording`).
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from briefgen.model import days
from briefgen.model.record import Record


class WhenError(ValueError):
    """Text that is no date. The message names the way out; `suggestion` is what to write instead where that is known, `code` the diagnostic's."""

    def __init__(self, message: str, suggestion: str = "", code: str = "BG401") -> None:
        super().__init__(message)
        self.suggestion = suggestion
        self.code = code


class Precision(StrEnum):
    """How exactly a date is known. SEASON is any part of a year larger than a month."""

    TIME = "time"
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"
    SET = "set"
    NONE = "none"


class When(Record):
    """A date, an interval or a set. `lo` and `hi` are the earliest and latest possible days (`days`); 0 is no bound on that side.

    An interval has an end, or is `open_end` (it still runs), or neither (its end is not known); the same of its start. A time of day keeps
    the day that was written, in whatever zone, and its clock with the offset as written.
    """

    text: str
    precision: Precision
    lo: int = 0
    hi: int = 0
    approximate: bool = False
    uncertain: bool = False
    start: When | None = None
    end: When | None = None
    open_start: bool = False
    open_end: bool = False
    members: tuple[When, ...] = ()
    every: bool = False
    clock: str = ""


_SEASONS: Final = {21: 3, 22: 6, 23: 9, 24: 12}
# Code of a part of the year: its first month and how many it has. Seasons are meteorological, and bear the year that they begin in;
# 21 to 24 are those of the north, as are 25 to 28, while 29 to 32 are those of the south; then quarters, thirds and halves.
PARTS: Final = MappingProxyType(
    {code: (month, 3) for code, month in _SEASONS.items()} | {code + 4: (month, 3) for code, month in _SEASONS.items()}
    | {29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3)} | {33 + place: (1 + 3 * place, 3) for place in range(4)}
    | {37 + place: (1 + 4 * place, 4) for place in range(3)} | {40: (1, 6), 41: (7, 6)},
)
MONTHS, HOURS = 12, 24
LONGEST: Final = 200
# After every day that can be written.
FURTHEST: Final = 4_000_000

_DATE: Final = re.compile(r"(-?\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(\d{2}|XX)(?:-(\d{2}|\dX|XX))?)?([?~%])?\Z", re.ASCII)
_TIMED: Final = re.compile(r"(-?\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}(?::?\d{2})?)?([?~%])?\Z", re.ASCII)
_CLOCK: Final = re.compile(r"(\d\d):(\d\d)(?::(\d\d))?(?:Z|([+-])(\d\d):?(\d\d)?)?\Z", re.ASCII)


@lru_cache(maxsize=8192)
def parse_when(text: str) -> When:
    """The date written in `text`. Raises `WhenError`, whose message says what to write instead."""
    written = text.strip()
    if not written:
        raise WhenError("there is no date here; write one such as 2023-12-24, or leave the field out")
    if len(written) > LONGEST:
        raise WhenError(f"{len(written)} characters are no date; write one such as 2023-12-24")
    if written[0] in "[{":
        return _set(written)
    if "/" in written and "[" not in written:
        from briefgen.model import wording  # noqa: PLC0415 - its patterns take longer to make than most dates to read

        if not wording.SLASHED.match(written):
            return _interval(written)
    return _single(written)


def _single(written: str) -> When:
    timed = _TIMED.match(written)
    if timed:
        return _time(written, timed)
    found = _DATE.match(written)
    if not found or written.startswith("-0000"):
        raise _refused(written)
    year, month, day, mark = found.groups()
    flags = _flags(mark)
    if "X" in year:
        return _wide(written, year, month, flags)
    y = int(year)
    if month is None or month == "XX":
        if day not in (None, "XX"):
            raise WhenError(f'"{written}": a day in an unknown month; write {year} or {year}-XX', year)
        return When(written, Precision.YEAR, days.number(y, 1, 1), days.number(y, 12, 31), *flags)
    if y == 0:
        raise WhenError(f'"{written}" is mostly an empty field of a database; leave the field out, or write 0000 for 1 BC')
    m = int(month)
    if m in PARTS:
        if day is not None:
            raise WhenError(f'"{written}": a day inside a part of a year; write {year}-{month} or a full date', f"{year}-{month}")
        return When(written, Precision.SEASON, *_part(y, m), *flags)
    if not 1 <= m <= MONTHS:
        years = f", or for the years {year}/{year[:-2]}{month}" if len(year) == len("2023") and m > y % 100 else ""
        raise WhenError(f'"{written}": there is no month {month}; write 01 to 12, or a season as {year}-21 to {year}-24{years}')
    last = days.length(y, m)
    if day is None or day == "XX":
        return When(written, Precision.MONTH, days.number(y, m, 1), days.number(y, m, last), *flags)
    low, high = (int(day[0]) * 10, int(day[0]) * 10 + 9) if day.endswith("X") else (int(day), int(day))
    if low > last or high == 0:
        from briefgen.model import wording  # noqa: PLC0415 - as above

        raise WhenError(f'"{written}": {wording.MONTHS[m - 1]} {y} has {last} days')
    low, high = max(1, low), min(last, high)
    return When(written, Precision.MONTH if day.endswith("X") else Precision.DAY, days.number(y, m, low), days.number(y, m, high), *flags)


def _refused(written: str) -> WhenError:
    """What is told of something that is no EDTF: a suggestion only where it can be read itself."""
    from briefgen.model import wording  # noqa: PLC0415 - as above

    message, suggestion = wording.advice(written)
    try:
        if suggestion:
            parse_when(suggestion)
    except WhenError:
        return WhenError(wording.unread(written))
    return WhenError(message, suggestion)


def _flags(mark: str | None) -> tuple[bool, bool]:
    """Whether a date is approximate, and whether it is uncertain."""
    return mark in ("~", "%"), mark in ("?", "%")


def _part(year: int, code: int) -> tuple[int, int]:
    month, wide = PARTS[code]
    after = year * MONTHS + month - 1 + wide - 1
    end = (after // MONTHS, after % MONTHS + 1)
    if end[0] > days.LAST_YEAR:
        end = (days.LAST_YEAR, MONTHS)
    return days.number(year, month, 1), days.number(*end, days.length(*end))


def _wide(written: str, year: str, month: str | None, flags: tuple[bool, bool]) -> When:
    if year == "XXXX" and month in (None, "XX"):
        return When(written, Precision.NONE, 0, 0, *flags)
    if month not in (None, "XX"):
        other = "" if year == "XXXX" else ", or XXXX for a date that is not given"
        raise WhenError(f'"{written}": a month in an unknown year; write {year}{other}', year)
    precision = Precision.DECADE if year.count("X") == 1 else Precision.CENTURY
    return When(written, precision, days.number(int(year.replace("X", "0")), 1, 1), days.number(int(year.replace("X", "9")), 12, 31), *flags)


def _time(written: str, found: re.Match[str]) -> When:
    day = _single(found[1])
    zone = found[3] or ""
    if _minutes(found[2] + zone) is None:
        raise WhenError(f'"{written}": there is no such time of day; write 00:00 to 23:59, and an offset such as +02:00')
    return When(written, Precision.TIME, day.lo, day.hi, *_flags(found[4]), clock=found[2] + zone)


def _minutes(clock: str) -> int | None:
    """Minutes after midnight, Greenwich's where an offset is given; None where there is no such time."""
    found = _CLOCK.match(clock)
    if not found:
        return None
    hour, minute, second, ahead, behind = (int(found[group] or 0) for group in (1, 2, 3, 5, 6))
    if hour >= HOURS or max(minute, second, behind) > 59 or ahead > 14:
        return None
    offset = ahead * 60 + behind
    return hour * 60 + minute - (offset if found[4] == "+" else -offset)


def _interval(written: str) -> When:
    pieces = [piece.strip() for piece in written.split("/")]
    if len(pieces) != 2:
        raise WhenError(f'"{written}": an interval has one slash; write 2023-09/2023-12, or 2023-09/.. for one still running')
    first, second = pieces
    start = None if first in ("", "..") else _single(first)
    end = None if second in ("", "..") else _single(second)
    if start is None and end is None:
        return When(written, Precision.NONE)
    return _between(written, start, end, open_start=first == "..", open_end=second == "..")


def _between(written: str, start: When | None, end: When | None, *, open_start: bool = False, open_end: bool = False) -> When:
    ends = [one for one in (start, end) if one]
    if any(one.precision is Precision.NONE for one in ends):
        raise WhenError(f'"{written}": an interval from or to a date that is not given; write .. for an open end')
    if start and end and (end.hi < start.lo or (start.clock and end.clock and order_key(end) < order_key(start))):
        raise WhenError(f'"{written}": it ends before it starts; exchange the two', f"{end.text}/{start.text}", "BG402")
    return When(
        written, Precision.INTERVAL, start.lo if start else 0, end.hi if end else 0, any(one.approximate for one in ends),
        any(one.uncertain for one in ends), start, end, open_start, open_end,
    )


def _set(written: str) -> When:
    every = written[0] == "{"
    if written[-1] != ("}" if every else "]"):
        raise WhenError(f'"{written}": the bracket is not closed; write [2023-11,2023-12] or {{2023-11,2023-12}}')
    members: list[When] = []
    open_start = open_end = False
    for piece in written[1:-1].split(","):
        part = piece.strip()
        open_start, part = open_start or part.startswith(".."), part.removeprefix("..")
        open_end, part = open_end or part.endswith(".."), part.removesuffix("..")
        low, dots, high = (one.strip() for one in part.partition(".."))
        if dots:
            members.append(_between(f"{low}/{high}", _single(low), _single(high)))
        elif low:
            members.append(_single(low))
    if not members or any(one.precision is Precision.NONE for one in members):
        raise WhenError(f'"{written}": a set of dates names at least one; write [2023-11,2023-12]')
    return When(
        written, Precision.SET, 0 if open_start else min(one.lo for one in members), 0 if open_end else max(one.hi for one in members),
        any(one.approximate for one in members), any(one.uncertain for one in members), members=tuple(members), every=every,
        open_start=open_start, open_end=open_end,
    )


# The earliest and the latest minute of a day whose zone is not known, as Greenwich has them.
_DAWN, _END = -14 * 60, 36 * 60


def order_key(when: When | None) -> tuple[int, int, int, int, int]:
    """The one total order: earliest possible moment, then latest possible moment; undated last. What is equal keeps the order written.

    What has no earliest day stands before everything that has one; what has no latest day after those that do.
    """
    if when is None or when.precision is Precision.NONE:
        return (1, 0, 0, 0, 0)
    first, last = (when.start, when.end) if when.precision is Precision.INTERVAL else (when, when)
    low = _minutes(first.clock) if first and first.clock else _DAWN
    high = _minutes(last.clock) if last and last.clock else _END
    return (0, when.lo or -FURTHEST, low or 0, when.hi or FURTHEST, high or 0)


def mark(when: When | None) -> str:
    """The glyph of the timeline grammar: day month season about doubtful span running set before after none."""
    if when is None or when.precision is Precision.NONE:
        return "none"
    if when.precision is Precision.SET:
        return "before" if when.open_start else "after" if when.open_end else "set"
    if when.precision is Precision.INTERVAL:
        return "running" if when.open_end else "before" if when.start is None else "after" if when.end is None else "span"
    if when.uncertain or when.approximate:
        return "doubtful" if when.uncertain else "about"
    if when.precision in (Precision.DAY, Precision.TIME):
        return "day"
    return "month" if when.precision is Precision.MONTH else "season"


def soft(when: When | None) -> bool:
    """Whether the edges of a date's bar fade: parts of years, years, anything approximate or doubtful."""
    if when is None:
        return False
    wide = when.precision in (Precision.SEASON, Precision.YEAR, Precision.DECADE, Precision.CENTURY)
    return wide or when.approximate or when.uncertain
