"""From a save to the page that is served, beside `hugo server` on the same content in one sitting: `make bench`. Medians and ratios.

BRIEFGEN_BENCH_SIZES names the sizes, BRIEFGEN_BENCH_EDITS the edits of each kind. A region has no file of its own in Hugo's site: renaming
one is set beside Hugo's edit of a title. Wall time counts from the end of the write to the first answer that holds the new words; processor
time is the server's own until a while after it, the look that follows a save included.
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pytest

from tests.serve.conftest import ROOT, free_port

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import corpus  # noqa: E402
from test_race import HUGO, PLACE, hugo_site  # noqa: E402

SIZES = [int(size) for size in os.environ.get("BRIEFGEN_BENCH_SIZES", "1000").split(",")]
EDITS = int(os.environ.get("BRIEFGEN_BENCH_EDITS", "20"))
TOO_LONG = 300
# How much of Hugo's time a save of a text may take, by size. A title or a region is for the whole way, link and plan, and is only printed.
BAR = {1000: 0.1, 10_000: 0.02}


class Server:
    """A server under measure: where it answers, and what it has cost."""

    def __init__(self, process: subprocess.Popen, port: int) -> None:
        self.process, self.port = process, port

    def spent(self) -> float:
        """Processor seconds of the server's whole group of processes (Hugo's may stand behind a launcher)."""
        total = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == self.process.pid:
                total += int(fields[11]) + int(fields[12])
        return total / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{self.process.pid}/status").read_text())[1]) // 1024

    def get(self, path: str) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TOO_LONG)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.read() if answer.status == 200 else b""  # a page that says "not yet" is none
        except http.client.HTTPException:
            return b""  # an answer that was cut off in the middle of a rebuild
        finally:
            connection.close()

    def shows(self, path: str, words: str) -> float:
        """Seconds until `path` holds `words`."""
        start = time.perf_counter()
        while words.encode() not in self.get(path):
            assert time.perf_counter() - start < TOO_LONG, f"{words} is not shown at {path}"
            time.sleep(0.002)
        return time.perf_counter() - start

    def up(self) -> None:
        start = time.monotonic()
        while True:
            assert self.process.poll() is None
            assert time.monotonic() - start < 4 * TOO_LONG
            try:
                if self.get("/"):
                    return
            except OSError:
                pass
            time.sleep(0.02)


STARTED: list[subprocess.Popen] = []


@pytest.fixture
def place() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="briefgen-serve-", dir=PLACE if PLACE.is_dir() else None))
    yield folder
    for process in STARTED:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    shutil.rmtree(folder)


def start(command: list[str], folder: Path, port: int) -> tuple[Server, float]:
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    made = Server(process, port)
    STARTED.append(process)
    made.up()
    return made, time.perf_counter() - began


def ours(folder: Path) -> tuple[Server, float]:
    port = free_port()
    return start([sys.executable, "-m", "briefgen", "serve", "-p", str(port), "--now", corpus.NOW], folder, port)


def hugos(folder: Path) -> tuple[Server, float]:
    port = free_port()
    return start([HUGO, "server", "-p", str(port), "--bind", "127.0.0.1", "--disableLiveReload"], folder, port)


def saves(server: Server, path: str, change: Callable[[str], None], word: str) -> tuple[list[float], list[float]]:
    """Wall and processor seconds of each save. `change` writes the file with the words given."""
    walls, costs = [], []
    for number in range(EDITS):
        words = f"Zq{word}{number}zq"
        before = server.spent()
        change(words)
        walls.append(server.shows(path, words))
        time.sleep(max(2.5, walls[-1]))
        costs.append(server.spent() - before)
    return walls, costs


def written(place: Path, pattern: str, new: str) -> Callable[[str], None]:
    text = place.read_text(encoding="utf-8")

    def change(words: str) -> None:
        place.write_text(re.sub(pattern, lambda found: new.format(words, *found.groups()), text, count=1), encoding="utf-8")

    return change


@pytest.mark.parametrize("size", SIZES)
def test_a_save_is_seen_long_before_hugo_shows_it(place: Path, size: int) -> None:
    if corpus.generator() is None:
        pytest.skip("the shared generator is not present")
    site = place / "ours"
    corpus.project(size, site)
    template = site / "theme/templates/brief.html"
    template.parent.mkdir(parents=True)
    template.write_text((ROOT / "themes/default/templates/brief.html").read_text(encoding="utf-8"), encoding="utf-8")
    brief = sorted((site / "content/briefs").glob("*.md"))[size // 2]
    address = f"/{brief.name[:10].replace('-', '/')}/{brief.stem[11:]}/"
    first, cold = ours(site)
    os.killpg(first.process.pid, signal.SIGINT)
    first.process.wait()
    mine, warm = ours(site)
    body, title = (r"\Z", "\n{0}\n"), (r"title: .*", "title: {0}")
    regions = site / "content/regions.yml"
    name = re.search(r"id: (x-ukraine), name: Ukraine", regions.read_text(encoding="utf-8"))
    kinds = [("body", address, written(brief, *body)), ("title", address, written(brief, *title)),
             ("region", f"/regions/{name[1]}/", written(regions, r"name: Ukraine", "name: {0}")),
             ("template", address, written(template, "</article>", "<p>{0}</p></article>"))]
    results = {kind: saves(mine, path, change, kind) for kind, path, change in kinds}
    memory = mine.memory()
    for number in range(200):
        kinds[0][2](f"Again {number}")
        time.sleep(0.05)
    mine.shows(address, "Again 199")
    grown = mine.memory() - memory
    os.killpg(mine.process.pid, signal.SIGINT)
    mine.process.wait()
    print(f"\n{size} briefs and seeds: first page {cold:.1f} s cold, {warm:.2f} s warm; 200 saves more: {grown:+} MB")
    for kind, (walls, costs) in results.items():
        print(f"  {kind:9} {median(walls) * 1000:7.0f} ms to be served, {median(costs) * 1000:6.0f} ms of processor time")
    assert grown < 40
    if HUGO is None:
        pytest.skip("hugo is not installed: nothing to race against")
    _race(place / "hugo", size, results, warm, body, title)


def _race(folder: Path, size: int, results: dict, warm: float, body: tuple[str, str], title: tuple[str, str]) -> None:
    hugo_site(size, folder)
    theirs, cold = hugos(folder)
    brief = sorted((folder / "content/briefs").glob("*.md"))[size // 2]
    address = f"/briefs/{brief.stem}/"
    single = folder / "layouts/briefs/single.html"
    peers = {"body": saves(theirs, address, written(brief, *body), "body"), "title": saves(theirs, address, written(brief, *title), "title"),
             "template": saves(theirs, address, written(single, r"\{\{ *\.Content *\}\}", "{{{{ .Content }}}}<p>{0}</p>"), "template")}
    os.killpg(theirs.process.pid, signal.SIGKILL)
    theirs.process.wait()
    peers["region"] = peers["title"]
    for kind, (walls, costs) in results.items():
        wall, cost = median(walls) / median(peers[kind][0]), median(costs) / median(peers[kind][1])
        print(f"  {kind:9} {wall:.3f} of hugo's wall time ({median(peers[kind][0]):.2f} s), {cost:.3f} of its processor time")
    whole = median([wall for walls, _ in results.values() for wall in walls]) / median([wall for walls, _ in peers.values() for wall in walls])
    print(f"  all edits {whole:.3f}; first page, warm, {warm / cold:.3f} of hugo's start ({cold:.1f} s)")
    assert median(results["body"][0]) / median(peers["body"][0]) <= BAR.get(size, 1.0)
