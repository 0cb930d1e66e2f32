"""Quotations and figures checked, passages used. In: units and seeds. Out: verdicts for each unit, uses for each seed, diagnostics.

Checking is one pure function of a job, memoised by `build` on the job itself: quotations of an unchanged brief against
unchanged seeds cost nothing. Only where a check fails are the other seeds searched, for "found in another seed".
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from briefgen.link import figures, quotes
from briefgen.link.quotes.message import diagnose as quote_note
from briefgen.model.codes import note
from briefgen.model.record import decode
from briefgen.model.seed import Passages, Role
from briefgen.model.site import Checked, CheckJob, Names, SearchJob, SeedText, Use
from briefgen.model.verdict import GOOD, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from briefgen.link.quotes import Wording
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.seed import Passage, Seed
    from briefgen.model.site import Text
    from briefgen.model.verdict import QuoteCheck

    Load = Callable[[str], bytes]
    Search = Callable[[str], tuple[str, ...]]

# A kindred seed's version of a quotation is one where no more than a third of the words differ.
KINDRED: Final = 3


def job(unit: Text, seeds: Mapping[str, SeedText], kin: Mapping[str, tuple[str, ...]]) -> CheckJob:
    """What must be checked in `unit`: nothing of it moves when text above a quotation does."""
    if not unit.quotations and not unit.stated:
        return CheckJob(unit.path, "", (), (), (), ())
    read: dict[str, SeedText] = {}
    kindred: dict[str, tuple[str, ...]] = {}

    def cites(indices: tuple[int, ...], *, quoted: bool) -> tuple[tuple[str, int], ...]:
        found = tuple((unit.citations[i].seed, unit.citations[i].passage) for i in indices if unit.citations[i].seed in seeds)
        for name, _ in found:
            read[name] = seeds[name]
            if quoted and name in kin:
                kindred[name] = kin[name]
                read.update((other, seeds[other]) for other in kin[name])
        return found

    asked = tuple((quotation.text, quotation.translated, cites(quotation.citations, quoted=True)) for quotation in unit.quotations)
    stated = tuple((one.text, cites(one.citations, quoted=False)) for one in unit.stated)
    return CheckJob(unit.path, getattr(unit, "date", ""), asked, stated, tuple(read[name] for name in sorted(read)), tuple(sorted(kindred.items())))


def seed_text(seed: Seed) -> SeedText:
    """What checking reads of a seed."""
    when = seed.published
    return SeedText(seed.id, seed.passages if seed.has_text else "", seed.language, when.lo if when else 0, when.hi if when else 0, seed.translated)


@lru_cache(maxsize=512)
def wording(passages: bytes) -> Wording:
    """The normal form of a seed, from its heavy record: made once for all briefs that cite it."""
    return quotes.Wording(decode(passages, Passages).items)


def check(work: CheckJob, load: Load) -> Checked:
    """The verdict on each quotation of a job against each seed that it cites, and the figures that no cited passage has."""
    texts = {seed.id: seed for seed in work.seeds}

    def words(name: str) -> Wording | None:
        return wording(load(texts[name].passages)) if texts[name].passages else None

    checks = tuple(
        tuple((seed, quotes.check(text, words(seed), wanted, translated=translated or texts[seed].translated)) for seed, wanted in cites)
        for text, translated, cites in work.quotations
    )
    kin = dict(work.kin)
    also = tuple(_kindred(text, cites, kin, words) if not translated else () for text, translated, cites in work.quotations) if kin else ()
    return Checked(checks, also, tuple(_loose(work, texts, words)))


def _kindred(
    text: str, cites: tuple[tuple[str, int], ...], kin: Mapping[str, tuple[str, ...]], words: Callable[[str], Wording | None],
) -> tuple[tuple[str, QuoteCheck], ...]:
    """What seeds kindred to the cited ones have of a quotation, where they come close to it."""
    cited = {seed for seed, _ in cites}
    found = []
    for name in dict.fromkeys(other for seed, _ in cites for other in kin.get(seed, ()) if other not in cited):
        known = words(name)
        if known is None:
            continue
        outcome = quotes.check(text, known)
        close = outcome.verdict is Verdict.ALTERED and KINDRED * outcome.differing <= len(text.split())
        if outcome.verdict in GOOD or close:
            found.append((name, outcome))
    return tuple(found)


def _loose(work: CheckJob, texts: Mapping[str, SeedText], words: Callable[[str], Wording | None]) -> Iterable[tuple[int, str, bool]]:
    """The figures of each cited sentence that stand in no cited passage, headline or dateline."""
    for index, (sentence, cites) in enumerate(work.stated):
        sources = []
        for name, _ in cites:
            known = words(name)
            if known is None:
                break  # a source without text may hold anything
            numbers = {passage for seed, passage in cites if seed == name}
            inside: list[str] = []
            outside: list[str] = []
            for passage in known.passages:
                named = 0 in numbers or passage.number in numbers or passage.role is Role.HEADLINE
                (inside if named else outside).append(passage.text)
            text = texts[name]
            sources.append(figures.Source("\n".join(inside), "\n".join(outside), text.language, text.low, text.high))
        else:
            if sources:
                yield from ((index, figure, elsewhere) for figure, elsewhere in figures.missing(sentence, sources, work.today))


def search(work: SearchJob, load: Load) -> Names:
    """The seeds that have the words of a job, in order."""
    longest = max((word for word in quotes.words_of(work.text) if word.isalnum()), key=len, default="").encode()
    found = ((name, data) for name, passages in work.seeds if longest in (data := load(passages)))
    return Names(quotes.find_elsewhere(work.text, ((name, wording(data)) for name, data in found)))


def diagnose(unit: Text, checked: Checked, seeds: Mapping[str, Seed], load: Load, elsewhere: Search) -> list[Diagnostic]:
    """A diagnostic for each quotation that no cited seed has, and for each figure that no cited passage has."""
    notes: list[Diagnostic] = []
    wrong: set[int] = set()
    for quotation, outcomes in zip(unit.quotations, checked.checks, strict=True):
        if not outcomes:
            continue
        good = any(quotes.passes(outcome) for _, outcome in outcomes)
        seed, outcome = next((pair for pair in outcomes if quotes.passes(pair[1])), outcomes[0])
        others = () if good or outcome.verdict is Verdict.WRONG_PASSAGE else tuple(i for i in elsewhere(quotation.text) if i != seed)
        found = quote_note(outcome, quotation, seeds[seed], _passages(seeds[seed], load) if not good else (), others)
        if found is not None:
            notes.append(found)
            wrong.update(quotation.citations)
    for index in dict.fromkeys(index for index, _, _ in checked.loose):
        stated = unit.stated[index]
        if wrong.isdisjoint(stated.citations):
            notes.append(_figures_note(unit, index, [(figure, rest) for i, figure, rest in checked.loose if i == index]))
    return notes


def _figures_note(unit: Text, index: int, loose: list[tuple[str, bool]]) -> Diagnostic:
    """BG206: which figures, in which sentence, and where else they are."""
    stated = unit.stated[index]
    names = list(dict.fromkeys(unit.citations[i].seed for i in stated.citations))
    figure = ", ".join(f'"{words}"' for words, _ in loose)
    verb = "is" if len(loose) == 1 else "are"
    where = " or ".join(names)
    if all(rest for _, rest in loose):
        message, hint = f"{figure} {verb} in {where}, but not in the cited passage", "cite the passage that has it, too"
    else:
        message, hint = f"{figure} {verb} in no cited passage of {where}", "check it against the source, or cite what has it"
    return note("BG206", stated.span, message, hint, detail=(f"in: {stated.text}",))


def _passages(seed: Seed, load: Load) -> tuple[Passage, ...]:
    return decode(load(seed.passages), Passages).items if seed.has_text else ()


def passages_of(unit: Text, checked: Checked) -> dict[int, tuple[int, QuoteCheck | None]]:
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


def used(row: tuple[Text, str, Checked], seeds: frozenset[str]) -> tuple[tuple[str, Use], ...]:
    """Where a unit, published at a permalink, cites which of `seeds`: in order of its notes."""
    unit, permalink, checked = row
    places = passages_of(unit, checked) if unit.quotations else {}
    return tuple([(citation.seed, Use(places[number - 1][0] if places else citation.passage, number, permalink))
                  for number, citation in enumerate(unit.citations, 1) if citation.seed in seeds])


def uses(found: Iterable[tuple[tuple[str, Use], ...]]) -> dict[str, tuple[Use, ...]]:
    """For each seed, where it is cited: in order of the pages given."""
    by_seed: dict[str, list[Use]] = defaultdict(list)
    for some in found:
        for seed, use in some:
            by_seed[seed].append(use)
    return {seed: tuple(places) for seed, places in by_seed.items()}
