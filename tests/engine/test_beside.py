"""Work done beside: by another process where one can be had, here where not, and never lost."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.engine.beside import Beside


def who() -> Iterator[bytes]:
    for _ in range(3):
        yield str(os.getpid()).encode() * 50_000  # more than a pipe holds


ALONE = """
import os
from briefgen.engine.beside import Beside
mine = os.getpid()
def who():
    for _ in range(3):
        yield str(os.getpid()).encode()
with Beside(who) as pieces:
    done = set(pieces)
assert len(done) == 1, done
assert str(mine).encode() not in done, done
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process cannot begin as a copy of another here")
def test_another_process_does_it() -> None:
    # In a process of its own: this one may have threads, of the browser's tests for one.
    ran = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_with_threads_it_is_done_here() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        with Beside(who) as pieces:
            assert next(pieces) == next(who())
    finally:
        stop.set()
        thread.join()


def test_what_the_other_process_did_not_come_to_is_done_here() -> None:
    mine = os.getpid()

    def work() -> Iterator[bytes]:
        yield b"first"
        if os.getpid() != mine:
            os.kill(os.getpid(), signal.SIGKILL)
        yield b"second"

    with Beside(work) as pieces:
        assert list(pieces) == [b"first", b"second"]


def test_its_trouble_is_told_here() -> None:
    def work() -> Iterator[bytes]:
        yield b"first"
        raise OSError("no such thing")

    with Beside(work) as pieces:
        assert next(pieces) == b"first"
        with pytest.raises(OSError, match="no such thing"):
            next(pieces)


def test_nothing_of_it_is_left() -> None:
    def work() -> Iterator[bytes]:
        yield b"first"
        signal.pause()

    with Beside(work) as pieces:
        assert next(pieces) == b"first"
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, 0)


def test_it_holds_no_lock_of_ours(tmp_path: Path) -> None:
    def work() -> Iterator[bytes]:
        yield b"begun"
        signal.pause()

    place = tmp_path / "lock"
    mine = place.open("w")
    fcntl.flock(mine, fcntl.LOCK_EX)
    with Beside(work) as pieces:
        assert next(pieces) == b"begun"
        mine.close()
        with place.open("w") as other:
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
