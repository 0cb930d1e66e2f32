"""Statements traced to their sources: verdicts, kindred seeds, chains, independence, shared wording."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.model.verdict import Verdict

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[2] / "shared"
NOTE = "The river rose for three days before the gates gave way, and nobody on the lower bank had been told.\n"
BRIEF = "content/briefs/2024-01-10.md"


def seed(outlet: str, via: str = "", more: str = "") -> str:
    return f"outlet: {outlet}\ntitle: A note\npublished: 2024-01-09\nurl: unknown\nlanguage: en\nlicence: unknown\n" + (f"via:\n{via}" if via else "") + more


def files(text: str, **seeds: tuple[str, str]) -> dict[str, str]:
    made = {BRIEF: text}
    for name, (words, about) in seeds.items():
        made[f"seeds/{name}.txt"] = words
        made[f"seeds/{name}.yml"] = about
    return made


def verdicts(linked) -> list[str]:
    return [outcome.verdict.value for checks in linked.site.checks[BRIEF].checks for _, outcome in checks]


# -- quotations on a site ------------------------------------------------------------------------------------------------

def test_an_altered_quotation_is_an_error_with_its_diff(link_files) -> None:
    linked = link_files(files('It said "the river rose for four days before the gates" [@a].', a=(NOTE, seed("Post"))))
    found = linked.of("BG201")
    assert len(found) == 1
    assert (found[0].span.line, found[0].span.column) == (1, 9)
    assert "four" in found[0].detail[0]
    assert "three" in found[0].detail[1]


def test_a_letter_in_the_other_case_is_told_with_what_to_write(link_files) -> None:
    linked = link_files(files('It said "the river rose for three days" [@a].', a=(NOTE, seed("Post"))))
    assert linked.codes() == ["BG201"]
    assert linked.notes[0].hint == "mark the letter that you changed:  [t]he"


def test_words_of_another_seed_are_named(link_files) -> None:
    linked = link_files(files('It said "the gates gave way, and nobody" [@b].', a=(NOTE, seed("Post")), b=("Nothing of that kind is here.\n", seed("Times"))))
    assert linked.codes() == ["BG202"]
    assert "are in a, not in b" in linked.notes[0].message


def test_other_seeds_are_searched_only_where_a_check_fails(link_files) -> None:
    linked = link_files(files('It said "the gates gave way, and nobody" [@a].', a=(NOTE, seed("Post")), b=("Nothing is here.\n", seed("Times"))))
    assert linked.codes() == []
    assert linked.work.searched == 0


def test_one_of_two_sources_is_enough(link_files) -> None:
    linked = link_files(files('It said "the gates gave way, and nobody" [@b; @a].', a=(NOTE, seed("Post")), b=("Nothing is here.\n", seed("Times"))))
    assert linked.codes() == []
    assert verdicts(linked) == ["absent", "exact"]


@pytest.mark.parametrize("text", ['"ворота впали, і ніхто не знав" {translated=uk} [@a]', '"the gates fell, and nobody knew" [@t]'])
def test_a_translation_is_shown_as_one(link_files, text: str) -> None:
    linked = link_files(files(text, a=(NOTE, seed("Post")), t=("Ворота впали.\n", seed("Пошта", more="translated: uk\n"))))
    assert linked.codes() == []
    assert verdicts(linked) == ["translated"]


def test_an_elision_over_paragraphs_is_a_warning(link_files) -> None:
    linked = link_files(files('"The river rose for three days … Then it fell again" [@a].', a=(NOTE + "Then it fell again within the hour.\n", seed("Post"))))
    assert linked.codes() == ["BG203"]


def test_the_passage_named_must_have_the_words(link_files) -> None:
    linked = link_files(files('"The river rose for three days" [@a, para. 2].', a=(NOTE + "Then it fell again.\n", seed("Post"))))
    assert linked.codes() == ["BG205"]


def test_a_loose_figure_is_a_warning_with_its_sentence(link_files) -> None:
    linked = link_files(files("The river rose. It rose for five days [@a].", a=(NOTE, seed("Post"))))
    assert linked.codes() == ["BG206"]
    assert linked.notes[0].detail == ("in: It rose for five days",)
    assert (linked.notes[0].span.line, linked.notes[0].span.column) == (1, 17)


def test_a_wrong_quotation_is_not_complained_of_twice(link_files) -> None:
    linked = link_files(files('It said "the river rose for five days before the gates" [@a].', a=(NOTE, seed("Post"))))
    assert linked.codes() == ["BG201"]


# -- chains and independence -----------------------------------------------------------------------------------------------

VIA_TIMES = "  - who: The Times\n    root: {who: two officials, anonymous: true, access: said to have been there}\n"
CASES = [
    # seeds' via, cited, (originals, outlets)
    ({"a": ""}, "[@a]", (1, 1)),
    ({"a": "", "b": ""}, "[@a; @b]", (2, 2)),
    ({"a": VIA_TIMES}, "[@a]", (1, 2)),
    ({"a": VIA_TIMES, "b": VIA_TIMES}, "[@a; @b]", (1, 3)),
    ({"a": VIA_TIMES, "b": "  - {who: Two  officials}\n"}, "[@a; @b]", (1, 3)),
    ({"a": VIA_TIMES, "b": ""}, "[@a; @b]", (2, 3)),
    ({"a": VIA_TIMES + "  - who: The Institute\n", "b": "  - who: Institute\n"}, "[@a; @b]", (1, 3)),
    ({"a": VIA_TIMES + "  - who: Institute\n", "b": "  - who: Institute\n", "c": VIA_TIMES}, "[@a; @b; @c]", (2, 4)),
    ({"a": "  - {who: B, source: b}\n", "b": ""}, "[@a; @b]", (1, 2)),
    ({"a": "  - {who: B, source: b}\n", "b": "  - {who: C, source: c}\n", "c": ""}, "[@a; @b]", (1, 2)),
    ({"a": "  - {who: B, source: b}\n", "b": "", "c": "  - {who: Reader, root: {who: B, source: b}}\n"}, "[@a; @c]", (1, 3)),
]


@pytest.mark.parametrize(("via", "cited", "counts"), CASES)
def test_independence_is_counted_at_the_root(link_files, via: dict[str, str], cited: str, counts: tuple[int, int]) -> None:
    words = {"a": "Rain fell on the upper town.", "b": "Wind took the roofs of the harbour.", "c": "Snow lay on the pass."}
    linked = link_files(files(f"It was so. {cited}", **{name: (words[name], seed(name.upper(), lines)) for name, lines in via.items()}))
    assert linked.codes() == []
    whole = linked.site.grounds[BRIEF].whole.independence
    assert (whole.originals, whole.outlets) == counts


def test_a_loop_is_refused_and_named(link_files) -> None:
    linked = link_files(files("It was so. [@a]", a=("Rain fell.", seed("A", "  - {who: B, source: b}\n")), b=("Wind fell.", seed("B", "  - {who: A, source: a}\n"))))
    assert linked.codes() == ["BG311"]
    assert "a → b → a" in linked.notes[0].message


def test_an_anonymous_root_is_described(link_files) -> None:
    linked = link_files(files("It was so. [@a]", a=("Rain fell.", seed("A", "  - {who: Times, root: {who: an official, anonymous: true}}\n"))))
    assert linked.codes() == ["BG314"]


def test_the_chain_is_kept_step_by_step(link_files) -> None:
    linked = link_files(files("It was so. [@a]", a=("Rain fell.", seed("A", VIA_TIMES))))
    assert [[step.who for step in chain.steps] for chain in linked.site.chains["a"]] == [["A", "The Times", "two officials"]]


# -- grades and withdrawal -------------------------------------------------------------------------------------------------

TAKEAWAYS = "## Key takeaways\n\n- It rained. [@a] {#rain grade=2}\n- It blew. [@a; @b] {#wind grade=C3}\n"


def test_a_grade_is_the_sources_letter_and_the_statements_number(link_files) -> None:
    linked = link_files(files(TAKEAWAYS, a=("It rained there.", seed("A", more="reliability: B\n")), b=("It blew there.", seed("B"))))
    assert [ground.grade for ground in linked.site.grounds[BRIEF].items] == ["B2", "C3"]


def test_a_grade_that_is_none_is_refused(link_files) -> None:
    linked = link_files(files("## Key takeaways\n\n- It rained. [@a] {#rain grade=G2}\n", a=("It rained there.", seed("A"))))
    assert linked.codes() == ["BG312"]


def test_what_rests_on_a_withdrawn_source_alone_is_marked(link_files) -> None:
    gone = seed("A", more="retracted: 2024-01-12\n")
    linked = link_files(files(TAKEAWAYS, a=("It rained there.", gone), b=("It blew there.", seed("B"))))
    assert linked.codes() == []
    assert [ground.withdrawn for ground in linked.site.grounds[BRIEF].items] == ["all", "some"]


def test_withdrawal_goes_down_the_chain(link_files) -> None:
    linked = link_files(files("- It blew. [@b] {#wind}\n", a=("It rained there.", seed("A", more="retracted: 2024-01-12\n")),
                              b=("It blew there.", seed("B", "  - {who: A, source: a}\n"))))
    assert linked.site.gone == {"a": "2024-01-12", "b": "2024-01-12"}


def test_a_newer_brief_may_not_cite_a_withdrawn_source(link_files) -> None:
    linked = link_files(files("It rained. [@a]\n", a=("It rained there.", seed("A", more="retracted: 2024-01-02\n"))))
    assert linked.codes() == ["BG313"]


# -- shared wording --------------------------------------------------------------------------------------------------------

LONG = "The ministry’s engineers had asked for more than a thousand sandbags and got thirty-five of them before the evening of the flood."


def test_shared_wording_is_found_and_named(link_files) -> None:
    linked = link_files(files("It was so. [@a; @b]", a=(f"{LONG}\nMore of our own here.\n", seed("A")), b=(f"The mayor of the lower town asked for help on Tuesday.\nA letter to the council said: “{LONG}”\n", seed("B"))))
    assert linked.codes() == ["BG315"]
    pair = linked.site.alike["a"][0]
    assert (pair.first, pair.second, pair.words, pair.runs) == ("a", "b", 22, ((1, 2, 22),))
    assert linked.site.grounds[BRIEF].whole.independence.originals == 1


def test_shared_wording_may_be_explained(link_files) -> None:
    same = {"a": (LONG, seed("A")), "b": (LONG + " Or so.", seed("B", more="independent_of: [a]\n"))}
    linked = link_files(files("It was so. [@a; @b]", **same))
    assert linked.codes() == []
    assert linked.site.grounds[BRIEF].whole.independence.originals == 2


def test_what_everybody_prints_is_no_copying(link_files) -> None:
    names = [f"s{n}" for n in range(16)]
    linked = link_files(files("It was so. [@s1; @s2]", **{name: (f"{name} has its own story.\n{LONG}\n", seed(name)) for name in names}))
    assert linked.site.alike == {}


def test_names_and_phrases_are_no_copying(link_files) -> None:
    phrase = "the International Committee of the Red Cross said on Monday"
    linked = link_files(files("It was so. [@a; @b]", a=(f"Rain, {phrase} here.", seed("A")), b=(f"Wind, {phrase} there.", seed("B"))))
    assert linked.codes() == []


# -- two versions of one quotation -------------------------------------------------------------------------------------------

def test_a_kindred_seed_with_one_more_word(link_files) -> None:
    analysis = "The timing of the offer is {} consistent with an effort to slow the aid than with a wish to end the war at all."
    linked = link_files(files(
        'Analysts: "The timing of the offer is consistent with an effort to slow the aid" [@a].',
        a=(f"Analysts looked at it on Tuesday.\nThey said: ‘{analysis.format('').replace('  ', ' ')}’", seed("A", "  - who: Institute\n")),
        b=(f"The institute wrote on Tuesday.\nIt said: ‘{analysis.format('more')}’", seed("B", "  - who: Institute\n")),
    ))
    assert linked.codes() == []
    assert verdicts(linked) == ["exact"]
    also = linked.site.checks[BRIEF].also[0]
    assert [name for name, _ in also] == ["b"]
    assert [(edit.side, edit.words) for edit in also[0][1].edits if edit.side != "both"] == [("source", "more")]


def test_the_real_seed_and_its_copy_with_one_more_word(link_files) -> None:
    folder = SHARED / "sites" / "ceasefire"
    if not folder.exists():
        pytest.skip("../shared/sites is not here")
    made = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()}
    text = made["seeds/000_ad486f7a30606557.txt"]
    line = next(line for line in text.splitlines() if line.startswith("Analysts said"))
    made["seeds/post.txt"] = line.replace("is consistent", "is more consistent") + "\n"
    made["seeds/post.yml"] = seed("Post", "  - who: Institute for the Study of War\n")
    path = "content/briefs/2023-12-24.md"
    words = line[line.index("is consistent"):].split(",")[0]
    made[path] += f'\nThe timing "{words}" [@metro-ceasefire; @post].\n'
    linked = link_files(made)
    outcomes = dict(linked.site.checks[path].checks[-1])
    assert outcomes["metro-ceasefire"].verdict is Verdict.EXACT
    assert [(edit.side, edit.words) for edit in outcomes["post"].edits if edit.side != "both"] == [("source", "more")]
    assert linked.site.grounds[path].whole.independence.originals == 1
    assert [note.code for note in linked.notes if note.severity.value == "error"] == []


# -- a negation left out before the words ------------------------------------------------------------------------------------

@pytest.mark.parametrize(("text", "codes"), [
    ('They are "willing to rebuild on the same ground" [@a].', ["BG207"]),
    ('They are not "willing to rebuild on the same ground" [@a].', []),
    ('They aren’t, it says, "willing to rebuild on the same ground" [@a].', []),
    ('They are "not willing to rebuild on the same ground" [@a].', []),
    ('So it is: "They may rebuild it elsewhere" [@a].', []),
    ("> willing to rebuild on the same ground [@a]", ["BG207"]),
    ("> Officials are not willing to rebuild [@a]", []),
])
def test_a_negation_may_not_be_left_out_before_the_words(link_files, text: str, codes: list[str]) -> None:
    source = "Officials are not willing to rebuild on the same ground. Would they say why? They would not. They may rebuild it elsewhere.\n"
    assert link_files(files(text, a=(source, seed("Post")))).codes() == codes


def test_a_loop_is_seen_behind_a_named_root_too(link_files) -> None:
    via = "  - {{who: {0}, source: {1}, root: {{who: a clerk}}}}\n"
    linked = link_files(files("It was so. [@a]", a=("Rain fell.", seed("A", via.format("B", "b"))), b=("Wind fell.", seed("B", via.format("A", "a")))))
    assert linked.codes() == ["BG311"]


def test_seeds_that_all_name_one_another_cost_little(link_files) -> None:
    names = [f"s{n}" for n in range(16)]
    made = {name: (f"{name} fell in the town.", seed(name, "".join(f"  - {{who: {other}, source: {other}}}\n" for other in names if other != name)))
            for name in names}
    linked = link_files(files("It was so. [@s1]", **made))
    assert set(linked.codes()) == {"BG311"}
