"""The links between the stretches of a timeline. In: stretches. Out: for each the way to it, and from that its links: tags, and bars of weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

import msgspec

from briefgen.model.parts import Bars, Tag
from briefgen.plan.split import CENTURY, DECADE, FEW, MONTH, YEAR, Stretch, filed, month_label, span_bounds, span_label

if TYPE_CHECKING:
    from briefgen.plan.desk import Desk

T = TypeVar("T", bound=Bars | Tag)
WEEK: Final = 7

Links = tuple[tuple[tuple[str, tuple[Tag, ...]], ...], tuple[Bars, ...]]


class Level(NamedTuple):
    """What a span falls into, under its label: a tag each, bars of weeks but for parts of months; `growing`: whether the last of them is open."""

    label: str
    tags: tuple[Tag, ...]
    bars: tuple[Bars, ...]
    growing: bool


# For each level, from the widest span inwards, in which of what it falls into a stretch lies.
Way = tuple[tuple[Level, int], ...]


def ways(desk: Desk, cut: list[Stretch]) -> list[Way]:
    """For each stretch the way to it. A timeline of many years has hundreds of stretches: what they have in common is held once."""
    spans = [YEAR, MONTH, 0]
    for wider in (DECADE, CENTURY):
        if len({one.within(spans[0]) for one in cut}) > FEW:
            spans.insert(0, wider)
    return _ways(desk, cut, spans, desk.words.say("years"), growing=True)


def links(way: Way) -> Links:
    """The links from a stretch to the others: groups of tags (years; the stretches of its year; the parts of its month); and the innermost of
    them but parts as bars of weeks.

    How much there is of a span stands at its tag; of the one that is still open, and grows, only where its bars are drawn too. So a page of what is
    over stays as it is while things happen.
    """
    drawn = next((level for level, _ in reversed(way) if level.bars), None)
    tags = tuple((level.label, _marked(level.tags if level is drawn else _over(level), place)) for level, place in way)
    return tags, next((_marked(level.bars, place) for level, place in way if level is drawn), ())


def _over(level: Level) -> tuple[Tag, ...]:
    """The tags of a level, with how much there is of what is over."""
    return (*level.tags[:-1], level.tags[-1].uncounted()) if level.growing else level.tags


def _marked(items: tuple[T, ...], place: int) -> tuple[T, ...]:
    return (*items[:place], msgspec.structs.replace(items[place], current=True), *items[place + 1:])


def _ways(desk: Desk, cut: list[Stretch], spans: list[int], label: str, *, growing: bool) -> list[Way]:
    """The ways among the stretches of one span, under its label; `growing`: whether the last of them is open."""
    if not spans:
        return [()] * len(cut)
    span, *narrower = spans
    groups: dict[int, list[Stretch]] = {}
    for one in cut:
        groups.setdefault(one.within(span) if span else one.part, []).append(one)
    wholes = [_whole(desk, span, pieces) for pieces in groups.values()]
    last = wholes[-1]
    if len(wholes) == 1:
        return _ways(desk, cut, narrower, label if span > YEAR else last.label, growing=growing)
    tags = tuple(Tag(_short(desk, one), one.permalink, count=len(one.events)) for one in wholes)
    level = Level(label, tags, tuple(_bars(desk, whole) for whole in wholes) if span else (), growing)
    found: list[Way] = []
    for place, (whole, pieces) in enumerate(zip(wholes, groups.values(), strict=True)):
        step = (level, place)
        found += [(step, *inner) for inner in _ways(desk, pieces, narrower, whole.label, growing=growing and whole is last)]
    return found


def _whole(desk: Desk, span: int, pieces: list[Stretch]) -> Stretch:
    """The stretches in a span as one, at the address of its newest."""
    if len(pieces) == 1:
        return pieces[0]
    start = pieces[0].within(span) * span
    events = tuple(index for one in pieces for index in one.events)
    return Stretch(start, span, 0, span_label(desk, start, span, 0), pieces[-1].permalink, events, *span_bounds(start, span))


def _bars(desk: Desk, one: Stretch) -> Bars:
    weeks = [0] * ((one.last - one.first) // WEEK + 1)
    days = filed(desk).days
    for index in one.events:
        if days[index]:
            weeks[(days[index] - one.first) // WEEK] += 1
    return Bars(_short(desk, one), one.permalink, f"{one.label}, {desk.words.count('event', len(one.events))}", tuple(weeks), False)


def _short(desk: Desk, one: Stretch) -> str:
    """The label inside what it is a part of: of a year, the months' own names."""
    return str(one.part) if one.part else one.label if one.months >= YEAR else month_label(desk, one.start, one.months)
