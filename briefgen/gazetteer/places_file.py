"""The form of the packaged gazetteer of names, and how a name becomes its key. In: bytes, names. Out: `Packed`, `fold`.

The file is one zlib stream of a MessagePack array, `Packed`. Columns are little-endian; a row is a place, rows of `pair_*`
belong to keys: key number `i` owns the pairs from `starts[i]` up to `starts[i + 1]`, the likeliest place first. `regions` are ids of the packaged
world for rows that have no code.
"""

from __future__ import annotations

import re
import sys
import unicodedata
import zlib
from array import array
from enum import IntEnum
from typing import Final

import msgspec

# A degree's steps: about 11 metres, more than any reading needs.
STEPS: Final = 10_000


class Kind(IntEnum):
    """What a row is. `AREA` is any region, sea, river or range that has no code of its own; `FACILITY` a building, square or airport."""

    COUNTRY = 0
    ADMIN1 = 1
    ADMIN2 = 2
    TOWN = 3
    CAPITAL = 4
    AREA = 5
    FACILITY = 6
    CONTINENT = 7


class How(IntEnum):
    """How a key names a place."""

    NAME = 0
    ALTERNATE = 1
    DEMONYM = 2
    SEAT = 3


class Flag:
    """What else a key is in English, as bits. Plain numbers: they are asked of every name of every article."""

    WORD: Final = 1
    GIVEN: Final = 2
    SURNAME: Final = 4
    OTHER: Final = 8


class Packed(msgspec.Struct, array_like=True):
    """The file's content. `names` follow one another, `name_sizes` bytes each; `keys`, `given` and `surnames` are joined by line breaks."""

    codes: list[str]
    kinds: bytes
    latitudes: bytes
    longitudes: bytes
    sizes: bytes
    fames: bytes
    countries: bytes
    admin1: bytes
    ids: bytes
    names: bytes
    name_sizes: bytes
    keys: bytes
    flags: bytes
    starts: bytes
    pair_places: bytes
    pair_hows: bytes
    given: bytes
    surnames: bytes
    short: list[tuple[str, int, int]]
    regions: list[tuple[int, str]]


def pack(packed: Packed) -> bytes:
    """The bytes of the file."""
    return zlib.compress(msgspec.msgpack.encode(packed), 9)


def unpack(data: bytes) -> Packed:
    """The content of the file; raises `msgspec.ValidationError` where it is not one."""
    return msgspec.msgpack.decode(zlib.decompress(data), type=Packed)


def column(code: str, values: bytes) -> array[int]:
    """Numbers as the machine holds them."""
    found: array[int] = array(code, values)
    if sys.byteorder == "big":
        found.byteswap()
    return found


_LETTERS: Final = {ord(a): b for a, b in (
    ("ł", "l"), ("Ł", "l"), ("ø", "o"), ("Ø", "o"), ("đ", "d"), ("Đ", "d"), ("ð", "d"), ("þ", "th"), ("ß", "ss"), ("æ", "ae"), ("Æ", "ae"),
    ("œ", "oe"), ("Œ", "oe"), ("ı", "i"), ("İ", "i"), ("ə", "a"), ("Ə", "a"), ("ŋ", "n"), ("ħ", "h"), ("Ħ", "h"), ("'", ""), ("’", ""), ("‘", ""),
    ("ʻ", ""), ("ʼ", ""), ("ʿ", ""), ("ʾ", ""), ("`", ""), ("´", ""), ("′", ""), ("″", ""), ("ʹ", ""), ("ʺ", ""), (".", ""), ("-", " "), ("‐", " "),
    ("‑", " "), ("–", " "), ("/", " "), (",", " "), ("(", " "), (")", " "), ("&", " and "),
)}


_POSSESSIVE: Final = re.compile(r"['’]s(?![^\W_])")


def fold(name: str) -> str:
    """The key of a name: no case, accents, apostrophes, full points or possessive "'s"; hyphens are spaces; "St" is "saint"."""
    if "'s" in name or "’s" in name:
        name = _POSSESSIVE.sub("", name)
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name.translate(_LETTERS)) if not unicodedata.combining(c))
    words = name.translate(_LETTERS).lower().split()
    if words and len(words) > 1:
        words = [_WORDS.get(word, word) for word in words]
    return " ".join(words)


_WORDS: Final = {"st": "saint", "mt": "mount", "ft": "fort"}
