"""Temporal expressions of an article. In: its text and, where it is known, its date. Out: `Expression`s, in order.

English. One compiled grammar over classes of words (`grammar`) finds the expressions; what they mean (`named`, `pointing`, `lengths`) is
read against the document's date, the tense of the verbs nearby, and the dates named before.
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from briefgen.model.timex import Expression, Kind
from briefgen.model.when import When, WhenError, parse_when
from briefgen.understand.dates import calendar, clock, lengths, named, periods, pointing, steps
from briefgen.understand.dates.calendar import LAST_YEAR, Point
from briefgen.understand.dates.context import Context
from briefgen.understand.dates.draft import TOLD
from briefgen.understand.dates.expression import expression
from briefgen.understand.dates.grammar import at, stretches
from briefgen.understand.dates.spans import Span
from briefgen.understand.dates.tokens import tokens

if TYPE_CHECKING:
    from briefgen.understand.dates.draft import Draft

__all__ = ["Expression", "Kind", "read"]

_READERS: Final = MappingProxyType({
    "iso": named.iso, "slashed": named.slashed, "day": named.a_day, "days": named.two_days, "nth": named.nth,
    "month": named.a_month, "month-perhaps": named.perhaps_month,
    "year": named.a_year, "years": named.two_years, "ancient": named.ancient_year, "short-year": named.short_year,
    "decade": periods.a_decade, "century": periods.a_century, "part-year": periods.part_year, "quarter": periods.quarter, "share": periods.share,
    "short-part": periods.short_part, "centuries": periods.centuries, "nth-weekday": named.nth_weekday,
    "feast": periods.a_feast,
    "feast-week": periods.feast_week,
    "season": periods.a_season, "season-perhaps": periods.perhaps_season,
    "relative": pointing.relative, "today": pointing.today, "weekday": pointing.weekday, "weekend": pointing.weekend, "week-of": pointing.week_of,
    "reference": pointing.reference, "period": pointing.period,
    "within": steps.within, "counted": steps.counted, "beside": steps.beside, "time": clock.clock_time,
    "length": lengths.amount, "amount": lengths.amount, "compound": lengths.compound, "plural": lengths.plural,
    "each": lengths.each, "recur": lengths.recur,
})
# A date so many tokens after a time of day is its date.
_NEAR: Final = 3


def read(text: str, *, anchor: When | str | None = None, not_after: str = "") -> tuple[Expression, ...]:
    """Each temporal expression of `text`, in order, none overlapping.

    `anchor` is the document's own date (EDTF, or a `When`): "yesterday", "Friday" and a month without its year count from it. Where it is
    known to the month or the year only, so is what counts from it. Without one, a date named before serves where it can, and the `reason`
    says so; else the expression has no `edtf`, its `value` holds X for what is unknown, and the `reason` says why. `not_after` (an ISO day,
    such as that on which the article was saved) then gives expressions that look back a bound: `[..2023-12-24]`.
    Offsets are code points. Never raises on any text; an anchor that is no date counts as none.
    """
    context = Context(tokens(text), _anchor(anchor))
    drafts: list[Draft] = []
    last: tuple[str, Span] | None = None
    for first, end in stretches(context.read):
        place = max(first, last[1].last if last else 0)
        while place < end:
            rule, span, new = _reading(context, place)
            if not new:
                place += 1
                continue
            if last and drafts:
                _join(drafts, new, *last)
            drafts += new
            context.ended = (new[-1].last, new[-1].point)
            last, place = (rule, span), span.last
    return tuple(expression(context, draft, not_after) for draft in drafts)


def _reading(context: Context, place: int) -> tuple[str, Span, list[Draft]]:
    """The longest rule at a place that can be read, and what it says; no drafts where there is none."""
    span = Span(context.read, place, place)
    for found in at(context.read, place):
        span = Span(context.read, found.first, found.last)
        new = [draft for draft in _READERS[found.rule](context, span) if draft.point is None or abs(draft.point.year) <= LAST_YEAR]
        if new:
            if context.anchor is None and not ({"y", "r", "I", "K", "D"} & set(span.letters)):
                new = [draft._replace(reason=TOLD) if draft.point and not draft.reason else draft for draft in new]
            return found.rule, span, new
    return "", span, []


def _join(drafts: list[Draft], new: list[Draft], rule: str, span: Span) -> None:
    """A length and the date that it counts from become one; a time of day takes the date after it."""
    first = new[0]
    if rule == "beside" and first.first == span.last:
        joined = steps.counted_from(span, first)
        if joined:
            drafts.pop()
            new[0] = joined
    elif rule == "time" and first.first - span.last < _NEAR:
        drafts[-1] = clock.on_day(drafts[-1], first)


def _anchor(anchor: When | str | None) -> Point | None:
    """The document's date as a point, as fine as it is known."""
    if isinstance(anchor, str):
        try:
            anchor = parse_when(anchor)
        except WhenError:
            return None
    if anchor is None or anchor.lo <= 0 or anchor.hi <= 0:
        return None
    low, high = date.fromordinal(anchor.lo), date.fromordinal(anchor.hi)
    if low == high:
        return calendar.day(low)
    if (low.year, low.month) == (high.year, high.month):
        return Point("month", low.year, low.month)
    return Point("year", low.year) if low.year == high.year else None
