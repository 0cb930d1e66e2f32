"""The gazetteer of names: what the world's places are called and where they are. In: the packaged file. Out: `Atlas`, `atlas`.

GeoNames data (CC BY 4.0), Unicode CLDR and our own table, compiled by `compile_places.py`.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from briefgen.gazetteer.packaged import packaged
from briefgen.gazetteer.places_file import STEPS, Flag, How, Kind, column, unpack

if TYPE_CHECKING:
    from briefgen.gazetteer.places_file import Packed

__all__ = ["MICRODEGREES", "STEPS", "Atlas", "Flag", "How", "Kind", "atlas"]

MICRODEGREES: Final = 1_000_000 // STEPS


class Atlas:
    """All places, by row, and all names, by key (`places_file.fold`). Never written to once made."""

    __slots__ = ("_name_ends", "_names", "admin1", "codes", "countries", "fames", "flags", "given", "hows", "ids", "kinds", "latitudes", "longitudes",
                 "numbers", "region_of", "row_of", "rows", "short", "sizes", "starts", "surnames")

    def __init__(self, packed: Packed) -> None:
        self.codes: list[str] = packed.codes
        self.kinds: bytes = packed.kinds
        self.latitudes: array[int] = column("i", packed.latitudes)
        self.longitudes: array[int] = column("i", packed.longitudes)
        self.sizes: bytes = packed.sizes
        self.fames: bytes = packed.fames
        self.countries: array[int] = column("H", packed.countries)
        self.admin1: array[int] = column("H", packed.admin1)
        self.ids: array[int] = column("I", packed.ids)
        self._names = packed.names
        self._name_ends = array("I", accumulate(packed.name_sizes))
        self.starts: array[int] = column("I", packed.starts)
        self.rows: array[int] = column("I", packed.pair_places)
        self.hows: bytes = packed.pair_hows
        self.flags: bytes = packed.flags
        keys = packed.keys.decode("ascii").split("\n")
        self.numbers: dict[str, int] = dict(zip(keys, range(len(keys)), strict=True))
        self.given: frozenset[str] = frozenset(packed.given.decode("ascii").split("\n"))
        self.surnames: frozenset[str] = frozenset(packed.surnames.decode("ascii").split("\n"))
        self.region_of: dict[int, str] = dict(packed.regions)
        self.short: dict[str, tuple[int, int]] = {}
        for form, row, rule in packed.short:
            self.short.setdefault(form, (row, rule))
        self.row_of: dict[str, int] = {}
        for row, kind in enumerate(self.kinds):
            if kind == Kind.COUNTRY:
                self.row_of[self.codes[self.countries[row]]] = row
            elif kind == Kind.ADMIN1:
                self.row_of.setdefault(self.codes[self.admin1[row]], row)
            elif kind > Kind.ADMIN2:
                break

    def referents(self, number: int) -> range:
        """The pairs of a key: positions in `rows` and `hows`, the likeliest first."""
        return range(self.starts[number], self.starts[number + 1])

    def name(self, row: int) -> str:
        """The place's name as English news or GeoNames writes it."""
        return self._names[self._name_ends[row - 1] if row else 0:self._name_ends[row]].decode("utf-8")

    def country(self, row: int) -> str:
        """ISO 3166-1 alpha-2, or empty for what lies in several countries or none."""
        return self.codes[self.countries[row]]

    def division(self, row: int) -> str:
        """GeoNames' code of the first-level division ("UA.05"), or empty."""
        return self.codes[self.admin1[row]]


@lru_cache(maxsize=1)
def atlas() -> Atlas:
    """The packaged gazetteer of names, loaded once a process."""
    return Atlas(unpack(packaged("places.bin")))
