"""Work done beside. In: work that gives bytes, piece by piece. Out: the same pieces, made by a process of its own while this one goes on.

For work that is mostly calls to the system, as looking at every file is: threads would take turns at each of them.
"""

from __future__ import annotations

import os
import signal
import threading
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LENGTH = 8  # bytes that say how long a piece is


@contextmanager
def beside(work: Callable[[], Iterator[bytes]]) -> Iterator[Iterator[bytes]]:
    """The pieces of `work`, each waited for when it is asked for. Those that nobody asked for are given up at the end.

    Where no process can be had, or this one has threads (whose locks a copy would find held for ever), `work` is done here, when it is asked for.
    """
    child = _copy() if threading.active_count() == 1 else None
    if child is None:
        yield work()
        return
    process, pipe = child
    if process == 0:
        _do(work, pipe)
    try:
        with pipe:
            yield _received(work, pipe)
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


def _copy() -> tuple[int, BinaryIO] | None:
    """A copy of this process: its number (0 in the copy), and this one's end of a pipe between the two."""
    if not hasattr(os, "fork"):
        return None
    here, there = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(here)
        os.close(there)
        return None
    os.close(here if process == 0 else there)
    return process, os.fdopen(there, "wb") if process == 0 else os.fdopen(here, "rb")


def _do(work: Callable[[], Iterator[bytes]], pipe: BinaryIO) -> NoReturn:
    """The other process: does the work and is gone, whatever happens."""
    with suppress(BaseException):
        # What was open stays open as long as anybody holds it: a lock would outlive the process that took it.
        os.closerange(3, pipe.fileno())
        os.closerange(pipe.fileno() + 1, os.sysconf("SC_OPEN_MAX"))
        for piece in work():
            pipe.write(framed(piece))
            pipe.flush()
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
