"""The overview of a timeline that is split: a bar for each week. In: its stretches, addresses from the page. Out: SVG whose stretches are links."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from briefgen.render.markup import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from briefgen.model.parts import Bars

HEIGHT: Final = 72
LABELS: Final = 20
# Units from week to week, and of a bar: stretched to whatever width there is.
STEP: Final = 5
BAR: Final = 4
WHOLE: Final = 10_000
# Pixels: how wide the drawing is at least, on a wide page and on a narrow one; a letter of a label, and what parts it from the next.
WIDE: Final = 700
NARROW: Final = 330
LETTER: Final = 7
APART: Final = 8


def draw(stretches: Sequence[Bars], address: Callable[[str], str], title: str) -> str:
    """The bars, as high as their week is full. Each stretch is a link, as wide as its weeks are many and high as the drawing."""
    weeks = sum(len(one.weeks) for one in stretches)
    most = max((n for one in stretches for n in one.weeks), default=0)
    if not most:
        return ""
    lefts = [*accumulate((len(one.weeks) for one in stretches), initial=0)]
    spans = [(WHOLE * left // weeks, WHOLE * right // weeks, one.label) for (left, right), one in zip(pairwise(lefts), stretches, strict=True)]
    labels = _labels(tuple(spans), next((place for place, one in enumerate(stretches) if one.current), 0))
    made = []
    for one, left, label in zip(stretches, lefts[:-1], labels, strict=True):
        current = ' aria-current="true"' if one.current else ""
        made.append(f'<a href="{escaped(address(one.permalink))}" aria-label="{escaped(one.name)}"{current}>'
                    f"{_stretch(one.weeks, most, left, weeks)}{label}</a>")
    return (f'<svg class="weeks" height="{HEIGHT + LABELS}" role="group" aria-label="{escaped(title)}" fill="#0b5360" font-family="sans-serif"'
            f' font-size="12">{"".join(made)}</svg>')


@lru_cache(maxsize=4096)  # as the bars are
def _labels(spans: tuple[tuple[int, int, str], ...], current: int) -> tuple[str, ...]:
    """The labels that find room beside each other, that of the current stretch first: on pages of any width, and others on wide ones."""
    always = _fitting(spans, (current,), NARROW)
    wide = _fitting(spans, always, WIDE)
    made = []
    for place, (start, end, label) in enumerate(spans):
        kind = "" if place in always else ' class="s-l"'
        where = f'x="{_pc(end)}" text-anchor="end"' if _backwards(start, label) else f'x="{_pc(start)}"'
        made.append(f'<text{kind} {where} y="{HEIGHT + 15}">{escaped(label)}</text>' if place in wide else "")
    return tuple(made)


def _backwards(start: int, label: str) -> bool:
    """Whether a label must end with its stretch, not to stand over the edge of a narrow page."""
    return start * NARROW // WHOLE + LETTER * len(label) > NARROW


def _fitting(spans: Sequence[tuple[int, int, str]], placed: Iterable[int], width: int) -> list[int]:
    """The labels that are placed already, and those that find room beside them and the ones before."""
    found = list(placed)
    taken = [_taken(spans[place], width) for place in found]
    for place, span in enumerate(spans):
        low, high = _taken(span, width)
        if all(high + APART <= other[0] or other[1] + APART <= low for other in taken) and low >= 0:
            found.append(place)
            taken.append((low, high))
    return found


def _taken(span: tuple[int, int, str], width: int) -> tuple[int, int]:
    """From where to where a label stands, in pixels."""
    start, end, label = span
    long = LETTER * len(label)
    first = end * width // WHOLE - long if _backwards(start, label) else start * width // WHOLE
    return first, first + long


@lru_cache(maxsize=4096)  # every page of a timeline that is split shows all of its stretches, and many timelines are made at the same time
def _stretch(heights: tuple[int, ...], most: int, left: int, weeks: int) -> str:
    """The bars of a stretch that begins after `left` of all `weeks`."""
    each = WHOLE / weeks
    x, width = _pc(left * each), _pc(len(heights) * each)
    highs = [HEIGHT * n // most for n in heights]
    bars = "".join(f"M{number * STEP} {HEIGHT}v-{high}h{BAR}v{high}" for number, high in enumerate(highs) if high)
    return (f'<rect class="hit" x="{x}" width="{width}" y="0" height="{HEIGHT + LABELS}" fill="none"/>'
            f'<svg x="{x}" width="{width}" height="{HEIGHT}" viewBox="0 0 {len(heights) * STEP} {HEIGHT}"'
            f' preserveAspectRatio="none"><path class="b" d="{bars}"/></svg>')


def _pc(hundredths: float) -> str:
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".") + "%"
