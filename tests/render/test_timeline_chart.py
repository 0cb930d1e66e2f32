"""The chart of a timeline: each kind of date by its own mark, in its place, as wide as it is uncertain, and nowhere where it is not known."""

from __future__ import annotations

import re
from datetime import date

import pytest
from lxml import etree

from briefgen.model.parts import DateLabel, KindLabel, Row
from briefgen.model.when import mark, parse_when, soft
from briefgen.plan.words import ENGLISH
from briefgen.render.svg import timeline
from briefgen.render.svg.scale import WHOLE, scale

WORDS = {**ENGLISH, "chart-title": "{n} from {first} to {last}", "chart-description": "{lanes}.", "chart-by-day": "by day", "chart-by-month": "by month",
         "chart-by-year": "by year", "this-edition": "this edition"}
NOW = date(2023, 12, 24).toordinal()


def row(number: int, text: str, lane: str = "", title: str = "A title") -> Row:
    when = parse_when(text)
    return Row(f"e{number}", number, mark(when), DateLabel(text, text if len(text) == 10 else "", ""), "", title, "", "", KindLabel("reported", "Reported"),
               (), (), "", lane, when.lo, when.hi, soft(when))


def drawn(*rows: Row, now: int = NOW, language: str = "en") -> etree._Element:
    return etree.fromstring(timeline.draw(rows, now, WORDS, language))


def percent(text: str) -> float:
    return float(text.removesuffix("%"))


def boxes(tree: etree._Element, fill: str) -> list[etree._Element]:
    return [one for one in tree.iter("rect") if one.get("fill") == fill and one.get("height") == "16"]


@pytest.mark.parametrize(("text", "fill"), [
    ("2023-12", "#d6e6e7"), ("2023-12-16/2023-12-23", "#0b5360"), ("2022-24", "url(#chart-s)"), ("2022", "url(#chart-s)"), ("2023-12-23~", "url(#chart-s)"),
    ("2023-09~/..", "url(#chart-l)"), ("../2023-11", "url(#chart-l)"), ("[2023-11-23..]", "url(#chart-r)"), ("[2023-11,2023-12]", "#d6e6e7"),
])
def test_each_way_of_knowing_a_date_has_its_bar(text: str, fill: str) -> None:
    tree = drawn(row(1, text), row(2, "2023-11-02"))
    assert len(boxes(tree, fill)) == 1


def test_an_exact_day_is_a_disc_and_no_bar() -> None:
    tree = drawn(row(1, "2023-11-02"), row(2, "2023-11-20"))
    assert [one for one in tree.iter("rect") if one.get("height") == "16"] == []
    assert [one.text for one in tree.iter("text") if one.get("font-weight") == "700"] == ["1", "2"]


def test_what_is_about_a_day_or_doubtful_has_a_broken_ring() -> None:
    for text, doubt in (("2023-12-23~", 0), ("2023-12-23?", 1)):
        tree = drawn(row(1, text), row(2, "2023-11-02"))
        assert len([one for one in tree.iter("circle") if one.get("stroke-dasharray")]) == 1
        assert [one.text for one in tree.iter("text")].count("?") == doubt


def test_a_month_is_exactly_as_wide_as_the_month() -> None:
    rows = (row(1, "2023-11"), row(2, "2023-10-02"), row(3, "2023-12-30"))
    axis = scale([(one.lo, one.hi) for one in rows], NOW)
    box = boxes(drawn(*rows), "#d6e6e7")[0]
    assert percent(box.get("x")) == pytest.approx(axis.at(date(2023, 11, 1).toordinal()) / 100, abs=0.01)
    assert percent(box.get("width")) == pytest.approx((axis.at(date(2023, 12, 1).toordinal()) - axis.at(date(2023, 11, 1).toordinal())) / 100, abs=0.01)


