"""The form in which texts are compared. In: text. Out: its normal form, and where it may be cut.

Unicode NFC; every quotation mark and apostrophe to one; every dash to one, without the space around it; runs of white space
to one space; soft hyphens and other invisible characters gone. Letters keep their case.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

QUOTES: Final = "'\"‘’‚‛“”„‟«»‹›`´′″〝〞＂＇「」『』《》ʼʹ"
LONG_DASHES: Final = "‒–—―−﹘"
HYPHENS: Final = "-‐‑﹣－"
INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_TABLE: Final = str.maketrans({**dict.fromkeys(QUOTES, "'"), **dict.fromkeys(HYPHENS, "-"), **dict.fromkeys(LONG_DASHES, "—"),
                               **dict.fromkeys(INVISIBLE, ""), "…": "..."})
_SPACE: Final = re.compile(r"\s+")
_DASH: Final = re.compile(r" ?— ?| - |(?<= )-|-(?= )")
_DOTS: Final = re.compile(r"\. \. \.|\.{3,}")
WORD: Final = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*")
# Scripts written without spaces between words: each character is as good a place to cut as any.
UNSPACED: Final = re.compile("[\u2e80-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\U00020000-\U0003ffff]")
NEGATIONS: Final = frozenset(
    "no not never none nor neither nobody nothing nowhere cannot without hardly "  # English
    "nicht kein keine keinen keinem keiner keines nie niemals ohne "  # German
    "ne pas jamais aucun aucune sans non rien "  # French
    "не ні ніколи ніхто нічого без жоден нет ни никогда никто ничего".split()  # Ukrainian, Russian
)


def soft(text: str) -> str:
    """The normal form in which long dashes still differ from hyphens: for telling where a quotation may be cut."""
    one = unicodedata.normalize("NFC", text).translate(_TABLE)
    return _DOTS.sub("...", _DASH.sub("—", _SPACE.sub(" ", one))).strip()


def hard(softened: str) -> str:
    """The normal form itself, of the same length as the soft one."""
    return softened.replace("—", "-")


def words(text: str) -> list[str]:
    """The words of a normal form; a character of an unspaced script is a word."""
    found: list[str] = []
    for match in WORD.finditer(text):
        word = match[0]
        found += [*UNSPACED.findall(word)] if UNSPACED.search(word) else [word]
    return found


def negates(text: str) -> bool:
    """Whether a stretch of text holds a word that turns a statement round."""
    return any(word.casefold() in NEGATIONS or word.casefold().endswith("n't") for word in words(text))


def boundary(softened: str, place: int) -> bool:
    """Whether a quotation may begin or end at `place` of a soft form: not inside a word, nor at its hyphen or apostrophe."""
    if place <= 0 or place >= len(softened):
        return True
    before, after = softened[place - 1], softened[place]
    if UNSPACED.match(before) or UNSPACED.match(after):
        return True
    if before.isalnum() and after.isalnum():
        return False
    joins = "'-"
    if before.isalnum() and after in joins:
        return not softened[place + 1:place + 2].isalnum()
    if after.isalnum() and before in joins:
        return not (place >= 2 and softened[place - 2].isalnum())  # noqa: PLR2004
    combining = unicodedata.combining
    return not (combining(after) or (before.isdigit() and after in ".,%" and softened[place + 1:place + 2].isdigit()))
