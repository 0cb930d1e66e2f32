"""Compiled templates by name, handed from a theme to the next one. In: code by name and checksum. Out: Jinja's cache over it, in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from types import CodeType

    from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """One compilation for each template: an edited template costs its own, and not those of all that it draws in. Nothing is written anywhere."""

    def __init__(self, codes: dict[str, tuple[str, CodeType]]) -> None:
        self.codes = codes

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self.codes.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self.codes[bucket.key] = (bucket.checksum, bucket.code)
