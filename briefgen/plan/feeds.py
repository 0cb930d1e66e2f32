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
from briefgen.plan.planned import Planned, at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.plan.desk import Desk


def pages(desk: Desk) -> Iterator[Planned]:
    """The feeds, or none where the site has no address (Atom needs absolute ones; BG010 has said so)."""
    site = desk.site
    if not site.config.url:
        return
    yield Planned("feed.xml", _whole)
    for kind in ("region", "storyline"):
        for name in (name for this, name in site.permalinks if this == kind):
            yield Planned(at(desk.permalink(kind, name) + "feed.xml"), _feed, (kind, name))


def _whole(desk: Desk) -> Page:
    """The feed of everything."""
    return _newest(desk, "/", desk.site.config.title, desk.site.config.tagline, range(len(desk.site.briefs)))


def _feed(kind: str, name: str, desk: Desk) -> Page:
    """The feed of a region or storyline."""
    site = desk.site
    briefs: Sequence[int]
    if kind == "region":
        roll = site.rollups.get(name)
        label, briefs = desk.name(name), sorted((*roll.primary, *roll.mentioned)) if roll else ()
    else:
        label, briefs = desk.tables.storylines[name].title, site.storyline_briefs.get(name, ())
    return _newest(desk, desk.permalink(kind, name), f"{site.config.title}: {label}", "", briefs)


def _newest(desk: Desk, page: str, title: str, subtitle: str, briefs: Sequence[int]) -> Page:
    newest = briefs[::-1][: desk.site.config.feeds.items]
    return feed(desk, page + "feed.xml", page, title, subtitle, tuple(_entry(desk, index) for index in newest))


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


def _entry(desk: Desk, index: int) -> Entry:
    brief, config = desk.brief(index), desk.site.config
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
