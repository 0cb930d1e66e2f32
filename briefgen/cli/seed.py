"""`briefgen seed`: the seed desk. One module a subcommand but for the two that only list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli import project, terminal
from briefgen.read.tree import find_root

if TYPE_CHECKING:
    from briefgen.build import Snapshot
    from briefgen.model.seed import Seed

MODULES = {"add": "seed_add", "show": "seed_show", "read": "seed_read"}


class Subcommands(click.Group):
    """Imports a subcommand's module only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*MODULES, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in MODULES:
            import importlib  # noqa: PLC0415

            found = getattr(importlib.import_module(f"briefgen.cli.{MODULES[cmd_name]}"), cmd_name)
            assert isinstance(found, click.Command)
            return found
        return super().get_command(ctx, cmd_name)


@click.group("seed", cls=Subcommands, help="The seed desk: add, list, show, verify saved articles; read many.")
def command() -> None:
    """Saved articles, and what they say."""


@command.command("ls", help="List the seeds: id, outlet, date, how often cited, and whether the text is the one registered.")
@click.option("--json", "as_json", is_flag=True, default=False, help="Print JSON.")
def ls(as_json: bool) -> int:
    """Lists the seeds in order of id."""
    snapshot = _snapshot()
    changed = _changed(snapshot)
    uses = snapshot.site.uses
    rows = [(name, seed.outlet, seed.published.text if seed.published else "", len(uses.get(name, ())), seed.path, _state(seed, changed))
            for name, seed in snapshot.site.seeds.items()]
    if as_json:
        keys = ("id", "outlet", "published", "cited", "path", "hash")
        found = [dict(zip(keys, row, strict=True)) for row in rows]
        terminal.stdout(json.dumps({"version": 1, "seeds": found}, ensure_ascii=False, indent=1) + "\n")
        return 0
    cells = [(name, outlet or "outlet unknown", published or "undated", f"cited {cited}×", state)
             for name, outlet, published, cited, _, state in rows]
    widths = [max((len(row[i]) for row in cells), default=0) for i in range(5)]
    for row in cells:
        terminal.stdout("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n")
    if not cells:
        terminal.stderr("there are no seeds; save an article and register it:  briefgen seed add FILE")
    return 0


@command.command("verify", help="Check that each seed's text is the one that was registered.")
def verify() -> int:
    """Exit code 1 where a text has changed (BG301)."""
    from briefgen import build  # noqa: PLC0415

    snapshot = _snapshot()
    wrong = [one for one in snapshot.notes if one.code == "BG301"]
    terminal.say(wrong, build.source_lines(find_root(Path.cwd())), "text")
    registered = sum(seed.described and seed.has_text for seed in snapshot.site.seeds.values())
    terminal.stderr(f"{registered} registered seed{'s' * (registered != 1)} checked, {len(wrong)} changed")
    return int(bool(wrong))


def _snapshot() -> Snapshot:
    from briefgen import build  # noqa: PLC0415

    with project.opened(Path.cwd(), terminal.stderr, writes=False) as opened:
        return opened.snapshot(build.Request(project.moment(""), drafts=True))


def _state(seed: Seed, changed: dict[str, None]) -> str:
    """Whether the text is the one registered: ok, changed, unregistered; none where there is no text."""
    if not seed.has_text:
        return "none"
    if seed.path in changed or seed.path.rpartition(".")[0] + ".yml" in changed:
        return "changed"
    return "ok" if seed.described else "unregistered"


def _changed(snapshot: Snapshot) -> dict[str, None]:
    return {one.span.path: None for one in snapshot.notes if one.code == "BG301"}
