"""The published site on disk. In: why each page is what it is, and the artifacts of those that are stale. Out: an output folder brought up to date.

Two trees are kept: the published one and its twin, the version before. A build lays its artifacts aside, brings the twin up to date by
what changed (unchanged files are shared by hard link, nothing is written in place), then exchanges the two in one step.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple, Self

from briefgen.model.artifact import Artifact, PageKey
from briefgen.model.codes import note
from briefgen.model.diagnostic import Span, Stop
from briefgen.model.record import digest
from briefgen.publish import manifest as manifests
from briefgen.publish import mirror, survey, twin
from briefgen.publish.exchange import exchange
from briefgen.publish.folder import Folder, sweep
from briefgen.publish.laying import Laid, lay
from briefgen.publish.lock import Locked
from briefgen.publish.manifest import Entry, Manifest
from briefgen.publish.refuse import LIST, REFUSED, refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from briefgen.publish.survey import Seen

# The list of files is made here, not rendered: it has no key.
NO_KEY = PageKey("", "", "", "")


class Published(NamedTuple):
    """What a publication did: files written, left as they were, removed; a line for the summary, or empty."""

    written: int
    kept: int
    removed: int
    note: str


class DiskOutput:
    """The output folder `target`, and what is known of it in `state_folder`. `protected` folders are never written to."""

    def __init__(self, target: Path, state_folder: Path, root: Path, protected: tuple[Path, ...]) -> None:
        self.target = target
        self.root = root
        self.protected = (*protected, state_folder)
        self.state = state_folder / "output" / digest(str(target.parent.resolve() / target.name))[:16]
        self.twin = self.state / "twin"
        self._stage = self.state / "stage"
        self._begin()

    def _begin(self) -> None:
        self.seen: Seen | None = None
        self._looked: dict[str, str] | None = None
        self._known: Manifest | None = None

    @contextmanager
    def hold(self, *, wait: bool) -> Iterator[Self]:
        """Holds the folder for one build. Raises `Stop`: BG730 where it is refused, BG732 where another build holds it."""
        refuse(self.target, self.root, self.protected, ours=lambda inode: manifests.read(self.state, inode) is not None)
        self.state.mkdir(parents=True, exist_ok=True)
        with Locked(self.state / "lock", str(self.target), wait=wait):
            mirror.finish(self.state, self.target, self.twin)
            sweep(self._stage)
            self._begin()
            try:
                yield self
            finally:
                sweep(self._stage)

    @property
    def stage(self) -> Path:
        """The folder where artifacts are laid aside: there as soon as somebody asks for it."""
        self._stage.mkdir(exist_ok=True)
        return self._stage

    # -- what is there ---------------------------------------------------------------------------------------------------

    @property
    def _altered(self) -> dict[str, str]:
        """The published files that are not what they were, each with why: looked at once, or seen already by `seen`."""
        if self._looked is None and self.target.is_dir():
            with Folder(self.target) as tree:
                self._looked = survey.altered(tree, self._live, self.seen)
        return self._looked or {}

    @property
    def _live(self) -> Manifest:
        """The manifest of the published tree."""
        if self._known is None:
            self._known = (manifests.read(self.state, self.target.stat().st_ino) if self.target.is_dir() else None) or manifests.EMPTY
        return self._known

    @property
    def token(self) -> str:
        """What names the state of the published tree; empty where nothing is known of it."""
        return self._live.token

    @property
    def count(self) -> int:
        """How many pages are published."""
        return max(0, len(self._live) - 1)  # the list of files is none

    def key(self, path: str) -> PageKey | None:
        """The key that a published file was made from."""
        return self._live.key(path)

    def __contains__(self, path: str) -> bool:
        """Whether a file is published, as far as its manifest tells."""
        return path in self._live

    def altered(self) -> dict[str, str]:
        """The published files that are missing, or that somebody else changed, each with which."""
        return dict(self._altered)

    def reason(self, path: str, key: PageKey) -> str:
        """Why a page must be rendered; empty where it need not be."""
        old = self._live.key(path)
        if old is None:
            return "it is new"
        return _why(old, key) if old != key else self._altered.get(path, "")

    def standing(self) -> tuple[int, Manifest]:
        """The published tree's inode, and what it holds."""
        return self.target.stat().st_ino, self._live

    def read(self, path: str) -> bytes | None:
        """The bytes of a published file; None where there is none, or they are not those that were published."""
        try:
            with self.reading() as read:
                return read(path)
        except OSError:
            return None

    @contextmanager
    def reading(self) -> Iterator[Callable[[str], bytes | None]]:
        """`read` for many files. OSError where there is no tree."""
        with Folder(self.target) as tree:
            def read(path: str) -> bytes | None:
                entry = self._live.get(path)
                try:
                    data = tree.read(path) if entry is not None else b""
                except OSError:
                    return None
                return data if entry is not None and manifests.content(data) == entry.content else None

            yield read

    # -- publishing ------------------------------------------------------------------------------------------------------

    def untouched(self) -> Published:
        """The outcome of a build that found nothing to do."""
        return Published(0, self.count, 0, "")

    def publish(self, laid: Iterable[Laid], keys: dict[str, PageKey]) -> Published:
        """Publishes what was laid aside, and all that is planned and not stale. `laid` is read to its end before anything is touched."""
        fresh = {one.path: one for one in laid}
        old = dict(self._live.entries())
        listing = self._list(sorted(keys))
        if listing is not None:
            fresh[LIST] = listing
        wanted: dict[str, Entry] = {}
        written: list[str] = []
        for path, key in (*keys.items(), (LIST, NO_KEY)):
            was, new = old.get(path), fresh.get(path)
            if new is None and (was is None or path in self._altered):
                raise KeyError(path)
            wanted[path] = self._entry(path, key, was, new)
            if not wanted[path].mtime_ns:
                written.append(path)
        foreign, listed = self._foreign()
        removed = [path for path in (*old, *listed) if path not in wanted]
        any_key = next(iter(keys.values()), NO_KEY)
        aim = Manifest.of(wanted, any_key.frame, any_key.code, self._live.folders)
        taken = sorted(path for path in foreign if path in aim)
        if taken:
            found = note("BG730", Span(str(self.target / taken[0])), "a page belongs here, and briefgen did not make this file", "move it away")
            raise Stop(found, REFUSED)
        return self._publish(aim, written, removed, lambda: foreign, listed)

    def republish(self, laid: Iterable[Laid], views: dict[str, str]) -> Published:
        """Publishes what was laid aside in place of pages that are published already, whose views are now `views`; all else stays as it is."""
        fresh = {one.path: one for one in laid}
        listing = self._list([path for path in self._live.paths if path != LIST]) if LIST in self._altered else None
        if listing is not None:
            fresh[LIST] = listing
        live = self._live
        changed: dict[str, Entry] = {}
        for path, new in fresh.items():
            was = live.get(path)
            if was is None:
                raise KeyError(path)
            changed[path] = self._entry(path, PageKey(views.get(path, was.view), was.template, "", ""), was, new)
        written = [path for path, entry in changed.items() if not entry.mtime_ns]
        return self._publish(live.replaced(changed), written, [], lambda: self._strangers(live), frozenset())

    def _entry(self, path: str, key: PageKey, was: Entry | None, new: Laid | None) -> Entry:
        """A file's entry; with no time where it is to be written."""
        if was is not None and path not in self._altered and (new is None or new.content == was.content):
            return Entry(key.view, key.template, was.content, was.size, was.mtime_ns)
        assert new is not None
        return Entry(key.view, key.template, new.content, new.size, 0)

    def _publish(
        self, aim: Manifest, written: list[str], removed: list[str], foreign: Callable[[], set[str]], listed: frozenset[str],
    ) -> Published:
        said = ""
        if written or removed or not self.target.is_dir():
            said = self._bring(aim, written, foreign, listed)
        elif aim.stored != self._live.stored:
            manifests.write(self.state, self.target.stat().st_ino, aim)
            self._known = aim
        self._looked = {}
        count = len([path for path in written if path != LIST])
        return Published(count, self.count - count, len(removed), said)

    def _foreign(self) -> tuple[set[str], frozenset[str]]:
        """What lies in the published tree that briefgen did not make; and what it made, where only the tree's own list says so."""
        if not self.target.is_dir():
            return set(), frozenset()
        with Folder(self.target) as tree:
            listed = survey.listed(tree) if not len(self._live) else frozenset()
            return tree.strangers(listed or self._live, self._live.folders), listed

    def _strangers(self, live: Manifest) -> set[str]:
        """What lies in the published tree, whose manifest is `live`, that briefgen did not make. What was seen a moment ago is as good as new."""
        with Folder(self.target) as tree:
            return survey.strangers(tree, live, self.seen)

    def _list(self, paths: list[str]) -> Laid | None:
        """The list of files, where it differs from the one that is there."""
        data = ("briefgen made these files; it removes no others\n" + "".join(f"{path}\n" for path in paths)).encode()
        old = self._live.get(LIST)
        if old is not None and old.content == manifests.content(data) and LIST not in self._altered:
            return None
        return lay(self.stage, Artifact(LIST, data))

    def _bring(self, aim: Manifest, written: list[str], foreign: Callable[[], set[str]], listed: frozenset[str]) -> str:
        """Brings the twin to `aim` and puts it in the published tree's place. Returns a line where that took more than one step.

        What else lies in the published tree is asked for last: somebody may still be looking.
        """
        live = self._known = twin.bring(self.state, self.twin, self.target, self._live, aim, written, self.stage)
        if not self.target.is_dir():
            self.target.parent.mkdir(parents=True, exist_ok=True)
            if twin.moved(self.twin, self.target):
                with suppress(OSError):  # the site is published; the first edit only finds more to do where there is no twin yet
                    twin.bring(self.state, self.twin, self.target, live, live, [], self.stage)
                return ""
            strangers = set[str]()
        else:
            strangers = foreign()
            if not strangers and exchange(self.twin, self.target):
                return ""
        mirror.begin(self.state, listed)
        mirror.finish(self.state, self.target, self.twin)
        why = f"{self.target.name}/ holds what is not briefgen's ({min(strangers)})" if strangers else "two folders cannot be exchanged here"
        return f"files were replaced one by one: {why}"


def _why(old: PageKey, new: PageKey) -> str:
    if old.view != new.view:
        return "what it shows changed"
    if old.template != new.template:
        return "its template changed"
    return "the frame of all pages changed" if old.frame != new.frame else "briefgen itself changed"
