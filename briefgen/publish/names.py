"""Lists of names that manifests share: a site's paths, its folders. In: a state folder, the digest that names a list. Out: the list, in one text.

Both trees mostly hold the same names, from one build to the next, and they are more than all else that is known of them: so each list is a file of
its own, written once. Imported by every build, and so nothing more than the system's own.
"""

from __future__ import annotations

import os
from zlib import crc32

ENDING = ".names"


def read(folder: str, name: str) -> str:
    """The names, each ended by NUL. OSError or ValueError where they cannot be had as they were written."""
    if not name.isalnum():  # it may come with a cloned repository, and leads nowhere else
        raise ValueError(name)
    with open(f"{folder}/{name}{ENDING}", "rb") as file:  # noqa: PTH123 - pathlib takes longer to import than this to run
        total, data = file.read(4), file.read()
    if len(total) < 4 or crc32(data) != int.from_bytes(total, "big"):
        raise ValueError("damaged")
    return data.decode()


def write(folder: str, name: str, names: str) -> None:
    """Keeps a list, where it is not kept yet."""
    place = f"{folder}/{name}{ENDING}"
    if not os.path.isfile(place):  # noqa: PTH113
        put(place, names.encode())


def put(place: str, data: bytes) -> None:
    """Writes a file, with its checksum before it, whole or not at all."""
    fresh = f"{place}.new"
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    with os.fdopen(handle, "wb") as file:
        file.write(crc32(data).to_bytes(4, "big"))
        file.write(data)
        file.flush()
        os.fsync(handle)
    os.replace(fresh, place)  # noqa: PTH105
