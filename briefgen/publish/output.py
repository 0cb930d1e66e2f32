"""The published site on disk. In: why each page is what it is, and the artifacts of those that are stale. Out: an output folder brought up to date.

Two trees are kept: the published one and its twin, the version before. A build lays its artifacts aside, brings the twin up to date by
what changed (unchanged files are shared by hard link, nothing is written in place), then exchanges the two in one step.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, Self

from briefgen.model.codes import note
from briefgen.model.diagnostic import Span, Stop
from briefgen.model.page import Artifact, PageKey
from briefgen.model.record import Record, digest
from briefgen.publish import manifest as manifests
from briefgen.publish import mirror, twin
from briefgen.publish.exchange import exchange, settle
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
    mtime_ns: int


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
    return Laid(artifact.path, name, len(artifact.content), 0)


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
        self._found: dict[str, tuple[int, int]] = {}
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
        """What is there: the manifest of the published tree, and what stat says of every file in it."""
        self._live, self._found, self._listed = manifests.EMPTY, {}, set()
        if not self.target.is_dir():
            return
        with Folder(self.target) as tree:
            self._live = manifests.read(self.state, tree.inode) or manifests.EMPTY
            for path, entry in tree.walk():
                found = entry.stat(follow_symlinks=False)
                self._found[path] = (found.st_size, found.st_mtime_ns)
            if not self._live.entries and LIST in self._found:
                self._listed = set(tree.read(LIST).decode("utf-8", "replace").splitlines()[1:]) | {LIST}

    def stale(self, keys: dict[str, PageKey]) -> dict[str, str]:
        """The pages that must be rendered, in order, each with why."""
        reasons = {}
        for path, key in keys.items():
            entry = self._live.entries.get(path)
            if entry is None:
                reasons[path] = "it is new"
            elif entry.key != key:
                reasons[path] = _why(entry.key, key)
            elif path not in self._found:
                reasons[path] = "its file is missing"
            elif self._found[path] != (entry.size, entry.mtime_ns):
                reasons[path] = "its file was changed by somebody else"
        return reasons

    def publish(self, laid: Iterable[Laid], keys: dict[str, PageKey]) -> Published:
        """Publishes what was laid aside, and all that is planned and not stale. `laid` is read to its end before anything is touched."""
        fresh = {one.path: one for one in laid}
        self._claim(keys)
        listing = self._list(keys)
        if listing is not None:
            fresh[LIST] = listing
        wanted: dict[str, Entry] = {}
        written: list[str] = []
        for path, key in (*keys.items(), (LIST, NO_KEY)):
            old = self._live.entries.get(path)
            new = fresh.get(path)
            sound = old is not None and self._found.get(path) == (old.size, old.mtime_ns)
            if old is not None and sound and (new is None or new.content == old.content):
                wanted[path] = Entry(key, old.content, old.size, old.mtime_ns)
            elif new is not None:
                wanted[path] = Entry(key, new.content, new.size, 0)
                written.append(path)
            else:
                raise KeyError(path)
        removed = [path for path in (*self._live.entries, *self._listed) if path not in wanted and path in self._found]
        said = ""
        if written or removed or not self.target.is_dir():
            said = self._bring(wanted, written)
        elif wanted != self._live.entries:
            manifests.write(self.state, self.target.stat().st_ino, Manifest(FORMAT, wanted))
        count = len([path for path in written if path != LIST])
        return Published(count, len(keys) - count, len(removed), said)

    def _claim(self, keys: dict[str, PageKey]) -> None:
        """A file that briefgen did not make is never written over."""
        foreign = [path for path in keys if path in self._found and path not in self._live.entries and path not in self._listed]
        if foreign:
            found = note("BG730", Span(str(self.target / foreign[0])), "a page belongs here, and briefgen did not make this file", "move it away")
            raise Stop(found, REFUSED)

    def _list(self, keys: dict[str, PageKey]) -> Laid | None:
        """The list of files, where it differs from the one that is there."""
        text = "briefgen made these files; it removes no others\n" + "".join(f"{path}\n" for path in sorted(keys))
        data = text.encode()
        old = self._live.entries.get(LIST)
        if old is not None and old.content == digest(data) and self._found.get(LIST) == (old.size, old.mtime_ns):
            return None
        return lay(self.stage, Artifact(LIST, data))

    def _bring(self, wanted: dict[str, Entry], written: list[str]) -> str:
        """Brings the twin up to date and puts it in the published tree's place. Returns a line where that took more than one step."""
        foreign = [path for path in self._found if path not in self._live.entries and path not in self._listed]
        with twin.opened(self.state, self.twin, self.target, self._live) as (tree, before, live):
            entries = twin.update(tree, live, before, wanted, written, self.stage)
            settle(tree.handle)
            manifests.write(self.state, tree.inode, Manifest(FORMAT, entries))
        if not self.target.is_dir():
            self.target.parent.mkdir(parents=True, exist_ok=True)
            if twin.moved(self.twin, self.target):
                return ""
        elif not foreign and exchange(self.twin, self.target):
            return ""
        mirror.begin(self.state)
        mirror.finish(self.state, self.target, self.twin, tuple(self._listed))
        why = f"{self.target.name}/ holds files that are not briefgen's ({foreign[0]})" if foreign else "two folders cannot be exchanged here"
        return f"files were replaced one by one: {why}"


def _why(old: PageKey, new: PageKey) -> str:
    if old.view != new.view:
        return "what it shows changed"
    if old.template != new.template:
        return "its template changed"
    return "the frame of all pages changed" if old.frame != new.frame else "briefgen itself changed"
