"""Bodies filled: notes at their words, quotations marked with their outcome, links from the page's own place, headings without gaps."""

from __future__ import annotations

from briefgen.model.evidence import Block, BlockKind, Hole, HoleKind, Text
from briefgen.model.parts import Note, TextView
from briefgen.render.filters import here
from briefgen.render.text import Filling, filled, reference

NOTE = Note(3, "", "", "P2", "/sources/x/#p2", "Desk", "exact", "checked")


def block(kind: BlockKind, *pieces: object, level: int = 0, groups: tuple[int, ...] = ()) -> Block:
    return Block(kind, level, "", "", (), tuple(Text(one) if isinstance(one, str) else one for one in pieces), "", groups)


def fill(*blocks: Block, **view: object) -> list:
    return filled(blocks, Filling(TextView("", **view), here("/2023/12/24/brief/"), "en-GB", reference))


def test_a_note_is_held_to_the_word_before_it() -> None:
    made = fill(block(BlockKind.PARAGRAPH, "<p>Said ", Hole(HoleKind.CITE, 0), ".</p>", groups=(0,)), notes=((NOTE,),))
    assert made[0].html == '<p>Said\u2060<a class="ref" id="r3" href="#n3" role="doc-noteref">3</a>.</p>'
    assert made[0].notes == (NOTE,)


def test_quotations_carry_their_outcome_and_their_language() -> None:
    quoted = block(BlockKind.PARAGRAPH, "<p>", Hole(HoleKind.QUOTE_START, 0), "“слова”", Hole(HoleKind.QUOTE_END, 0), Hole(HoleKind.QUOTE_START, 1), "x",
                   Hole(HoleKind.QUOTE_END, 1), "</p>")
    made = fill(quoted, verdicts=("exact", "altered"), languages=("uk", "en"))
    assert made[0].html == '<p><span class="qt ok" lang="uk">“слова”</span><span class="qt">x</span></p>'


def test_links_lead_from_the_page() -> None:
    made = fill(block(BlockKind.PARAGRAPH, '<p><a href="', Hole(HoleKind.LINK, 0), '">x</a></p>'), links=("/regions/ukraine/",))
    assert made[0].html == '<p><a href="../../../../regions/ukraine/">x</a></p>'
    hostile = fill(block(BlockKind.PARAGRAPH, '<a href="', Hole(HoleKind.LINK, 0), '">x</a>'), links=('/a"onclick="x/',))
    assert '"onclick' not in hostile[0].html


def test_headings_begin_at_two_and_skip_none() -> None:
    levels = (1, 3, 3, 2, 6, 1, 4)
    made = fill(*(block(BlockKind.HEADING, f'<h{level} id="x{n}">H</h{level}>', level=level) for n, level in enumerate(levels)))
    assert [one.heading for one in made] == [2, 3, 3, 3, 4, 2, 3]
    assert [one.html[:3] for one in made] == ["<h2", "<h3", "<h3", "<h3", "<h4", "<h2", "<h3"]


def test_a_heading_inside_a_quotation_is_no_heading_of_the_page() -> None:
    made = fill(block(BlockKind.QUOTE, "<blockquote><h1>Loud</h1><p>words</p></blockquote>"))
    assert made[0].html == "<blockquote><p>Loud</p><p>words</p></blockquote>"
    assert made[0].heading == 0


def test_a_block_quotation_is_marked_only_where_it_was_found() -> None:
    pieces = ("<blockquote><p>w ", Hole(HoleKind.CITE, 0), "</p></blockquote>")
    for verdict, checked in (("exact", True), ("elided", True), ("short", False), ("translated", False), ("", False)):
        note = Note(1, "", "", "", "", "", verdict, "")
        assert fill(block(BlockKind.QUOTE, *pieces, groups=(0,)), notes=((note,),))[0].checked is checked
