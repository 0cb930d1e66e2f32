"""Quotations against their sources: every allowed edit passes, every other change is seen."""

from __future__ import annotations

import importlib.util
import random
import re
from pathlib import Path

import pytest

from briefgen.link.quotes import Wording, check, find_elsewhere, find_words
from briefgen.link.quotes import normal
from briefgen.model.seed import Passage, Role, SeedSource
from briefgen.model.verdict import GOOD, Verdict
from briefgen.understand.seed import read_seed

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SHARED = ROOT.parent / "shared"

_spec = importlib.util.spec_from_file_location("quotation_cases", HERE / "quotation_cases.py")
cases = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(cases)


def wording(paragraphs: tuple[str, ...] | list[str]) -> Wording:
    return Wording(tuple(Passage(number, Role.BODY, text, number) for number, text in enumerate(paragraphs, 1)))


@pytest.mark.parametrize(("source", "quotation", "verdict"), cases.CASES, ids=[f"{i}-{c[2]}" for i, c in enumerate(cases.CASES, 1)])
def test_verdict(source: tuple[str, ...], quotation: str, verdict: str) -> None:
    assert check(quotation, wording(source)).verdict.value == verdict


def test_there_are_enough_cases() -> None:
    assert len(cases.CASES) >= 150
    assert {case[2] for case in cases.CASES} == {"exact", "bracketed", "elided", "altered", "absent", "short"}


def test_the_passage_that_is_named_is_found_first() -> None:
    twice = wording(["It was enough for us all.", "Nothing here at all.", "It was enough for us all."])
    assert check("It was enough for us", twice).passage == 1
    assert check("It was enough for us", twice, 3).passage == 3
    assert check("It was enough for us", twice, 2).verdict is Verdict.WRONG_PASSAGE
    assert check("It was … for us", twice, 3).passage == 3


def test_an_elision_says_what_it_skips() -> None:
    two = wording(["The river rose for three days before the gates gave way.", "Nobody was told of it."])
    inside = check("The river rose … before the gates", two)
    assert (inside.gap, inside.across) == (len("for three days"), False)
    over = check("The river rose for three days … Nobody was told", two)
    assert over.verdict is Verdict.ELIDED
    assert over.across


def test_of_several_ways_the_shortest_is_taken() -> None:
    seed = wording(["The bank was closed on Monday. The bank by the river was closed on Friday."])
    assert check("The bank … closed on Friday", seed).gap == len("by the river was")


def test_the_diff_names_the_one_word() -> None:
    outcome = check("The river rose for four days before the gates gave way", wording(cases.NOTE))
    assert [(edit.side, edit.words) for edit in outcome.edits if edit.side != "both"] == [("yours", "four"), ("source", "three")]
    assert outcome.differing == 1
    assert outcome.nearest == 1


def test_a_character_of_japanese_is_a_word_of_the_diff() -> None:
    outcome = check("私たちには十二分しかなかった", wording(cases.JAPANESE))
    assert [(edit.side, edit.words) for edit in outcome.edits if edit.side != "both"] == [("yours", "二"), ("source", "一")]


def test_a_source_without_text_is_never_checked() -> None:
    assert check("anything at all that is long", None).verdict is Verdict.NO_TEXT


def test_a_translation_is_not_compared() -> None:
    assert check("We had eleven minutes there", wording(cases.UKRAINIAN), translated="uk").verdict is Verdict.TRANSLATED


def test_words_are_found_in_other_seeds() -> None:
    seeds = [("note", wording(cases.NOTE)), ("german", wording(cases.GERMAN))]
    assert find_elsewhere("Wir hatten elf Minuten", seeds) == ("german",)
    found = find_words("the RIVER rose", seeds)
    assert [(one.seed, one.passage, one.words) for one in found] == [("note", 1, "The river rose")]
    assert find_words("It wasn't enough", seeds)[0].words == "It wasn’t enough"
    assert find_words("iver rose", seeds) == ()


def test_many_elisions_cost_little() -> None:
    seed = wording(["a b " * 2000] * 4)
    assert check(" … ".join(["a b"] * 10), seed).verdict is Verdict.ELIDED
    assert check(" … ".join(["a b"] * 10) + " … c d", seed).verdict not in GOOD


# -- at random ------------------------------------------------------------------------------------------------------------


def texts() -> list[tuple[str, list[str]]]:
    """Every seed of the demonstration, and the real ones where they are beside the repository."""
    found = [*sorted((ROOT / "seeds").glob("*.[th]*")), *sorted((SHARED / "seeds").glob("*.txt")), *sorted(SHARED.glob("sites/*/seeds/*.txt"))]
    made = []
    for path in found:
        source = SeedSource(path.name, path.read_text(encoding="utf-8"), "utf-8", "", "", None, path.suffix == ".html", True)
        passages = read_seed(source)[1].items
        made.append((path.name, [passage.text for passage in passages if len(passage.text.split()) >= 8]))
    return made


