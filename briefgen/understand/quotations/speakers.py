"""Who said a quotation. In: the article, its quoted spans. Out: for each span, the words that name the speaker, and how it is known.

In the order in which newsrooms write: after the quotation (“…,” he said; “…,” said the former official), before it (Analysts said: “…”),
`according to`, a name and a colon; then by carrying over: the next quotation of one paragraph has the speaker of the one before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.understand.quotations import subjects
from briefgen.understand.quotations.vocabulary import ALSO_NOUNS, BEFORE_NOUNS, PREPOSITIONS, SAID, SAID_ELSEWHERE, SAYING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.understand.quotations.spans import Quoted
    from briefgen.understand.quotations.subjects import Span

_SENTENCE: Final = re.compile(r"(?<=[.!?…])[”’\"'»)\]]*\s+(?=[A-Z“‘\"'«À-ÝА-Я\x01])|\n+")
_ABBREVIATED: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Capt|Maj|Sen|Rep|Gov|Rev|St|Prof|Jr|Sr|Sens|Reps|Adm|vs|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec"
    r"|[A-Z])\.\s*\Z")
_ACCORDING: Final = re.compile(r"\b(?:according to|in the words of|per|quoting|citing)\s+", re.IGNORECASE)
_OWNER: Final = re.compile(r"((?:[A-Z][\w.-]+ ){0,3}[A-Z][\w.-]+)[’']s?(?:\s+[\w-]+){0,2}\s+[“‘\"']?\Z")
_STOP: Final = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z][a-z])[.!?;](?=\s|\Z|”)|\n")
_TRAIL: Final = re.compile(r"[\s,–—-]*")
_ADVERB: Final = re.compile(r"(?:(?:also|then|later|now|\w+ly)\s+)*")
_DASHES: Final = (" - ", " – ", " — ", "\n")
_NEAR: Final = 160
_FAR: Final = 700  # characters: a sentence that is longer is read from there on


class Attribution(NamedTuple):
    """A speaker's span, or none; `how` is one of after, before, according, colon, within, carried, none."""

    speaker: Span | None
    how: str


def attribute(text: str, found: Sequence[Quoted]) -> list[Attribution]:
    """The attribution of each span."""
    plain = _blanked(text, found)
    starts = _sentences(plain)
    made = [_direct(text, plain, starts, found, i) for i in range(len(found))]
    for i in range(len(found)):
        if made[i].how == "none":
            made[i] = _carried(plain, starts, found, made, i)
    return made


def _blanked(text: str, found: Sequence[Quoted]) -> str:
    """The text with quoted words blanked, so that no word inside a quotation is taken for the reporter's."""
    parts, place = [], 0
    for one in found:
        last = text[one.end - 1]
        parts += [text[place:one.start], "\x01" * (one.end - one.start - 1), last if last in ".!?…" else "\x01"]
        place = one.end
    parts.append(text[place:])
    return "".join(parts)


def _sentences(plain: str) -> list[int]:
    return [0, *(match.end() for match in _SENTENCE.finditer(plain) if not _ABBREVIATED.search(plain, max(0, match.start() - 6), match.start()))]


def _direct(text: str, plain: str, starts: list[int], found: Sequence[Quoted], i: int) -> Attribution:
    one = found[i]
    opening, closing = one.start - 1, min(len(plain), one.end + (0 if one.open else 1))
    last = text[one.end - 1]
    following = found[i + 1].start - 1 if i + 1 < len(found) else len(plain)
    line_end = plain.find("\n", closing)
    line_end = len(plain) if line_end < 0 else line_end
    sentence = max(starts[bisect_right(starts, opening) - 1], opening - _FAR)
    head = plain[sentence:opening]
    if made := _introduced(plain, sentence, opening):
        return made
    alone = not head.strip(" \x01“‘\"'")
    if not one.open and (made := _after(plain, closing, min(following, line_end), last, alone=alone, chained=following < line_end)):
        return made
    if made := _before(plain, sentence, opening):
        return made
    if not one.open and (match := _ACCORDING.match(plain, _TRAIL.match(plain, closing).end())):  # type: ignore[union-attr]
        return Attribution(subjects.after(plain, match.end(), line_end), "according")
    if head.strip(" \x01“‘\"'—-") and not one.open:
        later = _clause_after(plain, closing, min(following, line_end))
        if later:
            return later
    return Attribution(None, "none")


