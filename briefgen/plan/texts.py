"""Bodies and their notes. In: a unit with its checks. Out: `TextView`, corrections, takeaways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.brief import Brief
from briefgen.model.event import Correction, Event, Kind
from briefgen.model.parts import CorrectionView, Note, Tag, Takeaway, TextView
from briefgen.model.seed import Publish
from briefgen.model.verdict import GOOD, Verdict
from briefgen.plan import timelines
from briefgen.plan.statements import badge, corrected, grade, withdrawn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.model.site import Text
    from briefgen.model.verdict import QuoteCheck
    from briefgen.plan.desk import Desk


def text(desk: Desk, unit: Text, skip: tuple[int, ...] = ()) -> TextView:
    """What renders a unit's body: a note for each citation, in reading order, and the permalink of each link."""
    checked = desk.site.checks[unit.path]
    outcome_of: dict[int, QuoteCheck] = {}
    quote_of: dict[int, str] = {}
    verdicts, languages = [], []
    also_of: dict[int, tuple[str, ...]] = {}
    for place, (quotation, outcomes) in enumerate(zip(unit.quotations, checked.checks, strict=True)):
        kindred = checked.also[place] if place < len(checked.also) else ()
        languages.append("" if quotation.translated else next((desk.site.seeds[seed].language for seed, _ in outcomes), ""))
        by_seed = dict(outcomes)
        verdicts.append(outcomes[0][1].verdict.value if outcomes else "")
        for index in quotation.citations:
            outcome = by_seed.get(unit.citations[index].seed)
            if outcome is not None:
                outcome_of[index], quote_of[index] = outcome, quotation.text
                also_of[index] = versions(desk, outcome, outcomes, kindred, unit.citations[index].seed)
    rows = tuple((block.block, timelines.excerpt(desk, block)) for block in unit.timelines) if isinstance(unit, Brief) else ()
    groups: dict[int, list[Note]] = {}
    for index, citation in enumerate(unit.citations):
        groups.setdefault(citation.group, []).append(
            _note(desk, index + 1, citation.seed, citation.passage, outcome_of.get(index), quote_of.get(index, ""), also_of.get(index, ())))
    notes = tuple(tuple(groups.get(group, ())) for group in range(max(groups, default=-1) + 1))
    return TextView(unit.body, notes, desk.site.links[unit.path], tuple(verdicts), tuple(languages), skip, rows)


def _note(desk: Desk, number: int, name: str, passage: int, outcome: QuoteCheck | None, quote: str, also: tuple[str, ...]) -> Note:
    seed = desk.site.seeds.get(name)
    if seed is None:
        return Note(number, "", "", "", "", name, "", "")
    page = desk.permalink("source", name)
    verdict, said, shown, language = "", "", "", ""
    if outcome is not None:
        verdict = outcome.verdict.value
        said = desk.words.name(f"verdict-{verdict}", "")
        if outcome.verdict in GOOD:
            passage = outcome.passage or passage
            shown, language = quote, seed.language
    label = f"P{passage}" if passage else ""
    excerpt = seed.passages if passage and not shown and page and seed.publish is not Publish.NONE else ""
    return Note(number, shown, "", label, page + (f"#p{passage}" if passage else ""), desk.outlet(seed), verdict, said, language or seed.language,
                excerpt, passage, also)


def takeaways(desk: Desk, brief: Brief) -> tuple[Takeaway, ...]:
    """The items of a brief's key section, each with its kind and likelihood."""
    permalink = desk.permalink("brief", brief.id)
    grounds = desk.site.grounds[brief.path].items
    return tuple(
        Takeaway(item.id, desk.kind(item.kind, item.likelihood, item.by if item.by not in ("", "us") else ""), item.block, item.text,
                 permalink + (f"#{item.id}" if item.id else ""), badge(desk, ground), grade(desk, ground), withdrawn(desk, ground),
                 corrected(desk, brief, item.id))
        for item, ground in zip(brief.items, grounds, strict=True) if item.section == "keys"
    )


def versions(
    desk: Desk, own: QuoteCheck, outcomes: Iterable[tuple[str, QuoteCheck]], kindred: Iterable[tuple[str, QuoteCheck]], name: str,
) -> tuple[str, ...]:
    """What other sources have of a quotation, in words; the source's own version first, where there is anything to say.

    `matches Metro (UK)`, `differs from Kyiv Post by one word: it has “more”`.
    """
    say, count = desk.words.say, desk.words.count
    found = []
    for seed, outcome in [*((seed, outcome) for seed, outcome in outcomes if seed != name), *kindred]:
        who = desk.outlet(desk.site.seeds[seed])
        if outcome.verdict in GOOD:
            found.append(say("matches", who=who))
        elif outcome.verdict is Verdict.ALTERED and outcome.edits:
            theirs = [edit.words for edit in outcome.edits if edit.side == "source"]
            yours = [edit.words for edit in outcome.edits if edit.side == "yours"]
            told = (say(key, words="”, “".join(words)) for key, words in (("they-have", theirs), ("they-lack", yours)) if words)
            found.append(say("differs", who=who, count=count("word", outcome.differing), what=", ".join(told)))
    if found and own.verdict in GOOD:
        found.insert(0, say("matches", who=desk.outlet(desk.site.seeds[name])))
    return tuple(found)


def corrections(desk: Desk, entries: tuple[Correction, ...], page: Tag | None) -> tuple[CorrectionView, ...]:
    """Corrections as shown, newest first."""
    made = [
        CorrectionView(entry.kind.value, desk.words.say(entry.kind.value), desk.moment(entry.at), page, entry.where, entry.was, entry.now,
                       entry.note, entry.by)
        for entry in entries
    ]
    return tuple(sorted(made, key=lambda entry: entry.date.iso, reverse=True))


def is_fact(event: Event) -> bool:
    """Whether an event belongs to the story: dates of pictures do not."""
    return event.kind is not Kind.PICTURED
