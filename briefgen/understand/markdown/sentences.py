"""The sentence that a citation ends. In: the words before the citation. Out: that sentence, where it has figures to look up."""

from __future__ import annotations

import re
from typing import Final

from briefgen.model.locales import LOCALES
from briefgen.model.numerals import ALL_NUMERALS, MAGNITUDES

# An abbreviation or an initial before the point is no end of a sentence.
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|St|No|Nr|vs|cf|e\.g|i\.e|approx|ca|c|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\d)\Z")
_END: Final = re.compile(r"[.!?…]+[\"'”’»“‘)\]]*\s+(?=[\"'“„«‘‚(\[]?\w)|[。！？]")
# No sentence is longer that is worth reading back to its start.
LONGEST: Final = 2000
_MONTHS: Final = frozenset(name.casefold() for locale in LOCALES.values() for names in (locale.months, locale.months_of) for name in names) - {
    "may", "march", "mars"}
_COUNTING: Final = _MONTHS.union(ALL_NUMERALS, MAGNITUDES)
_WORD: Final = re.compile(r"[^\W\d_]+(?:ʼ[^\W\d_]+)?")


def last_sentence(text: str) -> str:
    """The last sentence of `text`, white space at its ends aside."""
    bare = text[-LONGEST:].rstrip()
    start = 0
    for match in _END.finditer(bare):
        following = bare[match.end():match.end() + 2].lstrip("\"'“„«‘‚([")[:1]
        before = bare[max(0, match.start() - 8):match.start()]
        short = match[0].startswith(".") and _ABBREVIATION.search(before) and (following.isdigit() or not before[-1:].isdigit())
        if not short and not following.islower():
            start = match.end()
    return " ".join(bare[start:].split())


def countable(sentence: str) -> bool:
    """Whether a sentence has numbers or dates: digits, numbers in words, names of months."""
    if any(map(str.isdigit, sentence)):
        return True
    return not _COUNTING.isdisjoint(map(str.casefold, _WORD.findall(sentence.replace("’", "ʼ").replace("'", "ʼ"))))


def without_speaker(text: str) -> str:
    """The words of a block quotation without a last line that begins with a dash, white space made one."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and lines[-1].lstrip().startswith(("—", "–", "― ", "-- ")):
        lines.pop()
    return " ".join(" ".join(lines).split())
