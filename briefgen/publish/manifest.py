"""What an output folder holds and why. In: a state file. Out: a `Manifest`: for each file the key it was made from, and what stat said of it.

Each tree (the published one and its twin) has a manifest of its own, kept under the tree's inode, so that it follows the tree
when the two are exchanged. A tree without one is a tree of which nothing is known.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from zlib import crc32

import msgspec

from briefgen.model.page import PageKey
from briefgen.model.record import Record, decode

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 2


class Entry(Record):
    """One file of a tree: why its bytes are what they are, their digest, and what stat said when they were written."""

    view: str
    template: str
    content: str
    size: int
    mtime_ns: int


class Manifest(msgspec.Struct, frozen=True, array_like=True):
    """All files that briefgen made in a tree, by path; `frame` and `code` are the rest of their keys.

    `token` names this state of the whole: equal tokens, equal keys. `folders` holds the time at which each folder last changed, so that what
    somebody else put into one is noticed; empty where that is not known.
    """

    format: int
    token: str
    frame: str
    code: str
    entries: dict[str, Entry]
    folders: dict[str, int]

    def key(self, path: str) -> PageKey | None:
        """The key that the file at `path` was made from."""
        entry = self.entries.get(path)
        return PageKey(entry.view, entry.template, self.frame, self.code) if entry else None


EMPTY = Manifest(FORMAT, "", "", "", {}, {})


def read(folder: Path, inode: int) -> Manifest | None:
    """The manifest of the tree with that inode; None where there is none that can be trusted."""
    try:
        data = _place(folder, inode).read_bytes()
        if crc32(data[4:]) != int.from_bytes(data[:4], "big"):
            return None
        found = decode(data[4:], Manifest)
    except (OSError, msgspec.DecodeError):
        return None
    return found if found.format == FORMAT else None


def write(folder: Path, inode: int, manifest: Manifest) -> None:
    """Writes a tree's manifest, whole or not at all."""
    place = _place(folder, inode)
    data = msgspec.msgpack.encode(manifest)  # in the order of its entries; to sort them takes ten times as long
    fresh = place.with_name(place.name + ".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o644)
    with os.fdopen(descriptor, "wb") as file:
        file.write(crc32(data).to_bytes(4, "big") + data)
        file.flush()
        os.fsync(descriptor)
    fresh.replace(place)


def forget(folder: Path, inode: int) -> None:
    """Says that nothing is known of a tree any more, before it is worked on."""
    _place(folder, inode).unlink(missing_ok=True)


def tidy(folder: Path, inodes: set[int]) -> None:
    """Removes the manifests of trees that are no more."""
    for one in folder.glob("*.tree*"):
        if one.name.removesuffix(".tree") not in {str(inode) for inode in inodes}:
            one.unlink(missing_ok=True)


def _place(folder: Path, inode: int) -> Path:
    return folder / f"{inode}.tree"
