"""The parts that views are made of: small frozen values, each all that one piece of a page may show. No spans, no clock."""

from __future__ import annotations

from briefgen.model.labels import Badge, Crumb, DateLabel, Fact, Figure, KindLabel, Tag
from briefgen.model.record import Record
from briefgen.model.standing import ChangeView, ClaimView, CorrectionView, DisputeView, EditionView, JudgementView, PositionView, RevisionView

__all__ = [
    "Badge", "Bars", "CalendarDay", "CalendarMonth", "Card", "ChangeView", "ClaimView", "CorrectionView", "Crumb",
    "DateLabel", "Day", "DisputeView", "EditionView", "Entry", "Fact", "Figure", "Frame", "Head", "JudgementView",
    "KindLabel", "MapView", "Note", "PassageView", "PositionView", "RegionLink", "RevisionView", "Row", "SourceCard",
    "StorylineCard", "Tag", "Takeaway", "TextView", "TreeNode",
]


class Frame(Record):
    """What is the same on every page. `base` is the path of the site's address (`/` or `/briefs/`), for 404 only.

    `policy` is the content security policy that every page runs under.
    `assets` pairs the theme's own names of its assets (`site.css`) with their permalinks, `words` the keys of its words with the words.
    """

    title: str
    tagline: str
    language: str
    direction: str
    base: str
    url: str
    navigation: tuple[Tag, ...]
    footer: tuple[Tag, ...]
    feed: str
    publisher: str
    contact: str
    disclaimer: str
    boundaries: str
    policy: str
    assets: tuple[tuple[str, str], ...]
    version: str
    words: tuple[tuple[str, str], ...]


class Head(Record):
    """What stands in a page's head. `canonical` is absolute or empty; `feeds` pair a title with a permalink."""

    title: str
    description: str
    canonical: str
    section: str
    feeds: tuple[Tag, ...] = ()
    index: bool = True


class Card(Record):
    """All that a list may show of a brief."""

    id: str
    permalink: str
    title: str
    summary: str
    date: DateLabel
    day: str
    kicker: str
    kind: KindLabel | None
    regions: tuple[Tag, ...]
    meta: str
    corrected: bool = False


class StorylineCard(Record):
    """All that a list may show of a storyline."""

    permalink: str
    title: str
    summary: str
    status: str
    meta: str


class SourceCard(Record):
    """All that a list may show of a source."""

    id: str
    permalink: str
    title: str
    outlet: str
    date: DateLabel
    cited: str
    grade: str
    meta: str


class RegionLink(Record):
    """A region in a list, with its silhouette: `shape` is a key of packaged outlines or empty."""

    label: str
    permalink: str
    shape: str
    count: str


class TreeNode(Record):
    """A node of the region index."""

    region: RegionLink
    children: tuple[TreeNode, ...]


class Note(Record):
    """A note beside the text: a short quotation of the source, or a sentence of ours, then the passage it rests on.

    `verdict` is the outcome of checking a quotation against the passage (`exact`, `bracketed`, `elided`, `short`, `unchecked`,
    `translated`, or empty where nothing was quoted); `verdict_words` says it in words. `passages` names the heavy record of the source
    where an excerpt of passage number `passage` may be shown, and is empty where not.
    """

    number: int
    quote: str
    text: str
    label: str
    permalink: str
    source: str
    verdict: str
    verdict_words: str
    language: str = ""
    passages: str = ""
    passage: int = 0
    also: tuple[str, ...] = ()


class Takeaway(Record):
    """A key takeaway: its label, and which block of the body holds its text."""

    id: str
    kind: KindLabel
    block: int
    text: str
    permalink: str
    ground: Badge | None = None
    grade: Badge | None = None
    withdrawn: str = ""
    corrected: str = ""


class TextView(Record):
    """A body to render: the heavy record's digest, and what fills its holes.

    `notes[g]` are the notes of citation group g; `links[i]` is link i's permalink; `verdicts[i]` quotation i's verdict,
    `languages[i]` the language of its words (BCP 47, empty: not known); `rows` are the rows of timeline blocks by their
    block; `skip` lists the blocks that are shown elsewhere (takeaways).
    """

    body: str
    notes: tuple[tuple[Note, ...], ...] = ()
    links: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    skip: tuple[int, ...] = ()
    rows: tuple[tuple[int, tuple[Row, ...]], ...] = ()
    claims: tuple[ClaimView, ...] = ()


class Row(Record):
    """One line of a timeline. `mark` is the glyph of the timeline grammar; `lo` and `hi` are ordinal days (0: open or none).

    `month` is the heading that it stands under; `number` counts from 1 in the list's order. `dates` are when it was reported and when it
    was added to this site, where they are known and differ from when it happened.
    """

    id: str
    number: int
    mark: str
    date: DateLabel
    month: str
    title: str
    text: str
    permalink: str
    kind: KindLabel
    sources: tuple[Tag, ...]
    regions: tuple[Tag, ...]
    status: str
    lane: str
    lo: int
    hi: int
    soft: bool
    claims: tuple[ClaimView, ...] = ()
    dates: tuple[Fact, ...] = ()


class Bars(Record):
    """A stretch of a timeline that is split: its page, and how many events began in each of its weeks."""

    label: str
    permalink: str
    name: str
    weeks: tuple[int, ...]
    current: bool = False


class Day(Record):
    """A day with what was published on it."""

    numeral: str
    words: str
    weekday: str
    iso: str
    permalink: str
    cards: tuple[Card, ...]


class CalendarDay(Record):
    """A cell of a calendar: 0 for padding; `level` 0-4 is its fill; `name` is the link's accessible name."""

    day: int
    level: int
    permalink: str
    name: str
    current: bool = False


class CalendarMonth(Record):
    """A month table."""

    label: str
    permalink: str
    count: str
    weeks: tuple[tuple[CalendarDay, ...], ...]


class PassageView(Record):
    """A passage on a source page. `state`: used, read, off; its text comes from the heavy record and only where allowed.

    `speakers`, `places` and `dates` are suggestions of the seed's reading, there only where the site asks for them.
    """

    number: int
    role: str
    state: str
    length: int
    shown: bool
    label: str
    cited: tuple[Tag, ...]
    speakers: tuple[str, ...] = ()
    places: tuple[Tag, ...] = ()
    dates: tuple[str, ...] = ()


class MapView(Record):
    """A locator map: `scene` is the key of its geometry in the packaged world; the words serve who cannot see it.

    `names` pairs outlines with the names that this site gives them.
    """

    scene: str
    title: str
    description: str
    caption: str
    names: tuple[tuple[str, str], ...] = ()


class Entry(Record):
    """A feed entry. `published` and `updated` are RFC 3339 instants; `text` fills with the body where feeds carry full text."""

    id: str
    title: str
    link: str
    published: str
    updated: str
    summary: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    text: TextView | None = None
