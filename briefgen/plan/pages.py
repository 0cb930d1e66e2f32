"""The table of page families. In: `Site`, words, the theme's assets. Out: the plan (pages by path), the frame, and collisions of outputs."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefgen.model.codes import note
from briefgen.model.diagnostic import Span
from briefgen.model.files import BytesView
from briefgen.model.page import Page
from briefgen.model.parts import Frame, Tag
from briefgen.plan import (
    archives,
    briefs,
    changes,
    corrections,
    data,
    documents,
    feeds,
    history,
    hosts,
    regions,
    search,
    sources,
    storylines,
    timelines,
)
from briefgen.plan.desk import Desk
from briefgen.plan.planned import Planned, finished
from briefgen.plan.words import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefgen.model.config import Config
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.site import Site

FAMILIES = (briefs.pages, archives.pages, regions.pages, storylines.pages, timelines.pages, sources.pages, feeds.pages, data.pages, search.pages,
            documents.pages, corrections.pages, changes.pages, history.pages)
RIGHT_TO_LEFT = ("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")


class Plan(Mapping[str, Page]):
    """Every page by its path, in a fixed order. A page is made each time that it is asked for, and not kept: whoever needs it twice keeps it.

    Immutable, but for what the desk remembers; any thread may ask.
    """

    def __init__(self, desk: Desk, planned: dict[str, Planned], theme: Mapping[str, str]) -> None:
        self._desk = desk
        self._planned = planned
        self._theme = theme

    def __getitem__(self, path: str) -> Page:
        return self._planned[path].make(self._desk)

    def __contains__(self, path: object) -> bool:
        return path in self._planned

    def __iter__(self) -> Iterator[str]:
        return iter(self._planned)

    def __len__(self) -> int:
        return len(self._planned)

    def nearby(self) -> list[str]:
        """The paths in an order in which pages that show the same follow one another, so that what is remembered of one serves the next: those of no
        time in particular, then month by month, and those of one family together, which is easier on the processor's own memory.
        """
        return sorted(self._planned, key=lambda path: self._planned[path].day[:7])

    def prepare(self) -> None:
        """Works out what pages look up in all of the site. A copy of this process that had to would have all of it in memory of its own."""
        self._desk.prepare()

    def showing(self, path: str) -> tuple[Page, tuple[int, ...]]:
        """A page, with the briefs, by index, whose titles or summaries it was given to show."""
        self._desk.shown.clear()
        return self[path], tuple(self._desk.shown)

    def origins(self) -> Iterator[tuple[str, str]]:
        """The path of each page that one project file causes, with that file's."""
        return ((path, one.origin) for path, one in self._planned.items() if one.origin)

    def late(self) -> Plan:
        """The same pages with signs for regions' names (`model.late`), for whoever writes the names into the finished files."""
        return Plan(Desk(self._desk.site, self._desk.words, late=True), self._planned, self._theme)

    def on(self, site: Site) -> Plan | None:
        """The same pages of a site that differs in nothing but words; None where the letters of the search index are others."""
        if not search.same_letters(self._desk.site.briefs, site.briefs):
            return None
        return Plan(Desk(site, self._desk.words), self._planned, self._theme)

    def themed(self, theme: Mapping[str, str]) -> Plan | None:
        """The same pages with the theme's assets as they are now; None where one is at the path of another page, or a host is told of each."""
        if hosts.TOLD & self._planned.keys():
            return None
        planned = {path: one for path, one in self._planned.items() if path not in self._theme}
        for one in _assets(theme):
            if planned.setdefault(one.path, one) is not one:
                return None
        return Plan(self._desk, planned, theme)


def pages(site: Site, theme: Mapping[str, str], words: Mapping[str, str]) -> tuple[Plan, list[Diagnostic]]:
    """The plan of a site. `theme` gives the digest of each of the theme's assets by published path.

    BG350 where two pages want one path (case and composition apart).
    """
    desk = Desk(site, Words(words, site.config.language))
    planned: list[Planned] = []
    for family in FAMILIES:
        planned += family(desk)
    planned += documents.machine(desk, planned)
    planned += _assets(theme)
    notes: list[Diagnostic] = []
    planned += hosts.pages(desk, len(planned), theme, notes)
    found: dict[str, Planned] = {}
    claims: dict[str, Planned] = {}
    for page in planned:
        key = page.path.lower() if page.path.isascii() else unicodedata.normalize("NFC", page.path).casefold()
        if key in claims:
            other = claims[key]
            notes.append(note("BG350", Span(page.origin or page.path), f"/{page.path} is already made from {other.origin or other.permalink}",
                              "rename one of the two"))
            continue
        claims[key] = found[page.path] = page
    return Plan(desk, found, theme), notes


def _assets(theme: Mapping[str, str]) -> Iterator[Planned]:
    for path, name in theme.items():
        yield finished(Page(path, "/" + path, "bytes", BytesView(name), (name,)))


def frame(site: Site, words: Mapping[str, str], assets: Mapping[str, str], version: str) -> Frame:
    """What is the same on every page. `assets` maps the theme's own names (`site.css`) to their published permalinks."""
    say = Words(words, site.config.language).say
    config = site.config
    links = [("home", "/"), ("timeline", "/timeline/"), ("regions", "/regions/"), ("storylines", "/storylines/"), ("sources", "/sources/"),
             ("archive", "/archive/"), ("search", "/search/")]
    foot = [("about", "/about/"), ("changes", "/changes/"), ("corrections", "/corrections/"), ("archive", "/archive/")]
    pages = tuple(Tag(page.title, page.permalink) for page in site.pages if page.permalink != "/about/" and page.permalink.count("/") == 2)
    return Frame(
        title=config.title, tagline=config.tagline, language=config.language,
        direction="rtl" if config.language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr",
        base=urlsplit(config.url).path or "/", url=config.url,
        navigation=tuple(Tag(say(key), link) for key, link in links),
        footer=(*(Tag(say(key), link) for key, link in foot), *pages, *((Tag("Atom", "/feed.xml"),) if config.url else ())),
        feed="/feed.xml" if config.url else "", publisher=config.publisher.name or config.title, contact=config.publisher.contact,
        disclaimer=config.naming.disclaimer, boundaries=boundaries(config, say), policy=hosts.POLICY,
        assets=tuple(sorted(assets.items())), version=version, words=tuple(sorted({**ENGLISH, **words}.items())),
    )


def boundaries(config: Config, say: Callable[..., str]) -> str:
    """By which rule the maps draw borders: the United Nations' view, or the site's own policy in its words."""
    if not config.maps:
        return ""
    policy = config.naming.policy.strip()
    return say("boundaries") if policy.casefold() == "un" or not policy else say("boundaries-policy", policy=policy.rstrip(".") + ".")
