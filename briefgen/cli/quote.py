"""`briefgen quote WORDS`: finds words in the seeds, and prints them as Markdown ready to paste."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli import project, terminal

if TYPE_CHECKING:
    from briefgen.link.quotes import Wording


@click.command("quote", help="Find words in the seeds and print them as Markdown ready to paste.")
@click.argument("words", nargs=-1, required=True)
def command(words: tuple[str, ...]) -> int:
    """Prints each place that has the words, as a quotation with its citation; the exit code is 1 where none has."""
    from briefgen import build  # noqa: PLC0415
    from briefgen.link import quotes  # noqa: PLC0415
    from briefgen.link.evidence import wording  # noqa: PLC0415

    asked = " ".join(words)
    with project.opened(Path.cwd(), terminal.stderr, writes=False) as opened:
        snapshot = opened.snapshot(build.Request(project.moment(""), drafts=True))
        seeds = [(seed.id, wording(snapshot.heavy.load(seed.passages))) for seed in snapshot.site.seeds.values() if seed.has_text]
    found = quotes.find_words(asked, seeds)
    for place in found:
        terminal.stdout(f"“{place.words}” [@{place.seed}, para. {place.passage}]\n")
        terminal.stderr(f"    {_context(dict(seeds)[place.seed], place.passage, place.words)}")
    if found:
        return 0
    near = [(outcome.differing, name, outcome) for name, known in seeds
            if (outcome := quotes.check(asked, known)).edits and 2 * outcome.differing <= len(asked.split())]
    for _, name, outcome in sorted(near, key=lambda one: one[0])[:3]:
        theirs = " ".join(edit.words for edit in outcome.edits if edit.side != "yours")
        terminal.stderr(f"not in these words; {name}, para. {outcome.nearest} has: {theirs}")
    if not near:
        terminal.stderr("no seed has these words, nor words like them")
    return 1


def _context(known: Wording, number: int, words: str) -> str:
    """The passage around the words, shortened to what a line holds."""
    text = next(passage.text for passage in known.passages if passage.number == number)
    place = max(0, text.find(words))
    low, high = max(0, place - 60), place + len(words) + 60
    return ("…" if low else "") + text[low:high].strip() + ("…" if high < len(text) else "")
