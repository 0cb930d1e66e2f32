"""What each statement rests on. In: briefs, chains, seeds. Out: a `Ground` for each item and claim, and for each brief; BG313.

A source that was withdrawn takes with it whatever rests on it alone: seeds all of whose chains pass through it, and
statements all of whose seeds are so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.link.chains import Roots
from briefgen.model.chain import Ground, Grounds, letter
from briefgen.model.codes import note

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.model.brief import Brief
    from briefgen.model.chain import Chain, Independence
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.evidence import Citation
    from briefgen.model.seed import Seed
    from briefgen.model.site import Alike


def withdrawn(seeds: Mapping[str, Seed], chains: Mapping[str, tuple[Chain, ...]]) -> dict[str, str]:
    """Each seed that nothing stands behind any more, and the day on which that began."""
    gone = {seed.id: seed.retracted for seed in seeds.values() if seed.retracted}
    if not gone:
        return {}
    found = {}
    for name, lines in chains.items():
        days = [min((gone[step.seed] for step in chain.steps if step.seed in gone), default="") for chain in lines]
        if name in gone or all(days):
            found[name] = gone.get(name) or max(days)
    return found


class Weighing:
    """Weighs what statements cite; the same seeds are weighed once."""

    def __init__(
        self, seeds: Mapping[str, Seed], chains: Mapping[str, tuple[Chain, ...]], shared: tuple[Alike, ...], gone: Mapping[str, str],
    ) -> None:
        self.seeds = seeds
        self.roots = Roots(seeds, chains, shared)
        self.gone = gone
        self._known: dict[tuple[str, ...], Independence] = {}

    def ground(self, citations: tuple[Citation, ...], indices: Iterable[int], grade: str = "") -> Ground:
        """What some citations of a text amount to."""
        names = tuple(dict.fromkeys([name for i in indices if (name := citations[i].seed) in self.seeds]))
        key = tuple(sorted(names)) if len(names) > 1 else names
        known = self._known.get(key)
        if known is None:
            known = self._known.setdefault(key, self.roots.of(key))
        lost = sum(name in self.gone for name in names) if self.gone else 0
        state = "" if not lost else "all" if lost == len(names) else "some"
        if grade and grade[0].isdigit():
            grade = letter(tuple(self.seeds[name].reliability for name in names)) + grade
        return Ground(names, known, grade if len(grade) > 1 else "", state)

    def brief(self, brief: Brief) -> Grounds:
        """What a brief and its statements rest on."""
        cited = brief.citations
        return Grounds(
            self.ground(cited, range(len(cited))),
            tuple([self.ground(cited, item.citations, item.grade) for item in brief.items]),
            tuple([self.ground(cited, claim.citations, claim.grade) for claim in brief.claims]),
        )


def weighed(brief: Brief, weighing: Weighing) -> Grounds:
    """What a brief and its statements rest on."""
    return weighing.brief(brief)


def cited_after(brief: Brief, gone: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """BG313 for each citation of a withdrawn seed in a brief that is dated after the day of its withdrawal."""
    if not gone:
        return ()
    return tuple(
        note("BG313", citation.span, f"{citation.seed} was withdrawn on {gone[citation.seed]}, before this brief ({brief.date})",
             "cite another source, or take the statement out")
        for citation in brief.citations if citation.seed in gone and brief.date > gone[citation.seed])
