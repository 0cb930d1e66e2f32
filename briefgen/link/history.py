"""What was released, and what became of it. In: units with their ledgers. Out: ledgers, comparisons, diagnostics; briefs taken back."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from briefgen.link import ledger as books
from briefgen.model.event import retraction

if TYPE_CHECKING:
    from briefgen.link.memory import Memory
    from briefgen.link.permalinks import Book
    from briefgen.link.trace import Work
    from briefgen.model.brief import Brief
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.event import Storyline
    from briefgen.model.ledger import Compared, Ledger, LedgerJob
    from briefgen.model.left_out import LeftOut
    from briefgen.model.site import Units


class Kept(NamedTuple):
    """The ledgers by brief, and what comparing each brief with its own gave, by the brief's path."""

    ledgers: dict[str, Ledger]
    compared: dict[str, Compared]
    notes: list[Diagnostic]


def taken_back(brief: Brief) -> Brief:
    """A brief that was retracted as a whole keeps its address and says nothing any more (PRODUCT §2.5): a tombstone."""
    if retraction(brief.corrections) is None:
        return brief
    return msgspec.structs.replace(
        brief, summary="", figures=(), items=(), claims=(), events=(), citations=(), quotations=(), links=(), stated=(), words=0, body="")


def keep(
    memory: Memory, units: Units, briefs: tuple[Brief, ...], storylines: tuple[Storyline, ...], book: Book, left_out: tuple[LeftOut, ...],
    work: Work,
) -> Kept:
    """Compares every brief that was released or corrected with its ledger and its corrections."""
    ledgers = memory.once(_by_id, units.ledgers)
    looked_at = [brief for brief in briefs if brief.corrections or brief.id in ledgers]
    whole = {brief.id: brief for brief in units.briefs} if looked_at else {}
    rows = tuple([(whole[brief.id], ledgers.get(brief.id)) for brief in looked_at])
    found = memory.keep("compared", tuple(work.compare(memory.each(_job, rows))))
    results = tuple([(*row, result) for row, result in zip(rows, found, strict=True)])
    notes = list(chain.from_iterable(memory.each(_said, results, units.config.ledger)))
    for entries in (*(brief.corrections for brief, _ in rows), units.corrections, *(storyline.corrections for storyline in storylines)):
        notes += books.dated(entries, units.now)
    if units.config.ledger != "off" and ledgers:
        known = {name: ledger for name, ledger in ledgers.items() if f"content/briefs/{name}.md" not in units.unread}
        notes += books.vanished(known, {brief.id: brief for brief in briefs}, book.permalinks, tuple(alias for alias, _, _ in book.aliases), left_out)
    return Kept(ledgers, memory.table("compared by path", tuple([brief.path for brief, _ in rows]), found), notes)


def _by_id(ledgers: tuple[Ledger, ...]) -> dict[str, Ledger]:
    return {one.id: one for one in sorted(ledgers, key=lambda one: one.path)}


def _job(row: tuple[Brief, Ledger | None]) -> LedgerJob:
    return books.job(*row)


def _said(row: tuple[Brief, Ledger | None, Compared], level: str) -> tuple[Diagnostic, ...]:
    """What does not fit of a brief, its corrections and its ledger."""
    brief, ledger, result = row
    notes = books.fitting(brief.corrections, result) if retraction(brief.corrections) is None else []
    return (*notes, *(books.changed(brief, ledger, result, level) if ledger is not None else ()))
