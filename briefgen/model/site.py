"""The linked site: every unit, with what only all of them together can tell. In: nothing. Out: `Units`, `Site` and its parts.

`Site` is recomputed on every build and never stored; its mappings are read, never written, once `link.site` has returned.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from briefgen.model.brief import Brief
from briefgen.model.config import Config
from briefgen.model.diagnostic import Span
from briefgen.model.event import Correction, Event, Storyline
from briefgen.model.evidence import Citation, Link, Quotation
from briefgen.model.place import Region
from briefgen.model.record import Record
from briefgen.model.seed import Seed
from briefgen.model.verdict import QuoteCheck


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


class Asset(Record):
    """A file of the content that is published as it is: its permalink and the digest of its bytes."""

    path: str
    permalink: str
    digest: str


class Units(msgspec.Struct, frozen=True):
    """All units of a build. `today` is the calendar day in the site's zone (ISO), `now` the instant (ISO, with offset)."""

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


class LeftOut(Record):
    """A unit that is not published, and why: `draft`, `embargo` or `ahead`; `until` is when that would change, or empty."""

    path: str
    title: str
    reason: str
    until: str


class Checked(Record):
    """The checks of one unit's quotations, in their order: for each seed that the citation names, its id and the outcome."""

    checks: tuple[tuple[tuple[str, QuoteCheck], ...], ...]


class CheckJob(Record):
    """All that checking one unit's quotations depends on, and so the key of its outcome.

    `quotations` are (text, translated, the seeds and passages cited); `passages` pairs a seed's id with its heavy record's
    digest (empty: the seed has no text), and `translated` its language where the seed is itself a translation.
    """

    path: str
    quotations: tuple[tuple[str, str, tuple[tuple[str, int], ...]], ...]
    passages: tuple[tuple[str, str], ...]


class Use(Record):
    """One use of a seed's passage: by which page, under which note or event."""

    passage: int
    label: str
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
    roots: Mapping[str, tuple[str, ...]]
    left_out: tuple[LeftOut, ...]
    aliases: tuple[tuple[str, str, str], ...]
    scenes: Mapping[tuple[str, str], str]
    neighbours: Mapping[str, tuple[str, ...]]
