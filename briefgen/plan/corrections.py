"""Everything that was put right after publication: the page at a fixed place, and its feed. In: the desk. Out: pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import dates
from briefgen.model.accounts import CorrectionsView
from briefgen.model.page import Page
from briefgen.model.parts import CorrectionView, Entry, Tag
from briefgen.plan import feeds, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.plan.desk import Desk


def pages(desk: Desk) -> Iterator[Page]:
    """The list, newest first, and the feed where the site has an address."""
    site, say = desk.site, desk.words.say
    entries = [*texts.corrections(desk, site.corrections, None), *_withdrawn(desk)]
    for kind, units in (("brief", site.briefs), ("storyline", site.storylines)):
        for unit in units:
            entries += texts.corrections(desk, unit.corrections, Tag(unit.title, desk.permalink(kind, unit.id)))
    entries.sort(key=lambda entry: dates.moment(dates.rfc3339(entry.date.iso, site.config.timezone)), reverse=True)
    title = say("corrections")
    feed = Tag(f"{site.config.title}: {title}", "/corrections/feed.xml") if site.config.url else None
    view = CorrectionsView(desk.head(title, say("corrections-standfirst"), "/corrections/", "corrections", (feed,) if feed else ()), title,
                           say("corrections-standfirst"), tuple(entries), site.config.publisher.contact, feed.permalink if feed else "")
    yield Page("corrections/index.html", "/corrections/", "corrections.html", view)
    if feed:
        newest = entries[: site.config.feeds.items]
        yield feeds.feed(desk, feed.permalink, "/corrections/", feed.label, say("corrections-standfirst"), tuple(_entry(desk, one) for one in newest))


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
