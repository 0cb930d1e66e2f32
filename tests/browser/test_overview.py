"""The overview of a timeline that is split: its labels stand beside each other on pages of any width, that of the page itself among them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

SITE = "title: Long\nurl: https://desk.example.org/\ntimezone: UTC\nmaps: off\n"
STANDING = """svg => [...svg.querySelectorAll("text")].filter(one => getComputedStyle(one).display != "none")
  .map(one => one.getBoundingClientRect()).map(box => [box.left, box.right])"""


@pytest.fixture(scope="module")
def site(briefgen: Callable, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One event a year for a century and more, and in one of the last a half that is full."""
    place = tmp_path_factory.mktemp("overview")
    (place / "content" / "events").mkdir(parents=True)
    (place / "site.yml").write_text(SITE, encoding="utf-8")
    days = [date(year, 3, 5) for year in range(1901, 2025)] + [date(2022, 7, 1) + timedelta(days=n) for n in range(184)]
    (place / "content" / "events" / "all.yml").write_text("".join(
        f"- id: e{n}\n  what: Event {n}, said in a few words more than one would need\n  when: {day}\n" for n, day in enumerate(days)), encoding="utf-8")
    assert briefgen(place, "build").code == 0
    return place / "dist"


@pytest.mark.parametrize("width", [390, 1280])
def test_labels_do_not_run_into_each_other(browser: Any, site: Path, width: int) -> None:
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    for place in ("timeline", "timeline/1950", "timeline/2022", "timeline/2022/12", "timeline/2021"):
        page.goto((site / place / "index.html").as_uri())
        drawing = page.locator("svg.weeks")
        stand = sorted(drawing.evaluate(STANDING))
        assert len(stand) > 1, place
        assert all(one[1] <= other[0] for one, other in pairwise(stand)), place
        assert stand[-1][1] <= width, place
        assert drawing.locator("[aria-current] text").is_visible(), place
    page.context.close()
