"""The short way. In: what the last build left, and a scan. Out: a published site, or None where the whole way must be gone.

It may be gone where nothing changed, or nothing but the words of texts (`rewording`). Then the pages that show them name the new bodies, and are
otherwise the pages of the last build, which the store keeps. Whatever else changed, even a heading or a note's place, is for the whole way;
tests hold the two ways to the same bytes.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from briefgen.build.versions import PACKAGE, installed
from briefgen.model.diagnostic import Diagnostic, Span
from briefgen.model.ledger import LedgerJob
from briefgen.model.page import Page
from briefgen.model.parts import Frame
from briefgen.model.record import Record, decode, digest, encode
from briefgen.model.site import LeftOut
from briefgen.publish.refuse import LIST
from briefgen.read.tree import Stamp
from briefgen.report import ordered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.build import Built, Done, Project, Request, Snapshot
    from briefgen.engine.store import Store
    from briefgen.model.brief import Brief
    from briefgen.model.event import Storyline
    from briefgen.model.site import TextPage
    from briefgen.publish.output import DiskOutput, Published
    from briefgen.read.tree import Tree

T = TypeVar("T")


class Last(msgspec.Struct, frozen=True, array_like=True):
    """The last build that was published: what it was made from, and what it found. `token` names the state of the output that it left."""

    token: str
    setting: str
    now: str
    stamps: dict[str, Stamp]
    unread: tuple[Diagnostic, ...]
    notes: tuple[Diagnostic, ...]
    left_out: tuple[LeftOut, ...]
    turns: str
    quotations: tuple[int, int]
    options: bytes
    theme: str
    language: str


class Use(Record):
    """The body of a unit, the pages that show it, and the one step of link that read it."""

    body: str
    pages: tuple[str, ...]
    job: LedgerJob | None


def recall(store: Store) -> Last | None:
    """What the last build left; None where there was none, or it cannot be read."""
    return _read(store, "last", Last)


def remember(
    project: Project, found: Snapshot, tree: Tree, request: Request, output: DiskOutput, paths: Sequence[str], quotations: tuple[int, int],
) -> None:
    """Keeps what the next build needs to go the short way. `paths` are those of the pages that were rendered."""
    from briefgen.build.units import options  # noqa: PLC0415

    last = Last(output.token, setting(project, request), request.now.isoformat(), tree.stamps, tuple(tree.notes), tuple(found.notes),
                found.left_out, _turns(found), quotations, encode(options(found.config)), found.config.theme, found.config.language)
    pages: dict[str, list[str]] = {}
    for path, page in found.pages.items():
        for key in page.heavy:
            pages.setdefault(key, []).append(path)
    units: tuple[Brief | Storyline | TextPage, ...] = (*found.site.briefs, *found.site.storylines, *found.site.pages)
    once: dict[str, int] = {}
    for unit in units:
        once[unit.body] = once.get(unit.body, 0) + 1
    uses = {unit.path: Use(unit.body, tuple(pages.get(unit.body, ())), found.by_body.get(unit.body)) for unit in units if once[unit.body] == 1}
    _write(project.store, last, uses, [found.pages[path] for path in paths], encode(found.frame))


def setting(project: Project, request: Request) -> str:
    """All that a build depends on but the project's files and the moment: what was asked for, the program, the packaged themes."""
    traces = [trace for folder in (PACKAGE, *project.packaged.values()) for trace in _traces(str(folder))]
    return digest(encode((request.drafts, request.strict, request.base_url, sys.version, installed(), tuple(traces))))


