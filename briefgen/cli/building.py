"""A build, from its options on. In: what was asked for. Out: a published site, what is said of it, and what the next one is answered from."""

from __future__ import annotations

import math
import os
import sys
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from briefgen import report
from briefgen.build.last import holds
from briefgen.cli import project, seal, terminal
from briefgen.cli.cluster import cluster
from briefgen.cli.looking import Folder, Site
from briefgen.cli.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.build import Built, Project, Request
    from briefgen.cli.asked import Asked
    from briefgen.cli.looking import Looking
    from briefgen.publish.output import DiskOutput, Published


def build(asked: Asked, looking: Looking | None) -> int:
    """Builds; the exit code is 0, or 1 where an error stands against publishing. `looking` has begun to look at all files."""
    from briefgen import build as pipeline  # noqa: PLC0415
    from briefgen.publish import output as outputs  # noqa: PLC0415

    start, question = perf_counter(), seal.question(sys.argv[1:])
    progress = Progress(shown=not asked.quiet)
    with (cluster(asked.executor) as (elsewhere, workers),
          project.opened(Path.cwd(), terminal.stderr, jobs=asked.jobs, executor=elsewhere, workers=workers) as opened):
        root = opened.root
        request = pipeline.Request(project.moment(asked.now), asked.drafts, asked.strict, asked.base_url)
        target = asked.output if asked.output.is_absolute() else root / asked.output
        protected = tuple(root / name for name in ("content", "seeds", "theme", "themes"))
        with outputs.DiskOutput(target, root / ".briefgen", root, protected).hold(wait=asked.wait) as out:
            taken_back = _released(opened, request) if asked.release else None
            try:
                built = opened.publish(request, out, progress, explain=asked.explain, seen=looking)
            finally:
                progress.close()
            if built.published is None and taken_back is not None:
                taken_back()
            if built.published is not None and asked.form == "text" and not (asked.release or asked.explain or asked.executor):
                same = built._replace(reasons={}, timings={"read": float(seal.MILLISECONDS) / 1000}, published=out.untouched(), computed={})
                notes = report.text(same.notes, pipeline.source_lines(root), colour=terminal.colour(sys.stderr)) + "\n" if same.notes else ""
                again = (notes, _timings(same, asked.timings, float(seal.MILLISECONDS) / 1000) if asked.timings else "",
                         _summary(same, out.untouched(), target, root, float(seal.SECONDS)) if not asked.quiet else "")
                _sealed(opened, out, question, again, fixed=bool(asked.now or os.environ.get("SOURCE_DATE_EPOCH")))
        terminal.say(built.notes, pipeline.source_lines(root), asked.form)
        if built.published is None:
            terminal.stderr(f"{report.verdicts(built.notes)}; nothing was published, and what was published before is untouched")
            return 1
        if asked.explain:
            for path, reason in built.reasons.items():
                terminal.stderr(f"{path}: {reason}")
        seconds = perf_counter() - start
        if asked.timings:
            (terminal.stdout if asked.timings == "json" else terminal.stderr_as_is)(_timings(built, asked.timings, seconds))
        if not asked.quiet:
            terminal.stderr_as_is(_summary(built, built.published, target, root, seconds))
    return 0


def _sealed(opened: Project, out: DiskOutput, question: bytes, said: tuple[str, str, str], *, fixed: bool) -> None:
    """Leaves what a build that finds nothing changed would say, where that is plain. `fixed`: the moment is, and does not go on."""
    shelves, last = opened.stamps.shelves.values(), opened.left
    if last is None or last.token != out.token or not all(shelf.plain for shelf in shelves):
        seal.remove(str(opened.root))
        return
    since, until = (0.0, math.inf) if fixed else holds(last)
    inode, manifest = out.standing()
    columns, stored = manifest.columns, manifest.stored
    # A file that was young when it was hashed has the inode of none, so that the next build hashes it again and is not answered from here.
    folders = [Folder(shelf.folder, shelf.listing, shelf.listing if shelf.names is None else shelf.names, shelf.below,
                      (shelf.columns.times, shelf.columns.sizes, shelf.columns.inodes)) for shelf in shelves]
    with suppress(OSError):  # the next build only takes longer
        site = Site(str(out.target), inode, str(out.state), columns.paths, (columns.times, columns.sizes), stored.folders, stored.folder_times)
        seal.write(str(opened.root), question, seal.Seal(since, until, said, site, folders))


def _timings(built: Built, form: str, seconds: float) -> str:
    """What each room took, in milliseconds, and what it had to do."""
    took = {room: round(spent * 1000, 1) for room, spent in built.timings.items()}
    if form == "text":
        return "".join(f"{room:<11} {spent:10,.1f} ms\n" for room, spent in took.items())
    import json  # noqa: PLC0415

    computed = {name.rpartition(":")[2]: count for name, count in built.computed.items()}
    found = {"version": 1, "milliseconds": {**took, "all": round(seconds * 1000, 1)}, "computed": computed, "pages": built.pages,
             "rendered": len(built.reasons)}
    return json.dumps(found, indent=1) + "\n"


def _released(opened: Project, request: Request) -> Callable[[], None] | None:
    """Enters what is about to be published into the ledger; None, and nothing written, where it will not be published."""
    from datetime import UTC  # noqa: PLC0415 - only a release needs the site's own time
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    from briefgen.build.release import release  # noqa: PLC0415

    if request.drafts:
        import click  # noqa: PLC0415 - the parser of the command line is asked where something is out of the ordinary

        raise click.UsageError("--release publishes for good; leave --drafts out")
    found = opened.snapshot(request)
    if found.broken:
        return None
    zone = ZoneInfo(found.config.timezone) if found.config.timezone else UTC
    return release(opened.root, found, request.now.astimezone(zone).isoformat(timespec="minutes"))


def _summary(built: Built, done: Published, target: Path, root: Path, seconds: float) -> str:
    """What was built, what was left out and why, and what the notes amount to."""
    shown = target.relative_to(root).as_posix() if target.is_relative_to(root) else str(target)
    checked, total = built.quotations
    changes = f"{done.written} written, {done.kept} unchanged" + (f", {done.removed} removed" if done.removed else "")
    lines = [f"built {built.pages} files in {seconds:.1f} s → {shown}/  ({changes})"]
    if total:
        short = total - checked
        lines.append(f"quotations: {checked} checked against their sources" + (f", {short} not checkable or too short to check" if short else ""))
    lines += [done.note, report.left_out(built.left_out).rstrip("\n"), report.zoneless(built.notes), report.verdicts(built.notes)]
    return "".join(f"{line}\n" for line in lines if line)
