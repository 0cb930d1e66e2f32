"""What an output folder holds and why. In: a state file. Out: a `Manifest`: for each file the key it was made from, and what stat said of it.

Each tree (the published one and its twin) has a manifest of its own, kept under the tree's inode, so that it follows the tree
when the two are exchanged. A tree without one is a tree of which nothing is known.

A manifest is kept in columns, each of all files in order of their paths: one file's row is replaced, two manifests are compared, and thousands of
rows are read and written without making anything of them. The paths themselves are kept apart (`names`).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Self
from zlib import crc32

import msgspec

from briefgen.model.artifact import PageKey
from briefgen.model.record import Record, decode, digest, encode
from briefgen.publish import names as lists
from briefgen.publish.listing import NOWHERE, Listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

FORMAT = 5
WIDTH = 16  # bytes of a digest
NOTHING = bytes(WIDTH)
NO_NAME = NOTHING.hex()
EIGHT, TWO = 8, 2  # bytes of a number
ONCE = 64  # rows that are compared one by one


class Entry(Record):
    """One file of a tree: why its bytes are what they are, their digest, and what stat said when they were written."""

    view: str
    template: str
    content: str
    size: int
    mtime_ns: int


class Columns(Record):
    """The entries of a tree, one behind the other; `templates` holds each template's digest once, `template` its place there.

    `paths` is the name of their `Listing`.
    """

    paths: str
    views: bytes
    templates: tuple[str, ...]
    template: bytes
    contents: bytes
    sizes: bytes
    times: bytes


class Stored(Record):
    """A manifest as it is written. `folders` is the name of their `Listing`."""

    format: int
    token: str
    frame: str
    code: str
    columns: Columns
    folders: str
    folder_times: bytes


class Manifest:
    """All files that briefgen made in a tree, by path; `frame` and `code` are the rest of their keys.

    `token` names this state of the whole: equal tokens, equal keys. `folders` holds the time at which each folder last changed, so that what
    somebody else put into one is noticed; empty where that is not known.
    """

    def __init__(self, stored: Stored, paths: Listing, folders: Listing) -> None:
        self.stored = stored
        self.listings = (paths, folders)
        self.token, self.frame, self.code = stored.token, stored.frame, stored.code
        self.columns = stored.columns

    @classmethod
    def of(cls, entries: Mapping[str, Entry], frame: str = "", code: str = "", folders: Mapping[str, int] | None = None) -> Self:
        """The manifest of these entries."""
        paths = Listing(_joined(sorted(entries)))
        rows = [entries[path] for path in paths.names]
        templates = {name: place for place, name in enumerate(dict.fromkeys(row.template for row in rows))}
        columns = Columns(paths.name, b"".join(_packed(row.view) for row in rows), tuple(templates),
                          array("H", (templates[row.template] for row in rows)).tobytes(), b"".join(_packed(row.content) for row in rows),
                          _numbers(row.size for row in rows), _numbers(row.mtime_ns for row in rows))
        return cls(_stored(frame, code, columns, NOWHERE.name, b""), paths, NOWHERE).timed(folders or {})

    def timed(self, folders: Mapping[str, int]) -> Self:
        """The same, with the times of its folders."""
        found = Listing(_joined(sorted(folders)))
        times = _numbers(folders[name] for name in found.names)
        return type(self)(msgspec.structs.replace(self.stored, folders=found.name, folder_times=times), self.listings[0], found)

    def timed_as(self, other: Manifest, touched: Mapping[str, int]) -> Self:
        """The same, with the times of the folders of `other`, which has the same, but for those that were touched since."""
        found, times = other.listings[1], array("q", other.stored.folder_times)
        for folder, mtime_ns in touched.items():
            times[bisect_left(found.names, folder)] = mtime_ns
        return type(self)(msgspec.structs.replace(self.stored, folders=found.name, folder_times=times.tobytes()), self.listings[0], found)

    def replaced(self, entries: Mapping[str, Entry]) -> Self:
        """The same files, some of them with other entries. KeyError for one that is not here."""
        old = self.columns
        views, template, contents = bytearray(old.views), bytearray(old.template), bytearray(old.contents)
        sizes, times = bytearray(old.sizes), bytearray(old.times)
        templates = {name: place for place, name in enumerate(old.templates)}
        for path, entry in entries.items():
            row = self._row(path)
            place = templates.setdefault(entry.template, len(templates))
            views[WIDTH * row:WIDTH * (row + 1)] = _packed(entry.view)
            contents[WIDTH * row:WIDTH * (row + 1)] = _packed(entry.content)
            template[TWO * row:TWO * (row + 1)] = array("H", (place,)).tobytes()
            sizes[EIGHT * row:EIGHT * (row + 1)] = _numbers((entry.size,))
            times[EIGHT * row:EIGHT * (row + 1)] = _numbers((entry.mtime_ns,))
        columns = Columns(old.paths, bytes(views), tuple(templates), bytes(template), bytes(contents), bytes(sizes), bytes(times))
        if (columns.views, columns.template) == (old.views, old.template):
            return self._with(columns)
        return type(self)(_stored(self.frame, self.code, columns, self.stored.folders, self.stored.folder_times), *self.listings)

    def written(self, when: Mapping[str, int]) -> Self:
        """The same, some of its files written at other times."""
        times = array("q", self.columns.times)
        for path, mtime_ns in when.items():
            times[self._row(path)] = mtime_ns
        return self._with(msgspec.structs.replace(self.columns, times=times.tobytes()))

    def _with(self, columns: Columns) -> Self:
        """The same files with the same keys."""
        return type(self)(msgspec.structs.replace(self.stored, columns=columns), *self.listings)

    def contents(self, paths: Iterable[str]) -> dict[str, str]:
        """The digests of some files' bytes. KeyError for one that is not here."""
        column = self.columns.contents
        return {path: column[WIDTH * row:WIDTH * (row + 1)].hex() for path in paths for row in (self._row(path),)}

    @property
    def paths(self) -> list[str]:
        """All paths, in order."""
        return self.listings[0].names

    @cached_property
    def folders(self) -> dict[str, int]:
        """When each folder last changed."""
        stored = self.stored
        return dict(zip(self.listings[1].names, array("q", stored.folder_times), strict=True)) if stored.folder_times else {}

    def _row(self, path: str) -> int:
        """The row of a file. KeyError where it is none of this tree's."""
        if (row := self._find(path)) < 0:
            raise KeyError(path)
        return row

    def _find(self, path: str) -> int:
        """The row of a file; -1 where it is none of this tree's."""
        paths = self.paths
        row = bisect_left(paths, path)
        return row if row < len(paths) and paths[row] == path else -1

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self._find(path) >= 0

    def __len__(self) -> int:
        return len(self.columns.sizes) // EIGHT

    def get(self, path: str) -> Entry | None:
        """The entry of a file; None where it is none of this tree's."""
        row = self._find(path)
        return self._entry(row) if row >= 0 else None

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Every file with its entry."""
        one = self.columns
        templates = (one.templates[place] for place in array("H", one.template))
        rows = map(Entry, _names(one.views), templates, _names(one.contents), array("q", one.sizes), array("q", one.times))
        return zip(self.paths, rows, strict=True)

    def key(self, path: str) -> PageKey | None:
        """The key that the file at `path` was made from; None where it is none of this tree's."""
        row, one = self._find(path), self.columns
        if row < 0:
            return None
        view, = _names(one.views[WIDTH * row:WIDTH * (row + 1)])
        return PageKey(view, one.templates[_number(TWO, one.template, row)], self.frame, self.code)

    def differing(self, other: Manifest) -> list[str]:
        """The files, the same in both, whose content or time is another there."""
        mine, theirs = self.columns, other.columns
        found = [*_differing(mine.contents, theirs.contents, WIDTH, 0, len(self)), *_differing(mine.times, theirs.times, EIGHT, 0, len(self))]
        return [other.paths[row] for row in sorted(set(found))]

    def _entry(self, row: int) -> Entry:
        one = self.columns
        (view,), (content,) = (_names(column[WIDTH * row:WIDTH * (row + 1)]) for column in (one.views, one.contents))
        template = one.templates[_number(TWO, one.template, row)]
        return Entry(view, template, content, _number(EIGHT, one.sizes, row), _number(EIGHT, one.times, row))


