"""Texts of which nothing changed but words: what the short ways (`again`, `live`) share. In: units as they were and are. Out: which words.

A unit whose light record is what it was, its words and its places in the file aside, is linked as it was, and the same pages show it. Which
fields are such words is held against what link reads by tests/link/test_unread.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from briefgen.build import units
from briefgen.model.diagnostic import Named, Span
from briefgen.model.file import FileKind
from briefgen.model.record import Record, decode
from briefgen.model.site import Text, TextPage
from briefgen.read.stamps import Stamps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.build import Project
    from briefgen.build.last import Last
    from briefgen.build.units import Job
    from briefgen.engine.memo import Result
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.ledger import LedgerJob
    from briefgen.model.place import Region
    from briefgen.read.tree import Tree

# An unknown region: the message says which known one is meant.
UNKNOWN = "BG120"
TEXTS = (FileKind.BRIEF, FileKind.STORYLINE, FileKind.PAGE)
# Fields of a light record that no other page, and neither link nor plan, looks at; reading time is told in minutes, not words.
UNSEEN = frozenset({"body", "block_places", "places", "words"})
# Fields that link hands on of a unit that was neither released, corrected, moved nor left out, and plan shows without deciding anything by them.
SHOWN = frozenset({"title", "summary"})


class Reworded(NamedTuple):
    """A text as it was and as it is."""

    path: str
    was: Text
    now: Text

    @property
    def told(self) -> bool:
        """Whether what other pages show of it changed too: its title or its summary."""
        return (self.was.title, self.was.summary) != (self.now.title, self.now.summary)


def both(project: Project, last: Last, tree: Tree) -> tuple[list[Job], list[Job]] | None:
    """The jobs of the files that changed since the last build, as they were and as they are; None where one is new or gone."""
    options, before = decode(last.options, units.Options), Stamps(last.stamps)
    olds, jobs = [], []
    for path in sorted(tree.changed):
        file = tree.file(path)
        if file is None or path not in before:
            return None
        olds.append(units.job_of(project.root, msgspec.structs.replace(file, digest=before[path].digest), None, options))
        jobs.append(units.job_of(project.root, file, None, options))
    return olds, jobs


def reworded(project: Project, olds: Sequence[Job], jobs: Sequence[Job], notes: Iterable[Diagnostic]) -> list[Reworded] | None:
    """Units that were read as `olds` and are to be read as `jobs`; None where anything but words changed.

    What was said of a unit alone (`notes`) must be said of it still, at the same place; where more was said, its places may have moved.
    """
    said = {(one.span.path, one.code, one.span, one.message) for one in notes}
    found = []
    for job, (old, new) in zip(jobs, reread(project, olds, jobs), strict=True):
        if old is None or old.diagnostics != new.diagnostics or len(old.heavy) != 1 or len(new.heavy) != 1:
            return None
        was, now = _unit(old.value), _unit(new.value)
        if was is None or now is None or face(was) != face(now):
            return None
        own = {(one.span.path, one.code, one.span, one.message) for one in old.diagnostics}
        if any(one[0] == job.path and one not in own for one in said):
            return None
        found.append(Reworded(job.path, was, now))
    return found


def called(project: Project, olds: Sequence[Job], jobs: Sequence[Job], notes: Iterable[Diagnostic]) -> list[tuple[Region, Region]] | None:
    """Regions that were read as `olds` and are to be read as `jobs`, each as it was and is; None where more of them changed than what they are called
    and the notes on them, or where a message (`notes`) may name what is called otherwise now.
    """
    files = {job.path for job in jobs}
    if any(one.code == UNKNOWN or one.span.path in files for one in notes):
        return None
    found: list[tuple[Region, Region]] = []
    for old, new in reread(project, olds, jobs):
        if old is None or old.diagnostics or new.diagnostics or old.value.regions is None or new.value.regions is None:
            return None
        was, now = old.value.regions.items, new.value.regions.items
        if len(was) != len(now) or not all(_only_called(*pair) for pair in zip(was, now, strict=True)):
            return None
        found += zip(was, now, strict=True)
    return found


def _only_called(was: Region, now: Region) -> bool:
    """Whether of a region nothing changed but what it is called and the note on it, and neither began or ceased to be said."""
    said = bool(was.name) == bool(now.name) and bool(was.note) == bool(now.note)
    return said and face(msgspec.structs.replace(was, name="", note="")) == face(msgspec.structs.replace(now, name="", note=""))


def reread(project: Project, olds: Sequence[Job], jobs: Sequence[Job]) -> list[tuple[Result | None, Result]]:
    """What each job gave as one of `olds`, where that is remembered, and what it gives."""
    memo, version = project.memo, project.versions("understand")
    before = memo.known(units.read, olds, key=units.key, kind=units.Read, version=version)
    after = memo.map(units.read, jobs, key=units.key, kind=units.Read, version=version)
    memo.forget(units.read, [old for old in olds if old not in jobs], key=units.key, version=version)  # else a day's edits would pile up
    return list(zip(before, after, strict=True))


def _unit(read: units.Read) -> Text | None:
    return read.brief or read.storyline or read.page


def plain(unit: Text) -> bool:
    """Whether link hands a unit's title and summary on unread: it was neither corrected nor moved. (Nor released or left out: whoever asks knows.)"""
    return isinstance(unit, TextPage) or not (unit.corrections or unit.aliases)


def face(value: object) -> object:
    """A record as all but its own words see it: without places in the file."""
    if isinstance(value, Span):
        return None
    if isinstance(value, Named):
        return value.name
    if isinstance(value, Record):
        hidden = UNSEEN | SHOWN if isinstance(value, Text) else UNSEEN
        seen = (face(getattr(value, field)) for field in value.__struct_fields__ if field not in hidden)
        return (type(value), *seen, getattr(value, "minutes", 0))
    return tuple(face(item) for item in value) if isinstance(value, tuple) else value


def relinked(project: Project, job: LedgerJob, body: str) -> LedgerJob | None:
    """The step of link that reads bodies, on `body`; None where it finds another thing than it did."""
    from briefgen.build.linking import Linker  # noqa: PLC0415

    now = msgspec.structs.replace(job, body=body)
    before, after = Linker(project.memo, project.versions("link")).compare([job, now])
    return now if before == after else None
