"""Seasons, halves and quarters of a year, decades, centuries, feasts. In: a `Context` and a span. Out: `Draft`s."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from briefgen.understand.dates import calendar
from briefgen.understand.dates.calendar import Point
from briefgen.understand.dates.draft import CLOCKED, NO_ANCHOR, Draft, dated, length, undated
from briefgen.understand.dates.spans import Span
from briefgen.understand.dates.spans import dated as year_named
from briefgen.understand.dates.vocabulary import DECADE, FEAST, SEASON, listed
from briefgen.understand.dates.years import plausible, pointed_year, year_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.understand.dates.context import Context

_MILLENNIUM: Final = 2000
_AUGUST: Final = 8
_BEFORE_SEASON: Final = listed(
    "in by of during until till since from through throughout and or to before after for over winter spring summer autumn ( following",
)
_IN_FALL: Final = listed("in during throughout through until till since by")


def a_decade(context: Context, span: Span) -> Iterator[Draft]:
    """`the late 1960s`, `the 470s BC`, `the nineties`."""
    word = span.word("D")
    digits = "".join(one for one in word if one.isdigit())
    era = span.word("r")
    if len(digits) >= 3:
        year = year_named(digits, era)
    else:
        base = context.then() or context.anchor
        if base is None or base.year < 1:
            return
        tens = int(digits) if digits else DECADE[word]
        if not digits and context.before(span.first) in ("his", "her", "their", "my"):
            return
        year = base.year // 100 * 100 + tens
        year -= 100 if year > (base if context.narrative else context.anchor or base).year else 0
    if year is None:
        return
    # The 1800s are a century, the 2000s and the 1980s a decade.
    point = calendar.around("century" if year % 100 == 0 and 0 < year < _MILLENNIUM else "decade", year)
    context.saw(point, span.first)
    yield dated(span, point)


def a_century(context: Context, span: Span) -> Iterator[Draft]:
    """`the 19th century`, `the 4th century BC`."""
    number = span.ordinal()
    if span.unit() != "CE" or not 0 < number <= 22:
        return
    ancient = span.word("r").startswith("b")
    point = calendar.around("century", 1 - (number * 100 - 1) if ancient else number * 100 - 50)
    context.saw(point, span.first)
    yield dated(span, point)


def a_season(context: Context, span: Span) -> Iterator[Draft]:
    """`the spring of 1915`, `last winter`, `this summer`; a winter bears the year that it begins in."""
    word = span.word("S")
    season = SEASON[word]
    pointer = span.word("LNT")
    if word == "fall" and not pointer and span.year() is None and not _falling(context, span):
        return
    month = calendar.PART_MONTH[season]
    now = context.now()
    reason = ""
    if pointer and span.year() is None and span.unit() == "" and now is not None:
        year: int | None = _pointed_season(now, month, pointer)
    else:
        year, reason = year_of(context, span, month)
    if year is None:
        yield undated(span, f"XXXX-{season}", NO_ANCHOR, -1 if span.at("L") >= 0 else 1 if span.at("N") >= 0 else 0)
        return
    point = Point("season", year, 0, 0, season)
    late = context.narrative and season == "WI" and span.year() is None and not pointer and _late(context.told(span.first))
    context.saw(point, span.first)
    draft = dated(span, point, reason)
    yield draft._replace(value=f"{year + 1:04d}-WI") if late and year > 0 else draft


def _late(last: Point | None) -> bool:
    """Whether a winter told of next is the one that ends in the year after: TIMEX3 names it by that year."""
    return last is not None and (last.month >= _AUGUST or last.part in ("SU", "FA"))


def _falling(context: Context, span: Span) -> bool:
    """Whether "the fall" is a season: "throughout the fall", but "the fall of the city"."""
    return "t" in span.letters and context.before(span.first) in _IN_FALL and context.read.words[span.last : span.last + 1] != ["of"]


def _pointed_season(now: Point, month: int, pointer: str) -> int:
    """Last winter is the latest that is over; the next the first that has not begun; this one the nearest in its year."""
    here = now.month or calendar.PART_MONTH.get(now.part, 1)
    if pointer in ("last", "past", "previous", "preceding", "prior"):
        over = (month + 2) % 12 or 12
        return now.year - (month > over) if over < here else now.year - 1 - (month > over)
    if pointer in ("this", "these", "current"):
        return now.year - 1 if month == 12 and here < 3 else now.year
    return now.year if month > here else now.year + 1


def perhaps_season(context: Context, span: Span) -> Iterator[Draft]:
    """Spring, summer, autumn and winter alone: seasons where a preposition says so, and anywhere in a history."""
    if span.word("S") == "fall":
        return
    if context.before(span.first) in _BEFORE_SEASON or (context.narrative and context.read.text[context.read.starts[span.first]].isupper()):
        yield from a_season(context, span)
    elif context.narrative:
        yield undated(span, f"XXXX-{SEASON[span.words[0]]}", "names the season, not one of them")


def part_year(context: Context, span: Span) -> Iterator[Draft]:
    """`the second half of 2008`, `the first quarter of this year`."""
    cut = span.first + span.letters.rindex("f")
    head, rest = Span(span.read, span.first, cut), Span(span.read, cut, span.last)
    unit = "H" if "h" in head.letters else head.unit()
    last = 2 if unit == "H" else 4
    number = last if head.at("EL") >= 0 else head.ordinal()
    year = span.year()
    if year is None:
        year = pointed_year(context, rest)
    if unit not in ("H", "Q") or year is None or not 0 < number <= last:
        return
    point = Point("half" if unit == "H" else "quarter", year, 0, 0, f"{unit}{number}")
    context.saw(point, span.first)
    yield dated(span, point)


def short_part(context: Context, span: Span) -> Iterator[Draft]:
    """`Q4 2012`, `H1`: of the year named or pointed at, else the latest that has begun."""
    part, now = span.words[0].upper(), context.now()
    year = span.year()
    if year is None:
        year = pointed_year(context, span)
    # "H1" alone may be a visa or a road.
    if year is None and now is not None and now.month and part.startswith("Q"):
        year = now.year - (calendar.PART_MONTH[part] > now.month and context.tense(span.first, span.last) <= 0)
    if year is not None:
        point = Point("half" if part.startswith("H") else "quarter", year, 0, 0, part)
        context.saw(point, span.first)
        yield dated(span, point)


def centuries(_: Context, span: Span) -> Iterator[Draft]:
    """`the 18th and 19th centuries`: two dates."""
    cut = span.first + span.letters.index("&")
    halves = (Span(span.read, span.first, cut), Span(span.read, cut + 1, span.last))
    numbers = [half.ordinal() for half in halves]
    if span.unit() == "CE" and all(0 < number <= 22 for number in numbers):
        for half, number in zip(halves, numbers, strict=True):
            yield dated(half, calendar.around("century", number * 100 - 50))


def share(context: Context, span: Span) -> Iterator[Draft]:
    """`the last week of August`, `the first ten months of 1915`, `the first six months of the year`: dated to the whole.

    Histories are marked with its length; a single day is reckoned.
    """
    whole = Span(span.read, span.first + span.letters.index("f") + 1, span.last)
    unit, amount = span.unit(), span.amount()
    month, plain = whole.month(), not {"w", "d", "v"} & set(span.letters[: span.letters.index("f")])
    year, reason = year_of(context, whole, month) if month else (whole.year(), "")
    if year is None and whole.unit():
        year = pointed_year(context, whole)
    if span.word("f") != "of" or year is None or unit in CLOCKED or (whole.at("y") >= 0 and not month and not plausible(context, span.last - 1)):
        return
    point = Point("month" if month else "year", year, month)
    context.saw(point, span.first)
    if unit == "D" and plain and "U" in span.letters:
        number = calendar.last_day(year, month or 12) if span.at("LE") >= 0 else span.ordinal()
        if calendar.valid(year, month or 1, number):
            yield dated(span, Point("day", year, month or (12 if span.at("LE") >= 0 else 1), number), reason)
        return
    draft = dated(span, point, reason)
    value = length(amount if not plain or "U" in span.letters else "X", unit)
    yield draft._replace(value=value) if context.narrative else draft


def quarter(context: Context, span: Span) -> Iterator[Draft]:
    """`the second quarter`: of the document's year, or of the year before where it has not begun and the verb looks back."""
    now, number = context.now(), span.ordinal()
    if span.unit() != "Q" or not 1 <= number <= 4 or now is None or not now.month or context.read.words[span.last : span.last + 1] == ["of"]:
        return
    ahead = number * 3 - 2 > now.month and context.tense(span.first, span.last) <= 0
    point = Point("quarter", now.year - ahead, 0, 0, f"Q{number}")
    context.saw(point, span.first)
    yield dated(span, point)


