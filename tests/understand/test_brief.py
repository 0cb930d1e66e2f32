"""Briefs, storylines, events, regions: the smallest valid file, the whole form, and what is refused."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from briefgen.model.event import Kind, Status
from briefgen.understand.brief import read_brief
from briefgen.understand.events import read_events
from briefgen.understand.regions import read_regions
from briefgen.understand.storyline import read_storyline

OPTIONS = SimpleNamespace(timezone="Europe/Kyiv", language="en-GB", stale_after_days=0, names=())
PATH = "content/briefs/2023-12-24.md"

WHOLE = """---
title: Kremlin signals on a ceasefire
date: 2023-12-24
number: 42
as_of: 2023-12-24 17:00
covers: 2023-12-23/2023-12-24
next_due: 2023-12-25 18:00
authors: [O. Kovalenko, D. Reyes]
summary: >
  Backchannel messages are
  reported again.
regions:
  - id: ukraine
    trend: same
    alert: [risk]
  - russia
mentions: crimea
storylines: [ceasefire-signals]
topics: [diplomacy, military-aid]
figures:
  - {label: Regions named, value: 5, as_of: 2023-12-23, source: metro}
embargo_until: 2023-12-24 18:00
stale_after: 4w
aliases: [/old/]
x_note: mine
corrections:
  - {at: 2023-12-25 09:40, kind: correction, was: a, now: b, note: c, by: D. Reyes}
---

## Key takeaways

