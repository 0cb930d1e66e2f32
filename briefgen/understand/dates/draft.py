"""A reading in the making. In: nothing. Out: `Draft`, and `dated` and `undated` which make the common ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.model.timex import Kind
from briefgen.understand.dates import calendar
from briefgen.understand.dates.calendar import Point

if TYPE_CHECKING:
    from briefgen.understand.dates.spans import Span

NO_ANCHOR: Final = "the document has no date to count from"
NO_DATE: Final = "no date stands before it to count from"


class Draft(NamedTuple):
    """A reading of the tokens `first` to `last`: a kind, a TIMEX3 value, the date where there is one, and why not where not."""

    first: int
    last: int
    kind: Kind
    value: str
    point: Point | None = None
    reason: str = ""
    # -1 or 1 where an undated expression looks back or ahead, so that a bound can be given for it.
    direction: int = 0


def dated(span: Span, point: Point, reason: str = "") -> Draft:
    """A date that was found."""
    kind = Kind.TIME if point.clock and point.clock != "WE" else Kind.DATE
    return Draft(span.first, span.last, kind, calendar.timex(point), point, reason)


def undated(span: Span, value: str, reason: str = "", direction: int = 0) -> Draft:
    """A date that the text does not fix."""
    return Draft(span.first, span.last, Kind.TIME if "T" in value and "-" in value else Kind.DATE, value, None, reason, direction)
