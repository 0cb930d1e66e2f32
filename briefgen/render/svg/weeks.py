"""The overview of a timeline that is split: a bar for each week. In: its stretches, addresses from the page. Out: SVG whose stretches are links."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from briefgen.render.markup import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefgen.model.parts import Bars

HEIGHT: Final = 72
LABELS: Final = 20
# Units from week to week, and of a bar: stretched to whatever width there is.
STEP: Final = 5
BAR: Final = 4
WHOLE: Final = 10_000


def draw(stretches: Sequence[Bars], address: Callable[[str], str], title: str) -> str:
    """The bars, as high as their week is full. Each stretch is a link, as wide as its weeks are many and high as the drawing."""
    weeks = sum(len(one.weeks) for one in stretches)
    most = max((n for one in stretches for n in one.weeks), default=0)
    if not most:
        return ""
    left, made = 0, []
    wide = max(1, len(stretches) // 6)
    for place, one in enumerate(stretches):
        start, drawn = _stretch(one.weeks, most, left, weeks)
        label = "" if place % wide and len(stretches) > 12 else f'<text x="{start}" y="{HEIGHT + 15}">{escaped(one.label)}</text>'
        current = ' aria-current="true"' if one.current else ""
        made.append(f'<a href="{escaped(address(one.permalink))}" aria-label="{escaped(one.name)}"{current}>{drawn}{label}</a>')
        left += len(one.weeks)
    return (f'<svg class="weeks" height="{HEIGHT + LABELS}" role="group" aria-label="{escaped(title)}" fill="#0b5360" font-family="sans-serif"'
            f' font-size="12">{"".join(made)}</svg>')


@lru_cache(maxsize=4096)  # every page of a timeline that is split shows all of its stretches, and many timelines are made at the same time
def _stretch(heights: tuple[int, ...], most: int, left: int, weeks: int) -> tuple[str, str]:
    """Where a stretch begins, `left` of all `weeks`, and its bars there."""
    each = WHOLE / weeks
    x, width = _pc(left * each), _pc(len(heights) * each)
    highs = [HEIGHT * n // most for n in heights]
    bars = "".join(f"M{number * STEP} {HEIGHT}v-{high}h{BAR}v{high}" for number, high in enumerate(highs) if high)
    return x, (f'<rect class="hit" x="{x}" width="{width}" y="0" height="{HEIGHT + LABELS}" fill="none"/>'
               f'<svg x="{x}" width="{width}" height="{HEIGHT}" viewBox="0 0 {len(heights) * STEP} {HEIGHT}"'
               f' preserveAspectRatio="none"><path class="b" d="{bars}"/></svg>')


def _pc(hundredths: float) -> str:
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".") + "%"
