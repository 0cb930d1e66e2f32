"""One page to its bytes. In: the page, the frame, the theme, and a way to load heavy records by key. Out: an `Artifact`. Pure.

A page that names a maker (`MAKERS`, `LISTS`) is written by it; every other names a template, which sees its view, the frame, and what is bound here
to the page's own place: `say`, `asset`, `text`, `passages`, `silhouette`, `locator`, `chart`.
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from briefgen.model.page import Artifact
from briefgen.model.record import decode
from briefgen.model.seed import Passages
from briefgen.model.views import NotFoundView, RedirectView
from briefgen.render import data, documents, feed, late, structured
from briefgen.render.filters import PLACE, Here, address, here, words
from briefgen.render.markup import marked
from briefgen.render.pieces import PIECES
from briefgen.render.svg import locator, strip, timeline, weeks
from briefgen.render.text import Filled, Filling, body_of, filled, reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jinja2 import Environment

    from briefgen.model.page import Page
    from briefgen.model.parts import Bars, Frame, MapView, Note, PassageView, Row, TextView
    from briefgen.render.theme import Theme

    Load = Callable[[str], bytes]

# What is no text, and is published as it is.
COPIED: Final = "bytes"
MAKERS: Final[Mapping[str, Callable[[Any, Load], bytes]]] = MappingProxyType({
    "feed.xml": feed.atom,
    "sitemap.xml": documents.sitemap,
    "robots.txt": documents.plain,
    "plain": documents.plain,
    COPIED: documents.copied,
})
# What may be far larger than a page, and comes in pieces.
LISTS: Final[Mapping[str, Callable[[Any, Load], Iterable[bytes]]]] = MappingProxyType({
    "events.json": data.as_json,
    "events.csv": data.as_csv,
    "events.geojson": data.as_geojson,
    "events.ics": data.as_ics,
})
# Many briefs are about the same regions, and drawing a map costs more than the rest of a page.
DRAWN: Final = lru_cache(maxsize=512)(locator.draw)
# The longest excerpt of a source that a page shows beside a claim, in words.
EXCERPT: Final = 25


def render(page: Page, frame: Frame, theme: Theme, load: Load) -> Artifact:
    """The artifact of a page. Raises `Stop` (BG610) where its template fails."""
    return finished(page, frame, theme, load, {})[0]


def finished(page: Page, frame: Frame, theme: Theme, load: Load, names: Mapping[bytes, bytes]) -> tuple[Artifact, late.Places]:
    """The artifact of a page whose view has signs (`model.late`), with the `names` of their regions, and where those stand in it."""
    pieces = _pieces(page, frame, theme, load)
    if page.template == COPIED or not (names or page.template in late.FOLDING):
        return Artifact(page.path, b"".join(pieces)), late.NOWHERE
    content, places = late.write(pieces, names, page.template)
    return Artifact(page.path, content), places


def _pieces(page: Page, frame: Frame, theme: Theme, load: Load) -> Iterable[bytes]:
    if page.template in LISTS:
        return LISTS[page.template](page.view, load)
    if page.template in MAKERS:
        return (MAKERS[page.template](page.view, load),)
    anywhere = isinstance(page.view, (NotFoundView, RedirectView))
    place = here(page.permalink, frame.base if anywhere else "")
    html = theme.write(page.template, page.origin, lambda environment: _Context(page, frame, theme, load, place).names(environment))
    return (html.encode("utf-8"),)


class _Context:
    """What one page's template may name."""

    def __init__(self, page: Page, frame: Frame, theme: Theme, load: Load, place: Here) -> None:
        self.page = page
        self.frame = frame
        self.load = load
        self.place = place
        self.quoted: set[tuple[str, int]] = set()
        self.furniture = theme.furniture(frame)

    def names(self, environment: Environment) -> dict[str, Any]:
        view = self.page.view
        return {
            "view": view, "head": getattr(view, "head", None), "frame": self.frame, "here": self.place,
            "say": self.furniture.say, "asset": self.furniture.asset, "text": self.text,
            "excerpt": self.excerpt, "passages": self.passages, "silhouette": self.silhouette, "locator": self.locator, "chart": self.chart,
            "strip": self.strip, "weeks": self.weeks,
            "json_ld": structured.describe(view, self.frame), PLACE: self.place, PIECES: self.furniture.pieces(environment).on(self.place),
        }

    def text(self, text: TextView) -> list[Filled]:
        """The blocks of a body."""
        return filled(body_of(text, self.load), Filling(text, self.place, self.frame.language, reference))

    def passages(self, key: str) -> dict[int, str]:
        """The passages of a source by number."""
        return {passage.number: passage.text for passage in decode(self.load(key), Passages).items} if key else {}

    def excerpt(self, note: Note, most: int = EXCERPT) -> str:
        """The opening words of the passage that a note rests on, `EXCERPT` at most; empty where there are none to show, or they were shown.

        A passage is quoted once on a page, where it is cited first.
        """
        key = (note.passages, note.passage)
        if not note.passages or key in self.quoted:
            return ""
        self.quoted.add(key)
        return words(self.passages(note.passages).get(note.passage, ""), min(most, EXCERPT))

    def silhouette(self, shape: str) -> Markup:
        """A region's outline, 40 units square."""
        if not shape:
            return Markup()
        path = self.load("shape:" + shape).decode()
        return Markup('<svg class="rg" viewBox="0 0 40 40" aria-hidden="true"><path d="{}"/></svg>').format(path) if path else Markup()

    def locator(self, view: MapView | None, name: str, most: int = locator.MOST) -> Markup:
        """A locator map of at most `most` characters; `name` keeps its ids apart from those of another on the page."""
        if view is None:
            return Markup()
        return marked(DRAWN(self.load("scene:" + view.scene), view, name, most))

    def strip(self, passages: tuple[PassageView, ...], title: str) -> Markup:
        """The strip over a source's passages."""
        return marked(strip.draw(passages, title))

    def weeks(self, stretches: tuple[Bars, ...]) -> Markup:
        """The overview of a timeline that is split, a bar for each week."""
        return marked(weeks.draw(stretches, lambda link: address(link, self.place), self.furniture.say("weeks")))

    def chart(self, rows: tuple[Row, ...], now: int) -> Markup:
        """The chart over a timeline's list."""
        return marked(timeline.draw(rows, now, self.furniture.words, self.frame.language))

