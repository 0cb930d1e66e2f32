"""Locator maps. In: a scene's geometry and a view's words. Out: SVG. They say where, never who holds what: no front line is drawn.

Shapes carry the light theme's colours as attributes, so that feeds, mail and PDF show them; the page's CSS stands over those.
"""

from __future__ import annotations

from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, Final

from markupsafe import escape

from briefgen.model.map import EARTH_KM, Scene
from briefgen.model.record import decode
from briefgen.render.svg import locator_style as style
from briefgen.render.svg import paths
from briefgen.render.svg.ground import TOLERANCES, ground
from briefgen.render.svg.labels import Sheet, beside, crosses, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.map import Area, Mark
    from briefgen.model.parts import MapView
    from briefgen.render.svg.ground import Level
    from briefgen.render.svg.labels import Placed, Style
    from briefgen.render.svg.paths import Spot

# A map is drawn coarser until it is no larger than this (characters of SVG).
MOST: Final = 20_000
WORDS: Final = 4_800  # Of these, what names, title, description and tags take.
# Below this many pixels across, a named region is ringed.
SPECK: Final = 13
# At so many points along its name a town is asked whether it lies in a named region.
SAMPLES: Final = 3
# Two towns with names are at least so many pixels apart.
APART: Final = 22
# So few islets are named beside themselves.
FEW: Final = 12
TOWNS: Final = {"home": 7, "close": 8}


@lru_cache(maxsize=256)
def draw(scene: bytes, view: MapView, name: str, most: int = MOST) -> str:
    """The map of an encoded `Scene`, at most `most` characters where its outlines can be drawn coarser. `name` keeps ids apart."""
    geometry = decode(scene, Scene)
    below, step, limit = ground(geometry), 0, most - WORDS
    while True:
        drawing = Drawing(geometry, below.at(step), view, name)
        size = drawing.level.size + drawing.size
        if size <= limit or step == len(TOLERANCES) - 1:
            return drawing.svg()
        step = min(len(TOLERANCES) - 1, step + max(1, int(2 * log(size / limit))))


