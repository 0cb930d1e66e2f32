"""A brief to begin with, from what seeds say. In: readings with their seeds' ids. Out: Markdown that an editor goes on with.

Nothing is taken over silently: the draft is marked as one, and regions, quotations and dates stand as suggestions with their passages.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from briefgen.model.reading import QuoteKind
from briefgen.understand.marks import regions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.reading import Reading

# A region that sources name so often is what they are about; one named less is mentioned.
OFTEN: Final = 2


def draft(sources: Sequence[tuple[str, Reading]], day: str) -> str:
    """A draft of the brief of `day` (YYYY-MM-DD) from (seed's id, its reading)."""
    about, mentions = suggested_regions([read for _, read in sources])
    title = next((read.title for _, read in sources if read.title), "")
    lines = [
        "---", f"title: {json.dumps(title or 'A title', ensure_ascii=False)}", "draft: true", f"date: {day}",
        "summary: What happened, in one sentence.", f"regions: [{', '.join(about)}]", f"mentions: [{', '.join(mentions)}]",
        "topics: []", "---", "", "## Key takeaways", ""]
    lines += [f"- What {name} adds, in one sentence. [@{name}]" for name, _ in sources]
    quotes = [line for name, read in sources for line in _quotations(name, read)]
    days = [line for name, read in sources for line in _dates(name, read)]
    if quotes:
        lines += ["", "## What was said", "", *quotes]
    if days:
        lines += ["", "## What the sources date", "", *days]
    return "\n".join(lines) + "\n"


def suggested_regions(reads: Sequence[Reading]) -> tuple[list[str], list[str]]:
    """(regions that the sources are about, regions that they mention), by id of the packaged world, most named first."""
    counts = regions(reads)
    about = [name for name, count in counts[:8] if count >= OFTEN]
    return about, [name for name, count in counts[:20] if count and name not in about]


def passage(read: Reading, place: int) -> int:
    """The number of the passage that a place in the text belongs to; lines count from 1."""
    return bisect_right([line.start for line in read.lines], place)


def _quotations(name: str, read: Reading) -> list[str]:
    return [f"- {one.who or 'Nobody named'}: “{_inside(read, one.start, one.end)}” [@{name}, para. {passage(read, one.start)}]"
            for one in read.quotes if one.kind is QuoteKind.DIRECT and len(one.spans) == 1]


def _inside(read: Reading, start: int, end: int) -> str:
    """Quoted words on one line, without the comma that belongs to the sentence around them."""
    return " ".join(read.text[start:end].split()).removesuffix(",")


def _dates(name: str, read: Reading) -> list[str]:
    found: dict[str, tuple[int, str]] = {}
    for one in read.dates:
        if one.edtf and one.when is not None:
            words = read.text[one.start:one.end]
            whole = words if one.qualifier and one.qualifier in words.lower() else f"{one.qualifier} {words}".strip()
            line = f"- {whole[:1].upper()}{whole[1:]}. [@{name}, para. {passage(read, one.start)}] {{when={one.edtf}}}"
            found.setdefault(one.edtf, (one.when.lo or one.when.hi, line))
    return [line for _, line in sorted(found.values())]
