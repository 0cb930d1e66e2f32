"""The costly steps of linking, memoised. In: the memo and the version of link's code. Out: checks, searches, shared wording.

Each step is a pure function of `link`, found by its name in whatever process; what it reads is sent along with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.engine.memo import Computed, Memo
from briefgen.link import evidence, ledger, shared_wording
from briefgen.link.memory import Memory
from briefgen.model.ledger import Compared, LedgerJob
from briefgen.model.record import Record, encode
from briefgen.model.site import Alike, Checked, CheckJob, Names, Pairs, SearchJob, Worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Checking(Record):
    """A job of checking, with the passages that it reads by their digests."""

    job: CheckJob
    passages: tuple[tuple[str, bytes], ...]


class Searching(Record):
    """A search, with the passages that it reads by their digests."""

    job: SearchJob
    passages: tuple[tuple[str, bytes], ...]


class Keeping(Record):
    """A brief to be compared with its ledger, with the heavy records of both."""

    job: LedgerJob
    texts: tuple[tuple[str, bytes], ...]


class Marks(Record):
    """The fingerprints of all seeds, by id, as they are stored."""

    items: tuple[tuple[str, bytes], ...]


class Texts(Record):
    """Seeds whose wording is compared."""

    items: tuple[Worded, ...]


class Comparing(Record):
    """Two seeds to compare; `passages` are the bytes of theirs."""

    first: str
    second: str
    passages: tuple[bytes, bytes] = (b"", b"")


def check(work: Checking) -> Computed:
    """Checks one unit's quotations and figures."""
    return Computed(evidence.check(work.job, dict(work.passages).__getitem__), (), ())


def search(work: Searching) -> Computed:
    """Looks for words in all seeds."""
    return Computed(evidence.search(work.job, dict(work.passages).__getitem__), (), ())


def keep(work: Keeping) -> Computed:
    """Compares one brief with its ledger."""
    return Computed(ledger.compare(work.job, dict(work.texts).__getitem__), (), ())


def candidates(work: Marks) -> Computed:
    """Pairs of seeds whose fingerprints meet."""
    return Computed(shared_wording.candidates(work.items), (), ())


def compare(work: Comparing) -> Computed:
    """Compares two seeds word by word."""
    return Computed(shared_wording.alike(work.first, work.second, {work.first: work.passages[0], work.second: work.passages[1]}), (), ())


class Linker:
    """The steps, each through the memo, which is asked only for what `memory` does not know."""

    def __init__(self, memo: Memo, version: str, memory: Memory | None = None) -> None:
        self.memo = memo
        self.version = version
        self.memory = memory or Memory(keeps=False)
        self.kept: dict[str, LedgerJob] = {}

    def check(self, jobs: Sequence[CheckJob]) -> tuple[Checked, ...]:
        """Checks quotations and figures, memoised on all that the verdicts depend on."""
        return self.memory.batch(self._check, tuple(jobs))

    def _check(self, jobs: Sequence[CheckJob]) -> list[Checked]:
        asked = [job for job in jobs if job.quotations or job.stated]
        results = self.memo.map(check, asked, key=encode, kind=Checked, version=self.version,
                                prepare=lambda job: Checking(job, self._loaded(seed.passages for seed in job.seeds)))
        found = {job.path: result.value for job, result in zip(asked, results, strict=True)}
        return [found.get(job.path, Checked(())) for job in jobs]

    def search(self, job: SearchJob) -> tuple[str, ...]:
        """The seeds that have some words."""
        result = self.memo.map(search, [job], key=encode, kind=Names, version=self.version,
                               prepare=lambda job: Searching(job, self._loaded(passages for _, passages in job.seeds)))
        found: tuple[str, ...] = result[0].value.items
        return found

    def compare(self, jobs: Sequence[LedgerJob]) -> tuple[Compared, ...]:
        """Compares briefs with their ledgers: the one step that reads bodies."""
        self.kept.update((job.path, job) for job in jobs)
        return self.memory.batch(self._compare, tuple(jobs))

    def _compare(self, jobs: Sequence[LedgerJob]) -> list[Compared]:
        results = self.memo.map(keep, jobs, key=encode, kind=Compared, version=self.version,
                                prepare=lambda job: Keeping(job, self._loaded((job.body, job.texts))))
        return [result.value for result in results]

    def alike(self, seeds: tuple[Worded, ...]) -> tuple[Alike, ...]:
        """Pairs of seeds that share wording. Where no seed changed, one look into the store answers."""
        return self.memory.once(self._alike, seeds)

    def _marked(self, seed: Worded) -> tuple[str, bytes]:
        return seed.id, self.memo.load(seed.prints)

    def _alike(self, seeds: tuple[Worded, ...]) -> tuple[Alike, ...]:
        pairs = self.memo.map(candidates, [Texts(seeds)], key=encode, kind=Pairs, version=self.version,
                              prepare=lambda texts: Marks(self.memory.each(self._marked, texts.items)))[0].value.items
        known = {seed.id: seed.passages for seed in seeds}
        compared = self.memo.map(compare, [Comparing(*pair) for pair in pairs], kind=Alike, version=self.version,
                                 key=lambda pair: encode((pair.first, known[pair.first], pair.second, known[pair.second])),
                                 prepare=lambda pair: Comparing(pair.first, pair.second,
                                                                (self.memo.load(known[pair.first]), self.memo.load(known[pair.second]))))
        return tuple(result.value for result in compared if result.value.words)

    def _loaded(self, names: Iterable[str]) -> tuple[tuple[str, bytes], ...]:
        return tuple((name, self.memo.load(name)) for name in dict.fromkeys(names) if name)
