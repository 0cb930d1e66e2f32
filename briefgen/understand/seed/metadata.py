"""What a page says of its article. In: an lxml tree, its blocks. Out: title, author, date, address, site, language, stated body.

JSON-LD (schema.org) is asked first, then OpenGraph and the meta names of newsrooms, then what a reader sees: the heading, the byline, the
time element. A page's <title> carries the site's name, which is taken off.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from briefgen.understand.seed.patterns import FULL_DATE, MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from briefgen.understand.seed.blocks import Block


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ARTICLES: Final = _set(
    "NewsArticle Article ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle ReviewNewsArticle "
    "AskPublicNewsArticle BlogPosting LiveBlogPosting Report TechArticle SocialMediaPosting "
    "ScholarlyArticle Review Recipe HowTo")
PAGES: Final = frozenset(("WebPage", "ItemPage", "FAQPage", "AboutPage", "CollectionPage", "MedicalWebPage"))
_DATES: Final = (
    "article:published_time", "og:published_time", "article.published", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created",
    "dcterms.date", "dc.date.created", "pubdate", "publishdate", "publish-date", "publish_date",
    "sailthru.date", "parsely-pub-date", "article_date_original", "originalpublicationdate", "cxenseparse:recs:publishtime", "published_time",
    "publication_date", "citation_publication_date", "citation_date", "rnews:datepublished", "ptime",
    "lastmod", "og:updated_time", "article:modified_time", "datemodified", "last-modified")
_AUTHORS: Final = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "citation_author",
    "twitter:data1")
_TITLES: Final = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "headline", "title")
ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
COMPACT: Final = re.compile(r"\A(\d{4})(\d\d)(\d\d)(?:T|\d{6}|\Z)")
SLASHED: Final = re.compile(r"\b(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")
IN_ADDRESS: Final = re.compile(r"/(20\d\d|19\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=\D|\Z)")
DAY_MONTH: Final = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?:de\s+)?({MONTHS}),?\s+(?:de\s+)?(\d{{4}})", re.IGNORECASE)
MONTH_DAY: Final = re.compile(rf"({MONTHS})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})", re.IGNORECASE)
_MONTH: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OTHER_MONTHS: Final = {"mai": 5, "okt": 10, "dez": 12, "mär": 3, "fév": 2, "avr": 4, "jui": 6, "aoû": 8, "déc": 12, "ene": 1, "abr": 4, "ago": 8,
    "dic": 12, "juillet": 7, "mayo": 5}
_LONGEST: Final = 1_000_000
_MOST: Final = 20_000


class Metadata(NamedTuple):
    """What a page says of itself; empty where it does not."""

    title: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    site: str = ""
    language: str = ""
    stated: str = ""


def read_metadata(tree: HtmlElement, found: Sequence[Block]) -> Metadata:
    """Reads what a page says of its article."""
    meta = _meta(tree)
    article, page = _json_ld(tree)
    site = meta.get("og:site_name", "") or _name(article.get("publisher"))
    url = meta.get("og:url", "") or _canonical(tree)
    stated = re.sub(r"<[^>]{0,2000}>", " ", str(article.get("articleBody") or "")) if isinstance(article.get("articleBody"), str) else ""
    return Metadata(
        title=_title(tree, found, meta, article, site), author=_author(meta, article, found), date=_date(tree, found, meta, article, page, url),
        url=url if url.startswith(("http://", "https://")) else "", site=site, language=str(tree.get("lang") or "")[:20], stated=stated)


def _title(tree: HtmlElement, found: Sequence[Block], meta: dict[str, str], article: dict[str, Any], site: str) -> str:
    """The heading that the page's other titles confirm; else the first of them."""
    heads = [words for element in tree.iter("h1") if 3 <= len(words := _words(element)) <= 300]
    others = [_text(article.get("headline")), *(meta.get(name, "") for name in _TITLES), _first(tree, "title")]
    titles = [short for words in others if words and (short := site_off(words, site))]
    for head in heads:
        said = set(re.findall(r"\w+", head.lower()))
        if len(said) > 1 and any(len(said & set(re.findall(r"\w+", title.lower()))) >= 0.6 * len(said) for title in titles):
            return head
    if len(heads) == 1 and len(heads[0].split()) > 3 and not titles:
        return heads[0]
    if titles:
        return titles[0]
    return heads[0] if heads else next((block.text[:300] for block in found if block.tag in ("h1", "h2")), "")


def site_off(title: str, site: str) -> str:
    """A page's title without the site's name at either end."""
    folded = site.casefold()
    for sign in (" | ", " – ", " — ", " - ", " :: ", " • ", " · ", " « ", " » "):
        head, _, tail = title.rpartition(sign)
        if not head:
            continue
        if folded and (tail.casefold() == folded or tail.casefold() in folded or folded in tail.casefold()):
            return site_off(head, site)
        if len(tail.split()) <= 4 and len(head.split()) > len(tail.split()):
            return site_off(head, site) if sign == " | " else head
        first, _, rest = title.partition(sign)
        if folded and first.casefold() == folded and rest:
            return rest
    return title


