"""Jobs between two processes: whoever comes to one first does it, none is waited for, and none is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from briefgen.engine.between import BEGUN, NO, YES, Between

SHARED = """
import os, time
from briefgen.engine.between import YES, Between
mine = os.getpid()
with Between([lambda: os.getpid() != mine] * 3) as jobs:
    for _ in range(6000):
        if jobs._said[0:3] == bytes([YES] * 3):
            break
        time.sleep(0.01)
    assert jobs.all(0, 3)
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("alone")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process cannot begin as a copy of another here")
def test_the_copy_does_what_nobody_asked_for_yet_and_is_gone_at_the_end() -> None:
    # In a process of its own: this one may have threads, of the browser's tests for one.
    ran = subprocess.run([sys.executable, "-c", SHARED], capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stderr, ran.stdout) == (0, "", "alone\n")


def test_with_threads_all_is_done_here_from_the_last_on() -> None:
    stop, done = threading.Event(), []
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        with Between([lambda number=number: done.append(number) is None for number in range(4)]) as jobs:
            assert jobs.all(1, 4)
            assert done == [3, 2, 1]
            assert jobs.all(0, 4)
            assert done == [3, 2, 1, 0]
    finally:
        stop.set()
        thread.join()


def test_what_the_copy_died_of_is_done_here() -> None:
    mine = os.getpid()

    def work() -> bool:
        if os.getpid() != mine:
            os.kill(os.getpid(), signal.SIGKILL)
        return True

    with Between([work] * 3) as jobs:
        for _ in range(6000):
            if jobs._said[0] == BEGUN or not jobs._process:
                break
            time.sleep(0.01)
        assert jobs.all(0, 3)
        assert set(jobs._said[0:3]) == {YES}


def test_a_job_that_says_no_or_fails_is_named() -> None:
    def fails() -> bool:
        raise FileNotFoundError

    with Between([lambda: True, lambda: False, fails, lambda: True]) as jobs:
        assert not jobs.all(0, 4)
        assert jobs.refused(0, 4) == [1, 2]
        assert jobs.all(3, 4)
        assert jobs._said[1] == NO


def test_no_jobs_are_all_done() -> None:
    with Between([]) as jobs:
        assert jobs.all(0, 0)
        assert jobs.refused(0, 0) == []
