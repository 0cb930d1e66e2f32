"""Storyline pages and their list. In: the desk. Out: pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.page import Page
from briefgen.model.parts import JudgementView, Tag
from briefgen.model.views import StorylinesView, StorylineView
from briefgen.plan import statements, texts
from briefgen.plan.heavy import heavies
from briefgen.plan.planned import Planned, at
from briefgen.plan.words import LIKELIHOODS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.plan.desk import Desk


def pages(desk: Desk) -> Iterator[Planned]:
    """The list of storylines, and a page for each."""
    yield Planned("storylines/index.html", _list)
    for index, storyline in enumerate(desk.site.storylines):
        permalink = desk.permalink("storyline", storyline.id)
        if permalink:
            yield Planned(at(permalink), _page, (index,), storyline.path)


def _list(desk: Desk) -> Page:
    title = desk.words.say("storylines")
    cards = tuple(desk.storyline_card(storyline) for storyline in desk.site.storylines)
    return Page("storylines/index.html", "/storylines/", "storylines.html",
                StorylinesView(desk.head(title, "", "/storylines/", "storylines"), title, cards))


def _page(index: int, desk: Desk) -> Page:
    site, say, storyline = desk.site, desk.words.say, desk.site.storylines[index]
    permalink = desk.permalink("storyline", storyline.id)
    events = site.storyline_events.get(storyline.id, ())
    briefs = site.storyline_briefs.get(storyline.id, ())
    feed = Tag(f"{site.config.title}: {storyline.title}", permalink + "feed.xml")
    status = desk.words.name(f"status-{storyline.status}", storyline.status)
    view = StorylineView(
        head=desk.head(storyline.title, storyline.summary or storyline.question, permalink, "storylines", (feed,)),
        crumbs=desk.crumbs((say("storylines"), "/storylines/"), (storyline.title, "")),
        title=storyline.title,
        standfirst=storyline.summary,
        question=storyline.question,
        status=status,
        facts=desk.facts(
            ("status", status),
            desk.dated("opened", desk.date(storyline.opened)) if storyline.opened else None,
            ("regions", desk.listing(tag.label for tag in desk.regions(storyline.regions))),
        ),
        judgements=tuple(
            JudgementView(desk.moment(j.at), LIKELIHOODS.get(j.likelihood.casefold(), 0), j.likelihood, j.confidence, j.note)
            for j in storyline.judgements),
        text=texts.text(desk, storyline),
        regions=desk.regions(storyline.regions),
        rows=desk.numbered(events),
        briefs=desk.cards(reversed(briefs)),
        corrections=texts.corrections(desk, storyline.corrections, None),
        disputes=statements.disputes(desk, briefs),
        stale=desk.words.say("stale", day=desk.day(site.stale["storyline", storyline.id]).words) if ("storyline", storyline.id) in site.stale else "",
        feed=permalink + "feed.xml",
        timeline=permalink + "timeline/" if events else "",
    )
    return Page(at(permalink), permalink, "storyline.html", view, heavies(view), storyline.path)
