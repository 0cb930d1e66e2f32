"""Instants: offsets, zones, clocks that are changed; and the hostile strings, each with its rule."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import dates
from briefgen.model.when import WhenError, parse_when

HOSTILE = Path(__file__).parents[3] / "shared" / "corpora" / "hostile" / "dates.json"


@pytest.mark.parametrize(("text", "zone", "instant"), [
    ("2023-12-24 17:00", "Europe/Kyiv", "2023-12-24T17:00+02:00"),
    ("2023-07-24 17:00", "Europe/Kyiv", "2023-07-24T17:00+03:00"),
    ("2023-12-24T17:00+02:00", "", "2023-12-24T17:00+02:00"),
    ("2023-12-24T17:00:59Z", "Europe/Kyiv", "2023-12-24T17:00+00:00"),
    ("2023-12-24 7:05 -0530", "", "2023-12-24T07:05-05:30"),
    ("2023-12-24 17:00 America/New_York", "Europe/Kyiv", "2023-12-24T17:00-05:00"),
    ("2023-12-24 17:00 UTC", "Europe/Kyiv", "2023-12-24T17:00+00:00"),
    ("2023-12-24", "Europe/Kyiv", "2023-12-24T00:00+02:00"),
])
def test_instants(text: str, zone: str, instant: str) -> None:
    assert dates.instant(text, zone) == (instant, "")


def test_an_hour_that_is_skipped_is_read_with_the_offset_before_the_change() -> None:
    found, note = dates.instant("2026-03-29 02:30", "Europe/Berlin")
    assert found == "2026-03-29T03:30+02:00"
    assert note == "02:30 does not exist on that day; it is read as 03:30"


def test_an_hour_that_comes_twice_is_its_first() -> None:
    found, note = dates.instant("2026-10-25 02:30", "Europe/Berlin")
    assert found == "2026-10-25T02:30+02:00"
    assert note == "02:30 comes twice on that day; the first is meant unless an offset says otherwise"
    assert dates.instant("2026-10-25 02:30 +01:00", "Europe/Berlin") == ("2026-10-25T02:30+01:00", "")


@pytest.mark.parametrize(("text", "zone", "says", "code"), [
    ("2023-12-24 17:00", "", "no zone", "BG011"),
    ("2023-12-24 25:00", "UTC", "no such time of day", "BG401"),
    ("2023-12-24 24:00", "UTC", "no such time of day", "BG401"),
    ("2023-12-24 17:00 +25:00", "UTC", "no such time of day", "BG401"),
    ("2023-12-24 17:00 Europe/Kiew", "UTC", "there is no time zone Europe/Kiew", "BG401"),
    ("2023-02-30 17:00", "UTC", "February 2023 has 28 days", "BG401"),
    ("2023-12", "UTC", "is not an instant", "BG401"),
    ("5 pm", "UTC", "is not a date that can be read", "BG401"),
    ("0001-01-01T00:00:00+14:00", "UTC", "outside the years 0001 to 9999", "BG401"),
    ("9999-12-31T23:59:59-12:00", "UTC", "outside the years 0001 to 9999", "BG401"),
])
def test_what_is_no_instant(text: str, zone: str, says: str, code: str) -> None:
    with pytest.raises(WhenError, match=says) as error:
        dates.instant(text, zone)
    assert error.value.code == code


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)), st.sampled_from(("Europe/Kyiv", "America/New_York", "Pacific/Apia", "Asia/Kathmandu", "Australia/Lord_Howe")))
def test_an_instant_survives_being_written_and_read(clock: datetime, zone: str) -> None:
    text, _ = dates.instant(f"{clock:%Y-%m-%d %H:%M}", zone)
    assert dates.instant(text, "UTC") == (text, "")
    assert dates.instant_words(text, zone)
    assert dates.rfc3339(text, zone)
    assert isinstance(dates.moment(text), float)


# What an editor's date may be, and what is made of it; R: refused. One rule a string: as an event's `when`, and as an instant of a site in its zone.
RULES = {
    "2026-11-22": ("2026-11-22", "2026-11-22T00:00+00:00"),
    "2026-11-22T23:30:00-05:00": ("2026-11-22T23:30:00-05:00", "2026-11-22T23:30-05:00"),  # the day is the one written
    "2026-03-29T02:30:00": ("2026-03-29T02:30:00", "2026-03-29T03:30+02:00"),  # skipped: the offset before the change, and said so
    "2026-10-25T02:30:00": ("2026-10-25T02:30:00", "2026-10-25T02:30+02:00"),  # twice: the first, and said so
    "2011-12-30": ("2011-12-30", "2011-12-31T00:00+14:00"),  # a day that the zone skipped: a date all the same, its first minute is the next day's
    "2026-02-29": ("R", "R"),
    "2024-02-29": ("2024-02-29", "2024-02-29T00:00+00:00"),
    "1900-02-29": ("R", "R"),
    "2000-02-29": ("2000-02-29", "2000-02-29T00:00+00:00"),
    "0001-01-01": ("0001-01-01", "0001-01-01T00:00+00:00"),
    "0001-01-01T00:00:00+14:00": ("0001-01-01T00:00:00+14:00", "R"),
    "0000-12-31": ("R", "R"),
    "9999-12-31": ("9999-12-31", "9999-12-31T00:00+00:00"),
    "9999-12-31T23:59:59-12:00": ("9999-12-31T23:59:59-12:00", "R"),
    "10000-01-01": ("R", "R"),
    "-0044-03-15": ("-0044-03-15", "R"),  # an event may lie before year 1; a page, an edition and an instant may not
    "0999-05-05": ("0999-05-05", "0999-05-05T00:00+00:00"),
    "1969-12-31T23:59:59Z": ("1969-12-31T23:59:59Z", "1969-12-31T23:59+00:00"),
    "2038-01-19T03:14:08Z": ("2038-01-19T03:14:08Z", "2038-01-19T03:14+00:00"),
    "2106-02-07T06:28:16Z": ("2106-02-07T06:28:16Z", "2106-02-07T06:28+00:00"),
    "2016-12-31T23:59:60Z": ("R", "R"),
    "2026-11-22T24:00:00Z": ("R", "R"),
    "2026-11-22T10:00:00+25:00": ("R", "R"),
    "2026-11-22T10:00:00+05:45": ("2026-11-22T10:00:00+05:45", "2026-11-22T10:00+05:45"),
    "2026-W47-7": ("R", "R"),
    "20261122": ("R", "R"),
    "22/11/2026": ("R", "R"),
    "11/22/2026": ("R", "R"),
    "2026-2-3": ("R", "R"),
    "２０２６-11-22": ("R", "R"),
    "2026–11–22": ("R", "R"),
    " 2026-11-22 ": (" 2026-11-22 ", "2026-11-22T00:00+00:00"),
    "2126-11-22": ("2126-11-22", "2126-11-22T00:00+00:00"),
    "tomorrow": ("R", "R"),
    "": ("R", "R"),
    "1e400": ("R", "R"),
    "2026-11-22T10:00:00.123456789Z": ("R", "2026-11-22T10:00+00:00"),  # an instant is kept to the minute
    "2026-11-22T10:00:00Z[Europe/Paris]": ("R", "R"),
}


@pytest.mark.skipif(not HOSTILE.is_file(), reason="../shared/corpora/hostile is not here: it is not part of the repository")
def test_every_hostile_string_has_its_rule() -> None:
    cases = json.loads(HOSTILE.read_text(encoding="utf-8"))
    assert {case["value"] for case in cases} == set(RULES)
    for case in cases:
        when, instant = RULES[case["value"]]
        assert _read(lambda: parse_when(case["value"]).text) == when.strip(), case
        assert _read(lambda: dates.instant(case["value"], case["site_tz"])[0]) == instant, case


def _read(read: object) -> str:
    try:
        return read()  # type: ignore[operator,no-any-return]
    except WhenError as error:
        assert str(error)
        return "R"
