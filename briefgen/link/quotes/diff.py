"""How altered words differ. In: a quotation in normal form and a wording. Out: the nearest passage and a word diff with it."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from briefgen.link.quotes.normal import UNSPACED, words
from briefgen.model.verdict import Edit, QuoteCheck, Verdict

if TYPE_CHECKING:
    from briefgen.link.quotes.wording import Wording

# Below this share of common words a passage is no version of the quotation.
KINSHIP: Final = 0.5
MOST_WORDS: Final = 600
CANDIDATES: Final = 3


def nearest(text: str, wording: Wording) -> QuoteCheck:
    """ALTERED with the diff where some passage comes close, else ABSENT."""
    wanted = Counter(word.casefold() for word in words(text))
    total = sum(wanted.values()) or 1
    forms = [wording.form(index) for index in range(len(wording.passages))]
    common = (wanted & Counter(word.casefold() for word in words(form)) for form in forms)
    ranked = sorted(((some.total() / total, -i) for i, some in enumerate(common)), reverse=True)
    best: tuple[float, int, tuple[Edit, ...]] | None = None
    for share, negative in ranked[:CANDIDATES]:
        if share < KINSHIP:
            break
        ratio, edits = _diff(_tokens(text)[:MOST_WORDS], _tokens(forms[-negative])[:MOST_WORDS])
        if best is None or ratio > best[0]:
            best = (ratio, -negative, edits)
    if best is None:
        return QuoteCheck(Verdict.ABSENT)
    return QuoteCheck(Verdict.ALTERED, 0, wording.passages[best[1]].number, 0, False, best[2], _differing(best[2]))


def _differing(edits: tuple[Edit, ...]) -> int:
    """How many words differ; one that stands for another is one."""
    total = run_yours = run_source = 0
    for edit in (*edits, Edit("both", "")):
        if edit.side == "yours":
            run_yours += len(_tokens(edit.words))
        elif edit.side == "source":
            run_source += len(_tokens(edit.words))
        else:
            total += max(run_yours, run_source)
            run_yours = run_source = 0
    return total


def _tokens(text: str) -> list[str]:
    """Words with the marks that stand at them; a character of an unspaced script by itself."""
    found: list[str] = []
    for word in text.split():
        if not UNSPACED.search(word):
            found.append(word)
            continue
        rest = ""
        for letter in word:
            if UNSPACED.match(letter):
                found += [rest, letter] if rest else [letter]
                rest = ""
            else:
                rest += letter
        if rest:
            found.append(rest)
    return found


def _joined(tokens: list[str]) -> str:
    """Tokens as text: no space between characters of an unspaced script."""
    text = ""
    for token in tokens:
        close = not text or (UNSPACED.match(text[-1]) is not None and UNSPACED.match(token) is not None)
        text += token if close else " " + token
    return text


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
            edits.append(Edit("both", _joined(yours[a:b])))
            continue
        if a < b:
            edits.append(Edit("yours", _joined(yours[a:b])))
        if c < d:
            edits.append(Edit("source", _joined(window[c:d])))
    return tuple(edits)
