"""Two wordings of one text compared. In: paragraphs. Out: which differ, how, and whether that is more than a slip of the pen.

Minor (PRODUCT §2.5): white space, markup, punctuation, and one word changed by at most two letters, digits, names, negations and
words of fewer than four letters excluded, since "not" and "now" are two letters apart and a world.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from briefgen.link.quotes.normal import negates
from briefgen.model.ledger import Difference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.ledger import Paragraph

SLIP: Final = 2
SHORT: Final = 4
# Two paragraphs that share fewer words than this (per cent) are two, and not one that was changed.
SAME_PARAGRAPH: Final = 35
# A paragraph of more words is compared in a hurry.
LONG: Final = 1500
# Words shown on either side of what changed, so that it can be read by itself; and how many words are shown at most.
AROUND: Final = 3
MOST: Final = 24
_WORDS: Final = re.compile(r"[^\s]+")
_EDGE: Final = ".,;:!?\"'“”‘’«»„()[]…—–-"


def differences(old: Sequence[Paragraph], new: Sequence[tuple[Paragraph, int]]) -> tuple[Difference, ...]:
    """The paragraphs that differ, in the order of the new text, then those that were taken out. Order alone is no difference."""
    gone = list(old)
    come = []
    for paragraph, block in new:
        if paragraph in gone:
            gone.remove(paragraph)
        else:
            come.append((paragraph, block))
    found = []
    for paragraph, block in come:
        before = _before(paragraph, gone)
        if before is not None:
            gone.remove(before)
        words = before.text if before is not None else ""
        found.append(Difference(paragraph.label, words, paragraph.text, block, before is not None and minor(words, paragraph.text)))
    return (*found, *(Difference(paragraph.label, paragraph.text, "", -1, minor=False) for paragraph in gone))


def _before(paragraph: Paragraph, gone: list[Paragraph]) -> Paragraph | None:
    """What a new paragraph was before: the one with its label, else the one that is most like it."""
    if paragraph.label:
        labelled = next((one for one in gone if one.label == paragraph.label), None)
        if labelled is not None or not paragraph.label.startswith("#"):
            return labelled
    ranked = [(likeness(one.text, paragraph.text), -i) for i, one in enumerate(gone) if not one.label or one.label.startswith("#")]
    best = max(ranked, default=(0, 0))
    return gone[-best[1]] if best[0] >= SAME_PARAGRAPH else None


def likeness(a: str, b: str) -> int:
    """How much two texts have in common, in per cent of their different words."""
    first, second = _vocabulary(a), _vocabulary(b)
    return 200 * len(first & second) // (len(first) + len(second) or 1)


@lru_cache(maxsize=4096)
def _vocabulary(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())


def minor(old: str, new: str) -> bool:
    """Whether the change from `old` to `new` is a slip of the pen put right."""
    a, b = ([word.strip(_EDGE) for word in _WORDS.findall(text)] for text in (old, new))
    a, b = [word for word in a if word], [word for word in b if word]
    if a == b:
        return True
    if len(a) != len(b):
        return False
    changed = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if len(changed) != 1:
        return False
    x, y = changed[0]
    if any(letter.isdigit() for letter in x + y) or "@" in x + y or min(len(x), len(y)) < SHORT or negates(x) or negates(y):
        return False
    name = (x[0].isupper() or y[0].isupper()) and a[0] != x
    return not name and distance(x, y) <= SLIP


def distance(a: str, b: str) -> int:
    """The Levenshtein distance of two words; anything over `SLIP` may be returned as `SLIP + 1`."""
    if abs(len(a) - len(b)) > SLIP:
        return SLIP + 1
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def strokes(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """A readable diff: (`=`, words kept), (`-`, words struck out), (`+`, words put in), in order."""
    a, b = old.split(), new.split()
    made: list[tuple[str, str]] = []
    for op, i, j, k, m in SequenceMatcher(None, a, b, autojunk=max(len(a), len(b)) > LONG).get_opcodes():
        if op == "equal":
            made.append(("=", " ".join(a[i:j])))
            continue
        if i < j:
            made.append(("-", " ".join(a[i:j])))
        if k < m:
            made.append(("+", " ".join(b[k:m])))
    return tuple(made)


def around(old: str, new: str) -> tuple[str, str]:
    """The words that changed, with a few of those around them: what was said, and what is said now."""
    if not old or not new:
        return _opening(old), _opening(new)
    pieces = strokes(old, new)
    changed = [i for i, (side, _) in enumerate(pieces) if side != "="]
    if not changed:
        return "", ""
    before = _within(pieces[changed[0] - 1][1].split()[-AROUND:][::-1])[::-1] if changed[0] else []
    after = _until(pieces[changed[-1] + 1][1].split()[:AROUND]) if changed[-1] + 1 < len(pieces) else []
    inner = pieces[changed[0]:changed[-1] + 1]
    was, now = ([*before, *(word for side, words in inner if side in ("=", mine) for word in words.split()), *after] for mine in "-+")
    return (_bare(was), _bare(now)) if max(len(was), len(now)) <= MOST else (_opening(old), _opening(new))


def _within(words: list[str]) -> list[str]:
    """Words, read backwards, as far as the sentence and the quotation that they stand in."""
    end = next((i for i, word in enumerate(words) if word[-1] in '.!?…:;”"»]'), len(words))
    return words[:end]


def _until(words: list[str]) -> list[str]:
    """Words up to the end of the sentence, or to where a quotation or a citation begins."""
    end = next((i for i, word in enumerate(words) if word[0] in '“„«"['), len(words))
    stop = next((i + 1 for i, word in enumerate(words[:end]) if word[-1] in ".!?…:;"), end)
    return words[:stop]


def _bare(words: list[str]) -> str:
    """Words as text, without the marks that the text around them ends with."""
    return " ".join(words).strip(" .,;:!?“”‘’«»\"'")


def _opening(text: str) -> str:
    return " ".join(text.split()[:MOST // 2])
