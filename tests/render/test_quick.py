"""The shorter code writes what Jinja's own writes, takes what is ordinary, and leaves the rest to Jinja, which says what is wrong with it."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape as standard

import pytest
from markupsafe import Markup, escape

from briefgen import build
from briefgen.build import Request, Snapshot
from briefgen.model.diagnostic import Stop
from briefgen.model.labels import Tag
from briefgen.render.filters import PLACE, here
from briefgen.render.markup import as_xml, escaped, quoted, written
from briefgen.render.page import render
from briefgen.render.theme import Theme
from tests.conftest import ROOT

SEEN = {
    "tag": Tag("A & B <i>", "/a&b/"), "tags": (Tag("one", "/1/"), Tag("two", "")), "word": "it's \"<b>\" & more", "marked": Markup("<b>bold</b>"),
    "number": 7, "true": True, "nothing": None, "half": 0.5, "pairs": {"key": "value", "items": "own"}, "list": [3, 1, 2], PLACE: here("/x/y/"),
}
# What is ordinary, and is written by the shorter code.
ORDINARY = {
    "texts": "{{ word }}{{ marked }}{{ number }}{{ true }}{{ nothing }}{{ half }}{{ list }}{{ word|safe }}{{ '<' ~ word ~ marked }}",
    "attributes": "{{ tag.label }}{{ tag.permalink|url }}{% for one in tags %}{{ one.label }}{% if not loop.last %}, {% endif %}{% endfor %}{{ tag['label'] }}",
    "macros": "{% macro m(a, b=2, c='<') %}[{{ a }}|{{ b }}|{{ c }}]{% endmacro %}{{ m(1) }}{{ m(1, 3) }}{{ m(c='&', a=word) }}{{ m(marked, c=4) }}{{ m(1)|length }}",
    "inside": "{% macro outer(x) %}<{{ inner(x) }}>{% endmacro %}{% macro inner(y) %}{{ y }}&{% endmacro %}{{ outer(word) }}",
    "neighbours": "{% for n in list|sort %}{{ loop.index }}{{ loop.previtem is defined }}{% if loop.nextitem is defined %}{{ loop.nextitem }}{% endif %}{% endfor %}",
    "spaces": "{% set ns = namespace(n=0) %}{% for n in list %}{% set ns.n = ns.n + n %}{% endfor %}{{ ns.n }}{% set x %}<{{ word }}>{% endset %}{{ x }}",
    "filters": "{% filter upper %}{{ word }}{% endfilter %}{{ tags|map(attribute='label')|join('<') }}{{ word|length }}{{ missing|default('none') }}",
    "calls": "{% macro box(t) %}<{{ t }}>{{ caller('&') }}{% endmacro %}{% call(s) box('a') %}{{ s }}{{ word }}{% endcall %}{{ list.index(1) }}{{ range(3)|list }}",
    "more": "{% macro m() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, word, k=2) }}{{ m(*list) }}{{ dict(**{'class': 1}) }}{{ dict(if=1) }}",
    "again": "{% for t in [[1, [2]], [3]] recursive %}{% if t is iterable %}({{ loop(t) }}){% else %}{{ t }}{% endif %}{% endfor %}",
    "blocks": "{% block a %}{{ word }}{% endblock %}{{ self.a() }}{% set q = number if number > 9 else 'small' %}{{ q }}",
    "lacking": "{% macro m(a) %}{% if a is defined %}{{ a }}{% else %}none{% endif %}{% endmacro %}{{ m() }}{{ m(1) }}{{ unheard is defined }}",
}
# What is not, and is written by Jinja's.
OUT_OF_THE_ORDINARY = {
    "items by dot": "{{ pairs.key }}{{ word }}",
    "no such attribute": "{{ tag.absent is defined }}{{ tag.absent|default('&') }}",
    "decided later": "{% autoescape false %}{{ word }}{% endautoescape %}{{ word }}",
}


def theme(**texts: str) -> Theme:
    return Theme({f"{name}.html": text for name, text in texts.items()})


def quickly(made: Theme) -> tuple[str, bool]:
    """What a template comes to, and whether the shorter code wrote it."""
    said = made.write("a.html", "", lambda _: dict(SEEN))
    return said, not made.stumbled


@pytest.mark.parametrize("text", ORDINARY.values(), ids=ORDINARY)
def test_what_is_ordinary_is_written_by_the_shorter_code_and_no_different(text: str) -> None:
    said, quick = quickly(theme(a=text))
    assert said == theme(a=text).fill("a.html", "", dict(SEEN))
    assert quick


@pytest.mark.parametrize("text", OUT_OF_THE_ORDINARY.values(), ids=OUT_OF_THE_ORDINARY)
def test_what_is_not_is_written_by_jinjas(text: str) -> None:
    said, quick = quickly(theme(a=text))
    assert said == theme(a=text).fill("a.html", "", dict(SEEN))
    assert not quick


@pytest.mark.parametrize("text", [
    "one\n{{ missing }}", "\n{{ tag.absent }}", "\n\n{{ 1 + 'a' }}", "{% for x in %}", "{{ word() }}", "{{ 'a'|nothing }}", "\n{{ say() }}",
    "{% macro m(a) %}\n{{ a.b }}{% endmacro %}{{ m(1) }}", "{% macro m(a) %}{% endmacro %}\n{{ m(1, 2) }}", "{% macro m(a) %}{% endmacro %}\n{{ m(b=2) }}",
    "{% macro m(a) %}\n{{ a }}{% endmacro %}{{ m() }}", "\n{{ list.index(9) }}", "{{ namespace(x=1).y }}",
])
def test_a_fault_is_told_as_jinja_tells_it(text: str) -> None:
    with pytest.raises(Stop) as expected:
        theme(a=text).fill("a.html", "content/x.md", dict(SEEN))
    with pytest.raises(Stop) as told:
        theme(a=text).write("a.html", "content/x.md", lambda _: dict(SEEN))
    assert told.value.diagnostic == expected.value.diagnostic


def test_a_page_that_stumbles_has_its_context_made_anew() -> None:
    made = theme(a="{{ seen.append(1) or '' }}{{ seen|length }}{{ tag.absent is defined }}")
    assert made.write("a.html", "", lambda _: {**SEEN, "seen": []}) == "1False"


@pytest.mark.parametrize("value", ["&<>\"'", "plain", "", "a & b", Markup("<b>&amp;</b>"), 5, -1, True, None, 0.25, ("<", "&"), [Markup("<")]])
def test_what_is_written_is_what_escape_makes_of_it(value: object) -> None:
    assert "".join([written(value)]) == "".join([escape(value)])


def test_text_is_escaped_for_html_and_xml() -> None:
    for text in ("&<>\"'", "a\nb\tc\rd", "'only'", '"only"', "'both\"", "plain"):
        assert escaped(text) == standard(text).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")
        assert as_xml(text) == standard(text, quote=False)
        assert quoted(text)[0] == quoted(text)[-1] not in quoted(text)[1:-1]
        assert "\n" not in quoted(text)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The demonstration site, planned."""
    place = tmp_path_factory.mktemp("site")
    for name in ("content", "seeds"):
        shutil.copytree(ROOT / name, place / name)
    shutil.copy(ROOT / "site.yml", place)
    with build.opened(place, {"default": ROOT / "themes" / "default"}, print, writes=False, jobs=1) as project:
        yield project.snapshot(Request(datetime(2025, 1, 2, tzinfo=UTC), base_url="https://desk.example.org/a/b/"))


