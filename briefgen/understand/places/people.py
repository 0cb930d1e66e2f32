"""Which words of a text are parts of people's names. In: `Words`, candidates. Out: `People`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.gazetteer.places import Flag, How, Kind
from briefgen.understand.places import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.gazetteer.places import Atlas
    from briefgen.understand.places.candidates import Candidate
    from briefgen.understand.places.words import Words


def plain(one: Candidate, atlas: Atlas) -> bool:
    """Whether a name is first of all one of those that news uses without explaining them: countries, divisions, capitals, regions."""
    return atlas.kinds[one.pairs[0][0]] in {Kind.COUNTRY, Kind.ADMIN1, Kind.CAPITAL, Kind.CONTINENT, Kind.AREA}


def initial(text: str) -> bool:
    """Whether a word is one letter and a full point."""
    return len(text) == 2 and text[1] == "."


class People:
    """`full` holds the places of the words of full names ("Jordan Smith"); `names` the words that somewhere end a person's name."""

    def __init__(self, words: Words, atlas: Atlas, at: Mapping[int, Candidate], before: Mapping[int, Candidate]) -> None:
        self._words, self._atlas, self._at, self._before = words, atlas, at, before
        self._lower = {key for key, capital in zip(words.keys, words.capital, strict=True) if not capital}
        self.full = {place for first in self._full() for place in (first, first + 1)}
        self.names = set(self._names())

    def _full(self) -> Iterator[int]:
        """The first places of a given name and the capitalised word after it, where neither belongs to a place known as a whole."""
        words, given = self._words, self._atlas.given
        keys, capital, shouted = words.keys, words.capital, words.shouted
        inside = {place for one in self._at.values() if one.last - one.first > 1 for place in range(one.first, one.last)}
        for place in range(len(words) - 1):
            if not capital[place] or not capital[place + 1] or words.gaps[place + 1] != " " or keys[place] not in given:
                continue
            if keys[place] in lexicon.AFTER_PLACES or keys[place + 1] in lexicon.AFTER_PLACES or shouted[place] != shouted[place + 1]:
                continue
            if place in inside or place + 1 in inside or (words.begins[place] and keys[place] in lexicon.OPENING):
                continue
            one, other = self._at.get(place), self._at.get(place + 1)
            if one is not None and (one.pairs[0][1] == How.DEMONYM or (plain(one, self._atlas) and not self._person(one, keys[place + 1]))):
                continue
            if other is None or other.pairs[0][1] != How.DEMONYM:
                yield place

    def _person(self, one: Candidate, following: str) -> bool:
        """Whether a great place's name before a word is a given name: "Jordan Mills", but not "Texas Parks" or "Georgia Arrests"."""
        number = self._atlas.numbers.get(following, -1)
        word = number >= 0 and self._atlas.flags[number] & Flag.WORD
        return bool(one.flags & Flag.GIVEN) and following in self._atlas.surnames and not (word and self._atlas.kinds[one.pairs[0][0]] == Kind.ADMIN1)

    def _names(self) -> Iterator[str]:
        words, given = self._words, self._atlas.given
        texts, keys, capital, gaps = words.texts, words.keys, words.capital, words.gaps
        for place in range(1, len(texts)):
            if not capital[place] or not capital[place - 1] or gaps[place] not in {" ", ". "}:
                continue
            before = keys[place - 1]
            if before in lexicon.COURTESY:
                yield keys[place]
            elif gaps[place] != " ":
                continue
            elif before in given or initial(texts[place - 1]):
                one = self._at.get(place - 1)
                if one is None or (one.last == place and (before in given or not plain(one, self._atlas))):
                    yield keys[place]
            elif self._unknown(place - 1) and (name := self._at.get(place)) is not None and name.last == place + 1 \
                    and name.flags & Flag.SURNAME and not plain(name, self._atlas):
                yield keys[place]

    def _unknown(self, place: int) -> bool:
        """Whether a capitalised word is none that stands before or after places: it may be a rarer given name."""
        words = self._words
        key = words.keys[place]
        if words.begins[place] and (key in lexicon.OPENING or key in self._lower):
            return False
        return place not in self._at and place + 1 not in self._before and key not in lexicon.AFTER_PLACES and not words.shouted[place]
