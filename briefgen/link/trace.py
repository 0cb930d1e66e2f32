"""Every statement traced to what it rests on. In: published units and seeds. Out: chains, shared wording, checks, grounds, diagnostics.

The order matters: chains and shared wording tell which seeds are kindred, and those are looked at when a quotation is checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from briefgen.link import chains, evidence, grounds, references
from briefgen.model.site import SearchJob, Worded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from briefgen.model.brief import Brief
    from briefgen.model.chain import Chain, Grounds
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.ledger import Compared, LedgerJob
    from briefgen.model.seed import Seed
    from briefgen.model.site import Alike, Checked, CheckJob


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

    chains: Mapping[str, tuple[Chain, ...]]
    alike: tuple[Alike, ...]
    checks: Mapping[str, Checked]
    grounds: Mapping[str, Grounds]
    gone: Mapping[str, str]


def trace(
    written: Sequence[evidence.Unit], briefs: Sequence[Brief], seeds: Mapping[str, Seed], work: Work, load: Callable[[str], bytes],
    notes: list[Diagnostic],
) -> Traced:
    """Traces all that `written` cites and quotes."""
    lines = chains.chains(seeds, notes)
    texts = tuple((seed.id, seed.passages) for seed in seeds.values() if seed.has_text)
    worded = tuple(Worded(seed.id, seed.passages, seed.prints) for seed in seeds.values() if seed.has_text)
    shared = tuple(pair for pair in work.alike(worded) if pair.first in seeds and pair.second in seeds)
    notes += chains.unnamed(seeds, lines, shared)
    kin = chains.kindred(lines, shared)
    checks = dict(zip([unit.path for unit in written], work.check([evidence.job(unit, seeds, kin) for unit in written]), strict=True))
    for unit in written:
        references.cited(unit.citations, seeds, notes)
        checked = checks[unit.path]
        if checked.loose or any(checked.checks):
            notes += evidence.diagnose(unit, checked, seeds, load, lambda words: work.search(SearchJob(words, texts)))
    gone = grounds.withdrawn(seeds, lines)
    weighing = grounds.Weighing(seeds, chains.Roots(seeds, lines, shared), gone)
    notes += grounds.cited_after(briefs, seeds, gone)
    return Traced(lines, shared, checks, {brief.path: weighing.brief(brief) for brief in briefs}, gone)