def _author(meta: dict[str, str], article: dict[str, Any], found: Sequence[Block]) -> str:
    stated = _name(article.get("author"))
    if stated and not stated.startswith("http"):
        return stated
    for name in _AUTHORS:
        value = meta.get(name, "")
        if value and not value.startswith(("http", "@")) and "/" not in value:
            return re.sub(r"\A(?:by|von|par)\s+", "", value, flags=re.IGNORECASE)
    for block in found:
        line = re.match(r"(?:[Ww]ritten\s+)?[Bb][Yy]:?\s+([A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){1,3})\b", block.text) if len(block.text) < 120 else None
        if line:
            return line[1]
    return ""


def _date(tree: HtmlElement, found: Sequence[Block], meta: dict[str, str], article: dict[str, Any], page: dict[str, Any], url: str) -> str:
    """The day of publication as YYYY-MM-DD, with the clock time where it is given."""
    for value in (article.get("datePublished"), page.get("datePublished"), article.get("dateCreated"), *(meta.get(name) for name in _DATES[:25])):
        if isinstance(value, str) and (day := day_of(value)):
            return day
    if day := _searched(tree):
        return day
    marked = [str(element.get("content") or element.get("datetime") or element.text or "") for element in tree.iter("meta", "time", "span", "abbr")
              if element.get("itemprop") == "datePublished" or "published" in (element.get("class") or "").split()]
    for value in marked:
        if day := day_of(value):
            return day
    for element in tree.iter("time"):
        if day := day_of(str(element.get("datetime") or "") or _words(element)):
            return day
    if (inside := IN_ADDRESS.search(url)):
        return f"{inside[1]}-{int(inside[2]):02}-{int(inside[3]):02}"
    for block in found[:400]:
        if len(block.text) < 160 and FULL_DATE.search(block.text) and (day := day_of(block.text)):
            return day
    for value in (article.get("dateModified"), page.get("dateModified"), *(meta.get(name) for name in _DATES[25:])):
        if isinstance(value, str) and (day := day_of(value)):
            return day
    return ""


def _searched(tree: HtmlElement) -> str:
    """The date that htmldate finds by the habits of many outlets; the first of a January is its way of saying that it found a year."""
    import htmldate  # noqa: PLC0415 - comes with trafilatura; only where there is HTML to read

    day = htmldate.find_date(tree, original_date=True, extensive_search=True) or ""
    return "" if day.endswith("-01-01") else day


def day_of(text: str) -> str:
    """The first full date in a short text, as YYYY-MM-DD; an ISO date keeps its clock time. Empty where there is none."""
    text = text.strip()[:200]
    if found := ISO.search(text):
        rest = text[found.end():found.end() + 15] if text[found.end():found.end() + 1] in ("T", " ") else ""
        clock = re.match(r"[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?", rest)
        return _checked(int(found[1]), int(found[2]), int(found[3])) and found[0] + (clock[0].replace(" ", "T") if clock else "")
    if (found := COMPACT.match(text)) or (found := SLASHED.search(text)):
        return _checked(int(found[1]), int(found[2]), int(found[3]))
    if found := MONTH_DAY.search(text):
        return _checked(int(found[3]), _month(found[1]), int(found[2]))
    if found := DAY_MONTH.search(text):
        return _checked(int(found[3]), _month(found[2]), int(found[1]))
    return ""


def _month(word: str) -> int:
    low = word.lower().rstrip(".")
    if low in _OTHER_MONTHS:
        return _OTHER_MONTHS[low]
    return _MONTH.index(low[:3]) + 1 if low[:3] in _MONTH else _OTHER_MONTHS.get(low[:3], 0)


def _checked(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}" if 1800 <= year <= 2200 and 1 <= month <= 12 and 1 <= day <= 31 else ""


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key, value = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower(), (element.get("content") or "").strip()
        if key and value:
            found.setdefault(key, " ".join(value.split())[:1000])
    return found


def _json_ld(tree: HtmlElement) -> tuple[dict[str, Any], dict[str, Any]]:
    """The article that the page's JSON-LD describes (the one with most said of it), and the page."""
    articles: list[dict[str, Any]] = []
    pages: list[dict[str, Any]] = []
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or "").lower():
            continue
        words = element.text or ""
        if len(words) > _LONGEST or words.count("[") + words.count("{") > _MOST:
            continue
        try:
            data = json.loads(words.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data, 0):
            kinds = item.get("@type")
            names = {str(kind).rpartition("/")[2] for kind in (kinds if isinstance(kinds, list) else [kinds])}
            if names & ARTICLES:
                articles.append(item)
            elif names & PAGES:
                pages.append(item)
    best = max(articles, key=lambda item: (bool(item.get("datePublished")), bool(item.get("headline"))), default={})
    return best, pages[0] if pages else {}


def _objects(data: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(data.get(key), depth + 1)
    elif isinstance(data, list):
        for item in data[:200]:
            yield from _objects(item, depth + 1)


def _text(value: object) -> str:
    return " ".join(re.sub(r"<[^>]{0,200}>", "", value).split())[:1000] if isinstance(value, str) else ""


def _name(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(name for name in (_name(one) for one in value[:10]) if name))
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _words(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())[:2000]


def _first(tree: HtmlElement, tag: str) -> str:
    return next((words for element in tree.iter(tag) if (words := _words(element))), "")


def _canonical(tree: HtmlElement) -> str:
    return next((str(element.get("href")) for element in tree.iter("link") if (element.get("rel") or "") == "canonical" and element.get("href")), "")
