"""Where a timeline is cut: by years, then months, then parts of a month. In: events in order. Out: stretches, each light enough for one page.

A page of a timeline is to stay under 60,000 bytes of HTML, whatever its events say; the cut follows from an estimate of what each line
weighs, and so from the content alone. The newest stretch stands at the timeline's own address, the others under it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from briefgen.model import dates
from briefgen.model.parts import Bars, Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.model.event import Event
    from briefgen.plan.desk import Desk

# Bytes of HTML: what the lines of a page may weigh, where it stands alone and where it also has the overview of its neighbours; a line
# without its words, a link on it, a line's mark in the chart.
MOST: Final = 46_000
PART: Final = 29_000
LINE: Final = 430
LINK: Final = 70
MARK: Final = 330
# Up to so many lines a chart tells them apart.
CHARTED: Final = 60
WEEK: Final = 7


class Stretch(NamedTuple):
    """A stretch of a timeline: `key` is its year, month, or part of a month (`2023`, `2023-12`, `2023-12-2`)."""

    key: str
    label: str
    permalink: str
    events: tuple[int, ...]
    first: int
    last: int


def stretches(desk: Desk, permalink: str, events: tuple[int, ...]) -> list[Stretch]:
    """A timeline in stretches, oldest first; one stretch where everything fits on one page. Undated events stand with the newest."""
    if not events:
        return []
    table = filed(desk)
    if _weight(table, events) <= MOST:
        return [Stretch("", "", permalink, events, 0, 0)]
    dated = [index for index in events if table.days[index]]
    undated = [index for index in events if not table.days[index]]
    cut = [piece for key, inside in _grouped(table, dated, 4) for piece in _cut(table, key, inside)]
    if not cut:
        return [Stretch("", "", permalink, events, 0, 0)]
    made = []
    for number, (key, inside) in enumerate(cut):
        newest = number == len(cut) - 1
        first, last = _bounds(key, [table.days[index] for index in inside])
        made.append(Stretch(key, _label(desk, key), permalink if newest else f"{permalink}{key.replace('-', '/')}/",
                            (*inside, *undated) if newest else tuple(inside), first, last))
    return made


Links = tuple[tuple[tuple[str, tuple[Tag, ...]], ...], tuple[Bars, ...]]


def links(desk: Desk, cut: list[Stretch]) -> list[Links]:
    """For each stretch the links to the others: groups of tags (years; the months of its year; the parts of its month), and bars of weeks.

    In a year that is split the bars are those of its months, else those of all years. What all pages show is made once: a timeline of
    many years has hundreds of stretches.
    """
    by_year = _keyed(cut, 4)
    years = [(name, inside[-1].permalink, sum(len(one.events) for one in inside)) for name, inside in by_year.items()]
    yearly = [_bars(desk, _whole(desk, name, pieces)) for name, pieces in by_year.items()]
    found: list[Links] = []
    for year, inner in by_year.items():
        tags = tuple(Tag(name, permalink, name == year, count) for name, permalink, count in years)
        above = [(desk.words.say("years"), tags)] if len(years) > 1 else []
        if len(inner) == 1:
            found.append((tuple(above), tuple(_current(bars, name == year) for bars, name in zip(yearly, by_year, strict=True))))
            continue
        by_month = _keyed(inner, 7)
        months = [_whole(desk, month, pieces) for month, pieces in by_month.items()]
        bars_of = [_bars(desk, month) for month in months]
        for month, pieces in by_month.items():
            named = tuple(Tag(_short(desk, one.key), one.permalink, one.key == month, len(one.events)) for one in months)
            bars = tuple(_current(one, other.key == month) for one, other in zip(bars_of, months, strict=True))
            for place in range(len(pieces)):
                parts = tuple(Tag(one.key[8:], one.permalink, number == place, len(one.events)) for number, one in enumerate(pieces))
                found.append(((*above, (year, named), *(((_label(desk, month), parts),) if len(pieces) > 1 else ())), bars))
    return found


def _keyed(cut: list[Stretch], length: int) -> dict[str, list[Stretch]]:
    """Stretches by the first `length` characters of their keys."""
    found: dict[str, list[Stretch]] = {}
    for one in cut:
        found.setdefault(one.key[:length], []).append(one)
    return found


def _current(bars: Bars, current: bool) -> Bars:
    return msgspec.structs.replace(bars, current=True) if current else bars


def _whole(desk: Desk, key: str, pieces: list[Stretch]) -> Stretch:
    """The stretches of a year or a month as one, at the address of its newest."""
    events = tuple(index for one in pieces for index in one.events)
    days = filed(desk).days
    return Stretch(key, _label(desk, key), pieces[-1].permalink, events, *_bounds(key, [days[index] for index in events if days[index]]))


def _bars(desk: Desk, one: Stretch) -> Bars:
    weeks = [0] * ((one.last - one.first) // WEEK + 1)
    days = filed(desk).days
    for index in one.events:
        if days[index]:
            weeks[(days[index] - one.first) // WEEK] += 1
    return Bars(_short(desk, one.key), one.permalink, f"{one.label}, {desk.words.count('event', len(one.events))}", tuple(weeks), False)


class Filed(NamedTuple):
    """For each event: the day that it is filed under, as an ordinal (0: none) and in ISO's words, and what its line weighs as HTML, in bytes."""

    days: tuple[int, ...]
    names: tuple[str, ...]
    weights: tuple[int, ...]


