"""What link hands on without looking at it. In: the demonstration's own files. A title that is edited may not cost what links briefs together."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from briefgen.model.brief import Brief
from briefgen.model.record import Record
from briefgen.model.site import Site, Units
from briefgen.model.when import parse_when

TODAY, NOW = "2025-01-02", "2025-01-02T00:00:00+00:00"

# No step looks at these, whatever the brief.
NEVER = {"edition": "night", "covers": parse_when("2020"), "next_due": "2020-01-01", "authors": ("Nobody",), "topics": ("nothing",),
         "kind": "other", "words": 7}
# These are read of a brief that has a ledger or corrections, to compare its text with what was released or corrected, and the title of one
# that has an alias or is left out besides; of all others they are handed on.
MOSTLY = {"title": "Another title", "summary": "Another summary.", "body": "0" * 32, "block_places": b""}
# The same inside a brief's statements and citations.
WITHIN = {"items": {"by": "nobody", "block": 99, "section": "other"}, "claims": {"by": "nobody", "block": 99, "speaker": "Nobody"},
          "citations": {"locator": "elsewhere", "block": 99}, "quotations": {"block": 99, "display": True}, "figures": {"as_of": "2020"},
          "events": {"places": b"", "what": "Another event", "detail": "Another detail.", "topics": ("nothing",), "place": "nowhere", "lane": "other"}}


def plain(brief: Brief, ledgers: set[str]) -> bool:
    """Whether a brief was neither released nor corrected nor moved."""
    return brief.id not in ledgers and not brief.corrections and not brief.aliases and not brief.draft and brief.date <= TODAY


def disguised(brief: Brief, *, mostly: bool) -> Brief:
    within = {field: tuple(msgspec.structs.replace(one, **other) for one in getattr(brief, field)) for field, other in WITHIN.items()}
    return msgspec.structs.replace(brief, **NEVER, **within, **(MOSTLY if mostly else {}))


def faces(site: Site, briefs: dict[str, Brief]) -> dict[str, object]:
    """All fields of a site; its briefs, and the events that stand in them, as they were before they were disguised."""
    found = {field: getattr(site, field) for field in Site.__struct_fields__}
    events = {event.id: event for brief in briefs.values() for event in brief.events}
    return {**found, "briefs": tuple(_bared(brief, briefs[brief.path]) for brief in site.briefs),
            "events": tuple(events.get(event.id, event) for event in site.events)}


def _bared(now: Record, was: Brief) -> Record:
    """A linked brief with the fields that were disguised put back; what link itself took out (a region that is not known) stays out."""
    return msgspec.structs.replace(now, **{field: getattr(was, field) for field in (*NEVER, *MOSTLY, *WITHIN)})


def test_what_of_a_brief_is_only_handed_on(link_files: Callable, demonstration_files: dict[str, str]) -> None:
    known: dict[str, Brief] = {}
    kept: list[str] = []

    def remember(units: Units) -> Units:
        known.update((brief.path, brief) for brief in units.briefs)
        return units

    def disguise(units: Units) -> Units:
        ledgers = {ledger.id for ledger in units.ledgers}
        kept.extend(brief.id for brief in units.briefs if not plain(brief, ledgers))
        return msgspec.structs.replace(units, briefs=tuple(disguised(brief, mostly=plain(brief, ledgers)) for brief in units.briefs))

    before = link_files(demonstration_files, today=TODAY, now=NOW, revise=remember)
    after = link_files(demonstration_files, today=TODAY, now=NOW, revise=disguise)
    assert len(kept) < len(known), "some briefs were disguised wholly"
    assert {brief.topics for brief in after.site.briefs} == {("nothing",)}, "and all of them in part"
    assert any(brief.title == "Another title" for brief in after.site.briefs)
    one, other = faces(before.site, known), faces(after.site, known)
    assert [field for field in one if one[field] != other[field]] == []
    assert after.notes == before.notes


def test_a_title_is_read_where_the_brief_was_moved(link_files: Callable) -> None:
    text = "---\ntitle: The gates\naliases: [/old/]\n---\nText.\n"
    found = link_files({"content/briefs/2024-01-10.md": text})
    assert [title for _, _, title in found.site.aliases] == ["The gates"]
