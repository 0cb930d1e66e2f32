"""The seed desk from the command line: adding, listing, showing, verifying, reading many, and beginning a brief from sources."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ARTICLE = (
    "Ferry crews refuse night crossings\n"
    "Published 12 February 2024\n"
    "A ferry at the quay in Odesa, Ukraine, on 10 February 2024 (Picture: Desk)\n"
    "Crews in Odesa have stopped working after dark since Friday, a week after a deckhand was lost in heavy seas off the coast of Ukraine.\n"
    "“Nobody here wants a medal, we want lights that work,” said Yannis Petridis, who has sailed the route for nineteen years.\n"
    "The ministry in Kyiv said that the vessels had passed their inspection in November, and that new lights had been ordered.\n"
    "Sign up for our morning newsletter\n")

Run = Callable[..., Any]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site.yml").write_text("title: Desk\nurl: https://desk.example.org/\nlanguage: en\ntimezone: Europe/Kyiv\n", encoding="utf-8")
    (tmp_path / "content" / "briefs").mkdir(parents=True)
    return tmp_path


@pytest.fixture
def article(site: Path, briefgen: Run) -> Path:
    """A site with one registered article."""
    path = site / "saved.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    ran = briefgen(site, "seed", "add", "saved.txt", "--id", "ferry", "--outlet", "The Desk")
    assert ran.code == 0, ran.err
    return site


# -- add -----------------------------------------------------------------------------------------------------------------


def test_add_keeps_the_text_and_writes_its_hash(article: Path) -> None:
    assert (article / "seeds" / "ferry.txt").read_text(encoding="utf-8") == ARTICLE
    sidecar = (article / "seeds" / "ferry.yml").read_text(encoding="utf-8")
    assert f"sha256: {hashlib.sha256(ARTICLE.encode()).hexdigest()}" in sidecar
    assert "title: Ferry crews refuse night crossings" in sidecar
    assert "published: 2024-02-12" in sidecar
    assert "url: unknown" in sidecar, "what is not known is said to be unknown, not asked for, where there is no terminal"


def test_what_was_added_builds_without_a_word_about_it(article: Path, briefgen: Run) -> None:
    ran = briefgen(article, "check")
    assert "ferry" not in ran.err


def test_add_reads_standard_input(site: Path, briefgen: Run) -> None:
    ran = briefgen(site, "seed", "add", "-", "--outlet", "The Desk", stdin=ARTICLE)
    assert ran.code == 0, ran.err
    assert ran.out == "seeds/the-desk-ferry-crews-refuse-night-crossings.yml\n"


def test_a_file_that_lies_in_seeds_stays_where_it_is(site: Path, briefgen: Run) -> None:
    path = site / "seeds" / "001_story.txt"
    path.parent.mkdir()
    path.write_text(ARTICLE, encoding="utf-8")
    assert briefgen(site, "seed", "add", "seeds/001_story.txt").out == "seeds/001_story.yml\n"
    assert sorted(one.name for one in path.parent.iterdir()) == ["001_story.txt", "001_story.yml"]


def test_a_page_says_more_of_itself(site: Path, briefgen: Run) -> None:
    (site / "page.html").write_text(
        "<!doctype html><html lang=en><head><meta property=og:site_name content='The Desk'><meta property=og:url content=https://desk.example.org/ferry>"
        "<meta property=article:published_time content=2024-02-12T08:00Z><meta property=og:title content='Ferry crews: “no”'></head><body><article>"
        + "".join(f"<p>{line}</p>" for line in ARTICLE.split("\n")[3:6]) + "</article></body></html>", encoding="utf-8")
    assert briefgen(site, "seed", "add", "page.html").code == 0
    sidecar = (site / "seeds" / "page.yml").read_text(encoding="utf-8")
    for line in ("outlet: The Desk", 'title: "Ferry crews: “no”"', "published: 2024-02-12", "url: https://desk.example.org/ferry", "language: en"):
        assert line in sidecar
    assert (site / "seeds" / "page.html").is_file()


@pytest.mark.parametrize(("arguments", "code", "words"), [
    (("seed", "add", "saved.txt", "--id", "other"), 2, "registered already"), (("seed", "add", "empty.txt"), 1, "BG103"), (("seed", "add", "gone.txt"), 3, "gone.txt"),
    (("seed", "add", "new.txt", "--published", "yesterday"), 2, "--published"), (("seed", "add", "new.txt", "--id", "ferry"), 2, "BG308"),
])
def test_what_cannot_be_added(article: Path, briefgen: Run, arguments: tuple[str, ...], code: int, words: str) -> None:
    (article / "empty.txt").write_text("\n", encoding="utf-8")
    (article / "new.txt").write_text("Another text, of one line only, which nobody has registered yet.\n", encoding="utf-8")
    before = sorted(path.name for path in (article / "seeds").iterdir())
    ran = briefgen(article, *arguments)
    assert (ran.code, words in ran.err) == (code, True), ran.err
    assert sorted(path.name for path in (article / "seeds").iterdir()) == before


# -- ls, verify, show ----------------------------------------------------------------------------------------------------


def test_ls_and_verify(article: Path, briefgen: Run) -> None:
    assert briefgen(article, "seed", "ls").out.split() == ["ferry", "The", "Desk", "2024-02-12", "cited", "0×", "ok"]
    assert briefgen(article, "seed", "verify").code == 0
    with (article / "seeds" / "ferry.txt").open("a", encoding="utf-8") as text:
        text.write("One more line.\n")
    ran = briefgen(article, "seed", "verify")
    assert ran.code == 1
    assert "BG301" in ran.err
    row = json.loads(briefgen(article, "seed", "ls", "--json").out)["seeds"][0]
    assert row == {"id": "ferry", "outlet": "The Desk", "published": "2024-02-12", "cited": 0, "path": "seeds/ferry.txt", "hash": "changed"}


def test_show_marks_places_dates_and_quotations(article: Path, briefgen: Run) -> None:
    ran = briefgen(article, "seed", "show", "ferry")
    assert "P3   caption " in ran.out
    assert "P7   boilerplate Sign up" in ran.out
    assert "[Odesa]" in ran.out
    assert "<Friday>" in ran.out
    assert "“{Nobody here wants a medal, we want lights that work,}”" in ran.out
    assert "said     Yannis Petridis: Nobody here" in ran.out
    coloured = briefgen(article, "seed", "show", "ferry", CLICOLOR_FORCE="1", NO_COLOR="").out
    assert "\x1b[32mOdesa\x1b[0m" in coloured
    assert "did you mean \"ferry\"" in briefgen(article, "seed", "show", "fery").err


def test_show_as_json(article: Path, briefgen: Run) -> None:
    found = json.loads(briefgen(article, "seed", "show", "ferry", "--json").out)
    assert found["version"] == 1
    assert [one["role"] for one in found["passages"]] == ["headline", "boilerplate", "caption", "body", "body", "body", "boilerplate"]
    assert found["focus"] == "UA"
    for one in (*found["toponyms"], *found["timexes"]):
        assert found["text"][one["start"]:one["end"]] == one["text"]


# -- read ----------------------------------------------------------------------------------------------------------------


def batch(rows: list[Any], *options: str) -> tuple[int, list[dict[str, Any]], str]:
    lines = "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)
    ran = subprocess.run([sys.executable, "-m", "briefgen", "seed", "read", *options], input=lines, capture_output=True, text=True, check=False, encoding="utf-8")
    return ran.returncode, [json.loads(line) for line in ran.stdout.splitlines()], ran.stderr


def test_read_answers_each_line_in_order_and_in_the_form_of_the_scorers() -> None:
    code, found, _ = batch([{"id": "a", "text": ARTICLE, "date": "2024-02-12"}, {"id": "b", "lines": ARTICLE.strip().split("\n")},
                            {"id": "c", "html": "<html><body><article>" + "".join(f"<p>{line}</p>" for line in ARTICLE.split("\n")[3:6]) + "</article></body></html>"}])
    assert code == 0
    assert [one["id"] for one in found] == ["a", "b", "c"]
    first = found[0]
    assert set(first) == {"id", "title", "author", "date", "text", "labels", "toponyms", "countries", "admin1", "focus", "timexes", "quotes"}
    assert first["labels"][:7] == ["other", "other", "caption", "body", "body", "body", "other"]
    assert first["text"].startswith("Crews in Odesa")
    assert first["countries"] == ["UA"]
    for one in (*first["toponyms"], *first["timexes"]):
        assert ARTICLE[one["start"]:one["end"]] == one["text"]
    quote = next(one for one in first["quotes"] if one["kind"] == "direct")
    assert ARTICLE[quote["start"]:quote["end"]] == "Nobody here wants a medal, we want lights that work,"
    assert quote["speaker"]["text"] == "Yannis Petridis"
    assert next(one for one in first["timexes"] if one["text"] == "Friday")["value"] == "2024-02-09"
    assert len(found[1]["labels"]) == 7
    assert len(found[2]["labels"]) == len(found[2]["lines"]) == 3


def test_a_bad_line_costs_a_diagnostic_and_no_more() -> None:
    code, found, wrong = batch([{"id": "a", "text": "One line."}, "{not json", [1], {"text": "no id"}, {"id": "n"}, {"id": "h", "html": "<div>" * 3000},
                                {"id": 7, "text": "\ud800 half a pair"}, {"id": "z", "text": ""}])
    assert code == 1
    assert [one["id"] for one in found] == ["a", 7, "z"]
    assert wrong.count("BG310") == 5
    assert "-:2" in wrong


def test_many_lines_keep_their_order_over_processes() -> None:
    rows = [{"id": n, "text": f"“We have waited {n} days,” said Omar Robleh in Odesa on 12 February 2024."} for n in range(90)]
    code, several, _ = batch(rows, "--jobs", "2")
    assert code == 0
    assert [one["id"] for one in several] == list(range(90))
    assert several == batch(rows, "--jobs", "1")[1]


# -- new -----------------------------------------------------------------------------------------------------------------


def test_a_brief_begins_with_what_its_source_says(article: Path, briefgen: Run) -> None:
    ran = briefgen(article, "new", "brief", "--from", "ferry", "--date", "2024-02-13")
    assert ran.out == "content/briefs/2024-02-13.md\n"
    text = (article / "content" / "briefs" / "2024-02-13.md").read_text(encoding="utf-8")
    assert "draft: true" in text
    assert "ukraine" in text.split("regions: ")[1].split("\n")[0]
    assert "- Yannis Petridis: “Nobody here wants a medal, we want lights that work” [@ferry, para. 5]" in text
    assert "{when=2024-02-09/..}" in text or "{when=2024-02-09}" in text
    checked = briefgen(article, "check")
    assert checked.code == 0, checked.err
    (article / "content" / "briefs" / "2024-02-13.md").write_text(text.replace("draft: true\n", ""), encoding="utf-8")
    published = briefgen(article, "check")
    assert published.code == 0, published.err
    assert "1 of 1 quotations" in published.err, "the suggested quotation is found in its source"


def test_new_files_never_write_over_others(article: Path, briefgen: Run) -> None:
    for arguments, path in ((("storyline", "Grain by rail"), "content/storylines/grain-by-rail.md"), (("source", "Evening news"), "seeds/evening-news.yml")):
        assert briefgen(article, "new", *arguments).out == path + "\n"
        again = briefgen(article, "new", *arguments)
        assert (again.code, "BG308" in again.err) == (2, True)
    assert briefgen(article, "new", "correction", "It was Tuesday").code == 0
    assert briefgen(article, "new", "correction", "It was Wednesday").out.endswith("-2.yml\n")
    assert briefgen(article, "check").code == 0
