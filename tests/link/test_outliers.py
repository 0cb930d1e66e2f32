"""Dates that lie far from all others (BG431)."""

from __future__ import annotations

from briefgen.link import outliers
from briefgen.model.diagnostic import Span
from briefgen.model.event import Event, Kind, Status
from briefgen.model.when import parse_when


def far(*dates: str) -> list[str]:
    events = [Event(f"e{number}", "What", parse_when(text) if text else None, None, (), (), (), (), Status.REPORTED, Kind.REPORTED, (), "", "", "",
                    Span("events.yml", number)) for number, text in enumerate(dates, 1)]
    return [note.message for note in outliers.outliers(events, outliers.far(tuple(map(outliers.day, events))))]


DAYS = [f"2023-12-{day:02d}" for day in range(1, 21)]


def test_a_slip_of_the_pen_is_told_on_either_side() -> None:
    assert far(*DAYS, "0203-12-01") == ["the event e21 is dated 0203-12-01, 1820 years from the others"]
    assert far(*DAYS, "2203-12-01") == ["the event e21 is dated 2203-12-01, 179 years from the others"]
    assert far(*DAYS, "-0043/..") == ["the event e21 is dated -0043/.., 2066 years from the others"]
    assert len(far(*DAYS, "0203-12-01", "2203-12-01")) == 2


def test_what_belongs_together_is_not_far() -> None:
    assert far() == far("2023") == far("2023", "1923") == []
    assert far(*DAYS, "1990", "", "XXXX", "../2024") == []
    # A history beside the news is no slip where it is more than one in ten.
    assert far(*DAYS, "1914", "1915", "1918") == []
    # Steps of less than forty years lead anywhere.
    assert far(*DAYS, *(str(year) for year in range(1700, 2023, 30))) == []
