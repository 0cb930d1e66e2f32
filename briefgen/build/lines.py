"""Lines of the project's files, for excerpts. In: a path and a line's number. Out: the line, or nothing where it cannot be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class SourceLines:
    """A line of a file, for an excerpt; empty where it cannot be had."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lines: dict[str, list[str]] = {}

    def __call__(self, path: str, line: int) -> str:
        if path not in self._lines:
            from briefgen.read.text import decode  # noqa: PLC0415
            from briefgen.read.tree import kind_of, read_file  # noqa: PLC0415

            try:
                known = kind_of(path) is not None
                self._lines[path] = (decode(read_file(self.root, path), path).text or "").split("\n") if known else []
            except OSError:
                self._lines[path] = []
        lines = self._lines[path]
        return lines[line - 1] if 0 < line <= len(lines) else ""
