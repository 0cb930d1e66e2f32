"""Data beside the pages, held by strict parsers of each format."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import geojson
import icalendar
import msgspec
import pytest

from briefgen.model.data import DataView, Datum
from briefgen.model.record import encode
from briefgen.render import data


def datum(**given: object) -> Datum:
    plain = {name: "" for name in Datum.__struct_fields__}
    plain.update(msgspec.structs.asdict(data.Plain()), day=False, latitude=0, longitude=0, radius_km=0)
    return Datum(**{**plain, "id": "vote", "what": "The vote is held", "status": "reported", "kind": "reported", **given})  # type: ignore[arg-type]


def view(*rows: Datum) -> DataView:
    return DataView("Desk: vote", "https://desk.example.org/timeline/", "desk.example.org", "en", "Desk", "2024-01-15", tuple(map(encode, rows)))


DAY = datum(when="2023-12-16", earliest="2023-12-16", latest="2023-12-16", day=True, words="16 December 2023", regions=("kherson-oblast",),
            region_names=("Kherson Oblast",), latitude=46_670_529, longitude=33_604_302, radius_km=151, topics=("law", "grain"))
MONTH = datum(id="talks", what="Talks; perhaps, with\nnews", when="2023-12", earliest="2023-12-01", latest="2023-12-31", words="December 2023")


def nothing(_: str) -> bytes:
    raise AssertionError


def test_json_says_all_that_is_known_and_leaves_out_what_is_not() -> None:
    found = json.loads(b"".join(data.as_json(view(DAY, MONTH), nothing)))
    assert [event["when"] for event in found["events"]] == ["2023-12-16", "2023-12"]
    assert "detail" not in found["events"][0]
    assert found["version"] == 1
    assert found["updated"] == "2024-01-15"


def test_geojson_has_places_and_says_how_exact_they_are() -> None:
    text = b"".join(data.as_geojson(view(DAY, MONTH), nothing)).decode()
    found = geojson.loads(text)
    assert found.is_valid, found.errors()
    assert [feature["id"] for feature in found["features"]] == ["vote"]
    assert found["features"][0]["geometry"]["coordinates"] == [33.604302, 46.670529]
    assert found["features"][0]["properties"]["radius_km"] == 151


def test_calendars_hold_days_and_nothing_vaguer() -> None:
    days = datum(id="days", when="2023-12-16/2023-12-18", earliest="2023-12-16", latest="2023-12-18", day=True,
                 what="Дуже довга назва події, що має бути складена в рядки не довші за сімдесят п’ять октетів; та ще\nодна")
    whole = b"".join(data.as_ics(view(DAY, MONTH, days), nothing))
    text = data.folded(whole)
    assert data.unfolded(text) == whole
    lines = text.decode("utf-8").split("\r\n")
    assert all(len(line.encode("utf-8")) <= 75 for line in lines)
    assert "\n" not in "".join(lines)
    calendar = icalendar.Calendar.from_ical(text)
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert sorted(events) == ["days@desk.example.org", "vote@desk.example.org"]
    assert events["vote@desk.example.org"].decoded("DTSTART") == date(2023, 12, 16)
    assert events["days@desk.example.org"].decoded("DTEND") == date(2023, 12, 19)
    assert str(events["days@desk.example.org"]["SUMMARY"]).endswith("; та ще\nодна")
    assert not calendar.errors


def test_csv_reads_back_and_no_cell_is_a_formula() -> None:
    formula = datum(id="f", what='=HYPERLINK("x")', detail="-1", place="@here")
    text = b"".join(data.as_csv(view(DAY, MONTH, formula), nothing)).decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert text.endswith("\r\n")
    assert rows[1]["what"] == "Talks; perhaps, with\nnews"
    assert rows[0]["topics"] == "law; grain"
    assert [rows[2][name][0] for name in ("what", "detail", "place")] == ["'", "'", "'"]


@pytest.mark.parametrize("maker", [data.as_json, data.as_csv, data.as_geojson, data.as_ics])
def test_no_events_is_still_a_valid_file(maker: object) -> None:
    text = b"".join(maker(view(), nothing))  # type: ignore[operator]
    assert text
    if maker is data.as_ics:
        assert not icalendar.Calendar.from_ical(text).walk("VEVENT")
