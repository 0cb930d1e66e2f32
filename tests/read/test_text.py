"""Bytes become text with care: nothing is misread without a word, nothing that no page may hold comes through."""

from __future__ import annotations

import base64
import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.read.text import FORBIDDEN, _plain, decode

HOSTILE = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "hostile" / "encodings.json"
WORDS = "Brüssel – “quoted” naïve café €5"


@pytest.mark.parametrize(("data", "encoding", "codes"), [
    (WORDS.encode(), "utf-8", []),
    (b"\xef\xbb\xbf" + WORDS.encode(), "utf-8", []),
    (WORDS.encode("utf-16"), "utf-16-le", []),
    (b"\xfe\xff" + WORDS.encode("utf-16-be"), "utf-16-be", []),
    (WORDS.encode("windows-1252"), "windows-1252", ["BG107"]),
])
def test_encodings_are_told_apart(data: bytes, encoding: str, codes: list[str]) -> None:
    found = decode(data, "seeds/x.txt")
    assert found.text == WORDS
    assert found.encoding.lower() == encoding
    assert [note.code for note in found.notes] == codes


def test_a_guess_is_named_with_the_command_that_converts() -> None:
    note = decode("Œuvre naïve".encode("windows-1252"), "seeds/x.txt").notes[0]
    assert "windows-1252" in (note.message + note.hint).lower()
    assert "iconv" in note.hint


def test_line_ends_become_one_kind() -> None:
    assert decode(b"a\r\nb\rc\nd", "x").text == "a\nb\nc\nd"


def test_what_no_page_may_hold_is_dropped_and_told() -> None:
    found = decode("one\ntwo\x07 bells\x1b[31m".encode(), "x.md")
    assert found.text == "one\ntwo bells[31m"
    assert [(note.code, note.span.line, note.span.column) for note in found.notes] == [("BG108", 2, 4)]


def test_all_that_no_page_may_hold_is_seen_in_its_bytes() -> None:
    found = [letter for letter in map(chr, (*range(0xd800), *range(0xe000, 0x10000))) if re.match(FORBIDDEN, letter)]
    assert len(found) > 90
    assert [letter for letter in found if _plain(f"é{letter}“".encode())] == []


def test_utf_7_is_never_guessed() -> None:
    assert "<" not in (decode(b"+ADw-script+AD4-", "x").text or "")


@given(st.binary(max_size=400))
def test_any_bytes_give_clean_text_or_words(data: bytes) -> None:
    found = decode(data, "x.txt")
    if found.text is None:
        assert found.notes
    else:
        assert not re.search(FORBIDDEN, found.text)
        assert unicodedata.is_normalized("NFC", found.text)
        found.text.encode("utf-8")


def test_hostile_encodings() -> None:
    if not HOSTILE.exists():
        pytest.skip("../shared/corpora/hostile is not here")
    wrong = []
    for case in json.loads(HOSTILE.read_text(encoding="utf-8")):
        if case["name"] in ("empty file", "one newline"):
            continue  # text that is empty: whoever wants words in it says so (BG103)
        found = decode(base64.b64decode(case["base64"]), "seeds/x.txt")
        told = bool(found.notes)
        wanted = " ".join(unicodedata.normalize("NFC", case.get("text") or "").split())
        right = bool(wanted) and found.text is not None and wanted in " ".join(found.text.split())
        front = (found.text or "").startswith("---\ntitle: A\n---\n")
        if "diagnosed" in case["expect"] and not (told or (right and "exact" in case["expect"]) or (front and "found" in case["expect"])):
            wrong.append((case["name"], case["expect"], found.text))
        if case["expect"].startswith("exact") and "diagnosed" not in case["expect"] and not right:
            wrong.append((case["name"], case["expect"], found.text, found.notes))
    assert wrong == []
