"""The seam to more processes: order kept, whatever executor does the work, here or on a cluster."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefgen.engine.pool import BEHIND, FEW, Pool

SITE = Path(__file__).resolve().parents[1] / "fixtures/plain-site"
CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


def double(data: bytes) -> bytes:
    return data * 2


def slow_first(data: bytes) -> bytes:
    time.sleep(0.2 if data == b"0" else 0)
    return data


def fail(data: bytes) -> bytes:
    raise FileNotFoundError(2, "gone", data.decode())


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_answers_come_in_order(jobs: int) -> None:
    pool = Pool(jobs)
    asked = [str(number).encode() for number in range(40)]
    assert list(pool.map(slow_first, asked)) == asked
    pool.close()


def test_any_executor_will_do() -> None:
    with ThreadPoolExecutor(2) as executor:
        pool = Pool(executor=executor, workers=2)
        assert pool.worthwhile(1)
        assert list(pool.map(double, [b"a", b"b"])) == [b"aa", b"bb"]
        pool.close()
        assert executor.submit(double, b"c").result() == b"cc"  # what was given is not shut down


def test_a_failure_there_is_a_failure_here() -> None:
    pool = Pool(2)
    with pytest.raises(FileNotFoundError) as error:
        list(pool.map(fail, [b"content/x.md"]))
    assert error.value.filename == "content/x.md"
    pool.close()


def whose(data: bytes) -> bytes:
    time.sleep(0.01)
    return str(os.getpid()).encode()


def test_the_first_process_works_with_the_others() -> None:
    """Two jobs are two processes, this one among them: a third would hold the site in memory once more, and mostly wait. Of many it has enough to do."""
    for jobs, joins in ((2, True), (FEW + 1, False)):
        pool = Pool(jobs)
        workers = set(pool.map(whose, [b""] * 40))
        assert 2 <= len(workers) <= jobs if joins else workers
        assert (str(os.getpid()).encode() in workers) is joins
        pool.close()


def test_only_a_few_payloads_are_on_their_way() -> None:
    """Payloads are made when there is room for them: ten thousand bodies never wait in memory."""
    pool, made = Pool(2), []

    def payloads() -> object:
        for number in range(50):
            made.append(number)
            yield str(number).encode()

    answers = pool.map(double, payloads())
    next(answers)
    assert len(made) <= BEHIND * pool.jobs + 1
    list(answers)
    pool.close()


def test_chunks_keep_the_order_and_lose_nothing() -> None:
    for count in (1, 7, 192, 5000):
        chunks = list(Pool(2).chunks(list(range(count))))
        assert [item for chunk in chunks for item in chunk] == list(range(count))
        assert max(map(len, chunks)) <= 64


def test_few_items_are_worth_no_process() -> None:
    assert not Pool(0).worthwhile(20)
    assert Pool(2).worthwhile(20)
    assert not Pool(1).worthwhile(20_000)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent died")
def test_workers_die_with_their_parent() -> None:
    code = ("import sys, time; from briefgen.engine.pool import Pool\n"
            "def nap(data): import os, time; os.write(1, f'{os.getpid()}\\n'.encode()); time.sleep(60); return data\n"
            "list(Pool(3).map(nap, [b'1', b'2']))\n")
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    workers = [int(parent.stdout.readline()) for _ in range(2)]
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 20
    while any(_alive(worker) for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not [worker for worker in workers if _alive(worker)]


def _alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_cluster_makes_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed: clusters are not tried")
    here, there = tmp_path / "here", tmp_path / "there"
    for place in (here, there):
        shutil.copytree(SITE, place)
    script = tmp_path / "cluster.py"
    script.write_text(CLUSTER, encoding="utf-8")
    build = [sys.executable, "-m", "briefgen", "build", "--now", "2024-06-01T00:00Z"]
    subprocess.run([*build, "--jobs", "1"], cwd=here, check=True, timeout=120)
    cluster = subprocess.Popen([sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        address = cluster.stdout.readline().strip()
        ran = subprocess.run([*build, "--executor", f"dask:{address}", "--timings=json"], cwd=there, check=True, timeout=120, capture_output=True, text=True)
    finally:
        cluster.communicate("", timeout=60)
    assert json.loads(ran.stdout)["computed"]["read"] == 18
    assert _tree(there / "dist") == _tree(here / "dist")


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "dask:", "ray:x"])
def test_a_wrong_cluster_is_told_in_words(tmp_path: Path, address: str) -> None:
    ran = subprocess.run([sys.executable, "-m", "briefgen", "build", "--executor", address], cwd=tmp_path, check=False, capture_output=True, text=True)
    assert ran.returncode == 2
    assert "names no cluster" in ran.stderr


WHEN_STARTED = """
import concurrent.futures.process, logging, random  # these have calls of their own after a fork: ours is the last
import ctypes, functools, itertools, os, signal, sys
from briefgen.engine.pool import Pool
# The system's own calls, and no function of ours: Python would tell the signal inside that, before the fork is over.
interrupt = functools.partial(getattr(ctypes.CDLL(None), "raise"), int(signal.SIGINT))
calls = {"after_in_child": interrupt,
         "after_in_parent": functools.partial(next, itertools.chain([0], iter(interrupt, None)))}  # when one process runs, and the second is being started
os.register_at_fork(**{sys.argv[1]: calls[sys.argv[1]]})
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts the tests beside it has them ignore it
pool = Pool(3)
try:
    print(b"".join(pool.map(bytes.upper, [b"a"] * 8)).decode())
except KeyboardInterrupt:
    print("interrupted")
finally:
    pool.close()
"""


@pytest.mark.skipif(not hasattr(os, "register_at_fork"), reason="processes do not begin as copies here")
@pytest.mark.parametrize(("whose", "said"), [("after_in_parent", "interrupted"), ("after_in_child", "A" * 8)])
def test_an_interruption_while_processes_start_ends_the_work_once_and_leaves_none(whose: str, said: str) -> None:
    ran = subprocess.run([sys.executable, "-c", WHEN_STARTED, whose], capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stdout.strip(), ran.stderr) == (0, said, "")
