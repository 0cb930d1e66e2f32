"""Which of the places of one name is meant. In: candidates, what the article supports. Out: a row for each candidate.

A choice is a sum of points, `weights.RANK`; the points are of the same kind as log-odds, in hundredths.
"""

from __future__ import annotations

import math
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.gazetteer.places import STEPS, How, Kind
from briefgen.understand.places import lexicon
from briefgen.understand.places.scoring import WELL_KNOWN
from briefgen.understand.places.support import FAINT, FEW
from briefgen.understand.places.weights import RANK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.gazetteer.places import Atlas
    from briefgen.understand.places.candidates import Candidate
    from briefgen.understand.places.support import Support
    from briefgen.understand.places.words import Words

# Of the places of one name so many are looked at: the list is in order of size.
MOST: Final = 24
NEAR: Final = 2 * STEPS
# Steps of size (tenths of a doubling) and of fame from which one place is said to be in the shadow of another.
DWARFED, OUTSHONE = 33, 20
PARTS: Final = frozenset({"part", "parts", "rest", "most", "areas"})
LISTING: Final = frozenset({"and", "or", "parts", "of", "the", "in"})
_LARGE: Final = frozenset({Kind.COUNTRY, Kind.ADMIN1})
_WORLDLY: Final = frozenset({Kind.COUNTRY, Kind.CAPITAL})
_SMALL: Final = frozenset({Kind.TOWN, Kind.ADMIN2})
_SIZED: Final = frozenset({Kind.TOWN, Kind.ADMIN2, Kind.CAPITAL})


class Listed(NamedTuple):
    """A list of places: whether it speaks of parts of them, of what kinds those are that mean only one, whether it crosses borders."""

    parts: bool
    sure: frozenset[int]
    abroad: bool


