"""The rows of timelines. In: the desk, an event. Out: its row, with when it happened, when it was reported, and when it was added here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from briefgen.model import dates, days
from briefgen.model.event import Kind, Status
from briefgen.model.parts import Row
from briefgen.model.when import Precision, mark, soft
from briefgen.plan import statements

if TYPE_CHECKING:
    from briefgen.model.event import Event
    from briefgen.model.parts import DateLabel, Fact
    from briefgen.model.when import When
    from briefgen.plan.desk import Desk


def row(desk: Desk, event: Event) -> Row:
    """The timeline row of an event, not yet numbered."""
    when = event.when
    status = "" if event.status is Status.REPORTED else desk.words.say(event.status.value)
    if event.sources and all(name in desk.site.gone for name in event.sources):
        status = desk.words.say("withdrawn-all")
    return Row(
        id=event.id, number=0, mark=mark(when), date=_date(desk, event), month=_month(desk, when), title=event.what, text=event.detail,
        permalink="", kind=desk.kind(event.kind), sources=tuple(desk.source(name) for name in event.sources if name in desk.site.seeds),
        regions=desk.regions(event.regions), status=status, lane="", lo=_charted(when.lo if when else 0), hi=_charted(when.hi if when else 0),
        soft=soft(when) if when else False,
        claims=statements.of_event(desk, event.id), dates=_later(desk, event),
    )


def _later(desk: Desk, event: Event) -> tuple[Fact, ...]:
    """When an event was reported, and when a brief of this site added it: each where it is another day than those before it."""
    found, said = [], {(event.when.lo, event.when.hi)} if event.when else set()
    reported, added = event.reported, desk.tables.days.get(event.span.path, "")
    if reported and reported.lo and (reported.lo, reported.hi) not in said:
        found.append(desk.dated("row-reported", desk.date(reported)))
        said.add((reported.lo, reported.hi))
    if added and all(dates.from_ordinal(low) != added for low, _ in said if low > 0):
        found.append(desk.dated("row-added", desk.day(added)))
    return tuple(found)


def _date(desk: Desk, event: Event) -> DateLabel:
    label = desk.date(event.when)
    if event.when is None:
        return msgspec.structs.replace(label, words=desk.words.say("no-date"))
    if event.kind is Kind.PICTURED and not label.note:
        return msgspec.structs.replace(label, note=desk.words.name("picture-date", "date of a picture"))
    return label


def _month(desk: Desk, when: When | None) -> str:
    """The heading that a date stands under: its month where it begins in one, its year where only that is known."""
    if when is None or (not when.lo and not when.hi) or when.precision is Precision.NONE:
        return desk.words.say("no-date")
    if not when.lo:
        return desk.words.say("before")
    first = when.start or when
    day = dates.from_ordinal(when.lo)
    if first.precision in (Precision.TIME, Precision.DAY, Precision.MONTH):
        return dates.month_words(day, desk.locale)
    return dates.year_words(days.parts(when.lo)[0], desk.locale)


def _charted(day: int) -> int:
    """A day as charts have it: what lies before year 1 is in the list, and not on the axis."""
    return max(0, day)
