"""The site looked up the other way round. In: `Site`. Out: tables, each made when it is first asked for."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.model.event import Storyline
    from briefgen.model.site import Site


class Tables:
    """What of a site is found only by going through all of it."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def prepare(self) -> None:
        """Makes every table."""
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                getattr(self, name)

    @cached_property
    def lines(self) -> Sequence[tuple[str, ...]]:
        """For each event the ids from the root of the tree down to its first region that is known; nothing where it has none."""
        tree = self._site.tree
        line = cache(tree.line)
        return [next((line(name) for name in event.regions if name in tree.by_id), ()) for event in self._site.events]

    @cached_property
    def days(self) -> dict[str, str]:
        """The day of each brief by its path: an event that is kept in one was added on it."""
        return {brief.path: brief.date for brief in self._site.briefs}

    @cached_property
    def storylines(self) -> Mapping[str, Storyline]:
        """Storylines by id."""
        return {storyline.id: storyline for storyline in self._site.storylines}

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {storyline.id: place for place, storyline in enumerate(self._site.storylines)}

    def places(self, names: Iterable[str]) -> list[int]:
        """Where some storylines stand in the order of all."""
        return sorted({self._places[name] for name in names if name in self._places})

    @cached_property
    def told_by(self) -> Mapping[str, Sequence[int]]:
        """For each seed the events that name it as their source, by index."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, event in enumerate(self._site.events):
            for name in event.sources:
                found[name].append(index)
        return found

    @cached_property
    def citing(self) -> Mapping[str, Sequence[int]]:
        """For each seed the briefs that cite it, by index."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, brief in enumerate(self._site.briefs):
            for name in dict.fromkeys(citation.seed for citation in brief.citations):
                found[name].append(index)
        return found

    @cached_property
    def named(self) -> Mapping[str, Mapping[str, int]]:
        """For each region, how often each seed that was read in full names it or a part of it."""
        found: dict[str, dict[str, int]] = {}
        for seed, marks in self._site.marks.items():
            for region, count in marks.regions:
                for name in self._site.tree.line(region) if count else ():
                    counts = found.setdefault(name, {})
                    counts[seed] = counts.get(seed, 0) + count
        return found

    @cached_property
    def disputes(self) -> Mapping[int, tuple[int, ...]]:
        """For each brief, by index, the disputes that a claim of it has part in, by theirs."""
        found: dict[int, dict[int, None]] = {}
        for number, dispute in enumerate(self._site.disputes):
            for side in dispute.sides:
                found.setdefault(side.brief, {})[number] = None
        return {brief: tuple(numbers) for brief, numbers in found.items()}
