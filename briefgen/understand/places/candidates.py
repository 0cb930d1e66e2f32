"""Names of the gazetteer in a text: the longest from each capitalised word. In: `Words`, `Atlas`. Out: `Candidate`s."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from briefgen.gazetteer.places import Flag, How, Kind

if TYPE_CHECKING:
    from briefgen.gazetteer.places import Atlas
    from briefgen.understand.places.words import Words

LONGEST: Final = 6
_SAINTS: Final = {"st": "saint", "mt": "mount", "ft": "fort"}
_POINTED: Final = frozenset(_SAINTS)
_LOWER: Final = frozenset(["the", "of", "and", "on", "upon", "de", "da", "do", "la", "le", "el", "al", "del", "des", "du", "di", "under", "in", "an", "en"])
_TOWNS: Final = frozenset({Kind.TOWN, Kind.CAPITAL, Kind.ADMIN2})
# Kinds of place that stand with a small letter after a name they belong to: "Donetska oblast", "Gaza strip".
_CLASSES: Final = frozenset("oblast region province state county district governorate republic strip river sea valley peninsula islands mountains desert "
                            "strait canal delta basin heights".split())
_ARTICLES: Final = frozenset(["al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ed", "er", "es"])
_GAPS: Final = frozenset({" ", "-", "\n", "’ ", "' ", "’s ", "'s ", "‐", "–"})
PRESS, POSTAL = 1, 2


@dataclass(slots=True)
class Candidate:
    """Words `first` to `last` (not included) that may name a place; `pairs` are (row, how). `rank` -1: a short form ("U.S.")."""

    first: int
    last: int
    key: str
    flags: int
    pairs: list[tuple[int, int]]
    short: int = -1
    largest: int = -1
    most: int = 0
    famed: int = 0
    row: int = -1
    how: int = 0
    sure: int = 0
    evidence: list[str] = field(default_factory=list)
    score: int = 0


def candidates(words: Words, atlas: Atlas) -> list[Candidate]:
    """Each stretch that a name of the gazetteer covers, in order, none overlapping."""
    found: list[Candidate] = []
    count, place = len(words), 0
    capital = words.capital
    while place < count:
        if not capital[place] and not (words.keys[place] in _ARTICLES and words.gaps[place + 1] == "-" and place + 1 < count and capital[place + 1]):
            place += 1
            continue
        one = _short(words, atlas, place, bool(found) and found[-1].last == place) or _longest(words, atlas, place)
        if one is None:
            place += 1
            continue
        place = one.last
        if one.pairs:
            found.append(one)
    return found


def _short(words: Words, atlas: Atlas, place: int, beside: bool) -> Candidate | None:
    """A form read in its exact case: "U.S.", "UK", "N.C.", and "Calif." or "IL" after a comma; `beside` says that a name ends here."""
    text = words.texts[place]
    if len(text) > 6:
        return None
    bare = text.replace(".", "") if "." in text else text
    entry = atlas.short.get(bare)
    if entry is None:
        return None
    row, rule = entry
    if words.gaps[place + 1].startswith("$") or (place + 1 < len(words) and not words.gaps[place + 1]):
        return None
    pointed = "." in text or words.gaps[place + 1].startswith(".")
    after_comma = words.gaps[place] == ", " and place > 0 and words.capital[place - 1]
    if rule == PRESS and not (pointed and (after_comma or "." in text)):
        return None
    if rule == POSTAL and not (("." in text and text != bare) or (beside and after_comma and bare.isupper())):
        return None
    if rule == 0 and bare == "US" and "." not in text and words.shouted[place - 1] and place and words.shouted[min(place + 1, len(words) - 1)] \
            and len(words.texts[place - 1]) > 3:
        return None
    return Candidate(place, place + 1, bare, 0, [(row, How.NAME)], short=rule)


def _longest(words: Words, atlas: Atlas, place: int) -> Candidate | None:
    keys, gaps, capital, numbers = words.keys, words.gaps, words.capital, atlas.numbers
    best = numbers.get(keys[place])
    last = place + 1
    key = keys[place]
    if not capital[place]:
        best = None
    if len(key) < 3 and (best is None or not words.shouted[place]):
        best = None
    joined = _SAINTS.get(key, key)
    for end in range(place + 1, min(place + LONGEST, len(keys))):
        gap = gaps[end]
        if gap not in _GAPS and not (gap == ". " and keys[end - 1] in _POINTED):
            break
        word = keys[end]
        if not capital[end] and word not in _LOWER and word not in _CLASSES and gap != "-":
            break
        joined = f"{joined} {_SAINTS.get(word, word)}"
        number = numbers.get(joined)
        if number is not None and (capital[end] or word in _CLASSES):
            best, last, key = number, end + 1, joined
    if best is None:
        return None
    flags = atlas.flags[best]
    if flags & Flag.OTHER:
        return Candidate(place, last, key, flags, [])
    rows, hows = atlas.rows, atlas.hows
    pairs = [(rows[pair], hows[pair]) for pair in atlas.referents(best)]
    towns = [row for row, _ in pairs if atlas.kinds[row] in _TOWNS]
    return Candidate(place, last, key, flags, pairs, largest=max(towns, key=atlas.sizes.__getitem__, default=-1),
                     famed=max((atlas.fames[row] for row in towns), default=0),
                     most=max(atlas.sizes[row] for row, how in pairs if how != How.ALTERNATE or len(pairs) == 1) if pairs[0][1] != How.ALTERNATE else 0)
