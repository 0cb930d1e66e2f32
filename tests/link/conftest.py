"""A site in a dictionary: its files read and linked as the build does it, without a memo, a disk or a clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pytest

from briefgen.config import read_config
from briefgen.link import evidence, ledger, shared_wording
from briefgen.link.memory import Memory
from briefgen.link.site import site as link
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.ledger import Compared, LedgerJob
from briefgen.model.record import Record, decode, digest, encode
from briefgen.model.seed import Passages, SeedSource
from briefgen.model.site import Alike, Checked, CheckJob, SearchJob, Site, Units, Worded
from briefgen.read.tree import FileKind, kind_of
from briefgen.understand import brief, corrections, events, page, regions, storyline
from briefgen.understand import ledger as understand_ledger
from briefgen.understand.seed import read_seed

ROOT = Path(__file__).resolve().parents[2]
SITE = "title: Desk\nurl: https://desk.example.org/\ntimezone: Europe/Kyiv\nlanguage: en-GB\n"
TODAY, NOW = "2024-01-15", "2024-01-15T12:00:00+00:00"


class Options(NamedTuple):
    timezone: str
    language: str
    stale_after_days: int


class Work:
    """The costly steps, done each time; `searched` counts how often all seeds had to be looked at."""

    def __init__(self, heavy: dict[str, bytes]) -> None:
        self.heavy = heavy
        self.searched = 0

    def check(self, jobs: Sequence[CheckJob]) -> list[Checked]:
        return [evidence.check(job, self.heavy.__getitem__) for job in jobs]

    def search(self, job: SearchJob) -> tuple[str, ...]:
        self.searched += 1
        return evidence.search(job, self.heavy.__getitem__).items

    def compare(self, jobs: Sequence[LedgerJob]) -> list[Compared]:
        return [ledger.compare(job, self.heavy.__getitem__) for job in jobs]

    def alike(self, seeds: tuple[Worded, ...]) -> tuple[Alike, ...]:
        marks = [(seed.id, encode(shared_wording.prints(decode(self.heavy[seed.passages], Passages)))) for seed in seeds]
        known = {seed.id: seed.passages for seed in seeds}
        found = (shared_wording.alike(a, b, {a: self.heavy[known[a]], b: self.heavy[known[b]]}) for a, b in shared_wording.candidates(marks).items)
        return tuple(pair for pair in found if pair.words)


class Linked(NamedTuple):
    site: Site
    notes: list[Diagnostic]
    heavy: dict[str, bytes]
    work: Work

    def codes(self) -> list[str]:
        return [note.code for note in self.notes]

    def of(self, code: str) -> list[Diagnostic]:
        return [note for note in self.notes if note.code == code]


def linked(
    files: Mapping[str, str], *, today: str = TODAY, now: str = NOW, revise: Callable[[Units], Units] = lambda units: units,
    memory: Memory | None = None,
) -> Linked:
    """The files of a project, read and linked, with what an earlier linking left; what was read may be revised before it is linked."""
    config, notes = read_config(files.get("site.yml", SITE))
    options = Options(config.timezone, config.language, config.defaults.briefs_stale_after_days)
    heavy: dict[str, bytes] = {}
    found: dict[str, list[Record]] = {key: [] for key in ("briefs", "storylines", "events", "regions", "corrections", "pages", "seeds", "ledgers")}

    def keep(kind: str, value: Record | None, body: Record | None = None) -> None:
        if value is not None:
            found[kind].append(value)
        if body is not None:
            data = encode(body)
            heavy[digest(data)] = data

    for path, text in sorted(files.items()):
        kind = kind_of(path)
        if kind is FileKind.BRIEF:
            one, body, more = brief.read_brief(path, text, options)
            keep("briefs", one, body)
        elif kind is FileKind.STORYLINE:
            one, body, more = storyline.read_storyline(path, text, options)
            keep("storylines", one, body)
        elif kind is FileKind.PAGE:
            one, body, more = page.read_page(path, text, options)
            keep("pages", one, body)
        elif kind is FileKind.EVENTS:
            some, more = events.read_events(path, text, options)
            found["events"] += some
        elif kind is FileKind.REGIONS:
            some, more = regions.read_regions(path, text)
            found["regions"] += some
        elif kind is FileKind.CORRECTIONS:
            some, more = corrections.read_corrections(path, text, options)
            found["corrections"] += some
        elif kind is FileKind.LEDGER:
            one, body, more = understand_ledger.read_ledger(path, text)
            keep("ledgers", one, body)
        elif kind is FileKind.SEED:
            sidecar = str(PurePosixPath(path).with_suffix(".yml"))
            seed, passages, more = read_seed(SeedSource(path, text, "utf-8", sha256(text.encode()).hexdigest(), sidecar if sidecar in files else "",
                                                        files.get(sidecar), path.endswith(".html"), True))
            keep("seeds", seed, passages)
        else:
            more = ()
        notes += more
    work = Work(heavy)
    units = revise(Units(config=config, assets=(), today=today, now=now, **{key: tuple(value) for key, value in found.items()}))
    site, more = link(units, work, heavy.__getitem__, memory)
    return Linked(site, [*notes, *more], heavy, work)


@pytest.fixture
def link_files() -> Callable[..., Linked]:
    return linked


@pytest.fixture(scope="session")
def demonstration_files() -> dict[str, str]:
    """The demonstration as it stands in this repository."""
    found = [path for folder in ("content", "seeds") for path in sorted((ROOT / folder).rglob("*"))
             if path.suffix in (".md", ".yml", ".txt", ".html", ".json") and path.is_file()]
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in (*found, ROOT / "site.yml")}
