"""The published site on disk. In: why each page is what it is, and the artifacts of those that are stale. Out: an output folder brought up to date.

Two trees are kept: the published one and its twin, the version before. A build lays its artifacts aside, brings the twin up to date by
what changed (unchanged files are shared by hard link, nothing is written in place), then exchanges the two in one step.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple, Self

import msgspec

from briefgen.model.codes import note
from briefgen.model.diagnostic import Span, Stop
from briefgen.model.page import Artifact, PageKey
from briefgen.model.record import Record, digest
from briefgen.publish import manifest as manifests
from briefgen.publish import mirror, twin
from briefgen.publish.exchange import exchange
from briefgen.publish.folder import Folder, sweep
from briefgen.publish.lock import locked
from briefgen.publish.manifest import FORMAT, Entry, Manifest
from briefgen.publish.refuse import LIST, REFUSED, refuse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# The list of files is made here, not rendered: it has no key.
NO_KEY = PageKey("", "", "", "")


class Laid(Record):
    """A finished file that waits to be published: where it will go, and its bytes' digest, under which it lies."""

    path: str
    content: str
    size: int


class Published(NamedTuple):
    """What a publication did: files written, left as they were, removed; a line for the summary, or empty."""

    written: int
    kept: int
    removed: int
    note: str


def lay(folder: Path, artifact: Artifact) -> Laid:
    """Lays an artifact aside in `folder`. Any process may do so; nothing that is published is touched."""
    name = digest(artifact.content)
    place = folder / name
    temporary = folder / f"{name}.{os.getpid()}"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o644)
    with os.fdopen(descriptor, "wb", buffering=0) as file:
        view = memoryview(artifact.content)
        while view:
            view = view[file.write(view):]
    temporary.replace(place)
    return Laid(artifact.path, name, len(artifact.content))