def a_feast(context: Context, span: Span) -> Iterator[Draft]:
    """`Christmas 1963`, `Thanksgiving`, `last Easter`."""
    name = " ".join(span.word("Y").replace("’", "'").split())
    rule = FEAST[name]
    month = rule[0] if rule else 4
    year, reason = year_of(context, span, month, rule[1] if len(rule) == 2 else 20)
    clock = context.hour(span.part())
    now = context.now()
    if "L" in span.letters and now is not None and span.unit() == "":
        year = now.year if month < now.month else now.year - 1
    if year is None or not 1 <= year <= 9999:
        yield undated(span, f"XXXX-{rule[0]:02d}-{rule[1]:02d}" if len(rule) == 2 else "XXXX-XX-XX", NO_ANCHOR)
        return
    point = calendar.day(_feast_day(name, rule, year), clock)
    context.saw(point._replace(clock=""), span.first)
    yield dated(span, point, reason)


def feast_week(context: Context, span: Span) -> Iterator[Draft]:
    """`Easter week`, `Christmas weekend`: the week that holds the feast."""
    unit = span.unit()
    for draft in a_feast(context, Span(span.read, span.first, span.last - 1)):
        point = calendar.shift(draft.point, 0, "W") if draft.point and unit in ("W", "WE") else None
        if point:
            yield dated(span, point._replace(clock="WE" if unit == "WE" else ""), draft.reason)
        else:
            yield draft


def _feast_day(name: str, rule: tuple[int, ...], year: int) -> date:
    if not rule:
        step = {"good friday": -2, "easter monday": 1}.get(name, 0)
        return calendar.moved(calendar.easter(year), step) or calendar.easter(year)
    if len(rule) == 2:
        return date(year, rule[0], rule[1])
    if name == "election day":
        return calendar.nth_weekday(year, 11, 0, 1).replace(day=calendar.nth_weekday(year, 11, 0, 1).day + 1)
    return calendar.nth_weekday(year, *rule)
