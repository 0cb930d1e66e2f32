"""Events and storylines. In: nothing. Out: `Event`, `Storyline`, `Judgement`, `Correction`, `Status`, `Kind`."""

from __future__ import annotations

from enum import StrEnum

from briefgen.model.diagnostic import Named, Span, spans
from briefgen.model.evidence import Citation, Link, Quotation, Stated
from briefgen.model.record import Record
from briefgen.model.when import When


class Status(StrEnum):
    """How an event or claim stands."""

    REPORTED = "reported"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    DENIED = "denied"
    UNVERIFIED = "unverified"
    RETRACTED = "retracted"


class Kind(StrEnum):
    """What kind of statement an item is (design: kind stands before every item as a mark and a word)."""

    REPORTED = "reported"
    ASSESSED = "assessed"
    STATED = "stated"
    PICTURED = "pictured"


class Event(Record):
    """Something that happened, as well dated as it is known; `when` is None where no date is given.

    `places` tell where its regions, mentions, storylines and sources are written (`diagnostic.packed`).
    """

    id: str
    what: str
    when: When | None
    reported: When | None
    regions: tuple[str, ...]
    mentions: tuple[str, ...]
    storylines: tuple[str, ...]
    topics: tuple[str, ...]
    status: Status
    kind: Kind
    sources: tuple[str, ...]
    place: str
    detail: str
    lane: str
    span: Span
    places: bytes = b""

    @property
    def named(self) -> tuple[tuple[str, str, Span], ...]:
        """What it names: of what kind (`region`, `storyline`, `source`), which, and where."""
        kinds = (("region", self.regions), ("region", self.mentions), ("storyline", self.storylines), ("source", self.sources))
        pairs = [(kind, name) for kind, names in kinds for name in names]
        where = spans(self.span.path, self.places) or [self.span] * len(pairs)
        return tuple((kind, name, span) for (kind, name), span in zip(pairs, where, strict=True))


class CorrectionKind(StrEnum):
    """The four things that are not one another."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"
    RETRACTION = "retraction"


class Correction(Record):
    """One entry of the record of changes. `at` is an ISO 8601 instant with its offset, or a day."""

    at: str
    kind: CorrectionKind
    where: str
    was: str
    now: str
    note: str
    by: str
    span: Span


def retraction(entries: tuple[Correction, ...]) -> Correction | None:
    """The entry that takes back the whole of what it stands in, if there is one: a retraction that names no place."""
    return next((entry for entry in entries if entry.kind is CorrectionKind.RETRACTION and not entry.where), None)


class Judgement(Record):
    """What the desk held at a date: likelihood and confidence in words."""

    at: str
    likelihood: str
    confidence: str
    note: str


class Storyline(Record):
    """A thread over many briefs. `body` names the heavy record of its text."""

    id: str
    path: str
    title: str
    summary: str
    regions: tuple[str, ...]
    status: str
    opened: When | None
    question: str
    judgements: tuple[Judgement, ...]
    draft: bool
    aliases: tuple[str, ...]
    corrections: tuple[Correction, ...]
    body: str
    citations: tuple[Citation, ...]
    quotations: tuple[Quotation, ...]
    links: tuple[Link, ...]
    names: tuple[Named, ...]
    span: Span
    stated: tuple[Stated, ...] = ()
    stale_after_days: int = -1

