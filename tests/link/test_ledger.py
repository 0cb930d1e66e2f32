"""Published text against its ledger: what is a change, what a slip of the pen, what a correction covers, what would vanish."""

from __future__ import annotations

import json

import pytest

from briefgen.link.wordings import distance, minor, strokes
from briefgen.model.ledger import Paragraph
from briefgen.understand.ledger import mark, read_ledger

BRIEF = "content/briefs/2024-01-10.md"
LEDGER = "content/.ledger/2024-01-10.json"
HEAD = "---\ntitle: A day of rain\n{}---\n"
BODY = ("## What is reported\n\nThe river rose for three days.\n\n- Nobody had been told of it. {#told}\n\n"
        "The ministry had asked for sandbags, and thirty-five arrived.\n")
LABELS = {"Nobody had been told of it.": "#told"}


def book(*versions: str, permalink: str = "/2024/01/10/brief/") -> str:
    """A ledger of a brief that was released once a day from 10 January at 18:00; each version is Markdown as above."""
    blocks, made = {}, []
    for number, body in enumerate(versions):
        paragraphs = [Paragraph("title", "A day of rain")]
        for line in filter(None, (part.strip() for part in body.split("\n\n"))):
            text, _, tail = line.removeprefix("## ").removeprefix("- ").partition(" {#")
            paragraphs.append(Paragraph("", text.strip()))
            del tail
        for paragraph in paragraphs:
            blocks[mark(paragraph)] = [paragraph.label, paragraph.text]
        made.append({"at": f"2024-01-{10 + number}T18:00+02:00", "blocks": [mark(one) for one in paragraphs]})
    return json.dumps({"ledger": 1, "brief": "2024-01-10", "permalink": permalink, "versions": made, "blocks": blocks})


def files(body: str, *, front: str = "", ledger: str | None = None, site: str = "") -> dict[str, str]:
    made = {BRIEF: HEAD.format(front) + body, LEDGER: ledger if ledger is not None else book(BODY)}
    if site:
        made["site.yml"] = f"title: Desk\nurl: https://desk.example.org/\ntimezone: Europe/Kyiv\n{site}\n"
    return made


def entry(**values: str) -> str:
    base = {"at": "2024-01-12T09:40+02:00", "kind": "correction", "note": "We were wrong."} | values
    lines = [f"{key}: {json.dumps(value)}" for key, value in base.items()]
    return "corrections:\n  - " + "\n    ".join(lines) + "\n"


def test_what_was_released_is_silent(link_files) -> None:
    assert link_files(files(BODY)).codes() == []


def test_a_change_without_a_correction_names_file_lines_and_command(link_files) -> None:
    linked = link_files(files(BODY.replace("three days", "four days").replace("thirty-five", "thirty-six")))
    assert linked.codes() == ["BG501"]
    found = linked.notes[0]
    assert found.severity.value == "warning"
    assert (found.span.path, found.span.line) == (BRIEF, 6)
    assert found.message == "published 2024-01-10 18:00; 2 blocks changed since (lines 6, 10) with no corrections: entry"
    assert found.hint == f"run:  briefgen amend {BRIEF}"


@pytest.mark.parametrize(("site", "severity"), [("ledger: strict", "error"), ("ledger: warn", "warning"), ("ledger: off", "")])
def test_the_site_says_how_much_it_weighs(link_files, site: str, severity: str) -> None:
    linked = link_files(files(BODY.replace("three days", "four days"), site=site))
    assert [note.severity.value for note in linked.notes] == ([severity] if severity else [])


@pytest.mark.parametrize("change", [
    ("three days.", "**three** days."), ("three days.", "three\ndays."), ("rose for", "rose, for"), ("sandbags", "sandbegs"),
    ("The ministry", "*The* ministry"),
])
def test_a_slip_of_the_pen_is_only_counted(link_files, change: tuple[str, str]) -> None:
    linked = link_files(files(BODY.replace(*change)))
    assert linked.codes() == []
    changes = linked.site.compared[BRIEF].changes
    assert all(one.minor for one in changes)


