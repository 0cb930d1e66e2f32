"""The pipeline; the only place that knows the order. In: a project and a moment. Out: a snapshot of the site, or a published one.

    read → understand → link → plan → render → publish

`snapshot` goes as far as plan and touches nothing; `publish` renders what is stale, all of it before the first write.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from time import perf_counter, time_ns
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from briefgen import __version__
from briefgen.build import theme as themes
from briefgen.build import units
from briefgen.build.heavy import Heavy
from briefgen.build.pages import lay_aside
from briefgen.build.versions import Versions
from briefgen.config import read_config
from briefgen.engine.keep import keep
from briefgen.engine.memo import Computed, Memo
from briefgen.engine.store import Store
from briefgen.link import evidence, exclusions
from briefgen.link import site as linking
from briefgen.model.codes import note
from briefgen.model.diagnostic import Diagnostic, Severity, Span, Stop
from briefgen.model.file import FileKind
from briefgen.model.record import Record, decode, digest, encode
from briefgen.model.site import Checked, CheckJob, LeftOut, Site, Units
from briefgen.plan import pages as planning
from briefgen.publish.output import Published
from briefgen.read.tree import Stamp, Tree
from briefgen.report import ordered, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefgen.engine.pool import Pool
    from briefgen.model.config import Config
    from briefgen.model.page import Artifact, Page, PageKey
    from briefgen.model.parts import Frame
    from briefgen.publish.output import DiskOutput
    from briefgen.render.theme import Theme

# The calendar day that begins first on Earth: the site's own day where it names no zone (PRODUCT §2.4).
EARLIEST = timezone(timedelta(hours=14))


class Request(NamedTuple):
    """What the door asks for. `now` is aware; `base_url` stands over site.yml's; `drafts` shows what build leaves out."""

    now: datetime
    drafts: bool = False
    strict: bool = False
    base_url: str = ""
    jobs: int = 0
    executor: str = ""


class Snapshot(NamedTuple):
    """The site as it stands: every page with its view, and all that was found wrong. Immutable; serve answers from it."""

    config: Config
    site: Site
    pages: dict[str, Page]
    frame: Frame
    theme: Theme
    heavy: Heavy
    notes: list[Diagnostic]
    left_out: tuple[LeftOut, ...]
    timings: dict[str, float]
    read: int

    @property
    def broken(self) -> bool:
        """Whether an error stands against publishing it."""
        return any(one.severity is Severity.ERROR for one in self.notes)


class Project:
    """A project's folder with its store. Holds what one build gives the next: memory, and the last snapshot."""

    def __init__(self, root: Path, *, store: Store, packaged: dict[str, Path], pool: Pool | None = None) -> None:
        self.root = root
        self.pool = pool
        self.store = store
        self.packaged = packaged
        self.last: Snapshot | None = None
        self.memo = Memo(store)
        self.versions = Versions()
        self.stamps: dict[str, Stamp] = {}
        self._theme: Theme | None = None

    def snapshot(self, request: Request) -> Snapshot:
        """Reads, understands, links and plans. Raises nothing for editors' mistakes: they are in `notes`."""
        timings: dict[str, float] = {}
        with _timed(timings, "read"):
            tree = Tree(self.root, self.stamps or self._stamps(), time_ns())
            self.stamps = tree.stamps
            config, notes = self._config(tree, request)
            notes += tree.notes
        self.memo.begin(self.pool)
        with _timed(timings, "understand"):
            read, more = units.understand(self.memo, tree, config, self.versions("understand"))
            notes += more
            files = themes.load(self.root, config.theme, config.language, self.packaged)
            notes += files.notes
        heavy = Heavy(self.root, self.memo, tree, files.blobs)
        with _timed(timings, "link"):
            site, more = linking.site(_units(read, tree, config, request), self._check, heavy.load)
            notes += more
        with _timed(timings, "plan"):
            pages, more = planning.pages(site, dict(files.assets.values()), files.words)
            notes += more
            frame = planning.frame(site, files.words, {name: "/" + published for name, (published, _) in files.assets.items()}, __version__)
            if self.last is not None:
                pages = keep(self.last.pages, pages)
        theme = self._themed(files.templates)
        self._remember(tree)
        found = Snapshot(config, site, pages, frame, theme, heavy, settle(notes, config.severities, strict=request.strict), site.left_out,
                         timings, len(read))
        if not found.broken:
            self.last = found
        return found

    def _themed(self, templates: dict[str, str]) -> Theme:
        """The theme; the last one, with all that it has compiled, where its templates are the same."""
        if self._theme is None or self._theme.templates != templates:
            from briefgen.render.theme import Theme  # noqa: PLC0415 - Jinja is not needed to find that nothing changed

            self._theme = Theme(templates)
        return self._theme

    def _stamps(self) -> dict[str, Stamp]:
        """What the last scan left; nothing where that cannot be read."""
        try:
            return decode(self.store.read("stamps") or encode({}), dict[str, Stamp])
        except msgspec.DecodeError:
            return {}

    def _remember(self, tree: Tree) -> None:
        stamps = encode(tree.stamps)
        if stamps != self.store.read("stamps"):
            self.store.write("stamps", stamps)

    def _config(self, tree: Tree, request: Request) -> tuple[Config, list[Diagnostic]]:
        text = tree.read("site.yml").decode("utf-8-sig", "replace") if "site.yml" in tree.files else ""
        config, notes = read_config(text)
        if request.base_url:
            url = request.base_url if request.base_url.endswith("/") else request.base_url + "/"
            config = msgspec.structs.replace(config, url=url)
            notes = [one for one in notes if one.code != "BG010"]
        return config, notes

    def _check(self, jobs: Sequence[CheckJob]) -> list[Checked]:
        """Checks quotations, memoised on all that the verdicts depend on."""
        def loaded(job: CheckJob) -> Checking:
            return Checking(job, tuple((name, self.memo.load(name)) for name in dict.fromkeys(name for _, name in job.passages if name)))

        asked = [job for job in jobs if job.quotations]
        results = self.memo.map(check, asked, key=lambda job: digest(encode(job)), kind=Checked, version=self.versions("link"), prepare=loaded)
        found = {job.path: result.value for job, result in zip(asked, results, strict=True)}
        return [found.get(job.path, Checked(())) for job in jobs]