def _after(plain: str, place: int, end: int, last: str, *, alone: bool, chained: bool) -> Attribution | None:
    """`said X` and `X said` after a quotation, before the sentence ends."""
    begin = _TRAIL.match(plain, place).end()  # type: ignore[union-attr]
    end = min(end, begin + _FAR)
    stop = _STOP.search(plain, begin, end)
    limit = stop.start() if stop else end
    found = subjects.words(plain, begin, min(limit, begin + _NEAR))
    if not found:
        return None
    k = 0
    while k < len(found) and k < 2 and (found[k][0].lower().endswith("ly") or found[k][0].lower() in ("also", "then", "later")):
        k += 1
    if k < len(found) and (found[k][0].lower() in SAID or found[k][0].lower() in SAID_ELSEWHERE) and last != ".":
        speaker = subjects.after(plain, found[k].end(), limit)
        return Attribution(speaker, "after") if speaker and not plain[found[k].end():speaker[0]].strip() else None
    if last == "." and not (alone and not chained and _only_said(found)):
        return None
    first = found[0][0].lower()
    if first in PREPOSITIONS or first in ("and", "but", "or", "that", "which", "to", "of"):
        return None
    for n, match in enumerate(found[:14]):
        lower = match[0].lower()
        if n and lower in SAID:
            if chained and plain[match.end():end].rstrip()[-1:] in (",", ":") and last in "!?" and not alone:
                return None
            speaker = subjects.before(plain, begin, match.start())
            return Attribution(speaker, "after") if speaker else None
        if n and lower in SAYING and n < 3:
            return None
    return None


def _only_said(found: Sequence[re.Match[str]]) -> bool:
    """A short sentence of its own that does nothing but name the speaker: `“… .” Zelensky said.`"""
    return len(found) <= 5 and any(match[0].lower() in SAID for match in found[1:])


def _introduced(plain: str, sentence: int, opening: int) -> Attribution | None:
    """`X said, “…”`, `X added: “…”`, `X: “…”`: the mark of punctuation says that what comes is theirs."""
    tail = plain[sentence:opening].rstrip()
    if tail[-1:] not in (",", ":"):
        return None
    end = sentence + len(tail) - 1
    cut = max((place + len(sign) for sign in _DASHES if (place := plain.rfind(sign, sentence, end)) >= 0), default=sentence)
    short = subjects.words(plain, cut, end)
    named = 0 < len(short) <= 6 and short[-1][0][:1].isupper() and not any(match[0].lower() in SAID for match in short[1:])
    if tail[-1] == ":" and named:
        return _of(subjects.phrase(plain, cut, end), "colon")
    found = subjects.words(plain, sentence, end)
    for n in range(len(found) - 1, max(0, len(found) - 4), -1):
        if found[n][0].lower() in SAID and not _noun(found, n) and found[n - 1][0].lower() != "to":
            return _of(subjects.before(plain, sentence, found[n].start()), "before")
    return None


def _before(plain: str, sentence: int, opening: int) -> Attribution | None:
    """The last reporting verb between the sentence's beginning and the quotation, and its subject."""
    found = subjects.words(plain, sentence, opening)
    tail = plain[sentence:opening].rstrip()
    match = None
    for according in _ACCORDING.finditer(plain, sentence, opening):
        match = according
    if match and opening - match.end() < _NEAR and match[0].lower().startswith(("according", "in the words")):
        return Attribution(subjects.after(plain, match.end(), opening), "according")
    for n in range(len(found) - 1, 0, -1):
        lower = found[n][0].lower()
        if lower in SAID and not _noun(found, n):
            if found[n - 1][0].lower() == "to" and n > 1:
                return _of(subjects.first(plain, sentence, found[n - 1].start()), "before")
            return _of(subjects.before(plain, sentence, found[n].start()) or subjects.first(plain, sentence, found[n].start()), "before")
        if lower in SAYING:
            return _of(_of_participle(plain, sentence, found, n), "before")
    if found and found[0][0].lower() in SAID | SAYING and len(found) < 6:
        return None
    if tail.endswith(":") and found:
        if len(found) > 5:
            return _of(subjects.first(plain, sentence, opening), "colon")
        return _of(subjects.phrase(plain, sentence, len(tail) + sentence - 1), "colon")
    if owner := _OWNER.search(plain, max(sentence, opening - 80), opening):
        return Attribution(owner.span(1), "owner")
    return None


