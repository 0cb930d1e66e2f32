"""The quotations of an article. In: its text, a paragraph a line. Out: `Quote`s in order: what was said, and by whom as the text puts it.

Words in marks are quotations only where somebody says them: titles of works, nicknames and words held at arm's length stand in marks
too. Reported speech without marks is given as a candidate, with less confidence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefgen.model.reading import Quote, QuoteKind, Speaker
from briefgen.understand.quotations.indirect import reported
from briefgen.understand.quotations.spans import quoted
from briefgen.understand.quotations.speakers import attribute
from briefgen.understand.quotations.vocabulary import PRONOUNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.understand.quotations.spans import Quoted
    from briefgen.understand.quotations.speakers import Attribution

_SMALL: Final = frozenset((
    "a", "an", "the", "of", "to", "in", "on", "at", "for", "and", "or", "but", "by", "with", "from", "as", "is", "vs", "not", "no"))
_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")
# What stands before the name of a work, a thing or a button.
_NAMING: Final = re.compile(
    r"(?:\b(?:called|titled|entitled|named|known as|nicknamed|dubbed|book|novel|memoir|film|movie|show|series|podcast|documentary|song"
    r"|album|play|musical|programme"
    r"|program|drama|thriller|magazine|blog|column|piece|video|word|term|phrase|operation|exercise|codenamed|code-named|so-called)|[’']s"
    r"|\bon)\W*\Z", re.IGNORECASE)
_BUTTON: Final = re.compile(r"\b(?:click|press|tap|select)\s*\Z", re.IGNORECASE)
_SURE: Final = {"after": 95, "before": 95, "according": 90, "colon": 90, "within": 85, "owner": 70, "carried": 80, "weak": 45, "none": 40}


def read(text: str) -> tuple[Quote, ...]:
    """The quotations and reported speech of a text."""
    found = quoted(text)
    attributed = attribute(text, found)
    made: list[Quote] = []
    names: dict[tuple[int, int], str] = {}
    last = ""
    i = 0
    while i < len(found):
        one, given = found[i], attributed[i]
        spans = [(one.start, one.end)]
        last_index = i
        while found[last_index].open and last_index + 1 < len(found) and _goes_on(text, found[last_index], found[last_index + 1]):
            last_index += 1
            spans.append((found[last_index].start, found[last_index].end))
            if given.how in ("carried", "weak", "none") and attributed[last_index].how in ("after", "within"):
                given = attributed[last_index]
        if len(spans) > 1 or said(text, one, given):
            speaker = _speaker(text, given)
            last = _who(speaker, last, names)
            who = last if speaker else ""
            made.append(Quote(spans[0][0], spans[-1][1], tuple(spans), QuoteKind.DIRECT, speaker, who, given.how, _SURE[given.how]))
        i = last_index + 1
    made += reported(text, [(quote.start, quote.end) for quote in made])
    return tuple(sorted(made, key=lambda quote: quote.start))


def _goes_on(text: str, one: Quoted, following: Quoted) -> bool:
    """Whether the next quotation is the same one in its next paragraph: nothing but marks and space between them."""
    return not any(letter.isalnum() for letter in text[one.end:following.start])


def _speaker(text: str, given: Attribution) -> Speaker | None:
    return Speaker(given.speaker[0], given.speaker[1], text[given.speaker[0]:given.speaker[1]]) if given.speaker else None


def _who(speaker: Speaker | None, last: str, names: dict[tuple[int, int], str]) -> str:
    """The name behind a pronoun: that of the speaker before. Each mention keeps the one name."""
    if speaker is None:
        return last
    key = (speaker.start, speaker.end)
    if key not in names:
        names[key] = last if speaker.text.lower() in PRONOUNS and last else speaker.text
    return names[key]


def said(text: str, one: Quoted, given: Attribution) -> bool:
    """Whether somebody says these words, rather than that they are a title, a name or held at arm's length."""
    inside = text[one.start:one.end]
    count = len(inside.split()) if " " in inside or inside.isascii() else len(inside) // 2
    ahead = text[max(0, one.start - 60):one.start - 1].rstrip()
    closed = inside[-1:] in ".!?…,"
    led = ahead[-1:] in (",", ":") and bool(ahead)
    begins = not ahead or ahead[-1] in '.!?”"’' or text[one.start - 2:one.start - 1] == "\n"
    naming = bool(_NAMING.search(ahead))
    if count <= 6 and _BUTTON.search(ahead):
        return False
    spoken = (given.how == "after" and closed and inside[-1] != ".") or (led and count > 1 and given.how in ("before", "colon"))
    if titled(inside) and not spoken and not (begins and given.how != "weak" and closed and inside[-1] != ",") and (count > 1 or naming):
        return False
    if given.how in ("after", "before", "according", "colon", "owner"):
        return True
    if given.how == "within":
        return count > 2
    if given.how == "carried":
        return count > 3 or inside[-1:] in ".!?…"
    if naming and count < 7:
        return False
    if given.how == "weak":  # words in a sentence that reports nothing: long ones only, or whole sentences
        return count > 6 or (count > 1 and inside[-1:] in ".!?")
    return count > 3


def titled(words: str) -> bool:
    """Whether words are set as a title is: each begins with a capital, the small ones aside."""
    found = _WORD.findall(words)
    full = [word for word in found if word.lower() not in _SMALL]
    return bool(full) and len(found) <= 9 and found[0][0].isupper() and all(word[0].isupper() for word in full)


def quotations(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Those in marks."""
    return tuple(quote for quote in quotes if quote.kind is QuoteKind.DIRECT)
