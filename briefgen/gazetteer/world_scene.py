"""What a locator map shows. In: a key of `scene_key`. Out: a `Scene`: the view, the regions in it, water, towns.

Three kinds of map. `close`: a division with its neighbours. `home`: the countries in question, with the named regions in them.
`inset`: where a region lies in the one that contains it.
"""

from __future__ import annotations

import math
import zlib
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from briefgen.gazetteer.packaged import packaged
from briefgen.gazetteer.world import world
from briefgen.gazetteer.world_file import LEVEL_STEPS, Town, Water, unpack_arcs
from briefgen.gazetteer.world_shapes import COARSEST, TURN, atlas
from briefgen.model.map import EARTH_KM, GRID, Area, Mark, Scene, View, packed as run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.gazetteer.world_shapes import Atlas, Box, Point

WIDTH, INSET = 640, 200
SMALLEST_KM = 36  # No map is closer than this from edge to edge: the outlines are not finer.
GENERIC = (" Autonomous Okrug", " Autonomous Oblast", " Oblast", " Krai", " Region", " Province", " County", " Governorate", " Department", " District",
           " Prefecture", " Division", " Republic", " Municipality", " Voivodeship")
TOWNS = 26


class Wanted(NamedTuple):
    """A key, read."""

    kind: str
    homes: tuple[str, ...]
    subjects: tuple[str, ...]
    contested: tuple[str, ...]


def scene_key(kind: str, homes: Iterable[str], subjects: Iterable[str], contested: Iterable[str] = ()) -> str:
    """The key of a map: its kind, the countries in question, the named regions, the regions to hatch (packaged ids)."""
    return "/".join((kind, *("+".join(ids) for ids in (homes, subjects, contested))))


def drawable(region: str) -> bool:
    """Whether the packaged world has a shape for a region."""
    found = world().regions.get(region)
    return found is not None and bool(found.shape)


def country(region: str) -> str:
    """The country that a packaged region is or is part of; empty where it is part of none."""
    regions = world().regions
    step = region
    while step and regions[step].kind != "country":
        step = regions[step].parent
    return step


def scene(key: str) -> Scene:
    """The geometry of the map with `key`. KeyError where the key names what is not there: a bug."""
    kind, *parts = key.split("/")
    wanted = Wanted(kind, *(tuple(part.split("+")) if part else () for part in parts))
    shapes = atlas()
    subject_cells = {region: shapes.shapes[world().regions[region].shape] for region in wanted.subjects}
    home_cells = {cell for home in wanted.homes for cell in shapes.shapes[world().regions[home].shape]}
    view = _view(wanted, shapes, subject_cells, home_cells)
    return _Cut(wanted, shapes, view, home_cells).scene(subject_cells)


# -- where to look -----------------------------------------------------------------------------------------------------


def _view(wanted: Wanted, shapes: Atlas, subject_cells: dict[str, tuple[int, ...]], home_cells: set[int]) -> View:
    named = {cell for cells in subject_cells.values() for cell in cells}
    if wanted.kind == "close":
        points = _main(shapes, named)
        return _fit(points, WIDTH, (360, 460), 0.2)
    if wanted.kind == "inset":
        return _fit(_main(shapes, home_cells) + _main(shapes, named), INSET, (90, 200), 0.02)
    return _fit(_framed(wanted, shapes, subject_cells), WIDTH, (340, 520), 0.03)


def _framed(wanted: Wanted, shapes: Atlas, subject_cells: dict[str, tuple[int, ...]]) -> list[Point]:
    """What a map of countries makes room for: each of them but those that would dwarf the smallest, and every named part of one."""
    regions = world().regions
    mains = {home: _main(shapes, shapes.shapes[regions[home].shape]) for home in wanted.homes}
    reach = {home: _reach(points) for home, points in mains.items()}
    points = [point for home, main in mains.items() if reach[home] <= 3 * min(reach.values()) for point in main]
    for region, cells in subject_cells.items():
        if region not in mains:
            points += _main(shapes, cells)
    return points


def _reach(points: list[Point]) -> float:
    """How far points lie from their middle at most, in radii of the Earth."""
    longitude, latitude = _centre(points)
    flat = View(round(longitude * 1e6), round(latitude * 1e6), 1_000_000, 0, 0, 0, 0)
    return max(math.hypot(x, y) for x, y in flat.project(points)) / 1000


