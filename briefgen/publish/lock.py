"""One writer for each output. In: a state folder. Out: a lock that dies with its holder (flock(2)), so that none ever goes stale."""

from __future__ import annotations

import fcntl
import os

TYPE_CHECKING = False  # imported by every build, and so nothing more than the system's own
if TYPE_CHECKING:
    from pathlib import Path

LOCKED = 4


class Held:
    """Holds the lock at `place`, and gives nothing; or gives the number of the process that has it, where `wait` is false."""

    def __init__(self, place: str, *, wait: bool) -> None:
        self._place = place
        self._how = fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB)
        self._handle = -1

    def __enter__(self) -> str:
        self._handle = os.open(self._place, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        try:
            try:
                fcntl.flock(self._handle, self._how)
            except BlockingIOError:
                return os.pread(self._handle, 32, 0).decode("ascii", "replace").strip() or "unknown"
            os.ftruncate(self._handle, 0)
            os.pwrite(self._handle, f"{os.getpid()}\n".encode(), 0)
        except BaseException:
            os.close(self._handle)
            raise
        return ""

    def __exit__(self, *_: object) -> None:
        os.close(self._handle)


class Locked(Held):
    """Holds the lock for an output that is `shown` so. Raises `Stop` (BG732, exit code 4) where another process has it and `wait` is false."""

    def __init__(self, place: Path, shown: str, *, wait: bool) -> None:
        super().__init__(os.fspath(place), wait=wait)
        self._shown = shown

    def __enter__(self) -> str:
        holder = super().__enter__()
        if holder:
            os.close(self._handle)
            from briefgen.model.codes import note  # noqa: PLC0415 - mostly nobody else is there
            from briefgen.model.diagnostic import Span, Stop  # noqa: PLC0415

            raise Stop(note("BG732", Span(self._shown), f"process {holder} is building into it", "let it end, or wait for it with  --wait"), LOCKED)
        return holder
