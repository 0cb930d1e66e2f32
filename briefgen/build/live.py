"""The short way in memory. In: the last snapshot, and the files that were heard of. Out: the snapshot as it is now, or None.

It may be gone where nothing changed but the words of texts (`rewording`), templates, or the theme's assets: no other page, and neither link nor
plan, sees the difference. Whatever else changed is for the whole way. Nothing here looks at any other file, so that a save
costs what the saved file costs, however large the site; whoever calls it looks at the whole tree soon after.
"""

from __future__ import annotations

import stat
from time import time_ns
from typing import TYPE_CHECKING

from briefgen import __version__
from briefgen.build import units
from briefgen.build.rewording import TEXTS, relinked, repaged, reworded
from briefgen.model.file import File, FileKind
from briefgen.model.files import BytesView
from briefgen.model.page import Page
from briefgen.model.record import digest
from briefgen.read.tree import Stamp, kind_of, read_file

if TYPE_CHECKING:
    from briefgen.build import Project, Snapshot
    from briefgen.build.units import Job


def edited(project: Project, last: Snapshot, paths: list[str]) -> Snapshot | None:
    """`last` with `paths` looked at anew. Brings the project's stamps up to date where it succeeds."""
    stamps = {}
    for path in paths:
        stamp = _stamp(project, path)
        if stamp is None:
            return None
        stamps[path] = stamp
    changed = [path for path, stamp in stamps.items() if stamp.digest != project.stamps[path].digest]
    texts = [path for path in changed if kind_of(path) in TEXTS]
    theme = [path for path in changed if path.startswith(("theme/", "themes/"))]
    if len(texts) + len(theme) < len(changed):
        return None
    found: Snapshot | None = last
    if texts:
        found = _with_texts(project, last, {path: stamps[path].digest for path in texts})
    if theme and found is not None:
        found = _with_theme(project, found)
    if found is not None:
        project.stamps.update(stamps)
    return found


def _stamp(project: Project, path: str) -> Stamp | None:
    """What a file that the last scan knew is now; None where it is not the regular file that it was."""
    if path not in project.stamps or kind_of(path) is None:
        return None
    try:
        at = (project.root / path).stat(follow_symlinks=False)
        data = read_file(project.root, path)
    except OSError:
        return None
    return Stamp(at.st_mtime_ns, at.st_size, at.st_ino, digest(data), time_ns()) if stat.S_ISREG(at.st_mode) else None


def _with_texts(project: Project, last: Snapshot, digests: dict[str, str]) -> Snapshot | None:
    """The pages that show the changed texts, with their new bodies; None where more than the texts changed."""
    wanted = units.options(last.config)
    olds = _jobs(project, {path: project.stamps[path].digest for path in digests}, wanted)
    try:
        texts = reworded(project, olds, _jobs(project, digests, wanted), last.notes)
    except (FileNotFoundError, InterruptedError):
        return None  # saved again meanwhile
    if texts is None:
        return None
    pages, ledgers = dict(last.pages), dict(last.by_body)
    site = last.site
    bodies = [*(brief.body for brief in site.briefs), *(storyline.body for storyline in site.storylines), *(page.body for page in site.pages)]
    for text in texts:
        if text.was == text.now:
            continue  # white space
        showing = [path for path, page in pages.items() if text.was in page.heavy or text.now in page.heavy]
        # Two units with one text could not be told apart on the pages.
        if bodies.count(text.was) > 1 or any(text.now in pages[path].heavy for path in showing):
            return None
        job = ledgers.pop(text.was, None)
        if job is not None:
            now = relinked(project, job, text.now)
            if now is None:
                return None
            ledgers[text.now] = now
        for path in showing:
            pages[path] = repaged(pages[path], text)
    return last._replace(pages=pages, by_body=ledgers, timings={})


def _jobs(project: Project, digests: dict[str, str], wanted: units.Options) -> list[Job]:
    return [units.job_of(project.root, File(path, kind_of(path) or FileKind.PAGE, name), None, wanted) for path, name in digests.items()]


def _with_theme(project: Project, last: Snapshot) -> Snapshot | None:
    """The snapshot with the theme as it is now; None where its words changed, which plan writes into views."""
    from briefgen.build import theme as themes  # noqa: PLC0415
    from briefgen.build import whole  # noqa: PLC0415
    from briefgen.plan import pages as planning  # noqa: PLC0415

    files = themes.load(project.root, last.config.theme, last.config.language, project.packaged, last.config.theme_span)
    frame = planning.frame(last.site, files.words, {name: "/" + published for name, (published, _) in files.assets.items()}, __version__)
    if files.notes or frame.words != last.frame.words:
        return None
    gone = {permalink.removeprefix("/") for _, permalink in last.frame.assets}
    pages = {path: page for path, page in last.pages.items() if path not in gone}
    for path, name in files.assets.values():
        if path in pages:
            return None  # two pages want one path: the whole way says so
        page = Page(path, "/" + path, "bytes", BytesView(name), (name,))
        pages[path] = page if last.pages.get(path) != page else last.pages[path]
    return last._replace(pages=pages, frame=frame if frame != last.frame else last.frame, theme=whole.themed(project, files.templates),
                         heavy=last.heavy.with_blobs(files.blobs), timings={})
