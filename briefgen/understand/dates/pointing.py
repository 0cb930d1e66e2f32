"""Dates that point: yesterday, last week, two years later, Friday. In: a `Context` and a span. Out: `Draft`s."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefgen.model.timex import Kind
from briefgen.understand.dates import calendar
from briefgen.understand.dates.calendar import Point
from briefgen.understand.dates.draft import NO_ANCHOR, NO_DATE, Draft, dated, undated
from briefgen.understand.dates.vocabulary import REFERENCE, TODAY
from briefgen.understand.dates.years import year_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.understand.dates.context import Context
    from briefgen.understand.dates.spans import Span

# These count from the date before them; the others of their kind from the document's date.
_THERE: Final = frozenset(("previous", "preceding", "prior", "following", "subsequent", "ensuing", "that", "same", "those"))
_UNKNOWN: Final = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "2W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "DE": "XXX", "CE": "XX", "ML": "X"}
_CLOCKED: Final = ("TH", "TM", "TS")
_DURING: Final = (["over"], ["during"], ["for"], ["within"], ["throughout"])


def relative(context: Context, span: Span) -> Iterator[Draft]:
    """`last week`, `the next day`, `that same month`, `last Tuesday`, `this morning`."""
    place = max(span.letters.rfind(letter) for letter in "LNTH")
    word, letter = span.words[place], span.letters[place]
    unit = span.unit()
    if "V" in span.letters or word in ("past", "coming") or (unit and letter in "LN" and (
            context.read.words[span.last : span.last + 1] == ["of"] or ("t" in span.letters and context.before(span.first, 1) in _DURING))):
        yield from _stretch(span, word, unit)
        return
    there = word in _THERE or (letter == "N" and span.letters[max(0, place - 1)] == "t")
    base = context.then() if there else context.now()
    step = {"L": -1, "N": 1, "T": 0, "H": 0}[letter]
    if base is None:
        unknown = _UNKNOWN.get(unit or "D", "XXXX-XX-XX") + (f"T{span.part()}" if span.part() else "")
        yield undated(span, unknown, NO_DATE if there else NO_ANCHOR, step)
        return
    point = _stepped(context, span, base, step, unit)
    if point is None:
        yield undated(span, _UNKNOWN.get(unit or "D", "XXXX-XX-XX"), NO_DATE, step)
        return
    context.saw(point._replace(clock=""))
    yield dated(span, point)


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
        return point._replace(clock=span.part()) if point and span.part() else point
    if unit in _CLOCKED or unit == "ML":
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


def _stretch(span: Span, word: str, unit: str) -> Iterator[Draft]:
    """`the past year`, `recent days`, `these days`, `the last week of August`: lengths, not dates."""
    if word == "these":
        yield undated(span, "PRESENT_REF")
    elif word == "those":
        yield undated(span, "PAST_REF")
    elif unit in ("TNI",):
        return
    elif unit:
        plural = "V" in span.letters
        yield Draft(span.first, span.last, Kind.DURATION, length("X" if plural else "1", unit))


def length(amount: str, unit: str) -> str:
    """A TIMEX3 duration: `P3D`, `PT5H`, `P1DE`, `PXM`."""
    if unit.startswith("T") and unit != "TNI":
        return f"PT{amount}{unit[1:]}"
    if unit == "2W":
        return f"P{int(amount) * 2}W" if amount.isdigit() else "PXW"
    if unit == "TNI":
        return f"P{amount}N"
    if unit == "WE":
        return f"P{amount}WE"
    return f"P{amount.removeprefix('0') or '0'}{unit}"


def within(context: Context, span: Span) -> Iterator[Draft]:
    """`the end of the month`, `later in the year`, `month's end`: the month or year spoken of."""
    base = context.then() if context.narrative else context.now()
    unit = span.unit()
    if base is None or unit in _CLOCKED or (unit == "M" and not base.month) or (unit in ("D", "W", "WE") and base.grain != "day"):
        yield undated(span, _UNKNOWN.get(unit, ""), NO_DATE)
        return
    point = calendar.cut(base, unit)
    if unit == "Y" and context.narrative:
        context.saw(point)
    yield dated(span, point)


def counted(context: Context, span: Span) -> Iterator[Draft]:
    """`two months ago` counts from the document's date, `two years later` and `a decade earlier` from the date before them."""
    unit, amount = span.unit(), span.amount()
    letter = span.letters[-1]
    back = letter != "l"
    if "V" in span.letters and not any(one in "wdnyvhaH" for one in span.letters):
        amount = "X"
    base = context.now() if letter == "A" else context.then()
    if amount == "X" or not amount.isdigit() or base is None:
        value = ("PAST_REF" if back else "FUTURE_REF") if amount == "X" or not amount.isdigit() else _UNKNOWN.get(unit, "PAST_REF")
        reason = "how long is not said" if amount == "X" else "" if base else NO_ANCHOR if letter == "A" else NO_DATE
        yield undated(span, value, reason, -1 if back else 1)
        return
    if unit in _CLOCKED:
        value = f"{calendar.timex(base._replace(clock=''))}TXX" if base.grain == "day" else "PAST_REF" if back else "FUTURE_REF"
        yield undated(span, value, "to the hour, which the date before it has not", -1 if back else 1)
        return
    step = -int(amount) if back else int(amount)
    point = calendar.shift(base, step, unit) if not (unit == "M" and not base.month) else None
    if point is None:
        # The date counted from is too coarse: the year at least is known where the step stays small.
        rough = calendar.timex(calendar.cut(base, "Y")) if unit in ("D", "W", "2W", "M") else ""
        tail = {"D": "-XX-XX", "W": "-WXX", "2W": "-WXX", "M": "-XX"}.get(unit, "")
        yield undated(span, f"{rough}{tail}" if rough else "XXXX", "the date it counts from is not exact enough", -1 if back else 1)
        return
    context.saw(point)
    yield dated(span, point)


