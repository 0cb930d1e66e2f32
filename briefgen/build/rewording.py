"""Texts of which nothing changed but the words: what the short ways (`again`, `live`) share. In: units as they were and are. Out: their bodies.

A unit whose light record is what it was, places in the file aside, looks to every other page, and to link and plan, as it did; plan hands the
digest of a body on without looking at it, and the one step of link that reads bodies is taken again. So the pages that named the old body name
the new one, and are otherwise what they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from briefgen.build import units
from briefgen.model.diagnostic import Span
from briefgen.model.file import FileKind
from briefgen.model.page import Page
from briefgen.model.record import Record, decode, encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.build import Project
    from briefgen.build.units import Job
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.ledger import LedgerJob

TEXTS = (FileKind.BRIEF, FileKind.STORYLINE, FileKind.PAGE)
# Fields of a light record that no other page, and neither link nor plan, looks at; reading time is told in minutes, not words.
UNSEEN = ("body", "block_spans", "words")


class Reworded(NamedTuple):
    """A text's path, and the digests of the body that it had and has; the same for white space."""

    path: str
    was: str
    now: str


def reworded(project: Project, olds: Sequence[Job], jobs: Sequence[Job], notes: Iterable[Diagnostic]) -> list[Reworded] | None:
    """The bodies of units that were read as `olds` and are to be read as `jobs`; None where anything but words changed.

    What was said of a unit alone (`notes`) must be said of it still, at the same place; where more was said, its places may have moved.
    """
    said = {(one.span.path, one.code, one.span, one.message) for one in notes}
    version = project.versions("understand")
    before = project.memo.known(units.read, olds, key=units.key, kind=units.Read, version=version)
    after = project.memo.map(units.read, jobs, key=units.key, kind=units.Read, version=version)
    found = []
    for job, old, new in zip(jobs, before, after, strict=True):
        if old is None or old.diagnostics != new.diagnostics or len(old.heavy) != 1 or len(new.heavy) != 1 or face(old.value) != face(new.value):
            return None
        own = {(one.span.path, one.code, one.span, one.message) for one in old.diagnostics}
        if any(one[0] == job.path and one not in own for one in said):
            return None
        found.append(Reworded(job.path, old.heavy[0], new.heavy[0]))
    return found


def face(value: object) -> object:
    """A record as all but its own body sees it: without places in the file."""
    if isinstance(value, Span):
        return None
    if isinstance(value, Record):
        seen = (face(getattr(value, field)) for field in value.__struct_fields__ if field not in UNSEEN)
        return (type(value), *seen, getattr(value, "minutes", 0))
    return tuple(face(item) for item in value) if isinstance(value, tuple) else value


def relinked(project: Project, job: LedgerJob, body: str) -> LedgerJob | None:
    """The step of link that reads bodies, on `body`; None where it finds another thing than it did."""
    from briefgen.build.linking import Linker  # noqa: PLC0415

    now = msgspec.structs.replace(job, body=body)
    before, after = Linker(project.memo, project.versions("link")).compare([job, now])
    return now if before == after else None


def repaged(page: Page, text: Reworded) -> Page:
    """A page that names the text's new body where it named the old one. A digest is as long as another, so that nothing else moves."""
    return decode(encode(page).replace(text.was.encode(), text.now.encode()), Page)
