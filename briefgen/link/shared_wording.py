"""Wording that seeds share: unnamed copying, near-duplicates. In: seeds' passages. Out: pairs of seeds with the runs they share.

Shared wording is shown, never counted as corroboration. Runs of eight words in a row are hashed, those alone that begin with a
word of a quarter of all words, which are the same words wherever a text is copied to. Pairs that have such marks in common are
then compared word by word. A mark that many seeds bear is boilerplate and counts for nothing.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final
from zlib import crc32

from briefgen.link.quotes import words_of
from briefgen.model.record import decode
from briefgen.model.seed import Passages, Role
from briefgen.model.site import Alike, Pairs, Prints

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.model.seed import Passage

SHINGLE: Final = 8
# One word in so many may begin a mark: few enough to keep, and a run of thirty words has six of them.
SAMPLED: Final = 4
# What stands at a word and is no part of it; and how long words are on average where spaces part them, at most.
EDGE: Final = ".,;:!?…\"'“”„‘’‚«»()[]—–-"
LONG_WORD: Final = 25
# A mark that more seeds than this bear is theirs by custom, not by copying.
COMMON: Final = 12
# Pairs that have fewer marks in common than this share a phrase; of the others so many are compared, those with most in common.
LEAST_MARKS: Final = 2
MOST_PAIRS: Final = 2000
# A shared run of so many words, all in all, is worth a word; shorter ones are names and phrases.
LEAST_WORDS: Final = 16


def prints(passages: bytes) -> Prints:
    """The fingerprints of a seed's body and headline, in ascending order."""
    text = " ".join([passage.text for passage in _own(decode(passages, Passages).items)])
    rough = [bare for word in text.casefold().split() if (bare := word.strip(EDGE))]
    if len(rough) * LONG_WORD < len(text):  # a script without spaces
        rough = _words(text)
    words = " ".join(rough).encode().split(b" ")
    begin = [i for i, word in enumerate(words[:len(words) - SHINGLE + 1]) if not crc32(word) % SAMPLED]
    return Prints(tuple(sorted({crc32(b" ".join(words[i:i + SHINGLE])) for i in begin})))


def _own(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages that are a seed's own: its body and headline, or all of it where nothing was taken for body."""
    body = any(passage.role is Role.BODY for passage in passages)
    return tuple(passage for passage in passages if not body or passage.role in (Role.BODY, Role.HEADLINE))


def _words(text: str) -> list[str]:
    return words_of(text.replace("’", "'").casefold())


def candidates(marks: Sequence[tuple[str, Prints]]) -> Pairs:
    """Pairs of seeds that bear a mark in common, each pair once, ids in order."""
    # One number for mark and seed, so that sorting brings together who bears a mark: a million of them take a second.
    borne = sorted(mark << 32 | index for index, (_, found) in enumerate(marks) for mark in found.items)
    pairs: Counter[tuple[int, int]] = Counter()
    for _, group in groupby(borne, key=lambda one: one >> 32):
        bearers = [one & 0xFFFFFFFF for one in group]
        if 1 < len(bearers) <= COMMON:
            pairs.update((a, b) for i, a in enumerate(bearers) for b in bearers[i + 1:])
    ranked = sorted(((-n, pair) for pair, n in pairs.items() if n >= LEAST_MARKS))[:MOST_PAIRS]
    return Pairs(tuple(sorted((min(marks[a][0], marks[b][0]), max(marks[a][0], marks[b][0])) for _, (a, b) in ranked)))


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
