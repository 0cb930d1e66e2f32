"""A timeline of many events: cut into light pages that together hold each event once, joined by links, overlooked by their weeks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urljoin

import lxml.html
import pytest

REGIONS = ("ukraine", "kenya", "france", "peru", "japan", "sudan", "kherson-oblast", "moldova")
EVENTS = 1300
LIMIT, FRAME = 60_000, 30_000


@pytest.fixture(scope="module")
def site(briefgen: Callable, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Most events in one year, so that it is cut into months and one month into parts; few in the others; some without a date."""
    place = tmp_path_factory.mktemp("long")
    (place / "content" / "events").mkdir(parents=True)
    (place / "content" / "storylines").mkdir()
    (place / "content" / "briefs").mkdir()
    (place / "site.yml").write_text("title: Long\nurl: https://desk.example.org/\ntimezone: UTC\nlanguage: en\nmaps: off\n", encoding="utf-8")
    (place / "content" / "storylines" / "all-of-it.md").write_text("---\ntitle: All of it\nstatus: active\n---\n\nText.\n", encoding="utf-8")
    (place / "content" / "briefs" / "2023-07-01.md").write_text("---\ntitle: One\nregions: [kenya]\n---\n\nText.\n", encoding="utf-8")
    lines = []
    for n in range(EVENTS):
        day = date(2022, 1, 1) + timedelta(days=n % 365) if n % 4 else date(2022, 5, 1) + timedelta(days=n % 31) if n % 3 else date(2019 + n % 3, 1 + n % 12, 3)
        when = f"{day}" if n % 5 else f"{day:%Y-%m}" if n % 2 else f"{day}/{day + timedelta(days=9)}"
        lines.append(f"- id: e{n}\n  what: Event {n}, said in a few words more than one would need\n  when: {when if n % 100 else 'XXXX'}\n"
                     f"  regions: [{REGIONS[n % 8]}]\n  storylines: [all-of-it]\n")
    (place / "content" / "events" / "all.yml").write_text("".join(lines), encoding="utf-8")
    ran = briefgen(place, "build")
    assert ran.code == 0, ran.err
    return place / "dist"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, lxml.html.HtmlElement]:
    return {f"/{path.parent.relative_to(site).as_posix()}/": lxml.html.fromstring(path.read_bytes())
            for path in sorted((site / "timeline").rglob("index.html"))}


def test_every_page_is_light(site: Path) -> None:
    sizes = {path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("timeline/**/index.html") if "embed" not in path.parts}
    assert len(sizes) > 40
    assert {name: size for name, size in sizes.items() if size > LIMIT} == {}
    frames = [path.stat().st_size for path in site.glob("embed/timeline/*/index.html")]
    assert frames
    assert max(frames) <= FRAME


def test_each_event_stands_on_one_page_in_the_one_order(pages: dict[str, lxml.html.HtmlElement]) -> None:
    found = [name for tree in pages.values() for name in tree.xpath("//li[contains(@class, 'ev')]/@id")]
    assert len(found) == EVENTS
    assert set(found) == {f"e-e{n}" for n in range(EVENTS)}


def test_the_pages_are_a_chain_from_the_first_to_the_newest(pages: dict[str, lxml.html.HtmlElement]) -> None:
    walked, here = [], "/timeline/"
    while here:
        walked.append(here)
        before = pages[here].xpath("//a[@rel='prev']/@href")
        here = urljoin(here, before[0]) if before else ""
    assert sorted(walked) == sorted(pages)
    assert walked[0] == "/timeline/"
    ahead = pages[walked[-1]].xpath("//a[@rel='next']/@href")
    assert urljoin(walked[-1], ahead[0]) == walked[-2]


def test_undated_events_stand_with_the_newest(pages: dict[str, lxml.html.HtmlElement]) -> None:
    undated = {f"e-e{n}" for n in range(0, EVENTS, 100)}
    assert undated <= set(pages["/timeline/"].xpath("//li/@id"))


