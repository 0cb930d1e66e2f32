"""Views of files for machines: feeds, the sitemap, finished lines, bytes. In: nothing. Out: those views."""

from __future__ import annotations

from briefgen.model.parts import Entry
from briefgen.model.record import Record


class FeedView(Record, tag="feed"):
    """An Atom feed. `updated` is an RFC 3339 instant; `id` a tag URI fixed by the site's address and the feed's path; `root` that address."""

    id: str
    title: str
    subtitle: str
    link: str
    permalink: str
    updated: str
    author: str
    language: str
    root: str
    entries: tuple[Entry, ...]
    full_text: bool


class SitemapView(Record, tag="sitemap"):
    """The sitemap: absolute addresses with the day of their last change (empty: unknown)."""

    urls: tuple[tuple[str, str], ...]


class PlainView(Record, tag="plain"):
    """A file of finished lines: robots.txt, host files, `.nojekyll`."""

    lines: tuple[str, ...]


class BytesView(Record, tag="bytes"):
    """A file copied as it is: an asset of the theme or of the content, named by its digest."""

    digest: str
