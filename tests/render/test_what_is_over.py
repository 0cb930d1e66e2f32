"""Pages of what is over stay as they are while things happen: a new brief and a new event change the pages that show them, and those that count them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import lxml.html
import pytest

BRIEFS = [date(2022, 3, 1) + timedelta(days=4 * n) for n in range(110)]  # until May 2023
EVENTS = 700


@pytest.fixture(scope="module")
def site(briefgen: Callable, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A country's briefs of two years, all of one storyline; events of the first year on many pages, of the second on one."""
    place = tmp_path_factory.mktemp("over")
    for name in ("events", "briefs", "storylines"):
        (place / "content" / name).mkdir(parents=True)
    (place / "site.yml").write_text("title: Over\nurl: https://desk.example.org/\ntimezone: UTC\nlanguage: en\nmaps: off\n", encoding="utf-8")
    (place / "content" / "storylines" / "drought.md").write_text("---\ntitle: Drought\nstatus: active\n---\n\nText.\n", encoding="utf-8")
    for day in BRIEFS:
        _brief(place, day)
    days = [date(2022, 1, 1) + timedelta(days=n % 365) for n in range(EVENTS)] + [date(2023, 1, 1) + timedelta(days=n) for n in range(40)]
    _events(place, days)
    assert briefgen(place, "build").code == 0
    return place


def _brief(place: Path, day: date) -> None:
    text = f"---\ntitle: Of {day}\nregions: [kenya]\nstorylines: [drought]\n---\n\nText.\n"
    (place / "content" / "briefs" / f"{day}.md").write_text(text, encoding="utf-8")


def _events(place: Path, days: list[date]) -> None:
    lines = [f"- id: e{n}\n  what: Event {n}, said in a few words more than one would need\n  when: {day}\n  regions: [kenya]\n" for n, day in enumerate(days)]
    (place / "content" / "events" / "all.yml").write_text("".join(lines), encoding="utf-8")


def test_a_new_brief_and_event_leave_the_pages_of_what_is_over(site: Path, briefgen: Callable, digests: Callable, tmp_path: Path) -> None:
    place = tmp_path / "site"
    shutil.copytree(site, place)
    before = digests(place / "dist")
    _brief(place, date(2023, 6, 1))
    more = (place / "content" / "events" / "more.yml")
    more.write_text("- id: new\n  what: Something new\n  when: 2023-05-30\n  regions: [kenya]\n", encoding="utf-8")
    assert briefgen(place, "build").code == 0
    after = digests(place / "dist")
    changed = {path for path in after if before.get(path) != after[path] and path.endswith(".html")}
    over = {path for path in before if path.endswith(".html") and "2022" in path}
    assert len([path for path in over if "/timeline/2022/" in f"/{path}"]) > 20
    assert len([path for path in over if path.startswith("regions/africa/kenya/2022/")]) == 1
    assert len([path for path in over if path.startswith("2022/")]) > 150
    assert changed & over == set()
    assert {"timeline/index.html", "regions/africa/kenya/index.html", "storylines/index.html"} <= changed
    assert len(changed) < 25


def test_what_grows_is_counted_where_it_is(site: Path) -> None:
    def years(path: str) -> list[list[str]]:
        tree = lxml.html.fromstring((site / "dist" / path / "index.html").read_bytes())
        return [item.text_content().split() for item in tree.xpath("//main//ul[contains(@class, 'tags')]/li") if item.text_content().strip()[:2] == "20"]

    def said(path: str) -> str:
        return lxml.html.fromstring((site / "dist" / path / "index.html").read_bytes()).xpath("string(//meta[@name='description']/@content)")

    assert years("timeline/2022/05") == [["2022", str(EVENTS)], ["2023"]]
    assert years("timeline") == [["2022", str(EVENTS)], ["2023", "40"]]  # the bars of both are drawn there
    assert f" of {EVENTS + 40} events" in said("timeline")
    assert " of " not in said("timeline/2022/05")
    assert years("regions/africa/kenya/2022") == [["2023"], ["2022", "77"]]
