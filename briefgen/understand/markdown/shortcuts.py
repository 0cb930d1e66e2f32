"""The same tokens for less. In: a parser. Out: the parser, asking of each text only the rules that its signs may begin.

markdown-it offers every line and every sign in it to a dozen rules in turn, and each looks whether its own sign stands there. Here the sign is
looked up, and the rules that can begin with it are asked, in markdown-it's order. Tests hold the tokens to those of the parser as it comes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.common.normalize_url import normalizeLink, normalizeLinkText
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import blockquote, code, fence, heading, hr, lheading, list_block, reference
from markdown_it.rules_core import text_join
from markdown_it.rules_inline import autolink, backtick, emphasis, entity, escape, image, link, newline

from briefgen.understand.markdown.spans import PLAIN_ADDRESS, reader
from briefgen.understand.markdown.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

    from briefgen.understand.markdown.spans import Spans

    BlockRule = Callable[[StateBlock, int, int, bool], bool]
    InlineRule = Callable[[StateInline, bool], bool]
    CoreRule = Callable[[StateCore], None]

# What no inline rule begins at, the text rule takes as it stands.
MARKED: Final = re.compile(r"[\n\\`*_\[<&{]")
STOPS: Final = re.compile(r"[\n\\`*_\[\]<&{!]")
# An item of a list at the margin: its number, and the sign that its words begin with. A word in asterisks begins with none, being no list or rule.
ITEM: Final = re.compile(r"([-+*]|(\d{1,9})[.)]) (?:[*_]{0,3}(?=[^\W\d_])|(\S))")
HEADING: Final = re.compile(r"(#{1,6})[ \t]+([^#\s](?:[^#\n]*[^#\s])?)[ \t]*\Z")
LISTED: Final = frozenset("-+*0123456789")
UNDERLINE: Final = re.compile(r"(?:=+|-+)[ \t]*\Z")


def shorten(made: MarkdownIt, container: BlockRule, inline: Mapping[str, InlineRule], citation: re.Pattern[str]) -> None:
    """Puts the shortcuts in place.

    `container` and `inline` are the parser's own rules, the latter by the sign that each begins with; `citation` is what the one at `[` looks for.
    """
    digits = dict.fromkeys("0123456789", (list_block,))
    begins: dict[str, tuple[BlockRule, ...]] = {
        "`": (fence,), "~": (fence,), ":": (container,), ">": (blockquote,), "*": (hr, list_block), "-": (hr, list_block), "_": (hr,),
        "+": (list_block,), **digits, "#": (_plain_heading, heading), "[": (reference,)}
    in_list: dict[str, tuple[BlockRule, ...]] = {
        "`": (fence,), "~": (fence,), ":": (container,), ">": (blockquote,), "*": (hr,), "-": (hr,), "_": (hr,)}
    block, ends = made.block.ruler, _first_of({sign: rules for sign, rules in begins.items() if sign != "["})
    block.before("code", "by_sign", _by_sign(begins, ends))
    block.push("ends", ends, {"alt": ["paragraph", "reference", "blockquote"]})
    block.push("ends_item", _first_of(in_list), {"alt": ["list"]})
    block.enableOnly(["by_sign", "code", "ends", "ends_item"])  # the state asks whether `code` is on

    spans: dict[str, tuple[InlineRule, ...]] = {
        "\n": (newline,), "\\": (escape,), "`": (backtick,), "*": (emphasis.tokenize,), "_": (emphasis.tokenize,), "[": (link,), "!": (image,),
        "<": (autolink,), "&": (entity,), "{": (), "]": ()}
    made.inline.ruler.before("text", "by_sign", _span({sign: (inline[sign], *rules) if sign in inline else rules for sign, rules in spans.items()}))
    made.inline.ruler.enableOnly(["by_sign"])

    made.core.ruler.at("normalize", _normal)
    made.core.ruler.at("inline", _inline(reader(citation)))
    made.core.ruler.at("text_join", _join)
    made.normalizeLink = _address  # type: ignore[method-assign]
    made.normalizeLinkText = _shown_address  # type: ignore[method-assign]


# -- blocks --------------------------------------------------------------------------------------------------------------


def _first_of(rules: Mapping[str, tuple[BlockRule, ...]]) -> BlockRule:
    """Whether any rule begins at a line, for rules that look whether something ends before it."""
    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return any(one(state, start, end, silent) for one in rules.get(state.src[state.bMarks[start] + state.tShift[start]], ()))

    return rule


def _by_sign(rules: Mapping[str, tuple[BlockRule, ...]], ends: BlockRule) -> BlockRule:
    """The block that begins at a line: code where it is indented, else what its sign begins, else a heading or paragraph of words."""
    signs = frozenset((*rules, "="))  # `=` underlines a heading

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if state.is_code_block(start):
            return code(state, start, end, silent)
        sign = state.src[state.bMarks[start] + state.tShift[start]]
        if sign in LISTED and _plain_list(state, start, end, signs):
            return True
        for one in rules.get(sign, ()):
            if one(state, start, end, silent):
                return True
        before, state.parentType = state.parentType, "paragraph"
        after = _words_end(state, start, end, signs, ends)
        state.parentType = before
        if not after:
            return lheading(state, start, end, silent)
        _words(state, start, after, state.bMarks[start] + state.tShift[start])
        return True

    return rule


def _words_end(state: StateBlock, start: int, end: int, signs: frozenset[str], ends: BlockRule) -> int:
    """The line behind the paragraph that begins at a line; 0 where it is an underlined heading. markdown-it would walk its lines for each."""
    line = start + 1
    while line < state.lineMax:
        first = state.bMarks[line] + state.tShift[line]
        if first >= state.eMarks[line]:
            break
        if state.sCount[line] - state.blkIndent <= 3 and state.src[first] in signs:
            if line < end and state.sCount[line] >= state.blkIndent and UNDERLINE.match(state.src, first, state.eMarks[line]):
                return 0
            if state.sCount[line] >= 0 and ends(state, line, state.lineMax, True):
                break
        line += 1
    return line


def _words(state: StateBlock, start: int, after: int, first: int, *, hidden: bool = False) -> None:
    """A paragraph whose words begin at `first`, as markdown-it's own rule makes it."""
    words = mdTrim(state.src[first:state.eMarks[start]] if after == start + 1 else state.getLines(start, after, state.blkIndent, False))
    level = state.level
    state.tokens += (Token("paragraph_open", "p", 1, map=[start, after], level=level, block=True, hidden=hidden),
                     Token("inline", "", 0, map=[start, after], level=level + 1, children=[], content=words, block=True),
                     Token("paragraph_close", "p", -1, level=level, block=True, hidden=hidden))
    state.line = after


