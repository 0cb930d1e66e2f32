"""What stands around a name and speaks for or against a place. In: `Words`, candidates. Out: evidence by name, a list for each candidate.

The weight of each piece of evidence is in `weights`; this module only says what is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.gazetteer.places import Flag, How, Kind
from briefgen.understand.places import lexicon

if TYPE_CHECKING:
    from briefgen.gazetteer.places import Atlas
    from briefgen.understand.places.candidates import Candidate
    from briefgen.understand.places.words import Words

_KINDS = tuple(f"kind {kind.name.lower()}" for kind in Kind)
_HOWS = tuple(f"how {how.name.lower()}" for how in How)
_FLAGS = ((Flag.WORD, "is word"), (Flag.GIVEN, "is given"), (Flag.SURNAME, "is surname"))
# Half a million people: a city that news names without saying where it is.
FAMOUS = 189
_PLACED = frozenset({"after in", "after city of", "after side", "placed elsewhere", "dateline", "in list", "after in the"})


class Context:
    """The article around its candidates: where names of people are, which words also stand in lower case."""

    def __init__(self, words: Words, found: list[Candidate], atlas: Atlas) -> None:
        self.words, self.atlas = words, atlas
        self.at = {one.first: one for one in found}
        self.before = {one.last: one for one in found}
        self.lower = {key for key, capital in zip(words.keys, words.capital, strict=True) if not capital}
        self.persons = self._persons(found)
        self.people = self._people(found)
        self.named = {one.key for one in found if one.last < len(words) and words.capital[one.last] and words.gaps[one.last] == " "
                      and one.last not in self.at and words.keys[one.last] not in lexicon.AFTER_PLACES}
        self.placed = {one.key for one in found if self._after(one.first) in {"after in", "after side"}}

    def _persons(self, found: list[Candidate]) -> set[int]:
        """Places of the words of persons' full names: a given name and the capitalised word after it, where neither is a known whole."""
        words, given, persons = self.words, self.atlas.given, set()
        inside = {place for one in found if one.last - one.first > 1 for place in range(one.first, one.last)}
        for place in range(len(words) - 1):
            following = words.keys[place + 1]
            if words.capital[place] and words.capital[place + 1] and words.gaps[place + 1] == " " and words.keys[place] in given \
                    and words.keys[place] not in lexicon.AFTER_PLACES and words.shouted[place] == words.shouted[place + 1] and place not in inside and place + 1 not in inside and following not in lexicon.AFTER_PLACES \
                    and not (words.begins[place] and words.keys[place] in lexicon.OPENING):
                entry, second = self.at.get(place), self.at.get(place + 1)
                if entry is not None and (entry.pairs[0][1] == How.DEMONYM or (self._strong(entry) and not entry.flags & Flag.GIVEN)):
                    continue
                if second is not None and second.pairs[0][1] == How.DEMONYM:
                    continue
                persons |= {place, place + 1}
        return persons

    def _people(self, found: list[Candidate]) -> set[str]:
        """Last words of what stands as a person's name somewhere: after a given name, a title or an initial."""
        words, given, people = self.words, self.atlas.given, set()
        texts, keys, capital, gaps = words.texts, words.keys, words.capital, words.gaps
        for place in range(1, len(texts)):
            if not capital[place] or gaps[place] not in {" ", ". "}:
                continue
            before = keys[place - 1]
            if capital[place - 1] and gaps[place] == " " and (before in given or (len(texts[place - 1]) == 2 and texts[place - 1][1] == ".")):
                entry = self.at.get(place - 1)
                if entry is not None and entry.last > place:
                    continue
                if entry is not None and self._strong(entry) and before not in given:
                    continue
                people.add(keys[place])
            elif (capital[place - 1] and gaps[place] == " " and self._unknown(place - 1) and (one := self.at.get(place)) is not None \
                    and one.last == place + 1 and one.flags & Flag.SURNAME and not self._strong(one)) or (before in lexicon.COURTESY and capital[place - 1]):
                people.add(keys[place])
        return people

    def _unknown(self, place: int) -> bool:
        """Whether a capitalised word is none that stands before or after places: it may be a rarer given name."""
        words = self.words
        key = words.keys[place]
        return not (words.begins[place] and (key in lexicon.OPENING or key in self.lower)) and place not in self.at and place + 1 not in self.before \
            and key not in lexicon.AFTER_PLACES and not words.shouted[place]

    def _strong(self, one: Candidate) -> bool:
        return bool(one.pairs) and self.atlas.kinds[one.pairs[0][0]] in {Kind.COUNTRY, Kind.ADMIN1, Kind.CAPITAL, Kind.CONTINENT, Kind.AREA}

    def _name_like(self, place: int) -> bool:
        """Whether a word has its capital of itself, not because a sentence begins."""
        return self.words.capital[place] and not (self.words.begins[place] and self.words.keys[place] in lexicon.OPENING)

    def _after(self, first: int) -> str:
        """What the word before says."""
        words = self.words
        if first == 0 or words.begins[first]:
            return ""
        gap, before = words.gaps[first], words.keys[first - 1]
        if gap not in {" ", ". "}:
            return ""
        if not self._name_like(first - 1):
            if before == "the" and first > 1:
                return "after in the" if words.keys[first - 2] in lexicon.AT else "after the"
            if before in lexicon.AT:
                return "after in"
            if before == "of" and first > 1 and words.keys[first - 2] in lexicon.KINDS_BEFORE:
                return "after city of"
            if before == "of" and first > 1 and words.capital[first - 2] and words.keys[first - 2] in lexicon.BODIES:
                return "after body of"
            if before in lexicon.SIDES:
                return "after side"
            if before in lexicon.TRAVEL:
                return "after travel"
            if before in lexicon.TITLES:
                return "after title"
            if before in lexicon.TOWARDS:
                return "after from"
            return "after and" if before in {"and", "or"} else ""
        return ""

    def _named(self, one: Candidate) -> list[str]:
        """Whether the name is part of a longer capitalised stretch, and of what."""
        words, found = self.words, []
        first, last = one.first, one.last
        if first and not words.begins[first] and self._name_like(first - 1) and words.gaps[first] in {" ", ". "}:
            before, text = words.keys[first - 1], words.texts[first - 1]
            entry = self.before.get(first)
            if words.gaps[first] == " " and before in self.atlas.given and not (entry and self._strong(entry)):
                found.append("after given name")
            elif len(text) == 2 and text[1] == ".":
                found.append("after initial")
            elif before in lexicon.COURTESY:
                found.append("after courtesy")
            elif before in lexicon.TITLES:
                found.append("after title")
            elif before in lexicon.SIDES:
                found.append("after side")
            elif entry is not None and words.gaps[first] == " ":
                found.append("after place")
            elif before in lexicon.BODIES:
                found.append("after body")
            elif words.gaps[first] == " ":
                found.append("after name")
        gap = words.gaps[last]
        if last < len(words) and gap == " ":
            following, capital = words.keys[last], words.capital[last]
            if capital:
                found.append(self._followed(one, following, last))
            elif following in lexicon.SPEAKS:
                found.append("before speaking")
            elif following in lexicon.KINDS_AFTER:
                found.append("before kind")
            elif following in lexicon.BODIES:
                found.append("before lower body")
            elif following in lexicon.OUTSIDE:
                found.append("before thing")
        return found

    def _followed(self, one: Candidate, following: str, last: int) -> str:
        if following in lexicon.WAYS:
            return "before way"
        if following in lexicon.TEAMS:
            return "before team"
        if following in lexicon.BODIES:
            return "before body"
        if following in lexicon.KINDS_AFTER:
            return "before Kind"
        if following in lexicon.TITLES:
            return "before Title"
        if last in self.at:
            return "before place"
        if one.flags & Flag.GIVEN:
            return "given before name"
        return "before name"

    def evidence(self, one: Candidate) -> list[str]:
        """All that the text around says of one candidate, its referent aside."""
        words, found = self.words, []
        first, last = one.first, one.last
        if after := self._after(first):
            found.append(after)
        found += self._named(one)
        if first in self.persons or last - 1 in self.persons:
            found.append("in person")
        gap_before, gap_after = words.gaps[first], words.gaps[last]
        if gap_before.endswith("-") and first:
            found.append("hyphen before")
        if gap_after.startswith("-") and last < len(words):
            found.append("hyphen after")
        if gap_before.endswith("(") and gap_after.startswith(")"):
            found.append("in brackets")
        begins = words.begins[first]
        if begins:
            found.append("begins word" if one.flags & Flag.WORD else "begins")
            if (gap_after.startswith((" (", " —", " –", " -- ", " - ", "—", "–")) and (first == 0 or "\n" in gap_before)) or (first == 0 and words.shouted[first]):
                found.append("dateline")
        elif gap_after.startswith(" (") and last < len(words) and words.texts[last] in lexicon.AGENCIES:
            found.append("dateline")
        if words.shouted[first] and one.short < 0:
            found.append("shouted")
            if last - first == 1 and len(words.texts[first]) < 6 and not words.shouted[max(0, first - 1)] and not words.shouted[min(last, len(words) - 1)]:
                found.append("like an acronym")
        if one.flags & Flag.WORD and last - first == 1 and one.key in self.lower:
            found.append("also in lower case")
        if one.key.rsplit(" ", 1)[-1] in self.people and last - first == 1 and "after given name" not in found:
            found.append("person elsewhere")
        if one.key in self.placed and "after in" not in found:
            found.append("placed elsewhere")
        if one.key in self.named and "before name" not in found and "given before name" not in found:
            found.append("named elsewhere")
        found += self._neighbours(one)
        if one.flags & (Flag.GIVEN | Flag.SURNAME) and _PLACED.intersection(found):
            found.append("personal but placed")
        if one.flags & (Flag.GIVEN | Flag.SURNAME) and ("after name" in found or "hyphen before" in found):
            found.append("personal after name")
        if one.flags & Flag.WORD and ("after name" in found or "before name" in found):
            found.append("word in longer name")
        if one.pairs[0][1] == How.DEMONYM and first and words.keys[first - 1] in lexicon.TONGUES and gap_after != " ":
            found.append("as a language")
        if one.flags & Flag.WORD and _PLACED.intersection(found):
            found.append("word but placed")
        return found

    def _neighbours(self, one: Candidate) -> list[str]:
        """Commas and other places at the sides: lists, and the larger place after the smaller."""
        words, found = self.words, []
        following = self.at.get(one.last)
        if following is not None and words.gaps[one.last] in {", ", " ("} and following.first not in self.persons:
            found.append("in list")
        preceding = self.before.get(one.first)
        if preceding is not None and words.gaps[one.first] in {", ", " ("} and "in list" not in found and preceding.last - 1 not in self.persons:
            found.append("in list")
        if one.last + 1 in self.at and words.keys[one.last:one.last + 1] in (["and"], ["or"]) and words.gaps[one.last + 1] == " " and self._strong(self.at[one.last + 1]):
            found.append("and a place")
        if words.gaps[one.first] == ", " and preceding is None and one.first and words.capital[one.first - 1]:
            found.append("comma after name")
        if words.gaps[one.last].startswith(",") and following is None and one.last < len(words) and words.capital[one.last]:
            found.append("comma before name")
        return found


def describe(one: Candidate, atlas: Atlas) -> list[str]:
    """What the chosen referent is."""
    kind, size = atlas.kinds[one.row], atlas.sizes[one.row]
    found = [_KINDS[kind]]
    if one.how:
        found.append(_HOWS[one.how])
        if one.how == How.DEMONYM and one.key.endswith("s") and not one.key.endswith(("ss", "us")):
            found.append("people")
    if one.short >= 0:
        found.append(f"short {one.short}")
    if kind in {Kind.TOWN, Kind.ADMIN2}:
        found.append(f"size {min(max((size - 90) // 23, 0), 5)}")
        found.append(f"fame {min(atlas.fames[one.row] // 30, 6)}")
    found.append(f"words {min(one.last - one.first, 3)}")
    if one.how != How.DEMONYM and kind not in {Kind.COUNTRY, Kind.CONTINENT, Kind.AREA}:
        known = "known " if size > FAMOUS else ""
        found += [f"{known}{name}" for flag, name in _FLAGS if one.flags & flag]
    if len(one.pairs) == 1:
        found.append("one referent")
    return found
