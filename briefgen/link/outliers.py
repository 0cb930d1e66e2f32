"""Dates that lie far from all others: mostly a slip of the pen (0203 for 2023). In: the site's events. Out: diagnostics (BG431)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefgen.model.codes import note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.event import Event

# A date is far where so many days lie between it and the next, and no more than one in so many events lie on its side of that gap.
GAP: Final = 40 * 365
FEW: Final = 10
# Days in ten thousand years of the calendar.
YEARS: Final = 3_652_425


def day(event: Event) -> int:
    """The first day of an event, or its last where that alone is known; 0 where neither is."""
    return (event.when.lo or event.when.hi) if event.when else 0


def far(days_of: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """The events cut off from the bulk of the others by a gap of forty years, by index, and by how many years; the bulk is nine in ten of them."""
    dated = sorted((day, index) for index, day in enumerate(days_of) if day)
    days = [day for day, _ in dated]
    gaps = [place for place in range(1, len(days)) if days[place] - days[place - 1] > GAP]
    early = max((place for place in gaps if place * FEW <= len(days)), default=0)
    late = min((place for place in gaps if (len(days) - place) * FEW <= len(days)), default=len(days))
    return tuple((index, (days[early] - day if place < early else day - days[late - 1]) * 10_000 // YEARS)
                 for place, (day, index) in enumerate(dated) if not early <= place < late)


def outliers(events: Sequence[Event], found: Iterable[tuple[int, int]]) -> Iterator[Diagnostic]:
    """A warning for each event that `far` found."""
    for index, years in found:
        event = events[index]
        if event.when:
            yield note("BG431", event.span, f"the event {event.id} is dated {event.when.text}, {years} years from the others",
                       "correct the year, or set  severities: {BG431: off}  in site.yml if it is right")
