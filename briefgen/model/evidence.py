"""What ties text to its sources: citations, quotations, links, blocks of text with holes. In: nothing. Out: those records."""

from __future__ import annotations

from enum import StrEnum

from briefgen.model.diagnostic import Span
from briefgen.model.record import Record


class Citation(Record):
    """`[@seed]` or `[@seed, para. 8]`: `passage` is the passage's number (0: not named), `locator` the words as written.

    `group` numbers the bracket that it stood in, since `[@a; @b]` holds two; `block` is the block that it stands in.
    """

    seed: str
    passage: int
    locator: str
    group: int
    block: int
    span: Span


class Quotation(Record):
    """Quoted words that a citation follows. `text` is without its marks, as written, with its line breaks as spaces.

    `citations` are indices into the unit's citations (all of one bracket). `translated` is the language that it was
    translated from where the editor says so (`{translated=uk}`). `display` tells a blockquote from running text,
    `negated` that the words just before it say no (he is not "willing").
    """

    text: str
    citations: tuple[int, ...]
    block: int
    display: bool
    translated: str
    span: Span
    negated: bool = False


class Stated(Record):
    """A cited sentence that holds numbers or dates: its words, and indices into the unit's citations (all of one bracket)."""

    text: str
    citations: tuple[int, ...]
    span: Span


class Link(Record):
    """A link of the text to another page of the site: `target` as written (`brief:2023-12-24`, `/regions/ukraine/`, `x.md`)."""

    target: str
    span: Span


class HoleKind(StrEnum):
    """What a hole in rendered text stands for."""

    CITE = "cite"
    QUOTE_START = "quote-start"
    QUOTE_END = "quote-end"
    LINK = "link"


class Hole(Record, tag="hole"):
    """A gap in HTML: the index points into the unit's own citations (by bracket group), quotations or links."""

    kind: HoleKind
    index: int


class Text(Record, tag="text"):
    """A run of finished HTML between two holes."""

    html: str


Piece = Text | Hole


class BlockKind(StrEnum):
    """What a block of a body is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    LIST = "list"
    ITEM = "item"
    CODE = "code"
    TABLE = "table"
    RULE = "rule"
    FIGURE = "figure"
    NOTE = "note"
    CLAIM = "claim"
    TIMELINE = "timeline"
    CORRECTION = "correction"


class Block(Record):
    """One top-level block of a body, or one takeaway of a key section: HTML with holes, and its metadata.

    `section` is the role of the heading that it stands under (`keys`, `outlook`, `unknown`, `regions`, or empty); `id` is
    the pinned id from `{#id}` or empty; `attributes` the rest of the metadata in the order written; `plain` its words.
    """

    kind: BlockKind
    level: int
    section: str
    id: str
    attributes: tuple[tuple[str, str], ...]
    pieces: tuple[Piece, ...]
    plain: str
    groups: tuple[int, ...] = ()


class Body(Record):
    """The heavy half of a brief, a storyline or a page: its blocks, without spans, so that moved text stays equal."""

    blocks: tuple[Block, ...]
