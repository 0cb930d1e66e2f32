"""Atom (RFC 4287). In: a feed's view. Out: bytes. Addresses absolute, ids as tag URIs, instants as RFC 3339; texts as escaped HTML.

Texts reach this room without the characters that XML cannot hold.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from briefgen.model.evidence import BlockKind, Body
from briefgen.model.record import decode
from briefgen.render.filters import Here
from briefgen.render.markup import as_xml, escaped, quoted
from briefgen.render.text import Filling, filled

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.model.files import FeedView
    from briefgen.model.parts import Entry, Note, TextView

    Load = Callable[[str], bytes]

NAMESPACE: Final = "http://www.w3.org/2005/Atom"


def atom(view: FeedView, load: Load) -> bytes:
    """The whole feed."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f"<feed xmlns={quoted(NAMESPACE)} xml:lang={quoted(view.language)}>",
        f"<id>{as_xml(view.id)}</id>",
        f"<title>{as_xml(view.title)}</title>",
        *([f"<subtitle>{as_xml(view.subtitle)}</subtitle>"] if view.subtitle else []),
        f'<link rel="self" type="application/atom+xml" href={quoted(view.link)}/>',
        f'<link rel="alternate" type="text/html" href={quoted(view.permalink)}/>',
        f"<updated>{view.updated}</updated>",
        f"<author><name>{as_xml(view.author)}</name></author>",
        '<generator uri="https://pypi.org/project/briefgen/">briefgen</generator>',
    ]
    for entry in view.entries:
        body = entry.text.body if entry.text is not None else ""
        lines.append(_entry(entry, view.root, view.language, load(body) if body else b""))
    return "\n".join([*lines, "</feed>", ""]).encode("utf-8")


@lru_cache(maxsize=256)  # a brief is in the site's feed, and in those of its regions and storylines
def _entry(entry: Entry, root: str, language: str, body: bytes) -> str:
    """An entry; `body` is the heavy record of its text, or empty."""
    lines = [
        "<entry>", f"<id>{as_xml(entry.id)}</id>", f"<title>{as_xml(entry.title)}</title>",
        f'<link rel="alternate" type="text/html" href={quoted(entry.link)}/>', f"<published>{entry.published}</published>",
        f"<updated>{entry.updated}</updated>", *(f"<author><name>{as_xml(name)}</name></author>" for name in entry.authors),
        *(f"<category term={quoted(name)}/>" for name in entry.categories),
        *([f"<summary>{as_xml(entry.summary)}</summary>"] if entry.summary else []),
    ]
    if entry.text is not None and body:
        lines.append(f'<content type="html">{as_xml(_content(entry.text, entry.link, root, language, body))}</content>')
    return "\n".join([*lines, "</entry>"])


def _content(text: TextView, link: str, root: str, language: str, body: bytes) -> str:
    """A body for readers elsewhere: every address absolute, numbers of notes leading to the notes on the page, takeaways as a list."""

    def note(one: Note) -> str:
        return f'<sup><a href="{escaped(link)}#n{one.number}">[{one.number}]</a></sup>'

    place = Here("", root)
    parts: list[str] = []
    listed = False
    for block in filled(decode(body, Body).blocks, Filling(text, place, language, note)):
        item = block.kind == BlockKind.ITEM.value
        parts += ["<ul>"] if item and not listed else ["</ul>"] if listed and not item else []
        parts.append(f"<li>{block.html}</li>" if item else str(block.html))
        listed = item
    return "\n".join([*parts, *(["</ul>"] if listed else [])])
