"""Seeds read in full, where that is wanted. In: the memo, the seeds. Out: their `Marks`, by id. Unchanged seeds cost nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefgen.engine.memo import Computed, Memo
from briefgen.model.reading import Marks
from briefgen.model.record import Record, decode, encode
from briefgen.model.seed import Passages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.model.seed import Seed
    from briefgen.model.site import Site


# A reading takes about 6 ms. A preview of more seeds than this shows what is found only where site.yml asks for it, and advice is for the
# briefs that are being worked on.
PREVIEWED: Final = 400
RECENT: Final = 40


class Reading(Record):
    """A seed to read: what its reading depends on, and the bytes of its passages, which its digest names."""

    passages: str
    date: str
    title: str
    text: bytes = b""


def read(work: Reading) -> Computed:
    """Reads one seed."""
    from briefgen.understand.marks import marks  # noqa: PLC0415 - the gazetteer, which a build without suggestions never loads

    return Computed(marks(decode(work.text, Passages).items, work.date, work.title), (), ())


def asked(site: Site, *, published: bool, previewed: bool, advised: bool) -> list[Seed]:
    """The seeds to read in full: all where the site publishes what is found, or a preview has few; for advice, those that recent briefs cite."""
    if published or (previewed and len(site.seeds) <= PREVIEWED):
        return list(site.seeds.values())
    if not advised:
        return []
    cited = dict.fromkeys(citation.seed for brief in site.briefs[-RECENT:] for citation in brief.citations)
    return [site.seeds[name] for name in cited if name in site.seeds]


def readings(memo: Memo, version: str, seeds: Iterable[Seed]) -> dict[str, Marks]:
    """The marks of each seed that has text."""
    read_from = [seed for seed in seeds if seed.has_text]
    jobs = [Reading(seed.passages, seed.published.text if seed.published else "", seed.title) for seed in read_from]
    results = memo.map(read, jobs, key=encode, kind=Marks, version=version,
                       prepare=lambda job: Reading(job.passages, job.date, job.title, memo.load(job.passages)))
    return {seed.id: result.value for seed, result in zip(read_from, results, strict=True)}
