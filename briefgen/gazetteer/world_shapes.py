"""The shapes of the packaged world. In: a shape's key and a level of detail. Out: rings of points, outlines, silhouettes.

Points are whole thousandths of a degree, longitude first; a ring's longitudes run on past 180 where it crosses the antimeridian.
"""

from __future__ import annotations

import math
import struct
import zlib
from bisect import bisect_right
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from briefgen.gazetteer.packaged import packaged
from briefgen.gazetteer.world_file import GRID, Shapes, Town, unpack_arcs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.gazetteer.world_file import Level

Point = tuple[int, int]
Box = tuple[int, int, int, int]
TURN = 360 * GRID
SILHOUETTE = 40
COARSEST = 3


class Atlas:
    """The packed shapes: what is asked for is unpacked, country by country and level by level, and kept."""

    def __init__(self, data: bytes) -> None:
        (size,) = struct.unpack_from("<I", data)
        self.data = memoryview(data)[4 + size :]
        index = msgspec.msgpack.decode(zlib.decompress(data[4 : 4 + size]), type=Shapes)
        self.blocks = index.blocks
        self.cells = index.cells
        self.shapes: Mapping[str, tuple[int, ...]] = dict(index.shapes)
        self.arcs: dict[tuple[int, int], list[list[Point]]] = {}
        self.rings: dict[int, tuple[tuple[tuple[tuple[int, ...], ...], ...], tuple[Box, ...]]] = {}

    @cached_property
    def _first_arcs(self) -> list[int]:
        return [block.first_arc for block in self.blocks]

    @cached_property
    def _first_cells(self) -> list[int]:
        return [block.first_cell for block in self.blocks]

    def _part(self, place: tuple[int, int]) -> bytes:
        return zlib.decompress(self.data[place[0] : place[0] + place[1]])

    def arc(self, number: int, level: int) -> list[Point]:
        """An arc's points at a level of detail (0 is the finest); `~n` gives arc n backwards."""
        forward = number if number >= 0 else ~number
        block = bisect_right(self._first_arcs, forward) - 1
        found = self.arcs.get((block, level))
        if found is None:
            found = self.arcs[block, level] = unpack_arcs(self._part(self.blocks[block].parts[level]))
        points = found[forward - self.blocks[block].first_arc]
        return points if number >= 0 else points[::-1]

    def cell(self, number: int) -> tuple[tuple[tuple[int, ...], ...], Box]:
        """A cell's rings as arc numbers, and its box (west, south, east, north)."""
        place = bisect_right(self._first_cells, number) - 1
        block: Level = self.blocks[place]
        found = self.rings.get(place)
        if found is None:
            found = self.rings[place] = msgspec.msgpack.decode(
                self._part(block.rings), type=tuple[tuple[tuple[tuple[int, ...], ...], ...], tuple[Box, ...]])
        rings, boxes = found
        return rings[number - block.first_cell], boxes[number - block.first_cell]

    def towns(self, block: Level) -> tuple[Town, ...]:
        """A country's towns, largest first."""
        return msgspec.msgpack.decode(self._part(block.towns), type=tuple[Town, ...])

    def outline(self, cells: Iterable[int]) -> list[list[int]]:
        """The rings, as arc numbers, of several cells taken as one: the borders between them are gone."""
        used: dict[int, None] = {}
        rings: list[list[int]] = []
        for cell in cells:
            for edge in self.cell(cell)[0]:
                for arc in edge:
                    if ~arc in used:
                        del used[~arc]
                    else:
                        used[arc] = None
        leaving: dict[Point, list[int]] = {}
        for arc in used:
            leaving.setdefault(self._end(arc, 0), []).append(arc)
        for first in used:
            ring: list[int] = []
            arc = first
            start = self._end(first, 0)
            if first not in leaving.get(start, ()):
                continue
            leaving[start].remove(first)
            while True:
                ring.append(arc)
                end = self._end(arc, -1)
                if end == start or not leaving.get(end):
                    break
                arc = leaving[end].pop()
            rings.append(ring)
        return rings

    def _end(self, arc: int, which: int) -> Point:
        x, y = self.arc(arc, COARSEST)[which]
        return x % TURN, y

    def points(self, ring: Sequence[int], level: int) -> list[Point]:
        """A ring's points, closed by its last, its longitudes running on."""
        found: list[Point] = []
        for arc in ring:
            points = self.arc(arc, level)
            if not found:
                found += points
                continue
            shift = round((found[-1][0] - points[0][0]) / TURN) * TURN
            found += [(x + shift, y) for x, y in points[1:]] if shift else points[1:]
        return found


