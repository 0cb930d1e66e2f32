"""A brief: an editor's dated summary. In: nothing. Out: `Brief`, `RegionTag`, `Figure`, `Item`, `Claim`, `TimelineBlock`."""

from __future__ import annotations

from briefgen.model.diagnostic import Named, Span, spans
from briefgen.model.event import Correction, Event, Kind, Status
from briefgen.model.evidence import Citation, Link, Quotation, Stated
from briefgen.model.record import Record
from briefgen.model.when import When


class RegionTag(Record):
    """A brief's tag with a region; `trend` is worse, same, better or empty; `primary` apart from merely mentioned."""

    id: str
    trend: str
    alert: tuple[str, ...]
    primary: bool
    span: Span


class Figure(Record):
    """A key figure as the editor wrote it: never computed with."""

    label: str
    value: str
    as_of: str
    source: str
    span: Span


class Item(Record):
    """A list item, paragraph or heading with metadata (`{#signals when=2023-09/.. by=us likelihood=likely}`).

    Every item of a key section is one, with or without metadata; `section` is the role of the section that it stands in.
    """

    id: str
    kind: Kind
    when: When | None
    likelihood: str
    by: str
    grade: str
    block: int
    text: str
    citations: tuple[int, ...]
    span: Span
    section: str = ""
    status: str = ""


class Claim(Record):
    """A `::: claim` block: one statement with an id, who says it, how it stands, and what it disputes.

    `number` is what it counts, as written (`12`, `12-15`), `about` the event that it is about; `stated` whether a status
    was written.
    """

    id: str
    status: Status
    speaker: str
    disputes: tuple[str, ...]
    supersedes: tuple[str, ...]
    block: int
    text: str
    citations: tuple[int, ...]
    span: Span
    by: str = ""
    grade: str = ""
    when: When | None = None
    number: str = ""
    about: str = ""
    stated: bool = False


class TimelineBlock(Record):
    """A `::: timeline` block: the events of a region (with all it contains) and of a storyline, from day `first` to day `last`.

    Days are ordinals. What is empty or 0 narrows nothing.
    """

    block: int
    region: str
    storyline: str
    first: int
    last: int
    span: Span


class Brief(Record):
    """A brief's light record. `date` is an ISO calendar day in the site's zone; instants are ISO 8601 with their offset.

    `slug` is the last segment of its permalink; `body` names the heavy record; `names` keeps, for link's diagnostics, where the front matter
    names storylines and aliases; `block_places` tell where each block stands (`block_span`).
    """

    id: str
    path: str
    slug: str
    title: str
    date: str
    edition: str
    number: int
    as_of: str
    covers: When | None
    next_due: str
    authors: tuple[str, ...]
    summary: str
    regions: tuple[RegionTag, ...]
    storylines: tuple[str, ...]
    topics: tuple[str, ...]
    figures: tuple[Figure, ...]
    draft: bool
    embargo_until: str
    stale_after_days: int
    aliases: tuple[str, ...]
    corrections: tuple[Correction, ...]
    kind: str
    items: tuple[Item, ...]
    claims: tuple[Claim, ...]
    timelines: tuple[TimelineBlock, ...]
    events: tuple[Event, ...]
    citations: tuple[Citation, ...]
    quotations: tuple[Quotation, ...]
    links: tuple[Link, ...]
    block_places: bytes
    words: int
    body: str
    names: tuple[Named, ...]
    span: Span
    stated: tuple[Stated, ...] = ()

    def block_span(self, block: int) -> Span:
        """Where a block of the text stands."""
        return next(iter(spans(self.path, self.block_places, block, 1)), Span(self.path))

    @property
    def minutes(self) -> int:
        """The reading time that is shown: whole minutes, at 220 words each."""
        return max(1, round(self.words / 220))
