"""The form in which texts are compared (PRODUCT §2.1). In: text. Out: its normal form, its words, where it may be cut.

Unicode NFC; every quotation mark and apostrophe to one; every dash to one, without the space around it; runs of white space
to one space; soft hyphens and other invisible characters gone. Letters keep their case.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from briefgen.model import negations

if TYPE_CHECKING:
    from collections.abc import Iterable

MARKS: Final = "'\"‘’‚‛“”„‟«»‹›`´′″〝〞＂＇「」『』《》ʼʹ"
LONG_DASHES: Final = "‒–—―−﹘"
HYPHENS: Final = "-‐‑﹣－"
INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_FORMS: Final = {**dict.fromkeys(MARKS, "'"), **dict.fromkeys(HYPHENS, "-"), **dict.fromkeys(LONG_DASHES, "—"), **dict.fromkeys(INVISIBLE, ""),
                 "…": "..."}
# What nearly all texts have of them, replaced first and fast; the pattern finds the others, which few have.
_COMMON: Final = (('"', "'"), ("’", "'"), ("‘", "'"), ("“", "'"), ("”", "'"), ("–", "—"), ("…", "..."))
_OTHERS: Final = re.compile("[" + re.escape("".join(sorted(set(_FORMS) - {mark for mark, _ in _COMMON} - set("'-—")))) + "]")
_DASH: Final = re.compile(r" ?(?:—+|-{2,}) ?| - ")
_DOTS: Final = re.compile(r" ?\.(?: ?\.){2,}")
_LOOSE_MARK: Final = re.compile(r"(?<!\w)'|(?<!s)'(?!\w)")
WORD: Final = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*")
# Scripts written without spaces between words: each character is as good a place to cut as any.
UNSPACED: Final = re.compile("[\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3040-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
                             "\U00020000-\U0003ffff]")


def soft(text: str) -> str:
    """The normal form in which long dashes still differ from hyphens: for telling where a quotation may be cut."""
    return lines((text,))


def lines(texts: Iterable[str]) -> str:
    """The soft forms of some texts, parted by line feeds, which no normal form holds: in one go, since that is many times faster."""
    one = unicodedata.normalize("NFC", "\n".join([" ".join(text.split()) for text in texts]))
    for mark, form in _COMMON:
        if mark in one:
            one = one.replace(mark, form)
    if _OTHERS.search(one):
        one = _OTHERS.sub(lambda match: _FORMS[match[0]], one)
        one = "\n".join([" ".join(text.split()) for text in one.split("\n")])
    if "—" in one or "--" in one or " - " in one:
        one = _DASH.sub("—", one)
    return _DOTS.sub("...", one) if ".." in one or ". ." in one else one


def hard(softened: str) -> str:
    """The normal form itself, of the same length as the soft one."""
    return softened.replace("—", "-")


def unmarked(text: str) -> str:
    """A normal form without its quotation marks; apostrophes inside words stay."""
    return " ".join(_LOOSE_MARK.sub("", text).split())


def words(text: str) -> list[str]:
    """The words of a normal form; a character of an unspaced script is a word."""
    if not UNSPACED.search(text):
        return WORD.findall(text)
    found: list[str] = []
    for word in WORD.findall(text):
        if not UNSPACED.search(word):
            found.append(word)
            continue
        rest = ""
        for letter in word:
            if UNSPACED.match(letter):
                if rest:
                    found.append(rest)
                found.append(letter)
                rest = ""
            else:
                rest += letter
        if rest:
            found.append(rest)
    return found


def negates(text: str) -> bool:
    """Whether a stretch of text holds a word that turns a statement round."""
    return negations.negates(words(text))


def boundary(softened: str, place: int) -> bool:
    """Whether a quotation may begin or end at `place` of a soft form: not inside a word, nor at its hyphen or apostrophe."""
    if place <= 0 or place >= len(softened):
        return True
    before, after = softened[place - 1], softened[place]
    if unicodedata.combining(after):
        return False
    if UNSPACED.match(before) or UNSPACED.match(after):
        return True
    if before.isalnum() and after.isalnum():
        return False
    if before.isalnum() and after in "'-":
        return not softened[place + 1:place + 2].isalnum()
    if after.isalnum() and before in "'-":
        return not (place >= 2 and softened[place - 2].isalnum())
    # 3.5 and 1,240 are one number each, and 5% is not 5.
    if before.isdigit() and after in ".,%":
        return after != "%" and not softened[place + 1:place + 2].isdigit()
    return not (after.isdigit() and before in ".,$€£" and (before not in ".," or softened[place - 2:place - 1].isdigit()))