@pytest.mark.parametrize("change", [
    ("three days", "four days"), ("Nobody had", "Somebody had"), ("thirty-five", "35"), ("The river rose", "The river fell"),
    ("The ministry had asked for sandbags, and thirty-five arrived.\n", ""), ("had asked", "had not asked"),
])
def test_anything_more_is_a_change(link_files, change: tuple[str, str]) -> None:
    assert link_files(files(BODY.replace(*change))).codes() == ["BG501"]


def test_another_source_is_a_change(link_files) -> None:
    seeds = {"seeds/a.txt": "It rained for three days on end.\n", "seeds/a.yml": "outlet: A\ntitle: A\npublished: 2024-01-09\nurl: unknown\nlanguage: en\nlicence: x\n"}
    linked = link_files(files(BODY.replace("three days.", "three days. [@a]")) | seeds)
    assert "BG501" in linked.codes()


def test_the_order_alone_is_no_change(link_files) -> None:
    parts = BODY.split("\n\n")
    assert link_files(files("\n\n".join([parts[0], parts[3].strip(), parts[1], parts[2]]) + "\n")).codes() == []


def test_title_and_summary_are_published_too(link_files) -> None:
    made = files(BODY)
    made[BRIEF] = made[BRIEF].replace("A day of rain", "A week of rain")
    linked = link_files(made)
    assert linked.codes() == ["BG501"]
    assert linked.notes[0].span.line == 1


@pytest.mark.parametrize("front", [
    entry(was="three days", now="four days"), entry(), entry(now="The river rose for four days."), entry(at="2024-01-12", kind="update"),
])
def test_a_correction_covers_its_change(link_files, front: str) -> None:
    assert link_files(files(BODY.replace("three days", "four days"), front=front)).codes() == []


def test_a_correction_covers_no_other_change(link_files) -> None:
    body = BODY.replace("three days", "four days").replace("sandbags", "helicopters")
    linked = link_files(files(body, front=entry(was="three days", now="four days")))
    assert linked.codes() == ["BG501"]
    assert "1 block changed" in linked.notes[0].message


def test_a_correction_covers_the_place_that_it_names(link_files) -> None:
    keys = "## Key takeaways\n\n- Nobody was told. {#told}\n\nText.\n"
    paragraphs = [Paragraph("title", "A day of rain"), Paragraph("", "Key takeaways"), Paragraph("#told", "Nobody was told."), Paragraph("", "Text.")]
    ledger = json.dumps({"ledger": 1, "brief": "2024-01-10", "permalink": "/2024/01/10/brief/", "blocks": {mark(p): [p.label, p.text] for p in paragraphs},
                         "versions": [{"at": "2024-01-10T18:00+02:00", "blocks": [mark(p) for p in paragraphs]}]})
    changed = keys.replace("Nobody was", "Everybody was")
    assert link_files(files(keys, ledger=ledger)).codes() == []
    assert link_files(files(changed, ledger=ledger)).codes() == ["BG501"]
    assert link_files(files(changed, ledger=ledger, front=entry(where="#told"))).codes() == []
    assert link_files(files(changed, ledger=ledger, front=entry(where="title"))).codes() == ["BG501"]


def test_an_old_correction_covers_nothing_new(link_files) -> None:
    ledger = book(BODY.replace("three", "two"), BODY, BODY)
    linked = link_files(files(BODY.replace("three days", "four days"), front=entry(at="2024-01-11T09:00+02:00"), ledger=ledger))
    assert linked.codes() == ["BG501"]


# -- corrections that do not fit ---------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("front", "words"), [
    (entry(was="three days", now="four days"), "still says"),
    (entry(was="two days", now="four days"), "does not say"),
    (entry(where="#nowhere"), "no #nowhere"),
])
def test_a_correction_that_the_text_belies(link_files, front: str, words: str) -> None:
    linked = link_files(files(BODY, front=front))
    assert linked.codes() == ["BG502"]
    assert words in linked.notes[0].message


@pytest.mark.parametrize("at", ["2024-01-16T09:00+02:00", "2024-01-17", "2024-01-09"])
def test_a_correction_of_an_impossible_date(link_files, at: str) -> None:
    codes = link_files(files(BODY, front=entry(at=at))).codes()
    assert set(codes) == {"BG504"}


# -- what would vanish ---------------------------------------------------------------------------------------------------------

