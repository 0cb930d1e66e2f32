"""A list of names that manifests share. In: names in one text. Out: the same one by one, and what names the list (`names` keeps it)."""

from __future__ import annotations

from functools import cached_property

from briefgen.model.record import digest


class Listing:
    """Names in order, in one text with NUL behind each, and the digest that names them."""

    def __init__(self, text: str, name: str = "") -> None:
        self.text = text
        self.name = name or digest(text)

    @cached_property
    def names(self) -> list[str]:
        """The names one by one."""
        return self.text.split("\0")[:-1]


NOWHERE = Listing("")
