"""Dates named outright: days, months, years, seasons, decades. In: a `Context` and a span. Out: `Draft`s."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefgen.understand.dates import calendar
from briefgen.understand.dates.calendar import Point
from briefgen.understand.dates.draft import NO_ANCHOR, Draft, dated, undated
from briefgen.understand.dates.spans import Span
from briefgen.understand.dates.spans import dated as year_named
from briefgen.understand.dates.vocabulary import listed
from briefgen.understand.dates.years import plausible, year_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.understand.dates.context import Context

_ISO: Final = re.compile(r"(\d{4})[-/.](\d\d)[-/.](\d\d)(?:T(\d\d:\d\d)(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?\Z")
# Where the month May or March stands alone, a word before it says that it is one.
_BEFORE_MONTH: Final = listed("in of since by until till from during through throughout between before after this last next early late mid on")
_JOINING: Final = listed("and or to - – — ,")
_BEFORE_ANCIENT: Final = listed("in of since by until from to and or during between before after circa around about c ca - –")
# Words so short after a month are "of", "on", "by", "from".
_SHORT: Final = 4
# Every month has so many of each weekday.
_WEEKS: Final = 4


def iso(context: Context, span: Span) -> Iterator[Draft]:
    """`1998-08-07`, `1998-08-07T10:35`."""
    found = _ISO.match(span.words[0].upper())
    if found and calendar.valid(int(found[1]), int(found[2]), int(found[3])):
        point = Point("day", int(found[1]), int(found[2]), int(found[3]), "", found[4] or "")
        context.saw(point, span.first)
        yield dated(span, point)


def slashed(context: Context, span: Span) -> Iterator[Draft]:
    """`24/12/2023`: read where one order alone is possible, or both say the same; else said to be ambiguous."""
    first, second, year = (int(part) for part in re.split(r"[/.]", span.words[0]))
    if year < 100:
        year += 2000 if context.anchor is None or year <= context.anchor.year % 100 + 10 else 1900
    ways = [Point("day", year, month, number) for number, month in ((first, second), (second, first)) if calendar.valid(year, month, number)]
    if ways and (len(ways) == 1 or first == second):
        context.saw(ways[0], span.first)
        yield dated(span, ways[0])
    elif ways:
        yield undated(span, f"{year:04d}", f"{span.words[0]}: day or month first?")


def a_day(context: Context, span: Span) -> Iterator[Draft]:
    """`May 10, 1940`, `the 14th of September`, `Monday, Oct. 26`."""
    days, month = span.days() or [span.ordinal()], span.month()
    if span.words[span.at("Mmj") - 1] == "in":
        # "She turned 18 in December".
        yield from a_month(context, Span(span.read, span.first + span.at("Mmj"), span.last))
        return
    year, reason = year_of(context, span, month, days[0])
    if year is not None and (month, days[:1]) == (2, [29]) and span.year() is None:
        # 29 February belongs to the leap year nearby.
        year = next((one for one in (year, year - 1, year + 1, year - 2) if calendar.valid(one, 2, 29)), year)
    if not days[0] or (year is not None and not calendar.valid(year, month, days[0])):
        yield from a_month(context, span)
        return
    if year is None:
        yield undated(span, f"XXXX-{month:02d}-{days[0]:02d}", NO_ANCHOR)
        return
    clock = context.hour(span.part())
    point = Point("day", year, month, days[0], "", clock)
    context.saw(point._replace(clock=""), span.first)
    yield dated(span, point, reason)


def nth_weekday(context: Context, span: Span) -> Iterator[Draft]:
    """`the first Monday of April`, `the last Friday in May 1999`."""
    month, count = span.month(), -1 if span.at("L") >= 0 else span.ordinal()
    year, reason = year_of(context, span, month)
    if year is None or not 1 <= year <= calendar.LAST_YEAR or not (-1 <= count <= _WEEKS and count):
        yield undated(span, f"XXXX-{month:02d}-XX", NO_ANCHOR)
        return
    point = calendar.day(calendar.nth_weekday(year, month, span.weekday(), count))
    context.saw(point, span.first)
    yield dated(span, point, reason)


def two_days(context: Context, span: Span) -> Iterator[Draft]:
    """`16-18 July 1950`, `May 3 and 4`: two dates, each with its own place."""
    places = [place for place, letter in enumerate(span.letters) if letter in "dO"][:2]
    days, month = span.days(), span.month()
    year, reason = year_of(context, span, month, days[0])
    if len(days) < 2 or (year is not None and not all(calendar.valid(year, month, number) for number in days[:2])):
        return
    cut = span.first + places[1]
    halves = (Span(span.read, span.first, cut - 1), Span(span.read, cut, span.last))
    for half, number in zip(halves, days, strict=False):
        if year is None:
            yield undated(half, f"XXXX-{month:02d}-{number:02d}", NO_ANCHOR)
        else:
            point = Point("day", year, month, number)
            context.saw(point, span.first)
            yield dated(half, point, reason)


def a_month(context: Context, span: Span) -> Iterator[Draft]:
    """`early May 1942`, `October of that year`, `last April`, `December`."""
    month = span.month()
    year, reason = year_of(context, span, month)
    now = context.now()
    pointer = span.at("LNT") if span.unit() == "" and span.year() is None else -1
    if pointer >= 0 and now is not None:
        year, reason = _pointed_month(now, month, span.letters[pointer]), ""
    if year is None:
        yield undated(span, f"XXXX-{month:02d}", NO_ANCHOR)
        return
    point = Point("month", year, month)
    # "The August 1792 uprising" names another event by its date.
    named = span.words[0] == "the" and "f" not in span.letters and span.letters[-1] == "y"
    context.saw(point, span.first, passing=named and context.read.letters[span.last : span.last + 1] == "x")
    yield dated(span, point, reason)


def _pointed_month(now: Point, month: int, letter: str) -> int:
    """Last October is the latest that is over; next October the first to come."""
    here = now.month or 1
    if letter == "L":
        return now.year if month < here else now.year - 1
    if letter == "N":
        return now.year if month > here else now.year + 1
    return now.year


def perhaps_month(context: Context, span: Span) -> Iterator[Draft]:
    """May and March alone: months where a word before them says so."""
    before = context.before(span.first)
    joined = before in _JOINING and context.read.letters[max(0, span.first - 2)] in "MmjdOoy."
    # "The March summit", but not "the March on Rome".
    after = context.read.words[span.last : span.last + 1]
    named = before in ("the", "a") and after and len(after[0]) > _SHORT and context.read.text[context.read.starts[span.last]].islower()
    ahead = before == "for" and context.tense(span.first, span.last) > 0
    if before in _BEFORE_MONTH or joined or named or ahead:
        yield from a_month(context, span)


def a_year(context: Context, span: Span) -> Iterator[Draft]:
    """`1939`, `the end of 1944`, `490 BC`."""
    place = next((place for place, letter in enumerate(span.letters) if letter == "y"), -1)
    year = span.year()
    if year is None or ("r" not in span.letters and not plausible(context, span.first + place)):
        return
    point = Point("year", year)
    context.saw(point, span.first)
    yield dated(span, point)


def ancient_year(context: Context, span: Span) -> Iterator[Draft]:
    """A number under 1000 that stands like a year in a text about ancient times: before Christ, like those around it."""
    if context.ancient and span.words[0].isdigit() and context.before(span.first) in _BEFORE_ANCIENT:
        year = year_named(span.words[0], "bc")
        if year is not None and 0 < -year < 1000 and context.last is not None and abs(context.last.year - year) < 60:
            point = Point("year", year)
            context.saw(point, span.first)
            yield dated(span, point, "before Christ, as the dates around it")


def short_year(context: Context, span: Span) -> Iterator[Draft]:
    """`'99`: the century of the date before it, or the last that fits."""
    base = context.then() or context.anchor
    if base is None or context.read.letters[span.last : span.last + 1] in ("U", "V"):
        return
    year = base.year // 100 * 100 + int(span.words[0][1:])
    if year > base.year + 10:
        year -= 100
    point = Point("year", year)
    context.saw(point, span.first)
    yield dated(span, point)


def two_years(context: Context, span: Span) -> Iterator[Draft]:
    """`1914-18`, `499-493 BC`: two dates; `1998-7` is none."""
    places = [place for place, letter in enumerate(span.letters) if letter in "ynd"]
    if "Q" in span.letters:
        places.append(span.letters.index("Q"))
    eras = [span.words[place] for place, letter in enumerate(span.letters) if letter == "r"]
    low_word, high_word = span.words[places[0]], span.words[places[-1]].lstrip("'’")
    if not eras and (span.letters[places[0]] != "y" or not plausible(context, span.first + places[0])):
        return
    if not eras and len(high_word) == 2 and high_word.isdigit():
        high_word = low_word[:2] + high_word
    low, high = year_named(low_word, eras[0] if eras else ""), year_named(high_word, eras[-1] if eras else "")
    if low is None or high is None or high < low or (not eras and len(high_word) != 4):
        if low is not None:
            yield from a_year(context, Span(span.read, span.first, span.first + places[0] + 1))
        return
    cut = span.first + places[-1]
    for first, last, year in ((span.first, span.first + places[0] + 1, low), (cut, span.last, high)):
        point = Point("year", year)
        context.saw(point, span.first)
        yield dated(Span(span.read, first, last), point)


def nth(context: Context, span: Span) -> Iterator[Draft]:
    """`the 13th`: the day of the month that was last spoken of."""
    base = context.then() or context.now()
    days = span.days()
    after = context.read.letters[span.last : span.last + 1]
    if base and base.month and days and after not in ("x", "-", "O", "U", "'") and calendar.valid(base.year, base.month, days[0]):
        point = Point("day", base.year, base.month, days[0])
        context.saw(point, span.first)
        yield dated(span, point, "the month is that of the date before it")
