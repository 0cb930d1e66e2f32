"""How a locator map looks. In: names and places. Out: SVG of its marks; classes for the page's CSS, and the light theme's colours.

The classes are those of `assets/map.css` in a theme.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from briefgen.render.svg.labels import Style

if TYPE_CHECKING:
    from briefgen.render.svg.labels import Placed

SEA, NEAR = 'class="m-sea" fill="#e2ebee"', 'class="m-ctx" fill="#f1f2ee"'
HOME, EDGE = 'class="m-home" fill="#fff"', 'class="m-edge" fill="none" stroke="#39444a" stroke-width="2"'
NAMED = 'class="m-hi" fill="#0b5360"'
MESH = 'class="m-mesh" fill="none" stroke="#c4cbcb" stroke-width="1.6"'
BORDER = 'class="m-bord" fill="none" stroke="#aab2b2" stroke-width="1.6" stroke-dasharray="6 4"'
RIVER = 'class="m-riv" fill="none" stroke="#9dbac4" stroke-width="2.6"'
RING = 'class="m-ring" fill="none" stroke="#0b5360" stroke-width="2"'

ON_NAMED = Style("m-lh", 12.5, 'font-size="12.5" font-weight="600" fill="#fff"')
TITLE = Style("m-lh b", 14, 'font-size="14" font-weight="600" fill="#fff"', capitals=True, spacing=0.09, phone=22)
ON_HATCH = Style("m-lc", 12.5, 'font-size="12.5" font-weight="600" fill="#14191d"')
HATCH_TITLE = Style("m-lc b", 14, 'font-size="14" font-weight="600" fill="#14191d"', capitals=True, spacing=0.09, phone=22)
PART = Style("m-ln", 12.5, 'font-size="12.5" fill="#434b51"')
COUNTRY = Style("m-ctry", 11, 'font-size="11" fill="#5f686e"', capitals=True, spacing=0.14, phone=0)
SMALL_COUNTRY = Style("m-ctry s", 8.5, 'font-size="8.5" fill="#5f686e"', capitals=True, spacing=0.08, phone=0)
WATER = Style("m-sl", 14, 'font-size="14" font-style="italic" fill="#5f686e"')
SMALL_WATER = Style("m-sl s", 11, 'font-size="11" font-style="italic" fill="#5f686e"', phone=0)
TOWN, TOWN_ON_NAMED = Style("m-city", 12.5, 'font-size="12.5"'), Style("m-ch", 12.5, 'font-size="12.5" fill="#fff"')


def hatching(name: str, *, dense: bool) -> str:
    """Hatching at 45 degrees: dense for a named region that is contested, light for another one."""
    return (f'<pattern id="{name}" width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            '<rect width="10" height="10" class="m-hb" fill="#fff"/>'
            f'<path d="M0 0v10" class="m-hl" stroke="#0b5360" stroke-width="{6 if dense else 3}"/></pattern>')


def text(one: Placed) -> str:
    """A name in its place."""
    classes = one.style.classes + (" w" if one.wide_only and one.style.phone else "")
    anchor = f' text-anchor="{one.anchor}"' if one.anchor != "start" else ""
    return f'<text x="{one.x:.0f}" y="{one.y:.0f}" class="{classes}" {one.style.attributes}{anchor}>{escape(one.text)}</text>'


def dot(x: float, y: float, *, capital: bool, on: bool, wide_only: bool) -> str:
    """A town's dot, a capital's square."""
    classes = ("m-dh" if on else "m-dot") + (" w" if wide_only else "")
    fill = "#fff" if on else "#14191d"
    if capital:
        return f'<rect x="{x - 3:.0f}" y="{y - 3:.0f}" width="6" height="6" class="{classes}" fill="{fill}"/>'
    return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="2.4" class="{classes}" fill="{fill}"/>'
