"""A parsed page to its blocks of text. In: an lxml tree, bounded in size and depth. Out: `Block`s in order of the page.

A block is what a reader sees as one paragraph, heading, item or caption. Each knows how much of it is links, which element holds it,
and what the names (class, id, role) of the elements around it say of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# HTML Living Standard §15.3.3: what a browser sets as a block of its own.
BLOCK: Final = _set(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul "
    "button label dialog")
DROPPED: Final = _set("script style noscript template svg math iframe object embed canvas select option input textarea audio video map head menu")
# Names that outlets give to what is not the article, or not its text. Parts of names, since everybody joins them in another way.
_KINDS: Final = (
    ("consent", r"\w*cookie\w*|\w*consent\w*|gdpr\w*|onetrust\w*|ot-\w+|privacy-?\w*|ccpa\w*"),
    ("caption", (
        r"\w*caption\w*|credits?|photo-?(?:by|source|info|credit)|image-?(?:source|info|meta|credit)|media-?(?:desc|info)|legend"
        r"|picture-?desc")),
    ("comment", r"\w*comments?|comment\w*|disqus\w*|respond|replies|reply|discussion"),
    ("related", (
        r"related\w*|recirc\w*|recommend\w*|more-?(?:from|on|stories|news|articles|posts)|read-?(?:more|next|also)|also-?(?:like|read)"
        r"|you-?may|trending|popular|most-?(?:read|popular|viewed)|latest\w*|teasers?|cards?|story-?(?:card|list|feed)|feed|rail|carousel"
        r"|slider|"
        r"slick\w*|swiper\w*|up-?next|next-?(?:post|article)|prev-?next|post-?nav\w*|pagination|pager|in-?article-?(?:link"
        r"|related)|similar|featured-?(?:posts?|stories)")),
    ("call", (
        r"newsletters?\w*|subscri\w+|sign-?up\w*|promo\w*|advert\w*|ads?|ad-?\w*slot|sponsor\w*|taboola|outbrain|cta\w*|call-?to-?action"
        r"|donat\w+|paywall|banner|popup|modal\w*|overlay|offer\w*|affiliate\w*|shop\w*|product-?(?:card|box|list)?|pricing|buy-?\w*|deal")),
    ("share", r"share\w*|sharing|social\w*|addtoany\w*|sharedaddy|jp-\w+|follow\w*"),
    ("frame", (
        r"breadcrumbs?|side-?bar\w*|widget\w*|footer\w*|site-?(?:header|footer|nav)|masthead|nav\w*|menu\w*|toolbar|search\w*|login"
        r"|register|account|skip-?\w*|legal|copyright|header|topbar|utility|ticker")),
    ("about", r"author\w*|bio|biography|byline\w*|about-?(?:the-)?author|contributor\w*|writer|profile"),
    ("facts", (
        r"dateline|timestamp|date|time|meta\w*|entry-meta|post-?(?:info|meta|date)|tags?|tag-?(?:list|cloud|links)|topics?|categor\w+"
        r"|cat-links|kicker|eyebrow|label|reading-?time")),
    ("contents", r"toc\w*|table-of-contents|jump-?\w*|anchor-?(?:links|nav)|ez-toc\w*"),
    ("hidden", r"hidden|visually-?hidden|sr-only|screen-?reader\w*|offscreen|print-?\w*|no-?print|d-none|tooltip\w*|a11y\w*"),
    ("embed", (
        r"embed\w*|tweet\w*|twitter-\w+|instagram-\w+|tiktok\w*|fb-\w+|poll\w*|quiz\w*|survey|video-?\w*|player\w*|playlist\w*"
        r"|podcast-?\w*|gallery\w*|slideshow\w*|rating\w*|infobox\w*")),
    ("notes", r"disclaimer|disclosure\w*|correction\w*|editor-?s?-?note|reflist|references|footnotes?|mw-editsection|sources?"),
    ("pull", (
        r"pull-?quote\w*|aside|callout\w*|highlight\w*|key-?(?:points|takeaways)|factbox|fact-?box|sidebar-?box|summary\w*|standfirst|dek"
        r"|deck|subtitle|lede?|excerpt")),
)
NAMES: Final = re.compile("|".join(f"(?P<{kind}>(?:^|[\\s_-])(?:{names})(?=$|[\\s_-]))" for kind, names in _KINDS), re.IGNORECASE)
ARTICLE: Final = re.compile(

    r"article-*_*(?:body|content|text|main)|story-*_*(?:body|content|text)|post-*_*(?:body|content|text|entry)|entry-?content"
    r"|body-?(?:content|copy|text)|rich-?text|content-?body|main-?content|single-content|prose|wysiwyg", re.IGNORECASE)
_ROLES: Final = {"navigation": "frame", "complementary": "related", "contentinfo": "frame", "search": "frame", "banner": "frame", "dialog": "call",
    "note": "notes"}
_TAGS: Final = {"nav": "frame", "footer": "frame", "aside": "aside", "header": "head", "form": "form", "dialog": "call", "figure": "figure",
    "figcaption": "caption", "button": "button", "label": "button", "table": "table",
                "blockquote": "blockquote", "address": "about", "time": "facts", "cite": "about", "pre": "code"}
_NAMED: Final = BLOCK | frozenset(("span", "a", "small", "em", "i", "time", "cite", "q", "figure"))
HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SPACE: Final = re.compile(r"\s+")


class Mark(NamedTuple):
    """What one element around a block says: its kind, how deep it lies, and the mark outside it."""

    kind: str
    depth: int
    outer: Mark | None


class Block(NamedTuple):
    """One block: its text, the element that holds it, its depth, how many of its characters are links, and its innermost mark."""

    text: str
    element: HtmlElement
    tag: str
    depth: int
    linked: int
    mark: Mark | None


def blocks(tree: HtmlElement) -> list[Block]:
    """The blocks of a page. Iterative: depth costs no stack."""
    found: list[Block] = []
    words: list[str] = []
    linked = 0
    holder: tuple[Any, int, Mark | None] | None = None
    for text, link, here in _walk(tree):
        if here is not holder and (here is None or holder is None or here[0] is not holder[0]):
            _flush(words, linked, holder, found)
            words.clear()
            linked, holder = 0, here
        if text:
            words.append(text)
            linked += len(text.strip()) if link else 0
    _flush(words, linked, holder, found)
    return found


def _flush(words: list[str], linked: int, holder: tuple[Any, int, Mark | None] | None, found: list[Block]) -> None:
    text = SPACE.sub(" ", "".join(words)).strip()
    if text and holder is not None:
        found.append(Block(text, holder[0], holder[0].tag, holder[1], min(linked, len(text)), holder[2]))


def _walk(tree: HtmlElement) -> Iterator[tuple[str, bool, tuple[Any, int, Mark | None] | None]]:
    """(text, in a link, (element, depth, mark) that the text belongs to), in order; a line break is a space."""
    root = (tree, 0, None)
    known: dict[str, str] = {}  # names repeat all over a page
    stack: list[tuple[Any, bool, tuple[Any, int, Mark | None], bool, int]] = [(tree, False, root, False, 0)]
    while stack:
        element, left, holder, link, depth = stack.pop()
        if left:
            if element.tail and depth:
                yield element.tail, link, holder
            continue
        tag = element.tag
        if not isinstance(tag, str) or tag in DROPPED or _hidden(element):
            if element.tail:
                yield element.tail, link, holder
            continue
        if tag in ("br", "hr"):
            yield " ", link, holder
        mark = _mark(element, tag, depth, holder[2], known)
        inner = (element, depth, mark) if tag in BLOCK or mark is not holder[2] else holder
        inside = link or tag == "a"
        if inner is not holder:
            yield "", link, None
        if element.text:
            yield element.text, inside, inner
        stack.append((element, True, holder, link, depth))
        if inner is not holder and element.tail is None:
            stack[-1] = (element, True, holder, link, depth)
        stack += [(child, False, inner, inside, depth + 1) for child in reversed(element)]


def _hidden(element: HtmlElement) -> bool:
    get = element.get
    return get("hidden") is not None or ((style := get("style")) is not None and bool(HIDDEN.search(style)))


def _mark(element: HtmlElement, tag: str, depth: int, outer: Mark | None, known: dict[str, str]) -> Mark | None:
    if tag not in _NAMED or tag in ("html", "body", "main"):
        return outer
    kind = _TAGS.get(tag) or _ROLES.get(element.get("role") or "")
    if kind:
        outer = Mark(kind, depth, outer)
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    if len(name) > 1:
        name = name[:300]
        said = known.get(name)
        if said is None:
            found = NAMES.search(name)
            said = known[name] = "article" if ARTICLE.search(name) else (found.lastgroup or "") if found else ""
        if said:
            return Mark(said, depth, outer)
    if tag == "article":
        return Mark("article-tag", depth, outer)
    return outer
