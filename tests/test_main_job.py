"""The whole way, as a user goes it: a real article and an editor's Markdown to a site that a reader can use."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest

ROOT = Path(__file__).resolve().parents[1]
SEED = "000_ad486f7a30606557"


@pytest.fixture(scope="module")
def ceasefire(shared: Path, briefgen: Callable, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built copy of the small site over the real article."""
    place = tmp_path_factory.mktemp("sites") / "ceasefire"
    shutil.copytree(shared / "sites" / "ceasefire", place)
    for path in place.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    place.chmod(0o755)
    ran = briefgen(place, "build")
    assert ran.code == 0, ran.err
    assert "quotations: 3 checked" in ran.err
    return place


def page(place: Path, path: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring((place / "dist" / path / "index.html").read_bytes())


def words(place: Path, path: str) -> str:
    return " ".join(page(place, path).text_content().split())


def test_the_real_article_becomes_a_site(ceasefire: Path) -> None:
    ukraine = "regions/europe/ukraine"
    for path in ("2023/12/24/brief", "2023/12/24", "2023/12", "2023", "sources/metro-ceasefire", ukraine, f"{ukraine}/kherson-oblast",
                 f"{ukraine}/donetsk-oblast", "storylines/ceasefire-signals", "timeline", "archive", "corrections", "about"):
        assert page(ceasefire, path).xpath("count(//h1)") == 1, path
    crumbs = [a.text_content() for a in page(ceasefire, f"{ukraine}/kherson-oblast").xpath("//nav[.//*[contains(., '›')] or @aria-label]//a")]
    assert "Ukraine" in crumbs
    assert "Moscow sounds out a pause" in words(ceasefire, f"{ukraine}/kherson-oblast")
    feed = (ceasefire / "dist" / "feed.xml").read_text(encoding="utf-8")
    assert "https://desk.example.org/briefs/2023/12/24/brief/" in feed
    assert "<loc>https://desk.example.org/briefs/2023/12/24/brief/</loc>" in (ceasefire / "dist" / "sitemap.xml").read_text(encoding="utf-8")


def test_only_cited_passages_are_published(ceasefire: Path, shared: Path) -> None:
    lines = [line.strip() for line in (shared / "seeds" / f"{SEED}.txt").read_text(encoding="utf-8").splitlines() if line.strip()]
    everything = " ".join(" ".join(lxml.html.fromstring(path.read_bytes()).text_content().split()) for path in (ceasefire / "dist").rglob("*.html"))
    source = words(ceasefire, "sources/metro-ceasefire")
    cited = {7, 8, 16}  # the passages that the brief's three quotations stand in
    for number, line in enumerate(lines, 1):
        probe = " ".join(line.split())
        if number in cited:
            assert probe[:60] in source or probe[5:60] in source, number
        else:
            assert probe not in everything, number


def test_dates_are_told_apart_by_how_they_are_known(ceasefire: Path) -> None:
    shown = words(ceasefire, "timeline")
    assert "September 2023 → about; still running" in shown
    assert "day not given" in shown
    assert "16 December 2023" in shown
    rows = page(ceasefire, "timeline").xpath("//main//ol/li")
    times = [time for row in rows for time in row.xpath(".//time/@datetime")]
    assert "2023-12-16" in times
    assert "2023-12" in times
    assert not any(time.startswith("2023-09-01") for time in times)


def test_pictures_and_contact_lines_are_no_facts_of_the_story(ceasefire: Path) -> None:
    for path in (ceasefire / "dist").rglob("*"):
        if path.is_file() and path.suffix in (".html", ".xml", ".json", ".txt"):
            text = path.read_text(encoding="utf-8")
            assert "webnews@metro.co.uk" not in text, path
            assert "23 December 2023" not in text, path
            if "16 December 2023" in text:  # the photograph is an event of its own, and says so
                assert "ictured" in text or "photograph" in text, path
    source = words(ceasefire, "sources/metro-ceasefire")
    assert source.count("Picture caption") == 2
    assert source.count("no part of the article, left out") == 2


def test_one_altered_word_stops_the_build(ceasefire: Path, briefgen: Callable, digests: Callable, tmp_path: Path) -> None:
    place = tmp_path / "site"
    shutil.copytree(ceasefire, place)
    before = digests(place / "dist")
    brief = place / "content" / "briefs" / "2023-12-24.md"
    brief.write_text(brief.read_text(encoding="utf-8").replace("retreat one meter", "retreat one mile"), encoding="utf-8")
    ran = briefgen(place, "build")
    assert ran.code == 1
    found = re.search(r"content/briefs/2023-12-24\.md:(\d+):(\d+)  error BG201", ran.err)
    assert found, ran.err
    line = brief.read_text(encoding="utf-8").splitlines()[int(found[1]) - 1]
    assert line[int(found[2]) - 1:].startswith('"Putin is not')
    assert "*mile*" in ran.err
    assert re.search(rf"source .*meter.*seeds/{SEED}\.txt:8", ran.err), ran.err
    assert digests(place / "dist") == before


def test_twice_and_elsewhere_is_the_same_site(ceasefire: Path, briefgen: Callable, digests: Callable, tmp_path: Path) -> None:
    first = digests(ceasefire / "dist")
    again = briefgen(ceasefire, "build")
    assert again.code == 0
    assert "0 written" in again.err
    assert digests(ceasefire / "dist") == first
    place = tmp_path / "тека з пробілами" / "мій сайт"
    shutil.copytree(ceasefire, place, ignore=shutil.ignore_patterns("dist", ".briefgen"))
    assert briefgen(place, "build", TZ="Pacific/Apia", LC_ALL="C", PYTHONHASHSEED="7").code == 0
    assert digests(place / "dist") == first


def test_a_new_desk_builds_without_a_warning_and_takes_an_article_as_it_is(briefgen: Callable, shared: Path, tmp_path: Path) -> None:
    assert briefgen(tmp_path, "init", "desk").code == 0
    desk = tmp_path / "desk"
    ran = briefgen(desk, "build", "--strict")
    assert ran.code == 0, ran.err
    assert "warning" not in ran.err
    shutil.copy(shared / "seeds" / f"{SEED}.txt", desk / "seeds")
    ran = briefgen(desk, "build")
    assert ran.code == 0, ran.err
    warning = re.search(rf"seeds/{SEED}\.txt.*?warning BG302(.*?)(?:\n\n|\Z)", ran.err, re.DOTALL)
    assert warning, ran.err
    for missing in ("outlet", "title", "published", "url"):
        assert missing in warning[1]
    shown = words(desk, f"sources/{SEED}")
    assert "unknown" in shown.lower()


def test_init_never_writes_over_a_folder(briefgen: Callable, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    ran = briefgen(tmp_path, "init", ".")
    assert ran.code == 2
    assert "BG730" in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.txt"]


@pytest.mark.parametrize("host", ["github", "gitlab", "netlify", "cloudflare", "vercel", "s3", "none"])
def test_a_desk_for_each_host_builds_without_a_warning(host: str, briefgen: Callable, tmp_path: Path) -> None:
    assert briefgen(tmp_path, "init", "desk", "--host", host).code == 0
    ran = briefgen(tmp_path / "desk", "build", "--strict")
    assert ran.code == 0, ran.err


def test_the_demonstration_has_what_it_should(briefgen: Callable, tmp_path: Path) -> None:
    for name in ("content", "seeds", "themes", "site.yml"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / name)
    ran = briefgen(tmp_path, "build")
    assert ran.code == 0, ran.err
    assert "error" not in ran.err
    dist = tmp_path / "dist"
    assert len([path for path in (ROOT / "seeds").iterdir() if path.suffix in (".txt", ".html")]) >= 8
    briefs = [path for path in dist.glob("20??/??/??/*/index.html")]
    assert len(briefs) >= 10
    assert len({path.parts[len(dist.parts):][:2] for path in briefs}) >= 4
    assert len(list(dist.glob("storylines/*/index.html"))) >= 3
    assert len(page(tmp_path, "timeline").xpath("//main//ol/li")) >= 20
    assert "Correction" in words(tmp_path, "corrections")
    assert "contested" in words(tmp_path, "regions/europe/ukraine/crimea").lower()


def test_it_runs_from_any_folder_of_the_project(briefgen: Callable, tmp_path: Path) -> None:
    briefgen(tmp_path, "init", "desk")
    ran = briefgen(tmp_path / "desk" / "content" / "briefs", "build")
    assert ran.code == 0
    assert (tmp_path / "desk" / "dist" / "index.html").is_file()


def test_an_unknown_command_names_the_nearest(briefgen: Callable, tmp_path: Path) -> None:
    ran = briefgen(tmp_path, "biuld")
    assert ran.code == 2
    assert "build" in ran.err
    assert briefgen(tmp_path, "--version").out.startswith("briefgen")
