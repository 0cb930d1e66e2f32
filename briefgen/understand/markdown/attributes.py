"""Metadata in braces: `{#id key=value key="two words"}`. In: the words between the braces. Out: an id and attributes."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

TRAILING: Final = re.compile(r"[ \t\n]*\{((?:#|[A-Za-z_][\w-]*=)(?:[^{}\"\n]|\"[^\"{}\n]*\")*)\}[ \t]*\Z")
PART: Final = re.compile(r"\s*(?:#([^\s#=\"]+)|([A-Za-z_][\w-]*)(?:=(?:\"([^\"]*)\"|([^\s\"]+)))?)(?=\s|\Z)")
IDENTIFIER: Final = re.compile(r"[A-Za-z][\w.-]*\Z", re.ASCII)

# What an item may say of itself.
KEYS: Final = ("when", "kind", "by", "likelihood", "grade", "status", "role", "translated", "speaker", "disputes", "supersedes", "storyline",
               "region", "from", "to", "source", "number", "about")


class Attributes(NamedTuple):
    """What was written: `wrong` holds what could not be read, or is empty."""

    id: str
    pairs: tuple[tuple[str, str], ...]
    wrong: str


def read_attributes(text: str) -> Attributes:
    """Reads the inside of a pair of braces. A key is given once; an id is letters, digits, `-`, `_` and `.`."""
    pairs: dict[str, str] = {}
    place, identifier = 0, ""
    while place < len(text.rstrip()):
        found = PART.match(text, place)
        if not found:
            return Attributes(identifier, tuple(pairs.items()), text[place:].strip())
        name, key, quoted, plain = found.groups()
        if name is not None:
            if identifier or not IDENTIFIER.match(name):
                return Attributes(identifier, tuple(pairs.items()), "#" + name)
            identifier = name
        elif key in pairs:
            return Attributes(identifier, tuple(pairs.items()), key)
        else:
            pairs[key] = quoted if quoted is not None else plain or ""
        place = found.end()
    return Attributes(identifier, tuple(pairs.items()), "")
