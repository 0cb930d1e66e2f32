"""The region tree of a site: own regions over the packaged world, maps by page, neighbours, each item once for each ancestor."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefgen import gazetteer

BRIEF = "---\nregions: [{regions}]\n---\n\nText of the day.\n"


def brief(*regions: str) -> str:
    return BRIEF.format(regions=", ".join(regions))


def test_a_site_needs_no_regions_file(link_files: Callable) -> None:
    found = link_files({"content/briefs/2024-01-10.md": brief("ukraine", "kherson-oblast")})
    assert found.codes() == []
    assert [name for kind, name in found.site.permalinks if kind == "region"] == ["europe", "ukraine", "kherson-oblast"]
    assert found.site.permalinks["region", "kherson-oblast"] == "/regions/europe/ukraine/kherson-oblast/"


def test_an_item_stands_once_under_each_ancestor_and_primary_apart_from_mentioned(link_files: Callable) -> None:
    text = "---\nregions: [kherson-oblast, crimea]\nmentions: [donetsk-oblast, russia]\n---\n\nText.\n"
    rolled = link_files({"content/briefs/2024-01-10.md": text, "content/briefs/2024-01-11.md": brief("russia")}).site.rollups
    assert (rolled["ukraine"].primary, rolled["ukraine"].mentioned) == ((0,), ())
    assert (rolled["donetsk-oblast"].primary, rolled["donetsk-oblast"].mentioned) == ((), (0,))
    assert (rolled["russia"].primary, rolled["russia"].mentioned) == ((1,), (0,))
    assert (rolled["europe"].primary, rolled["europe"].mentioned) == ((0, 1), ())


def test_an_own_region_says_what_differs_and_keeps_the_rest(link_files: Callable) -> None:
    found = link_files({"content/regions.yml": "- id: crimea\n  status: contested\n  note: Occupied.\n  aka: [Taurida]\n"})
    crimea = found.site.tree.by_id["crimea"]
    assert (crimea.name, crimea.parent, crimea.code, crimea.note) == ("Crimea", "ukraine", "UA-43", "Occupied.")
    assert crimea.aka[0] == "Taurida"
    assert "Autonomous Republic of Crimea" in crimea.aka


def test_an_id_that_the_world_has_elsewhere_is_another_place(link_files: Callable) -> None:
    """`delta` is a state of Nigeria in the packaged world; the one here is not."""
    assert gazetteer.world().regions["delta"].parent == "nigeria"
    found = link_files({"content/regions.yml": "- {id: delta, name: The delta, parent: egypt}\n"})
    delta = found.site.tree.by_id["delta"]
    assert (delta.parent, delta.code, delta.shape) == ("egypt", "", "")
    assert "delta" in found.site.tree.children["egypt"]
    assert "delta" not in found.site.tree.children.get("nigeria", ())


def test_maps_by_page(link_files: Callable) -> None:
    found = link_files({"content/briefs/2024-01-10.md": brief("kherson-oblast", "crimea"), "content/briefs/2024-01-11.md": brief("ukraine")})
    scenes = found.site.scenes
    assert scenes["region", "kherson-oblast"].startswith("close/ukraine/kherson-oblast/")
    assert scenes["inset", "kherson-oblast"] == "inset/ukraine/kherson-oblast/"
    assert scenes["region", "ukraine"].startswith("home/ukraine//")
    assert ("inset", "ukraine") not in scenes
    assert ("region", "europe") not in scenes
    assert scenes["brief", "2024-01-10"].startswith("home/ukraine/kherson-oblast+crimea/")
    assert scenes["brief", "2024-01-11"].startswith("home/ukraine//")
    for key in set(scenes.values()):
        assert gazetteer.scene(key).areas


def test_contested_regions_are_hatched_by_what_this_site_says(link_files: Callable) -> None:
    files = {"content/briefs/2024-01-10.md": brief("odesa-oblast")}
    plain = link_files(files).site.scenes["region", "odesa-oblast"].rpartition("/")[2].split("+")
    assert "crimea" in plain
    assert "kherson-oblast" not in plain
    own = link_files({**files, "content/regions.yml": "- {id: kherson-oblast, status: contested}\n"}).site.scenes["region", "odesa-oblast"]
    assert "kherson-oblast" in own.rpartition("/")[2].split("+")


def test_what_contains_a_named_region_is_not_tinted_too(link_files: Callable) -> None:
    found = link_files({"content/briefs/2024-01-10.md": brief("ukraine", "kherson-oblast")})
    assert found.site.scenes["brief", "2024-01-10"].split("/")[2] == "kherson-oblast"


@pytest.mark.parametrize(("regions", "drawn"), [(("ukraine", "russia"), True), (("france", "germany"), True), (("ukraine", "chile"), False),
                                                (("europe",), False)])
def test_countries_far_apart_share_no_map(link_files: Callable, regions: tuple[str, ...], drawn: bool) -> None:
    found = link_files({"content/briefs/2024-01-10.md": brief(*regions)})
    assert (("brief", "2024-01-10") in found.site.scenes) is drawn


def test_a_site_may_do_without_maps(link_files: Callable) -> None:
    site = "title: Desk\nurl: https://desk.example.org/\ntimezone: Europe/Kyiv\nlanguage: en-GB\nmaps: off\n"
    found = link_files({"site.yml": site, "content/briefs/2024-01-10.md": brief("kherson-oblast")})
    assert found.site.scenes == {}
    assert found.site.neighbours["kherson-oblast"]


def test_an_own_region_may_stand_for_a_packaged_outline(link_files: Callable) -> None:
    files = {"content/regions.yml": "- {id: the-south, name: The South, parent: ukraine, shape: kherson-oblast}\n",
             "content/briefs/2024-01-10.md": brief("the-south")}
    found = link_files(files)
    assert found.site.scenes["region", "the-south"].startswith("close/ukraine/kherson-oblast/")
    assert "crimea" in found.site.neighbours["the-south"]


def test_an_outline_that_the_world_lacks_is_told_and_left_out(link_files: Callable) -> None:
    found = link_files({"content/regions.yml": "- {id: the-south, name: The South, parent: ukraine, shape: khersn-oblast}\n",
                        "content/briefs/2024-01-10.md": brief("the-south")})
    (one,) = found.of("BG120")
    assert "kherson-oblast" in one.hint
    assert found.site.tree.by_id["the-south"].shape == ""
    assert ("region", "the-south") not in found.site.scenes


def test_neighbours_of_a_paged_region(link_files: Callable) -> None:
    found = link_files({"content/briefs/2024-01-10.md": brief("kherson-oblast")})
    assert found.site.neighbours["kherson-oblast"][:2] == ("crimea", "dnipropetrovsk-oblast")
    assert "europe" not in found.site.neighbours


@pytest.mark.parametrize(("written", "hint"), [
    ("donestk-oblast", "donetsk-oblast"), ("Kiev", "kyiv"), ("UA-65", "kherson-oblast"), ("Херсонська область", "kherson-oblast"),
])
def test_an_unknown_region_is_answered_with_the_one_that_was_meant(link_files: Callable, written: str, hint: str) -> None:
    found = link_files({"content/briefs/2024-01-10.md": brief(written)})
    (one,) = found.of("BG120")
    assert hint in one.hint
    assert one.span.line == 2


@pytest.mark.parametrize(("centre", "told"), [("[48.0, 37.8]", ""), ("[37.8, 48.0]", "swapped"), ("[46.6, 12.0]", "outside donetsk-oblast")])
def test_a_centre_far_outside_its_region_is_told(link_files: Callable, centre: str, told: str) -> None:
    found = link_files({"content/regions.yml": f"- {{id: donetsk-oblast, centre: {centre}}}\n"})
    assert [told in note.message for note in found.of("BG740")] == ([True] if told else [])


def test_regions_bear_their_names_in_the_language_of_the_site(link_files: Callable) -> None:
    site = "title: Стіл\nurl: https://desk.example.org/\ntimezone: Europe/Kyiv\nlanguage: uk\n"
    found = link_files({"site.yml": site, "content/briefs/2024-01-10.md": brief("kherson-oblast"),
                        "content/regions.yml": "- {id: kherson-oblast, note: Поділена Дніпром.}\n"}).site
    kherson = found.tree.by_id["kherson-oblast"]
    assert (kherson.name, kherson.aka[0]) == ("Херсонська область", "Kherson Oblast")
    assert found.permalinks["region", "kherson-oblast"] == "/regions/europe/ukraine/kherson-oblast/"
    key = found.scenes["region", "kherson-oblast"]
    assert key.startswith("close.uk/")
    assert "Миколаївська область" in {area.name for area in gazetteer.scene(key).areas}


# -- names of the house ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "told"), [
    ("The talks in Kiev ended.", 1),
    ("The talks in Kyiv ended.", 0),
    ("He said “Kiev must answer” and left.", 0),
    ("He said \"Kiev must answer\" and left Kharkov.", 1),
    ("> Kiev must answer.", 0),
    ("`Kiev` is code.\n\nKievan Rus is no city.", 0),
    ("Kiev, then Kiev again.", 1),
])
def test_names_left_behind_are_told_in_our_own_prose(link_files: Callable, text: str, told: int) -> None:
    found = link_files({"content/briefs/2024-01-10.md": f"---\ntitle: Day\n---\n\n{text}\n"})
    assert len(found.of("BG720")) == told


def test_the_place_is_the_word_outside_quotation_marks(link_files: Callable) -> None:
    found = link_files({"content/briefs/2024-01-10.md": "---\ntitle: Day\n---\n\nHe said “Kiev”.\nWe were in Kiev.\n"})
    (one,) = found.of("BG720")
    assert (one.span.line, one.span.column) == (6, 12)
    assert "Kyiv" in one.message


def test_house_names_are_english_ones(link_files: Callable) -> None:
    site = "title: Pult\nurl: https://desk.example.org/\ntimezone: Europe/Kyiv\nlanguage: de\n"
    assert link_files({"site.yml": site, "content/briefs/2024-01-10.md": "In Odessa und Kiev.\n"}).of("BG720") == []
