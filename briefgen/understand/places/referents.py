"""Which of the places of one name is meant. In: candidates, what the article supports. Out: a row for each candidate.

A choice is a sum of points, `weights.RANK`; the points are of the same kind as log-odds, in hundredths.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefgen.gazetteer.places import STEPS, How, Kind
from briefgen.understand.places import lexicon
from briefgen.understand.places.scoring import WELL_KNOWN
from briefgen.understand.places.weights import RANK

if TYPE_CHECKING:
    from briefgen.gazetteer.places import Atlas
    from briefgen.understand.places.candidates import Candidate
    from briefgen.understand.places.support import Support
    from briefgen.understand.places.words import Words

MOST: Final = 24
DIVISION_WORDS: Final = frozenset(["province", "region", "state", "oblast", "governorate", "prefecture", "krai", "republic", "territory", "county", "district", "parish", "department", "raion"])
_LISTING: Final = frozenset({"and", "or", "parts", "of", "the", "in"})
NEAR: Final = 2 * STEPS


class Referents:
    """Chooses among the places of each name of one article."""

    def __init__(self, words: Words, found: list[Candidate], atlas: Atlas) -> None:
        self.words, self.found, self.atlas = words, found, atlas
        at = {one.first: one for one in found}
        self.after: dict[int, Candidate] = {}
        self.before: dict[int, Candidate] = {}
        self.beside: dict[int, list[Candidate]] = {}
        for one, following in zip(found, found[1:], strict=False):
            if following.first - one.last <= 3 and all(key in _LISTING for key in words.keys[one.last:following.first]) and (
                    following.first > one.last or "," in words.gaps[one.last]) and "." not in words.gaps[one.last]:
                self.beside.setdefault(one.first, []).append(following)
                self.beside.setdefault(following.first, []).append(one)
        for one in found:
            following = at.get(one.last)
            if following is not None and self.words.gaps[one.last] in {", ", " (", ",", " in "}:
                self.after[one.first] = following
                self.before[following.first] = one
            elif one.last + 1 in at and words.keys[one.last] == "in" and words.gaps[one.last] == " ":
                self.after[one.first] = at[one.last + 1]

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
        atlas = self.atlas
        kind, size = atlas.kinds[row], atlas.sizes[row]
        found: list[tuple[str, float]] = [(_KINDS[kind], 1.0)]
        if kind in {Kind.TOWN, Kind.CAPITAL, Kind.ADMIN2}:
            found.append((_SIZES[kind], size / 100))
            found.append(("fame", atlas.fames[row] / 100))
            if row == one.largest:
                found.append(("largest", 1.0))
        if how == How.ALTERNATE:
            found.append(("alternate", 1.0))
        alone = True
        hidden = kind in {Kind.TOWN, Kind.ADMIN2} and atlas.kinds[one.pairs[0][0]] in {Kind.COUNTRY, Kind.ADMIN1} and self.well_known(one.pairs[0][0])
        following, preceding = self.after.get(one.first), self.before.get(one.first)
        if following is not None and any(self.holds(outer, row) for outer, _ in following.pairs[:MOST]):
            strong = atlas.kinds[following.pairs[0][0]] in {Kind.COUNTRY, Kind.ADMIN1}
            listed = preceding is not None or following.first in self.after
            if strong or not listed:
                found.append(("within next" if strong else "within next town", 1.0))
            alone = listed and (hidden or not strong)
        if preceding is not None and any(self.holds(row, inner) for inner, _ in preceding.pairs[:MOST]):
            found.append((_HOLDS[kind], 1.0))
        if alone and kind in {Kind.TOWN, Kind.ADMIN2, Kind.CAPITAL} and one.famed > atlas.fames[row] + 20:  # noqa: PLR2004
            found.append(("outshone", (one.famed - atlas.fames[row]) / 100))
        if alone and 0 < size < one.most - 33:
            found.append(("hidden" if hidden else "dwarfed", 1.0))
            found.append(("dwarfed by", (one.most - size) / 100))
        last = one.last
        if (last < len(self.words) and self.words.gaps[last] == " " and self.words.keys[last] in DIVISION_WORDS) or (one.first and self.words.keys[one.first - 1] in DIVISION_WORDS):
            found.append((_DIVISION[kind], 1.0))
        elif one.first and self.words.keys[one.first - 1] in lexicon.AT:
            found.append((_AT[kind], 1.0))
        if one.first > 1 and self.words.keys[one.first - 1] == "of" and self.words.keys[one.first - 2] in {"part", "parts", "rest", "most", "areas"}:
            found.append((_PART[kind], 1.0))
        if any(_ALIKE[atlas.kinds[other.row]] == _ALIKE[kind] for other in self.beside.get(one.first, ()) if other.row >= 0):
            found.append(("like beside", 1.0))
        if support is not None:
            share, region, near = support.ask(one.key, row)
            if support.also(one.key, row):
                found.append(("named otherwise", 1.0))
            if share:
                found.append(("country share", share))
                found.append(("country there", 1.0))
            elif support.total > 0.5:
                found.append(("country absent", 1.0))
            if region:
                found.append(("division", min(region, 1.0)))
            if near > 0.05:
                found.append(("near", min(near, 1.0)))
        return found

    def choose(self, one: Candidate, support: Support | None) -> None:
        """Sets the candidate's row and how."""
        best, chosen = -1e9, one.pairs[0]
        if len(one.pairs) > 1:
            for row, how in one.pairs[:MOST]:
                points = 0.0
                for name, amount in self.features(one, row, how, support):
                    points += RANK.get(name, 0) * amount
                if points > best:
                    best, chosen = points, (row, how)
        one.row, one.how = chosen


_NAMES: Final = {kind: kind.name.lower() for kind in Kind}
_KINDS: Final = {int(kind): f"is {name}" for kind, name in _NAMES.items()}
_SIZES: Final = {int(kind): f"size of {name}" for kind, name in _NAMES.items()}
_HOLDS: Final = {int(kind): f"holds before {name}" for kind, name in _NAMES.items()}
_DIVISION: Final = {int(kind): f"division word {name}" for kind, name in _NAMES.items()}
_ALIKE: Final = {int(kind): int(Kind.TOWN if kind is Kind.CAPITAL else kind) for kind in Kind}
_PART: Final = {int(kind): f"part of {name}" for kind, name in _NAMES.items()}
_AT: Final = {int(kind): f"after in {name}" for kind, name in _NAMES.items()}
