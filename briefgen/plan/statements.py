"""What a statement rests on, and what stands against it, in words. In: the desk. Out: badges, claims, disputes.

Independence is said in words, and grades are always shown with what they mean (the Admiralty scale, as NATO's STANAG 2511 has it).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.change import Side
from briefgen.model.parts import Badge, ClaimView, DisputeView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.model.brief import Brief
    from briefgen.model.chain import Ground
    from briefgen.model.change import Dispute
    from briefgen.plan.desk import Desk


def badge(desk: Desk, ground: Ground) -> Badge | None:
    """`1 original source (2 outlets)`, and who they are; None for a statement of our own."""
    if not ground.seeds:
        return None
    worth, count = ground.independence, desk.words.count
    outlets = f" ({count('outlet', worth.outlets)})" if worth.outlets > worth.originals else ""
    return Badge(count("root", worth.originals) + outlets, desk.words.say("rests-on", roots="; ".join(worth.roots)))


def grade(desk: Desk, ground: Ground) -> Badge | None:
    """`B3`, and what it means."""
    if not ground.grade:
        return None
    letter, number = ground.grade[0], ground.grade[1]
    return Badge(ground.grade, desk.words.say("grade-means", source=desk.words.say(f"grade-{letter}"), statement=desk.words.say(f"grade-{number}")))


def withdrawn(desk: Desk, ground: Ground) -> str:
    """That the source was withdrawn, or one of several; empty where none was."""
    return desk.words.say(f"withdrawn-{ground.withdrawn}") if ground.withdrawn else ""


def corrected(desk: Desk, brief: Brief, name: str) -> str:
    """`Correction, 25 December 2023`: the latest entry for the place with that id; empty where there is none."""
    entries = [entry for entry in brief.corrections if name and entry.where == f"#{name}"]
    last = max(entries, key=lambda entry: entry.at[:10], default=None)
    return f"{desk.words.say(last.kind.value)}, {desk.day(last.at[:10]).words}" if last else ""


def claim(desk: Desk, side: Side, versus: int = 0) -> ClaimView:
    """A claim as it stands in a brief."""
    brief = desk.site.briefs[side.brief]
    made = brief.claims[side.claim]
    ground = desk.site.grounds[brief.path].claims[side.claim]
    return ClaimView(
        id=made.id, block=made.block, text=made.text, permalink=desk.permalink("brief", brief.id) + (f"#{made.id}" if made.id else ""),
        speaker=made.speaker or (desk.words.say("by-us") if made.by == "us" else made.by), status=made.status.value,
        word=desk.words.say(made.status.value), date=desk.date(made.when) if made.when else desk.day(brief.date),
        ground=badge(desk, ground), grade=grade(desk, ground), withdrawn=withdrawn(desk, ground), versus=versus,
        corrected=corrected(desk, brief, made.id),
    )


def of_brief(desk: Desk, index: int) -> tuple[ClaimView, ...]:
    """The claims of a brief, those that dispute one another within it marked."""
    versus: dict[int, int] = {}
    for number in desk.tables.disputes.get(index, ()):
        here = [side.claim for side in desk.site.disputes[number].sides if side.brief == index]
        if len(here) > 1:
            versus.update(dict.fromkeys(here, number + 1))
    return tuple(claim(desk, Side(index, number), versus.get(number, 0)) for number in range(len(desk.site.briefs[index].claims)))


def disputes(desk: Desk, briefs: Iterable[int], *, elsewhere: int = -1) -> tuple[DisputeView, ...]:
    """The disputes that a claim of some briefs has part in, newest first; those that stand whole in brief `elsewhere` left out."""
    numbers = sorted({number for brief in briefs for number in desk.tables.disputes.get(brief, ())}, reverse=True)
    found = (desk.site.disputes[number] for number in numbers)
    return tuple(dispute_view(desk, dispute) for dispute in found if not all(side.brief == elsewhere for side in dispute.sides))


def dispute_view(desk: Desk, dispute: Dispute) -> DisputeView:
    """A dispute as shown. Claims that were retracted stay, and say so."""
    span = desk.words.say("range", low=dispute.low, high=dispute.high) if dispute.high else ""
    return DisputeView(tuple(claim(desk, side) for side in dispute.sides), span)


def of_event(desk: Desk, event: str) -> tuple[ClaimView, ...]:
    """The claims about an event, and those that dispute them."""
    sides = desk.site.event_claims.get(event, ())
    if not sides:
        return ()
    found = (desk.site.disputes[number] for side in sides for number in desk.tables.disputes.get(side.brief, ()))
    joined = dict.fromkeys(other for dispute in found if not _apart(sides, dispute) for other in dispute.sides)
    return tuple(claim(desk, side) for side in dict.fromkeys((*sides, *joined)))


def _apart(sides: tuple[Side, ...], dispute: Dispute) -> bool:
    """Whether none of some claims has part in a dispute."""
    return not any(side in dispute.sides for side in sides)
