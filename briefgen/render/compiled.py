"""Compiled templates by name. In: code that was compiled before, in this process or for this user. Out: Jinja's cache over it.

Compiling what one page draws in takes 0.1 s of the processor, a hundred times as long as filling it in. Code is handed from a theme to the next
one, and kept for the next process in `Codes`, whatever that is: it says under a name what it was told under that name, or nothing. What is kept
there is run, so it must never come from a project's folder, which anyone may have written.
"""

from __future__ import annotations

import marshal
from importlib.util import MAGIC_NUMBER
from typing import TYPE_CHECKING, Protocol

from jinja2 import BytecodeCache
from jinja2 import __version__ as jinja

from briefgen.model.record import digest

if TYPE_CHECKING:
    from types import CodeType

    from jinja2.bccache import Bucket


class Codes(Protocol):
    """Compiled code, kept for this user and no other."""

    def get(self, name: str) -> bytes | None:
        """What was kept under a name."""

    def put(self, name: str, data: bytes) -> None:
        """Keeps it, where that is possible."""


class Compiled(BytecodeCache):
    """One compilation for each template: an edited template costs its own, and not those of all that it draws in. `kind` names the generator."""

    def __init__(self, codes: dict[str, tuple[str, CodeType]], kept: Codes | None, kind: str) -> None:
        self.codes = codes
        self._kept = kept
        self._kind = kind

    def load_bytecode(self, bucket: Bucket) -> None:
        """The code of a template whose text is the same."""
        checksum, code = self.codes.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code
            return
        data = self._kept.get(self._name(bucket)) if self._kept is not None else None
        if data is not None:
            bucket.code = marshal.loads(data)
            self.codes[bucket.key] = (bucket.checksum, bucket.code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was just compiled."""
        if bucket.code is None:
            return
        self.codes[bucket.key] = (bucket.checksum, bucket.code)
        if self._kept is not None:
            self._kept.put(self._name(bucket), marshal.dumps(bucket.code))

    def _name(self, bucket: Bucket) -> str:
        """All that code follows from: the text, its name, who generated it, who compiled it."""
        return digest(f"{bucket.checksum} {bucket.key} {self._kind} {jinja} {MAGIC_NUMBER.hex()}")
