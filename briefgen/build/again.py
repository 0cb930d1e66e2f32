"""The short way. In: what the last build left, and a scan. Out: a published site, or None where the whole way must be gone.

It may be gone where nothing changed, or nothing but the words of texts (`rewording`): their bodies, and briefs' titles and summaries. Then the
pages that show them, which the store keeps, say the new words, and are otherwise what they were. (What regions are called: `renaming`.) Whatever
else changed, even a heading or a note's place, is for the whole way; tests hold the two ways to the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from briefgen.build import late
from briefgen.build.last import Last, fits, outcome, read_note, setting
from briefgen.build.uses import Pages, Use, Uses, repaged, uses_of
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.file import FileKind
from briefgen.model.page import Page
from briefgen.model.parts import Frame
from briefgen.model.record import digest, encode
from briefgen.publish.refuse import LIST
from briefgen.report import ordered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.build import Built, Done, Project, Request, Snapshot
    from briefgen.build.rewording import Reworded
    from briefgen.engine.store import Store
    from briefgen.publish.output import DiskOutput, Published
    from briefgen.read.tree import Tree


def remember(project: Project, found: Snapshot, tree: Tree, request: Request, output: DiskOutput, uses: Uses) -> None:
    """Keeps what the next build needs to go the short way."""
    from briefgen.build.units import options  # noqa: PLC0415
    from briefgen.build.whole import turns  # noqa: PLC0415

    uses.write()
    project.store.count()
    last = Last(output.token, setting(project, request), request.now.isoformat(), tree.stamps.kept(), tuple(tree.notes), tuple(found.notes),
                found.left_out, turns(found), found.site.quotations, encode(options(found.config)), found.config.theme)
    _write(project, last, uses_of(found, uses.pages), ("frame", encode(found.frame)), (late.NOTE, encode(late.names_of(found))))


def publish(
    project: Project, last: Last, tree: Tree, request: Request, output: DiskOutput, done: Done, timings: dict[str, float],
) -> Built | None:
    """Publishes what `tree` found, by the short way; None where that cannot be gone."""
    if not fits(project, last, tree, request, output):
        return None
    if tree.changed and all((file := tree.file(path)) is not None and file.kind is FileKind.REGIONS for path in tree.changed):
        from briefgen.build import renaming  # noqa: PLC0415

        return renaming.publish(project, last, tree, output, done, timings)
    uses: dict[str, Use] = {}
    frame = None
    pages = Pages(project.store, output)
    if tree.changed:
        frame = read_note(project.store, "frame", Frame)
        found = _edited(project, last, tree, pages, frame.url) if frame is not None else None
        if found is None:
            return None
        uses = found
    reasons = dict.fromkeys(pages.changed, "what it shows changed: words") | output.altered()
    stale = {path: page for path in reasons if (page := pages.get(path)) is not None}
    if any(path not in stale for path in reasons if path != LIST):
        return None
    built = outcome(project, last, output, timings)._replace(reasons=reasons, published=None)
    if not reasons:
        _write(project, msgspec.structs.replace(last, stamps=tree.stamps.kept()), ())
        return built._replace(published=output.untouched())
    frame = frame or read_note(project.store, "frame", Frame)
    if frame is None:
        return None
    made = _make(project, last, frame, stale, pages.names, tree, output, done, timings)
    if made is None:
        return None
    if made.published is None:
        return built._replace(notes=ordered([*last.notes, *made.notes]))
    now = msgspec.structs.replace(last, token=output.token, stamps=tree.stamps.kept())
    project.store.write_all([*made.rows, *((f"page {path}", encode(page)) for path, page in pages.changed.items())])
    _write(project, now, uses.items())
    return built._replace(published=made.published)


def _edited(project: Project, last: Last, tree: Tree, pages: Pages, url: str) -> dict[str, Use] | None:
    """Has `pages` say the new words. What is to be remembered of the changed texts; None where more than words changed."""
    from briefgen.build.rewording import TEXTS, both, reworded  # noqa: PLC0415

    uses: dict[str, Use] = {}
    for path in tree.changed:
        file, use = tree.file(path), read_note(project.store, f"use {path}", Use)
        if file is None or file.kind not in TEXTS or use is None:
            return None
        uses[path] = use
    jobs = both(project, last, tree)
    texts = reworded(project, *jobs, last.notes) if jobs is not None else None
    if texts is None:
        return None
    for text in texts:
        alike = text.was.body != text.now.body and _another(project.store, uses, text)
        use = _said(project, pages, uses[text.path], text, url) if not alike else None
        if use is None:
            return None
        uses[text.path] = use
    return uses


def _another(store: Store, uses: dict[str, Use], text: Reworded) -> bool:
    """Whether the body that a text has now is another's too. A note names the text that had it last, and may be out of date."""
    body = text.now.body
    if any(use.body == body for path, use in uses.items() if path != text.path):
        return True
    had = store.read(f"body {body}")
    if had is None or had == text.path.encode():
        return False
    use = uses.get(had.decode()) or read_note(store, f"use {had.decode()}", Use)
    return use is None or use.body == body


