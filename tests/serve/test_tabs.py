"""What an editor sees: real tabs of a real browser before a real preview, while files are saved."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serve.conftest import ROOT, Served, brief, paragraphs, until, wait, write_site

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()), "")
if not CHROMIUM:
    pytest.skip("chromium is not installed", allow_module_level=True)

FIRST, SECOND = "/2023/12/01/brief/", "/2023/12/02/brief/"
FIRST_FILE, SECOND_FILE = "content/briefs/2023-12-01.md", "content/briefs/2023-12-02.md"
# Counts what the client does to the page; a reload would lose it.
COUNTING = """self.changes = 0; document.addEventListener("briefgen:changed", () => self.changes++);"""
OVERLAY = "document.querySelector('briefgen-preview').shadowRoot.querySelector('.overlay')"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        made = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


class Tabs:
    """The tabs of one window."""

    def __init__(self, context: Any, url: str) -> None:
        self.context, self.url = context, url
        self.faults: list[str] = []

    def open(self, path: str) -> Any:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        page.goto(self.url + path)
        page.evaluate(COUNTING)
        return page


@pytest.fixture
def tabs(browser: Any, served: Served) -> Iterator[Tabs]:
    """The window of one test; afterwards the site is as it was, and no tab has complained."""
    context = browser.new_context()
    context.set_default_timeout(20_000)
    made = Tabs(context, served.url)
    yield made
    context.close()
    assert [one for one in made.faults if "ERR_CONNECTION_REFUSED" not in one and "404" not in one] == []


def test_an_edit_is_seen_and_nothing_else_moves(tabs: Tabs, served: Served) -> None:
    page = tabs.open(FIRST)
    page.evaluate("document.querySelector('details').open = true")
    page.evaluate("[...document.querySelectorAll('main p')].find((p) => p.textContent.includes('Paragraph 40 ')).scrollIntoView()")
    page.evaluate("document.querySelector('a[rel=next], a[rel=prev]').focus({ preventScroll: true })")
    before = page.evaluate("[scrollY, document.activeElement.rel]")
    assert before[0] > 300
    served.change(FIRST_FILE, "Paragraph 41 of", "Paragraph forty-one, put right, of")
    wait(page, "document.body.innerText.includes('forty-one, put right')")
    after = page.evaluate("[scrollY, document.activeElement.rel]")
    assert abs(after[0] - before[0]) <= 1
    assert after[1] == before[1]
    assert page.evaluate("document.querySelector('details').open")
    assert page.evaluate("self.changes") == 1, "changed in place, not loaded anew"


def test_the_line_being_read_stays_when_text_above_it_grows(tabs: Tabs, served: Served) -> None:
    page = tabs.open(FIRST)
    find = "[...document.querySelectorAll('main p')].find((p) => p.textContent.includes('Paragraph 40 '))"
    page.evaluate(f"{find}.scrollIntoView()")
    top = page.evaluate(f"{find}.getBoundingClientRect().top")
    served.change(FIRST_FILE, "Paragraph 2 ", "New above.\n\n" * 20 + "Paragraph 2 ")
    wait(page, "document.body.innerText.includes('New above.')")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert abs(page.evaluate(f"{find}.getBoundingClientRect().top") - top) <= 2


def test_a_style_sheet_is_swapped(tabs: Tabs, served: Served) -> None:
    page = tabs.open(FIRST)
    sheets = page.evaluate("document.querySelectorAll('link[rel=stylesheet]').length")
    css = (ROOT / "themes/default/assets/site.css").read_text(encoding="utf-8")
    served.write("theme/assets/site.css", css + "\nmain h1 { color: rgb(1, 2, 3) !important; }\n")
    wait(page, "getComputedStyle(document.querySelector('main h1')).color === 'rgb(1, 2, 3)'")
    served.write("theme/assets/site.css", css + "\nmain h1 { color: rgb(3, 2, 1) !important; }\n")
    wait(page, "getComputedStyle(document.querySelector('main h1')).color === 'rgb(3, 2, 1)'")
    assert page.evaluate("self.changes") >= 2
    wait(page, f"document.querySelectorAll('link[rel=stylesheet]').length === {sheets}")


def test_a_template_changes_the_pages_that_are_open(tabs: Tabs, served: Served) -> None:
    pages = [tabs.open(FIRST), tabs.open(SECOND)]
    html = (ROOT / "themes/default/templates/brief.html").read_text(encoding="utf-8")
    served.write("theme/templates/brief.html", html.replace("</article>", "<p id='edit'>From the template</p></article>"))
    for page in pages:
        page.wait_for_selector("#edit")
        assert page.evaluate("self.changes") == 1


def test_a_mistake_shows_itself_over_the_page_and_goes(tabs: Tabs, served: Served) -> None:
    page = tabs.open(FIRST)
    title = page.title()
    served.change(FIRST_FILE, "regions: [ukraine]", "regions: [ukrane]")
    wait(page, f"{OVERLAY}")
    words = page.evaluate(f"{OVERLAY}.innerText")
    assert f"{FIRST_FILE}:4:11" in words
    assert "BG120" in words
    assert "^^^^^^" in words
    assert page.title() == f"✗ {title}"
    assert page.evaluate("[...document.querySelectorAll('link[rel~=icon]')].at(-1).getAttribute('href')") == "/_briefgen/wrong.svg"
    assert "Paragraph 40 " in page.inner_text("main"), "the last good page is beneath"
    page.keyboard.press("Escape")
    wait(page, f"!{OVERLAY}")
    late = tabs.open(SECOND)
    wait(late, f"{OVERLAY}")  # who comes later is told as well
    served.change(FIRST_FILE, "regions: [ukrane]", "regions: [ukraine]")
    for one in (page, late):
        wait(one, f"!{OVERLAY}")
        wait(one, "!document.title.startsWith('✗')")
        assert one.evaluate("document.querySelectorAll('link[data-briefgen]').length") == 0
    assert page.title() == title


def test_a_broken_template_shows_itself_too(tabs: Tabs, served: Served) -> None:
    page = tabs.open(FIRST)
    served.write("theme/templates/brief.html", "{% extends 'base.html' %}{% block main %}{{ view.no_such_field }}{% endblock %}")
    wait(page, f"{OVERLAY}")
    assert "BG610" in page.evaluate(f"{OVERLAY}.innerText")
    assert "Paragraph 40 " in page.inner_text("main")
    served.write("theme/templates/brief.html", "{% extends 'base.html' %}{% block main %}<p>Mended</p>{% endblock %}")
    wait(page, f"!{OVERLAY} && document.body.innerText.includes('Mended')")


def test_the_overlay_survives_a_reload(tabs: Tabs, served: Served) -> None:
    page = tabs.open(FIRST)
    served.write(SECOND_FILE, "---\ntitle: [\n---\n")
    wait(page, f"{OVERLAY}")
    page.reload()
    wait(page, f"{OVERLAY}")
    served.write(SECOND_FILE, brief("2023-12-02"))
    wait(page, f"!{OVERLAY}")


def connections(port: int) -> int:
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(int(line[1].split(":")[1], 16) == port and line[3] == "01" for line in lines)


def test_ten_tabs_live_on_one_connection_and_only_the_concerned_one_changes(tabs: Tabs, served: Served) -> None:
    days = [f"/2023/12/0{day}/brief/" for day in range(1, 6)]
    pages = [tabs.open(path) for path in [*days, "/about/", "/regions/", "/sources/", "/storylines/", "/corrections/"]]
    served.change(FIRST_FILE, "Paragraph 41 of", "Paragraph forty-one of")
    wait(pages[0], "document.body.innerText.includes('forty-one')")
    until(lambda: connections(served.port) == 1, what=lambda: f"{connections(served.port)} connections")  # idle ones end after a while
    assert [page.evaluate("self.changes") for page in pages] == [1] + [0] * 9
    served.change("site.yml", "A small site", "A small site, changed")
    served.change("content/briefs/2023-12-05.md", "The text of", "Another text of")
    wait(pages[4], "document.body.innerText.includes('Another text')")
    assert all(page.evaluate("document.readyState") == "complete" for page in pages), "every tab is alive"


def test_a_page_that_comes_and_goes(tabs: Tabs, served: Served) -> None:
    page = tabs.open("/2023/12/08/brief/")
    assert "Brief of" not in page.inner_text("main")
    served.write("content/briefs/2023-12-08.md", brief("2023-12-08"))
    wait(page, "document.body.innerText.includes('The text of 2023-12-08')")
    (served.root / "content/briefs/2023-12-08.md").unlink()
    wait(page, "!document.body.innerText.includes('The text of 2023-12-08')")


def test_a_draft_says_so_with_and_without_script(tabs: Tabs, served: Served, browser: Any) -> None:
    bare = browser.new_context(java_script_enabled=False)
    for page in (tabs.open("/2023/12/06/brief/"), bare.new_page()):
        page.goto(served.url + "/2023/12/06/brief/")
        stamp = page.locator("briefgen-preview .stamp")
        assert stamp.inner_text() == "Draft"
        assert stamp.bounding_box()["width"] > 200
    bare.close()
    page = tabs.open("/2023/12/07/brief/")
    wait(page, "document.querySelector('briefgen-preview').shadowRoot.querySelector('.bar')?.innerText.includes('Embargoed until 2023-12-30')")
    page = tabs.open("/2023/12/06/brief/")
    served.change("content/briefs/2023-12-06.md", "draft: true\n", "")
    wait(page, "!document.querySelector('briefgen-preview').shadowRoot.querySelector('.stamp')")


def test_warnings_are_counted_in_the_bar(tabs: Tabs, served: Served) -> None:
    page = tabs.open(FIRST)
    served.write("content/briefs/stray.txt", "x")
    bar = page.locator("briefgen-preview .bar button")
    playwright.expect(bar).to_have_text("1 warning")
    bar.click()
    playwright.expect(page.locator("briefgen-preview .overlay")).to_contain_text("content/briefs/stray.txt")
    bar.click(force=True)


def test_without_shared_workers_each_tab_keeps_up_by_itself(tabs: Tabs, served: Served) -> None:
    tabs.context.add_init_script("delete self.SharedWorker")
    page = tabs.open(FIRST)
    served.change(FIRST_FILE, "Paragraph 41 of", "Paragraph forty-one of")
    wait(page, "document.body.innerText.includes('forty-one')")
    assert page.evaluate("self.changes") == 1


def test_back_and_forward_do_not_show_an_old_page(tabs: Tabs, served: Served) -> None:
    page = tabs.open(FIRST)
    page.goto(served.url + SECOND)
    served.change(FIRST_FILE, "Paragraph 0 of", "Paragraph nought of")
    until(lambda: "Paragraph nought" in served.get(FIRST).text)
    page.go_back()
    wait(page, "document.body.innerText.includes('Paragraph nought')")


def test_a_tab_outlives_the_server(browser: Any, tmp_path: Path) -> None:
    served = Served(write_site(tmp_path / "desk")).start()
    context = browser.new_context()
    context.set_default_timeout(20_000)
    try:
        page = Tabs(context, served.url).open(FIRST)
        served.stop(signal.SIGKILL)
        wait(page, "document.querySelector('briefgen-preview').shadowRoot.querySelector('.lost')")
        served.change(FIRST_FILE, "Paragraph 41 of", "Paragraph forty-one of")
        served.start()
        wait(page, "document.body.innerText.includes('forty-one')")
        wait(page, "!document.querySelector('briefgen-preview').shadowRoot.querySelector('.lost')")
        assert page.evaluate("self.changes") == 1
    finally:
        context.close()
        served.close()


def test_a_tab_whose_worker_did_not_come_asks_again(tabs: Tabs, served: Served) -> None:
    """As when the server goes away between the page and the script of the worker."""
    tabs.context.route("**/_briefgen/worker.js*", lambda route: route.abort())
    page = tabs.open(FIRST)
    wait(page, "document.querySelector('briefgen-preview').shadowRoot.querySelector('.lost')")
    tabs.context.unroute("**/_briefgen/worker.js*")
    wait(page, "!document.querySelector('briefgen-preview').shadowRoot.querySelector('.lost')")
    served.change(FIRST_FILE, "Paragraph 41 of", "Paragraph forty-one of")
    wait(page, "document.body.innerText.includes('forty-one')")
    assert all("ERR_FAILED" in fault for fault in tabs.faults)
    tabs.faults.clear()


def test_follow_leads_the_tab_to_the_edited_page(browser: Any, tmp_path: Path) -> None:
    served = Served(write_site(tmp_path / "desk"), "--follow").start()
    context = browser.new_context()
    context.set_default_timeout(20_000)
    try:
        page = Tabs(context, served.url).open("/")
        until(lambda: page.evaluate("document.readyState") == "complete")
        time.sleep(0.5)
        served.change(SECOND_FILE, "The text of", "Another text of")
        page.wait_for_url(f"**{SECOND}")
        wait(page, "document.body.innerText.includes('Another text of')")
    finally:
        context.close()
        served.close()


def test_many_edits_leave_the_page_as_it_is_served(tabs: Tabs, served: Served) -> None:
    page = tabs.open(FIRST)
    for number in range(12):
        served.write(FIRST_FILE, brief("2023-12-01", f"Title {number}", text=paragraphs(number * 7 % 11 + 1)))
        time.sleep(0.12 * (number % 3))
    wait(page, "document.querySelector('main h1').innerText === 'Title 11'")
    assert page.evaluate("""async () => {
        const html = await (await fetch(location.href)).text();
        const policy = trustedTypes.createPolicy("test", { createHTML: (text) => text });
        const next = new DOMParser().parseFromString(policy.createHTML(html), "text/html");
        const main = (root) => { const one = root.querySelector("main").cloneNode(true); one.normalize(); return one.outerHTML; };
        return main(next) === main(document);
    }""")
