"""Rings of whole grid steps, and the arcs that neighbours share. In: points. Out: rings, arcs, measures. Part of `compile_world`."""

from __future__ import annotations

import collections
import math

from briefgen.gazetteer.world_file import LEVEL_STEPS

GRID = 1000  # Steps to a degree: about 110 m, the detail of the source.
SEAM = 180 * GRID
Point = tuple[int, int]


def snapped(ring: list[tuple[float, float]]) -> list[Point]:
    """`ring` on the grid, open, its edge at the antimeridian (drawn 0.1 degrees off in the source) put there."""
    found: list[Point] = []
    for x, y in ring:
        x = math.copysign(180, x) if abs(x) >= 179.89 else x
        y = -90.0 if y <= -89.89 else y
        point = (round(x * GRID), round(y * GRID))
        if not found or found[-1] != point:
            found.append(point)
    if len(found) > 1 and found[0] == found[-1]:
        found.pop()
    return found if len(found) > 2 else []


def cut(ring: list[Point], limit: int, side: int) -> list[Point]:
    """The part of a ring on one side of a parallel."""
    kept: list[Point] = []
    for a, b in zip(ring[-1:] + ring[:-1], ring, strict=True):
        if (a[1] - limit) * (b[1] - limit) < 0:
            (x0, y0), (x1, y1) = sorted((a, b))
            kept.append((round(x0 + (x1 - x0) * (limit - y0) / (y1 - y0)), limit))
        if (b[1] - limit) * side >= 0:
            kept.append(b)
    kept = [p for i, p in enumerate(kept) if p != kept[i - 1]]
    return kept if len(kept) > 2 and any(p[1] != limit for p in kept) else []


def inside(x: float, y: float, rings: list[list[Point]]) -> bool:
    odd = False
    for ring in rings:
        px, py = ring[-1]
        for qx, qy in ring:
            if (qy > y) != (py > y) and x < (px - qx) * (y - qy) / (py - qy) + qx:
                odd = not odd
            px, py = qx, qy
    return odd


def ring_set(rings: list[list[Point]]) -> list[list[Point]]:
    """The outline of polygons that touch: their shared edges go, and what is left is joined to rings again."""
    edges: collections.Counter[tuple[Point, Point]] = collections.Counter()
    for ring in rings:
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            if a == b:
                continue
            if edges[b, a]:
                edges[b, a] -= 1
            else:
                edges[a, b] += 1
    leaving = collections.defaultdict(list)
    for (a, b), n in edges.items():
        leaving[a] += [b] * n
    found = []
    for start in list(leaving):
        while leaving[start]:
            ring, at = [start], leaving[start].pop()
            place = {start: 0}
            while at != start:
                if at in place:  # A point that the outline touches twice: the loop is a ring of its own.
                    loop = ring[place[at]:]
                    if len(loop) > 2:
                        found.append(loop)
                    for p in loop:
                        del place[p]
                    del ring[len(ring) - len(loop):]
                place[at] = len(ring)
                ring.append(at)
                at = leaving[at].pop()
            if len(ring) > 2:
                found.append(ring)
    return found


def unwrap(ring: list[Point]) -> list[Point]:
    """`ring` with longitudes that run on over the antimeridian."""
    found, shift, last = [], 0, ring[0][0]
    for x, y in ring:
        if x - last > SEAM:
            shift -= 2 * SEAM
        elif last - x > SEAM:
            shift += 2 * SEAM
        found.append((x + shift, y))
        last = x
    return found


def area(ring: list[Point]) -> float:
    """Signed area in square kilometres, positive counter-clockwise (exact on the sphere for edges along rhumb lines of small extent)."""
    r = unwrap([*ring, ring[0]])
    return sum((b[0] - a[0]) * (math.sin(math.radians(a[1] / GRID)) + math.sin(math.radians(b[1] / GRID))) for a, b in zip(r, r[1:], strict=False)) \
        * math.pi / 180 / GRID * 6371.0088**2 / -2


