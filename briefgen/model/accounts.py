"""Views of the pages that account for what was published: corrections, what changed, versions. In: nothing. Out: those views."""

from __future__ import annotations

from briefgen.model.labels import Crumb, Tag
from briefgen.model.parts import Head
from briefgen.model.record import Record
from briefgen.model.standing import CorrectionView, EditionView, RevisionView


class CorrectionsView(Record, tag="corrections"):
    """All corrections, newest first."""

    head: Head
    title: str
    standfirst: str
    corrections: tuple[CorrectionView, ...]
    contact: str
    feed: str = ""


class ChangesView(Record, tag="changes"):
    """What changed, edition by edition, newest first: on the whole site, or in a region. `pages` leads to other months."""

    head: Head
    crumbs: tuple[Crumb, ...]
    title: str
    standfirst: str
    editions: tuple[EditionView, ...]
    pages: tuple[Tag, ...]
    feed: str
    data: str


class HistoryView(Record, tag="history"):
    """The released versions of a brief as readable diffs, newest first."""

    head: Head
    crumbs: tuple[Crumb, ...]
    title: str
    standfirst: str
    revisions: tuple[RevisionView, ...]
    corrections: tuple[CorrectionView, ...]
