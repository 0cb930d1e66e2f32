"""Jobs between two processes. In: small jobs, each of which says yes or no. Out: whether all of some say yes, whoever comes to each first.

A copy of this process begins with the first job and goes on to the last. This one helps where it asks, from the last of what it asks about: so
neither ever waits for the other, and the copy does the more of them the more this one has to do besides. Imported by every build, and so nothing
more than the system's own.
"""

from __future__ import annotations

import os
import sys
from mmap import mmap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn, Self

KILLED = 9  # SIGKILL
# What becomes of a job: a byte in memory that both processes see. Where both begin one at the same moment, it is only done twice.
WAITING, BEGUN, YES, NO = range(4)


def copied() -> int | None:
    """A copy of this process: its number here, 0 in the copy; None where none can be had, or this one has threads."""
    threads = sys.modules.get("threading")
    if not hasattr(os, "fork") or (threads is not None and threads.active_count() > 1):
        return None
    try:
        return os.fork()
    except OSError:
        return None


class Between:
    """Goes on with `jobs` until it is closed. A job that fails says no.

    Where no process can be had, or this one has threads (whose locks a copy would find held for ever), all is done here, when it is asked for.
    """

    def __init__(self, jobs: Sequence[Callable[[], bool]]) -> None:
        self._jobs = jobs
        self._said = mmap(-1, max(1, len(jobs)))
        self._process = 0

    def __enter__(self) -> Self:
        process = copied()
        if process == 0:
            self._go_on()
        self._process = process or 0
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Gives up what nobody asked for yet."""
        if self._process:
            process, self._process = self._process, 0
            os.kill(process, KILLED)
            os.waitpid(process, 0)

    def _go_on(self) -> NoReturn:
        """The other process: does what is waiting, and is gone, whatever happens."""
        try:
            os.closerange(3, os.sysconf("SC_OPEN_MAX"))  # what was open stays open as long as anybody holds it: a lock would outlive who took it
            for number in range(len(self._jobs)):
                if self._said[number] == WAITING:
                    self._do(number)
        finally:
            os._exit(0)

    def _do(self, number: int) -> None:
        self._said[number] = BEGUN
        try:
            yes = self._jobs[number]()
        except (OSError, ValueError):
            yes = False
        self._said[number] = YES if yes else NO

    def all(self, start: int, end: int) -> bool:
        """Whether the jobs from `start` to `end` all say yes; as soon as one says no, the others are left to the copy."""
        for wanted in (WAITING, BEGUN):  # what the copy is still at, when all else is done, is done sooner here than waited for
            for number in reversed(range(start, end)):
                if NO in self._said[start:end]:
                    return False
                if self._said[number] == wanted:
                    self._do(number)
        return NO not in self._said[start:end]

    def refused(self, start: int, end: int) -> list[int]:
        """Those of the jobs from `start` to `end` that say no."""
        for wanted in (WAITING, BEGUN):
            for number in reversed(range(start, end)):
                if self._said[number] == wanted:
                    self._do(number)
        return [number for number in range(start, end) if self._said[number] == NO]