@cache
def atlas() -> Atlas:
    """The one atlas."""
    return Atlas(packaged("world_shapes.bin"))


def span(rings: Sequence[Sequence[Point]]) -> float:
    """How far the largest of `rings` reaches, in degrees of latitude or of longitude there."""
    widest = 0.0
    for ring in rings:
        ys = [y for _, y in ring]
        xs = [x for x, _ in ring]
        shrink = math.cos(math.radians((min(ys) + max(ys)) / 2 / GRID))
        widest = max(widest, (max(xs) - min(xs)) / GRID * shrink, (max(ys) - min(ys)) / GRID)
    return widest


def flat(ring: Sequence[Point], longitude: float, latitude: float) -> list[tuple[float, float]]:
    """`ring` in Lambert's azimuthal equal-area projection about a centre (degrees); units are radii of the Earth, y down."""
    sine, cosine = math.sin(math.radians(latitude)), math.cos(math.radians(latitude))
    sin, cos, sqrt, grid = math.sin, math.cos, math.sqrt, math.pi / 180 / GRID
    origin = longitude * GRID
    found = []
    for x, y in ring:
        lam, phi = (x - origin) * grid, y * grid
        s, c, cl = sin(phi), cos(phi), cos(lam)
        k = sqrt(2 / max(1e-9, 1 + sine * s + cosine * c * cl))
        found.append((k * c * sin(lam), k * (sine * c * cl - cosine * s)))
    return found


def twice_area(ring: Sequence[tuple[float, float]]) -> float:
    """Twice the signed area of a flat ring."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))


def silhouette_path(key: str) -> str:
    """The outline of the region with shape `key` as SVG path data in a square of 40 units. KeyError where there is none: a bug.

    Shapes that lie apart (a state and a far island) are drawn about the largest; those under a hundredth of it are left out.
    """
    shapes = atlas()
    outline = shapes.outline(shapes.shapes[key])
    coarse = [shapes.points(ring, COARSEST) for ring in outline]
    wide = span(coarse)
    level = next((level for level, least in ((3, 8), (2, 2), (1, 0.6)) if wide > least), 0)
    rings = coarse if level == COARSEST else [shapes.points(ring, level) for ring in outline]
    main = max(rings, key=lambda ring: abs(twice_area(ring)))
    xs, ys = [x for x, _ in main], [y for _, y in main]
    middle = (min(xs) + max(xs)) / 2
    rings = [[(x - round((sum(x for x, _ in ring) / len(ring) - middle) / TURN) * TURN, y) for x, y in ring] for ring in rings]
    drawn = [flat(ring, middle / GRID, (min(ys) + max(ys)) / 2 / GRID) for ring in rings]
    return _fitted(drawn, SILHOUETTE, 1.2)


def _fitted(rings: list[list[tuple[float, float]]], size: float, margin: float) -> str:
    sizes = [abs(twice_area(ring)) for ring in rings]
    kept = [ring for ring, area in zip(rings, sizes, strict=True) if area >= max(sizes) / 100]
    xs, ys = [x for ring in kept for x, _ in ring], [y for ring in kept for _, y in ring]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    scale = (size - 2 * margin) / (max(width, height) or 1)
    left, top = size / 2 - scale * (min(xs) + max(xs)) / 2, size / 2 - scale * (min(ys) + max(ys)) / 2
    return "".join(path([(left + scale * x, top + scale * y) for x, y in ring]) for ring in kept)


def path(ring: Sequence[tuple[float, float]]) -> str:
    """A closed ring as path data in tenths: points closer than half a unit to the last one kept are left out."""
    kept: list[Point] = []
    for x, y in ring:
        point = (round(10 * x), round(10 * y))
        if not kept or abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= 6:
            kept.append(point)
    text = [f"M{_tenths(kept[0][0])} {_tenths(kept[0][1])}l"]
    for (ax, ay), (bx, by) in pairwise(kept):
        text.append(f"{_tenths(bx - ax)} {_tenths(by - ay)}")
    return " ".join(text).replace(" -", "-") + "z" if len(kept) > 1 else text[0] + "0 .5z"


def _tenths(n: int) -> str:
    whole, rest = divmod(abs(n), 10)
    text = f"{whole or ''}.{rest}" if rest else str(whole)
    return f"-{text}" if n < 0 else text
