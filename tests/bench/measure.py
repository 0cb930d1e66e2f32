"""What a command costs. In: a command and a folder. Out: seconds of wall and of processor, peak memory of all its processes, what it printed."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

SECONDS_BETWEEN_LOOKS = 0.05


class Cost(NamedTuple):
    """`memory` is the largest sum of proportional set sizes (proc(5), smaps_rollup) seen of all processes at once, in megabytes."""

    wall: float
    processor: float
    memory: float
    said: str


def run(command: list[str], folder: Path, *, memory: bool = False) -> Cost:
    """Runs `command` in `folder`. Looking at memory costs time, so that a run is measured for the one or the other."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    # Whoever installs a program keeps its bytecode; a workplace that forbids that would have every module compiled at every start.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True, env=env)
    most = 0
    while memory and process.poll() is None:
        most = max(most, _proportional(process.pid))
        time.sleep(SECONDS_BETWEEN_LOOKS)
    said, _ = process.communicate()
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    assert process.returncode == 0, (command, process.returncode)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, most / 1000, said)


def _proportional(session: int) -> int:
    """Kilobytes of all processes of a session; what several share is counted once."""
    total = 0
    for place in Path("/proc").iterdir():
        if not place.name.isdigit():
            continue
        try:
            if os.getsid(int(place.name)) == session:
                total += next(int(line.split()[1]) for line in (place / "smaps_rollup").read_text().splitlines() if line.startswith("Pss:"))
        except (OSError, StopIteration):
            continue  # it ended meanwhile
    return total


def median(costs: list[Cost], what: str) -> float:
    return statistics.median(getattr(cost, what) for cost in costs)
