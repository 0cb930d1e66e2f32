"""The version of the code behind each room. In: the packaged files and the libraries installed. Out: a digest for each room.

Rooms import only the floor, so what a room computes depends on its own folder, the floor, the gazetteer where it reads that, and
the libraries that it stands on. Editing `render/` never reads a brief again; editing `understand/` reads them all.

The store keeps the versions of a package of which no file was touched since: to read all of its code takes longer than to read a brief.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

import msgspec

from briefgen.engine.program import PACKAGE, installed, own
from briefgen.model.record import Record, decode, digest, encode

if TYPE_CHECKING:
    from briefgen.engine.store import Store

NAME: Final = "versions"
FLOOR: Final = ("model", "schema")
# Room: the folders and modules whose code it runs, and the libraries (by the name of their distribution).
ROOMS: Final = {
    "understand": ((*FLOOR, "read", "understand", "gazetteer", "link/quotes", "link/shared_wording.py", "build/units.py"),
                   ("markdown_it_py", "lxml", "pyyaml", "trafilatura", "msgspec")),
    "link": ((*FLOOR, "link", "gazetteer"), ("msgspec",)),
    "render": ((*FLOOR, "render", "gazetteer", "build/heavy.py", "build/pages.py"), ("jinja2", "markupsafe", "msgspec")),
}


class Known(Record):
    """The versions of the rooms of one program, which is known by what stat says of its files and by what it runs on."""

    program: str
    rooms: tuple[tuple[str, str], ...]


class Versions:
    """Each room's version, found out once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def _program(self) -> str:
        return digest(encode((*_ground(), installed(), tuple(own()))))

    @cached_property
    def _found(self) -> dict[str, str]:
        data = self._store.read(NAME)
        try:
            known = decode(data, Known) if data is not None else None
        except msgspec.DecodeError:
            known = None
        return dict(known.rooms) if known is not None and known.program == self._program else {}

    def __call__(self, room: str) -> str:
        """The version of a room. KeyError where the room is not in the table."""
        if room not in self._found:
            folders, libraries = ROOMS[room]
            files = tuple(_files(folder) for folder in folders)
            there = tuple(one for one in installed() if one.rpartition("-")[0].lower().replace("-", "_") in libraries)
            self._found[room] = digest(encode((*_ground(), files, there)))
            self._store.write(NAME, encode(Known(self._program, tuple(self._found.items()))))
        return self._found[room]


def _ground() -> tuple[str, str]:
    return sys.version, unicodedata.unidata_version


@lru_cache
def _files(place: str) -> tuple[tuple[str, str], ...]:
    """The code and data at `place` in the package: names, and digests of the bytes. Rooms share folders, and each is read once."""
    whole = f"{PACKAGE}/{place}"
    if not os.path.isdir(whole):  # noqa: PTH112 - a path object for each file would take longer than reading it
        return ((place, digest(_read(whole))),)
    found: list[tuple[str, str]] = []
    with os.scandir(whole) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            inside = f"{place}/{entry.name}"
            if entry.is_dir():
                found += _files(inside)
            elif not entry.name.endswith(".pyc"):
                found.append((inside, digest(_read(entry.path))))
    return tuple(found)


def _read(path: str) -> bytes:
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.read(handle, os.fstat(handle).st_size)
    finally:
        os.close(handle)
