"""Events as data beside the pages: JSON, CSV, GeoJSON and calendars. In: the desk. Out: four files a timeline, for those who count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from briefgen.model import dates, days
from briefgen.model.data import DataView, Datum
from briefgen.model.page import Page
from briefgen.model.parts import Tag
from briefgen.model.when import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.event import Event
    from briefgen.model.when import When
    from briefgen.plan.desk import Desk

FORMS: Final = {"json": "JSON", "csv": "CSV", "geojson": "GeoJSON", "ics": "iCalendar"}
WHOLE_DAYS: Final = (Precision.DAY, Precision.TIME)


def pages(desk: Desk) -> Iterator[Page]:
    """The files of the site, of each region and of each storyline that has a timeline; none where the site has no address."""
    site, say = desk.site, desk.words.say
    if not site.config.url:
        return
    made = tuple(_datum(desk, event) for event in site.events)
    yield from _files(desk, "/timeline/", site.config.title, made)
    for storyline in site.storylines:
        events, permalink = site.storyline_events.get(storyline.id, ()), desk.permalink("storyline", storyline.id)
        if events and permalink:
            yield from _files(desk, permalink + "timeline/", say("timeline-of", what=storyline.title), tuple(made[i] for i in events))
    for name, roll in site.rollups.items():
        permalink = desk.permalink("region", name)
        if roll.events and permalink:
            yield from _files(desk, permalink + "timeline/", say("timeline-of", what=site.tree.by_id[name].name), tuple(made[i] for i in roll.events))


def links(desk: Desk, timeline: str) -> tuple[Tag, ...]:
    """Links to the files beside the timeline at the permalink `timeline`."""
    return tuple(Tag(label, f"{timeline}events.{ending}") for ending, label in FORMS.items()) if desk.site.config.url else ()


def _files(desk: Desk, timeline: str, title: str, rows: tuple[Datum, ...]) -> Iterator[Page]:
    config = desk.site.config
    view = DataView(title=title, link=config.url + timeline.lstrip("/"), host=urlsplit(config.url).hostname or "", language=config.language,
                    publisher=config.publisher.name or config.title, updated=desk.newest, rows=rows)
    for ending in FORMS:
        permalink = f"{timeline}events.{ending}"
        yield Page(permalink.lstrip("/"), permalink, f"events.{ending}", view)


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
        kind=event.kind.value, regions=known, region_names=tuple(by_id[name].name for name in known),
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
