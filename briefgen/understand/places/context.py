"""What stands around a name and speaks for or against a place. In: `Words`, candidates. Out: evidence by name, a list for each candidate.

The weight of each piece of evidence is in `weights`; this module only says what is there.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.gazetteer.places import Flag, How
from briefgen.understand.places import lexicon
from briefgen.understand.places.people import People, initial, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.gazetteer.places import Atlas
    from briefgen.understand.places.candidates import Candidate
    from briefgen.understand.places.words import Words

ACRONYM: Final = 5
_PERSONAL: Final = Flag.GIVEN | Flag.SURNAME
_PLACED: Final = frozenset({"after in", "after city of", "after side", "placed elsewhere", "dateline", "in list", "after in the"})
_SIDES: Final = frozenset({", ", " ("})
_DASHES: Final = (" (", " —", " –", " -- ", " - ", "—", "–")


class Entity(NamedTuple):
    """What another recogniser found: a person, or else a place, at `start` to `end` (code points, end exclusive)."""

    start: int
    end: int
    person: bool


class Context:
    """The article around its candidates."""

    def __init__(self, words: Words, found: Sequence[Candidate], atlas: Atlas, entities: Sequence[Entity] = ()) -> None:
        self.words, self.atlas = words, atlas
        self.entities = sorted(entities)
        self.entity_starts = [entity.start for entity in self.entities]
        self.at = {one.first: one for one in found}
        self.before = {one.last: one for one in found}
        self.people = People(words, atlas, self.at, self.before)
        self.lower = {key for key, capital in zip(words.keys, words.capital, strict=True) if not capital}
        self.named = {one.key for one in found if one.last < len(words) and words.capital[one.last] and words.gaps[one.last] == " "
                      and one.last not in self.at and words.keys[one.last] not in lexicon.AFTER_PLACES}
        self.placed = {one.key for one in found if self._leads(one.first) in {"after in", "after side"}}

    def evidence(self, one: Candidate) -> list[str]:
        """All that the text around says of one candidate, its referent aside."""
        found = [self._leads(one.first), self._preceded(one), self._followed(one), *self._marks(one), *self._elsewhere(one), *self._beside(one)]
        if self.entities:
            found.append(self._seen(one))
        found = [piece for piece in found if piece]
        if one.flags & Flag.SURNAME and "person elsewhere" in found and one.key not in self.placed:
            found.append("surname of a person")
        if one.flags & _PERSONAL:
            if _PLACED.intersection(found):
                found.append("personal but placed")
            if "after name" in found or "hyphen before" in found:
                found.append("personal after name")
        if one.flags & Flag.WORD:
            if _PLACED.intersection(found):
                found.append("word but placed")
            if "after name" in found or "before name" in found:
                found.append("word in longer name")
        return found

    def _seen(self, one: Candidate) -> str:
        """What another recogniser took the words for."""
        start, end = self.words.starts[one.first], self.words.ends[one.last - 1]
        last = bisect_left(self.entity_starts, end) - 1
        if last < 0 or self.entities[last].end <= start:
            return ""
        return "seen as a person" if self.entities[last].person else "seen as a place"

    def _name_like(self, place: int) -> bool:
        """Whether a word has its capital of itself, not because a sentence begins."""
        return self.words.capital[place] and not (self.words.begins[place] and self.words.keys[place] in lexicon.OPENING)

    def _leads(self, first: int) -> str:
        """What the word before says, where it is no part of a name."""
        words = self.words
        if first == 0 or words.begins[first] or words.gaps[first] not in {" ", ". "} or self._name_like(first - 1):
            return ""
        keys, before = words.keys, words.keys[first - 1]
        if before == "the" and first > 1:
            return "after in the" if keys[first - 2] in lexicon.AT else "after the"
        if before in lexicon.AT:
            return "after in"
        if before == "of" and first > 1 and keys[first - 2] in lexicon.KINDS_BEFORE:
            return "after city of"
        if before == "of" and first > 1 and words.capital[first - 2] and keys[first - 2] in lexicon.BODIES:
            return "after body of"
        for class_, name in _LEADS:
            if before in class_:
                return name
        return ""

    def _preceded(self, one: Candidate) -> str:
        """What the capitalised word before makes of the name."""
        words, first = self.words, one.first
        if not first or words.begins[first] or not self._name_like(first - 1) or words.gaps[first] not in {" ", ". "}:
            return ""
        before, joined, entry = words.keys[first - 1], words.gaps[first] == " ", self.before.get(first)
        if joined and before in self.atlas.given and not (entry and plain(entry, self.atlas)):
            return "after given name"
        if initial(words.texts[first - 1]):
            return "after initial"
        for class_, name in _BEFORE:
            if before in class_:
                return name
        if entry is not None and joined:
            return "after place"
        if before in lexicon.BODIES:
            return "after body"
        return "after name" if joined else ""

    def _followed(self, one: Candidate) -> str:
        """What the word after makes of the name."""
        words, last = self.words, one.last
        if last >= len(words) or words.gaps[last] != " ":
            return ""
        following = words.keys[last]
        if not words.capital[last]:
            return next((name for class_, name in _AFTER_SMALL if following in class_), "")
        for class_, name in _AFTER:
            if following in class_:
                return name
        if last in self.at:
            return "before place"
        return "given before name" if one.flags & Flag.GIVEN else "before name"

    def _marks(self, one: Candidate) -> list[str]:
        """Hyphens, brackets, datelines, capitals."""
        words, first, last, found = self.words, one.first, one.last, []
        before, after, ends = words.gaps[first], words.gaps[last], last >= len(words)
        if first in self.people.full or last - 1 in self.people.full:
            found.append("in person")
            surname = last - 1 if first not in self.people.full else min(last, len(words) - 1)
            if words.keys[surname] in self.atlas.surnames:
                found.append("in full name")
        if before.endswith("-") and first:
            found.append("hyphen before")
        if after.startswith("-") and not ends:
            found.append("hyphen after")
        if before.endswith("(") and after.startswith(")"):
            found.append("in brackets")
        if words.begins[first]:
            found.append("begins word" if one.flags & Flag.WORD else "begins")
            opens = first == 0 or "\n" in before
            if opens and (after.startswith(_DASHES) or (words.shouted[first] and not (not ends and after == " " and words.shouted[last]))):
                found.append("dateline")
        elif after.startswith(" (") and not ends and words.texts[last] in lexicon.AGENCIES:
            found.append("dateline")
        if words.shouted[first] and one.short < 0:
            found.append("shouted")
            alone = not words.shouted[max(0, first - 1)] and not words.shouted[min(last, len(words) - 1)]
            if last - first == 1 and len(words.texts[first]) <= ACRONYM and alone:
                found.append("like an acronym")
        if one.pairs[0][1] == How.DEMONYM and first and words.keys[first - 1] in lexicon.TONGUES and after != " ":
            found.append("as a language")
        return found

    def _elsewhere(self, one: Candidate) -> list[str]:
        """What the same word does in the rest of the article."""
        found, single = [], one.last - one.first == 1
        if one.flags & Flag.WORD and single and one.key in self.lower:
            found.append("also in lower case")
        if single and one.key in self.people.names and self._preceded(one) != "after given name":
            found.append("person elsewhere")
        if one.key in self.placed and self._leads(one.first) != "after in":
            found.append("placed elsewhere")
        if one.key in self.named and self._followed(one) not in {"before name", "given before name"}:
            found.append("named elsewhere")
        return found

    def _beside(self, one: Candidate) -> list[str]:
        """Commas and other places at the sides."""
        words, first, last, found = self.words, one.first, one.last, []
        following, preceding = self.at.get(last), self.before.get(first)
        full = self.people.full
        if (following is not None and words.gaps[last] in _SIDES and following.first not in full) or \
                (preceding is not None and words.gaps[first] in _SIDES and preceding.last - 1 not in full):
            found.append("in list")
        over = self.at.get(last + 1)
        if over is not None and words.keys[last] in {"and", "or"} and words.gaps[last + 1] == " " and plain(over, self.atlas):
            found.append("and a place")
        if words.gaps[first] == ", " and preceding is None and first and words.capital[first - 1]:
            found.append("comma after name")
        if words.gaps[last].startswith(",") and following is None and last < len(words) and words.capital[last]:
            found.append("comma before name")
        return found


_LEADS: Final = ((lexicon.SIDES, "after side"), (lexicon.TRAVEL, "after travel"), (lexicon.TITLES, "after title"), (lexicon.TOWARDS, "after from"),
                 (frozenset({"and", "or"}), "after and"))
_BEFORE: Final = ((lexicon.COURTESY, "after courtesy"), (lexicon.TITLES, "after title"), (lexicon.SIDES, "after side"))
_AFTER: Final = ((lexicon.WAYS, "before way"), (lexicon.TEAMS, "before team"), (lexicon.BODIES, "before body"), (lexicon.KINDS_AFTER, "before Kind"),
                 (lexicon.TITLES, "before Title"))
_AFTER_SMALL: Final = ((lexicon.SPEAKS, "before speaking"), (lexicon.KINDS_AFTER, "before kind"), (lexicon.BODIES, "before lower body"),
                       (lexicon.OUTSIDE, "before thing"))
