"""Source chains to their roots. In: seeds. Out: for each seed, the names of who said it first; loops are errors.

Independence is counted at the root, not by outlet: four outlets that relay one report are one original source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.codes import note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.seed import Seed, Via


def roots(seeds: Mapping[str, Seed], notes: list[Diagnostic]) -> dict[str, tuple[str, ...]]:
    """The roots of each seed, each once, in the order found; a seed that relays nobody is its own root.

    BG311 for a chain that returns to itself, BG101 for a `via: source` that does not exist.
    """
    found: dict[str, tuple[str, ...]] = {}
    for seed in seeds.values():
        for via in seed.via:
            for name in (via.source, via.root_source):
                if name and name not in seeds:
                    notes.append(note("BG101", via.span or seed.span, f'unknown source "{name}" in via:', "name a seed, or leave  source:  out"))
        found[seed.id] = tuple(dict.fromkeys(_walk(seed, seeds, (), notes)))
    return found


def _walk(seed: Seed, seeds: Mapping[str, Seed], above: tuple[str, ...], notes: list[Diagnostic]) -> list[str]:
    if seed.id in above:
        if seed.id == above[0]:  # said once, at the seed where the walk began
            loop = " → ".join((*above, seed.id))
            notes.append(note("BG311", seeds[above[0]].span, f"via: loop {loop}", "remove one step"))
        return []
    if not seed.via:
        return [seed.outlet or seed.id]
    names = []
    for via in seed.via:
        names += _root(via, seeds, (*above, seed.id), notes)
    return names or [seed.outlet or seed.id]


def _root(via: Via, seeds: Mapping[str, Seed], above: tuple[str, ...], notes: list[Diagnostic]) -> list[str]:
    for name in (via.root_source, via.source):
        if name in seeds:
            return _walk(seeds[name], seeds, above, notes)
    return [via.root or via.who]
