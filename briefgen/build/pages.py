"""Pages to finished files, laid aside. In: a snapshot, and what is published. Out: for each page what became of it.

A page is made by the plan, held against what is published, and rendered where it is stale, before the next one is thought of: a site of any size
passes through little memory. Pages are planned here, and the stale ones sent to whoever renders, with the heavy records that they name: so the site
is in memory once. Of many processes this one would be too slow to plan for all, and where most pages are published already to plan them is all there
is to do: then, where they can begin as copies of this one, they have the plan already, and are told paths only.
"""

from __future__ import annotations

from collections import deque
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from briefgen.build.heavy import derived
from briefgen.build.late import Standing, names_of, row, standing
from briefgen.engine.pool import held
from briefgen.model.data import DataView
from briefgen.model.diagnostic import Diagnostic, Stop
from briefgen.model.files import SitemapView
from briefgen.model.page import Page, PageKey
from briefgen.model.parts import Frame
from briefgen.model.record import Record, decode, digest, encode
from briefgen.publish.laying import Laid, lay
from briefgen.render.late import NOWHERE, Places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from briefgen.build import Snapshot
    from briefgen.build.heavy import Heavy
    from briefgen.engine.pool import Pool
    from briefgen.publish.output import DiskOutput
    from briefgen.render.theme import Theme

# Views that are not kept: no short way asks for them, nobody reads what differs in them, and they would be a third of all that is.
UNKEPT = (DataView, SitemapView)
# Encoded pages are sent when there are so many bytes of them. A page of so many by itself is made where it is: on its way it is held several times.
SENT, LARGE = 2**18, 2**21


class Setting(Record):
    """What is the same for all pages of a build: the frame, the theme's templates by name, where files are laid aside, the names of regions."""

    frame: Frame
    templates: tuple[tuple[str, str], ...]
    stage: str
    names: tuple[tuple[bytes, bytes], ...]


class Chunk(Record):
    """Some pages, encoded, with the heavy records that they name."""

    setting: bytes
    pages: tuple[bytes, ...]
    heavy: tuple[tuple[str, bytes], ...]


class Outcome(Record):
    """What rendering gave: a file that was laid aside, with where names stand in it; or what was wrong."""

    laid: Laid | None = None
    places: Places = NOWHERE
    note: Diagnostic | None = None


class Made(Record):
    """What became of a page: the digests of its view and template, the project files whose texts or titles it shows, and why it is stale.

    Of a stale page also what rendering it gave, and what the store is to keep of it.
    """

    path: str
    view: str
    template: str
    shown: tuple[str, ...]
    reason: str
    rows: tuple[tuple[str, bytes], ...] = ()
    outcome: Outcome = Outcome()


class Compared(NamedTuple):
    """A page before it is rendered: what is known of it, its encoding and digest, the heavy records that it names, whether the store keeps it.

    `outcome`: what rendering it gave, where that was done already.
    """

    made: Made
    data: bytes
    digest: str
    heavy: tuple[str, ...]
    kept: bool
    outcome: Outcome | None = None


