"""Reported speech without marks. In: text, the spans already quoted. Out: candidates: `X said that …`, `…, X said`, `according to X, …`.

The reporter's words, not the speaker's: these are offered to an editor, never set in marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from briefgen.model.reading import Quote, QuoteKind, Speaker
from briefgen.understand.quotations import subjects
from briefgen.understand.quotations.vocabulary import DETERMINERS, PRONOUNS

if TYPE_CHECKING:
    from collections.abc import Sequence

_VERB: Final = re.compile(
    r"\b(said|says|told|added|warned|argued|claimed|insisted|noted|announced|reported|stated|explained|believes?|confirmed|denied"
    r"|suggested|alleged|acknowledged|admitted"
    r"|predicted|stressed|pledged|promised|vowed|urged|concluded|asserted|estimated|assessed|wrote|tweeted|testified|declared|maintained"
    r"|contended|revealed|indicated|thinks?"
    r"|expects?|wants?|hopes?|according to)\b")
_SENTENCE: Final = re.compile(r"(?<=[.!?…])[”’\"')\]]*\s+(?=[A-Z“‘\"'])|\n+")
_FEWEST: Final = 3
_SURE: Final = 55
_FAR: Final = 700  # characters on either side of the verb


def reported(text: str, taken: Sequence[tuple[int, int]]) -> list[Quote]:
    """Candidates for reported speech, none over a quotation in marks."""
    starts = [0, *(match.end() for match in _SENTENCE.finditer(text))]
    ends = [*starts[1:], len(text)]
    made: list[Quote] = []
    done = -1
    for match in _VERB.finditer(text):
        at = bisect_right(starts, match.start()) - 1
        start, end = max(starts[at], match.start() - _FAR), min(ends[at], match.end() + _FAR)
        if match.start() < done or _inside(match.start(), taken):
            continue
        found = _according(text, match, start, end) if match[1] == "according to" else _said(text, match, start, end)
        if found is None:
            continue
        low, high, speaker = found
        while high > low and (text[high - 1].isspace() or text[high - 1] in ".,;:"):
            high -= 1
        if text.count(" ", low, high) + 1 < _FEWEST or _crosses(low, high, taken):
            continue
        words = text[speaker[0]:speaker[1]]
        made.append(Quote(low, high, ((low, high),), QuoteKind.INDIRECT, Speaker(speaker[0], speaker[1], words), words, "reported", _SURE))
        done = end
    return made


def _crosses(low: int, high: int, taken: Sequence[tuple[int, int]]) -> bool:
    k = bisect_right(taken, (high, -1))
    return k > 0 and taken[k - 1][1] > low


def _inside(place: int, taken: Sequence[tuple[int, int]]) -> bool:
    k = bisect_right(taken, (place, 1 << 60)) - 1
    return k >= 0 and taken[k][0] <= place < taken[k][1]


def _said(text: str, match: re.Match[str], start: int, end: int) -> tuple[int, int, subjects.Span] | None:
    speaker = subjects.before(text, start, match.start())
    if speaker is None or not _plausible(text[speaker[0]:speaker[1]]) or text[match.end():match.end() + 1] == ",":
        return None
    if text[speaker[0]:speaker[1]].lower() == "it" and re.match(r"\s+(?:is|was|has been)\b", text[speaker[1]:]):  # nobody: `it is noted that`
        return None
    rest = text[match.end():end].strip(" .\n")
    comma = text.rfind(",", start, speaker[0])
    if len(rest.split()) < _FEWEST and comma > start and not text[comma + 1:speaker[0]].strip():  # `…, officials said.`
        return start, comma, speaker
    low = match.end()
    if match[1] == "told":
        heard = subjects.after(text, low, end)
        low = heard[1] if heard else low
    if text[low:low + 2].lstrip().startswith(","):
        return None
    that = re.match(r"\s*(?:\w+day\s+)?(?:that\s+)?", text[low:end])
    low += that.end() if that else 0
    return low, end, speaker


def _according(text: str, match: re.Match[str], start: int, end: int) -> tuple[int, int, subjects.Span] | None:
    speaker = subjects.after(text, match.end(), end)
    if speaker is None:
        return None
    before = text[start:match.start()].rstrip(" ,")
    if len(before.split()) >= _FEWEST:
        return start, start + len(before), speaker
    comma = text.find(",", speaker[1], end)
    return (comma + 1 + (text[comma + 1:comma + 2] == " "), end, speaker) if comma > 0 else None


def _plausible(words: str) -> bool:
    """Somebody who can speak: a name, a pronoun, or a noun with its article; not the last word of some clause."""
    first = words.split(maxsplit=1)[0] if words.split() else ""
    return first[:1].isupper() or first.lower() in PRONOUNS or first.lower() in DETERMINERS or words.endswith("s")
