"""Claims that disagree, what changed between editions, what has grown stale."""

from __future__ import annotations

import pytest

SEEDS = {
    "seeds/a.txt": "The ministry spoke of 12 to 15 dead in the flood.\n", "seeds/b.txt": "The town hall counted 47 dead by the river.\n",
    **{f"seeds/{name}.yml": f"outlet: {name.upper()}\ntitle: T\npublished: 2024-01-09\nurl: unknown\nlanguage: en\nlicence: x\n" for name in "ab"},
}
PAIR = ("::: claim ministry speaker=\"the ministry\" number=12-15\nThere were 12 to 15 dead. [@a]\n:::\n\n"
        "::: claim town disputes=ministry status=disputed number=47\nThere were 47 dead. [@b]\n:::\n")
FRONT = "---\nstorylines: [flood]\nregions: [ukraine]\n{}---\n\n"
STORY = {"content/storylines/flood.md": "---\ntitle: The flood\nregions: [ukraine]\n{}---\nThe water.\n"}


def site(**briefs: str) -> dict[str, str]:
    made = {**SEEDS, "content/storylines/flood.md": STORY["content/storylines/flood.md"].format("")}
    for day, text in briefs.items():
        made[f"content/briefs/2024-01-{day[1:]}.md"] = FRONT.format("") + text
    return made


# -- disputes ------------------------------------------------------------------------------------------------------------------

def test_claims_that_dispute_stand_together_with_their_range(link_files) -> None:
    linked = link_files(site(d10=PAIR))
    assert linked.codes() == []
    dispute = linked.site.disputes[0]
    assert [linked.site.briefs[side.brief].claims[side.claim].id for side in dispute.sides] == ["ministry", "town"]
    assert (dispute.low, dispute.high) == ("12", "47")


def test_a_dispute_goes_over_editions_and_takes_the_latest_word(link_files) -> None:
    later = "::: claim ministry number=31\nThe ministry now counts 31. [@a]\n:::\n"
    linked = link_files(site(d10=PAIR, d11=later.replace("31.", "12.").replace("=31", "=12")))
    dispute = linked.site.disputes[0]
    assert [(side.brief, linked.site.briefs[side.brief].claims[side.claim].id) for side in dispute.sides] == [(0, "town"), (1, "ministry")]
    assert (dispute.low, dispute.high) == ("12", "47")


def test_what_was_retracted_counts_no_more(link_files) -> None:
    linked = link_files(site(d10=PAIR.replace("status=disputed", "status=retracted")))
    assert (linked.site.disputes[0].low, linked.site.disputes[0].high) == ("12", "15")


@pytest.mark.parametrize(("text", "code"), [
    ("::: claim one disputes=nobody\nSo it is. [@a]\n:::\n", "BG603"),
    ("::: claim one disputes=one\nSo it is. [@a]\n:::\n", "BG603"),
    ("::: claim one supersedes=nobody\nSo it is. [@a]\n:::\n", "BG603"),
    ("::: claim one about=nothing\nSo it is. [@a]\n:::\n", "BG603"),
    ("::: claim one\nSo it is.\n:::\n", "BG601"),
    ("::: claim\nSo it is. [@a]\n:::\n", "BG134"),
    ("::: claim one status=maybe\nSo it is. [@a]\n:::\n", "BG133"),
    ("::: claim one number=many\nSo it is. [@a]\n:::\n", "BG133"),
    ("::: claim one grade=B7\nSo it is. [@a]\n:::\n", "BG312"),
])
def test_a_claim_that_is_none(link_files, text: str, code: str) -> None:
    assert link_files(site(d10=text)).codes() == [code]


def test_a_claim_of_our_own_needs_no_source(link_files) -> None:
    assert link_files(site(d10="::: claim one by=us\nWe hold that it will rain.\n:::\n")).codes() == []


def test_claims_are_carried_to_their_event(link_files) -> None:
    made = site(d10=PAIR.replace("number=47", "number=47 about=flooding")) | {
        "content/events/2024.yml": "- id: flooding\n  what: The town is flooded\n  when: 2024-01-08\n  regions: [ukraine]\n  sources: [a]\n"}
    linked = link_files(made)
    assert linked.codes() == []
    assert {name: len(sides) for name, sides in linked.site.event_claims.items()} == {"flooding": 1}


def test_what_was_retracted_may_not_stand_as_fact(link_files) -> None:
    bare = "## Key takeaways\n\n- There were many dead. {#toll}\n"
    gone = "::: claim toll status=retracted\nThere were many dead. [@a]\n:::\n"
    linked = link_files(site(d10=bare, d11=gone))
    assert linked.codes() == ["BG602"]
    assert linked.notes[0].span.path.endswith("10.md")
    assert link_files(site(d10=bare.replace("dead.", "dead. [@a]"), d11=gone)).codes() == []
    assert link_files(site(d10=bare.replace("#toll", "#toll status=retracted"), d11=gone)).codes() == []


