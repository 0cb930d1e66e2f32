"""Where things stand in the file. In: the file's lines and markdown-it's tokens. Out: spans.

markdown-it keeps lines for blocks and nothing for what is inside them. The content of an inline token is the end of each of
its source lines, white space aside, so that an offset in the content gives a line, and the line's own end the column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.diagnostic import Span

if TYPE_CHECKING:
    from markdown_it.token import Token


class Places:
    """Spans in one text, whose first line is line `first` of the file."""

    def __init__(self, path: str, text: str, first: int) -> None:
        self.path = path
        self.first = first
        self.lines = text.split("\n")

    def block(self, token: Token) -> Span:
        """The lines of a block."""
        low, high = token.map or (0, 1)
        while high > low + 1 and high - 1 < len(self.lines) and not self.lines[high - 1].strip():
            high -= 1
        line = self.lines[low] if low < len(self.lines) else ""
        return Span(self.path, low + self.first, len(line) - len(line.lstrip()) + 1, high - 1 + self.first, 0)

    def inside(self, token: Token, start: int, end: int) -> Span:
        """The characters from `start` to `end` of an inline token's content, as it was before metadata was taken off."""
        line, column = self._point(token, start)
        end_line, end_column = self._point(token, max(start, end - 1))
        return Span(self.path, line, column, end_line, end_column + 1)

    def _point(self, token: Token, offset: int) -> tuple[int, int]:
        content: str = token.meta.get("whole", token.content) if token.meta else token.content
        before = content[:offset]
        number = before.count("\n")
        inside = offset - (before.rfind("\n") + 1)
        part = content.split("\n")[number]
        low = (token.map or (0, 1))[0] + number
        line = self.lines[low] if low < len(self.lines) else ""
        stripped, wanted = line.rstrip(), part.rstrip()
        if wanted and stripped.endswith(wanted):
            column = len(stripped) - len(wanted)
        else:  # a heading's closing marks, or a tab that was widened
            column = max(0, line.find(wanted.strip() or wanted))
            inside = max(0, inside - (len(wanted) - len(wanted.lstrip())))
        return low + self.first, column + inside + 1