SEEDS = texts()
ALLOWED = ("as it is", "marks", "dashes", "space", "soft hyphens", "final mark", "first letter", "elided", "inserted", "sic")


def excerpt(rng: random.Random, line: str) -> list[str]:
    """Some words in a row: eight or more, cut where no word is cut."""
    words = line.split(" ")
    length = rng.randint(8, min(40, len(words)))
    start = rng.randint(0, len(words) - length)
    return words[start:start + length]


def edited(rng: random.Random, kind: str, words: list[str]) -> str:
    text = " ".join(words)
    if kind == "marks":
        return text.translate(str.maketrans("‘’“”", "''\"\""))
    if kind == "dashes":
        return text.replace(" – ", rng.choice(["—", " - ", " — "]))
    if kind == "space":
        return "\u00a0 ".join(words)
    if kind == "soft hyphens":
        return "".join(letter + ("\u00ad" if rng.random() < 0.1 else "") for letter in text)
    if kind == "final mark":
        return text.rstrip(".,?'’‘\"“”") + rng.choice([".", ",", "?", ""])
    if kind == "first letter" and text[0].isalpha():
        return f"[{text[0].swapcase()}]{text[1:]}"
    if kind == "elided":
        low = rng.randint(3, len(words) - 4)
        high = rng.randint(low + 1, len(words) - 3)
        gap = " ".join(words[low:high])
        if not normal.negates(gap):
            return " ".join([*words[:low], rng.choice(["…", "[…]", "...", "[...]"]), *words[high:]])
    if kind in ("inserted", "sic"):
        place = rng.randint(2, len(words) - 2)
        return " ".join([*words[:place], "[sic]" if kind == "sic" else "[as he put it]", *words[place:]])
    return text


@pytest.mark.parametrize("name", [name for name, _ in SEEDS])
def test_any_allowed_edit_passes(name: str) -> None:
    lines = dict(SEEDS)[name]
    seed, rng = wording(lines), random.Random(name)
    for _ in range(150):
        words, kind = excerpt(rng, rng.choice(lines)), rng.choice(ALLOWED)
        quotation = edited(rng, kind, words)
        outcome = check(quotation, seed)
        assert outcome.verdict in GOOD, (kind, quotation, outcome)


@pytest.mark.parametrize("name", [name for name, _ in SEEDS])
def test_any_changed_word_fails(name: str) -> None:
    lines = dict(SEEDS)[name]
    seed, rng = wording(lines), random.Random(name)
    others = sorted({word for line in lines for word in re.findall(r"\w+", line)})
    for _ in range(150):
        words, kind = excerpt(rng, rng.choice(lines)), rng.choice(ALLOWED)
        places = [i for i, word in enumerate(words) if re.search(r"\w", word)]
        place = rng.choice(places)
        core = re.search(r"\w[\w’'\-–]*", words[place])[0]
        how = rng.choice(["another", "letter", "dropped", "doubled", "swapped"])
        changed = list(words)
        if how == "another":
            changed[place] = words[place].replace(core, rng.choice([word for word in others if word.casefold() != core.casefold()]), 1)
        elif how == "letter":
            changed[place] = words[place].replace(core, core + "x", 1)
        elif how == "dropped" and 0 < place < len(words) - 1:
            del changed[place]
        elif how == "doubled":
            changed.insert(place, words[place])
        elif how == "swapped" and place + 1 < len(words):
            changed[place], changed[place + 1] = changed[place + 1], changed[place]
        whole = normal.hard(normal.soft(" ".join(changed))).strip("' .,?")
        if any(whole in normal.hard(normal.soft(line)) for line in lines):
            continue  # the change is none: the source has these words too
        if kind in ("elided", "first letter", "inserted"):
            kind = "marks"  # an elision may swallow the change, and a bracket before it too
        outcome = check(edited(rng, kind, changed), seed)
        assert outcome.verdict not in GOOD, (how, kind, " ".join(changed), outcome)


def test_the_four_quotations_of_the_real_seed() -> None:
    path = SHARED / "seeds" / "000_ad486f7a30606557.txt"
    if not path.exists():
        pytest.skip("../shared/seeds is not here")
    lines = path.read_text(encoding="utf-8").splitlines()
    seed = wording(lines)
    for line, start in ((6, "He really"), (7, "Putin is not"), (11, "The timing"), (15, "All these")):
        inside = lines[line][lines[line].index(start):].split("’ ")[0].rstrip("’") if line != 11 else lines[line][lines[line].index(start):].rstrip("’")
        assert check(inside, seed).verdict is Verdict.EXACT
        assert check(inside.replace("’", "'"), seed).verdict is Verdict.EXACT
    told = "is more consistent with Russia’s ongoing efforts to delay and discourage further Western military assistance"
    outcome = check(told, seed)
    assert outcome.verdict is Verdict.ALTERED
    assert [(edit.side, edit.words) for edit in outcome.edits if edit.side != "both"] == [("yours", "more")]
