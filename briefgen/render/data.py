"""Events as JSON, CSV (RFC 4180), GeoJSON (RFC 7946) and iCalendar (RFC 5545). In: `DataView`. Out: bytes, event by event: an archive's are many."""

from __future__ import annotations

from datetime import date, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from briefgen.model.data import DataView, Datum

    Load = Callable[[str], bytes]

# Raised when a field changes its meaning.
VERSION: Final = 1
# A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV injection").
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
# RFC 5545 §3.1: a content line is folded at 75 octets.
FOLD: Final = 75


class Plain(msgspec.Struct, omit_defaults=True):
    """An event as it is given away, its fields in their order; JSON leaves the empty ones out."""

    id: str = ""
    what: str = ""
    detail: str = ""
    when: str = ""
    earliest: str = ""
    latest: str = ""
    words: str = ""
    note: str = ""
    reported: str = ""
    status: str = ""
    kind: str = ""
    regions: tuple[str, ...] = ()
    region_names: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    storylines: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    place: str = ""


COLUMNS: Final = Plain.__struct_fields__
CELLS: Final = attrgetter(*COLUMNS)


def as_json(view: DataView, load: Load) -> Iterator[bytes]:
    """The events with all that is known of them; an empty field is left out."""
    del load
    head = {"version": VERSION, "title": view.title, "link": view.link, "publisher": view.publisher, "language": view.language,
            "updated": view.updated}
    return _listed(head, "events", map(_plain, view.data()))


def as_geojson(view: DataView, load: Load) -> Iterator[bytes]:
    """A feature for each event that has a place: the centre of its region, with how far that reaches in `radius_km`."""
    del load
    return _listed({"type": "FeatureCollection"}, "features", (
        {"type": "Feature", "id": row.id, "geometry": {"type": "Point", "coordinates": [row.longitude / 1e6, row.latitude / 1e6]},
         "properties": {**msgspec.to_builtins(_plain(row)), "precision": "region", "radius_km": row.radius_km}}
        for row in view.data() if row.latitude or row.longitude))


def _listed(head: Mapping[str, object], name: str, items: Iterable[object]) -> Iterator[bytes]:
    """`head` as JSON, with a list under `name` whose items are written as they come."""
    yield _json(head).removesuffix(b"\n}") + f',\n "{name}": ['.encode()
    before, end = b"\n  ", b"]"
    for item in items:
        yield before + _json(item).replace(b"\n", b"\n  ")
        before, end = b",\n  ", b"\n ]"
    yield end + b"\n}\n"


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1)


def _plain(row: Datum) -> Plain:
    return Plain(*CELLS(row))


def as_csv(view: DataView, load: Load) -> Iterator[bytes]:
    """A row for each event; several values of a cell are separated by `; `, and no cell can be taken for a formula."""
    del load
    yield (",".join(COLUMNS) + "\r\n").encode()
    for row in view.data():
        yield (",".join([_cell(value) if value else "" for value in CELLS(row)]) + "\r\n").encode()


def _cell(value: str | tuple[str, ...]) -> str:
    """A cell, in quotes where its text needs them (RFC 4180 §2.6)."""
    text = value if isinstance(value, str) else "; ".join(value)
    safe = "'" + text if text.startswith(FORMULA) else text
    return '"' + safe.replace('"', '""') + '"' if "," in safe or '"' in safe or "\n" in safe or "\r" in safe else safe


def as_ics(view: DataView, load: Load) -> Iterator[bytes]:
    """All-day events for what is known to the day. What is only known to a month or a season has no place in a calendar, and is left out.

    Lines are as long as they come (`folded`), and what comes at a time is whole lines. DTSTAMP is the event's own day, so that a file changes only
    when an event does.
    """
    del load
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//briefgen//events//EN", "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{_escaped(view.title)}")
    yield _lines(head)
    for row in view.data():
        if row.day:
            yield _lines(_event(view, row))
    yield _lines(("END:VCALENDAR",))


def _lines(lines: Iterable[str]) -> bytes:
    return "\r\n".join([*lines, ""]).encode()


def folded(content: bytes) -> bytes:
    """A calendar with its long lines in pieces."""
    return b"\r\n".join([line if len(line) <= FOLD else b"\r\n ".join(_pieces(line)) for line in content.split(b"\r\n")])


def unfolded(content: bytes) -> bytes:
    """A calendar with its lines whole again: no line begins with a space by itself."""
    return content.replace(b"\r\n ", b"")


def _event(view: DataView, row: Datum) -> Iterator[str]:
    # The end of an all-day event is the day after its last (RFC 5545 §3.6.1).
    after = (date.fromisoformat(row.latest) + timedelta(days=1)).isoformat() if row.latest < "9999-12-31" else row.latest
    said = [row.detail, f"{row.words} ({row.note})" if row.note else row.words, f"{row.kind}, {row.status}", ", ".join(row.sources)]
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(row.id)}@{view.host}"
    yield f"DTSTAMP:{row.latest.replace('-', '')}T000000Z"
    yield f"DTSTART;VALUE=DATE:{row.earliest.replace('-', '')}"
    yield f"DTEND;VALUE=DATE:{after.replace('-', '')}"
    yield f"SUMMARY:{_escaped(row.what)}"
    yield "DESCRIPTION:" + _escaped("\n".join(part for part in said if part))
    if row.region_names or row.place:
        yield "LOCATION:" + _escaped(", ".join((*((row.place,) if row.place else ()), *row.region_names)))
    if row.topics:
        yield "CATEGORIES:" + ",".join(_escaped(topic) for topic in row.topics)
    yield f"URL:{view.link}#e-{row.id}"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r", "").replace("\n", "\\n")


def _pieces(line: bytes) -> Iterator[bytes]:
    """A line in pieces of at most 75 octets, each but the first to be led by a space, no character cut in two."""
    start, room = 0, FOLD
    while len(line) - start > room:
        end = start + room
        while line[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        yield line[start:end]
        start, room = end, FOLD - 1
    yield line[start:]
