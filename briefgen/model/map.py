"""A locator map's geometry, and its projection. In: nothing. Out: `Scene` and its parts; `View`, which puts points on paper.

The projection is Lambert's azimuthal equal-area one (1772; formulas: Snyder, USGS Professional Paper 1395, 1987, p. 185) about the
middle of what the map shows, so that areas may be compared and no place on Earth, neither pole nor antimeridian, is special.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from briefgen.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GRID = 1000
EARTH_KM = 6371.0088
HALF_TURN = 180 * GRID


class View(Record):
    """How a map looks at the Earth: its middle (microdegrees), thousandths of a pixel to the Earth's radius, where the middle lies."""

    longitude: int
    latitude: int
    scale: int
    x: int
    y: int
    width: int
    height: int

    def project(self, points: Iterable[tuple[int, int]]) -> list[tuple[float, float]]:
        """Points on the grid (thousandths of a degree) in pixels, y down. The point opposite the middle goes to the rim."""
        origin, phi0 = math.radians(self.longitude / 1e6), math.radians(self.latitude / 1e6)
        sine, cosine = math.sin(phi0), math.cos(phi0)
        sin, cos, sqrt, step = math.sin, math.cos, math.sqrt, math.pi / HALF_TURN
        scale, left, top = self.scale / 1000, self.x / 1000, self.y / 1000
        found = []
        for x, y in points:
            lam, phi = x * step - origin, y * step
            s, c, cl = sin(phi), cos(phi), cos(lam)
            k = scale * sqrt(2 / max(1e-9, 1 + sine * s + cosine * c * cl))
            found.append((left + k * c * sin(lam), top - k * (cosine * s - sine * c * cl)))
        return found

    def locate(self, x: float, y: float) -> tuple[float, float] | None:
        """The longitude and latitude (degrees) under a pixel; None beyond the rim."""
        east, north = (x - self.x / 1000) * 1000 / self.scale, (self.y / 1000 - y) * 1000 / self.scale
        rho = math.hypot(east, north)
        phi0 = math.radians(self.latitude / 1e6)
        if rho > 2:
            return None
        if rho < 1e-12:
            return self.longitude / 1e6, self.latitude / 1e6
        c = 2 * math.asin(rho / 2)
        phi = math.asin(max(-1.0, min(1.0, math.cos(c) * math.sin(phi0) + north * math.sin(c) * math.cos(phi0) / rho)))
        lam = math.atan2(east * math.sin(c), rho * math.cos(phi0) * math.cos(c) - north * math.sin(phi0) * math.sin(c))
        return self.longitude / 1e6 + math.degrees(lam), math.degrees(phi)


class Area(Record):
    """A region on the map: `home` (a part of the country in question) or `near`; rings are arc numbers, `~n` backwards.

    `label` is its name as a map has it, without the word that says what kind of division it is.
    """

    id: str
    name: str
    label: str
    role: str
    rings: tuple[tuple[int, ...], ...]


class Mark(Record):
    """A name at a point: a town or a water. `size` is 1 for the largest; `home` where a town lies in a named region."""

    name: str
    x: int
    y: int
    kind: str
    size: int
    home: bool = False


class Scene(Record):
    """All that a locator map draws. Arcs, lakes and rivers are runs of grid points: `x, y`, then steps from each to the next.

    `outlines` are the countries in question; `areas` tile the map; `subjects` and `contested` lie over them.
    """

    kind: str
    view: View
    arcs: tuple[tuple[int, ...], ...]
    outlines: tuple[Area, ...]
    areas: tuple[Area, ...]
    subjects: tuple[Area, ...]
    contested: tuple[Area, ...]
    lakes: tuple[tuple[int, ...], ...] = ()
    rivers: tuple[tuple[int, ...], ...] = ()
    marks: tuple[Mark, ...] = ()


def packed(points: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Points as a run of a start and steps."""
    found = [*points[0]]
    px, py = points[0]
    for x, y in points[1:]:
        found += (x - px, y - py)
        px, py = x, y
    return tuple(found)


def unpacked(run: Sequence[int]) -> list[tuple[int, int]]:
    """The points of a run."""
    x, y = run[0], run[1]
    found = [(x, y)]
    for i in range(2, len(run), 2):
        x, y = x + run[i], y + run[i + 1]
        found.append((x, y))
    return found
