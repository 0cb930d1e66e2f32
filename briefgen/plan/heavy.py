"""Which heavy records a page's maker reads. In: a view. Out: their keys (`scene:…`, `shape:…`, or a digest).

Most of a view (rows, cards, dates) can hold none: which fields may is read off the declarations once, and only those are looked at.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args

import msgspec

from briefgen.model.parts import MapView, Note, RegionLink, TextView
from briefgen.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

HOLDERS = (TextView, Note, MapView, RegionLink)


def heavies(view: Record) -> tuple[str, ...]:
    """Every heavy record that `view` names, each once."""
    return tuple(dict.fromkeys(_walk(view)))


def _walk(value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        for item in value:
            yield from _walk(item)
    elif isinstance(value, Record):
        if isinstance(value, HOLDERS):
            yield from _own(value)
        for field in _holding(type(value)):
            yield from _walk(getattr(value, field))


def _own(value: Record) -> Iterator[str]:
    if isinstance(value, TextView) and value.body:
        yield value.body
    elif isinstance(value, Note) and value.passages:
        yield value.passages
    elif isinstance(value, MapView):
        yield "scene:" + value.scene
    elif isinstance(value, RegionLink) and value.shape:
        yield "shape:" + value.shape


@cache
def _holding(kind: type[Record], above: tuple[type[Record], ...] = ()) -> tuple[str, ...]:
    """The fields of `kind` that may hold a record of `HOLDERS`, however far down. `above` are the kinds that are being looked at."""
    found = []
    for field in msgspec.structs.fields(kind):
        kinds = set(_kinds(field.type))
        if any(issubclass(one, HOLDERS) or one is kind or (one not in above and _holding(one, (*above, kind))) for one in kinds):
            found.append(field.name)
    return tuple(found)


def _kinds(declared: Any) -> Iterator[type[Record]]:  # noqa: ANN401 - whatever stands in a declaration
    if isinstance(declared, type) and issubclass(declared, Record):
        yield declared
    for part in get_args(declared):
        yield from _kinds(part)