def _plain_heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A heading without a `#` in its words, as markdown-it's own rule makes it; an indent of code has been looked for."""
    del end
    found = HEADING.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if silent or found is None:
        return False
    markup, level, tag = found[1], state.level, f"h{len(found[1])}"
    state.tokens += (Token("heading_open", tag, 1, map=[start, start + 1], level=level, markup=markup, block=True),
                     Token("inline", "", 0, map=[start, start + 1], level=level + 1, children=[], content=mdTrim(found[2]), block=True),
                     Token("heading_close", tag, -1, level=level, markup=markup, block=True))
    state.line = start + 1
    return True


def _plain_list(state: StateBlock, start: int, end: int, signs: frozenset[str]) -> bool:
    """A list at the margin, each item a line of words, as markdown-it's own rule makes it, which sets up a text within the text for each item."""
    if state.level or state.sCount[start]:
        return False
    items: list[re.Match[str]] = []
    line = start
    while line < end and state.bMarks[line] < state.eMarks[line]:
        item = ITEM.match(state.src, state.bMarks[line], state.eMarks[line])
        if item is None or item[3] in signs or item[1][-1] != state.src[items[0].end(1) - 1 if items else item.end(1) - 1]:
            return False
        items.append(item)
        line += 1
    after = state.skipEmptyLines(line)
    if not items or (after < end and (state.sCount[after] or state.src[state.bMarks[after]] in LISTED)):  # it may go on there
        return False
    number, markup = items[0][2], items[0][1][-1]
    kind, tag = ("ordered_list", "ol") if number else ("bullet_list", "ul")
    attrs: dict[str, str | int | float] = {"start": int(number)} if number and int(number) != 1 else {}
    state.tokens.append(Token(f"{kind}_open", tag, 1, attrs=attrs, map=[start, after], markup=markup, block=True))
    state.level = 2
    for place, item in enumerate(items, start):
        lines = [place, place + 1 if place + 1 < line else after]
        state.tokens.append(Token("list_item_open", "li", 1, map=lines, level=1, markup=markup, info=item[2] or "", block=True))
        _words(state, place, place + 1, item.end(1) + 1, hidden=True)
        state.tokens.append(Token("list_item_close", "li", -1, level=1, markup=markup, block=True))
    state.tokens.append(Token(f"{kind}_close", tag, -1, markup=markup, block=True))
    state.level = 0
    state.line = after
    return True


# -- inside a block ------------------------------------------------------------------------------------------------------


def _span(rules: Mapping[str, tuple[InlineRule, ...]]) -> InlineRule:
    """What the sign at hand begins; else text up to the next sign."""
    def rule(state: StateInline, silent: bool) -> bool:
        start = state.pos
        sign = state.src[start]
        if sign in rules:
            for one in rules[sign]:  # noqa: SIM110 - a generator is a frame more on a stack that brackets in brackets deepen
                if one(state, silent):
                    return True
            return False
        stop = STOPS.search(state.src, start)
        state.pos = stop.start() if stop else state.posMax
        if not silent:
            state.append_pending(state.src[start:state.pos])
        return True

    return rule


def _normal(state: StateCore) -> None:
    if "\r" in state.src:
        state.src = state.src.replace("\r\n", "\n").replace("\r", "\n")
    state.src = state.src.replace("\0", "\ufffd")


def _inline(spans: Spans) -> CoreRule:
    """markdown-it's own inline step, which it is asked for where something is not written plainly."""
    def rule(state: StateCore) -> None:
        for token in state.tokens:
            if token.type != "inline":
                continue
            words = token.content
            if words and MARKED.search(words) is None:
                token.children = [Token("text", "", 0, content=words)]
                continue
            token.children = spans(words, state.env)
            if token.children is None:
                token.children = []
                state.md.inline.parse(words, state.md, state.env, token.children)

    return rule


def _join(state: StateCore) -> None:
    """Only escapes and entities leave text in pieces."""
    if "\\" in state.src or "&" in state.src:
        text_join(state)


def _address(url: str) -> str:
    return url if PLAIN_ADDRESS.match(url) else normalizeLink(url)


def _shown_address(link: str) -> str:
    return link if PLAIN_ADDRESS.match(link) else normalizeLinkText(link)
