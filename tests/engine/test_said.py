"""What a build says of itself: why each page was made, what each room took, how far it is."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SITE = Path(__file__).resolve().parents[1] / "fixtures/plain-site"
NOW = ("--now", "2024-06-01T00:00Z")
SLOW = "\n".join([
    "import time", "from briefgen.cli.progress import Progress", "progress = Progress(shown=True)",
    "for _ in range(8):", "    time.sleep(0.25)", "    progress('rendering pages', 1, 8)", "progress.close()", "print('done')"])


@pytest.fixture
def site(tmp_path: Path, briefgen: Callable[..., object]) -> Path:
    folder = tmp_path / "site"
    shutil.copytree(SITE, folder)
    assert briefgen(folder, "build", *NOW).code == 0
    return folder


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def explained(ran: object) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in ran.err.splitlines() if ": " in line and line.split(": ", 1)[0].endswith((".html", ".xml")))


def test_explain_names_what_differs_between_the_two_views(site: Path, briefgen: Callable[..., object]) -> None:
    change(site / "content/briefs/2024-02-03.md", "title: Brief 2", "title: Other")
    why = explained(briefgen(site, "build", "--explain", *NOW))
    assert why["2024/02/03/brief/index.html"].startswith("what it shows changed: view.head.title, view.title")
    assert why["2024/02/02/brief/index.html"].startswith("what it shows changed: view.later.title")
    assert "about/index.html" not in why


def test_explain_tells_templates_frames_and_files(site: Path, briefgen: Callable[..., object]) -> None:
    change(site / "theme/templates/source.html", "<title>", "<title> ")
    (site / "dist/about/index.html").unlink()
    (site / "dist/timeline/index.html").write_text("x", encoding="utf-8")
    why = explained(briefgen(site, "build", "--explain", *NOW))
    assert why["sources/s1/index.html"] == "its template changed"
    assert why["about/index.html"] == "its file is missing"
    assert why["timeline/index.html"] == "its file was changed by somebody else"
    change(site / "site.yml", "title: Desk", "title: Bureau")
    why = explained(briefgen(site, "build", "--explain", *NOW))
    assert why["about/index.html"].endswith("the frame of all pages changed") or why["about/index.html"].startswith("what it shows changed")


def test_timings_are_data_where_that_is_asked_for(site: Path, briefgen: Callable[..., object]) -> None:
    found = json.loads(briefgen(site, "build", "--timings=json", *NOW).out)
    assert found["version"] == 1
    assert found["rendered"] == 0
    assert found["computed"] == {}
    assert {"read", "again", "all"} <= found["milliseconds"].keys()
    ran = briefgen(site, "build", "--timings", *NOW)
    assert ran.out == ""
    assert "read " in ran.err


def test_a_slow_build_shows_on_a_terminal_how_far_it_is() -> None:
    master, slave = pty.openpty()
    process = subprocess.Popen([sys.executable, "-c", SLOW], stderr=slave, stdout=slave, env={**os.environ, "TERM": "xterm", "COLUMNS": "80"})
    os.close(slave)
    said = b""
    while True:
        try:
            more = os.read(master, 4096)
        except OSError:
            break
        if not more:
            break
        said += more
    process.wait()
    os.close(master)
    assert b"rendering pages" in said
    assert b"#" in said
    assert said.rstrip().endswith(b"done")


def test_without_a_terminal_nothing_moves() -> None:
    ran = subprocess.run([sys.executable, "-c", SLOW], capture_output=True, check=True)
    assert (ran.stdout, ran.stderr) == (b"done\n", b"")
