"""Wording that seeds share: unnamed copying, near-duplicates. In: seeds' passages. Out: pairs of seeds with the runs they share.

Shared wording is shown, never counted as corroboration. Runs of eight words in a row are hashed and a few of the hashes kept
by winnowing (Schleimer, Wilkerson, Aiken: "Winnowing", SIGMOD 2003): of every `WINDOW` hashes in a row the smallest, so that
any run of `SHINGLE + WINDOW - 1` words that two seeds share leaves a mark in both. Pairs that have marks in common are then
compared word by word. A mark that many seeds bear is boilerplate and counts for nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from briefgen.link.quotes import words_of
from briefgen.model.record import decode
from briefgen.model.seed import Passages, Role
from briefgen.model.site import Alike, Pairs, Prints

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.model.seed import Passage

SHINGLE: Final = 8
WINDOW: Final = 6
# A mark that more seeds than this bear is theirs by custom, not by copying.
COMMON: Final = 12
# A shared run of so many words, all in all, is worth a word; shorter ones are names and phrases.
LEAST_WORDS: Final = 12


def prints(passages: bytes) -> Prints:
    """The fingerprints of a seed's body and headline, in ascending order."""
    kept: set[int] = set()
    for passage in _own(decode(passages, Passages).items):
        found = _words(passage.text)
        if len(found) < SHINGLE:
            continue
        hashes = [_hash(found[i:i + SHINGLE]) for i in range(len(found) - SHINGLE + 1)]
        kept.update(min(hashes[i:i + WINDOW]) for i in range(max(1, len(hashes) - WINDOW + 1)))
    return Prints(tuple(sorted(kept)))


def _own(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages that are a seed's own: its body and headline, or all of it where nothing was taken for body."""
    body = any(passage.role is Role.BODY for passage in passages)
    return tuple(passage for passage in passages if not body or passage.role in (Role.BODY, Role.HEADLINE))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in words_of(text.replace("’", "'"))]


def _hash(shingle: list[str]) -> int:
    return int.from_bytes(blake2b(" ".join(shingle).encode(), digest_size=6).digest(), "big")


def candidates(marks: Sequence[tuple[str, Prints]]) -> Pairs:
    """Pairs of seeds that bear a mark in common, each pair once, ids in order."""
    bearers: dict[int, list[str]] = defaultdict(list)
    for name, found in marks:
        for one in found.items:
            bearers[one].append(name)
    pairs: Counter[tuple[str, str]] = Counter()
    for names in bearers.values():
        if 1 < len(names) <= COMMON:
            ordered = sorted(names)
            pairs.update((a, b) for i, a in enumerate(ordered) for b in ordered[i + 1:])
    return Pairs(tuple(sorted(pairs)))


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
