"""What a scan remembers of the project's files. In: what stat said, and the digests of the bytes. Out: `Stamps`, a mapping of paths, kept in columns.

All files of a folder lie in one `Shelf`: their times, sizes, inodes and digests one behind the other. So that a folder of ten thousand files is
found unchanged by comparing three strings, and is stored and read back without making anything of it.
"""

from __future__ import annotations

import os
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple, Self

from briefgen.model.file import FileKind
from briefgen.model.record import Record
from briefgen.read.look import listed, unlisted

# A file younger than this when it was hashed is hashed again: coarse clocks (FAT: 2 s) may hide a second save.
YOUNG_NS: Final = 2_000_000_000
# Stands in the place of the inode of such a file, and is nobody's.
NO_INODE: Final = 0
WIDTH: Final = 16  # bytes of a digest
NUMBER: Final = 8  # bytes of what stat says
# So many files of a folder are looked up where they lie; for more, all are spread out.
FEW: Final = 8


class Stamp(NamedTuple):
    """What stat said of a file when it was hashed (nanoseconds, bytes), and the digest."""

    mtime_ns: int
    size: int
    inode: int
    digest: str


def stamp(found: os.stat_result, name: str, now_ns: int) -> Stamp:
    """The stamp of a file of which stat said `found` before it was hashed to `name`; one that nothing equals where it was young at `now_ns`."""
    settled = found.st_mtime_ns + YOUNG_NS < now_ns
    return Stamp(found.st_mtime_ns, found.st_size, found.st_ino if settled else NO_INODE, name)


class Columns(Record):
    """What stat said of the files of one folder, one behind the other."""

    times: bytes
    sizes: bytes
    inodes: bytes

    @classmethod
    def of(cls, times: Iterable[int], sizes: Iterable[int], inodes: Iterable[int]) -> Self:
        """The columns of these numbers."""
        return cls(array("q", times).tobytes(), array("q", sizes).tobytes(), array("Q", inodes).tobytes())

    def rows(self) -> list[tuple[int, int, int]]:
        """Time, size and inode of each file."""
        return list(zip(array("q", self.times), array("q", self.sizes), array("Q", self.inodes), strict=True))


class Shelf(Record):
    """One folder as it was scanned. `listing` is all that lay in it, `names` what is read of that (none: all is), `below` its folders.

    `plain`: nothing was to be noted of what lies in it, so that the same names are the same again.
    """

    folder: str
    plain: bool
    listing: bytes
    names: bytes | None
    below: bytes
    kinds: tuple[FileKind, ...]
    columns: Columns
    digests: bytes

    def settled(self) -> bool:
        """Whether none of its files was young when it was hashed."""
        return NO_INODE not in array("Q", self.columns.inodes)

    def files(self) -> list[str]:
        """The names of the files that are read."""
        return unlisted(self.listing if self.names is None else self.names)

    def stamp(self, name: str) -> Stamp:
        """The stamp of one file. KeyError where there is none."""
        names = self.files()
        if name not in names:
            raise KeyError(name)
        at, one = names.index(name), self.columns
        (row,) = Columns(*(column[NUMBER * at:NUMBER * (at + 1)] for column in (one.times, one.sizes, one.inodes))).rows()
        return Stamp(*row, self.digests[WIDTH * at:WIDTH * (at + 1)].hex())

    def stamps(self) -> dict[str, Stamp]:
        """The stamps by name."""
        names = bytes.hex(self.digests)
        return {name: Stamp(*row, names[at:at + 2 * WIDTH])
                for name, row, at in zip(self.files(), self.columns.rows(), range(0, len(names), 2 * WIDTH), strict=True)}


class Stamps(Mapping[str, Stamp]):
    """The stamps of a scan by path. `update` takes in files that were looked at since; everything else is as it was scanned."""

    def __init__(self, shelves: Iterable[Shelf] = ()) -> None:
        self.shelves = {shelf.folder: shelf for shelf in shelves}
        self._looked_at: dict[str, dict[str, Stamp]] = {}
        self._asked: Counter[str] = Counter()

    def _of(self, folder: str) -> dict[str, Stamp]:
        if folder not in self._looked_at:
            shelf = self.shelves.get(folder)
            self._looked_at[folder] = shelf.stamps() if shelf else {}
        return self._looked_at[folder]

    def __getitem__(self, path: str) -> Stamp:
        folder, _, name = path.rpartition("/")
        self._asked[folder] += 1
        if self._asked[folder] > FEW or folder in self._looked_at or folder not in self.shelves:
            return self._of(folder)[name]
        return self.shelves[folder].stamp(name)

    def __iter__(self) -> Iterator[str]:
        for folder in self.shelves:
            yield from (f"{folder}/{name}" if folder else name for name in self._of(folder))

    def __len__(self) -> int:
        return sum(len(self._of(folder)) for folder in self.shelves)

    def kept(self) -> tuple[Shelf, ...]:
        """What is to be stored of them."""
        return tuple(self.shelves.values())

    def digests(self) -> dict[str, str]:
        """The digest of every file."""
        return {f"{folder}/{name}" if folder else name: found.digest for folder in self.shelves for name, found in self._of(folder).items()}

    def update(self, stamps: Mapping[str, Stamp]) -> None:
        """Takes in what was seen of files that are known. KeyError for one that is not."""
        for path, found in stamps.items():
            folder, _, name = path.rpartition("/")
            known = self._of(folder)
            known[name] = found if name in known else known[name]
            self.shelves[folder] = filled(self.shelves[folder], known)


def filled(shelf: Shelf, stamps: Mapping[str, Stamp]) -> Shelf:
    """A shelf with these stamps for its files."""
    names = listed(list(stamps))
    return Shelf(shelf.folder, shelf.plain, shelf.listing, names if names != shelf.listing else None, shelf.below, shelf.kinds,
                 Columns.of((one.mtime_ns for one in stamps.values()), (one.size for one in stamps.values()), (one.inode for one in stamps.values())),
                 bytes.fromhex("".join(one.digest for one in stamps.values())))
