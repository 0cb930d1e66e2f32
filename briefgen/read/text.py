"""Bytes to text, with care. In: a file's bytes. Out: text without characters that no page may hold, its encoding, diagnostics.

Byte order marks and strict UTF-8 first; then UTF-16 that its zero bytes give away; then, for an HTML file, the encoding that it
declares; then a named guess among the legacy encodings of the trade, which is always a warning. Never UTF-7.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final, NamedTuple

from briefgen.model.codes import note
from briefgen.model.diagnostic import Diagnostic, Span

LARGEST: Final = 10_000_000
# Patterns are written as text here, and made when one is asked for: most files are plain UTF-8, and none is.
MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
                (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
DECLARED: Final = rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})"
# What legacy articles are really in; a declared ISO 8859-1 means Windows-1252 (WHATWG Encoding, "windows-1252").
ALIASES: Final = dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "windows-1252")
ALLOWED: Final = frozenset((
    *(f"windows-125{n}" for n in range(9)), *(f"iso-8859-{n}" for n in (2, 5, 7, 8, 9, 15)), "koi8-r", "koi8-u", "shift_jis", "euc-jp", "gb18030",
    "gbk", "gb2312", "big5", "euc-kr"))
# XML 1.0 §2.2: these can stand in no page and no feed.
FORBIDDEN: Final = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
# Bytes of UTF-8 that hold none of these hold none of those; to look for these costs a fifth of that search.
CONTROLS: Final = bytes([*range(0x09), 0x0b, 0x0c, *range(0x0e, 0x20), 0x7f])
LEADS: Final = (b"\xc2", b"\xef")
CYRILLIC: Final = "[а-яёіїєґўА-ЯЁІЇЄҐЎ]"


class Decoded(NamedTuple):
    """A decoded file. `text` is None where it cannot be read; `encoding` names what it was read as."""

    text: str | None
    encoding: str
    notes: tuple[Diagnostic, ...]


def decode(data: bytes, path: str) -> Decoded:
    """Decodes a file's bytes. BG100 unreadable, BG104 too large, BG107 guessed, BG108 characters dropped."""
    if len(data) > LARGEST:
        size = f"{len(data) / 1e6:,.0f} MB; {LARGEST // 10**6} MB are read at most"
        return Decoded(None, "", (note("BG104", Span(path), size, "save the text alone"),))
    text, encoding, notes = _decode(data, path)
    if text is None:
        return Decoded(None, encoding, tuple(notes))
    text = text.removeprefix("\ufeff")
    if "\r" in text or "\u2028" in text or "\u2029" in text or "\x85" in text:
        # U+2028 and U+2029 are pasted from layouts, inside what its writer takes for one paragraph.
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").replace("\u2028", " ").replace("\u2029", " ")
    found = None if encoding == "utf-8" and _plain(data) else re.search(FORBIDDEN, text)
    if found:
        count = len(re.findall(FORBIDDEN, text))
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
        name = f"U+{ord(found[0]):04X}"
        what = f"a character that no page may hold was dropped ({name})" if count == 1 else (
            f"{count} characters that no page may hold were dropped (first {name})")
        notes.append(note("BG108", Span(path, line, column), what, "delete them from the file"))
        text = re.sub(FORBIDDEN, "", text)
    return Decoded(text if text.isascii() else unicodedata.normalize("NFC", text), encoding, tuple(notes))


def _plain(data: bytes) -> bool:
    """Whether bytes of UTF-8 cannot hold anything forbidden."""
    return len(data.translate(None, CONTROLS)) == len(data) and (data.isascii() or not any(lead in data for lead in LEADS))


def _decode(data: bytes, path: str) -> tuple[str | None, str, list[Diagnostic]]:
    for mark, name in MARKS:
        if data.startswith(mark) and not (name == "utf-16-le" and data.startswith(codecs.BOM_UTF32_LE)):
            return _strict(data[len(mark):], name, path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _legacy(data, path, error)
    return (text, "utf-8", []) if "\0" not in text else _zeroes(data, text, path)


def _strict(data: bytes, name: str, path: str) -> tuple[str | None, str, list[Diagnostic]]:
    try:
        return data.decode(name), name, []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(name, "replace")
        span = Span(path, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        message = f"its first bytes say {name.upper()}, but byte {error.start:,} is none of it"
        return None, name, [note("BG100", span, message, "save it again as UTF-8")]


def _zeroes(data: bytes, text: str, path: str) -> tuple[str | None, str, list[Diagnostic]]:
    """Zero bytes in what is formally UTF-8: UTF-16 without its mark, or no text at all."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    half = max(1, len(data) // 2)
    for name, many, few in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if many > half * 0.3 and few < half * 0.05:
            try:
                found = data.decode(name)
            except UnicodeDecodeError:
                continue
            return found, name, [_guess(path, name)]
    if text.count("\0") > max(8, len(text) // 100):
        return None, "", [note("BG100", Span(path, 1, 1), "this is not text: it holds zero bytes", "save the article as text or HTML")]
    return text, "utf-8", []


def _legacy(data: bytes, path: str, error: UnicodeDecodeError) -> tuple[str | None, str, list[Diagnostic]]:
    good = data[: error.start].decode("utf-8")
    span = Span(path, good.count("\n") + 1, len(good) - (good.rfind("\n") + 1) + 1)
    if b"\0" in data and (found := _zeroes(data, "", path))[0]:
        return found
    if data.count(b"\0") > max(8, len(data) // 100) or data[:4] in (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8") or data[:2] == b"\xff\xd8":
        return None, "", [note("BG100", Span(path, 1, 1), "this is not text", "save the article as text or HTML")]
    declared = _declared(data)
    if declared:
        try:
            return data.decode(declared), declared, []
        except (UnicodeDecodeError, LookupError):
            pass
    for name in _candidates(data):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if len(re.findall(FORBIDDEN, text)) > len(text) // 20:
            return None, "", [note("BG100", Span(path, 1, 1), "this is not text", "save the article as text or HTML")]
        return text, name, [_guess(path, name, span)]
    return None, "", [note("BG100", span, f"byte {error.start:,} is not UTF-8, and no other encoding fits", "save it again as UTF-8")]


def _declared(data: bytes) -> str:
    found = re.search(DECLARED, data[:4096], re.IGNORECASE)
    if not found:
        return ""
    name = (found[1] or found[2]).decode("ascii", "replace").lower().replace("cp125", "windows-125")
    name = ALIASES.get(name, name)
    return name if name in ALLOWED else ""


def _candidates(data: bytes) -> list[str]:
    """Windows-1251 or KOI8 where most letters would be Cyrillic in running order, else Windows-1252."""
    high = bytes(byte for byte in data[:20_000] if byte >= 0x80)
    if len(high) > max(8, len(data[:20_000]) * 0.25):
        ranked = []
        for name in ("windows-1251", "koi8-u"):
            text = high.decode(name, "replace")
            letters = len(re.findall(CYRILLIC, text))
            lower = sum(c.islower() for c in text)
            if letters > 0.9 * len(text):
                ranked.append((lower, name))
        if ranked:
            return [name for _, name in sorted(ranked, reverse=True)]
    return ["windows-1252"]


def _guess(path: str, name: str, span: Span | None = None) -> Diagnostic:
    return note("BG107", span or Span(path, 1, 1), f"this is not UTF-8; it was read as {name.upper().replace('WINDOWS', 'Windows')}",
                f"if that is right, convert it:  iconv -f {name} -t utf-8 {path} > new && mv new {path}")
