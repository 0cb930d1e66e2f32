"""Events from YAML or CSV. In: a file's text. Out: events and diagnostics, each located."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.codes import note
from briefgen.model.diagnostic import Diagnostic, Span, packed
from briefgen.model.event import Event, Kind, Status
from briefgen.schema import Fields, Mapping, Scalar, Sequence, parse
from briefgen.understand import front

if TYPE_CHECKING:
    from collections.abc import Iterator

# `photo` keeps the date of a picture off the story's main line.
KINDS = {**{kind.value: kind for kind in Kind}, "photo": Kind.PICTURED, "event": Kind.REPORTED}
STATUSES = tuple(status.value for status in Status)


def read_events(path: str, text: str, options: object = None) -> tuple[tuple[Event, ...], tuple[Diagnostic, ...]]:
    """The events of a file: a YAML list, or CSV with the same names in its first row."""
    del options
    notes: list[Diagnostic] = []
    if path.endswith(".csv"):
        groups = list(_rows(path, text, notes))
    else:
        node, more = parse(text, path)
        notes += more
        groups = []
        if node is not None and not isinstance(node, (Sequence, Mapping)):
            notes.append(note("BG005", node.span, "a file of events is a list", "write  - id: …"))
        elif node is not None:
            for item in node.items if isinstance(node, Sequence) else (node,):
                if isinstance(item, Mapping):
                    groups.append(Fields(item, "an event", notes))
                else:
                    notes.append(note("BG005", item.span, "an event is a group of keys", "write  - id: …"))
    return tuple(event for group in groups if (event := event_of(group, notes)) is not None), tuple(notes)


def event_of(fields: Fields, notes: list[Diagnostic]) -> Event | None:
    """One event. None, with a diagnostic, where it has no id or does not say what happened."""
    name, what = fields.require("id"), fields.require("what")
    if name and not front.ID.match(name):
        fields.wrong("BG134", "id", f'"{name}" cannot be an id', "use letters a-z, digits and hyphens")
    when, reported = fields.when("when"), fields.when("reported")
    if not fields.has("when") or (when is None and not fields.text("when")):
        notes.append(note("BG430", fields.place, f"the event {name} has no date", "add  when: 2023-12-24,  or  when: XXXX  where none is given"))
    if when and reported and when.lo and reported.hi and when.lo > reported.hi:
        fields.wrong("BG403", "when", f"{when.text} lies after {reported.text}, when it was reported", "exchange or correct the two")
    regions, mentions = fields.scalars("regions"), fields.scalars("mentions")
    storylines, sources = fields.scalars("storylines"), fields.scalars("sources")
    location = fields.fields("location", "a location")
    place = location.text("place") if location else ""
    if location:
        location.choice("precision", ("exact", "town", "district", "region", "country"))
        location.done()
    fields.choice("verification", ("draft", "reviewed", "cleared"))
    kind, status = fields.choice("kind", tuple(KINDS), "reported"), fields.choice("status", STATUSES, "reported")
    event = Event(
        id=name, what=" ".join(what.split()), when=when, reported=reported, regions=_texts(regions), mentions=_texts(mentions),
        storylines=_texts(storylines), topics=fields.texts("topics"), status=Status(status), kind=KINDS[kind], sources=_texts(sources),
        place=place, detail=" ".join(fields.text("detail").split()), lane=fields.text("lane"), span=fields.place,
        places=packed(value.span for value in (*regions, *mentions, *storylines, *sources)),
    )
    fields.done()
    return event if name and what else None


def _texts(values: tuple[Scalar, ...]) -> tuple[str, ...]:
    return tuple(value.text.strip() for value in values)


def _rows(path: str, text: str, notes: list[Diagnostic]) -> Iterator[Fields]:
    """A mapping for each row of CSV (RFC 4180); lists are separated by `;`. Columns are those of the cell's row: CSV has no better."""
    import csv  # noqa: PLC0415 - most events are YAML

    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        line = reader.line_num
        for row in reader:
            span = Span(path, line + 1, 1)
            line = reader.line_num
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > len(header):
                notes.append(note("BG005", span, f"{len(row)} cells in a row under {len(header)} headings", "put text that holds commas in quotes"))
                continue
            yield Fields(_mapping(header, row, span), "an event", notes)
    except csv.Error as error:
        notes.append(note("BG002", Span(path, reader.line_num, 1), f"this is not CSV: {error}", "look at the quotation marks of this row"))


def _mapping(header: list[str], row: list[str], span: Span) -> Mapping:
    entries: list[tuple[Scalar, Scalar | Sequence]] = []
    for key, cell in zip(header, row, strict=False):
        words = cell.strip()
        if not words:
            continue
        scalar = Scalar(words, span, plain=False)
        several = ";" in words and key != "what"
        value = Sequence(tuple(Scalar(part.strip(), span, plain=False) for part in words.split(";")), span) if several else scalar
        entries.append((Scalar(key, span), value))
    return Mapping(tuple(entries), span)