def content(data: bytes) -> str:
    """What names a file's bytes: 128 bits of their SHA-256. It is worked out for every file that is made, and processors have instructions for it:
    it takes half as long as BLAKE2b, by which everything else is named (python -m timeit -s 'import hashlib' 'hashlib.sha256(bytes(18000))').
    """
    return sha256(data).hexdigest()[:2 * WIDTH]


def _stored(frame: str, code: str, columns: Columns, folders: str, folder_times: bytes) -> Stored:
    named = (frame, code, columns.paths, columns.views, columns.templates, columns.template)
    return Stored(FORMAT, digest(encode(named)), frame, code, columns, folders, folder_times)


def _joined(names: Iterable[str]) -> str:
    """Names in one string: no name holds a NUL."""
    return "".join(f"{name}\0" for name in names)


def _packed(name: str) -> bytes:
    """A digest's bytes; zeros where there is none."""
    return bytes.fromhex(name) if name else NOTHING


def _names(column: bytes) -> list[str]:
    """The digests in a column."""
    digits = column.hex()
    return ["" if (name := digits[at:at + 2 * WIDTH]) == NO_NAME else name for at in range(0, len(digits), 2 * WIDTH)]


def _numbers(values: Iterable[int]) -> bytes:
    return array("q", values).tobytes()


