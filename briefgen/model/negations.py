"""Words that turn a statement round, in a few languages. In: nothing. Out: `NEGATIONS`, `negates`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

NEGATIONS: Final = frozenset((
    "no", "not", "never", "none", "nor", "neither", "nobody", "nothing", "nowhere", "cannot", "without", "hardly",
    "nicht", "kein", "keine", "keinen", "keinem", "keiner", "keines", "nie", "niemals", "ohne",
    "ne", "pas", "jamais", "aucun", "aucune", "sans", "non", "rien",
    "не", "ні", "ніколи", "ніхто", "нічого", "без", "жоден", "жодного", "нет", "ни", "никогда", "никто", "ничего",
))


def negates(words: Iterable[str]) -> bool:
    """Whether one of some words, without their marks, says no."""
    return any(word in NEGATIONS or word.endswith(("n't", "n’t")) for word in map(str.casefold, words))
