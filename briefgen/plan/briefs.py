"""Brief pages and the front page. In: the desk. Out: pages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from briefgen.model import dates
from briefgen.model.event import retraction
from briefgen.model.page import Page
from briefgen.model.parts import Day, Fact, Figure, Tag
from briefgen.model.views import BriefView, HomeView
from briefgen.plan import changes, history, statements, texts
from briefgen.plan.archives import days
from briefgen.plan.heavy import heavies
from briefgen.plan.planned import Planned, at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.brief import Brief
    from briefgen.model.parts import Card, Row
    from briefgen.plan.desk import Desk

RECENT_DAYS = 7
RECENT_ROWS = 6


def pages(desk: Desk) -> Iterator[Planned]:
    """The front page, and a page for each published brief."""
    briefs = desk.site.briefs
    yield Planned("index.html", _home, origin=briefs[-1].path if briefs else "site.yml")
    for index, brief in enumerate(briefs):
        permalink = desk.permalink("brief", brief.id)
        if permalink:
            yield Planned(at(permalink), _page, (index,), brief.path, day=brief.date)


def _page(index: int, desk: Desk) -> Page:
    site, brief = desk.site, desk.brief(index)
    permalink = desk.permalink("brief", brief.id)
    events = tuple(sorted({event for name in brief.storylines for event in site.storyline_events.get(name, ())}))
    takeaways = texts.takeaways(desk, brief)
    own = tuple(tag.id for tag in brief.regions if tag.primary)
    text = msgspec.structs.replace(texts.text(desk, brief, tuple(takeaway.block for takeaway in takeaways)), claims=statements.of_brief(desk, index))
    taken_back = retraction(brief.corrections)
    zone = site.config.timezone
    published = dates.rfc3339(brief.as_of or brief.date, zone)
    cited = tuple(dict.fromkeys(citation.seed for citation in brief.citations if citation.seed in site.seeds))
    view = BriefView(
        head=desk.head(brief.title, brief.summary, permalink, "home"),
        kind=brief.kind,
        authors=brief.authors,
        published=published,
        modified=max([published, *(dates.rfc3339(entry.at, zone) for entry in brief.corrections)], key=dates.moment),
        covers=dates.span(brief.covers) if brief.covers else "",
        crumbs=desk.crumbs((desk.words.say("archive"), "/archive/"), (desk.day(brief.date).words, f"/{brief.date.replace('-', '/')}/")),
        kicker=(*(Tag(desk.topic(name), "") for name in brief.topics[:2]), *desk.regions(own[:1])),
        title=brief.title,
        standfirst=brief.summary,
        dated=desk.day(brief.date),
        facts=_facts(desk, brief, cited),
        takeaways=takeaways,
        text=text,
        map=desk.map("brief", brief.id, own),
        figures=tuple(
            Figure(figure.label, figure.value, desk.words.say("withdrawn-all") if figure.source in site.gone else figure.as_of,
                   desk.source(figure.source) if figure.source in site.seeds else None)
            for figure in brief.figures),
        regions=desk.regions(own),
        mentioned=desk.regions(tag.id for tag in brief.regions if not tag.primary),
        standing=_standing(desk, brief),
        topics=tuple(Tag(desk.topic(name), "") for name in brief.topics),
        storylines=tuple(desk.storyline_card(site.storylines[place], counted=False) for place in desk.tables.places(brief.storylines)),
        sources=tuple(desk.source_card(site.seeds[name]) for name in cited),
        rows=_rows(desk, brief, events),
        corrections=texts.corrections(desk, brief.corrections, None),
        changes=changes.view(desk, site.editions[index]) if index in site.editions else None,
        disputes=statements.disputes(desk, (index,), elsewhere=index),
        retracted=next(iter(texts.corrections(desk, (taken_back,), None)), None) if taken_back else None,
        stale=desk.words.say("stale", day=desk.day(site.stale["brief", brief.id]).words) if ("brief", brief.id) in site.stale else "",
        history=history.permalink(desk, brief),
        earlier=desk.card(index - 1) if index else None,
        later=desk.card(index + 1) if index + 1 < len(site.briefs) else None,
    )
    return Page(at(permalink), permalink, "brief.html", view, heavies(view), brief.path)


def _rows(desk: Desk, brief: Brief, events: tuple[int, ...]) -> tuple[Row, ...]:
    """Rows of the brief's storylines about its own day: the last ones that had begun by then, and the next one. Undated ones have no place here."""
    day = date.fromisoformat(brief.date).toordinal()
    known = [(index, when.lo or when.hi) for index in events if (when := desk.site.events[index].when) is not None and (when.lo or when.hi)]
    begun = [index for index, low in known if low <= day]
    return desk.numbered((*begun[-(RECENT_ROWS - 1):], *[index for index, low in known if low > day][:1]))


