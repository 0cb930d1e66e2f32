"""Ten thousand sources are no page of megabytes: a list is cut into stretches that stay what they are when a source is added."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import lxml.html

SITE = "title: Desk\nurl: https://desk.example.org/\ntimezone: UTC\nmaps: off\n"


def seed(place: Path, number: int) -> None:
    (place / "seeds" / f"s{number:04d}.txt").write_text(f"The note of number {number} says that the bridge of number {number} is open.\n", encoding="utf-8")
    (place / "seeds" / f"s{number:04d}.yml").write_text(
        f"id: s{number:04d}\noutlet: Desk\ntitle: Note {number}\npublished: {2001 + number // 100}-{1 + number % 12:02d}-05\nurl: unknown\n", encoding="utf-8")


def test_a_long_list_of_sources_is_cut(briefgen: Callable, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "site.yml").write_text(SITE, encoding="utf-8")
    for number in range(450):
        seed(tmp_path, number)
    assert briefgen(tmp_path, "build").code == 0
    lists = sorted((tmp_path / "dist" / "sources").glob("published/*/index.html"))
    assert [path.parent.name for path in lists] == ["1", "2"]
    everything = [*lists, tmp_path / "dist" / "sources" / "index.html"]
    found = [a for path in everything for a in lxml.html.fromstring(path.read_bytes()).xpath("//div[@class='list']//h2//a/@href")]
    assert len(found) == len(set(link.rsplit("sources/", 1)[-1].split("/")[-2] for link in found)) == 450
    assert max(path.stat().st_size for path in everything) < 200_000
    before = lists[0].read_bytes()
    seed(tmp_path, 450)
    assert briefgen(tmp_path, "build").code == 0
    old, new = (lxml.html.fromstring(data).xpath("//div[@class='list']//h2//a/@href") for data in (before, lists[0].read_bytes()))
    assert old == new
