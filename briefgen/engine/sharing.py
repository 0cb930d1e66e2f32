"""Equal parts of many records, held once. In: records just decoded, each of whose parts is its own. Out: the same records, a third smaller.

Units name the same regions, topics, outlets and days, and each of their spans its own file: of ten thousand briefs and as many seeds that is a third.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import Any

import msgspec
from msgspec.structs import force_setattr

from briefgen.model.when import When

# What is looked up as a whole; of other records, and of lists of them, the parts are. By type, since an enum's member equals its text, and True is 1.
WHOLE = frozenset((str, When))
WORDS = tuple[str, ...]


class Sharing:
    """Goes over records of one kind; forgets what they hold when it is let go itself."""

    def __init__(self) -> None:
        self._known: dict[object, object] = {}

    def share(self, record: msgspec.Struct) -> None:
        """Puts what is known already in the place of its equals in `record`, which stays what it is to whoever compares it."""
        known = self._known
        for name, words in _parts(type(record)):
            part = getattr(record, name)
            if not part:
                continue
            if words or type(part) in WHOLE:
                same = known.setdefault(part, part)
                if same is not part:
                    force_setattr(record, name, same)
            elif isinstance(part, msgspec.Struct):
                self.share(part)
            elif isinstance(part, tuple) and isinstance(part[0], msgspec.Struct):
                for one in part:
                    self.share(one)


@lru_cache(maxsize=256)
def _parts(kind: type[msgspec.Struct]) -> tuple[tuple[str, bool], ...]:
    """The fields of a kind of record that may hold text or records, and whether each is a list of texts."""
    return tuple((field.name, field.type == WORDS) for field in msgspec.structs.fields(kind) if not _plain(field.type))


def _plain(kind: Any) -> bool:  # noqa: ANN401 - whatever a field is annotated with
    return isinstance(kind, type) and issubclass(kind, int | Enum)
