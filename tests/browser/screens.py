"""Pictures of each kind of page of the demonstration site: wide and narrow, light and dark, and on paper. Run by `make screens`.

In: the site in dist/. Out: screens/, which git ignores. Prints one line for each picture.
"""

from __future__ import annotations

import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "home": "/", "brief": "/2023/12/24/brief/", "day": "/2023/12/24/", "month": "/2023/12/", "archive": "/archive/", "timeline": "/timeline/",
    "regions": "/regions/", "region": "/regions/europe/ukraine/kherson-oblast/", "country": "/regions/europe/ukraine/", "storyline": "/storylines/ceasefire-signals/",
    "storylines": "/storylines/", "source": "/sources/signals/", "sources": "/sources/", "corrections": "/corrections/", "about": "/about/",
    "handbook": "/handbook/briefs/", "search": "/search/", "not-found": "/404.html",
}
WIDTHS = (1280, 390)


class Quiet(SimpleHTTPRequestHandler):
    """A static host that does not talk."""

    def log_message(self, *_: object) -> None:
        pass


def main() -> int:
    """Makes the pictures; 1 where the site is not built."""
    dist, out = ROOT / "dist", ROOT / "screens"
    if not (dist / "index.html").is_file():
        print("dist/ is empty: run  make site  first", file=sys.stderr)
        return 1
    out.mkdir(exist_ok=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(dist)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme=scheme)
                page = context.new_page()
                for name, path in PAGES.items():
                    page.goto(f"http://127.0.0.1:{server.server_port}{path}")
                    picture = out / f"{name}-{width}-{scheme}.png"
                    page.screenshot(path=picture, full_page=True)
                    print(picture.relative_to(ROOT))
                context.close()
        page = browser.new_page()
        for name, path in PAGES.items():
            page.goto(f"http://127.0.0.1:{server.server_port}{path}")
            page.pdf(path=out / f"{name}-print.pdf", format="A4")
            print((out / f"{name}-print.pdf").relative_to(ROOT))
        browser.close()
    server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