def _traces(folder: str) -> Iterator[tuple[str, int, int]]:
    """What stat says of each file under `folder`: enough to see that none was touched since the last build of this same copy."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _traces(entry.path)
            else:
                found = entry.stat(follow_symlinks=False)
                yield entry.path, found.st_mtime_ns, found.st_size


def publish(
    project: Project, last: Last, tree: Tree, request: Request, output: DiskOutput, done: Done, timings: dict[str, float],
) -> Built | None:
    """Publishes what `tree` found, by the short way; None where that cannot be gone."""
    if (not last.token or last.token != output.token or tree.gone or tuple(tree.notes) != last.unread or not _still(last, request.now)
            or last.setting != setting(project, request)):
        return None
    edited: dict[str, Page] = {}
    uses: dict[str, Use] | None = None
    if tree.changed:
        uses = _read(project.store, "uses", dict[str, Use])
        found = _edited(project, last, tree, output, uses or {})
        if found is None:
            return None
        edited = found
    reasons = dict.fromkeys(edited, "what it shows changed: text") | output.altered()
    pages = {path: edited.get(path) or _page(project.store, output, path) for path in reasons if path != LIST}
    if any(page is None for page in pages.values()):
        return None
    built = _built(project, last, output, reasons, timings)
    if not reasons:
        if tree.restamped:
            _write(project.store, msgspec.structs.replace(last, stamps=tree.stamps), None, (), None)
        return built._replace(published=output.untouched())
    done_pages = {path: page for path, page in pages.items() if page is not None}
    frame = _read(project.store, "frame", Frame)
    if frame is None:
        return None
    published, notes = _make(project, last, frame, done_pages, tree, output, done, timings)
    if published is None:
        return built._replace(notes=ordered([*last.notes, *notes]))
    now = msgspec.structs.replace(last, token=output.token, stamps=tree.stamps)
    _write(project.store, now, uses if edited else None, list(edited.values()), None)
    return built._replace(published=published)


def _built(project: Project, last: Last, output: DiskOutput, reasons: dict[str, str], timings: dict[str, float]) -> Built:
    from briefgen.build import Built  # noqa: PLC0415

    return Built(list(last.notes), last.left_out, output.count, last.quotations, reasons, None, timings, dict(project.memo.computed))


def _still(last: Last, now: datetime) -> bool:
    """Whether nothing was left out then that could be due now: the moment reaches no page by another way."""
    before = datetime.fromisoformat(last.now)
    drafts = all(entry.reason == "draft" for entry in last.left_out)
    return now == before or (now > before and drafts and (not last.turns or now < datetime.fromisoformat(last.turns)))


def _turns(found: Snapshot) -> str:
    """The instant at which a page changes by the passing of time alone: something on it becomes stale. Empty where none does."""
    if not found.site.turns:
        return ""
    from briefgen.build.whole import EARLIEST  # noqa: PLC0415

    zone = ZoneInfo(found.config.timezone) if found.config.timezone else EARLIEST
    return datetime.fromisoformat(found.site.turns).replace(tzinfo=zone).isoformat()


def _edited(project: Project, last: Last, tree: Tree, output: DiskOutput, uses: dict[str, Use]) -> dict[str, Page] | None:
    """The pages that show the changed texts, with the new bodies; None where more than the texts changed. Brings `uses` up to date."""
    from briefgen.build import units  # noqa: PLC0415
    from briefgen.build.rewording import TEXTS, relinked, repaged, reworded  # noqa: PLC0415

    jobs, olds = [], []
    for path in sorted(tree.changed):
        file = tree.files.get(path)
        if file is None or file.kind not in TEXTS or path not in uses or path not in last.stamps:
            return None
        options = decode(last.options, units.Options)
        jobs.append(units.job_of(project.root, file, None, options))
        olds.append(units.job_of(project.root, msgspec.structs.replace(file, digest=last.stamps[path].digest), None, options))
    texts = reworded(project, olds, jobs, last.notes)
    if texts is None or any(text.was != uses[text.path].body for text in texts):
        return None
    found: dict[str, Page] = {}
    for text in texts:
        if text.was == text.now:
            continue  # white space
        use = uses[text.path]
        if any(other.body == text.now for path, other in uses.items() if path != text.path):
            return None  # two units with one text: the next edit could not tell their pages apart
        job = relinked(project, use.job, text.now) if use.job else None
        if use.job and not job:
            return None
        for path in use.pages:
            page = found.get(path) or _page(project.store, output, path)
            if page is None:
                return None
            found[path] = repaged(page, text)
        uses[text.path] = Use(text.now, use.pages, job)
    return found


def _page(store: Store, output: DiskOutput, path: str) -> Page | None:
    """A page of the last build, from the store; None where the store does not have the one that was published."""
    data, key = store.read(f"page {path}"), output.key(path)
    return decode(data, Page) if data is not None and key is not None and digest(data) == key.view else None


def explained(store: Store, output: DiskOutput, page: Page, reason: str) -> str:
    """Why a page is rendered, with what differs between its view as it was and as it is."""
    from briefgen.build.explain import difference  # noqa: PLC0415

    key = output.key(page.path)
    old = _page(store, output, page.path) if key is not None and key.view != digest(encode(page)) else None
    return f"{reason}: {difference(old, page)}" if old is not None else reason


def _make(
    project: Project, last: Last, frame: Frame, pages: dict[str, Page], tree: Tree, output: DiskOutput, done: Done, timings: dict[str, float],
) -> tuple[Published | None, list[Diagnostic]]:
    from briefgen.build import theme as themes  # noqa: PLC0415
    from briefgen.build import timed  # noqa: PLC0415
    from briefgen.build.heavy import Heavy  # noqa: PLC0415
    from briefgen.build.pages import lay_aside  # noqa: PLC0415
    from briefgen.render.theme import Theme  # noqa: PLC0415

    with timed(timings, "render"):
        files = themes.load(project.root, last.theme, last.language, project.packaged, Span("site.yml"))
        heavy = Heavy(project.root, project.memo, tree, files.blobs)
        laid, notes = lay_aside(list(pages.values()), frame, Theme(files.templates), heavy, output.stage, project.pool,
                                lambda count: done("rendering pages", count, len(pages)))
    if notes:
        return None, notes
    with timed(timings, "publish"):
        keys = output.keys()
        for path, page in pages.items():
            keys[path] = msgspec.structs.replace(keys[path], view=digest(encode(page)))
        return output.publish(laid, keys), []


def _read(store: Store, name: str, kind: type[T]) -> T | None:
    data = store.read(name)
    try:
        return decode(data, kind) if data is not None else None
    except msgspec.DecodeError:
        return None


def _write(store: Store, last: Last, uses: dict[str, Use] | None, pages: Sequence[Page], frame: bytes | None) -> None:
    """All of it or nothing, so that what is remembered always fits together. A page is encoded when its turn comes: all at once fill memory."""
    values = [("last", msgspec.msgpack.encode(last))]
    if uses is not None:
        values.append(("uses", msgspec.msgpack.encode(uses)))
    if frame is not None:
        values.append(("frame", frame))
    store.write_all(chain(values, ((f"page {page.path}", encode(page)) for page in pages)))
