"""A tree of files, worked on through its own handle. In: a path. Out: files written, linked, moved and removed inside it, and nowhere else.

Every name is opened relative to the handle of the folder that holds it and never through a symbolic link, so that no link planted in
the tree can lead a write out of it (string checks on paths lose; handles win).
"""

from __future__ import annotations

import errno
import os
import stat
from array import array
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from briefgen.publish.look import look

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from pathlib import Path

    from briefgen.publish.manifest import Manifest

HANDLES = 128
# Two names for one file are not to be had: another device, too many names, a file system without them.
UNSHARED = (errno.EXDEV, errno.EMLINK, errno.EPERM, errno.EOPNOTSUPP)
FOLDER_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
FRESH_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class Folder:
    """A folder held open. Paths are relative to it, with `/`. `fresh`: it was made a moment ago, and nothing is in it."""

    def __init__(self, path: Path, *, fresh: bool = False) -> None:
        self.path = path
        # The folders in which nothing lies but what was put there through this handle: nothing need be looked for in them.
        self._made = {""} if fresh else set[str]()
        self.handle = os.open(path, FOLDER_FLAGS)
        self._handles: dict[str, int] = {}
        self._touched: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of all handles."""
        self.forget("")
        os.close(self.handle)

    @property
    def inode(self) -> int:
        """What names this folder wherever it is moved to."""
        return os.fstat(self.handle).st_ino

    def forget(self, below: str) -> None:
        """Lets go of the handles of `below` and what lies in it."""
        for name in [name for name in self._handles if not below or name == below or name.startswith(below + "/")]:
            os.close(self._handles.pop(name))

    def _inside(self, folder: str, *, make: bool) -> int:
        """The handle of a folder inside this one. Where `make`, it is made if it is missing, and what stands in its way is removed."""
        if not folder:
            return self.handle
        known = self._handles.get(folder)
        if known is not None:
            return known
        above, _, name = folder.rpartition("/")
        parent = self._inside(above, make=make)
        if make and above in self._made and folder not in self._made:
            handle = self._make(folder, above, name, parent)
        else:
            try:
                handle = os.open(name, FOLDER_FLAGS, dir_fd=parent)
            except OSError as error:
                if not make:
                    raise
                if not isinstance(error, FileNotFoundError):
                    os.unlink(name, dir_fd=parent)  # a file or a link where a folder must be
                handle = self._make(folder, above, name, parent)
        if len(self._handles) >= HANDLES:  # the oldest that holds up no other handle's opening: handles are independent
            os.close(self._handles.pop(next(iter(self._handles))))
        self._handles[folder] = handle
        return handle

    def _make(self, folder: str, above: str, name: str, parent: int) -> int:
        os.mkdir(name, 0o755, dir_fd=parent)
        self._touched |= {above, folder}
        self._made.add(folder)
        return os.open(name, FOLDER_FLAGS, dir_fd=parent)

    def stat(self, path: str) -> os.stat_result | None:
        """What stat says of a regular file; None where there is none."""
        folder, _, name = path.rpartition("/")
        try:
            found = os.stat(name, dir_fd=self._inside(folder, make=False), follow_symlinks=False)
        except OSError:
            return None
        return found if stat.S_ISREG(found.st_mode) else None

    def altered(self, manifest: Manifest) -> dict[str, str]:
        """Those of the manifest's files that are missing, or not what stat said of them when they were written."""
        columns = manifest.columns
        if look(self.handle, manifest.paths) == (columns.times, columns.sizes):
            return {}
        found = {}
        for path, size, mtime_ns in zip(manifest.paths, array("q", columns.sizes), array("q", columns.times), strict=True):
            try:
                there = os.stat(path, dir_fd=self.handle, follow_symlinks=False)
            except (FileNotFoundError, NotADirectoryError):
                found[path] = "its file is missing"
                continue
            if there.st_mtime_ns != mtime_ns or there.st_size != size or not stat.S_ISREG(there.st_mode):
                found[path] = "its file was changed by somebody else"
        return found

    def times(self, before: Mapping[str, int], paths: Iterable[str]) -> dict[str, int]:
        """When each folder of `paths` last changed. Only those that this handle worked on can differ from `before`."""
        folders = {""}
        for path in paths:
            folder = path.rpartition("/")[0]
            while folder not in folders:
                folders.add(folder)
                folder = folder.rpartition("/")[0]
        return {folder: before[folder] if folder in before and folder not in self._touched
                else os.stat(folder or ".", dir_fd=self.handle, follow_symlinks=False).st_mtime_ns for folder in folders}

    def touched(self) -> dict[str, int]:
        """When each folder that this handle worked on last changed."""
        return {folder: self._time(folder) for folder in self._touched}

    def strangers(self, known: Container[str], times: Mapping[str, int]) -> set[str]:
        """What lies here that is neither in `known` nor a folder of it. Folders that did not change since `times` are not looked into."""
        if not times:
            return {path for path, _ in self.walk() if path not in known}
        with suppress(OSError):  # mostly none has changed
            if [os.stat(folder or ".", dir_fd=self.handle, follow_symlinks=False).st_mtime_ns for folder in times] == list(times.values()):
                return set()
        found = set()
        for folder in [folder for folder, then in times.items() if self._time(folder) != then]:
            try:
                handle = self._inside(folder, make=False)
            except OSError:
                continue  # gone: its files are missing, and will be made again
            for name in os.listdir(handle):  # noqa: PTH208 - by its handle
                path = f"{folder}/{name}" if folder else name
                if path not in known and path not in times:
                    found.add(path)
        return found

    def _time(self, folder: str) -> int:
        try:
            return os.stat(folder or ".", dir_fd=self.handle, follow_symlinks=False).st_mtime_ns
        except OSError:
            return -1

    def write(self, path: str, data: bytes) -> None:
        """A fresh file. Raises FileExistsError where there is one."""
        folder, _, name = path.rpartition("/")
        descriptor = os.open(name, FRESH_FLAGS, 0o644, dir_fd=self._inside(folder, make=True))
        with os.fdopen(descriptor, "wb", buffering=0) as file:
            view = memoryview(data)
            while view:
                view = view[file.write(view):]

    def read(self, path: str) -> bytes:
        """A regular file's bytes."""
        folder, _, name = path.rpartition("/")
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=self._inside(folder, make=False))
        with os.fdopen(descriptor, "rb") as file:
            return file.read()

    def take(self, source: Folder, name: str, path: str) -> None:
        """Moves the file `name` of `source` to `path`, in one step, over whatever stands there."""
        here, short = self._place(path)
        os.rename(name, short, src_dir_fd=source.handle, dst_dir_fd=here)

    def share(self, source: Folder, name: str, path: str) -> None:
        """As `take`, but leaves `name` in `source` too."""
        here, short = self._place(path)
        _link(source.handle, name, here, short)

    def link(self, source: Folder, path: str) -> None:
        """Shares the file at `path` of `source` by a hard link, in place of whatever stands here."""
        folder, _, name = path.rpartition("/")
        here, short = self._place(path)
        _link(source._inside(folder, make=False), name, here, short)

    def replace(self, source: Folder, path: str) -> None:
        """Puts the file at `path` of `source` here in one step: by a hard link, or by a copy where that is another device."""
        folder, _, name = path.rpartition("/")
        there = source._inside(folder, make=False)
        here, short = self._place(path)
        fresh = f".{short[:200]}.briefgen"
        with suppress(FileNotFoundError):
            os.unlink(fresh, dir_fd=here)
        try:
            os.link(name, fresh, src_dir_fd=there, dst_dir_fd=here, follow_symlinks=False)
        except OSError as error:
            if error.errno not in UNSHARED:
                raise
            above = f"{folder}/" if folder else ""
            self.write(above + fresh, source.read(path))
            found = os.stat(name, dir_fd=there, follow_symlinks=False)
            os.utime(fresh, ns=(found.st_mtime_ns, found.st_mtime_ns), dir_fd=here, follow_symlinks=False)
        os.rename(fresh, short, src_dir_fd=here, dst_dir_fd=here)
        with suppress(FileNotFoundError):  # renaming one name of a file over another name of it does nothing (rename(2))
            os.unlink(fresh, dir_fd=here)

    def _place(self, path: str) -> tuple[int, str]:
        """The folder that `path` lies in and its name there; a folder that stands in its way is removed."""
        folder, _, short = path.rpartition("/")
        here = self._inside(folder, make=True)
        self._touched.add(folder)
        if folder in self._made:
            return here, short
        try:
            found = os.stat(short, dir_fd=here, follow_symlinks=False)
        except FileNotFoundError:
            return here, short
        if stat.S_ISDIR(found.st_mode):
            self.forget(path)
            self._made = {one for one in self._made if one != path and not one.startswith(path + "/")}
            _remove(here, short)
        return here, short

    def remove(self, path: str) -> None:
        """Removes a file, and the folders that it leaves empty."""
        folder, _, name = path.rpartition("/")
        try:
            os.unlink(name, dir_fd=self._inside(folder, make=False))
        except (FileNotFoundError, NotADirectoryError):
            return
        except (IsADirectoryError, PermissionError):
            if not (self.path / path).is_dir():
                raise
            return  # somebody's folder: not ours to remove
        self._touched.add(folder)
        while folder:
            above, _, name = folder.rpartition("/")
            self._touched.add(above)
            self.forget(folder)
            self._made.discard(folder)
            try:
                os.rmdir(name, dir_fd=self._inside(above, make=False))
            except OSError:
                return
            folder = above

    def walk(self, below: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
        """Every entry of the tree that is not a folder, with its path; folders that hold nothing are not seen."""
        with os.scandir(self._inside(below, make=False)) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            path = f"{below}/{entry.name}" if below else entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from self.walk(path)
            else:
                yield path, entry


def _link(there: int, name: str, here: int, short: str) -> None:
    try:
        os.link(name, short, src_dir_fd=there, dst_dir_fd=here, follow_symlinks=False)
    except FileExistsError:
        os.unlink(short, dir_fd=here)
        os.link(name, short, src_dir_fd=there, dst_dir_fd=here, follow_symlinks=False)


def sweep(path: Path) -> None:
    """Removes a folder of briefgen's own, with all that is in it, following no link."""
    with suppress(FileNotFoundError):
        parent = os.open(path.parent, FOLDER_FLAGS)
        try:
            _remove(parent, path.name)
        finally:
            os.close(parent)


def _remove(parent: int, name: str) -> None:
    """Removes a folder and what is in it, by handles."""
    handle = os.open(name, FOLDER_FLAGS, dir_fd=parent)
    try:
        with os.scandir(handle) as entries:
            found = list(entries)
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                _remove(handle, entry.name)
            else:
                os.unlink(entry.name, dir_fd=handle)
    finally:
        os.close(handle)
    os.rmdir(name, dir_fd=parent)
