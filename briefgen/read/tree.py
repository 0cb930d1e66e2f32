"""The project's files. In: the project's root, and the stamps of the last scan. Out: `File`s in order of their paths.

A file is hashed only where its size, time or inode differ from the last scan, or where it was young when last hashed
(two saves within the clock's grain could share a stamp). Symbolic links are not followed, except the root itself.
"""

from __future__ import annotations

import os
import stat
from operator import attrgetter
from pathlib import Path
from typing import Final

from briefgen.model.codes import note
from briefgen.model.diagnostic import Diagnostic, Span, Stop
from briefgen.model.file import File, FileKind
from briefgen.model.record import Record, digest

# A file younger than this when it was hashed is hashed again: coarse clocks (FAT: 2 s) may hide a second save.
YOUNG_NS: Final = 2_000_000_000
LARGEST: Final = 12_000_000

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


class Stamp(Record):
    """What stat said of a file when it was hashed, and when that was (nanoseconds)."""

    mtime_ns: int
    size: int
    inode: int
    digest: str
    scanned_ns: int


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
    """A scan of the project. `files` are those that briefgen reads; `notes` name the ones under content/ that it does not.

    `changed` and `gone` compare with the scan that `stamps` came from; `restamped` says whether this scan's stamps are worth keeping.
    """

    def __init__(self, root: Path, stamps: dict[str, Stamp], now_ns: int) -> None:
        self.root = root
        self.stamps: dict[str, Stamp] = {}
        self.files: dict[str, File] = {}
        self.notes: list[Diagnostic] = []
        self.changed: set[str] = set()
        self.restamped = False
        self._old = stamps
        self._now = now_ns
        for single in ("site.yml",):
            self._entry(single, root / single)
        for top in ("content", "seeds", "theme", "themes"):
            if (root / top).is_dir():
                self._walk(top)
        self.gone = stamps.keys() - self.stamps.keys()

    def _walk(self, folder: str) -> None:
        try:
            with os.scandir(self.root / folder) as found:
                entries = sorted(found, key=attrgetter("name"))
        except OSError as error:
            self._unreadable(folder, error)
            return
        kinds: dict[str, FileKind | None] = {}
        for entry in entries:
            path = f"{folder}/{entry.name}"
            old = self._old.get(path)
            if old is not None and self._unchanged(old, entry):  # nearly all files of nearly all builds: one look, and no more
                ending = path[path.rfind("."):]
                kind = kinds[ending] if ending in kinds else kinds.setdefault(ending, kind_of(path))
                if kind is not None:
                    self.stamps[path] = old
                    self.files[path] = File(path, kind, old.digest, old.size)
                    continue
            if skipped(entry.name) and path + "/" != LEDGERS:
                continue
            if entry.is_symlink():
                self.notes.append(note("BG106", Span(path), "a symbolic link is not followed", "copy the file here"))
            elif entry.is_dir():
                self._walk(path)
            else:
                self._entry(path, Path(entry.path))

    def _unchanged(self, old: Stamp, entry: os.DirEntry[str]) -> bool:
        try:
            now = entry.stat(follow_symlinks=False)
        except OSError:
            return False
        return (now.st_mtime_ns == old.mtime_ns and now.st_size == old.size and now.st_ino == old.inode and stat.S_ISREG(now.st_mode)
                and old.mtime_ns + YOUNG_NS < old.scanned_ns)

    def _entry(self, path: str, place: Path) -> None:
        kind = kind_of(path)
        if kind is None:
            if not path.endswith(("README.md", "README", ".gitkeep")):
                self.notes.append(note("BG106", Span(path), "this file is of no kind that briefgen reads here", _kinds(path)))
            return
        try:
            found = place.stat(follow_symlinks=False)
        except FileNotFoundError:
            return
        except OSError as error:
            self._unreadable(path, error)
            return
        if not stat.S_ISREG(found.st_mode):
            self.notes.append(note("BG106", Span(path), "this is not a regular file", "remove it"))
            return
        old = self._old.get(path)
        same = old is not None and (old.mtime_ns, old.size, old.inode) == (found.st_mtime_ns, found.st_size, found.st_ino)
        if same and old is not None and old.mtime_ns + YOUNG_NS < old.scanned_ns:
            stamp = old
        else:
            try:
                name = digest(self.read(path))
            except OSError as error:
                self._unreadable(path, error)
                return
            stamp = Stamp(found.st_mtime_ns, found.st_size, found.st_ino, name, self._now)
            self.restamped = True
            if old is None or old.digest != name:
                self.changed.add(path)
        self.stamps[path] = stamp
        self.files[path] = File(path, kind, stamp.digest, stamp.size)

    def _unreadable(self, path: str, error: OSError) -> None:
        self.notes.append(note("BG100", Span(path), f"this cannot be read: {error.strerror}", "check its permissions"))

    def read(self, path: str) -> bytes:
        """The bytes of a file of the project."""
        return read_file(self.root, path)

    def of(self, *kinds: FileKind) -> list[File]:
        """The files of some kinds, in order of their paths."""
        return [file for file in self.files.values() if file.kind in kinds]


def read_file(root: Path, path: str) -> bytes:
    """The bytes of a project's file, at most `LARGEST` and one. Never through a symbolic link at its end."""
    descriptor = os.open(root / path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        return file.read(LARGEST + 1)


def _kinds(path: str) -> str:
    if path.startswith("seeds/"):
        return "seeds are .txt or .html, described by a .yml of the same name"
    return "briefs and storylines are .md under content/briefs and content/storylines, events .yml or .csv under content/events"


def find_root(start: Path) -> Path:
    """The nearest folder from `start` upwards that holds site.yml. Raises `Stop` (BG001, exit code 2) where none does."""
    for folder in (start, *start.parents):
        if (folder / "site.yml").is_file():
            return folder
    raise Stop(note("BG001", Span("site.yml"), "there is no site.yml here or in any folder above",
                    "make a site with  briefgen init DIR,  or go to the folder of one"), 2)
