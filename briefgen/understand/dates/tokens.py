"""Text to tokens, each with the letter of its class. In: text. Out: `Tokens`: words, places, and one string of letters."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from briefgen.understand.dates.vocabulary import CLASS, FEAST, LETTER, MONTH, SHORT_MONTHS, SHORT_WEEKDAYS, UNSURE_MONTHS, WEEKDAY

_FEASTS: Final = "|".join(sorted((name.replace("'", "['’]").replace(" ", r"\s+") for name in FEAST), key=len, reverse=True))
_TOKEN: Final = re.compile(rf"""
    (?P<iso>\b\d{{4}}(?P<rule>[-/.])\d\d(?P=rule)\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?\b)
  | (?P<slashed>\b\d{{1,2}}(?P<mark>[/.])\d{{1,2}}(?P=mark)(?:\d{{4}}|\d\d)\b)
  | (?P<clock>\b(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:\s?h(?:ou)?rs?\b)?
             |\b(?:1[0-2]|0?[1-9])(?=[ap]m\b)
             |\b(?:[01]\d|2[0-3])[0-5]\d(?=\s+(?:GMT|UTC|hours|hrs)\b)
             |\b\d{{1,2}}\.\d\d(?=\s?[ap]\.?m\b))
  | (?P<ampm>(?<=[\d\s])[AaPp]\.[Mm]\b\.?|(?<=[\d\s])(?:[AaPp]m|AM|PM|o['’]clock)\b)
  | (?P<zone>\b(?:GMT|UTC|[ECMP][SD]T|CES?T|EES?T|MSK|BST|JST)\b)
  | (?P<decades>(?:\b\d{{2,3}}|(?<![\w’'])['’]\d)0['’]?s\b)
  | (?P<short>(?<!\w)['’]\d\d\b)
  | (?P<code>\b(?:Q[1-4]|H[12])\b)
  | (?P<nth>\b\d{{1,2}}(?:st|nd|rd|th)\b)
  | (?P<number>(?<![^\W\d_])\d+(?:[.,]\d+)*(?:\s\d/\d)?\w*)
  | (?P<era>\b(?:B\.\s?C\.(?:\s?E\.)?|B\.\s?C(?:\.\s?E)?\b|BCE?\b|A\.\s?D\.|AD\b|CE\b))
  | (?P<feast>\b(?i:{_FEASTS})\b)
  | (?P<word>[^\W\d_]+)
  | (?P<break>\n\s*\n)
  | (?P<dash>[-–—‐‑])
  | (?P<other>[^\w\s]|_)
""", re.VERBOSE)
_PLAIN: Final = {**{mark: mark for mark in ",./'("}, "’": "'"}
_NAMES: Final = MONTH.keys() | WEEKDAY.keys()
_LAST_DAY: Final = 31
FIRST_YEAR, LAST_YEAR = 1000, 2100


class Tokens(NamedTuple):
    """The tokens of a text. `letters[i]` is the class of `words[i]`, which stands in lower case and at `starts[i]`:`ends[i]`."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    letters: str


def tokens(text: str) -> Tokens:
    """`text` cut into tokens. Feasts, clock times and eras are one token each; what has no class is `x`, a blank line `|`."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    letters: list[str] = []
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        piece = found.group()
        low = piece.lower()
        if kind == "word":
            letter = CLASS.get(low, "x")
            if letter in "MW" and low in _NAMES:
                letter = _named(piece, low, letter)
        elif kind == "number":
            letter = _number(piece)
        elif kind == "dash":
            letter = "-"
        elif kind == "code":
            letter = LETTER["part-code"]
        elif kind == "other":
            letter = _PLAIN.get(piece, LETTER["sign"])
        else:
            letter = LETTER[kind or "noun"]
        words.append(low)
        starts.append(found.start())
        ends.append(found.end())
        letters.append(letter)
    return Tokens(text, words, starts, ends, "".join(letters))


def _named(piece: str, low: str, letter: str) -> str:
    """Months and weekdays are written with a capital; short and doubtful ones have classes of their own."""
    if not piece[0].isupper():
        return "x"
    if letter == "W":
        return LETTER["wkd"] if low in SHORT_WEEKDAYS else letter
    return LETTER["may"] if low in UNSURE_MONTHS else LETTER["short-month"] if low in SHORT_MONTHS else letter


def _number(piece: str) -> str:
    if not piece.isascii() or not piece.isdigit():
        return LETTER["big"]
    number = int(piece) if len(piece) <= len("2023") else 0
    if len(piece) <= len("31"):
        return LETTER["num"] if 1 <= number <= _LAST_DAY else LETTER["big"]
    return LETTER["year"] if FIRST_YEAR <= number <= LAST_YEAR else LETTER["big"]
