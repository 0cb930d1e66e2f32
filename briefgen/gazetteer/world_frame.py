"""How a locator map looks at the Earth. In: what it is to show. Out: a `View`: its middle, scale and size."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.gazetteer.world import world
from briefgen.gazetteer.world_shapes import COARSEST, atlas, span
from briefgen.model.map import EARTH_KM, GRID, View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.gazetteer.world_file import Town
    from briefgen.gazetteer.world_shapes import Atlas, Point

Extent = tuple[float, float, float, float]
WIDTH: Final = 640
INSET: Final = 200
# No map is closer than this from edge to edge: the outlines are not finer.
SMALLEST_KM: Final = 36
# The rings that frame a map make up so much of a region's land.
MOST_LAND: Final = 0.8
# Below this extent (degrees) a map is framed by the finest outline.
SMALL_DEGREES: Final = 6
# A country that reaches so many times as far as the smallest in question is not fitted into the map.
DWARFS: Final = 5
# In the units of `_size`: some 4,000 square kilometres.
OCEAN_STATE: Final = 1500


class Wanted(NamedTuple):
    """What a map is to show: its kind, the countries in question, the named regions, those to hatch."""

    kind: str
    homes: tuple[str, ...]
    subjects: tuple[str, ...]
    contested: tuple[str, ...]


def view(wanted: Wanted, shapes: Atlas, subject_cells: dict[str, tuple[int, ...]], home_cells: set[int]) -> View:
    """The view of a map: a close one of its subjects, an inset of the country, or one of the countries in question.

    Maps of the same countries have the same view wherever the named regions lie in it.
    """
    named = {cell for cells in subject_cells.values() for cell in cells}
    if wanted.kind == "close":
        points = _main(shapes, named)
        return _fit(points, WIDTH, (360, 460), 0.2)
    if wanted.kind == "inset":
        return _fit(_main(shapes, home_cells) + _main(shapes, named), INSET, (90, 200), 0.02)
    whole = _whole(wanted.homes)
    named_points = [point for region, cells in subject_cells.items() if region not in wanted.homes for point in _main(shapes, cells)]
    if all(0 <= x <= whole.width and 0 <= y <= whole.height for x, y in whole.project(named_points)):
        return whole
    return _fit([*_countries(wanted.homes), *named_points], WIDTH, (340, 520), 0.03)


@lru_cache(maxsize=64)
def _whole(homes: tuple[str, ...]) -> View:
    return _fit(list(_countries(homes)), WIDTH, (340, 520), 0.03)


@lru_cache(maxsize=64)
def _countries(homes: tuple[str, ...]) -> tuple[Point, ...]:
    """What a map of countries makes room for: each of them but those that would dwarf the smallest, and their capitals."""
    shapes, regions = atlas(), world().regions
    mains = {home: _main(shapes, shapes.shapes[regions[home].shape]) for home in homes}
    reach = {home: _reach(points) for home, points in mains.items()}
    framed = [home for home in mains if reach[home] <= DWARFS * min(reach.values())]
    capitals = ((town.x, town.y) for home in framed for town in _capital(shapes, home))
    return (*(point for home in framed for point in mains[home]), *capitals)


def _capital(shapes: Atlas, home: str) -> Iterator[Town]:
    """A country's capital, which its map shows even where it lies on an island of its own."""
    code = world().regions[home].code
    yield from (town for block in shapes.blocks if block.country == code for town in shapes.towns(block)[:1] if town.capital)


def _reach(points: list[Point]) -> float:
    """How far points lie from their middle at most, in radii of the Earth."""
    longitude, latitude = _centre(points)
    flat = View(round(longitude * 1e6), round(latitude * 1e6), 1_000_000, 0, 0, 0, 0)
    return max(math.hypot(x, y) for x, y in flat.project(points)) / 1000


