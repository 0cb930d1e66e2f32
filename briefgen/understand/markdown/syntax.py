"""The parser: markdown-it's CommonMark with our rules added through its rulers. In: nothing. Out: `parser()`.

Raw HTML is not parsed, so that it is shown as the text it is; linkify and the typographer stay off, both being quadratic.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt

from briefgen.understand.markdown.attributes import TRAILING, read_attributes
from briefgen.understand.markdown.shortcuts import shorten

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

CITATION: Final = re.compile(r"\[(@[^\[\]\n]{1,400})\]")
INLINE_ATTRIBUTES: Final = re.compile(r"\{(translated(?:=[A-Za-z-]{2,20})?)\}")
CONTAINER: Final = re.compile(r":::+[ \t]*([A-Za-z][\w-]*)[ \t]*(.*)\Z")
CLOSING: Final = re.compile(r":::+[ \t]*\Z")

# Lists take two levels each; the parser drops what lies deeper without a word, so `reading` counts first.
NESTING: Final = 160


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """The one parser; it keeps no state between texts."""
    made = unshortened()
    shorten(made, container=container, inline={"[": citation, "{": attributes}, citation=CITATION)
    return made


def unshortened() -> MarkdownIt:
    """The same parser without `shortcuts`: what the syntax is."""
    made = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING})
    made.disable(["html_block", "html_inline"])
    made.inline.ruler.before("link", "citation", citation)
    made.inline.ruler.before("citation", "inline_attributes", attributes)
    made.block.ruler.before("fence", "container", container, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    made.core.ruler.before("inline", "metadata", metadata)
    made.validateLink = _any_link  # type: ignore[method-assign]  # judged in `inline`, with a message
    return made


def _any_link(url: str) -> bool:
    del url
    return True


def metadata(state: StateCore) -> None:
    """Takes trailing `{…}` off what is then parsed inside a block, and leaves in `meta` what it says and where it stood."""
    if "}" not in state.src:
        return
    for token in state.tokens:
        if token.type == "inline" and token.content.endswith("}") and (found := TRAILING.search(token.content)):
            token.meta = {"whole": token.content, "attributes": read_attributes(found[1]), "braces": (found.start(1) - 1, found.end(1) + 1)}
            token.content = token.content[:found.start()]


def citation(state: StateInline, silent: bool) -> bool:
    """`[@id, para. 8]`."""
    if state.src[state.pos] != "[" or state.src[state.pos + 1:state.pos + 2] != "@":
        return False
    found = CITATION.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = found[1]
        token.meta = {"start": state.pos, "end": found.end()}
    state.pos = found.end()
    return True


def attributes(state: StateInline, silent: bool) -> bool:
    """`{translated=uk}`."""
    if state.src[state.pos] != "{":
        return False
    found = INLINE_ATTRIBUTES.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("inline_attributes", "", 0)
        token.content = found[1]
        token.meta = {"start": state.pos, "end": found.end()}
    state.pos = found.end()
    return True


def container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`::: name`."""
    if state.is_code_block(start):
        return False
    found = CONTAINER.match(_line(state, start))
    if not found:
        return False
    if silent:
        return True
    depth, line = 1, start + 1
    while line < end:
        text = _line(state, line)
        if state.sCount[line] < state.blkIndent and text:
            break
        if CONTAINER.match(text):
            depth += 1
        elif CLOSING.match(text):
            depth -= 1
            if not depth:
                break
        line += 1
    closed = line < end and depth == 0
    token = state.push("container_open", "div", 1)
    token.info, token.content = found[1], found[2].strip()
    token.map = [start, line]
    token.meta = {"closed": closed}
    token.block = True
    parent, most = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", line
    state.md.block.tokenize(state, start + 1, line)
    state.parentType, state.lineMax = parent, most
    state.push("container_close", "div", -1).block = True
    state.line = line + 1 if closed else line
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line]:state.eMarks[line]].rstrip()
