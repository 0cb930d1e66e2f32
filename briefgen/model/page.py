"""Pages and artifacts. In: nothing. Out: `Page`, `Artifact`, `PageKey`."""

from __future__ import annotations

from briefgen.model.artifact import Artifact, PageKey
from briefgen.model.record import Record
from briefgen.model.views import View


class Page(Record):
    """One output file that exists: where it goes, how it is made, and all that may be seen while it is made.

    `path` is relative to the output folder, with `/`. `permalink` starts with `/` and is the path without `index.html`.
    `template` names a template of the theme, or a maker of `render.documents` (`feed.xml`, `sitemap.xml`, `robots.txt`).
    `heavy` lists the digests of the heavy records that the maker reads; `origin` is the project file that caused the page,
    for messages only, and is not compared by readers of the view.
    """

    path: str
    permalink: str
    template: str
    view: View
    heavy: tuple[str, ...] = ()
    origin: str = ""


__all__ = ["Artifact", "Page", "PageKey"]
