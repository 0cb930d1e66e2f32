"""Where a timeline is cut: by centuries, decades, years, halves of a year, quarters, months, parts of a month. In: events in order. Out: stretches,
each light enough for one page.

A page of a timeline is to stay under 60,000 bytes of HTML, whatever its events say; the cut follows from an estimate of what each line weighs, and
so from the content alone. It is the calendar's, and each span falls apart by itself: many events in one year do not part the years before. The newest
stretch stands at the timeline's own address, the others under it; what a year or a part of one falls into takes its address over, the first of it, so
that no link comes to lead nowhere.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.model import dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.model.event import Event
    from briefgen.plan.desk import Desk

# Bytes of HTML: what the lines of a page may weigh with their chart and with links to the other stretches; a line without its words, a link on it;
# a chart, a line's mark in it; a link to another stretch, that stretch in the overview, a week in which it has events.
MOST: Final = 46_000
LINE: Final = 430
LINK: Final = 70
CHART: Final = 2_400
MARK: Final = 350
TAG: Final = 110
BARS: Final = 340
BAR: Final = 13
# Up to so many lines a chart tells them apart.
CHARTED: Final = 60
# Spans, in months, and what each falls into.
MONTH, YEAR, DECADE, CENTURY = 1, 12, 120, 1200
FALLS: Final = {CENTURY: DECADE, DECADE: YEAR, YEAR: 6, 6: 3, 3: MONTH}
# Links to more years than this are grouped by decades, and so on (`ways`).
FEW: Final = 24
# So many parts of a month are reckoned with, where links to them are weighed.
PARTS: Final = 10


class Stretch(NamedTuple):
    """A stretch of a timeline: so many `months` from the one of number `start` on (`Filed.months`), or a `part` of a month (0: all of it).

    `months` is 0 where it is the whole timeline, filed under its last event. `first` and `last` are its days, as ordinals.
    """

    start: int
    months: int
    part: int
    label: str
    permalink: str
    events: tuple[int, ...]
    first: int
    last: int

    @property
    def month(self) -> str:
        """The month that it begins in (ISO)."""
        return f"{self.start // YEAR:04d}-{self.start % YEAR + 1:02d}"

    def within(self, months: int) -> int:
        """Which span of so many months it lies in."""
        return self.start // months


def stretches(desk: Desk, permalink: str, events: tuple[int, ...]) -> list[Stretch]:
    """A timeline in stretches, oldest first; one stretch where everything fits on one page. Undated events stand with the newest."""
    if not events:
        return []
    table = filed(desk)
    dated = [index for index in events if table.days[index]]
    if not dated or _weight(table, events) <= MOST:
        return [Stretch(table.months[events[-1]], 0, 0, "", permalink, events, 0, 0)]
    undated = tuple(index for index in events if not table.days[index])
    rooms = _rooms(table, dated)
    cut = [piece for start, inside in _spans(table, dated, CENTURY) for piece in _cut(table, rooms, start, CENTURY, _address(start, CENTURY), inside)]
    made = [_stretch(desk, piece, permalink) for piece in cut]
    return [*made[:-1], made[-1]._replace(permalink=permalink, events=(*made[-1].events, *undated))]


class Piece(NamedTuple):
    """What a stretch is cut from: its span, which part of a month it is (0: all of it), its address under the timeline's, its events."""

    start: int
    months: int
    part: int
    address: str
    events: list[int]


def _stretch(desk: Desk, piece: Piece, whole: str) -> Stretch:
    """A piece of the timeline at `whole`."""
    start, months, part, address, inside = piece
    days = filed(desk).days
    first, last = (min(days[index] for index in inside), max(days[index] for index in inside)) if part else span_bounds(start, months)
    return Stretch(start, months, part, span_label(desk, start, months, part), whole + address, tuple(inside), first, last)


class Filed(NamedTuple):
    """For each event: the day that it is filed under, as an ordinal (0: none), the number of that day's month (twelve times the year, and the months
    of it that are over), and what its line weighs as HTML, in bytes.
    """

    days: tuple[int, ...]
    months: tuple[int, ...]
    weights: tuple[int, ...]


def filed(desk: Desk) -> Filed:
    """Where each event is filed and what it weighs: looked up once for all the timelines that have it."""
    return desk.once(("filed",), lambda: _filed(desk))


def _filed(desk: Desk) -> Filed:
    days = tuple(_day(event) for event in desk.site.events)
    months = {day: _month(date.fromordinal(day)) if day else 0 for day in set(days)}
    return Filed(days, tuple(months[day] for day in days), tuple(_line(event) for event in desk.site.events))