class Maker:
    """Makes the pages of one snapshot and lays aside what is stale. `code` is the version of the code that renders."""

    def __init__(self, found: Snapshot, output: DiskOutput, code: str) -> None:
        self._names = names_of(found).written()
        self._plan = found.pages.late() if self._names else found.pages
        self._frame, self._theme, self._heavy, self._output = found.frame, found.theme, found.heavy, output
        self._stage = output.stage
        self._key = (digest(encode(found.frame)), code)
        self._briefs = tuple(brief.path for brief in found.site.briefs)
        self._texts = {text.body: text.path for text in found.site.texts if text.body}

    def begin(self) -> None:
        """In a process that began as a copy: what two processes must not share is opened anew."""
        self._heavy.memo.store.reopen()

    def all(self, pool: Pool | None) -> Iterator[Made]:
        """Every page of the plan, those that show the same one after another."""
        paths = tuple(self._plan.nearby())
        if pool is None or not pool.worthwhile(len(paths)):
            yield from (self.make(path) for path in paths)
        elif (pool.many or self._output.count) and pool.copies():
            self._plan.prepare()
            for answer in pool.map(make, (encode(some) for some in pool.chunks(paths)), held=self):
                yield from decode(answer, tuple[Made, ...])
        else:
            yield from self._sent(paths, pool)

    def key(self, made: Made) -> PageKey:
        """Why a page's bytes are what they are."""
        return PageKey(made.view, made.template, *self._key)

    def make(self, path: str) -> Made:
        """One page."""
        page, briefs = self._plan.showing(path)
        found = self._compared(path, page, briefs)
        if not found.made.reason:
            return found.made
        return self._finished(found, self._laid(page))

    def _laid(self, page: Page) -> Outcome:
        return _laid(page, self._frame, self._theme, _load(dict(self._heavy.stored(page.heavy))), self._stage, self._names)

    def _compared(self, path: str, page: Page, briefs: Iterable[int]) -> Compared:
        """What is known of the page at `path` before it is rendered. `briefs` are those, by index, whose titles or summaries it shows."""
        data = encode(page)
        name = digest(data)
        # Which regions a page names is known from when it was finished. One that is new, or shows something else, is stale whatever they are called.
        known = self._names and path in self._output
        view = standing(self._heavy.memo.store, path, name).key(self._names) if known else name
        key = PageKey(view, self._theme.closure(page.template), *self._key)
        reason = self._output.reason(path, key)
        shown = [self._briefs[index] for index in briefs] + [self._texts[name] for name in page.heavy if name in self._texts]
        made = Made(path, key.view, key.template, tuple(dict.fromkeys(shown)), reason)
        return Compared(made, data, name, page.heavy, not isinstance(page.view, UNKEPT))

    def _sent(self, paths: tuple[str, ...], pool: Pool) -> Iterator[Made]:
        setting = encode(Setting(self._frame, tuple(sorted(self._theme.templates.items())), str(self._stage), tuple(self._names.items())))
        waiting: deque[list[Compared]] = deque()

        def chunks() -> Iterator[bytes]:
            for some in pool.chunks(paths):
                found: list[Compared] = []
                pages: list[bytes] = []
                for path in some:
                    page, briefs = self._plan.showing(path)
                    one = self._compared(path, page, briefs)
                    size = len(one.data) if one.made.reason else 0
                    if 0 < size < LARGE:
                        pages.append(one.data)
                    if not (size and one.kept):
                        one = one._replace(data=b"")
                    found.append(one._replace(outcome=self._laid(page)) if size >= LARGE else one)
                    if sum(map(len, pages)) >= SENT:
                        yield self._chunk(setting, waiting, found, pages)
                        found, pages = [], []
                if found:
                    yield self._chunk(setting, waiting, found, pages)

        for answer in pool.map(draw, chunks()):
            drawn = iter(decode(answer, tuple[Outcome, ...]))
            yield from (self._finished(one, one.outcome or next(drawn)) if one.made.reason else one.made for one in waiting.popleft())

    def _chunk(self, setting: bytes, waiting: deque[list[Compared]], found: list[Compared], pages: list[bytes]) -> bytes:
        """What is sent of some pages; they wait for the answer."""
        waiting.append(found)
        heavy = self._heavy.stored(key for one in found if one.made.reason and one.outcome is None for key in one.heavy)
        return encode(Chunk(setting, tuple(pages), tuple(heavy)))

    def _finished(self, found: Compared, outcome: Outcome) -> Made:
        path, standing = found.made.path, Standing(found.digest, outcome.places)
        rows = [(f"page {path}", found.data)] if found.kept else []
        if self._names:
            rows.append(row(path, standing))
        # One text for one path, however many say it: there are as many as pages.
        laid = msgspec.structs.replace(outcome.laid, path=path) if outcome.laid is not None else None
        return msgspec.structs.replace(found.made, view=standing.key(self._names), rows=tuple(rows), outcome=Outcome(laid, note=outcome.note))


def lay_aside(
    pages: Iterable[Page], frame: Frame, theme: Theme, heavy: Heavy, stage: Path, names: Mapping[bytes, bytes], done: Callable[[int], None],
) -> Iterator[Outcome]:
    """Renders a few pages into `stage`. `done` is told how many more are finished."""
    for page in pages:
        yield _laid(page, frame, theme, _load(dict(heavy.stored(page.heavy))), stage, names)
        done(1)


def make(payload: bytes) -> bytes:
    """Makes some pages in a process that began as a copy of the one that has the plan."""
    maker = held(Maker)
    return encode(tuple(maker.make(path) for path in decode(payload, tuple[str, ...])))


def draw(payload: bytes) -> bytes:
    """Renders one chunk and lays it aside, in whatever process sees the same folders."""
    chunk = decode(payload, Chunk)
    frame, theme, stage, names = _setting(chunk.setting)
    load = _load(dict(chunk.heavy))
    return encode(tuple(_laid(decode(page, Page), frame, theme, load, stage, names) for page in chunk.pages))


def _load(own: dict[str, bytes]) -> Callable[[str], bytes]:
    """Heavy records that a page names, and no other: a page that reads what it does not name would not be made again when that changes."""
    return lambda key: own[key] if key in own else derived(key)


@lru_cache(maxsize=1)
def _setting(data: bytes) -> tuple[Frame, Theme, Path, dict[bytes, bytes]]:
    from briefgen.render.theme import Theme  # noqa: PLC0415

    setting = msgspec.msgpack.decode(data, type=Setting)
    return setting.frame, Theme(dict(setting.templates)), Path(setting.stage), dict(setting.names)


def _laid(page: Page, frame: Frame, theme: Theme, load: Callable[[str], bytes], stage: Path, names: Mapping[bytes, bytes]) -> Outcome:
    from briefgen.render.page import finished  # noqa: PLC0415

    try:
        artifact, places = finished(page, frame, theme, load, names)
        return Outcome(lay(stage, artifact), places)
    except Stop as stop:
        return Outcome(note=stop.diagnostic)
