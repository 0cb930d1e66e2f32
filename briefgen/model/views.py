"""The theme contract: one frozen view for each kind of page, holding all that its template may see.

In: nothing. Out: the views. Permalinks are site-absolute (`/regions/ukraine/`); the `url` filter makes them relative to
the page. No view holds a `Span`, the clock, or a count that changes daily. Equality of views is the dependency check.
"""

from __future__ import annotations

from briefgen.model.accounts import ChangesView, CorrectionsView, HistoryView
from briefgen.model.data import DataView
from briefgen.model.files import BytesView, FeedView, PlainView, SitemapView
from briefgen.model.parts import (
    Bars,
    CalendarMonth,
    Card,
    CorrectionView,
    Crumb,
    DateLabel,
    Day,
    DisputeView,
    EditionView,
    Fact,
    Figure,
    Frame,
    Head,
    JudgementView,
    MapView,
    Note,
    PassageView,
    PositionView,
    RegionLink,
    Row,
    SourceCard,
    StorylineCard,
    Tag,
    Takeaway,
    TextView,
    TreeNode,
)
from briefgen.model.record import Record


class HomeView(Record, tag="home"):
    """The front page: the lead brief with its map and takeaways, day by day, regions, how it unfolded."""

    head: Head
    lead: Card | None
    lead_map: MapView | None
    takeaways: tuple[Takeaway, ...]
    days: tuple[Day, ...]
    regions: tuple[RegionLink, ...]
    storylines: tuple[StorylineCard, ...]
    rows: tuple[Row, ...]
    dated: DateLabel
    strip: str


class BriefView(Record, tag="brief"):
    """A brief: facts rail, takeaways, text with its notes beside it, regions, timeline, corrections, neighbours.

    `published` and `modified` are RFC 3339 instants; `covers` is an ISO 8601 interval or day, empty where the brief names none.
    `standing` pairs contested regions with the note on each.
    """

    head: Head
    kind: str
    authors: tuple[str, ...]
    published: str
    modified: str
    covers: str
    crumbs: tuple[Crumb, ...]
    kicker: tuple[Tag, ...]
    title: str
    standfirst: str
    dated: DateLabel
    facts: tuple[Fact, ...]
    takeaways: tuple[Takeaway, ...]
    text: TextView
    map: MapView | None
    figures: tuple[Figure, ...]
    regions: tuple[Tag, ...]
    mentioned: tuple[Tag, ...]
    topics: tuple[Tag, ...]
    storylines: tuple[StorylineCard, ...]
    sources: tuple[SourceCard, ...]
    rows: tuple[Row, ...]
    corrections: tuple[CorrectionView, ...]
    earlier: Card | None
    later: Card | None
    changes: EditionView | None = None
    disputes: tuple[DisputeView, ...] = ()
    retracted: CorrectionView | None = None
    stale: str = ""
    history: str = ""
    standing: tuple[tuple[str, str], ...] = ()


class SourceView(Record, tag="source"):
    """A source: the strip of its passages, what was used, what was read and left, what was thrown away."""

    head: Head
    crumbs: tuple[Crumb, ...]
    title: str
    standfirst: str
    passages: tuple[PassageView, ...]
    passages_digest: str
    publish: str
    facts: tuple[Fact, ...]
    chain: tuple[str, ...]
    used_by: tuple[Card, ...]
    events: tuple[Row, ...]
    licence: str
    note: str
    withdrawn: str = ""
    shared: tuple[tuple[Tag, str], ...] = ()


class SourcesView(Record, tag="sources"):
    """The list of all sources, or, where they are many, of those published in one month; `pages` then lead to the others."""

    head: Head
    title: str
    sources: tuple[SourceCard, ...]
    pages: tuple[tuple[str, tuple[Tag, ...]], ...] = ()
    earlier: Tag | None = None
    later: Tag | None = None


