"""A reading in the making. In: nothing. Out: `Draft`, and `dated` and `undated` which make the common ones."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.model.timex import Kind
from briefgen.understand.dates import calendar
from briefgen.understand.dates.calendar import Point

if TYPE_CHECKING:
    from briefgen.understand.dates.spans import Span

NO_ANCHOR: Final = "the document has no date to count from"
NO_DATE: Final = "no date stands before it to count from"
COUNTED: Final = "counted from the date before it"
# The TIMEX3 value of a date of which no more than the unit is known, and the units that need a clock.
UNKNOWN: Final = MappingProxyType({
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "2W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "DE": "XXX",
    "CE": "XX", "ML": "X",
})
CLOCKED: Final = ("TH", "TM", "TS")
TOLD: Final = "the document has no date; counted from the date before it"


def too_coarse(base: Point | None, otherwise: str = NO_ANCHOR) -> str:
    """Why nothing finer can be counted from `base`."""
    return f"the date that it counts from is known to the {base.grain} only" if base else otherwise


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
