"""Lines on paper. In: points in pixels. Out: simplified, clipped, and as path data in whole half-pixels."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Spot = tuple[float, float]
# Lines end, and areas are cut, so far beyond the picture's edge that no stroke there is seen.
BEYOND = 5


def weights(line: Sequence[Spot]) -> list[float]:
    """For each point of a line, how coarse it must be drawn for the point to go (square pixels); infinite for what always stays.

    Visvalingam and Whyatt (1993): points go in the order of the areas of their triangles.
    """
    n = len(line)
    found = [inf] * n
    least = 4 if line[0] == line[-1] else 2
    if n <= least:
        return found
    before, after = list(range(-1, n - 1)), list(range(1, n + 1))

    def triangle(i: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = line[before[i]], line[i], line[after[i]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    now = [0.0, *(triangle(i) for i in range(1, n - 1)), 0.0]
    heap = [(now[i], i) for i in range(1, n - 1)]
    heapify(heap)
    left = n
    while heap and left > least:
        size, i = heappop(heap)
        if found[i] != inf or now[i] != size:
            continue
        found[i], left = size, left - 1
        a, b = before[i], after[i]
        after[a], before[b] = b, a
        for j in (a, b):
            if 0 < j < n - 1:
                now[j] = max(triangle(j), size)
                heappush(heap, (now[j], j))
    return found


def bounds(line: Sequence[Spot]) -> tuple[float, float, float, float]:
    """Left, top, right, bottom."""
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return min(xs), min(ys), max(xs), max(ys)


def area(ring: Sequence[Spot]) -> float:
    """Square pixels inside a ring."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def clipped(ring: list[Spot], width: float, height: float, beyond: float = BEYOND) -> list[Spot]:
    """The part of a ring in the picture (Sutherland and Hodgman, 1974); empty where none is."""
    x0, y0, x1, y1 = bounds(ring)
    if x1 < -beyond or y1 < -beyond or x0 > width + beyond or y0 > height + beyond:
        return []
    for axis, edge, sign in ((0, -beyond, 1), (0, width + beyond, -1), (1, -beyond, 1), (1, height + beyond, -1)):
        if (x0, y0)[axis] * sign >= edge * sign if sign > 0 else (x1, y1)[axis] <= edge:
            continue
        ring = _cut(ring, axis, edge, sign)
        if not ring:
            break
    return ring


def _cut(ring: list[Spot], axis: int, edge: float, sign: int) -> list[Spot]:
    found: list[Spot] = []
    last = ring[-1]
    for spot in ring:
        inside, was = (spot[axis] - edge) * sign >= 0, (last[axis] - edge) * sign >= 0
        if inside != was:
            share = (edge - last[axis]) / (spot[axis] - last[axis])
            other = last[1 - axis] + share * (spot[1 - axis] - last[1 - axis])
            found.append((edge, other) if axis == 0 else (other, edge))
        if inside:
            found.append(spot)
        last = spot
    return found


def islet(ring: Sequence[Spot]) -> list[Spot]:
    """An islet as a square that is seen."""
    x0, y0, x1, y1 = bounds(ring)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    return [(x - 1, y - 1), (x + 1, y - 1), (x + 1, y + 1), (x - 1, y + 1)]


def pieces(line: Sequence[Spot], width: float, height: float) -> list[list[Spot]]:
    """The parts of a line in the picture, each with the points next to its edge."""
    found: list[list[Spot]] = []
    current: list[Spot] = []
    last: Spot | None = None
    for spot in line:
        inside = -BEYOND <= spot[0] <= width + BEYOND and -BEYOND <= spot[1] <= height + BEYOND
        if inside:
            if not current and last is not None:
                current.append(_near(last, width, height))
            current.append(spot)
        elif current:
            current.append(_near(spot, width, height))
            found.append(current)
            current = []
        elif last is not None and _crosses(last, spot, width, height):
            found.append([_near(last, width, height), _near(spot, width, height)])
        last = spot
    if len(current) > 1:
        found.append(current)
    return found


def _near(spot: Spot, width: float, height: float) -> Spot:
    """A point far outside, kept within a picture's width of the edge so that its numbers stay short."""
    return max(-width, min(2 * width, spot[0])), max(-height, min(2 * height, spot[1]))


def _crosses(a: Spot, b: Spot, width: float, height: float) -> bool:
    return bool(_cut_line(a, b, 0, width, lambda y: 0 <= y <= height)) or bool(_cut_line(a, b, 1, height, lambda x: 0 <= x <= width))


def _cut_line(a: Spot, b: Spot, axis: int, most: float, within: Callable[[float], bool]) -> bool:
    for edge in (0.0, most):
        if (a[axis] - edge) * (b[axis] - edge) < 0:
            share = (edge - a[axis]) / (b[axis] - a[axis])
            if within(a[1 - axis] + share * (b[1 - axis] - a[1 - axis])):
                return True
    return False


def data(line: Sequence[Spot], *, close: bool) -> str:
    """A line or a ring as path data in half-pixels; nothing where it is a point."""
    spots = [(round(2 * x), round(2 * y)) for x, y in line]
    kept = [spots[0]]
    kept += [b for a, b in pairwise(spots) if a != b]
    if close and len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    if len(kept) < (3 if close else 2):
        return ""
    steps = [f"{bx - ax} {by - ay}" for (ax, ay), (bx, by) in pairwise(kept)]
    return (f"M{kept[0][0]} {kept[0][1]}l" + " ".join(steps)).replace(" -", "-") + ("z" if close else "")
