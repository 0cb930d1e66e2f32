"""Timelines of the site, of each region, of each storyline. In: the desk. Out: pages; above `MOST` rows one page a year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec

from briefgen.model.event import Kind
from briefgen.model.page import Page
from briefgen.model.parts import Tag
from briefgen.model.views import TimelineView
from briefgen.plan.heavy import heavies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.parts import Row
    from briefgen.plan.desk import Desk

# More lanes than this no chart shows at a glance.
LANES: Final = 6
# The design's limit for one page: about 500 events.
MOST: Final = 500


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


def _timeline(
    desk: Desk, permalink: str, title: str, events: tuple[int, ...], above: tuple[tuple[str, str], ...],
    filters: tuple[tuple[str, tuple[Tag, ...]], ...],
) -> Iterator[Page]:
    years = _years(desk, events) if len(events) > MOST else []
    if not years:
        yield _page(desk, permalink, title, events, above, filters, ())
        return
    for place, (year, inside) in enumerate(years):
        own = permalink if place == len(years) - 1 else f"{permalink}{year}/"
        links = tuple(Tag(label, permalink if n == len(years) - 1 else f"{permalink}{label}/", n == place, len(inner))
                      for n, (label, inner) in enumerate(years))
        yield _page(desk, own, f"{title}, {year}", inside, above, filters, links)


def _years(desk: Desk, events: tuple[int, ...]) -> list[tuple[str, tuple[int, ...]]]:
    """Events by the year of their earliest day, oldest first; those without one stand with the last."""
    found: dict[str, list[int]] = {}
    undated = []
    for index in events:
        when = desk.site.events[index].when
        if when is None or not (when.lo or when.hi):
            undated.append(index)
        else:
            found.setdefault(f"{date.fromordinal(when.lo or when.hi).year:04d}", []).append(index)
    years = sorted(found.items())
    if years and undated:
        years[-1][1].extend(undated)
    return [(year, tuple(inside)) for year, inside in years]


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


def _page(
    desk: Desk, permalink: str, title: str, events: tuple[int, ...], above: tuple[tuple[str, str], ...],
    filters: tuple[tuple[str, tuple[Tag, ...]], ...], pages: tuple[Tag, ...],
) -> Page:
    count = desk.words.count("event", len(events))
    now = date.fromisoformat(desk.newest).toordinal() if desk.newest else 0
    standfirst = desk.words.say("timeline-standfirst", events=count)
    view = TimelineView(desk.head(title, standfirst, permalink, "timeline"), desk.crumbs(*above), title, standfirst, laned(desk, desk.numbered(events), events), now,
                        filters, pages)
    return Page(permalink.lstrip("/") + "index.html", permalink, "timeline.html", view, heavies(view))
