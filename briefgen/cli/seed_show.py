"""`briefgen seed show ID`: a seed's passages with their roles; places, dates and quotations marked."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from briefgen.cli import project, terminal

if TYPE_CHECKING:
    from briefgen.model.reading import Line, Reading
    from briefgen.model.seed import Seed

# SGR codes: role in grey, places green, dates blue, quotations yellow; without colour, brackets tell them apart.
PLACE, DATE, QUOTE, GREY, PLAIN = "\x1b[32m", "\x1b[34m", "\x1b[33m", "\x1b[2m", "\x1b[0m"
BRACKETS: Final = {PLACE: ("[", "]"), DATE: ("<", ">"), QUOTE: ("{", "}")}


@click.command("show", help="Show what a seed says: its passages, places, dates, quotations.")
@click.argument("source")
@click.option("--json", "as_json", is_flag=True, default=False, help="Print JSON.")
def show(source: str, as_json: bool) -> int:
    """SOURCE is a seed's id."""
    seed, read = reading_of(source)
    if as_json:
        from briefgen.cli.seed_read import as_json as form  # noqa: PLC0415

        passages = [{"number": number, "role": line.role.value, "text": read.text[line.start:line.end]}
                    for number, line in enumerate(read.lines, 1)]
        found = {"version": 1, "passages": passages, **form(seed.id, read), "text": read.text}
        terminal.stdout(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
        return 0
    colour = terminal.colour(sys.stdout)
    day = seed.published.text if seed.published else "date unknown"
    terminal.stdout(f"{seed.title or 'title unknown'}\n{seed.outlet or 'outlet unknown'}, {day}\n\n")
    marks = _marks(read)
    for number, line in enumerate(read.lines, 1):
        lead = f"P{number:<3} {line.role.value:<11} "
        terminal.stdout((GREY + lead + PLAIN if colour else lead) + _marked(read, line, marks, colour=colour) + "\n")
    terminal.stdout("\n" + "\n".join(_summary(read)) + "\n")
    return 0


def reading_of(source: str) -> tuple[Seed, Reading]:
    """A seed of the project and its full reading. UsageError where there is none of that id."""
    from briefgen import build  # noqa: PLC0415
    from briefgen.model.record import decode  # noqa: PLC0415
    from briefgen.model.seed import Passages  # noqa: PLC0415
    from briefgen.schema import nearest  # noqa: PLC0415
    from briefgen.understand.reading import read_passages  # noqa: PLC0415

    with project.opened(Path.cwd(), terminal.stderr, writes=False) as opened:
        snapshot = opened.snapshot(build.Request(project.moment(""), drafts=True))
        seed = snapshot.site.seeds.get(source)
        if seed is None:
            close = nearest(source, snapshot.site.seeds, 1)
            raise click.UsageError(f'there is no source "{source}"' + (f'; did you mean "{close[0]}"?' if close else ""))
        passages = decode(snapshot.heavy.load(seed.passages), Passages).items if seed.has_text else ()
    return seed, read_passages(passages, date=seed.published or "", title=seed.title)


def _marks(read: Reading) -> list[tuple[int, int, str]]:
    """(start, end, colour) of what is marked; a quotation's colour gives way to the places and dates in it."""
    marks = [(one.start, one.end, PLACE) for one in read.places.mentions]
    marks += [(one.start, one.end, DATE) for one in read.dates]
    marks += [(start, end, QUOTE) for one in read.quotes if one.kind.value == "direct" for start, end in one.spans]
    return sorted(marks, key=lambda mark: (mark[0], -mark[1]))


def _marked(read: Reading, line: Line, marks: list[tuple[int, int, str]], *, colour: bool) -> str:
    inside = [(max(start, line.start), min(end, line.end), code) for start, end, code in marks if start < line.end and end > line.start]
    signs: dict[int, list[str]] = {}
    stack: list[tuple[int, str]] = []
    for start, end, code in inside:
        while stack and stack[-1][0] <= start:
            at, old = stack.pop()
            signs.setdefault(at, []).append(_close(old, stack, colour=colour))
        signs.setdefault(start, []).append(code if colour else BRACKETS[code][0])
        stack.append((min(end, stack[-1][0]) if stack else end, code))
    while stack:
        at, old = stack.pop()
        signs.setdefault(at, []).append(_close(old, stack, colour=colour))
    made, place = [], line.start
    for at in sorted(signs):
        made += [read.text[place:at], *signs[at]]
        place = at
    return "".join(made) + read.text[place:line.end]


def _close(code: str, stack: list[tuple[int, str]], *, colour: bool) -> str:
    if not colour:
        return BRACKETS[code][1]
    return PLAIN + (stack[-1][1] if stack else "")


def _summary(read: Reading) -> list[str]:
    lines = []
    if read.places.countries:
        named = dict.fromkeys(f"{one.name} ({one.country})" if one.country else one.name for one in read.places.mentions)
        lines.append("places   " + ", ".join(named))
        lines.append(f"about    {read.places.focus or 'no one country'}")
    lines += [f"date     {read.text[one.start:one.end]} = {one.edtf or one.value or one.reason}" for one in read.dates]
    lines += [f"{'said' if one.kind.value == 'direct' else 'reported':<8} {one.who or 'nobody named'}: {_short(read.text[one.start:one.end])}"
              for one in read.quotes]
    return lines


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 90 else flat[:89] + "…"
