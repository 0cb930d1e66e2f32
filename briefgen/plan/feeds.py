"""Which entries a feed has. In: the desk. Out: feed pages for the site, each region, each storyline. How they are written is render's."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefgen.model import dates
from briefgen.model.files import FeedView
from briefgen.model.page import Page
from briefgen.model.parts import Entry
from briefgen.plan import texts
from briefgen.plan.heavy import heavies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.model.brief import Brief
    from briefgen.plan.desk import Desk


def pages(desk: Desk) -> Iterator[Page]:
    """The feeds, or none where the site has no address (Atom needs absolute ones; BG010 has said so)."""
    site = desk.site
    if not site.config.url:
        return
    everything = range(len(site.briefs))
    entries: dict[int, Entry] = {}
    yield _feed(desk, "/feed.xml", "/", site.config.title, site.config.tagline, everything, entries)
    for name, roll in site.rollups.items():
        permalink = desk.permalink("region", name)
        if permalink:
            label = site.tree.by_id[name].name
            briefs = sorted((*roll.primary, *roll.mentioned))
            yield _feed(desk, permalink + "feed.xml", permalink, f"{site.config.title}: {label}", "", briefs, entries)
    for name in (storyline.id for storyline in site.storylines):
        permalink = desk.permalink("storyline", name)
        title = next(storyline.title for storyline in site.storylines if storyline.id == name)
        if permalink:
            yield _feed(desk, permalink + "feed.xml", permalink, f"{site.config.title}: {title}", "", site.storyline_briefs.get(name, ()), entries)
    for kind, name in site.permalinks:
        if kind == "region" and name not in site.rollups:
            permalink = desk.permalink("region", name)
            yield _feed(desk, permalink + "feed.xml", permalink, f"{site.config.title}: {site.tree.by_id[name].name}", "", (), entries)


def _feed(
    desk: Desk, path: str, page: str, title: str, subtitle: str, briefs: Iterable[int], entries: dict[int, Entry],
) -> Page:
    config = desk.site.config
    newest = list(briefs)[::-1][: config.feeds.items]
    for index in newest:
        if index not in entries:
            entries[index] = _entry(desk, desk.site.briefs[index])
    return feed(desk, path, page, title, subtitle, tuple(entries[index] for index in newest))


def feed(desk: Desk, path: str, page: str, title: str, subtitle: str, chosen: tuple[Entry, ...]) -> Page:
    """A feed of some entries, newest first; `page` is the permalink that it belongs to."""
    config = desk.site.config
    updated = max((entry.updated for entry in chosen), default="1970-01-01T00:00:00Z")
    view = FeedView(
        id=tag_uri(config.url, path, "2000"), title=title, subtitle=subtitle, link=config.url + path.lstrip("/"),
        permalink=config.url + page.lstrip("/"), updated=updated, author=config.publisher.name or config.title, language=config.language,
        root=config.url,
        entries=chosen, full_text=config.feeds.full_text,
    )
    return Page(path.lstrip("/"), path, "feed.xml", view, heavies(view))


def _entry(desk: Desk, brief: Brief) -> Entry:
    config = desk.site.config
    permalink = desk.permalink("brief", brief.id)
    published = dates.rfc3339(brief.as_of or brief.date, config.timezone)
    changed = [dates.rfc3339(entry.at, config.timezone) for entry in brief.corrections]
    return Entry(
        id=tag_uri(config.url, permalink, brief.date), title=brief.title, link=config.url + permalink.lstrip("/"), published=published,
        updated=max([published, *changed], key=dates.moment), summary=brief.summary, authors=brief.authors,
        categories=tuple(tag.label for tag in desk.regions(tag.id for tag in brief.regions)),
        text=texts.text(desk, brief) if config.feeds.full_text else None,
    )


def tag_uri(url: str, path: str, day: str) -> str:
    """A tag URI (RFC 4151) for a path of the site: the entry's own day dates it, so that it never changes."""
    parts = urlsplit(url)
    return f"tag:{parts.hostname},{day}:{parts.path.rstrip('/')}{path}"
