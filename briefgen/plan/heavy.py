"""Which heavy records a page's maker reads. In: a view. Out: their keys (`scene:…`, `shape:…`, or a digest)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.parts import Entry, MapView, RegionLink, TextView, TreeNode
from briefgen.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator


def heavies(view: Record) -> tuple[str, ...]:
    """Every heavy record that `view` names, each once."""
    return tuple(dict.fromkeys(_walk(view)))


def _walk(value: object) -> Iterator[str]:
    if isinstance(value, TextView):
        if value.body:
            yield value.body
        for notes in value.notes:
            for note in notes:
                if note.passages:
                    yield note.passages
    elif isinstance(value, MapView):
        yield "scene:" + value.scene
    elif isinstance(value, RegionLink):
        if value.shape:
            yield "shape:" + value.shape
    elif isinstance(value, TreeNode):
        yield from _walk(value.region)
        yield from _walk(value.children)
    elif isinstance(value, tuple):
        for item in value:
            if isinstance(item, (TextView, MapView, RegionLink, TreeNode, Entry)):
                yield from _walk(item)
    elif isinstance(value, Record):
        for field in value.__struct_fields__:
            yield from _walk(getattr(value, field))
