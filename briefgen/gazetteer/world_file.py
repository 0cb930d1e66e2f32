"""The form of the packaged world. In: packed bytes or arcs. Out: records and points.

An arc is a run of points on a grid of thousandths of a degree; longitudes run on past 180 where an arc crosses the antimeridian.
"""

from __future__ import annotations

import sys
from array import array
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from briefgen.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

GRID = 1000
# The detail of each level: the shortest side, in grid steps, of what it keeps.
LEVEL_STEPS = (1.7, 7.7, 24.5, 100.0)


class World(Record):
    """What stands beside the regions, in their order: the places of each one's neighbours; and GeoNames' codes with ids."""

    neighbours: tuple[tuple[int, ...], ...]
    geonames: tuple[tuple[str, str], ...]


class Level(Record):
    """A country's share of the shapes: its arcs and cells (first, how many), and where its levels of detail, cells and towns lie."""

    country: str
    first_arc: int
    arcs: int
    first_cell: int
    cells: int
    parts: tuple[tuple[int, int], ...]
    rings: tuple[int, int]
    towns: tuple[int, int]
    box: tuple[int, int, int, int]


class Shapes(Record):
    """The index of the shapes: blocks by country, the cells that make each shape, the region of each cell."""

    blocks: tuple[Level, ...]
    shapes: tuple[tuple[str, tuple[int, ...]], ...]
    cells: tuple[str, ...]


class Town(Record):
    """A town: its place on the grid, thousands of inhabitants, its cell, whether it is its country's capital."""

    name: str
    x: int
    y: int
    thousands: int
    cell: int
    capital: bool


class Water(Record):
    """Lakes (rings, finer and coarser) and rivers, packed as arcs are."""

    lakes: bytes
    coarse_lakes: bytes
    rivers: bytes


def pack_arcs(arcs: Sequence[Sequence[tuple[int, int]]]) -> bytes:
    """Arcs as bytes: how many, their lengths, their first points, then all steps in x, then all in y (little-endian)."""
    lengths = array("I", [len(arc) for arc in arcs])
    starts = array("i", [n for arc in arcs for n in arc[0]])
    steps = [array("h", [b[axis] - a[axis] for arc in arcs for a, b in pairwise(arc)]) for axis in (0, 1)]
    parts = (array("I", [len(arcs)]), lengths, starts, *steps)
    if sys.byteorder == "big":
        for part in parts:
            part.byteswap()
    return b"".join(part.tobytes() for part in parts)


def unpack_arcs(data: bytes) -> list[list[tuple[int, int]]]:
    """The arcs that `pack_arcs` packed."""
    count = int.from_bytes(data[:4], "little")
    lengths, starts = array("I"), array("i")
    lengths.frombytes(data[4 : 4 + 4 * count])
    starts.frombytes(data[4 + 4 * count : 4 + 12 * count])
    rest = data[4 + 12 * count :]
    xs, ys = array("h"), array("h")
    xs.frombytes(rest[: len(rest) // 2])
    ys.frombytes(rest[len(rest) // 2 :])
    if sys.byteorder == "big":
        for part in (lengths, starts, xs, ys):
            part.byteswap()
    found, at = [], 0
    for i, length in enumerate(lengths):
        end = at + length - 1
        found.append(list(zip(accumulate(xs[at:end], initial=starts[2 * i]), accumulate(ys[at:end], initial=starts[2 * i + 1]), strict=True)))
        at = end
    return found
