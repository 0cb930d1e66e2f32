"""The packaged world. In: packaged data. Out: `World`: regions by id, found by name, alias and code; neighbours.

Everything is read when it is first asked for: a build that changes nothing reads the regions and no more.
"""

from __future__ import annotations

import unicodedata
import zlib
from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from briefgen.gazetteer import world_file
from briefgen.gazetteer.packaged import packaged
from briefgen.model.place import Region
from briefgen.schema import distance

if TYPE_CHECKING:
    from collections.abc import Mapping


def folded(text: str) -> str:
    """`text` as it is compared: no case, no accents, no punctuation, single spaces."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    kept = ("" if unicodedata.combining(c) or c in "'’ʼ‘`" else c if c.isalnum() else " " for c in apart)
    return " ".join("".join(kept).split())


class World:
    """Every country and division of the world, as the package has it."""

    @cached_property
    def regions(self) -> Mapping[str, Region]:
        """By id, continents first, then countries, divisions and subdivisions, each in order of id."""
        regions = msgspec.msgpack.decode(zlib.decompress(packaged("world_regions.bin")), type=tuple[Region, ...])
        return MappingProxyType({region.id: region for region in regions})

    def names_in(self, language: str) -> Mapping[str, str]:
        """The names of regions in a language (BCP 47), by id; in English, and in a language that is not packaged, none: `name` stands."""
        return _names(language.lower().partition("-")[0])

    @cached_property
    def by_code(self) -> Mapping[str, str]:
        """The id of each ISO 3166-1 alpha-2 and ISO 3166-2 code."""
        return MappingProxyType({region.code: region.id for region in self.regions.values() if region.code})

    @cached_property
    def by_geonames(self) -> Mapping[str, str]:
        """The id of each GeoNames code of a division (`UA.08`)."""
        return MappingProxyType(dict(self._links.geonames))

    @cached_property
    def by_name(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the regions with a name, other name, native name, id or code, folded."""
        found: dict[str, dict[str, None]] = {}
        for region in self.regions.values():
            for name in (region.name, *region.aka, *(name for _, name in region.names), region.id, region.code):
                if name:
                    found.setdefault(folded(name), {})[region.id] = None
        return MappingProxyType({name: tuple(ids) for name, ids in found.items()})

    @cached_property
    def _by_foreign_name(self) -> Mapping[str, tuple[str, ...]]:
        """As `by_name`, in all packaged languages. Takes some tenths of a second to make: asked for only what has no other name."""
        found: dict[str, dict[str, None]] = {}
        for language in _blocks():
            for region, name in _names(language).items():
                found.setdefault(folded(name), {})[region] = None
        return MappingProxyType({name: tuple(ids) for name, ids in found.items()})

    @cached_property
    def _links(self) -> world_file.World:
        return msgspec.msgpack.decode(zlib.decompress(packaged("world_links.bin")), type=world_file.World)

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        return tuple(self.regions)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {region: place for place, region in enumerate(self._ids)}

    def find(self, written: str) -> tuple[str, ...]:
        """The ids of the regions that are called `written`, by name in any language, other name, id or code; larger ones first."""
        wanted = folded(written)
        return self.by_name.get(wanted) or self._by_foreign_name.get(wanted, ())

    def nearest(self, written: str) -> tuple[str, ...]:
        """The ids of at most three regions whose names are nearest to `written`, the nearest first."""
        wanted = folded(written)
        most = 2 if len(wanted) > 5 else 1
        scored: dict[str, tuple[int, int]] = {}
        for rank, (name, ids) in enumerate(self.by_name.items()):
            if abs(len(name) - len(wanted)) <= most:
                steps = distance(wanted, name, most)
                if steps <= most:
                    for region in ids:
                        scored[region] = min(scored.get(region, (steps, rank)), (steps, rank))
            elif len(wanted) > 3 and name.startswith(wanted + " "):
                for region in ids:
                    scored.setdefault(region, (most + 1, rank))
        return tuple(sorted(scored, key=lambda region: scored[region])[:3])

    def neighbours(self, region: str) -> tuple[str, ...]:
        """The ids of the regions of its rank that border on `region`: those of its own country first, then in order of their names."""
        place = self._places.get(region)
        return tuple(self._ids[other] for other in self._links.neighbours[place]) if place is not None else ()


@cache
def _blocks() -> Mapping[str, bytes]:
    """The packed names of all regions, by language."""
    data = packaged("world_languages.bin")
    start = 4 + int.from_bytes(data[:4], "little")
    index = msgspec.msgpack.decode(data[4:start], type=tuple[tuple[str, int, int], ...])
    return MappingProxyType({language: data[start + place : start + place + size] for language, place, size in index})


@cache
def _names(language: str) -> Mapping[str, str]:
    if language not in _blocks():
        return MappingProxyType({})
    names = zlib.decompress(_blocks()[language]).decode().split("\n")
    return MappingProxyType({region: name for region, name in zip(world().regions, names, strict=True) if name})


@cache
def world() -> World:
    """The one packaged world."""
    return World()
