"""The same question again. In: the words of a command, and what the last build sealed. Out: what it said, where this one would say the same.

Most builds find that nothing changed. What that takes is kept in one file, as bytes that are compared as wholes, and this module imports nothing
more than the system's own: starting up would else take as long as looking at thirty thousand files. Whatever is not plainly the same is for the
build itself to judge, and what was looked at until then is handed to it.
"""

from __future__ import annotations

import os
import sys
from time import perf_counter, time

from briefgen.cli.looking import Folder, Looking, Site
from briefgen.engine.program import PACKAGE, installed, own, traces
from briefgen.publish.lock import Held
from briefgen.read import look as project

TYPE_CHECKING = False  # `typing`, `contextlib` and what they import would be a tenth of what it takes
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Self

FORMAT = "3"
NAME = ".briefgen/seal"
LENGTH = 8  # bytes that say how long a piece is
# Stand in what is said for what it took; no build takes as long.
SECONDS, MILLISECONDS = "-2.5", "-1.5"


class Seal:
    """A build, and what one that finds nothing changed would say. `since` and `until` are the moments (POSIX seconds) between which it holds.

    `said` are the notes, the timings and the summary, with `SECONDS` and `MILLISECONDS` in the place of what it took; the lock is in the state folder
    of `site`.
    """

    def __init__(self, since: float, until: float, said: tuple[str, str, str], site: Site, folders: list[Folder]) -> None:
        self.since, self.until, self.said, self.site, self.folders = since, until, said, site, folders


def colour(env: Mapping[str, str], *, terminal: bool) -> bool:
    """Whether colour is wanted: NO_COLOR, CLICOLOR=0, CLICOLOR_FORCE=1, TERM=dumb, a terminal."""
    if env.get("CLICOLOR_FORCE", "0") != "0":
        return True
    return terminal and not (env.get("NO_COLOR") or env.get("CLICOLOR") == "0" or env.get("TERM") == "dumb")


def question(words: Sequence[str]) -> bytes:
    """All that a build depends on but the project's files and the moment: what was asked for and where, the program, the themes beside it."""
    themes = f"{os.path.dirname(PACKAGE)}/themes"  # noqa: PTH120
    found = [*own(), *(traces(themes) if os.path.isdir(themes) else ())]  # noqa: PTH112
    painted = str(colour(os.environ, terminal=sys.stderr.isatty()))
    asked = (FORMAT, sys.version, os.getcwd(), os.environ.get("SOURCE_DATE_EPOCH", ""), painted, *words)  # noqa: PTH109
    return "\0".join((*asked, *installed(), *map(str, found))).encode("utf-8", "surrogateescape")


def opened(words: Sequence[str]) -> Sealed | None:
    """What the last build sealed in the project that this process works in; None where there is none, or it cannot be read."""
    start, place = perf_counter(), project.root(os.getcwd())  # noqa: PTH109
    if not place:
        return None
    try:
        with open(f"{place}/{NAME}", "rb") as file:  # noqa: PTH123
            pieces = _unpacked(file.read())
        asked = next(pieces)
        return Sealed(place, _seal(pieces), lambda: question(words) == asked, start) if asked.startswith(f"{FORMAT}\0".encode()) else None
    except (OSError, ValueError, StopIteration, IndexError):
        return None