def _day(event: Event) -> int:
    """An event's earliest day, else its latest; 0 where it has neither, or lies before year 1."""
    return max(0, event.when.lo or event.when.hi) if event.when is not None else 0


def _month(day: date) -> int:
    return day.year * YEAR + day.month - 1


def _line(event: Event) -> int:
    return LINE + len(event.what.encode()) + len(event.detail.encode()) + LINK * (len(event.sources) + len(event.regions))


def _weight(table: Filed, events: Sequence[int]) -> int:
    """What the lines of some events and their chart weigh as HTML, in bytes."""
    weights = table.weights
    return sum([weights[index] for index in events]) + (CHART + MARK * len(events) if len(events) <= CHARTED else 0)


class Rooms(NamedTuple):
    """What the lines of a stretch may weigh, by its span: longer than a year, a year, shorter."""

    longer: int
    year: int
    shorter: int

    def of(self, months: int) -> int:
        """For a stretch of so many months."""
        return self.longer if months > YEAR else self.year if months == YEAR else self.shorter


def _rooms(table: Filed, events: Sequence[int]) -> Rooms:
    """The bytes that the links to its neighbours leave for a stretch of a timeline."""
    years, decades = (len({table.months[index] // span for index in events}) for span in (YEAR, DECADE))

    def left(tags: int, drawn: int, weeks: int) -> int:
        """Where there are links to so many stretches, and so many of them are drawn."""
        return max(MOST // 3, MOST - TAG * tags - BARS * drawn - BAR * min(weeks, len(events)))

    inside = years if years <= FEW else decades + 10  # of a decade, the years
    drawn = years if years <= FEW else 10
    return Rooms(left(decades, decades, 53 * years), left(inside, drawn, 53 * drawn), left(inside + 12 + PARTS, 12, 53))


def _spans(table: Filed, events: Iterable[int], months: int) -> list[tuple[int, list[int]]]:
    """Events by spans of so many months, each with its first month; the order inside a span stays."""
    found: dict[int, list[int]] = {}
    for index in events:
        found.setdefault(table.months[index] // months * months, []).append(index)
    return sorted(found.items())


def _address(start: int, months: int) -> str:
    """Where a span lies under its timeline, were it never cut from a wider one."""
    year, month = divmod(start, YEAR)
    return f"{max(1, year):04d}/" + (f"{month + 1:02d}/" if months < YEAR else "")


def _cut(table: Filed, rooms: Rooms, start: int, months: int, address: str, events: list[int]) -> Iterator[Piece]:
    """A span whole, or what it falls into; a month that is too heavy in parts of equal length."""
    room = rooms.of(months)
    if _weight(table, events) <= room or len(events) == 1:
        yield Piece(start, months, 0, address, events)
    elif months > MONTH:
        for number, (first, inside) in enumerate(_spans(table, events, FALLS[months])):
            own = address if not number and months <= YEAR else _address(first, FALLS[months])
            yield from _cut(table, rooms, first, FALLS[months], own, inside)
    else:
        for number, inside in enumerate(_parts(table, room, events), 1):
            yield Piece(start, months, number, address if number == 1 else f"{_address(start, months)}{number}/", inside)


def _parts(table: Filed, room: int, events: list[int]) -> list[list[int]]:
    """Events in as few parts of equal length as are light enough."""
    for count in range(max(2, _weight(table, events) // room), len(events)):
        size = -(-len(events) // count)
        parts = [events[place:place + size] for place in range(0, len(events), size)]
        if all(_weight(table, part) <= room for part in parts):
            return parts
    return [[index] for index in events]


def span_bounds(start: int, months: int) -> tuple[int, int]:
    """The first and last day of a span."""
    (year, month), (until, end) = divmod(max(start, YEAR), YEAR), divmod(start + months - 1, YEAR)
    return date(year, month + 1, 1).toordinal(), date(until, end + 1, monthrange(until, end + 1)[1]).toordinal()


def span_label(desk: Desk, start: int, months: int, part: int) -> str:
    """`2010 – 2019`, `2023`, `October – December 2023`, `December 2023`, `December 2023 (2)`."""
    year = dates.year_words(max(1, start // YEAR), desk.locale)
    if months > YEAR:
        return f"{year} – {dates.year_words((start + months) // YEAR - 1, desk.locale)}"
    if months == YEAR:
        return year
    words = dates.locale_of(desk.locale).month.format(m=month_label(desk, start, months), y=year)
    return f"{words} ({part})" if part else words


def month_label(desk: Desk, start: int, months: int) -> str:
    """`December`, `October – December`."""
    names = dates.locale_of(desk.locale).months
    return " – ".join(names[month % YEAR] for month in ([start, start + months - 1] if months > MONTH else [start]))
