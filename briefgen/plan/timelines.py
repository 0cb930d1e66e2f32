"""Timelines of the site, of each region, of each storyline. In: the desk. Out: pages, split where one would be too heavy (`split`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from briefgen.model.event import Kind, Status
from briefgen.model.page import Page
from briefgen.model.parts import Tag
from briefgen.model.views import TimelineView
from briefgen.plan import data, split, ways
from briefgen.plan.heavy import heavies
from briefgen.plan.planned import Planned, at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.brief import TimelineBlock
    from briefgen.model.parts import Row
    from briefgen.model.when import When
    from briefgen.plan.desk import Desk

# As many lines as a timeline in a text shows at most.
EXCERPT: Final = 60
# As many as a frame on another site shows, so that it stays under 30,000 bytes.
EMBEDDED: Final = 40
# As many timelines as one group of links offers.
OFFERED: Final = 12
# More lanes than this no chart shows at a glance.
LANES: Final = 6


# The ways of narrowing, in the order of their groups of links.
GROUPS: Final = ("regions", "storylines", "topics", "kinds", "standings")


class Timeline(NamedTuple):
    """A timeline: the way in which it is narrowed (empty: not at all) to what, and its events."""

    permalink: str
    events: tuple[int, ...]
    group: str = ""
    name: str = ""


def pages(desk: Desk) -> Iterator[Planned]:
    """All timelines: of everything, of each region and storyline, and of each topic, kind and standing over the whole site."""
    made = tuple(one for one in (*_narrowed(desk), *_storylines(desk), *_regions(desk)))
    for one in (Timeline("/timeline/", tuple(range(len(desk.site.events)))), *made):
        stretches = split.stretches(desk, one.permalink, one.events)
        for place, stretch in enumerate(stretches or [None]):
            yield Planned(at(stretch.permalink if stretch else one.permalink), _page, (one, made, stretches, place),
                          day=stretch.month if stretch else "")
    for index, storyline in enumerate(desk.site.storylines):
        own = desk.permalink("storyline", storyline.id)
        events = desk.site.storyline_events.get(storyline.id, ())
        if own and events:
            yield Planned(f"embed/timeline/{storyline.id}/index.html", _embedded, (index, own + "timeline/", events), storyline.path,
                          unlisted=True)


def _storylines(desk: Desk) -> Iterator[Timeline]:
    for storyline in desk.site.storylines:
        events, own = desk.site.storyline_events.get(storyline.id, ()), desk.permalink("storyline", storyline.id)
        if events and own:
            yield Timeline(own + "timeline/", events, "storylines", storyline.id)


def _regions(desk: Desk) -> Iterator[Timeline]:
    for name, roll in desk.site.rollups.items():
        own = desk.permalink("region", name)
        if roll.events and own:
            yield Timeline(own + "timeline/", roll.events, "regions", name)


def _narrowed(desk: Desk) -> Iterator[Timeline]:
    """Topics; kinds, where there is more than one; and how events stand, where not all stand alike."""
    found: dict[tuple[str, str], list[int]] = {}
    for index, event in enumerate(desk.site.events):
        for topic in event.topics:
            found.setdefault(("topics", topic), []).append(index)
        found.setdefault(("kinds", event.kind.value), []).append(index)
        if event.status is not Status.REPORTED:
            found.setdefault(("standings", event.status.value), []).append(index)
    for (group, name), events in sorted(found.items()):
        if len(events) < len(desk.site.events):
            place = f"topics/{name}" if group == "topics" else name
            yield Timeline(f"/timeline/{place}/", tuple(events), group, name)


def _label(desk: Desk, one: Timeline) -> str:
    """What a timeline is narrowed to, in words."""
    if one.group == "regions":
        return desk.name(one.name)
    if one.group == "storylines":
        return desk.tables.storylines[one.name].title
    return desk.topic(one.name) if one.group == "topics" else desk.words.say(one.name)


def _above(desk: Desk, one: Timeline) -> tuple[tuple[str, str], ...]:
    """The breadcrumbs of a timeline."""
    say = desk.words.say
    if one.group == "regions":
        return ((say("regions"), "/regions/"), *desk.above(one.name), (say("timeline"), ""))
    if one.group == "storylines":
        return ((say("storylines"), "/storylines/"), (_label(desk, one), desk.permalink("storyline", one.name)), (say("timeline"), ""))
    return ((say("timeline"), "/timeline/"), (_label(desk, one), "")) if one.group else ()


def _groups(desk: Desk, made: tuple[Timeline, ...]) -> tuple[tuple[str, tuple[Tag, ...]], ...]:
    """Links to the timelines, by what they narrow: of regions those with most events."""
    everything, by_id = Tag(desk.words.say("all"), "/timeline/"), desk.site.tree.by_id
    groups = []
    for group in GROUPS:
        named = [(by_id[one.name].name if group == "regions" else _label(desk, one), one) for one in made if one.group == group]
        inside = sorted(named, key=lambda pair: (-len(pair[1].events), pair[0]))[:OFFERED]
        if inside:
            groups.append((group, (everything, *(Tag(_label(desk, one), one.permalink) for _, one in sorted(inside, key=lambda pair: pair[0])))))
    return tuple(groups)


def _filters(desk: Desk, made: tuple[Timeline, ...], chosen: Timeline) -> tuple[tuple[str, tuple[Tag, ...]], ...]:
    """The links with the chosen one marked: in its group, or in each group for the timeline of everything."""
    def marked(tag: Tag, group: str) -> Tag:
        on = tag.permalink == chosen.permalink and chosen.group in ("", group)
        return msgspec.structs.replace(tag, current=True) if on else tag

    groups = desk.once(("timelines",), lambda: _groups(desk, made))
    return tuple((desk.words.say(group), tuple(marked(tag, group) for tag in tags)) for group, tags in groups)


def laned(desk: Desk, events: tuple[int, ...]) -> tuple[Row, ...]:
    """The rows of some events, numbered, with the lane of the chart that each stands in: the event's own, `in pictures`, or its region.

    Regions are taken as deep in their tree as keeps the lanes few: a timeline of the world by countries, one of a country by its parts.
    """
    site, by_id, line_of = desk.site, desk.site.tree.by_id, desk.tables.lines
    lines = {line_of[index] for index in events}
    lines.discard(())
    depth = 0
    while depth < max(map(len, lines), default=0) - 1 and len({line[:depth + 2] for line in lines}) <= LANES:
        depth += 1
    named: dict[tuple[str, ...], str] = {(): ""}
    alike: dict[str, str] = {}  # regions of one name share a lane
    for line in sorted(lines):
        region = line[min(depth, len(line) - 1)]
        named[line] = alike.setdefault(by_id[region].name, desk.name(region))
    made = []
    for number, index in enumerate(events, 1):
        event = site.events[index]
        lane = event.lane or (desk.words.say("in-pictures") if event.kind is Kind.PICTURED else named[line_of[index]])
        made.append(msgspec.structs.replace(desk.row(index), number=number, lane=lane))
    return tuple(made)


def _embedded(place: int, whole: str, events: tuple[int, ...], desk: Desk) -> Page:
    """A timeline for other sites to frame: no script, at most 30,000 bytes, and so the newest events of many. `later` leads to the whole."""
    storyline = desk.site.storylines[place]
    own = f"/embed/timeline/{storyline.id}/"
    shown = events[-EMBEDDED:]
    title = desk.words.say("timeline-of", what=storyline.title)
    count = desk.words.count("event", len(events))
    view = TimelineView(
        head=msgspec.structs.replace(desk.head(title, "", whole), index=False), crumbs=(), title=title,
        standfirst=count if shown == events else desk.words.say("timeline-part", events=len(shown), all=count),
        rows=laned(desk, shown), now=desk.today, filters=(), charted=len(shown) <= EMBEDDED, later=Tag(title, whole),
    )
    return Page(at(own), own, "embed.html", view, heavies(view), storyline.path)


def excerpt(desk: Desk, block: TimelineBlock) -> tuple[Row, ...]:
    """The rows of a `::: timeline` block, numbered from 1; the newest `EXCERPT` where there are more."""
    site = desk.site
    roll = site.rollups.get(block.region)
    chosen = range(len(site.events)) if not block.region else roll.events if roll else ()
    told = set(site.storyline_events.get(block.storyline, ())) if block.storyline else None
    found = [index for index in chosen if (told is None or index in told) and _within(site.events[index].when, block.first, block.last)]
    return desk.numbered(found[-EXCERPT:])


def _within(when: When | None, first: int, last: int) -> bool:
    """Whether a date may fall between two days (0: no bound). What has no date falls between none."""
    if not first and not last:
        return True
    if when is None or not (when.lo or when.hi):
        return False
    return (not last or not when.lo or when.lo <= last) and (not first or not when.hi or when.hi >= first)


def _page(one: Timeline, made: tuple[Timeline, ...], stretches: list[split.Stretch], place: int, desk: Desk) -> Page:
    say, count = desk.words.say, desk.words.count
    events = stretches[place].events if stretches else ()
    permalink = stretches[place].permalink if stretches else one.permalink
    newest = place >= len(stretches) - 1
    title = say("timeline-of", what=_label(desk, one)) if one.group else say("timeline")
    standfirst = say("timeline-standfirst", events=count("event", len(events)))
    links: ways.Links = ((), ())
    if len(stretches) > 1:
        title = f"{title}, {stretches[place].label}"
        if newest:
            standfirst = say("timeline-part", events=len(events), all=count("event", len(one.events)))
        links = ways.links(desk.once(("stretches", one.permalink), lambda: ways.ways(desk, stretches))[place])
    filters = desk.once(("filters", one.permalink), lambda: _filters(desk, made, one))
    view = TimelineView(
        head=desk.head(title, standfirst, permalink, "timeline"), crumbs=desk.crumbs(*_above(desk, one)), title=title, standfirst=standfirst,
        rows=laned(desk, events), now=desk.today if newest else 0, filters=filters, pages=links[0], bars=links[1],
        charted=len(events) <= split.CHARTED, earlier=_turn(stretches, place - 1), later=_turn(stretches, place + 1),
        data=data.links(desk, one.permalink) if one.group in ("", "regions", "storylines") else (),
    )
    return Page(at(permalink), permalink, "timeline.html", view, heavies(view))


def _turn(stretches: list[split.Stretch], place: int) -> Tag | None:
    return Tag(stretches[place].label, stretches[place].permalink) if 0 <= place < len(stretches) else None
