"""Words in any seed. In: all seeds' wordings. Out: the ids of those that have the words, or where they stand.

Asked only where a check has failed, or by `briefgen quote`, so that it may look at every seed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen.link.quotes import normal
from briefgen.link.quotes.check import check
from briefgen.model.verdict import GOOD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.link.quotes.wording import Wording


class Found(NamedTuple):
    """Where words stand: a seed, the number of the passage, and the words as the source writes them."""

    seed: str
    passage: int
    words: str


def find_elsewhere(quotation: str, seeds: Iterable[tuple[str, Wording]]) -> tuple[str, ...]:
    """The ids of the seeds in which the words stand, in order."""
    return tuple(name for name, wording in seeds if check(quotation, wording).verdict in GOOD)


def find_words(words: str, seeds: Iterable[tuple[str, Wording]]) -> tuple[Found, ...]:
    """Every passage that has the words, in whatever case: its own wording of them, from the source's text."""
    wanted = normal.hard(normal.soft(words)).strip("' .,?")
    if not wanted:
        return ()
    found = []
    for name, wording in seeds:
        folded = wording.hard.casefold()
        text = wording.hard if len(folded) != len(wording.hard) else folded
        sought = wanted if text is wording.hard else wanted.casefold()
        place = text.find(sought)
        while place >= 0:
            end = place + len(sought)
            if normal.boundary(wording.soft, place) and normal.boundary(wording.soft, end):
                index = wording.index(place)
                passage = wording.passages[index]
                found.append(Found(name, passage.number, _written(passage.text, wording.soft[place:end])))
            place = text.find(sought, place + 1)
    return tuple(found)


def _written(text: str, softened: str) -> str:
    """The stretch of `text` whose normal form is `softened`, as it is written; the normal form where it cannot be told."""
    starts = [i for i in range(len(text)) if normal.soft(text[i:i + 12])[:1] == softened[:1]]
    for start in starts:
        for end in range(start + max(1, len(softened) - 8), min(len(text), start + 2 * len(softened) + 8) + 1):
            if normal.soft(text[start:end]) == softened:
                return " ".join(text[start:end].split())
    return softened
