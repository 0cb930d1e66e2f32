"""Memoised maps. In: a pure function, its items and their keys. Out: results in the order of the items, their diagnostics replayed.

A result is looked for in memory, then in the store, and computed where it is in neither: in processes when much is missing.
The key of a result holds the version of the code that made it, so that editing the code forgets what it made.
"""

from __future__ import annotations

from hashlib import blake2b
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from briefgen.engine.sharing import Sharing
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.record import digest, encode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefgen.engine.pool import Pool
    from briefgen.engine.store import Store
    from briefgen.model.record import Record

# How many results are put into the store in one go, or taken out of it.
BATCH = 512


class Computed(NamedTuple):
    """What a memoised function returns: a light record, what was wrong, and the heavy records that it names, by digest."""

    value: Record
    diagnostics: tuple[Diagnostic, ...]
    heavy: tuple[tuple[str, bytes], ...]


class Result(NamedTuple):
    """A result as the memo gives it: the heavy records only by their digests."""

    value: Any
    diagnostics: tuple[Diagnostic, ...]
    heavy: tuple[str, ...]


class Origin(NamedTuple):
    """A map whose results name heavy records, as it was asked for; `again` gives its items anew, where they were let go."""

    fn: Callable[[Any], Computed]
    items: Sequence[Any]
    key: Callable[[Any], bytes]
    kind: type[Record]
    version: str
    prepare: Callable[[Any], Any]
    again: Callable[[], Sequence[Any]] | None


