"""Compiled templates by name. In: code that was compiled before, in this process or for this user. Out: Jinja's cache over it.

Compiling what one page draws in takes 0.1 s of the processor, a hundred times as long as filling it in. Code is handed from a theme to the next
one; what was generated of a template is kept for the next process in `Codes`, whatever that is: it gives the code of what it was told under a
name, or nothing. What is kept there is run, so it must never come from a project's folder, which anyone may have written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from jinja2 import BytecodeCache
from jinja2 import __version__ as jinja

from briefgen.model.record import digest

if TYPE_CHECKING:
    from types import CodeType

    from jinja2.bccache import Bucket


class Codes(Protocol):
    """Generated modules, kept for this user and no other."""

    def get(self, name: str) -> CodeType | None:
        """The code of what was kept under a name."""

    def put(self, name: str, source: str) -> None:
        """Keeps a module, where that is possible."""


class Compiled(BytecodeCache):
    """One compilation for each template: an edited template costs its own, and not those of all that it draws in.

    `generated` holds what was generated of a template until it is kept, by the name of its file; `kind` names the generator.
    """

    def __init__(self, codes: dict[str, tuple[str, CodeType]], kept: Codes | None, kind: str) -> None:
        self.codes = codes
        self.generated: dict[str | None, str] = {}
        self._kept = kept
        self._kind = kind

    def load_bytecode(self, bucket: Bucket) -> None:
        """The code of a template whose text is the same."""
        checksum, code = self.codes.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code
            return
        code = self._kept.get(self._name(bucket)) if self._kept is not None else None
        if code is not None:
            bucket.code = code
            self.codes[bucket.key] = (bucket.checksum, code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was just compiled."""
        if bucket.code is None:
            return
        self.codes[bucket.key] = (bucket.checksum, bucket.code)
        source = self.generated.pop(bucket.code.co_filename, None)
        if self._kept is not None and source is not None:
            self._kept.put(self._name(bucket), source)

    def _name(self, bucket: Bucket) -> str:
        """All that code follows from but the version of the generator: the text, its name, which generator, which Jinja."""
        return digest(f"{bucket.checksum} {bucket.key} {self._kind} {jinja}")
