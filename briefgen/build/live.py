"""The short way in memory. In: the last snapshot, and the files that were heard of. Out: the snapshot as it is now, or None.

It may be gone where nothing changed but the words of texts (`rewording`), templates, or the theme's assets: no other page, and neither link nor
plan, sees the difference. Whatever else changed is for the whole way. Nothing here looks at any other file, so that a save
costs what the saved file costs, however large the site; whoever calls it looks at the whole tree soon after.
"""

from __future__ import annotations

import stat
from contextlib import suppress
from time import time_ns
from typing import TYPE_CHECKING

import msgspec

from briefgen import __version__
from briefgen.build import units
from briefgen.build.rewording import TEXTS, called, plain, relinked, reworded
from briefgen.model.file import File, FileKind
from briefgen.model.record import digest
from briefgen.model.site import Tree
from briefgen.read.stamps import Stamp, stamp
from briefgen.read.tree import kind_of, read_file

if TYPE_CHECKING:
    from briefgen.build import Project, Snapshot
    from briefgen.build.units import Job
    from briefgen.model.site import Site, Text


def edited(project: Project, last: Snapshot, paths: list[str]) -> Snapshot | None:
    """`last` with `paths` looked at anew. Brings the project's stamps up to date where it succeeds."""
    stamps = {}
    for path in paths:
        now = _stamp(project, path)
        if now is None:
            return None
        stamps[path] = now
    changed = [path for path, now in stamps.items() if now.digest != project.stamps[path].digest]
    texts = [path for path in changed if kind_of(path) in TEXTS]
    regions = [path for path in changed if kind_of(path) is FileKind.REGIONS]
    theme = [path for path in changed if path.startswith(("theme/", "themes/"))]
    if len(texts) + len(regions) + len(theme) < len(changed):
        return None
    found: Snapshot | None = last
    if regions:
        found = _with_regions(project, last, {path: stamps[path].digest for path in regions})
    if texts and found is not None:
        found = _with_texts(project, found, {path: stamps[path].digest for path in texts})
    if theme and found is not None:
        found = _with_theme(project, found)
    if found is not None:
        project.stamps.update(stamps)
    return found


def rehearse(project: Project, last: Snapshot) -> None:
    """Reads a text that was read already, so that all that takes is there when the first edit comes: its imports alone take longer than an edit."""
    wanted = units.options(last.config)
    for text in last.site.texts[:1]:
        known = project.stamps.get(text.path)
        with suppress(OSError):
            for job in _jobs(project, {text.path: known.digest} if known else {}, wanted):
                units.read(job)


def _stamp(project: Project, path: str) -> Stamp | None:
    """What a file that the last scan knew is now; None where it is not the regular file that it was."""
    if path not in project.stamps or kind_of(path) is None:
        return None
    try:
        at = (project.root / path).stat(follow_symlinks=False)
        data = read_file(project.root, path)
    except OSError:
        return None
    return stamp(at, digest(data), time_ns()) if stat.S_ISREG(at.st_mode) else None


def _with_texts(project: Project, last: Snapshot, digests: dict[str, str]) -> Snapshot | None:
    """The site with the changed texts in their places, and its pages; None where more than words changed."""
    wanted = units.options(last.config)
    olds = _jobs(project, {path: project.stamps[path].digest for path in digests}, wanted)
    try:
        texts = reworded(project, olds, _jobs(project, digests, wanted), last.notes)
    except (FileNotFoundError, InterruptedError):
        return None  # saved again meanwhile
    if texts is None:
        return None
    ledgers = dict(last.kept)
    left_out = {one.path for one in last.left_out}
    for text in texts:
        job = ledgers.get(text.path)
        if text.told and (job is not None or text.path in left_out or not plain(text.was)):
            return None
        if job is not None:
            now = relinked(project, job, text.now.body)
            if now is None:
                return None
            ledgers[text.path] = now
    site = _with_units(last.site, {text.path: text.now for text in texts})
    pages = last.pages.on(site)
    return last._replace(site=site, pages=pages, kept=ledgers, timings={}) if pages is not None else None


def _with_regions(project: Project, last: Snapshot, digests: dict[str, str]) -> Snapshot | None:
    """The site with its regions' new names and notes; None where more of them changed, or where a message may name what has another name now."""
    wanted = units.options(last.config)
    olds = _jobs(project, {path: project.stamps[path].digest for path in digests}, wanted)
    try:
        pairs = called(project, olds, _jobs(project, digests, wanted), last.notes)
    except (FileNotFoundError, InterruptedError):
        return None  # saved again meanwhile
    if pairs is None:
        return None
    by_id = dict(last.site.tree.by_id)
    for _, one in pairs:
        known = by_id[one.id]
        by_id[one.id] = msgspec.structs.replace(known, name=one.name or known.name, note=one.note or known.note, span=one.span)
    children = {parent: tuple(sorted(ids, key=lambda one: (by_id[one].name, one))) for parent, ids in last.site.tree.children.items()}
    site = msgspec.structs.replace(last.site, tree=Tree(by_id, children))
    pages = last.pages.on(site)
    return last._replace(site=site, pages=pages, timings={}) if pages is not None else None


def _with_units(site: Site, changed: dict[str, Text]) -> Site:
    """The site with some units replaced. Of a brief's regions those stay that link knows."""
    return msgspec.structs.replace(
        site,
        briefs=tuple(msgspec.structs.replace(found, regions=one.regions) if (found := changed.get(one.path)) is not None else one
                     for one in site.briefs),
        storylines=tuple(changed.get(one.path, one) for one in site.storylines), pages=tuple(changed.get(one.path, one) for one in site.pages))


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
    pages = last.pages.themed(dict(files.assets.values()))
    if pages is None:
        return None
    return last._replace(pages=pages, frame=frame if frame != last.frame else last.frame, theme=whole.themed(project, files.templates),
                         heavy=last.heavy.with_blobs(files.blobs), timings={})
