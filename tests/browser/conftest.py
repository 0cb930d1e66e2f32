"""A real browser and a real server: Debian's chromium, driven by playwright, and the demonstration site served under /a/b/."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

BASE = "/a/b/"
WHERE = ("chromium", "chromium-browser", "google-chrome-stable")


class Host(SimpleHTTPRequestHandler):
    """A static host as they are: folder indexes, and 404.html with its status for what is not there. Nothing outside /a/b/."""

    def log_message(self, *_: Any) -> None:
        pass

    def translate_path(self, path: str) -> str:
        if not path.startswith(BASE):
            return str(Path(self.directory) / "nothing-here")
        return super().translate_path(path.removeprefix(BASE[:-1]))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def host() -> type[Host]:
    """The static host, for sites of a test's own."""
    return Host


@pytest.fixture(scope="session")
def served(demonstration: Path) -> Iterator[str]:
    """The address of the demonstration site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(demonstration)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{BASE}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's chromium, closed after each module: its driver keeps an event loop running, in which no other can begin.

    The tests that need it skip, saying so, where it is not installed.
    """
    found = next((path for name in WHERE if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no chromium here: apt-get install chromium, or make browser")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make test installs it")
    with sync_api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


@pytest.fixture(scope="session")
def kinds(demonstration: Path) -> dict[str, str]:
    """A page of each kind, by what it is: its path under the site's address."""
    def first(*patterns: str) -> str:
        for pattern in patterns:
            found = sorted(demonstration.glob(pattern))
            if found:
                return found[-1].parent.relative_to(demonstration).as_posix() + "/"
        raise AssertionError(f"no page like {patterns}")

    return {
        "home": "", "brief": "2023/12/24/brief/", "source": first("sources/*/index.html"), "sources": "sources/",
        "region": first("regions/**/kherson-oblast/index.html"), "country": first("regions/**/ukraine/index.html"), "regions": "regions/",
        "storyline": first("storylines/*/index.html"), "storylines": "storylines/", "timeline": "timeline/",
        "timeline of a storyline": first("storylines/*/timeline/index.html"), "archive": "archive/", "year": "2023/", "month": "2023/12/",
        "day": "2023/12/24/", "corrections": "corrections/", "about": "about/", "handbook": "handbook/themes/", "search": "search/", "changes": "changes/", "frame": first("embed/timeline/*/index.html"), "missing": "nothing/at/all/",
    }
