"""The project's files. In: the project's root, and the stamps of the last scan. Out: `File`s in order of their paths.

A file is hashed only where its size, time or inode differ from the last scan, or where it was young when last hashed
(two saves within the clock's grain could share a stamp). Symbolic links are not followed, except the root itself.
"""

from __future__ import annotations

import os
import stat
from array import array
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefgen.model.codes import note
from briefgen.model.diagnostic import Diagnostic, Span, Stop
from briefgen.model.file import File, FileKind
from briefgen.model.record import digest
from briefgen.read.look import listed, look, root, still, unlisted
from briefgen.read.stamps import NUMBER, WIDTH, Columns, Shelf, Stamp, Stamps, filled, stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Others = Callable[[Shelf], list[tuple[int, int]] | None]

LARGEST: Final = 12_000_000
# Most files are read in one piece.
PIECE: Final = 1 << 16

FOLDERS: Final = {
    "content/briefs": FileKind.BRIEF, "content/storylines": FileKind.STORYLINE, "content/events": FileKind.EVENTS,
    "content/corrections": FileKind.CORRECTIONS, "content/pages": FileKind.PAGE, "content/handbook": FileKind.PAGE,
}
ENDINGS: Final = {
    FileKind.BRIEF: (".md",), FileKind.STORYLINE: (".md",), FileKind.EVENTS: (".yml", ".yaml", ".csv"),
    FileKind.CORRECTIONS: (".yml", ".yaml"), FileKind.PAGE: (".md",),
}
# What was published, kept beside the content: the one hidden folder that is read.
LEDGERS: Final = "content/.ledger/"
SINGLE: Final = {"site.yml": FileKind.SITE, "content/regions.yml": FileKind.REGIONS}


def kind_of(path: str) -> FileKind | None:
    """What the file at `path` (relative, with `/`) is to briefgen; None where it is nothing to it."""
    if path in SINGLE:
        return SINGLE[path]
    if path.startswith("seeds/"):
        if path.endswith((".txt", ".html", ".htm")):
            return FileKind.SEED
        return FileKind.SIDECAR if path.endswith((".yml", ".yaml")) else None
    if path.startswith(("theme/", "themes/")):
        return FileKind.ASSET
    if path.startswith("content/assets/"):
        return FileKind.ASSET
    if path.startswith(LEDGERS):
        return FileKind.LEDGER if path.endswith(".json") else None
    for folder, kind in FOLDERS.items():
        if path.startswith(folder + "/"):
            return kind if path.endswith(ENDINGS[kind]) else None
    return None


def skipped(name: str) -> bool:
    """Names that editors and systems leave behind: hidden files, back-ups, Vim's probe."""
    return name.startswith(".") or name.endswith(("~", ".swp", ".tmp")) or name == "4913"