class Sealed:
    """A seal, with the look at all that it speaks of, which goes on from `__enter__` on. `same`: whether this build was asked for as that one was."""

    def __init__(self, place: str, sealed: Seal, same: Callable[[], bool], start: float) -> None:
        self._place, self._seal, self._same, self._start = place, sealed, same, start
        self.looking = Looking(place, sealed.folders, sealed.site)

    def __enter__(self) -> Self:
        self.looking.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.looking.close()

    def answer(self) -> tuple[str, str, str] | None:
        """The notes, timings and summary of the last build, where this one would say the same; None where that is not plain."""
        sealed = self._seal
        if not (self._same() and _harmless(sealed, self._place) and sealed.since <= time() <= sealed.until):
            return None
        try:
            state = sealed.site.state
            with Held(f"{state}/lock", wait=False) as holder:
                if holder or any(os.path.lexists(f"{state}/{name}") for name in ("stage", "mirror")):
                    return None  # cut short: the build itself puts that right
                if not self.looking.same():
                    return None
        except OSError:
            return None
        seconds, (notes, timings, summary) = perf_counter() - self._start, sealed.said
        return notes, timings.replace(MILLISECONDS, f"{seconds * 1000:.1f}"), summary.replace(SECONDS, f"{seconds:.1f}", 1)


def say(said: tuple[str, str, str]) -> None:
    """Says it: data on standard output, everything else on standard error."""
    notes, timings, summary = said
    for stream, words in ((sys.stderr, notes), (sys.stdout if timings.startswith("{") else sys.stderr, timings), (sys.stderr, summary)):
        stream.write(words.encode(stream.encoding or "utf-8", "backslashreplace").decode(stream.encoding or "utf-8"))
        stream.flush()


def write(place: str, asked: bytes, sealed: Seal) -> None:
    """Seals the build that answered `asked` in the project at `place`, whole or not at all."""
    there = sealed.site
    head = "\0".join((str(sealed.since), str(sealed.until), there.target, str(there.inode), there.state, there.paths, there.folders, *sealed.said))
    pieces = [asked, head.encode("utf-8", "surrogateescape"), *there.looked, there.times]
    for one in sealed.folders:
        pieces += [os.fsencode(one.path), one.listing, one.names, one.below, *one.looked]
    fresh = f"{place}/{NAME}.{os.getpid()}"
    with open(fresh, "wb") as file:  # noqa: PTH123
        for piece in pieces:
            file.write(len(piece).to_bytes(LENGTH, "big"))
            file.write(piece)
    os.replace(fresh, f"{place}/{NAME}")  # noqa: PTH105


def remove(place: str) -> None:
    """Takes away a seal that no longer holds, so that the next build need not look whether it does."""
    try:  # noqa: SIM105
        os.unlink(f"{place}/{NAME}")  # noqa: PTH108
    except FileNotFoundError:
        pass


def _harmless(sealed: Seal, place: str) -> bool:
    """Whether a seal, which may have come with a cloned repository, locks nothing but this project and sends nothing but colours to a terminal."""
    above, _, name = sealed.site.state.rpartition("/")
    words = "".join(sealed.said)
    codes = [part.partition("m")[0] for part in words.split("\x1b")[1:]]
    colours = all(code.startswith("[") and code[1:].replace(";", "").isdecimal() for code in codes)
    return above == f"{place}/.briefgen/output" and name.isalnum() and colours and all(c.isprintable() or c in "\n\t\x1b" for c in words)


def _unpacked(data: bytes) -> Iterator[bytes]:
    """The pieces of a file. ValueError where it was cut short."""
    at = 0
    while at < len(data):
        end = at + LENGTH + int.from_bytes(data[at:at + LENGTH], "big")
        if end > len(data):
            raise ValueError("cut short")
        yield data[at + LENGTH:end]
        at = end


def _seal(pieces: Iterator[bytes]) -> Seal:
    since, until, target, inode, state, paths, folders, *said = next(pieces).decode("utf-8", "surrogateescape").split("\0")
    whens, sizes, times = next(pieces), next(pieces), next(pieces)
    rest = list(pieces)
    project = [Folder(os.fsdecode(path), listing, names, below, tuple(looked))
               for path, listing, names, below, *looked in zip(*(rest[at::7] for at in range(7)), strict=True)]
    published = Site(target, int(inode), state, paths, (whens, sizes), folders, times)
    return Seal(float(since), float(until), (said[0], said[1], said[2]), published, project)
