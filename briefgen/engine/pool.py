"""The one seam to more processes. In: a function of bytes and many payloads. Out: the answers, in order.

Whatever offers `concurrent.futures.Executor` will do: the processes of this machine, or a cluster's client. Payloads and
answers are encoded records, so that nothing but bytes ever travels. Where a process can begin as a copy of this one (fork), it may also be handed
what is there already, and then nothing of that has to travel.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor, Future

T = TypeVar("T")
# What this process was handed when it began as a copy: one thing, or nothing.
HELD: list[object] = []
# Fewer items than this are done sooner here than processes are started.
WORTHWHILE = 192
CHUNKS_A_WORKER, LARGEST_CHUNK = 8, 128


class Held(Protocol):
    """What a copy of this process may be handed. `begin` opens anew what two processes must not share."""

    def begin(self) -> None: ...


class Pool:
    """Processes to work with, started when they are first worth it. `jobs` 0: as many as there are cores."""

    def __init__(self, jobs: int = 0, executor: Executor | None = None, workers: int = 0) -> None:
        self.jobs = jobs or cores()
        self._executor = executor
        self._given = executor is not None
        if self._given:
            self.jobs = max(2, workers)
        self._asked = jobs

    def worthwhile(self, count: int) -> bool:
        """Whether `count` items are better shared out: always where a cluster or `--jobs` was asked for."""
        if self._given:
            return count > 0
        return self.jobs > 1 and count >= (2 if self._asked else WORTHWHILE)

    def chunks(self, items: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        """The items in order, in pieces small enough to be shared out evenly."""
        size = min(LARGEST_CHUNK, max(1, len(items) // (self.jobs * CHUNKS_A_WORKER)))
        for start in range(0, len(items), size):
            yield tuple(items[start:start + size])

    def copies(self) -> bool:
        """Ends the processes that there are, and says whether `map` can hand something to new ones."""
        if self._given:
            return False
        self.close()  # its threads would end here: a copy of a process with threads may inherit a lock that nobody will ever open
        return _forks()

    def map(self, fn: Callable[[bytes], bytes], payloads: Iterable[bytes], *, held: Held | None = None) -> Iterator[bytes]:
        """`fn` of every payload, in order; only a few are on their way at once, so that memory stays small.

        Where `copies` was true, `held` is what `fn` finds by the function of that name.
        """
        executor = self._start(held) if held is not None else self._executor or self._start()
        waiting: deque[Future[bytes]] = deque()
        try:
            for payload in payloads:
                with _uninterrupted():
                    waiting.append(executor.submit(fn, payload))
                if len(waiting) > 2 * self.jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
            if held is not None:
                self.close()

    def _start(self, held: Held | None = None) -> Executor:
        import gc  # noqa: PLC0415
        import multiprocessing  # noqa: PLC0415 - slow to import, and most builds need no processes
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

        if held is not None:
            gc.freeze()  # to look for garbage among what the copies share is to write into all of it: it would not be shared for long
        method = "fork" if _forks() else "spawn"
        made = ProcessPoolExecutor(self.jobs, multiprocessing.get_context(method), initializer=_worker, initargs=(os.getpid(), held))
        self._executor = made
        return made

    def close(self) -> None:
        """Ends the processes that were started here."""
        if self._executor is not None and not self._given:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def held(kind: type[T]) -> T:
    """What this process was handed. TypeError where it is something else, or nothing: a bug."""
    found = HELD[0] if HELD else None
    if not isinstance(found, kind):
        raise TypeError(kind)
    return found


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Holds Ctrl-C back while work is handed over, which may start processes: one that is half started would be waited for without end, and
    one that has just begun would die of it before it can leave it to its parent. What begins here holds it back for good.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _forks() -> bool:
    """Whether a process can begin as a copy of this one. One with threads may leave its copy a lock that nobody will ever open."""
    import multiprocessing  # noqa: PLC0415
    import threading  # noqa: PLC0415

    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def _worker(parent: int, held: Held | None) -> None:
    """A worker leaves Ctrl-C to its parent, dies with it (a kill leaves no orphan), and hardly ever collects: records are no garbage, and most pages
    leave none (tests/render/test_quick.py). To look for it more often would be a twentieth of its time.
    """
    import ctypes  # noqa: PLC0415
    import gc  # noqa: PLC0415
    import sys  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG, prctl(2)
    if os.getppid() != parent:
        os._exit(1)
    gc.freeze()
    gc.set_threshold(200_000, 10, 10)
    if held is not None:
        HELD[:] = [held]
        held.begin()
