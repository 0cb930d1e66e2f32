"""Pages that are planned when they are asked for: the same whenever, in whatever order, and from a desk that another site's words are put on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from briefgen.build import Project, Request, Snapshot
from briefgen.cli.project import packaged_themes
from briefgen.engine.store import Store
from briefgen.model.page import Page
from briefgen.model.record import decode, encode
from briefgen.model.site import Site
from briefgen.plan.pages import pages
from briefgen.plan.retold import Telling, searched, told

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    store = Store(tmp_path_factory.mktemp("plan") / "store.db")
    yield Project(ROOT, store=store, packaged=packaged_themes()).snapshot(Request(datetime(2026, 11, 25, 12, tzinfo=UTC)))
    store.close()


def planned(site: Site, found: Snapshot) -> dict[str, Page]:
    theme = {permalink.lstrip("/"): found.pages[permalink.lstrip("/")].view.digest for _, permalink in found.frame.assets}
    made, notes = pages(site, theme, dict(found.frame.words))
    assert notes == []
    return dict(made)


def test_a_page_is_the_same_whenever_it_is_asked_for(found: Snapshot) -> None:
    once = dict(found.pages)
    paths = list(once)
    random.Random(1).shuffle(paths)
    fresh = found.pages.on(found.site)
    assert {path: fresh[path] for path in paths} == once


def test_a_page_that_was_sent_to_another_process_is_the_page(found: Snapshot) -> None:
    for path, page in found.pages.items():
        assert repr(decode(encode(page), Page)) == repr(page), path


def test_the_path_and_the_origin_are_known_before_the_page_is_made(found: Snapshot) -> None:
    origins = dict(found.pages.origins())
    for path, page in found.pages.items():
        assert page.path == path
        if page.origin:
            assert origins[path] == page.origin


def test_the_sitemap_lists_what_may_be_indexed(found: Snapshot) -> None:
    listed = {link for link, _ in found.pages["sitemap.xml"].view.urls}
    url = found.config.url
    indexed = {url + page.permalink.lstrip("/") for page in found.pages.values()
               if page.permalink.endswith("/") and (head := getattr(page.view, "head", None)) is not None and head.index}
    assert listed == indexed


def renamed(site: Site, title: str, summary: str, index: int) -> Site:
    """The site with another title and summary of one brief, each of words that begin with letters that are there."""
    briefs = list(site.briefs)
    briefs[index] = msgspec.structs.replace(briefs[index], title=title, summary=summary)
    return msgspec.structs.replace(site, briefs=tuple(briefs))


@pytest.mark.parametrize("index", [0, 1, -2, -1])
def test_a_desk_with_other_words_gives_what_a_new_plan_gives(found: Snapshot, index: int) -> None:
    other = renamed(found.site, "Another " + found.site.briefs[index].title, "All " + found.site.briefs[index].summary, index)
    moved = found.pages.on(other)
    assert moved is not None
    assert dict(moved) == planned(other, found)
    assert found.pages.on(renamed(found.site, "Ω", "", index)) is None  # a file of the search index comes with it


@pytest.mark.parametrize("index", [0, 1, -2, -1])
def test_pages_of_the_last_build_say_new_words_where_they_are_known_to_show_them(found: Snapshot, index: int) -> None:
    brief = found.site.briefs[index]
    now = ("Another " + brief.title, "All " + brief.summary)
    wanted = planned(renamed(found.site, *now, index), found)
    before = dict(found.pages)
    one = Telling(brief.path, found.site.permalinks["brief", brief.id], found.config.url, (brief.title, brief.summary), now)
    showing = [path for path in before if index % len(found.site.briefs) in found.pages.showing(path)[1]]
    after = dict(before)
    for path in showing:
        page = told(before[path], one)
        assert page is not None, path
        after[path] = page
    after |= {page.path: page for page in searched(after.get, one)}
    assert after == wanted
    assert any(before[path] != wanted[path] for path in before if path.startswith("search/w-"))


def test_old_words_that_are_left_anywhere_are_noticed(found: Snapshot) -> None:
    brief = found.site.briefs[-1]
    page = next(page for page in found.pages.values() if page.origin == brief.path and page.template == "brief.html")
    one = Telling(brief.path, page.permalink, found.config.url, (brief.title, brief.summary), ("Other", "Words."))
    assert told(page, one) is not None
    assert told(msgspec.structs.replace(page, view=msgspec.structs.replace(page.view, authors=(brief.title,))), one) is None
