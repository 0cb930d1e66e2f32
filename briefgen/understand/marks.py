"""A seed's reading, cut down to what pages and checks use. In: its passages, date and title. Out: `Marks`."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from briefgen.model.mention import Naming
from briefgen.model.reading import Marks, PassageMarks, QuoteKind
from briefgen.model.seed import Role
from briefgen.understand.quotations.vocabulary import PRONOUNS
from briefgen.understand.reading import read_passages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.reading import Reading
    from briefgen.model.seed import Passage

# Per cent from which a place is one that a seed surely names.
SURE: Final = 70


def marks(passages: Sequence[Passage], date: str, title: str) -> Marks:
    """Reads a seed's passages in full. `date` is EDTF or empty."""
    read = read_passages(passages, date=date, title=title)
    starts = [line.start for line in read.lines]
    speakers: dict[int, dict[str, None]] = defaultdict(dict)
    places: dict[int, dict[tuple[str, str], None]] = defaultdict(dict)
    dates: dict[int, dict[tuple[str, str], None]] = defaultdict(dict)
    for quote in read.quotes:
        if quote.kind is QuoteKind.DIRECT and quote.who and quote.who.lower() not in PRONOUNS:
            speakers[bisect_right(starts, quote.start)][quote.who] = None
    for mention in read.places.mentions:
        if mention.naming is not Naming.ADJECTIVE and mention.score >= SURE:
            places[bisect_right(starts, mention.start)][mention.name, mention.region] = None
    for one in read.dates:
        if one.edtf:
            words = read.text[one.start:one.end]
            lead = "" if not one.qualifier or one.qualifier in words.lower() else one.qualifier + " "
            dates[bisect_right(starts, one.start)][lead + words, one.edtf] = None
    found = [PassageMarks(passage.number, tuple(speakers[k]), tuple(places[k]), tuple(dates[k]))
             for k, passage in enumerate(passages, 1) if (speakers.get(k) or places.get(k) or dates.get(k)) and passage.role is not Role.BOILERPLATE]
    return Marks(tuple(found), tuple(regions([read])))


def regions(reads: Sequence[Reading]) -> list[tuple[str, int]]:
    """(region's id, how often) of the regions that readings surely name, boilerplate aside, most named first.

    One that is named by adjectives alone ("Turkish") is there with 0.
    """
    counts: Counter[str] = Counter()
    for read in reads:
        silent = [line for line in read.lines if line.role is Role.BOILERPLATE]
        for one in read.places.mentions:
            if one.region and one.score >= SURE and not any(line.start <= one.start < line.end for line in silent):
                counts[one.region] += one.naming is not Naming.ADJECTIVE
    return counts.most_common()
