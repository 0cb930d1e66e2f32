"""Marks on the tracks of a lane, with words beside them. In: marks. Out: each on the highest track where nothing runs into it or its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefgen.model.record import Record
from briefgen.render.svg.scale import WHOLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.parts import Row

# The width that labels are placed for, in pixels.
WIDTH: Final = 1100
# The width of a letter of the labels, and what is left free round a mark.
LETTER: Final = 6
DISC: Final = 21
SHORTEST: Final = 14
LONGEST: Final = 46
# A lane grows no deeper than this for the sake of words alone.
DEEP: Final = 4


class Mark(Record):
    """A row placed: from `left` to `right` in hundredths of a per cent; `point` where its disc stands."""

    row: Row
    left: int
    right: int
    point: int


class Placed(Record):
    """A mark on a track of its lane, with the words beside it: `side` is 1 after the mark, -1 before it, 0 for none."""

    mark: Mark
    track: int
    side: int
    words: str


def tracks(marks: Sequence[Mark], *, worded: bool) -> list[Placed]:
    """Each mark on the highest track where neither it nor its words run into another."""
    unit = WHOLE // WIDTH + 1
    half = DISC * unit // 2
    ends: list[list[tuple[int, int]]] = []
    placed = []
    for mark in sorted(marks, key=lambda one: (one.left, one.row.number)):
        low, high = min(mark.left, mark.point - half), max(mark.right, mark.point + half)
        text = _short(mark.row.title, LONGEST) if worded else ""
        for track in range(len(ends) + 1):
            if track == len(ends):
                ends.append([])
            room = _room(ends[track], low, high, 4 * unit)
            if room is None:
                continue
            side, fits = _side(text, (room[1] - 10 * unit) // (LETTER * unit), (room[0] - 10 * unit) // (LETTER * unit))
            if text and not side and len(ends) < DEEP and track < len(ends) - 1:
                continue
            reach = (len(fits) * LETTER + 10) * unit
            ends[track].append((low - (reach if side < 0 else 0), high + (reach if side > 0 else 0)))
            placed.append(Placed(mark, track, side, fits))
            break
    return placed


def _room(taken: Sequence[tuple[int, int]], low: int, high: int, gap: int) -> tuple[int, int] | None:
    """What is free before `low` and after `high` on a track; None where something else is within `gap` of what lies between them."""
    before, after, near, far = 0, WHOLE, low - gap, high + gap
    for begin, end in taken:
        if near < end and far > begin:
            return None
        if high <= begin < after:
            after = begin
        if before < end <= low:
            before = end
    return low - before, after - high


def _side(text: str, after: int, before: int) -> tuple[int, str]:
    """On which side of its mark a label stands, and as much of it as there is room for; nothing where that would say too little."""
    if not text:
        return 0, ""
    if after >= len(text) or (after >= before and after >= SHORTEST):
        return 1, _short(text, after)
    return (-1, _short(text, before)) if before >= SHORTEST else (0, "")


def _short(text: str, most: int) -> str:
    """As many whole words as `most` letters hold, with an ellipsis where some are left out."""
    if len(text) <= most:
        return text
    cut = text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-")
    return cut + "…"
