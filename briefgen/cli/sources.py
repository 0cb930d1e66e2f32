"""`briefgen sources`: the sources, who stands behind them, and which of them share wording."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli import project, terminal

if TYPE_CHECKING:
    from briefgen.model.chain import Step
    from briefgen.model.site import Site

Branch = dict[str, "Branch"]


@click.command("sources", help="List the sources; --roots shows who said it first.")
@click.option("--roots", is_flag=True, default=False, help="Print the tree from each original source down to the seeds.")
@click.option("--shared", is_flag=True, default=False, help="Print which seeds share wording.")
@click.option("--json", "as_json", is_flag=True, default=False, help="Print JSON.")
def command(roots: bool, shared: bool, as_json: bool) -> int:
    """Prints sources in order of id."""
    from briefgen import build  # noqa: PLC0415

    with project.opened(Path.cwd(), terminal.stderr, writes=False) as opened:
        site = opened.snapshot(build.Request(project.moment(""), drafts=True)).site
    if as_json:
        terminal.stdout(json.dumps({"version": 1, "sources": [_row(site, name) for name in site.seeds]}, ensure_ascii=False, indent=1) + "\n")
    elif roots:
        terminal.stdout("\n".join(_tree(site)) + "\n")
    elif shared:
        lines = _shared(site)
        terminal.stdout("".join(line + "\n" for line in lines))
        if not lines:
            terminal.stderr("no two seeds share wording")
    else:
        width = max((len(name) for name in site.seeds), default=0)
        for name, seed in site.seeds.items():
            uses = len(site.uses.get(name, ()))
            gone = f"  withdrawn {site.gone[name]}" if name in site.gone else ""
            cited = f"cited {uses} time{'s' * (uses != 1)}"
            terminal.stdout(f"{name:<{width}}  {seed.reliability or '-'}  {seed.outlet or 'outlet unknown'}, {cited}{gone}\n")
    return 0


def _row(site: Site, name: str) -> dict[str, Any]:
    seed = site.seeds[name]
    return {
        "id": name, "outlet": seed.outlet, "title": seed.title, "reliability": seed.reliability, "cited": len(site.uses.get(name, ())),
        "withdrawn": site.gone.get(name, ""), "chains": [[step.who for step in chain.steps] for chain in site.chains[name]],
        "shares": [{"with": pair.second if pair.first == name else pair.first, "words": pair.words} for pair in site.alike.get(name, ())],
    }


def _tree(site: Site) -> list[str]:
    """Each original source, and under it who relays it, down to the seeds."""
    top: Branch = {}
    said: dict[str, Step] = {}
    for name in site.seeds:
        for chain in site.chains[name]:
            place = top
            for step in reversed(chain.steps):
                said.setdefault(step.key, step)
                label = f"{step.key}\0{step.seed}" if step is not chain.root else step.key
                place = place.setdefault(label, {})
    lines: list[str] = []
    for label in sorted(top):
        step = said[label]
        lines.append(step.who + (f"  ({'not named' + (': ' + step.access if step.access else '')})" if step.anonymous else ""))
        lines += _branches(top[label], said, "")
    return lines


def _branches(branch: Branch, said: dict[str, Step], lead: str) -> list[str]:
    lines = []
    for number, label in enumerate(sorted(branch), 1):
        last = number == len(branch)
        key, _, seed = label.partition("\0")
        lines.append(f"{lead}{'└─' if last else '├─'} {said[key].who}{'  ' + seed if seed else ''}")
        lines += _branches(branch[label], said, lead + ("   " if last else "│  "))
    return lines


def _shared(site: Site) -> list[str]:
    pairs = {(pair.first, pair.second): pair for pairs in site.alike.values() for pair in pairs}
    return [f"{a} and {b} share {pair.words} words in {len(pair.runs)} run{'s' * (len(pair.runs) != 1)}: "
            + ", ".join(f"¶{x}/¶{y} ({n})" for x, y, n in pair.runs[:5])
            for (a, b), pair in sorted(pairs.items(), key=lambda one: -one[1].words)]
