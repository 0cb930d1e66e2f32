"""Source chains and what they are worth. In: nothing. Out: `Step`, `Chain`, `Independence`, `Ground`, `Grounds`, `letter`."""

from __future__ import annotations

from functools import lru_cache

from briefgen.model.record import Record


class Step(Record):
    """One who speaks in a chain: a name, the seed that it is (or empty), and what is said of one who is not named."""

    who: str
    seed: str = ""
    anonymous: bool = False
    access: str = ""

    @property
    def key(self) -> str:
        """What two steps have in common that are one and the same."""
        return _key(self.who)


@lru_cache(maxsize=4096)  # outlets are few, and stand in every chain
def _key(who: str) -> str:
    return " ".join(who.casefold().removeprefix("the ").split())


class Chain(Record):
    """From the seed to who said it first: `Metro, citing The New York Times, citing two former officials`."""

    steps: tuple[Step, ...]

    @property
    def root(self) -> Step:
        """Who said it first."""
        return self.steps[-1]


class Independence(Record):
    """The fewest original sources that can account for all that is cited, the outlets that relay them, and who they are."""

    originals: int
    outlets: int
    roots: tuple[str, ...]


def letter(grades: tuple[str, ...]) -> str:
    """The Admiralty letter of several sources: that of the most reliable one; F (cannot be judged) only where all are."""
    known = sorted(grade for grade in grades if grade)
    return known[0] if known else ""


class Ground(Record):
    """What a statement rests on: the seeds that it cites, how independent they are, its Admiralty grade (`B3`) or empty.

    `withdrawn` is `all` where every seed was withdrawn, `some` where one was, else empty.
    """

    seeds: tuple[str, ...]
    independence: Independence
    grade: str = ""
    withdrawn: str = ""


class Grounds(Record):
    """What a brief rests on: as a whole, and each of its items and claims in their order."""

    whole: Ground
    items: tuple[Ground, ...]
    claims: tuple[Ground, ...]
