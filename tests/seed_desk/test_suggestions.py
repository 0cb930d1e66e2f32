"""What the full reading of seeds adds to the site: only where it is asked for, and advice in `check`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SEED = ("Crews in Odesa have stopped working after dark since Friday, a week after a deckhand was lost in heavy seas off the coast of Ukraine.\n"
        "“Nobody here wants a medal,” said Yannis Petridis, who has sailed the route from Istanbul for nineteen years.\n"
        "Ministers in Turkey met in Ankara on Sunday, and Turkey said that its own crews would sail. Turkey has forty ferries of its own.\n")
BRIEF = ("---\ntitle: Ferries\nregions: [odesa-oblast, moldova]\n---\n\n## Key takeaways\n\n"
         "- Crews have stopped working after dark. [@ferry, para. 1]\n- A mate says that “here wants a medal” [@ferry, para. 2].\n")

Run = Callable[..., Any]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in (("site.yml", "title: Desk\nurl: https://desk.example.org/\nlanguage: en\ntimezone: Europe/Kyiv\nmaps: off\n"), ("seeds/ferry.txt", SEED),
                       ("seeds/ferry.yml", "id: ferry\noutlet: The Desk\ntitle: Ferry crews refuse\npublished: 2024-02-12\nurl: unknown\n"),
                       ("content/briefs/2024-02-13.md", BRIEF)):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_published_page_suggests_nothing_unless_the_site_says_so(site: Path, briefgen: Run) -> None:
    ran = briefgen(site, "build", "--timings")
    assert ran.code == 0, ran.err
    page = (site / "dist" / "sources" / "ferry" / "index.html").read_text(encoding="utf-8")
    assert "found by reading" not in page
    assert "suggest" not in ran.err, "seeds are not read in full for nothing"
    with (site / "site.yml").open("a", encoding="utf-8") as text:
        text.write("suggestions: on\n")
    ran = briefgen(site, "build", "--timings")
    assert "suggest" in ran.err
    page = (site / "dist" / "sources" / "ferry" / "index.html").read_text(encoding="utf-8")
    first, second = page.split('<li id="p')[1:3]
    assert "found by reading" in first
    assert ">Odesa" in first or "· Odesa" in first
    assert "since Friday" in first
    assert "· Yannis Petridis" in second
    assert "Ankara" not in page, "of a passage that is not shown nothing is told"
    regions = {path.parent.name: path.read_text(encoding="utf-8") for path in (site / "dist" / "regions").rglob("index.html")}
    assert "Sources that name it" in regions["odesa-oblast"]
    assert ">Ferry crews refuse <small>1</small>" in regions["odesa-oblast"]
    assert "Sources that name it" not in regions["moldova"]


def test_check_compares_the_tags_of_a_brief_with_what_its_sources_name(site: Path, briefgen: Run) -> None:
    ran = briefgen(site, "check")
    assert ran.code == 0, "advice never stands against publishing"
    assert "content/briefs/2024-02-13.md:3:25  info BG309  the region moldova is named in none of the sources" in ran.err
    assert "the cited sources name turkey 3 times" in ran.err or "the cited sources name turkiye 3 times" in ran.err
    assert "odesa-oblast is named in none" not in ran.err
    (site / "content" / "briefs" / "2024-02-13.md").write_text(BRIEF.replace("[odesa-oblast, moldova]", "[odesa-oblast]\nmentions: [turkey, ankara]"), encoding="utf-8")
    again = briefgen(site, "check")
    assert "BG309" not in again.err or "turkey" not in again.err


def test_build_says_nothing_of_it(site: Path, briefgen: Run) -> None:
    assert "BG309" not in briefgen(site, "build").err
