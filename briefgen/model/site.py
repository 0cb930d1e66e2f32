"""The linked site: every unit, with what only all of them together can tell. In: nothing. Out: `Units`, `Site` and its parts.

`Site` is made on every build and never stored; its mappings are read, never written, once `link.site` has returned. Where one was linked before in
the same process, what did not change is the same object.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from briefgen.model.brief import Brief
from briefgen.model.chain import Chain, Grounds
from briefgen.model.change import Dispute, Edition, Side
from briefgen.model.config import Config
from briefgen.model.diagnostic import Span
from briefgen.model.event import Correction, Event, Storyline
from briefgen.model.evidence import Citation, Link, Quotation, Stated
from briefgen.model.ledger import Compared, Ledger, Revision
from briefgen.model.left_out import LeftOut
from briefgen.model.place import Region
from briefgen.model.reading import Marks
from briefgen.model.record import Record
from briefgen.model.seed import Seed
from briefgen.model.verdict import GOOD, QuoteCheck


class TextPage(Record):
    """A page of plain text (about, handbook): light record; `body` names the heavy one."""

    id: str
    path: str
    title: str
    summary: str
    permalink: str
    order: int
    citations: tuple[Citation, ...]
    quotations: tuple[Quotation, ...]
    links: tuple[Link, ...]
    body: str
    span: Span
    stated: tuple[Stated, ...] = ()


# What an editor writes as running text.
Text = Brief | Storyline | TextPage


class Asset(Record):
    """A file of the content that is published as it is: its permalink and the digest of its bytes."""

    path: str
    permalink: str
    digest: str


class Units(msgspec.Struct, frozen=True):
    """All units of a build. `today` is the calendar day in the site's zone (ISO), `now` the instant (ISO, with offset).

    `unread` are the paths of briefs that could not be read: they are there, and their diagnostics say what is wrong.
    """

    config: Config
    briefs: tuple[Brief, ...]
    storylines: tuple[Storyline, ...]
    events: tuple[Event, ...]
    regions: tuple[Region, ...]
    corrections: tuple[Correction, ...]
    pages: tuple[TextPage, ...]
    seeds: tuple[Seed, ...]
    assets: tuple[Asset, ...]
    today: str
    now: str
    drafts: bool = False
    ledgers: tuple[Ledger, ...] = ()
    unread: tuple[str, ...] = ()


class Checked(Record):
    """The checks of one unit's quotations, in their order: for each seed that the citation names, its id and the outcome.

    `also` has, for each quotation, what kindred seeds have of it (those in one chain, or with the same wording), where they
    come close. `loose` are the figures of cited sentences that no cited passage has: the index of the sentence, the figure,
    and whether the rest of the cited seeds has it.
    """

    checks: tuple[tuple[tuple[str, QuoteCheck], ...], ...]
    also: tuple[tuple[tuple[str, QuoteCheck], ...], ...] = ()
    loose: tuple[tuple[int, str, bool], ...] = ()

    @property
    def counts(self) -> tuple[int, int]:
        """How many quotations the source that they cite first has, and how many cite one."""
        first = [outcomes[0][1] for outcomes in self.checks if outcomes]
        return sum(outcome.verdict in GOOD for outcome in first), len(first)


class SeedText(Record):
    """What checking reads of a seed: its heavy record's digest (empty: no text), language, and the days it was published on."""

    id: str
    passages: str
    language: str = ""
    low: int = 0
    high: int = 0
    translated: str = ""


class CheckJob(Record):
    """All that checking one unit's quotations and figures depends on, and so the key of its outcome.

    `quotations` are (text, translated, the seeds and passages cited), `stated` cited sentences with (seed, passage); `kin`
    pairs a cited seed with its kindred. `today` is the unit's own day.
    """

    path: str
    today: str
    quotations: tuple[tuple[str, str, tuple[tuple[str, int], ...]], ...]
    stated: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    seeds: tuple[SeedText, ...]
    kin: tuple[tuple[str, tuple[str, ...]], ...]