def test_every_page_of_the_default_theme_is_ordinary_and_the_same_alone_as_among_others(snapshot: Snapshot) -> None:
    """Twice in a row, so that pieces come from memory; and each page by Jinja's code, with nothing remembered."""
    texts = dict(snapshot.theme.templates)
    among = Theme(texts)
    pages = [snapshot.pages[path] for path in snapshot.pages]
    first = [render(page, snapshot.frame, among, snapshot.heavy.load) for page in pages]
    second = [render(page, snapshot.frame, among, snapshot.heavy.load) for page in reversed(pages)]
    assert first == second[::-1]
    assert among.stumbled == set()
    alone = Theme(texts)
    alone.stumbled.update(texts)
    for page, expected in zip(pages, first, strict=True):
        alone.forget()
        assert render(page, snapshot.frame, alone, snapshot.heavy.load) == expected, page.path


@pytest.mark.parametrize("template", ["source.html", "timeline.html", "archive.html", "region.html", "storyline.html"])
def test_a_page_leaves_nothing_that_only_the_collector_could_take_away(snapshot: Snapshot, template: str) -> None:
    """Workers seldom collect: what ten thousand pages left would stay in memory until they do."""
    page = next(page for page in map(snapshot.pages.__getitem__, snapshot.pages) if page.template == template)
    render(page, snapshot.frame, snapshot.theme, snapshot.heavy.load)  # the first time compiles, and fills memories
    gc.collect()
    gc.disable()
    try:
        render(page, snapshot.frame, snapshot.theme, snapshot.heavy.load)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_the_demonstration_is_there(snapshot: Snapshot) -> None:
    assert not snapshot.broken
    assert {"brief.html", "timeline.html", "source.html", "region.html", "archive.html", "text_page.html"} <= {
        snapshot.pages[path].template for path in snapshot.pages}