def beside(context: Context, span: Span) -> Iterator[Draft]:
    """`the day after`, `two years before`: the day beside the date spoken of, or else a length."""
    unit = span.unit()
    base = context.then()
    back = span.letters[-1] == "B"
    if "t" in span.letters and unit in ("D", "M", "Y", "W") and base is not None:
        point = calendar.shift(base, -1 if back else 1, unit) if not (unit == "M" and not base.month) else None
        if point:
            yield dated(span, point, "counted from the date before it")
            return
    if "t" not in span.letters:
        yield Draft(span.first, span.last - 1, Kind.DURATION, length(span.amount(), unit))
    elif unit == "D":
        yield undated(span, "XXXX-XX-XX", NO_DATE)


def today(context: Context, span: Span) -> Iterator[Draft]:
    """`today`, `yesterday morning`, `the day before yesterday`."""
    word = span.word("X")
    step = TODAY[word]
    if "F" in span.letters or "B" in span.letters or "N" in span.letters:
        step += -1 if "B" in span.letters else 1
    clock = span.part() or ("NI" if word == "tonight" else "")
    if context.narrative:
        yield undated(span, "PRESENT_REF" if step == 0 and not clock else "XXXX-XX-XX" + (f"T{clock}" if clock else ""), "a history has no today")
        return
    anchor = context.anchor
    point = calendar.shift(anchor, step, "D") if anchor else None
    if point is None:
        yield undated(span, "XXXX-XX-XX" + (f"T{clock}" if clock else ""), NO_ANCHOR, step or -1)
        return
    point = point._replace(clock=clock)
    context.saw(point._replace(clock=""))
    yield dated(span, point)


def weekday(context: Context, span: Span) -> Iterator[Draft]:
    """`Friday`, `Friday morning`: the last one, today among them; the next where the verb nearby looks ahead."""
    base = context.now()
    start = base.first() if base and base.grain == "day" else None
    number = span.weekday()
    clock = span.part()
    if start is None:
        yield undated(span, f"XXXX-WXX-{number + 1}" + (f"T{clock}" if clock else ""), NO_ANCHOR, -1)
        return
    behind = (start.weekday() - number) % 7
    ahead = context.narrative or context.tense(span.first, span.last) > 0
    there = calendar.moved(start, -behind % 7 if ahead else -behind)
    if there is None:
        return
    point = calendar.day(there, clock)
    context.saw(point._replace(clock=""))
    yield dated(span, point)