def test_what_still_runs_ends_at_the_edition() -> None:
    tree = drawn(row(1, "2023-09/.."), row(2, "2024-03-01"))
    bar = next(one for one in tree.iter("rect") if one.get("height") == "16")
    line = next(one for one in tree.iter("line") if one.get("class") == "s-now")
    assert percent(bar.get("x")) + percent(bar.get("width")) == pytest.approx(percent(line.get("x1")), abs=0.02)


def test_an_undated_line_stands_off_the_axis() -> None:
    tree = drawn(row(1, "2023-11-02"), row(2, "2023-11-20"), row(3, "XXXX"))
    bottom = max(float(one.get("y2")) for one in tree.iter("line"))
    ring = next(one for one in tree.iter("text") if one.text == "3")
    assert float(ring.getparent().get("y")) > bottom
    assert "No date given: 3" in tree.findtext("desc")


def test_marks_of_a_lane_never_lie_on_one_another() -> None:
    rows = [row(n, f"2023-11-{n % 28 + 1:02d}", "Lane", "A rather long title that would run into the next") for n in range(1, 40)]
    tree = drawn(*rows)
    places = [(float(one.get("y")), percent(one.get("x"))) for one in tree.iter("svg") if one.find("rect") is not None]
    for y in {place[0] for place in places}:
        across = sorted(x for own, x in places if own == y)
        assert all(b - a >= 1.7 for a, b in zip(across, across[1:], strict=False)), y


def test_the_stretch_with_most_events_is_enlarged() -> None:
    days = [date(2014, 3, 18).toordinal(), date(2019, 5, 2).toordinal(), *(date(2023, 12, day).toordinal() for day in (3, 8, 14, 16, 20, 23))]
    axis = scale([(day, day) for day in days], NOW)
    large = [part for part in axis.parts if part.enlarged]
    assert [(date.fromordinal(part.first), date.fromordinal(part.last)) for part in large] == [(date(2023, 12, 1), date(2024, 1, 1))]
    assert large[0].right - large[0].left == WHOLE // 2
    places = [axis.at(day) for day in range(days[0], days[-1])]
    assert places == sorted(places)
    assert all(0 <= place <= WHOLE for place in places)


@pytest.mark.parametrize("spans", [
    [(1, 1), (3_652_059, 3_652_059)], [(738_000, 738_000), (738_000, 738_000)], [(738_000, 0), (0, 738_100)], [(738_000 + n, 738_000 + n) for n in range(400)],
    [(600_000, 600_000), (738_000, 738_031), (738_001, 738_001), (738_002, 738_002), (738_003, 738_003)],
])
def test_any_span_of_time_has_an_axis_in_order(spans: list[tuple[int, int]]) -> None:
    axis = scale(spans, 0)
    assert axis.parts[0].left == 0
    assert axis.parts[-1].right == WHOLE
    for before, after in zip(axis.parts, axis.parts[1:], strict=False):
        assert (before.last, before.right) == (after.first, after.left)
    labels = [tick.middle for tick in axis.ticks() if tick.rank]
    assert labels == sorted(labels)
    assert len(labels) < 60


def test_titles_and_lanes_are_escaped() -> None:
    tree = drawn(row(1, "2023-11-02", "<b>&", '<script>alert("x")</script>'), row(2, "2023-11-20", "Other"))
    assert "<b>&" in [one.text for one in tree.iter("text")]
    assert [one for one in tree.iter() if one.tag in ("b", "script")] == []


def test_ids_are_named_once_and_all_that_is_named_is_there() -> None:
    text = timeline.draw((row(1, "2022-24"), row(2, "2023-09/.."), row(3, "[2023-11-23..]")), NOW, WORDS, "en")
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(ids)


def test_an_axis_of_two_thousand_years_is_no_grey_band() -> None:
    ticks = scale([(date(30, 4, 7).toordinal(),) * 2, (date(33, 4, 3).toordinal(),) * 2], NOW).ticks()
    labelled = [tick for tick in ticks if tick.rank]
    assert len(ticks) < 60
    assert len(labelled) >= 3
