"""Source chains to their roots. In: seeds, and which of them share wording. Out: chains, kindred seeds, independence; BG311, BG314.

Independence is counted at the root, not by outlet: four outlets that relay one report are one original source. Where a seed
relays several, nobody can tell which of them a statement rests on; so what is counted is the fewest roots that account for
every seed cited (the smallest hitting set). One more citation never makes that number smaller, and a second outlet for the
same root never makes it larger. Seeds that share wording are taken for one.
"""

from __future__ import annotations

from itertools import combinations, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.model.chain import Chain, Independence, Step
from briefgen.model.codes import note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.seed import Seed, Via
    from briefgen.model.site import Alike

DEEPEST: Final = 12
MOST_CHAINS: Final = 64
MOST_STEPS: Final = 1000
# Beyond this many roots the smallest set is no longer searched for but approached: far more than any statement has.
SEARCHED: Final = 12


class Traced(NamedTuple):
    """The chains of each seed, and what is wrong with them."""

    chains: dict[str, tuple[Chain, ...]]
    notes: tuple[Diagnostic, ...]


def chains(seeds: Mapping[str, Seed]) -> Traced:
    """The chains of each seed, one for each root, in the order written; a seed that relays nobody is its own root.

    BG311 for a chain that returns to itself, BG101 for a `via: source` that does not exist, BG314 for a root that is neither
    named nor described.
    """
    notes: list[Diagnostic] = []
    found: dict[str, tuple[Chain, ...]] = {}
    for seed in seeds.values():
        if not seed.via:
            found[seed.id] = (Chain((_step(seed),)),)
            continue
        for via in seed.via:
            span = via.span or seed.span
            unknown = [name for name in dict.fromkeys((via.source, via.root_source)) if name and name not in seeds]
            notes += [note("BG101", span, f'unknown source "{name}" in via:', "name a seed, or leave  source:  out") for name in unknown]
            if via.anonymous and not via.access:
                notes.append(note("BG314", span, f'"{via.root or via.who}" is not named, and nothing says how they know',
                                  "add  access: said to have been in the room"))
        walk = _Walk(seeds, notes)
        found[seed.id] = tuple(islice(walk.through(seed, ()), MOST_CHAINS)) or (Chain((_step(seed),)),)
    return Traced(found, tuple(notes))


def _step(seed: Seed) -> Step:
    return Step(seed.outlet or seed.id, seed.id)


class _Walk:
    """The way from one seed to its roots; it ends after `MOST_STEPS`, since seeds that all name one another have more ways than time."""

    def __init__(self, seeds: Mapping[str, Seed], notes: list[Diagnostic]) -> None:
        self.seeds = seeds
        self.notes = notes
        self.steps = 0

    def through(self, seed: Seed, above: tuple[Step, ...]) -> Iterator[Chain]:
        """The chains that lead from `above` through `seed`."""
        self.steps += 1
        line = [step.seed for step in above]
        if seed.id in line:
            if seed.id == line[0] == min(line):  # said once for the whole loop
                loop = " → ".join((*line, seed.id))
                self.notes.append(note("BG311", seed.via[0].span or seed.span, f"via: loop {loop}", "remove one step"))
            return
        steps = (*above, _step(seed))
        if not seed.via or len(steps) > DEEPEST:
            yield Chain(steps)
            return
        for via in seed.via:
            if self.steps < MOST_STEPS:
                yield from self._via(via, steps)

    def _via(self, via: Via, steps: tuple[Step, ...]) -> Iterator[Chain]:
        root, relay = self.seeds.get(via.root_source), self.seeds.get(via.source)
        last = Step(via.root, "", via.anonymous, via.access)
        if root is not None:
            between = () if via.who == root.outlet else (Step(via.who, via.source),)
            yield from self.through(root, (*steps, *between))
        elif relay is not None and via.root:  # the chain ends here, but may not come back to where it began
            if any(self.through(relay, steps)):
                yield Chain((*steps, Step(via.who, via.source), last))
        elif relay is not None:
            yield from self.through(relay, steps)
        elif via.root and via.root != via.who:
            yield Chain((*steps, Step(via.who), last))
        else:
            yield Chain((*steps, Step(via.who, "", via.anonymous, via.access)))


