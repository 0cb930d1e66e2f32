"""Dates that carry their precision: the EDTF subset of ISO 8601-2. In: text. Out: `When`, or `WhenError` with the way out.

Supported: `2023`, `2023-12`, `2023-12-24`, `2023-12-24T14:00+02:00`, the qualifiers `?` `~` `%`, seasons `2022-21` to
`2022-24`, unspecified digits `202X` `20XX` `2023-XX` `2023-12-XX` `2023-12-2X`, intervals `a/b` with open ends `..`, sets
`[a,b]` (one of) and `{a,b}` (all of), and `XXXX` for a date that is not given. Years run from 1 to 9999.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Final

from briefgen.model.record import Record


class WhenError(ValueError):
    """Text that is no date; the message names the way out."""


class Precision(StrEnum):
    """How exactly a date is known."""

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
    """A date, an interval or a set. `lo` and `hi` are the earliest and latest possible days as ordinals (0: unbounded).

    Ordinals count days of the proleptic Gregorian calendar from 1 January of year 1, as `date.toordinal` does.
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


# Northern meteorological seasons; a winter belongs to the year that it begins in.
SEASON_MONTHS: Final = {21: 3, 22: 6, 23: 9, 24: 12}
MONTHS: Final = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
SEASON_NAMES: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
FURTHEST: Final = 4_000_000

_DATE: Final = re.compile(r"(\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(\d{2}|XX)(?:-(\d{2}|\dX|XX))?)?([?~%])?\Z")
_INSTANT: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}:?\d{2})?([?~%])?\Z")
_SLASHED: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})\Z")
_NAMED: Final = re.compile(r"(?:(\d{1,2})\.?\s+)?([A-Za-z]+)\.?\s*(?:(\d{1,2}),?\s+)?(\d{4})\Z")


@lru_cache(maxsize=8192)
def parse_when(text: str) -> When:
    """The date written in `text`. Raises `WhenError`, whose message says what to write instead."""
    written = text.strip()
    if not written:
        raise WhenError("there is no date here; write one such as 2023-12-24, or leave the field out")
    if len(written) > 200:  # noqa: PLR2004
        raise WhenError(f"{len(written)} characters are no date; write one such as 2023-12-24")
    if _SLASHED.match(written):
        raise WhenError(_slashed(written))
    if written == "XXXX":
        return When(written, Precision.NONE)
    if written[0] in "[{":
        return _set(written)
    if "/" in written:
        return _interval(written)
    return _single(written)


def _slashed(written: str) -> str:
    first, second, year = (int(part) for part in re.split(r"[/.]", written))
    if first > 12 >= second:  # noqa: PLR2004
        return f'"{written}": day or month first? write {year}-{second:02d}-{first:02d}'
    if second > 12 >= first:  # noqa: PLR2004
        return f'"{written}": day or month first? write {year}-{first:02d}-{second:02d}'
    return f'"{written}": day or month first? write {year}-{second:02d}-{first:02d} or {year}-{first:02d}-{second:02d}'


def _single(written: str) -> When:
    instant = _INSTANT.match(written)
    if instant:
        return _instant(written, instant)
    found = _DATE.match(written)
    if not found:
        raise WhenError(_advice(written))
    year, month, day, mark = found.groups()
    flags = {"approximate": mark in ("~", "%"), "uncertain": mark in ("?", "%")}
    if "X" in year:
        return _wide(written, year, month, flags)
    y = int(year)
    if y == 0:
        raise WhenError(f'"{written}": there is no year 0; the year before 1 is not supported')
    if month is None or month == "XX":
        if day not in (None, "XX"):
            raise WhenError(f'"{written}": a day in an unknown month; write {year} or {year}-XX')
        return When(written, Precision.YEAR, _ordinal(y, 1, 1), _ordinal(y, 12, 31), **flags)
    m = int(month)
    if m in SEASON_MONTHS:
        if day is not None:
            raise WhenError(f'"{written}": a day inside a season; write {year}-{month} or a full date')
        return When(written, Precision.SEASON, *_season(y, SEASON_MONTHS[m]), **flags)
    if not 1 <= m <= 12:  # noqa: PLR2004
        raise WhenError(f'"{written}": there is no month {month}; write 01 to 12, or a season as {year}-21 to {year}-24')
    last = monthrange(y, m)[1]
    if day is None or day == "XX":
        return When(written, Precision.MONTH, _ordinal(y, m, 1), _ordinal(y, m, last), **flags)
    low, high = (int(day[0]) * 10, int(day[0]) * 10 + 9) if day.endswith("X") else (int(day), int(day))
    if low > last or high == 0:
        raise WhenError(f'"{written}": {MONTHS[m - 1]} {y} has {last} days')
    precision = Precision.DAY if low == high else Precision.MONTH
    return When(written, precision, _ordinal(y, m, max(1, low)), _ordinal(y, m, min(last, high)), **flags)


