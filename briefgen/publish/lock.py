"""One writer for each output. In: a state folder. Out: a lock that dies with its holder (flock(2)), so that none ever goes stale."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCKED = 4


@contextmanager
def locked(place: Path, shown: str, *, wait: bool) -> Iterator[None]:
    """Holds the lock at `place`. Raises `Stop` (BG732, exit code 4) where another process has it and `wait` is false."""
    with held(os.fspath(place), wait=wait) as holder:
        if holder:
            from briefgen.model.codes import note  # noqa: PLC0415 - mostly nobody else is there
            from briefgen.model.diagnostic import Span, Stop  # noqa: PLC0415

            raise Stop(note("BG732", Span(shown), f"process {holder} is building into it", "let it end, or wait for it with  --wait"), LOCKED)
        yield


@contextmanager
def held(place: str, *, wait: bool) -> Iterator[str]:
    """Holds the lock at `place`, and gives nothing; or gives the number of the process that has it, where `wait` is false."""
    handle = os.open(place, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip() or "unknown"
        else:
            holder = ""
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield holder
    finally:
        os.close(handle)
