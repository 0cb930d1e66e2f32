"""`briefgen diff A B`: what changed from one brief to another, by ids and statuses."""

from __future__ import annotations

import json
from pathlib import Path

import click

from briefgen.cli import project, terminal

WORDS = {"new": "New", "changed": "Changed", "resolved": "Resolved", "gone": "No longer reported"}


@click.command("diff", help="Show what changed from one brief to another.")
@click.argument("before")
@click.argument("after")
@click.option("--json", "as_json", is_flag=True, default=False, help="Print JSON.")
def command(before: str, after: str, as_json: bool) -> int:
    """BEFORE and AFTER are the briefs' ids, which are their files' names."""
    from briefgen import build  # noqa: PLC0415
    from briefgen.link.changes import between  # noqa: PLC0415
    from briefgen.schema import nearest  # noqa: PLC0415

    with project.opened(Path.cwd(), terminal.stderr, writes=False) as opened:
        site = opened.snapshot(build.Request(project.moment(""), drafts=True)).site
    places = {brief.id: index for index, brief in enumerate(site.briefs)}
    for name in (before, after):
        if name not in places:
            close = nearest(name, places, 1)
            raise click.UsageError(f'there is no brief "{name}"' + (f'; did you mean "{close[0]}"?' if close else ""))
    changes = between(site.briefs, places[before], places[after])
    if as_json:
        rows = [{"kind": change.kind.value, "id": change.id, "text": change.text, "moves": [list(move) for move in change.moves]}
                for change in changes]
        terminal.stdout(json.dumps({"version": 1, "before": before, "after": after, "changes": rows}, ensure_ascii=False, indent=1) + "\n")
        return 0
    last = ""
    for change in changes:
        if change.kind.value != last:
            last = change.kind.value
            terminal.stdout(f"{WORDS[last]}\n")
        moves = "; ".join(f"{key}: {old or 'none'} → {new or 'none'}" for key, old, new in change.moves)
        terminal.stdout(f"  #{change.id}  {change.text}" + (f"  ({moves})" if moves else "") + "\n")
    if not changes:
        terminal.stderr("nothing changed")
    return 0
