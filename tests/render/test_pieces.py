"""Pieces that pages share: written once for what they are given, right on every page, and closed to all that could make two calls differ."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from markupsafe import Markup

from briefgen.model.diagnostic import Stop
from briefgen.model.labels import Tag
from briefgen.model.parts import Frame
from briefgen.render import pieces
from briefgen.render.filters import PLACE, here
from briefgen.render.furniture import Furniture
from briefgen.render.pieces import PIECES, Memory
from briefgen.render.theme import Theme

FRAME = Frame("The Desk", "", "en", "ltr", "/", "", (), (), "", "", "", "", "", "", (("a.css", "/assets/a.1.css"),), "0", (("more", "more & more"),))
PAGES = ("/", "/a/", "/a/b/", "/a/b/c/", "/sources/x/", "/404.html")


class Site:
    """A theme of `page.html` and `parts.html`, and its pages; counts what is written through the filter `seen`."""

    def __init__(self, parts: str, page: str, **more: str) -> None:
        texts = {"parts.html": parts, "page.html": "{% import 'parts.html' as parts %}" + page, **{f"{name}.html": text for name, text in more.items()}}
        self.theme = Theme(texts)
        self.furniture = Furniture(FRAME)
        self.seen: list[object] = []
        for environment in (self.theme.quick, self.theme.environment):
            environment.filters["seen"] = lambda value: self.seen.append(value) or value

    def page(self, permalink: str, *, quick: bool = True, **view: Any) -> str:  # noqa: ANN401 - whatever a view holds
        if not quick:
            return self.theme.fill("page.html", "", self._names(self.theme.environment, permalink, view))
        said = self.theme.write("page.html", "", lambda environment: self._names(environment, permalink, view))
        assert not self.theme.stumbled
        return said

    def _names(self, environment: Any, permalink: str, view: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - Jinja's
        place = here(permalink)
        return {**view, "here": place, "frame": FRAME, "say": self.furniture.say, "asset": self.furniture.asset, PLACE: place,
                PIECES: self.furniture.pieces(environment).on(place)}


def test_a_piece_is_written_once_for_what_it_is_given_whatever_the_depth() -> None:
    site = Site("{% macro link(tag) %}<a href=\"{{ tag.permalink|url }}\">{{ tag.label|seen }}</a>{% endmacro %}", "{{ parts.link(tag) }}")
    said = [site.page(permalink, tag=Tag("A & B", "/t/")) for _ in range(5) for permalink in PAGES]
    assert said[:6] == ['<a href="t/">A &amp; B</a>', '<a href="../t/">A &amp; B</a>', '<a href="../../t/">A &amp; B</a>',
                        '<a href="../../../t/">A &amp; B</a>', '<a href="../../t/">A &amp; B</a>', '<a href="t/">A &amp; B</a>']
    assert said == said[:6] * 5
    assert site.seen == ["A & B"]


def test_what_a_piece_is_given_is_its_key() -> None:
    site = Site("{% macro m(a, b=2) %}[{{ a }},{{ b }}]{% endmacro %}", "{{ parts.m(x) }}{{ parts.m(x, y) }}{{ parts.m(b=x, a=y) }}")
    assert hash(-1) == hash(-2)
    values = [1, -1, -2, True, "1", "<", Markup("<"), None, Tag("a", "b"), Tag("a", "c"), (Tag("a", "b"),), (), "", 0, False]
    expected = {}
    for turn in range(4):
        for first in values:
            for second in values:
                said = site.page("/", x=first, y=second)
                key = (repr(first), repr(second))
                assert said == expected.setdefault(key, said) == site.page("/", quick=False, x=first, y=second), (turn, key)
    assert expected["1", "True"] == "[1,2][1,True][True,1]"
    assert expected[repr("<"), repr(Markup("<"))] == "[&lt;,2][&lt;,<][<,&lt;]"


def test_what_cannot_be_told_apart_is_written_anew() -> None:
    site = Site("{% macro m(a) %}{{ a|join('<')|seen }}{% endmacro %}", "{{ parts.m(x) }}")
    for value in (["a", "&"], ["a", Markup("&")], ("a", "&"), ("a", Markup("&"))):
        assert [site.page("/", x=value) for _ in range(3)] == [site.page("/", quick=False, x=value)] * 3
    assert len(site.seen) == 4 * 4


def test_an_address_of_a_part_is_a_fragment_alone_on_its_own_page_and_nowhere_else() -> None:
    parts = "{% macro link(tag) %}{{ tag.permalink|url }}{% endmacro %}{% macro two(tag) %}{{ link(tag) }} {{ '/a/#top'|url }}{% endmacro %}"
    for order in (PAGES, PAGES[::-1]):
        site = Site(parts, "{{ parts.two(tag) }}")
        for _ in range(4):
            said = {permalink: site.page(permalink, tag=Tag("", "/sources/x/#p3")) for permalink in order}
            assert said == {"/": "sources/x/#p3 a/#top", "/a/": "../sources/x/#p3 #top", "/a/b/": "../../sources/x/#p3 ../../a/#top",
                            "/a/b/c/": "../../../sources/x/#p3 ../../../a/#top", "/sources/x/": "#p3 ../../a/#top", "/404.html": "sources/x/#p3 a/#top"}


@pytest.mark.parametrize("macro", [
    "{% macro m(t) %}{{ t|url }}{{ t|url|length }}{% endmacro %}",
    "{% macro m(t) %}{% set there = t|url %}{{ there|upper }}{% endmacro %}",
    "{% macro m(t) %}{% if t|url == '../sources/x/' %}here{% endif %}{% endmacro %}",
    "{% macro l(t) %}{{ t|url }}{% endmacro %}{% macro m(t) %}{{ l(t)|length }}{{ l(t) }}{% endmacro %}",
    "{% macro l(t) %}{{ t|url }}{% endmacro %}{% macro m(t) %}{% set x %}{{ l(t) }}{% endset %}{{ x|length }}{% endmacro %}",
    "{% macro l(t) %}{{ t|url }}{% endmacro %}{% macro m(t) %}{% filter upper %}{{ l(t) }}{% endfilter %}{% endmacro %}",
    "{% macro l(t) %}{{ t|url }}{% endmacro %}{% macro k(t) %}{{ t|length }}{% endmacro %}{% macro m(t) %}{{ k(l(t)) }}{% endmacro %}",
    "{% macro l(t) %}{{ t|url }}{% endmacro %}{% macro m(t) %}{% set f = l %}{{ f(t)|length }}{% endmacro %}",
    "{% macro l(t) %}{{ t|url }}{% endmacro %}{% macro m(t) %}{{ l(t) ~ '!' }}{{ l(t) if t else '' }}{% endmacro %}",
    "{% macro l(t) %}{{ t|url }}{% endmacro %}{% macro m(t) %}{% set x = l(t) %}{{ x }}{{ x|length }}{% endmacro %}",
    "{% macro l(t) %}{{ t|url }}{% endmacro %}{% macro k(x) %}{{ x }}{{ x|length }}{% endmacro %}{% macro m(t) %}{{ k(l(t)) }}{% endmacro %}",
    "{% macro k(x) %}{{ x }}{{ x|length }}{% endmacro %}{% macro m(t) %}{{ k(t|url) }}{% endmacro %}",
    "{% import 'more.html' as more %}{% macro m(t) %}{{ more.l(t)|length }}{{ more.l(t) }}{% endmacro %}",
    "{% macro m(t) %}{{ [t]|map('url')|join }}{{ '/'|url }}{{ '/#x'|url }}{{ 'https://example.org/'|url }}{{ 'data:x'|url }}{% endmacro %}",
])
def test_a_piece_that_looks_at_an_address_is_right_at_every_depth(macro: str) -> None:
    site = Site(macro, "{{ parts.m(t) }}", more="{% macro l(t) %}{{ t|url }}{% endmacro %}")
    for target in ("/sources/x/", "/sources/x/#p1", "/", "#x", "https://example.org/"):
        for _ in range(4):
            for permalink in PAGES:
                assert site.page(permalink, t=target) == site.page(permalink, quick=False, t=target) == alone(site, permalink, target), permalink


def alone(site: Site, permalink: str, target: str) -> str:
    """The same page by Jinja's code, nothing remembered."""
    site.furniture = Furniture(FRAME)
    return site.page(permalink, quick=False, t=target)


