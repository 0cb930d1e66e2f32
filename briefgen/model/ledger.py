"""What was published of a brief, and when. In: nothing. Out: `Ledger`, `Version`, `Paragraph`, and what comparing them gives.

The ledger is plain JSON in `content/.ledger/ID.json`, one file a brief, written by `build --release` and reviewed like the rest
of the content. It needs no history of any other tool, so that a shallow clone cannot break it.
"""

from __future__ import annotations

from briefgen.model.diagnostic import Span
from briefgen.model.record import Record


class Paragraph(Record):
    """A piece of published text. `label` is `title`, `summary`, `figure`, `#id` of a block that has one, or empty.

    `text` is its words, without markup, and with its citations, since to cite another source is to say another thing.
    """

    label: str
    text: str


class Version(Record):
    """A published version: the instant of its release (ISO 8601), and the marks of its paragraphs in order."""

    at: str
    blocks: tuple[str, ...]


class Ledger(Record):
    """A ledger's light record; `texts` names the heavy one."""

    id: str
    path: str
    permalink: str
    versions: tuple[Version, ...]
    texts: str
    span: Span


class LedgerTexts(Record):
    """The heavy half of a ledger: each paragraph that was ever published, under its mark."""

    items: tuple[tuple[str, Paragraph], ...]


class Passed(Record):
    """A correction as comparing needs it: what it says it covers. `stale` tells that it is no younger than the last release."""

    at: str
    where: str
    was: str
    now: str
    stale: bool = False


class LedgerJob(Record):
    """All that comparing a brief with its ledger depends on. `texts` is empty where it has none."""

    path: str
    front: tuple[Paragraph, ...]
    body: str
    cites: tuple[tuple[str, ...], ...]
    texts: str
    versions: tuple[Version, ...]
    corrections: tuple[Passed, ...]


class Difference(Record):
    """One paragraph that differs between two versions: `old` or `new` is empty where it was put in or taken out.

    `block` is the index of the block as it stands now, -1 for the front matter or what is gone; `minor` tells of a slip of the
    pen put right, `logged` that a correction covers it.
    """

    label: str
    old: str
    new: str
    block: int
    minor: bool
    logged: bool = False


class Revision(Record):
    """A released version against the one before it: readable diffs of what changed, and how many slips of the pen were put right.

    `logged` tells that a correction made since the release before covers every change.
    """

    at: str
    first: bool
    logged: bool
    changes: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    minor: int


class Compared(Record):
    """What comparing found: the changes since the last release, the releases where there are several, and what does not fit

    in each correction: `was` (still said), `now` (not said), `where` (no such place), or nothing.
    """

    changes: tuple[Difference, ...]
    history: tuple[Revision, ...]
    misfits: tuple[str, ...]
