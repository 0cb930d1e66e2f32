"""Changing a page in place, in a real browser under the strictest policy that pages carry: only what differs is touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from tests.serve.conftest import wait

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()), "")
if not CHROMIUM:
    pytest.skip("chromium is not installed", allow_module_level=True)

PATCH = Path(__file__).resolve().parents[2] / "briefgen/serve/client/patch.js"
CSP = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
       "require-trusted-types-for 'script'")
OWN = '<briefgen-preview data-path="index.html" data-tag="{tag}"></briefgen-preview>'


def page_of(main: str, head: str = "", tag: str = "1", title: str = "T") -> str:
    return (f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{CSP}">'
            f'<title>{title}</title><link rel="stylesheet" href="a.css">{head}</head><body><main id="main">{main}</main>{OWN.format(tag=tag)}</body></html>')


class Tab:
    """A page in the browser with the patcher started on it."""

    def __init__(self, page) -> None:
        self.page = page
        self.html = ""

    def load(self, html: str) -> None:
        self.html = html
        self.page.goto("http://preview.test/")
        self.page.evaluate("briefgenPatch.start()")

    def apply(self, html: str) -> str:
        """Applies the newer page; the words of what was thrown, or empty."""
        return self.page.evaluate("""html => {
            const policy = self.testPolicy ??= trustedTypes.createPolicy("test", { createHTML: (text) => text });
            try { briefgenPatch.apply(html, policy); return ""; } catch (error) { return error.constructor.name; }
        }""", html)

    def trees(self, html: str) -> tuple[str, str]:
        """The tree on screen, and the one that loading `html` would give; the preview's own element apart."""
        shown, loaded = self.page.evaluate("""html => {
            const clean = (root) => {
                for (const one of root.querySelectorAll("briefgen-preview, #from-a-script")) one.remove();
                root.normalize();
                root.removeAttribute("style");
                return root.outerHTML.replace(/\\s*<\\/body>/, "</body>");
            };
            const next = new DOMParser().parseFromString(self.testPolicy.createHTML(html), "text/html");
            return [clean(document.documentElement.cloneNode(true)), clean(next.documentElement)];
        }""", html)
        return shown, loaded


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with playwright.sync_playwright() as started:
        made = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


@pytest.fixture
def tab(browser) -> Iterator[Tab]:
    page = browser.new_page()
    made = Tab(page)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    script = PATCH.read_text(encoding="utf-8")

    def answer(route) -> None:
        url = route.request.url
        if url.endswith("/"):
            route.fulfill(content_type="text/html; charset=utf-8", body=made.html.replace("</briefgen-preview>", '<script src="/patch.js"></script></briefgen-preview>'))
        elif url.endswith("patch.js"):
            route.fulfill(content_type="text/javascript", body=script)
        else:
            route.fulfill(content_type="text/css", body="p { color: rgb(1, 2, 3) }" if "b.css" in url else "p { color: rgb(9, 9, 9) }")

    page.route("http://preview.test/**", answer)
    yield made
    page.close()
    assert not faults, faults


def test_text_changes_and_all_else_is_the_same_node(tab: Tab) -> None:
    tab.load(page_of('<p id="a">One</p><p id="b">Two</p>'))
    tab.page.evaluate("self.kept = [...document.querySelectorAll('main, p')]")
    newer = page_of('<p id="a">One</p><p id="b">Two <em>more</em></p>', tag="2")
    assert tab.apply(newer) == ""
    shown, loaded = tab.trees(newer)
    assert shown == loaded
    assert tab.page.evaluate("self.kept.every((node, i) => node === [...document.querySelectorAll('main, p')][i])")


def test_what_the_reader_did_stays(tab: Tab) -> None:
    tab.load(page_of('<p>Text</p><details id="d"><summary>S</summary>In</details><input id="i" name="q"><input type="checkbox" id="c">'))
    tab.page.click("summary")
    tab.page.fill("#i", "half a wo")
    tab.page.check("#c")
    tab.page.focus("#i")
    assert tab.apply(page_of('<h2>New</h2><p>Text changed</p><details id="d"><summary>S</summary>In and more</details>'
                             '<input id="i" name="q"><input type="checkbox" id="c">')) == ""
    assert tab.page.evaluate("[document.querySelector('details').open, document.querySelector('#i').value, document.querySelector('#c').checked, document.activeElement.id]"
                             ) == [True, "half a wo", True, "i"]


def test_what_a_script_added_stays(tab: Tab) -> None:
    tab.load(page_of('<p>Text</p><ol id="hits"></ol><p>End</p>'))
    tab.page.evaluate("""() => {
        for (const text of ["a", "b"]) { const li = document.createElement("li"); li.textContent = text; document.querySelector("#hits").append(li); }
        const note = document.createElement("p"); note.id = "from-a-script"; document.querySelector("main").prepend(note);
        document.documentElement.classList.add("js");
    }""")
    assert tab.apply(page_of('<p>Text changed</p><p>Another</p><ol id="hits"></ol><p>End</p>')) == ""
    assert tab.page.evaluate("[document.querySelectorAll('#hits li').length, !!document.querySelector('#from-a-script'), document.documentElement.className]"
                             ) == [2, True, "js"]
    assert tab.page.evaluate("[...document.querySelectorAll('main > p:not(#from-a-script)')].map(p => p.textContent)") == ["Text changed", "Another", "End"]


