"""Names written into finished files: what was put there is found again, whatever stands around it."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.late import sign, writable
from briefgen.render import data
from briefgen.render.late import NOWHERE, rewrite, write

REGIONS = ("ua", "ua-65", "x-sahel")
TEXTS = st.text(st.characters(exclude_characters="\ufffe\uffff\r", exclude_categories=("Cs",)), max_size=60)
NAMES = st.from_regex(r"\w[\w ()]{0,90}", fullmatch=True)


@given(st.lists(st.tuples(TEXTS, st.sampled_from(REGIONS)), max_size=12), TEXTS, st.lists(NAMES, min_size=6, max_size=6),
       st.sampled_from(["brief.html", "events.ics"]))
def test_other_names_give_the_file_that_would_be_made_with_them(parts: list[tuple[str, str]], end: str, names: list[str], template: str) -> None:
    content = ("".join(text.replace("\n ", "\n") + sign(region) for text, region in parts) + end).replace("\n", "\r\n").replace("\r\n ", "\r\n").encode()
    were, are = ({region.encode(): name.encode() for region, name in zip(REGIONS, some, strict=True)} for some in (names[:3], names[3:]))
    before, places = write([content], were, template)
    after, moved = write([content], are, template)
    assert rewrite(before, places, {region: (were[region], are[region]) for region in were}) == (after, moved)


@given(st.lists(st.lists(st.tuples(TEXTS, st.sampled_from(REGIONS)), max_size=3), max_size=5), st.sampled_from(["brief.html", "events.ics"]))
def test_a_file_in_pieces_is_the_file(pieces: list[list[tuple[str, str]]], template: str) -> None:
    lines = [("".join(text.replace("\n", "") + sign(region) for text, region in parts) + "\r\n").encode() for parts in pieces]
    names = {region.encode(): f"{region} and whatever else it may be called".encode() for region in REGIONS}
    assert write(lines, names, template) == write([b"".join(lines)], names, template)


def test_a_file_without_signs_names_no_region() -> None:
    assert write([b"plain \xef\xbf\xbd"], {b"ua": b"Ukraine"}, "brief.html") == (b"plain \xef\xbf\xbd", NOWHERE)


def test_a_name_that_is_not_where_it_was_is_not_written_over() -> None:
    content, places = write([f"In {sign('ua')}.".encode()], {b"ua": b"Ukraine"}, "brief.html")
    assert array("I", places.at).tolist() == [3]
    assert rewrite(content.replace(b"In", b"Of all"), places, {b"ua": (b"Ukraine", b"Kyivan Rus")}) is None


def test_lines_of_a_calendar_are_folded_with_the_names_in_them() -> None:
    line = f"LOCATION:The old customs house beside the quay\\, {sign('ua')}\r\nEND".encode()
    content, places = write([line], {b"ua": b"Uk"}, "events.ics")
    longer = "Україна, whatever it is called".replace(",", "").encode()
    found = rewrite(content, places, {b"ua": (b"Uk", longer)})
    assert found is not None
    assert all(len(one) <= data.FOLD for one in found[0].split(b"\r\n"))
    assert longer in data.unfolded(found[0])


@pytest.mark.parametrize(("name", "whether"), [
    ("Kherson Oblast", True), ("Île-de-France", True), ("Korea (Republic of)", True), ("Україна", True),
    ("Côte d’Ivoire", True), ("Côte d'Ivoire", False), ("Rock & Sand", False), ("Washington, D.C.", False), ("=1+1", False), ("a\nb", False), ("", False),
])
def test_which_names_every_format_writes_as_they_are(name: str, whether: bool) -> None:
    assert writable(name) is whether