def _said(project: Project, pages: Pages, use: Use, text: Reworded, url: str) -> Use | None:
    """Has the pages that show a text say its new words. None where they cannot."""
    from briefgen.build.rewording import relinked  # noqa: PLC0415

    was, now = text.was, text.now
    job = use.job
    if use.shared or was.body != use.body or (text.told and not use.plain):
        return None
    if was.body != now.body:
        job = relinked(project, job, now.body) if job else None
        if use.job and not job:
            return None
    if text.told and not _told(pages, use, text, url):
        return None
    for path in use.pages:
        page = pages.get(path)
        if page is None:
            return None
        pages.put(repaged(page, was.body, now.body))
    return Use(now.body, use.shared, use.permalink, use.plain, use.pages, job)


def _told(pages: Pages, use: Use, text: Reworded, url: str) -> bool:
    """Has the pages that show a text's title and summary, and the search index, say the new ones. False where they cannot."""
    from briefgen.plan.retold import Telling, searched, told  # noqa: PLC0415 - most edits are of bodies

    was, now = text.was, text.now
    telling = Telling(text.path, use.permalink, url, (was.title, was.summary), (now.title, now.summary))
    for path in use.pages:
        page = pages.get(path)
        page = told(page, telling) if page is not None else None
        if page is None:
            return False
        pages.put(page)
    found = searched(pages.get, telling)
    for page in found or ():
        pages.put(page)
    return found is not None


class _Made(NamedTuple):
    """What was published, with what the store is to keep of it; or what was wrong."""

    published: Published | None
    rows: list[tuple[str, bytes]]
    notes: list[Diagnostic]


def _make(
    project: Project, last: Last, frame: Frame, pages: dict[str, Page], names: Mapping[bytes, bytes], tree: Tree, output: DiskOutput, done: Done,
    timings: dict[str, float],
) -> _Made | None:
    """Renders and publishes; None where the store lost a body that a page shows, which the whole way can make anew."""
    from briefgen.build import theme as themes  # noqa: PLC0415
    from briefgen.build import timed  # noqa: PLC0415
    from briefgen.build.heavy import Heavy  # noqa: PLC0415
    from briefgen.build.pages import lay_aside  # noqa: PLC0415
    from briefgen.render.theme import Theme  # noqa: PLC0415

    with timed(timings, "render"):
        files = themes.load_wordless(project.root, last.theme, project.packaged)
        heavy = Heavy(project.root, project.memo, tree, files.blobs)
        try:
            outcomes = list(lay_aside(pages.values(), frame, Theme(files.templates, kept=project.codes), heavy, output.stage, names,
                                      lambda count: done("rendering pages", count, len(pages))))
        except KeyError:
            return None
    notes = [one.note for one in outcomes if one.note is not None]
    if notes:
        return _Made(None, [], notes)
    views: dict[str, str] = {}
    rows = []
    for (path, page), one in zip(pages.items(), outcomes, strict=True):
        standing = late.Standing(digest(encode(page)), one.places)
        views[path] = standing.key(names)
        rows += [late.row(path, standing)] if names else []
    with timed(timings, "publish"):
        return _Made(output.republish([one.laid for one in outcomes if one.laid is not None], views), rows, [])


def _write(project: Project, last: Last, uses: Iterable[tuple[str, Use]], *notes: tuple[str, bytes]) -> None:
    """All of it or nothing, so that what is remembered always fits together."""
    values = [("last", msgspec.msgpack.encode(last)), *notes]
    for path, use in uses:
        values += [(f"use {path}", encode(use)), (f"body {use.body}", path.encode())]
    project.store.write_all(values)
    project.left = last
