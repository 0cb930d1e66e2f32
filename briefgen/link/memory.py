"""What one linking leaves for the next. In: steps, each with what it reads. Out: what they give, as the last time where they read the same.

A step is a pure function of what it is given, so that a memory changes nothing but the time that linking takes. What a step gives is kept the same
object as far as it is equal to what it gave before: steps behind it, and whoever reads the linked site, then see at a glance that nothing changed.
One step remembers one call, its last.
"""

from __future__ import annotations

from itertools import compress, repeat
from operator import attrgetter, is_, is_not
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar, TypeVarTuple, Unpack

import msgspec

from briefgen.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
U = TypeVar("U")
Ts = TypeVarTuple("Ts")

_MISSING: Final = object()


class _Call(NamedTuple):
    """A step's last call: what it read, and what it gave; of items one by one, the items."""

    inputs: tuple[Any, ...]
    value: Any
    items: tuple[Any, ...] = ()


class Memory:
    """The last call of each step. One that is new remembers nothing; one that does not `keep` never will, where nothing comes after."""

    def __init__(self, *, keeps: bool = True) -> None:
        self._calls: dict[str, _Call] = {}
        self._keeps = keeps

    def once(self, step: Callable[[Unpack[Ts]], T], *inputs: *Ts) -> T:
        """What `step` gives for `inputs`."""
        return self._one(_name_of(step), inputs, lambda: step(*inputs))

    def each(self, step: Callable[[U, Unpack[Ts]], T], items: tuple[U, ...], *inputs: *Ts) -> tuple[T, ...]:
        """What `step` gives for each of `items` together with `inputs`."""
        shared = [repeat(one) for one in inputs]
        return self._rows(_name_of(step), items, inputs, lambda some: list(map(step, some, *shared)))

    def batch(self, step: Callable[[Sequence[U]], Sequence[T]], items: tuple[U, ...]) -> tuple[T, ...]:
        """What `step`, which takes many at a time, gives for each of `items`."""
        return self._rows(_name_of(step), items, (), step)

    def column(self, name: str, items: tuple[Any, ...]) -> tuple[Any, ...]:
        """A field of each of `items`; `name` ends in that of the field: `brief.claims`."""
        return self._rows(name, items, (), lambda some: list(map(attrgetter(name.rpartition(".")[2]), some)))

    def table(self, name: str, keys: tuple[U, ...], values: tuple[T, ...]) -> dict[U, T]:
        """A mapping of `keys` to `values`, the same one while they are the same."""
        return self._one(name, (keys, values), lambda: dict(zip(keys, values, strict=True)))

    def keep(self, name: str, value: T) -> T:
        """`value`, as far as it is what it was the last time, in the objects of that time."""
        return self._new(name, self._calls.get(name), (), value)

    def _one(self, name: str, inputs: tuple[Any, ...], work: Callable[[], T]) -> T:
        last = self._calls.get(name)
        if last is not None and _same(last.inputs, inputs):
            return last.value  # type: ignore[no-any-return]
        return self._new(name, last, inputs, work())

    def _rows(self, name: str, items: tuple[U, ...], inputs: tuple[Any, ...], work: Callable[[Sequence[U]], Sequence[T]]) -> tuple[T, ...]:
        last = self._calls.get(name)
        if last is None or not _same(last.inputs, inputs):
            return self._new(name, last, inputs, tuple(work(items)), items)
        if last.items == items:
            return last.value  # type: ignore[no-any-return]
        value = _mended(last, items, work)
        last = self._calls[name] = _Call(inputs, last.value if _identical(last.value, value) else value, items)
        return last.value  # type: ignore[no-any-return]

    def _new(self, name: str, last: _Call | None, inputs: tuple[Any, ...], value: T, items: tuple[Any, ...] = ()) -> T:
        made: T = value if last is None else kept(last.value, value)
        if self._keeps:
            self._calls[name] = _Call(inputs, made, items)
        return made


def _name_of(step: Callable[..., Any]) -> str:
    return f"{step.__module__}.{step.__qualname__}"


def _mended(last: _Call, items: tuple[Any, ...], work: Callable[[Sequence[Any]], Sequence[Any]]) -> tuple[Any, ...]:
    """The values of `items`, of which only those are worked on that are new. They may have moved."""
    values: list[Any]
    places: Sequence[int]
    if len(items) == len(last.items):
        values = list(last.value)
        before = places = [place for place in compress(range(len(items)), map(is_not, items, last.items)) if items[place] != last.items[place]]
    else:
        values = [None] * len(items)
        places, before = range(len(items)), list(range(len(last.items)))
    known = {_name(last.items[place]): last.value[place] for place in before}
    missing = []
    for place in places:
        value = known.get(_name(items[place]), _MISSING)
        if value is _MISSING:
            missing.append(place)
        else:
            values[place] = value
    for place, value in zip(missing, work([items[place] for place in missing]), strict=True):
        values[place] = kept(values[place], value)
    return tuple(values)


def _name(item: object) -> object:
    """What an item, or each part of a row, is known by while it lives."""
    return tuple(map(id, item)) if isinstance(item, tuple) else id(item)


def _same(was: tuple[Any, ...], now: tuple[Any, ...]) -> bool:
    """Whether a step read the same. The order of a mapping counts; what is neither plain nor a record is the same only as the same object."""
    return len(was) == len(now) and all(a is b or _equal(a, b) for a, b in zip(was, now, strict=True))


def _equal(was: object, now: object) -> bool:
    if type(was) is not type(now):
        return False
    if isinstance(now, dict):
        return was == now and list(was) == list(now)
    return (type(now) in (tuple, str, int, bool, frozenset) or isinstance(now, Record)) and was == now


def kept(was: Any, now: Any) -> Any:  # noqa: ANN401 - whatever a step gives
    """`now`, with what is equal to it in `was` in its place. Only mappings, rows and what is made of them are looked into."""
    if was is now or _equal(was, now):
        return was
    if type(was) is not type(now):
        return now
    if isinstance(now, dict):
        values = [kept(was.get(key), value) for key, value in now.items()]
        return now if _identical(values, list(now.values())) else dict(zip(now, values, strict=True))
    if isinstance(now, tuple) and len(was) == len(now):
        values = [one if one is other else kept(one, other) for one, other in zip(was, now, strict=True)]
        return was if _identical(values, was) else now if _identical(values, now) else _tuple(type(now), values)
    if isinstance(now, msgspec.Struct) and not isinstance(now, Record):
        fields = {field: kept(getattr(was, field), getattr(now, field)) for field in now.__struct_fields__}
        return was if all(getattr(was, field) is value for field, value in fields.items()) else type(now)(**fields)
    return now


def _identical(some: Sequence[object], others: Sequence[object]) -> bool:
    return len(some) == len(others) and all(map(is_, some, others))


def _tuple(kind: type[tuple[Any, ...]], values: list[Any]) -> tuple[Any, ...]:
    return tuple(values) if kind is tuple else kind(*values)  # a named one takes its fields one by one