class Memo:
    """Results of earlier computations. `computed` counts, by function, what this build had to compute."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.computed: dict[str, int] = {}
        self._pool: Pool | None = None
        self._done: Callable[[str, int, int], None] = lambda *_: None
        self._now: dict[bytes, Result] = {}
        self._before: dict[bytes, Result] = {}
        self._origins: list[Origin] = []

    def begin(self, pool: Pool | None = None, done: Callable[[str, int, int], None] = lambda *_: None) -> None:
        """A new build: what the last one did not ask for is forgotten. `done` is told the name of a function, and how much of it is computed."""
        self._before, self._now = self._now, {}
        self._pool, self._done, self._origins, self.computed = pool, done, [], {}

    def map(
        self, fn: Callable[[Any], Computed], items: Sequence[Any], *, key: Callable[[Any], bytes], kind: type[Record], version: str,
        prepare: Callable[[Any], Any] = lambda item: item, again: Callable[[], Sequence[Any]] | None = None,
    ) -> list[Result]:
        """`fn` of every item. `key` names all that a result depends on but the code, `version` the code; `kind` is the type of its value.

        `fn` is found by its module and name, in whatever process. `prepare` gives an item what only computing it needs. `again` gives the items anew.
        """
        keys = _keys(fn, items, key, version)
        results = self._remembered(keys, kind)
        missing = {one: item for one, item in zip(keys, items, strict=True) if one not in results}
        if missing:
            name = f"{fn.__module__}:{fn.__qualname__}"
            self.computed[name] = self.computed.get(name, 0) + len(missing)
            self._compute(fn, missing, prepare, results, _decoder(kind))
        self._now.update(results)
        if any(result.heavy for result in results.values()):
            self._origins.append(Origin(fn, items, key, kind, version, prepare, again))
        return [results[one] for one in keys]

    def known(
        self, fn: Callable[[Any], Computed], items: Sequence[Any], *, key: Callable[[Any], bytes], kind: type[Record], version: str,
    ) -> list[Result | None]:
        """As `map`, but nothing is computed: None for what is not remembered."""
        keys = _keys(fn, items, key, version)
        results = self._remembered(keys, kind)
        return [results.get(one) for one in keys]

    def forget(self, fn: Callable[[Any], Computed], items: Sequence[Any], *, key: Callable[[Any], bytes], version: str) -> None:
        """Lets go of items that others took the place of, since the last `begin`. The store still has them."""
        for one in _keys(fn, items, key, version):
            self._now.pop(one, None)
        self._origins = [origin for origin in self._origins if len(origin.items) > len(items) or not set(origin.items) <= set(items)]

    def let_go(self) -> None:
        """Forgets all results, where no other build will ask for them here, and items that can be had again. The store still has them."""
        self._now, self._before = {}, {}
        self._origins = [origin._replace(items=()) if origin.again else origin for origin in self._origins]

    def _remembered(self, keys: list[bytes], kind: type[Record]) -> dict[bytes, Result]:
        results: dict[bytes, Result] = {one: found for one in keys if (found := self._now.get(one) or self._before.get(one)) is not None}
        asked = [one for one in keys if one not in results]
        if asked:
            decoder = _decoder(kind)
            old: dict[bytes, tuple[str, ...]] = {}
            # A part at a time, since what is read is larger than what it is decoded to.
            parts = (self.store.rows(asked[start:start + BATCH]) for start in range(0, len(asked), BATCH))
            for one, (row, ageing) in chain.from_iterable(part.items() for part in parts):
                try:
                    results[one] = Result(*decoder.decode(row))
                except msgspec.DecodeError:
                    continue  # as good as missing
                if ageing:
                    old[one] = results[one].heavy
            self.store.touch(old, (name for names in old.values() for name in names))
        return results

    def _compute(
        self, fn: Callable[[Any], Computed], missing: dict[bytes, Any], prepare: Callable[[Any], Any], results: dict[bytes, Result],
        decoder: msgspec.msgpack.Decoder[Any],
    ) -> None:
        rows: list[tuple[bytes, bytes]] = []
        heavy: list[tuple[str, bytes]] = []
        sharing = Sharing()
        for one, (row, more) in zip(missing, self._run(fn, list(missing.values()), prepare), strict=True):
            results[one] = Result(*decoder.decode(row))
            sharing.share(results[one].value)
            self._done(fn.__qualname__, 1, len(missing))
            rows.append((one, row))
            heavy += more
            if len(rows) >= BATCH:
                self.store.add(rows, heavy)
                rows, heavy = [], []
        if rows:
            self.store.add(rows, heavy)

    def _run(
        self, fn: Callable[[Any], Computed], items: list[Any], prepare: Callable[[Any], Any],
    ) -> Iterator[tuple[bytes, tuple[tuple[str, bytes], ...]]]:
        if self._pool is None or not self._pool.worthwhile(len(items)):
            for item in items:
                yield packed(fn(prepare(item)))
            return
        decoder = msgspec.msgpack.Decoder(tuple[tuple[bytes, tuple[tuple[str, bytes], ...]], ...])
        for answer in self._pool.map(work, (_chunk(fn, [prepare(item) for item in some]) for some in self._pool.chunks(items))):
            yield from decoder.decode(answer)

    def load(self, name: str) -> bytes:
        """A heavy record by its digest: from the store, or computed again where the store lost it. KeyError where nothing names it."""
        found = self.store.heavy(name)
        if found is not None and digest(found) == name:
            return found
        for origin in self._origins:
            items = origin.items or (origin.again() if origin.again else ())
            for start in range(0, len(items), BATCH):
                self._make_again(name, origin._replace(items=items[start:start + BATCH]))
                found = self.store.heavy(name)
                if found is not None and digest(found) == name:
                    return found
        raise KeyError(name)

    def _make_again(self, name: str, origin: Origin) -> None:
        """Computes what names a heavy record, so that the store has it once more; and what the store has lost altogether."""
        fn, items, key, kind, version, prepare, _ = origin
        for item, result in zip(items, self.known(fn, items, key=key, kind=kind, version=version), strict=True):
            if result is None or name in result.heavy:
                self.store.add((), fn(prepare(item)).heavy)


def _keys(fn: Callable[[Any], Computed], items: Sequence[Any], key: Callable[[Any], bytes], version: str) -> list[bytes]:
    start = blake2b(f"{fn.__module__}:{fn.__qualname__} {version}\0".encode(), digest_size=16)
    made = []
    for item in items:
        one = start.copy()
        one.update(key(item))
        made.append(one.digest())
    return made


def _decoder(kind: type[Record]) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(tuple[kind, tuple[Diagnostic, ...], tuple[str, ...]])  # type: ignore[valid-type]


def packed(computed: Computed) -> tuple[bytes, tuple[tuple[str, bytes], ...]]:
    """A computation as the store keeps it: the row, and the heavy records beside it."""
    return encode((computed.value, computed.diagnostics, tuple(name for name, _ in computed.heavy))), computed.heavy


def _chunk(fn: Callable[[Any], Computed], items: list[Any]) -> bytes:
    kind = type(items[0])
    return encode((f"{fn.__module__}:{fn.__qualname__}", f"{kind.__module__}:{kind.__qualname__}", items))


def work(payload: bytes) -> bytes:
    """One chunk of a map, in whatever process: names of function and type, and the items; answered in their order."""
    name, kind, raw = msgspec.msgpack.decode(payload, type=tuple[str, str, msgspec.Raw])
    fn = _named(name)
    items = msgspec.msgpack.decode(raw, type=tuple[_named(kind), ...])  # type: ignore[misc]
    return encode(tuple(packed(fn(item)) for item in items))


def _named(name: str) -> Any:  # noqa: ANN401 - a function or a type, whatever the wiring named
    module, _, inside = name.partition(":")
    return getattr(import_module(module), inside)