class Tree:
    """A scan of the project: the files that briefgen reads. `notes` name the ones under content/ that it does not.

    `changed` and `gone` compare with the scan that `stamps` came from; `restamped` says whether this scan's stamps are worth keeping. `others` knows
    of a folder that was just looked at in which rows there may be another file than then; of all other folders it knows nothing.
    """

    def __init__(self, root: Path, stamps: Stamps, now_ns: int, others: Others = lambda _: None) -> None:
        self.root = root
        self.stamps = Stamps()
        self.notes: list[Diagnostic] = []
        self.changed: set[str] = set()
        self._old = stamps
        self._others = others
        self._now = now_ns
        self._scan("", only=("site.yml",))
        for top in ("content", "seeds", "theme", "themes"):
            if (root / top).is_dir():
                self._scan(top)
        before, after = stamps.shelves, self.stamps.shelves
        changed = [folder for folder, shelf in before.items() if after.get(folder) is not shelf]
        self.restamped = bool(changed) or len(before) != len(after)
        other = [folder for folder in changed if folder not in after or after[folder].files() != before[folder].files()]
        self.gone = {path for folder in other for path in {*_paths(before[folder])}.difference(_paths(after.get(folder)))}

    def _scan(self, folder: str, only: tuple[str, ...] = (), flags: int = 0) -> None:
        """Takes in a folder and those below it. `only`: the names to be seen, where not all are."""
        try:
            handle = os.open(self.root / folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | flags)
        except OSError as error:
            self._unreadable(folder, error)
            return
        old = self._old.shelves.get(folder)
        try:
            shelf = self._same(old, handle) if old is not None and not only else None
            if shelf is None:
                names = sorted(name for name in os.listdir(handle) if not only or name in only)  # noqa: PTH208 - by its handle
                shelf = self._sorted_out(folder, handle, names)
        except OSError as error:
            self._unreadable(folder, error)
            return
        finally:
            os.close(handle)
        self.stamps.shelves[folder] = shelf if old is None or shelf != old else old
        for name in unlisted(shelf.below):
            self._scan(f"{folder}/{name}", flags=os.O_NOFOLLOW)

    def _same(self, old: Shelf, handle: int) -> Shelf | None:
        """The shelf of a folder that holds what it held, with what changed in its files; None where it must be sorted out anew."""
        parts = self._others(old) if old.plain else None
        if parts == []:
            return old
        if not old.plain or (parts is None and not still(handle, old.listing, unlisted(old.below))):
            return None
        names, digests = old.files(), bytearray(old.digests)
        columns = [bytearray(column) for column in (old.columns.times, old.columns.sizes, old.columns.inodes)]
        for start, end in parts or [(0, len(names))]:
            found, rows = look(handle, names[start:end]), slice(NUMBER * start, NUMBER * end)
            if found is None:
                return None
            was, now = Columns(*(bytes(column[rows]) for column in columns)), Columns(*found)
            if was == now:  # nearly all folders of nearly all builds
                continue
            for at, (name, then, there) in enumerate(zip(names[start:end], was.rows(), now.rows(), strict=True), start):
                if then != there:
                    known = self._renewed(old.folder, name, handle, Stamp(*then, digests[WIDTH * at:WIDTH * (at + 1)].hex()))
                    if known is None:
                        return None
                    digests[WIDTH * at:WIDTH * (at + 1)] = bytes.fromhex(known.digest)
                    for column, number in zip(columns, known[:3], strict=True):
                        column[NUMBER * at:NUMBER * (at + 1)] = array("Q", (number,)).tobytes()
        return Shelf(old.folder, old.plain, old.listing, old.names, old.below, old.kinds, Columns(*map(bytes, columns)), bytes(digests))

    def _renewed(self, folder: str, name: str, handle: int, old: Stamp) -> Stamp | None:
        """What is to be remembered of a file that is not what it was; None where it cannot be read."""
        found = os.stat(name, dir_fd=handle, follow_symlinks=False)
        return self._stamp(f"{folder}/{name}" if folder else name, name, handle, found, old)

    def _sorted_out(self, folder: str, handle: int, names: list[str]) -> Shelf:
        """The shelf of a folder, each name in it looked at."""
        stamps: dict[str, Stamp] = {}
        below: list[str] = []
        kinds: dict[FileKind, None] = {}
        skips = 0
        for name in names:
            path = f"{folder}/{name}" if folder else name
            if skipped(name) and path + "/" != LEDGERS:
                skips += 1
                continue
            try:
                there = os.stat(name, dir_fd=handle, follow_symlinks=False)
            except FileNotFoundError:
                continue
            if stat.S_ISLNK(there.st_mode):
                self.notes.append(note("BG106", Span(path), "a symbolic link is not followed", "copy the file here"))
            elif stat.S_ISDIR(there.st_mode):
                below.append(name)
            elif kind := kind_of(path):
                found = self._stamp(path, name, handle, there, self._old.get(path))
                if found is not None:
                    stamps[name] = found
                    kinds[kind] = None
            elif not path.endswith(("README.md", "README", ".gitkeep")):
                self.notes.append(note("BG106", Span(path), "this file is of no kind that briefgen reads here", _kinds(path)))
        plain = len(stamps) + len(below) + skips == len(names)
        return filled(Shelf(folder, plain, listed(names), None, listed(below), tuple(kinds), Columns(b"", b"", b""), b""), stamps)

    def _stamp(self, path: str, name: str, handle: int, found: os.stat_result, old: Stamp | None) -> Stamp | None:
        """What is to be remembered of a file, hashed where `old` does not say it; None, with a note, where it cannot be read."""
        if not stat.S_ISREG(found.st_mode):
            self.notes.append(note("BG106", Span(path), "this is not a regular file", "remove it"))
            return None
        if old is not None and (old.mtime_ns, old.size, old.inode) == (found.st_mtime_ns, found.st_size, found.st_ino):
            return old
        try:
            digested = digest(_read(name, handle))
        except FileNotFoundError:
            return None
        except OSError as error:
            self._unreadable(path, error)
            return None
        if old is None or old.digest != digested:
            self.changed.add(path)
        return stamp(found, digested, self._now)

    def _unreadable(self, path: str, error: OSError) -> None:
        self.notes.append(note("BG100", Span(path), f"this cannot be read: {error.strerror}", "check its permissions"))

    def file(self, path: str) -> File | None:
        """The file at `path`, if briefgen reads it."""
        found, kind = self.stamps.get(path), kind_of(path)
        return File(path, kind, found.digest, found.size) if found is not None and kind is not None else None

    def of(self, *kinds: FileKind) -> list[File]:
        """The files of some kinds, in order of their paths."""
        shelves = [shelf for shelf in self.stamps.shelves.values() if not set(kinds).isdisjoint(shelf.kinds)]
        return sorted((file for shelf in shelves for file in _files(shelf) if file.kind in kinds), key=_place)

    def read(self, path: str) -> bytes:
        """The bytes of a file of the project."""
        return read_file(self.root, path)


