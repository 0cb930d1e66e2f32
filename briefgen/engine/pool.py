"""The one seam to more processes. In: a function of bytes and many payloads. Out: the answers, in order.

Whatever offers `concurrent.futures.Executor` will do: the processes of this machine, or a cluster's client. Payloads and
answers are encoded records, so that nothing but bytes ever travels. Where a process can begin as a copy of this one (fork), it may also be handed
what is there already, and then nothing of that has to travel. Of the processes of this machine, where they are few, this one is the first: while the
others have enough to do it works too, so that a site is held in memory once less.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor, Future

T = TypeVar("T")
# What this process was handed when it began as a copy: one thing, or nothing.
HELD: list[object] = []
# Fewer items than this are done sooner here than processes are started.
WORTHWHILE = 192
CHUNKS_A_WORKER, SMALLEST_CHUNK, LARGEST_CHUNK = 8, 8, 64
# How many seconds the thread that takes the others' answers waits for the one that works (sys.setswitchinterval): an answer comes in pieces of a
# pipe's length, and whoever sends it waits meanwhile.
SWITCH = 0.0005
# From how many bytes on a buffer is given back to the system as soon as it is free, where the C library is glibc (mallopt(3)): it would learn from
# the first large file to keep room for the next, in every process. What is free at the end of its heap it may keep up to so many bytes: to give back
# less than that again and again takes a twentieth of a build.
GIVEN_BACK, SPARE = 2**17, 2**22
# Of more processes than this the first has enough to do with what the others give it.
FEW = 4
# So many chunks at a time are a process's to do, that it never waits for the next. So many answers for each process, at most, wait for their turn
# where this one works too: it goes on while the others are at a chunk that takes long.
AHEAD, BEHIND = 2, 16
# How seldom a process that works looks for garbage (gc.set_threshold): records are none, and most pages leave none (tests/render/test_quick.py).
COLLECTOR = (200_000, 10, 10)


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
        self._joins = not self._given and self.jobs <= FEW

    @property
    def many(self) -> bool:
        """Whether there are more processes than this one can keep busy with what it alone works out."""
        return not self._given and not self._joins

    def worthwhile(self, count: int) -> bool:
        """Whether `count` items are better shared out: always where a cluster or `--jobs` was asked for."""
        if self._given:
            return count > 0
        return self.jobs > 1 and count >= (2 if self._asked else WORTHWHILE)

    def chunks(self, items: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        """The items in order, in pieces small enough to be shared out evenly: the last ones are the smallest, so that all come to an end together."""
        start = 0
        while start < len(items):
            left = (len(items) - start) // (self.jobs * CHUNKS_A_WORKER)
            size = min(LARGEST_CHUNK, max(min(SMALLEST_CHUNK, len(items) // self.jobs), 1, left))
            yield tuple(items[start:start + size])
            start += size

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
        most = (BEHIND if self._joins else AHEAD) * self.jobs
        try:
            with _working(held) if not self._given else nullcontext():
                for payload in payloads:
                    if not self._joins or sum(not one.done() for one in waiting) < AHEAD * (self.jobs - 1):
                        with _uninterrupted():
                            waiting.append(executor.submit(fn, payload))
                    else:
                        waiting.append(_done(fn, payload))
                    while waiting and (waiting[0].done() or len(waiting) > most):
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
            if held is not None:
                self.close()

    def open(self) -> None:
        """Starts the processes, while this one is small: they begin as copies of it."""
        if self._executor is None:
            with _uninterrupted():
                self._start().submit(_nothing)

    def _start(self, held: Held | None = None) -> Executor:
        import multiprocessing  # noqa: PLC0415 - slow to import, and most builds need no processes
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

        method = "fork" if _forks() else "spawn"
        processes = max(1, self.jobs - 1) if self._joins else self.jobs
        made = ProcessPoolExecutor(processes, multiprocessing.get_context(method), initializer=_worker, initargs=(os.getpid(), held))
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


def _nothing() -> None:
    """The first thing that processes are started for."""


def _done(fn: Callable[[bytes], bytes], payload: bytes) -> Future[bytes]:
    """An answer worked out here, to be given in its turn."""
    from concurrent.futures import Future  # noqa: PLC0415

    done = Future[bytes]()
    try:
        done.set_result(fn(payload))
    except Exception as error:  # noqa: BLE001 - it is raised in its turn, as that of another process is
        done.set_exception(error)
    return done


@contextmanager
def _working(held: Held | None) -> Iterator[None]:
    """Has this process be one of those that work, or take in what they give it."""
    import gc  # noqa: PLC0415

    before, interval = gc.get_threshold(), sys.getswitchinterval()
    sys.setswitchinterval(SWITCH)
    if held is not None:
        HELD[:] = [held]
        gc.freeze()  # to look for garbage among what the copies share is to write into all of it: it would not be shared for long
    gc.set_threshold(*COLLECTOR)
    _give_back()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        sys.setswitchinterval(interval)
        HELD.clear()


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
    """A worker leaves Ctrl-C to its parent, and dies with it: a kill leaves no orphan."""
    import ctypes  # noqa: PLC0415
    import gc  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG, prctl(2)
    if os.getppid() != parent:
        os._exit(1)
    gc.freeze()
    gc.set_threshold(*COLLECTOR)
    _give_back()
    if held is not None:
        HELD[:] = [held]
        held.begin()


def _give_back() -> None:
    """Has the C library give back what is free, and keep no large buffers for later."""
    import ctypes  # noqa: PLC0415

    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    if library is not None and hasattr(library, "mallopt") and hasattr(library, "malloc_trim"):
        library.mallopt(-3, GIVEN_BACK)  # M_MMAP_THRESHOLD
        library.mallopt(-1, SPARE)  # M_TRIM_THRESHOLD
        library.malloc_trim(0)
