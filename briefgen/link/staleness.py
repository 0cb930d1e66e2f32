"""What has not been brought up to date for too long. In: briefs, storylines, the day. Out: since when each is stale, and the next day that is.

`stale_after` never takes a page off the site: it puts a line on it, and a storyline off the front page.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.model.brief import Brief
    from briefgen.model.event import Storyline


class Term(NamedTuple):
    """A brief's id, its day, the day of its last update, and after how many days it is stale (0: never)."""

    id: str
    date: str
    updated: str
    period: int


class Stale(NamedTuple):
    """The day of the last update of each stale unit, and the next day on which one becomes stale, or empty."""

    since: dict[tuple[str, str], str]
    turns: str


def term(brief: Brief) -> Term:
    """What tells when a brief is stale."""
    return Term(brief.id, brief.date, max([brief.date, *[entry.at[:10] for entry in brief.corrections]]), brief.stale_after_days)


def stale(
    briefs: tuple[Term, ...], storylines: tuple[Storyline, ...], members: Mapping[str, tuple[int, ...]], default: int, today: str,
) -> Stale:
    """What is stale by today.

    A brief is as old as its last correction; a storyline as its newest brief, or the day it was opened. `default` is the period
    of storylines that name none, in days; 0 is never.
    """
    found: dict[tuple[str, str], str] = {}
    turns = ""
    periods = [(("brief", brief.id), brief.updated, brief.period) for brief in briefs if brief.period]
    for storyline in storylines:
        period = storyline.stale_after_days if storyline.stale_after_days >= 0 else default
        newest = max((briefs[index].date for index in members.get(storyline.id, ())), default="")
        if not newest and storyline.opened and storyline.opened.lo:
            newest = date.fromordinal(storyline.opened.lo).isoformat()
        if period and newest and storyline.status == "active":
            periods.append((("storyline", storyline.id), newest, period))
    for key, last, period in periods:
        day = (date.fromisoformat(last) + timedelta(days=period + 1)).isoformat()
        if day <= today:
            found[key] = last
        elif not turns or day < turns:
            turns = day
    return Stale(found, turns)
