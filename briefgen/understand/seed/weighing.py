"""Tables of weights. In: weights by sign, where signs that weigh only together stand as `one&other`. Out: the two tables that weighing looks up."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")


def tables(weights: Mapping[str, T]) -> tuple[dict[str, T], dict[str, list[tuple[frozenset[str], T]]]]:
    """What each sign weighs by itself; and by the first of some signs, what they weigh where all the others are there too."""
    single: dict[str, T] = {}
    joint: dict[str, list[tuple[frozenset[str], T]]] = {}
    for signs, weight in weights.items():
        first, *others = signs.split("&")
        if others:
            joint.setdefault(first, []).append((frozenset(others), weight))
        else:
            single[first] = weight
    return single, joint
