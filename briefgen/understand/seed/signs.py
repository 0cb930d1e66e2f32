"""What one line of a saved article shows by itself. In: its text. Out: the names of the signs that it bears.

Signs are facts of form and language, each cheap to see; `weights` says what they speak for, `lines` weighs them with position.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from briefgen.understand.seed.patterns import (
    ACTING,
    BIOGRAPHY,
    BRACKETED,
    BYLINE,
    CALL,
    CALLINGS,
    CAPTION_START,
    CLOCK,
    COMPANY,
    CREDIT_END,
    CREDIT_ONLY,
    CREDIT_OPEN,
    CREDITED,
    CREDITING_WORDS,
    CURRENCIES,
    DATE_ONLY,
    FIGURE,
    FIGURES,
    FOLDED,
    FULL_DATE,
    HANDLE,
    HOSTS,
    IMAGE_WORD,
    IMAGING_WORDS,
    LINE_MARK,
    LINK,
    MONTH_BESIDE,
    MONTH_WORDS,
    NAMES_ONLY,
    NOTICE,
    NOTICING_WORDS,
    NUMBER,
    POINTING,
    POINTING_WORDS,
    PRICE,
    SAYS,
    SENTENCE_END,
    SHOWING,
    SHOWN,
    SOURCE_LINE,
    SPACED,
    STAMP,
    STOP,
    TELLING,
    TIMED,
    WORD,
)

FILE_PHOTO: Final = ("file photo", "file image", "file picture", "file:", "in this photo", "in this image", "in this picture")
LENGTHS: Final = (2, 4, 7, 12, 20, 35, 60)
_LENGTHS: Final = ("w1-2", "w3-4", "w5-7", "w8-12", "w13-20", "w21-35", "w36-60", "w61+")
_ENDS: Final = {".": "end.", "!": "end!", "?": "end?", ":": "end:", ";": "end;", ",": "end,", "…": "end…", "”": "end”",
    '"': "end”", ")": "end)", "’": "end”", "。": "end.", "！": "end!", "？": "end?"}
# What the last sign of a sentence may be: a mark of its end, or one that closes what stands in it.
SENTENCE_ENDS: Final = frozenset(".!?。！？…।")
CLOSING: Final = frozenset("\"'”’»)]")
_SHORT: Final = 45
# A credit is looked for in so many characters at a line's end.
_TAIL: Final = 130


def signs(text: str) -> list[str]:
    """The signs of one line, stripped and not empty. Bounded: nothing beyond its first 2,000 characters is looked at, but for its end."""
    words = text.split(None, 80)
    count = len(words) if len(words) < 80 else max(80, len(text) // 7)
    if " " not in text and len(text) > 40:
        count = len(text) // 3
    found = [_LENGTHS[bisect_left(LENGTHS, count)]]
    long = count > 12
    end = _ENDS.get(text[-1], "end0")
    found.append(end + ("L" if long else "S"))
    if text[-1] in SENTENCE_ENDS or (text[-1] in CLOSING and SENTENCE_END.search(text, max(0, len(text) - 8))):
        found.append("sentenceL" if long else "sentenceS")
    if text[0].islower():
        found.append("lower")
    if count > 100:
        return found
    _form(text, words, count, found)
    _language(text, count, found)
    return found


def _form(text: str, words: list[str], count: int, found: list[str]) -> None:
    if 1 < count <= 25:
        content = [word[0] for word in words if word[0].isalpha() and word.lower() not in STOP]
        upper = sum(map(str.isupper, content))
        if content and upper >= len(content) * 0.8:
            found.append("title-caseL" if count > 7 else "title-caseS")
        if text.isupper():
            found.append("capitals")
    letter = text[0].isalpha()
    if not letter:
        if text[0].isdigit():
            found.append("digit-first")
        if not any(map(str.isalpha, text[:200])):
            found.append("no-letters")
        if text[0] in "*-–—•·[(#>+":
            found.append("mark-first")
    if count <= _SHORT and ("|" in text or ">" in text or " / " in text or (not text.isascii() and LINE_MARK.search(text))):
        found.append("line-mark")
    if not letter and text[0] in "“\"‘«„'":
        found.append("quoted")


def _language(text: str, count: int, found: list[str]) -> None:
    lower = text.lower() if text.isascii() else text.translate(FOLDED).lower()
    words = TELLING.intersection(_words(lower))
    says = not words.isdisjoint(SAYS)
    numbered = count <= _SHORT and NUMBER.search(text) is not None
    if count <= 25:
        if numbered and DATE_ONLY.match(text):
            found.append("date-only")
        elif numbered and (" ago" in lower or TIMED.search(text)) and CLOCK.search(text):
            found.append("clock")
        if not words.isdisjoint(STAMP):
            found.append("stamp")
        if BYLINE.match(text):
            found.append("byline")
        elif count <= 6 and NAMES_ONLY.match(text):
            found.append("names-only")
    _credit(text, lower, words, count, found)
    _caption(text, lower, words, count, found, says=says, numbered=numbered)
    if CALL.match(lower):
        found.append("callS" if count <= 14 else "callL")
    if ("subscri" in lower or not words.isdisjoint(NOTICING_WORDS)) and NOTICE.search(lower):
        found.append("noticeS" if count <= 30 else "noticeL")
    if not words.isdisjoint(CALLINGS) and BIOGRAPHY.match(text):
        found.append("biography")
    if (" is " in text or text.startswith("About")) and COMPANY.match(text):
        found.append("company")
    if ("@" in text or "pic.t" in text) and HANDLE.search(text):
        found.append("handle")
    if ("@" in text or "://" in text or "www." in lower or not words.isdisjoint(HOSTS)) and LINK.search(text):
        found.append("link")
    if count <= _SHORT and ("$" in text or "€" in text or "£" in text or "¥" in text or not words.isdisjoint(CURRENCIES)) and PRICE.search(text):
        found.append("price")
    if says:
        found.append("says")


def _words(lower: str) -> list[str]:
    return lower.translate(SPACED).split() if lower.isascii() else WORD.findall(lower)


def _credit(text: str, lower: str, words: frozenset[str], count: int, found: list[str]) -> None:
    if "©" not in text:
        if len(lower) > _TAIL:
            cut = WORD.match(lower, len(lower) - _TAIL)  # what the tail begins with may be the end of a word
            if words.isdisjoint(CREDITING_WORDS) and (cut is None or cut[0] not in CREDITING_WORDS):
                return
            words = CREDITING_WORDS.intersection(_words(lower[-_TAIL:]))
        if words.isdisjoint(CREDITING_WORDS):
            return
    tail = max(0, len(text) - _TAIL)
    if count <= 25 and CREDIT_ONLY.match(text):
        found.append("credit-only")
    elif count <= 25 and CREDIT_OPEN.match(text):
        found.append("credit-open")
    elif CREDITED.search(text, tail):
        found.append("credited")
    elif CREDIT_END.search(lower, tail):
        found.append("credit-end")
    else:
        return
    found.append("creditish")


def _dated(lower: str, words: frozenset[str]) -> bool:
    """Whether a full date is worth a search."""
    return FIGURES.search(lower) is not None or (not words.isdisjoint(MONTH_WORDS) and MONTH_BESIDE.search(lower) is not None)


def _shows(lower: str, words: frozenset[str]) -> bool:
    return not words.isdisjoint(SHOWING) or any(map(lower.__contains__, SHOWN))


def _caption(text: str, lower: str, words: frozenset[str], count: int, found: list[str], *, says: bool, numbered: bool) -> None:
    short = count <= _SHORT
    if CAPTION_START.match(lower):
        found.append("caption-start")
        if lower.startswith(FILE_PHOTO) and short:
            found.append("file-photo")
    if short and not words.isdisjoint(POINTING_WORDS) and POINTING.search(lower):
        found.append("pointing")
    if short and numbered and _dated(lower, words) and FULL_DATE.search(text):
        found.append("full-date")
        if _shows(lower, words):
            found.append("dated-showing")
    if count <= 40 and not says and _shows(lower, words):
        found.append("showing")
    if count > 30:
        return
    if SOURCE_LINE.match(lower):
        found.append("source-line")
    if not words.isdisjoint(IMAGING_WORDS) and IMAGE_WORD.search(lower):
        found.append("image-word")
    if text[-1] in ").]" and BRACKETED.match(text):
        found.append("bracketed")
    if numbered and FIGURE.match(lower):
        found.append("figure")
    if count > 3 and not says and "ing" in lower and ACTING.match(text):
        found.append("acting")
