"""What is published is well formed by the rules of each format, leads nowhere that is not there, and carries nothing of the machine."""

from __future__ import annotations

import getpass
import json
import posixpath
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.etree
import lxml.html
import pytest

ROOT = Path(__file__).resolve().parents[1]
ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "/a/b"
URL = f"https://desk.example.org{BASE}/"


@pytest.fixture(scope="module")
def dist(demonstration: Path) -> Path:
    """The demonstration, built for an address with a path."""
    return demonstration


def pages(dist: Path) -> Iterator[tuple[str, lxml.html.HtmlElement]]:
    for path in sorted(dist.rglob("*.html")):
        yield path.relative_to(dist).as_posix(), lxml.html.fromstring(path.read_bytes())


def test_every_internal_address_leads_somewhere(dist: Path) -> None:
    ids = {name: set(tree.xpath("//@id")) for name, tree in pages(dist)}
    wrong = []
    for name, tree in pages(dist):
        here = "/" + posixpath.dirname(name) + "/" if posixpath.dirname(name) else "/"
        for attribute in ("href", "src"):
            for value in tree.xpath(f"//*[not(self::base)]/@{attribute}"):
                parts = urlsplit(value)
                if parts.scheme or parts.netloc:
                    continue
                if name == "404.html":
                    assert value.startswith((BASE + "/", "#")), value
                inside = parts.path.removeprefix(BASE) if name == "404.html" else parts.path
                target = posixpath.normpath(posixpath.join(here, unquote(inside))) if parts.path else "/" + name
                if parts.path.endswith("/") or target == "/":
                    target = posixpath.join(target, "index.html")
                place = target.lstrip("/")
                if not (dist / place).is_file():
                    wrong.append((name, value, "no such file"))
                elif parts.fragment and place in ids and unquote(parts.fragment) not in ids[place]:
                    wrong.append((name, value, "no such id"))
                assert not parts.path.endswith(("index.html", ".html")), (name, value)
    assert wrong == []


def test_pages_have_one_heading_of_the_first_rank_and_skip_none(dist: Path) -> None:
    for name, tree in pages(dist):
        ranks = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert ranks.count(1) == 1, (name, ranks)
        assert all(b - a <= 1 for a, b in zip([0, *ranks], ranks, strict=False)), (name, ranks)
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), (name, [i for i in ids if ids.count(i) > 1])
        assert tree.xpath("string(/html/@lang)"), name
        assert tree.xpath("//main"), name
        for reference in tree.xpath("//@aria-labelledby|//@aria-describedby|//@for"):
            assert set(reference.split()) <= set(ids), (name, reference)


def test_no_page_runs_anything_or_asks_another_host(dist: Path) -> None:
    for name, tree in pages(dist):
        assert tree.xpath("//meta[@http-equiv='Content-Security-Policy']"), name
        for script in tree.xpath("//script"):
            assert script.get("src") or script.get("type") == "application/ld+json", name
        assert not tree.xpath("//style|//*[@style]|//iframe|//object|//embed|//base[@href]"), name
        assert not [a for element in tree.iter() if isinstance(element.tag, str) for a in element.attrib if a.startswith("on")], name
        for value in tree.xpath("//img/@src|//link[@rel='stylesheet']/@href|//script/@src|//source/@src|//link[@rel='icon' or @rel='preload']/@href"):
            assert not urlsplit(value).netloc, (name, value)
        for data in tree.xpath("//script[@type='application/ld+json']/text()"):
            assert json.loads(data), name


def test_feeds_are_atom(dist: Path, shared: Path) -> None:
    schema = lxml.etree.RelaxNG(lxml.etree.parse(shared / "corpora" / "hostile" / "schemas" / "atom.rng"))
    feeds = sorted(dist.rglob("*.xml"))
    checked = 0
    for path in feeds:
        tree = lxml.etree.parse(path)
        if tree.getroot().tag != ATOM + "feed":
            continue
        checked += 1
        assert schema.validate(tree), (path, schema.error_log)
        ids = [element.text for element in tree.iter(ATOM + "id")]
        assert len(ids) == len(set(ids)), path
        for stamp in (*tree.iter(ATOM + "updated"), *tree.iter(ATOM + "published")):
            assert datetime.fromisoformat(stamp.text).tzinfo is not None
        for link in tree.iter(ATOM + "link"):
            assert link.get("href", "").startswith(URL), path
        for content in tree.iter(ATOM + "content"):
            body = lxml.html.fragment_fromstring(content.text or "", create_parent="div") if content.get("type") == "html" else content
            for value in body.xpath(".//@href|.//@src"):
                assert urlsplit(value).scheme in ("http", "https", "mailto"), (path, value)
    assert checked > 5


def test_the_sitemap_lists_every_page(dist: Path, shared: Path) -> None:
    tree = lxml.etree.parse(dist / "sitemap.xml")
    schema = lxml.etree.XMLSchema(lxml.etree.parse(shared / "corpora" / "hostile" / "schemas" / "sitemap.xsd"))
    assert schema.validate(tree), schema.error_log
    listed = {element.text for element in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    for address in listed:
        assert (dist / address.removeprefix(URL) / "index.html").is_file(), address
    assert URL in listed
    assert URL + "2023/12/24/brief/" in listed


def test_nothing_of_the_machine_is_published(dist: Path) -> None:
    secrets = [str(dist.parent), str(ROOT), str(Path.home()) + "/"]
    for path in dist.rglob("*"):
        if path.is_file() and path.suffix not in (".woff2", ".png"):
            text = path.read_text(encoding="utf-8")
            for secret in secrets:
                assert secret not in text, (path, secret)
    assert getpass.getuser()


def test_names_are_legal_everywhere(dist: Path) -> None:
    seen: dict[str, str] = {}
    for path in dist.rglob("*"):
        name = path.relative_to(dist).as_posix()
        assert not set('<>:"\\|?*') & set(name), name
        assert seen.setdefault(name.casefold(), name) == name
        assert not path.name.startswith("_"), name
        assert path.stat().st_size <= 25 * 2**20
    assert (dist / "404.html").is_file()
    assert (dist / ".nojekyll").is_file()


def test_pages_stay_small(dist: Path) -> None:
    for name, tree in pages(dist):
        size = (dist / name).stat().st_size
        sheets = sum((dist / "assets" / posixpath.basename(link)).stat().st_size for link in tree.xpath("//link[@rel='stylesheet']/@href"))
        assert sheets <= (20_000 if name == "index.html" or (name.startswith("20") and name.count("/") == 4) else 32_000), (name, sheets)
        if name.startswith("20") and name.count("/") == 4:
            assert size + sheets <= 50 * 1024, (name, size, sheets)
        assert size <= 60 * 1024, (name, size)
        if not name.startswith("handbook/"):
            assert sum(1 for element in tree.iter() if isinstance(element.tag, str)) <= 1_500, name
