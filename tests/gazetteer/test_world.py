"""The packaged world: every country and division, found by what editors write; shapes that share their borders."""

from __future__ import annotations

import math
import re
import subprocess
import sys
from importlib import resources

import pytest

from briefgen import gazetteer
from briefgen.gazetteer.world import distance
from briefgen.gazetteer.world_file import LEVEL_STEPS, pack_arcs, unpack_arcs
from briefgen.gazetteer.world_shapes import COARSEST, TURN, atlas

# ISO 3166-1, all 249.
ALPHA_2 = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO
CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR
HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN
MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD
SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE
YT ZA ZM ZW
""".split()
WORLD = gazetteer.world()


def data(name: str) -> bytes:
    return resources.files("briefgen.gazetteer").joinpath(name).read_bytes()


def test_ids_are_addresses_and_each_stands_for_one_region() -> None:
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", region.id) for region in WORLD.regions.values())
    assert all(region.id == name for name, region in WORLD.regions.items())
    assert len({region.code for region in WORLD.regions.values() if region.code}) == sum(bool(region.code) for region in WORLD.regions.values())


def test_names_are_words() -> None:
    odd = [region.name for region in WORLD.regions.values() if re.search(r"[^\w\s’'‘ʻ.,()&/–-]|\d|^\s|\s$", region.name)]
    assert odd == []


def test_every_country_is_there_under_a_continent() -> None:
    assert len(ALPHA_2) == 249
    assert [code for code in ALPHA_2 if code not in WORLD.by_code] == []
    for code in ALPHA_2:
        region = WORLD.regions[WORLD.by_code[code]]
        assert region.kind == "country"
        assert code == "AQ" or WORLD.regions[region.parent].kind == "continent", code


def test_every_parent_exists_and_no_region_contains_itself() -> None:
    for region in WORLD.regions.values():
        seen = {region.id}
        while region.parent:
            region = WORLD.regions[region.parent]
            assert region.id not in seen
            seen.add(region.id)


def test_the_hierarchy_and_names_of_the_demonstration() -> None:
    kherson = WORLD.regions["kherson-oblast"]
    assert (kherson.name, kherson.code, kherson.parent) == ("Kherson Oblast", "UA-65", "ukraine")
    assert ("uk", "Херсонська область") in kherson.names
    assert 46_000_000 < kherson.latitude < 47_200_000
    assert 32_500_000 < kherson.longitude < 34_500_000
    assert 80 < kherson.radius_km < 220
    assert WORLD.regions["ukraine"].parent == "europe"
    for name in ("crimea", "sevastopol", "donetsk-oblast", "luhansk-oblast", "zaporizhzhia-oblast"):
        assert WORLD.regions[name].parent == "ukraine", name
    assert WORLD.regions["moscow"].code == "RU-MOW"
    assert (WORLD.regions["georgia"].kind, WORLD.regions["georgia-us"].parent) == ("country", "united-states")


@pytest.mark.parametrize(("written", "region"), [
    ("Kiev", "kyiv"), ("kherson region", "kherson-oblast"), ("Kharkov", "kharkiv-oblast"), ("UA-43", "crimea"), ("ua-43", "crimea"),
    ("Херсонська область", "kherson-oblast"), ("Burma", "myanmar"), ("U.S.", "united-states"), ("Ivory Coast", "ivory-coast"),
    ("Côte d'Ivoire", "ivory-coast"), ("Türkiye", "turkey"), ("Bayern", "bavaria"), ("Xinjiang", "xinjiang"), ("São Paulo", "sao-paulo"),
    ("Donbass", "donbas"), ("DRC", "dr-congo"), ("ÎLE-DE-FRANCE", "ile-de-france"), ("Gaza Strip", "gaza-strip"), ("Golan", "golan-heights"),
])
def test_a_region_is_found_by_what_editors_write(written: str, region: str) -> None:
    assert region in gazetteer.find(written)


@pytest.mark.parametrize(("written", "region"), [
    ("ukrain", "ukraine"), ("donestk-oblast", "donetsk-oblast"), ("khersn oblast", "kherson-oblast"), ("bavria", "bavaria"), ("georgai", "georgia"),
])
def test_the_nearest_are_at_most_three_and_the_meant_one_is_among_them(written: str, region: str) -> None:
    found = gazetteer.nearest(written)
    assert region in found
    assert len(found) <= 3


def test_far_from_every_name_there_is_no_suggestion() -> None:
    assert gazetteer.nearest("qqqqqqqqqq") == ()
    assert gazetteer.find("nowhere at all") == ()


@pytest.mark.parametrize(("a", "b", "steps"), [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xbc", 1), ("kitten", "sitting", 3)])
def test_distance_counts_letters(a: str, b: str, steps: int) -> None:
    assert distance(a, b, 9) == distance(b, a, 9) == steps
    assert distance(a, b, 0) == (0 if steps == 0 else 1)


def test_geonames_codes_lead_to_divisions() -> None:
    assert WORLD.by_geonames["UA.08"] == "kherson-oblast"
    assert WORLD.by_geonames["US.GA"] == "georgia-us"
    assert all(region in WORLD.regions for region in WORLD.by_geonames.values())
    assert len(WORLD.by_geonames) > 3500


def test_regions_have_names_in_the_languages_of_sites() -> None:
    ukrainian = WORLD.names_in("uk")
    assert (ukrainian["ukraine"], ukrainian["kherson-oblast"], ukrainian["europe"]) == ("Україна", "Херсонська область", "Європа")
    assert WORLD.names_in("de-AT")["bavaria"] == "Bayern"
    assert WORLD.names_in("en-GB") == WORLD.names_in("tlh") == {}
    for language in ("ar", "de", "es", "fr", "ja", "pl", "ru", "uk", "zh"):
        names = WORLD.names_in(language)
        assert all(WORLD.by_code[code] in names for code in ALPHA_2 if code != "AQ"), language
        assert len(names) > 4000
    assert gazetteer.find("Allemagne") == ("germany",)
    assert gazetteer.find("Німеччина") == ("germany",)


def test_what_has_no_outline_has_a_reason() -> None:
    reasons = {code: why for code, _, why in (line.split("\t") for line in data("world_unshaped.tsv").decode().splitlines())}
    missing = [region.code for region in WORLD.regions.values() if region.code and not region.shape and not reasons.get(region.code)]
    assert missing == []
    assert {region.code for region in WORLD.regions.values() if region.kind == "country" and not region.shape} <= {"VA"}
    divisions = [region for region in WORLD.regions.values() if region.kind == "division"]
    assert sum(bool(region.shape) for region in divisions) / len(divisions) > 0.9


def test_the_data_stays_within_its_budget() -> None:
    names = [path.name for path in resources.files("briefgen.gazetteer").iterdir() if path.name.startswith("world")]
    assert "world_shapes.bin" in names
    assert sum(len(data(name)) for name in names) < 6_000_000


# -- neighbours and shapes ---------------------------------------------------------------------------------------------


def test_neighbours_are_those_of_the_atlas() -> None:
    assert set(gazetteer.neighbours("ukraine")) == {"belarus", "hungary", "moldova", "poland", "romania", "russia", "slovakia"}
    assert gazetteer.neighbours("kherson-oblast")[:4] == ("crimea", "dnipropetrovsk-oblast", "mykolaiv-oblast", "zaporizhzhia-oblast")
    assert "belgorod-oblast" in gazetteer.neighbours("kharkiv-oblast")
    assert gazetteer.neighbours("iceland") == ()
    assert "united-kingdom" in gazetteer.neighbours("ireland")


def test_who_borders_on_a_region_is_bordered_on_by_it() -> None:
    """Areas without a code (Kashmir) lie over countries and divisions, and are in nobody's list."""
    for region in [one.id for one in WORLD.regions.values() if one.kind != "area"]:
        for other in WORLD.neighbours(region):
            assert region in WORLD.neighbours(other), (region, other)