def _number(width: int, column: bytes, row: int) -> int:
    return array("H" if width == TWO else "q", column[width * row:width * (row + 1)])[0]


def _differing(one: bytes, other: bytes, width: int, start: int, end: int) -> Iterator[int]:
    """The rows from `start` to `end` that differ: halved until what differs is found, since mostly nearly nothing does."""
    if one[start * width:end * width] == other[start * width:end * width]:
        return
    if end - start <= ONCE:
        yield from (row for row in range(start, end) if one[row * width:(row + 1) * width] != other[row * width:(row + 1) * width])
        return
    middle = (start + end) // 2
    yield from _differing(one, other, width, start, middle)
    yield from _differing(one, other, width, middle, end)


EMPTY = Manifest(Stored(FORMAT, "", "", "", Columns(NOWHERE.name, b"", (), b"", b"", b"", b""), NOWHERE.name, b""), NOWHERE, NOWHERE)


def read(folder: Path, inode: int, like: Manifest = EMPTY) -> Manifest | None:
    """The manifest of the tree with that inode, which shares with `like` the names that are the same; None where there is none to be trusted."""
    try:
        with _place(folder, inode).open("rb") as file:
            total, data = file.read(4), file.read()
        if crc32(data) != int.from_bytes(total, "big"):
            return None
        found = decode(data, Stored)
        known = {one.name: one for one in (NOWHERE, *like.listings)}
        paths, folders = (known.get(name) or Listing(lists.read(str(folder), name), name) for name in (found.columns.paths, found.folders))
    except (OSError, ValueError):  # among them what msgspec raises
        return None
    return Manifest(found, paths, folders) if found.format == FORMAT else None


def write(folder: Path, inode: int, manifest: Manifest) -> None:
    """Writes a tree's manifest, whole or not at all."""
    for one in manifest.listings:
        lists.write(str(folder), one.name, one.text)
    lists.put(str(_place(folder, inode)), encode(manifest.stored))


def forget(folder: Path, inode: int) -> None:
    """Says that nothing is known of a tree any more, before it is worked on."""
    _place(folder, inode).unlink(missing_ok=True)


def tidy(folder: Path, inodes: set[int], *kept: Manifest) -> None:
    """Removes the manifests of trees that are no more, and the names that are in none of those that are `kept`."""
    wanted = {*(f"{inode}.tree" for inode in inodes), *(f"{one.name}{lists.ENDING}" for manifest in kept for one in manifest.listings)}
    for ending in (".tree", lists.ENDING):
        for one in folder.glob(f"*{ending}*"):
            if one.name not in wanted:
                one.unlink(missing_ok=True)


def _place(folder: Path, inode: int) -> Path:
    return folder / f"{inode}.tree"
