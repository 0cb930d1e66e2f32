"""The released versions of a brief, as diffs that a reader can follow. In: the desk. Out: history pages, and what was taken back as JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from briefgen.model.accounts import HistoryView
from briefgen.model.event import retraction
from briefgen.model.page import Page
from briefgen.model.parts import RevisionView
from briefgen.plan import texts
from briefgen.plan.planned import Planned, at, plain

CITATION: Final = re.compile(r"\s*\[@[^\]]*\]\Z")

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.brief import Brief
    from briefgen.model.ledger import Revision
    from briefgen.plan.desk import Desk


def permalink(desk: Desk, brief: Brief) -> str:
    """Where a brief's history stands; empty where it was released only once."""
    own = desk.permalink("brief", brief.id)
    return own + "history/" if own and desk.site.revisions.get(brief.path) else ""


def pages(desk: Desk) -> Iterator[Planned]:
    """A page for each brief that was released more than once; the list of what was taken back."""
    for index, brief in enumerate(desk.site.briefs):
        place = permalink(desk, brief)
        if place:
            yield Planned(at(place), _page, (index,), brief.path, day=brief.date)
    yield Planned("data/deleted.json", _deleted)


def _page(index: int, desk: Desk) -> Page:
    say, brief = desk.words.say, desk.brief(index)
    place = permalink(desk, brief)
    title = say("history-of", what=brief.title)
    made = HistoryView(
        head=desk.head(title, say("history-standfirst"), place, "archive"),
        crumbs=desk.crumbs((brief.title, desk.permalink("brief", brief.id)), (say("history"), "")), title=title,
        standfirst=say("history-standfirst"),
        revisions=tuple(_revision(desk, revision) for revision in reversed(desk.site.revisions[brief.path])),
        corrections=texts.corrections(desk, brief.corrections, None),
    )
    return Page(at(place), place, "history.html", made, (), brief.path)


def _revision(desk: Desk, revision: Revision) -> RevisionView:
    say, count = desk.words.say, desk.words.count
    word = say("history-first") if revision.first else say("history-logged") if revision.logged else say("history-unlogged")
    if not revision.first and not revision.changes:
        word = say("history-minor")
    minor = count("slip", revision.minor) if revision.minor else ""
    labels = {"title": say("label-title"), "summary": say("label-summary"), "figure": say("label-figure")}
    return RevisionView(desk.moment(revision.at), word, revision.logged or revision.first,
                        tuple((labels.get(label, ""), tuple(_plain(strokes))) for label, strokes in revision.changes), minor)


def _plain(strokes: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    """Strokes as readers see them: a citation that did not change is left out."""
    for side, words in strokes:
        shown = CITATION.sub("", words).strip() if side == "=" else words
        if shown:
            yield side, shown


def _deleted(desk: Desk) -> Page:
    """`data/deleted.json`: what was taken back, and when, for those who keep copies."""
    url = desk.site.config.url
    rows = []
    for brief in desk.site.briefs:
        entry = retraction(brief.corrections)
        if entry is not None:
            rows.append({"id": brief.id, "url": url + desk.permalink("brief", brief.id).lstrip("/"), "at": entry.at, "reason": entry.note})
    return plain("data/deleted.json", json.dumps({"version": 1, "deleted": rows}, ensure_ascii=False, indent=1).split("\n"))
