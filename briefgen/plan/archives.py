"""The archive: by year as a calendar, by month, by day. In: the desk. Out: pages; previous and next are those that exist."""

from __future__ import annotations

from calendar import Calendar
from itertools import groupby
from typing import TYPE_CHECKING

from briefgen.model import dates
from briefgen.model.page import Page
from briefgen.model.parts import CalendarDay, CalendarMonth, Day, Tag
from briefgen.model.views import ArchiveView
from briefgen.plan.heavy import heavies

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.model.parts import Card
    from briefgen.plan.desk import Desk

# Monday first, as ISO 8601 has it.
CALENDAR = Calendar(0)


def days(desk: Desk, cards: Sequence[Card], most: int) -> tuple[Day, ...]:
    """The newest `most` days of `cards` (which are in order of their dates), newest first, each with its cards."""
    made: list[Day] = []
    for day, group in groupby(reversed(cards), key=lambda card: card.day):
        if len(made) == most:
            break
        made.append(Day(str(int(day[8:])), dates.month_words(day[:7], desk.locale), dates.weekday_words(day, desk.locale), day,
                        path(day), tuple(group)))
    return tuple(made)


def path(part: str) -> str:
    """The permalink of a year, a month or a day (ISO)."""
    return "/" + part.replace("-", "/") + "/"


def pages(desk: Desk) -> Iterator[Page]:
    """The archive's front page, and one page for each year, month and day on which a brief appeared."""
    by_day: dict[str, list[Card]] = {}
    for card in desk.cards:
        by_day.setdefault(card.day, []).append(card)
    all_days = sorted(by_day)
    years = sorted({day[:4] for day in all_days})
    yield _page(desk, "/archive/", desk.words.say("archive"), _months(desk, by_day, years[-1] if years else ""), (), years, "", [])
    for year in years:
        yield _page(desk, path(year), desk.words.say("archive-of", what=year), _months(desk, by_day, year), (), years, year, years)
    months = sorted({day[:7] for day in all_days})
    for month in months:
        inside = [card for day in all_days if day.startswith(month) for card in by_day[day]]
        yield _page(desk, path(month), dates.month_words(month, desk.locale), (_month(desk, by_day, month),),
                    days(desk, inside, 31), years, month, months)
    for day in all_days:
        yield _page(desk, path(day), dates.day_words(day, desk.locale), (), days(desk, by_day[day], 1), years, day, all_days)


def _page(
    desk: Desk, permalink: str, title: str, months: tuple[CalendarMonth, ...], listed: tuple[Day, ...], years: list[str], part: str,
    siblings: list[str],
) -> Page:
    place = siblings.index(part) if part in siblings else -1
    view = ArchiveView(
        head=desk.head(title, desk.words.say("archive-standfirst") if not listed else "", permalink, "archive"),
        crumbs=desk.crumbs((desk.words.say("archive"), "/archive/"), *_steps(desk, part)) if part else (),
        title=title,
        standfirst=desk.words.say("archive-standfirst") if not listed else "",
        months=months,
        days=listed,
        years=tuple(Tag(year, path(year), part[:4] == year) for year in reversed(years)),
        rows=(),
        earlier=_sibling(desk, siblings[place - 1]) if place > 0 else None,
        later=_sibling(desk, siblings[place + 1]) if 0 <= place < len(siblings) - 1 else None,
    )
    return Page(permalink.lstrip("/") + "index.html", permalink, "archive.html", view, heavies(view), "")


def _label(desk: Desk, part: str) -> str:
    if len(part) == 4:
        return part
    return dates.month_words(part, desk.locale) if len(part) == 7 else dates.day_words(part, desk.locale)


def _steps(desk: Desk, part: str) -> tuple[tuple[str, str], ...]:
    parts = [part[:length] for length in (4, 7, 10) if len(part) >= length]
    return tuple((_label(desk, step), path(step) if step != part else "") for step in parts)


def _sibling(desk: Desk, part: str) -> Tag:
    return Tag(_label(desk, part), path(part))


def _months(desk: Desk, by_day: dict[str, list[Card]], year: str) -> tuple[CalendarMonth, ...]:
    """The months of a year in which something appeared, newest first."""
    months = sorted({day[:7] for day in by_day if day.startswith(year)}, reverse=True) if year else []
    return tuple(_month(desk, by_day, month) for month in months)


def _month(desk: Desk, by_day: dict[str, list[Card]], month: str) -> CalendarMonth:
    weeks = []
    total = 0
    for week in CALENDAR.monthdayscalendar(int(month[:4]), int(month[5:])):
        cells = []
        for day in week:
            iso = f"{month}-{day:02d}"
            n = len(by_day.get(iso, ())) if day else 0
            total += n
            name = f"{dates.day_words(iso, desk.locale)}, {desk.words.count('brief', n)}" if n else ""
            cells.append(CalendarDay(day, min(n, 4), path(iso) if n else "", name, bool(day) and iso == desk.newest))
        weeks.append(tuple(cells))
    return CalendarMonth(dates.month_words(month, desk.locale), path(month), desk.words.count("brief", total), tuple(weeks))