class RegionView(Record, tag="region"):
    """A region: breadcrumbs, native names, map, briefs once each, timeline, contested status, neighbours, children."""

    head: Head
    crumbs: tuple[Crumb, ...]
    title: str
    native: tuple[tuple[str, str], ...]
    map: MapView | None
    inset: MapView | None
    facts: tuple[Fact, ...]
    status: str
    positions: tuple[PositionView, ...]
    control: str
    note: str
    children: tuple[RegionLink, ...]
    neighbours: tuple[RegionLink, ...]
    briefs: tuple[Card, ...]
    mentioned: tuple[Card, ...]
    rows: tuple[Row, ...]
    storylines: tuple[StorylineCard, ...]
    trend: tuple[tuple[DateLabel, str, str], ...]
    feed: str
    timeline: str
    parts: tuple[Tag, ...] = ()
    changes: str = ""
    suggested: tuple[Tag, ...] = ()


class RegionsView(Record, tag="regions"):
    """The tree of regions that the site has something about."""

    head: Head
    title: str
    roots: tuple[TreeNode, ...]
    map: MapView | None


class StorylineView(Record, tag="storyline"):
    """A storyline: its question, how the judgement moved, its briefs and its timeline."""

    head: Head
    crumbs: tuple[Crumb, ...]
    title: str
    standfirst: str
    question: str
    status: str
    facts: tuple[Fact, ...]
    judgements: tuple[JudgementView, ...]
    text: TextView
    regions: tuple[Tag, ...]
    rows: tuple[Row, ...]
    briefs: tuple[Card, ...]
    corrections: tuple[CorrectionView, ...]
    feed: str
    timeline: str
    disputes: tuple[DisputeView, ...] = ()
    stale: str = ""


class StorylinesView(Record, tag="storylines"):
    """The list of storylines."""

    head: Head
    title: str
    storylines: tuple[StorylineCard, ...]


class TimelineView(Record, tag="timeline"):
    """A timeline: the chart over the list. `now` is the ordinal day of the newest edition (0: none).

    `filters` are groups of links to the same timeline by region, storyline or kind: (group, links), the chosen one marked
    by `current` in the tag. Where it is split, `bars` are its stretches with their pages, and `pages` groups of links to them: years or
    decades, the months of the year, or as many together. `charted` is false where the marks would be too many to tell apart.
    """

    head: Head
    crumbs: tuple[Crumb, ...]
    title: str
    standfirst: str
    rows: tuple[Row, ...]
    now: int
    filters: tuple[tuple[str, tuple[Tag, ...]], ...]
    pages: tuple[tuple[str, tuple[Tag, ...]], ...] = ()
    bars: tuple[Bars, ...] = ()
    charted: bool = True
    earlier: Tag | None = None
    later: Tag | None = None
    data: tuple[Tag, ...] = ()


class ArchiveView(Record, tag="archive"):
    """The archive of a span of time: calendar months newest first, and the days with what was published on them."""

    head: Head
    crumbs: tuple[Crumb, ...]
    title: str
    standfirst: str
    months: tuple[CalendarMonth, ...]
    days: tuple[Day, ...]
    years: tuple[Tag, ...]
    rows: tuple[Row, ...]
    earlier: Tag | None
    later: Tag | None


class TextPageView(Record, tag="text-page"):
    """About, method, or any other page of plain text. `stats` are the site's own counts, shown on the method page."""

    head: Head
    crumbs: tuple[Crumb, ...]
    title: str
    standfirst: str
    text: TextView
    stats: tuple[Fact, ...]
    method: bool


class SearchView(Record, tag="search"):
    """The search page. The tags of its choices hold ids (of regions, topics, storylines, years) in place of permalinks."""

    head: Head
    title: str
    standfirst: str
    regions: tuple[Tag, ...]
    topics: tuple[Tag, ...]
    storylines: tuple[Tag, ...]
    years: tuple[Tag, ...]


class NotFoundView(Record, tag="not-found"):
    """404: served at any depth, so its links are absolute from the base path."""

    head: Head
    title: str


class RedirectView(Record, tag="redirect"):
    """A stub at an old address: says where the page went and leads there without script."""

    head: Head
    target: str
    title: str


View = (
    HomeView | BriefView | SourceView | SourcesView | RegionView | RegionsView | StorylineView | StorylinesView | TimelineView
    | ArchiveView | CorrectionsView | ChangesView | HistoryView | TextPageView | SearchView | NotFoundView | RedirectView | FeedView
    | SitemapView | PlainView | BytesView | DataView
)

__all__ = [name for name in dir() if name.endswith("View")] + ["Frame", "Note", "View"]
