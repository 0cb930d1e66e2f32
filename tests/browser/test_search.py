"""Search in a real browser, under /a/b/, over a generated archive: right answers, right counts, little asked for, nothing run."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest

REGIONS = {"kherson-oblast": ["ukraine", "europe"], "crimea": ["ukraine", "europe"], "moldova": ["europe"], "kenya": ["africa"], "sudan": ["africa"]}
WORDS = ("harvest", "ceasefire", "bridge", "election", "drought", "harbour", "Chișinău", "Łódź", "Київ", "railway", "Kakhovka")
TOPICS = ("diplomacy", "law", "grain")


class Written(NamedTuple):
    """A brief of the archive, as it was written."""

    day: str
    title: str
    summary: str
    region: str
    topic: str


@pytest.fixture(scope="module")
def written() -> list[Written]:
    made = []
    for n in range(150):
        day = f"{2019 + n // 30}-{n % 12 + 1:02d}-{n % 27 + 1:02d}"
        first, second = WORDS[n % len(WORDS)], WORDS[(n * 7 + 3) % len(WORDS)]
        made.append(Written(day, f"Number {n}: the {first} of the week", f"What is said of {second}, and <b>by</b> whom.", list(REGIONS)[n % 5], TOPICS[n % 3]))
    return [one for place, one in enumerate(made) if one.day not in {other.day for other in made[:place]}]


@pytest.fixture(scope="module")
def archive(written: list[Written], briefgen: Callable, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("archive")
    (place / "content" / "briefs").mkdir(parents=True)
    (place / "site.yml").write_text("title: Archive\nurl: https://desk.example.org/a/b/\ntimezone: Europe/Kyiv\nlanguage: en\n", encoding="utf-8")
    for one in written:
        (place / "content" / "briefs" / f"{one.day}.md").write_text(
            f'---\ntitle: "{one.title}"\nsummary: "{one.summary}"\nregions: [{one.region}]\ntopics: [{one.topic}]\n---\n\nText.\n', encoding="utf-8")
    ran = briefgen(place, "build", "--now", "2026-01-01T00:00+00:00")
    assert ran.code == 0, ran.err
    return place / "dist"


@pytest.fixture(scope="module")
def address(archive: Path, host: Any) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(host, directory=str(archive)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/a/b/search/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context()
    opened = context.new_page()
    yield opened
    context.close()


def ask(page: Any, address: str, **query: str) -> list[str]:
    """The titles found for a query that is asked by address."""
    page.goto(address + "?" + urlencode(query))
    page.locator("#status:not(:empty)").wait_for()
    return page.locator("#results h2").all_text_contents()


@pytest.mark.parametrize(("typed", "held"), [
    ("harvest", "harvest"), ("harv", "harvest"), ("HARVEST", "harvest"), ("chisinau", "Chișinău"), ("lodz", "Łódź"), ("київ", "Київ"), ("Kakhov", "Kakhovka"),
])
def test_words_are_found_by_their_beginnings_in_any_script(page: Any, address: str, written: list[Written], typed: str, held: str) -> None:
    wanted = {one.title for one in written if held in one.title or held in one.summary}
    if typed == "lodz":  # Ł has no accent to take off: it is a letter of its own
        wanted = set()
    assert set(ask(page, address, q=typed)) == wanted


def test_two_words_must_both_be_there_and_titles_come_first(page: Any, address: str, written: list[Written]) -> None:
    found = ask(page, address, q="bridge harvest")
    assert set(found) == {one.title for one in written if all(word in one.title + one.summary for word in ("bridge", "harvest"))}
    alone = ask(page, address, q="bridge")
    in_title = ["bridge" in title for title in alone]
    assert in_title == sorted(in_title, reverse=True)
    by_date = ask(page, address, q="bridge", o="date")
    days = {one.title: one.day for one in written}
    assert [days[title] for title in by_date] == sorted((days[title] for title in by_date), reverse=True)


def test_counts_are_those_of_the_data(page: Any, address: str, written: list[Written]) -> None:
    ask(page, address, q="harbour")
    hits = [one for one in written if "harbour" in one.title or "harbour" in one.summary]
    counts: Counter[str] = Counter()
    for one in hits:
        counts.update([one.region, *REGIONS[one.region]])
    shown = dict(zip(page.locator("#facets ul:first-of-type li a").all_text_contents(), page.locator("#facets ul:first-of-type li small").all_text_contents(),
                     strict=True))
    names = {"kherson-oblast": "Kherson Oblast", "crimea": "Crimea", "moldova": "Moldova", "kenya": "Kenya", "sudan": "Sudan", "ukraine": "Ukraine",
             "europe": "Europe", "africa": "Africa"}
    assert shown == {names[name]: str(n) for name, n in counts.items()}
    assert page.locator("#status").text_content() == f"Found: {len(hits)}"


def test_a_region_holds_what_lies_in_it(page: Any, address: str, written: list[Written]) -> None:
    for region in ("ukraine", "kenya"):
        found = ask(page, address, r=region, y="2021", t="law")
        assert set(found) == {one.title for one in written
                              if region in (one.region, *REGIONS[one.region]) and one.day.startswith("2021") and one.topic == "law"}
    page.goto(address)
    option = page.locator("#search-r option[value=ukraine]").text_content()
    assert option.endswith(f"({sum('ukraine' in REGIONS[one.region] for one in written)})")


def test_the_state_of_the_form_is_the_address(page: Any, address: str) -> None:
    page.goto(address)
    page.get_by_label("Words").fill("bridge")
    page.get_by_label("Region").select_option("ukraine")
    page.get_by_role("button", name="Search").click()
    page.locator("#results h2").first.wait_for()
    assert "q=bridge" in page.url
    assert "r=ukraine" in page.url
    found = page.locator("#results h2").all_text_contents()
    page.reload()
    page.locator("#results h2").first.wait_for()
    assert page.locator("#results h2").all_text_contents() == found
    page.locator("#results h2 a").first.click()
    assert page.locator("h1").text_content() == found[0]
    page.go_back()
    page.locator("#results h2").first.wait_for()
    assert page.get_by_label("Words").input_value() == "bridge"


def test_markup_in_a_title_stays_text_and_nothing_found_says_so(page: Any, address: str) -> None:
    ask(page, address, q="whom")
    assert page.locator("#results b").count() == 0
    assert "<b>by</b>" in page.locator("#results").inner_text()
    assert ask(page, address, q="<img src=x onerror=alert(1)> xyzzy") == []
    assert "Nothing found" in page.locator("#status").text_content()


def test_a_first_query_asks_for_little(page: Any, address: str) -> None:
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(len(response.body())) if "/search/" in response.url and response.url.endswith(".txt") else None)
    ask(page, address, q="kakhovka")
    assert sizes
    assert sum(sizes) < 200_000
    assert len(sizes) < 40


def test_without_scripts_the_page_leads_to_the_lists(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(address)
    opened.get_by_role("main").get_by_role("link", name="Archive").click()
    assert opened.locator(".cal").count() > 10
    context.close()


def test_the_script_is_small_and_writes_text_alone(archive: Path) -> None:
    script = next(archive.glob("assets/search.*.js"))
    assert script.stat().st_size <= 5_000
    text = script.read_text(encoding="utf-8")
    assert not any(word in text for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval", "Function(", "http:", "https:"))
