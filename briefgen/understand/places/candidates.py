"""Names of the gazetteer in a text: the longest from each capitalised word. In: `Words`, `Atlas`. Out: `Candidate`s."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from briefgen.gazetteer.places import Flag, How, Kind
from briefgen.understand.places.lexicon import ARTICLES, CLASSES, INSIDE

if TYPE_CHECKING:
    from briefgen.gazetteer.places import Atlas
    from briefgen.understand.places.words import Words

LONGEST: Final = 6
# Names that are looked at in one text: those of a long book. What comes after them is not read.
MOST_NAMES: Final = 5000
# A form read in its exact case: anywhere, as the press abbreviates after a comma, as the post does after a comma.
ANYWHERE, PRESS, POSTAL = 0, 1, 2
SHORT: Final = 6
# Two letters are an abbreviation far more often than Ho or Wa in Ghana.
SHORTEST: Final = 2
SAINTS: Final = {"st": "saint", "mt": "mount", "ft": "fort"}
_TOWNS: Final = frozenset({Kind.TOWN, Kind.CAPITAL, Kind.ADMIN2})


_JOINTS: Final = frozenset({" ", "-", "\n", "’ ", "' ", "’s ", "'s ", "‐", "–"})


@dataclass(slots=True, eq=False)
class Candidate:
    """Words `first` to `last` (not included) that may name a place.

    `pairs` are (row, how) of the places of the name; `short` is the rule by which a short form ("U.S.") was read, else -1. Of all the places:
    `largest` is the town with most people, `most` the greatest size, `famed` the greatest fame. The rest is filled as the article is read:
    `row` and `how` of the chosen place, `standing` of each (`referents`), `sure` in per cent, `evidence`, and `score` in hundredths of a log-odd.
    """

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
    standing: list[float] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    score: int = 0


def candidates(words: Words, atlas: Atlas) -> list[Candidate]:
    """Each stretch that a name of the gazetteer covers, in order, none overlapping."""
    found: list[Candidate] = []
    count, place = len(words), 0
    capital = words.capital
    while place < count and len(found) < MOST_NAMES:
        if not capital[place] and not (words.keys[place] in ARTICLES and words.gaps[place + 1] == "-" and place + 1 < count and capital[place + 1]):
            place += 1
            continue
        one = _short(words, atlas, place, found[-1] if found and found[-1].last == place else None) or _longest(words, atlas, place)
        if one is None:
            place += 1
            continue
        place = one.last
        if one.pairs:
            found.append(one)
    return found


def _short(words: Words, atlas: Atlas, place: int, before: Candidate | None) -> Candidate | None:
    """A form read in its exact case: "U.S.", "UK", "N.C.", "Calif." after a comma, "IL" after a comma and a town of Illinois (`before`)."""
    text = words.texts[place]
    if len(text) > SHORT:
        return None
    bare = text.replace(".", "") if "." in text else text
    entry = atlas.short.get(bare)
    if entry is None:
        return None
    row, rule = entry
    if words.gaps[place + 1].startswith("$") or (place + 1 < len(words) and not words.gaps[place + 1]):
        return None
    pointed, comma = "." in text, words.gaps[place] == ", " and place > 0 and words.capital[place - 1]
    if rule == PRESS and not pointed and not (comma and words.gaps[place + 1].startswith(".")):
        return None
    if rule == POSTAL and not pointed and not (comma and before and any(atlas.admin1[other] == atlas.admin1[row] for other, _ in before.pairs)):
        return None
    if rule == ANYWHERE and not pointed and 0 < place < len(words) - 1 and words.shouted[place + 1] and len(words.texts[place - 1]) > len(text) + 1 \
            and words.shouted[place - 1]:
        return None  # A line in capitals: "TELL US MORE".
    return Candidate(place, place + 1, bare, 0, [(row, How.NAME)], short=rule)


def _longest(words: Words, atlas: Atlas, place: int) -> Candidate | None:
    """The longest name that begins with a word."""
    keys, gaps, capital, numbers = words.keys, words.gaps, words.capital, atlas.numbers
    key, last = keys[place], place + 1
    best = numbers.get(key) if capital[place] and len(key) > SHORTEST else None
    joined = SAINTS.get(key, key)
    for end in range(place + 1, min(place + LONGEST, len(keys))):
        gap, word = gaps[end], keys[end]
        if gap not in _JOINTS and not (gap == ". " and keys[end - 1] in SAINTS):
            break
        may_end = capital[end] or word in CLASSES
        if not may_end and word not in INSIDE and gap != "-":
            break
        joined = f"{joined} {SAINTS.get(word, word)}"
        number = numbers.get(joined) if may_end else None
        if number is not None:
            best, last, key = number, end + 1, joined
    if best is None:
        return None
    flags = atlas.flags[best]
    if flags & Flag.OTHER:
        return Candidate(place, last, key, flags, [])
    pairs = [(atlas.rows[pair], atlas.hows[pair]) for pair in atlas.referents(best)]
    towns = [row for row, _ in pairs if atlas.kinds[row] in _TOWNS]
    # A name that is nobody's first name ("Bombay") has no greatest place to be measured against.
    most = 0 if pairs[0][1] == How.ALTERNATE else max(atlas.sizes[row] for row, how in pairs if how != How.ALTERNATE)
    return Candidate(place, last, key, flags, pairs, largest=max(towns, key=atlas.sizes.__getitem__, default=-1), most=most,
                     famed=max((atlas.fames[row] for row in towns), default=0))
