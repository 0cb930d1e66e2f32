"""A page before it is made. In: nothing. Out: `Planned`, and pages that need no desk.

To know which pages exist takes little of the site: ids, days, permalinks, how much there is of each. What a page shows is asked of the desk when
the page is made, and not before; so a preview makes the pages that somebody looks at, and a build holds one at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.model.files import PlainView
from briefgen.model.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefgen.plan.desk import Desk


class Planned(NamedTuple):
    """A page that exists: its output path, and what makes it, of what is given and of the desk.

    What is `given` are ids and indices only, never words: the desk may be of a site whose words are others.
    `origin` is the project file that caused it; `unlisted` pages are not in the sitemap. `day` is the day, month or year (ISO) whose briefs and
    events it shows, empty where it shows those of no time in particular.
    """

    path: str
    maker: Callable[..., Page]
    given: tuple[Any, ...] = ()
    origin: str = ""
    unlisted: bool = False
    day: str = ""

    def make(self, desk: Desk) -> Page:
        """The page."""
        return self.maker(*self.given, desk)

    @property
    def permalink(self) -> str:
        """The path as it is addressed."""
        return addressed(self.path)


def finished(page: Page) -> Planned:
    """A page that is known already."""
    return Planned(page.path, lambda _: page)


def plain(path: str, lines: Iterable[str]) -> Page:
    """A file of finished lines."""
    return Page(path, "/" + path, "plain", PlainView(tuple(lines)))


def addressed(path: str) -> str:
    """The permalink of an output path: without `index.html`."""
    return "/" + (path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path)


def at(permalink: str) -> str:
    """The output path of a permalink."""
    return permalink.lstrip("/") + ("index.html" if permalink.endswith("/") else "")
