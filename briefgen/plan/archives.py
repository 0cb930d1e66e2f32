"""The archive: by year as a calendar, by month, by day. In: the desk. Out: pages; previous and next are those that exist."""

from __future__ import annotations

from calendar import Calendar
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from briefgen.model import dates
from briefgen.model.page import Page
from briefgen.model.parts import CalendarDay, CalendarMonth, Day, Tag
from briefgen.model.views import ArchiveView
from briefgen.plan.heavy import heavies
from briefgen.plan.planned import Planned, at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.plan.desk import Desk

# Monday first, as ISO 8601 has it.
CALENDAR = Calendar(0)


def days(desk: Desk, briefs: Sequence[int], most: int) -> tuple[Day, ...]:
    """The newest `most` days of some briefs (which are in order of their dates), newest first, each with its cards."""
    made: list[Day] = []
    for day, group in groupby(reversed(briefs), key=lambda index: desk.site.briefs[index].date):
        if len(made) == most:
            break
        made.append(Day(str(int(day[8:])), dates.month_words(day[:7], desk.locale), dates.weekday_words(day, desk.locale), day,
                        path(day), desk.cards(group)))
    return tuple(made)


def path(part: str) -> str:
    """The permalink of a year, a month or a day (ISO)."""
    return "/" + part.replace("-", "/") + "/"


class Shelf(NamedTuple):
    """The briefs of each day, month and year on which any appeared, in their order."""

    years: dict[str, list[int]]
    months: dict[str, list[int]]
    days: dict[str, list[int]]


def pages(desk: Desk) -> Iterator[Planned]:
    """The archive's front page, and one page for each year, month and day on which a brief appeared."""
    shelf = Shelf({}, {}, {})
    for index, brief in enumerate(desk.site.briefs):
        for filed, length in zip(shelf, (4, 7, 10), strict=True):
            filed.setdefault(brief.date[:length], []).append(index)
    yield Planned("archive/index.html", _page, (shelf, (), ""))
    for filed in shelf:
        siblings = tuple(filed)
        for place, part in enumerate(siblings):
            beside = (siblings[place - 1] if place else "", siblings[place + 1] if place + 1 < len(siblings) else "")
            yield Planned(at(path(part)), _page, (shelf, beside, part), day=part)


def _page(shelf: Shelf, beside: tuple[str, ...], part: str, desk: Desk) -> Page:
    """The page of a year, a month, a day, or of the whole archive (an empty part); `beside` are the parts before and after, where there are any."""
    years = tuple(shelf.years)
    permalink, title = (path(part), _label(desk, part)) if part else ("/archive/", desk.words.say("archive"))
    months: tuple[CalendarMonth, ...] = ()
    listed: tuple[Day, ...] = ()
    if len(part) <= len("2023"):
        title = desk.words.say("archive-of", what=part) if part else title
        months = _months(desk, shelf, part or (years[-1] if years else ""))
    elif len(part) == len("2023-12"):
        months, listed = (_month(desk, shelf, part),), days(desk, shelf.months[part], 31)
    else:
        listed = days(desk, shelf.days[part], 1)
    view = ArchiveView(
        head=desk.head(title, desk.words.say("archive-standfirst") if not listed else "", permalink, "archive"),
        crumbs=desk.crumbs((desk.words.say("archive"), "/archive/"), *_steps(desk, part)) if part else (),
        title=title,
        standfirst=desk.words.say("archive-standfirst") if not listed else "",
        months=months,
        days=listed,
        years=tuple(Tag(year, path(year), part[:4] == year) for year in reversed(years)),
        rows=(),
        earlier=_sibling(desk, beside[0]) if part and beside[0] else None,
        later=_sibling(desk, beside[1]) if part and beside[1] else None,
    )
    return Page(at(permalink), permalink, "archive.html", view, heavies(view), "")


def _label(desk: Desk, part: str) -> str:
    if len(part) == 4:
        return part
    return dates.month_words(part, desk.locale) if len(part) == 7 else dates.day_words(part, desk.locale)


def _steps(desk: Desk, part: str) -> tuple[tuple[str, str], ...]:
    parts = [part[:length] for length in (4, 7, 10) if len(part) >= length]
    return tuple((_label(desk, step), path(step) if step != part else "") for step in parts)


def _sibling(desk: Desk, part: str) -> Tag:
    return Tag(_label(desk, part), path(part))


def _months(desk: Desk, shelf: Shelf, year: str) -> tuple[CalendarMonth, ...]:
    """The months of a year in which something appeared, newest first."""
    return tuple(_month(desk, shelf, month) for month in reversed(shelf.months) if year and month.startswith(year))


def _month(desk: Desk, shelf: Shelf, month: str) -> CalendarMonth:
    weeks = []
    total = 0
    for week in CALENDAR.monthdayscalendar(int(month[:4]), int(month[5:])):
        cells = []
        for day in week:
            iso = f"{month}-{day:02d}"
            n = len(shelf.days.get(iso, ())) if day else 0
            total += n
            name = f"{dates.day_words(iso, desk.locale)}, {desk.words.count('brief', n)}" if n else ""
            cells.append(CalendarDay(day, min(n, 4), path(iso) if n else "", name, bool(day) and iso == desk.newest))
        weeks.append(tuple(cells))
    return CalendarMonth(dates.month_words(month, desk.locale), path(month), desk.words.count("brief", total), tuple(weeks))