class DiskOutput:
    """The output folder `target`, and what is known of it in `state_folder`. `protected` folders are never written to."""

    def __init__(self, target: Path, state_folder: Path, root: Path, protected: tuple[Path, ...]) -> None:
        self.target = target
        self.root = root
        self.protected = (*protected, state_folder)
        self.state = state_folder / "output" / digest(str(target.parent.resolve() / target.name))[:16]
        self.stage = self.state / "stage"
        self.twin = self.state / "twin"
        self._live = manifests.EMPTY
        self._altered: dict[str, str] = {}
        self._listed: set[str] = set()

    @contextmanager
    def hold(self, *, wait: bool) -> Iterator[Self]:
        """Holds the folder for one build. Raises `Stop`: BG730 where it is refused, BG732 where another build holds it."""
        refuse(self.target, self.root, self.protected, ours=lambda inode: manifests.read(self.state, inode) is not None)
        self.state.mkdir(parents=True, exist_ok=True)
        with locked(self.state / "lock", str(self.target), wait=wait):
            mirror.finish(self.state, self.target, self.twin)
            sweep(self.stage)
            self.stage.mkdir()
            self._look()
            try:
                yield self
            finally:
                sweep(self.stage)

    def _look(self) -> None:
        """What is there: the manifest of the published tree, and which of its files are not what it says."""
        self._live, self._altered, self._listed = manifests.EMPTY, {}, set()
        if not self.target.is_dir():
            return
        with Folder(self.target) as tree:
            self._live = manifests.read(self.state, tree.inode) or manifests.EMPTY
            self._altered = tree.altered(self._live.entries)
            if not self._live.entries and tree.stat(LIST) is not None:
                self._listed = {*tree.read(LIST).decode("utf-8", "replace").splitlines()[1:], LIST}

    # -- what is there ---------------------------------------------------------------------------------------------------

    @property
    def token(self) -> str:
        """What names the state of the published tree; empty where nothing is known of it."""
        return self._live.token

    @property
    def count(self) -> int:
        """How many pages are published."""
        return len(self._live.entries) - (LIST in self._live.entries)

    def key(self, path: str) -> PageKey | None:
        """The key that a published file was made from."""
        return self._live.key(path)

    def keys(self) -> dict[str, PageKey]:
        """The keys of all that is published."""
        live = self._live
        return {path: PageKey(one.view, one.template, live.frame, live.code) for path, one in live.entries.items() if path != LIST}

    def altered(self) -> dict[str, str]:
        """The published files that are missing, or that somebody else changed, each with which."""
        return dict(self._altered)

    def stale(self, keys: dict[str, PageKey]) -> dict[str, str]:
        """The pages that must be rendered, in order, each with why."""
        reasons = {}
        for path, key in keys.items():
            old = self._live.key(path)
            if old is None:
                reasons[path] = "it is new"
            elif old != key:
                reasons[path] = _why(old, key)
            elif path in self._altered:
                reasons[path] = self._altered[path]
        return reasons

    # -- publishing ------------------------------------------------------------------------------------------------------

    def untouched(self) -> Published:
        """The outcome of a build that found nothing to do."""
        return Published(0, self.count, 0, "")

    def publish(self, laid: Iterable[Laid], keys: dict[str, PageKey]) -> Published:
        """Publishes what was laid aside, and all that is planned and not stale. `laid` is read to its end before anything is touched."""
        fresh = {one.path: one for one in laid}
        listing = self._list(keys)
        if listing is not None:
            fresh[LIST] = listing
        wanted: dict[str, Entry] = {}
        written: list[str] = []
        for path, key in (*keys.items(), (LIST, NO_KEY)):
            old, new = self._live.entries.get(path), fresh.get(path)
            if old is not None and path not in self._altered and (new is None or new.content == old.content):
                wanted[path] = Entry(key.view, key.template, old.content, old.size, old.mtime_ns)
            elif new is not None:
                wanted[path] = Entry(key.view, key.template, new.content, new.size, 0)
                written.append(path)
            else:
                raise KeyError(path)
        removed = [path for path in (*self._live.entries, *self._listed) if path not in wanted]
        any_key = next(iter(keys.values()), NO_KEY)
        aim = Manifest(FORMAT, digest(msgspec.msgpack.encode(keys)), any_key.frame, any_key.code, wanted, self._live.folders)
        said = ""
        if written or removed or not self.target.is_dir():
            said = self._bring(aim, written)
        elif aim != self._live:
            manifests.write(self.state, self.target.stat().st_ino, aim)
            self._live = aim
        count = len([path for path in written if path != LIST])
        return Published(count, len(keys) - count, len(removed), said)

    def _foreign(self) -> set[str]:
        """What lies in the published tree that briefgen did not make."""
        if not self.target.is_dir():
            return set()
        with Folder(self.target) as tree:
            known = self._live.entries.keys() | self._listed
            return tree.strangers(known, self._live.folders)

    def _list(self, keys: dict[str, PageKey]) -> Laid | None:
        """The list of files, where it differs from the one that is there."""
        text = "briefgen made these files; it removes no others\n" + "".join(f"{path}\n" for path in sorted(keys))
        data = text.encode()
        old = self._live.entries.get(LIST)
        if old is not None and old.content == digest(data) and LIST not in self._altered:
            return None
        return lay(self.stage, Artifact(LIST, data))

    def _bring(self, aim: Manifest, written: list[str]) -> str:
        """Brings the twin to `aim` and puts it in the published tree's place. Returns a line where that took more than one step."""
        foreign = self._foreign()
        taken = sorted(foreign & aim.entries.keys())
        if taken:
            found = note("BG730", Span(str(self.target / taken[0])), "a page belongs here, and briefgen did not make this file", "move it away")
            raise Stop(found, REFUSED)
        self._live = twin.bring(self.state, self.twin, self.target, self._live, aim, written, self.stage)
        if not self.target.is_dir():
            self.target.parent.mkdir(parents=True, exist_ok=True)
            if twin.moved(self.twin, self.target):
                with suppress(OSError):  # the site is published; the first edit only finds more to do where there is no twin yet
                    twin.bring(self.state, self.twin, self.target, self._live, self._live, [], self.stage)
                return ""
        elif not foreign and exchange(self.twin, self.target):
            return ""
        mirror.begin(self.state, self._listed)
        mirror.finish(self.state, self.target, self.twin)
        why = f"{self.target.name}/ holds what is not briefgen's ({min(foreign)})" if foreign else "two folders cannot be exchanged here"
        return f"files were replaced one by one: {why}"


def _why(old: PageKey, new: PageKey) -> str:
    if old.view != new.view:
        return "what it shows changed"
    if old.template != new.template:
        return "its template changed"
    return "the frame of all pages changed" if old.frame != new.frame else "briefgen itself changed"
