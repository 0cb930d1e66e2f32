"""A small site, and a preview of it: the real command in a process of its own, spoken to over HTTP."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOON = 20.0

SITE = """\
title: The Desk
tagline: A small site
url: https://desk.example.org/
timezone: Europe/Kyiv
language: en-GB
publisher:
  name: The Desk
  contact: desk@example.org
"""
BRIEF = """\
---
title: {title}
summary: What happened on {day}.
regions: [{region}]
---

## Key takeaways

- A first thing. [@note]
- We judge it **likely** that more will follow. {{#more by=us likelihood=likely}}

## What is reported

{text}
"""
SEED = "A note from the desk\n\nThe first thing happened on the day.\n\nNothing else is known about it.\n"
SIDECAR = "id: note\ntitle: A note from the desk\noutlet: Desk\npublished: 2023-12-01\nurl: https://example.org/note\n"


def brief(day: str, title: str = "", text: str = "", region: str = "ukraine", more: str = "") -> str:
    made = BRIEF.format(title=title or f"Brief of {day}", day=day, region=region, text=text or f"The text of {day}.")
    return made.replace("---\n\n", f"{more}---\n\n", 1)


def paragraphs(count: int) -> str:
    return "\n\n".join(f"Paragraph {number} of a long text, so that there is something to scroll over." for number in range(count))


def write_site(root: Path) -> Path:
    """A site of five published briefs, a draft, an embargoed one and one ahead of its day (as of NOW)."""
    files = {
        "site.yml": SITE,
        "seeds/note.txt": SEED,
        "seeds/note.yml": SIDECAR,
        "content/pages/about.md": "---\ntitle: About\n---\n\nAbout this desk.\n",
        "content/storylines/thread.md": "---\ntitle: A thread\nsummary: What runs through.\nregions: [ukraine]\nstatus: active\nopened: 2023-12\n---\n\nText.\n",
        "content/briefs/2023-12-01.md": brief("2023-12-01", text=paragraphs(60)),
        "content/briefs/2023-12-02.md": brief("2023-12-02"),
        "content/briefs/2023-12-03.md": brief("2023-12-03", region="russia"),
        "content/briefs/2023-12-04.md": brief("2023-12-04", region="russia"),
        "content/briefs/2023-12-05.md": brief("2023-12-05"),
        "content/briefs/2023-12-06.md": brief("2023-12-06", more="draft: true\n"),
        "content/briefs/2023-12-07.md": brief("2023-12-07", more="embargo_until: 2023-12-30T18:00Z\n"),
        "content/briefs/2023-12-29.md": brief("2023-12-29"),
    }
    for path, text in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return root


NOW = "2023-12-20T12:00Z"


def until(test: Callable[[], object], seconds: float = SOON, what: str | Callable[[], str] = "") -> None:
    """Waits for `test` to hold; how long it takes is no matter, as long as it happens."""
    end = time.monotonic() + seconds
    while not test():
        assert time.monotonic() < end, (what() if callable(what) else what) or "not so in time"
        time.sleep(0.02)


def wait(page: Any, expression: str) -> None:
    """Waits for `expression` to hold in the page; asked from outside, so that the page's own policy stays in force."""
    until(lambda: page.evaluate(expression), what=lambda: f"{expression}\n{page.inner_text('body')[-500:]}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Answer:
    """An HTTP answer."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


class Served:
    """`briefgen serve` over a project, in a process of its own."""

    def __init__(self, root: Path, *options: str, port: int = 0, now: str = NOW) -> None:
        self.root = root
        self.port = port or free_port()
        self.options = (*options, *(("--now", now) if now else ()))
        self.lines: list[str] = []
        self.process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def words(self) -> str:
        return "\n".join(self.lines)

    def start(self) -> Served:
        env = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "CLICOLOR_FORCE")}
        self.process = subprocess.Popen([sys.executable, "-m", "briefgen", "serve", "-p", str(self.port), *self.options], cwd=self.root, env=env,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True)
        Thread(target=self._read, args=(self.process,), daemon=True).start()
        until(self._answers, what="the preview does not start")
        return self

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stderr is not None
        with process.stderr as stream:
            for line in stream:
                self.lines.append(line.rstrip("\n"))

    def _answers(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, self.words
        try:
            return re.search(r'data-state="[0-9a-f]+\.0"', self.get("/").text) is None  # state 0: nothing is built yet
        except OSError:
            return False

    def get(self, path: str, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def write(self, path: str, text: str) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text, (path, old)
        self.write(path, text.replace(old, new))

    def stop(self, sign: int = signal.SIGINT) -> int:
        """Stops it as Ctrl-C would; its exit code."""
        assert self.process is not None
        self.process.send_signal(sign)
        return self.process.wait(20)

    def close(self) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(20)


def restore(served: Served) -> None:
    """Writes the site anew where a test has changed it, and waits until that is shown."""
    fresh = write_site(served.root.parent / "fresh")
    wanted = {path.relative_to(fresh).as_posix(): path.read_text(encoding="utf-8") for path in fresh.rglob("*") if path.is_file()}
    for folder in ("content", "seeds", "theme"):
        for path in (served.root / folder).rglob("*"):
            if path.is_file() and path.relative_to(served.root).as_posix() not in wanted:
                path.unlink()
    for path, text in wanted.items():
        place = served.root / path
        if not place.exists() or place.read_text(encoding="utf-8") != text:
            served.write(path, text)
    marker = f"Marker {time.monotonic_ns()}"
    served.write("content/pages/marker.md", f"---\ntitle: Marker\n---\n\n{marker}\n")
    until(lambda: marker in served.get("/marker/").text, what=lambda: served.words[-2000:])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(tmp_path / "desk")


@pytest.fixture
def serve(root: Path) -> Iterator[Callable[..., Served]]:
    """Starts a preview of the small site with the options given."""
    started: list[Served] = []

    def start(*options: str, **named: object) -> Served:
        made = Served(root, *options, **named)  # type: ignore[arg-type]
        started.append(made)
        return made.start()

    yield start
    for one in started:
        one.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    made = Served(write_site(tmp_path_factory.mktemp("shared") / "desk")).start()
    yield made
    made.close()


@pytest.fixture
def served(shared: Served) -> Iterator[Served]:
    """One preview for a whole module: what a test changes is put back after it."""
    yield shared
    restore(shared)


def address_of(day: str) -> str:
    return "/" + day.replace("-", "/") + "/"


def tag_of(answer: Answer) -> str:
    found = re.search(r'data-tag="([^"]*)"', answer.text)
    assert found
    return found[1]
