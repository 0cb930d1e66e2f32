"""Places in a text: what is one and what is none, which of a name's places is meant, what the article is about."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.gazetteer.places import Kind, atlas
from briefgen.gazetteer.places_file import fold
from briefgen.gazetteer.world import world
from briefgen.model.mention import Level, Naming, PlacesReading
from briefgen.model.record import decode, encode
from briefgen.model.seed import Role
from briefgen.understand.places import read

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT.parent / "shared" / "seeds" / "000_ad486f7a30606557.txt"


def named(text: str, **how: object) -> dict[str, str]:
    """{words: division, or country where it has none} of the mentions by name."""
    reading = read(text, **how)  # type: ignore[arg-type]
    return {one.words: one.admin1 or one.country for one in reading.mentions if one.naming is Naming.NAME}


def test_offsets_are_code_points_of_the_text() -> None:
    text = "“𝔸” – In Côte d’Ivoire, and in Grindavík, Iceland’s port, it rained on the Kremlin’s envoys."
    for one in read(text).mentions:
        assert text[one.start:one.end] == one.words
    assert {"Côte d’Ivoire", "Grindavík", "Iceland"} <= set(named(text))


@pytest.mark.skipif(not SEED.exists(), reason="../shared/seeds is not here")
def test_the_saved_article_that_briefgen_began_with() -> None:
    reading = read(SEED.read_text(encoding="utf-8"))
    assert {one.name for one in reading.mentions if one.naming is Naming.NAME} == {
        "Ukraine", "Donetsk Oblast", "Crimea", "Luhansk Oblast", "Zaporizhzhia Oblast", "Kherson Oblast", "Russia"}
    assert not {"Vladimir", "Volodymyr", "Since", "Western", "New York"} & {one.words for one in reading.mentions}
    assert (reading.countries, reading.focus) == (("UA", "RU"), "UA")
    assert reading.admin1 == ("UA.05", "UA.11", "UA.14", "UA.26", "UA.08")


@pytest.mark.parametrize(("text", "words", "division"), [
    ("Paris, Texas, kept its tower.", "Paris", "US.TX"),
    ("Shops in Paris closed; France mourned.", "Paris", "FR.11"),
    ("Moscow, Idaho, saw its first snow.", "Moscow", "US.ID"),
    ("Tbilisi, Georgia, was calm, and all of Armenia with it.", "Georgia", "GE"),
    ("Atlanta, Georgia, was calm, and all of Alabama with it.", "Georgia", "US.GA"),
    ("Fires burned near Springfield, Ill., on Monday.", "Springfield", "US.IL"),
    ("Flights to London, Copenhagen and Boston left on time.", "Boston", "US.MA"),
    ("Parts of Luhansk and Zaporizhzhia in Ukraine are mined.", "Zaporizhzhia", "UA.26"),
    ("Crowds in Kiev cheered Ukraine.", "Kiev", "UA.12"),
    ("The front in Donetska oblast of Ukraine held.", "Donetska oblast", "UA.05"),
    ("Families left El Fasher in Darfur for Chad.", "El Fasher", "SD.55"),
    ("Rafah and Khan Younis in the Gaza Strip were hit.", "Khan Younis", "PS.GZ"),
])
def test_a_name_is_resolved_by_what_stands_around_it(text: str, words: str, division: str) -> None:
    assert named(text)[words] == division


@pytest.mark.parametrize(("text", "none"), [
    ("Since Monday most police in Ukraine have worked. Most are tired.", {"Since", "Most", "Monday"}),
    ("Western officials told Reading clubs nothing. Nice work, said one.", {"Western", "Nice"}),
    ("Vladimir Sorokin and Volodymyr Hrytsenko met in Kyiv.", {"Vladimir", "Volodymyr"}),
    ("Jordan Mills met Chad Nelson in Austria. Mr London was late.", {"Jordan", "Chad", "London"}),
    ("The New York Times and the Washington Post reported from Israel.", {"New York", "Washington", "York"}),
    ("Houstan Wilson, MD, spoke in Ohio; he paid US$40 for a DC motor.", {"MD", "US", "DC"}),
    ("Santa Claus came on Thursday, March 7, and in April to Finland.", {"March", "April", "Thursday", "Santa"}),
    ("Manchester United beat Real Madrid in Lisbon.", {"Manchester", "Madrid", "Manchester United"}),
])
def test_what_only_looks_like_a_place_is_none(text: str, none: set[str]) -> None:
    assert not none & set(named(text))


def test_adjectives_and_seats_of_power_are_mentions_of_their_own_kind() -> None:
    reading = read("Russia and Ukraine talked. Turkish police and Turks in Ankara watched; the Kremlin did not, said Russia.")
    kinds = {one.words: (one.naming, one.name) for one in reading.mentions}
    assert kinds["Turkish"] == (Naming.ADJECTIVE, "Turkey")
    assert kinds["Kremlin"] == (Naming.SEAT, "Russia")


def test_one_adjective_takes_no_article_abroad_and_two_do() -> None:
    text = "Rain fell on Warsaw in Poland. A {} engineer watched the river."
    assert read(text.format("French")).countries == ("PL",)
    assert set(read(text.format("French") + " Another French engineer left.").countries) == {"PL", "FR"}


def test_the_focus_is_the_country_most_spoken_of_and_the_title_bears_witness() -> None:
    assert read("Kenya beat Japan in Nairobi. In Mombasa, Kenya, crowds sang.").focus == "KE"
    assert read("Peru and Chile signed.", title="Chile gives way on water").focus == "CL"
    assert read("Nothing happened anywhere.") == PlacesReading((), (), (), "")


def test_boilerplate_is_not_read_and_captions_count_half() -> None:
    text = "Peru voted on Sunday.\nPeople in Chile vote (Picture: Desk)\nSubscribe to our news from Brazil and Brazil"
    first, second = text.index("\n"), text.rindex("\n")
    spans = [(0, first, Role.BODY), (first + 1, second, Role.CAPTION), (second + 1, len(text), Role.BOILERPLATE)]
    reading = read(text, passages=spans)
    assert reading.countries == ("PE", "CL")
    assert reading.focus == "PE"
    assert read(text).focus == "BR"


def test_regions_are_those_of_the_packaged_world() -> None:
    reading = read("Kherson Oblast, Donetsk and Kyiv are in Ukraine, Nairobi is in Kenya.")
    regions = {one.words: one.region for one in reading.mentions}
    assert all(region in world().regions for region in regions.values())
    assert world().regions[regions["Kherson Oblast"]].code == "UA-65"
    assert world().regions[regions["Ukraine"]].code == "UA"
    assert {one.words: one.level for one in reading.mentions}["Ukraine"] is Level.COUNTRY


def test_a_reading_is_a_record_and_always_the_same() -> None:
    text = "Lagos and Abuja in Nigeria lost power; Kano did not."
    reading = read(text)
    assert reading == read(text)
    assert decode(encode(reading), PlacesReading) == reading


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "Paris", "U.S.", "St.", "al-", "A.B.C.D.E.", "Paris," * 3000, "Springfield and " * 9000, "\ud7ff", "İstanbul ǅ ﬃ"])
def test_odd_texts_are_read_too(text: str) -> None:
    for one in read(text).mentions:
        assert text[one.start:one.end] == one.words


def test_a_name_has_one_key_however_it_is_written() -> None:
    assert fold("St. Peter’s Square") == fold("Saint Peter Square") == "saint peter square"
    assert fold("Łódź") == "lodz"
    assert fold("Côte d’Ivoire") == fold("Cote d'Ivoire")
    assert fold("Nagorno-Karabakh") == "nagorno karabakh"


def test_the_gazetteer_holds_what_it_promises() -> None:
    gazetteer = atlas()
    assert len(gazetteer.row_of) > 3900
    assert {"UA", "PS", "XK", "US.CA", "GB.ENG", "UA.11"} <= set(gazetteer.row_of)
    for name, code in (("Donbas", "UA"), ("Nagorno-Karabakh", "AZ"), ("Transnistria", "MD"), ("Golan Heights", "SY"), ("Sahel", "")):
        rows = [gazetteer.rows[pair] for pair in gazetteer.referents(gazetteer.numbers[fold(name)])]
        assert gazetteer.country(rows[0]) == code
    assert all(abs(value) <= 900_000 for value in gazetteer.latitudes)
    assert all(abs(value) <= 1_800_000 for value in gazetteer.longitudes)
    assert sum(kind == Kind.CAPITAL for kind in gazetteer.kinds) > 180


def test_the_packaged_gazetteer_is_small() -> None:
    assert (ROOT / "briefgen" / "gazetteer" / "places.bin").stat().st_size < 8_000_000


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from /proc, which this system does not have")
def test_the_gazetteer_takes_little_memory() -> None:
    code = ("import msgspec, briefgen.gazetteer.places as places\n"
            "peak = lambda: int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])\n"
            "before = peak()\n"
            "places.atlas()\n"
            "print(peak() - before)")
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert 10 * 1024 < int(out.stdout) < 80 * 1024
