"""Who is the subject of a reporting verb. In: text with its quotations blanked out, and places in it. Out: the span of a noun phrase.

No parser: news puts the speaker beside the verb, so a few shapes suffice: a pronoun, a name with its titles, a noun with its article.
"""

from __future__ import annotations

import re
from typing import Final

from briefgen.understand.quotations.vocabulary import AUXILIARY, DETERMINERS, NOT_NAMES, PARTICLES, PREPOSITIONS, PRONOUNS, SAID, SAYING

WORD: Final = re.compile(r"[^\W_]+(?:[.’'&/-][^\W_]+)*\.?")
_INITIAL: Final = re.compile(
    r"(?:[A-Z]\.)+\Z|(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Capt|Maj|Sen|Rep|Gov|Rev|St|Prof|Jr|Sr|Sens|Reps|Adm|Hon|Pres|Cmdr|No)\.\Z")
_ASIDE: Final = re.compile(r"\s*\([^()]{0,60}\)\s*\Z")
_ENDS: Final = re.compile(r"[,;:—–(“\"\n]|\s-\s|(?<![A-Z])\.(?=\s|\Z)|[!?]")
_WHO: Final = frozenset(("who", "which", "that"))
# `the headmaster, Teburoro Ioane`: the name that an article's noun is given.
_NAMED: Final = re.compile(r",\s+((?:[A-Z][\w.’'-]+)(?:\s+[A-Z][\w.’'-]+){0,3})(?=[,.;:”’\"]|\s*\Z)")
_EDGES: Final = frozenset(("that", "when", "who", "which", "but"))
_JOINS: Final = frozenset(("and", "but", "or", "then"))
_LONGEST: Final = 14

Span = tuple[int, int]


