"""YAML is read as the text that was written, with its place, or refused with words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefgen.schema import Fields, Mapping, Scalar, Sequence, nearest, parse

HOSTILE = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "hostile" / "front-matter.json"


def mapping(text: str) -> Mapping:
    node, notes = parse(text, "x.yml")
    assert isinstance(node, Mapping), notes
    return node


def written(text: str, key: str) -> str:
    value = mapping(text).get(key)
    assert isinstance(value, Scalar)
    return value.text


@pytest.mark.parametrize(("text", "key", "value"), [
    ("region: NO", "region", "NO"),
    ("time: 23:30", "time", "23:30"),
    ("coord: 48:22.79", "coord", "48:22.79"),
    ("id: 0123", "id", "0123"),
    ("n: 12_000", "n", "12_000"),
    ("v: 1.10", "v", "1.10"),
    ("date: 2023-02-30", "date", "2023-02-30"),
    ("title: yes", "title", "yes"),
    ("on: x", "on", "x"),
    ("title: Null", "title", "Null"),
    ("title: 'null'", "title", "null"),
    ("n: 0x1F", "n", "0x1F"),
    ("n: .inf", "n", ".inf"),
])
def test_a_value_stays_the_text_that_was_written(text: str, key: str, value: str) -> None:
    assert written(text, key) == value


def test_every_value_knows_its_line_and_column() -> None:
    node = mapping("title: A\nregions: [ukraine, NO]\nfigures:\n  - label: Тест\n    value: 5\n")
    regions = node.get("regions")
    assert isinstance(regions, Sequence)
    assert [(item.span.line, item.span.column, item.span.end_column) for item in regions.items] == [(2, 11, 18), (2, 20, 22)]
    figures = node.get("figures")
    assert isinstance(figures, Sequence)
    assert isinstance(figures.items[0], Mapping)
    value = figures.items[0].get("value")
    assert value is not None
    assert (value.span.line, value.span.column) == (5, 12)


def test_a_key_twice_names_both_lines() -> None:
    _, notes = parse("regions: a\ntitle: b\nregions: c\n", "x.yml")
    assert [(note.code, note.span.line, "line 1" in note.message) for note in notes] == [("BG003", 3, True)]


def test_front_matter_is_counted_from_the_lines_of_its_file() -> None:
    _, notes = parse("title: Putin: ceasefire\n", "x.md", 2)
    assert [(note.code, note.span.line) for note in notes] == [("BG002", 2)]
    assert "quot" in notes[0].hint


def test_a_value_cut_short_by_a_comment_is_told() -> None:
    node, notes = parse("title: Strike #2 on the port\n", "x.md")
    assert [note.code for note in notes] == ["BG006"]
    assert isinstance(node, Mapping)


@pytest.mark.parametrize("text", [
    "[" * 30_000 + "]" * 30_000, "- " * 1100 + "x", "{a: " * 200 + "1" + "}" * 200, "a: &a [*a]", "a: !!python/object:os.system x", "%YAML 9.9\n---\na: b\n",
    "a: b\n---\nc: d\n", "<<: {a: b}\n<<: {c: d}\n",
])
def test_what_breaks_parsers_is_refused_in_words(text: str) -> None:
    _, notes = parse(text, "x.yml")
    assert notes
    assert all(note.code in ("BG002", "BG003", "BG004") and note.span.path == "x.yml" for note in notes)


def test_hostile_front_matter() -> None:
    if not HOSTILE.exists():
        pytest.skip("../shared/corpora/hostile is not here")
    wrong = []
    for case in json.loads(HOSTILE.read_text(encoding="utf-8")):
        text = case["yaml"]
        if isinstance(text, dict):
            text = "".join(unit * count for unit, count in text["parts"])
        node, notes = parse(text, "x.md", 2)
        if any(not note.span.line for note in notes):
            wrong.append((case["name"], "no place"))
        if case["expect"] == "accept-as-text" and (node is None or any(note.severity.value == "error" for note in notes)):
            wrong.append((case["name"], "refused", notes))
        if case["expect"] == "reject" and isinstance(node, Mapping) and not notes:
            # Values of the wrong kind pass the reader and are the schema's affair: dates, numbers, unknown keys.
            fields = Fields(node, "a brief", found := [])
            for key in ("date", "as_of", "embargo_until"):
                fields.when(key)
            fields.flag("draft")
            fields.texts("title")
            for key in ("title", "summary"):
                fields.text(key)
            fields.done()
            if not found:
                wrong.append((case["name"], "accepted", case["why"]))
    assert wrong == []


def test_the_nearest_name() -> None:
    assert nearest("autors", ("authors", "aliases", "title"), 1) == ("authors",) or nearest("autors", ("authors", "aliases", "title"), 1) == ["authors"]
    assert not nearest("zzzzzz", ("authors", "aliases"), 1)
