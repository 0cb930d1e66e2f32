"""Each kind of page in a real browser, under /a/b/: quiet, of one host, accessible, the same without scripts, never wider than its window."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import pytest

WIDTHS = (320, 390, 768, 1280)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def test_no_page_complains_or_asks_another_host(browser: Any, served: str, kinds: dict[str, str]) -> None:
    context = browser.new_context()
    page = context.new_page()
    seen: list[str] = []
    host = urlsplit(served).netloc
    page.on("console", lambda message: seen.append(f"console {message.type}: {message.text}"))
    page.on("pageerror", lambda error: seen.append(f"error: {error}"))
    # What is still on its way when the page is left is aborted, and did not fail.
    page.on("requestfailed", lambda request: seen.append(f"failed: {request.url}") if request.failure != "net::ERR_ABORTED" else None)
    page.on("request", lambda request: seen.append(f"elsewhere: {request.url}") if urlsplit(request.url).netloc != host else None)
    page.on("response", lambda response: seen.append(f"{response.status}: {response.url}") if response.status >= 400 else None)
    for name, path in kinds.items():
        seen.clear()
        page.goto(served + path, wait_until="load")
        # The one page that is not there is answered with its status, which the browser notes too.
        expected = [f"404: {served}{path}", "console error: Failed to load resource: the server responded with a status of 404 (Not Found)"]
        assert [one for one in seen if name != "missing" or one not in expected] == [], name
    context.close()


# What the scheme changes is colour alone.
@pytest.mark.parametrize(("scheme", "only"), [("light", {"type": "tag", "values": RULES}), ("dark", {"type": "rule", "values": ["color-contrast"]})])
def test_axe_finds_nothing(browser: Any, served: str, kinds: dict[str, str], scheme: str, only: dict[str, Any]) -> None:
    package = pytest.importorskip("axe_playwright_python", reason="axe is not installed: make test installs it")
    script = files(package).joinpath("axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    found = []
    for name, path in kinds.items():
        page.goto(served + path)
        page.evaluate(script)
        result = page.evaluate("only => axe.run(document, {runOnly: only, resultTypes: ['violations']})", only)
        found += [(name, one["id"], [node["html"][:160] + " | " + node["failureSummary"] for node in one["nodes"][:3]]) for one in result["violations"]]
    context.close()
    assert found == [], json.dumps(found, indent=1)


def test_pages_read_in_full_without_scripts(browser: Any, served: str, kinds: dict[str, str]) -> None:
    texts = []
    for enabled in (True, False):
        context = browser.new_context(java_script_enabled=enabled)
        page = context.new_page()
        shown = {}
        for name, path in kinds.items():
            page.goto(served + path, wait_until="load")
            shown[name] = page.locator("body").inner_text()
        texts.append(shown)
        context.close()
    assert texts[0] == texts[1]
    assert all(len(text) > 150 for text in texts[1].values())


def test_no_page_scrolls_sideways(browser: Any, served: str, kinds: dict[str, str]) -> None:
    wide = []
    context = browser.new_context()
    page = context.new_page()
    for name, path in kinds.items():
        page.goto(served + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((name, width))
    context.close()
    assert wide == []


def test_a_timeline_s_choice_is_its_address(browser: Any, served: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(served + "timeline/")
    total = page.locator(".events li.ev:visible").count()
    page.locator("#k-pictured").check()
    page.wait_for_url(lambda url: url.endswith("/timeline/?k=pictured"))
    narrowed = page.locator(".events li.ev:visible").count()
    assert 0 < narrowed < total
    other = context.new_page()
    other.goto(page.url)
    assert other.locator(".events li.ev:visible").count() == narrowed
    page.go_back()
    page.wait_for_url(lambda url: url.endswith("/timeline/"))
    assert page.locator(".events li.ev:visible").count() == total
    other.goto(served + "timeline/?k=nothing-of-the-kind")
    assert other.locator(".events li.ev:visible").count() == total
    context.close()


def test_a_timeline_is_narrowed_without_scripts(browser: Any, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "timeline/")
    everything = page.locator(".ev").count()
    assert page.locator(".ev:visible").count() == everything > 10
    page.get_by_label("Assessed", exact=True).check()
    shown = page.locator(".ev:visible")
    assert 0 < shown.count() < everything
    assert page.locator(".ev:visible .k-assessed").count() == shown.count()
    months = page.locator(".month:visible")
    assert 0 < months.count() < page.locator(".month").count()
    page.get_by_label("Russia", exact=True).check()
    both = page.locator(".ev:visible").count()
    assert both == page.locator(".ev.e-assessed:has(.meta a:text-is('Russia'))").count()
    assert page.locator(".month:visible").count() == page.locator(".month:has(.ev:visible)").count()
    page.locator("#k-all").check()
    page.locator("#w-all").check()
    assert page.locator(".ev:visible").count() == everything
    context.close()


def test_the_page_that_is_missing_has_its_style_at_any_depth(browser: Any, served: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(served + "x/y/z/")
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    page.locator(".ways a").first.click()
    assert page.url == served
    context.close()


def test_notes_stand_beside_their_paragraph_or_after_it(browser: Any, served: str) -> None:
    for width, beside in ((1400, True), (700, False)):
        context = browser.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        page.goto(served + "2023/12/24/brief/")
        rows = page.evaluate("""() => [...document.querySelectorAll('.row:has(> .notes)')].map(row => {
            const text = row.firstElementChild.getBoundingClientRect(), note = row.querySelector(':scope > .notes').getBoundingClientRect();
            return [text.top, text.bottom, text.right, note.top, note.left]})""")
        assert rows
        for top, bottom, right, note_top, note_left in rows:
            if beside:
                assert abs(note_top - top) < 12
                assert note_left > right
            else:
                assert note_top >= bottom
        context.close()


def test_a_note_leads_to_its_passage_and_back(browser: Any, served: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(served + "2023/12/24/brief/")
    page.locator("#r1").click()
    assert page.url.endswith("#n1")
    page.locator("#n1 .src").click()
    assert re.search(r"/sources/[^/]+/#p\d+\Z", page.url)
    target = page.locator(":target")
    assert target.count() == 1
    assert target.locator("q").count() == 1
    page.locator(":target .meta a").first.click()
    assert re.search(r"#n\d+\Z", page.url)
    context.close()


def test_pages_print(browser: Any, served: str, kinds: dict[str, str]) -> None:
    context = browser.new_context()
    page = context.new_page()
    for name in ("home", "brief", "source", "region", "timeline", "year"):
        page.goto(served + kinds[name])
        printed = page.pdf(format="A4")
        assert printed.startswith(b"%PDF"), name
        page.emulate_media(media="print")
        assert not page.locator("nav[aria-label=Main]").is_visible(), name
        page.emulate_media(media="screen")
    context.close()
