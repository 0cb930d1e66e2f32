"""What a seed's text says, read by machine and confirmed by nobody. In: nothing. Out: `Reading` and the records in it.

Offsets are code points into the text that was read; levels of confidence are per cent.
"""

from __future__ import annotations

from enum import StrEnum

from briefgen.model.mention import PlacesReading
from briefgen.model.record import Record
from briefgen.model.seed import Role
from briefgen.model.timex import Expression


class QuoteKind(StrEnum):
    """Direct: words inside marks. Indirect: what somebody is reported to have said, in the reporter's words."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class Speaker(Record):
    """The words of the text that name a speaker, as they stand: a name, a pronoun, or a description of somebody who is not named."""

    start: int
    end: int
    text: str


class Quote(Record):
    """A quotation. `spans` are its pieces, one a paragraph, without marks; `speaker` is None where the text names nobody.

    `who` is the name behind a pronoun, where an earlier quotation or the sentence before gives it, else the speaker's words; `how`
    says by which pattern the speaker was found.
    """

    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    kind: QuoteKind
    speaker: Speaker | None
    who: str
    how: str
    confidence: int


class Line(Record):
    """One line of the text that was read, and what it is."""

    start: int
    end: int
    role: Role


class Reading(Record):
    """All that a seed's text says: its lines, the places and dates it names, who said what.

    `text` is what the offsets count in. `title`, `author` and `date` are what the text or its page says of itself, else empty.
    """

    text: str
    title: str
    author: str
    date: str
    lines: tuple[Line, ...]
    places: PlacesReading
    dates: tuple[Expression, ...]
    quotes: tuple[Quote, ...]


class PassageMarks(Record):
    """What one passage of a seed names, for the page of the seed: who speaks, (place, region's id), (words, EDTF)."""

    number: int
    speakers: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    dates: tuple[tuple[str, str], ...]


class Marks(Record):
    """The light half of a seed's reading. `regions` are those that it surely names, with how often (0 by adjectives alone), most named first."""

    passages: tuple[PassageMarks, ...]
    regions: tuple[tuple[str, int], ...]
