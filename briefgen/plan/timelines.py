"""Timelines of the site, of each region, of each storyline. In: the desk. Out: pages, split where one would be too heavy (`split`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from briefgen.model.event import Kind, Status
from briefgen.model.page import Page
from briefgen.model.parts import Tag
from briefgen.model.views import TimelineView
from briefgen.plan import data, split
from briefgen.plan.heavy import heavies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.brief import TimelineBlock
    from briefgen.model.event import Storyline
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


class Timeline(NamedTuple):
    """A timeline: `group` and `label` name it among the ways of narrowing; `above` are its breadcrumbs; `files` says that it is also data."""

    permalink: str
    title: str
    events: tuple[int, ...]
    above: tuple[tuple[str, str], ...] = ()
    group: str = ""
    label: str = ""
    files: bool = True


def pages(desk: Desk) -> Iterator[Page]:
    """All timelines: of everything, of each region and storyline, and of each topic, kind and standing over the whole site."""
    made = [*_narrowed(desk), *_storylines(desk), *_regions(desk)]
    groups = _groups(desk, made)
    for one in (Timeline("/timeline/", desk.words.say("timeline"), tuple(range(len(desk.site.events)))), *made):
        yield from _pages(desk, one, _marked(groups, one))
    for storyline in desk.site.storylines:
        own = desk.permalink("storyline", storyline.id)
        events = desk.site.storyline_events.get(storyline.id, ())
        if own and events:
            yield _embedded(desk, storyline, own + "timeline/", events)


def _storylines(desk: Desk) -> Iterator[Timeline]:
    say = desk.words.say
    for storyline in desk.site.storylines:
        events, own = desk.site.storyline_events.get(storyline.id, ()), desk.permalink("storyline", storyline.id)
        if events and own:
            above = ((say("storylines"), "/storylines/"), (storyline.title, own), (say("timeline"), ""))
            yield Timeline(own + "timeline/", say("timeline-of", what=storyline.title), events, above, say("storylines"), storyline.title)


def _regions(desk: Desk) -> Iterator[Timeline]:
    site, say = desk.site, desk.words.say
    for name, roll in site.rollups.items():
        own = desk.permalink("region", name)
        if roll.events and own:
            line = ((site.tree.by_id[step].name, desk.permalink("region", step)) for step in site.tree.line(name))
            above = ((say("regions"), "/regions/"), *line, (say("timeline"), ""))
            label = site.tree.by_id[name].name
            yield Timeline(own + "timeline/", say("timeline-of", what=label), roll.events, above, say("regions"), label)


def _narrowed(desk: Desk) -> Iterator[Timeline]:
    """Topics; kinds, where there is more than one; and how events stand, where not all stand alike."""
    say = desk.words.say
    found: dict[tuple[str, str, str], list[int]] = {}
    for index, event in enumerate(desk.site.events):
        for topic in event.topics:
            found.setdefault(("topics", f"topics/{topic}", desk.topic(topic)), []).append(index)
        found.setdefault(("kinds", event.kind.value, say(event.kind.value)), []).append(index)
        if event.status is not Status.REPORTED:
            found.setdefault(("standings", event.status.value, say(event.status.value)), []).append(index)
    for (group, place, label), events in sorted(found.items()):
        if len(events) < len(desk.site.events):
            title, above = say("timeline-of", what=label), ((say("timeline"), "/timeline/"), (label, ""))
            yield Timeline(f"/timeline/{place}/", title, tuple(events), above, say(group), label, files=False)


def _groups(desk: Desk, made: list[Timeline]) -> tuple[tuple[str, tuple[Tag, ...]], ...]:
    """Links to the timelines, by what they narrow: of regions those with most events."""
    say = desk.words.say
    everything = Tag(say("all"), "/timeline/")
    groups = []
    for group in (say("regions"), say("storylines"), say("topics"), say("kinds"), say("standings")):
        inside = sorted((one for one in made if one.group == group), key=lambda one: (-len(one.events), one.label))[:OFFERED]
        if inside:
            groups.append((group, (everything, *(Tag(one.label, one.permalink) for one in sorted(inside, key=lambda one: one.label)))))
    return tuple(groups)


def _marked(groups: tuple[tuple[str, tuple[Tag, ...]], ...], chosen: Timeline) -> tuple[tuple[str, tuple[Tag, ...]], ...]:
    """The links with the chosen one marked: in its group, or in each group for the timeline of everything."""
    def marked(tag: Tag, group: str) -> Tag:
        on = tag.permalink == chosen.permalink and chosen.group in ("", group)
        return msgspec.structs.replace(tag, current=True) if on else tag

    return tuple((group, tuple(marked(tag, group) for tag in tags)) for group, tags in groups)


def laned(desk: Desk, rows: tuple[Row, ...], events: tuple[int, ...]) -> tuple[Row, ...]:
    """Rows with the lane of the chart that each stands in: the event's own, `in pictures`, or its region.

    Regions are taken as deep in their tree as keeps the lanes few: a timeline of the world by countries, one of a country by its parts.
    """
    site = desk.site
    lines = [next((site.tree.line(name) for name in site.events[i].regions if name in site.tree.by_id), ()) for i in events]
    depth = 0
    while depth < max((len(line) for line in lines), default=0) - 1 and len({line[:depth + 2] for line in lines if line}) <= LANES:
        depth += 1
    made = []
    for row, index, line in zip(rows, events, lines, strict=True):
        event = site.events[index]
        named = site.tree.by_id[line[min(depth, len(line) - 1)]].name if line else ""
        made.append(msgspec.structs.replace(row, lane=event.lane or (desk.words.say("in-pictures") if event.kind is Kind.PICTURED else named)))
    return tuple(made)


def _embedded(desk: Desk, storyline: Storyline, whole: str, events: tuple[int, ...]) -> Page:
    """A timeline for other sites to frame: no script, at most 30,000 bytes, and so the newest events of many. `later` leads to the whole."""
    own = f"/embed/timeline/{storyline.id}/"
    shown = events[-EMBEDDED:]
    title = desk.words.say("timeline-of", what=storyline.title)
    count = desk.words.count("event", len(events))
    view = TimelineView(
        head=msgspec.structs.replace(desk.head(title, "", whole), index=False), crumbs=(), title=title,
        standfirst=count if shown == events else desk.words.say("timeline-part", events=len(shown), all=count),
        rows=laned(desk, desk.numbered(shown), shown), now=desk.today, filters=(), charted=len(shown) <= EMBEDDED, later=Tag(title, whole),
    )
    return Page(own.lstrip("/") + "index.html", own, "embed.html", view, heavies(view), storyline.path)


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


def _pages(desk: Desk, one: Timeline, filters: tuple[tuple[str, tuple[Tag, ...]], ...]) -> Iterator[Page]:
    say, count = desk.words.say, desk.words.count
    stretches = split.stretches(desk, one.permalink, one.events)
    if len(stretches) <= 1:
        yield _page(desk, one, filters, stretches, 0, one.title, say("timeline-standfirst", events=count("event", len(one.events))))
        return
    for place, (stretch, links) in enumerate(zip(stretches, split.links(desk, stretches), strict=True)):
        inside = say("timeline-part", events=count("event", len(stretch.events)), all=count("event", len(one.events)))
        yield _page(desk, one, filters, stretches, place, f"{one.title}, {stretch.label}", inside, links)


def _page(
    desk: Desk, one: Timeline, filters: tuple[tuple[str, tuple[Tag, ...]], ...], stretches: list[split.Stretch], place: int, title: str,
    standfirst: str, links: split.Links = ((), ()),
) -> Page:
    events = stretches[place].events if stretches else ()
    permalink = stretches[place].permalink if stretches else one.permalink
    newest = place >= len(stretches) - 1
    view = TimelineView(
        head=desk.head(title, standfirst, permalink, "timeline"), crumbs=desk.crumbs(*one.above), title=title, standfirst=standfirst,
        rows=laned(desk, desk.numbered(events), events), now=desk.today if newest else 0, filters=filters, pages=links[0], bars=links[1],
        charted=len(events) <= split.CHARTED, earlier=_turn(stretches, place - 1), later=_turn(stretches, place + 1),
        data=data.links(desk, one.permalink) if one.files else (),
    )
    return Page(permalink.lstrip("/") + "index.html", permalink, "timeline.html", view, heavies(view))


def _turn(stretches: list[split.Stretch], place: int) -> Tag | None:
    return Tag(stretches[place].label, stretches[place].permalink) if 0 <= place < len(stretches) else None
