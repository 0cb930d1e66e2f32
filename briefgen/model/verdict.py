"""The outcome of checking a quotation. In: nothing. Out: `Verdict`, `GOOD`, `Edit`, `QuoteCheck`."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from briefgen.model.record import Record


class Verdict(StrEnum):
    """What the source says of the quoted words."""

    EXACT = "exact"
    BRACKETED = "bracketed"
    ELIDED = "elided"
    ALTERED = "altered"
    ABSENT = "absent"
    WRONG_PASSAGE = "wrong-passage"
    SHORT = "short"
    TRANSLATED = "translated"
    NO_TEXT = "no-text"


# The source has the words, but for what the editor has marked. Views hold a verdict as its text, which is equal to it.
GOOD: Final = frozenset({Verdict.EXACT, Verdict.BRACKETED, Verdict.ELIDED})


class Edit(Record):
    """A run of words of a word diff. `side`: both, yours (not in the source) or source (not in the quotation)."""

    side: str
    words: str


class QuoteCheck(Record):
    """A verdict. `passage` is where the words stand (0: nowhere), `nearest` the passage that comes closest to altered words.

    `gap` counts the characters that an elision skips, `across` tells that it joins two paragraphs; `edits` is the word diff,
    and `differing` the number of words that differ in it. `after_no` are the words just before the quoted ones in the
    source, where they say no and are left out.
    """

    verdict: Verdict
    passage: int = 0
    nearest: int = 0
    gap: int = 0
    across: bool = False
    edits: tuple[Edit, ...] = ()
    differing: int = 0
    after_no: str = ""
