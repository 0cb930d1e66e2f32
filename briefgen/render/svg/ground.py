"""What locator maps of the same countries have in common. In: the parts of a scene that they share. Out: `Ground`, drawn as fine as is asked.

A ground is projected once and keeps what it has drawn: a thousand briefs about one country draw its coast once.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.model.map import unpacked
from briefgen.render.svg import paths
from briefgen.render.svg.labels import within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.model.map import Area, Scene, View
    from briefgen.render.svg.paths import Spot

Runs = tuple[tuple[int, ...], ...]
# Square pixels: the smallest triangle that a line keeps, from the finest drawing to the coarsest.
TOLERANCES: Final = tuple(0.8 * 1.6**n for n in range(11))
# A map that has to be drawn coarser than this (square pixels) goes without rivers, and without lakes.
NO_RIVERS: Final = 6
NO_LAKES: Final = 20
# Below so many square pixels of land in all, islets are drawn as squares that are seen.
FAINT: Final = 400


def ground(scene: Scene) -> Ground:
    """The ground of a scene; the same one for every scene that shares it."""
    return _ground(scene.view, scene.kind == "inset", scene.arcs, scene.outlines, scene.areas, scene.lakes, scene.rivers)


@lru_cache(maxsize=48)
def _ground(view: View, inset: bool, arcs: Runs, outlines: tuple[Area, ...], areas: tuple[Area, ...], lakes: Runs, rivers: Runs) -> Ground:
    return Ground(view, inset, arcs, outlines, areas, lakes, rivers)


class Weighed(NamedTuple):
    """A line in pixels, and at which tolerance each of its points goes."""

    line: list[Spot]
    weights: list[float]

    def at(self, tolerance: float) -> list[Spot]:
        """The points that stay."""
        return [spot for spot, weight in zip(self.line, self.weights, strict=True) if weight >= tolerance]


class Ground:
    """The lines of a scene in pixels."""

    def __init__(
        self, view: View, inset: bool, arcs: Runs, outlines: tuple[Area, ...], areas: tuple[Area, ...], lakes: Runs, rivers: Runs,
    ) -> None:
        self.view, self.inset, self.outlines, self.areas = view, inset, outlines, areas
        self.wide, self.high = view.width, view.height
        self.arcs, self.lakes, self.rivers = ([self._weighed(run) for run in runs] for runs in (arcs, lakes, rivers))
        roles: dict[int, list[str]] = {}
        for area in areas:
            for ring in area.rings:
                for arc in ring:
                    roles.setdefault(arc if arc >= 0 else ~arc, []).append(area.role)
        self.near = {arc for arc, by in roles.items() if set(by) == {"near"}}
        self.parts = sorted(arc for arc, by in roles.items() if by.count("home") == 2)
        self.others = sorted(arc for arc, by in roles.items() if by == ["near", "near"])
        self._levels: dict[int, Level] = {}

    def _weighed(self, run: tuple[int, ...]) -> Weighed:
        line = self.view.project(unpacked(run))
        return Weighed(line, paths.weights(line))

    def at(self, step: int) -> Level:
        """The ground at a step of `TOLERANCES`."""
        if step not in self._levels:
            self._levels[step] = Level(self, TOLERANCES[step])
        return self._levels[step]


class Level:
    """A ground at one tolerance: its shapes as path data, each made when it is asked for."""

    def __init__(self, of: Ground, tolerance: float) -> None:
        self.ground, self.tolerance, self.wide, self.high = of, tolerance, of.wide, of.high
        self.least = 3 + 2 * tolerance
        self.arcs = [arc.at(tolerance * (3 if i in of.near else 1)) for i, arc in enumerate(of.arcs)]
        self._cut: dict[tuple[str, str], list[list[Spot]]] = {}
        self._spots: dict[tuple[str, str, float], list[tuple[float, float, float]]] = {}

    def ring(self, numbers: Iterable[int]) -> list[Spot]:
        """A ring of arcs, open."""
        found: list[Spot] = []
        for number in numbers:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            found += arc[1:] if found else arc
        return found[:-1] if len(found) > 1 and found[0] == found[-1] else found

    def rings(self, areas: Iterable[Area], least: float) -> Iterator[list[Spot]]:
        """The rings of areas in the picture that are no smaller than `least` square pixels; of an ocean state, the others as squares."""
        for area in areas:
            cut = [ring for numbers in area.rings if (ring := paths.clipped(self.ring(numbers), self.wide, self.high))]
            sized = [ring for ring in cut if len(ring) > 2 and paths.area(ring) >= least]
            yield from sized
            if area.role != "near" and sum(paths.area(ring) for ring in sized) < FAINT:
                yield from (paths.islet(ring) for ring in cut if paths.area(ring) < least)

    def shape(self, areas: Iterable[Area], least: float) -> str:
        """Areas as path data."""
        return "".join(paths.data(ring, close=True) for ring in self.rings(areas, least))

    def _lines(self, wanted: Iterable[int]) -> str:
        return "".join(paths.data(piece, close=False) for i in wanted for piece in paths.pieces(self.arcs[i], self.wide, self.high))

    @cached_property
    def outline(self) -> str:
        """The countries in question."""
        return self.shape(self.ground.outlines, self.least)

    @cached_property
    def near(self) -> str:
        """The other countries."""
        return "" if self.ground.inset else self.shape((area for area in self.ground.areas if area.role == "near"), 4 * self.least)

    @cached_property
    def parts(self) -> str:
        """Borders between the parts of a country in question."""
        return "" if self.ground.inset else self._lines(self.ground.parts)

    @cached_property
    def others(self) -> str:
        """Borders between other countries."""
        return self._lines(self.ground.others)

    @cached_property
    def lakes(self) -> str:
        """Lakes as areas."""
        if self.tolerance > NO_LAKES:
            return ""
        rings = (paths.clipped(lake.at(max(1.5, self.tolerance)), self.wide, self.high) for lake in self.ground.lakes)
        return "".join(paths.data(ring, close=True) for ring in rings if len(ring) > 2 and paths.area(ring) >= 8 + self.tolerance * 2)

    @cached_property
    def rivers(self) -> str:
        """Rivers as lines."""
        if self.tolerance > NO_RIVERS:
            return ""
        lines = (river.at(max(2.0, 1.5 * self.tolerance)) for river in self.ground.rivers)
        return "".join(paths.data(piece, close=False) for line in lines for piece in paths.pieces(line, self.wide, self.high))

    @cached_property
    def size(self) -> int:
        """How many characters all of that takes."""
        return sum(map(len, (self.outline, self.near, self.parts, self.others, self.lakes, self.rivers)))

    def inside(self, area: Area) -> list[list[Spot]]:
        """The rings of an area, cut at the picture's edge."""
        key = area.role, area.id
        if key not in self._cut:
            self._cut[key] = [ring for numbers in area.rings if len(ring := paths.clipped(self.ring(numbers), self.wide, self.high, 0)) > 2]
        return self._cut[key]

    def room(self, area: Area, size: float) -> list[tuple[float, float, float]]:
        """Where a name of that size has room in an area (`labels.within`)."""
        key = area.role, area.id, size
        if key not in self._spots:
            self._spots[key] = within(self.inside(area), self.wide, self.high, size)
        return self._spots[key]
