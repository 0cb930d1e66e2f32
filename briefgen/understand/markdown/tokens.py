"""Tokens that are ours to make. In: what a token says. Out: one that has all that a token of markdown-it's has, at a fifth of what that costs.

A text of a page or two takes a hundred, and markdown-it's own, being dataclasses that look their attributes over, were a tenth of its reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from markdown_it.token import Token
else:
    class Token(msgspec.Struct, gc=False):
        """The fields of markdown-it's `Token`, in its order. Nothing in a token leads back to it."""

        type: str
        tag: str
        nesting: int
        attrs: dict[str, str | int | float] = {}
        map: list[int] | None = None
        level: int = 0
        children: list[Any] | None = None
        content: str = ""
        markup: str = ""
        info: str = ""
        meta: dict[Any, Any] = {}
        block: bool = False
        hidden: bool = False

__all__ = ["Token"]
