"""One look at the files of a folder. In: the folder's handle, names. Out: what stat says of them, in columns of bytes compared as wholes.

Imported by every build, and so nothing more than the system's own.
"""

from __future__ import annotations

import os
import stat
from itertools import chain
from operator import attrgetter
from struct import pack


def root(start: str) -> str:
    """The nearest folder from `start`, an absolute path, upwards that holds site.yml; empty where none does."""
    while not os.path.isfile(f"{start}/site.yml"):  # noqa: PTH113 - pathlib takes longer to import than this to run
        start, before = os.path.dirname(start), start  # noqa: PTH120
        if start == before:
            return ""
    return start


_LOOK = attrgetter("st_mtime_ns", "st_size", "st_ino", "st_mode")


def look(handle: int, names: list[str]) -> tuple[bytes, bytes, bytes] | None:
    """Times, sizes and inodes of some files of the folder open at `handle`; None where one is missing, or is no regular file."""
    # Done for every file at every build: 2 µs a file, nearly all of it the system's. Another step here would be felt.
    try:
        flat = list(chain.from_iterable([_LOOK(os.stat(name, dir_fd=handle, follow_symlinks=False)) for name in names]))
    except OSError:
        return None
    if not all(map(stat.S_ISREG, set(flat[3::4]))):
        return None
    form = f"{len(names)}q"  # the bytes of an `array`, which takes longer to import than this to run
    return pack(form, *flat[0::4]), pack(form, *flat[1::4]), pack(form.upper(), *flat[2::4])


def still(handle: int, listing: bytes, below: list[str]) -> bool:
    """Whether the folder open at `handle` holds just these names, and those `below` are folders."""
    return listed(sorted(os.listdir(handle))) == listing and all(
        stat.S_ISDIR(os.stat(name, dir_fd=handle, follow_symlinks=False).st_mode) for name in below)


def listed(names: list[str]) -> bytes:
    """Names in one string, each ended by `/`, which is in none."""
    return os.fsencode("/".join((*names, "")))


def unlisted(names: bytes) -> list[str]:
    """The names in a string of `listed`."""
    return os.fsdecode(names).split("/")[:-1]
