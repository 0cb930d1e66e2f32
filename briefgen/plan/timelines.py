"""Timelines of the site, of each region, of each storyline. In: the desk. Out: pages, split where one would be too heavy (`split`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from briefgen.model.event import Kind
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
# More lanes than this no chart shows at a glance.
LANES: Final = 6


def pages(desk: Desk) -> Iterator[Page]:
    """All timelines."""
    site, say = desk.site, desk.words.say
    everything = tuple(range(len(site.events)))
    yield from _timeline(desk, "/timeline/", say("timeline"), everything, (), _filters(desk, ""))
    for storyline in site.storylines:
        events = site.storyline_events.get(storyline.id, ())
        permalink = desk.permalink("storyline", storyline.id)
        if events and permalink:
            above: tuple[tuple[str, str], ...] = ((say("storylines"), "/storylines/"), (storyline.title, permalink), (say("timeline"), ""))
            own = permalink + "timeline/"
            yield from _timeline(desk, own, say("timeline-of", what=storyline.title), events, above, _filters(desk, own))
            yield _embedded(desk, storyline, own, events)
    for name, roll in site.rollups.items():
        permalink = desk.permalink("region", name)
        if roll.events and permalink:
            line = site.tree.line(name)
            above = ((say("regions"), "/regions/"), *((site.tree.by_id[step].name, desk.permalink("region", step)) for step in line),
                     (say("timeline"), ""))
            own = permalink + "timeline/"
            yield from _timeline(desk, own, say("timeline-of", what=site.tree.by_id[name].name), roll.events, above, _filters(desk, own))


def _filters(desk: Desk, current: str) -> tuple[tuple[str, tuple[Tag, ...]], ...]:
    """Links to the same timeline by region and by storyline: each choice is a page of its own."""
    site = desk.site
    everything = Tag(desk.words.say("all"), "/timeline/", current == "")
    tops = sorted((name for name in site.rollups if site.rollups[name].events and desk.permalink("region", name)),
                  key=lambda name: (-len(site.rollups[name].events), site.tree.by_id[name].name))[:12]
    regions = tuple(_tag(site.tree.by_id[name].name, desk.permalink("region", name) + "timeline/", current)
                    for name in sorted(tops, key=lambda name: site.tree.by_id[name].name))
    stories = tuple(_tag(storyline.title, desk.permalink("storyline", storyline.id) + "timeline/", current)
                    for storyline in site.storylines if site.storyline_events.get(storyline.id))
    groups = ((desk.words.say("regions"), (everything, *regions)), (desk.words.say("storylines"), (everything, *stories)))
    return tuple(group for group in groups if len(group[1]) > 1)


def _tag(label: str, permalink: str, current: str) -> Tag:
    return Tag(label, permalink, permalink == current)


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
    """A timeline for other sites to frame: no script, at most 30,000 bytes, and so the newest events where there are many. `later` leads to it all."""
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


def _timeline(
    desk: Desk, permalink: str, title: str, events: tuple[int, ...], above: tuple[tuple[str, str], ...],
    filters: tuple[tuple[str, tuple[Tag, ...]], ...],
) -> Iterator[Page]:
    stretches = split.stretches(desk, permalink, events)
    if len(stretches) <= 1:
        whole = desk.words.say("timeline-standfirst", events=desk.words.count("event", len(events)))
        yield _page(desk, permalink, permalink, title, above, filters, stretches, 0, whole)
        return
    for place, one in enumerate(stretches):
        inside = desk.words.say("timeline-part", events=desk.words.count("event", len(one.events)), all=desk.words.count("event", len(events)))
        yield _page(desk, permalink, one.permalink, f"{title}, {one.label}", above, filters, stretches, place, inside)


def _page(
    desk: Desk, whole: str, permalink: str, title: str, above: tuple[tuple[str, str], ...], filters: tuple[tuple[str, tuple[Tag, ...]], ...],
    stretches: list[split.Stretch], place: int, standfirst: str,
) -> Page:
    events = stretches[place].events if stretches else ()
    newest = place == len(stretches) - 1
    now = desk.today if newest or not stretches else 0
    pages, bars = split.links(desk, stretches, place) if len(stretches) > 1 else ((), ())
    view = TimelineView(
        head=desk.head(title, standfirst, permalink, "timeline"), crumbs=desk.crumbs(*above), title=title, standfirst=standfirst,
        rows=laned(desk, desk.numbered(events), events), now=now, filters=filters, pages=pages, bars=bars, charted=len(events) <= split.CHARTED,
        earlier=_turn(stretches, place - 1), later=_turn(stretches, place + 1), data=data.links(desk, whole),
    )
    return Page(permalink.lstrip("/") + "index.html", permalink, "timeline.html", view, heavies(view))


def _turn(stretches: list[split.Stretch], place: int) -> Tag | None:
    return Tag(stretches[place].label, stretches[place].permalink) if 0 <= place < len(stretches) else None
