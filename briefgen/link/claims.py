"""Claims against one another. In: briefs in their order, events. Out: disputes, claims of each event, BG602, BG603.

A claim's id is its name on the whole site: a later brief that has the same id says how the claim stands by then. Claims that
dispute one another form one dispute, over as many briefs as it takes; what they count is shown as a range and never averaged.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from briefgen.model.change import Dispute, Side
from briefgen.model.codes import note
from briefgen.model.event import Status
from briefgen.schema import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.model.brief import Brief, Claim
    from briefgen.model.diagnostic import Diagnostic, Span


class Standing(NamedTuple):
    """The disputes of a site, in the order of their newest claims; the claims about each event, each as it was last made; and BG603."""

    disputes: tuple[Dispute, ...]
    of_events: dict[str, tuple[Side, ...]]
    notes: tuple[Diagnostic, ...]


def latest(claims: Sequence[tuple[Claim, ...]]) -> dict[str, Side]:
    """Each claim where it was last made, by its id."""
    return {claim.id: Side(i, j) for i, made in enumerate(claims) if made for j, claim in enumerate(made) if claim.id}


def standing(claims: tuple[tuple[Claim, ...], ...], named: tuple[str, ...]) -> Standing:
    """How the claims of each brief stand against one another. BG603 for what a claim names and nobody has; `named` are the ids of all events."""
    notes: list[Diagnostic] = []
    known = latest(claims)
    return Standing(_disputes(claims, known, frozenset(named), notes), _of_events(claims, known), tuple(notes))


def _disputes(
    claims: Sequence[tuple[Claim, ...]], known: Mapping[str, Side], named: frozenset[str], notes: list[Diagnostic],
) -> tuple[Dispute, ...]:
    group: dict[str, str] = {name: name for name in known}

    def head(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    for made in claims:
        for claim in made:
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
    found = [_dispute(claims, sides) for sides in members.values() if len(sides) > 1]
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


def _dispute(claims: Sequence[tuple[Claim, ...]], sides: list[Side]) -> Dispute:
    ordered = tuple(sorted(sides, key=lambda side: (side.brief, side.claim)))
    numbers = []
    for side in ordered:
        claim = claims[side.brief][side.claim]
        if claim.number and claim.status is not Status.RETRACTED:
            numbers += [(int(part.replace(",", "")), part) for part in claim.number.split("-")]
    low, high = (min(numbers)[1], max(numbers)[1]) if numbers else ("", "")
    return Dispute(ordered, low, high if high != low else "")


def _of_events(claims: Sequence[tuple[Claim, ...]], known: Mapping[str, Side]) -> dict[str, tuple[Side, ...]]:
    found: dict[str, list[Side]] = defaultdict(list)
    for side in known.values():
        claim = claims[side.brief][side.claim]
        if claim.about:
            found[claim.about].append(side)
    return {event: tuple(sides) for event, sides in found.items()}


def taken_back(brief: Brief) -> tuple[str, ...]:
    """The ids of the statements that a brief marks as retracted."""
    found = [claim.id for claim in brief.claims if claim.id and claim.status is Status.RETRACTED]
    return tuple(found + [item.id for item in brief.items if item.id and item.status == Status.RETRACTED.value])


def stated_as_fact(brief: Brief, gone: Mapping[str, Span]) -> tuple[Diagnostic, ...]:
    """BG602 for each statement of a brief without status or source whose id another brief (`gone`) has marked as retracted."""
    if not gone:
        return ()
    bare = [(claim.id, claim.span) for claim in brief.claims if not claim.stated and not claim.citations]
    bare += [(item.id, item.span) for item in brief.items if not item.status and not item.citations]
    return tuple(note("BG602", span, f'"{name}" stands here as fact; {gone[name].path} has retracted it', "say  status=retracted,  or take it out",
                      related=(gone[name],))
                 for name, span in bare if name in gone and gone[name] != brief.span)
