"""Tokens to HTML with holes. In: the tokens of a block. Out: its pieces. Holes travel as NULs, which no text can hold."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML

from briefgen.model.evidence import Hole, HoleKind, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from briefgen.model.evidence import Piece

KINDS = {"c": HoleKind.CITE, "s": HoleKind.QUOTE_START, "e": HoleKind.QUOTE_END, "l": HoleKind.LINK}


class Renderer(RendererHTML):
    """markdown-it's own renderer, with our tokens."""

    def citation(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        del options, env
        return f"\0c{tokens[idx].meta['group']}\0"

    def hole(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        del options, env
        return tokens[idx].content

    def inline_attributes(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        del options, env
        return "" if tokens[idx].hidden else escapeHtml("{" + tokens[idx].content + "}")

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        del options, env
        token = tokens[idx]
        return f'<img src="\0l{token.meta["link"]}\0" alt="{escapeHtml(token.content)}">'


@lru_cache(maxsize=1)
def renderer() -> Renderer:
    """The one renderer; it keeps no state between texts."""
    return Renderer()


def pieces(html: str) -> tuple[Piece, ...]:
    """HTML with its holes cut out."""
    made: list[Piece] = []
    for number, part in enumerate(html.split("\0")):
        if number % 2:
            made.append(Hole(KINDS[part[0]], int(part[1:])))
        elif part:
            made.append(Text(part))
    return tuple(made)
