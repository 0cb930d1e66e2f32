"""Claims against one another. In: briefs in their order, events. Out: disputes, claims of each event, BG602, BG603.

A claim's id is its name on the whole site: a later brief that has the same id says how the claim stands by then. Claims that
dispute one another form one dispute, over as many briefs as it takes; what they count is shown as a range and never averaged.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from briefgen.model.change import Dispute, Side
from briefgen.model.codes import note
from briefgen.model.event import Status
from briefgen.schema import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.model.brief import Brief, Claim
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.event import Event


def latest(briefs: Sequence[Brief]) -> dict[str, Side]:
    """Each claim where it was last made, by its id."""
    return {claim.id: Side(i, j) for i, brief in enumerate(briefs) for j, claim in enumerate(brief.claims) if claim.id}


def disputes(briefs: Sequence[Brief], events: Iterable[Event], notes: list[Diagnostic]) -> tuple[Dispute, ...]:
    """The disputes of a site, in the order of their newest claims. BG603 for what a claim names and nobody has."""
    known = latest(briefs)
    named = {event.id for event in events}
    group: dict[str, str] = {name: name for name in known}

    def head(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    for brief in briefs:
        for claim in brief.claims:
            for verb, others in (("disputes", claim.disputes), ("supersedes", claim.supersedes)):
                for other in others:
                    if _known(claim, verb, other, known, notes) and verb == "disputes" and claim.id in group:
                        group[head(claim.id)] = head(other)
            if claim.about and claim.about not in named:
                close = nearest(claim.about, named, 1)
                notes.append(note("BG603", claim.span, f'this claim is about "{claim.about}", which is no event',
                                  f'did you mean "{close[0]}"?' if close else "name the id of an event"))
    members: dict[str, list[Side]] = defaultdict(list)
    for name, side in known.items():
        members[head(name)].append(side)
    found = [_dispute(briefs, sides) for sides in members.values() if len(sides) > 1]
    return tuple(sorted(found, key=lambda dispute: dispute.sides[-1].brief))


def _known(claim: Claim, verb: str, other: str, known: Mapping[str, Side], notes: list[Diagnostic]) -> bool:
    if other == claim.id:
        notes.append(note("BG603", claim.span, f'the claim "{other}" {verb} itself', "name the other claim"))
        return False
    if other not in known:
        close = nearest(other, known, 1)
        notes.append(note("BG603", claim.span, f'this claim {verb} "{other}", which is no claim',
                          f'did you mean "{close[0]}"?' if close else "name the id of a  ::: claim  block"))
        return False
    return True


def _dispute(briefs: Sequence[Brief], sides: list[Side]) -> Dispute:
    ordered = tuple(sorted(sides, key=lambda side: (side.brief, side.claim)))
    numbers = []
    for side in ordered:
        claim = briefs[side.brief].claims[side.claim]
        if claim.number and claim.status is not Status.RETRACTED:
            numbers += [(int(part.replace(",", "")), part) for part in claim.number.split("-")]
    low, high = (min(numbers)[1], max(numbers)[1]) if numbers else ("", "")
    return Dispute(ordered, low, high if high != low else "")


def of_events(briefs: Sequence[Brief]) -> dict[str, tuple[Side, ...]]:
    """The claims about each event, each as it was last made."""
    found: dict[str, list[Side]] = defaultdict(list)
    for side in latest(briefs).values():
        claim = briefs[side.brief].claims[side.claim]
        if claim.about:
            found[claim.about].append(side)
    return {event: tuple(sides) for event, sides in found.items()}


def stated_as_fact(briefs: Sequence[Brief]) -> list[Diagnostic]:
    """BG602 for each statement without status or source whose id another brief has marked as retracted."""
    gone: dict[str, Brief] = {}
    for brief in briefs:
        for claim in brief.claims:
            if claim.id and claim.status is Status.RETRACTED:
                gone[claim.id] = brief
        for item in brief.items:
            if item.id and item.status == Status.RETRACTED.value:
                gone[item.id] = brief
    if not gone:
        return []
    notes = []
    for brief in briefs:
        bare = [(claim.id, claim.span) for claim in brief.claims if not claim.stated and not claim.citations]
        bare += [(item.id, item.span) for item in brief.items if not item.status and not item.citations]
        for name, span in bare:
            if name in gone and gone[name] is not brief:
                other = gone[name]
                notes.append(note("BG602", span, f'"{name}" stands here as fact; {other.path} has retracted it',
                                  "say  status=retracted,  or take it out", related=(other.span,)))
    return notes
