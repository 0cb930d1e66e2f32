"""Events as data beside the pages: JSON, CSV, GeoJSON and calendars. In: the desk. Out: four files a timeline, for those who count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from briefgen.model import dates, days
from briefgen.model.data import DataView, Datum
from briefgen.model.page import Page
from briefgen.model.parts import Tag
from briefgen.model.record import encode
from briefgen.model.when import Precision
from briefgen.plan.planned import Planned, at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.model.event import Event
    from briefgen.model.when import When
    from briefgen.plan.desk import Desk

FORMS: Final = {"json": "JSON", "csv": "CSV", "geojson": "GeoJSON", "ics": "iCalendar"}
WHOLE_DAYS: Final = (Precision.DAY, Precision.TIME)


def pages(desk: Desk) -> Iterator[Planned]:
    """The files of the site, of each region and of each storyline that has a timeline; none where the site has no address."""
    site = desk.site
    if not site.config.url:
        return
    told = [("", "", "/timeline/")]
    told += [("storyline", one.id, desk.permalink("storyline", one.id) + "timeline/") for one in site.storylines
             if site.storyline_events.get(one.id) and desk.permalink("storyline", one.id)]
    told += [("region", name, desk.permalink("region", name) + "timeline/") for name, roll in site.rollups.items()
             if roll.events and desk.permalink("region", name)]
    for kind, name, timeline in told:
        for ending in FORMS:
            yield Planned(at(f"{timeline}events.{ending}"), _file, (kind, name, timeline, ending))


def links(desk: Desk, timeline: str) -> tuple[Tag, ...]:
    """Links to the files beside the timeline at the permalink `timeline`."""
    return tuple(Tag(label, f"{timeline}events.{ending}") for ending, label in FORMS.items()) if desk.site.config.url else ()


def _file(kind: str, name: str, timeline: str, ending: str, desk: Desk) -> Page:
    permalink = f"{timeline}events.{ending}"
    return Page(at(permalink), permalink, f"events.{ending}", desk.again(("data", timeline), lambda: _view(desk, kind, name, timeline)))


def _view(desk: Desk, kind: str, name: str, timeline: str) -> DataView:
    """The events of a storyline, of a region, or all; what the four files of a timeline have in common."""
    site, config = desk.site, desk.site.config
    events: Sequence[int] = range(len(site.events))
    title = config.title
    if kind == "storyline":
        events, title = site.storyline_events[name], desk.words.say("timeline-of", what=desk.tables.storylines[name].title)
    elif kind == "region":
        events, title = site.rollups[name].events, desk.words.say("timeline-of", what=desk.name(name))
    return DataView(title=title, link=config.url + timeline.lstrip("/"), host=urlsplit(config.url).hostname or "", language=config.language,
                    publisher=config.publisher.name or config.title, updated=desk.newest,
                    rows=tuple([encode(_datum(desk, site.events[i])) for i in events]))


def _datum(desk: Desk, event: Event) -> Datum:
    by_id, line, when = desk.site.tree.by_id, desk.site.tree.line, event.when
    known = tuple(name for name in event.regions if name in by_id)
    # The deepest region is the most exact that is said; a continent has no centre.
    placed = [by_id[name] for name in known if by_id[name].latitude or by_id[name].longitude]
    place = max(placed, key=lambda region: len(line(region.id)), default=None)
    words, note = dates.words(when, desk.locale) if when else (desk.words.say("no-date"), "")
    return Datum(
        id=event.id, what=event.what, detail=event.detail, when=when.text if when else "", words=words, note=note,
        earliest=days.text(when.lo) if when and when.lo else "", latest=days.text(when.hi) if when and when.hi else "",
        day=when is not None and _whole(when), reported=event.reported.text if event.reported else "", status=event.status.value,
        kind=event.kind.value, regions=known, region_names=tuple(desk.name(name) for name in known),
        mentions=tuple(name for name in event.mentions if name in by_id), storylines=event.storylines, topics=event.topics, sources=event.sources,
        place=event.place, latitude=place.latitude if place else 0, longitude=place.longitude if place else 0,
        radius_km=place.radius_km if place else 0,
    )


def _whole(when: When) -> bool:
    """Whether a calendar may hold it: a day, or from one day to another, neither approximate nor in doubt, and not before year 1."""
    if when.approximate or when.uncertain or when.lo <= 0 or when.hi <= 0:
        return False
    if when.precision is Precision.INTERVAL:
        return all(end is not None and end.precision in WHOLE_DAYS and not (end.approximate or end.uncertain) for end in (when.start, when.end))
    return when.precision in WHOLE_DAYS and when.lo == when.hi
