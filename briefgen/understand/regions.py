"""The site's own regions. In: `content/regions.yml`. Out: regions and diagnostics; what is not given stays empty for link to fill."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.codes import note
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.place import Control, Position, Region
from briefgen.schema import Fields, Mapping, Scalar, Sequence, parse
from briefgen.understand import front

if TYPE_CHECKING:
    from briefgen.schema import Node

DEGREES = re.compile(r"(-?)(\d{1,3})(?:\.(\d{1,12}))?\Z", re.ASCII)


def read_regions(path: str, text: str) -> tuple[tuple[Region, ...], tuple[Diagnostic, ...]]:
    """The regions of the file: a list of groups, each with an `id`."""
    node, notes = parse(text, path)
    if node is None:
        return (), tuple(notes)
    found = []
    for item in node.items if isinstance(node, Sequence) else (node,):
        if isinstance(item, Mapping):
            region = _region(Fields(item, "a region", notes), notes)
            if region is not None:
                found.append(region)
        else:
            notes.append(note("BG005", item.span, "a region is a group of keys", "write  - id: …"))
    return tuple(found), tuple(notes)


def _region(fields: Fields, notes: list[Diagnostic]) -> Region | None:
    name = fields.require("id")
    if name and not front.ID.match(name):
        fields.wrong("BG134", "id", f'"{name}" cannot be an id and an address', "use letters a-z, digits and hyphens")
        name = ""
    positions = []
    for group in fields.mappings("positions", "a position"):
        positions.append(Position(group.require("by"), group.require("says"), _edtf(group, "since"), group.text("source")))
        group.done()
    control = fields.fields("control", "control")
    held = Control(control.require("by"), _edtf(control, "as_of"), control.text("source")) if control else None
    if control:
        control.done()
    latitude, longitude = _centre(fields.node("centre"), notes)
    names = fields.fields("names", "names")
    region = Region(
        id=name, name=fields.text("name"), parent=fields.text("parent"), code=fields.text("code"),
        names=tuple((key.text, names.text(key.text)) for key, _ in names.mapping.entries) if names else (), aka=fields.texts("aka"),
        latitude=latitude, longitude=longitude, radius_km=fields.integer("radius_km", 0, 0, 20_000), shape=fields.text("shape"),
        status=fields.choice("status", ("contested", "disputed", "former")), positions=tuple(positions), control=held, note=fields.text("note"),
        span=fields.place,
    )
    fields.done()
    return region if name else None


def _edtf(fields: Fields, key: str) -> str:
    when = fields.when(key)
    return when.text if when else ""


def _centre(node: Node | None, notes: list[Diagnostic]) -> tuple[int, int]:
    """`[latitude, longitude]` in decimal degrees as microdegrees. BG740 where they are none (`48:22.79` is not)."""
    if node is None:
        return 0, 0
    if not isinstance(node, Sequence) or len(node.items) != 2:
        notes.append(note("BG740", node.span, "a centre is a latitude and a longitude", "write  centre: [48.0, 37.8]"))
        return 0, 0
    found = []
    for item, most in zip(node.items, (90, 180), strict=True):
        text = item.text.strip() if isinstance(item, Scalar) else ""
        parts = DEGREES.match(text)
        value = (int(parts[2]) * 1_000_000 + int((parts[3] or "").ljust(6, "0")[:6])) * (-1 if parts[1] else 1) if parts else most * 10**6 + 1
        if abs(value) > most * 1_000_000:
            message = f'"{text}" is not a number of degrees up to {most}'
            notes.append(note("BG740", item.span, message, "write decimal degrees:  centre: [48.0, 37.8]"))
            return 0, 0
        found.append(value)
    return found[0], found[1]
