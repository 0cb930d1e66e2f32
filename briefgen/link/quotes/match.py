"""A quotation with elisions and brackets against a seed's words. In: normal forms. Out: where its parts stand, or nothing.

A quotation is a row of parts, the words as the source has them, with a gap between each two: an elision (`…`, `[…]`), which
skips text of one paragraph, or a bracket (`[word]`), which stands for a run of at most `BRACKET_WORDS` words. Of all ways to
lay the parts on the source in their order, the one that skips least is taken. No gap may hide or bring in a negation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.link.quotes import normal

if TYPE_CHECKING:
    from briefgen.link.quotes.wording import Wording

# One bracket may stand for at most this many words of the source: enough for a name, too little for a clause.
BRACKET_WORDS: Final = 6
# An elision that hides this little, and a negation in it, turns the sentence round.
SLIVER_WORDS: Final = 5
MOST_PARTS: Final = 12
# No run of so few words is longer than this many characters.
NEAR: Final = 240
# A paragraph's border weighs more than any text inside one.
BORDER: Final = 1_000_000

_GAP: Final = re.compile(r" ?\[ ?\.\.\. ?\] ?| ?\.\.\. ?|\[([^\[\]]{1,120})\]")
# What may be put to the end of a word in brackets: want[ed], official[s].
_ENDINGS: Final = frozenset({"s", "es", "d", "ed", "ing", "'s", "n", "en", "e"})


class Part(NamedTuple):
    """Words as the source has them; `forms` are their spellings (two where the first letter's case is free).

    `elided` tells that an elision stands before them, `bracket` gives the words in brackets before them, if any.
    """

    forms: tuple[str, ...]
    elided: bool
    bracket: str | None


class Laid(NamedTuple):
    """A way to lay a quotation: where its first part begins, characters skipped, whether over a paragraph's border."""

    start: int
    gap: int
    across: bool


class Marked(NamedTuple):
    """A quotation cut at its gaps. `last` is the bracket that stands at its end; `plain` counts the source's own words.

    `lettered` tells that a bracket changes the case of a letter or the ending of a word.
    """

    parts: tuple[Part, ...]
    last: str | None
    plain: int
    elisions: int
    brackets: int
    lettered: bool


def cut(text: str) -> Marked | None:
    """The parts of a quotation in normal form; None where its brackets are not of a kind that is allowed."""
    parts: list[Part] = []
    elided, lettered, place, first_free = False, False, 0, ""
    bracket: str | None = None
    elisions = brackets = plain = 0
    for match in [*_GAP.finditer(text), None]:
        words = text[place:match.start() if match else len(text)]
        core = first_free + words
        if core.strip(" '"):
            core = core.strip() if parts or match else core.strip(" ")
            forms = (core[0].lower() + core[1:], core[0].upper() + core[1:]) if first_free else (core,)
            plain += len(normal.words(core))
            parts.append(Part(tuple(dict.fromkeys(forms)), elided, bracket))
            elided, bracket = False, None
        first_free = ""
        if match is None:
            break
        place = match.end()
        put = match[1]
        if put is None:
            elided, elisions = True, elisions + 1
            continue
        before, after = text[match.start() - 1:match.start()], text[place:place + 1]
        if after.isalnum():
            if len(put) != 1 or not put.isalpha() or before.isalnum():
                return None  # [un]likely: brackets may change the case of a letter, not the word
            first_free, lettered = put, True
        elif before.isalnum():
            if put.strip() not in _ENDINGS:
                return None
            lettered = True
        else:
            brackets += 1
            bracket = put.strip() if bracket is None else f"{bracket} {put.strip()}"
    if not parts or len(parts) > MOST_PARTS:
        return None
    return Marked(tuple(parts), bracket, plain, elisions, brackets, lettered)


def lay(marked: Marked, wording: Wording, wanted: int) -> Laid | None:
    """The way to lay a quotation on a seed that skips least; one that begins in passage `wanted` comes first."""
    ends: dict[int, tuple[int, int, int]] = {}  # where a part ends: (cost, where the first part began, borders crossed)
    for number, part in enumerate(marked.parts):
        found: dict[int, tuple[int, int, int]] = {}
        for form in part.forms:
            for start in wording.hits(form):
                end = start + len(form)
                if number == 0:
                    if _opens(part, wording, start):
                        away = bool(wanted) and wording.number(start) != wanted
                        found[end] = (2 * BORDER if away else 0, start, 0)
                    continue
                best = min((reached for last, entry in ends.items() if last <= start
                            if (reached := _step(part, wording, last, start, entry)) is not None), default=None)
                if best is not None:
                    found[end] = min(best, found.get(end, best))
        ends = found
        if not ends:
            return None
    good = [(cost, start, borders) for end, (cost, start, borders) in ends.items() if _closes(marked, wording, end)]
    if not good:
        return None
    cost, start, borders = min(good)
    return Laid(start, cost % BORDER, borders > 0)


def _step(part: Part, wording: Wording, last: int, start: int, entry: tuple[int, int, int]) -> tuple[int, int, int] | None:
    """The cost of going from the end of one part to the start of the next, or None where the gap is none that is allowed."""
    cost, origin, borders = entry
    length, border = start - last, wording.index(start) - wording.index(last)
    near = not border and length <= NEAR
    skipped = wording.hard[last:start] if near else ""
    if part.elided:
        if part.bracket is not None and normal.negates(part.bracket):
            return None
        if near and len(normal.words(skipped)) <= SLIVER_WORDS and normal.negates(skipped):
            return None
        return cost + (len(skipped.strip()) if near else length) + border * BORDER, origin, borders + border
    if part.bracket is None:  # an ending in brackets: want[ed]
        return (cost, origin, borders) if near and not skipped.strip() else None
    if not near or len(normal.words(skipped)) > BRACKET_WORDS or normal.negates(skipped) != normal.negates(part.bracket):
        return None
    return cost, origin, borders


def _opens(part: Part, wording: Wording, start: int) -> bool:
    """Whether no bracket at the start stands where the source has a negation just before the words quoted."""
    if part.bracket is None or part.elided:
        return part.bracket is None or not normal.negates(part.bracket)
    before = wording.hard[max(0, start - 60):start].rpartition("\n")[2]
    return normal.negates(part.bracket) == normal.negates(" ".join(before.split()[-2:]))


def _closes(marked: Marked, wording: Wording, end: int) -> bool:
    if marked.last is None:
        return True
    after = wording.hard[end:end + 60].partition("\n")[0]
    return normal.negates(marked.last) == normal.negates(" ".join(after.split()[:2]))
