"""The published demonstration site, read as files: addresses, anchors, structure, policy, weight. No browser."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import lxml.html
import pytest
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
INSIDE_PARAGRAPHS = ("p", "div", "ul", "ol", "dl", "section", "article", "figure", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "nav")


@pytest.fixture(scope="module")
def pages(demonstration: Path) -> dict[str, lxml.html.HtmlElement]:
    return {path.relative_to(demonstration).as_posix(): lxml.html.fromstring(path.read_bytes()) for path in sorted(demonstration.rglob("*.html"))}


def file_of(path: str) -> str:
    return path + "index.html" if path.endswith("/") or not path else path


@pytest.mark.parametrize("base", ["/", "/a/b/"])
def test_every_address_and_anchor_resolves(demonstration: Path, pages: dict[str, lxml.html.HtmlElement], base: str) -> None:
    ids = {name: set(tree.xpath("//@id")) for name, tree in pages.items()}
    wrong = []
    for name, tree in pages.items():
        if name == "404.html" and base == "/":
            continue  # served at any depth, and so written for the address of the build
        here = f"http://host{base}{name.removesuffix('index.html')}"
        refresh = [part.partition("url=")[2] for part in tree.xpath("//meta[@http-equiv='refresh']/@content")]
        if refresh and base == "/":
            continue
        for address in [*tree.xpath("//@href"), *tree.xpath("//@src"), *refresh]:
            if urlsplit(address).scheme in ("http", "https", "mailto"):
                continue
            if address.startswith("#g-"):
                assert address[1:] in ids[name], (name, address)
                continue
            full = urlsplit(urljoin(here, address))
            if full.netloc != "host" or not full.path.startswith(base):
                wrong.append((name, address, "leaves the site"))
                continue
            inside = file_of(unquote(full.path.removeprefix(base)))
            if not (demonstration / inside).is_file():
                wrong.append((name, address, "leads nowhere"))
            elif full.fragment and inside in ids and unquote(full.fragment) not in ids[inside]:
                wrong.append((name, address, "no such anchor"))
    assert wrong == []


def test_addresses_end_in_a_slash_and_never_name_an_index(pages: dict[str, lxml.html.HtmlElement]) -> None:
    for name, tree in pages.items():
        for address in tree.xpath("//a/@href"):
            path = urlsplit(address).path
            assert "index.html" not in address, (name, address)
            if not urlsplit(address).scheme and path:
                assert path.endswith("/") or "." in Path(path).name, (name, address)


def test_feeds_are_atom_and_their_entries_resolve(demonstration: Path) -> None:
    feeds = sorted(demonstration.rglob("feed.xml"))
    assert len(feeds) > 5
    for path in feeds:
        root = etree.parse(str(path)).getroot()
        assert root.tag == ATOM + "feed"
        ids = [element.text for element in root.iter(ATOM + "id")]
        assert len(ids) == len(set(ids))
        assert all(one.startswith("tag:desk.example.org,") for one in ids)
        for name in ("updated", "published"):
            for element in root.iter(ATOM + name):
                assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})", element.text), element.text
        for link in root.iter(ATOM + "link"):
            address = link.get("href")
            assert address.startswith("https://desk.example.org/a/b/"), address
            assert (demonstration / file_of(urldefrag(address).url.removeprefix("https://desk.example.org/a/b/"))).is_file(), address
        for content in root.iter(ATOM + "content"):
            for address in lxml.html.fragment_fromstring(content.text, create_parent="div").xpath(".//@href"):
                assert urlsplit(address).scheme in ("http", "https", "mailto"), address


def test_the_sitemap_lists_pages_that_exist_and_nothing_else(demonstration: Path) -> None:
    places = [element.text for element in etree.parse(str(demonstration / "sitemap.xml")).getroot().iter("{*}loc")]
    assert len(places) == len(set(places)) > 50
    for place in places:
        assert (demonstration / file_of(place.removeprefix("https://desk.example.org/a/b/"))).is_file(), place


def test_pages_are_well_built(pages: dict[str, lxml.html.HtmlElement]) -> None:
    for name, tree in pages.items():
        ids = Counter(tree.xpath("//@id"))
        assert [one for one, n in ids.items() if n > 1] == [], name
        assert all(ids), name
        for attribute in ("aria-labelledby", "aria-describedby", "for"):
            for value in tree.xpath(f"//@{attribute}"):
                assert all(one in ids for one in value.split()), (name, attribute, value)
        levels = [int(element.tag[1]) for element in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), (name, levels)
        assert levels[0] == 1, name
        assert tree.xpath("//p//" + "|//p//".join(INSIDE_PARAGRAPHS)) == [], name
        assert tree.xpath("//a//a|//button//a|//a//button") == [], name
        assert tree.xpath("//ul/*[not(self::li)]|//ol/*[not(self::li)]") == [], name
        assert tree.xpath("//dl/*[not(self::div or self::dt or self::dd)]") == [], name
        assert tree.xpath("//img[not(@alt)]") == [], name
        assert tree.xpath("//html/@lang") == ["en-GB"], name
        assert len(tree.xpath("//main")) == 1, name
        assert tree.xpath("//title")[0].text.strip(), name


def test_no_tag_is_left_open(demonstration: Path) -> None:
    for path in demonstration.rglob("*.html"):
        open_tags: list[str] = []
        text = re.sub(r"<!doctype[^>]*>|<!--.*?-->|<script.*?</script>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.IGNORECASE)
        for closing, tag, rest in re.findall(r"<(/?)([a-zA-Z][\w-]*)((?:[^<>\"]|\"[^\"]*\")*)>", text):
            if tag in VOID or rest.endswith("/"):
                continue
            if closing:
                assert open_tags, (path, tag)
                assert open_tags.pop() == tag, (path, tag)
            else:
                open_tags.append(tag)
        assert open_tags == [], path


def test_the_policy_stands_first_and_nothing_is_inline(demonstration: Path, pages: dict[str, lxml.html.HtmlElement]) -> None:
    for name, tree in pages.items():
        first = tree.xpath("//head/*")[0]
        assert first.get("http-equiv") == "Content-Security-Policy", name
        assert "unsafe" not in first.get("content"), name
        assert "default-src 'none'" in first.get("content"), name
        assert tree.xpath("//@style") == [], name
        assert tree.xpath("//style") == [], name
        assert [key for element in tree.iter() for key in element.attrib if key.startswith("on")] == [], name
        scripts = tree.xpath("//script")
        assert all(script.get("type") == "application/ld+json" or script.get("src") for script in scripts), name
        if not name.startswith("search/") and "timeline/" not in name:
            assert not any(script.get("src") for script in scripts), name


def test_pages_keep_to_their_weight(demonstration: Path, pages: dict[str, lxml.html.HtmlElement]) -> None:
    sizes = {path.name.split(".")[0]: path.stat().st_size for path in demonstration.glob("assets/*.css")}
    style = sizes["site"] + sizes["map"]  # what the front page and briefs load
    assert style <= 20_000
    briefs = list(demonstration.glob("2*/*/*/*/index.html"))
    assert briefs
    assert max(path.stat().st_size for path in briefs) + style <= 50 * 1024
    for name, tree in pages.items():
        assert sum(1 for _ in tree.iter()) <= 1500, name


def test_a_quotation_says_that_it_was_checked(pages: dict[str, lxml.html.HtmlElement]) -> None:
    tree = pages["2023/12/24/brief/index.html"]
    quoted = tree.xpath("//span[contains(@class, 'qt')]")
    assert quoted
    assert all("ok" in span.get("class").split() for span in quoted)
    assert tree.xpath("//*[@role='note']//span[contains(@class, 'v-exact')]")
