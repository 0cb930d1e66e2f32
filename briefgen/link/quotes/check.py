"""The verdict on one quotation. In: its words and the passages of the seed that it cites. Out: `QuoteCheck`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.link.quotes import normal
from briefgen.link.quotes.diff import nearest
from briefgen.model.verdict import QuoteCheck, Verdict

if TYPE_CHECKING:
    from briefgen.model.seed import Passage

SHORTEST_WORDS: Final = 3
SHORTEST_UNSPACED: Final = 4
# One bracket may stand for at most this many words of the source: enough for a name, too little for a clause.
BRACKET_WORDS: Final = 6
# An elision that hides this little, and a negation in it, turns the sentence round.
SLIVER_WORDS: Final = 5
TERMINAL: Final = ".,;:!?。，、；：！？．…"

_SIC: Final = re.compile(r" ?\[ ?sic[.!]? ?\]", re.IGNORECASE)
_ELISION: Final = re.compile(r" ?\[ ?\.\.\. ?\] ?| ?\.\.\.\.? ?")
_BRACKET: Final = re.compile(r"\[([^\[\]]{0,120})\]")


class Prepared(NamedTuple):
    """A seed's passages in their soft and hard normal forms."""

    passages: tuple[Passage, ...]
    soft: tuple[str, ...]
    hard: tuple[str, ...]


class Segment(NamedTuple):
    """A stretch of a quotation between elisions: a pattern, or plain text where it holds no bracket."""

    text: str
    pattern: re.Pattern[str] | None
    brackets: tuple[str, ...]


class Hit(NamedTuple):
    """Where a segment stands in a passage's normal form."""

    start: int
    end: int


def prepare(passages: tuple[Passage, ...]) -> Prepared:
    """Normal forms, made once for all quotations of a seed."""
    soft = tuple(normal.soft(passage.text) for passage in passages)
    return Prepared(passages, soft, tuple(normal.hard(text) for text in soft))


def passes(outcome: QuoteCheck) -> bool:
    """Whether a verdict lets the quotation be published."""
    return outcome.verdict not in (Verdict.ALTERED, Verdict.ABSENT, Verdict.WRONG_PASSAGE)


def check(quotation: str, seed: Prepared | None, wanted: int = 0, *, translated: str = "") -> QuoteCheck:
    """Checks `quotation` against a seed's passages; `wanted` is the passage that the citation names (0: any)."""
    if seed is None:
        return QuoteCheck(Verdict.NO_TEXT)
    if translated:
        return QuoteCheck(Verdict.TRANSLATED, wanted)
    text = normal.hard(normal.soft(quotation)).strip("' ")
    if _short(text):
        return QuoteCheck(Verdict.SHORT, wanted)
    found = _exact(text, seed, wanted) or _edited(text, seed, wanted)
    if found is None:
        return nearest(text, seed.passages, seed.hard)
    if wanted and found.passage != wanted:
        return QuoteCheck(Verdict.WRONG_PASSAGE, found.passage, found.passage)
    return found


def _short(text: str) -> bool:
    count = normal.words(_BRACKET.sub(" ", text))
    unspaced = sum(1 for word in count if normal.UNSPACED.match(word))
    return unspaced < SHORTEST_UNSPACED if unspaced == len(count) and count else len(count) < SHORTEST_WORDS


def _order(seed: Prepared, wanted: int) -> list[int]:
    """Passages to look at: the one that is named first."""
    order = list(range(len(seed.hard)))
    first = next((i for i in order if seed.passages[i].number == wanted), None)
    return order if first is None else [first, *(i for i in order if i != first)]


def _find(segment: Segment, seed: Prepared, place: int, after: int) -> Hit | None:
    """The first place at or after `after` where a segment stands between boundaries."""
    hard, soft = seed.hard[place], seed.soft[place]
    start = after
    while True:
        if segment.pattern is None:
            at = hard.find(segment.text, start)
            if at < 0:
                return None
            hit = Hit(at, at + len(segment.text))
        else:
            match = segment.pattern.search(hard, start)
            if match is None:
                return None
            hit = Hit(match.start(), match.end())
            if not _honest(segment, match) or (segment.text[0] == "[" and _turned(hard[:hit.start], segment)):
                start = match.start() + 1
                continue
        if normal.boundary(soft, hit.start) and normal.boundary(soft, hit.end):
            return hit
        start = hit.start + 1


def _honest(segment: Segment, match: re.Match[str]) -> bool:
    """Whether no bracket hides or brings a negation: it may name who is meant, not turn round what is said."""
    return all(normal.negates(replaced or "") == normal.negates(put) for put, replaced in zip(segment.brackets, match.groups(), strict=True))


