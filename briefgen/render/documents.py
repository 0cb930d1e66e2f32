"""Files for machines. In: their views. Out: bytes. Sitemap after sitemaps.org 0.9; lines; bytes as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.markup import as_xml

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.model.files import BytesView, PlainView, SitemapView

    Load = Callable[[str], bytes]


def sitemap(view: SitemapView, load: Load) -> bytes:
    """The sitemap. `lastmod` is a W3C date; where the day is unknown there is none."""
    del load
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for url, day in view.urls:
        lines.append(f"<url><loc>{as_xml(url)}</loc>" + (f"<lastmod>{day}</lastmod>" if day else "") + "</url>")
    return "\n".join([*lines, "</urlset>", ""]).encode("utf-8")


def plain(view: PlainView, load: Load) -> bytes:
    """Finished lines."""
    del load
    return "".join(line + "\n" for line in view.lines).encode("utf-8")


def copied(view: BytesView, load: Load) -> bytes:
    """The bytes that the view names."""
    return load(view.digest)
