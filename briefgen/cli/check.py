"""`briefgen check`: every rule of build, and nothing written."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen import report
from briefgen.cli import project, terminal


@click.command("check", help="Check everything that build would, and write nothing.")
@click.option("--strict", is_flag=True, default=False, help="Treat warnings as errors.")
@click.option("--now", default="", metavar="TIME", help="Check as of another moment (2023-12-24T18:00Z).")
@click.option("--format", "form", default="text", type=click.Choice(["text", "json", "github", "sarif"]), help="How diagnostics are printed.")
def command(strict: bool, now: str, form: str) -> int:
    """Checks; the exit code is 1 where build would refuse to publish."""
    from briefgen import build  # noqa: PLC0415

    with project.opened(Path.cwd(), terminal.stderr, writes=False) as opened:
        snapshot = opened.snapshot(build.Request(project.moment(now), strict=strict, advice=True))
        notes = snapshot.notes
        if not snapshot.broken:  # rendering can fail too, and build would see it
            notes = notes + [one for page in snapshot.pages.values() for one in build.trial(snapshot, page)]
        terminal.say(notes, build.source_lines(opened.root), form)
    verdict = report.verdicts(notes)
    checked, total = snapshot.site.quotations
    counts = f"checked {len(snapshot.pages)} files, {checked} of {total} quotations against their sources"
    left = report.left_out(snapshot.left_out).rstrip("\n")
    terminal.stderr("\n".join(line for line in (counts, left, report.zoneless(notes), verdict or "nothing to put right") if line))
    return 1 if any(one.severity.value == "error" for one in notes) else 0
