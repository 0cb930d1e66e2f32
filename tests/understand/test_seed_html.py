"""Saved pages: title, author, date, body and captions out of what outlets make; hostile pages cost little."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from briefgen.model.seed import Role
from briefgen.understand.seed.html import HtmlReading, read_html
from briefgen.understand.seed.metadata import day_of, site_off
from briefgen.understand.seed.scan import looks_like_html, refusal

PARAGRAPHS = [
    "Crews on the island have stopped working after dark, a week after a deckhand was lost in heavy seas off the northern cape.",
    "The ministry said that the vessels had passed their inspection in November, and that new lights had been ordered for the spring.",
    "“Nobody here wants a medal, we want lights that work,” said the mate, who has sailed the route for nineteen years.",
    "Passengers were told to use the morning boat until further notice, and most of them did so without complaint.",
]


def page(head: str = "", before: str = "", after: str = "", inside: str = "") -> str:
    body = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    return (f"<!doctype html><html lang=en-GB><head><title>Ferry crews refuse | The Desk</title>{head}</head><body><nav><a href=/>Home</a> <a href=/w>World</a></nav>"
            f"{before}<article><h1>Ferry crews refuse night crossings</h1>{inside}{body}</article>{after}<footer><p>© The Desk. All rights reserved.</p></footer></body></html>")


def body(read: HtmlReading) -> list[str]:
    return [words for role, words in read.lines if role is Role.BODY]


def test_the_body_without_its_furniture() -> None:
    related = "<aside class=related><h3>Read next</h3><ul>" + "".join(f"<li><a href=/{n}>Another story of number {n} from the same desk</a></li>" for n in range(6)) + "</ul></aside>"
    read = read_html(page(after=related))
    assert body(read) == PARAGRAPHS
    assert read.title == "Ferry crews refuse night crossings"
    assert read.language == "en-GB"


def test_captions_stay_captions() -> None:
    figure = "<figure><img src=x><figcaption>The ferry at the quay on Sunday. (Picture: Desk)</figcaption></figure>"
    read = read_html(page(inside=figure))
    assert [words for role, words in read.lines if role is Role.CAPTION] == ["The ferry at the quay on Sunday. (Picture: Desk)"]
    assert body(read) == PARAGRAPHS


@pytest.mark.parametrize(("head", "before", "date"), [
    ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry crews refuse night crossings", "datePublished": "2024-02-12T08:30:00Z", '
     '"author": {"name": "D. Manou"}}</script>', "", "2024-02-12T08:30:00Z"),
    ('<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], "datePublished": "2024-02-12"}]}</script>', "", "2024-02-12"),
    ('<meta property="article:published_time" content="2024-02-12T08:30:00+02:00">', "", "2024-02-12T08:30:00+02:00"),
    ('<meta name="date" content="20240212">', "", "2024-02-12"),
    ("", '<time datetime="2024-02-12">12 February</time>', "2024-02-12"),
    ("", "<p class=stamp>Published: 12 February 2024</p>", "2024-02-12"),
])
def test_the_date_that_a_page_gives(head: str, before: str, date: str) -> None:
    assert read_html(page(head=head, before=before)).date == date


def test_broken_data_of_a_page_does_no_harm() -> None:
    for words in ("{", '{"@type": "NewsArticle", "author": 7, "headline": ["x"], "datePublished": {}}', "[" * 5000, '{"a":' * 3000, "null", '"text"'):
        read = read_html(page(head=f'<script type="application/ld+json">{words}</script>'))
        assert read.title == "Ferry crews refuse night crossings"


@pytest.mark.parametrize(("text", "day"), [
    ("Mon, 12 Feb 2024", "2024-02-12"), ("February 12th, 2024", "2024-02-12"), ("12. Februar 2024", "2024-02-12"), ("12 de febrero de 2024", "2024-02-12"),
    ("2024/02/12", "2024-02-12"), ("2024-13-45", ""), ("in February", ""),
])
def test_days(text: str, day: str) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(("title", "site", "short"), [
    ("Ferry crews refuse | The Desk", "The Desk", "Ferry crews refuse"), ("The Desk - Ferry crews refuse night crossings", "The Desk", "Ferry crews refuse night crossings"),
    ("Ferry crews refuse – again", "", "Ferry crews refuse"), ("Ferry crews refuse", "The Desk", "Ferry crews refuse"),
])
def test_a_title_without_the_site(title: str, site: str, short: str) -> None:
    assert site_off(title, site) == short


def test_a_page_saved_under_another_name_is_known() -> None:
    assert looks_like_html("<!DOCTYPE html><html>…")
    assert not looks_like_html("An article about <b>tags</b>.")


# -- hostile pages -------------------------------------------------------------------------------------------------------

BOMBS: list[tuple[str, list[tuple[str, int]]]] = [
    ("deep", [("<div>", 1), ("x", 0)]), ("misnested", [("<font><p>", 1)]), ("attributes", [("<p ", 0), ("a{i}=1 ", 1), (">x", 0)]), ("comment", [("<!--", 0), ("x", 1)]),
    ("scripts", [("<script>", 0), ("<!--<script>", 1)]), ("entities", [("&#x", 1)]), ("tables", [("<table>", 1)]), ("picture", [('<img src="data:image/png;base64,', 0), ("A", 1), ('">', 0)]),
    ("brackets", [("<", 1)]), ("open comments", [("<!--", 1)]),
]


def bomb(parts: list[tuple[str, int]], count: int) -> str:
    return "".join("".join(unit.replace("{i}", str(n)) for n in range(count)) if grows else unit for unit, grows in parts)


@pytest.mark.parametrize(("name", "parts"), BOMBS, ids=[name for name, _ in BOMBS])
def test_the_scan_takes_time_in_proportion(name: str, parts: list[tuple[str, int]]) -> None:
    def cost(count: int) -> float:
        text, best = bomb(parts, count), 60.0
        for _ in range(3):
            start = time.process_time()
            refusal(text)
            best = min(best, time.process_time() - start)
        return best

    assert cost(40_000) <= 12 * max(cost(10_000), 0.01), name  # four times as much; sixteen would be the square


def test_a_page_too_deep_or_too_full_is_refused_with_its_reason() -> None:
    assert "deep" in read_html("<div>" * 3000).refused
    assert "attributes" in read_html("<p " + "".join(f"a{n}=1 " for n in range(5000)) + ">x").refused
    assert "tags" in read_html("<b>x</b>" * 40_000).refused


def test_bombs_of_the_corpus_cost_little(shared: Path) -> None:
    """The worst of them that the scan lets through, each in a process that may use 10 s of CPU and 1 GB of addresses, as a limit and not a measure."""
    cases: list[dict[str, Any]] = json.loads((shared / "corpora" / "hostile" / "html-bombs.json").read_text(encoding="utf-8"))
    code = ("import resource, sys; resource.setrlimit(resource.RLIMIT_CPU, (10, 10)); resource.setrlimit(resource.RLIMIT_DATA, (1 << 30, 1 << 30));"
            "from briefgen.understand.seed.html import read_html; read_html(sys.stdin.read()); print('read')")
    for case in cases:
        if case["name"] in ("many p", "script escape states", "foster parenting", "many links"):
            text = bomb([(unit, int(count == "n")) if count in ("n", 1) else (unit * count, 0) for unit, count in case["parts"]], 20_000)
            done = subprocess.run([sys.executable, "-c", code], input=text, capture_output=True, text=True, check=False)
            assert done.stdout == "read\n", (case["name"], done.stderr[-300:])
