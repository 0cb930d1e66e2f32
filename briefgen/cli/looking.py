"""A look at all files that a build depends on, and at what it published. In: what the last build saw of them. Out: what of it is still so.

It begins before a build knows whether it has anything to do, is shared with a copy of this process, and goes on while what a build needs is imported.
As `seal`, this imports nothing more than the system's own.
"""

from __future__ import annotations

import os

from briefgen.engine.between import Between
from briefgen.publish import look as site
from briefgen.publish import names
from briefgen.read import look as project

TYPE_CHECKING = False  # `typing`, `contextlib` and what they import would be a tenth of what it takes
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Self

    from briefgen.publish.manifest import Manifest
    from briefgen.read.stamps import Shelf

    Job = Callable[[], bool]

# Folders of a project; one of them that comes new is a change.
TOPS = ("content", "seeds", "theme", "themes")
# Files that are looked at in one go: 1 ms, which is as long as one process may have to work on when the other has nothing left.
GO = 512
NUMBER = 8  # bytes


class Folder:
    """A folder of the project as it was scanned: its listing, the names that are read, the folders in it, and what stat said."""

    def __init__(self, path: str, listing: bytes, names: bytes, below: bytes, looked: tuple[bytes, bytes, bytes]) -> None:
        self.path, self.listing, self.names, self.below, self.looked = path, listing, names, below, looked
        self._files: list[str] = []

    def jobs(self, place: str) -> Iterator[Job]:
        """Whether the folder of the project at `place` holds what it held; then whether its files are what they were, some in each go."""
        yield lambda: not self.path or self._asked(place, lambda handle: project.still(handle, self.listing, project.unlisted(self.below)))
        yield from (self._same(place, *go) for go in _goes(len(self.looked[0]) // NUMBER))

    def _same(self, place: str, start: int, end: int) -> Job:
        def work() -> bool:
            self._files = self._files or project.unlisted(self.names)
            return self._asked(place, lambda handle: project.look(handle, self._files[start:end]) == tuple(
                [column[NUMBER * start:NUMBER * end] for column in self.looked]))

        return work

    def _asked(self, place: str, question: Callable[[int], bool]) -> bool:
        return _asked(f"{place}/{self.path}", os.O_NOFOLLOW if "/" in self.path else 0, question)


class Site:
    """The published tree: where it is and its inode, and what stat said of its files and folders (`publish.look`).

    `paths` and `folders` name the lists of them that are kept in `state`: each process reads those when it comes to them.
    """

    def __init__(self, target: str, inode: int, state: str, paths: str, looked: tuple[bytes, bytes], folders: str, times: bytes) -> None:
        self.target, self.inode, self.state = target, inode, state
        self.paths, self.looked, self.folders, self.times = paths, looked, folders, times
        self._files: list[str] = []
        self._folders: list[str] = []

    def jobs(self) -> Iterator[Job]:
        """Whether its files are what they were, some in each go."""
        yield from (self._same(*go) for go in _goes(len(self.looked[0]) // NUMBER))

    def folder_jobs(self) -> Iterator[Job]:
        """Whether its folders hold what they held."""
        yield from (self._unmoved(*go) for go in _goes(len(self.times) // NUMBER))

    def _same(self, start: int, end: int) -> Job:
        def work() -> bool:
            self._files = self._files or names.read(self.state, self.paths).split("\0")
            return self._asked(lambda handle: site.look(handle, self._files[start:end]) == tuple(
                [column[NUMBER * start:NUMBER * end] for column in self.looked]))

        return work

    def _unmoved(self, start: int, end: int) -> Job:
        def work() -> bool:
            self._folders = self._folders or names.read(self.state, self.folders).split("\0")
            return self._asked(lambda handle: site.times(handle, self._folders[start:end]) == self.times[NUMBER * start:NUMBER * end])

        return work

    def _asked(self, question: Callable[[int], bool]) -> bool:
        return _asked(self.target, os.O_NOFOLLOW, lambda handle: os.fstat(handle).st_ino == self.inode and question(handle))


class Looking:
    """The look at a project and its site, which begins at once and ends with `close`."""

    def __init__(self, place: str, folders: list[Folder], published: Site) -> None:
        self._published = published
        known = {folder.path for folder in folders}
        jobs: list[Job] = [lambda: not any(os.path.isdir(f"{place}/{top}") != (top in known) for top in TOPS)]  # noqa: PTH112
        self._folders: dict[str, tuple[Folder, int, int]] = {}
        for folder in folders:
            start = len(jobs)
            jobs += folder.jobs(place)
            self._folders[folder.path] = (folder, start, len(jobs))
        self._first = len(jobs)
        jobs += published.jobs()
        self._files = len(jobs)
        jobs += published.folder_jobs()
        self._end = len(jobs)
        self._between = Between(jobs)

    def __enter__(self) -> Self:
        self._between.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Gives up what nobody asked for yet."""
        self._between.close()

    def same(self) -> bool:
        """Whether every file, of the project and the site, is what it was."""
        return self._between.all(0, self._files)

    def others(self, shelf: Shelf) -> list[tuple[int, int]] | None:
        """The rows (from, to) of a folder of the project among which are files that may not be what they were.

        None where nobody looked at what `shelf` says of it, or where it does not hold what it held.
        """
        folder, start, end = self._folders.get(shelf.folder, (None, 0, 0))
        columns, names = shelf.columns, shelf.listing if shelf.names is None else shelf.names
        if folder is None or (folder.listing, folder.names, folder.below) != (shelf.listing, names, shelf.below) \
                or folder.looked != (columns.times, columns.sizes, columns.inodes):
            return None
        refused = self._between.refused(start, end)
        return [(at := GO * (number - start - 1), at + GO) for number in refused] if start not in refused else None

    def unaltered(self, inode: int, manifest: Manifest) -> bool:
        """Whether every file of the site is what its manifest says. False where nobody looked at what that says."""
        there, columns = self._published, manifest.columns
        return (there.inode, there.paths, there.looked) == (inode, columns.paths, (columns.times, columns.sizes)) \
            and self._between.all(self._first, self._files)

    def unmoved(self, inode: int, manifest: Manifest) -> bool:
        """Whether no folder of the site changed since its manifest was written. False where nobody looked at what that says."""
        there, stored = self._published, manifest.stored
        return stored.folder_times != b"" and (there.inode, there.folders, there.times) == (inode, stored.folders, stored.folder_times) \
            and self._between.all(self._files, self._end)


def _goes(count: int) -> Iterator[tuple[int, int]]:
    return ((start, min(start + GO, count)) for start in range(0, count, GO))


def _asked(path: str, how: int, question: Callable[[int], bool]) -> bool:
    """What is said of the folder at `path`, by its handle."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | how)
    try:
        return question(handle)
    finally:
        os.close(handle)