def filed(desk: Desk) -> Filed:
    """Where each event is filed and what it weighs: looked up once for all the timelines that have it."""
    return desk.once(("filed",), lambda: _filed(desk))


def _filed(desk: Desk) -> Filed:
    days = tuple(_day(event) for event in desk.site.events)
    names = {day: dates.from_ordinal(day) if day else "" for day in set(days)}
    return Filed(days, tuple(names[day] for day in days), tuple(_line(event) for event in desk.site.events))


def _day(event: Event) -> int:
    """An event's earliest day, else its latest; 0 where it has neither, or lies before year 1."""
    return max(0, event.when.lo or event.when.hi) if event.when is not None else 0


def _line(event: Event) -> int:
    return LINE + len(event.what.encode()) + len(event.detail.encode()) + LINK * (len(event.sources) + len(event.regions))


def _weight(table: Filed, events: Sequence[int]) -> int:
    """What the lines of some events weigh as HTML, in bytes."""
    weights = table.weights
    return sum([weights[index] for index in events]) + (MARK * len(events) if len(events) <= CHARTED else 0)


def _grouped(table: Filed, events: Iterable[int], length: int) -> list[tuple[str, list[int]]]:
    """Events by the first `length` characters of the day that they are filed under; the order inside a group stays."""
    found: dict[str, list[int]] = {}
    names = table.names
    for index in events:
        found.setdefault(names[index][:length], []).append(index)
    return sorted(found.items())


def _cut(table: Filed, key: str, events: list[int]) -> list[tuple[str, list[int]]]:
    """A year whole, or its months, or for a month that is too heavy its parts of equal length."""
    weight = _weight(table, events)
    if weight <= PART:
        return [(key, events)]
    if len(key) == 4:  # a year
        return [piece for month, inside in _grouped(table, events, 7) for piece in _cut(table, month, inside)]
    parts = -(-weight // PART)
    size = -(-len(events) // parts)
    return [(f"{key}-{number}", events[start:start + size]) for number, start in enumerate(range(0, len(events), size), 1)]


def _bounds(key: str, days: list[int]) -> tuple[int, int]:
    """The first and last day of a year or month; of a part, those of its events."""
    if key.count("-") > 1:
        return min(days), max(days)
    year, month = int(key[:4]), int(key[5:7] or 1)
    first = date(year, month, 1).toordinal()
    after = date(year + 1, 1, 1) if len(key) == 4 or month == 12 else date(year, month + 1, 1)  # a year, or December
    return first, after.toordinal() - 1


def _label(desk: Desk, key: str) -> str:
    """`2023`, `December 2023`, `December 2023 (2)`."""
    if len(key) == 4:  # a year
        return key
    month = dates.month_words(key[:7], desk.locale)
    return f"{month} ({key[8:]})" if len(key) > 7 else month  # a part of a month


def _short(desk: Desk, key: str) -> str:
    """The label inside a year: the month's own name."""
    if len(key) == 4:  # a year
        return key
    month = dates.locale_of(desk.locale).months[int(key[5:7]) - 1]
    return f"{month} ({key[8:]})" if len(key) > 7 else month  # a part of a month