def test_a_released_page_does_not_vanish(link_files) -> None:
    gone = {LEDGER: book(BODY), "content/briefs/2024-01-11.md": "It is another day.\n"}
    linked = link_files(gone)
    assert linked.codes() == ["BG503"]
    assert "content/briefs/2024-01-10.md is gone" in linked.notes[0].message
    gone["content/briefs/2024-01-11.md"] = "---\naliases: [/2024/01/10/brief/]\n---\nIt is another day.\n"
    assert link_files(gone).codes() == []


def test_nor_when_it_moves_or_is_hidden(link_files) -> None:
    assert link_files(files(BODY, front="edition: evening\n")).codes() == ["BG503"]
    assert link_files(files(BODY, front="edition: evening\naliases: [/2024/01/10/brief/]\n")).codes() == []
    assert link_files(files(BODY, front="draft: true\n")).codes() == ["BG503"]


def test_a_retraction_keeps_the_page_and_drops_the_text(link_files) -> None:
    linked = link_files(files("", front=entry(kind="retraction", note="The note was made up.")))
    assert linked.codes() == []
    assert [brief.body for brief in linked.site.briefs] == [""]
    whole = link_files(files(BODY, front=entry(kind="retraction", note="The note was made up.")))
    assert [brief.body for brief in whole.site.briefs] == [""]
    assert whole.codes() == []


# -- the file ------------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("text", [
    "{", "[]", "{}", '{"ledger": 2, "brief": "x", "permalink": "/", "versions": [], "blocks": {}}',
    book(BODY).replace('"brief": "2024-01-10"', '"brief": "2024-01-11"'), book(BODY).replace("three days", "four days"), book(BODY).replace("2024-01-10T18:00+02:00", "yesterday"), book(BODY).replace('"versions": [{', '"versions": [], "x": [{'),
    "[" * 100_000,
])
def test_a_ledger_that_cannot_be_believed(text: str) -> None:
    ledger, _, notes = read_ledger(LEDGER, text)
    assert ledger is None
    assert [note.code for note in notes] == ["BG505"]


def test_history_is_told_release_by_release(link_files) -> None:
    linked = link_files(files(BODY, ledger=book(BODY.replace("three", "two"), BODY.replace("rose", "went up"), BODY)))
    history = linked.site.revisions[BRIEF]
    assert [(one.at, one.first, one.logged) for one in history] == [
        ("2024-01-10T18:00+02:00", True, True), ("2024-01-11T18:00+02:00", False, False), ("2024-01-12T18:00+02:00", False, False)]
    assert [[label_and_strokes for label_and_strokes in one.changes] for one in history[1:]] == [
        [("", (("=", "The river"), ("-", "rose"), ("+", "went up"), ("=", "for"), ("-", "two"), ("+", "three"), ("=", "days.")))],
        [("", (("=", "The river"), ("-", "went up"), ("+", "rose"), ("=", "for three days.")))],
    ]


def test_a_release_with_its_correction_says_so(link_files) -> None:
    linked = link_files(files(BODY, front=entry(at="2024-01-11T09:00+02:00", was="two days", now="three days"), ledger=book(BODY.replace("three", "two"), BODY)))
    assert linked.codes() == []
    assert [one.logged for one in linked.site.revisions[BRIEF]] == [True, True]


@pytest.mark.parametrize(("old", "new", "is_minor"), [
    ("a river rose", "a  river rose", True), ("the colour red", "the color red", True), ("teh river", "the river", False),
    ("recieved word", "received word", True), ("they are not here", "they are now here", False), ("in 2014 it", "in 2015 it", False),
    ("said Ivanov here", "said Ivanow here", False), ("Recieved word", "Received word", True), ("cannot hold", "cannon hold", False),
    ("one two three", "one two", False), ("word here [@a]", "word here [@b]", False), ("it is, so", "it is so", True),
])
def test_minor(old: str, new: str, is_minor: bool) -> None:
    assert minor(old, new) is is_minor


def test_distance() -> None:
    assert [distance(a, b) for a, b in (("abc", "abc"), ("abc", "abd"), ("abc", "ab"), ("abc", "bca"), ("abc", "abcdef"))] == [0, 1, 1, 2, 3]


def test_strokes() -> None:
    assert strokes("the river rose fast", "the river fell fast") == (("=", "the river"), ("-", "rose"), ("+", "fell"), ("=", "fast"))
