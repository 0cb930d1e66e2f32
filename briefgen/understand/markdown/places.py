"""Where things stand in the file. In: the file's lines and markdown-it's tokens. Out: spans.

markdown-it keeps lines for blocks and nothing for what is inside them. The content of an inline token is the end of each of
its source lines, white space aside, so that an offset in the content gives a line, and the line's own end the column.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from briefgen.model.diagnostic import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

LINE_END: Final = re.compile("\n")


class Places:
    """Spans in one text, whose first line is line `first` of the file."""

    def __init__(self, path: str, text: str, first: int) -> None:
        self.path = path
        self.first = first
        self.lines = text.split("\n")
        self._token: Token | None = None
        self._content = ""
        self._breaks = [-1]
        self._lines: dict[int, tuple[int, int, int]] = {}

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
        # Citations come one after another: what is known of the last token and line is kept, since a paragraph may be one very long line.
        if self._token is not token or self._content is not content:
            self._token, self._content = token, content
            self._breaks = [-1, *(match.start() for match in LINE_END.finditer(content))]
            self._lines = {}
        number = bisect_left(self._breaks, offset) - 1
        if number not in self._lines:
            self._lines[number] = self._column(token, content, self._breaks[number] + 1, number)
        low, column, lead = self._lines[number]
        return low + self.first, column + max(0, offset - self._breaks[number] - 1 - lead) + 1

    def _column(self, token: Token, content: str, start: int, number: int) -> tuple[int, int, int]:
        """(line, the column where the content's line begins in the file's, white space of the content's that the file's has not)."""
        end = content.find("\n", start)
        part = content[start:end if end >= 0 else len(content)]
        low = (token.map or (0, 1))[0] + number
        line = self.lines[low] if low < len(self.lines) else ""
        stripped, wanted = line.rstrip(), part.rstrip()
        if wanted and stripped.endswith(wanted):
            return low, len(stripped) - len(wanted), 0
        # a heading's closing marks, or a tab that was widened
        return low, max(0, line.find(wanted.strip() or wanted)), len(wanted) - len(wanted.lstrip())
