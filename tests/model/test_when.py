"""Dates that carry their precision: what is read, what is refused and with which way out, and the one order."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import dates, days
from briefgen.model.record import decode, encode
from briefgen.model.when import Precision, When, WhenError, mark, order_key, parse_when, soft


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(("text", "precision", "low", "high", "glyph"), [
    ("2023-12-24", Precision.DAY, "2023-12-24", "2023-12-24", "day"),
    ("2023-12-24T14:00+02:00", Precision.TIME, "2023-12-24", "2023-12-24", "day"),
    ("2023-12", Precision.MONTH, "2023-12-01", "2023-12-31", "month"),
    ("2023-12-XX", Precision.MONTH, "2023-12-01", "2023-12-31", "month"),
    ("2023-12-2X", Precision.MONTH, "2023-12-20", "2023-12-29", "month"),
    ("2024-02-2X", Precision.MONTH, "2024-02-20", "2024-02-29", "month"),
    ("2023-12-0X", Precision.MONTH, "2023-12-01", "2023-12-09", "month"),
    ("2023-12-3X", Precision.MONTH, "2023-12-30", "2023-12-31", "month"),
    ("2023", Precision.YEAR, "2023-01-01", "2023-12-31", "season"),
    ("2023-XX", Precision.YEAR, "2023-01-01", "2023-12-31", "season"),
    ("2023-XX-XX", Precision.YEAR, "2023-01-01", "2023-12-31", "season"),
    ("2022-24", Precision.SEASON, "2022-12-01", "2023-02-28", "season"),
    ("2023-21", Precision.SEASON, "2023-03-01", "2023-05-31", "season"),
    ("2023-32", Precision.SEASON, "2023-06-01", "2023-08-31", "season"),
    ("2023-34", Precision.SEASON, "2023-04-01", "2023-06-30", "season"),
    ("2023-39", Precision.SEASON, "2023-09-01", "2023-12-31", "season"),
    ("2023-40", Precision.SEASON, "2023-01-01", "2023-06-30", "season"),
    ("202X", Precision.DECADE, "2020-01-01", "2029-12-31", "season"),
    ("19XX", Precision.CENTURY, "1900-01-01", "1999-12-31", "season"),
    ("2023-12-16/2023-12-23", Precision.INTERVAL, "2023-12-16", "2023-12-23", "span"),
    ("2023-12-16 / 2023-12", Precision.INTERVAL, "2023-12-16", "2023-12-31", "span"),
    ("2023-09/..", Precision.INTERVAL, "2023-09-01", "", "running"),
    ("../2023-12", Precision.INTERVAL, "", "2023-12-31", "before"),
    ("2023-09/", Precision.INTERVAL, "2023-09-01", "", "after"),
    ("/2023-09", Precision.INTERVAL, "", "2023-09-30", "before"),
    ("[2023-11,2023-12-24]", Precision.SET, "2023-11-01", "2023-12-24", "set"),
    ("{2020..2022,2024}", Precision.SET, "2020-01-01", "2024-12-31", "set"),
    ("[..2023-12]", Precision.SET, "", "2023-12-31", "before"),
    ("[2023-12-23..]", Precision.SET, "2023-12-23", "", "after"),
    ("XXXX", Precision.NONE, "", "", "none"),
    ("XXXX-XX-XX", Precision.NONE, "", "", "none"),
    ("../..", Precision.NONE, "", "", "none"),
    ("0001-01-01", Precision.DAY, "0001-01-01", "0001-01-01", "day"),
    ("9999-24", Precision.SEASON, "9999-12-01", "9999-12-31", "season"),
])
def test_what_is_read(text: str, precision: Precision, low: str, high: str, glyph: str) -> None:
    when = parse_when(text)
    assert (when.precision, when.lo, when.hi) == (precision, day(low) if low else 0, day(high) if high else 0)
    assert mark(when) == glyph
    assert when.text == text


@pytest.mark.parametrize(("text", "approximate", "uncertain", "glyph"), [
    ("2023-12-24?", False, True, "doubtful"), ("2023-12-24~", True, False, "about"), ("2023-12-24%", True, True, "doubtful"),
    ("2023-09~/..", True, False, "running"), ("202X~", True, False, "about"), ("[2023-11?,2023-12]", False, True, "set"),
])
def test_qualifiers(text: str, approximate: bool, uncertain: bool, glyph: str) -> None:
    when = parse_when(text)
    assert (when.approximate, when.uncertain, mark(when), soft(when)) == (approximate, uncertain, glyph, True)


@pytest.mark.parametrize(("text", "low", "high"), [
    ("-0043-03-15", "-0043-03-15", "-0043-03-15"), ("0000", "0000-01-01", "0000-12-31"), ("-0001", "-0001-01-01", "-0001-12-31"),
    ("-0043-24", "-0043-12-01", "-0042-02-28"), ("-0489/-0478", "-0489-01-01", "-0478-12-31"), ("-0004-02", "-0004-02-01", "-0004-02-29"),
])
def test_years_before_one(text: str, low: str, high: str) -> None:
    when = parse_when(text)
    assert (dates.from_ordinal(when.lo), dates.from_ordinal(when.hi)) == (low, high)


def test_an_end_that_is_open_is_not_one_that_is_unknown() -> None:
    running, ended = parse_when("2023-09/.."), parse_when("2023-09/")
    assert (running.open_end, ended.open_end) == (True, False)
    assert (parse_when("../2023").open_start, parse_when("/2023").open_start) == (True, False)


@pytest.mark.parametrize(("text", "says", "suggestion"), [
    ("24/12/2023", "day or month first? write 2023-12-24", "2023-12-24"),
    ("12/24/2023", "day or month first? write 2023-12-24", "2023-12-24"),
    ("03.04.2023", "write 2023-04-03 or 2023-03-04", ""),
    ("2023-02-30", "February 2023 has 28 days", ""),
    ("2023-2-3", "write two digits, 2023-02-03", "2023-02-03"),
    ("2023-13", "there is no month 13", ""),
    ("1914-18", "or for the years 1914/1918", ""),
    ("2023-XX-15", "a day in an unknown month", "2023"),
    ("2023-24-05", "a day inside a part of a year", "2023-24"),
    ("XXXX-12", "a month in an unknown year", "XXXX"),
    ("0000-01-01", "empty field of a database", ""),
    ("2023-12-24T25:00", "there is no such time of day", ""),
    ("2023-12-24T14:00+15:00", "there is no such time of day", ""),
    ("2023-12-24T14:00:00.5Z", "parts of a second are not kept", "2023-12-24T14:00:00Z"),
    ("2023-12-24T14:00Z[Europe/Paris]", "without the zone's name", "2023-12-24T14:00Z"),
    ("2026-W47-7", "weeks are not written so", "2026-11-22"),
    ("20261122", "write it with hyphens", "2026-11-22"),
    ("２０２６-11-22", "other digits or dashes", "2026-11-22"),
    ("2026–11–22", "other digits or dashes", "2026-11-22"),
    ("10000-01-01", "years run from -9999 to 9999", ""),
    ("a/b/c", "one slash", ""),
    ("XXXX/2023", "write .. for an open end", ""),
    ("[2023", "the bracket is not closed", ""),
    ("[]", "a set of dates names at least one", ""),
    ("", "there is no date here", ""),
    ("x" * 201, "201 characters are no date", ""),
    ("yesterday", "counts from a day that the reader does not know", ""),
    ("soonish", "is not a date that can be read", ""),
])
def test_what_is_refused_says_the_way_out(text: str, says: str, suggestion: str) -> None:
    with pytest.raises(WhenError) as error:
        parse_when(text)
    assert says in str(error.value)
    assert (error.value.suggestion, error.value.code) == (suggestion, "BG401")


def test_an_interval_that_ends_before_it_starts_has_its_own_code() -> None:
    with pytest.raises(WhenError) as error:
        parse_when("2023-12-16/2023-12-02")
    assert (error.value.code, error.value.suggestion) == ("BG402", "2023-12-02/2023-12-16")
    with pytest.raises(WhenError, match="ends before it starts"):
        parse_when("2023-12-16T15:00Z/2023-12-16T15:30+02:00")


@pytest.mark.parametrize(("words", "suggestion"), [
    ("since September 2023", "2023-09/.."), ("since at least September 2023", "2023-09/.."), ("since about September 2023", "2023-09~/.."),
    ("until 2022", "../2022"), ("before March 2020", "../2020-03"), ("about 1991", "1991~"), ("c. 1991", "1991~"), ("probably 2023", "2023?"),
    ("perhaps about 2023", "2023%"), ("24 December 2023", "2023-12-24"), ("December 24th, 2023", "2023-12-24"), ("Dec 2023", "2023-12"),
    ("winter 2022–23", "2022-24"), ("autumn of 2022", "2022-23"), ("early 2023", "2023"), ("the end of March 2023", "2023-03"),
    ("from September to December 2023", "2023-09/2023-12"), ("between 2019 and 2021", "2019/2021"), ("1914–1918", "1914/1918"),
    ("March or April 2023", "[2023-03,2023-04]"), ("12 or 13 December 2023", "[2023-12-12,2023-12-13]"), ("16–18 December 2023", "2023-12-16/2023-12-18"),
    ("Q1 2023", "2023-33"), ("second half of 2023", "2023-41"), ("the 1990s", "199X"), ("19th century", "18XX"), ("44 BC", "-0043"),
    ("24 грудня 2023 року", "2023-12-24"), ("з вересня 2023 року", "2023-09/.."), ("до 2022 року", "../2022"), ("восени 2022", "2022-23"),
    ("24. Dezember 2023", "2023-12-24"), ("décembre 2023", "2023-12"),
])
def test_plain_words_get_a_suggestion_and_are_never_accepted(words: str, suggestion: str) -> None:
    with pytest.raises(WhenError) as error:
        parse_when(words)
    assert error.value.suggestion == suggestion
    assert suggestion in str(error.value)
    assert parse_when(suggestion)


def test_what_the_notation_cannot_say_is_said() -> None:
    with pytest.raises(WhenError, match=r'write 2023-09 \(it has no "late": leave that to the text\)'):
        parse_when("late September 2023")


# -- properties --------------------------------------------------------------------------------------------------------

YEARS = st.integers(days.FIRST_YEAR, days.LAST_YEAR).filter(bool)


@st.composite
def singles(draw: st.DrawFn) -> str:
    year = draw(YEARS)
    text = days.year_text(year)
    month = draw(st.integers(1, 12))
    shape = draw(st.sampled_from(("year", "month", "day", "time", "season", "decade", "century", "tens")))
    number = draw(st.integers(1, days.length(year, month)))
    if shape == "month":
        text += f"-{month:02d}"
    elif shape == "day":
        text += f"-{month:02d}-{number:02d}"
    elif shape == "time":
        zone = draw(st.sampled_from(("", "Z", "+02:00", "-05:30", "+14")))
        text += f"-{month:02d}-{number:02d}T{draw(st.integers(0, 23)):02d}:{draw(st.integers(0, 59)):02d}{zone}"
    elif shape == "season":
        text += f"-{draw(st.integers(21, 41))}"
    elif shape in ("decade", "century"):
        text = f"{abs(year):04d}"[: 3 if shape == "decade" else 2].ljust(4, "X")
    elif shape == "tens":
        text += f"-{month:02d}-{number // 10}X"
    return text + draw(st.sampled_from(("", "", "?", "~", "%")))


@st.composite
def whens(draw: st.DrawFn) -> When:
    first = draw(singles())
    shape = draw(st.sampled_from(("one", "one", "from", "to", "known-from", "between", "either", "all", "none")))
    if shape == "between":
        second = draw(singles())
        first, second = sorted((first, second), key=lambda text: order_key(parse_when(text)))
        return parse_when(f"{first}/{second}") if parse_when(first).lo <= parse_when(second).hi and "T" not in first + second else parse_when(first)
    return parse_when({"one": first, "from": f"{first}/..", "to": f"../{first}", "known-from": f"{first}/", "either": f"[{first},{draw(singles())}]",
                       "all": f"{{{first},..{draw(singles())}}}", "none": "XXXX"}[shape])


@given(whens())
def test_the_earliest_day_is_never_after_the_latest(when: When) -> None:
    if when.lo and when.hi:
        assert when.lo <= when.hi
    assert decode(encode(when), When) == when
    assert parse_when(when.text) == when


@settings(max_examples=200)
@given(whens(), whens(), whens())
def test_the_order_is_total(first: When, second: When, third: When) -> None:
    keys = [order_key(one) for one in (first, second, third)]
    assert all(isinstance(part, int) for key in keys for part in key)
    assert sorted(keys) == sorted(reversed(keys))
    # Whatever is certainly before comes before, and what has no date comes last.
    if first.hi and second.lo and first.hi < second.lo:
        assert keys[0] < keys[1]
    if first.precision is Precision.NONE and second.precision is not Precision.NONE:
        assert keys[1] < keys[0]


def test_the_order_is_earliest_then_latest_then_as_written() -> None:
    written = ["XXXX", "2023-12-24", "2023-12", "2023-12-24T09:00Z", "2023-12-24T10:00+02:00", "../2023-12", "2023-12-01", "2023-12/..", "-0043", "2023-12-24~"]
    assert sorted(written, key=lambda text: order_key(parse_when(text))) == [
        "../2023-12", "-0043", "2023-12-01", "2023-12", "2023-12/..", "2023-12-24", "2023-12-24~", "2023-12-24T10:00+02:00", "2023-12-24T09:00Z", "XXXX"]


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_told_why_not(text: str) -> None:
    try:
        parse_when(text)
    except WhenError as error:
        assert str(error)
        assert not error.suggestion or parse_when(error.suggestion)


@settings(max_examples=300)
@given(st.text("0123456789-/.X?~%T:Z+[]{},~ ", max_size=24))
def test_any_string_of_the_notations_signs_is_a_date_or_told_why_not(text: str) -> None:
    test_any_text_is_a_date_or_told_why_not.hypothesis.inner_test(text)  # type: ignore[attr-defined]


@given(st.sampled_from("since until before about from between early late the of in 2023 44 BC December May 24 31 or and to winter – - / q1 half first".split()).flatmap(
    lambda first: st.lists(st.sampled_from("about the of in 2023 44 BC December May 24 31 or and to winter – - / q1 half first since".split()), max_size=6).map(
        lambda rest: " ".join((first, *rest)))))
def test_a_suggestion_can_always_be_read(text: str) -> None:
    test_any_text_is_a_date_or_told_why_not.hypothesis.inner_test(text)  # type: ignore[attr-defined]


@given(st.integers(days.number(days.FIRST_YEAR, 1, 1), days.number(days.LAST_YEAR, 12, 31)).filter(bool))
def test_days_have_numbers_before_year_one_too(number: int) -> None:
    assert days.number(*days.parts(number)) == number
    following = number + 1 or 1
    if following <= days.number(days.LAST_YEAR, 12, 31):
        assert days.parts(following) > days.parts(number)
