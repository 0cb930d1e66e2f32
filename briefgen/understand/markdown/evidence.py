"""Citations, quotations and links of one inline token. In: its children. Out: records, and hole tokens in their places."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from briefgen.model.codes import note
from briefgen.model.evidence import Citation, Link, Quotation, Stated
from briefgen.model.negations import negates
from briefgen.understand.markdown.sentences import countable, last_sentence
from briefgen.understand.markdown.tokens import Token
from briefgen.understand.quotation_marks import quotation_before

if TYPE_CHECKING:
    from briefgen.model.diagnostic import Diagnostic, Span
    from briefgen.understand.markdown.places import Places
    from briefgen.understand.quotation_marks import QuotedSpan

LOCATOR: Final = re.compile(r"(?:paras?\.?|paragraphs?|passages?|pp?\.?|¶|P)\s*(\d{1,5})\Z", re.IGNORECASE)
SEED_ID: Final = re.compile(r"[^\s,;@\[\]]+\Z")
SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
OUTSIDE: Final = ("http", "https", "mailto")
INSIDE: Final = ("brief", "storyline", "source", "region", "page")
RAW_HTML: Final = re.compile(r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>|<!--")
HOLE: Final = "hole"
# What stands for a child that is no text of its own.
SIGNS: Final = {"softbreak": " ", "hardbreak": " ", "citation": "\ufffc", "inline_attributes": " "}
# How many words before a quotation may say no to it.
LEAD: Final = 4
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


class Gathered:
    """What a text cites, quotes and links, in reading order."""

    def __init__(self, places: Places, notes: list[Diagnostic]) -> None:
        self.places = places
        self.notes = notes
        self.citations: list[Citation] = []
        self.quotations: list[Quotation] = []
        self.links: list[Link] = []
        self.stated: list[Stated] = []
        self.groups = 0

    def read(self, token: Token, block: int) -> list[int]:
        """Reads the children of an inline token that stands in block `block`; the groups cited in it. Changes the children."""
        groups: list[int] = []
        children = token.children or []
        if len(children) == 1 and children[0].type == "text" and "<" not in children[0].content:  # nearly all
            return groups
        place = since = 0
        while place < len(children):
            child = children[place]
            if child.type == "text":
                if "<" in child.content and (found := RAW_HTML.search(child.content)):
                    start = max(0, token.content.find(found[0]))
                    self.notes.append(note("BG144", self.places.inside(token, start, start + len(found[0])), "raw HTML is shown as text",
                                           "write Markdown, or put it in `code`"))
            elif child.type == "citation":
                group = self._citation(token, child, block)
                groups.append(group)
                place += self._quotation(token, children, since, place, block, group)
                since = place + 1
                child.hidden = False
                child.meta["group"] = group
            elif child.type == "link_open":
                self._link(token, child)
            elif child.type == "image":
                self._image(token, child)
            place += 1
        return groups

    def _citation(self, token: Token, child: Token, block: int) -> int:
        group, start = self.groups, child.meta["start"] + 1
        self.groups += 1
        for part in child.content.split(";"):
            name, _, locator = part.partition(",")
            span = self.places.inside(token, start + len(part) - len(part.lstrip()), start + len(part.rstrip()))
            start += len(part) + 1
            seed, locator = name.strip().removeprefix("@"), locator.strip()
            if not name.strip().startswith("@") or not SEED_ID.match(seed):
                self.notes.append(note("BG142", span, f'"{part.strip()}" is not a citation', "write  [@id]  or  [@id, para. 8; @other]"))
                continue
            found = LOCATOR.match(locator)
            self.citations.append(Citation(seed, int(found[1]) if found else 0, locator, group, block, span))
        return group

    def of_group(self, group: int) -> tuple[int, ...]:
        """The citations of a bracket."""
        last = len(self.citations)
        while last and self.citations[last - 1].group > group:
            last -= 1
        first = last
        while first and self.citations[first - 1].group == group:
            first -= 1
        return tuple(range(first, last))

    # -- quotations in running text --------------------------------------------------------------------------------------

    def _quotation(self, token: Token, children: list[Token], since: int, cite: int, block: int, group: int) -> int:
        """Finds the quotation that ends at child `cite`, and the sentence that the citation ends, both after child `since`.

        Puts holes around the quotation; how many children that added before `cite`.
        """
        flat, starts = _flat(children, since, cite)
        sentence = last_sentence(flat)
        if countable(sentence):
            self.stated.append(Stated(sentence, self.of_group(group), self._stated_place(token, children[cite], sentence)))
        quoted = quotation_before(flat)
        if quoted is None:
            return 0
        translated = _translated(children, cite)
        text = " ".join(flat[quoted.inner_start:quoted.inner_end].split())
        index = len(self.quotations)
        self.quotations.append(Quotation(text, self.of_group(group), block, False, translated, self._place(token, children[cite], flat, quoted),
                                         negates(_WORD.findall(flat[max(0, quoted.start - 80):quoted.start])[-LEAD:])))
        first, last = (bisect_right(starts, place) - 1 for place in (quoted.start, quoted.end - 1))
        return _enclose(children, (since + first, quoted.start - starts[first]), (since + last, quoted.end - 1 - starts[last]), index)

    def _stated_place(self, token: Token, cite: Token, sentence: str) -> Span:
        """Where a cited sentence stands: from its first word, where that can be found, to its citation."""
        limit = cite.meta["start"]
        start = token.content.rfind(sentence[:12], 0, limit)
        return self.places.inside(token, start if start >= 0 else max(0, limit - 1), max(limit, 1))

    def _place(self, token: Token, cite: Token, flat: str, quoted: QuotedSpan) -> Span:
        start, end = quoted.start, quoted.end
        limit = cite.meta["start"]
        head = flat[start:end]
        for length in (len(head), 24, 12, 6, 2, 1):
            found = token.content.rfind(head[:length], 0, limit)
            if found >= 0:
                last = token.content.rfind(head[-1], found, limit)
                return self.places.inside(token, found, last + 1 if last > found else found + length)
        return self.places.inside(token, max(0, limit - 1), limit)

    def quote_block(self, token: Token, text: str, block: int, group: int, translated: str) -> None:
        """A block quotation that begins in `token` and ends in citation group `group`."""
        start = max(0, token.content.find(text[:12]))
        span = self.places.inside(token, start, start + max(1, len(text)))
        self.quotations.append(Quotation(text, self.of_group(group), block, True, translated, span))

    # -- links and images ------------------------------------------------------------------------------------------------

    def _link(self, token: Token, child: Token) -> None:
        href = str(child.attrs.get("href", ""))
        span = self._link_place(token, href)
        scheme = SCHEME.match(href)
        name = scheme[1].lower() if scheme else ""
        written = unquote(href)
        if name in OUTSIDE:
            child.attrs = {"href": href, "rel": "noopener noreferrer nofollow"} if name != "mailto" else {"href": href}
        elif (scheme and name not in INSIDE) or written.startswith(("//", "\\", "/\\")):
            self.notes.append(note("BG145", span, f'"{written[:60]}" is not an address that a page may link to',
                                   "link to http, https, mailto, or to a page of this site"))
            child.attrs = {}
        else:
            child.attrs = {"href": f"\0l{len(self.links)}\0"}
            self.links.append(Link(written, span))

    def _link_place(self, token: Token, href: str) -> Span:
        written = unquote(href)
        for text in (href, written):
            found = token.content.find(text) if text else -1
            if found >= 0:
                return self.places.inside(token, found, found + len(text))
        return self.places.inside(token, 0, 1)

    def _image(self, token: Token, child: Token) -> None:
        source = str(child.attrs.get("src", ""))
        span = self._link_place(token, source)
        if SCHEME.match(source) or source.startswith(("//", "\\")):
            self.notes.append(note("BG145", span, "a picture from elsewhere would make the reader's browser ask another host for it",
                                   "save it under content/assets/ and name it from there"))
            child.type, child.content, child.children = "text", child.content, None
            return
        if not child.content.strip():
            self.notes.append(note("BG146", span, "the picture has no description", "write one between the brackets:  ![what it shows](…)"))
        child.meta = {"link": len(self.links)}
        self.links.append(Link(unquote(source), span))


def _flat(children: list[Token], low: int, high: int) -> tuple[str, list[int]]:
    """The words of children `low` to `high`, and where in them each child begins."""
    text, starts, length = [], [], 0
    for child in children[low:high]:
        words = child.content if child.type in ("text", "code_inline") else SIGNS.get(child.type, "")
        text.append(words)
        starts.append(length)
        length += len(words)
    return "".join(text), starts


def _translated(children: list[Token], cite: int) -> str:
    """The language of `{translated=uk}` beside the citation, `und` where none is named, else empty."""
    for child in children[max(0, cite - 2):cite + 2]:
        if child.type == "inline_attributes":
            child.hidden = True
            return child.content.partition("=")[2] or "und"
    return ""


def _enclose(children: list[Token], first: tuple[int, int], last: tuple[int, int], index: int) -> int:
    """Puts hole tokens around two characters, each of a child and an offset in it, where they stand at one level of nesting; how many were added."""
    a, b = children[first[0]], children[last[0]]
    low = min(child.level for child in children[first[0]:last[0] + 1])
    if a.level != b.level or low < a.level or a.type != "text" or b.type != "text":
        return 0
    added = []
    for child, offset, kind in ((last[0], last[1] + 1, "e"), (first[0], first[1], "s")):
        token = children[child]
        before, after = token.content[:offset], token.content[offset:]
        hole = Token(HOLE, "", 0, content=f"\0{kind}{index}\0", level=token.level)
        parts = [Token("text", "", 0, content=before, level=token.level)] if before else []
        parts.append(hole)
        parts += [Token("text", "", 0, content=after, level=token.level)] if after else []
        children[child:child + 1] = parts
        added.append(len(parts) - 1)
    return sum(added)
