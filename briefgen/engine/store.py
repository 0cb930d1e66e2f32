"""What one build leaves to the next. In: a path. Out: rows by key, heavy bytes by digest, named notes; or nothing, with a line that says why.

The store is a cache: losing it costs time, never the site. So whatever is wrong with it (damaged, of another version, held by
another build, on a full disk) ends in a line for the terminal and an empty store, never in an exception. What is read from it
is data, checked and decoded by type; nothing in it can run.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

# Raised whenever the tables, or the way values are packed in them, change.
FORMAT = 1
APPLICATION = 0x62726966  # "brif"
WAIT_SECONDS = 15
# Of a new file. Most heavy records fit into a page of so many bytes, and to write them takes a third less time than to cut them into pages of 4096.
PAGE = 16_384
# A row that no build asked for in so many builds is dropped; how often that is looked at.
AGE, SWEEP = 64, 16
# What reading a damaged file raises: its own words about the damage may themselves be no text.
DAMAGED = (sqlite3.Error, UnicodeDecodeError)
TABLES = """
create table if not exists rows (key blob primary key, seen integer not null, sum integer not null, value blob not null);
create table if not exists heavy (key blob primary key, seen integer not null, value blob not null);
create table if not exists notes (name text primary key, sum integer not null, value blob not null);
"""


class Store:
    """A file of cached results. Safe to use from several threads; one connection, one lock.

    With `writes` false nothing on disk changes and what is added lives in memory. `notes` are lines for the terminal.
    """

    def __init__(self, path: Path, *, writes: bool = True) -> None:
        self.path = path
        self.notes: list[str] = []
        self.build = 1
        self._writes = writes
        self._counts = False
        self._lock = threading.RLock()
        self._aside: dict[str, bytes] = {}
        self._copied: sqlite3.Connection | None = None
        self._db = self._open()
        found = self.read("build")
        self.build = int.from_bytes(found or b"", "big") + 1

    def reopen(self) -> None:
        """Reads on, in a process that began as a copy: with a connection of its own, and without writing.

        The one that it was copied with stays open, unused, until the process ends: to close it would take its files from under the first process.
        """
        self._copied, self._lock = self._db, threading.RLock()
        if self._db is not None:
            self._writes = False
            self._db = self._open()

    def _open(self) -> sqlite3.Connection | None:
        if not self._writes and not self.path.is_file():
            return None
        for attempt in (1, 2):
            try:
                if self._writes:
                    self.path.parent.mkdir(parents=True, exist_ok=True)
                return self._connect()
            except (*DAMAGED, OSError, _OtherVersionError) as error:
                if not self._writes or attempt == 2 or _busy(error) or isinstance(error, OSError):
                    self.notes.append(f"the store cannot be used ({error}); this build starts from nothing")
                    return None
                why = str(error) if isinstance(error, _OtherVersionError) else f"damaged ({error})"
                self.notes.append(f"the store was {why}; it is made anew")
                self._remove()
        return None

    def _connect(self) -> sqlite3.Connection:
        where = f"{self.path.resolve().as_uri()}?mode={'rwc' if self._writes else 'ro'}"
        db = sqlite3.connect(where, uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            (version,), (mark,) = db.execute("pragma user_version").fetchone(), db.execute("pragma application_id").fetchone()
            if (version, mark) not in ((0, 0), (FORMAT, APPLICATION)):
                raise _OtherVersionError(f"made by another version of briefgen (format {version}, here {FORMAT})")  # noqa: TRY301
            if self._writes:
                db.execute(f"pragma page_size={PAGE}")
                db.execute("pragma journal_mode=wal")
                db.execute("pragma synchronous=normal")
                db.executescript(TABLES)
                if version == 0:
                    db.execute(f"pragma application_id={APPLICATION}")
                    db.execute(f"pragma user_version={FORMAT}")
            db.execute("select count(*) from (select key from rows limit 1)").fetchone()
        except BaseException:
            db.close()
            raise
        return db

    def _remove(self) -> None:
        for ending in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                self.path.with_name(self.path.name + ending).unlink()

    def _try(self, work: Callable[[sqlite3.Connection], object]) -> object:
        """Runs `work`; where the store fails, says so once and goes on without it."""
        with self._lock:
            if self._db is None:
                return None
            try:
                return work(self._db)
            except DAMAGED as error:
                with suppress(sqlite3.Error):
                    self._db.close()
                self._db = None
                if _busy(error) or "full" in str(error) or "readonly" in str(error) or "disk I/O" in str(error):
                    self.notes.append(f"the store cannot be written ({error}); the next build will take longer")
                else:
                    self.notes.append(f"the store was damaged ({error}); it is made anew")
                    if self._writes:
                        with suppress(OSError):
                            self._remove()
                return None

    # -- named notes ---------------------------------------------------------------------------------------------------

    def read(self, name: str) -> bytes | None:
        """The bytes last written under `name`; None where there are none, or they are damaged."""
        row = self._try(lambda db: db.execute("select sum, value from notes where name = ?", (name,)).fetchone())
        return bytes(row[1]) if isinstance(row, tuple) and isinstance(row[1], bytes) and crc32(row[1]) == row[0] else None

    def write(self, name: str, value: bytes) -> None:
        """Remembers `value` under `name`."""
        if self._writes:
            self._try(lambda db: db.execute("insert or replace into notes values (?, ?, ?)", (name, crc32(value), value)))

    def write_all(self, values: Iterable[tuple[str, bytes]]) -> None:
        """Remembers several values, all of them or none."""
        def work(db: sqlite3.Connection) -> None:
            with _transaction(db):
                db.executemany("insert or replace into notes values (?, ?, ?)", ((name, crc32(value), value) for name, value in values))

        if self._writes:
            self._try(work)

    # -- rows ----------------------------------------------------------------------------------------------------------

    def rows(self, keys: list[bytes]) -> dict[bytes, tuple[bytes, bool]]:
        """The rows under those of `keys` that the store has, each with whether it is old enough to be touched. A damaged row counts as missing."""
        found = self._try(lambda db: list(_select(db, keys)))
        return {key: (value, self.build - seen >= AGE // 2) for key, seen, total, value in (found if isinstance(found, list) else ())
                if isinstance(value, bytes) and crc32(value) == total}

    def touch(self, rows: Iterable[bytes], heavy: Iterable[str]) -> None:
        """Marks rows and heavy records as still asked for."""
        some = [(self.build, key) for key in rows]
        more = [(self.build, bytes.fromhex(name)) for name in heavy]

        def work(db: sqlite3.Connection) -> None:
            with _transaction(db):
                db.executemany("update rows set seen = ? where key = ?", some)
                db.executemany("update heavy set seen = ? where key = ?", more)

        if self._writes and some:
            self._try(work)

    def add(self, rows: Iterable[tuple[bytes, bytes]], heavy: Iterable[tuple[str, bytes]]) -> None:
        """Remembers rows by key and heavy records by digest, all of them or none."""
        some = [(key, self.build, crc32(value), value) for key, value in rows]
        more = [(bytes.fromhex(name), self.build, value) for name, value in heavy]

        def work(db: sqlite3.Connection) -> bool:
            with _transaction(db):
                db.executemany("insert or replace into rows values (?, ?, ?, ?)", some)
                db.executemany("insert or replace into heavy values (?, ?, ?)", more)
            return True

        if not self._writes or not self._try(work):
            with self._lock:
                self._aside.update((name.hex(), value) for name, _, value in more)

    def heavy(self, name: str) -> bytes | None:
        """The heavy record named by its digest; None where the store does not have it. The caller checks the digest."""
        if name in self._aside:
            return self._aside[name]
        try:
            key = bytes.fromhex(name)
        except ValueError:
            return None
        row = self._try(lambda db: db.execute("select value from heavy where key = ?", (key,)).fetchone())
        return row[0] if isinstance(row, tuple) and isinstance(row[0], bytes) else None

    def count(self) -> None:
        """Says that this build asked for every row that it rests on: by such builds rows grow old, and by no other."""
        self._counts = True

    def close(self) -> None:
        """Ends the build: counts it, drops what no build asked for in a long time, closes the file."""
        if self._writes and self._counts:
            self.write("build", self.build.to_bytes(8, "big"))
        if self._writes and self._counts and self.build % SWEEP == 0:
            for table in ("rows", "heavy"):
                self._try(lambda db, table=table: db.execute(f"delete from {table} where seen < ?", (self.build - AGE,)))  # type: ignore[misc]  # noqa: S608
        with self._lock:
            if self._db is not None:
                with suppress(sqlite3.Error):
                    self._db.close()
                self._db = None


class _OtherVersionError(Exception):
    """The store was written by another version of briefgen."""


def _busy(error: BaseException) -> bool:
    return "locked" in str(error) or "busy" in str(error)


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("begin immediate")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):
            db.execute("rollback")
        raise
    db.execute("commit")


def _select(db: sqlite3.Connection, keys: list[bytes]) -> Iterator[tuple[bytes, int, int, bytes]]:
    step = 500
    for start in range(0, len(keys), step):
        some = keys[start:start + step]
        marks = ",".join("?" * len(some))
        yield from db.execute(f"select key, seen, sum, value from rows where key in ({marks})", some)  # noqa: S608 - only question marks
