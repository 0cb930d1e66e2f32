"""The overview of a timeline that is split: its labels stand beside each other on pages of any width, that of the page itself among them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

STANDING = """svg => [...svg.querySelectorAll("text")].filter(one => getComputedStyle(one).display != "none")
  .map(one => one.getBoundingClientRect()).map(box => [box.left, box.right])"""


@pytest.mark.parametrize("width", [390, 770, 1280])
def test_labels_do_not_run_into_each_other(browser: Any, century: Path, width: int) -> None:
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    for place in ("timeline", "timeline/1950", "timeline/2022", "timeline/2022/12", "timeline/2021"):
        page.goto((century / place / "index.html").as_uri())
        drawing = page.locator("svg.weeks")
        stand = sorted(drawing.evaluate(STANDING))
        assert len(stand) > 1, place
        assert all(one[1] <= other[0] for one, other in pairwise(stand)), place
        assert stand[-1][1] <= width, place
        assert drawing.locator("[aria-current] text").is_visible(), place
    page.context.close()
