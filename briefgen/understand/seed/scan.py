"""A look at a page before any parser sees it. In: HTML text. Out: why it is refused, or nothing. One pass, linear.

html.parser is quadratic on broken tags and libxml2 drops deep text or runs for minutes on a tag of a hundred thousand attributes, so what
they are given is bounded here: length, number and depth of tags, length of one tag.
"""

from __future__ import annotations

import re
from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TAG_LENGTH: Final = 1_000_000
ATTRIBUTES: Final = 2_000
TAGS: Final = 60_000
DEPTH: Final = 500
LENGTH: Final = 10_000_000
VOID: Final = _set("area base br col embed hr img input link meta param source track wbr")
# HTML Living Standard §13.1.2.4: these may be left unclosed, so that they do not nest however many stand in a row; lists and tables do.
UNCLOSED: Final = _set("p li dt dd option optgroup tr td th tbody thead tfoot colgroup rb rt rp html head body")
RAW: Final = frozenset(("script", "style"))
ATTRIBUTE: Final = re.compile(r"[\s\"'][\w:.-]+\s*=")
TAG: Final = re.compile(r"<(/?)([A-Za-z][\w:-]*)")


def looks_like_html(text: str) -> bool:
    """Whether a text is a page saved under another name."""
    head = text[:2000].lstrip().lower()
    return head.startswith(("<!doctype html", "<html", "<?xml")) or ("<body" in head and "<p" in text[:20_000].lower())


def refusal(text: str) -> str:
    """Why a page is refused, or empty: too long, a tag too long, too many tags, too deep."""
    if len(text) > LENGTH:
        return f"it has {len(text):,} characters; {LENGTH:,} are read at most"
    depth = count = place = 0
    ends: dict[str, int] = {}
    while (place := text.find("<", place)) >= 0:
        found = TAG.match(text, place)
        if not found:
            end = _next(text, "-->", place + 4, ends) if text.startswith("<!--", place) else -1
            place = end + 3 if end >= 0 else place + 1
            continue
        count += 1
        if count > TAGS:
            return f"it has more than {TAGS:,} tags"
        close = text.find(">", place, place + TAG_LENGTH)
        if close < 0:
            if len(text) - place >= TAG_LENGTH:
                return f"a tag in it is longer than {TAG_LENGTH:,} characters"
            place += 1
            continue
        if close - place > ATTRIBUTES and text.count("=", place, close) > ATTRIBUTES and len(ATTRIBUTE.findall(text, place, close)) > ATTRIBUTES:
            return f"a tag in it has more than {ATTRIBUTES:,} attributes"
        name = found[2].lower()
        if name in RAW and not found[1]:
            ending = [end for form in (f"</{name}", f"</{name.upper()}") if (end := _next(text, form, close, ends)) >= 0]
            place = min(ending) if ending else close + 1
            continue
        if name not in VOID and name not in UNCLOSED and text[close - 1] != "/":
            depth = max(0, depth - 1) if found[1] else depth + 1
            if depth > DEPTH:
                return f"its tags are nested more than {DEPTH} deep"
        place = close + 1
    return ""


def _next(text: str, form: str, start: int, ends: dict[str, int]) -> int:
    """Where `form` stands next; -1 where it does not. What was looked for in vain is not looked for again."""
    known = ends.get(form, 0)
    if known < 0 or known >= start:
        return known
    ends[form] = text.find(form, start)
    return ends[form]
