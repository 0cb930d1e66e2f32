"""Quotations checked and passages used. In: units and seeds. Out: verdicts for each unit, uses for each seed, diagnostics.

Checking is one pure function of a job, memoised by `build` on the job itself: quotations of an unchanged brief against
unchanged seeds cost nothing. Only where a check fails are the other seeds searched, for "found in another seed".
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from briefgen.link import quotes
from briefgen.model.record import decode
from briefgen.model.seed import Passage, Passages
from briefgen.model.site import Checked, CheckJob, Use

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from briefgen.model.brief import Brief
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.event import Storyline
    from briefgen.model.seed import Seed
    from briefgen.model.site import TextPage
    from briefgen.model.verdict import QuoteCheck

    Unit = Brief | Storyline | TextPage
    Load = Callable[[str], bytes]


def job(unit: Unit, seeds: Mapping[str, Seed]) -> CheckJob:
    """What must be checked in `unit`: nothing of it moves when text above a quotation does."""
    asked = []
    named: dict[str, str] = {}
    for quotation in unit.quotations:
        cites = tuple((unit.citations[i].seed, unit.citations[i].passage) for i in quotation.citations)
        asked.append((quotation.text, quotation.translated, tuple(cite for cite in cites if cite[0] in seeds)))
        named.update((seed, seeds[seed].passages if seeds[seed].has_text else "") for seed, _ in cites if seed in seeds)
    return CheckJob(unit.path, tuple(asked), tuple(sorted(named.items())))


def check(work: CheckJob, load: Load) -> Checked:
    """The verdict on each quotation of a job against each seed that it cites."""
    passages = {seed: quotes.prepare(found) if (found := _passages(name, load)) is not None else None for seed, name in work.passages}
    return Checked(tuple(
        tuple((seed, quotes.check(text, passages[seed], wanted, translated=translated)) for seed, wanted in cites)
        for text, translated, cites in work.quotations
    ))


def _passages(name: str, load: Load) -> tuple[Passage, ...] | None:
    return decode(load(name), Passages).items if name else None


def diagnose(unit: Unit, checked: Checked, seeds: Mapping[str, Seed], load: Load, index: Callable[[], quotes.Index]) -> list[Diagnostic]:
    """A diagnostic for each quotation that no cited seed has. `index` searches all seeds; it is made only if called."""
    notes: list[Diagnostic] = []
    for quotation, outcomes in zip(unit.quotations, checked.checks, strict=True):
        if not outcomes:
            continue
        good = [outcome for _, outcome in outcomes if quotes.passes(outcome)]
        seed, outcome = outcomes[0] if not good else next(pair for pair in outcomes if quotes.passes(pair[1]))
        elsewhere = () if good else tuple(i for i in quotes.find_elsewhere(quotation.text, index()) if i != seed)
        found = quotes.diagnose(outcome, quotation, seeds[seed], _passages(seeds[seed].passages if seeds[seed].has_text else "", load) or (), elsewhere)
        if found is not None:
            notes.append(found)
    return notes


def notes_of(unit: Unit) -> dict[int, int]:
    """The number of the note of each citation of a unit, in reading order from 1."""
    return {index: number for number, index in enumerate(range(len(unit.citations)), 1)}


def passages_of(unit: Unit, checked: Checked) -> dict[int, tuple[int, QuoteCheck | None]]:
    """For each citation of a unit: the passage that it rests on (0: the seed as a whole), and the check of its quotation."""
    found: dict[int, tuple[int, QuoteCheck | None]] = {i: (citation.passage, None) for i, citation in enumerate(unit.citations)}
    for quotation, outcomes in zip(unit.quotations, checked.checks, strict=True):
        by_seed = dict(outcomes)
        for index in quotation.citations:
            outcome = by_seed.get(unit.citations[index].seed)
            if outcome is not None:
                place = outcome.passage if quotes.passes(outcome) and outcome.passage else unit.citations[index].passage
                found[index] = (place, outcome)
    return found


def uses(units: Iterable[tuple[Unit, str, Checked]], seeds: Mapping[str, Seed]) -> dict[str, tuple[Use, ...]]:
    """For each seed, where it is cited: in order of the pages given, then of the notes on them."""
    found: dict[str, list[Use]] = defaultdict(list)
    for unit, permalink, checked in units:
        resolved = passages_of(unit, checked)
        for index, number in notes_of(unit).items():
            seed = unit.citations[index].seed
            if seed in seeds:
                found[seed].append(Use(resolved[index][0], f"{number}", f"{permalink}#n{number}"))
    return {seed: tuple(places) for seed, places in found.items()}
