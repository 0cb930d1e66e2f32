"""Did you mean? In: what was written and what exists. Out: the nearest names."""

from __future__ import annotations

from collections.abc import Iterable


def distance(a: str, b: str, limit: int) -> int:
    """Damerau-Levenshtein distance (optimal string alignment), or `limit + 1` where it is larger than `limit`."""
    far = limit + 1
    if abs(len(a) - len(b)) > limit:
        return far
    before: list[int] = []
    previous = [min(j, far) for j in range(len(b) + 1)]
    for i, x in enumerate(a, 1):
        # Only cells near the diagonal can be within the limit: among ten thousand names that is the difference of seconds.
        low, high = max(1, i - limit), min(len(b), i + limit)
        row = [far] * (len(b) + 1)
        row[0] = min(i, far)
        for j in range(low, high + 1):
            y = b[j - 1]
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row[j] = cost
        if min(row[low - 1:high + 1]) > limit:
            return far
        before, previous = previous, row
    return min(previous[-1], far)


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
