"""What several page families need of the site, made once. In: `Site` and words. Out: cards, rows, tags, heads.

A `Desk` only remembers what it has made: every answer is a function of the site, the same in whatever order it is asked.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from briefgen.model import dates, late
from briefgen.model.event import Kind
from briefgen.model.parts import Card, Crumb, DateLabel, Fact, Head, KindLabel, MapView, RegionLink, Row, SourceCard, StorylineCard, Tag
from briefgen.model.seed import Seed
from briefgen.model.when import When, parse_when
from briefgen.plan import rows
from briefgen.plan.tables import Tables
from briefgen.plan.words import LIKELIHOODS, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefgen.model.brief import Brief
    from briefgen.model.event import Storyline
    from briefgen.model.site import Site

T = TypeVar("T")
# So many cards, and so many rows, are remembered. Pages that show the same are made one after another (`Plan.nearby`), and need few.
AT_HAND = 4_000


class Desk:
    """The site as the page families see it."""

    def __init__(self, site: Site, words: Words, *, late: bool = False) -> None:
        self.site = site
        self._late = late
        self.words = words
        self.locale = site.config.language
        self.tables = Tables(site)
        self.shown: set[int] = set()
        self._made: dict[tuple[str, ...], Any] = {}
        self._last: tuple[tuple[str, ...], Any] = ((), None)
        self._cards: dict[int, Card] = {}
        self._rows: dict[int, Row] = {}
        self._names: dict[str, str] = {}
        self._days: dict[str, DateLabel] = {}

    def once(self, key: tuple[str, ...], make: Callable[[], T]) -> T:
        """What `make` gives, made when it is first asked for: for what several pages have in common."""
        if key not in self._made:
            self._made[key] = make()
        found: T = self._made[key]
        return found

    def again(self, key: tuple[str, ...], make: Callable[[], T]) -> T:
        """What `make` gives, made anew unless it was what was last asked for: for what a few pages, made one after another, have in common."""
        last = self._last
        if last[0] != key:
            last = self._last = (key, make())
        found: T = last[1]
        return found

    def prepare(self) -> None:
        """Makes what is made from the whole site."""
        self.tables.prepare()
        self.pages  # noqa: B018 - made by being asked for

    # -- words ---------------------------------------------------------------------------------------------------------

    def date(self, when: When | None, note: str = "") -> DateLabel:
        """A date in words, with why it is vague."""
        if when is None:
            return DateLabel(self.words.say("date-unknown"), "", note)
        text, why = dates.words(when, self.locale)
        return DateLabel(text, dates.iso(when), note or why)

    def written(self, text: str) -> DateLabel | None:
        """A date that was checked when it was read, from its EDTF text; None where there is none."""
        return self.date(parse_when(text)) if text else None

    def day(self, iso: str) -> DateLabel:
        """A calendar day in words."""
        found = self._days.get(iso)
        if found is None:
            found = self._days[iso] = DateLabel(dates.day_words(iso, self.locale), iso)
        return found

    def weekday(self, iso: str) -> DateLabel:
        """A calendar day in words with its weekday."""
        return DateLabel(self.words.say("dated-on", weekday=dates.weekday_words(iso, self.locale), day=dates.day_words(iso, self.locale)), iso)

    def moment(self, instant: str) -> DateLabel:
        """An instant, or a day, in words with its zone."""
        return DateLabel(dates.instant_words(instant, self.site.config.timezone, self.locale), instant)

    def kind(self, kind: Kind, likelihood: str = "", note: str = "") -> KindLabel:
        """The mark and word of a statement, and the bars of its likelihood."""
        level = LIKELIHOODS.get(likelihood.casefold().replace("-", " ").strip(), 0)
        word = self.words.say(f"likelihood-{level}") if level else ""
        return KindLabel(kind.value, self.words.say(kind.value), level, word, note)

    def head(self, title: str, description: str, permalink: str, section: str = "", feeds: tuple[Tag, ...] = ()) -> Head:
        """What stands in the head of a page."""
        url = self.site.config.url
        return Head(title, description, url + permalink.lstrip("/") if url else "", section, feeds)

    # -- tags ----------------------------------------------------------------------------------------------------------

    def permalink(self, kind: str, name: str) -> str:
        """Where a unit lives; empty where it has no page."""
        return self.site.permalinks.get((kind, name), "")

    def name(self, region: str) -> str:
        """What a region is called; where names are written last, and this one can be, its sign. Nothing but to be shown: order follows names."""
        found = self._names.get(region)
        if found is None:
            name = self.site.tree.by_id[region].name
            found = late.sign(region) if self._late and late.writable(name) and self.permalink("region", region) else name
            self._names[region] = found
        return found

    def region(self, name: str, *, current: bool = False) -> Tag:
        """A region's tag."""
        return Tag(self.name(name), self.permalink("region", name), current)

    def above(self, region: str) -> tuple[tuple[str, str], ...]:
        """The way to a region from the root, itself included: (label, permalink)."""
        return tuple((self.name(step), self.permalink("region", step)) for step in self.site.tree.line(region))

    def regions(self, names: Iterable[str]) -> tuple[Tag, ...]:
        """The tags of regions, each once, unknown ones left out (they are diagnosed in link)."""
        return tuple(self.region(name) for name in dict.fromkeys(names) if name in self.site.tree.by_id)

    def topic(self, name: str) -> str:
        """A topic's label: its id with spaces, its first letter large."""
        text = name.replace("-", " ").strip()
        return text[:1].upper() + text[1:]

    def source(self, name: str) -> Tag:
        """A source's tag: its outlet, and its title where that is known."""
        seed = self.site.seeds[name]
        return Tag(self.outlet(seed), self.permalink("source", name))

    def outlet(self, seed: Seed) -> str:
        """The outlet, or the seed's id where the outlet is unknown."""
        return seed.outlet or seed.id

    def crumbs(self, *steps: tuple[str, str]) -> tuple[Crumb, ...]:
        """Breadcrumbs from (label, permalink)."""
        return tuple(Crumb(label, permalink) for label, permalink in steps)

    def region_link(self, name: str) -> RegionLink:
        """A region in a list, with its silhouette and how many briefs stand under it."""
        region = self.site.tree.by_id[name]
        roll = self.site.rollups.get(name)
        n = len(roll.primary) + len(roll.mentioned) if roll else 0
        count = self.words.count("brief", n) if n else self.words.say("none")
        return RegionLink(self.name(name), self.permalink("region", name), region.shape, count)

    def map(self, kind: str, name: str, subjects: tuple[str, ...], inset_of: str = "") -> MapView | None:
        """The locator map that link chose for a page, with its words; None where there is none."""
        scene = self.site.scenes.get((kind, name), "")
        if not scene:
            return None
        tree, say = self.site.tree.by_id, self.words.say
        names = self.listing(self.name(i) for i in subjects)
        contested = self.listing(self.name(i) for i in subjects if tree[i].status == "contested")
        if inset_of:
            return MapView(scene, say("map-of-inset", name=names, parent=self.name(inset_of)), "", "", self.own_names)
        plain = "map-description" if scene.split("/")[2] else "map-description-whole"  # Whole countries are named, not tinted.
        description = say("map-description-contested", names=names, contested=contested) if contested else say(plain, names=names)
        near = self.site.neighbours.get(name, ()) if kind == "region" else ()
        if near:
            description += " " + say("map-description-borders", names=self.listing(self.name(i) for i in near))
        caption = say("caption-contested", names=contested) if contested else say("caption-plain" if scene.endswith("/") else "caption-hatched")
        return MapView(scene, say("map-of", names=names), description, caption, self.own_names)

    @cached_property
    def own_names(self) -> tuple[tuple[str, str], ...]:
        """The outlines that this site's own regions stand for, with the names that it gives them."""
        return tuple((region.shape, region.name) for region in self.site.tree.by_id.values() if region.span is not None and region.shape)

    def listing(self, names: Iterable[str]) -> str:
        """`a, b, c`."""
        return ", ".join(names)

    # -- cards and rows ------------------------------------------------------------------------------------------------

    def brief(self, index: int) -> Brief:
        """A brief whose title or summary is to be shown. Whoever shows a brief asks for it here, or for its card: `shown` then has its index."""
        self.shown.add(index)
        return self.site.briefs[index]

    def card(self, index: int) -> Card:
        """The card of a published brief."""
        self.shown.add(index)
        found = self._cards.get(index)
        if found is None:
            if len(self._cards) >= AT_HAND:
                self._cards.clear()
            found = self._cards[index] = self._card(self.site.briefs[index])
        return found

    def cards(self, indices: Iterable[int]) -> tuple[Card, ...]:
        """The cards of some briefs."""
        return tuple(self.card(index) for index in indices)

    def _card(self, brief: Brief) -> Card:
        sources = len({citation.seed for citation in brief.citations})
        meta = [self.words.count("minute", brief.minutes)]
        if sources:
            meta.append(self.words.count("source", sources))
        return Card(
            id=brief.id, permalink=self.permalink("brief", brief.id), title=brief.title, summary=brief.summary, date=self.day(brief.date),
            day=brief.date, kicker=" · ".join(self.topic(name) for name in brief.topics[:2]), kind=None,
            regions=self.regions(tag.id for tag in brief.regions if tag.primary)[:6], meta=" · ".join(meta), corrected=bool(brief.corrections),
        )

    def storyline_card(self, storyline: Storyline, *, counted: bool = True) -> StorylineCard:
        """A card for a storyline; `counted`: with how much there is of it, which grows."""
        meta = ""
        if counted:
            n, events = (len(found.get(storyline.id, ())) for found in (self.site.storyline_briefs, self.site.storyline_events))
            meta = f"{self.words.count('brief', n)} · {self.words.count('event', events)}"
        return StorylineCard(self.permalink("storyline", storyline.id), storyline.title, storyline.question or storyline.summary,
                             self.words.name(f"status-{storyline.status}", storyline.status), meta)

    def source_card(self, seed: Seed) -> SourceCard:
        """A card for a source."""
        uses = len(self.site.uses.get(seed.id, ()))
        roots = dict.fromkeys(chain.root.who for chain in self.site.chains.get(seed.id, ()))
        meta = f"{self.words.say('relays')} {self.listing(roots)}" if seed.via else ""
        return SourceCard(seed.id, self.permalink("source", seed.id), self.title(seed), seed.outlet or self.words.say("outlet-unknown"),
                          self.date(seed.published), self.words.count("cited", uses) if uses else "", seed.reliability, meta)

    def title(self, seed: Seed) -> str:
        """A source's title, or its id where the title is unknown."""
        return seed.title or seed.id

    def row(self, index: int) -> Row:
        """The timeline row of an event, not yet numbered."""
        found = self._rows.get(index)
        if found is None:
            if len(self._rows) >= AT_HAND:
                self._rows.clear()
            found = self._rows[index] = rows.row(self, self.site.events[index])
        return found

    def numbered(self, indices: Iterable[int]) -> tuple[Row, ...]:
        """The rows of some events, numbered from 1 in the one order."""
        return tuple([msgspec.structs.replace(self.row(index), number=number) for number, index in enumerate(indices, 1)])

    # -- facts ---------------------------------------------------------------------------------------------------------

    def facts(self, *pairs: tuple[str, str] | Fact | None) -> tuple[Fact, ...]:
        """Facts from (key of the label, value), the empty ones left out."""
        made = []
        for pair in pairs:
            if isinstance(pair, Fact):
                made.append(pair)
            elif pair is not None and pair[1]:
                made.append(Fact(self.words.say(pair[0]), pair[1]))
        return tuple(made)

    def dated(self, key: str, label: DateLabel) -> Fact:
        """A fact whose value is a date."""
        return Fact(self.words.say(key), label.words, date=label)

    @cached_property
    def pages(self) -> dict[str, str]:
        """What to call each page that may cite: a brief by its day, a storyline or text page by its title."""
        site = self.site
        found = {self.permalink("brief", brief.id): dates.day_words(brief.date, self.locale) for brief in site.briefs}
        found.update({self.permalink("storyline", storyline.id): storyline.title for storyline in site.storylines})
        return {**found, **{page.permalink: page.title for page in site.pages}}

    @cached_property
    def newest(self) -> str:
        """The day of the newest brief (ISO), or empty."""
        return self.site.briefs[-1].date if self.site.briefs else ""

    @cached_property
    def today(self) -> int:
        """That day as an ordinal: the day of the edition, by which timelines are drawn; 0 where there is none."""
        return date.fromisoformat(self.newest).toordinal() if self.newest else 0
