"""Tables of weights. In: weights by sign, where signs that weigh only together stand as `one&other`. Out: the two tables that weighing looks up."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")


def tables(weights: Mapping[str, T]) -> tuple[dict[str, T], dict[str, list[tuple[frozenset[str], T]]]]:
    """What each sign weighs by itself; and by one of some signs, what they weigh where all the others are there too.

    Looked up by the sign that meets the fewest others: what nearly every line bears, being looked up for each, would ask for nearly all.
    """
    single: dict[str, T] = {}
    joint: dict[str, list[tuple[frozenset[str], T]]] = {}
    met = Counter(sign for signs in weights if "&" in signs for sign in signs.split("&"))
    for signs, weight in weights.items():
        first, *others = sorted(signs.split("&"), key=lambda sign: met[sign])
        if others:
            joint.setdefault(first, []).append((frozenset(others), weight))
        else:
            single[first] = weight
    return single, joint
