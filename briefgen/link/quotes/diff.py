"""How altered words differ. In: a quotation and passages, in normal form. Out: the nearest passage and a word diff with it."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from briefgen.link.quotes.normal import words
from briefgen.model.verdict import Edit, QuoteCheck, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.seed import Passage

# Below this share of common words a passage is no version of the quotation.
KINSHIP: Final = 0.5
MOST_WORDS: Final = 600


def nearest(text: str, passages: Sequence[Passage], forms: Sequence[str]) -> QuoteCheck:
    """ALTERED with the diff where some passage comes close, else ABSENT."""
    wanted = Counter(word.casefold() for word in words(text))
    total = sum(wanted.values()) or 1
    ranked = sorted(((sum((wanted & Counter(word.casefold() for word in words(form))).values()) / total, -i) for i, form in enumerate(forms)), reverse=True)
    best: tuple[float, int, tuple[Edit, ...]] | None = None
    for share, negative in ranked[:3]:
        if share < KINSHIP:
            break
        ratio, edits = _diff(text.split(), forms[-negative].split()[:MOST_WORDS])
        if best is None or ratio > best[0]:
            best = (ratio, -negative, edits)
    if best is None:
        return QuoteCheck(Verdict.ABSENT)
    return QuoteCheck(Verdict.ALTERED, 0, passages[best[1]].number, 0, False, best[2])


def _diff(yours: list[str], source: list[str]) -> tuple[float, tuple[Edit, ...]]:
    """The diff against the stretch of the source that matches best, with its share of matched words."""
    matcher = SequenceMatcher(None, [_bare(word) for word in yours], [_bare(word) for word in source], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0.0, ()
    low = max(0, blocks[0].b - blocks[0].a)
    high = min(len(source), blocks[-1].b + blocks[-1].size + len(yours) - blocks[-1].a - blocks[-1].size)
    window = source[low:high]
    share = 2.0 * sum(block.size for block in blocks) / (len(yours) + len(window))
    # A mark of punctuation at a word is shown as a difference only where nothing else is one.
    bare = ([_bare(word) for word in yours], [_bare(word) for word in window])
    left, right = bare if bare[0] != bare[1] else (yours, window)
    return share, _edits(yours, window, SequenceMatcher(None, left, right, autojunk=False))


def _bare(word: str) -> str:
    return word.strip(".,;:!?'()") or word


def _edits(yours: list[str], window: list[str], matcher: SequenceMatcher[str]) -> tuple[Edit, ...]:
    edits: list[Edit] = []
    for op, a, b, c, d in matcher.get_opcodes():
        if op == "equal":
            edits.append(Edit("both", " ".join(yours[a:b])))
            continue
        if a < b:
            edits.append(Edit("yours", " ".join(yours[a:b])))
        if c < d:
            edits.append(Edit("source", " ".join(window[c:d])))
    return tuple(edits)
