"""What a locator map shows. In: a key of `scene_key`. Out: a `Scene`: the view, the regions in it, water, towns.

Three kinds of map. `close`: a division with its neighbours. `home`: the countries in question, with the named regions in them.
`inset`: where a region lies in the one that contains it.
"""

from __future__ import annotations

import math
import zlib
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec

from briefgen.gazetteer import world_frame as frame
from briefgen.gazetteer.packaged import packaged
from briefgen.gazetteer.world import world
from briefgen.gazetteer.world_file import LEVEL_STEPS, Town, Water, unpack_arcs
from briefgen.gazetteer.world_shapes import COARSEST, TURN, atlas
from briefgen.model.map import EARTH_KM, GRID, Area, Mark, Scene, View
from briefgen.model.map import packed as run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.gazetteer.world_shapes import Box, Point

GENERIC = (" Autonomous Okrug", " Autonomous Oblast", " Oblast", " Krai", " Region", " Province", " County", " Governorate", " Department",
           " District", " Prefecture", " Division", " Republic", " Municipality", " Voivodeship", " область", " край", " вобласць")
TOWNS = 26


def scene_key(kind: str, homes: Iterable[str], subjects: Iterable[str], contested: Iterable[str] = (), language: str = "en") -> str:
    """The key of a map: its kind, the countries in question, the named regions, the regions to hatch (packaged ids); whose names it bears."""
    spoken = language.lower().partition("-")[0]
    return "/".join((kind if spoken == "en" else f"{kind}.{spoken}", *("+".join(ids) for ids in (homes, subjects, contested))))


def drawable(region: str) -> bool:
    """Whether the packaged world has a shape for a region."""
    found = world().regions.get(region)
    return found is not None and bool(found.shape)


def country(region: str) -> str:
    """The country that a packaged region is or is part of; empty where it is part of none."""
    regions = world().regions
    step = region
    while step in regions and regions[step].kind != "country":
        step = regions[step].parent
    return step


def scene(key: str) -> Scene:
    """The geometry of the map with `key`. KeyError where the key names what is not there: a bug."""
    first, *parts = key.split("/")
    kind, _, language = first.partition(".")
    wanted = frame.Wanted(kind, *(tuple(part.split("+")) if part else () for part in parts))
    shapes = atlas()
    subject_cells = {region: shapes.shapes[world().regions[region].shape] for region in wanted.subjects}
    home_cells = {cell for home in wanted.homes for cell in shapes.shapes[world().regions[home].shape]}
    view = frame.view(wanted, shapes, subject_cells, home_cells)
    regions = world().regions
    parents = {*wanted.homes, *(regions[region].parent for region in (*wanted.subjects, *wanted.contested))}
    return _ground(wanted.kind, wanted.homes, tuple(sorted(parents)), view, language).scene(wanted, subject_cells)


# -- what is there -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _ground(kind: str, homes: tuple[str, ...], parents: tuple[str, ...], view: View, language: str) -> _Ground:
    """What maps of the same countries have in common, made once."""
    return _Ground(kind, homes, frozenset(parents), view, language)


class _Book:
    """The arcs of a scene, numbered as they are met."""

    def __init__(self, numbers: dict[int, int], arcs: list[tuple[int, ...]]) -> None:
        self.numbers, self.arcs = numbers, arcs


