"""Locator maps: any region of the world, whole and small; names that do not lie on one another; a text for who cannot see it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from lxml import etree

from briefgen import gazetteer
from briefgen.gazetteer import scene, scene_key
from briefgen.model.map import Scene, View, unpacked
from briefgen.model.parts import MapView
from briefgen.model.record import encode
from briefgen.render.svg import locator, paths
from briefgen.render.svg.labels import PHONE, Sheet, Style, width

WORLD = gazetteer.world()
HARD = ("fiji", "chukotka", "kiribati", "singapore", "chile", "gaza-strip", "svalbard-jan-mayen", "hawaii", "monaco", "antarctica", "russia", "canada",
        "kaliningrad-oblast", "cabinda", "alaska", "new-zealand", "tuvalu", "kashmir", "rotuma", "norway", "indonesia", "french-polynesia", "northern-cyprus")
SAMPLE = sorted({*HARD, *[region.id for region in WORLD.regions.values() if region.shape][::110]})
WORDS = MapView("key", "Where this is", "Tinted on a map", "")


def key(region: str) -> str:
    country = gazetteer.country(region)
    contested = [one.id for one in WORLD.regions.values() if one.status == "contested" and one.shape]
    if country == region:
        return scene_key("home", (country,), (), contested)
    return scene_key("close", (country,) if country else (), (region,), contested)


def drawn(scene_of: str, words: MapView = WORDS, name: str = "m") -> etree._Element:
    text = locator.draw(encode(scene(scene_of)), words, name)
    assert len(text) <= 30_000, scene_of
    return etree.fromstring(text)


def boxes(svg: etree._Element) -> list[tuple[float, float, float, float]]:
    """The extents in pixels of every path."""
    found = []
    for path in svg.iter("path"):
        for part in (path.get("d") or "").split("M")[1:]:
            if "v" in part:
                continue
            start, _, steps = part.rstrip("z").partition("l")
            x, y = (int(n) for n in re.findall(r"-?\d+", start))
            xs, ys = [x], [y]
            numbers = [int(n) for n in re.findall(r"-?\d+", steps)]
            for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
                x, y = x + dx, y + dy
                xs.append(x)
                ys.append(y)
            found.append((min(xs) / 2, min(ys) / 2, max(xs) / 2, max(ys) / 2))
    return found


@pytest.mark.parametrize("region", SAMPLE)
def test_every_region_has_a_map_with_something_on_it(region: str) -> None:
    svg = drawn(key(region))
    wide, high = (float(n) for n in svg.get("viewBox").split()[2:])
    own = [path for path in svg.iter("path") if path.get("class") == "m-hi" or (path.get("id") or "").endswith("-o")
           or (path.get("fill") or "").startswith("url")]
    assert any(path.get("d") for path in own), region
    inside = [box for box in boxes(svg) if box[2] >= 0 and box[3] >= 0 and box[0] <= wide and box[1] <= high]
    assert inside, region
    for box in boxes(svg):
        assert box[0] >= -wide - 1 and box[1] >= -high - 1 and box[2] <= 2 * wide + 1 and box[3] <= 2 * high + 1, (region, box)


def test_maps_are_at_most_20_000_characters_where_they_can_be() -> None:
    sizes = {region: len(locator.draw(encode(scene(key(region))), WORDS, "m")) for region in ("russia", "canada", "norway", "ukraine", "united-states")}
    assert {region: size for region, size in sizes.items() if size > 20_500} == {}


def test_drawing_costs_few_attempts_and_few_points(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts stand for time here: points given to the drawing, and how often it is begun again to become small enough."""
    begun: list[str] = []
    original = locator.Drawing.__init__

    def counted(self: locator.Drawing, *arguments: object) -> None:
        begun.append(region)
        original(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(locator.Drawing, "__init__", counted)
    for region in ("russia", "canada", "norway", "kherson-oblast", "fiji", "singapore"):
        geometry = scene(key(region))
        assert sum(len(unpacked(arc)) for arc in geometry.arcs) < 40_000, region
        locator.draw(encode(geometry), WORDS, f"counted-{region}")
    assert max(begun.count(region) for region in begun) <= 6
    assert [begun.count(region) for region in ("kherson-oblast", "fiji", "singapore")] == [1, 1, 1]


def test_maps_of_one_country_share_their_ground(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand briefs about one country must not draw its coast a thousand times."""
    weighed: list[int] = []
    original = paths.weights
    monkeypatch.setattr(paths, "weights", lambda line: weighed.append(len(line)) or original(line))
    first = locator.draw(encode(scene(scene_key("home", ["latvia"], ["riga"]))), WORDS, "shared")
    assert weighed
    weighed.clear()
    second = locator.draw(encode(scene(scene_key("home", ["latvia"], ["cesis"]))), WORDS, "shared")
    assert weighed == []
    assert first != second


# -- what it says ------------------------------------------------------------------------------------------------------


def test_it_is_a_picture_with_a_title_and_a_description() -> None:
    svg = drawn(key("kherson-oblast"), MapView("", "Where this is: A & B", "Tinted: <A>", ""), "lead")
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "lead-t lead-d"
    assert svg.find("title").text == "Where this is: A & B"
    assert svg.find("desc").text == "Tinted: <A>"
    names = [group for group in svg.iter("g") if group.get("aria-hidden") == "true"]
    assert {text.getparent() in names or text.getparent().getparent() in names for text in svg.iter("text")} == {True}
    assert not list(svg.iter("a"))
    assert not list(svg.iter("script"))


def test_ids_are_the_callers() -> None:
    one = {element.get("id") for element in drawn(key("crimea"), WORDS, "a").iter() if element.get("id")}
    other = {element.get("id") for element in drawn(key("crimea"), WORDS, "b").iter() if element.get("id")}
    assert one
    assert not one & other


def labels(svg: etree._Element) -> dict[str, str]:
    return {text.text: text.get("class") for text in svg.iter("text")}


def test_the_named_region_is_solid_with_its_name_and_its_neighbours_are_named() -> None:
    found = labels(drawn(scene_key("close", ["ukraine"], ["kherson-oblast"], ["crimea", "sevastopol"])))
    assert found["KHERSON OBLAST"] == "m-lh b"
    assert "Kherson" in found
    assert "Mykolaiv" in found
    assert found["Crimea"] == "m-lc"


def test_contested_regions_are_hatched_and_no_front_line_is_drawn() -> None:
    svg = drawn(scene_key("home", ["ukraine"], ["kherson-oblast", "crimea"], ["crimea"]))
    assert [path.get("fill") for path in svg.iter("path") if (path.get("fill") or "").startswith("url")] == ["url(#m-h)"]
    assert [path.get("class") for path in svg.iter("path")].count("m-hi") == 1
    assert {path.get("class") for path in svg.iter("path") if path.get("class")} <= {
        "m-hl", "m-ctx", "m-bord", "m-hi", "m-riv", "m-sea", "m-mesh"}


def test_colours_stand_as_attributes_too() -> None:
    svg = drawn(key("ukraine"))
    for element in (*svg.iter("path"), *svg.iter("rect"), *svg.iter("circle")):
        if (element.get("class") or "").startswith("m-"):
            assert element.get("fill") or element.get("stroke"), etree.tostring(element)


def test_the_capital_is_a_square_and_towns_are_dots() -> None:
    svg = drawn(scene_key("home", ["ukraine"], ["donetsk-oblast"]))
    assert len([rect for rect in svg.iter("rect") if rect.get("class") == "m-dot"]) == 1
    assert 2 <= len([dot for dot in svg.iter("circle") if (dot.get("class") or "").startswith("m-dot")]) <= 7


def test_a_region_too_small_to_be_seen_is_ringed_and_named() -> None:
    svg = drawn(scene_key("home", ["united-states"], ["washington-dc"]))
    assert [ring.get("class") for ring in svg.iter("circle") if ring.get("r") == "9"] == ["m-ring"]
    assert labels(svg)["Washington, D.C."] == "m-lc"


def test_a_site_names_regions_its_own_way() -> None:
    svg = drawn(scene_key("close", ["ukraine"], ["kherson-oblast"]), MapView("", "t", "", "", (("kherson-oblast", "Chersonese"),)))
    assert "CHERSONESE" in labels(svg)


def test_a_large_country_does_not_dwarf_the_other() -> None:
    both, one = scene(scene_key("home", ["ukraine", "russia"], [])), scene(scene_key("home", ["ukraine"], []))
    assert both.view.scale > one.view.scale * 0.8
    assert {"Ukraine", "Russia"} <= set(labels(drawn(scene_key("home", ["ukraine", "russia"], []))))


def test_the_scale_bar_is_a_round_number_and_as_long_as_it_says() -> None:
    geometry = scene(key("kherson-oblast"))
    svg = drawn(key("kherson-oblast"))
    group = next(group for group in svg.iter("g") if group.get("class") == "m-scale")
    kilometres = float(group.find("text").text.removesuffix(" km"))
    long = float(re.search(r"h(\d+)", group.find("path").get("d"))[1])
    (a, b) = geometry.view.project([(33_400, 46_600), (34_400, 46_600)])
    degree = ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5
    assert long / degree * 76.5 == pytest.approx(kilometres, rel=0.03)


# -- projection, clipping, room ----------------------------------------------------------------------------------------

degrees = some.tuples(some.integers(-179_000, 179_000), some.integers(-89_000, 89_000))


@given(degrees, degrees)
@settings(max_examples=300, deadline=None)
def test_a_projected_place_is_found_again(middle: tuple[int, int], place: tuple[int, int]) -> None:
    view = View(middle[0] * 1000, middle[1] * 1000, 500_000, 0, 0, 640, 400)
    ((x, y),) = view.project([place])
    if x * x + y * y > 980**2:  # Almost opposite the middle, where a pixel is a continent.
        return
    longitude, latitude = view.locate(x, y)
    assert latitude == pytest.approx(place[1] / 1000, abs=0.01)
    assert ((longitude - place[0] / 1000 + 180) % 360) - 180 == pytest.approx(0, abs=0.05 if abs(latitude) < 85 else 3)


spots = some.tuples(some.floats(-500, 900), some.floats(-500, 700))


@given(some.lists(spots, min_size=3, max_size=12))
@settings(max_examples=200, deadline=None)
def test_a_cut_ring_lies_in_the_picture(ring: list[tuple[float, float]]) -> None:
    for x, y in paths.clipped(ring, 640, 400):
        assert -paths.BEYOND - 1e-6 <= x <= 640 + paths.BEYOND + 1e-6
        assert -paths.BEYOND - 1e-6 <= y <= 400 + paths.BEYOND + 1e-6


@given(some.lists(some.tuples(some.text("abcdefghijklm ", min_size=2, max_size=14), some.integers(0, 640), some.integers(0, 400)), max_size=40))
@settings(max_examples=100, deadline=None)
def test_names_never_lie_on_one_another(wanted: list[tuple[str, int, int]]) -> None:
    sheet = Sheet(640, 400)
    style = Style("x", 12.5, "")
    placed = [one for text, x, y in wanted if (one := sheet.put(text, [(x, y, "middle"), (x, y + 20, "start")], style))]
    for phone in (0, 1):
        taken = sheet.taken[phone]
        for i, a in enumerate(taken):
            assert a[0] >= 0 and a[1] >= 0 and a[2] <= 640 and a[3] <= 400
            assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for b in taken[i + 1:])
    assert len(sheet.taken[1]) == sum(not one.wide_only for one in placed)
    assert width("abc", PHONE) > width("abc", 12.5)


def test_a_scene_is_stored_as_any_record_is() -> None:
    from briefgen.model.record import decode

    one = scene(key("fiji"))
    assert decode(encode(one), Scene) == one
    assert encode(scene(key("fiji"))) == encode(one)