class Drawing:
    """One attempt at a map, over its ground at one tolerance."""

    def __init__(self, scene: Scene, level: Level, words: MapView, name: str) -> None:
        self.scene, self.level, self.words, self.name = scene, level, words, name
        self.wide, self.high = scene.view.width, scene.view.height
        self.sheet = Sheet(self.wide, self.high)
        self.own_names = dict(words.names)
        self.subjects = {area.id for area in scene.subjects}
        self.solid = self.subjects - {area.id for area in scene.contested}
        inset = scene.kind == "inset"
        self.named = level.shape((area for area in scene.subjects if area.id in self.solid or inset), 0.5)
        self.hatched = [] if inset else [
            (kind, path) for kind, mine in (("h", True), ("k", False))
            if (path := level.shape((area for area in scene.contested if (area.id in self.subjects) is mine), 2))]
        self.size = len(self.named) + sum(len(path) for _, path in self.hatched)

    # -- the picture ---------------------------------------------------------------------------------------------------

    def body(self) -> str:
        """All shapes, hatchings first."""
        name, level = self.name, self.level
        defs = "".join(style.hatching(f"{name}-{kind}", dense=kind == "h") for kind, _ in self.hatched)
        sea = "" if self.scene.kind == "inset" else f'<rect {style.SEA} width="{self.wide}" height="{self.high}"/>'
        shapes = (
            _path(style.NEAR, level.near), _path(style.BORDER, level.others), f'<use href="#{name}-o" {style.HOME}/>', _path(style.NAMED, self.named),
            *(f'<path fill="url(#{name}-{kind})" d="{path}"/>' for kind, path in self.hatched),
            _path(style.RIVER, level.rivers), _path(style.SEA, level.lakes), _path(style.MESH, level.parts),
            f'<use href="#{name}-o" {style.EDGE}/>',
        )
        return f'<defs>{defs}<path id="{name}-o" d="{level.outline}"/></defs>{sea}<g transform="scale(.5)">{"".join(shapes)}</g>{self.specks()}'

    def svg(self) -> str:
        """The whole picture: title and description, shapes, names."""
        name, words, inset = self.name, self.words, self.scene.kind == "inset"
        described = f'<desc id="{name}-d">{escape(words.description)}</desc>' if words.description else ""
        return (
            f'<svg font-family="sans-serif" class="{"inset" if inset else "map"}" viewBox="0 0 {self.wide} {self.high}" role="img" '
            f'aria-labelledby="{name}-t{f" {name}-d" if described else ""}"><title id="{name}-t">{escape(words.title)}</title>{described}'
            f'{self.body()}{"" if inset else self.labels()}</svg>'
        )

    def specks(self) -> str:
        """A ring about each named region that is too small to be seen."""
        found = []
        for area in self.scene.subjects:
            spot = self.speck(area)
            if spot:
                found.append(f'<circle {style.RING} cx="{spot[0]:.0f}" cy="{spot[1]:.0f}" r="{9 if self.scene.kind != "inset" else 6}"/>')
        return "".join(found)

    def speck(self, area: Area) -> Spot | None:
        spots = [spot for numbers in area.rings for spot in self.level.ring(numbers)]
        if not spots:
            return None
        x0, y0, x1, y1 = paths.bounds(spots)
        middle = (x0 + x1) / 2, (y0 + y1) / 2
        limit = SPECK if self.scene.kind != "inset" else 5
        small = max(x1 - x0, y1 - y0) < limit and 0 <= middle[0] <= self.wide and 0 <= middle[1] <= self.high
        return middle if small else None

    # -- names ---------------------------------------------------------------------------------------------------------

    def labels(self) -> str:
        scene, close = self.scene, self.scene.kind == "close"
        bar = self.bar()
        placed: list[Placed | None] = []
        over = [ring for area in (*scene.subjects, *scene.contested) for numbers in area.rings if len(ring := self.level.ring(numbers)) > 2]
        homes = {area.id for area in scene.outlines}
        for area in scene.subjects:
            hatched = area.id not in self.solid
            single = close and len(scene.subjects) == 1
            look = (style.HATCH_TITLE if single else style.ON_HATCH) if hatched else (style.TITLE if single else style.ON_NAMED)
            placed.append(self.inside(area, look, whole=single, outside=style.ON_HATCH))
        dots: list[Spot] = []
        marks: list[str] = []
        self.towns(placed, dots, marks, over, [mark for mark in scene.marks if mark.kind == "capital"])
        if len(scene.outlines) > 1:
            placed += [self.inside(area, style.ON_HATCH, clear_of=over) for area in scene.outlines]
        placed += [self.inside(area, style.ON_HATCH) for area in scene.contested if area.id not in self.subjects]
        shown = {area.id for area in scene.contested} | self.subjects | homes
        if close or not scene.subjects:
            parts = [area for area in scene.areas if area.role == "home" and area.id not in shown]
            islets = {area.id for area in parts if len(parts) < FEW and self.speck(area)}
            placed += [self.inside(area, style.PART, clear_of=over, outside=style.PART if area.id in islets else None) for area in parts]
        waters = [mark for mark in scene.marks if mark.kind == "water"]
        placed += [self.sheet.put(mark.name, [(*self.at(mark), "middle")], style.WATER) for mark in waters if mark.size == 1]
        placed += [self.inside(area, style.COUNTRY, clear_of=over) or self.inside(area, style.SMALL_COUNTRY, clear_of=over)
                   for area in scene.areas if area.role == "near"]
        if close or scene.subjects:
            self.towns(placed, dots, marks, over, [mark for mark in scene.marks if mark.kind == "town" and (close or not mark.home)])
        placed += [self.sheet.put(mark.name, [(*self.at(mark), "middle")], style.SMALL_WATER) for mark in waters if mark.size > 1]
        return f'<g aria-hidden="true">{"".join(style.text(one) for one in placed if one)}{"".join(marks)}{bar}</g>'

    def at(self, mark: Mark) -> Spot:
        (spot,) = self.scene.view.project([(mark.x, mark.y)])
        return spot

    def inside(self, area: Area, look: Style, *, whole: bool = False, outside: Style | None = None,
               clear_of: Sequence[Sequence[Spot]] = ()) -> Placed | None:
        """A name in its area, but not over `clear_of`; where it does not fit, beside it if `outside` says how it looks there."""
        own = self.own_names.get(area.id, area.name)
        text = own if whole or own != area.name else area.label
        rings = self.level.inside(area)
        need = width(text.upper() if look.capitals else text, look.size, look.spacing)
        speck = self.speck(area)
        if rings and not speck:
            spots = self.level.room(area, look.size)
            fitting = [(x, y, "middle") for x, y, room in spots if room >= need + 4][:12] or [
                (x, y, "middle") for x, y, room in spots[:3] if outside and room >= need * 0.55]
            clear = [spot for spot in fitting if not any(crosses(clear_of, (spot[0] + n * need / 4, spot[1] - 4)) for n in (-2, -1, 0, 1, 2))]
            found = self.sheet.put(text, clear, look)
            if found:
                return found
        if outside is None or not rings:
            return None
        x0, y0, x1, y1 = paths.bounds([spot for ring in rings for spot in ring])
        gap = max((x1 - x0) / 2, 10 if speck else 0) + 4
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        down = max((y1 - y0) / 2, 10 if speck else 0) + 4
        if speck:
            self.sheet.block((x - 9, y - 9, x + 9, y + 9))
        around = [(x + gap, y + 4, "start"), (x - gap, y + 4, "end"), (x, y - down, "middle"), (x, y + down + 10, "middle")]
        return self.sheet.put(text, around, outside)

    def towns(self, placed: list[Placed | None], dots: list[Spot], marks: list[str], over: list[list[Spot]], towns: list[Mark]) -> None:
        """Dots with their names: those of whose name there is room for, none beside another."""
        solid = bool(self.solid)
        left = TOWNS[self.scene.kind]
        for mark in towns:
            x, y = self.at(mark)
            on = mark.home and solid
            dot = (x - 4, y - 4, x + 4, y + 4)
            if not left or not self.sheet.free(dot, phone=False) or any(abs(x - a) + abs(y - b) < APART for a, b in dots):
                continue
            found = self.town(mark, x, y, over, solid=on)
            if found:
                left -= 1
                placed.append(found)
                dots.append((x, y))
                self.sheet.taken[0].append(dot)
                if not found.wide_only:
                    self.sheet.taken[1].append(dot)
                marks.append(style.dot(x, y, capital=mark.kind == "capital", on=on, wide_only=found.wide_only))

    def town(self, mark: Mark, x: float, y: float, over: list[list[Spot]], *, solid: bool) -> Placed | None:
        """A town's name: all of it in a solid region or all of it outside, since its colour is one or the other."""
        long = width(mark.name, style.TOWN.size)
        spots = beside(x, y, 7)
        if mark.home and not solid:
            return self.sheet.put(mark.name, spots, style.TOWN)
        covered = [sum(crosses(over, (at, spot[1] - 4)) for at in _along(spot[0], long, spot[2])) for spot in spots]
        inside = [spot for spot, n in zip(spots, covered, strict=True) if n == SAMPLES]
        outside = [spot for spot, n in zip(spots, covered, strict=True) if not n]
        return (self.sheet.put(mark.name, inside, style.TOWN_ON_NAMED) if solid else None) or self.sheet.put(mark.name, outside, style.TOWN)

    def bar(self) -> str:
        """The scale bar: a round number of kilometres, 60 to 150 pixels long."""
        pixel = EARTH_KM * 1000 / self.scene.view.scale
        if self.scene.kind != "close" and pixel > 3:
            return ""
        length = max(n * 10**power for power in range(-1, 4) for n in (1, 2, 5) if n * 10**power <= 150 * pixel)
        long = length / pixel
        x, y = 16, self.high - 14
        self.sheet.block((x - 6, y - 14, x + long + 60, y + 8))
        label = f"{length:g} km"
        return (f'<g class="m-scale"><path fill="none" stroke="#434b51" d="M{x} {y}v-5h{long:.0f}v5"/>'
                f'<text x="{x + long + 6:.0f}" y="{y}" font-size="11" fill="#434b51">{label}</text></g>')


def _along(x: float, long: float, anchor: str) -> tuple[float, ...]:
    """Points along a name that is placed at `x`, as many as `SAMPLES`."""
    start = x if anchor == "start" else x - long if anchor == "end" else x - long / 2
    return start + 2, start + long / 2, start + long - 2


def _path(attributes: str, path: str) -> str:
    return f'<path {attributes} d="{path}"/>' if path else ""