def topology(cells: dict[str, list[list[Point]]]) -> tuple[list[list[Point]], dict[str, list[list[int]]]]:
    """Cuts the rings of all cells into arcs that neighbours share; a ring becomes signed arc numbers (~n: backwards)."""
    seen: dict[Point, frozenset[Point]] = {}
    junctions = set()
    for rings in cells.values():
        for ring in rings:
            for i, p in enumerate(ring):
                around = frozenset((ring[i - 1], ring[(i + 1) % len(ring)]))
                if seen.setdefault(p, around) != around:
                    junctions.add(p)
    arcs: list[list[Point]] = []
    index: dict[tuple[Point, ...], int] = {}

    def put(arc: list[Point]) -> int:
        key = tuple(arc)
        if key in index:
            return index[key]
        if key[::-1] in index:
            return ~index[key[::-1]]
        index[key] = len(arcs)
        arcs.append(arc)
        return index[key]

    found = {}
    for name, rings in cells.items():
        found[name] = cut = []
        for ring in rings:
            at = [i for i, p in enumerate(ring) if p in junctions]
            if not at:
                i = ring.index(min(ring))
                cut.append([put([*ring[i:], *ring[:i], ring[i]])])
                continue
            cut.append([put(ring[i:j + 1] if j > i else [*ring[i:], *ring[:j + 1]]) for i, j in zip(at, at[1:] + at[:1], strict=True)])
    return arcs, found


def simplified(arc: list[Point], tolerance: float) -> list[Point]:
    """Visvalingam and Whyatt (1993): points go in the order of the areas of their triangles (square grid steps, evened for latitude)."""
    import heapq
    n = len(arc)
    flat = unwrap(arc)
    keep = 4 if arc[0] == arc[-1] else 2
    if n <= keep:
        return arc
    k = max(0.02, math.cos(math.radians(sum(p[1] for p in flat) / n / GRID)))
    before, after, alive = list(range(-1, n - 1)), list(range(1, n + 1)), [True] * n

    def triangle(i: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = flat[before[i]], flat[i], flat[after[i]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) * k / 2

    now = {i: triangle(i) for i in range(1, n - 1)}
    heap = [(v, i) for i, v in now.items()]
    heapq.heapify(heap)
    left = n
    while heap and left > keep:
        v, i = heapq.heappop(heap)
        if not alive[i] or now[i] != v:
            continue
        if v >= tolerance:
            break
        alive[i], left = False, left - 1
        a, b = before[i], after[i]
        after[a], before[b] = b, a
        for j in (a, b):
            if 0 < j < n - 1:
                now[j] = max(triangle(j), v)
                heapq.heappush(heap, (now[j], j))
    return [p for p, on in zip(arc, alive, strict=True) if on]


def stepped(arc: list[Point]) -> list[Point]:
    """`arc` unwrapped, with points added where two lie further apart than a 16-bit step reaches."""
    flat = unwrap(arc)
    found = [flat[0]]
    for x, y in flat[1:]:
        px, py = found[-1]
        n = max(abs(x - px), abs(y - py)) // 32_000 + 1
        found += [(px + (x - px) * i // n, py + (y - py) * i // n) for i in range(1, n + 1)]
    return found


LEVELS = tuple(step * step for step in LEVEL_STEPS)  # Tolerances in square grid steps: full detail, a country, a large one, a continent.


def kilometres(a: Point, b: Point) -> float:
    (x1, y1), (x2, y2) = ((math.radians(p[0] / GRID), math.radians(p[1] / GRID)) for p in (a, b))
    return 6371.0088 * 2 * math.asin(min(1, math.sqrt(math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2)))


def box_of(rings: list[list[Point]]) -> tuple[int, int, int, int]:
    """The box of rings, each moved by whole turns next to the largest."""
    largest = max(rings, key=lambda r: max(p[0] for p in r) - min(p[0] for p in r))
    west, east = min(p[0] for p in largest), max(p[0] for p in largest)
    for ring in rings:
        w, e = min(p[0] for p in ring), max(p[0] for p in ring)
        shift = round(((west + east) - (w + e)) / 2 / (2 * SEAM)) * 2 * SEAM
        west, east = min(west, w + shift), max(east, e + shift)
    return west, min(p[1] for r in rings for p in r), east, max(p[1] for r in rings for p in r)