# -- what changed ----------------------------------------------------------------------------------------------------------------

def keys(*items: str) -> str:
    return "## Key takeaways\n\n" + "".join(f"- {item}\n" for item in items)


def told(linked, index: int) -> list[tuple[str, str]]:
    return [(change.kind.value, change.id) for change in linked.site.editions[index].changes]


def test_new_changed_resolved_and_gone(link_files) -> None:
    linked = link_files(site(
        d10=keys("Rain. {#rain by=us likelihood=unlikely}", "Wind. {#wind}", "Snow. {#snow status=reported}", "Fog. {#fog}", "Ice. {#ice status=denied}"),
        d11=keys("Rain. {#rain by=us likelihood=likely}", "Wind again. {#wind}", "Snow. {#snow status=confirmed}", "Sun. {#sun}"),
    ))
    assert told(linked, 1) == [("new", "sun"), ("changed", "rain"), ("resolved", "snow"), ("gone", "fog")]
    assert linked.site.editions[1].changes[1].moves == (("likelihood", "unlikely", "likely"),)


def test_words_alone_are_no_change(link_files) -> None:
    linked = link_files(site(d10=keys("Rain fell. {#rain}"), d11=keys("Rain fell all over the town. {#rain}")))
    assert linked.site.editions == {}


def test_the_first_edition_has_no_block(link_files) -> None:
    assert 0 not in link_files(site(d10=keys("Rain. {#rain}"), d11=keys("Wind. {#wind}"))).site.editions


def test_superseded_is_resolved(link_files) -> None:
    newer = "::: claim count-2 supersedes=ministry number=14\nThere were 14 dead, it says now. {#x}\n[@a]\n:::\n".replace(" {#x}", "").replace("14", "12")
    linked = link_files(site(d10=PAIR, d11=newer))
    assert ("resolved", "ministry") in told(linked, 1)


def test_another_storyline_is_another_edition(link_files) -> None:
    made = site(d10=keys("Rain. {#rain}"), d12=keys("Sun. {#sun}"))
    made["content/storylines/grain.md"] = "---\ntitle: Grain\n---\nGrain.\n"
    made["content/briefs/2024-01-11.md"] = "---\nstorylines: [grain]\n---\n\n" + keys("Wheat. {#wheat}")
    linked = link_files(made)
    assert {index: edition.before for index, edition in linked.site.editions.items()} == {2: 0}


def test_an_id_that_is_used_again_for_another_thing(link_files) -> None:
    made = {"content/storylines/all.md": "---\ntitle: All\n---\nAll.\n",
            "content/briefs/2024-01-10.md": "---\nstorylines: [all]\nregions: [ukraine]\n---\n" + keys("The river rose over the lower town. {#one}"),
            "content/briefs/2024-01-11.md": "---\nstorylines: [all]\nregions: [france]\n---\n" + keys("Farmers blocked every motorway near Paris. {#one}")}
    assert link_files(made).codes() == ["BG620"]
    made["content/briefs/2024-01-11.md"] = made["content/briefs/2024-01-11.md"].replace("france", "ukraine")
    assert link_files(made).codes() == []


# -- staleness -------------------------------------------------------------------------------------------------------------------

def test_stale_units_say_since_when_and_the_site_knows_the_next_day(link_files) -> None:
    made = site(d10=keys("Rain. {#rain}"))
    made["content/briefs/2024-01-10.md"] = made["content/briefs/2024-01-10.md"].replace("---\n\n", "stale_after: 3d\n---\n\n", 1)
    made["content/storylines/flood.md"] = STORY["content/storylines/flood.md"].format("stale_after: 2w\n")
    assert (link_files(made, today="2024-01-13").site.stale, link_files(made, today="2024-01-13").site.turns) == ({}, "2024-01-14")
    assert link_files(made, today="2024-01-14").site.stale == {("brief", "2024-01-10"): "2024-01-10"}
    assert link_files(made, today="2024-01-14").site.turns == "2024-01-25"
    assert set(link_files(made, today="2024-01-25").site.stale) == {("brief", "2024-01-10"), ("storyline", "flood")}


def test_a_correction_brings_a_brief_up_to_date(link_files) -> None:
    made = site(d10=keys("Rain. {#rain}"))
    made["content/briefs/2024-01-10.md"] = made["content/briefs/2024-01-10.md"].replace(
        "---\n\n", "stale_after: 3d\ncorrections:\n  - at: 2024-01-12\n    kind: update\n    note: Looked at again.\n---\n\n", 1)
    assert link_files(made, today="2024-01-15").site.stale == {}
