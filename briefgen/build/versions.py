"""The version of the code behind each room. In: the packaged files and the libraries installed. Out: a digest for each room.

Rooms import only the floor, so what a room computes depends on its own folder, the floor, the gazetteer where it reads that, and
the libraries that it stands on. Editing `render/` never reads a brief again; editing `understand/` reads them all.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Final

import briefgen
from briefgen.engine.program import installed
from briefgen.model.record import digest, encode

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE: Final = Path(briefgen.__file__).parent
FLOOR: Final = ("model", "schema")
# Room: the folders and modules whose code it runs, and the libraries (by the name of their distribution).
ROOMS: Final = {
    "understand": ((*FLOOR, "read", "understand", "gazetteer", "link/quotes", "link/shared_wording.py", "build/units.py"),
                   ("markdown_it_py", "lxml", "pyyaml", "trafilatura", "msgspec")),
    "link": ((*FLOOR, "link", "gazetteer"), ("msgspec",)),
    "render": ((*FLOOR, "render", "gazetteer", "build/heavy.py", "build/pages.py"), ("jinja2", "markupsafe", "msgspec")),
}


class Versions:
    """Each room's version, found out once."""

    def __init__(self) -> None:
        self._found: dict[str, str] = {}

    def __call__(self, room: str) -> str:
        """The version of a room. KeyError where the room is not in the table."""
        if room not in self._found:
            folders, libraries = ROOMS[room]
            files = tuple(entry for folder in folders for entry in _files(PACKAGE / folder))
            there = tuple(one for one in installed() if one.rpartition("-")[0].lower().replace("-", "_") in libraries)
            self._found[room] = digest(encode((sys.version, unicodedata.unidata_version, files, there)))
        return self._found[room]


def _files(place: Path) -> Iterator[tuple[str, str]]:
    """The code and data at `place`: names, and digests of the bytes."""
    if place.is_file():
        yield place.name, digest(place.read_bytes())
    elif place.is_dir():
        for path in sorted(place.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                yield path.relative_to(PACKAGE).as_posix(), digest(path.read_bytes())
