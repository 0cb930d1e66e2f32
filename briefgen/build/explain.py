"""Why a page is another than it was. In: the page as it was and as it is. Out: the places where the two views differ."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from briefgen.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.page import Page

SHOWN = 3


def difference(old: Page, new: Page) -> str:
    """The first places that differ, as a template would name them: `view.cards[3].title, view.rows (41, now 42)`."""
    found = list(islice(_places("view", old.view, new.view), SHOWN + 1))
    if not found:
        return "template" if old.template != new.template else "origin"
    return ", ".join(found[:SHOWN]) + (" …" if len(found) > SHOWN else "")


def _places(name: str, old: object, new: object) -> Iterator[str]:
    if old == new:
        return
    if type(old) is not type(new):
        yield name
    elif isinstance(old, Record):
        for field in old.__struct_fields__:
            yield from _places(f"{name}.{field}", getattr(old, field), getattr(new, field))
    elif isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _places(f"{name}[{index}]", one, other)
    elif isinstance(old, tuple) and isinstance(new, tuple):
        yield f"{name} ({len(old)}, now {len(new)})"
    else:
        yield name
