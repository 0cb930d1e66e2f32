"""Regions as records. In: nothing. Out: `Region`, `Position`, `Control`.

Coordinates are integer microdegrees (WGS 84), so that records compare exactly.
"""

from __future__ import annotations

from briefgen.model.diagnostic import Span
from briefgen.model.record import Record


class Position(Record):
    """Who says what a contested region is part of, and since when (EDTF text)."""

    by: str
    says: str
    since: str = ""
    source: str = ""


class Control(Record):
    """Who holds a region in fact, as of when (EDTF text), by which seed."""

    by: str
    as_of: str = ""
    source: str = ""


class Region(Record):
    """A node of the region tree. `parent` is an id or empty; `code` is ISO 3166-1 alpha-2 or ISO 3166-2 where one is.

    `names` pairs a BCP 47 language with the name in it; `shape` is the key of its outline in the packaged world, or empty;
    `latitude` and `longitude` (microdegrees) are its centre, both 0 where unknown; `radius_km` 0 means unknown.
    """

    id: str
    name: str
    parent: str = ""
    code: str = ""
    names: tuple[tuple[str, str], ...] = ()
    aka: tuple[str, ...] = ()
    latitude: int = 0
    longitude: int = 0
    radius_km: int = 0
    shape: str = ""
    status: str = ""
    positions: tuple[Position, ...] = ()
    control: Control | None = None
    note: str = ""
    kind: str = ""
    span: Span | None = None
