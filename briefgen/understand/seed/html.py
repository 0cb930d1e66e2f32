"""A saved web page to its article. In: HTML text. Out: title, author, date, address, site, language, lines with roles.

A linear scan bounds what the parsers are given (html.parser is quadratic on broken tags, libxml2 drops deep text); trafilatura finds
the body, JSON-LD and OpenGraph name the rest. No markup of a seed ever reaches a page: all that leaves here is text.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from briefgen.model.seed import Role
from briefgen.understand.seed.lines import labels

if TYPE_CHECKING:
    from collections.abc import Iterator

TAG_LENGTH: Final = 32_768
TAGS: Final = 200_000
DEPTH: Final = 500
LENGTH: Final = 10_000_000
VOID: Final = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
TAG: Final = re.compile(r"<(/?)([A-Za-z][\w:-]*)")
ARTICLES: Final = ("NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting", "LiveBlogPosting", "Report")


class HtmlReading(NamedTuple):
    """A page, read. Empty text means that the page does not say; `refused` says why a page was not parsed."""

    title: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    site: str = ""
    language: str = ""
    lines: tuple[tuple[Role, str], ...] = ()
    refused: str = ""


def looks_like_html(text: str) -> bool:
    """Whether a text is a page saved under another name."""
    head = text[:2000].lstrip().lower()
    return head.startswith(("<!doctype html", "<html", "<?xml")) or ("<body" in head and "<p" in text[:20_000].lower())


def bounds(text: str) -> str:
    """Why a page is refused, or empty: too long, a tag too long, too many tags, too deep. One pass."""
    if len(text) > LENGTH:
        return f"it has {len(text):,} characters; {LENGTH:,} are read at most"
    depth = count = place = 0
    while (place := text.find("<", place)) >= 0:
        count += 1
        if count > TAGS:
            return f"it has more than {TAGS:,} tags"
        close = text.find(">", place, place + TAG_LENGTH)
        if close < 0:
            if TAG.match(text, place) and len(text) - place >= TAG_LENGTH:
                return f"a tag in it is longer than {TAG_LENGTH:,} characters"
            place += 1
            continue
        found = TAG.match(text, place)
        if found and found[2].lower() not in VOID and text[close - 1] != "/":
            depth += -1 if found[1] else 1
            if depth > DEPTH:
                return f"its tags are nested more than {DEPTH} deep"
        place = close + 1
    return ""


def read_html(text: str) -> HtmlReading:
    """Reads a page. Where it cannot be parsed safely, `refused` says why and the rest is empty."""
    refused = bounds(text)
    if refused:
        return HtmlReading(refused=refused)
    import lxml.html  # noqa: PLC0415 - 60 ms that a site of plain seeds need not pay
    from lxml.etree import LxmlError  # noqa: PLC0415

    try:
        tree = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (LxmlError, ValueError):
        return HtmlReading(refused="it is not HTML that can be parsed")
    meta = _meta(tree)
    data = _json_ld(tree)
    captions = [words for element in tree.iter("figcaption") if (words := _words(element))]
    title = _text(data.get("headline")) or meta.get("og:title", "") or _first(tree, "h1") or _site_off(_first(tree, "title"), meta.get("og:site_name", ""))
    body = _body(text)
    lines = _lines(body, captions, title)
    return HtmlReading(
        title=title, author=_author(data.get("author")) or meta.get("author", "") or meta.get("article:author", ""),
        date=(_text(data.get("datePublished")) or meta.get("article:published_time", "") or meta.get("date", "") or _time(tree))[:25],
        url=meta.get("og:url", "") or _canonical(tree), site=meta.get("og:site_name", "") or _author(data.get("publisher")),
        language=str(tree.get("lang") or "")[:20], lines=lines,
    )


def _body(text: str) -> list[str]:
    import trafilatura  # noqa: PLC0415 - 400 ms; only where there is HTML to read

    found = trafilatura.extract(text, include_comments=False, include_tables=True, favor_recall=False, output_format="txt")
    return [line.strip(" -•") for line in (found or "").split("\n") if line.strip()]


def _lines(body: list[str], captions: list[str], title: str) -> tuple[tuple[Role, str], ...]:
    known = {" ".join(words.split()) for words in captions}
    made: list[tuple[Role, str]] = []
    if title:
        made.append((Role.HEADLINE, title))
    texts = [" ".join(line.split()) for line in body if " ".join(line.split()) != title]
    for role, words in zip(labels(texts), texts, strict=True):
        if words in known:
            made.append((Role.CAPTION, words))
            known.discard(words)
        else:
            made.append((Role.BODY if role is Role.HEADLINE else role, words))
    made += [(Role.CAPTION, " ".join(words.split())) for words in dict.fromkeys(captions) if " ".join(words.split()) in known]
    return tuple(made)


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key, value = (element.get("property") or element.get("name") or "").lower(), (element.get("content") or "").strip()
        if key and value:
            found.setdefault(key, " ".join(value.split())[:1000])
    return found


def _json_ld(tree: Any) -> dict[str, Any]:
    """The first article that the page's JSON-LD describes."""
    for element in tree.iter("script"):
        if (element.get("type") or "").lower() != "application/ld+json":
            continue
        words = element.text or ""
        if len(words) > 1_000_000 or words.count("[") + words.count("{") > 20_000:  # noqa: PLR2004
            continue
        try:
            data = json.loads(words)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data, 0):
            kind = item.get("@type")
            if any(one in ARTICLES for one in (kind if isinstance(kind, list) else [kind])):
                return item
    return {}


def _objects(data: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:  # noqa: PLR2004
        return
    if isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph"), depth + 1)
    elif isinstance(data, list):
        for item in data[:200]:
            yield from _objects(item, depth + 1)


def _text(value: object) -> str:
    return " ".join(value.split())[:1000] if isinstance(value, str) else ""


def _author(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(name for name in (_author(one) for one in value[:10]) if name)
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())[:2000]


def _first(tree: Any, tag: str) -> str:
    return next((words for element in tree.iter(tag) if (words := _words(element))), "")


def _time(tree: Any) -> str:
    return next((str(element.get("datetime")) for element in tree.iter("time") if element.get("datetime")), "")


def _canonical(tree: Any) -> str:
    return next((str(element.get("href")) for element in tree.iter("link") if (element.get("rel") or "") == "canonical" and element.get("href")), "")


def _site_off(title: str, site: str) -> str:
    """A page's title without the site's name at its end."""
    for sign in (" | ", " – ", " — ", " - ", " :: "):
        head, _, tail = title.rpartition(sign)
        if head and (tail.casefold() == site.casefold() or (not site and len(tail.split()) <= 4 < len(head.split()))):  # noqa: PLR2004
            return head
    return title