def _standing(desk: Desk, brief: Brief) -> tuple[tuple[str, str], ...]:
    """What is contested about the regions of a brief: each note once, as it stands on the region's own page."""
    regions = (desk.site.tree.by_id[tag.id] for tag in brief.regions if tag.id in desk.site.tree.by_id)
    return tuple((desk.name(region.id), region.note) for region in regions if region.status and region.note)


def _facts(desk: Desk, brief: Brief, cited: tuple[str, ...]) -> tuple[Fact, ...]:
    say, count = desk.words.say, desk.words.count
    good, quoted = desk.site.checks[brief.path].counts
    worth = statements.badge(desk, desk.site.grounds[brief.path].whole)
    sources = count("source", len(cited)) + (f" · {worth.text}" if worth else "")
    return desk.facts(
        desk.dated("dated", desk.day(brief.date)),
        desk.dated("as-of", desk.moment(brief.as_of)) if brief.as_of else None,
        ("edition", brief.edition or (str(brief.number) if brief.number else "")),
        desk.dated("covers", desk.date(brief.covers)) if brief.covers else None,
        ("authors", desk.listing(brief.authors)),
        ("reading", count("minute", brief.minutes)),
        ("sources", sources if cited else ""),
        Fact(say("quote-checked"), say("quotes-checked", n=f"{good}/{quoted}"), "/about/") if quoted else None,
        desk.dated("next-due", desk.moment(brief.next_due)) if brief.next_due else None,
    )


def _home(desk: Desk) -> Page:
    """The front page: the newest brief leads."""
    site, last = desk.site, len(desk.site.briefs) - 1
    lead = desk.brief(last) if site.briefs else None
    card: Card | None = desk.card(last) if lead else None
    recent: tuple[Day, ...] = days(desk, range(max(0, last)), RECENT_DAYS)
    # The tops of the tree (continents) say nothing of a day's news.
    ranked = sorted((name for name in site.rollups if (site.rollups[name].primary or site.rollups[name].mentioned)
                     and desk.permalink("region", name) and site.tree.by_id[name].parent),
                    key=lambda name: (-len(site.rollups[name].primary), site.tree.by_id[name].name))
    events = tuple(i for i, event in enumerate(site.events) if texts.is_fact(event) and event.when is not None)
    stories = {event for name in (lead.storylines if lead else ()) for event in site.storyline_events.get(name, ())}
    unfolded = tuple(i for i in events if i in stories) or events
    counts = (("brief", len(site.briefs)), ("source", len(site.seeds)), ("event", len(site.events)))
    view = HomeView(
        head=desk.head(site.config.title, site.config.tagline or (lead.summary if lead else ""), "/", "home"),
        lead=card,
        lead_map=desk.map("brief", lead.id, tuple(tag.id for tag in lead.regions if tag.primary)) if lead else None,
        takeaways=texts.takeaways(desk, lead)[:3] if lead else (),
        days=recent,
        regions=tuple(desk.region_link(name) for name in ranked[:8]),
        storylines=tuple(desk.storyline_card(storyline) for storyline in site.storylines
                         if storyline.status != "closed" and ("storyline", storyline.id) not in site.stale)[:4],
        rows=desk.numbered(unfolded[-RECENT_ROWS:]),
        dated=desk.weekday(lead.date) if lead else desk.date(None),
        strip=" · ".join(desk.words.count(key, n) for key, n in counts),
    )
    return Page("index.html", "/", "home.html", view, heavies(view), lead.path if lead else "site.yml")