def test_what_looks_like_a_way_left_open_is_none() -> None:
    site = Site("{% macro m(a) %}{{ a }}{{ '/t/'|url }}{% endmacro %}", "{{ parts.m(x) }}")
    for value in ("\0", "a\0b\1", "\1"):
        assert [site.page("/a/", x=value) for _ in range(3)] == [f"{value}../t/"] * 3


@pytest.mark.parametrize(("text", "line", "said"), [
    ("\n{% macro m() %}\n{{ view.title }}{% endmacro %}", 3, "'view' is undefined"),
    ("{% macro m() %}{{ here.permalink }}{% endmacro %}", 1, "'here' is undefined"),
    ("\n{% macro m() %}{{ text('') }}{% endmacro %}", 2, "'text' is undefined"),
    ("{% macro m() %}{{ x }}{% endmacro %}", 1, "'x' is undefined"),
    ("\n\n{{ 1 + 'a' }}{% macro m() %}{% endmacro %}", 3, "unsupported operand"),
])
def test_a_piece_that_asks_for_more_than_it_may_see_is_told_so_where_it_does(text: str, line: int, said: str) -> None:
    for quick in (True, False):
        with pytest.raises(Stop) as stopped:
            Site(text, "{{ parts.m() }}").page("/", quick=quick, view=Tag("", ""), text=str, x=1)
        found = stopped.value.diagnostic
        assert (found.code, found.span.path, found.span.line) == ("BG610", "templates/parts.html", line)
        assert said in found.message


