"""`::: timeline {region=ukraine from=2023-09 to=2023-12}`. In: what a block says of itself. Out: which events it asks for, and diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefgen.model.brief import TimelineBlock
from briefgen.model.codes import note
from briefgen.model.when import WhenError, parse_when
from briefgen.schema import nearest

if TYPE_CHECKING:
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.understand.markdown.reading import Said

KEYS: Final = ("region", "storyline", "from", "to")


def timeline_of(said: Said, notes: list[Diagnostic]) -> TimelineBlock:
    """The block. `from` and `to` are dates as precise as the editor likes: the whole of a month or year is meant."""
    pairs = dict(said.pairs)
    for key in pairs:
        if key not in KEYS:
            close = nearest(key, KEYS, 1)
            notes.append(note("BG131", said.span, f'a timeline block has no field "{key}"',
                              f'did you mean "{close[0]}"?' if close else "fields are " + ", ".join(KEYS)))
    return TimelineBlock(said.block, pairs.get("region", ""), pairs.get("storyline", ""), _day(pairs.get("from", ""), said, notes, first=True),
                         _day(pairs.get("to", ""), said, notes, first=False), said.span)


def _day(text: str, said: Said, notes: list[Diagnostic], *, first: bool) -> int:
    """The first or last day of a date as an ordinal; 0 where none is given."""
    if not text:
        return 0
    try:
        when = parse_when(text)
    except WhenError as error:
        notes.append(note("BG401", said.span, str(error)))
        return 0
    return when.lo if first else when.hi
