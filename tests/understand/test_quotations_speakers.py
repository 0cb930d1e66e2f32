"""Quotations of articles: where they begin and end in every style of marks, and who says them."""

from __future__ import annotations

import pytest

from briefgen.model.reading import QuoteKind
from briefgen.understand import quotations


def said(text: str) -> list[tuple[str, str]]:
    return [(text[one.start:one.end], one.speaker.text if one.speaker else "") for one in quotations.read(text) if one.kind is QuoteKind.DIRECT]


@pytest.mark.parametrize(("text", "found"), [
    ("“We have waited,” she said.", [("We have waited,", "she")]),
    ("‘It’s the drivers’ turn,’ said Omar Robleh.", [("It’s the drivers’ turn,", "Omar Robleh")]),
    ("‘The soldiers’ pay is late,’ an officer said.", [("The soldiers’ pay is late,", "an officer")]),
    ('"No lights," the captain said. "None."', [("No lights,", "the captain"), ("None.", "the captain")]),
    ("The captain said: “No lights.”", [("No lights.", "The captain")]),
    ("The former official added, ‘Nobody will retreat one metre.’", [("Nobody will retreat one metre.", "The former official")]),
    ("“It is over,” one of the former senior officials told the paper, asking not to be named.",
     [("It is over,", "one of the former senior officials")]),
    ("“The bridge will hold,” said Ana Petrova, who built it.", [("The bridge will hold,", "Ana Petrova")]),
    ("Petrova, speaking in Tomsk, said “the bridge will hold”.", [("the bridge will hold", "Petrova")]),
    ("The minister, who took office in May, warned, “There is no money.”", [("There is no money.", "The minister")]),
    ("According to a diplomat, “the list was short”.", [("the list was short", "a diplomat")]),
    ("“The list was short,” according to a diplomat.", [("The list was short,", "a diplomat")]),
    ("He laughed and said, “We shall see.”", [("We shall see.", "He")]),
    ("The plan was, a union leader said, “a plaster on a wooden leg”.", [("a plaster on a wooden leg", "a union leader")]),
    ("She left, saying “this is not a hotel”.", [("this is not a hotel", "She")]),
    ("“Is it over?” the widow asked.", [("Is it over?", "the widow")]),
    ("„Wir haben genug“, sagte der Minister.", [("Wir haben genug", "der Minister")]),
    ("«On ne passe plus», dit le douanier.", [("On ne passe plus", "le douanier")]),
    ("Hayes had seen it. “There was no sound before it.”", [("There was no sound before it.", "Hayes")]),
    ("``They must work together,'' he was quoted as saying.", [("They must work together,", "he")]),
])
def test_who_says_what(text: str, found: list[tuple[str, str]]) -> None:
    assert said(text) == found


def test_a_quotation_goes_on_over_paragraphs_that_open_it_again() -> None:
    text = "“The first part stands here.\n“The second part ends it,” the speaker said."
    quote = quotations.read(text)[0]
    assert [text[start:end] for start, end in quote.spans] == ["The first part stands here.", "The second part ends it,"]
    assert quote.speaker is not None
    assert quote.speaker.text == "the speaker"


def test_a_mark_that_never_closes_does_not_swallow_the_next_paragraph() -> None:
    text = "A “thing was left open here, and nobody closed it again.\nIt was night. “It is late,” she said."
    assert ("It is late,", "she") in said(text)


def test_a_quotation_inside_a_quotation_is_not_one_of_its_own() -> None:
    assert said("‘I don’t say “anniversary”,’ a widow said.") == [("I don’t say “anniversary”,", "a widow")]
    assert said("“He kept saying, ‘I blinked,’” a medic recalled.") == [("He kept saying, ‘I blinked,’", "a medic")]


@pytest.mark.parametrize("text", [
    "She stars in the film “The Long Way Home” this autumn.",
    "Enter your address and click “Sign up”.",
    "His nickname was “Bear”.",
])
def test_titles_and_buttons_are_not_said(text: str) -> None:
    assert said(text) == []


def test_a_pronoun_has_the_name_of_the_speaker_before() -> None:
    text = "“We have waited,” said Omar Robleh. “It is enough,” he added."
    assert [one.who for one in quotations.quotations(quotations.read(text))] == ["Omar Robleh", "Omar Robleh"]


def test_an_anonymous_speaker_stays_as_described() -> None:
    text = "A former senior official, who asked not to be named, said: “Nobody told us.”"
    assert said(text) == [("Nobody told us.", "A former senior official")]


def test_reported_speech_is_a_candidate_with_less_confidence() -> None:
    text = "Officials in Kyiv said that the road would open in May. “We hope so,” a driver said."
    indirect, direct = quotations.read(text)
    assert (indirect.kind, text[indirect.start:indirect.end]) == (QuoteKind.INDIRECT, "the road would open in May")
    assert indirect.speaker is not None
    assert indirect.speaker.text == "Officials in Kyiv"
    assert indirect.confidence < direct.confidence


@pytest.mark.parametrize("unit", ["“", "‘a ", "\"", "’", "“a” said ", "he said ", "A. ", "«‘“", "\n“a", "(", "``''"])
def test_hostile_text_costs_time_in_proportion(unit: str) -> None:
    for one in quotations.read(unit * 3000):
        assert 0 <= one.start <= one.end <= len(unit) * 3000


def test_the_real_seed(shared: object) -> None:
    from pathlib import Path

    assert isinstance(shared, Path)
    text = (shared / "seeds" / "000_ad486f7a30606557.txt").read_text(encoding="utf-8")
    assert [speaker for _, speaker in said(text)] == ["one of the ex-senior Russian officials", "The former official", "Analysts", "ISW"]
