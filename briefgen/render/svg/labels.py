"""Names on a map. In: what to name, in order of need. Out: where each name stands, clear of the others, or nowhere.

A name is tried twice: at the size that a wide page has and at the larger one that maps have on a phone (theme's CSS below 40rem). One
that finds room only at the first is marked so that the CSS can leave it out at the second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.render.svg.paths import Spot

Box = tuple[float, float, float, float]
NARROW, LARGE = "iljtfrI.,:;'’ -()", "mwMW@%"
# What maps are drawn at on a phone, where 640 units are some 350 pixels: text is set in this size of units there.
PHONE = 19.0


class Style(NamedTuple):
    """How a kind of name looks: its CSS classes, its size, its light-theme attributes; whether a phone leaves it out."""

    classes: str
    size: float
    attributes: str
    capitals: bool = False
    spacing: float = 0.0
    phone: float = PHONE


class Placed(NamedTuple):
    """A name with its place (middle or start of its base line) and whether a phone has no room for it."""

    text: str
    x: float
    y: float
    anchor: str
    style: Style
    wide_only: bool


def width(text: str, size: float, spacing: float = 0.0) -> float:
    """About how wide a sans-serif text is."""
    total = 0.0
    for c in text:
        total += 0.3 if c in NARROW else 0.86 if c in LARGE else 1.0 if ord(c) > 0x2E80 else 0.68 if c.isupper() else 0.55
    return total * size + spacing * size * len(text)


class Sheet:
    """The room on a map: what stands where, at both sizes."""

    def __init__(self, wide: float, high: float) -> None:
        self.wide, self.high = wide, high
        self.taken: tuple[list[Box], list[Box]] = ([], [])

    def block(self, box: Box) -> None:
        """Keeps a place free of names at both sizes."""
        for taken in self.taken:
            taken.append(box)

    def free(self, box: Box, phone: bool) -> bool:
        """Whether a box is in the picture and clear of the names that stand."""
        if box[0] < 2 or box[1] < 1 or box[2] > self.wide - 2 or box[3] > self.high - 2:
            return False
        return not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in self.taken[phone])

    def put(self, text: str, spots: Sequence[tuple[float, float, str]], style: Style) -> Placed | None:
        """A name at the first of `spots` (x, y of its base line, anchor) that is free; None where none is."""
        shown = text.upper() if style.capitals else text
        small = [(spot, _box(shown, *spot, style.size, style.spacing)) for spot in spots]
        large = [_box(shown, *spot, style.phone, style.spacing) for spot in spots] if style.phone else []
        for index, (spot, box) in enumerate(small):
            if large and self.free(box, phone=False) and self.free(large[index], phone=True):
                self.taken[0].append(box)
                self.taken[1].append(large[index])
                return Placed(shown, *spot, style, wide_only=False)
        for spot, box in small:
            if self.free(box, phone=False):
                self.taken[0].append(box)
                return Placed(shown, *spot, style, wide_only=True)
        return None


def _box(text: str, x: float, y: float, anchor: str, size: float, spacing: float) -> Box:
    wide = width(text, size, spacing)
    left = x - wide / 2 if anchor == "middle" else x - wide if anchor == "end" else x
    return left - 2, y - size * 0.82, left + wide + 2, y + size * 0.28


def beside(x: float, y: float, gap: float) -> list[tuple[float, float, str]]:
    """Places for the name of a point: right, left, above and below it."""
    return [(x + gap, y + 4, "start"), (x - gap, y + 4, "end"), (x + gap - 2, y - 5, "start"), (x - gap + 2, y - 5, "end"),
            (x + gap - 2, y + 13, "start"), (x - gap + 2, y + 13, "end"), (x, y - gap - 2, "middle"), (x, y + gap + 10, "middle")]


def within(rings: Sequence[Sequence[Spot]], wide: float, high: float, size: float) -> list[tuple[float, float, float]]:
    """Places for a name inside an area: (x, y of the base line, how wide a text fits there), the roomiest first."""
    found = []
    lines = 28
    ys = [y for ring in rings for _, y in ring]
    top, bottom = max(min(ys), size), min(max(ys), high - 3)
    for i in range(1, lines):
        y = top + (bottom - top) * i / lines
        free = _overlap(_runs(rings, y - size * 0.75, wide), _runs(rings, y + size * 0.2, wide))
        for left, right in free:
            if right - left > 4:
                edge = min(y - top, bottom - y)
                found.append(((left + right) / 2, y, right - left, min(right - left, 260) + 0.9 * min(edge, 80)))
    found.sort(key=lambda spot: -spot[3])
    return [spot[:3] for spot in found]


def crosses(rings: Sequence[Sequence[Spot]], spot: Spot) -> bool:
    """Whether a point lies in any of the areas."""
    x, y = spot
    for ring in rings:
        odd = False
        px, py = ring[-1]
        for qx, qy in ring:
            if (qy > y) != (py > y) and x < (px - qx) * (y - qy) / (py - qy) + qx:
                odd = not odd
            px, py = qx, qy
        if odd:
            return True
    return False


def _runs(rings: Sequence[Sequence[Spot]], y: float, wide: float) -> list[tuple[float, float]]:
    """Where the line at height `y` runs inside the area (even-odd)."""
    cuts = []
    for ring in rings:
        px, py = ring[-1]
        for qx, qy in ring:
            if (qy > y) != (py > y):
                cuts.append((px - qx) * (y - qy) / (py - qy) + qx)
            px, py = qx, qy
    cuts.sort()
    return [(max(a, 3), min(b, wide - 3)) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < wide - 3 and b > 3]


def _overlap(a: list[tuple[float, float]], b: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(max(x[0], y[0]), min(x[1], y[1])) for x in a for y in b if min(x[1], y[1]) > max(x[0], y[0])]