def _ordinal(year: int, month: int, day: int) -> int:
    return date(year, month, day).toordinal()


def _season(year: int, first: int) -> tuple[int, int]:
    low = _ordinal(year, first, 1)
    if first != 12:  # noqa: PLR2004
        return low, _ordinal(year, first + 2, monthrange(year, first + 2)[1])
    if year == 9999:  # noqa: PLR2004
        return low, _ordinal(9999, 12, 31)
    return low, _ordinal(year + 1, 2, monthrange(year + 1, 2)[1])


def _wide(written: str, year: str, month: str | None, flags: dict[str, bool]) -> When:
    if month is not None:
        raise WhenError(f'"{written}": a month in an unknown year; write {year}, or XXXX for a date that is not given')
    if year == "XXXX":
        return When(written, Precision.NONE, **flags)
    precision = Precision.DECADE if year.count("X") == 1 else Precision.CENTURY
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    return When(written, precision, _ordinal(max(1, low), 1, 1), _ordinal(high, 12, 31), **flags)


def _instant(written: str, found: re.Match[str]) -> When:
    day = _single(found[1])
    zone = found[3] or ""
    try:
        datetime.fromisoformat(f"{found[1]}T{found[2]}{zone}")
    except ValueError:
        raise WhenError(f'"{written}": there is no such time of day; write 00:00 to 23:59, and an offset such as +02:00') from None
    mark = found[4]
    return When(written, Precision.TIME, day.lo, day.hi, mark in ("~", "%"), mark in ("?", "%"), clock=found[2] + zone)


def _interval(written: str) -> When:
    parts = written.split("/")
    if len(parts) != 2:  # noqa: PLR2004
        raise WhenError(f'"{written}": an interval has one slash; write 2023-09/2023-12, or 2023-09/.. for one still running')
    first, second = (part.strip() for part in parts)
    start = None if first in ("", "..") else _single(first)
    end = None if second in ("", "..") else _single(second)
    if start is None and end is None:
        return When(written, Precision.NONE)
    for one in (start, end):
        if one is not None and one.precision is Precision.NONE:
            raise WhenError(f'"{written}": an interval from or to a date that is not given; write .. for an open end')
    if start and end and (end.hi < start.lo or (start.clock and end.clock and _moment(end) < _moment(start))):
        raise WhenError(f'"{written}": it ends before it starts; exchange the two')
    ends = [one for one in (start, end) if one]
    return When(
        written, Precision.INTERVAL, start.lo if start else 0, end.hi if end else 0, any(one.approximate for one in ends),
        any(one.uncertain for one in ends), start, end, open_start=start is None, open_end=end is None,
    )


def _moment(when: When) -> tuple[int, str]:
    return when.lo, when.clock