@pytest.mark.parametrize("kept", ["namespace(n=0)", "[]", "{}", "[1]|map('string')"])
def test_pieces_that_could_remember_something_themselves_are_refused(kept: str) -> None:
    with pytest.raises(Stop) as stopped:
        Site("{% set held = " + kept + " %}{% macro m() %}{{ held }}{% endmacro %}", "\n{{ parts.m() }}").page("/")
    found = stopped.value.diagnostic
    assert (found.code, found.span.path, found.span.line) == ("BG610", "templates/page.html", 1)
    assert 'parts.html sets "held" to what can change' in found.message


def test_texts_and_numbers_that_a_template_sets_are_there_for_its_pieces_and_for_pages() -> None:
    site = Site("{% set mark = '&' %}{% set n = 3 %}{% macro m() %}{{ mark }}{{ say('more') }}{{ asset('a.css')|url }}{{ frame.title }}{% endmacro %}",
                "{{ parts.m() }}{{ parts.mark }}{{ parts.n }}{{ parts.gone is defined }}")
    assert site.page("/a/", quick=False) == "&amp;more &amp; more../assets/a.1.cssThe Desk&amp;3False"


def test_a_piece_that_is_not_there_is_told_where_it_is_asked_for() -> None:
    with pytest.raises(Stop) as stopped:
        Site("", "\n\n{{ parts.gone() }}").page("/")
    assert (stopped.value.diagnostic.span.path, stopped.value.diagnostic.span.line) == ("templates/page.html", 3)


def test_memory_is_bounded_and_forgets_what_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "GENERATION", 10)
    memory = Memory()
    kept = pieces.Kept((), (), None, {})
    often = -1
    memory.put(often, kept)
    for number in range(1000):
        assert (memory.young.get(often) or memory.older(often)) is kept
        memory.put(number, kept)
        assert len(memory.young) <= 10
    assert memory.young.get(5) is None
    assert memory.older(5) is None


def test_what_is_very_long_is_not_kept() -> None:
    site = Site("{% macro m(a) %}{{ a|seen }}{% endmacro %}", "{{ parts.m(x) }}")
    for length, written in ((pieces.LONGEST, 1), (pieces.LONGEST + 1, 3)):
        site.seen.clear()
        assert [site.page("/", x="x" * length) for _ in range(3)] == ["x" * length] * 3
        assert len(site.seen) == written


def test_pages_that_are_written_at_once_do_not_disturb_one_another() -> None:
    parts = "{% macro m(t, n) %}{{ t|url }} {{ n }} {{ '/a/#x'|url }}{% endmacro %}"
    site = Site(parts, "{% for n in range(40) %}{{ parts.m(t, n + start) }};{% endfor %}")
    jobs = [(permalink, f"/sources/x/#p{start}", start) for start in range(60) for permalink in PAGES]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            said = list(threads.map(lambda job: site.page(job[0], t=job[1], start=job[2]), jobs))
    finally:
        sys.setswitchinterval(interval)
    fresh = Site(parts, "{% for n in range(40) %}{{ parts.m(t, n + start) }};{% endfor %}")
    assert said == [fresh.page(permalink, quick=False, t=target, start=start) for permalink, target, start in jobs]