def test_an_attribute_changes_only_where_the_page_changed_it(tab: Tab) -> None:
    tab.load(page_of('<p id="a" class="x" title="t">One</p><svg viewBox="0 0 1 1"><path d="M0 0"/></svg>'))
    tab.page.evaluate("document.querySelector('#a').setAttribute('class', 'y')")
    assert tab.apply(page_of('<p id="a" class="x" lang="uk">One</p><svg viewBox="0 0 2 1"><path d="M0 1"/></svg>')) == ""
    assert tab.page.evaluate("document.querySelector('#a').outerHTML") == '<p id="a" class="y" lang="uk">One</p>'
    assert tab.page.evaluate("document.querySelector('svg').viewBox.baseVal.width") == 2


def test_the_place_that_is_read_does_not_move(tab: Tab) -> None:
    lines = [f'<p id="p{number}">Line {number}</p>' for number in range(200)]
    tab.load(page_of("".join(lines)))
    tab.page.evaluate("document.querySelector('#p100').scrollIntoView()")
    before = tab.page.evaluate("document.querySelector('#p100').getBoundingClientRect().top")
    assert tab.apply(page_of("<h2>Much</h2><p>new</p>" * 30 + "".join(lines[10:]))) == ""
    tab.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert abs(tab.page.evaluate("document.querySelector('#p100').getBoundingClientRect().top") - before) <= 1


def test_a_style_sheet_is_swapped_without_a_reload(tab: Tab) -> None:
    tab.load(page_of("<p>Text</p>"))
    tab.page.evaluate("self.here = true")
    assert tab.apply(page_of("<p>Text</p>").replace("a.css", "b.css")) == ""
    wait(tab.page, "getComputedStyle(document.querySelector('p')).color === 'rgb(1, 2, 3)'")
    wait(tab.page, "document.querySelectorAll('link[rel=stylesheet]').length === 1")
    assert tab.page.evaluate("self.here")


def test_data_for_machines_changes_without_a_reload(tab: Tab) -> None:
    data = '<script type="application/ld+json">{{"a": {}}}</script>'
    tab.load(page_of("<p>Text</p>", data.format(1)))
    assert tab.apply(page_of("<p>Text 2</p>", data.format(2))) == ""
    assert tab.page.inner_text("main") == "Text 2"


@pytest.mark.parametrize("newer", [
    page_of("<p>Text</p>", '<script src="/other.js"></script>'),
    page_of("<p>Text</p>").replace("base-uri 'none'; ", ""),
    "<p>Not a page of the preview</p>",
])
def test_what_takes_effect_only_on_loading_asks_for_a_reload(tab: Tab, newer: str) -> None:
    tab.load(page_of("<p>Text</p>"))
    assert tab.apply(newer) == "MustReload"


def random_main(random: Random, old: list[str]) -> list[str]:
    parts = list(old)
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(parts) + 1)
        what = random.choice(["insert", "delete", "move", "text", "wrap", "attribute"])
        if what == "insert" or not parts:
            parts.insert(at, random.choice(['<p>{0}</p>', '<section id="s{0}"><h2>{0}</h2><ul><li>a</li><li>{0}</li></ul></section>', "text {0}", "<!-- {0} -->",
                                            '<figure><svg viewBox="0 0 9 9"><path d="M0 {0}"/></svg></figure>']).format(random.randint(0, 99)))
            continue
        at = min(at, len(parts) - 1)
        if what == "delete":
            del parts[at]
        elif what == "move":
            parts.insert(random.randrange(len(parts)), parts.pop(at))
        elif what == "text":
            parts[at] = parts[at].replace("a", "ba", 1)
        elif what == "wrap":
            parts[at] = f"<div>{parts[at]}</div>"
        else:
            parts[at] = parts[at].replace("<p>", f'<p class="c{random.randint(0, 9)}">', 1)
    return parts


@pytest.mark.parametrize("seed", range(6))
def test_after_any_edits_the_screen_is_what_loading_the_page_would_give(tab: Tab, seed: int) -> None:
    random = Random(seed)
    parts = random_main(random, [])
    tab.load(page_of("".join(parts)))
    tab.apply(page_of("".join(parts)))
    for step in range(40):
        parts = random_main(random, parts)
        newer = page_of("\n".join(parts) if step % 2 else "".join(parts), title=f"T{step}")
        assert tab.apply(newer) == ""
        tab.page.evaluate(f"document.title = 'T{step}'")
        shown, loaded = tab.trees(newer)
        assert shown == loaded, (seed, step)
