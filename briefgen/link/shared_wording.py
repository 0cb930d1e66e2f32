"""Wording that seeds share: unnamed copying, near-duplicates. In: seeds' passages. Out: fingerprints; pairs of seeds with the runs they share.

Shared wording is shown, never counted as corroboration. Runs of eight words in a row are hashed, those alone that begin with a
word of a quarter of all words, which are the same words wherever a text is copied to. Pairs that have such marks in common are
then compared word by word. A mark that many seeds bear is boilerplate and counts for nothing.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from itertools import combinations, compress, repeat
from typing import TYPE_CHECKING, Final
from zlib import crc32

from briefgen.link.quotes import words_of
from briefgen.model.record import decode
from briefgen.model.seed import Passages, Role
from briefgen.model.site import Alike, Pairs, Prints

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.model.seed import Passage

SHINGLE: Final = 8
# One word in so many may begin a mark: few enough to keep, and a run of thirty words has six of them.
SAMPLED: Final = 4
REMEMBERED: Final = 2**14
# What stands at a word and is no part of it; and how long words are on average where spaces part them, at most.
EDGE: Final = ".,;:!?…\"'“”„‘’‚«»()[]—–-"
LONG_WORD: Final = 25
# Marks are numbers below 2³²; so many of these are looked at in one go.
RANGE: Final = 2**29
# A mark that more seeds than this bear is theirs by custom, not by copying.
COMMON: Final = 12
# Pairs that have fewer marks in common than this share a phrase; of the others so many are compared, those with most in common.
LEAST_MARKS: Final = 2
MOST_PAIRS: Final = 2000
# A shared run of so many words, all in all, is worth a word; shorter ones are names and phrases.
LEAST_WORDS: Final = 16


def prints(passages: Passages) -> Prints:
    """The fingerprints of a seed's body and headline, in ascending order."""
    text = " ".join([passage.text for passage in _own(passages.items)])
    words = [*filter(None, map(str.strip, text.casefold().split(), repeat(EDGE)))]
    if len(words) * LONG_WORD < len(text):  # a script without spaces
        words = _words(text)
    begin = compress(range(len(words) - SHINGLE + 1), map(_BEGINS.__getitem__, words))
    return Prints(tuple(sorted({crc32(" ".join(words[i:i + SHINGLE]).encode()) for i in begin})))


class _Begins(dict[str, bool]):
    """Whether a mark may begin with a word. So many are remembered, since texts are made of the same words."""

    def __missing__(self, word: str) -> bool:
        if len(self) >= REMEMBERED:
            self.clear()
        self[word] = begins = not crc32(word.encode()) % SAMPLED
        return begins


_BEGINS: Final = _Begins()


def _own(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages that are a seed's own: its body and headline, or all of it where nothing was taken for body."""
    body = any(passage.role is Role.BODY for passage in passages)
    return tuple(passage for passage in passages if not body or passage.role in (Role.BODY, Role.HEADLINE))


def _words(text: str) -> list[str]:
    return words_of(text.replace("’", "'").casefold())


def candidates(marks: Sequence[tuple[str, bytes]]) -> Pairs:
    """Pairs of seeds that bear a mark in common, each pair once, ids in order; `marks` are ids with their encoded `Prints`."""
    left = [array("I", decode(data, Prints).items) for _, data in marks]
    pairs: Counter[tuple[int, int]] = Counter()
    # Marks are looked at a range at a time: sets of all of them would take a hundred bytes each, a million at ten thousand seeds.
    for bound in range(RANGE, 2**32 + 1, RANGE):
        ends = [bisect_left(found, bound) for found in left]
        for bearers in _bearers([found[:end] for found, end in zip(left, ends, strict=True)]):
            if len(bearers) <= COMMON:
                pairs.update(combinations(bearers, 2))
        left = [found[end:] for found, end in zip(left, ends, strict=True)]
    ranked = sorted(((-n, pair) for pair, n in pairs.items() if n >= LEAST_MARKS))[:MOST_PAIRS]
    return Pairs(tuple(sorted((min(marks[a][0], marks[b][0]), max(marks[a][0], marks[b][0])) for _, (a, b) in ranked)))


def _bearers(marks: Sequence[array[int]]) -> Iterable[list[int]]:
    """For each mark that more than one seed bears, which seeds do, by their indices in ascending order."""
    seen: set[int] = set()
    again: set[int] = set()
    for found in marks:
        again.update(seen.intersection(found))
        seen.update(found)
    bearers: dict[int, list[int]] = {mark: [] for mark in again}
    for index, found in enumerate(marks):
        for mark in again.intersection(found):
            bearers[mark].append(index)
    return bearers.values()


def alike(first: str, second: str, data: Mapping[str, bytes]) -> Alike:
    """The runs of eight words and more that two seeds share, longest first; `data` gives each one's heavy record."""
    places: dict[tuple[str, ...], tuple[int, int]] = {}
    sides = []
    for name in (first, second):
        passages = _own(decode(data[name], Passages).items)
        sides.append([(passage.number, _words(passage.text)) for passage in passages])
    for index, (_, found) in enumerate(sides[0]):
        for start in range(len(found) - SHINGLE + 1):
            places.setdefault(tuple(found[start:start + SHINGLE]), (index, start))
    runs = []
    for number, found in sides[1]:
        start = 0
        while start <= len(found) - SHINGLE:
            place = places.get(tuple(found[start:start + SHINGLE]))
            if place is None:
                start += 1
                continue
            theirs, offset = sides[0][place[0]][1], place[1]
            length = SHINGLE
            while start + length < len(found) and offset + length < len(theirs) and found[start + length] == theirs[offset + length]:
                length += 1
            runs.append((sides[0][place[0]][0], number, length))
            start += length
    runs.sort(key=lambda run: (-run[2], run[1], run[0]))
    total = sum(length for _, _, length in runs)
    return Alike(first, second, total if total >= LEAST_WORDS else 0, tuple(runs) if total >= LEAST_WORDS else ())
