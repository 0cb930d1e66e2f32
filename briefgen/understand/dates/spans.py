"""What a matched span says by itself: numbers, years, amounts, units. In: `Tokens` and a span. Out: `Span`'s answers, plain values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefgen.understand.dates.vocabulary import MONTH, NUMBER, ORDINAL, PART, PLURAL, UNIT, WEEKDAY

if TYPE_CHECKING:
    from briefgen.understand.dates.tokens import Tokens

_DIGITS: Final = re.compile(r"\d+")
_FRACTION: Final = re.compile(r"(\d+)\s(\d)/(\d)\Z")
_DAYS: Final = 31
YEARS: Final = "yndQ"


class Span:
    """The tokens `first` to `last` (exclusive) of a text."""

    def __init__(self, read: Tokens, first: int, last: int) -> None:
        self.read = read
        self.first = first
        self.last = last
        self.letters = read.letters[first:last]
        self.words = read.words[first:last]

    def at(self, wanted: str) -> int:
        """The place in the span of the first token of one of the classes; -1 where there is none."""
        return next((place for place, letter in enumerate(self.letters) if letter in wanted), -1)

    def word(self, wanted: str) -> str:
        """The first word of one of the classes, or nothing."""
        place = self.at(wanted)
        return self.words[place] if place >= 0 else ""

    def month(self) -> int:
        """The number of the month named, 0 where none is."""
        return MONTH.get(self.word("Mmj"), 0)

    def weekday(self) -> int:
        """0 for Monday to 6; -1 where none is named."""
        return WEEKDAY.get(self.word("Ws"), -1)

    def unit(self) -> str:
        """The letters of the unit named."""
        word = self.word("UV")
        return UNIT.get(word) or PLURAL.get(word, "")

    def part(self) -> str:
        """The part of the day named: TIMEX3's two letters, or a clock time."""
        return PART.get(self.word("P"), "")

    def days(self) -> list[int]:
        """The numbers that can be days of a month."""
        found = [int(digits[0]) for letter, word in zip(self.letters, self.words, strict=True) if letter in "dO" and (digits := _DIGITS.match(word))]
        return [number for number in found if 1 <= number <= _DAYS]

    def ordinal(self) -> int:
        """What `first`, `21st` or `twenty-first` says; 0 where nothing does."""
        tens = NUMBER.get(self.word("w"), 0)
        for letter, word in zip(self.letters, self.words, strict=True):
            if letter == "O":
                return int(re.sub(r"\D", "", word))
            if letter == "o":
                return ORDINAL[word] + tens
        return 0

    def year(self) -> int | None:
        """The year named with four digits or with an era, astronomically; None where there is none."""
        for place, letter in enumerate(self.letters):
            era = self.words[place + 1] if self.letters[place + 1 : place + 2] == "r" else ""
            if letter == "r" and self.letters[place + 1 : place + 2] in (*"ynd",):
                return dated(self.words[place + 1], self.words[place])
            if letter == "y" or (letter in "nd" and era):
                return dated(self.words[place], era)
        return None

    def amount(self) -> str:
        """How many: `3`, `2.5`, `X` where it is not said; the decimal point and no unit. Of "three to four" it is the last."""
        whole, half = "", "h" in self.letters
        end = next((place for place, letter in enumerate(self.letters) if letter in "UV"), len(self.letters))
        for letter, word in zip(self.letters[:end], self.words[:end], strict=True):
            if letter == "v":
                return "X"
            if letter in "dny":
                whole = _digits(word)
            elif letter == "w":
                whole = _spoken(whole, word)
            elif letter == "&" and word != "and":
                whole = ""
        if whole in ("X", "") or "." in whole:
            return whole or (".5" if half and "h" in self.letters[:end] else "1.5" if half else "1")
        return f"{whole}.5" if half else whole


def _digits(word: str) -> str:
    fraction = _FRACTION.match(word)
    if fraction:
        return f"{fraction[1]}.{int(fraction[2]) * 10 // int(fraction[3])}"
    number = word.replace(",", "")
    return number if re.fullmatch(r"\d+(\.\d+)?", number, re.ASCII) else "X"


def _spoken(so_far: str, word: str) -> str:
    """`twenty` and `five` are added, `two` and `hundred` multiplied."""
    number = int(so_far) if so_far.isdigit() else 0
    return str((number or 1) * NUMBER[word] if word in ("dozen", "hundred", "thousand") else number + NUMBER[word])


def dated(word: str, era: str) -> int | None:
    """The year that digits and an era name: 490 BC is -489; None for digits that are none."""
    if not word.isdigit() or int(word) == 0:
        return None
    return 1 - int(word) if era.startswith("b") else int(word)