class Checking(Record):
    """A job of checking, with the passages that it reads by their digests."""

    job: CheckJob
    passages: tuple[tuple[str, bytes], ...]


def check(work: Checking) -> Computed:
    """Checks one unit's quotations, in whatever process."""
    return Computed(evidence.check(work.job, dict(work.passages).__getitem__), (), ())


def _units(read: list[units.Read], tree: Tree, config: Config, request: Request) -> Units:
    today, now = _moment(config, request)
    return Units(
        config=config,
        briefs=tuple(one.brief for one in read if one.brief),
        storylines=tuple(one.storyline for one in read if one.storyline),
        events=tuple(event for one in read if one.events for event in one.events.items),
        regions=tuple(region for one in read if one.regions for region in one.regions.items),
        corrections=tuple(entry for one in read if one.corrections for entry in one.corrections.items),
        pages=tuple(one.page for one in read if one.page),
        seeds=tuple(one.seed for one in read if one.seed),
        assets=units.assets(tree),
        today=today,
        now=now,
        drafts=request.drafts,
    )


def _moment(config: Config, request: Request) -> tuple[str, str]:
    """The calendar day in the site's zone, and the instant."""
    zone = ZoneInfo(config.timezone) if config.timezone else EARLIEST
    return request.now.astimezone(zone).date().isoformat(), request.now.astimezone(UTC).isoformat()


def hidden(snapshot: Snapshot, request: Request) -> tuple[LeftOut, ...]:
    """What a snapshot made with `drafts` shows and a build at the same moment would leave out."""
    site = snapshot.site
    shown = Units(site.config, site.briefs, site.storylines, (), (), (), (), (), (), *_moment(site.config, request))
    return exclusions.published(shown, [])[2]


def keys(snapshot: Snapshot, code: str) -> dict[str, PageKey]:
    """Why each page is what it is, by path."""
    from briefgen.model.page import PageKey  # noqa: PLC0415

    frame = digest(encode(snapshot.frame))
    made = {}
    for path, page in snapshot.pages.items():
        made[path] = PageKey(digest(encode((page.view, page.heavy, page.template))), snapshot.theme.closure(page.template), frame, code)
    return made


def render(snapshot: Snapshot, page: Page) -> Artifact:
    """One page's bytes. Raises `Stop` (BG610) where its template fails."""
    from briefgen.render.page import render as render_page  # noqa: PLC0415

    return render_page(page, snapshot.frame, snapshot.theme, snapshot.heavy.load)


def trial(snapshot: Snapshot, page: Page) -> list[Diagnostic]:
    """What is wrong with a page that only rendering it can tell."""
    try:
        render(snapshot, page)
    except Stop as stop:
        return [stop.diagnostic]
    return []


class Built(NamedTuple):
    """The outcome of a build: which pages were rendered and why, and what was written."""

    reasons: dict[str, str]
    published: Published
    notes: list[Diagnostic]


def publish(snapshot: Snapshot, output: DiskOutput, code: str, pool: Pool | None = None, done: Callable[[int], None] = lambda _: None) -> Built:
    """Renders what is stale, lays it aside, and publishes it when all of it is there. `code` is the version of the code that renders.

    Where pages cannot be rendered, `notes` say why and nothing is published.
    """
    with _timed(snapshot.timings, "plan"):
        made = keys(snapshot, code)
        reasons = output.stale(made)
    with _timed(snapshot.timings, "render"):
        laid, notes = lay_aside(snapshot, reasons, output.stage, pool, done)
    if notes:
        return Built(reasons, Published(0, 0, 0, ""), ordered(notes))
    with _timed(snapshot.timings, "publish"):
        published = output.publish(laid, made)
    return Built(reasons, published, [])


@contextmanager
def _timed(timings: dict[str, float], room: str) -> Iterator[None]:
    start = perf_counter()
    try:
        yield
    finally:
        timings[room] = timings.get(room, 0.0) + perf_counter() - start


def source_lines(root: Path) -> SourceLines:
    """Lines of the project's files for excerpts."""
    return SourceLines(root)


class SourceLines:
    """A line of a file, for an excerpt; empty where it cannot be had."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lines: dict[str, list[str]] = {}

    def __call__(self, path: str, line: int) -> str:
        if path not in self._lines:
            from briefgen.read.text import decode as decode_text  # noqa: PLC0415
            from briefgen.read.tree import kind_of, read_file  # noqa: PLC0415

            try:
                known = kind_of(path) is not None
                self._lines[path] = (decode_text(read_file(self.root, path), path).text or "").split("\n") if known else []
            except OSError:
                self._lines[path] = []
        lines = self._lines[path]
        return lines[line - 1] if 0 < line <= len(lines) else ""


__all__ = ["Built", "FileKind", "Project", "Request", "Snapshot", "Span", "keys", "note", "publish", "render", "source_lines"]
