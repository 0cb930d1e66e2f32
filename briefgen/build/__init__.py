"""The pipeline; the only place that knows the order. In: a project and a moment. Out: a snapshot of the site, or a published one.

    read → understand → link → plan → render → publish

`Project.snapshot` goes as far as plan and touches nothing; `Project.publish` renders what is stale, all of it before the first write, and
goes the short way (`again`) where nothing but texts changed since the last build. A snapshot is immutable: any thread may render from it while
the next one is made. The rooms are imported when they are first needed, since most builds find that nothing changed.
"""

from __future__ import annotations

from contextlib import closing, contextmanager, nullcontext
from functools import cached_property
from time import perf_counter, time_ns
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from briefgen.build.lines import SourceLines
from briefgen.build.versions import Versions
from briefgen.engine.memo import Memo
from briefgen.model.diagnostic import Diagnostic, Severity, Stop
from briefgen.read.stamps import Stamps
from briefgen.read.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor
    from datetime import datetime
    from pathlib import Path

    from briefgen.build.heavy import Heavy
    from briefgen.build.last import Last
    from briefgen.build.seen import Seen
    from briefgen.engine.pool import Pool
    from briefgen.engine.store import Store
    from briefgen.link.memory import Memory
    from briefgen.model.config import Config
    from briefgen.model.ledger import LedgerJob
    from briefgen.model.left_out import LeftOut
    from briefgen.model.page import Artifact, Page
    from briefgen.model.parts import Frame
    from briefgen.model.site import Site
    from briefgen.plan.pages import Plan
    from briefgen.publish.output import DiskOutput, Published
    from briefgen.render.compiled import Codes
    from briefgen.render.theme import Theme

    Done = Callable[[str, int, int], None]

T = TypeVar("T")

# A file that changes while it is read is read again; one that never rests is the editor's to explain.
TRIES = 3


class Request(NamedTuple):
    """What the door asks for. `now` is aware; `base_url` stands over site.yml's; `drafts` shows what build leaves out.

    `suggestions` has seeds read in full, whatever site.yml says; `advice` adds what that reading says of briefs' region tags.
    """

    now: datetime
    drafts: bool = False
    strict: bool = False
    base_url: str = ""
    suggestions: bool = False
    advice: bool = False


class Snapshot(NamedTuple):
    """The site as it stands: every page with its view, and all that was found wrong. Immutable; serve answers from it.

    `own_theme`: whether a template is the project's own.
    """

    config: Config
    site: Site
    pages: Plan
    frame: Frame
    theme: Theme
    heavy: Heavy
    notes: list[Diagnostic]
    left_out: tuple[LeftOut, ...]
    timings: dict[str, float]
    read: int
    kept: dict[str, LedgerJob]
    own_theme: bool

    @property
    def broken(self) -> bool:
        """Whether an error stands against publishing it."""
        return any(one.severity is Severity.ERROR for one in self.notes)


class Built(NamedTuple):
    """The outcome of a build. `published` is None where an error stood against it; `reasons` say why each page was rendered.

    `quotations` are those checked and found, and all; `computed` counts, by function, what the memo did not have.
    """

    notes: list[Diagnostic]
    left_out: tuple[LeftOut, ...]
    pages: int
    quotations: tuple[int, int]
    reasons: dict[str, str]
    published: Published | None
    timings: dict[str, float]
    computed: dict[str, int]


