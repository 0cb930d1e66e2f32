"""Bodies: HTML with holes, filled. In: a body, and the view that says what its holes stand for. Out: blocks of finished HTML.

A citation becomes the numbers of its notes; a quotation a span that says whether it was found in its source; a link an address from
the page's own place. The notes of a block travel with it, so that a template can set them level with their paragraph.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct

from briefgen.model.evidence import Block, BlockKind, Body, Hole, HoleKind
from briefgen.model.record import decode
from briefgen.model.verdict import GOOD
from briefgen.render.filters import address
from briefgen.render.markup import escaped, marked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markupsafe import Markup

    from briefgen.model.evidence import Piece
    from briefgen.model.parts import ClaimView, Note, Row, TextView
    from briefgen.render.filters import Here

HEADING: Final = re.compile(r"<(/?)h[1-6]")
# Keeps a note's number on the line of the word before it.
WORD_JOINER: Final = "\u2060"


class Filled(Struct, frozen=True):
    """A block, ready to be shown. `heading` is its level on this page (2 and deeper, none skipped), 0 for what is no heading."""

    kind: str
    heading: int
    section: str
    id: str
    html: Markup
    plain: str
    notes: tuple[Note, ...]
    checked: bool
    attributes: dict[str, str]
    rows: tuple[Row, ...]
    claim: ClaimView | None


class Filling(NamedTuple):
    """How holes are filled: addresses from `place`; `note` writes the number of one note."""

    text: TextView
    place: Here
    language: str
    note: Callable[[Note], str]


def body_of(text: TextView, load: Callable[[str], bytes]) -> tuple[Block, ...]:
    """The blocks of a view's body; none where it has no body."""
    return decode(load(text.body), Body).blocks if text.body else ()


def filled(blocks: Sequence[Block], filling: Filling) -> list[Filled]:
    """Every block, in order, its holes filled."""
    noted, rows = filling.text.notes, dict(filling.text.rows)
    claims = {claim.block: claim for claim in filling.text.claims}
    made = []
    stack: list[int] = []
    for number, block in enumerate(blocks):
        level = 0
        html = fill(block.pieces, filling)
        if block.kind is BlockKind.HEADING:
            while stack and stack[-1] >= block.level:
                stack.pop()
            stack.append(block.level)
            level = min(6, len(stack) + 1)
            html = HEADING.sub(rf"<\1h{level}", html) if level != block.level else html
        elif "<h" in html:
            html = HEADING.sub(r"<\1p", html)
        notes = tuple([note for group in block.groups if group < len(noted) for note in noted[group]]) if block.groups else ()
        checked = block.kind is BlockKind.QUOTE and bool(notes) and notes[-1].verdict in GOOD
        made.append(Filled(str(block.kind), level, block.section, block.id, marked(html), block.plain, notes, checked,
                           dict(block.attributes), rows.get(number, ()), claims.get(number)))
    return made


def fill(pieces: Sequence[Piece], filling: Filling) -> str:
    """One block's HTML."""
    parts: list[str] = []
    for piece in pieces:
        if not isinstance(piece, Hole):
            parts.append(piece.html)
            continue
        if piece.kind is HoleKind.CITE and parts:
            parts[-1] = parts[-1].rstrip()
        parts.append(_hole(piece, filling))
    return "".join(parts)


def _hole(hole: Hole, filling: Filling) -> str:
    text, index = filling.text, hole.index
    if hole.kind is HoleKind.CITE:
        notes = text.notes[index] if index < len(text.notes) else ()
        return "".join(WORD_JOINER + filling.note(note) for note in notes)
    if hole.kind is HoleKind.LINK:
        link = text.links[index] if index < len(text.links) else ""
        return escaped(address(link, filling.place))
    if hole.kind is HoleKind.QUOTE_END:
        return "</span>"
    ok = " ok" if index < len(text.verdicts) and text.verdicts[index] in GOOD else ""
    spoken = text.languages[index] if index < len(text.languages) else ""
    lang = f' lang="{escaped(spoken)}"' if spoken and spoken.split("-")[0] != filling.language.split("-")[0] else ""
    return f'<span class="qt{ok}"{lang}>'


def reference(note: Note) -> str:
    """The number of a note in running text: leads to the note, and is where the note's own number leads back to."""
    return f'<a class="ref" id="r{note.number}" href="#n{note.number}" role="doc-noteref">{note.number}</a>'