def _paths(shelf: Shelf | None) -> list[str]:
    return [f"{shelf.folder}/{name}" if shelf.folder else name for name in shelf.files()] if shelf else []


def _files(shelf: Shelf) -> Iterator[File]:
    """The files on a shelf. What has a stamp has a kind, and the kind of a folder's files follows from their endings."""
    kinds: dict[str, FileKind | None] = {}
    names = shelf.digests.hex()
    for at, (path, size) in enumerate(zip(_paths(shelf), array("q", shelf.columns.sizes), strict=True)):
        ending = path[path.rfind("."):]
        kind = kinds[ending] if ending in kinds else kinds.setdefault(ending, kind_of(path))
        if kind is not None:
            yield File(path, kind, names[2 * WIDTH * at:2 * WIDTH * (at + 1)], size)


def _place(file: File) -> tuple[bool, str]:
    """site.yml first, then by path, name by name: `a/b` before `a-b`."""
    return file.kind is not FileKind.SITE, file.path.replace("/", "\0")


def read_file(root: Path | str, path: str) -> bytes:
    """The bytes of a project's file, at most `LARGEST` and one. Never through a symbolic link at its end."""
    return _read(f"{root}/{path}", None)


def _read(name: str, folder: int | None) -> bytes:
    handle = os.open(name, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0), dir_fd=folder)
    try:
        data = b""
        while len(data) <= LARGEST and (more := os.read(handle, min(PIECE, LARGEST + 1 - len(data)))):
            data = data + more if data else more
    finally:
        os.close(handle)
    return data


def _kinds(path: str) -> str:
    if path.startswith("seeds/"):
        return "seeds are .txt or .html, described by a .yml of the same name"
    return "briefs and storylines are .md under content/briefs and content/storylines, events .yml or .csv under content/events"


def find_root(start: Path) -> Path:
    """The nearest folder from `start` upwards that holds site.yml. Raises `Stop` (BG001, exit code 2) where none does."""
    found = root(str(start.absolute()))
    if found:
        return Path(found)
    raise Stop(note("BG001", Span("site.yml"), "there is no site.yml here or in any folder above",
                    "make a site with  briefgen init DIR,  or go to the folder of one"), 2)
