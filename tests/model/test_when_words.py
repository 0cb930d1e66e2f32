"""Dates in words and in HTML: as exactly as they are known, and no more."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import dates
from briefgen.model.locales import LOCALES
from briefgen.model.when import Precision, parse_when


@pytest.mark.parametrize(("text", "english", "ukrainian"), [
    ("2023-12-24", ("24 December 2023", ""), ("24 грудня 2023", "")),
    ("2023-12", ("December 2023", "day not given"), ("грудень 2023", "день не вказано")),
    ("2023-12-2X", ("20–29 December 2023", "day not given"), ("20–29 грудня 2023", "день не вказано")),
    ("2022-24", ("Winter 2022–23", "season as given"), ("зима 2022–23", "вказано лише пору року")),
    ("2023-30", ("Summer 2023–24", "season as given"), ("літо 2023–24", "вказано лише пору року")),
    ("2023-33", ("First quarter of 2023", ""), ("I квартал 2023 року", "")),
    ("2023-41", ("Second half of 2023", ""), ("друге півріччя 2023 року", "")),
    ("2023", ("2023", ""), ("2023", "")),
    ("202X", ("2020s", ""), ("2020-ті", "")),
    ("19XX", ("1900–1999", ""), ("1900–1999", "")),
    ("-0043-03-15", ("15 March 44 BC", ""), ("15 березня 44 до н. е.", "")),
    ("0000", ("1 BC", ""), ("1 до н. е.", "")),
    ("2023-12-23~", ("c. 23 December 2023", "about"), ("бл. 23 грудня 2023", "приблизно")),
    ("2023-12~", ("c. December 2023", "day not given; about"), ("бл. грудня 2023", "день не вказано; приблизно")),
    ("2023-12-23?", ("23 December 2023 (uncertain)", ""), ("23 грудня 2023 (непевно)", "")),
    ("2023-12-16/2023-12-23", ("16–23 December 2023", ""), ("16–23 грудня 2023", "")),
    ("2023-11-16/2023-12-23", ("16 November – 23 December 2023", ""), ("16 листопада – 23 грудня 2023", "")),
    ("2023-11/2024-02~", ("November 2023 – c. February 2024", "about"), ("листопад 2023 – бл. лютого 2024", "приблизно")),
    ("2023-09/..", ("September 2023 →", "still running"), ("вересень 2023 →", "триває")),
    ("2023-09~/..", ("September 2023 →", "about; still running"), ("вересень 2023 →", "приблизно; триває")),
    ("2023-09?/..", ("September 2023 (uncertain) →", "still running"), ("вересень 2023 (непевно) →", "триває")),
    ("2023-09/", ("from September 2023", "end not given"), ("від вересня 2023", "кінець не вказано")),
    ("/2023-09", ("until September 2023", "beginning not given"), ("до вересня 2023", "початок не вказано")),
    ("../2022-24", ("until Winter 2022–23", ""), ("до зими 2022–23", "")),
    ("[2023-11,2023-12]", ("November or December 2023", "one of them"), ("листопад або грудень 2023", "одне з них")),
    ("[2023-12,2024-01,2024-02-03]", ("December 2023, January 2024 or 3 February 2024", "one of them"), ("грудень 2023, січень 2024 або 3 лютого 2024", "одне з них")),
    ("{2020..2022,2024}", ("2020 – 2022 and 2024", ""), ("2020 – 2022 і 2024", "")),
    ("[..2023-12]", ("until December 2023", ""), ("до грудня 2023", "")),
    ("[2023-12-23..]", ("on or after 23 December 2023", ""), ("23 грудня 2023 або пізніше", "")),
    ("2023-12-24T14:00+02:00", ("24 December 2023, 14:00 (UTC+02:00)", ""), ("24 грудня 2023, 14:00 (UTC+02:00)", "")),
    ("2023-12-24T14:00Z", ("24 December 2023, 14:00 UTC", ""), ("24 грудня 2023, 14:00 UTC", "")),
    ("XXXX", ("Date not given", ""), ("Дату не вказано", "")),
])
def test_words(text: str, english: tuple[str, str], ukrainian: tuple[str, str]) -> None:
    when = parse_when(text)
    assert dates.words(when) == english
    assert dates.words(when, "uk") == ukrainian


def test_a_language_without_a_table_is_told_in_english() -> None:
    assert dates.words(parse_when("2023-12-24"), "tlh") == dates.words(parse_when("2023-12-24"), "en")
    assert dates.words(parse_when("2023-12-24"), "uk-UA") == dates.words(parse_when("2023-12-24"), "uk")


@pytest.mark.parametrize(("text", "html"), [
    ("2023-12-24", "2023-12-24"), ("2023-12", "2023-12"), ("2023", "2023"), ("0044", "0044"), ("2023-12-18/2023-12-24", "2023-W51"),
    ("2023-12-24T14:00", "2023-12-24T14:00"), ("2023-12-24T14:00:30+02", "2023-12-24T14:00+02:00"), ("2023-12-24T14:00+0230", "2023-12-24T14:00+02:30"),
    ("2023-12-24T14:00Z", "2023-12-24T14:00Z"),
    # What HTML has no value for says so by having none.
    ("2023-12-24~", ""), ("2023?", ""), ("2022-24", ""), ("202X", ""), ("2023-12-2X", ""), ("2024-02-2X", ""), ("2023-09/..", ""), ("../2023", ""),
    ("2023-12-16/2023-12-23", ""), ("2023-12-17/2023-12-23", ""), ("[2023-11,2023-12]", ""), ("XXXX", ""), ("-0043-03-15", ""), ("0000", ""),
])
def test_html_says_what_it_can(text: str, html: str) -> None:
    assert dates.iso(parse_when(text)) == html


DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat)
LANGUAGES = st.sampled_from(sorted(LOCALES))


@given(DAYS, st.sampled_from(("day", "month", "year")), st.sampled_from(("", "~", "?", "/..", "/")), LANGUAGES)
def test_words_claim_no_more_than_is_known(iso: str, grain: str, tail: str, language: str) -> None:
    """A month has no day in its words, a year neither day nor month; what is vague says so."""
    text = {"day": iso, "month": iso[:7], "year": iso[:4]}[grain]
    said, why = dates.words(parse_when(text + tail), language)
    names = dates.locale_of(language)
    numbers = [int(number) for number in re.findall(r"\d+", said)]
    assert numbers == ([int(iso[8:]), int(iso[:4])] if grain == "day" else [int(iso[:4])])
    month = {names.months[int(iso[5:7]) - 1], names.months_of[int(iso[5:7]) - 1]}
    assert any(name in said for name in month) == (grain != "year")
    plain = dates.words(parse_when(text), language)
    assert (said, why) != plain or not tail
    if tail == "~":
        assert names.about.format("").strip() in said
    if tail == "?":
        assert said == names.unsure.format(plain[0])


@given(DAYS)
def test_what_html_says_is_read_back_as_the_same_days(iso: str) -> None:
    for text in (iso, iso[:7], iso[:4]):
        when = parse_when(text)
        again = parse_when(dates.iso(when))
        assert (again.lo, again.hi, again.precision) == (when.lo, when.hi, when.precision)
        assert parse_when(dates.span(when)).lo == when.lo


@given(DAYS)
def test_a_day_in_english_words_is_suggested_back(iso: str) -> None:
    from briefgen.model.wording import suggestion

    for language in ("en", "uk", "de"):
        said, _ = dates.words(parse_when(iso), language)
        if len(str(int(iso[:4]))) == 4:
            assert suggestion(said) == iso
    assert parse_when(iso).precision is Precision.DAY
