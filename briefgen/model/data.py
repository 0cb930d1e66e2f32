"""Events as data: what the files beside the timelines hold (PRODUCT §2.12). In: nothing. Out: `Datum`, `DataView`."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.record import Record, decode


class Datum(Record):
    """An event as data. `when` is EDTF, `earliest` and `latest` are its ISO days (empty: not bounded), `words` says it as pages do.

    `day` tells that the date is one whole day or a span of whole days, known as such: what a calendar may hold. Coordinates are microdegrees
    of the region's centre, `radius_km` how far it reaches; both are 0 where the event has no place, which is never invented.
    """

    id: str
    what: str
    detail: str
    when: str
    earliest: str
    latest: str
    words: str
    note: str
    day: bool
    reported: str
    status: str
    kind: str
    regions: tuple[str, ...]
    region_names: tuple[str, ...]
    mentions: tuple[str, ...]
    storylines: tuple[str, ...]
    topics: tuple[str, ...]
    sources: tuple[str, ...]
    place: str
    latitude: int
    longitude: int
    radius_km: int


class DataView(Record, tag="data"):
    """The events of the site, a region or a storyline. `link` is the absolute address of the timeline that shows them.

    `updated` is the day of the newest edition, since the moment of the build would make every file new; `host` names ids in calendars. `rows` are
    records of `Datum`, encoded: all that an archive has of them would take several times the room of the files that are made of them.
    """

    title: str
    link: str
    host: str
    language: str
    publisher: str
    updated: str
    rows: tuple[bytes, ...]

    def data(self) -> Iterator[Datum]:
        """The events, one at a time."""
        return (decode(row, Datum) for row in self.rows)
