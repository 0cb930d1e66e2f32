"""House style in names of places, in our own prose. In: a text as written and as read. Out: BG720 for names left behind.

Quotations keep the words of who spoke: what stands between quotation marks, in a blockquote or in code is passed over.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from briefgen.model.codes import note
from briefgen.model.diagnostic import Span
from briefgen.model.evidence import BlockKind
from briefgen.understand.house import HOUSE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.model.diagnostic import Diagnostic
    from briefgen.schema import Fields
    from briefgen.understand.markdown import TextReading

# Kinds of blocks that are not our own words.
OTHERS: Final = (BlockKind.QUOTE, BlockKind.CODE, BlockKind.CORRECTION)
QUOTED: Final = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"\n]*\"|(?<!\w)‘[^’]*(?:’(?=\w)[^’]*)*’(?!\w)")

NOT_OURS: Final = re.compile(rf"{QUOTED.pattern}|`[^`]*`|\]\([^)]*\)")


def old_names_of(fields: Fields, language: str) -> Iterator[Diagnostic]:
    """BG720 for the title and the summary of an English text."""
    if not language.lower().startswith("en"):
        return
    for key in ("title", "summary"):
        text = fields.text(key)
        names = _left_behind(text)
        written = QUOTED.sub(" ", text) if names else ""
        for old, new in names.items():
            if re.search(rf"(?<!\w){re.escape(old)}(?!\w)", written):
                yield note("BG720", fields.span(key), f"house style: {new}, not {old}", f"write {new}; in a quotation the word stays")


def old_names(reading: TextReading, text: str, path: str, first: int, language: str) -> Iterator[Diagnostic]:
    """BG720 for each block of an English text that uses a name left behind, once a name; `first` is the line that `text` begins on."""
    if not language.lower().startswith("en"):
        return
    names = _left_behind(text)
    if not names:
        return
    lines = text.splitlines()
    for block, span in zip(reading.body.blocks, reading.block_spans, strict=False):
        if block.kind in OTHERS:
            continue
        own = QUOTED.sub(" ", block.plain)
        for old, new in names.items():
            if re.search(rf"(?<!\w){re.escape(old)}(?!\w)", own):
                place = _place(old, lines, span, path, first)
                if place is not None:
                    yield note("BG720", place, f"house style: {new}, not {old}", f"write {new}; in a quotation the word stays")


@cache
def _first_words() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """What begins the names that begin with a capital, of which a text has few; and the other names."""
    capital = sorted({re.escape(name.split()[0]) for name in HOUSE_NAMES if not name[0].islower()})
    return re.compile("|".join(capital)), tuple(name for name in HOUSE_NAMES if name[0].islower())


def _left_behind(text: str) -> Mapping[str, str]:
    """The names left behind that stand in `text`, be it as part of a word. One search costs a fifth of one for each name."""
    capital, others = _first_words()
    if capital.search(text) is None and not any(name in text for name in others):
        return {}
    return {old: new for old, new in HOUSE_NAMES.items() if old in text}


def _place(name: str, lines: list[str], span: Span, path: str, first: int) -> Span | None:
    """Where a name stands from the block at `span` on: its first place outside quotation marks and code; None where it has none."""
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    for number in range(max(0, span.line - first), len(lines)):
        bare = NOT_OURS.sub(lambda other: " " * len(other[0]), lines[number])
        found = word.search(bare)
        if found:
            return Span(path, first + number, found.start() + 1, first + number, found.end() + 1)
    return None
