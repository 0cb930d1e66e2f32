"""`briefgen regions`: this site's, the world's by any name, and a new one into the file; region pages of many briefs, and the policy's words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest

SITE = "title: Desk\nurl: https://desk.example.org/\ntimezone: Europe/Kyiv\nlanguage: en-GB\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content/briefs").mkdir(parents=True)
    (tmp_path / "site.yml").write_text(SITE, encoding="utf-8")
    (tmp_path / "content/briefs/2024-01-10.md").write_text("---\nregions: [kherson-oblast]\n---\n\nText.\n", encoding="utf-8")
    return tmp_path


def test_without_words_it_lists_the_regions_of_the_site(project: Path, briefgen: Callable) -> None:
    ran = briefgen(project, "regions")
    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == ["europe", "ukraine", "kherson-oblast"]
    assert "Europe › Ukraine" in ran.out
    assert "1 brief, 0 events" in ran.out


def test_a_region_of_the_world_is_found_by_any_name(project: Path, briefgen: Callable) -> None:
    found = json.loads(briefgen(project, "regions", "Georgia", "--json").out)["regions"]
    assert [region["id"] for region in found][:2] == ["georgia", "georgia-us"]
    assert found[1]["within"] == ["North America", "United States"]
    assert "bavaria" in briefgen(project, "regions", "Bayern").out


def test_what_no_region_is_called_is_answered_with_what_was_meant(project: Path, briefgen: Callable) -> None:
    ran = briefgen(project, "regions", "donestk oblast")
    assert (ran.code, ran.out) == (1, "")
    assert "donetsk-oblast" in ran.err


def test_a_new_region_is_written_and_then_known(project: Path, briefgen: Callable) -> None:
    ran = briefgen(project, "regions", "--add", "Polissia", "--parent", "ukraine")
    assert ran.code == 0
    assert (project / "content/regions.yml").read_text(encoding="utf-8") == "- id: polissia\n  name: Polissia\n  parent: ukraine\n"
    briefgen(project, "regions", "--add", "Bács: the rest", "--parent", "hungary")
    assert 'id: bacs-the-rest\n  name: "Bács: the rest"\n' in (project / "content/regions.yml").read_text(encoding="utf-8")
    assert briefgen(project, "check").code == 0
    assert "Europe › Ukraine" in briefgen(project, "regions", "Polissia").out
    again = briefgen(project, "regions", "--add", "Polissia", "--parent", "ukraine")
    assert again.code == 2
    assert "known already" in again.err


@pytest.mark.parametrize(("arguments", "told"), [
    (("--add", "Donbas", "--parent", "ukraine"), "regions: [donbas]"),
    (("--add", "Kiev", "--parent", "ukraine"), "regions: [kyiv]"),
    (("--add", "Polissia", "--parent", "ukrane"), "did you mean ukraine"),
    (("--add", "Polissia"), "--parent"),
    (("--add", "Полісся", "--parent", "ukraine"), "by hand"),
])
def test_what_cannot_be_added_says_why(project: Path, briefgen: Callable, arguments: tuple[str, ...], told: str) -> None:
    ran = briefgen(project, "regions", *arguments)
    assert ran.code == 2
    assert told in " ".join(ran.err.split())
    assert not (project / "content/regions.yml").exists()


def test_a_region_of_many_briefs_is_listed_by_year_and_by_month(project: Path, briefgen: Callable) -> None:
    for n in range(170):
        day = f"2023-{1 + n // 28 % 12:02d}-{1 + n % 28:02d}"
        (project / f"content/briefs/{day}-{n}.md").write_text(f"---\ntitle: Brief {n}\nedition: n{n}\nregions: [kherson-oblast]\n---\n\nText.\n",
                                                              encoding="utf-8")
    (project / "content/regions.yml").write_text("- {id: kherson-oblast, note: Divided by the Dnipro., status: contested}\n", encoding="utf-8")
    (project / "site.yml").write_text(SITE + "naming: {policy: Borders as the desk sees them}\n", encoding="utf-8")
    ran = briefgen(project, "build", "--now", "2024-01-15T12:00Z")
    assert ran.code == 0, ran.err
    folder = project / "dist/regions/europe/ukraine/kherson-oblast"
    page = lxml.html.parse(folder / "index.html").getroot()
    within = "regions/europe/ukraine/kherson-oblast/"
    links = [link.partition(within)[2] for link in page.xpath("//ul[@class='tags']//a/@href")]
    parts = [link for link in links if link.startswith(("2023", "2024"))]
    assert parts == ["2024/", *[f"2023/{month:02d}/" for month in range(7, 0, -1)]]
    listed = [title for part in parts for title in lxml.html.parse(folder / part / "index.html").getroot().xpath("//article//h3//a/text()")]
    assert len(listed) == len(set(listed)) == 171
    assert 40 <= len(page.xpath("//article//h3")) < 60
    assert max(path.stat().st_size for path in folder.rglob("*.html")) < 200_000
    foot = page.xpath("string(//footer)")
    assert "Borders as the desk sees them." in foot
    assert "United Nations" not in foot
    brief = (project / "dist/2024/01/10/brief/index.html").read_text(encoding="utf-8")
    assert brief.count("Divided by the Dnipro.") == 1
    assert 'class="map"' in brief
