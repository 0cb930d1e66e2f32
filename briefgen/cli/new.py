"""`briefgen new`: a file to begin with, with its date and its place. Never writes over anything."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli import project, terminal
from briefgen.model.codes import note
from briefgen.model.diagnostic import Span, Stop
from briefgen.read.tree import find_root

if TYPE_CHECKING:
    from briefgen.model.reading import Reading


@click.group("new", help="Begin a brief, a storyline, a source or a correction.")
def command() -> None:
    """Makes one file."""


@command.command("brief", help="Begin a brief; --from suggests regions, quotations and dates out of sources.")
@click.argument("name", default="")
@click.option("--from", "sources", multiple=True, metavar="SOURCE", help="A seed's id; may be given more than once.")
@click.option("--date", "day", default="", metavar="DAY", help="The day it is for (default: today, in the site's zone).")
def brief(name: str, sources: tuple[str, ...], day: str) -> int:
    """NAME is an addition to the file's name, for a second brief of one day."""
    from briefgen.cli.seed_show import reading_of  # noqa: PLC0415
    from briefgen.understand.draft import draft  # noqa: PLC0415

    root = find_root(Path.cwd())
    today = _day(day)
    read: list[tuple[str, Reading]] = [(seed.id, found) for seed, found in map(reading_of, sources)]
    stem = f"{today}-{_slug(name)}" if name else today
    text = draft(read, today) if read else (
        f"---\ntitle: {json.dumps(name or 'A title', ensure_ascii=False)}\ndraft: true\ndate: {today}\n"
        "summary: What happened, in one sentence.\nregions: []\n---\n\n## Key takeaways\n\n- What happened, in one sentence.\n")
    return _write(root, f"content/briefs/{stem}.md", text)


@command.command("storyline", help="Begin a storyline.")
@click.argument("title")
def storyline(title: str) -> int:
    """TITLE is its headline."""
    root = find_root(Path.cwd())
    text = (f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\nsummary: What it follows, in one sentence.\nregions: []\nstatus: active\n"
            f"opened: {_day('')}\nquestion: What will have to be true for this to end?\ndraft: true\n---\n\nWhat led here.\n")
    return _write(root, f"content/storylines/{_slug(title)}.md", text)


@command.command("source", help="Describe a source that has no text: a broadcast, a page behind a wall.")
@click.argument("name")
@click.option("--outlet", default="unknown", help="Who published it.")
@click.option("--url", default="unknown", help="Its address.")
@click.option("--published", default="unknown", metavar="DATE", help="When it was published (EDTF).")
def source(name: str, outlet: str, url: str, published: str) -> int:
    """NAME becomes its id. For a saved article:  briefgen seed add FILE."""
    from briefgen.cli.seed_add import scalar  # noqa: PLC0415

    root = find_root(Path.cwd())
    stem = _slug(name)
    rows = {"id": stem, "text": "none", "outlet": outlet, "title": name, "published": published, "retrieved": _day(""), "url": url}
    return _write(root, f"seeds/{stem}.yml", "".join(f"{key}: {scalar(value)}\n" for key, value in rows.items()))


@command.command("correction", help="Begin a note of correction for the whole site; for one brief:  briefgen amend FILE.")
@click.argument("words")
@click.option("--kind", default="correction", type=click.Choice(["correction", "clarification", "update", "retraction"]), help="What it is.")
@click.option("--by", default="", metavar="NAME", help="Who made it.")
def correction(words: str, kind: str, by: str) -> int:
    """WORDS say what was wrong and what is right."""
    root = find_root(Path.cwd())
    today = _day("")
    signed = f"  by: {json.dumps(by, ensure_ascii=False)}\n" if by else ""
    text = f"- at: {today}\n  kind: {kind}\n  note: {json.dumps(words, ensure_ascii=False)}\n{signed}"
    path = f"content/corrections/{today}.yml"
    number = 2
    while (root / path).exists():
        path, number = f"content/corrections/{today}-{number}.yml", number + 1
    return _write(root, path, text)


def _day(given: str) -> str:
    if not given:
        return str(project.moment("").astimezone().date())
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise click.BadParameter("write it as 2023-12-24", param_hint="--date") from None


def _slug(words: str) -> str:
    from briefgen.cli.seed_add import slug  # noqa: PLC0415

    made = slug(words)
    if not made:
        raise click.UsageError(f'"{words}" gives no file name; use letters a-z and digits')
    return made


def _write(root: Path, path: str, text: str) -> int:
    target = root / path
    if target.exists():
        raise Stop(note("BG308", Span(path), "there is a file of that name", "give another name, or edit that file"), 2)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    terminal.stdout(path + "\n")
    return 0
