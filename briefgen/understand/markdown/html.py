"""Tokens to HTML with holes. In: the tokens of a block. Out: its pieces. Holes travel as NULs, which no text can hold.

The tags and line ends are those of markdown-it's renderer, which would look up a method for each token; only code is left to it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML

from briefgen.model.evidence import Hole, HoleKind, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token
    from markdown_it.utils import OptionsDict

    from briefgen.model.evidence import Piece

KINDS = {"c": HoleKind.CITE, "s": HoleKind.QUOTE_START, "e": HoleKind.QUOTE_END, "l": HoleKind.LINK}


def markup(tokens: Sequence[Token], options: OptionsDict) -> str:
    """The HTML of whole blocks, tight lists without paragraphs in their items."""
    if len(tokens) == 3 and tokens[1].type == "inline" and not tokens[0].hidden:  # a paragraph or a heading: most blocks are
        return f"<{tokens[0].tag}{_attributes(tokens[0])}>{''.join(map(_inline, tokens[1].children or ()))}</{tokens[2].tag}>\n"
    made: list[str] = []
    for place, token in enumerate(tokens):
        if token.type == "inline":
            made += map(_inline, token.children or ())
        elif token.hidden:
            continue
        elif token.nesting < 0:
            made.append(f"</{token.tag}>\n")
        elif token.type in ("fence", "code_block"):
            made.append((_code().fence if token.type == "fence" else _code().code_block)(tokens, place, options, {}))
        else:
            before = "\n" if place and tokens[place - 1].hidden else ""
            end = ">\n" if token.nesting else " />\n"
            if token.nesting and place + 1 < len(tokens):
                following = tokens[place + 1]
                if following.type == "inline" or following.hidden or (following.nesting < 0 and following.tag == token.tag):
                    end = ">"
            made.append(f"{before}<{token.tag}{_attributes(token)}{end}")
    return "".join(made)


def _inline(token: Token) -> str:
    kind = token.type
    if kind == "text":
        return escapeHtml(token.content)
    if token.nesting:
        return f"</{token.tag}>" if token.nesting < 0 else f"<{token.tag}{_attributes(token)}>"
    if kind == "citation":
        return f"\0c{token.meta['group']}\0"
    if kind == "softbreak":
        return "\n"
    if kind == "code_inline":
        return f"<code{_attributes(token)}>{escapeHtml(token.content)}</code>"
    if kind == "hole":
        return token.content
    if kind == "hardbreak":
        return "<br />\n"
    if kind == "image":
        return f'<img src="\0l{token.meta["link"]}\0" alt="{escapeHtml(token.content)}">'
    return "" if token.hidden else escapeHtml("{" + token.content + "}")  # inline attributes


def _attributes(token: Token) -> str:
    return "".join([f' {escapeHtml(name)}="{escapeHtml(str(value))}"' for name, value in token.attrs.items()]) if token.attrs else ""


@lru_cache(maxsize=1)
def _code() -> RendererHTML:
    return RendererHTML()


def pieces(html: str) -> tuple[Piece, ...]:
    """HTML with its holes cut out."""
    made: list[Piece] = []
    for number, part in enumerate(html.split("\0")):
        if number % 2:
            made.append(Hole(KINDS[part[0]], int(part[1:])))
        elif part:
            made.append(Text(part))
    return tuple(made)
