"""A seed's words in normal form, made once for all quotations of it. In: passages. Out: `Wording`.

All passages stand in one string, parted by line feeds (which no normal form holds), so that a search is one search. The
`flow` is what a quotation over several paragraphs is looked for in: headline, captions and boilerplate left out, as an editor
who quotes two paragraphs steps over the picture between them, and without quotation marks, since each paragraph reopens them.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.link.quotes import normal
from briefgen.model.seed import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.seed import Passage

MOST_HITS = 80
# Of a word of one letter a long article has thousands, most of them inside others.
MOST_TRIES = 4000


class Wording:
    """The normal form of a seed; never changed once made."""

    def __init__(self, passages: tuple[Passage, ...]) -> None:
        self.passages = passages
        self.soft = normal.lines(passage.text for passage in passages)
        self.hard = normal.hard(self.soft)
        self.starts = [0]
        for part in self.soft.split("\n"):
            self.starts.append(self.starts[-1] + len(part) + 1)

    def index(self, place: int) -> int:
        """The index of the passage that holds character `place`."""
        return min(bisect_right(self.starts, place) - 1, len(self.passages) - 1)

    def number(self, place: int) -> int:
        """The number of the passage that holds character `place`."""
        return self.passages[self.index(place)].number

    def form(self, index: int) -> str:
        """The normal form of one passage."""
        return self.hard[self.starts[index]:self.starts[index + 1] - 1]

    def hits(self, text: str) -> Iterator[int]:
        """Where `text`, in normal form, stands between boundaries: at most `MOST_HITS` places, in order."""
        place = self.hard.find(text)
        found = tried = 0
        while place >= 0 and found < MOST_HITS and tried < MOST_TRIES:
            tried += 1
            if normal.boundary(self.soft, place) and normal.boundary(self.soft, place + len(text)):
                found += 1
                yield place
            place = self.hard.find(text, place + 1)

    @cached_property
    def flow(self) -> tuple[str, list[tuple[int, int]]]:
        """The body's paragraphs run together, and for each the offset where it begins and its number."""
        parts, starts, length = [], [], 0
        for index, passage in enumerate(self.passages):
            if passage.role is Role.BODY:
                part = normal.unmarked(self.soft[self.starts[index]:self.starts[index + 1] - 1])
                parts.append(part)
                starts.append((length, passage.number))
                length += len(part) + 1
        return " ".join(parts), starts
