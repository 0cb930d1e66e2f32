"""How sure it is that a candidate names a place. In: evidence. Out: a score in hundredths of a log-odd; 0 is even.

Countries, divisions, capitals, regions and their adjectives are weighed apart from towns and counties: a word that is
both a country and nothing else needs little support, a town called "Reading" needs much.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from briefgen.gazetteer.places import Flag, Kind
from briefgen.understand.places.context import describe
from briefgen.understand.places.weights import STRONG, WEAK

if TYPE_CHECKING:
    from briefgen.gazetteer.places import Atlas
    from briefgen.understand.places.candidates import Candidate
    from briefgen.understand.places.support import Support

# Countries whose divisions English news names alone.
WELL_KNOWN: Final = frozenset({"US", "CA", "AU", "GB"})
_STRONG: Final = frozenset({Kind.COUNTRY, Kind.ADMIN1, Kind.CAPITAL, Kind.CONTINENT, Kind.AREA, Kind.FACILITY})


def strong(one: Candidate, atlas: Atlas) -> bool:
    """Whether the chosen place is of the kinds that news names without need."""
    kind = atlas.kinds[one.row]
    if kind == Kind.ADMIN1 and one.flags & (Flag.WORD | Flag.GIVEN | Flag.SURNAME):
        return atlas.country(one.row) in WELL_KNOWN
    return kind in _STRONG


def backing(one: Candidate, support: Support) -> list[str]:
    """What the rest of the article says for the chosen place."""
    share, region, near = support.ask(one.key, one.row)
    found = []
    if share > 0:
        found.append("share high" if share > 0.5 else "share some" if share > 0.15 else "share low")
    elif support.total > 0.5:
        found.append("share none")
    if region > 0.05:
        found.append("division high" if region > 0.8 else "division some")
    if near > 0.05:
        found.append("near high" if near > 0.8 else "near some")
    return found


def weigh(one: Candidate, atlas: Atlas, context: list[str], support: Support) -> None:
    """Sets evidence and score."""
    table = STRONG if strong(one, atlas) else WEAK
    one.evidence = [*describe(one, atlas), *context, *backing(one, support)]
    one.score = table["bias"] + sum(table.get(name, 0) for name in one.evidence)


def chance(score: int) -> int:
    """A score as a percentage."""
    return round(100 / (1 + math.exp(-max(-2000, min(2000, score)) / 100)))
