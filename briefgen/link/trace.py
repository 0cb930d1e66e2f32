"""Every statement traced to what it rests on. In: published units and seeds. Out: chains, shared wording, checks, grounds, diagnostics.

The order matters: chains and shared wording tell which seeds are kindred, and those are looked at when a quotation is checked.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Protocol

from briefgen.link import chains, evidence, grounds
from briefgen.model.site import SearchJob, Text, Worded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from briefgen.link.memory import Memory
    from briefgen.model.brief import Brief
    from briefgen.model.chain import Chain, Grounds
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.ledger import Compared, LedgerJob
    from briefgen.model.seed import Seed
    from briefgen.model.site import Alike, Checked, CheckJob, SeedText


class Work(Protocol):
    """The costly steps, memoised by who calls."""

    def check(self, jobs: Sequence[CheckJob]) -> Sequence[Checked]:
        """`evidence.check` of each job."""

    def search(self, job: SearchJob) -> tuple[str, ...]:
        """`evidence.search` of a job."""

    def compare(self, jobs: Sequence[LedgerJob]) -> Sequence[Compared]:
        """`ledger.compare` of each job."""

    def alike(self, seeds: tuple[Worded, ...]) -> tuple[Alike, ...]:
        """The pairs of seeds that share wording."""


class Traced(NamedTuple):
    """What was found; `grounds` by the path of a brief, `gone` the day on which a seed was withdrawn."""

    chains: dict[str, tuple[Chain, ...]]
    alike: tuple[Alike, ...]
    checks: dict[str, Checked]
    grounds: dict[str, Grounds]
    gone: dict[str, str]
    notes: list[Diagnostic]


class Readers(NamedTuple):
    """Who reads seeds. What they give is named in what they are asked, by the digests of texts."""

    load: Callable[[str], bytes]
    search: Callable[[SearchJob], tuple[str, ...]]

    def diagnose(self, row: tuple[Text, Checked], seeds: Mapping[str, Seed], texts: tuple[tuple[str, str], ...]) -> tuple[Diagnostic, ...]:
        """What is said of the quotations and figures of a unit."""
        unit, checked = row
        if not checked.loose and not any(checked.checks):
            return ()
        return tuple(evidence.diagnose(unit, checked, seeds, self.load, lambda words: self.search(SearchJob(words, texts))))


def trace(
    memory: Memory, written: tuple[Text, ...], briefs: tuple[Brief, ...], seeds: Mapping[str, Seed], plain: Mapping[str, Seed],
    work: Work, load: Callable[[str], bytes],
) -> Traced:
    """Traces all that `written` cites and quotes. `plain` are the seeds as linking sees them where their texts do not matter."""
    lines = memory.once(chains.chains, plain)
    every = tuple(seeds.values())
    checked = memory.each(evidence.seed_text, every)
    texts = memory.once(_texts, checked)
    shared = memory.keep("shared", tuple(work.alike(memory.once(_with_text, memory.each(_worded, every)))))
    kin = memory.once(chains.kindred, lines.chains, shared)
    jobs = memory.each(evidence.job, written, memory.table("seed texts", tuple(seeds), checked), kin)
    checks = memory.keep("checks", tuple(work.check(jobs)))
    gone = memory.once(grounds.withdrawn, plain, lines.chains)
    weighing = memory.once(grounds.Weighing, plain, lines.chains, shared, gone)
    notes = [*lines.notes, *memory.once(chains.unnamed, plain, lines.chains, shared)]
    for found in (memory.each(Readers(load, work.search).diagnose, tuple(zip(written, checks, strict=True)), seeds, texts),
                  memory.each(grounds.cited_after, briefs, gone)):
        notes += chain.from_iterable(found)
    paths = memory.column("unit.path", written)
    return Traced(lines.chains, shared, memory.table("checks by path", paths, checks),
                  memory.table("grounds", paths[:len(briefs)], memory.each(grounds.weighed, briefs, weighing)), gone, notes)


def _texts(seeds: tuple[SeedText, ...]) -> tuple[tuple[str, str], ...]:
    return tuple([(one.id, one.passages) for one in seeds if one.passages])


def _with_text(seeds: tuple[Worded | None, ...]) -> tuple[Worded, ...]:
    return tuple([one for one in seeds if one is not None])


def _worded(seed: Seed) -> Worded | None:
    return Worded(seed.id, seed.passages, seed.prints) if seed.has_text else None
