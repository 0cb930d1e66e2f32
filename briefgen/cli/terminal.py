"""Standard streams. In: text. Out: text on the right stream, in colour only where that is wanted.

Data goes to standard output, everything else to standard error (PRODUCT §6.1).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from briefgen import report
from briefgen.cli import seal
from briefgen.model.codes import note
from briefgen.model.diagnostic import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.model.diagnostic import Diagnostic, Stop


def stderr(words: str) -> None:
    """A line for the person at the terminal."""
    _write(sys.stderr, words + "\n")


def stderr_as_is(words: str) -> None:
    """Lines for the person at the terminal, with their ends."""
    _write(sys.stderr, words)


def stdout(words: str) -> None:
    """Data."""
    _write(sys.stdout, words)


def _write(stream: TextIO, words: str) -> None:
    encoding = stream.encoding or "utf-8"
    stream.write(words.encode(encoding, "backslashreplace").decode(encoding))
    stream.flush()


def colour(stream: TextIO) -> bool:
    """Whether `stream` wants colour: NO_COLOR, CLICOLOR=0, CLICOLOR_FORCE=1, TERM=dumb, a terminal."""
    return seal.colour(os.environ, terminal=stream.isatty())


def say(notes: list[Diagnostic], source: Callable[[str, int], str], form: str) -> None:
    """Diagnostics in the form asked for: text to standard error, the others to standard output."""
    from briefgen import __version__  # noqa: PLC0415

    if form == "text":
        if notes:
            stderr(report.text(notes, source, colour=colour(sys.stderr)))
    elif form == "json":
        stdout(report.as_json(notes))
    elif form == "github":
        stdout(report.as_github(notes))
    else:
        stdout(report.as_sarif(notes, __version__))


def say_stop(stop: Stop) -> None:
    """An edge that could not go on."""
    stderr(report.text([stop.diagnostic], lambda _path, _line: "", colour=colour(sys.stderr)).rstrip("\n"))


def say_environment(error: BaseException) -> None:
    """The machine's trouble, in one line with the path and the cause."""
    if isinstance(error, OSError):
        path = str(error.filename or "")
        cause = error.strerror or str(error)
        span = Span(path or "-")
    else:
        cause, span = "out of memory", Span("-")
    stderr(report.text([note("BG731", span, f"{cause}; what was published before is untouched", "free space or memory, then build again")],
                       lambda _path, _line: "", colour=colour(sys.stderr)).rstrip("\n"))


def say_bug(error: BaseException) -> None:
    """Briefgen's own failure: one line, and the details in a file for a bug report."""
    import traceback  # noqa: PLC0415 - mostly there is none

    where = Path(".briefgen")
    words = "".join(traceback.format_exception(error))
    kept = ""
    try:
        if where.is_dir():
            (where / "crash.txt").write_text(words, encoding="utf-8")
            kept = "the details are in .briefgen/crash.txt; please send them with what you did"
    except OSError:
        kept = ""
    if os.environ.get("BRIEFGEN_TRACE"):
        stderr(words)
    stderr(report.text([note("BG900", Span("briefgen"), f"briefgen itself failed: {type(error).__name__}: {error}"[:400],
                             kept or "set BRIEFGEN_TRACE=1 and run again for the details")],
                       lambda _path, _line: "", colour=colour(sys.stderr)).rstrip("\n"))
