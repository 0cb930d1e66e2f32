"""Versions of rooms: kept from one process to the next, and never believed of another program."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.build.versions import NAME, Known, Versions, _files
from briefgen.engine.store import Store
from briefgen.model.record import decode, encode


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store.db")


def test_they_are_read_once_for_each_program(store: Store) -> None:
    first = {room: Versions(store)(room) for room in ("understand", "link", "render")}
    assert len(set(first.values())) == 3
    _files.cache_clear()
    assert {room: Versions(store)(room) for room in first} == first
    assert _files.cache_info().misses == 0


@pytest.mark.parametrize("kept", [b"", b"\xc1", encode(Known("another program", (("link", "its version"),))), encode("no record of versions")])
def test_what_another_program_left_is_not_believed(store: Store, kept: bytes) -> None:
    right = Versions(Store(store.path.with_name("other.db")))("link")
    store.write(NAME, kept)
    assert Versions(store)("link") == right
    assert ("link", right) in decode(store.read(NAME) or b"", Known).rooms


def test_a_room_that_is_not_in_the_table_is_a_bug(store: Store) -> None:
    with pytest.raises(KeyError):
        Versions(store)("attic")
