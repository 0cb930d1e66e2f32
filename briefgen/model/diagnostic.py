"""Editors' mistakes as values. In: nothing. Out: `Span`, `packed`, `spans`, `Named`, `Severity`, `Diagnostic`, `Stop`.

A diagnostic is stored beside the memoised result that produced it, so that it replays on every build.
Only edges raise, and only `Stop`.
"""

from __future__ import annotations

from enum import StrEnum
from struct import Struct
from typing import TYPE_CHECKING, Final

from briefgen.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

# Line, column, end line and end column of a span whose file is known.
_PLACE: Final = Struct("<4I")


class Severity(StrEnum):
    """How much a diagnostic weighs: an error ends the build with exit code 1, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Span(Record):
    """Where something stands in a project file. Lines and columns count from 1, in code points; 0 means unknown.

    `path` is relative to the project, with `/`. The end is exclusive; an end of 0 means "to the end of the word".
    """

    path: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


def packed(places: Iterable[Span]) -> bytes:
    """Where many things stand in one file, one after the other. A site holds a hundred thousand of these, and few are ever looked at."""
    return b"".join([_PLACE.pack(at.line, at.column, at.end_line, at.end_column) for at in places])


def spans(path: str, places: bytes, first: int = 0, count: int = -1) -> list[Span]:
    """Those of `packed` in the file at `path`: `count` of them (-1: all), from number `first` on."""
    end = None if count < 0 else (first + count) * _PLACE.size
    return [Span(path, *place) for place in _PLACE.iter_unpack(places[first * _PLACE.size:end])]


class Named(Record):
    """A name as it is written in a unit's file, such as `region:ukraine`, and where. The path is the unit's, which knows it already."""

    name: str
    line: int
    column: int
    end_line: int
    end_column: int

    def span(self, path: str) -> Span:
        """Where it stands, in the file at `path`."""
        return Span(path, self.line, self.column, self.end_line, self.end_column)


class Diagnostic(Record):
    """One finding: a code of `model.codes`, where, what is wrong, and the way out.

    `detail` holds extra lines to print under the excerpt (a word diff, the nearest passage), `hint` the fix.
    """

    code: str
    severity: Severity
    span: Span
    message: str
    hint: str = ""
    detail: tuple[str, ...] = ()
    related: tuple[Span, ...] = ()


class Stop(Exception):
    """An edge cannot go on (no project, disk full, port taken): one diagnostic and the exit code to leave with."""

    def __init__(self, diagnostic: Diagnostic, exit_code: int) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
        self.exit_code = exit_code
