"""The commands for evidence, and the way of a correction from an edit to the page, the list and the feed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BRIEF = "content/briefs/2024-01-10.md"
SITE = "title: Desk\nurl: https://desk.example.org/\ntimezone: Europe/Kyiv\nlanguage: en-GB\n"
SIDECAR = "outlet: {}\ntitle: A note\npublished: 2024-01-09\nurl: unknown\nlanguage: en\nreliability: B\nlicence: unknown\n{}"
NOTE = "The river rose for three days before the gates gave way, and nobody on the lower bank had been told.\nThe ministry spoke of twelve dead.\n"
TEXT = """---
title: A day of rain
# kept as it is
regions: [ukraine]
storylines: [flood]
---

## Key takeaways

- The river rose for three days. [@note] {#rose grade=2}

## What is reported

It "rose for three days before the gates gave way" [@note], the note says.

::: claim ministry number=12 speaker="the ministry"
There were twelve dead. [@note]
:::

::: claim town disputes=ministry number=47 status=disputed speaker="the town hall"
There were 47 dead. [@town]
:::
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for path, text in {
        "site.yml": SITE, BRIEF: TEXT, "seeds/note.txt": NOTE, "seeds/note.yml": SIDECAR.format("Post", ""),
        "seeds/town.txt": "The town hall counted 47 dead by the river on Tuesday evening.\n",
        "seeds/town.yml": SIDECAR.format("Radio", "via:\n  - {who: Reader, root: {who: a clerk, anonymous: true, access: said to keep the lists}}\n"),
        "content/storylines/flood.md": "---\ntitle: The flood\n---\nThe water and what came of it.\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def page(project: Path, path: str) -> str:
    return (project / "dist" / path).read_text(encoding="utf-8")


def test_an_edit_after_publication_needs_a_correction_and_shows_it(briefgen, project: Path) -> None:
    released = briefgen(project, "build", "--release", "--now", "2024-01-10T18:02+02:00")
    assert released.code == 0, released.err
    ledger = project / "content/.ledger/2024-01-10.json"
    first = json.loads(ledger.read_text(encoding="utf-8"))
    assert [version["at"] for version in first["versions"]] == ["2024-01-10T18:02+02:00"]
    assert briefgen(project, "check", "--now", "2024-01-11T09:00Z").err.count("BG501") == 0

    brief = project / BRIEF
    brief.write_text(brief.read_text(encoding="utf-8").replace("There were twelve dead.", "There were twelve dead, not counting the crew."), encoding="utf-8")
    told = briefgen(project, "check", "--now", "2024-01-11T09:00Z")
    assert f"{BRIEF}:16:1  warning BG501  published 2024-01-10 18:02; 1 block changed since (line 16) with no corrections: entry" in told.err
    assert f"run:  briefgen amend {BRIEF}" in told.err

    amended = briefgen(project, "amend", BRIEF, "--note", "The crew is missing.", "--by", "D. Reyes", "--now", "2024-01-11T09:40Z")
    assert amended.code == 0, amended.err
    text = brief.read_text(encoding="utf-8")
    assert "# kept as it is\n" in text
    assert 'corrections:\n  - at: 2024-01-11T11:40+02:00\n    kind: correction\n    where: "#ministry"\n' in text
    assert 'was: "There were twelve dead' in text
    assert 'now: "There were twelve dead, not counting the crew' in text

    silent = briefgen(project, "check", "--now", "2024-01-11T10:00Z")
    assert (silent.code, "BG50" in silent.err) == (0, False), silent.err
    assert briefgen(project, "build", "--release", "--now", "2024-01-11T10:00Z").code == 0
    for path in ("2024/01/10/brief/index.html", "corrections/index.html", "corrections/feed.xml"):
        assert "The crew is missing." in page(project, path), path
    assert '"CorrectionComment"' in page(project, "2024/01/10/brief/index.html")
    history = page(project, "2024/01/10/brief/history/index.html")
    assert "<ins>dead, not counting the crew.</ins>" in history or "<ins>dead, not counting the crew. </ins>" in history or "not counting the crew" in history
    assert "Changed, with a correction" in history
    assert len(json.loads(ledger.read_text(encoding="utf-8"))["versions"]) == 2


def test_a_release_that_changes_nothing_writes_nothing(briefgen, project: Path) -> None:
    briefgen(project, "build", "--release", "--now", "2024-01-10T18:02Z")
    ledger = project / "content/.ledger/2024-01-10.json"
    before = ledger.stat().st_mtime_ns
    assert briefgen(project, "build", "--release", "--now", "2024-01-12T18:02Z").code == 0
    assert ledger.stat().st_mtime_ns == before


def test_a_release_that_is_refused_leaves_the_ledger_alone(briefgen, project: Path) -> None:
    brief = project / BRIEF
    brief.write_text(TEXT.replace("rose for three days before", "rose for four days before"), encoding="utf-8")
    assert briefgen(project, "build", "--release", "--now", "2024-01-10T18:02Z").code == 1
    assert not (project / "content/.ledger").exists()


def test_a_release_writes_nothing_outside_the_project(briefgen, project: Path, tmp_path_factory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (project / "content/.ledger").symlink_to(outside)
    ran = briefgen(project, "build", "--release", "--now", "2024-01-10T18:02Z")
    assert ran.code == 2
    assert "symbolic link" in ran.err
    assert list(outside.iterdir()) == []


def test_a_correction_keeps_the_line_ends_of_the_file(briefgen, project: Path) -> None:
    brief = project / BRIEF
    brief.write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert briefgen(project, "build", "--release", "--now", "2024-01-10T18:02Z").code == 0
    assert briefgen(project, "amend", BRIEF, "--kind", "retraction", "--note", "No.", "--now", "2024-01-11T09:40Z").code == 0
    data = brief.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b"kind: retraction\r\n" in data


def test_a_retraction_leaves_a_tombstone(briefgen, project: Path) -> None:
    assert briefgen(project, "build", "--release", "--now", "2024-01-10T18:02Z").code == 0
    assert briefgen(project, "amend", BRIEF, "--kind", "retraction", "--note", "The note was made up.", "--now", "2024-01-11T09:40Z").code == 0
    built = briefgen(project, "build", "--now", "2024-01-11T10:00Z")
    assert built.code == 0, built.err
    shown = page(project, "2024/01/10/brief/index.html")
    assert "The note was made up." in shown
    for place in ("2024/01/10/brief/index.html", "feed.xml", "index.html"):
        assert "before the gates gave way" not in page(project, place), place
    deleted = json.loads(page(project, "data/deleted.json"))["deleted"]
    assert [(one["id"], one["reason"]) for one in deleted] == [("2024-01-10", "The note was made up.")]


def test_claims_that_dispute_stand_side_by_side(briefgen, project: Path) -> None:
    assert briefgen(project, "build", "--now", "2024-01-11T10:00Z").code == 0
    shown = page(project, "2024/01/10/brief/index.html")
    assert shown.count('<div class="dispute">') == 1
    assert shown.index("There were twelve dead.", shown.index('<div class="dispute">')) < shown.index("There were 47 dead.")
    story = page(project, "storylines/flood/index.html")
    assert "12–47, see sources" in story
    assert "There were 47 dead." in story
    assert "1 original source" in shown
    assert "B2" in shown


def test_quotes_lists_every_quotation(briefgen, project: Path) -> None:
    ran = briefgen(project, "quotes")
    assert ran.code == 0
    assert ran.out == f"{BRIEF}:14:4  exact         note ¶1  “rose for three days before the gates gave way”\n"
    assert ran.err == "1 quotation, 1 exact\n"
    (project / BRIEF).write_text(TEXT.replace("rose for three days before", "rose for four days before"), encoding="utf-8")
    ran = briefgen(project, "quotes")
    assert ran.code == 1
    assert "differs from note ¶1: -four- +three+" in ran.out
    rows = json.loads(briefgen(project, "quotes", "--json").out)
    assert rows["version"] == 1
    assert [(row["line"], row["column"], row["verdict"], row["seed"]) for row in rows["quotations"]] == [(14, 4, "altered", "note")]


def test_a_source_without_text_is_never_called_checked(briefgen, project: Path) -> None:
    (project / "seeds/video.yml").write_text(SIDECAR.format("Channel", "text: none\n"), encoding="utf-8")
    (project / BRIEF).write_text(TEXT + '\nIn the film he says "we had eleven minutes" [@video].\n', encoding="utf-8")
    assert "no-text       video  “we had eleven minutes”" in briefgen(project, "quotes").out
    built = briefgen(project, "build", "--now", "2024-01-11T10:00Z")
    assert built.code == 0, built.err
    assert "1 checked against their sources, 1 not checkable or too short to check" in built.err
    assert "not checkable: the source has no text here" in page(project, "2024/01/10/brief/index.html")


def test_a_brief_that_cannot_be_read_is_not_called_gone(briefgen, project: Path) -> None:
    assert briefgen(project, "build", "--release", "--now", "2024-01-10T18:02Z").code == 0
    (project / BRIEF).write_text("---\ntitle: A day of rain\n---\n", encoding="utf-8")
    told = briefgen(project, "check", "--now", "2024-01-11T10:00Z")
    assert "BG103" in told.err
    assert "BG503" not in told.err


def test_quote_finds_words_and_prints_markdown(briefgen, project: Path) -> None:
    ran = briefgen(project, "quote", "GATES gave", "way")
    assert (ran.code, ran.out) == (0, "“gates gave way” [@note, para. 1]\n")
    ran = briefgen(project, "quote", "the gates gave out, and nobody")
    assert (ran.code, ran.out) == (1, "")
    assert "note, para. 1 has: the gates gave way, and nobody" in ran.err


def test_sources_and_their_roots(briefgen, project: Path) -> None:
    assert "note  B  Post, cited 3 times" in briefgen(project, "sources").out
    assert briefgen(project, "sources", "--roots").out == (
        "a clerk  (not named: said to keep the lists)\n└─ Reader\n   └─ Radio  town\nPost\n")
    rows = json.loads(briefgen(project, "sources", "--json").out)["sources"]
    assert [(row["id"], row["chains"]) for row in rows] == [("note", [["Post"]]), ("town", [["Radio", "Reader", "a clerk"]])]


def test_impact_lists_what_rests_on_a_source(briefgen, project: Path) -> None:
    found = json.loads(briefgen(project, "impact", "town", "--json").out)
    assert [row["id"] for row in found["alone"]] == ["town"]
    assert found["briefs"] == [BRIEF]
    assert found["storylines"] == ["flood"]
    ran = briefgen(project, "impact", "twn")
    assert ran.code == 2
    assert 'did you mean "town"?' in ran.err


def test_a_withdrawn_source_marks_what_rests_on_it(briefgen, project: Path) -> None:
    sidecar = project / "seeds/town.yml"
    sidecar.write_text(sidecar.read_text(encoding="utf-8") + "retracted: 2024-01-12\n", encoding="utf-8")
    ran = briefgen(project, "build", "--now", "2024-01-13T10:00Z")
    assert ran.code == 0, ran.err
    assert "Source withdrawn" in page(project, "2024/01/10/brief/index.html")
    assert "This source was withdrawn on 12 January 2024" in page(project, "sources/town/index.html")
    assert "1 statement rested on it alone" in page(project, "corrections/index.html")


def test_diff_of_two_briefs(briefgen, project: Path) -> None:
    (project / "content/briefs/2024-01-11.md").write_text(
        TEXT.replace("A day of rain", "A day of sun").replace("grade=2", "grade=1").replace("{#rose", "{#rose"), encoding="utf-8")
    ran = briefgen(project, "diff", "2024-01-10", "2024-01-11")
    assert (ran.code, ran.out) == (0, "Changed\n  #rose  The river rose for three days.  (grade: 2 → 1)\n")
    assert briefgen(project, "diff", "2024-01-10", "2024-01-12").code == 2
    assert briefgen(project, "build", "--now", "2024-01-12T10:00Z").code == 0
    assert "grade: 2 → 1" in page(project, "changes/index.html")
    assert json.loads(page(project, "changes/changes.json"))["editions"][0]["changes"][0]["id"] == "rose"
    assert "The river rose for three days" in page(project, "changes/feed.xml")
    assert 'id="changed"' in page(project, "2024/01/11/brief/index.html")
    assert 'id="changed"' not in page(project, "2024/01/10/brief/index.html")


def test_the_real_seed_and_a_copy_with_one_more_word(briefgen, shared: Path, tmp_path: Path) -> None:
    place = tmp_path / "ceasefire"
    shutil.copytree(shared / "sites" / "ceasefire", place)
    line = next(line for line in (place / "seeds/000_ad486f7a30606557.txt").read_text(encoding="utf-8").splitlines() if line.startswith("Analysts said"))
    (place / "seeds/post.txt").write_text(line.replace("is consistent", "is more consistent") + "\n", encoding="utf-8")
    (place / "seeds/post.yml").write_text(SIDECAR.format("Post", "via:\n  - who: Institute for the Study of War\n"), encoding="utf-8")
    brief = place / "content/briefs/2023-12-24.md"
    words = line[line.index("is consistent"):].split(",")[0]
    brief.write_text(brief.read_text(encoding="utf-8") + f'\n- The timing "{words}" [@metro-ceasefire]. {{#timing}}\n', encoding="utf-8")
    built = briefgen(place, "build", "--now", "2023-12-25T10:00Z")
    assert built.code == 0, built.err
    shown = page(place, "2023/12/24/brief/index.html")
    assert "matches Metro (UK); differs from Post by one word: it has “more”" in " ".join(shown.replace("</span>", ";").replace("<span class=\"also\">", "").split()).replace(";;", ";").replace("; ;", ";")
    assert "1 original source" in shown
