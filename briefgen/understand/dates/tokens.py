"""Text to tokens, each with the letter of its class. In: text. Out: `Tokens`: words, places, and one string of letters."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from briefgen.understand.dates.vocabulary import CLASS, FEAST, LETTER, MONTH, SHORT_MONTHS, WEEKDAY

_FEASTS: Final = "|".join(sorted((name.replace("'", "['’]").replace(" ", r"\s+") for name in FEAST), key=len, reverse=True))
_TOKEN: Final = re.compile(rf"""
    (?P<iso>\b\d{{4}}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?\b)
  | (?P<slashed>\b\d{{1,2}}(?P<mark>[/.])\d{{1,2}}(?P=mark)(?:\d{{4}}|\d\d)\b)
  | (?P<clock>\b(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:\s?h(?:ou)?rs?\b)?|\b(?:[01]\d|2[0-3])[0-5]\d(?=\s+(?:GMT|UTC|hours|hrs)\b)|\b\d{{1,2}}\.\d\d(?=\s?[ap]\.?m\b))
  | (?P<ampm>(?<=[\d\s])[AaPp]\.[Mm]\b\.?|(?<=[\d\s])(?:[AaPp]m|AM|PM)\b)
  | (?P<zone>\b(?:GMT|UTC|E[SD]T|C[SD]T|M[SD]T|P[SD]T|CET|CEST|EET|EEST|MSK|BST|JST)\b)
  | (?P<decades>(?:\b\d{{2,3}}|(?<![\w’'])['’]\d)0['’]?s\b)
  | (?P<short>(?<!\w)['’]\d\d\b(?!\w))
  | (?P<nth>\b\d{{1,2}}(?:st|nd|rd|th)\b)
  | (?P<number>\d+(?:[.,]\d+)*(?:\s\d/\d)?\w*)
  | (?P<era>\b(?:B\.\s?C\.(?:\s?E\.)?|B\.\s?C(?:\.\s?E)?\b|BCE?\b|A\.\s?D\.|AD\b|CE\b))
  | (?P<feast>\b(?i:{_FEASTS})\b)
  | (?P<word>[^\W\d_]+)
  | (?P<break>\n\s*\n)
  | (?P<dash>[-–—‐‑])
  | (?P<other>[^\w\s]|_)
""", re.VERBOSE)
_MONTH_WORDS: Final = frozenset({"may", "march"})
_ASIDE: Final = MONTH.keys() | WEEKDAY.keys()
_FULL: Final = 4
_PLAIN: Final = frozenset(",./'(")
FIRST_YEAR, LAST_YEAR = 1000, 2100


class Tokens(NamedTuple):
    """The tokens of a text. `letters[i]` is the class of `words[i]`, which stands at `starts[i]`:`ends[i]`, in lower case."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    letters: str


def tokens(text: str) -> Tokens:
    """`text` cut into tokens. Dates of feasts, clock times and eras are one token each; what has no class is `x`."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    letters: list[str] = []
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "other"
        piece = found.group()
        low = piece.lower()
        if kind == "word":
            letter = CLASS.get(low, "x")
            if letter in "MW" and low in _ASIDE:
                letter = _named(piece, low, letter)
        elif kind == "number":
            letter = _number(piece)
        elif kind == "dash":
            letter = "-"
        elif kind == "other":
            letter = piece if piece in _PLAIN else "'" if piece == "’" else "x"
        else:
            letter = LETTER["slashed" if kind == "mark" else kind]
        words.append(low)
        starts.append(found.start())
        ends.append(found.end())
        letters.append(letter)
    return Tokens(text, words, starts, ends, "".join(letters))


def _named(piece: str, low: str, letter: str) -> str:
    """Months and weekdays are written with a capital; their short forms are too easily something else."""
    if not piece[0].isupper():
        return "x"
    if letter == "W" and len(low) < _FULL + 1:
        return "s" if low in WEEKDAY else letter
    return "m" if low in _MONTH_WORDS else "j" if low in SHORT_MONTHS else letter


def _number(piece: str) -> str:
    if not piece.isdigit():
        return "n"
    if len(piece) <= 2:  # noqa: PLR2004
        return "d" if 1 <= int(piece) <= 31 else "n"  # noqa: PLR2004
    return "y" if len(piece) == _FULL and FIRST_YEAR <= int(piece) <= LAST_YEAR else "n"
