"""What every record is: frozen, made of a closed set of types, comparable, storable.

In: nothing. Out: `Record`, `encode`, `decode`, `digest`. Records hold text, integers, booleans, enums, tuples and
other records only, so that whatever can be declared can be compared, fingerprinted, stored and sent to a process.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any, TypeVar, dataclass_transform

import msgspec

T = TypeVar("T")

# One encoder: canonical for records, since fields are written in declaration order and no record holds a set.
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_DECODERS: dict[Any, msgspec.msgpack.Decoder[Any]] = {}


@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Frozen(msgspec.StructMeta):
    """Tells type checkers that a record's heirs are frozen too; msgspec itself inherits that without being told."""


class Record(msgspec.Struct, metaclass=Frozen, frozen=True, gc=False, array_like=True):
    """Base of every record: immutable, compared by value, written as an array."""


def encode(value: object) -> bytes:
    """Canonical bytes of a record, or of a tuple of records."""
    return _ENCODER.encode(value)


def decode(data: bytes, kind: type[T]) -> T:
    """The record of type `kind` in `data`; raises `msgspec.ValidationError` where it is not one."""
    decoder = _DECODERS.get(kind)
    if decoder is None:
        decoder = _DECODERS.setdefault(kind, msgspec.msgpack.Decoder(kind))
    return decoder.decode(data)  # type: ignore[no-any-return]


def digest(data: bytes | str) -> str:
    """32 hexadecimal digits that name `data` (BLAKE2b, 16 bytes)."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return blake2b(raw, digest_size=16).hexdigest()
