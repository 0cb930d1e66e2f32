"""What a template may call. In: values of a view, and where the page lies. Out: text for attributes and for reading. Pure.

`url` is the one way to write an address: the permalinks of views are site-absolute, and no page may lead anywhere but from where it lies.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote

import msgspec
from jinja2 import pass_context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2.runtime import Context

OUTSIDE: Final = ("https://", "http://", "mailto:", "#")
# What may stand in an address but would end or change it: encoded as RFC 3986 says. Letters of any script stay readable.
# What a context holds beside the names that a template can write: where addresses start.
PLACE: Final = "its place"
UNSAFE: Final = re.compile(r"[\s\"'<>\\^`{|}%?]")


class Here(NamedTuple):
    """Where a page lies: its permalink, and what leads from it to the site's root (`../../`; `/base/` for pages served at any depth)."""

    permalink: str
    up: str

    def to(self, permalink: str) -> str:
        """`address` from here."""
        return address(permalink, self)

    def shown(self, permalink: str) -> str:
        """The same: on a page no way up is left open."""
        return address(permalink, self)


def as_json(value: object, indent: int = -1) -> str:
    """A value as JSON, names in order. Raises TypeError for what has no JSON.

    Letters of any script stay as they are, as everywhere on a page; and so names that are written last (`model.late`) are found in it.
    """
    data = msgspec.json.encode(value, order="sorted", enc_hook=_text)
    return (msgspec.json.format(data, indent=indent) if indent >= 0 else data).decode()


def _text(value: object) -> str:
    if isinstance(value, str):  # of a kind of its own, as Markup is
        return str.__str__(value)
    raise TypeError(f"{type(value).__name__} is not written as JSON")


def here(permalink: str, base: str = "") -> Here:
    """Where the page of `permalink` lies. With a `base`, addresses are absolute from it."""
    return Here(permalink, base or "../" * (permalink.count("/") - 1))


def address(permalink: str, place: Here) -> str:
    """A permalink as it is written on a page: relative, or a fragment alone where it is the page's own. Outside addresses and fragments stay.

    Whatever is neither of this site nor http, https or mailto becomes `#`: no text of an editor can make a link that runs.
    """
    if permalink.startswith(OUTSIDE):
        return permalink
    if not permalink.startswith("/") or permalink.startswith("//"):
        return "#"
    path, mark, fragment = permalink.partition("#")
    if mark and path == place.permalink:
        return "#" + fragment
    return (place.up + encoded(path)[1:] or "./") + mark + fragment


@lru_cache(maxsize=2048)  # the same few thousand pages are led to from all the others
def encoded(path: str) -> str:
    """A path with nothing in it that would end or change an address."""
    return UNSAFE.sub(lambda found: quote(found[0], safe=""), path)


@pass_context
def url(context: Context, permalink: str) -> str:
    """`address` from the page that is being filled in."""
    place: Here = context[PLACE]  # or any page of one depth
    return place.to(permalink)


def words(text: str, most: int) -> str:
    """The first `most` words of a text, with an ellipsis where it goes on."""
    parts = text.split()
    return text if len(parts) <= most else " ".join(parts[:most]).rstrip(",;:.–—-") + " …"


def by(items: Iterable[Any], name: str) -> list[tuple[Any, list[Any]]]:
    """Neighbours that share an attribute, together: [(value, items)]. The order stays."""
    return [(key, list(group)) for key, group in groupby(items, key=lambda item: getattr(item, name))]


def distinct(items: Iterable[Any], name: str) -> list[Any]:
    """The different values that an attribute has, in the order in which they first appear."""
    return list(dict.fromkeys([getattr(item, name) for item in items]))


def host(link: str) -> str:
    """The host of an outside address, for reading: `www.` left out."""
    return link.partition("://")[2].partition("/")[0].removeprefix("www.")


FILTERS: Final = MappingProxyType({"url": url, "words": words, "by": by, "distinct": distinct, "host": host})
GLOBALS: Final[MappingProxyType[str, Callable[..., Any]]] = MappingProxyType({})
