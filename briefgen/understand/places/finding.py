"""From text to weighed candidates. In: text, title, the gazetteer. Out: candidates, each with its place, evidence and score."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.gazetteer.places import Flag, Kind
from briefgen.understand.places.candidates import Candidate, candidates
from briefgen.understand.places.context import Context
from briefgen.understand.places.referents import Referents
from briefgen.understand.places.scoring import chance, weigh
from briefgen.understand.places.support import Support
from briefgen.understand.places.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefgen.gazetteer.places import Atlas
    from briefgen.understand.places.context import Entity

# How far a name alone is taken for a place, before the article is asked; per hundred.
_ALONE: Final = {Kind.COUNTRY: 100, Kind.ADMIN1: 90, Kind.CAPITAL: 70, Kind.CONTINENT: 50, Kind.AREA: 50, Kind.FACILITY: 30, Kind.TOWN: 30,
                 Kind.ADMIN2: 30}
_PERSONAL: Final = frozenset({"after given name", "after initial", "after title", "given before name", "person elsewhere", "before team"})
_PLACED: Final = frozenset({"after in", "after city of", "after side", "placed elsewhere", "dateline"})
ROUNDS: Final = 2


class Found(NamedTuple):
    """The candidates of a text and of its title, with the text's words."""

    words: Words
    candidates: list[Candidate]
    title: list[Candidate]


def inside(spans: Sequence[tuple[int, int]]) -> Callable[[int], bool]:
    """Whether a code point lies in one of the spans (start, end), which do not overlap."""
    starts, ends = zip(*sorted(spans), strict=True) if spans else ((), ())
    return lambda place: (at := bisect_right(starts, place)) > 0 and place < ends[at - 1]


def find(text: str, atlas: Atlas, *, title: str = "", silent: Sequence[tuple[int, int]] = (), entities: Sequence[Entity] = ()) -> Found:
    """All candidates of a text, in order, those in `silent` stretches (start, end) left out; `entities` are another recogniser's."""
    words = Words(text)
    found = candidates(words, atlas)
    if silent:
        unread = inside(silent)
        found = [one for one in found if not unread(words.starts[one.first])]
    parts = [_Part(words, found, atlas, entities)]
    if title:
        above = Words(title)
        parts.append(_Part(above, candidates(above, atlas), atlas, ()))
    for part in parts:
        part.begin()
    for _ in range(ROUNDS):
        support = Support(atlas)
        support.add([one for part in parts for one in part.found])
        for part in parts:
            part.weigh(support)
        for part in parts:
            for one in part.found:
                one.sure = chance(one.score)
    return Found(words, found, parts[1].found if title else [])


class _Part:
    """A text, or a title, with what stands around its candidates."""

    def __init__(self, words: Words, found: list[Candidate], atlas: Atlas, entities: Sequence[Entity]) -> None:
        self.found, self.atlas = found, atlas
        context = Context(words, found, atlas, entities)
        self.referents = Referents(words, found, atlas)
        self.around = [context.evidence(one) for one in found]

    def begin(self) -> None:
        """First places, from the names alone."""
        for one, evidence in zip(self.found, self.around, strict=True):
            self.referents.choose(one, None)
            one.sure = _first(one, self.atlas, evidence, self.referents)

    def weigh(self, support: Support) -> None:
        """Places and scores, given what the article supports."""
        for one, evidence in zip(self.found, self.around, strict=True):
            self.referents.choose(one, support)
            weigh(one, self.atlas, evidence, support)


def _first(one: Candidate, atlas: Atlas, evidence: list[str], referents: Referents) -> int:
    kind = atlas.kinds[one.row]
    sure = _ALONE[Kind(kind)]
    if kind in {Kind.TOWN, Kind.ADMIN2}:
        sure = max(5, min(60, (atlas.sizes[one.row] - 90) // 2))
    if _PERSONAL.intersection(evidence):
        sure //= 8
    if one.flags & Flag.WORD and kind != Kind.COUNTRY:
        sure //= 4
    if _PLACED.intersection(evidence):
        sure = min(100, sure + 20)
    following = referents.after.get(one.first)
    if following is not None and any(referents.holds(outer, one.row) for outer, _ in following.pairs[:8]):
        sure = min(100, sure + 50)
    return sure