def _main(shapes: Atlas, cells: Iterable[int]) -> list[Point]:
    """The points of the main part of a region: its largest ring, and those that do not lie far away from what is in already."""
    rings = [shapes.points(ring, COARSEST) for ring in shapes.outline(sorted(cells))]
    sized = sorted(((_size(ring), ring) for ring in rings), key=lambda pair: -pair[0])
    total = sum(size for size, _ in sized)
    if not sized:
        return []
    middle = _centre(sized[0][1])
    flat = View(round(middle[0] * 1e6), round(middle[1] * 1e6), 1_000_000, 0, 0, 0, 0)
    points, kept = list(sized[0][1]), sized[0][0]
    x0, y0, x1, y1 = _bounds(flat.project(points))
    for size, ring in sized[1:]:
        a0, b0, a1, b1 = _bounds(flat.project(ring))
        apart = math.hypot(max(0, x0 - a1, a0 - x1), max(0, y0 - b1, b0 - y1))
        if apart <= 0.15 * math.hypot(x1 - x0, y1 - y0):
            points += ring
            kept += size
            x0, y0, x1, y1 = min(x0, a0), min(y0, b0), max(x1, a1), max(y1, b1)
    return points if kept >= 0.7 * total else [point for ring in rings for point in ring]


def _size(ring: Sequence[Point]) -> float:
    return abs(sum((b[0] - a[0]) * (math.sin(math.radians(a[1] / GRID)) + math.sin(math.radians(b[1] / GRID)))
                   for a, b in zip(ring, ring[1:], strict=False)))


