"""`briefgen quotes`: every quotation, with what its source says of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli import project, terminal
from briefgen.model.verdict import GOOD

if TYPE_CHECKING:
    from briefgen.model.evidence import Quotation
    from briefgen.model.site import Site, Text
    from briefgen.model.verdict import QuoteCheck

SHOWN = 60


@click.command("quotes", help="List every quotation with its verdict.")
@click.option("--json", "as_json", is_flag=True, default=False, help="Print JSON.")
@click.option("--now", default="", metavar="TIME", help="As of another moment (2023-12-24T18:00Z).")
def command(as_json: bool, now: str) -> int:
    """Lists quotations in order of file and place; the exit code is 1 where one is in no source that it cites."""
    from briefgen import build  # noqa: PLC0415

    with project.opened(Path.cwd(), terminal.stderr, writes=False) as opened:
        site = opened.snapshot(build.Request(project.moment(now), drafts=True)).site
    rows = [_row(quotation, unit.path, unit.citations, outcomes, also) for unit, quotation, outcomes, also in _quotations(site)]
    if as_json:
        terminal.stdout(json.dumps({"version": 1, "quotations": rows}, ensure_ascii=False, indent=1) + "\n")
    else:
        terminal.stdout("".join(_line(row) for row in rows))
        counts: dict[str, int] = {}
        for row in rows:
            counts[row["verdict"]] = counts.get(row["verdict"], 0) + 1
        terminal.stderr(f"{len(rows)} quotation{'s' * (len(rows) != 1)}" + "".join(f", {n} {verdict}" for verdict, n in sorted(counts.items())))
    return 1 if any(row["verdict"] in ("altered", "absent", "wrong-passage", "unknown-source") for row in rows) else 0


def _quotations(site: Site) -> list[tuple[Any, Quotation, tuple[tuple[str, QuoteCheck], ...], tuple[tuple[str, QuoteCheck], ...]]]:
    found = []
    units: list[Text] = list(site.texts)
    for unit in sorted(units, key=lambda unit: unit.path):
        checked = site.checks[unit.path]
        for index, (quotation, outcomes) in enumerate(zip(unit.quotations, checked.checks, strict=True)):
            found.append((unit, quotation, outcomes, checked.also[index] if index < len(checked.also) else ()))
    return found


def _row(quotation: Quotation, path: str, citations: Any, outcomes: Any, also: Any) -> dict[str, Any]:  # noqa: ANN401 - as `_quotations` gives them
    """One quotation as JSON has it: the verdict of the best of the seeds that it cites, and all of them."""
    best = next((pair for pair in outcomes if pair[1].verdict in GOOD), outcomes[0] if outcomes else None)
    return {
        "path": path, "line": quotation.span.line, "column": quotation.span.column, "text": quotation.text, "display": quotation.display,
        "verdict": best[1].verdict.value if best else "unknown-source",
        "seed": best[0] if best else citations[quotation.citations[0]].seed if quotation.citations else "",
        "passage": (best[1].passage or best[1].nearest) if best else 0,
        "sources": [_outcome(seed, outcome) for seed, outcome in outcomes], "also": [_outcome(seed, outcome) for seed, outcome in also],
    }


def _outcome(seed: str, outcome: QuoteCheck) -> dict[str, Any]:
    return {
        "seed": seed, "verdict": outcome.verdict.value, "passage": outcome.passage, "nearest": outcome.nearest, "skipped": outcome.gap,
        "across": outcome.across, "edits": [[edit.side, edit.words] for edit in outcome.edits],
    }


def _line(row: dict[str, Any]) -> str:
    words = row["text"] if len(row["text"]) <= SHOWN else row["text"][: SHOWN - 1] + "…"
    place = f" ¶{row['passage']}" if row["passage"] else ""
    lines = [f"{row['path']}:{row['line']}:{row['column']}  {row['verdict']:<13} {row['seed']}{place}  “{words}”"]
    for one in (*row["sources"], *row["also"]):
        changed = "".join(f" -{words}-" if side == "yours" else f" +{words}+" for side, words in one["edits"] if side != "both")
        if changed:
            lines.append(f"    differs from {one['seed']} ¶{one['nearest']}:{changed}")
    return "\n".join(lines) + "\n"
