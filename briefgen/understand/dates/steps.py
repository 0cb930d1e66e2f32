"""So many days, months or years from a date. In: a `Context` and a span. Out: `Draft`s."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.timex import Kind
from briefgen.understand.dates import calendar
from briefgen.understand.dates.draft import CLOCKED, COUNTED, NO_ANCHOR, NO_DATE, UNKNOWN, Draft, dated, length, too_coarse, undated
from briefgen.understand.dates.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.understand.dates.context import Context

def within(context: Context, span: Span) -> Iterator[Draft]:
    """`the end of the month`, `later in the year`, `month's end`: the month or year spoken of; "later in the day" says nothing."""
    if span.unit() == "D":
        return
    base = context.then() if context.narrative else context.now()
    unit = span.unit()
    if base is None or unit in CLOCKED or (unit == "M" and not base.month) or (unit in ("D", "W", "WE") and base.grain != "day"):
        yield undated(span, UNKNOWN.get(unit, ""), too_coarse(base, NO_DATE))
        return
    point = calendar.cut(base, unit)
    if unit == "Y" and context.narrative:
        context.saw(point, span.first)
    yield dated(span, point)


def counted(context: Context, span: Span) -> Iterator[Draft]:
    """`two months ago` counts from the document's date, `two years later` and `a decade earlier` from the date before them."""
    unit, amount = span.unit(), span.amount()
    letter = span.letters[-1]
    back = letter != "l"
    if context.read.words[span.last : span.last + 1] == ["than"]:
        # "Two weeks later than usual" is how much, not when.
        yield Draft(span.first, span.last - 1, Kind.DURATION, length(amount, unit))
        return
    if "V" in span.letters and not any(one in "wdnyvhaH" for one in span.letters):
        amount = "X"
    if unit in CLOCKED and not context.narrative and letter != "A":
        # News counts "an hour later" from what happened, not from the date before it.
        yield Draft(span.first, span.last - 1, Kind.DURATION, length(amount, unit))
        return
    if unit == "Y" and amount.endswith(".5"):
        amount, unit = str(int(float(amount) * 12)), "M"
    base = context.now() if letter == "A" else context.then() or (context.now() if back else None)
    if amount == "X" or not amount.isdigit() or base is None:
        value = ("PAST_REF" if back else "FUTURE_REF") if amount == "X" or not amount.isdigit() else UNKNOWN.get(unit, "PAST_REF")
        reason = "how long is not said exactly" if not amount.isdigit() else "" if base else NO_ANCHOR if letter == "A" else NO_DATE
        yield undated(span, value, reason, -1 if back else 1)
        return
    if unit in CLOCKED:
        value = f"{calendar.timex(base._replace(clock=''))}TXX" if base.grain == "day" else "PAST_REF" if back else "FUTURE_REF"
        yield undated(span, value, "to the hour, which the date before it has not", -1 if back else 1)
        return
    step = -int(amount) if back else int(amount)
    if unit == "DE" and step in (-1, 1):
        # "A decade ago" counts ten years; "four decades ago" names a decade.
        step, unit = step * 10, "Y"
    point = calendar.shift(base, step, unit) if not (unit == "M" and not base.month) else None
    if point is None:
        # The date counted from is too coarse: the year at least is known where the step stays small.
        rough = calendar.timex(calendar.cut(base, "Y")) if unit in ("D", "W", "2W", "M") else ""
        tail = {"D": "-XX-XX", "W": "-WXX", "2W": "-WXX", "M": "-XX"}.get(unit, "")
        yield undated(span, f"{rough}{tail}" if rough else "XXXX", too_coarse(base), -1 if back else 1)
        return
    context.saw(point, span.first)
    yield dated(span, point)


def beside(context: Context, span: Span) -> Iterator[Draft]:
    """`the day after`, `two weeks before`, `the days before`: what stands beside an event or a date says when, not how long.

    Right behind a date it says that date again ("on 2 October, two days after the border was crossed"). Else it counts from the date spoken
    of, where that can be meant: in a history, with "the", or where nothing follows that it could count from.
    """
    unit, the = span.unit(), span.letters[0] == "t"
    amount = span.amount() if "U" in span.letters or set("wdny") & set(span.letters) else "X"
    if unit in CLOCKED or amount.endswith(".5") or context.before(span.first) == "for":
        yield Draft(span.first, span.last - 1, Kind.DURATION, length(amount, unit))
        return
    if the and unit == "D" and context.before(span.first) == "in":
        # "Later in the day | before leaving".
        return
    back, certain = span.letters[-1] == "B", the and amount != "X"
    if not certain:
        span = Span(span.read, span.first, span.last - 1)
    again, reason = context.apposed(span.first), "says the date before it again"
    base = context.then()
    if again is None and amount.isdigit() and base and (context.narrative or certain or _closed(context, span.last + 1)):
        again = calendar.shift(base, -int(amount) if back else int(amount), unit) if unit != "M" or base.month else None
        reason = COUNTED
    if again:
        yield dated(span, again, reason)
    elif context.narrative or certain:
        yield undated(span, UNKNOWN[unit], "counts from an event that is not dated here")
    else:
        yield Draft(span.first, span.last, Kind.DURATION, length(amount, unit))


def _closed(context: Context, place: int) -> bool:
    """Whether nothing follows that "after" or "before" could belong to: "two years before, they had refused"."""
    return context.read.letters[place : place + 1] in ("", ",", ".", "|")


def counted_from(span: Span, base: Draft) -> Draft | None:
    """`two days before Christmas`: a length before or after a date that is named; None where its grain is too coarse."""
    point = base.point
    amount, unit = span.amount(), span.unit()
    if point is None or not amount.isdigit() or unit in CLOCKED:
        return None
    back = span.letters[-1] == "B"
    there = calendar.shift(point, -int(amount) if back else int(amount), unit) if not (unit == "M" and not point.month) else None
    return Draft(span.first, base.last, Kind.DATE, calendar.timex(there), there) if there else None
