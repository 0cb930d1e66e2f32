"""The reading of one text. In: Markdown. Out: a body of blocks with holes, and all that they cite, quote, link and say of themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.model.codes import note
from briefgen.model.diagnostic import Diagnostic, Span
from briefgen.model.evidence import Block, BlockKind, Body, Citation, Link, Quotation, Stated
from briefgen.schema import nearest
from briefgen.understand.markdown import sections
from briefgen.understand.markdown.attributes import Attributes, read_attributes
from briefgen.understand.markdown.evidence import Gathered
from briefgen.understand.markdown.html import markup, pieces
from briefgen.understand.markdown.places import Places
from briefgen.understand.markdown.sentences import without_speaker
from briefgen.understand.markdown.syntax import parser
from briefgen.understand.white_space import folded, words_in

if TYPE_CHECKING:
    from markdown_it.token import Token

LARGEST: Final = 1_000_000
DEEPEST: Final = 40
# What a line's lists and quotations begin with.
SIGNS: Final = " \t>-*+0123456789.)"
LEADING: Final = frozenset(SIGNS)
# Each opening bracket may make the parser look ahead for a link; past this many, one text could cost seconds.
BRACKETS: Final = 10_000
CONTAINERS: Final = {
    "claim": BlockKind.CLAIM, "timeline": BlockKind.TIMELINE, "figure": BlockKind.FIGURE, "note": BlockKind.NOTE, "correction": BlockKind.CORRECTION,
}
KINDS: Final = {
    "heading_open": BlockKind.HEADING, "paragraph_open": BlockKind.PARAGRAPH, "blockquote_open": BlockKind.QUOTE, "bullet_list_open": BlockKind.LIST,
    "ordered_list_open": BlockKind.LIST, "fence": BlockKind.CODE, "code_block": BlockKind.CODE, "hr": BlockKind.RULE,
}
BETWEEN: Final = re.compile(r"[\W_]+")
TAKEN: Final = re.compile(r"(?:main|[nrp]\d+|kt|top)\Z")


class Said(NamedTuple):
    """Metadata of a block or item: whose, what, where."""

    block: int
    section: str
    id: str
    pairs: tuple[tuple[str, str], ...]
    plain: str
    groups: tuple[int, ...]
    kind: BlockKind
    span: Span


class TextReading(NamedTuple):
    """A text, read."""

    body: Body
    block_spans: tuple[Span, ...]
    citations: tuple[Citation, ...]
    quotations: tuple[Quotation, ...]
    links: tuple[Link, ...]
    stated: tuple[Stated, ...]
    said: tuple[Said, ...]
    words: int
    notes: tuple[Diagnostic, ...]


def read_text(text: str, path: str, first_line: int = 1, language: str = "en") -> TextReading:
    """Reads `text`, whose first line is line `first_line` of `path`. Never raises for what an editor may write."""
    notes: list[Diagnostic] = []
    refused = _refused(text, path, first_line)
    if refused is not None:
        return TextReading(Body(()), (), (), (), (), (), (), 0, (refused,))
    return _Reading(text, path, first_line, language, notes).read()


def _refused(text: str, path: str, first: int) -> Diagnostic | None:
    """Why a text is not parsed at all, or None."""
    for what, count, most in (("characters", len(text), LARGEST), ("opening brackets", text.count("["), BRACKETS)):
        if count > most:
            return note("BG104", Span(path, first, 1), f"{count:,} {what}; {most:,} are read at most", "split the text")
    deep = _too_deep(text)
    if deep:
        return note("BG140", Span(path, first + deep - 1, 1), f"nested more than {DEEPEST} levels deep", "flatten the list or quotation")
    return None


def _too_deep(text: str) -> int:
    """The first line (from 1) that begins more levels than are read, or 0. Counted before parsing, which would drop them."""
    for number, line in enumerate(text.split("\n"), 1):
        if line[DEEPEST:DEEPEST + 1] not in LEADING:
            continue
        lead = len(line) - len(line.lstrip(SIGNS))
        if lead > DEEPEST and len(re.findall(r">|(?:[-*+]|\d{1,9}[.)])(?=\s|\Z)|    |\t", line[:lead])) > DEEPEST and line.strip(" -*_\t"):
            return number
    return 0


class _Reading:
    """One pass over the tokens of one text."""

    def __init__(self, text: str, path: str, first: int, language: str, notes: list[Diagnostic]) -> None:
        self.places = Places(path, text, first)
        self.roles = sections.roles(language)
        self.notes = notes
        self.gathered = Gathered(self.places, notes)
        self.md = parser()
        self.tokens = self.md.parse(text.replace("\0", "\ufffd"), {})
        self.blocks: list[Block] = []
        self.spans: list[Span] = []
        self.said: list[Said] = []
        self.ids: dict[str, Span] = {}
        self.numbers: dict[str, int] = {}
        self.section = ""
        self.words = 0
        self.uncited: tuple[Token, str, int] | None = None

    def read(self) -> TextReading:
        self._metadata()
        deep = max([token.level for token in self.tokens], default=0) > 2 * DEEPEST
        for chunk in _chunks(self.tokens):
            if deep and any(token.level > 2 * DEEPEST for token in chunk):
                self.notes.append(note("BG140", self.places.block(chunk[0]), f"nested more than {DEEPEST} levels deep", "flatten it"))
            self._block(chunk)
        g = self.gathered
        return TextReading(Body(tuple(self.blocks)), tuple(self.spans), tuple(g.citations), tuple(g.quotations), tuple(g.links), tuple(g.stated),
                           tuple(self.said), self.words, tuple(self.notes))

    # -- metadata --------------------------------------------------------------------------------------------------------

    def _metadata(self) -> None:
        """Where trailing `{…}` stood, and what in it cannot be read."""
        for token in self.tokens:
            if token.type == "inline" and token.meta:
                low, high = token.meta["braces"]
                span = token.meta["span"] = self.places.inside(token, low, high)
                wrong = token.meta["attributes"].wrong
                if wrong:
                    self.notes.append(note("BG142", span, f'"{wrong}" cannot be read as metadata', 'write  {#id key=value key="two words"}'))

    def _claim_id(self, name: str, span: Span) -> str:
        if name and name in self.ids:
            self.notes.append(note("BG143", span, f"the id #{name} is already given on line {self.ids[name].line}", "give one of them another"))
            return ""
        if name:
            self.ids[name] = span
        return name

    # -- blocks ----------------------------------------------------------------------------------------------------------

    def _block(self, chunk: list[Token]) -> None:
        head = chunk[0]
        if head.type == "container_open":
            self._container(chunk)
        elif head.type in ("bullet_list_open", "ordered_list_open") and self.section == "keys":
            for item in _items(chunk):
                self._add(item[1:-1], BlockKind.ITEM, item[0], tight=True)
        elif head.type == "blockquote_open":
            self._add(chunk, BlockKind.QUOTE, head)
        else:
            self._add(chunk, KINDS.get(head.type, BlockKind.PARAGRAPH), head)

    def _add(self, chunk: list[Token], kind: BlockKind, head: Token, *, tight: bool = False, given: Attributes | None = None, info: str = "") -> None:
        number, place = len(self.blocks), self.places.block(head)
        inlines = [token for token in chunk if token.type == "inline"]
        meta = next((token.meta for token in inlines if token.meta), None)
        own, span = (meta["attributes"], meta["span"]) if meta else (None, place)
        groups = [group for token in inlines for group in self.gathered.read(token, number)]
        self._cited_above(chunk, inlines, groups)
        if kind is BlockKind.QUOTE:
            self._block_quote(inlines, number, own)
        plain = folded(" ".join([_plain(token) for token in chunk if token.type in ("inline", "fence", "code_block")]))
        self.words += words_in(plain)
        attributes = given if given is not None else own if own is not None and kind is not BlockKind.LIST else None
        name = self._claim_id(attributes.id, span) if attributes else ""
        level = int(head.tag[1]) if kind is BlockKind.HEADING else 0
        if kind is BlockKind.HEADING:
            role = dict(attributes.pairs).get("role", "") if attributes else ""
            self.section = role or self.roles.get(plain.casefold().strip(" :"), "") if level <= 2 else self.section
            name = name or self._heading_id(plain)
        pairs = (*(attributes.pairs if attributes else ()), *((("name", info),) if info else ()))
        if name and head.type in KINDS and not tight:
            head.attrs["id"] = name
        if kind is BlockKind.LIST and meta:
            self._list_items(chunk, number)
        elif (attributes is not None and kind is not BlockKind.HEADING) or tight:
            self.said.append(Said(number, self.section, name, pairs, plain, tuple(groups), kind, span))
        html = markup(_loose(chunk) if tight else chunk, self.md.options).strip()
        self.blocks.append(Block(kind, level, self.section, name, pairs, pieces(html), plain, tuple(groups)))
        self.spans.append(place)

    def _list_items(self, chunk: list[Token], block: int) -> None:
        """Items of a plain list that say something of themselves."""
        for item in _items(chunk):
            inline = next((token for token in item if token.type == "inline"), None)
            if inline is None or not inline.meta:
                continue
            read, span = inline.meta["attributes"], inline.meta["span"]
            name = self._claim_id(read.id, span)
            if name:
                item[0].attrs["id"] = name
            groups = tuple(child.meta["group"] for child in inline.children or [] if child.type == "citation")
            self.said.append(Said(block, self.section, name, read.pairs, _plain(inline), groups, BlockKind.ITEM, span))

    def _heading_id(self, plain: str) -> str:
        """An id made from the heading's words: letters and digits of any script, hyphens between, unlike those of the page itself."""
        slug = BETWEEN.sub("-", plain.casefold()).strip("-")[:60].strip("-") or "section"
        name = f"s-{slug}" if TAKEN.match(slug) or slug[0].isdigit() else slug
        unique, count = name, self.numbers.get(name, 2)
        while unique in self.ids:
            unique, count = f"{name}-{count}", count + 1
        self.numbers[name] = count  # all lower ones are taken: a thousand headings of one name must not be tried a million times
        self.ids[unique] = Span(self.places.path)
        return unique

    def _block_quote(self, inlines: list[Token], block: int, own: Attributes | None) -> None:
        """A block quotation: what stands before each citation in it is checked. A last line after a dash names the speaker."""
        translated = dict(own.pairs).get("translated", "") if own else ""
        known = {self.gathered.citations[i].group for quotation in self.gathered.quotations for i in quotation.citations}
        words: list[str] = []
        first: Token | None = None
        for token in inlines:
            words.append("\n")
            for child in token.children or []:
                if child.type == "citation":
                    text = without_speaker("".join(words))
                    if text and child.meta["group"] not in known and first is not None:  # else its words stand in marks, and are found
                        self.gathered.quote_block(first, text, block, child.meta["group"], translated)
                    words, first = [], None
                elif child.type in ("text", "code_inline", "softbreak", "hardbreak"):
                    words.append("\n" if child.type in ("softbreak", "hardbreak") else child.content)
                    first = first or (token if child.content.strip() else None)
        text = without_speaker("".join(words))
        self.uncited = (first, text, block) if first is not None and text.strip(" .,") else None

    def _cited_above(self, chunk: list[Token], inlines: list[Token], groups: list[int]) -> None:
        """A paragraph that begins with a citation gives the source of a block quotation right above it."""
        uncited, self.uncited = self.uncited, None
        if uncited is None or not inlines or chunk[0].type != "paragraph_open":
            return
        first = next((child for child in inlines[0].children or () if child.content.strip() or child.type == "citation"), None)
        if first is not None and first.type == "citation" and groups:
            self.gathered.quote_block(*uncited, groups[0], "")

    def _container(self, chunk: list[Token]) -> None:
        head = chunk[0]
        span = self.places.block(head)
        if head.info not in CONTAINERS:
            close = nearest(head.info, CONTAINERS, 1)
            self.notes.append(note("BG141", span, f'there is no "::: {head.info}" block',
                                   f'did you mean "::: {close[0]}"?' if close else "blocks are " + ", ".join(CONTAINERS)))
            for inner in _chunks(chunk[1:-1], head.level + 1):
                self._block(inner)
            return
        if not head.meta["closed"]:
            self.notes.append(note("BG141", span, f'"::: {head.info}" is not closed', "put  :::  on a line of its own where it ends"))
        words = head.content.strip()
        if words.startswith("{") and words.endswith("}"):
            words = words[1:-1]
        name, _, rest = words.partition(" ")
        info = "" if "=" in name or name.startswith("#") else name
        read = read_attributes(rest if info else words)
        if read.wrong:
            self.notes.append(note("BG142", span, f'"{read.wrong}" cannot be read as metadata', "write  ::: claim id key=value"))
        given = read._replace(id=read.id or info)
        self._add(chunk[1:-1], CONTAINERS[head.info], head, given=given)


def _chunks(tokens: list[Token], level: int = 0) -> list[list[Token]]:
    """The tokens of each block that begins at `level`."""
    found: list[list[Token]] = []
    start = 0
    for end, token in enumerate(tokens, 1):
        if token.level == level and token.nesting <= 0:
            found.append(tokens[start:end])
            start = end
    return [*found, tokens[start:]] if start < len(tokens) else found


def _items(chunk: list[Token]) -> list[list[Token]]:
    """The tokens of each item of a list, nested lists inside theirs."""
    return _chunks(chunk[1:-1], chunk[0].level + 1)


def _loose(chunk: list[Token]) -> list[Token]:
    """An item's tokens without the paragraph around a single line of text."""
    if [token.type for token in chunk] == ["paragraph_open", "inline", "paragraph_close"]:
        return [chunk[1]]
    return chunk


def _plain(token: Token) -> str:
    if token.type != "inline":
        return token.content
    children = token.children or ()
    if len(children) == 1 and children[0].type == "text":
        return children[0].content.strip()
    return "".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in children
                   if child.type in ("text", "code_inline", "softbreak", "hardbreak", "image")).strip()
