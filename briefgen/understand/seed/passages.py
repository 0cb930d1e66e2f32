"""Text to numbered passages. In: the text of a saved article. Out: passages with their roles and lines."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from briefgen.model.seed import Passage, Role
from briefgen.understand.seed.lines import labels
from briefgen.understand.seed.patterns import SENTENCE_END
from briefgen.understand.white_space import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

WRAP: Final = 100


def passages(text: str) -> tuple[Passage, ...]:
    """The passages of a text: a paragraph each, where paragraphs are lines, or are set apart by blank lines and wrapped."""
    paragraphs = _paragraphs(text.split("\n"))
    return numbered([words for _, words in paragraphs], labels([words for _, words in paragraphs]), [line for line, _ in paragraphs])


def line_roles(lines: Sequence[str]) -> list[Role]:
    """A role for each line of a text; lines that one paragraph is broken over have its role."""
    paragraphs = _paragraphs(lines) if _wrapped(lines) else []
    if len(paragraphs) < 2:
        return labels(lines)
    found = labels([words for _, words in paragraphs])
    starts = [line for line, _ in paragraphs]
    return [found[max(0, bisect_right(starts, number) - 1)] if line.strip() else Role.BOILERPLATE for number, line in enumerate(lines, 1)]


def numbered(texts: Sequence[str], roles: Sequence[Role], lines: Sequence[int]) -> tuple[Passage, ...]:
    """Passages numbered from 1."""
    return tuple(Passage(number, role, words, line) for number, (words, role, line) in enumerate(zip(texts, roles, lines, strict=True), 1))


def _paragraphs(lines: Sequence[str]) -> list[tuple[int, str]]:
    """(first line, words) of each paragraph, white space folded."""
    filled = [(number, words) for number, line in enumerate(lines, 1) if (words := folded(line))]
    if not _wrapped(lines):
        return filled
    found: list[tuple[int, str]] = []
    blank = True
    for number, line in enumerate(lines, 1):
        words = folded(line)
        if not words:
            blank = True
        elif blank:
            found.append((number, words))
            blank = False
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]} {words}")
    return found


def _wrapped(lines: Sequence[str]) -> bool:
    """Whether paragraphs are broken over lines: blank lines part them, no line is long, and most full lines end mid-sentence."""
    if any(len(line) > WRAP and len(line.rstrip()) > WRAP for line in lines):
        return False
    filled = sum(1 for line in lines if line.strip())
    if filled == len(lines) or filled < 4:
        return False
    inner = [line for line, following in pairwise(lines) if line.strip() and following.strip()]
    long = [line for line in inner if len(line) > WRAP // 2]
    return bool(long) and sum(1 for line in long if not SENTENCE_END.search(line)) > len(long) / 2
