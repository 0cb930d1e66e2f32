"""Compiled templates of this user's themes, from one process to the next. In: a folder of the user's cache. Out: code by name, or nothing.

What is generated of a template is kept as a module, which Python compiles and keeps beside it as it does with all its modules. That is run; so
the folder is the user's own and nobody else's, and is never one of a project: those arrive with cloned repositories. Where it is not so, or
cannot be written, there is simply nothing kept.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from importlib.machinery import SourceFileLoader
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefgen.model.record import digest

if TYPE_CHECKING:
    from types import CodeType

# A theme has some thirty templates; what an edit of one leaves behind goes with the oldest, when there are so many.
MOST: Final = 400


class KeptCodes:
    """Modules by name, in files of `folder`. `version` is that of the code which generates them."""

    def __init__(self, folder: Path, version: str) -> None:
        self._folder = folder
        self._version = version

    def get(self, name: str) -> CodeType | None:
        """The code that was kept under a name; None where there is none, or somebody else could have put it there."""
        file = self._file(name)
        with suppress(OSError, SyntaxError, ValueError, EOFError, ImportError):
            if _private(self._folder) and file.is_file():
                return SourceFileLoader(file.stem, str(file)).get_code(file.stem)
        return None

    def put(self, name: str, source: str) -> None:
        """Keeps a module, whole or not at all."""
        import tempfile  # noqa: PLC0415 - mostly there is nothing to keep

        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _private(self._folder):
                handle, temporary = tempfile.mkstemp(dir=self._folder)
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(source)
                Path(temporary).replace(self._file(name))
                self._tidy()

    def _file(self, name: str) -> Path:
        return self._folder / ("t" + digest(f"{self._version} {name}") + ".py")

    def _tidy(self) -> None:
        there = [entry for entry in self._folder.iterdir() if entry.is_file()]
        if len(there) > MOST:
            for entry in sorted(there, key=lambda entry: entry.lstat().st_mtime_ns)[: len(there) - MOST * 3 // 4]:
                entry.unlink()
                Path(cache_from_source(str(entry))).unlink(missing_ok=True)


def _private(folder: Path) -> bool:
    """Whether nobody but this user can even look into a folder. Where the system does not tell users apart so, none is."""
    found = folder.lstat()
    mine = hasattr(os, "geteuid") and found.st_uid == os.geteuid()
    return mine and stat.S_ISDIR(found.st_mode) and not found.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
