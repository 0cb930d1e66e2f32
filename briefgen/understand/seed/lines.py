"""What each line of a saved article is. In: its lines. Out: a role for each. Rules of language and position, weighed; no model.

A caption is told by its credit, by its form (who or what is shown, where, and a full date), or by the words that open it. Boilerplate
is what every article of an outlet carries: calls to follow and subscribe, contact lines, rights, related links, bylines and datelines
that stand alone. No rule is certain, so each gives points (`weights`) and the sum decides; a few signs decide alone.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from briefgen.model.seed import Role
from briefgen.understand.seed.bearings import bearings
from briefgen.understand.seed.patterns import SENTENCE_END
from briefgen.understand.seed.signs import signs
from briefgen.understand.seed.weighing import tables
from briefgen.understand.seed.weights import START, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST: Final = 60_000
# Certain in every newsroom: a picture's credit in brackets at the end, and a date or an address that stands alone.
_CERTAIN: Final = (("credited", Role.CAPTION), ("file-photo", Role.CAPTION), ("date-only", Role.BOILERPLATE))
_HELD: Final = frozenset(("creditish", "full-date", "caption-start", "pointing", "image-word", "bracketed"))
_NO_HEADLINE: Final = frozenset(("byline", "date-only", "clock", "stamp", "callS", "names-only", "credit-only", "credit-open", "no-letters",
    "handle"))
_SINGLE, _JOINT = tables(WEIGHTS)


def labels(lines: Sequence[str]) -> list[Role]:
    """A role for each line, blank lines counting as boilerplate. Linear in the length of the text."""
    texts = [line.strip() for line in lines]
    filled = [i for i, text in enumerate(texts) if text]
    own = [signs(texts[i]) if len(texts[i]) <= LONGEST else ["w61+", "sentenceL"] for i in filled]
    places = bearings([texts[i] for i in filled], own)
    found = [Role.BOILERPLATE] * len(texts)
    for i, shown, placed in zip(filled, own, places, strict=True):
        found[i] = _weighed((*shown, *placed))
    if filled and found[filled[0]] is Role.CAPTION and _HELD.isdisjoint(own[0]):  # before everything else stands a headline, not a picture
        found[filled[0]] = Role.BOILERPLATE
    _headline([texts[i] for i in filled], own, filled, found)
    return found


# Lines of an article's text bear the same signs as those of others.
@lru_cache(maxsize=4096)
def _weighed(found: tuple[str, ...]) -> Role:
    for sign, role in _CERTAIN:
        if sign in found:
            return role
    if "dated-showing" in found and ("end0L" in found or "end0S" in found):
        return Role.CAPTION
    caption, other = START
    here = set(found)
    for sign in found:
        points = _SINGLE.get(sign)
        if points is not None:
            caption += points[0]
            other += points[1]
        for others, more in _JOINT.get(sign, ()):
            if others <= here:
                caption += more[0]
                other += more[1]
    if caption <= 0 and other <= 0:
        return Role.BODY
    return Role.CAPTION if caption > other else Role.BOILERPLATE


def _headline(texts: Sequence[str], own: Sequence[Sequence[str]], filled: Sequence[int], found: list[Role]) -> None:
    """Of the first lines, the longest that does not end as a sentence does, is no byline or call, and has running text after it."""
    best = -1
    for k, text in enumerate(texts[:8]):
        role, words = found[filled[k]], len(text.split())
        if role is Role.BODY and (words > 24 or SENTENCE_END.search(text)):
            break
        if role is Role.CAPTION or not 3 <= words <= 24 or text.endswith(".") or not _NO_HEADLINE.isdisjoint(own[k]):
            continue
        if best < 0 or len(text) > len(texts[best]):
            best = k
    if best >= 0 and any(found[i] is Role.BODY and len(texts[k]) > len(texts[best]) for k, i in enumerate(filled[best + 1:best + 8], best + 1)):
        found[filled[best]] = Role.HEADLINE
