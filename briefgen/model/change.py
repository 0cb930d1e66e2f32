"""What changed from one edition to the next, and claims that stand against one another. In: nothing. Out: those records."""

from __future__ import annotations

from enum import StrEnum

from briefgen.model.record import Record


class ChangeKind(StrEnum):
    """How a statement stands to the edition before."""

    NEW = "new"
    CHANGED = "changed"
    RESOLVED = "resolved"
    GONE = "gone"


class Change(Record):
    """One statement that is new, changed, resolved or no longer reported. `brief` is the index of the edition that has its words.

    `moves` name what is different: (`status`, old, new), likewise `likelihood`, `kind`, `when`, `grade`, and
    (`superseded`, old id, new id).
    """

    kind: ChangeKind
    id: str
    text: str
    brief: int
    moves: tuple[tuple[str, str, str], ...] = ()


class Edition(Record):
    """What changed in a brief against the edition before it: indices of the two, and the changes, in the order shown."""

    brief: int
    before: int
    changes: tuple[Change, ...]


class Side(Record):
    """A claim as it stands in one brief: indices of the brief and of the claim in it."""

    brief: int
    claim: int


class Dispute(Record):
    """Claims that dispute one another, oldest first. `low` and `high` span what they count, as written; empty where they count nothing."""

    sides: tuple[Side, ...]
    low: str
    high: str
