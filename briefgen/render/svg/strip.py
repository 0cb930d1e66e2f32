"""The strip over a source's passages. In: the passages of a source page. Out: SVG: one cell for each, as wide as it is long.

Dark: used. Pale: read and left. Outlined: thrown away as no part of the article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefgen.render.markup import escaped

if TYPE_CHECKING:
    from briefgen.model.parts import PassageView

# Lengths are drawn in hundredths of a per cent; between two cells a hair of paper stays free.
WHOLE: Final = 10_000
GAP: Final = 24
# A caption of three words is still seen.
LEAST: Final = 90
LOOKS: Final = {"off": 'fill="none" stroke="#8b9594"', "used": 'fill="#0b5360"', "read": 'fill="#d8dcd8"'}


def draw(passages: tuple[PassageView, ...], title: str) -> str:
    """The strip, named by `title`. Nothing where there are no passages."""
    total = sum(max(1, passage.length) for passage in passages)
    if not total:
        return ""
    widths = [max(LEAST, max(1, passage.length) * WHOLE // total) for passage in passages]
    scale = sum(widths)
    cells, left = [], 0
    for passage, width in zip(passages, widths, strict=True):
        x, right = left * WHOLE // scale, (left + width) * WHOLE // scale
        gap = min(GAP, (right - x) // 4)
        state = passage.state
        cells.append(f'<rect class="p-{state}" x="{_pc(x)}" width="{_pc(right - x - gap)}" y="1" height="34" {LOOKS[state]}/>')
        left += width
    return f'<svg class="strip" height="36" role="img" aria-label="{escaped(title)}">{"".join(cells)}</svg>'


def _pc(hundredths: int) -> str:
    return f"{hundredths / 100:.2f}%"
