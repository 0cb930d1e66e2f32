"""The store and the memo: what is remembered, what is forgotten, and that whatever is wrong with the file costs time only."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.engine import store as stores
from briefgen.engine.memo import Computed, Memo
from briefgen.engine.store import Store
from briefgen.model.codes import note
from briefgen.model.diagnostic import Span
from briefgen.model.record import Record, digest, encode


class Number(Record):
    value: int


calls: list[int] = []


def square(item: Number) -> Computed:
    calls.append(item.value)
    heavy = str(item.value).encode() * 10
    return Computed(Number(item.value ** 2), (note("BG106", Span("x", item.value), "seen"),), ((digest(heavy), heavy),))


def run(store: Store, values: list[int], version: str = "1", memo: Memo | None = None) -> list[int]:
    calls.clear()
    memo = memo or Memo(store)
    memo.begin()
    results = memo.map(square, [Number(value) for value in values], key=encode, kind=Number, version=version)
    assert [result.diagnostics[0].span.line for result in results] == values  # diagnostics replay
    for value, result in zip(values, results, strict=True):
        assert memo.load(result.heavy[0]) == str(value).encode() * 10
    return [result.value.value for result in results]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "state" / "store.db"


def test_what_was_computed_once_is_not_computed_again(place: Path) -> None:
    store = Store(place)
    assert run(store, [3, 1, 2, 3]) == [9, 1, 4, 9]
    assert calls == [3, 1, 2]
    store.close()
    store = Store(place)
    assert run(store, [2, 4, 3]) == [4, 16, 9]
    assert calls == [4]
    store.close()


def test_other_code_forgets(place: Path) -> None:
    store = Store(place)
    run(store, [1, 2])
    run(store, [1, 2], version="2")
    assert calls == [1, 2]
    store.close()


@pytest.mark.parametrize("damage", ["delete from heavy", "update heavy set value = x'00'", "delete from heavy; delete from rows"])
@pytest.mark.parametrize("again", [None, lambda: [Number(value) for value in (1, 2, 3)]])
def test_a_heavy_record_that_is_lost_is_computed_again_though_its_result_was_let_go(
    place: Path, damage: str, again: Callable[[], list[Number]] | None,
) -> None:
    store = Store(place)
    memo = Memo(store)
    memo.begin()
    results = memo.map(square, [Number(value) for value in (1, 2, 3)], key=encode, kind=Number, version="1", again=again)
    memo.let_go()
    calls.clear()
    store._db.executescript(damage)
    assert memo.load(results[1].heavy[0]) == b"2" * 10
    assert calls == ([1, 2, 3] if "rows" in damage else [2])
    with pytest.raises(KeyError):
        memo.load(digest(b"of nobody"))
    store.close()


def test_memory_answers_without_the_store(place: Path) -> None:
    store = Store(place)
    memo = Memo(store)
    run(store, [1, 2], memo=memo)
    store._db.execute("delete from rows")
    run(store, [1, 2], memo=memo)
    assert calls == []
    store.close()


@pytest.mark.parametrize("table", ["rows", "heavy"])
def test_a_damaged_row_is_as_good_as_missing(place: Path, table: str) -> None:
    store = Store(place)
    run(store, [5, 6])
    store.close()
    db = sqlite3.connect(place)
    with db:
        db.execute(f"update {table} set value = x'00ff00ff'")
    db.close()
    store = Store(place)
    assert run(store, [5, 6]) == [25, 36]
    assert sorted(set(calls)) == [5, 6]
    store.close()


def test_another_format_is_made_anew_and_said(place: Path) -> None:
    store = Store(place)
    run(store, [5])
    store.close()
    db = sqlite3.connect(place)
    db.execute("pragma user_version=99")
    db.close()
    store = Store(place)
    assert "another version of briefgen" in store.notes[0]
    run(store, [5])
    assert calls == [5]
    store.close()


@pytest.mark.parametrize("spoil", [b"", b"rubbish", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_made_anew(place: Path, spoil: bytes) -> None:
    place.parent.mkdir()
    place.write_bytes(spoil)
    store = Store(place)
    assert run(store, [5]) == [25]
    store.close()
    store = Store(place)
    run(store, [5])
    assert calls == []
    assert store.notes == []
    store.close()


def test_a_store_that_cannot_be_made_costs_time_only(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file", encoding="utf-8")
    store = Store(tmp_path / "state" / "store.db")
    assert run(store, [5]) == [25]
    assert "cannot be used" in store.notes[0]
    store.close()


def test_a_locked_store_is_waited_for_then_done_without(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "WAIT_SECONDS", 0.2)
    Store(place).close()
    db = sqlite3.connect(place, isolation_level=None)
    db.execute("begin exclusive")
    store = Store(place)
    assert run(store, [5]) == [25]
    assert "locked" in store.notes[0]
    store.close()
    db.execute("rollback")
    db.close()
    assert place.is_file()  # another's store is never thrown away


def test_without_writing_nothing_on_disk_changes(place: Path) -> None:
    store = Store(place, writes=False)
    assert run(store, [5]) == [25]
    store.close()
    assert not place.parent.exists()


def test_what_nobody_asks_for_is_dropped_in_the_end(place: Path) -> None:
    store = Store(place)
    run(store, [1, 2])
    store.close()
    for whole in (False, True):  # a build that looked at one thing only says nothing of the others
        for _ in range(stores.AGE + stores.SWEEP + 1):
            store = Store(place)
            run(store, [1] if whole else [])
            assert calls == []
            if whole:
                store.count()
            store.close()
        if not whole:
            store = Store(place)
            run(store, [1, 2])
            assert calls == []
            store.close()
    store = Store(place)
    run(store, [1])
    assert calls == []
    run(store, [2])
    assert calls == [2]
    store.close()


def test_threads_share_one_store(place: Path) -> None:
    store = Store(place)
    run(store, list(range(50)))
    wrong: list[object] = []

    def read() -> None:
        for value in range(50):
            data = str(value).encode() * 10
            if store.heavy(digest(data)) != data:
                wrong.append(value)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    store.add([(b"k", b"v")], [])
    for thread in threads:
        thread.join()
    assert wrong == []
    store.close()


def test_a_value_that_is_none_of_ours_is_no_value(place: Path) -> None:
    store = Store(place)
    store.write("last", b"\x00")
    assert store.read("last") == b"\x00"
    store._db.execute("update notes set value = x'01'")
    assert store.read("last") is None
    store.close()