def kindred(found: Mapping[str, tuple[Chain, ...]], shared: Sequence[Alike]) -> dict[str, tuple[str, ...]]:
    """For each seed, the others whose text may hold the same quotations: those in its chains, and those with its wording."""
    kin: dict[str, list[str]] = {}

    def add(a: str, b: str) -> None:
        if a != b and a in found and b in found:
            kin.setdefault(a, []).append(b)
            kin.setdefault(b, []).append(a)

    for name, lines in found.items():
        for chain in lines:
            for step in chain.steps[1:]:
                if step.seed:
                    add(name, step.seed)
    for pair in shared:
        add(pair.first, pair.second)
    return {name: tuple(dict.fromkeys(others)) for name, others in kin.items()}


def unnamed(seeds: Mapping[str, Seed], found: Mapping[str, tuple[Chain, ...]], shared: Sequence[Alike]) -> tuple[Diagnostic, ...]:
    """BG315 for each pair of seeds that share wording though neither names the other, nor a source that both relay."""
    notes = []
    for pair in shared:
        a, b = seeds[pair.first], seeds[pair.second]
        keys = [{step.key for chain in found[one.id] for step in chain.steps} for one in (a, b)]
        if keys[0] & keys[1] or b.id in a.independent_of or a.id in b.independent_of:
            continue
        places = len({place for place, _, _ in pair.runs})
        notes.append(note("BG315", a.span, f"{a.id} and {b.id} share {pair.words} words in {places} passage{'s' * (places > 1)}, "
                          "and neither names the other", "name the one that came first in the other's  via:,  or say  independent_of: [id]",
                          related=(b.span,)))
    return tuple(notes)


class Roots:
    """Independence of the seeds that a statement cites."""

    def __init__(self, seeds: Mapping[str, Seed], found: Mapping[str, tuple[Chain, ...]], shared: Iterable[Alike]) -> None:
        self.chains = found
        self._known: dict[str, tuple[str, dict[str, str], frozenset[str]]] = {}
        self._one: dict[str, str] = {}
        for pair in shared:
            a, b = seeds[pair.first], seeds[pair.second]
            if b.id not in a.independent_of and a.id not in b.independent_of:
                self._one[self._group(b.id)] = self._group(a.id)
        merged = {*self._one, *self._one.values()}
        # Seeds that relay nobody, and have their words for themselves.
        self._plain = {name: lines[0].steps[0] for name, lines in found.items()
                       if len(lines) == 1 and len(lines[0].steps) == 1 and name not in merged}

    def _group(self, seed: str) -> str:
        while seed in self._one and self._one[seed] != seed:
            seed = self._one[seed]
        return seed

    def of(self, cited: Iterable[str]) -> Independence:
        """The fewest original sources behind some seeds, and the outlets that stand between."""
        said: dict[str, str] = {}
        names = tuple(dict.fromkeys(cited))
        plain = [self._plain[name] for name in names if name in self._plain]
        if len(plain) == len(names):  # as nearly everywhere
            for step in plain:
                said.setdefault(step.key, step.who)
            return Independence(len(said), len(said), tuple(said.values()))
        outlets: set[str] = set()
        roots: dict[str, set[str]] = {}
        for group, firsts, relays in [self._facts(name) for name in names if name in self.chains]:
            for key, who in firsts.items():
                said.setdefault(key, who)
            outlets |= relays
            roots.setdefault(group, set()).update(firsts)
        alone = all(len(one) == 1 for one in roots.values())
        chosen = {root for one in roots.values() for root in one} if alone else set(_fewest(list(roots.values())))
        return Independence(len(chosen), len(outlets), tuple(who for key, who in said.items() if key in chosen or len(roots) == 1))

    def _facts(self, name: str) -> tuple[str, dict[str, str], frozenset[str]]:
        """Of one seed: its group, who said first what it relays, and the outlets between."""
        found = self._known.get(name)
        if found is None:
            lines = self.chains[name]
            firsts = {chain.root.key: chain.root.who for chain in lines}
            relays = frozenset(step.key for chain in lines for step in chain.steps[:-1] or chain.steps)
            found = self._known[name] = (self._group(name), firsts, relays)
        return found


def _fewest(sets: list[set[str]]) -> tuple[str, ...]:
    """The smallest set of roots that has one in common with each of `sets`; the first such in alphabetical order."""
    every = sorted({root for one in sets for root in one})
    if len(every) <= SEARCHED:
        for size in range(1, len(every) + 1):
            for chosen in combinations(every, size):
                if all(not one.isdisjoint(chosen) for one in sets):
                    return chosen
    left, greedy = [one for one in sets if one], []
    while left:
        best = max(sorted(every), key=lambda root: sum(root in one for one in left))
        greedy.append(best)
        left = [one for one in left if best not in one]
    return tuple(greedy)
