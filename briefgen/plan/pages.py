"""The table of page families. In: `Site`, words, the theme's assets. Out: pages by path, the frame, and collisions of outputs."""

from __future__ import annotations

import unicodedata
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
from briefgen.plan.words import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefgen.model.config import Config
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.site import Site

FAMILIES = (briefs.pages, archives.pages, regions.pages, storylines.pages, timelines.pages, sources.pages, feeds.pages, data.pages, search.pages,
            documents.pages, corrections.pages, changes.pages, history.pages)
RIGHT_TO_LEFT = ("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")


def pages(site: Site, theme: Mapping[str, str], words: Mapping[str, str]) -> tuple[dict[str, Page], list[Diagnostic]]:
    """Every page by its path, in a fixed order. `theme` gives the digest of each of the theme's assets by published path.

    BG350 where two pages want one path (case and composition apart).
    """
    desk = Desk(site, Words(words, site.config.language))
    made = [briefs.home(desk)]
    for family in FAMILIES:
        made += family(desk)
    made += documents.machine(desk, made)
    made += [Page(path, "/" + path, "bytes", BytesView(name), (name,)) for path, name in theme.items()]
    notes: list[Diagnostic] = []
    made += hosts.pages(desk, made, notes)
    found: dict[str, Page] = {}
    claims: dict[str, Page] = {}
    for page in made:
        key = unicodedata.normalize("NFC", page.path).casefold()
        if key in claims:
            other = claims[key]
            notes.append(note("BG350", Span(page.origin or page.path), f"/{page.path} is already made from {other.origin or other.permalink}",
                              "rename one of the two"))
            continue
        claims[key] = found[page.path] = page
    return found, notes


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
