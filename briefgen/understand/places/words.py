"""Text to words, with what stands between them. In: text. Out: `Words`.

A word is a run of letters with its inner apostrophes, a run of initials ("U.S.", "W.Va."), or a number. A possessive "'s" is not part of it.
"""

from __future__ import annotations

import re
from typing import Final

from briefgen.gazetteer.places_file import fold
from briefgen.understand.places.lexicon import POINTED

WORD: Final = re.compile(r"(?:[^\W\d_]\.){2,}(?:[A-Z][a-z]{1,2}\.)?|[A-Z]\.[A-Z][a-z]{1,2}\.|[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d,.]*\d|\d")
_ENDS: Final = re.compile(r"[.!?…][\"”’')\]]*\s|\n")
_OPENS: Final = re.compile(r"[\"“‘«(\[]$")


class Words:
    """The words of a text in order, as columns. `gaps[i]` is what stands before word `i`; `gaps[len]` what follows the last."""

    __slots__ = ("begins", "capital", "ends", "gaps", "keys", "shouted", "starts", "texts")

    def __init__(self, text: str) -> None:
        self.texts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.keys: list[str] = []
        self.gaps: list[str] = []
        self.capital: list[bool] = []
        self.begins: list[bool] = []
        self.shouted: list[bool] = []
        last = 0
        for found in WORD.finditer(text):
            start, end = found.span()
            word = found[0]
            if word[-2:] in ("'s", "’s", "'S", "’S"):
                word = word[:-2]
                end -= 2
            gap = text[last:start]
            capital = word[0].isupper() or (len(word) > 2 and word[1] in "'’" and word[2].isupper())
            self.texts.append(word)
            self.starts.append(start)
            self.ends.append(end)
            self.gaps.append(gap)
            self.capital.append(capital)
            self.keys.append((word.lower() if word.isascii() and word.isalpha() else fold(word)) if capital else word.lower())
            self.shouted.append(capital and len(word) > 1 and word.isupper())
            self.begins.append(not self.begins or self._after_end(gap))
            last = end
        self.gaps.append(text[last:])

    def _after_end(self, gap: str) -> bool:
        """Whether a sentence, or speech, begins after `gap`; asked before the word's own row is complete."""
        if len(gap) < 2:
            return gap == "\n" or (gap != " " and bool(_OPENS.search(gap)))
        if "\n" in gap or _OPENS.search(gap):
            return True
        if gap[0] == ".":
            before = self.keys[-2]
            return before not in POINTED and not (len(before) == 1 and self.capital[-2])
        return _ENDS.search(gap) is not None

    def __len__(self) -> int:
        return len(self.texts)
