"""The verdict on one quotation. In: its words and the wording of the seed that it cites. Out: `QuoteCheck`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefgen.link.quotes import match, normal
from briefgen.link.quotes.diff import nearest
from briefgen.model.verdict import QuoteCheck, Verdict

if TYPE_CHECKING:
    from briefgen.link.quotes.wording import Wording

SHORTEST_WORDS: Final = 3
SHORTEST_UNSPACED: Final = 4
# The marks that may move in or out at the end of a quotation (PRODUCT §2.1), and what the scripts of East Asia have for them.
TERMINAL: Final = ".,?。，、？．"

_SIC: Final = re.compile(r"\s*\[\s*sic[.!]?\s*\]", re.IGNORECASE)
_BRACKET: Final = re.compile(r"\[[^\[\]]*\]")


def passes(outcome: QuoteCheck) -> bool:
    """Whether a verdict lets the quotation be published."""
    return outcome.verdict not in (Verdict.ALTERED, Verdict.ABSENT, Verdict.WRONG_PASSAGE)


def check(quotation: str, wording: Wording | None, wanted: int = 0, *, translated: str = "") -> QuoteCheck:
    """Checks `quotation` against a seed; `wanted` is the passage that the citation names (0: any)."""
    if wording is None:
        return QuoteCheck(Verdict.NO_TEXT)
    if translated:
        return QuoteCheck(Verdict.TRANSLATED, wanted)
    text = normal.hard(normal.soft(quotation)).strip("' ")
    if short(text):
        return QuoteCheck(Verdict.SHORT, wanted)
    found = _exact(text, wording, wanted)
    if found is None and _SIC.search(quotation):  # not the source's own
        text = normal.hard(normal.soft(_SIC.sub("", quotation))).strip("' ")
        found = _exact(text, wording, wanted)
    found = found or _edited(text, wording, wanted) or _flowing(text, wording)
    if found is None:
        return nearest(text, wording)
    if wanted and found.passage != wanted:
        return QuoteCheck(Verdict.WRONG_PASSAGE, found.passage, found.passage)
    return found


def short(text: str) -> bool:
    """Whether a quotation in normal form has too few words of the source's own to be checked."""
    found = normal.words(_BRACKET.sub(" ", text))
    unspaced = sum(1 for word in found if normal.UNSPACED.match(word))
    return unspaced < SHORTEST_UNSPACED if found and unspaced == len(found) else len(found) < SHORTEST_WORDS


def _variants(text: str) -> tuple[str, ...]:
    """The words, and the words without the mark at their end that the editor may have put there."""
    bare = text[:-1].rstrip("' ") if text[-1:] in TERMINAL and not text.endswith("...") else text
    return (text,) if bare == text else (text, bare)


def _exact(text: str, wording: Wording, wanted: int) -> QuoteCheck | None:
    """The words as they stand in one passage."""
    for variant in _variants(text):
        first = 0
        for place in wording.hits(variant):
            number = wording.number(place)
            if not wanted or number == wanted:
                return QuoteCheck(Verdict.EXACT, number, after_no=_after_no(wording, place))
            first = first or number
        if first:
            return QuoteCheck(Verdict.EXACT, first)
    return None


def _after_no(wording: Wording, place: int) -> str:
    """The one or two words just before a place, where they say no and belong to the same clause; else empty."""
    before = wording.hard[max(0, place - 40):place].rpartition("\n")[2]
    if not before.endswith(" "):
        return ""
    last = re.split(r"[.,;:!?()'-](?=\s)", before)[-1].split()[-2:]
    return " ".join(last) if normal.negates(" ".join(last)) else ""


def _edited(text: str, wording: Wording, wanted: int) -> QuoteCheck | None:
    """The words with elisions and brackets."""
    if "[" not in text and "..." not in text:
        return None
    for variant in _variants(text):
        marked = match.cut(variant)
        # Words picked one by one make any sentence: each run between gaps needs two on average.
        if marked is None or marked.plain < 2 * marked.elisions or marked.plain < 2 * marked.brackets:
            continue
        laid = match.lay(marked, wording, wanted)
        if laid is not None:
            verdict = Verdict.ELIDED if marked.elisions else Verdict.BRACKETED if marked.brackets or marked.lettered else Verdict.EXACT
            return QuoteCheck(verdict, wording.number(laid.start), 0, laid.gap, laid.across)
    return None


def _flowing(text: str, wording: Wording) -> QuoteCheck | None:
    """The words over the border of two or more paragraphs of the body."""
    flow, starts = wording.flow
    hard = normal.hard(flow)
    for variant in _variants(normal.unmarked(text)):
        place = hard.find(variant)
        while place >= 0:
            if normal.boundary(flow, place) and normal.boundary(flow, place + len(variant)):
                return QuoteCheck(Verdict.EXACT, max(number for start, number in starts if start <= place))
            place = hard.find(variant, place + 1)
    return None