- Signals go out. [@metro] {#signals when=2023-09/.. grade=C3}
- We assess an aim. {#aim by=us likelihood=likely}

::: claim private speaker="the official" disputes=public
He is "not willing to retreat" [@metro]
:::

::: claim public by=us
He repeats his aims.
:::
"""


def brief(text: str, path: str = PATH):
    return read_brief(path, text, OPTIONS)


def codes(notes: object) -> list[str]:
    return [note.code for note in notes]  # type: ignore[attr-defined]


def test_the_smallest_valid_brief_is_a_file_with_a_name_and_text() -> None:
    found, body, notes = brief("Text.\n")
    assert not notes
    assert found is not None
    assert body is not None
    assert (found.id, found.date, found.slug, found.title) == ("2023-12-24", "2023-12-24", "brief", "Briefing, 24 December 2023")


def test_the_whole_form() -> None:
    found, _, notes = brief(WHOLE)
    assert set(codes(notes)) == {"BG420"}  # clock times without an offset, said once in the summary
    assert found is not None
    assert found.as_of == "2023-12-24T17:00+02:00"
    assert found.summary == "Backchannel messages are reported again."
    assert [(tag.id, tag.trend, tag.alert, tag.primary) for tag in found.regions] == [
        ("ukraine", "same", ("risk",), True), ("russia", "", (), True), ("crimea", "", (), False)]
    assert found.stale_after_days == 28
    assert [(item.id, item.kind, item.likelihood, item.section) for item in found.items] == [
        ("signals", Kind.REPORTED, "", "keys"), ("aim", Kind.ASSESSED, "likely", "keys")]
    assert [(claim.id, claim.status, claim.disputes, claim.speaker) for claim in found.claims] == [
        ("private", Status.REPORTED, ("public",), "the official"), ("public", Status.REPORTED, (), "")]
    assert found.corrections[0].at == "2023-12-25T09:40+02:00"


@pytest.mark.parametrize(("front", "code", "line"), [
    ("autors: x", "BG131", 2), ("title: a\ntitle: b", "BG003", 3), ("regions: [a, a]", "BG143", 2), ("draft: yes", "BG133", 2),
    ("date: 24/12/2023", "BG401", 2), ("date: 2023-12-25", "BG105", 2), ("as_of: 2023-12-24 25:00", "BG401", 2), ("stale_after: soon", "BG133", 2),
    ("regions:\n  - {id: x, trend: worst}", "BG133", 3), ("edition: вечір", "BG134", 2), ("title: [a, b]", "BG005", 2),
    ("corrections:\n  - {at: 2023-12-01, kind: correction, note: x}", "BG504", 3), ("corrections:\n  - {at: 2023-12-25, note: x}", "BG132", 3),
])
def test_a_mistake_has_its_code_and_line(front: str, code: str, line: int) -> None:
    notes = brief(f"---\n{front}\n---\nText.\n")[2]
    assert list(dict.fromkeys((note.code, note.span.line) for note in notes)) == [(code, line)]
    assert notes[0].hint or "write" in notes[0].message


def test_one_run_shows_all_mistakes() -> None:
    notes = brief("---\nautors: x\ndraft: yes\nstale_after: soon\n---\nSee [x](javascript:y).\n")[2]
    assert sorted(codes(notes)) == ["BG131", "BG133", "BG133", "BG145"]


def test_a_name_without_a_date_says_how_to_rename() -> None:
    found, _, notes = brief("Text.\n", "content/briefs/notes.md")
    assert found is None
    assert codes(notes) == ["BG105"]
    assert "2023-12-24-notes.md" in notes[0].hint


def test_country_codes_stay_text() -> None:
    found, _, notes = brief("---\nregions: [NO, ON]\ntopics: no\n---\nText.\n")
    assert not notes
    assert found is not None
    assert [tag.id for tag in found.regions] == ["NO", "ON"]
    assert found.topics == ("no",)


# -- events ------------------------------------------------------------------------------------------------------------

def test_events_from_yaml_and_csv_are_the_same() -> None:
    yaml, notes = read_events("content/events/a.yml", "- id: vote\n  what: The vote, held\n  when: 2023-12-16\n  regions: [ukraine, russia]\n")
    csv, more = read_events("content/events/a.csv", 'id,what,when,regions\nvote,"The vote, held",2023-12-16,ukraine;russia\n')
    assert not notes
    assert not more
    plain = [(e.id, e.what, e.when, e.regions) for e in yaml]
    assert plain == [(e.id, e.what, e.when, e.regions) for e in csv]


def test_a_picture_s_date_is_kept_off_the_story() -> None:
    events, _ = read_events("content/events/a.yml", "- {id: p, what: A picture, when: 2023-12-16, kind: photo}\n")
    assert events[0].kind is Kind.PICTURED


@pytest.mark.parametrize(("text", "code"), [
    ("- {id: v, what: V, when: 24/12/2023}", "BG401"), ("- {id: v, what: V, when: 2023-02-30}", "BG401"), ("- {id: v, what: V}", "BG430"),
    ("- {id: v, what: V, when: 2023-12-16, reported: 2023-12-10}", "BG403"), ("- {what: V, when: 2023}", "BG132"), ("- {id: v, when: 2023}", "BG132"),
    ("- {id: v, what: V, when: 2023, status: sure}", "BG133"), ("just words", "BG005"), ("- just words", "BG005"),
    ("- {id: v, what: V, when: 2023-12-16/2023-12-02}", "BG402"),
])
def test_bad_events(text: str, code: str) -> None:
    notes = read_events("content/events/a.yml", text)[1]
    assert code in codes(notes)
    assert all(note.span.line == 1 for note in notes)


# -- storylines and regions --------------------------------------------------------------------------------------------

def test_a_storyline_keeps_the_history_of_its_judgement() -> None:
    text = ("---\ntitle: Signals\nregions: [ukraine]\nopened: 2023-09~\nstatus: active\nquestion: In good faith?\njudgement:\n"
            "  - {at: 2023-12-24, likelihood: unlikely, confidence: moderate, note: One root.}\n---\nAbout it.\n")
    found, _, notes = read_storyline("content/storylines/signals.md", text, OPTIONS)
    assert codes(notes) == []
    assert found is not None
    assert [(j.at, j.likelihood, j.confidence) for j in found.judgements] == [("2023-12-24", "unlikely", "moderate")]


def test_a_storyline_needs_a_title() -> None:
    assert codes(read_storyline("content/storylines/signals.md", "---\nregions: [ukraine]\n---\nText.\n", OPTIONS)[2]) == ["BG132"]


def test_a_contested_region() -> None:
    text = ("- id: crimea\n  parent: ukraine\n  name: Crimea\n  names: {uk: Крим}\n  aka: [Republic of Crimea]\n  status: contested\n"
            "  positions:\n    - {by: UN, says: part of Ukraine, since: 2014-03-27}\n  control: {by: Russia, as_of: 2023-12-24}\n  note: Occupied.\n")
    regions, notes = read_regions("content/regions.yml", text)
    assert codes(notes) == []
    assert (regions[0].names, regions[0].status, regions[0].positions[0].by) == ((("uk", "Крим"),), "contested", "UN")