def users() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for cell in range(len(atlas().cells)):
        for ring in atlas().cell(cell)[0]:
            for arc in ring:
                found.setdefault(arc if arc >= 0 else ~arc, []).append(cell)
    return found


def test_an_arc_is_a_coast_or_a_border_of_two() -> None:
    """Two divisions that share a border draw the very same line: there is nothing to leave a gap between."""
    counts = [len(cells) for cells in users().values()]
    assert set(counts) <= {1, 2}
    assert counts.count(2) > 5000


@pytest.mark.parametrize("region", ["kirovohrad-oblast", "kansas", "thuringia", "madhya-pradesh", "central-african-republic"])
def test_inland_regions_are_bordered_all_round(region: str) -> None:
    shapes, by = atlas(), users()
    for ring in shapes.outline(shapes.shapes[region]):
        assert all(len(by[arc if arc >= 0 else ~arc]) == 2 for arc in ring), region


def test_rings_close_and_every_level_of_detail_ends_where_the_others_do() -> None:
    shapes = atlas()
    for region in ("ukraine", "crimea", "russia", "fiji", "canada", "antarctica", "chile", "kiribati", "chukotka", "netherlands"):
        for ring in shapes.outline(shapes.shapes[region]):
            points = shapes.points(ring, COARSEST)
            assert (points[0][0] - points[-1][0]) % TURN == 0
            assert points[0][1] == points[-1][1]
            for arc in ring:
                ends = {(shapes.arc(arc, level)[0], shapes.arc(arc, level)[-1]) for level in range(len(LEVEL_STEPS))}
                assert len(ends) == 1


