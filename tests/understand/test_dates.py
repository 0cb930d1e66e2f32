"""Dates read from articles: what each kind of expression means against the document's date, the verbs nearby and the dates before it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model.timex import Kind
from briefgen.model.when import parse_when
from briefgen.understand import dates


def only(text: str, anchor: str | None = None, **more: str) -> tuple[str, str, str, str]:
    """The words, kind, value and EDTF of the one expression of `text`."""
    found = dates.read(text, anchor=anchor, **more)
    assert len(found) == 1, found
    one = found[0]
    return text[one.start : one.end], one.type.value, one.value, one.edtf


@pytest.mark.parametrize(("text", "words", "value", "edtf"), [
    ("They met on May 10, 1940.", "May 10, 1940", "1940-05-10", "1940-05-10"),
    ("They met on the 19th of October 1950.", "the 19th of October 1950", "1950-10-19", "1950-10-19"),
    ("Signed 2023-12-24 in Oslo.", "2023-12-24", "2023-12-24", "2023-12-24"),
    ("Signed 24/12/2023 in Oslo.", "24/12/2023", "2023-12-24", "2023-12-24"),
    ("They met on the Fourth of July 1776.", "the Fourth of July 1776", "1776-07-04", "1776-07-04"),
    ("Signed 2023/12/24 in Oslo.", "2023/12/24", "2023-12-24", "2023-12-24"),
    ("The mills of the late 1800s stood empty.", "the late 1800s", "18", "18XX"),
    ("It fell due in end-June 2001.", "end-June 2001", "2001-06", "2001-06"),
    ("They met in early May 1942.", "early May 1942", "1942-05", "1942-05"),
    ("It lasted through the summer of 1943.", "the summer of 1943", "1943-SU", "1943-22"),
    ("It was built in the late 1960s.", "the late 1960s", "196", "196X"),
    ("It was built in the 19th century.", "the 19th century", "18", "18XX"),
    ("It sold well in the second half of 2008.", "the second half of 2008", "2008-H2", "2008-41"),
    ("The league was formed in 478 BC.", "478 BC", "BC0478", "-0477"),
    ("The fleet sailed in AD 69.", "AD 69", "0069", "0069"),
    ("It sold well in the fourth quarter of 2012.", "the fourth quarter of 2012", "2012-Q4", "2012-36"),
    ("It sold well in Q4 2012.", "Q4 2012", "2012-Q4", "2012-36"),
    ("They met on the first Monday of April 2013.", "the first Monday of April 2013", "2013-04-01", "2013-04-01"),
    ("They met on the last Friday in May 2013.", "the last Friday in May 2013", "2013-05-31", "2013-05-31"),
    ("They met on Christmas Eve 1963.", "Christmas Eve 1963", "1963-12-24", "1963-12-24"),
    ("They met on Easter 2024.", "Easter 2024", "2024-03-31", "2024-03-31"),
    ("They met on Thanksgiving 1999.", "Thanksgiving 1999", "1999-11-25", "1999-11-25"),
])
def test_dates_that_are_named_need_no_anchor(text: str, words: str, value: str, edtf: str) -> None:
    assert only(text) == (words, "DATE", value, edtf)


@pytest.mark.parametrize(("text", "value", "edtf"), [
    ("He left yesterday.", "2023-12-23", "2023-12-23"),
    ("He left the day before yesterday.", "2023-12-22", "2023-12-22"),
    ("He leaves tomorrow.", "2023-12-25", "2023-12-25"),
    ("He said on Friday that it was over.", "2023-12-22", "2023-12-22"),
    ("The court will rule on Friday.", "2023-12-29", "2023-12-29"),
    ("The talks, expected to begin on Tuesday, are secret.", "2023-12-26", "2023-12-26"),
    ("He was arrested last Tuesday.", "2023-12-19", "2023-12-19"),
    ("He was shot on Friday night.", "2023-12-22", "2023-12-22"),
    ("He was shot on the night of Dec. 20.", "2023-12-20", "2023-12-20"),
    ("He was shot this morning.", "2023-12-24", "2023-12-24"),
    ("He headed for Cairo Monday.", "2023-12-25", "2023-12-25"),
    ("The embassy next to the bank was shelled on Friday.", "2023-12-22", "2023-12-22"),
    ("The case is heard in February in the U.S. Court of Appeals.", "2024-02", "2024-02"),
    ("She turned 18 in December.", "2023-12", "2023-12"),
    ("They met in the early hours of Sunday.", "2023-12-24", "2023-12-24"),
    ("It fell in Christmas week.", "2023-W52", "2023-12-25/2023-12-31"),
    ("The March summit failed.", "2023-03", "2023-03"),
    ("Talks were to continue on Monday.", "2023-12-25", "2023-12-25"),
    ("They met last week.", "2023-W50", "2023-12-11/2023-12-17"),
    ("They met two weeks ago.", "2023-W49", "2023-12-04/2023-12-10"),
    ("They met three days ago.", "2023-12-21", "2023-12-21"),
    ("They met two months ago.", "2023-10", "2023-10"),
    ("They met ten years ago.", "2013", "2013"),
    ("They met last year.", "2022", "2022"),
    ("They were beaten in October.", "2023-10", "2023-10"),
    ("They were beaten on Oct. 14.", "2023-10-14", "2023-10-14"),
    ("A ceremony will be held on January 14.", "2024-01-14", "2024-01-14"),
    ("Profits fell in the second quarter.", "2023-Q2", "2023-34"),
    ("Profits fell in the fourth quarter of last year.", "2022-Q4", "2022-36"),
    ("Profits fell in Q3.", "2023-Q3", "2023-35"),
    ("The first ten months of the year were good.", "2023", "2023"),
    ("The past weekend was cold.", "2023-W50-WE", "2023-12-16/2023-12-17"),
    ("A month earlier it had been cold.", "2023-11", "2023-11"),
    ("It failed last winter.", "2022-WI", "2022-24"),
    ("It failed last spring.", "2023-SP", "2023-21"),
    ("It will be tried next summer.", "2024-SU", "2024-22"),
    ("It may end by the end of the year.", "2023", "2023"),
    ("It was begun earlier this month.", "2023-12", "2023-12"),
])
def test_dates_that_point_count_from_the_anchor(text: str, value: str, edtf: str) -> None:
    found = only(text, "2023-12-24")
    assert found[1:] == ("DATE", value, edtf)


@pytest.mark.parametrize(("anchor", "season", "edtf"), [
    ("2024-02-10", "last winter", "2022-24"), ("2024-03-10", "last winter", "2023-24"), ("2023-12-24", "this winter", "2023-24"),
    ("2024-01-24", "this winter", "2023-24"), ("2024-01-24", "last summer", "2023-22"), ("2024-07-24", "next winter", "2024-24"),
])
def test_a_winter_bears_the_year_that_it_begins_in(anchor: str, season: str, edtf: str) -> None:
    assert only(f"It was cold {season}.", anchor)[3] == edtf


@pytest.mark.parametrize(("text", "kind", "value"), [
    ("It took three days.", "DURATION", "P3D"),
    ("It took a month.", "DURATION", "P1M"),
    ("It took two and a half years.", "DURATION", "P2.5Y"),
    ("It took 5 1/2 hours.", "DURATION", "PT5.5H"),
    ("A 16-hour flight.", "DURATION", "PT16H"),
    ("It took months.", "DURATION", "PXM"),
    ("It grew over the past five years.", "DURATION", "P5Y"),
    ("They meet every Friday.", "SET", "XXXX-WXX-5"),
    ("They meet daily.", "SET", "P1D"),
    ("They meet twice a week.", "SET", "P1W"),
    ("They meet every spring.", "SET", "XXXX-SP"),
    ("They meet every three years.", "SET", "P3Y"),
    ("They could be seen now.", "DATE", "PRESENT_REF"),
    ("He died an hour later.", "DURATION", "PT1H"),
    ("He died ten days before the trial.", "DURATION", "P10D"),
    ("They met at 4 p.m. on Friday.", "TIME", "2023-12-22T16:00"),
])
def test_lengths_and_what_recurs_have_no_date(text: str, kind: str, value: str) -> None:
    found = dates.read(text, anchor="2023-12-24")[0]
    assert (found.type.value, found.value) == (kind, value)
    assert (found.edtf == "") == (kind != "TIME")


def test_ages_are_no_dates() -> None:
    assert dates.read("The 44-year-old, 18 years old then, and 26 years of age, won 2,000 votes; 1200 men came, and May came too. "
                      "Call 1-888-310-1122.") == ()


@pytest.mark.parametrize(("text", "value"), [
    ("The trial opens Friday in Rome.", "2013-03-22"), ("He faces a hearing Friday.", "2013-03-22"), ("The ruling is due Friday.", "2013-03-22"),
    ("He is traveling to Israel on Friday.", "2013-03-22"), ("Friday's vote will be close.", "2013-03-22"), ("Friday is a holiday.", "2013-03-22"),
    ("They have until Friday to respond.", "2013-03-22"), ("The strike, planned for Friday, was called off.", "2013-03-22"),
    ("The trial opened Friday in Rome.", "2013-03-15"), ("Friday's bombing killed 12.", "2013-03-15"),
    ("The bill, passed Friday, will cut taxes.", "2013-03-15"), ("In a speech on Friday, he said that the war will end.", "2013-03-15"),
    ("The man arrested Friday will be charged.", "2013-03-15"), ("The agreement lapses in June.", "2013-06"),
    ("Elections are scheduled for May.", "2013-05"), ("The company, which was bought in October, will close.", "2012-10"),
    ("He hopes to finish by December.", "2013-12"), ("The war will end, a spokesman said Friday.", "2013-03-15"),
])
def test_the_verb_beside_a_date_tells_which_way_it_lies(text: str, value: str) -> None:
    assert only(text, "2013-03-20")[2] == value


HISTORY = ("The war began in 1914. It was over by 1918; the treaty of 1919 was signed in Paris. "
           "On 5 September 1914 the armies met. {} the river was crossed.")


@pytest.mark.parametrize(("words", "value"), [
    ("Two days later", "1914-09-07"), ("The next day", "1914-09-06"), ("On 12 September", "1914-09-12"), ("In October", "1914-10"),
    ("That same month", "1914-09"), ("The following year", "1915"), ("In the autumn", "1914-FA"), ("Three months earlier", "1914-06"),
    ("On the 20th", "1914-09-20"), ("By the end of the month", "1914-09"), ("The day before", "1914-09-04"),
    ("Two days after the battle", "1914-09-07"), ("Within two weeks", "P2W"), ("Over the next three days", "P3D"), ("Throughout the fall", "1914-FA"),
    ("A former minister wrote that", "PAST_REF"), ("In the last week of October", "P1W"), ("On the last day of October", "1914-10-31"),
    ("Over the winter", "1915-WI"),
])
def test_a_history_counts_from_the_date_before(words: str, value: str) -> None:
    found = dates.read(HISTORY.format(words), anchor="2009-12-19")
    assert (found[4].type, found[4].value) == (Kind.DATE, value)


def test_a_history_goes_forward_over_the_turn_of_the_year() -> None:
    found = dates.read(HISTORY.replace("5 September", "5 December").format("In January"), anchor="2009-12-19")
    assert found[4].value == "1915-01"


def test_a_year_in_passing_does_not_lead_a_history_astray() -> None:
    text = HISTORY.format("A report that stayed in the archives of the ministry until 1939 says where")
    found = dates.read(text + " In October they dug in.", anchor="2009-12-19")
    assert [one.value for one in found[-2:]] == ["1939", "1914-10"]


@pytest.mark.parametrize(("text", "edtf", "qualifier"), [
    ("Since at least September, he has been telling allies so.", "2023-09/..", "since at least"),
    ("He has been ill since 1990.", "1990/..", "since"),
    ("He had been ill since 1990.", "1990", "since"),
    ("The rule holds from 1990 onwards.", "1990/..", ""),
    ("It began in about 1991.", "1991~", "about"),
    ("It will last until late May.", "2024-05", "until late"),
    ("It began at the end of 1944.", "1944", "end"),
])
def test_what_makes_a_date_less_exact_is_kept(text: str, edtf: str, qualifier: str) -> None:
    one = dates.read(text, anchor="2023-12-24")[0]
    assert (one.edtf, one.qualifier) == (edtf, qualifier)
    assert one.when == parse_when(edtf)


def test_a_month_after_from_is_no_verb() -> None:
    assert [one.value for one in dates.read("From May to July it rained.", anchor="2013-03-22")] == ["2012-05", "2012-07"]


@pytest.mark.parametrize("words", ["Nearly 40 years later", "The next day", "That same week"])
def test_what_counts_from_a_date_before_is_not_counted_from_that_of_the_article(words: str) -> None:
    one = dates.read(f"{words}, the case was reopened.", anchor="2013-03-22")[0]
    assert one.edtf == "" and one.reason == "no date stands before it to count from"


@pytest.mark.parametrize("clock", ["3pm", "3 p.m.", "3:00 pm", "3:00pm", "three o'clock", "3 o’clock"])
def test_a_clock_time_is_read_however_it_is_set(clock: str) -> None:
    hour = "03:00" if "clock" in clock else "15:00"
    assert only(f"It began at {clock} in Rome.", "2013-03-22") == (clock, "TIME", f"2013-03-22T{hour}", "2013-03-22")


def test_without_an_anchor_nothing_is_guessed_and_the_reason_is_said() -> None:
    one = dates.read("He came yesterday.")[0]
    assert (one.value, one.edtf, one.when) == ("XXXX-XX-XX", "", None)
    assert one.reason == "the document has no date to count from"


def test_without_an_anchor_the_day_of_saving_is_a_bound_for_what_is_past() -> None:
    past, ahead = dates.read("He came two years ago. He will be back tomorrow.", not_after="2024-01-02")
    assert past.edtf == "[..2024-01-02]"
    assert past.when is not None and past.when.open_start
    assert "no later than 2024-01-02" in past.reason
    assert ahead.edtf == ""


def test_without_an_anchor_a_date_before_serves_and_is_named_as_the_reason() -> None:
    found = dates.read("Photographed on December 16, 2023. He resigned in September. It was worse last winter.")
    assert [one.edtf for one in found] == ["2023-12-16", "2023-09", "2022-24"]
    assert "no date" in found[1].reason and "no date" in found[2].reason


def test_an_anchor_known_to_the_month_gives_months_and_no_days() -> None:
    found = dates.read("He came on Friday, a year after he left last month.", anchor="2023-12")
    assert [(one.value, one.edtf) for one in found if one.type is Kind.DATE] == [("XXXX-WXX-5", ""), ("2023-11", "2023-11")]
    assert found[0].reason == "the date that it counts from is known to the month only"


def test_two_dates_of_one_month_are_two_expressions() -> None:
    text = "Between 16 and 18 July 1950 they fought; in 1914-18 too."
    assert [(text[one.start : one.end], one.value) for one in dates.read(text)] == [
        ("16", "1950-07-16"), ("18 July 1950", "1950-07-18"), ("1914", "1914"), ("18", "1918")]


def test_two_centuries_are_two_expressions() -> None:
    assert [one.value for one in dates.read("In the 18th and 19th centuries they left.", anchor="2013-03-22")] == ["17", "18"]


def test_a_length_beside_a_date_is_a_date() -> None:
    assert only("He came two days before Christmas 2020.")[2] == "2020-12-23"
    assert only("He came the day after May 31, 1999.")[2] == "1999-06-01"


def test_the_first_year_of_a_paragraph_sets_its_scene() -> None:
    text = HISTORY.format("In October") + "\n\nThe south had seen no fighting at all until the offensives of {}. In October it did."
    assert [dates.read(text.format(year), anchor="2009-12-19")[-1].value for year in ("1917", "1916")] == ["1917-10", "1916-10"]


def test_part_of_a_month_is_dated_to_the_month_and_a_day_to_the_day() -> None:
    assert only("It rained in the last week of August.", "2023-12-24") == ("the last week of August", "DATE", "2023-08", "2023-08")
    assert only("It rained on the last day of February 2024.") == ("the last day of February 2024", "DATE", "2024-02-29", "2024-02-29")


@pytest.mark.parametrize("aside", ["led by the heroes of the August 1912 rising", "until the fall of the fort in February 1916", "which had been idle since May 1911"])
def test_another_event_named_by_its_date_does_not_lead_a_history_astray(aside: str) -> None:
    assert dates.read(HISTORY.format(f"Men fought on, {aside}. In October"), anchor="2009-12-19")[-1].value == "1914-10"


def test_that_year_is_the_year_named_last() -> None:
    assert dates.read(HISTORY.format("The front had stood still by 1917. In August of that year"), anchor="2009-12-19")[-1].value == "1917-08"


@pytest.mark.parametrize("again", ["two days after talks broke down", "the day before the vote", "a week after the first case"])
def test_what_stands_right_behind_a_date_says_it_again(again: str) -> None:
    assert [one.value for one in dates.read(f"They walked out on 3 May 2021, {again}.")] == ["2021-05-03", "2021-05-03"]


def test_a_length_before_which_stands_for_is_a_length() -> None:
    assert [one.type for one in dates.read(HISTORY.format("For two weeks after the battle"), anchor="2009-12-19")][4] is Kind.DURATION


def test_a_clock_time_takes_the_day_beside_it_and_is_not_read_twice() -> None:
    found = dates.read("It struck at 8:30 p.m. EDT (0030 GMT Thursday) on Wednesday. At 6:40 a.m. on March 4, 2022 the ship left.", anchor="2022-08-18")
    assert [(one.type.value, one.value) for one in found] == [
        ("TIME", "2022-08-17T20:30"), ("DATE", "2022-08-17"), ("TIME", "2022-03-04T06:40"), ("DATE", "2022-03-04")]


def test_an_ambiguous_date_is_no_more_than_its_year() -> None:
    one = dates.read("Signed 03/04/2023.")[0]
    assert (one.value, one.edtf, one.reason) == ("2023", "", "03/04/2023: day or month first?")


def test_names_are_no_dates() -> None:
    text = "Jan Kavan read the Daily Mirror and the Sunday Times; Operation Dawn failed, the fall of Saigon was near, and May Smith may march on an H1 visa."
    assert dates.read(text, anchor="1999-03-13") == ()


def test_offsets_are_code_points() -> None:
    text = "🏳️ Київ: he came on 5 May 1999."
    one = dates.read(text)[0]
    assert text[one.start : one.end] == "5 May 1999"


WORDS = st.sampled_from(
    "the a of in on since until about early late last next this that two three few half days week months year decade century ago later before after "
    "May March January Friday spring winter night a.m. 10:35 1999 '99 1914-18 16-18 31 30 29 February 490 BC AD every daily today now future 1960s 24/12/2023 "
    "2023-12-24 Easter . , - ( ) / ' x men".split(),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=14).map(" ".join), st.sampled_from([None, "2023-12-24", "2023-12", "0001-01-01", "9999-12-31", "1900/1999", "-0044-03-15", "soon"]))
def test_any_string_of_words_of_time_is_read_without_fault(text: str, anchor: str | None) -> None:
    check(text, anchor)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read_without_fault(text: str) -> None:
    check(text, "2024-02-29")


def check(text: str, anchor: str | None) -> None:
    found = dates.read(text, anchor=anchor, not_after="2024-01-02")
    assert found == dates.read(text, anchor=anchor, not_after="2024-01-02")
    end = 0
    for one in found:
        assert end <= one.start < one.end <= len(text)
        end = one.end
        if one.edtf:
            assert one.when is not None, one
            assert one.type in (Kind.DATE, Kind.TIME)
        elif one.type is Kind.DATE:
            assert one.reason, one


def test_a_long_text_costs_no_more_than_its_length() -> None:
    text = "the early late mid " * 2000 + "5 May 1999"
    assert dates.read(text)[-1].value == "1999-05-05"
    assert dates.read("1 " * 20_000) == ()


@pytest.mark.parametrize("unit", ["the ", "about ", "12 ", "and ", "early ", "next ", "a half of ", "May ", "the day after ", "19", "- ", "in the ", "since Friday has ", "in 1914 ", "by 1914.\n\nIn May 1915 until the ",
                                  "Q4 ", "the first six days of "])
def test_repetition_costs_no_more_than_its_length(unit: str) -> None:
    """Counted in calls of the grammar's rules, not in seconds: each token is looked at a bounded number of times."""
    short, long = (_matches(unit * count) for count in (500, 1000))
    assert long <= 2.2 * short + 100


def _matches(text: str) -> int:
    import sys

    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        dates.read(text, anchor="2024-01-02")
    finally:
        sys.setprofile(None)
    return calls
