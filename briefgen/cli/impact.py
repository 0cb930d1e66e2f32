"""`briefgen impact ID`: what rests on a source, and what would be left if it were withdrawn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli import project, terminal

if TYPE_CHECKING:
    from briefgen.model.brief import Claim, Item
    from briefgen.model.chain import Ground
    from briefgen.model.site import Site


@click.command("impact", help="List what rests on a source: briefs, statements, figures, events, storylines.")
@click.argument("source")
@click.option("--json", "as_json", is_flag=True, default=False, help="Print JSON.")
def command(source: str, as_json: bool) -> int:
    """SOURCE is a seed's id."""
    from briefgen import build  # noqa: PLC0415
    from briefgen.schema import nearest  # noqa: PLC0415

    with project.opened(Path.cwd(), terminal.stderr, writes=False) as opened:
        site = opened.snapshot(build.Request(project.moment(""), drafts=True)).site
    if source not in site.seeds:
        close = nearest(source, site.seeds, 1)
        raise click.UsageError(f'there is no source "{source}"' + (f'; did you mean "{close[0]}"?' if close else ""))
    found = impact(site, source)
    if as_json:
        terminal.stdout(json.dumps({"version": 1, "source": source, **found}, ensure_ascii=False, indent=1) + "\n")
        return 0
    for title, key in (("Relayed by", "relayed_by"), ("Rests on it alone", "alone"), ("Has another source too", "shared"), ("Figures", "figures"),
                       ("Events", "events"), ("Briefs", "briefs"), ("Storylines", "storylines")):
        if found[key]:
            terminal.stdout(f"{title}\n" + "".join(f"  {_words(row)}\n" for row in found[key]))
    if not any(found.values()):
        terminal.stderr(f"nothing rests on {source}")
    return 0


def _words(row: dict[str, Any] | str) -> str:
    if isinstance(row, str):
        return row
    return f"{row['path']}:{row['line']}  {'#' + row['id'] + '  ' if row.get('id') else ''}{row['text']}"


def impact(site: Site, source: str) -> dict[str, list[Any]]:
    """What rests on a seed, directly or through seeds that relay nothing else."""
    gone = {name for name, chains in site.chains.items()
            if name == source or all(any(step.seed == source for step in chain.steps) for chain in chains)}
    found: dict[str, list[Any]] = {key: [] for key in ("relayed_by", "alone", "shared", "figures", "events", "briefs", "storylines")}
    found["relayed_by"] = sorted(name for name, chains in site.chains.items() if name != source
                                 and any(step.seed == source for chain in chains for step in chain.steps))
    threads: dict[str, None] = {}
    for brief in site.briefs:
        grounds = site.grounds[brief.path]
        statements: list[tuple[Item | Claim, Ground]] = [*zip(brief.items, grounds.items, strict=True)]
        statements += zip(brief.claims, grounds.claims, strict=True)
        for statement, ground in statements:
            if gone.isdisjoint(ground.seeds):
                continue
            row = {"path": brief.path, "line": statement.span.line, "id": statement.id, "text": statement.text}
            found["alone" if set(ground.seeds) <= gone else "shared"].append(row)
        found["figures"] += [{"path": brief.path, "line": figure.span.line, "text": f"{figure.label}: {figure.value}"}
                             for figure in brief.figures if figure.source in gone]
        if not gone.isdisjoint(grounds.whole.seeds):
            found["briefs"].append(brief.path)
            threads.update(dict.fromkeys(brief.storylines))
    found["events"] = [{"path": event.span.path, "line": event.span.line, "id": event.id, "text": event.what}
                       for event in site.events if not gone.isdisjoint(event.sources)]
    found["storylines"] = sorted(threads)
    return found
