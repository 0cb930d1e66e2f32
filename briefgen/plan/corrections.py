"""Everything that was put right after publication: the page at a fixed place, and its feed. In: the desk. Out: pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefgen.model import dates
from briefgen.model.accounts import CorrectionsView
from briefgen.model.page import Page
from briefgen.model.parts import CorrectionView, Entry, Tag
from briefgen.plan import feeds, texts
from briefgen.plan.planned import Planned, at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.plan.desk import Desk


FEED: Final = "/corrections/feed.xml"


def pages(desk: Desk) -> Iterator[Planned]:
    """The list, newest first, and the feed where the site has an address."""
    yield Planned("corrections/index.html", _list)
    if desk.site.config.url:
        yield Planned(at(FEED), _feed)


def _entries(desk: Desk) -> list[CorrectionView]:
    """Everything that was put right, newest first."""
    site = desk.site
    found = [*texts.corrections(desk, site.corrections, None), *_withdrawn(desk)]
    for index, brief in enumerate(site.briefs):
        if brief.corrections:
            found += texts.corrections(desk, brief.corrections, Tag(desk.brief(index).title, desk.permalink("brief", brief.id)))
    for storyline in site.storylines:
        found += texts.corrections(desk, storyline.corrections, Tag(storyline.title, desk.permalink("storyline", storyline.id)))
    return sorted(found, key=lambda entry: dates.moment(dates.rfc3339(entry.date.iso, site.config.timezone)), reverse=True)


def _list(desk: Desk) -> Page:
    config, say = desk.site.config, desk.words.say
    title = say("corrections")
    feed = FEED if config.url else ""
    head = desk.head(title, say("corrections-standfirst"), "/corrections/", "corrections", (Tag(f"{config.title}: {title}", feed),) if feed else ())
    view = CorrectionsView(head, title, say("corrections-standfirst"), tuple(_entries(desk)), config.publisher.contact, feed)
    return Page("corrections/index.html", "/corrections/", "corrections.html", view)


def _feed(desk: Desk) -> Page:
    config, say = desk.site.config, desk.words.say
    newest = _entries(desk)[: config.feeds.items]
    return feeds.feed(desk, FEED, "/corrections/", f"{config.title}: {say('corrections')}", say("corrections-standfirst"),
                      tuple(_entry(desk, one) for one in newest))


def _withdrawn(desk: Desk) -> list[CorrectionView]:
    """An entry for each source that was withdrawn, with how much rested on it alone."""
    site, say = desk.site, desk.words.say
    found = []
    for seed in site.seeds.values():
        if not seed.retracted:
            continue
        alone = sum(ground.withdrawn == "all" and seed.id in ground.seeds
                    for grounds in site.grounds.values() for ground in (*grounds.items, *grounds.claims))
        note = say("source-was-withdrawn", n=desk.words.count("statement", alone)) if alone else say("source-was-withdrawn-none")
        found.append(CorrectionView("retraction", say("source-withdrawn-title"), desk.day(seed.retracted),
                                    Tag(desk.title(seed), desk.permalink("source", seed.id)), "", "", "", note, ""))
    return found


def _entry(desk: Desk, entry: CorrectionView) -> Entry:
    config = desk.site.config
    at = dates.rfc3339(entry.date.iso, config.timezone)
    permalink = (entry.page.permalink if entry.page else "") or "/corrections/"
    change = f"“{entry.was}” → “{entry.now}”" if entry.was and entry.now else entry.was or entry.now
    title = f"{entry.word}: {entry.page.label}" if entry.page else entry.word
    return Entry(id=feeds.tag_uri(config.url, f"{permalink}#{entry.kind}-{at}", at[:10]) + (f"-{entry.where.lstrip('#')}" if entry.where else ""),
                 title=title, link=config.url + permalink.lstrip("/"), published=at, updated=at,
                 summary=" ".join(filter(None, (entry.note, change))), authors=(entry.by,) if entry.by else (), categories=(entry.word,))
