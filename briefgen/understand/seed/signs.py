"""What one line of a saved article shows by itself. In: its text. Out: the names of the signs that it bears.

Signs are facts of form and language, each cheap to see; `weights` says what they speak for, `lines` weighs them with position.
"""

from __future__ import annotations

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
    FULL_DATE,
    HANDLE,
    HOSTS,
    IMAGE_WORD,
    IMAGING_WORDS,
    LINE_MARK,
    LINE_MARKS,
    LINK,
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
    STAMP,
    STOP,
    WORD,
    YEAR,
)

FILE_PHOTO: Final = ("file photo", "file image", "file picture", "file:", "in this photo", "in this image", "in this picture")
LENGTHS: Final = ((2, "w1-2"), (4, "w3-4"), (7, "w5-7"), (12, "w8-12"), (20, "w13-20"), (35, "w21-35"), (60, "w36-60"))
_ENDS: Final = {".": "end.", "!": "end!", "?": "end?", ":": "end:", ";": "end;", ",": "end,", "…": "end…", "”": "end”",
    '"': "end”", ")": "end)", "’": "end”", "。": "end.", "！": "end!", "？": "end?"}
_SHORT: Final = 45


def signs(text: str) -> list[str]:
    """The signs of one line, stripped and not empty. Bounded: nothing beyond its first 2,000 characters is looked at, but for its end."""
    words = text.split(None, 80)
    count = len(words) if len(words) < 80 else max(80, len(text) // 7)
    if " " not in text and len(text) > 40:
        count = len(text) // 3
    found = [next((name for limit, name in LENGTHS if count <= limit), "w61+")]
    long = count > 12
    end = _ENDS.get(text[-1], "end0")
    found.append(end + ("L" if long else "S"))
    if SENTENCE_END.search(text, max(0, len(text) - 8)):
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
        content = [word for word in words if word.lower() not in STOP and word[0].isalpha()]
        upper = sum(word[0].isupper() for word in content)
        if content and upper >= len(content) * 0.8:
            found.append("title-caseL" if count > 7 else "title-caseS")
        if text.isupper():
            found.append("capitals")
    if text[0].isdigit():
        found.append("digit-first")
    if not any(letter.isalpha() for letter in text[:200]):
        found.append("no-letters")
    if text[0] in "*-–—•·[(#>+":
        found.append("mark-first")
    if count <= _SHORT and (not LINE_MARKS.isdisjoint(text) or LINE_MARK.search(text)):
        found.append("line-mark")
    if text[0] in "“\"‘«„'":
        found.append("quoted")


def _language(text: str, count: int, found: list[str]) -> None:
    lower = text.lower()
    words = frozenset(WORD.findall(lower))
    says = not words.isdisjoint(SAYS)
    numbered = NUMBER.search(text) is not None
    if count <= 25:
        if numbered and DATE_ONLY.match(text):
            found.append("date-only")
        elif numbered and CLOCK.search(text):
            found.append("clock")
        if not words.isdisjoint(STAMP):
            found.append("stamp")
        if BYLINE.match(text):
            found.append("byline")
        elif count <= 6 and NAMES_ONLY.match(text):
            found.append("names-only")
    _credit(text, frozenset(WORD.findall(lower[-130:])) if len(lower) > 130 else words, count, found)
    _caption(text, lower, words, count, found, says=says, numbered=numbered)
    if CALL.match(lower):
        found.append("callS" if count <= 14 else "callL")
    if ("subscri" in lower or not words.isdisjoint(NOTICING_WORDS)) and NOTICE.search(lower):
        found.append("noticeS" if count <= 30 else "noticeL")
    if not words.isdisjoint(CALLINGS) and BIOGRAPHY.match(text):
        found.append("biography")
    if COMPANY.match(text):
        found.append("company")
    if ("@" in text or "pic.t" in text) and HANDLE.search(text):
        found.append("handle")
    if ("@" in text or "://" in text or "www." in lower or not words.isdisjoint(HOSTS)) and LINK.search(text):
        found.append("link")
    if count <= _SHORT and ("$" in text or "€" in text or "£" in text or "¥" in text or not words.isdisjoint(CURRENCIES)) and PRICE.search(text):
        found.append("price")
    if says:
        found.append("says")


def _credit(text: str, words: frozenset[str], count: int, found: list[str]) -> None:
    if words.isdisjoint(CREDITING_WORDS) and "©" not in text:
        return
    tail = max(0, len(text) - 130)
    if count <= 25 and CREDIT_ONLY.match(text):
        found.append("credit-only")
    elif count <= 25 and CREDIT_OPEN.match(text):
        found.append("credit-open")
    elif CREDITED.search(text, tail):
        found.append("credited")
    elif CREDIT_END.search(text, tail):
        found.append("credit-end")
    else:
        return
    found.append("creditish")


def _caption(text: str, lower: str, words: frozenset[str], count: int, found: list[str], *, says: bool, numbered: bool) -> None:
    short = count <= _SHORT
    shows = not words.isdisjoint(SHOWING) or any(one in lower for one in SHOWN)
    if CAPTION_START.match(text):
        found.append("caption-start")
        if lower.startswith(FILE_PHOTO) and short:
            found.append("file-photo")
    if short and not words.isdisjoint(POINTING_WORDS) and POINTING.search(text):
        found.append("pointing")
    if numbered and YEAR.search(text) and FULL_DATE.search(text):
        found.append("full-date" if short else "full-date-long")
        if short and shows:
            found.append("dated-showing")
    if count <= 40 and shows and not says:
        found.append("showing")
    if count > 30:
        return
    if SOURCE_LINE.match(text):
        found.append("source-line")
    if not words.isdisjoint(IMAGING_WORDS) and IMAGE_WORD.search(text):
        found.append("image-word")
    if text[-1] in ").]" and BRACKETED.match(text):
        found.append("bracketed")
    if numbered and FIGURE.match(text):
        found.append("figure")
    if count > 3 and not says and "ing" in lower and ACTING.match(text):
        found.append("acting")
