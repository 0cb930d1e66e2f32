"""What an editor is told of a quotation. In: a verdict and where the quotation stands. Out: a diagnostic, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.codes import note
from briefgen.model.verdict import Verdict

if TYPE_CHECKING:
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.evidence import Quotation
    from briefgen.model.seed import Passage, Seed
    from briefgen.model.verdict import Edit, QuoteCheck

CONTEXT = 6


def diagnose(outcome: QuoteCheck, quotation: Quotation, seed: Seed, passages: tuple[Passage, ...], elsewhere: tuple[str, ...]) -> Diagnostic | None:
    """BG201 altered or absent, BG202 found in another seed, BG203 an elision over a paragraph's border,

    BG205 the wrong passage, BG207 a negation left out before the words.
    """
    lines = {passage.number: passage.line for passage in passages}
    if outcome.verdict is Verdict.WRONG_PASSAGE:
        return note("BG205", quotation.span, f"these words stand in paragraph {outcome.passage} of {seed.id}",
                    f"write  [@{seed.id}, para. {outcome.passage}]")
    if outcome.verdict is Verdict.ELIDED and outcome.across:
        return note("BG203", quotation.span, f"this elision joins text {outcome.gap:,} characters apart, over the border of a paragraph",
                    "quote the two parts by themselves")
    if outcome.after_no and not quotation.negated:
        return note("BG207", quotation.span, f'in {seed.id} these words follow "{outcome.after_no}"',
                    "quote that too, or say it just before the quotation")
    if outcome.verdict not in (Verdict.ALTERED, Verdict.ABSENT):
        return None
    if elsewhere:
        return note("BG202", quotation.span, f"these words are in {elsewhere[0]}, not in {seed.id}", f"cite that instead?  [@{elsewhere[0]}]",
                    detail=diff_lines(outcome, seed, lines))
    if outcome.verdict is Verdict.ABSENT:
        return note("BG201", quotation.span, f"quote not found in {seed.id}",
                    f"no paragraph of {seed.path} comes close; see  briefgen seed show {seed.id}")
    return note("BG201", quotation.span, f"quote not found in {seed.id}", _way_out(outcome), detail=diff_lines(outcome, seed, lines))


def _way_out(outcome: QuoteCheck) -> str:
    """What to do about altered words; for a first letter in the other case, exactly what to write."""
    changed = [edit for edit in outcome.edits if edit.side != "both"]
    if len(changed) == 2 and outcome.edits[0] is changed[0]:
        yours, source = changed[0].words, changed[1].words
        if yours[1:] == source[1:] and yours[:1].casefold() == source[:1].casefold():
            return f"mark the letter that you changed:  [{yours[:1]}]{yours[1:]}"
    return f"quote paragraph {outcome.nearest} as it stands, or mark your change:  [word]  …"


def diff_lines(outcome: QuoteCheck, seed: Seed, lines: dict[int, int]) -> tuple[str, ...]:
    """The two versions, one above the other, what differs between asterisks; the second ends with its place in the seed."""
    if not outcome.edits:
        return ()
    yours, source = [], []
    for number, edit in enumerate(outcome.edits):
        words = _shortened(edit, first=number == 0, last=number == len(outcome.edits) - 1)
        marked = words if edit.side == "both" else f"*{words}*"
        blank = " " * len(marked)
        yours.append(marked if edit.side != "source" else blank)
        source.append(marked if edit.side != "yours" else blank)
    place = f"{seed.path}:{lines.get(outcome.nearest, 0)}" if outcome.nearest else ""
    return (f"yours   {' '.join(yours)}".rstrip(), f"source  {' '.join(source).rstrip()}     {place}, paragraph {outcome.nearest}")


def _shortened(edit: Edit, *, first: bool, last: bool) -> str:
    words = edit.words.split()
    if edit.side != "both" or len(words) <= 2 * CONTEXT + 1:
        return edit.words
    head, tail = " ".join(words[:CONTEXT]), " ".join(words[-CONTEXT:])
    return f"… {tail}" if first else f"{head} …" if last else f"{head} … {tail}"