def reference(context: Context, span: Span) -> Iterator[Draft]:
    """`now`, `recently`, `the future`."""
    word = span.word("G")
    if word == "future" and span.letters[0] != "t" and context.before(span.first, 1)[:1] not in (["near"], ["in"], ["distant"]) and not context.narrative:
        return
    value = REFERENCE[word]
    yield undated(span, value, "says no more than that it is past, present or to come", {"PAST_REF": -1, "FUTURE_REF": 1}.get(value, 0))


def period(context: Context, span: Span) -> Iterator[Draft]:
    """`this period`, `the same time`: points at a time that the text has not put a date to."""
    if context.narrative and ("H" in span.letters or "T" in span.letters) and context.before(span.first, 1) in _AT:
        yield undated(span, "PRESENT_REF" if span.words[0] == "this" and span.words[-1] == "time" else "", "points at a time that the text does not date")


def clock_time(context: Context, span: Span) -> Iterator[Draft]:
    """`10:35 a.m.`, `4 a.m. EDT Thursday`, `at dawn`, `4 in the morning`."""
    clock = _clock(span)
    bare = len(span.letters.strip("~t")) == 1 and "P" in span.letters
    if not clock or (bare and not _a_time_of_day(context, span)):
        return
    if "Z" in span.letters and context.before(span.first, 1) == ["("] and context.read.letters[max(0, span.first - 2)] in "pC":
        return
    point = _its_day(context, span)
    if point is None:
        yield undated(span, f"XXXX-XX-XXT{clock}", NO_DATE)
        return
    yield dated(span, point._replace(clock=clock))


def _a_time_of_day(context: Context, span: Span) -> bool:
    """Whether a bare "night" or "noon" says when: after "at" or "by" in news, anywhere in a history; a name such as Operation Dawn never does."""
    start = context.read.starts[span.first]
    if context.read.text[start].isupper():
        return False
    return context.narrative or context.before(span.first, 1) in (["at"], ["by"], ["until"], ["before"], ["around"])


def _clock(span: Span) -> str:
    part = span.part()
    word = span.word("C") or (span.word("dn") if "d" in span.letters or "n" in span.letters else "")
    if not word:
        return part
    digits = "".join(one if one.isdigit() else ":" for one in word.split("h")[0].strip()).strip(":").split(":")
    if len(digits) == 1 and len(digits[0]) == 4:  # noqa: PLR2004
        digits = [digits[0][:2], digits[0][2:]]
    if not all(one.isdigit() for one in digits):
        return ""
    hour, minute = int(digits[0]), digits[1] if len(digits) > 1 else "00"
    late = span.word("p").startswith("p") or part in ("AF", "EV") or (part == "NI" and hour > 5)  # noqa: PLR2004
    if late and hour < 12:  # noqa: PLR2004
        hour += 12
    elif hour == 12 and span.word("p").startswith("a"):  # noqa: PLR2004
        hour = 0
    return f"{hour:02d}:{minute}" if hour <= 24 else ""  # noqa: PLR2004


_AT: Final = (["at"], ["during"], ["by"], ["in"], ["throughout"], ["from"], ["of"], ["until"], ["since"], ["for"], ["within"], ["around"], ["after"], ["before"])
_NEAR: Final = 7


def _its_day(context: Context, span: Span) -> Point | None:
    """The day of a clock time: the weekday in or just after it, else the date spoken of, else the document's."""
    read = context.read
    number = span.weekday()
    for place in range(span.last, min(span.last + _NEAR, len(read.words))):
        if number >= 0 or read.words[place] in (".", ";") or read.letters[place] in "MmjC|":
            break
        if read.letters[place] == "W":
            number = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].index(read.words[place])
    base = context.now()
    start = base.first() if base and base.grain == "day" else None
    if number >= 0 and start:
        behind = (start.weekday() - number) % 7
        there = calendar.moved(start, -behind % 7 if context.tense(span.first, span.last) > 0 else -behind)
        return calendar.day(there) if there else None
    then = context.then()
    if then is None or then.grain != "day":
        then = None if context.narrative else context.anchor
    return then


def week_of(context: Context, span: Span) -> Iterator[Draft]:
    """`the week of March 6`."""
    month, days = span.month(), span.days()
    year, reason = year_of(context, span, month, days[0])
    if span.unit() != "W" or year is None or not calendar.valid(year, month, days[0]):
        return
    point = calendar.shift(Point("day", year, month, days[0]), 0, "W")
    if point:
        context.saw(point)
        yield dated(span, point, reason)
