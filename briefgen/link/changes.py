"""What changed between editions. In: briefs in their order, the region tree. Out: for each brief its `Edition`, BG620, a diff of two.

Computed from ids and statuses, not from text (PRODUCT §2.10). The edition before a brief is the latest earlier one that shares
a storyline with it, or a region where it has no storyline: what another desk left out yesterday is no news of this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.link.wordings import likeness
from briefgen.model.change import Change, ChangeKind, Edition
from briefgen.model.codes import note
from briefgen.model.event import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.brief import Brief, Claim, Item
    from briefgen.model.diagnostic import Diagnostic, Span
    from briefgen.model.site import Tree

# Two statements with fewer words in common than this (per cent) are about different things.
OTHER_THING: Final = 20
SETTLED: Final = (Status.CONFIRMED.value, Status.DENIED.value, Status.RETRACTED.value)
# What an edition need not say again: that it says it no more is no news.
PARTICULARS: Final = ("when", "grade", "number")
ORDER: Final = (ChangeKind.NEW, ChangeKind.CHANGED, ChangeKind.RESOLVED, ChangeKind.GONE)


class Statement(NamedTuple):
    """A statement with an id, as one edition has it."""

    text: str
    state: tuple[tuple[str, str], ...]
    supersedes: tuple[str, ...]
    span: Span


def threads(brief: Brief) -> tuple[tuple[str, ...], bool]:
    """What joins a brief to the one before it, and whether it has a statement that has an id: one that has none is no edition."""
    found = tuple([f"storyline:{name}" for name in brief.storylines]) or tuple([f"region:{tag.id}" for tag in brief.regions if tag.primary])
    return found, any(item.id for item in brief.items) or any(claim.id for claim in brief.claims)


def earlier(briefs: Sequence[tuple[tuple[str, ...], bool]]) -> dict[int, int]:
    """The edition before each brief, by index, where there is one; of each brief its `threads`."""
    latest: dict[str, int] = {}
    found = {}
    for index, (joined, stating) in enumerate(briefs):
        before = max([latest[thread] for thread in joined if thread in latest], default=-1)
        if before >= 0:
            found[index] = before
        if stating:
            for thread in joined:
                latest[thread] = index
    return found


def edition(pair: tuple[int, int, Brief, Brief]) -> Edition:
    """What changed from one brief to a later one; of each its index."""
    before, after, last, brief = pair
    return Edition(after, before, _between(last, brief, before, after))


def statements(brief: Brief) -> dict[str, Statement]:
    """The statements of a brief that have an id, in their order."""
    found = {}
    for item in brief.items:
        if item.id:
            found[item.id] = _item(item)
    for claim in brief.claims:
        if claim.id:
            found[claim.id] = _claim(claim)
    return found


def _item(item: Item) -> Statement:
    when = item.when.text if item.when else ""
    state = (("status", item.status), ("likelihood", item.likelihood), ("kind", item.kind.value), ("when", when), ("grade", item.grade))
    return Statement(item.text, state, (), item.span)


def _claim(claim: Claim) -> Statement:
    when = claim.when.text if claim.when else ""
    return Statement(claim.text, (("status", claim.status.value), ("when", when), ("grade", claim.grade), ("number", claim.number)),
                     claim.supersedes, claim.span)


def between(briefs: Sequence[Brief], before: int, after: int) -> tuple[Change, ...]:
    """What changed from one brief to another, new first, what is no longer reported last."""
    return _between(briefs[before], briefs[after], before, after)


def _between(last: Brief, brief: Brief, before: int, after: int) -> tuple[Change, ...]:
    old, new = statements(last), statements(brief)
    if not old and not new:
        return ()
    replaced = {name: by for by, statement in new.items() for name in statement.supersedes}
    found: list[Change] = []
    for name, statement in new.items():
        if name not in old:
            found.append(Change(ChangeKind.NEW, name, statement.text, after))
            continue
        earlier = dict(old[name].state)
        moves = tuple((key, earlier.get(key, ""), value) for key, value in statement.state
                      if earlier.get(key, "") != value and (key not in PARTICULARS or (earlier.get(key) and value)))
        if moves:
            settled = any(key == "status" and value in SETTLED for key, _, value in moves)
            found.append(Change(ChangeKind.RESOLVED if settled else ChangeKind.CHANGED, name, statement.text, after, moves))
    for name, statement in old.items():
        if name in new:
            continue
        if name in replaced:
            found.append(Change(ChangeKind.RESOLVED, name, statement.text, before, (("superseded", name, replaced[name]),)))
        elif dict(statement.state).get("status") not in SETTLED:
            found.append(Change(ChangeKind.GONE, name, statement.text, before))
    return tuple(sorted(found, key=lambda change: ORDER.index(change.kind)))


def reused(pair: tuple[int, int, Brief, Brief], tree: Tree) -> tuple[Diagnostic, ...]:
    """BG620 for each id of a brief that stood for another thing in another place in the edition before."""
    _, _, last, after = pair
    own = [{tag.id for tag in one.regions if tag.primary} for one in (after, last)]
    if not all(own) or own[0] & own[1]:
        return ()
    above = [{step for name in names for step in tree.line(name)} for names in own]
    if own[0] & above[1] or own[1] & above[0]:
        return ()
    old = statements(last)
    return tuple(
        note("BG620", statement.span, f'"{name}" stood for another thing in {last.path}:{old[name].span.line}', "give this one an id of its own",
             related=(old[name].span,))
        for name, statement in statements(after).items() if name in old and likeness(old[name].text, statement.text) < OTHER_THING)
