"""What was released, and what became of it. In: units with their ledgers. Out: ledgers, comparisons, diagnostics; briefs taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from briefgen.link import ledger as books
from briefgen.model.event import retraction

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.link.trace import Work
    from briefgen.model.brief import Brief
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.event import Storyline
    from briefgen.model.ledger import Compared, Ledger
    from briefgen.model.site import LeftOut, Units


class Kept(NamedTuple):
    """The ledgers by brief, and what comparing each brief with its own gave, by the brief's path."""

    ledgers: Mapping[str, Ledger]
    compared: Mapping[str, Compared]


def taken_back(brief: Brief) -> Brief:
    """A brief that was retracted as a whole keeps its address and says nothing any more (PRODUCT §2.5): a tombstone."""
    if retraction(brief.corrections) is None:
        return brief
    return msgspec.structs.replace(
        brief, summary="", figures=(), items=(), claims=(), events=(), citations=(), quotations=(), links=(), stated=(), words=0, body="")


def keep(
    units: Units, briefs: tuple[Brief, ...], storylines: tuple[Storyline, ...], permalinks: Mapping[tuple[str, str], str], moved: tuple[str, ...],
    left_out: tuple[LeftOut, ...], work: Work, notes: list[Diagnostic],
) -> Kept:
    """Compares every brief that was released or corrected with its ledger and its corrections."""
    ledgers = {one.id: one for one in sorted(units.ledgers, key=lambda one: one.path)}
    whole = {brief.id: brief for brief in units.briefs}
    by_id = {brief.id: brief for brief in briefs}
    jobs = [(whole[brief.id], job) for brief in briefs if (job := books.job(whole[brief.id], ledgers.get(brief.id))) is not None]
    found = work.compare([job for _, job in jobs])
    compared = {}
    for (brief, _), result in zip(jobs, found, strict=True):
        compared[brief.path] = result
        ledger = ledgers.get(brief.id)
        if retraction(brief.corrections) is None:
            notes += books.fitting(brief.corrections, result)
        if ledger is not None:
            notes += books.changed(brief, ledger, result, units.config.ledger)
        notes += books.dated(brief.corrections, units.now)
    for entries in (units.corrections, *(storyline.corrections for storyline in storylines)):
        notes += books.dated(entries, units.now)
    if units.config.ledger != "off":
        known = {name: ledger for name, ledger in ledgers.items() if f"content/briefs/{name}.md" not in units.unread}
        notes += books.vanished(known, by_id, permalinks, moved, left_out)
    return Kept(ledgers, compared)
