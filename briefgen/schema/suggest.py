"""Did you mean? In: what was written and what exists. Out: the nearest names."""

from __future__ import annotations

from collections.abc import Iterable


def distance(a: str, b: str, limit: int) -> int:
    """Damerau-Levenshtein distance (optimal string alignment), or `limit + 1` where it is larger than `limit`."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before, previous = previous, row
    return previous[-1]


def nearest(written: str, existing: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The existing names nearest to the one written, nearest first; none that differs by more than a third."""
    wanted = written.casefold()[:80]
    limit = min(4, len(wanted) // 3)
    found = []
    for name in existing:
        folded = name.casefold()
        far = distance(wanted, folded, limit)
        if far > limit and len(wanted) > 3 and (folded.startswith(wanted) or wanted in folded.split("-")):
            far = limit
        if far <= limit:
            found.append((far, name))
    return tuple(name for _, name in sorted(found)[:most])
