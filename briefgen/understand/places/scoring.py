"""How sure it is that a candidate names a place. In: evidence. Out: a score in hundredths of a log-odd; 0 is even.

Countries, divisions, capitals, regions and their adjectives are weighed apart from towns and counties: a word that is
both a country and nothing else needs little support, a town called "Reading" needs much.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from briefgen.gazetteer.places import Flag, How, Kind
from briefgen.understand.places.support import FAINT, FEW
from briefgen.understand.places.weights import STRONG, WEAK

if TYPE_CHECKING:
    from briefgen.gazetteer.places import Atlas
    from briefgen.understand.places.candidates import Candidate
    from briefgen.understand.places.support import Support

# Countries whose divisions English news names alone.
WELL_KNOWN: Final = frozenset({"US", "CA", "AU", "GB"})
_STRONG: Final = frozenset({Kind.COUNTRY, Kind.ADMIN1, Kind.CAPITAL, Kind.CONTINENT, Kind.AREA, Kind.FACILITY})


_KINDS: Final = tuple(f"kind {kind.name.lower()}" for kind in Kind)
_HOWS: Final = tuple(f"how {how.name.lower()}" for how in How)
_FLAGS: Final = ((Flag.WORD, "is word"), (Flag.GIVEN, "is given"), (Flag.SURNAME, "is surname"))
# A pipeline of the editor's choice is not fitted: it has about the say of a given name before, or of "in" before.
_SEEN: Final = {"seen as a person": -200, "seen as a place": 150}
# In the gazetteer's measure of size: half a million people, a city that news names without saying where it is.
FAMOUS: Final = 189


def strong(one: Candidate, atlas: Atlas) -> bool:
    """Whether the chosen place is of the kinds that news names without need."""
    kind = atlas.kinds[one.row]
    if kind == Kind.ADMIN1 and one.flags & (Flag.WORD | Flag.GIVEN | Flag.SURNAME):
        return atlas.country(one.row) in WELL_KNOWN
    return kind in _STRONG


def describe(one: Candidate, atlas: Atlas) -> list[str]:
    """What the chosen place is, and what else its name is in English."""
    kind, size = atlas.kinds[one.row], atlas.sizes[one.row]
    found = [_KINDS[kind], f"words {min(one.last - one.first, 3)}"]
    if one.how:
        found.append(_HOWS[one.how])
        if one.how == How.DEMONYM and one.key.endswith("s") and not one.key.endswith(("ss", "us")):
            found.append("people")
    if one.short >= 0:
        found.append(f"short {one.short}")
    if kind in {Kind.TOWN, Kind.ADMIN2}:
        found += [f"size {min(max((size - 90) // 23, 0), 5)}", f"fame {min(atlas.fames[one.row] // 30, 6)}"]
    if one.how != How.DEMONYM and kind not in {Kind.COUNTRY, Kind.CONTINENT, Kind.AREA}:
        known = "known " if size > FAMOUS else ""
        found += [f"{known}{name}" for flag, name in _FLAGS if one.flags & flag]
    if len(one.pairs) == 1:
        found.append("one referent")
    return found


def backing(one: Candidate, support: Support) -> list[str]:
    """What the rest of the article says for the chosen place."""
    share, region, near = support.ask(one.key, one.row)
    found = []
    if share > 0:
        found.append("share high" if share > 0.5 else "share some" if share > 0.15 else "share low")
    elif support.total > FEW and support.atlas.countries[one.row]:
        found.append("share none")
    if region > FAINT:
        found.append(f"{'division' if support.atlas.admin1[one.row] else 'great names'} {'high' if region > 0.8 else 'some'}")
    if near > FAINT:
        found.append("near high" if near > 0.8 else "near some")
    return found


def weigh(one: Candidate, atlas: Atlas, context: list[str], support: Support) -> None:
    """Sets evidence and score."""
    table = STRONG if strong(one, atlas) else WEAK
    one.evidence = [*describe(one, atlas), *context, *backing(one, support)]
    one.score = table["bias"] + sum(table.get(name, 0) or _SEEN.get(name, 0) for name in one.evidence)


def chance(score: int) -> int:
    """A score as a percentage."""
    return round(100 / (1 + math.exp(-max(-2000, min(2000, score)) / 100)))
