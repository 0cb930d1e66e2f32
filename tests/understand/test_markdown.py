"""Markdown to blocks with holes: CommonMark and its four additions, nothing lost, everything with its place."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from briefgen.model.evidence import BlockKind, Hole, HoleKind, Text
from briefgen.understand.markdown import read_text
from briefgen.understand.markdown.html import markup
from briefgen.understand.markdown.syntax import unshortened

HOSTILE = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "hostile"
PATH = "content/briefs/2024-01-10.md"


def read(text: str, first: int = 1):
    return read_text(text, PATH, first)


def html(text: str) -> str:
    """The HTML of a text, holes as {kind:index}."""
    return "\n".join("".join(piece.html if isinstance(piece, Text) else f"{{{piece.kind.value}:{piece.index}}}" for piece in block.pieces)
                     for block in read(text).body.blocks)


def codes(text: str) -> list[tuple[str, int, int]]:
    return [(note.code, note.span.line, note.span.column) for note in read(text).notes]


# -- citations ---------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("written", "seeds"), [
    ("[@isw]", [("isw", 0)]),
    ("[@isw, para. 8]", [("isw", 8)]),
    ("[@isw, p. 3]", [("isw", 3)]),
    ("[@isw, ¶12; @other]", [("isw", 12), ("other", 0)]),
    ("[@isw; @other, para. 2]", [("isw", 0), ("other", 2)]),
    ("[@000_ad486f7a30606557]", [("000_ad486f7a30606557", 0)]),
])
def test_citations(written: str, seeds: list[tuple[str, int]]) -> None:
    found = read(f"It was so. {written}")
    assert [(citation.seed, citation.passage) for citation in found.citations] == seeds
    assert len({citation.group for citation in found.citations}) == 1
    assert "[@" not in html(f"It was so. {written}")


def test_a_citation_knows_its_place_in_the_file() -> None:
    found = read("One line.\n\nTwo lines,\nof which the second cites [@isw, para. 2; @metro].\n", 7)
    assert [(c.span.line, c.span.column, c.span.end_column) for c in found.citations] == [(10, 28, 41), (10, 43, 49)]


def test_a_citation_in_code_is_code() -> None:
    assert not read("Write `[@id]` to cite.").citations
    assert not read("```\n[@id]\n```").citations


# -- quotations --------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("text", "quoted"), [
    ('He said "not willing to retreat" [@a].', ["not willing to retreat"]),
    ("He said “not willing to retreat” [@a].", ["not willing to retreat"]),
    ("He said ‘Putin’s not willing to retreat’ [@a].", ["Putin’s not willing to retreat"]),
    ("Er sagte „nicht bereit zurückzuweichen“ [@a].", ["nicht bereit zurückzuweichen"]),
    ("Il a dit « pas prêt à reculer » [@a].", ["pas prêt à reculer"]),
    ("Він сказав «не готовий відступити» [@a].", ["не готовий відступити"]),
    ("他说「不愿后退一步」[@a]。", ["不愿后退一步"]),
    ('He said "not willing to retreat." [@a]', ["not willing to retreat."]),
    ('He said "first" and later "second one here" [@a].', ["second one here"]),
    ('"One of them" [@a] and "the other of them" [@b].', ["One of them", "the other of them"]),
    ('He said "the word “retreat” is not ours" [@a].', ["the word “retreat” is not ours"]),
    ("He said nothing of it [@a].", []),
    ('He said "so much", and the paper notes it later on in its story [@a].', []),
])
def test_quotations_that_a_citation_follows(text: str, quoted: list[str]) -> None:
    assert [quotation.text for quotation in read(text).quotations] == quoted


def test_a_block_quotation_is_checked_where_it_ends_in_a_citation() -> None:
    found = read("> He really is willing to stop\n> at the current positions [@metro]\n\n> A quotation of nobody.\n")
    assert [(q.text, q.display) for q in found.quotations] == [("He really is willing to stop at the current positions", True)]


def test_a_quotation_is_marked_in_the_page() -> None:
    assert html('It says "the *same* words" [@a].').count("{quote-start:0}") == 1
    assert html('It says "the same words" [@a].') == '<p>It says {quote-start:0}&quot;the same words&quot;{quote-end:0} {cite:0}.</p>'


def test_a_translated_quotation_says_from_what() -> None:
    assert read("«не готовий» {translated=uk} [@a]").quotations[0].translated == "uk"


# -- metadata and blocks -----------------------------------------------------------------------------------------------

def test_trailing_metadata_belongs_to_its_item_and_is_not_shown() -> None:
    found = read("## Key takeaways\n\n- The talks are on. [@a] {#talks when=2023-09/.. by=us likelihood=likely}\n- Second.\n")
    items = [said for said in found.said]
    assert [(said.id, said.section) for said in items] == [("talks", "keys"), ("", "keys")]
    assert dict(items[0].pairs) == {"when": "2023-09/..", "by": "us", "likelihood": "likely"}
    assert "{#" not in "".join(block.plain for block in found.body.blocks)


def test_trailing_metadata_changes_nothing_before_it() -> None:
    """Escapes, entities and links whose address stands elsewhere are what they are in a paragraph that says nothing of itself."""
    text, address = "A \\* b &amp; c, [there][a] &copy;", "\n\n[a]: https://example.org/x"
    plain, said = html(text + address), html(text + " {#x kind=stated}" + address)
    assert plain == said.replace(' id="x"', "")
    assert "A * b &amp; c" in said
    assert 'href="https://example.org/x"' in said


def test_tags_and_line_ends_are_those_of_markdown_it() -> None:
    texts = ["# A *b* `c<d` **e**\n\n- one\n- two\n\n  three\n\n  > four\n", "> a  \n> b\n> - c\n>   1. d\n\n***\n", "```py x\na < b\n```\n\n    code\n", "3. a\n4. b",
             "- a\n  >\n  > b\n- ***\n- \n- # x\n", "[a](/b 'c\"<')\n===\n", "- a\n  - b\n    - c\n\n      d\n"]
    for text in texts:
        tokens = unshortened().parse(text)
        assert markup(tokens, unshortened().options) == unshortened().renderer.render(tokens, unshortened().options, {}), text


def test_braces_in_prose_stay() -> None:
    assert "{like this}" in read("Sets are written {like this}").body.blocks[0].plain


def test_containers() -> None:
    found = read("::: claim private disputes=public speaker=\"the official\"\nHe is *not* willing. [@a]\n:::\n\nAfter.\n")
    block = found.body.blocks[0]
    assert (block.kind, block.id) == (BlockKind.CLAIM, "private")
    assert dict(block.attributes)["disputes"] == "public"
    assert found.body.blocks[1].plain == "After."


def test_a_container_may_be_empty() -> None:
    assert [block.plain for block in read("::: note\n:::\n\nWords.").body.blocks] == ["", "Words."]


def test_sections_have_roles_by_their_words() -> None:
    text = "## Key takeaways\n\n- a\n\n## Outlook\n\nb\n\n## What we do not know\n\n- c\n\n## Else {role=outlook}\n\nd\n"
    assert [block.section for block in read(text).body.blocks if block.kind is not BlockKind.HEADING] == ["keys", "outlook", "unknown", "outlook"]


def test_heading_ids_are_unique_and_never_those_of_the_page() -> None:
    found = read("## Main\n\n## Outlook\n\n## Outlook\n\n## 2023\n\n## Чернігів\n")
    ids = [block.id for block in found.body.blocks]
    assert len(set(ids)) == len(ids)
    assert "main" not in ids
    assert all(name and not name[0].isdigit() for name in ids)


# -- safety ------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("href", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example/", "\\\\evil\\x", "file:///etc/passwd"])
def test_only_harmless_addresses_become_links(href: str) -> None:
    found = read(f"[x](<{href}>)")
    assert [note.code for note in found.notes] == ["BG145"]
    assert href.casefold() not in html(f"[x](<{href}>)").casefold()


def test_links_inside_are_holes_and_links_outside_are_marked() -> None:
    assert html("[x](brief:2023-12-24)") == '<p><a href="{link:0}">x</a></p>'
    assert 'rel="noopener noreferrer nofollow"' in html("[x](https://example.org/)")


def test_raw_html_is_shown_as_text_with_a_word() -> None:
    assert "<script" not in html("a <script>alert(1)</script> b\n\n<img src=x onerror=alert(1)>")
    assert ("BG144", 1, 3) in codes("a <b>bold</b>")


def test_no_text_can_forge_a_hole() -> None:
    found = read("a \0c0\0 b \ufffd")
    assert not any(isinstance(piece, Hole) for block in found.body.blocks for piece in block.pieces)


@pytest.mark.parametrize("depth", [5, 15, 30, 39])
@pytest.mark.parametrize("mark", ["> ", "- "])
def test_what_is_nested_is_never_lost(depth: int, mark: str) -> None:
    found = read(mark * depth + "deep words")
    shown = "".join(block.plain for block in found.body.blocks)
    assert "deep words" in shown or any(note.code == "BG140" for note in found.notes)
    if depth <= 15:
        assert "deep words" in shown


def test_what_is_nested_too_deeply_is_refused_in_words() -> None:
    assert codes("- " * 60 + "x")[0][0] == "BG140"
    assert codes("one\n\n" + "> " * 90 + "x")[0][:2] == ("BG140", 3)


def test_moved_text_is_an_equal_body() -> None:
    text = '## Key takeaways\n\n- It says "these very words" [@a]. {#x when=2023}\n\nAnd [a link](region:ukraine).\n'
    assert read(text).body == read("\n\n" + text, 1).body == read(text, 40).body


def test_hostile_documents_of_public_sets_execute_nothing() -> None:
    if not HOSTILE.exists():
        pytest.skip("../shared/corpora/hostile is not here")
    import lxml.html

    payloads = [case["payload"] for case in json.loads((HOSTILE / "public" / "dompurify-expect.json").read_text(encoding="utf-8"))]
    for name in ("owasp-xss-filter-evasion", "markdown-it-xss", "blns"):
        data = json.loads((HOSTILE / "public" / f"{name}.json").read_text(encoding="utf-8"))
        payloads += [one if isinstance(one, str) else next(v for v in one.values() if isinstance(v, str)) for one in data]
    allowed = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "a", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "br", "hr", "img", "div", "span"}
    for payload in payloads:
        shown = html(payload)
        if not shown.strip():
            continue
        for element in lxml.html.fragment_fromstring(shown, create_parent="div").iter():
            assert element.tag in allowed, (payload, shown)
            assert not any(name.startswith("on") or name in ("style", "srcdoc") for name in element.attrib), (payload, shown)
            for name in ("href", "src"):
                value = element.get(name, "")
                assert value.startswith(("{link:", "http:", "https:", "mailto:", "#")) or not value, (payload, shown)


def calls(text: str) -> int:
    """How many calls reading a text takes: a measure of work that does not depend on the machine."""
    count = 0

    def seen(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(seen)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return count


def test_markdown_bombs_cost_in_proportion() -> None:
    if not HOSTILE.exists():
        pytest.skip("../shared/corpora/hostile is not here")
    slow = []
    for case in json.loads((HOSTILE / "markdown-bombs.json").read_text(encoding="utf-8")):
        texts = ["".join(unit.replace("{i}", "7") * (n if count == "n" else count) for unit, count in case["parts"]) for n in (250, 500)]
        work = [calls(text) for text in texts]
        # Twice the text, twice the work; what the reader refuses costs next to nothing.
        if work[1] > 2.6 * work[0] + 2_000:
            slow.append((case["name"], work))
    assert slow == []
