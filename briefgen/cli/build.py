"""`briefgen build`: the whole way from content and seeds to dist/."""

from __future__ import annotations

import math
import os
import sys
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from briefgen import report
from briefgen.build.last import holds
from briefgen.cli import project, seal, terminal
from briefgen.cli.cluster import cluster
from briefgen.cli.looking import Folder, Site
from briefgen.cli.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.build import Built, Project, Request
    from briefgen.cli.looking import Looking
    from briefgen.publish.output import DiskOutput, Published


@click.command("build", help="Build the site into dist/.")
@click.option("-o", "--output", default="dist", show_default=True, type=click.Path(path_type=Path), help="Output folder, from the project's own.")
@click.option("--strict", is_flag=True, default=False, help="Treat warnings as errors.")
@click.option("--now", default="", metavar="TIME", help="Build as of another moment (2023-12-24T18:00Z).")
@click.option("--base-url", default="", metavar="URL", help="Publish under this address instead of site.yml's.")
@click.option("--release", is_flag=True, default=False, help="Enter what is published into the ledger, content/.ledger/.")
@click.option("--drafts", is_flag=True, default=False, help="Publish drafts and embargoed briefs too.")
@click.option("--jobs", default=0, type=click.IntRange(0, 256), help="Processes to work with (0: as many as are worth it).")
@click.option("--executor", default="", metavar="ADDRESS", help="Work on a cluster (dask:tcp://HOST:PORT) that sees this project's folder.")
@click.option("--format", "form", default="text", type=click.Choice(["text", "json", "github", "sarif"]), help="How diagnostics are printed.")
@click.option("--explain", is_flag=True, default=False, help="Say why each page was rendered.")
@click.option("--timings", is_flag=False, flag_value="text", default="", metavar="[json]",
              help="Say how long each room took, or with --timings=json as data on standard output.")
@click.option("--wait", is_flag=True, default=False, help="Wait for another build of the same output to end.")
@click.option("-q", "--quiet", is_flag=True, default=False, help="Say nothing but diagnostics.")
@click.pass_obj
def command(
    looking: Looking | None, output: Path, strict: bool, now: str, base_url: str, release: bool, drafts: bool, jobs: int, executor: str, form: str,
    explain: bool, timings: str, wait: bool, quiet: bool,
) -> int:
    """Builds; the exit code is 0, or 1 where an error stands against publishing. `looking` has begun to look at all files."""
    from briefgen import build  # noqa: PLC0415
    from briefgen.publish import output as outputs  # noqa: PLC0415

    start, asked = perf_counter(), seal.question(sys.argv[1:])
    if timings not in ("", "text", "json"):
        raise click.BadParameter("write --timings or --timings=json", param_hint="--timings")
    progress = Progress(shown=not quiet)
    with (cluster(executor) as (elsewhere, workers),
          project.opened(Path.cwd(), terminal.stderr, jobs=jobs, executor=elsewhere, workers=workers) as opened):
        root = opened.root
        request = build.Request(project.moment(now), drafts, strict, base_url)
        target = output if output.is_absolute() else root / output
        protected = tuple(root / name for name in ("content", "seeds", "theme", "themes"))
        with outputs.DiskOutput(target, root / ".briefgen", root, protected).hold(wait=wait) as out:
            taken_back = _released(opened, request) if release else None
            try:
                built = opened.publish(request, out, progress, explain=explain, seen=looking)
            finally:
                progress.close()
            if built.published is None and taken_back is not None:
                taken_back()
            if built.published is not None and form == "text" and not (release or explain or executor):
                same = built._replace(reasons={}, timings={"read": float(seal.MILLISECONDS) / 1000}, published=out.untouched(), computed={})
                notes = report.text(same.notes, build.source_lines(root), colour=terminal.colour(sys.stderr)) + "\n" if same.notes else ""
                again = (notes, _timings(same, timings, float(seal.MILLISECONDS) / 1000) if timings else "",
                         _summary(same, out.untouched(), target, root, float(seal.SECONDS)) if not quiet else "")
                _sealed(opened, out, asked, again, fixed=bool(now or os.environ.get("SOURCE_DATE_EPOCH")))
        terminal.say(built.notes, build.source_lines(root), form)
        if built.published is None:
            terminal.stderr(f"{report.verdicts(built.notes)}; nothing was published, and what was published before is untouched")
            return 1
        if explain:
            for path, reason in built.reasons.items():
                terminal.stderr(f"{path}: {reason}")
        seconds = perf_counter() - start
        if timings:
            (terminal.stdout if timings == "json" else terminal.stderr_as_is)(_timings(built, timings, seconds))
        if not quiet:
            terminal.stderr_as_is(_summary(built, built.published, target, root, seconds))
    return 0


def _sealed(opened: Project, out: DiskOutput, asked: bytes, said: tuple[str, str, str], *, fixed: bool) -> None:
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
        site = Site(str(out.target), inode, columns.paths.encode(), (columns.times, columns.sizes), stored.folders.encode(), stored.folder_times)
        seal.write(str(opened.root), asked, seal.Seal(since, until, said, str(out.state), site, folders))


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
