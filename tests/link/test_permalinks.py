"""Nothing is written outside the site, and no page silently takes another's place."""

from __future__ import annotations

import json
import string
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.link.permalinks import LONGEST, Registry, segment
from briefgen.model.diagnostic import Span

SPAN = Span("content/briefs/x.md", 1, 1)


@pytest.mark.parametrize("name", ["..", ".", "", "a/b", "a\\b", ".hidden", "_private", "con", "NUL.txt", "com1", "a ", "a.", "a\0b", "-", "a" * 101, "％2e", "a?b", "a#b"])
def test_what_cannot_be_a_segment(name: str) -> None:
    assert segment(name) == "" or "/" not in segment(name)
    if name not in ("％2e",):
        assert segment(name) == ""


@given(st.text(max_size=120))
def test_a_segment_is_safe_whatever_is_written(name: str) -> None:
    found = segment(name)
    if found:
        assert found not in (".", "..")
        assert not set("/\\\0:*?\"<>|#% \n\t") & set(found)
        assert not found.startswith((".", "_"))
        assert len(found.encode()) <= LONGEST


@given(st.lists(st.text(alphabet=string.ascii_letters + "./-éßK", max_size=8), max_size=5))
def test_a_claim_never_leaves_the_site(parts: list[str]) -> None:
    notes: list = []
    if Registry(notes).claim("/" + "/".join(parts) + "/", SPAN):
        assert ".." not in parts
    else:
        assert [note.code for note in notes] == ["BG351"]


@pytest.mark.parametrize(("a", "b"), [("/Report/", "/report/"), ("/café/", "/cafe\u0301/"), ("/straße/", "/STRASSE/"), ("/K/", "/K/")])
def test_two_claims_on_one_address_name_both(a: str, b: str) -> None:
    notes: list = []
    registry = Registry(notes)
    assert registry.claim(a, Span("content/pages/a.md", 1, 1))
    assert not registry.claim(b, Span("content/pages/b.md", 1, 1))
    assert [(note.code, note.span.path, note.related[0].path) for note in notes] == [("BG350", "content/pages/b.md", "content/pages/a.md")]


def test_hostile_names_are_contained(shared: Path, briefgen: Callable, tmp_path: Path) -> None:
    """Each as title, topic, edition, alias and storyline: nothing outside dist/ is written, no segment hides or climbs."""
    cases = json.loads((shared / "corpora" / "hostile" / "names.json").read_text(encoding="utf-8"))
    for number, case in enumerate(cases):
        value = json.dumps(case["value"].encode("utf-8", "replace").decode())
        place = tmp_path / f"n{number}" / "site"
        (place / "content" / "briefs").mkdir(parents=True)
        (place / "site.yml").write_text("title: Desk\nurl: https://desk.example.org/\ntimezone: UTC\n", encoding="utf-8")
        for key in ("title", "topics", "edition", "aliases"):
            (place / "content" / "briefs" / f"2024-01-{10 + len(key)}.md").write_text(f"---\n{key}: {value}\n---\nText.\n", encoding="utf-8")
    before = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    for number, case in enumerate(cases):
        if number % 3:  # every third is a whole run; the rest is the segments' own test
            assert segment(case["value"].encode("utf-8", "replace").decode()) not in (".", "..")
            continue
        ran = briefgen(tmp_path / f"n{number}" / "site", "build", "--now", "2024-01-15T12:00Z")
        assert ran.code in (0, 1), ran.err
    after = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    for made in after - before:
        parts = made.split("/")[2:]
        assert parts[0] in ("dist", ".briefgen"), made
        assert not any(part.startswith("..") for part in parts)


def test_hostile_collisions_lose_nothing(shared: Path, briefgen: Callable, tmp_path: Path) -> None:
    for number, case in enumerate(json.loads((shared / "corpora" / "hostile" / "name-collisions.json").read_text(encoding="utf-8"))[::3]):
        place = tmp_path / f"c{number}"
        (place / "content" / "briefs").mkdir(parents=True)
        (place / "site.yml").write_text("title: Desk\nurl: https://desk.example.org/\ntimezone: UTC\n", encoding="utf-8")
        for day, name in ((11, case["a"]), (12, case["b"])):
            value = json.dumps(name.encode("utf-8", "replace").decode())
            (place / "content" / "briefs" / f"2024-01-{day}.md").write_text(f"---\nedition: {value}\naliases: {value}\n---\nText {day}.\n", encoding="utf-8")
        ran = briefgen(place, "build", "--now", "2024-01-15T12:00Z")
        if ran.code == 0:
            assert len(list(place.glob("dist/2024/01/1[12]/*/index.html"))) == 2, case
        else:
            assert "content/briefs/2024-01-1" in ran.err
