"""What the rest of an article says for a country, a division, a neighbourhood. In: candidates. Out: `Support`."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from briefgen.gazetteer.places import STEPS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.gazetteer.places import Atlas
    from briefgen.understand.places.candidates import Candidate

# Edge of a cell of the neighbourhood grid: two degrees.
CELL: Final = 2 * STEPS
# Below so much an article says nothing of a country, a neighbourhood, another name.
# A division within so many tenths of a doubling of its country's people is most of it.
MOSTLY: Final = 5
FEW, FAINT, SOME = 0.5, 0.05, 0.3


class Support:
    """Sums of the sureness of names, each name once. Questions leave out what the asking name itself gave."""

    __slots__ = ("atlas", "cells", "countries", "divisions", "given", "rows", "total")

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.total = 0.0
        self.countries: dict[int, float] = defaultdict(float)
        self.divisions: dict[int, float] = defaultdict(float)
        self.cells: dict[tuple[int, int], float] = defaultdict(float)
        self.given: dict[str, tuple[int, float]] = {}
        self.rows: dict[int, float] = defaultdict(float)

    def add(self, found: Iterable[Candidate]) -> None:
        """Counts each name's most certain mention."""
        best: dict[str, Candidate] = {}
        for one in found:
            if one.row >= 0 and one.sure > 0 and (one.key not in best or one.sure > best[one.key].sure):
                best[one.key] = one
        atlas = self.atlas
        for key, one in best.items():
            weight = one.sure / 100
            self.given[key] = (one.row, weight)
            self.total += weight
            self.rows[one.row] += weight
            self.countries[atlas.countries[one.row]] += weight
            self.divisions[atlas.admin1[one.row]] += weight
            if atlas.kinds[one.row] not in {Kind.COUNTRY, Kind.CONTINENT, Kind.ADMIN1}:
                north, east = self._cell(one.row)
                for cell in ((north + i, east + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
                    self.cells[cell] += weight

    def _cell(self, row: int) -> tuple[int, int]:
        return self.atlas.latitudes[row] // CELL, self.atlas.longitudes[row] // CELL

    def also(self, key: str, row: int) -> bool:
        """Whether another name of the article means the same place ("Donetsk Oblast", then "Donetsk")."""
        own, own_weight = self.given.get(key, (-1, 0.0))
        return self.rows.get(row, 0.0) - (own_weight if own == row else 0.0) > SOME

    def _tells(self, division: int) -> bool:
        """Whether a division says more than its country: England does not."""
        atlas = self.atlas
        row = atlas.row_of.get(atlas.codes[division], -1) if division else -1
        if row < 0:
            return True
        country = atlas.row_of.get(atlas.country(row), -1)
        return country < 0 or atlas.sizes[row] < atlas.sizes[country] - MOSTLY

    def ask(self, key: str, row: int) -> tuple[float, float, float]:
        """(share of the article for the row's country, weight for its division, weight in its neighbourhood), without `key`'s own.

        What lies in no division counts together: an article that names countries and seas is likely to name more of them.
        """
        atlas = self.atlas
        own, own_weight = self.given.get(key, (-1, 0.0))
        country, division = atlas.countries[row], atlas.admin1[row]
        nation = self.countries.get(country, 0.0) if country else 0.0
        region = self.divisions.get(division, 0.0) if self._tells(division) else 0.0
        if own >= 0:
            nation -= own_weight if atlas.countries[own] == country else 0.0
            region -= own_weight if region and atlas.admin1[own] == division else 0.0
        total = self.total - own_weight
        share = nation / total if total > SOME and country else 0.0
        if atlas.kinds[row] == Kind.COUNTRY or not self.cells:
            return share, region, 0.0
        north, east = self._cell(row)
        near = self.cells.get((north, east), 0.0)
        if own >= 0 and atlas.kinds[own] not in {Kind.COUNTRY, Kind.CONTINENT, Kind.ADMIN1}:
            there = self._cell(own)
            if abs(there[0] - north) <= 1 and abs(there[1] - east) <= 1:
                near -= own_weight
        return share, region, near