class Project:
    """A project's folder with its store. Holds what one build gives the next: memory, the theme, and the last snapshot."""

    def __init__(self, root: Path, *, store: Store, packaged: dict[str, Path], pool: Pool | None = None, cache: Path | None = None) -> None:
        self.root = root
        self.store = store
        self.packaged = packaged
        self.pool = pool
        self._cache = cache
        self.last: Snapshot | None = None
        self.memo = Memo(store)
        self.versions = Versions(store)
        self.theme: Theme | None = None
        self.linked: Memory | None = None
        self.stamps = Stamps()
        self.left: Last | None = None

    @cached_property
    def codes(self) -> Codes | None:
        """Compiled templates that are kept from one process to the next, where there is a place for them."""
        from briefgen.build.codes import KeptCodes  # noqa: PLC0415

        # What is kept is run: a cache that a variable of the environment puts into the project would be anyone's who writes that.
        if self._cache is None or self._cache.resolve().is_relative_to(self.root.resolve()):
            return None
        return KeptCodes(self._cache, self.versions("render"))

    def snapshot(self, request: Request) -> Snapshot:
        """Reads, understands, links and plans. Raises nothing for editors' mistakes: they are in `notes`."""
        from briefgen.build import whole  # noqa: PLC0415
        from briefgen.link.memory import Memory  # noqa: PLC0415

        # Whoever takes one snapshot takes more; a build that publishes is the only one of its process, and gives the room to others.
        self.linked = self.linked or Memory()
        timings: dict[str, float] = {}
        found = self._steady(lambda: whole.snapshot(self, self._tree(timings, self._seen()), request, timings))
        if not found.broken:
            self.last = found
        return found

    def look(self) -> Tree:
        """The files as they are now: what a snapshot would be made of, and nothing is."""
        return self._steady(lambda: self._tree({}, self._seen()))

    def _seen(self) -> Stamps:
        """What was last seen of the files, here or by the process before."""
        from briefgen.build.last import scanned  # noqa: PLC0415

        return self.stamps if self.stamps.shelves else Stamps(scanned(self.store))

    def remember(self) -> None:
        """Keeps what the last scan saw of the files, for the next process that takes a snapshot. (A build keeps it with what it publishes.)"""
        from briefgen.build.last import keep_scan  # noqa: PLC0415

        keep_scan(self.store, self.stamps)

    def rehearse(self) -> None:
        """Makes ready for edits of the last snapshot."""
        from briefgen.build import live  # noqa: PLC0415

        if self.last is not None:
            live.rehearse(self, self.last)

    def edited(self, paths: Iterable[str]) -> Snapshot | None:
        """The last snapshot with nothing but `paths` looked at anew, by the short way; None where the whole way must be gone."""
        from briefgen.build import live  # noqa: PLC0415

        found = live.edited(self, self.last, sorted(set(paths))) if self.last is not None else None
        if found is not None:
            self.last = found
        return found

    def publish(
        self, request: Request, output: DiskOutput, done: Done = lambda *_: None, *, explain: bool = False, seen: Seen | None = None,
    ) -> Built:
        """Brings `output` up to date. `done` is told of what step how much more of how much is finished. What was `seen` is not looked at again.

        Raises `Stop` and OSError for the trouble of the edges; then, as after an error of the editors', nothing that is published has changed.
        """
        looks = iter((seen,))  # what changes meanwhile is looked at anew
        return self._steady(lambda: self._publish(request, output, done, explain=explain, seen=next(looks, None)))

    def _publish(self, request: Request, output: DiskOutput, done: Done, *, explain: bool, seen: Seen | None) -> Built:
        from briefgen.build.last import recall, unchanged  # noqa: PLC0415

        timings: dict[str, float] = {}
        with closing(seen) if seen is not None else nullcontext():
            output.seen = seen
            with timed(timings, "read"):
                self.left = last = recall(self.store)
            tree = self._tree(timings, Stamps(last.stamps) if last else Stamps(), done, seen)
            with timed(timings, "again"):
                built = unchanged(self, last, tree, request, output, timings) if last is not None else None
                if built is None and last is not None:
                    from briefgen.build import again  # noqa: PLC0415 - most builds find that nothing changed

                    built = again.publish(self, last, tree, request, output, done, timings)
                output.altered()  # what was seen is told now: nobody goes on looking all the way
        if built is not None:
            return built
        from briefgen.build import whole  # noqa: PLC0415

        return whole.publish(self, whole.snapshot(self, tree, request, timings), tree, request, output, done, explain=explain)

    def _tree(self, timings: dict[str, float], stamps: Stamps, done: Done = lambda *_: None, seen: Seen | None = None) -> Tree:
        self.memo.begin(self.pool, done)
        with timed(timings, "read"):
            tree = Tree(self.root, stamps, time_ns(), seen.others) if seen is not None else Tree(self.root, stamps, time_ns())
        self.stamps = tree.stamps
        return tree

    def _steady(self, work: Callable[[], T]) -> T:
        """What `work` gives; again, where a file changed or vanished while it was read."""
        for _ in range(TRIES - 1):
            try:
                return work()
            except (FileNotFoundError, InterruptedError) as error:
                inside = str(error.filename or "").removeprefix(f"{self.root}/")
                if not inside.startswith(("content/", "seeds/", "site.yml")):
                    raise
        return work()


@contextmanager
def opened(
    root: Path, packaged: dict[str, Path], say: Callable[[str], None], *, writes: bool = True, jobs: int = 0, executor: Executor | None = None,
    workers: int = 0, cache: Path | None = None,
) -> Iterator[Project]:
    """The project at `root` with its store open; where `writes` is false, nothing on disk changes. `packaged` are the themes that come with briefgen.

    `cache` is a folder of this user's own, never of a project, where compiled templates are kept; None: they are not.
    `executor` has `workers` processes elsewhere; without it, up to `jobs` are started here when they are worth it (0: one for each core).
    """
    from briefgen.engine.pool import Pool  # noqa: PLC0415
    from briefgen.engine.store import Store  # noqa: PLC0415

    store = Store(root / ".briefgen" / "store.db", writes=writes)
    pool = Pool(jobs, executor, workers)
    try:
        yield Project(root, store=store, packaged=packaged, pool=pool, cache=cache if writes else None)
    finally:
        pool.close()
        store.close()
        for line in store.notes:
            say(line)


def hidden(snapshot: Snapshot, request: Request) -> tuple[LeftOut, ...]:
    """What a snapshot made with `drafts` shows and a build at the same moment would leave out."""
    from briefgen.build import whole  # noqa: PLC0415

    return whole.hidden(snapshot, request)


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


@contextmanager
def timed(timings: dict[str, float], room: str) -> Iterator[None]:
    """Adds the seconds that its body takes to those of `room`."""
    start = perf_counter()
    try:
        yield
    finally:
        timings[room] = timings.get(room, 0.0) + perf_counter() - start


def source_lines(root: Path) -> SourceLines:
    """Lines of the project's files for excerpts."""
    return SourceLines(root)


__all__ = ["Built", "Project", "Request", "Snapshot", "SourceLines", "hidden", "opened", "render", "source_lines", "timed", "trial"]