class SearchJob(Record):
    """Words to be looked for in seeds, each its id and its heavy record's digest."""

    text: str
    seeds: tuple[tuple[str, str], ...]


class Names(Record):
    """Ids of seeds."""

    items: tuple[str, ...]


class Worded(Record):
    """What comparing wording reads of a seed: its id, and its heavy records by their digests."""

    id: str
    passages: str
    prints: str


class Prints(Record):
    """Fingerprints of a seed's wording, ascending: hashes of eight words in a row, a few of them, the same few wherever the words stand."""

    items: tuple[int, ...]


class Alike(Record):
    """Wording that two seeds share: their ids in order, the number of words, and each run as (passage, passage, words)."""

    first: str
    second: str
    words: int
    runs: tuple[tuple[int, int, int], ...]


class Pairs(Record):
    """Pairs of seeds, by id, whose wording may be alike."""

    items: tuple[tuple[str, str], ...]


class Use(Record):
    """One use of a seed's passage (0: of the seed as a whole): by which page, under which of its notes."""

    passage: int
    note: int
    permalink: str


class Tree(msgspec.Struct, frozen=True):
    """The region tree: every region that is known, and each node's children in order of their names."""

    by_id: Mapping[str, Region]
    children: Mapping[str, tuple[str, ...]]

    def line(self, region: str) -> tuple[str, ...]:
        """The ids from the root down to `region`, itself included."""
        found = []
        while region and region not in found:
            found.append(region)
            region = self.by_id[region].parent if region in self.by_id else ""
        return tuple(reversed(found))


class Rollup(Record):
    """What stands under a region, its descendants' items once each: indices into `Site.briefs` and `Site.events`."""

    primary: tuple[int, ...]
    mentioned: tuple[int, ...]
    events: tuple[int, ...]


class Site(msgspec.Struct, frozen=True):
    """The whole site, linked. Briefs are in order of their dates, events in the one total order of `model.when`."""

    config: Config
    briefs: tuple[Brief, ...]
    storylines: tuple[Storyline, ...]
    events: tuple[Event, ...]
    seeds: Mapping[str, Seed]
    pages: tuple[TextPage, ...]
    corrections: tuple[Correction, ...]
    assets: tuple[Asset, ...]
    tree: Tree
    rollups: Mapping[str, Rollup]
    permalinks: Mapping[tuple[str, str], str]
    checks: Mapping[str, Checked]
    uses: Mapping[str, tuple[Use, ...]]
    links: Mapping[str, tuple[str, ...]]
    storyline_briefs: Mapping[str, tuple[int, ...]]
    storyline_events: Mapping[str, tuple[int, ...]]
    chains: Mapping[str, tuple[Chain, ...]]
    alike: Mapping[str, tuple[Alike, ...]]
    grounds: Mapping[str, Grounds]
    gone: Mapping[str, str]
    editions: Mapping[int, Edition]
    disputes: tuple[Dispute, ...]
    event_claims: Mapping[str, tuple[Side, ...]]
    ledgers: Mapping[str, Ledger]
    compared: Mapping[str, Compared]
    revisions: Mapping[str, tuple[Revision, ...]]
    stale: Mapping[tuple[str, str], str]
    turns: str
    left_out: tuple[LeftOut, ...]
    aliases: tuple[tuple[str, str, str], ...]
    marks: Mapping[str, Marks] = msgspec.field(default_factory=dict)
    scenes: Mapping[tuple[str, str], str] = msgspec.field(default_factory=dict)
    neighbours: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)

    @property
    def texts(self) -> tuple[Text, ...]:
        """All that is written as running text."""
        return *self.briefs, *self.storylines, *self.pages

    @property
    def quotations(self) -> tuple[int, int]:
        """The counts of all units' quotations (`Checked.counts`)."""
        counts = [checked.counts for checked in self.checks.values()]
        return sum(good for good, _ in counts), sum(every for _, every in counts)
