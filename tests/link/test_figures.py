"""Numbers and dates of cited sentences: what is the same in other spelling, what is missing."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.link.figures import Source, missing

PUBLISHED = date(2023, 12, 24).toordinal()


def lost(sentence: str, passage: str, *, published: int = PUBLISHED, language: str = "en", today: str = "") -> list[str]:
    return [words for words, _ in missing(sentence, [Source(passage, "", language, published, published)], today)]


SAME = [
    ("Four men came", "4 men came"),
    ("4 men came", "Four men came"),
    ("His fifth run", "his 5th run"),
    ("It was 100 votes to 11", "One hundred states voted for, eleven against"),
    ("1,240 bags", "1240 bags"),
    ("1 240 bags", "1,240 bags"),
    ("1.2 million people", "1,200,000 people"),
    ("143,000 men", "one hundred and forty-three thousand men"),
    ("three hundred and two", "302 men"),
    ("5 per cent", "5% of them"),
    ("3.5 metres", "3,5 Meter"),
    ("$5bn in aid", "5 billion dollars"),
    ("the 59th Brigade", "the Fifty-ninth Brigade"),
    ("12–47 dead", "between 12 and 47 dead"),
    ("By 143 votes to 5 with 35 abstentions", "143 for, 5 against and thirty-five abstaining"),
    ("On 24 December", "2023-12-24"),
    ("On 24 December 2023", "December 24, 2023"),
    ("On 24 December", "on the 24th of December"),
    ("On 24 December", "It happened yesterday"),
    ("On 22 December", "It happened on Friday"),
    ("On 24 December 2023", "It happened at dawn"),
    ("In December", "Dec. 16, 2023"),
    ("In 2023", "On 4 March 2023"),
    ("In 2022", "last year it fell"),
    ("In the winter of 2022–23", "the winter of 2022 to 2023"),
    ("Am 24. Dezember 2023", "on December 24, 2023"),
    ("24 грудня 2023 року", "on December 24, 2023"),
    ("At 17:30", "at 5.30pm"),
    ("At 17:30", "at 17.30 p.m. or 5:30 pm"),
    ("Resolution ES-11/4 and the F-16s", "nothing of the kind"),
    ("The two sides", "each side"),
    ("One of them", "some of them"),
    ("It may fall in March", "in March"),
]


@pytest.mark.parametrize(("sentence", "passage"), SAME)
def test_the_same_in_other_spelling(sentence: str, passage: str) -> None:
    assert lost(sentence, passage) == []


OTHER = [
    ("Four men came", "5 men came", ["Four"]),
    ("It was 101 votes to 11", "One hundred states voted for, eleven against", ["101"]),
    ("1,250 bags", "1,240 bags", ["1,250"]),
    ("1.3 million people", "1,200,000 people", ["1.3 million"]),
    ("On 25 December 2023", "It happened at dawn", ["25 December 2023"]),
    ("On 23 December", "on December 24, 2023", ["23 December"]),
    ("In November", "December 24, 2023", ["November"]),
    ("In 2021", "last year it fell by 12 per cent", []),
    ("In 2014", "last year it fell", ["2014"]),
    ("On 4 March 2023", "last year it fell", ["4 March 2023"]),
    ("At 17:31", "at 17:30", ["17:31"]),
    ("His fifth run", "his fourth run", ["fifth"]),
    ("the 58th Brigade", "the 59th Brigade", ["58th"]),
    ("5 men and 6 women on 1 May 2020", "4 men", ["1 May 2020", "5", "6"]),
]


@pytest.mark.parametrize(("sentence", "passage", "words"), OTHER)
def test_what_is_missing(sentence: str, passage: str, words: list[str]) -> None:
    assert lost(sentence, passage) == words


def test_nobody_knows_of_which_day_an_undated_source_says_yesterday() -> None:
    assert lost("On 3 May", "It happened yesterday", published=0) == []
    assert lost("On 3 May", "It happened at dawn", published=0) == ["3 May"]


def test_small_numbers_of_a_language_that_is_not_read_are_left_alone() -> None:
    assert lost("Four men came", "quattro uomini", language="it") == []
    assert lost("Some 1,240 men came", "1.250 uomini", language="it") == ["1,240"]


def test_the_days_own_date_is_no_claim() -> None:
    assert lost("By 15 January 2024", "nothing", today="2024-01-15") == []


def test_what_stands_elsewhere_in_the_seed_is_told() -> None:
    assert missing("Five men", [Source("four women", "5 men", "en", 0, 0)]) == (("Five", True),)
