"""`briefgen amend FILE`: enters what was changed after publication into the brief's own `corrections:`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from briefgen.cli import project, terminal

if TYPE_CHECKING:
    from briefgen.build import Snapshot
    from briefgen.model.brief import Brief
    from briefgen.model.ledger import Difference

KINDS = ("correction", "clarification", "update", "retraction")


@click.command("amend", help="Enter what was changed after publication as a correction.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--kind", default="", type=click.Choice(["", *KINDS]), help="What it is; a retraction takes the whole page back.")
@click.option("--note", default="", metavar="WORDS", help="Why it was changed, for readers.")
@click.option("--by", default="", metavar="NAME", help="Who made the change.")
@click.option("--now", default="", metavar="TIME", help="When it was made, instead of now.")
@click.option("--dry-run", is_flag=True, default=False, help="Print the entries, and leave the file as it is.")
def command(file: Path, kind: str, note: str, by: str, now: str, dry_run: bool) -> int:
    """Adds an entry for each changed block that no correction covers; asks for what is missing only on a terminal."""
    from briefgen import build  # noqa: PLC0415
    from briefgen.link import amend  # noqa: PLC0415

    moment = project.moment(now)
    with project.opened(Path.cwd(), terminal.stderr, writes=False) as opened:
        found = opened.snapshot(build.Request(moment))
        root = opened.root
    brief = _brief(found, root, file)
    at = moment.astimezone(ZoneInfo(found.config.timezone or "UTC")).isoformat(timespec="minutes")
    asks = sys.stdin.isatty()
    kind = kind or (click.prompt("kind", default="correction", type=click.Choice(KINDS), err=True) if asks else "correction")
    changes = [change for change in _changes(found, brief) if not change.minor and not change.logged]
    if not changes and kind != "retraction":
        known = brief.id in found.site.ledgers
        terminal.stderr(f"nothing of {brief.path} changed since it was released" if known
                        else f"{brief.path} was not released yet; the ledger begins with  briefgen build --release")
        return 0
    note = note or (click.prompt("note for readers", default="", show_default=False, err=True) if asks else "")
    entries = amend.entries(changes, at=at, kind=kind, note=note, by=by)
    if dry_run:
        terminal.stdout(amend.written(entries) + "\n")
        return 0
    path = root / brief.path
    with path.open(encoding="utf-8", newline="") as source:
        text = amend.inserted(source.read(), entries)
    aside = path.with_name(f".{path.name}.tmp")
    aside.unlink(missing_ok=True)
    with aside.open("x", encoding="utf-8", newline="") as written:
        written.write(text)
    aside.replace(path)
    count = f"{len(entries)} entr{'ies' if len(entries) > 1 else 'y'}"
    terminal.stderr(f"added {count} to {brief.path}" + ("" if note else "; say in  note:  why, for readers"))
    return 0


def _brief(found: Snapshot, root: Path, file: Path) -> Brief:
    """The brief that `file` is."""
    whole = file.resolve()
    inside = whole.relative_to(root.resolve()).as_posix() if whole.is_relative_to(root.resolve()) else ""
    brief = next((one for one in found.site.briefs if one.path == inside), None)
    if brief is None:
        raise click.UsageError(f"{file} is no published brief of this project")
    return brief


def _changes(found: Snapshot, brief: Brief) -> tuple[Difference, ...]:
    compared = found.site.compared.get(brief.path)
    return compared.changes if compared else ()