def _main(shapes: Atlas, cells: Iterable[int]) -> list[Point]:
    """The points of the main part of a region: the largest rings that make up most of its land, and what lies near them.

    All of it where that main part is a fraction of its extent and its land is little: an ocean state.
    """
    outline = shapes.outline(sorted(cells))
    if not outline:
        return []
    rings = [shapes.points(ring, COARSEST) for ring in outline]
    if span(rings) < SMALL_DEGREES:
        rings = [shapes.points(ring, 0) for ring in outline]
    sized = sorted(((_size(ring), ring) for ring in rings), key=lambda pair: -pair[0])
    total = sum(size for size, _ in sized)
    longitude, latitude = _centre(sized[0][1])
    flat = View(round(longitude * 1e6), round(latitude * 1e6), 1_000_000_000, 0, 0, 0, 0)
    boxed = [(size, ring, _bounds(flat.project(ring))) for size, ring in sized]
    core, kept = boxed[0][2], 0.0
    for size, _, box in boxed:
        if kept < MOST_LAND * total:
            core, kept = _around(core, box), kept + size
    reach = 0.15 * _across(core)
    inner = [(ring, box) for _, ring, box in boxed
             if math.hypot(max(0, core[0] - box[2], box[0] - core[2]), max(0, core[1] - box[3], box[1] - core[3])) <= reach
             and _extent(_around(core, box)) <= 1.3 * _extent(core)]
    whole = inside = core
    for _, _, box in boxed:
        whole = _around(whole, box)
    for _, box in inner:
        inside = _around(inside, box)
    ocean = total < OCEAN_STATE and _across(whole) > 4 * _across(inside)
    return [point for ring in rings for point in ring] if ocean else [point for ring, _ in inner for point in ring]


def _across(box: Extent) -> float:
    return math.hypot(box[2] - box[0], box[3] - box[1])


def _extent(box: Extent) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _around(a: Extent, b: Extent) -> Extent:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _size(ring: Sequence[Point]) -> float:
    return abs(sum((b[0] - a[0]) * (math.sin(math.radians(a[1] / GRID)) + math.sin(math.radians(b[1] / GRID)))
                   for a, b in pairwise(ring)))


def _centre(points: Iterable[Point]) -> tuple[float, float]:
    """The middle (degrees) of points on the sphere: the direction of their mean."""
    x = y = z = 0.0
    for lon, lat in points:
        lam, phi = math.radians(lon / GRID), math.radians(lat / GRID)
        x, y, z = x + math.cos(phi) * math.cos(lam), y + math.cos(phi) * math.sin(lam), z + math.sin(phi)
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def _bounds(points: Sequence[tuple[float, float]]) -> Extent:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _fit(points: list[Point], width: int, heights: tuple[int, int], margin: float) -> View:
    """The view with `points` in its middle, a share of their extent around them; its height follows their form within limits."""
    longitude, latitude = _centre(points)
    seen = View(0, 0, 0, 0, 0, 0, 0)
    for _ in range(3):  # The middle of the extent moves as the projection's does; it settles at once.
        seen = View(round(longitude * 1e6), round(latitude * 1e6), 1_000_000_000, 0, 0, 0, 0)
        x0, y0, x1, y1 = _bounds(seen.project(points))
        middle = seen.locate((x0 + x1) / 2, (y0 + y1) / 2)
        longitude, latitude = middle or (longitude, latitude)
    x0, y0, x1, y1 = _bounds(seen.project(points))
    least = SMALLEST_KM / EARTH_KM * 1e6
    around = margin * max(x1 - x0, y1 - y0) * 2
    wide, high = max(x1 - x0 + around, least), max(y1 - y0 + around, least * heights[0] / width)
    height = round(min(max(width * high / wide, heights[0]), heights[1]))
    scale = min(width / wide, height / high)
    return View(seen.longitude, seen.latitude, round(scale * 1e9), round(width * 500 - scale * 1000 * (x0 + x1) / 2),
                round(height * 500 - scale * 1000 * (y0 + y1) / 2), width, height)
