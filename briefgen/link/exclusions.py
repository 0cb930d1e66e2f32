"""What is not published yet, and why. In: units and the time. Out: the published ones, and a `LeftOut` for each other.

The rule (PRODUCT §2.4, §4.1): calendar days are compared in the site's own zone. A brief is left out while it is a draft,
until its embargo ends, or while its own day has not begun. One dated more than `FAR_DAYS` ahead with neither draft nor
embargo is taken for a slip of the pen (BG410).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from briefgen.model.codes import note
from briefgen.model.left_out import LeftOut

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.event import Storyline
    from briefgen.model.site import Units

FAR_DAYS: Final = 31


def rank(brief: Brief) -> tuple[str, int, str, str]:
    """What a brief's place among all is told by."""
    return brief.date, brief.number, brief.as_of, brief.id


def order(ranks: tuple[tuple[str, int, str, str], ...]) -> tuple[int, ...]:
    """Indices of briefs in order."""
    return tuple(sorted(range(len(ranks)), key=ranks.__getitem__))


def published(units: Units, notes: list[Diagnostic]) -> tuple[tuple[Brief, ...], tuple[Storyline, ...], tuple[LeftOut, ...]]:
    """Briefs and storylines that are not left out, these in order of id; and what was left out, in order of path."""
    out: list[LeftOut] = []
    briefs = [brief for brief in units.briefs
              if not (brief.draft or brief.embargo_until or brief.date > units.today) or not _left_out(brief, units, out, notes)]
    storylines = []
    for storyline in units.storylines:
        if storyline.draft and not units.drafts:
            out.append(LeftOut(storyline.path, storyline.title, "draft", ""))
        else:
            storylines.append(storyline)
    storylines.sort(key=lambda storyline: storyline.id)
    return tuple(briefs), tuple(storylines), tuple(sorted(out, key=lambda entry: entry.path))


def _left_out(brief: Brief, units: Units, out: list[LeftOut], notes: list[Diagnostic]) -> bool:
    if units.drafts:
        return False
    if brief.draft:
        out.append(LeftOut(brief.path, brief.title, "draft", ""))
        return True
    if brief.embargo_until and instant(brief.embargo_until) > instant(units.now):
        out.append(LeftOut(brief.path, brief.title, "embargo", brief.embargo_until))
        return True
    if brief.date > units.today:
        ahead = (date.fromisoformat(brief.date) - date.fromisoformat(units.today)).days
        if ahead > FAR_DAYS and not brief.embargo_until:
            notes.append(note("BG410", brief.span, f"dated {ahead} days ahead ({brief.date}); a slip in the year?",
                              "correct the date, or say  draft: true  or  embargo_until: …"))
        out.append(LeftOut(brief.path, brief.title, "ahead", brief.date))
        return True
    return False


def instant(text: str) -> float:
    """Seconds since the epoch of an ISO 8601 instant with its offset; a bare day counts from its midnight in UTC."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = datetime.fromisoformat(text + ("T00:00:00" if len(text) == 10 else "") + "+00:00")
    return moment.timestamp()