def words(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The words between two places."""
    return list(WORD.finditer(text, start, end))


def before(text: str, start: int, verb: int, *, deep: int = 0) -> Span | None:
    """The subject that stands before a verb at `verb`, in the sentence that begins at `start`."""
    if deep > 3:
        return None
    end = _back(text, start, verb)
    aside = _ASIDE.search(text, start, end)
    end = aside.start() if aside else end
    if end <= start:
        return None
    if text[end - 1] in ",—–-":
        return _past_insertion(text, start, end - 1, deep)
    found = words(text, start, end)
    if not found:
        return None
    last = found[-1][0].lower()
    if last in _WHO:
        return before(text, start, found[-1].start(), deep=deep + 1)
    verbal = last in SAID and not (len(found) > 1 and found[-2][0].lower() in DETERMINERS)
    if last in _JOINS or verbal or last in SAYING:
        comma = text.rfind(",", start, end)
        clause = words(text, comma, end) if comma > start else []
        return (first(text, comma + 1, end) if clause and not _hangs(clause[0][0]) else None) or first(text, start, end)
    return phrase(text, start, end)


def _back(text: str, start: int, verb: int) -> int:
    """The end of the subject: adverbs and auxiliaries before the verb are passed over."""
    end = verb
    while True:
        while end > start and text[end - 1].isspace():
            end -= 1
        found = re.search(r"[^\W\d_]+(?:[’'][a-z]+)?\Z", text[max(start, end - 24):end])
        if not found or not found[0].islower():
            return end
        word = found[0]
        if word in _WHO or (word not in AUXILIARY and not word.endswith("ly")) or word in PRONOUNS or word in DETERMINERS - {"no", "all", "both"}:
            return end
        end -= len(word)


def _past_insertion(text: str, start: int, comma: int, deep: int) -> Span | None:
    """The subject before an insertion: `Fiorina, speaking to Iowans, said`."""
    earlier = max(text.rfind(",", start, comma), text.rfind("—", start, comma), text.rfind(" – ", start, comma), text.rfind(" - ", start, comma))
    if earlier <= start:
        return phrase(text, start, comma) if not deep else None
    inside = words(text, earlier, comma)
    if inside and inside[0][0].lower() in _JOINS and len(inside) < 6:
        return first(text, start, comma)
    found = phrase(text, start, earlier)
    head = words(text, start, earlier)
    if head and head[0][0].lower() in PREPOSITIONS | {"asked", "speaking", "citing"} and inside and len(inside) <= 6 and not _hangs(inside[0][0]):
        return phrase(text, earlier + 1, comma)
    return found


def _hangs(word: str) -> bool:
    low = word.lower()
    return low in PREPOSITIONS or low in DETERMINERS or low in _WHO or low.endswith("ing") or low.isdigit()


def phrase(text: str, start: int, end: int) -> Span | None:
    """The noun phrase that ends at `end`: back to its article, its title or the edge of the clause."""
    found = words(text, start, end)
    if not found:
        return None
    if found[-1][0].lower() in PRONOUNS:
        return found[-1].span()
    k = len(found) - 1
    low = k
    named = found[k][0][:1].isupper() or found[k][0][:1].isdigit()
    while k > 0 and len(found) - k < _LONGEST:
        gap = text[found[k - 1].end():found[k].start()]
        word = found[k - 1][0]
        lower = word.lower()
        noun = k > 1 and found[k - 2][0].lower() in DETERMINERS
        if gap.strip(" ’'s\xa0(") or lower in PREPOSITIONS or (lower in SAID and not noun) or lower in SAYING or lower in _EDGES:
            break
        if word[:1].islower() and named and lower in ("and", "or") and not found[k][0][:1].isupper():
            break
        if word[:1].isupper() and lower in NOT_NAMES:
            break
        k -= 1
        low = k
        if lower in DETERMINERS and not _of(found, k):
            break
    return found[_governed(text, found, low)].start(), found[-1].end()


def _governed(text: str, found: list[re.Match[str]], low: int) -> int:
    """The beginning of `a doctor at the hospital`: a preposition before the phrase, and an article's noun before that, where the clause begins."""
    if low < 2 or found[low - 1][0].lower() not in ("at", "of", "in", "from", "for", "with") or low > 6:
        return low
    head = text[found[0].start():found[low].start()]
    several = found[0][0][:1].isupper() and found[0][0].endswith("s") and low == 2
    return 0 if (several or found[0][0].lower() in DETERMINERS) and not any(sign in head for sign in ",;:—–\x01") else low


def _of(found: list[re.Match[str]], k: int) -> bool:
    """Whether an article belongs to `one of the officials`, so that the phrase begins further left."""
    return k > 0 and found[k - 1][0].lower() in ("of", "for")


def after(text: str, start: int, end: int) -> Span | None:
    """The noun phrase that begins at `start`: on to a comma, a clause, or the end."""
    stop = _ENDS.search(text, start, end)
    while stop and stop[0] == "." and _INITIAL.search(text, max(start, stop.start() - 5), stop.end()):
        stop = _ENDS.search(text, stop.end(), end)
    limit = stop.start() if stop else end
    found = words(text, start, limit)
    if not found:
        return None
    if found[0][0].lower() in PRONOUNS and found[0][0].lower() not in ("one", "some", "many", "others", "another", "both"):
        return found[0].span()
    k = 0
    while k + 1 < len(found) and k < _LONGEST:
        lower = found[k + 1][0].lower()
        if found[k + 1][0][:1].islower() and not lower.isascii():  # another language: to its comma
            return found[0].start(), found[-1].end()
        if lower in _WHO or lower in SAID or lower in SAYING:
            break
        if lower in PREPOSITIONS and not (lower in ("for", "with", "at", "from") and found[k][0][:1].islower() and lower == "for"):
            break
        if lower in ("to", "told", "yesterday", "today") or (lower in NOT_NAMES and found[k + 1][0][:1].isupper()):
            break
        k += 1
    named = _NAMED.match(text, found[k].end(), end) if found[0][0].lower() in DETERMINERS and k + 1 == len(found) else None
    return found[0].start(), named.end(1) if named else found[k].end()


def first(text: str, start: int, end: int) -> Span | None:
    """The subject of a sentence as a whole: its first noun phrase that no preposition governs."""
    place = start
    for _ in range(4):
        found = words(text, place, end)
        if not found:
            return None
        lower = found[0][0].lower()
        if lower in PREPOSITIONS or lower in ("asked", "speaking") or lower.endswith("ing"):
            comma = text.find(",", place, end)
            if comma < 0:
                return _named(found)
            place = comma + 1
            continue
        if lower in _JOINS or (lower in NOT_NAMES and found[0][0][:1].isupper()) or lower.endswith("ly"):
            place = found[0].end()
            continue
        return _head(text, found, end)
    return None


def _named(found: list[re.Match[str]]) -> Span | None:
    for k, match in enumerate(found[1:], 1):
        if match[0].lower() in PRONOUNS - {"one", "it"}:
            return match.span()
        if match[0][:1].isupper() and match[0].lower() not in NOT_NAMES and found[k - 1][0].lower() not in PREPOSITIONS | {"the", "of"}:
            last = k
            while last + 1 < len(found) and found[last + 1][0][:1].isupper():
                last += 1
            return match.start(), found[last].end()
    return None


def _head(text: str, found: list[re.Match[str]], end: int) -> Span:
    """From a sentence's first word to the end of its first phrase."""
    if found[0][0].lower() in PRONOUNS:
        return found[0].span()
    k = 0
    seen_name = found[0][0][:1].isupper() and found[0][0].lower() not in DETERMINERS
    while k + 1 < len(found) and k < 10:
        gap = text[found[k].end():found[k + 1].start()]
        word = found[k + 1][0]
        lower = word.lower()
        if gap.strip(" \xa0") or lower in PREPOSITIONS or lower in AUXILIARY or lower in SAID:
            break
        if seen_name and word[:1].islower() and lower not in PARTICLES:
            break
        if not seen_name and word[:1].islower() and k >= 3:
            break
        seen_name = seen_name or word[:1].isupper()
        k += 1
    while k and found[k][0].lower() in PARTICLES:
        k -= 1
    return found[0].start(), min(end, found[k].end())
