"""`briefgen regions`: the regions of this site, those of the world by name, and new ones into content/regions.yml."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click

from briefgen.cli import project, terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.model.site import Site, Tree

REGIONS = "content/regions.yml"
MOST = 20


@click.command("regions", help="List this site's regions, find others by any of their names, add one.")
@click.argument("words", nargs=-1)
@click.option("--add", default="", metavar="NAME", help="Add a region that the packaged world does not have to content/regions.yml.")
@click.option("--parent", default="", metavar="ID", help="What the new region is part of.")
@click.option("--json", "as_json", is_flag=True, default=False, help="Print JSON.")
def command(words: tuple[str, ...], add: str, parent: str, as_json: bool) -> int:
    """WORDS are a name in any language, another name, an ISO code, or the beginning of one."""
    from briefgen import build  # noqa: PLC0415

    with project.opened(Path.cwd(), terminal.stderr, writes=False) as opened:
        site = opened.snapshot(build.Request(project.moment(""), drafts=True)).site
        root = opened.root
    if add:
        return _add(root, site.tree, add, parent)
    ids = list(_found(site.tree, " ".join(words))) if words else [region for kind, region in site.permalinks if kind == "region"]
    rows = [_row(site, region) for region in ids]
    if as_json:
        terminal.stdout(json.dumps({"version": 1, "regions": rows}, ensure_ascii=False, indent=1) + "\n")
    else:
        wide = max((len(row["id"]) for row in rows), default=0)
        for row in rows:
            parts = [f"{row['id']:<{wide}}", f"{row['name']} ({row['code']})" if row["code"] else row["name"], " › ".join(row["within"])]
            if not words:
                parts.append(", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((row["briefs"], "brief"), (row["events"], "event"))))
            terminal.stdout("  ".join(part for part in parts if part) + "\n")
    if words and not rows:
        near = _nearest(site.tree, " ".join(words))
        terminal.stderr(f'no region is called "{" ".join(words)}"' + (f"; did you mean {', or '.join(near)}?" if near else ""))
        return 1
    return 0


class Row(TypedDict):
    """A region as it is printed."""

    id: str
    name: str
    code: str
    within: list[str]
    status: str
    briefs: int
    events: int


def _row(site: Site, region: str) -> Row:
    found, roll = site.tree.by_id[region], site.rollups.get(region)
    return {
        "id": region, "name": found.name, "code": found.code, "within": [site.tree.by_id[step].name for step in site.tree.line(region)[:-1]],
        "status": found.status, "briefs": len(roll.primary) + len(roll.mentioned) if roll else 0, "events": len(roll.events) if roll else 0,
    }


def _found(tree: Tree, written: str) -> Iterable[str]:
    """The regions with that name first, then those with a name that begins so."""
    from briefgen import gazetteer  # noqa: PLC0415
    from briefgen.gazetteer.world import folded  # noqa: PLC0415

    exact = [region for region in gazetteer.find(written) if region in tree.by_id]
    wanted = folded(written)
    begins = (region.id for region in tree.by_id.values()
              if any(folded(name).startswith(wanted) for name in (region.name, region.id, *region.aka)))
    return list(dict.fromkeys((*exact, *begins)))[:MOST]


def _nearest(tree: Tree, written: str) -> list[str]:
    from briefgen import gazetteer  # noqa: PLC0415

    return [region for region in gazetteer.nearest(written) if region in tree.by_id]


def _add(root: Path, tree: Tree, name: str, parent: str) -> int:
    """Appends a region to the file of the site's own. Usage errors: it is there already, or what it is part of is not."""
    simple = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    region = re.sub(r"[^a-z0-9]+", "-", simple).strip("-")
    if not region:
        raise click.UsageError(f'"{name}" has no letters that an address could be made of: add it to {REGIONS} by hand, with an id of your own')
    known = list(_exact(tree, name, region))
    if known:
        line = " › ".join(tree.by_id[step].name for step in tree.line(known[0]))
        raise click.UsageError(f'"{name}" is known already: write  regions: [{known[0]}]  ({line})')
    if not parent:
        raise click.UsageError("say what it is part of:  --parent ukraine")
    if parent not in tree.by_id:
        near = _nearest(tree, parent)
        raise click.UsageError(f'there is no region "{parent}"' + (f"; did you mean {', or '.join(near)}?" if near else ""))
    path = root / REGIONS
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    written = json.dumps(name, ensure_ascii=False) if re.search(r"[:#{}\[\],&*?|<>=!%@\"'`]|^\W", name) else name
    entry = f"- id: {region}\n  name: {written}\n  parent: {parent}\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(before + ("" if not before or before.endswith("\n") else "\n") + entry, encoding="utf-8")
    terminal.stdout(entry)
    terminal.stderr(f"added to {REGIONS}; a  centre: [latitude, longitude]  and  radius_km:  place it on maps and in data")
    return 0


def _exact(tree: Tree, name: str, region: str) -> Iterator[str]:
    from briefgen import gazetteer  # noqa: PLC0415

    if region in tree.by_id:
        yield region
    yield from (one for one in gazetteer.find(name) if one in tree.by_id)
    yield from (one.id for one in tree.by_id.values() if one.span is not None and name in (one.name, *one.aka))