def _turned(before: str, segment: Segment) -> bool:
    """Whether a bracket that opens the quotation stands where the source has a negation just before the words quoted."""
    return bool(segment.brackets) and not normal.negates(segment.brackets[0]) and normal.negates(" ".join(before.split()[-2:]))


def _exact(text: str, seed: Prepared, wanted: int) -> QuoteCheck | None:
    """The words as they stand, in one passage or over the border of two; a mark at their end may have moved."""
    for variant in dict.fromkeys((text, text.rstrip(TERMINAL + "' ") if text[-1:] in TERMINAL else text)):
        segment = Segment(variant, None, ())
        for place in _order(seed, wanted):
            if variant in seed.hard[place] and _find(segment, seed, place, 0):
                return QuoteCheck(Verdict.EXACT, seed.passages[place].number)
        for place in range(len(seed.hard) - 1):
            joined = f"{seed.hard[place].rstrip(chr(39))} {seed.hard[place + 1].lstrip(chr(39))}"
            at = joined.find(variant)
            if at >= 0 and normal.boundary(joined, at) and normal.boundary(joined, at + len(variant)):
                return QuoteCheck(Verdict.EXACT, seed.passages[place].number)
    return None


def _edited(text: str, seed: Prepared, wanted: int) -> QuoteCheck | None:
    """The words with elisions and brackets."""
    marked = _SIC.sub("", text)
    segments = [made for part in _ELISION.split(marked) if (made := _segment(part)) is not None]
    bracketed = any(segment.pattern for segment in segments)
    elided = len(segments) > 1 or bool(_ELISION.search(marked))
    if not segments or not (bracketed or elided or marked != text):
        return None
    plain = sum(len(normal.words(_BRACKET.sub(" ", segment.text))) for segment in segments)
    brackets = sum(len(segment.brackets) for segment in segments)
    if plain < SHORTEST_WORDS or plain <= brackets:
        return None
    verdict = Verdict.ELIDED if elided else Verdict.BRACKETED if bracketed else Verdict.EXACT
    for place in _order(seed, wanted):
        found = _sequence(segments, seed, place)
        if found is not None:
            return QuoteCheck(verdict, seed.passages[place].number, 0, found[0], found[1])
    return None


def _segment(part: str) -> Segment | None:
    text = part.strip(" '").rstrip(TERMINAL).strip(" '") if part.strip(" '") else ""
    if not text:
        return None
    if "[" not in text:
        return Segment(text, None, ())
    pattern, brackets, place = "", [], 0
    for match in _BRACKET.finditer(text):
        before, put = text[place:match.start()], match[1].strip()
        glued = match.end() < len(text) and text[match.end()].isalpha()
        if len(put) == 1 and put.isalpha() and glued and not before[-1:].isalpha():
            # `[t]he`: the first letter of a word, in either case.
            pattern += re.escape(before) + f"(?:{re.escape(put.lower())}|{re.escape(put.upper())})"
        else:
            # The run that the bracket stands for: none (an insertion) or a few words (a replacement).
            pattern += re.escape(before.rstrip()) + ("(?: |\\A)?" if before.endswith(" ") or not before else "")
            pattern += rf"((?:(?:\S+ ){{0,{BRACKET_WORDS - 1}}}\S+?)?)"
            brackets.append(put)
            if text[match.end():match.end() + 1] == " ":
                pattern += " ?"
                place = match.end() + 1
                continue
        place = match.end()
    pattern += re.escape(text[place:])
    return Segment(text, re.compile(pattern), tuple(brackets))


def _sequence(segments: list[Segment], seed: Prepared, place: int) -> tuple[int, bool] | None:
    """(characters skipped, whether a paragraph's border was crossed) where the segments follow one another from `place` on."""
    start = 0
    while True:
        first = _find(segments[0], seed, place, start)
        if first is None:
            return None
        rest = _rest(segments[1:], seed, place, first)
        if rest is not None:
            return rest
        start = first.start + 1


def _rest(segments: list[Segment], seed: Prepared, place: int, last: Hit) -> tuple[int, bool] | None:
    gap, across, at, end = 0, False, place, last.end
    for segment in segments:
        hit = _find(segment, seed, at, end)
        skipped = seed.hard[at][end:hit.start] if hit else ""
        while hit is None:
            gap += len(seed.hard[at]) - end
            at, end = at + 1, 0
            if at >= len(seed.hard):
                return None
            across = True
            hit = _find(segment, seed, at, 0)
            skipped = seed.hard[at][:hit.start] if hit else ""
        if not across and len(normal.words(skipped)) <= SLIVER_WORDS and normal.negates(skipped):
            return None
        gap += len(skipped)
        end = hit.end
    return gap, across
