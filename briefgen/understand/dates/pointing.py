"""Dates that point: yesterday, last week, two years later, Friday. In: a `Context` and a span. Out: `Draft`s."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefgen.understand.dates import calendar
from briefgen.understand.dates.calendar import Point
from briefgen.understand.dates.draft import CLOCKED, NO_ANCHOR, NO_DATE, UNKNOWN, Draft, dated, length, too_coarse, undated
from briefgen.understand.dates.lengths import stretch
from briefgen.understand.dates.spans import Span
from briefgen.understand.dates.vocabulary import REFERENCE, TODAY, listed
from briefgen.understand.dates.years import year_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.understand.dates.context import Context

# These count from the date before them; the others of their kind from the document's date.
_THERE: Final = listed("previous preceding prior following subsequent ensuing that same those")
_DURING: Final = listed("over during for within throughout")
_AT: Final = listed("at during by in throughout from of until since for within around after before")
# The Sunday Times is no day.
_PAPERS: Final = listed("times telegraph mirror express post mail independent herald people tribune")
_NO_MORE: Final = "says no more than that it is past, present or to come"
_FRIDAY: Final = 4
_SIX_DAYS: Final = 6
# "Recently" and the like date nothing: histories are marked with them, news is not.
_IDLE: Final = listed("recently lately presently former recent past")


def relative(context: Context, span: Span) -> Iterator[Draft]:
    """`last week`, `the next day`, `that same month`, `last Tuesday`, `this morning`."""
    place = max(span.letters.rfind(letter) for letter in "LNTH")
    word, letter = span.words[place], span.letters[place]
    unit, clock = span.unit(), context.hour(span.part())
    if "V" in span.letters or (word in ("past", "coming") and unit != "WE") or (unit and letter in "LN" and _is_stretch(context, span, word)):
        yield from _stretch(context, span, word, unit)
        return
    there = word in _THERE or (letter == "N" and span.letters[max(0, place - 1)] == "t")
    base = context.then() if there else context.now()
    step = {"L": -1, "N": 1, "T": 0, "H": 0}[letter]
    if base is None and step < 0:
        base = context.now()
    if base is None:
        unknown = UNKNOWN.get(unit or "D", "XXXX-XX-XX") + (f"T{clock}" if clock else "")
        yield undated(span, unknown, NO_DATE if there else NO_ANCHOR, step)
        return
    point = _stepped(context, span, base, step, unit)
    if point is None:
        yield undated(span, UNKNOWN.get(unit or "D", "XXXX-XX-XX"), too_coarse(base), step)
        return
    context.saw(point._replace(clock=""), span.first)
    yield dated(span, point)


def _is_stretch(context: Context, span: Span, word: str) -> bool:
    """Whether "the last week" is a length: "the last week of August", "over the next year"."""
    if context.read.words[span.last : span.last + 1] == ["of"]:
        return True
    return word in ("next", "last") and "t" in span.letters and context.before(span.first) in _DURING


def _stepped(context: Context, span: Span, base: Point, step: int, unit: str) -> Point | None:
    if span.weekday() >= 0:
        return _pointed_weekday(base, span.weekday(), step, context.tense(span.first, span.last))
    if unit in ("W", "2W", "WE", "D") or not unit:
        if base.grain not in ("day", "week"):
            if step == 0:
                return base if not unit or unit == "D" else None
            return None
        if unit == "WE":
            point = calendar.shift(base, step, "W")
            return point._replace(clock="WE") if point else None
        if not unit:
            # "Last night" belongs to yesterday, "this morning" to today, "the next morning" to tomorrow.
            unit = "D"
        point = calendar.shift(base, step, unit)
        clock = context.hour(span.part())
        return point._replace(clock=clock) if point and clock else point
    if unit in CLOCKED or unit == "ML":
        return None
    if unit == "M" and not base.month:
        return None
    return calendar.shift(base, step, unit)


def _pointed_weekday(base: Point, weekday: int, step: int, tense: int) -> Point | None:
    start = base.first()
    if start is None or base.grain != "day":
        return None
    behind = (start.weekday() - weekday) % 7
    if step < 0:
        there = calendar.moved(start, -(behind or 7))
    elif step > 0:
        there = calendar.moved(start, (-behind % 7) or 7)
    else:
        there = calendar.moved(start, -behind if tense < 0 else -behind % 7)
    return calendar.day(there) if there else None


def _stretch(context: Context, span: Span, word: str, unit: str) -> Iterator[Draft]:
    """`the past year`, `recent days`, `these days`, `the last week of August`: lengths, not dates."""
    if word in ("these", "those"):
        if unit == "D":
            yield undated(span, "PRESENT_REF" if word == "these" else "PAST_REF", _NO_MORE)
    elif unit:
        plural = "V" in span.letters
        yield stretch(context, span, length("X" if plural else "1", unit))


def today(context: Context, span: Span) -> Iterator[Draft]:
    """`today`, `yesterday morning`, `the day before yesterday`."""
    word = span.word("X")
    step = TODAY[word]
    if "F" in span.letters or "B" in span.letters or "N" in span.letters:
        step += -1 if "B" in span.letters else 1
    clock = context.hour(span.part() or ("NI" if word == "tonight" else ""))
    if context.narrative:
        yield undated(span, "PRESENT_REF" if step == 0 and not clock else "XXXX-XX-XX" + (f"T{clock}" if clock else ""), "a history has no today")
        return
    anchor = context.anchor
    point = calendar.shift(anchor, step, "D") if anchor else None
    if point is None:
        yield undated(span, "XXXX-XX-XX" + (f"T{clock}" if clock else ""), too_coarse(anchor), step or -1)
        return
    point = point._replace(clock=clock)
    context.saw(point._replace(clock=""), span.first)
    yield dated(span, point)


def weekday(context: Context, span: Span) -> Iterator[Draft]:
    """`Friday`, `Friday morning`: the last one, today among them; the next where the verb nearby looks ahead."""
    read = context.read
    after = read.words[span.last] if span.last < len(read.words) else ""
    paper = after in _PAPERS and read.text[read.starts[span.last]].isupper()
    if paper or read.letters[max(0, span.first - 3) : span.first] == "(CZ":
        # A newspaper's name; the hour of a clock time said over again in Greenwich time: "(0030 GMT Thursday)".
        return
    base = context.now()
    start = base.first() if base and base.grain == "day" else None
    number = span.weekday()
    clock = context.hour(span.part())
    if start is None:
        yield undated(span, f"XXXX-WXX-{number + 1}" + (f"T{clock}" if clock else ""), too_coarse(base), -1)
        return
    behind = (start.weekday() - number) % 7
    # Nobody calls the day of six days ago by its bare name: what looks so far back is tomorrow.
    ahead = context.narrative or behind == _SIX_DAYS or context.tense(span.first, span.last) > 0
    there = calendar.moved(start, -behind % 7 if ahead else -behind)
    if there is None:
        return
    point = calendar.day(there, clock)
    context.saw(point._replace(clock=""), span.first)
    yield dated(span, point)


def weekend(context: Context, span: Span) -> Iterator[Draft]:
    """`the weekend`: the one just gone, or the one to come where the verb nearby looks ahead."""
    base = context.now()
    start = base.first() if base and base.grain == "day" else None
    if span.unit() != "WE":
        return
    if start is None:
        yield undated(span, "XXXX-WXX-WE", too_coarse(base), -1)
        return
    step = 0 if context.tense(span.first, span.last) > 0 or start.weekday() > _FRIDAY else -1
    monday = calendar.shift(calendar.day(start), step, "W")
    if monday:
        yield dated(span, monday._replace(clock="WE"))


def reference(context: Context, span: Span) -> Iterator[Draft]:
    """`now`, `current`, `recently`, `the future`."""
    word = span.words[-1]
    value = REFERENCE.get(word, "")
    if not value or (not context.narrative and word in _IDLE):
        return
    if word not in ("future", "past"):
        # "The now famous song": the article is not the word's.
        span = Span(context.read, span.last - 1, span.last)
    yield undated(span, value, _NO_MORE, {"PAST_REF": -1, "FUTURE_REF": 1}.get(value, 0))


def period(context: Context, span: Span) -> Iterator[Draft]:
    """`the same time`, `this period`: points at a time that the text has not put a date to."""
    telling = "H" in span.letters or "T" in span.letters or span.words == ["the", "time"]
    if context.narrative and telling and context.before(span.first) in _AT:
        value = "PRESENT_REF" if span.words[0] == "this" and span.words[-1] == "time" else ""
        yield undated(span, value, "points at a time that the text does not date")


def week_of(context: Context, span: Span) -> Iterator[Draft]:
    """`the week of March 6`."""
    month, days = span.month(), span.days()
    year, reason = year_of(context, span, month, days[0])
    if span.unit() != "W" or year is None or not calendar.valid(year, month, days[0]):
        return
    point = calendar.shift(Point("day", year, month, days[0]), 0, "W")
    if point:
        context.saw(point, span.first)
        yield dated(span, point, reason)
