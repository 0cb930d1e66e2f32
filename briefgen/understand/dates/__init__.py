"""Temporal expressions of an article. In: its text and, where it is known, its date. Out: `Expression`s, in order.

English. One compiled grammar over classes of words (`grammar`) finds the expressions; what they mean (`named`, `pointing`, `lengths`) is
read against the document's date, the tense of the verbs nearby, and the dates named before.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from briefgen.model.timex import Expression, Kind
from briefgen.model.when import Precision, When, WhenError, parse_when
from briefgen.understand.dates import calendar, lengths, named, pointing
from briefgen.understand.dates.calendar import Point
from briefgen.understand.dates.context import Context
from briefgen.understand.dates.grammar import find
from briefgen.understand.dates.spans import Span
from briefgen.understand.dates.tokens import tokens

if TYPE_CHECKING:
    from briefgen.understand.dates.draft import Draft

__all__ = ["Expression", "Kind", "read"]

_READERS: Final = MappingProxyType({
    "iso": named.iso, "slashed": named.slashed, "day": named.a_day, "days": named.two_days, "month": named.a_month, "month-perhaps": named.perhaps_month,
    "years": named.two_years, "year": named.a_year, "ancient": named.ancient_year, "short-year": named.short_year, "decade": named.a_decade, "century": named.a_century,
    "season": named.a_season, "season-perhaps": named.perhaps_season, "part-year": named.part_year, "feast": named.a_feast, "nth": named.nth,
    "relative": pointing.relative, "within": pointing.within, "counted": pointing.counted, "beside": pointing.beside, "today": pointing.today,
    "weekday": pointing.weekday, "time": pointing.clock_time, "reference": pointing.reference, "week-of": pointing.week_of, "period": pointing.period,
    "length": lengths.amount, "amount": lengths.amount, "compound": lengths.compound, "plural": lengths.plural, "each": lengths.each, "recur": lengths.recur,
})


def read(text: str, *, anchor: When | str | None = None) -> tuple[Expression, ...]:
    """Each temporal expression of `text`, in order."""
    context = Context(tokens(text), _anchor(anchor))
    out = []
    for found in find(context.read):
        for draft in _READERS[found.rule](context, Span(context.read, found.first, found.last)):
            out.append(_expression(context, draft))
    return tuple(out)


def _anchor(anchor: When | str | None) -> Point | None:
    if isinstance(anchor, str):
        try:
            anchor = parse_when(anchor)
        except WhenError:
            return None
    if anchor is None or not anchor.lo:
        return None
    from datetime import date
    return calendar.day(date.fromordinal(anchor.lo))


def _expression(context: Context, draft: Draft) -> Expression:
    read = context.read
    edtf = calendar.edtf(draft.point) if draft.point else ""
    when = None
    try:
        when = parse_when(edtf) if edtf else None
    except WhenError:
        pass
    return Expression(read.starts[draft.first], read.ends[draft.last - 1], draft.kind, draft.value, edtf, when, "", draft.reason)
