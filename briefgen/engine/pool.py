"""The one seam to more processes. In: a function of bytes and many payloads. Out: the answers, in order.

Whatever offers `concurrent.futures.Executor` will do: the processes of this machine, or a cluster's client. Payloads and
answers are encoded records, so that nothing but bytes ever travels.
"""

from __future__ import annotations

import os
from collections import deque
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor, Future

# Fewer items than this are done sooner here than processes are started.
WORTHWHILE = 192
CHUNKS_A_WORKER, LARGEST_CHUNK = 8, 128


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

    def map(self, fn: Callable[[bytes], bytes], payloads: Iterable[bytes]) -> Iterator[bytes]:
        """`fn` of every payload, in order; only a few are on their way at once, so that memory stays small."""
        executor = self._executor or self._start()
        waiting: deque[Future[bytes]] = deque()
        try:
            for payload in payloads:
                waiting.append(executor.submit(fn, payload))
                if len(waiting) > 2 * self.jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()

    def _start(self) -> Executor:
        import multiprocessing  # noqa: PLC0415 - slow to import, and most builds need no processes
        import threading  # noqa: PLC0415
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

        # A fork of a process with threads may inherit a lock that nobody will ever open.
        method = "fork" if "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1 else "spawn"
        made = ProcessPoolExecutor(self.jobs, multiprocessing.get_context(method), initializer=_worker, initargs=(os.getpid(),))
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


def _worker(parent: int) -> None:
    """A worker leaves Ctrl-C to its parent, dies with it (a kill leaves no orphan), and seldom collects: records are no garbage.

    Never to collect at all would keep what templates leave behind: 200 MB for ten thousand pages.
    """
    import ctypes  # noqa: PLC0415
    import gc  # noqa: PLC0415
    import signal  # noqa: PLC0415
    import sys  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG, prctl(2)
    if os.getppid() != parent:
        os._exit(1)
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)
