"""What rendering costs: pages a second of one process's processor time, by family, on the race's corpus of 1,000 briefs; beside Jinja's own code.

Floors are half of what was measured on the machine of RELIABILITY's figures: they fall when a detour comes back, not when a neighbour is busy.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import corpus  # noqa: E402

from briefgen import build  # noqa: E402
from briefgen.build import Request, Snapshot  # noqa: E402
from briefgen.model.page import Page  # noqa: E402
from briefgen.render.page import render  # noqa: E402
from briefgen.render.theme import Theme  # noqa: E402

FLOORS = {"timeline.html": 700, "brief.html": 1500, "source.html": 2300, "archive.html": 2000, "region.html": 350, "feed.xml": 350, "events.csv": 900,
          "events.ics": 450, "events.json": 1000}
# A page by Jinja's own code, with nothing remembered from other pages, costs at least so many times as much.
RATIO = 1.5
# From the start of a process to the first brief, templates compiled before (seconds of the processor); an edit of one text spends them.
FIRST = 0.12


@pytest.fixture(scope="module")
def snapshot() -> Iterator[Snapshot]:
    if corpus.generator() is None:
        pytest.skip("../shared/bench is not here: the race's texts stay out of the repository")
    with tempfile.TemporaryDirectory() as place:
        corpus.project(1000, Path(place))
        with build.opened(Path(place), {"default": corpus.ROOT / "themes" / "default"}, print) as project:
            yield project.snapshot(Request(datetime.fromisoformat(corpus.NOW)))


def spent(snapshot: Snapshot, pages: list[Page], theme: Theme, *, alone: bool) -> Counter[str]:
    """Seconds of the processor by template."""
    seconds: Counter[str] = Counter()
    for page in pages:
        if alone:
            theme.forget()
        begun = time.process_time()
        render(page, snapshot.frame, theme, snapshot.heavy.load)
        seconds[page.template] += time.process_time() - begun
    return seconds


def test_pages_a_second(snapshot: Snapshot) -> None:
    texts = snapshot.theme.templates
    pages = [snapshot.pages[path] for path in snapshot.pages]
    quick, jinja = Theme(texts), Theme(texts)
    jinja.stumbled.update(texts)
    for theme in (quick, jinja):  # compiled, and the world's data read
        spent(snapshot, list({page.template: page for page in pages}.values()), theme, alone=True)
    quick.forget()
    ours, theirs = spent(snapshot, pages, quick, alone=False), spent(snapshot, pages, jinja, alone=True)
    count = Counter(page.template for page in pages)
    slow = []
    print()
    for family, seconds in ours.most_common():
        if seconds:
            print(f"{family:16} {count[family]:6} pages {count[family] / seconds:9.0f} a second   {theirs[family] / seconds:5.2f} times as many as by Jinja")
        if family in FLOORS and count[family] / seconds < FLOORS[family]:
            slow.append(family)
    html = [family for family in ours if family.endswith(".html")]
    ratio = sum(theirs[family] for family in html) / sum(ours[family] for family in html)
    print(f"{'all':16} {len(pages):6} pages {len(pages) / sum(ours.values()):9.0f} a second   {ratio:5.2f} times as many HTML pages as by Jinja")
    assert not slow
    assert ratio > RATIO


FIRST_PAGE = """
import sys, time
from pathlib import Path
begun = time.process_time()
from briefgen.build.codes import KeptCodes
from briefgen.render import page
from briefgen.render.theme import Theme
folder = Path(sys.argv[1])
theme = Theme({one.name: one.read_text() for one in folder.iterdir()}, kept=KeptCodes(Path(sys.argv[2]), "bench"))
for name in ("brief.html", "base.html", "parts.html", "own.html"):
    theme.quick.get_template(name)
print(time.process_time() - begun)
"""


def test_the_first_page_of_a_process() -> None:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # an installed briefgen has been compiled too
    with tempfile.TemporaryDirectory() as cache:
        times = [float(subprocess.run([sys.executable, "-c", FIRST_PAGE, str(corpus.ROOT / "themes" / "default" / "templates"), cache],
                                      check=True, capture_output=True, text=True, env=env).stdout) for _ in range(6)]
    print(f"\nimports and templates: {times[0] * 1e3:.0f} ms compiled anew, {min(times[1:]) * 1e3:.0f} ms kept")
    assert min(times[1:]) < FIRST