class _Ground:
    """The part of the world in a view: countries, divisions, water. `parents` are those whose children are told apart."""

    def __init__(self, kind: str, homes: tuple[str, ...], parents: frozenset[str], view: View, language: str) -> None:
        self.names = world().names_in(language) if language else {}
        self.kind, self.homes, self.parents, self.view, self.shapes = kind, homes, parents, view, atlas()
        regions = world().regions
        self.home_cells = {cell for home in homes for cell in self.shapes.shapes[regions[home].shape]}
        self.box = _box(view)
        self.step = 1000 / view.scale * 180 / math.pi * GRID  # Grid steps to a pixel.
        self.level = max(level for level, steps in enumerate(LEVEL_STEPS) if steps <= max(self.step, LEVEL_STEPS[0]))
        self.book = _Book({}, [])
        plain = kind == "inset"
        inside, near = self._areas()
        areas = [self._area(region, cells, "home", self.book) for region, cells in inside.items()]
        areas += [] if plain else [self._area(region, cells, "near", self.book) for region, cells in near.items()]
        self.areas = tuple(area for area in areas if area.rings)
        self.outlines = tuple(self._area(home, self.shapes.shapes[regions[home].shape], "outline", self.book) for home in homes)
        self.lakes, self.rivers = ((), ()) if plain else (self._lakes(), self._rivers())
        self.waters = () if plain else tuple(self._waters())

    def scene(self, wanted: frame.Wanted, subject_cells: dict[str, tuple[int, ...]]) -> Scene:
        """The scene of one map: its regions over this ground."""
        regions, book = world().regions, _Book(dict(self.book.numbers), list(self.book.arcs))
        subjects = tuple(self._area(region, cells, "subject", book) for region, cells in subject_cells.items())
        contested = tuple(self._area(region, self.shapes.shapes[regions[region].shape], "contested", book) for region in wanted.contested
                          if self._seen(self.shapes.shapes[regions[region].shape]))
        named = {cell for cells in subject_cells.values() for cell in cells}
        marks = () if self.kind == "inset" else (*self._towns(named), *self.waters)
        return Scene(self.kind, self.view, tuple(book.arcs), self.outlines, self.areas, subjects, contested, self.lakes, self.rivers, marks)

    def _areas(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """The cells in view: those of the countries in question by division, the others by country."""
        homes: dict[str, list[int]] = {}
        near: dict[str, list[int]] = {}
        for block in self.shapes.blocks:
            if not self._meets(block.box):
                continue
            for cell in range(block.first_cell, block.first_cell + block.cells):
                if cell in self.home_cells:
                    homes.setdefault(self._group(self.shapes.cells[cell]), []).append(cell)
                else:
                    near.setdefault(self._country(self.shapes.cells[cell]), []).append(cell)
        return homes, near

    def _group(self, region: str) -> str:
        regions = world().regions
        step = region
        while regions[step].parent and regions[step].parent not in self.parents:
            step = regions[step].parent
        return step if regions[step].parent and step not in self.homes else region

    def _country(self, region: str) -> str:
        regions = world().regions
        while regions[region].kind not in ("country", "area") and regions[region].parent:
            region = regions[region].parent
        if regions[region].kind == "area" and regions[regions[region].parent].kind == "country":
            return regions[region].parent
        return region

    def _area(self, region: str, cells: Iterable[int], role: str, book: _Book) -> Area:
        found = world().regions[region]
        rings = tuple(ring for arcs in self.shapes.outline(sorted(cells)) if (ring := self._ring(arcs, book)))
        name = self.names.get(region, found.name)
        label = next((name.removesuffix(word) for word in GENERIC if name.endswith(word) and found.kind != "country"), name)
        return Area(region, name, label, role, rings)

    def _ring(self, arcs: list[int], book: _Book) -> tuple[int, ...]:
        """A ring in the scene's own arc numbers; empty where it lies out of view. Arcs out of view keep their coarsest form."""
        boxes = [self._arc_box(arc) for arc in arcs]
        if not self._meets(_joined(boxes)):
            return ()
        return tuple(self._number(arc, box, book) for arc, box in zip(arcs, boxes, strict=True))

    def _arc_box(self, arc: int) -> Box:
        points = self.shapes.arc(arc, COARSEST)
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return min(xs), min(ys), max(xs), max(ys)

    def _number(self, arc: int, box: Box, book: _Book) -> int:
        forward = arc if arc >= 0 else ~arc
        if forward not in book.numbers:
            book.numbers[forward] = len(book.arcs)
            book.arcs.append(run(self.shapes.arc(forward, self.level if self._meets(box) else COARSEST)))
        return book.numbers[forward] if arc >= 0 else ~book.numbers[forward]

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
        return tuple(run(ring) for ring, box in _lakes(self.level > 1) if self._wide(box, 7) and self._meets(box))

    def _rivers(self) -> tuple[tuple[int, ...], ...]:
        return tuple(run(line) for line, box in _rivers() if self._wide(box, 60) and self._meets(box))

    def _wide(self, box: Box, pixels: int) -> bool:
        """Whether a box is so many pixels wide or high."""
        shrink = math.cos(math.radians((box[1] + box[3]) / 2 / GRID))
        return max((box[2] - box[0]) * shrink, box[3] - box[1]) >= pixels * self.step

    def _towns(self, named: set[int]) -> Iterator[Mark]:
        """Towns in the countries in question, the capital first, then by size; in a close map the named region's come first."""
        found: list[tuple[tuple[bool, bool, int], Town]] = []
        wanted = self.home_cells | named
        for block in self.shapes.blocks:
            if self._meets(block.box) and not wanted.isdisjoint(range(block.first_cell, block.first_cell + block.cells)):
                for town in self.shapes.towns(block):
                    if town.cell in wanted and self._inside(town.x, town.y):
                        inner = self.kind == "close" and town.cell in named
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
