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
_POSSESSIVES: Final = frozenset({"'s", "’s", "'S", "’S"})


class Words:
    """The words of a text in order, as columns. `gaps[i]` is what stands before word `i`; `gaps[len]` what follows the last."""

    __slots__ = ("begins", "capital", "ends", "gaps", "keys", "shouted", "starts", "texts")

    def __init__(self, text: str) -> None:
        found = list(WORD.finditer(text))
        self.texts = [one[0] for one in found]
        self.starts = [one.start() for one in found]
        self.ends = [one.end() for one in found]
        for at, word in enumerate(self.texts):
            if word[-1] in "sS" and word[-2:] in _POSSESSIVES:
                self.texts[at] = word[:-2]
                self.ends[at] -= 2
        outer = [0, *self.ends]
        self.gaps = [text[end:start] for end, start in zip(outer, [*self.starts, len(text)], strict=True)]
        self.capital = [word[0].isupper() or (len(word) > 2 and word[1] in "'’" and word[2].isupper()) for word in self.texts]
        self.shouted = [len(word) > 1 and word.isupper() for word in self.texts]
        self.keys = [
            word.lower() if not capital or (word.isascii() and word.isalpha()) else fold(word)
            for word, capital in zip(self.texts, self.capital, strict=True)]
        self.begins = [gap != " " and self._after_end(at, gap) for at, gap in enumerate(self.gaps[:-1])]
        if self.begins:
            self.begins[0] = True

    def _after_end(self, at: int, gap: str) -> bool:
        """Whether a sentence, or speech, begins with word `at`, after `gap`."""
        if len(gap) < 2:
            return gap == "\n" or bool(_OPENS.search(gap))
        if "\n" in gap or _OPENS.search(gap):
            return True
        if gap[0] == "." and at:
            before = self.keys[at - 1]
            return before not in POINTED and not (len(before) == 1 and self.capital[at - 1])
        return _ENDS.search(gap) is not None

    def __len__(self) -> int:
        return len(self.texts)