def test_bars_lead_to_the_pages_of_their_weeks(pages: dict[str, lxml.html.HtmlElement]) -> None:
    for name, tree in pages.items():
        links = tree.xpath("//*[local-name()='svg'][contains(@class, 'weeks')]//*[local-name()='a']")
        assert links, name
        for link in links:
            assert urljoin(name, link.get("href")) in pages
            assert "event" in link.get("aria-label")
        assert sum(link.get("aria-current") == "true" for link in links) == 1, name


def test_each_way_of_narrowing_is_a_page(site: Path, pages: dict[str, lxml.html.HtmlElement]) -> None:
    links = {urljoin("/timeline/", link) for link in pages["/timeline/"].xpath("//nav//ul[contains(@class, 'tags')]//a/@href")}
    assert {"/regions/africa/kenya/timeline/", "/storylines/all-of-it/timeline/"} <= links
    assert all((site / link.lstrip("/") / "index.html").is_file() for link in links)


def test_a_full_year_does_not_part_the_quiet_ones(century: Path) -> None:
    found = {path.parent.relative_to(century / "timeline").as_posix(): lxml.html.fromstring(path.read_bytes())
             for path in (century / "timeline").rglob("index.html")}
    titles = {name: tree.findtext(".//h1").removeprefix("Timeline, ") for name, tree in found.items()}
    assert titles["1950"] == "1950 \u2013 1959"
    assert titles["2020"] == "2020"
    assert titles["2022"] == "January \u2013 June 2022"  # the quiet half of the full year, at the address that the year had
    assert titles["2022/07"] == "July 2022"
    assert titles["."] == "2024"
    assert not {"1951", "2022/01", "2022/02", "2022/08/1"} & titles.keys()
    assert max(path.stat().st_size for path in (century / "timeline").rglob("index.html")) <= LIMIT
    for name, tree in found.items():
        days = [time.get("datetime") for time in tree.xpath("//li[contains(@class, 'ev')]/p[@class='when']/time")]
        assert days, name
        assert all(day.startswith(name.replace("/", "-")[:3]) for day in days) or name == "."


def test_links_between_stretches_go_inwards(century: Path) -> None:
    tree = lxml.html.fromstring((century / "timeline" / "2022" / "08" / "index.html").read_bytes())
    groups = {block.findtext("h2"): [item.text_content().split() for item in block.xpath(".//li")] for block in tree.xpath("//nav/div[h2]")}
    assert ["1950", "\u2013", "1959", "10"] in groups["Years"]
    assert groups["2022"][0] == ["January", "\u2013", "June", "22"]
    assert groups["2022"][1] == ["July", "31"]
    assert [item.text_content().split()[0] for item in tree.xpath("//main//nav//a[@aria-current='true']")] == ["2022", "August"]
    bars = tree.xpath("//*[local-name()='svg'][contains(@class, 'weeks')]//*[local-name()='a']/@aria-label")
    assert bars[0] == "January \u2013 June 2022, 22 events"


def test_an_address_inside_a_year_stays_when_the_year_fills(briefgen: Callable, tmp_path: Path) -> None:
    (tmp_path / "content" / "events").mkdir(parents=True)
    (tmp_path / "site.yml").write_text("title: Long\nurl: https://desk.example.org/\ntimezone: UTC\nlanguage: en\nmaps: off\n", encoding="utf-8")
    before: set[str] = set()
    counts = []
    for each in (1, 2, 4, 12, 40):  # events a week, from February on
        lines = [f"- id: e{week}-{n}\n  what: Event {n} of week {week}, said in a few words more than one would need\n"
                 f"  when: {date(2022, 2, 1) + timedelta(days=7 * week)}\n" for week in range(46) for n in range(each)]
        (tmp_path / "content" / "events" / "all.yml").write_text("".join(lines) + "- id: last\n  what: The last\n  when: 2023-05-01\n", encoding="utf-8")
        assert briefgen(tmp_path, "build").code == 0
        found = {path.parent.relative_to(tmp_path / "dist").as_posix() for path in (tmp_path / "dist" / "timeline").rglob("index.html")}
        assert before <= found
        before = found
        counts.append(len([path for path in found if "/2022" in path]))
    assert counts == sorted(counts)
    assert len(set(counts)) > 3
    assert counts[-1] > 30