def _of_participle(plain: str, sentence: int, found: Sequence[re.Match[str]], n: int) -> Span | None:
    """The subject of `…, shouting “…”`: that of the clause before it, which a conjunction may open."""
    for k in range(n - 1, 0, -1):
        if found[k][0].lower() in ("when", "while", "after", "as", "where", "because", "before", "until"):
            return subjects.first(plain, found[k].end(), found[n].start())
    return subjects.first(plain, sentence, found[n].start())


def _noun(found: Sequence[re.Match[str]], n: int) -> bool:
    """Whether a word that may be a verb is a noun here: an article, an adjective or a preposition stands before it."""
    return found[n][0].lower() in ALSO_NOUNS and found[n - 1][0].lower() in BEFORE_NOUNS


def _clause_after(plain: str, closing: int, end: int) -> Attribution | None:
    """`a “very bad” deal, he said`: the reporting clause closes the sentence."""
    end = min(end, closing + _FAR)
    stop = _STOP.search(plain, closing, end)
    limit = stop.start() if stop else end
    comma = plain.rfind(",", closing, limit)
    if comma < 0 or limit - comma > 90:
        return None
    found = subjects.words(plain, comma, limit)
    if match := _ACCORDING.match(plain, comma + 2):
        return _of(subjects.after(plain, match.end(), limit), "according")
    for n, match_ in enumerate(found[:8]):
        if n and match_[0].lower() in SAID and found[0][0].lower() not in PREPOSITIONS | {"who", "which", "and", "that"}:
            return _of(subjects.before(plain, comma + 1, match_.start()), "within")
    return None


def _of(speaker: Span | None, how: str) -> Attribution | None:
    return Attribution(speaker, how) if speaker else None


def _carried(plain: str, starts: list[int], found: Sequence[Quoted], made: Sequence[Attribution], i: int) -> Attribution:
    """A quotation without words of its own: the speaker of the one before it, or the subject of the sentence before it."""
    one = found[i]
    opening = one.start - 1
    line = plain.rfind("\n", 0, opening) + 1
    at = bisect_right(starts, opening) - 1
    sentence = max(starts[at], opening - _FAR)
    if sentence < opening and plain[sentence:opening].strip(" \x01“‘\"'”’»—–-.,"):  # words of the sentence stand before it
        speaker = subjects.first(plain, sentence, opening)
        return Attribution(speaker, "weak") if speaker else Attribution(None, "none")
    earlier = i - 1
    if earlier >= 0 and found[earlier].end >= line and made[earlier].speaker:
        between = plain[found[earlier].end + 1:opening]
        if len(between) < 400:
            return Attribution(made[earlier].speaker, "carried")
    if at and starts[at - 1] >= line:
        speaker = _subject_of(plain, starts[at - 1], sentence)
        if speaker:
            return Attribution(speaker, "carried")
    if earlier >= 0 and made[earlier].speaker and plain.count("\n", found[earlier].end, opening) <= 2 and opening - found[earlier].end < 500:
        return Attribution(made[earlier].speaker, "carried")
    previous = max(0, plain.rfind("\n", 0, max(0, line - 2)) + 1)
    if line and plain[previous:line].strip():
        last = starts[max(0, bisect_right(starts, max(0, len(plain[:line].rstrip()) - 1)) - 1)]
        speaker = _subject_of(plain, last, line)
        if speaker:
            return Attribution(speaker, "carried")
    return Attribution(None, "none")


def _subject_of(plain: str, start: int, end: int) -> Span | None:
    found = subjects.words(plain, start, end)
    for n, match in enumerate(found):
        if n and match[0].lower() in SAID and not _noun(found, n):
            return subjects.before(plain, start, match.start()) or subjects.first(plain, start, end)
    return subjects.first(plain, start, end)


__all__ = ["Attribution", "attribute"]
