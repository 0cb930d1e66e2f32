"""What a build leaves of its pages to the next. In: pages as they are made. Out: which show which units; and the pages of the last build, by path.

The store keeps the last view of every page but data files and the sitemap. It is believed only where it is the one that the manifest names, so that
what was stored of a build that came to nothing does no harm.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.build.late import read, standing
from briefgen.model.ledger import LedgerJob
from briefgen.model.page import Page, PageKey
from briefgen.model.record import Record, decode, digest, encode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.build import Snapshot
    from briefgen.build.pages import Made
    from briefgen.engine.store import Store
    from briefgen.publish.output import DiskOutput

# How many pages are put into the store in one go.
BATCH = 512


class Use(Record):
    """A unit's body, and whether it is another's too; a brief's permalink; the pages that show it, and the one step of link that read its body.

    `plain`: its title and summary are link's to hand on only, and pages' to show.
    """

    body: str
    shared: bool
    permalink: str
    plain: bool
    pages: tuple[str, ...]
    job: LedgerJob | None


class Uses:
    """Which pages show which units, taken down as they are made; and the pages themselves, put into the store a few at a time."""

    def __init__(self, store: Store) -> None:
        self.pages: dict[str, list[str]] = {}
        self._store = store
        self._waiting: list[tuple[str, bytes]] = []

    def add(self, made: Made) -> None:
        """Takes down one page."""
        for unit in made.shown:
            self.pages.setdefault(unit, []).append(made.path)
        self._waiting += made.rows
        if len(self._waiting) >= BATCH:
            self.write()

    def write(self) -> None:
        """Stores the pages that wait."""
        self._store.write_all(self._waiting)
        self._waiting = []


def uses_of(found: Snapshot, pages: dict[str, list[str]]) -> Iterator[tuple[str, Use]]:
    """A use for each unit. Those that share a body could not be told apart on the pages: they are for the whole way."""
    from briefgen.build.rewording import plain  # noqa: PLC0415

    site = found.site
    once = Counter(unit.body for unit in site.texts)
    kept = found.kept.keys() | {one.path for one in found.left_out}
    briefs = {brief.path: site.permalinks.get(("brief", brief.id), "") for brief in site.briefs}
    for unit in site.texts:
        yield unit.path, Use(unit.body, once[unit.body] > 1, briefs.get(unit.path, ""), unit.path in briefs and unit.path not in kept and plain(unit),
                             tuple(pages.get(unit.path, ())), found.kept.get(unit.path))


class Pages:
    """The pages of the last build, from the store, with those that say other words now."""

    def __init__(self, store: Store, output: DiskOutput) -> None:
        self.changed: dict[str, Page] = {}
        self._store, self._output = store, output
        self._found: dict[str, Page | None] = {}

    def get(self, path: str) -> Page | None:
        """A page as it is now; None where the store does not have the one that was published."""
        if path not in self._found:
            self._found[path] = self.published(path)
        return self.changed.get(path) or self._found[path]

    def published(self, path: str) -> Page | None:
        """A page as it was published; None where the store does not have that one."""
        data, made = self._store.read(f"page {path}"), self.key(path)
        if data is None or made is None or standing(self._store, path, digest(data)).key(self.names) != made.view:
            return None
        return decode(data, Page)

    def key(self, path: str) -> PageKey | None:
        """Why a page was published as it was."""
        return self._output.key(path)

    @cached_property
    def names(self) -> dict[bytes, bytes]:
        """What regions were called, by region."""
        return read(self._store).written()

    def put(self, page: Page) -> None:
        """A page that may say other words."""
        if page != self._found.get(page.path):
            self.changed[page.path] = page
        else:
            self.changed.pop(page.path, None)


def repaged(page: Page, was: str, now: str) -> Page:
    """A page that names the new body where it named the old one. A digest is as long as another, so that nothing else moves."""
    if was == now or was not in page.heavy:
        return page
    return decode(encode(page).replace(was.encode(), now.encode()), Page)


def explained(before: Pages, made: Made) -> str:
    """Why a page is rendered, with what differs between its view as it was and as it is, where both are kept."""
    from briefgen.build.explain import difference  # noqa: PLC0415

    was, data = before.key(made.path), dict(made.rows).get(f"page {made.path}")
    old = before.published(made.path) if was is not None and was.view != made.view and data is not None else None
    if old is None or data is None:
        return made.reason
    now = decode(data, Page)
    return f"{made.reason}: {difference(old, now) if now != old else 'what a region is called'}"
