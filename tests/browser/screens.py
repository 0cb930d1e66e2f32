"""Pictures of each kind of page of the published site, into screens/ (which git ignores): `make screens`. In: dist/. Out: PNG and PDF files."""

from __future__ import annotations

import shutil
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SITE, OUT = ROOT / "dist", ROOT / "screens"
WIDTHS = {"desktop": 1280, "mobile": 390}
# What stands for a kind of page: the last of its pages in order of their paths, but for these.
CHOSEN = {"brief": "2023/12/24/brief", "region": "**/kherson-oblast", "country": "**/ukraine", "storyline": "storylines/ceasefire-signals",
          "source": "sources/signals"}
KINDS = {"home": "", "timeline": "timeline", "storyline-timeline": "storylines/ceasefire-signals/timeline", "regions": "regions", "sources": "sources",
         "storylines": "storylines", "year": "2023", "month": "2023/12", "day": "2023/12/24", "archive": "archive", "corrections": "corrections",
         "changes": "changes", "about": "about", "search": "search", **CHOSEN}
PRINTED = ("home", "brief", "region", "timeline", "source")


class Quiet(SimpleHTTPRequestHandler):
    """A static host that says nothing."""

    def log_message(self, *_: Any) -> None:
        pass


def main() -> int:
    """Takes the pictures; 1 where there is no site or no browser."""
    browser = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
    if browser is None or not (SITE / "index.html").is_file():
        print("make site and chromium come first", file=sys.stderr)
        return 1
    OUT.mkdir(exist_ok=True)
    paths = {kind: next((f"{found.parent.relative_to(SITE).as_posix()}/".removeprefix("./") for found in sorted(SITE.glob(f"{place}/index.html" if place
                         else "index.html"))), None) for kind, place in KINDS.items()}
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        for size, width in WIDTHS.items():
            for scheme in ("light", "dark"):
                page = opened.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
                for kind, path in paths.items():
                    if path is not None:
                        page.goto(address + path)
                        page.screenshot(path=OUT / f"{kind}-{size}-{scheme}.png", full_page=True)
        page = opened.new_context().new_page()
        for kind in PRINTED:
            page.goto(address + (paths[kind] or ""))
            page.pdf(path=OUT / f"{kind}-print.pdf", format="A4", prefer_css_page_size=True)
        opened.close()
    server.shutdown()
    print(f"{len(list(OUT.iterdir()))} pictures in {OUT.relative_to(ROOT)}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
