"""Work done beside. In: work that gives bytes, piece by piece. Out: the same pieces, made by a process of its own while this one goes on.

For work that is mostly calls to the system, as looking at every file is: threads would take turns at each of them. Imported by every build, and so
nothing more than the system's own.
"""

from __future__ import annotations

import os
from itertools import islice

from briefgen.engine.between import KILLED, copied

TYPE_CHECKING = False  # `typing` and `contextlib` take longer to import than all that is done with them here
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO, NoReturn

LENGTH = 8  # bytes that say how long a piece is


class Beside:
    """The pieces of `work`, each waited for when it is asked for. Those that nobody asked for are given up at the end.

    Where no process can be had, or this one has threads (whose locks a copy would find held for ever), `work` is done here, when it is asked for.
    """

    def __init__(self, work: Callable[[], Iterator[bytes]]) -> None:
        self._work = work
        self._child: tuple[int, BinaryIO] | None = None

    def __enter__(self) -> Iterator[bytes]:
        self._child = _copy()
        if self._child is None:
            return self._work()
        process, pipe = self._child
        if process == 0:
            _do(self._work, pipe)
        return _received(self._work, pipe)

    def __exit__(self, *_: object) -> None:
        if self._child is not None:
            process, pipe = self._child
            try:
                pipe.close()
            finally:
                os.kill(process, KILLED)
                os.waitpid(process, 0)


def _copy() -> tuple[int, BinaryIO] | None:
    """A copy of this process: its number (0 in the copy), and this one's end of a pipe between the two."""
    here, there = os.pipe()
    process = copied()
    if process is None:
        os.close(here)
        os.close(there)
        return None
    os.close(here if process == 0 else there)
    return process, os.fdopen(there, "wb") if process == 0 else os.fdopen(here, "rb")


def _do(work: Callable[[], Iterator[bytes]], pipe: BinaryIO) -> NoReturn:
    """The other process: does the work and is gone, whatever happens."""
    try:
        # What was open stays open as long as anybody holds it: a lock would outlive the process that took it.
        os.closerange(3, pipe.fileno())
        os.closerange(pipe.fileno() + 1, os.sysconf("SC_OPEN_MAX"))
        for piece in work():
            pipe.write(framed(piece))
            pipe.flush()
    finally:
        os._exit(0)


def framed(piece: bytes) -> bytes:
    """A piece behind its length, `LENGTH` bytes long."""
    return len(piece).to_bytes(LENGTH, "big") + piece


def _received(work: Callable[[], Iterator[bytes]], pipe: BinaryIO) -> Iterator[bytes]:
    """The pieces that arrive whole. What the other process did not come to is done here, so that its trouble is told as any other is."""
    count = 0
    while len(length := pipe.read(LENGTH)) == LENGTH and len(piece := pipe.read(size := int.from_bytes(length, "big"))) == size:
        yield piece
        count += 1
    yield from islice(work(), count, None)