def _set(written: str) -> When:
    every = written[0] == "{"
    if written[-1] != ("}" if every else "]"):
        raise WhenError(f'"{written}": the bracket is not closed; write [2023-11,2023-12] or {{2023-11,2023-12}}')
    members: list[When] = []
    open_start = open_end = False
    for piece in written[1:-1].split(","):
        part = piece.strip()
        if part.startswith(".."):
            open_start, part = True, part[2:]
        if part.endswith(".."):
            open_end, part = True, part[:-2]
        members += [_single(one.strip()) for one in part.split("..") if one.strip()]
    if not members or any(one.precision is Precision.NONE for one in members):
        raise WhenError(f'"{written}": a set of dates names at least one; write [2023-11,2023-12]')
    return When(
        written, Precision.SET, 0 if open_start else min(one.lo for one in members), 0 if open_end else max(one.hi for one in members),
        any(one.approximate for one in members), any(one.uncertain for one in members), members=tuple(members), every=every,
        open_start=open_start, open_end=open_end,
    )


def _advice(written: str) -> str:
    """The way out for something that is no EDTF: plain words are understood well enough to suggest, never to accept."""
    lowered = written.casefold()
    since = lowered.startswith(("since ", "from "))
    before = lowered.startswith(("until ", "before ", "by "))
    about = any(word in lowered.split() for word in ("about", "around", "circa", "c.", "ca."))
    rest = " ".join(word for word in written.replace(",", " ").split()
                    if word.casefold() not in ("since", "from", "until", "before", "by", "about", "around", "circa", "c.", "ca.", "at", "least", "the", "in"))
    named = _NAMED.match(rest)
    iso = ""
    if named:
        day, word, after, year = named.groups()
        month = next((n for n, name in enumerate(MONTHS, 1) if len(word) > 2 and name.casefold().startswith(word.casefold())), 0)  # noqa: PLR2004
        season = SEASON_NAMES.get(word.casefold(), 0)
        number = day or after
        if month:
            iso = f"{year}-{month:02d}" + (f"-{int(number):02d}" if number else "")
        elif season:
            iso = f"{year}-{season}"
    elif re.fullmatch(r"\d{4}", rest):
        iso = rest
    if iso:
        iso += "~" if about else ""
        iso = f"{iso}/.." if since else f"../{iso}" if before else iso
        return f'"{written}" is said in words; write {iso}'
    if re.fullmatch(r"\d{4}-\d{1,2}(-\d{1,2})?", written):
        return f'"{written}": write two digits, ' + "-".join(part.zfill(2) for part in written.split("-"))
    if re.match(r"[-+Y]?\d{5,}", written):
        return f'"{written}": years run from 0001 to 9999'
    return f'"{written}" is not a date that can be read; write 2023-12-24, 2023-12, 2023, 2023-09~ (about), 2023-09/.. (since), or XXXX (not given)'


def order_key(when: When | None) -> tuple[int, int, int, str]:
    """The one total order: earliest possible day, then latest possible day, then the clock and the text; undated last.

    What has no earliest day stands before everything that has one; what has no latest day after those that do.
    """
    if when is None or when.precision is Precision.NONE:
        return (1, 0, 0, when.text if when else "")
    return (0, when.lo, when.hi or FURTHEST, when.clock + " " + when.text)


def mark(when: When | None) -> str:  # noqa: PLR0911
    """The glyph of the timeline grammar: day month season about doubtful span running set before after none."""
    if when is None or when.precision is Precision.NONE:
        return "none"
    if when.precision is Precision.SET:
        return "before" if when.open_start else "after" if when.open_end else "set"
    if when.precision is Precision.INTERVAL:
        return "running" if when.open_end else "before" if when.open_start else "span"
    if when.uncertain:
        return "doubtful"
    if when.approximate:
        return "about"
    if when.precision in (Precision.DAY, Precision.TIME):
        return "day"
    return "month" if when.precision is Precision.MONTH else "season"


def soft(when: When | None) -> bool:
    """Whether the edges of a date's bar fade: seasons, years, anything approximate or doubtful."""
    if when is None:
        return False
    wide = when.precision in (Precision.SEASON, Precision.YEAR, Precision.DECADE, Precision.CENTURY)
    return wide or when.approximate or when.uncertain
