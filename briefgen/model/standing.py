"""How statements stand, as views show it: claims, disputes, judgements, changes, corrections, versions. In: nothing. Out: those records."""

from __future__ import annotations

from briefgen.model.labels import Badge, DateLabel, Tag
from briefgen.model.record import Record


class ClaimView(Record):
    """A claim as it stands: who makes it, since when, how it stands, what it rests on. `block` is its block on its own page.

    `versus` numbers the claims of one page that dispute one another (0: none does).
    """

    id: str
    block: int
    text: str
    permalink: str
    speaker: str
    status: str
    word: str
    date: DateLabel
    ground: Badge | None
    grade: Badge | None
    withdrawn: str
    versus: int = 0
    corrected: str = ""


class DisputeView(Record):
    """Claims that dispute one another, side by side; `range` spans what they count, or is empty."""

    claims: tuple[ClaimView, ...]
    range: str


class ChangeView(Record):
    """One line of what changed: the statement, where it stands, and what is different of it in words."""

    text: str
    permalink: str
    moves: tuple[str, ...]


class EditionView(Record):
    """What changed in an edition against the one before it: groups of (word, lines), never an empty one."""

    edition: Tag
    before: Tag
    date: DateLabel
    groups: tuple[tuple[str, tuple[ChangeView, ...]], ...]


class RevisionView(Record):
    """A released version. `changes` are readable diffs: for each paragraph, its label and strokes of (`=`, `-` or `+`, words)."""

    date: DateLabel
    word: str
    logged: bool
    changes: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    minor: str


class CorrectionView(Record):
    """A correction as shown."""

    kind: str
    word: str
    date: DateLabel
    page: Tag | None
    where: str
    was: str
    now: str
    note: str
    by: str


class JudgementView(Record):
    """A judgement on a storyline, with its date."""

    date: DateLabel
    likelihood: int
    word: str
    confidence: str
    note: str


class PositionView(Record):
    """One position on a contested region."""

    by: str
    says: str
    since: DateLabel | None
    source: Tag | None
