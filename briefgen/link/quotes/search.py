"""Quotations in other seeds than the cited one. In: all seeds' passages. Out: the ids of those that have the words.

Asked only where a check has failed, so that it may look at every seed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.link.quotes.check import Prepared, check, prepare
from briefgen.model.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.model.seed import Passage

Index = tuple[tuple[str, Prepared], ...]


def index(seeds: Iterable[tuple[str, tuple[Passage, ...]]]) -> Index:
    """Every seed's passages in normal form, under its id."""
    return tuple((name, prepare(passages)) for name, passages in seeds)


def find_elsewhere(quotation: str, seeds: Index) -> tuple[str, ...]:
    """The ids of the seeds in which the words stand, in order."""
    good = (Verdict.EXACT, Verdict.BRACKETED, Verdict.ELIDED)
    return tuple(name for name, prepared in seeds if check(quotation, prepared).verdict in good)