def _centre(points: Iterable[Point]) -> tuple[float, float]:
    """The middle (degrees) of points on the sphere: the direction of their mean."""
    x = y = z = 0.0
    for lon, lat in points:
        lam, phi = math.radians(lon / GRID), math.radians(lat / GRID)
        x, y, z = x + math.cos(phi) * math.cos(lam), y + math.cos(phi) * math.sin(lam), z + math.sin(phi)
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def _bounds(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _fit(points: list[Point], width: int, heights: tuple[int, int], margin: float) -> View:
    """The view with `points` in its middle, a share of their extent around them; its height follows their form within limits."""
    longitude, latitude = _centre(points)
    view = View(0, 0, 0, 0, 0, 0, 0)
    for _ in range(3):  # The middle of the extent moves as the projection's does; it settles at once.
        view = View(round(longitude * 1e6), round(latitude * 1e6), 1_000_000_000, 0, 0, 0, 0)
        x0, y0, x1, y1 = _bounds(view.project(points))
        middle = view.locate((x0 + x1) / 2, (y0 + y1) / 2)
        longitude, latitude = middle or (longitude, latitude)
    x0, y0, x1, y1 = _bounds(view.project(points))
    least = SMALLEST_KM / EARTH_KM * 1e6
    around = margin * max(x1 - x0, y1 - y0) * 2
    wide, high = max(x1 - x0 + around, least), max(y1 - y0 + around, least * heights[0] / width)
    height = round(min(max(width * high / wide, heights[0]), heights[1]))
    scale = min(width / wide, height / high)
    return View(view.longitude, view.latitude, round(scale * 1e9), round(width * 500 - scale * 1000 * (x0 + x1) / 2),
                round(height * 500 - scale * 1000 * (y0 + y1) / 2), width, height)


# -- what is there -----------------------------------------------------------------------------------------------------


class _Cut:
    """The part of the world in a view."""

    def __init__(self, wanted: Wanted, shapes: Atlas, view: View, home_cells: set[int]) -> None:
        self.wanted, self.shapes, self.view, self.home_cells = wanted, shapes, view, home_cells
        self.box = _box(view)
        self.step = 1000 / view.scale * 180 / math.pi * GRID  # Grid steps to a pixel.
        self.level = max(level for level, steps in enumerate(LEVEL_STEPS) if steps <= max(self.step, LEVEL_STEPS[0]))
        self.numbers: dict[int, int] = {}
        self.arcs: list[tuple[int, ...]] = []

    def scene(self, subject_cells: dict[str, tuple[int, ...]]) -> Scene:
        regions = world().regions
        homes, near = self._areas()
        areas = [self._area(region, cells, "home") for region, cells in homes.items()]
        if self.wanted.kind != "inset":
            areas += [self._area(region, cells, "near") for region, cells in near.items()]
        outlines = tuple(self._area(home, self.shapes.shapes[regions[home].shape], "outline") for home in self.wanted.homes)
        subjects = tuple(self._area(region, cells, "subject") for region, cells in subject_cells.items())
        contested = tuple(self._area(region, self.shapes.shapes[regions[region].shape], "contested") for region in self.wanted.contested
                          if self._seen(self.shapes.shapes[regions[region].shape]))
        plain = self.wanted.kind == "inset"
        named = {cell for cells in subject_cells.values() for cell in cells}
        return Scene(self.wanted.kind, self.view, tuple(self.arcs), outlines, tuple(a for a in areas if a.rings), subjects, contested,
                     () if plain else self._lakes(), () if plain else self._rivers(), () if plain else (*self._towns(named), *self._waters()))

    def _areas(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """The cells in view: those of the countries in question by division, the others by country."""
        homes: dict[str, list[int]] = {}
        near: dict[str, list[int]] = {}
        rank = self._rank()
        for block in self.shapes.blocks:
            if not self._meets(block.box):
                continue
            for cell in range(block.first_cell, block.first_cell + block.cells):
                if cell in self.home_cells:
                    homes.setdefault(self._group(self.shapes.cells[cell], rank), []).append(cell)
                else:
                    near.setdefault(self._country(self.shapes.cells[cell]), []).append(cell)
        return homes, near

    def _rank(self) -> frozenset[str]:
        """The parents whose children are told apart: the countries in question, and what contains a named subdivision."""
        regions = world().regions
        return frozenset((*self.wanted.homes, *(regions[region].parent for region in (*self.wanted.subjects, *self.wanted.contested))))

    def _group(self, region: str, parents: frozenset[str]) -> str:
        regions = world().regions
        step = region
        while regions[step].parent and regions[step].parent not in parents:
            step = regions[step].parent
        return step if regions[step].parent and step not in self.wanted.homes else region

    def _country(self, region: str) -> str:
        regions = world().regions
        while regions[region].kind not in ("country", "area") and regions[region].parent:
            region = regions[region].parent
        if regions[region].kind == "area" and regions[regions[region].parent].kind == "country":
            return regions[region].parent
        return region

    def _area(self, region: str, cells: Iterable[int], role: str) -> Area:
        found = world().regions[region]
        rings = tuple(ring for arcs in self.shapes.outline(sorted(cells)) if (ring := self._ring(arcs)))
        label = next((found.name.removesuffix(word) for word in GENERIC if found.name.endswith(word) and found.kind != "country"), found.name)
        return Area(region, found.name, label, role, rings)

    def _ring(self, arcs: list[int]) -> tuple[int, ...]:
        """A ring in the scene's own arc numbers; empty where it lies out of view. Arcs out of view keep their coarsest form."""
        boxes = [self._arc_box(arc) for arc in arcs]
        if not self._meets(_joined(boxes)):
            return ()
        return tuple(self._number(arc, box) for arc, box in zip(arcs, boxes, strict=True))

    def _arc_box(self, arc: int) -> Box:
        points = self.shapes.arc(arc, COARSEST)
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return min(xs), min(ys), max(xs), max(ys)

    def _number(self, arc: int, box: Box) -> int:
        forward = arc if arc >= 0 else ~arc
        if forward not in self.numbers:
            self.numbers[forward] = len(self.arcs)
            self.arcs.append(run(self.shapes.arc(forward, self.level if self._meets(box) else COARSEST)))
        return self.numbers[forward] if arc >= 0 else ~self.numbers[forward]

    def _seen(self, cells: Iterable[int]) -> bool:
        return any(self._meets(self.shapes.cell(cell)[1]) for cell in cells)

    def _meets(self, box: Box) -> bool:
        """Whether a box touches the view's, whatever turn of the Earth its longitudes are counted on."""
        west, south, east, north = self.box
        if box[3] < south or box[1] > north:
            return False
        if box[2] - box[0] >= TURN:
            return True
        shift = math.ceil((west - box[2]) / TURN) * TURN
        return box[0] + shift <= east

    def _inside(self, x: int, y: int) -> bool:
        (px, py), = self.view.project([(x, y)])
        return 0 <= px <= self.view.width and 0 <= py <= self.view.height

    # -- water and towns -----------------------------------------------------------------------------------------------

    def _lakes(self) -> tuple[tuple[int, ...], ...]:
        return tuple(run(ring) for ring, box in _lakes(self.level > 1) if self._wide(box, 4) and self._meets(box))

    def _rivers(self) -> tuple[tuple[int, ...], ...]:
        return tuple(run(line) for line, box in _rivers() if self._wide(box, 60) and self._meets(box))

    def _wide(self, box: Box, pixels: int) -> bool:
        """Whether a box is so many pixels wide or high."""
        shrink = math.cos(math.radians((box[1] + box[3]) / 2 / GRID))
        return max((box[2] - box[0]) * shrink, box[3] - box[1]) >= pixels * self.step

    def _towns(self, named: set[int]) -> Iterator[Mark]:
        """Towns in the countries in question, the capital first, then by size; in a close map the named region's come first."""
        found: list[tuple[tuple[bool, bool, int], Town]] = []
        first = {block.first_cell for block in self.shapes.blocks for cell in (block.first_cell,) if self._meets(block.box)}
        for block in self.shapes.blocks:
            if block.first_cell in first and any(cell in self.home_cells or cell in named for cell in range(block.first_cell, block.first_cell + block.cells)):
                for town in self.shapes.towns(block):
                    if (town.cell in self.home_cells or town.cell in named) and self._inside(town.x, town.y):
                        inner = self.wanted.kind == "close" and town.cell in named
                        found.append(((not town.capital, not inner, -town.thousands), town))
        found.sort(key=lambda pair: (pair[0], pair[1].name))
        for _, town in found[:TOWNS]:
            yield Mark(town.name, town.x, town.y, "capital" if town.capital else "town", 1 if town.thousands > 500 else 2, town.cell in named)

    def _waters(self) -> Iterator[Mark]:
        step = 1000 / self.view.scale * EARTH_KM  # Kilometres to a pixel.
        for name, x, y, kilometres in _waters():
            if self._inside(x, y) and 60 * step < kilometres < 2600 * step:
                yield Mark(name, x, y, "water", 1 if kilometres > 220 * step else 2)


def _box(view: View) -> Box:
    """The longitudes and latitudes of a view; all the way round where a pole is in it or it reaches beyond the rim."""
    steps = 24
    edge = [view.locate(view.width * i / steps, y) for i in range(steps + 1) for y in (0, view.height)]
    edge += [view.locate(x, view.height * i / steps) for i in range(steps + 1) for x in (0, view.width)]
    seen = [point for point in edge if point is not None]
    xs, ys = [x for x, _ in seen], [y for _, y in seen]
    south, north = min(ys), max(ys)
    for pole in (-90, 90):
        (x, y), = view.project([(0, pole * GRID)])
        if len(seen) < len(edge) or (0 <= x <= view.width and 0 <= y <= view.height and abs(view.latitude / 1e6 - pole) < 100):
            if len(seen) < len(edge):
                return -180 * GRID, -90 * GRID, 180 * GRID, 90 * GRID
            return -180 * GRID, round(min(south, pole) * GRID), 180 * GRID, round(max(north, pole) * GRID)
    return round(min(xs) * GRID), round(south * GRID), round(max(xs) * GRID), round(north * GRID)


def _joined(boxes: Sequence[Box]) -> Box:
    """The box of a ring's arcs, each moved to the turn of the first."""
    west, south, east, north = boxes[0]
    for box in boxes[1:]:
        shift = round(((west + east) - (box[0] + box[2])) / 2 / TURN) * TURN
        west, east = min(west, box[0] + shift), max(east, box[2] + shift)
        south, north = min(south, box[1]), max(north, box[3])
    return west, south, east, north


@cache
def _water() -> Water:
    return msgspec.msgpack.decode(zlib.decompress(packaged("world_water.bin")), type=Water)


@cache
def _lakes(coarse: bool) -> list[tuple[list[Point], Box]]:
    return _boxed(unpack_arcs(_water().coarse_lakes if coarse else _water().lakes))


@cache
def _rivers() -> list[tuple[list[Point], Box]]:
    return _boxed(unpack_arcs(_water().rivers))


def _boxed(lines: list[list[Point]]) -> list[tuple[list[Point], Box]]:
    return [(line, (min(x for x, _ in line), min(y for _, y in line), max(x for x, _ in line), max(y for _, y in line))) for line in lines]


@cache
def _waters() -> list[tuple[str, int, int, int]]:
    """Seas, gulfs, straits and lakes: name, place on the grid, how many kilometres they reach."""
    found = []
    for line in packaged("world_waters.txt").decode().splitlines():
        if line and not line.startswith("#"):
            name, latitude, longitude, reach = (part.strip() for part in line.split("|"))
            found.append((name, round(float(longitude) * GRID), round(float(latitude) * GRID), int(reach)))
    return found
