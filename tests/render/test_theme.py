"""The closed environment: what templates may do, what their faults say, what a page's closure holds; and addresses from where a page lies."""

from __future__ import annotations

import pytest

from briefgen.model.diagnostic import Stop
from briefgen.render.filters import address, here, words
from briefgen.render.theme import Theme

WHERE = here("/2023/12/24/brief/")


def theme(**templates: str) -> Theme:
    return Theme({f"{name}.html": text for name, text in templates.items()})


@pytest.mark.parametrize("ending", ["html", "xml", "txt", "svg", "anything"])
def test_text_is_escaped_whatever_the_ending(ending: str) -> None:
    made = Theme({f"a.{ending}": "{{ text }}|{{ '<b>' }}|<p title=\"{{ text }}\">"})
    assert made.fill(f"a.{ending}", "", {"text": '<i>"&'}) == '&lt;i&gt;&#34;&amp;|&lt;b&gt;|<p title="&lt;i&gt;&#34;&amp;">'


@pytest.mark.parametrize(("text", "said", "line"), [
    ("one\n{{ missing }}", "'missing' is undefined", 2),
    ("{{ view.absent }}", "has no attribute 'absent'", 1),
    ("\n\n{{ 1 + 'a' }}", "unsupported operand", 3),
    ("{% for x in %}", "Expected an expression", 1),
    ("\n{% if %}", "Expected an expression", 2),
    ("{{ lipsum() }}", "'lipsum' is undefined", 1),
    ("{{ cycler('a') }}", "'cycler' is undefined", 1),
    ("{{ joiner() }}", "'joiner' is undefined", 1),
    ("{{ 'a'|nothing }}", "No filter named 'nothing'", 1),
    ("{% include 'other.html' %}", "other.html", 1),
])
def test_a_fault_names_the_template_its_line_and_the_content(text: str, said: str, line: int) -> None:
    with pytest.raises(Stop) as stopped:
        theme(a=text).fill("a.html", "content/briefs/2023-12-24.md", {"view": object()})
    found = stopped.value.diagnostic
    assert found.code == "BG610"
    assert said in found.message
    assert (found.span.path, found.span.line) == ("templates/a.html", line)
    assert found.detail == ("while rendering content/briefs/2023-12-24.md",)
    assert stopped.value.exit_code == 1


def test_a_fault_in_a_template_that_is_drawn_in_is_told_there() -> None:
    made = theme(page="{% extends 'base.html' %}\n{% block main %}\n\n{{ nothing }}{% endblock %}", base="<p>{% block main %}{% endblock %}</p>")
    with pytest.raises(Stop) as stopped:
        made.fill("page.html", "", {})
    assert (stopped.value.diagnostic.span.path, stopped.value.diagnostic.span.line) == ("templates/page.html", 4)
    parts = theme(page="{% import 'parts.html' as parts %}\n{{ parts.one() }}", parts="\n{% macro one() %}\n{{ nothing }}{% endmacro %}")
    with pytest.raises(Stop) as stopped:
        parts.fill("page.html", "", {})
    assert (stopped.value.diagnostic.span.path, stopped.value.diagnostic.span.line) == ("templates/parts.html", 3)


def test_a_fault_of_our_own_is_no_fault_of_the_template() -> None:
    def broken() -> str:
        raise ValueError("ours")

    with pytest.raises(ValueError, match="ours"):
        theme(a="{{ f() }}").fill("a.html", "", {"f": broken})


def test_what_is_drawn_in_is_named_in_quotation_marks_and_exists() -> None:
    made = theme(a="{% extends 'b.html' %}{% include name %}", b="{# {% include 'gone.html' %} #}\n{% include \"c.html\" %}\n{% from 'd.html' import x %}", c="")
    found = [(one.code, one.span.path, one.span.line, one.message) for one in made.notes]
    assert [one[:3] for one in found] == [("BG611", "templates/a.html", 1), ("BG611", "templates/b.html", 3)]
    assert "decided only while rendering" in found[0][3]
    assert '"d.html"' in found[1][3]


def test_a_closure_changes_with_all_that_is_drawn_in_and_with_nothing_else() -> None:
    texts = {"a": "{% extends 'b.html' %}", "b": "{% include 'c.html' %}", "c": "c", "d": "d"}
    first = theme(**texts)
    for name, changes in (("a", True), ("b", True), ("c", True), ("d", False)):
        other = theme(**{**texts, name: texts[name] + " "})
        assert (other.closure("a.html") != first.closure("a.html")) is changes, name
    assert theme(a="{% include 'b.html' %}", b="{% include 'a.html' %}").closure("a.html")
    assert first.closure("feed.xml") == first.closure("sitemap.xml")


@pytest.mark.parametrize(("permalink", "written"), [
    ("/", "../../../../"), ("/regions/ukraine/", "../../../../regions/ukraine/"), ("/feed.xml", "../../../../feed.xml"),
    ("/2023/12/24/brief/#n1", "#n1"), ("/2023/12/24/brief/", "../../../../2023/12/24/brief/"), ("/sources/x/#p2", "../../../../sources/x/#p2"),
    ("#top", "#top"), ("https://example.org/?a=b", "https://example.org/?a=b"), ("mailto:desk@example.org", "mailto:desk@example.org"),
    ("javascript:alert(1)", "#"), ("JAVASCRIPT:alert(1)", "#"), ("data:text/html,x", "#"), ("//evil.example/x", "#"), ("vbscript:x", "#"), ("", "#"),
    ("/assets/two words?.png", "../../../../assets/two%20words%3F.png"), ("/регіони/", "../../../../регіони/"), ('/a"b/', "../../../../a%22b/"),
])
def test_addresses_are_written_from_where_the_page_lies(permalink: str, written: str) -> None:
    assert address(permalink, WHERE) == written


def test_addresses_of_the_front_page_and_of_pages_served_anywhere() -> None:
    assert address("/", here("/")) == "./"
    assert address("/timeline/", here("/")) == "timeline/"
    assert address("/timeline/", here("/404.html", "/a/b/")) == "/a/b/timeline/"
    assert address("/", here("/404.html", "/a/b/")) == "/a/b/"


def test_excerpts_end_with_a_whole_word() -> None:
    assert words("one two three", 3) == "one two three"
    assert words("one two, three four", 2) == "one two …"