class Referents:
    """Chooses among the places of each name of one text.

    `after` and `before` pair a name with the one that a comma or "in" sets around or before it ("Paris, Texas"); `beside` has the names next to
    it in a list.
    """

    def __init__(self, words: Words, found: list[Candidate], atlas: Atlas) -> None:
        self.words, self.atlas = words, atlas
        self.best = sum(max(0, RANK.get(name, 0)) for name in PASSING)
        self.worst = sum(min(0, RANK.get(name, 0)) for name in PASSING)
        self.after: dict[int, Candidate] = {}
        self.before: dict[int, Candidate] = {}
        self.beside: dict[int, list[Candidate]] = {}
        at = {one.first: one for one in found}
        for one, following in pairwise(found):
            gap, between = words.gaps[one.last], words.keys[one.last:following.first]
            if len(between) <= 3 and LISTING.issuperset(between) and "." not in gap and (between or "," in gap):
                self.beside.setdefault(one.first, []).append(following)
                self.beside.setdefault(following.first, []).append(one)
        self.lists = self._lists(found)
        for one in found:
            outer = at.get(one.last)
            if outer is not None and words.gaps[one.last] in {", ", " (", ","}:
                self.after[one.first] = outer
                self.before[outer.first] = one
            elif one.last + 1 in at and words.keys[one.last] == "in" and words.gaps[one.last] == " ":
                self.after[one.first] = at[one.last + 1]

    def _lists(self, found: list[Candidate]) -> dict[int, Listed]:
        """For each name in a list, what the list is."""
        atlas = self.atlas
        lists: dict[int, Listed] = {}
        run: list[Candidate] = []
        for one, following in zip_longest(found, found[1:]):
            run.append(one)
            if following is not None and following in self.beside.get(one.first, ()):
                continue
            if len(run) > 1:
                part = any(self._part(other) for other in run)
                sure = frozenset(_ALIKE[atlas.kinds[other.pairs[0][0]]] for other in run if len(other.pairs) == 1)
                first = [other.pairs[0][0] for other in run]
                abroad = len({atlas.countries[row] for row in first if atlas.kinds[row] in _WORLDLY}) > 1
                lists.update((other.first, Listed(part, sure, abroad)) for other in run)
            run = []
        return lists

    def _part(self, one: Candidate) -> bool:
        keys, first = self.words.keys, one.first
        return first > 1 and keys[first - 1] == "of" and keys[first - 2] in PARTS

    def holds(self, outer: int, inner: int) -> bool:
        """Whether place `outer` contains place `inner`, by codes, or by nearness for towns and counties."""
        atlas = self.atlas
        kind = atlas.kinds[outer]
        if outer == inner or atlas.countries[outer] != atlas.countries[inner] or not atlas.countries[outer]:
            return False
        if kind == Kind.COUNTRY:
            return True
        if kind == Kind.ADMIN1:
            return atlas.admin1[outer] == atlas.admin1[inner] and atlas.kinds[inner] != Kind.COUNTRY
        if atlas.kinds[inner] in {Kind.COUNTRY, Kind.ADMIN1}:
            return False
        return atlas.admin1[outer] == atlas.admin1[inner] and self.near(outer, inner)

    def well_known(self, row: int) -> bool:
        """Whether the place is a country, or a state of a country whose states English news names alone."""
        return self.atlas.kinds[row] == Kind.COUNTRY or self.atlas.country(row) in WELL_KNOWN

    def near(self, one: int, other: int) -> bool:
        """Within about a degree."""
        atlas = self.atlas
        return abs(atlas.latitudes[one] - atlas.latitudes[other]) < STEPS and abs(atlas.longitudes[one] - atlas.longitudes[other]) < NEAR

    def features(self, one: Candidate, row: int, how: int, support: Support | None) -> list[tuple[str, float]]:
        """What speaks for one place of a name: (feature, amount)."""
        return self.lasting(one, row, how) + self.passing(one, row, support)

    def lasting(self, one: Candidate, row: int, how: int) -> list[tuple[str, float]]:
        """What the place is, and what the words around say: the same in every round."""
        atlas = self.atlas
        kind = atlas.kinds[row]
        found: list[tuple[str, float]] = [(_KINDS[kind], 1.0)]
        if kind in _SIZED:
            found += [(_SIZES[kind], atlas.sizes[row] / 100), ("fame", atlas.fames[row] / 100)]
            if row == one.largest:
                found.append(("largest", 1.0))
        if how == How.ALTERNATE:
            found.append(("alternate", 1.0))
        return found + self._contained(one, row) + self._worded(one, row)

    def passing(self, one: Candidate, row: int, support: Support | None) -> list[tuple[str, float]]:
        """What the other names of the article say, as they are understood so far."""
        atlas, found = self.atlas, []
        alike = _ALIKE[atlas.kinds[row]]
        for other in self.beside.get(one.first, ()):
            if other.row >= 0 and _ALIKE[atlas.kinds[other.row]] == alike:
                found.append(("like beside", 1.0))
                break
        if support is None:
            return found
        share, region, near = support.ask(one.key, row)
        if support.also(one.key, row):
            found.append(("named otherwise", 1.0))
        if share:
            found += [("country share", share), ("country there", 1.0)]
        elif support.total > FEW:
            found.append(("country absent", 1.0))
        if region:
            found.append(("division" if atlas.admin1[row] else "among great names", min(region, 1.0)))
        if near > FAINT:
            found.append(("near", min(near, 1.0)))
        return found

    def _contained(self, one: Candidate, row: int) -> list[tuple[str, float]]:
        """Whether the next name contains the place, the one before lies in it; or else how far a greater namesake hides it."""
        atlas, found = self.atlas, []
        kind, size = atlas.kinds[row], atlas.sizes[row]
        outer, inner = self.after.get(one.first), self.before.get(one.first)
        first = one.pairs[0][0]
        # Towns called England or Oregon, and provinces called as another country is ("Niger"), are meant only where the text says so.
        shadowed = kind in _SMALL or (kind == Kind.ADMIN1 and atlas.kinds[first] == Kind.COUNTRY and not self.well_known(row))
        hidden = shadowed and atlas.kinds[first] in _LARGE and self.well_known(first)
        alone = True
        if outer is not None and any(self.holds(other, row) for other, _ in outer.pairs[:MOST]):
            large = atlas.kinds[outer.pairs[0][0]] in _LARGE
            # "Vermont, Illinois and Ohio" is a list of states, "Berlin, Boston and London" one of cities.
            listed = inner is not None or outer.first in self.after
            if large or not listed:
                found.append(("within next" if large else "within next town", 1.0))
            alone = listed and (hidden or not large)
        if inner is not None and any(self.holds(row, other) for other, _ in inner.pairs[:MOST]):
            found.append((_HOLDS[kind], 1.0))
        if alone and kind in _SIZED and one.famed > atlas.fames[row] + OUTSHONE:
            found.append(("outshone", (one.famed - atlas.fames[row]) / 100))
        if alone and hidden:
            found.append(("hidden", 1.0))
        if alone and 0 < size < one.most - DWARFED:
            found.append(("dwarfed by", (one.most - size) / 100))
        return found

    def _worded(self, one: Candidate, row: int) -> list[tuple[str, float]]:
        """What the words around say of the kind of place."""
        kind = self.atlas.kinds[row]
        words, keys, first, last, found = self.words, self.words.keys, one.first, one.last, []
        before = keys[first - 1] if first else ""
        if (last < len(words) and words.gaps[last] == " " and keys[last] in lexicon.DIVISIONS) or before in lexicon.DIVISIONS:
            found.append((_DIVISION[kind], 1.0))
        elif before in lexicon.AT:
            found.append((_AT[kind], 1.0))
        listed = self.lists.get(first, Listed(self._part(one), frozenset(), False))
        if listed.parts:
            found.append((_PART[kind], 1.0))
        if len(one.pairs) > 1 and _ALIKE[kind] in listed.sure:
            found.append(("like a sure one beside", 1.0))
        if listed.abroad and row == one.largest:
            found.append(("largest, in a list of the world", 1.0))
        return found

    def choose(self, one: Candidate, support: Support | None) -> None:
        """Sets the candidate's row and how."""
        if len(one.pairs) == 1:
            one.row, one.how = one.pairs[0]
            return
        if not one.standing:
            one.standing = [points(self.lasting(one, row, how)) for row, how in one.pairs[:MOST]]
        # What no other name of the article could lift above the first is not looked at again.
        least = max(one.standing) + self.worst - self.best
        best, chosen = -math.inf, one.pairs[0]
        for pair, standing in zip(one.pairs, one.standing, strict=False):
            if standing >= least:
                total = standing + points(self.passing(one, pair[0], support))
                if total > best:
                    best, chosen = total, pair
        one.row, one.how = chosen


def points(features: Iterable[tuple[str, float]]) -> float:
    """What features are worth together, in hundredths of a log-odd."""
    return sum(RANK.get(name, 0) * amount for name, amount in features)


PASSING: Final = ("like beside", "named otherwise", "country share", "country there", "country absent", "division", "among great names", "near")
_NAMES: Final = {kind: kind.name.lower() for kind in Kind}
_KINDS: Final = {int(kind): f"is {name}" for kind, name in _NAMES.items()}
_SIZES: Final = {int(kind): f"size of {name}" for kind, name in _NAMES.items()}
_HOLDS: Final = {int(kind): f"holds before {name}" for kind, name in _NAMES.items()}
_DIVISION: Final = {int(kind): f"division word {name}" for kind, name in _NAMES.items()}
_ALIKE: Final = {int(kind): int(Kind.TOWN if kind is Kind.CAPITAL else kind) for kind in Kind}
_PART: Final = {int(kind): f"part of {name}" for kind, name in _NAMES.items()}
_AT: Final = {int(kind): f"after in {name}" for kind, name in _NAMES.items()}
