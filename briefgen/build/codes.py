"""Compiled templates of this user's themes, from one process to the next. In: a folder of the user's cache. Out: code by name, or nothing.

What is read here is run. So the folder is the user's own and nobody else's, and is never one of a project: those arrive with cloned repositories.
Where it is not so, or cannot be written, there is simply nothing kept.
"""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from briefgen.model.record import digest

# A theme has some thirty templates; what an edit of one leaves behind goes with the oldest, when there are so many.
MOST: Final = 400


class KeptCodes:
    """Code by name, in files of `folder`. `version` is that of the code which generates it."""

    def __init__(self, folder: Path, version: str) -> None:
        self._folder = folder
        self._version = version

    def get(self, name: str) -> bytes | None:
        """What was kept under a name; None where there is nothing, or somebody else could have put it there."""
        with suppress(OSError):
            if _private(self._folder):
                return self._file(name).read_bytes()
        return None

    def put(self, name: str, data: bytes) -> None:
        """Keeps code, whole or not at all."""
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _private(self._folder):
                handle, temporary = tempfile.mkstemp(dir=self._folder)
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                Path(temporary).replace(self._file(name))
                self._tidy()

    def _file(self, name: str) -> Path:
        return self._folder / digest(f"{self._version} {name}")

    def _tidy(self) -> None:
        there = list(self._folder.iterdir())
        if len(there) > MOST:
            for entry in sorted(there, key=lambda entry: entry.lstat().st_mtime_ns)[: len(there) - MOST * 3 // 4]:
                entry.unlink()


def _private(folder: Path) -> bool:
    """Whether nobody but this user can have written into a folder. Where the system does not tell users apart so, none is."""
    found = folder.lstat()
    mine = hasattr(os, "geteuid") and found.st_uid == os.geteuid()
    return mine and stat.S_ISDIR(found.st_mode) and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
