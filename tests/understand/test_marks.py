"""Quotations in running text: which marks open, which close, which are apostrophes."""

from __future__ import annotations

import pytest

from briefgen.understand.markdown import read_text
from briefgen.understand.markdown.sentences import countable, last_sentence
from briefgen.understand.quotation_marks import find_quotations


def quoted(text: str) -> list[tuple[str, bool]]:
    return [(quotation.text, quotation.display) for quotation in read_text(text, "content/briefs/2024-01-10.md").quotations]


RUNNING = [
    # -- straight, curly, single
    ('He said "it was so" [@a].', "it was so"),
    ('He said "it was so." [@a]', "it was so."),
    ('He said "it was so", [@a]', "it was so"),
    ('"It was so" [@a]', "It was so"),
    ("He said “it was so” [@a].", "it was so"),
    ("He said “it was so,” [@a]", "it was so,"),
    ("He said ‘it was so’ [@a].", "it was so"),
    ("He said 'it was so' [@a].", "it was so"),
    # -- apostrophes are no closing marks
    ("He said ‘it wasn’t so’ [@a].", "it wasn’t so"),
    ("He said 'it wasn't so' [@a].", "it wasn't so"),
    ("He said ‘the soldiers’ huts are gone’ [@a].", "the soldiers’ huts are gone"),
    ("He said 'the soldiers' huts are gone' [@a].", "the soldiers' huts are gone"),
    ("Putin’s aide said ‘Putin’s aims haven’t changed’ [@a].", "Putin’s aims haven’t changed"),
    ("The '90s were 'the best of times' [@a].", "the best of times"),
    ("He told 'em 'we are leaving now' [@a].", "we are leaving now"),
    ("It was the soldiers’ own choice [@a].", None),
    ("It was the soldiers' [@a].", None),
    ("It isn’t so [@a].", None),
    # -- a stray mark before does no harm
    ('A 5" gun fired; he said "it was so" [@a].', "it was so"),
    ('He said "this was left open. She said “it was so” [@a].', "it was so"),
    # -- nested
    ("He said “the word ‘never’ is theirs” [@a].", "the word ‘never’ is theirs"),
    ("He said “they told us ‘never again.’” [@a]", "they told us ‘never again.’"),
    ("He said ‘the word “never” is theirs’ [@a].", "the word “never” is theirs"),
    ('He said "the word \'never\' is theirs" [@a].', "the word 'never' is theirs"),
    ("Er sagte „das Wort ‚nie‘ ist ihres“ [@a].", "das Wort ‚nie‘ ist ihres"),
    ("Il a dit « le mot “jamais” est à eux » [@a].", "le mot “jamais” est à eux"),
    ("Він сказав «слово „ніколи“ їхнє» [@a].", "слово „ніколи“ їхнє"),
    ("«Він сказав «ніколи» двічі» [@a].", "Він сказав «ніколи» двічі"),
    ("彼は「『決して』は彼らの言葉だ」[@a]と述べた。", "『決して』は彼らの言葉だ"),
    # -- each script
    ("Er sagte „es war so“ [@a].", "es war so"),
    ("Er sagte „es war so.“ [@a]", "es war so."),
    ("Er sagte ‚es war so‘ [@a].", "es war so"),
    ("Er sagte »es war so« [@a].", "es war so"),
    ("Il a dit « c’était ainsi » [@a].", "c’était ainsi"),
    ("Il a dit «\u00a0c’était ainsi\u00a0» [@a].", "c’était ainsi"),
    ("Він сказав «так воно було» [@a].", "так воно було"),
    ("Він сказав „так воно було” [@a].", "так воно було"),
    ("Powiedział „tak właśnie było” [@a].", "tak właśnie było"),
    ("Hon sa ”så var det då” [@a].", "så var det då"),
    ("彼は「そうだった」[@a]と述べた。", "そうだった"),
    ("他说“确实是这样的。”[@a]", "确实是这样的。"),
    ("他说《就是这样》[@a]。", "就是这样"),
    ("قال «هكذا كان الأمر» [@a].", "هكذا كان الأمر"),
    # -- what a citation does not follow is no quotation to check
    ("He said “it was so”, and she wrote it down at once [@a].", None),
    ("He said it was so [@a].", None),
    ("“ [@a]", None),
    # -- Markdown in and beside it
    ("He said “it *really* was so” [@a].", "it really was so"),
    ("He said *“it was so”* [@a].", "it was so"),
    ("He said “it was\nso” [@a].", "it was so"),
    ("“One here” [@a], “two there” [@b]", "two there"),
]


@pytest.mark.parametrize(("text", "found"), RUNNING)
def test_running_text(text: str, found: str | None) -> None:
    words = [words for words, display in quoted(text) if not display]
    assert words[-1:] == ([found] if found else [])


BLOCKS = [
    ("> It was so [@a]", ["It was so"]),
    ("> It was so. [@a]", ["It was so."]),
    ("> “It was so” [@a]", ["It was so"]),
    ("> It was so\n> for years [@a]", ["It was so for years"]),
    ("> It was so.\n>\n> It is no more. [@a]", ["It was so. It is no more."]),
    ("> It was so.\n> — A. Official [@a]", ["It was so."]),
    ("> It was so.\n>\n> – A. Official [@a]", ["It was so."]),
    ("> It was so.\n\n[@a]", ["It was so."]),
    ("> It was so.\n>\n> — A. Official\n\n[@a] said an official.", ["It was so."]),
    ("> It was so. [@a]\n>\n> It is no more. [@b]", ["It was so.", "It is no more."]),
    ("> It was so.\n\nAnd more [@a].", []),
    ("> It was so.", []),
]


@pytest.mark.parametrize(("text", "found"), BLOCKS)
def test_block_quotations(text: str, found: list[str]) -> None:
    assert [words for words, _ in quoted(text)] == found


def test_every_quotation_of_a_text() -> None:
    found = find_quotations("“One,” he said. ‘It isn’t two,’ she said. „Drei“ und «чотири».")
    assert [(one.inner_start, one.style) for one in found] == [(1, "“"), (17, "‘"), (43, "„"), (54, "«")]


@pytest.mark.parametrize(("text", "sentence"), [
    ("One here. Two there ", "Two there"),
    ("One here. Two there. ", "Two there."),
    ("It was 3.5 m. Gen. Smith said 12 ", "Gen. Smith said 12"),
    ("On 5 Sept. 12 men came", "On 5 Sept. 12 men came"),
    ("In 2014. The vote was 5 to 4", "The vote was 5 to 4"),
    ("She asked: “Why?” He left at 5", "He left at 5"),
    (", the note says. Five men came", "Five men came"),
    ("水が来た。五人が去った", "五人が去った"),
])
def test_the_sentence_before_a_citation(text: str, sentence: str) -> None:
    assert last_sentence(text) == sentence


@pytest.mark.parametrize(("text", "counts"), [("Nothing here", False), ("In 2014", True), ("four men", True), ("in December", True), ("it may be", False)])
def test_what_is_looked_up(text: str, counts: bool) -> None:
    assert countable(text) is counts