def test_the_antimeridian_is_no_edge() -> None:
    """Chukotka lies on both sides of it: its largest ring runs on over 180 degrees, and no border is drawn there."""
    shapes = atlas()
    rings = [shapes.points(ring, 0) for ring in shapes.outline(shapes.shapes["chukotka"])]
    largest = max(rings, key=len)
    assert max(x for x, _ in largest) - min(x for x, _ in largest) < TURN / 6
    assert any(x > TURN / 2 for x, _ in largest) or any(x < -TURN / 2 for x, _ in largest)
    on_it = sum(a[0] % TURN == b[0] % TURN == TURN // 2 for a, b in zip(largest, largest[1:], strict=False))
    assert on_it == 0


def test_towns_lie_in_the_regions_that_they_are_said_to_lie_in() -> None:
    shapes = atlas()
    towns = [town for block in shapes.blocks for town in shapes.towns(block)]
    assert len(towns) > 8000
    assert sum(town.capital for town in towns) > 190
    far = []
    for town in towns:
        region = WORLD.regions[shapes.cells[town.cell]]
        y1, x1, y2, x2 = (math.radians(n) for n in (town.y / 1000, town.x / 1000, region.latitude / 1e6, region.longitude / 1e6))
        apart = 6371 * math.acos(min(1.0, math.sin(y1) * math.sin(y2) + math.cos(y1) * math.cos(y2) * math.cos(x1 - x2)))
        if apart > region.radius_km + 30:
            far.append((town.name, region.id, round(apart)))
    assert len(far) < len(towns) / 200, far[:20]
    assert not [one for one in far if one[2] > 2500], far


def test_boundaries_are_those_the_united_nations_recognise() -> None:
    regions = WORLD.regions
    assert regions["golan-heights"].parent == "syria"
    assert regions["western-sahara"].kind == "country"
    assert set(atlas().shapes["crimea"]) <= set(atlas().shapes["ukraine"])
    assert not set(atlas().shapes["crimea"]) & set(atlas().shapes["russia"])
    assert not set(atlas().shapes["golan-heights"]) & set(atlas().shapes["israel"])
    for name in ("crimea", "golan-heights", "western-sahara", "kosovo", "taiwan", "kashmir"):
        assert regions[name].status == "contested", name


def test_arcs_are_unpacked_as_they_were_packed() -> None:
    arcs = [[(0, 0), (5, -7), (40_000, 32_000)], [(179_990, -90_000), (180_020, -89_000)], [(1, 1), (1, 2), (2, 2), (1, 1)]]
    arcs[0][2] = (32_000, 32_000)
    assert unpack_arcs(pack_arcs(arcs)) == arcs


def test_silhouettes_fit_their_square() -> None:
    for region in ("ukraine", "kherson-oblast", "chile", "fiji", "antarctica", "monaco", "kiribati", "russia", "gaza-strip", "united-states"):
        path = gazetteer.silhouette_path(region)
        assert path.startswith("M"), region
        assert len(path) < 5000, region
        numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", path)]
        assert numbers, region
        for part in path.split("M")[1:]:
            start, _, steps = part.rstrip("z").partition("l")
            x, y = (float(n) for n in start.split())
            pairs = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", steps)]
            for dx, dy in [(0.0, 0.0), *zip(pairs[::2], pairs[1::2], strict=True)]:
                x, y = x + dx, y + dy
                assert 0 <= x <= 40, (region, x)
                assert 0 <= y <= 40, (region, y)


def test_names_are_had_without_shapes() -> None:
    code = ("from briefgen import gazetteer; from briefgen.gazetteer import world_shapes; w = gazetteer.world(); w.regions['ukraine'];"
            "gazetteer.find('Kiev'); gazetteer.neighbours('ukraine'); print(world_shapes.atlas.cache_info().currsize)")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "0"
