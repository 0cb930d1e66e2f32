"""Typed fields of a mapping. In: a node and a list to put diagnostics on. Out: values; unknown keys are errors.

Each reading method names a field; `done` then refuses every key that no method named. Keys that start with `x_` are the
editor's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.codes import note
from briefgen.model.diagnostic import Diagnostic, Span
from briefgen.model.when import When, WhenError
from briefgen.schema.nodes import Mapping, Node, Scalar, Sequence
from briefgen.schema.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence as Several


class Fields:
    """Reads one mapping, field by field. `what` names it in messages ("a brief", "an event")."""

    def __init__(self, mapping: Mapping, what: str, notes: list[Diagnostic]) -> None:
        self.mapping = mapping
        self.what = what
        self.notes = notes
        self._known: dict[str, None] = {}
        self._values = {key.text: value for key, value in mapping.entries}

    def node(self, key: str) -> Node | None:
        """The raw node under `key`; None where it is absent or empty."""
        self._known[key] = None
        value = self._values.get(key)
        return None if isinstance(value, Scalar) and value.absent else value

    def has(self, key: str) -> bool:
        """Whether `key` is written, even with nothing after it."""
        return key in self._values

    def span(self, key: str) -> Span:
        """Where the value of `key` stands; the mapping's own place where the key is absent."""
        value = self._values.get(key)
        return value.span if value is not None else self.place

    @property
    def place(self) -> Span:
        """Where the mapping begins: at its first key."""
        return self.mapping.entries[0][0].span if self.mapping.entries else self.mapping.span

    def wrong(self, code: str, key: str, message: str, hint: str = "") -> None:
        """Adds a diagnostic at the value of `key`."""
        self.notes.append(note(code, self.span(key), message, hint))

    def _scalar(self, key: str, wanted: str) -> Scalar | None:
        value = self.node(key)
        if value is None or isinstance(value, Scalar):
            return value
        shape = "a list" if isinstance(value, Sequence) else "a group of keys"
        self.notes.append(note("BG005", value.span, f'"{key}" is {shape}; {wanted} is wanted',
                               f"write  {key}: …  with one value; text that begins with [ or {{ stands in quotes"))
        return None

    def text(self, key: str, default: str = "") -> str:
        """A piece of text, white space at its ends removed."""
        value = self._scalar(key, "text")
        return default if value is None else value.text.strip()

    def require(self, key: str, hint: str = "") -> str:
        """Text that must be there (BG132 where it is not)."""
        value = self.text(key)
        if not value and not isinstance(self.node(key), (Mapping, Sequence)):
            self.notes.append(note("BG132", self.place, f'"{key}" is missing from {self.what}', hint or f"add  {key}: …"))
        return value

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        """A list of values with their spans; a single value is a list of one."""
        value = self.node(key)
        if value is None:
            return ()
        if isinstance(value, Scalar):
            return (value,)
        if isinstance(value, Mapping):
            self.notes.append(note("BG005", value.span, f'"{key}" is a group of keys; a list is wanted'))
            return ()
        found = []
        for item in value.items:
            if isinstance(item, Scalar):
                if not item.absent:
                    found.append(item)
            else:
                self.notes.append(note("BG005", item.span, f'"{key}" holds something that is not plain text'))
        return tuple(found)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single value is a list of one."""
        return tuple(value.text.strip() for value in self.scalars(key))

    def flag(self, key: str, default: bool = False) -> bool:
        """`true` or `false`, and nothing else."""
        value = self._scalar(key, "true or false")
        if value is None:
            return default
        if value.text in ("true", "false"):
            return value.text == "true"
        self.wrong("BG133", key, f'"{value.text}" is neither true nor false', f"write  {key}: true  or  {key}: false")
        return default

    def integer(self, key: str, default: int = 0, low: int = 0, high: int = 10**9) -> int:
        """A whole number from `low` to `high`."""
        value = self._scalar(key, "a whole number")
        if value is None:
            return default
        digits = value.text.removeprefix("-")
        if digits.isascii() and digits.isdigit() and len(digits) < 19 and low <= int(value.text) <= high:
            return int(value.text)
        self.wrong("BG133", key, f'"{value.text}" is not a whole number from {low} to {high}')
        return default

    def choice(self, key: str, options: Several[str], default: str = "") -> str:
        """One of `options`."""
        value = self._scalar(key, "one word")
        if value is None:
            return default
        if value.text in options:
            return value.text
        close = nearest(value.text, options, 1)
        hint = f'did you mean "{close[0]}"?' if close else f"write one of {', '.join(options)}"
        self.wrong("BG133", key, f'"{value.text}" is not a {key} of {self.what}', hint)
        return default

    def period(self, key: str, default: int = 0) -> int:
        """A period in days, written `30d` or `4w`."""
        written = self.text(key)
        if not written:
            return default
        found = re.fullmatch(r"(\d{1,4})\s*([dw])", written)
        if not found:
            self.wrong("BG133", key, f'"{written}" is not a period', "write days or weeks:  30d  or  4w")
            return default
        return int(found[1]) * (7 if found[2] == "w" else 1)

    def when(self, key: str) -> When | None:
        """A date with its precision (`model.when`); BG401 or BG402 where it cannot be read."""
        from briefgen.model import when as dates  # noqa: PLC0415 - a file without dates does not load their grammar

        value = self._scalar(key, "a date")
        if value is None or value.text.strip() == "unknown":
            return None
        try:
            return dates.parse_when(value.text.strip())
        except WhenError as error:
            self.wrong(error.code, key, str(error))
            return None

    def fields(self, key: str, what: str) -> Fields | None:
        """The group of keys under `key`."""
        value = self.node(key)
        if value is None:
            return None
        if isinstance(value, Mapping):
            return Fields(value, what, self.notes)
        self.notes.append(note("BG005", value.span, f'"{key}" is not a group of keys', f"write  {key}: {{…}}"))
        return None

    def mappings(self, key: str, what: str) -> list[Fields]:
        """A list of groups of keys; a single group is a list of one."""
        value = self.node(key)
        if value is None:
            return []
        found = []
        for item in value.items if isinstance(value, Sequence) else (value,):
            if isinstance(item, Mapping):
                found.append(Fields(item, what, self.notes))
            else:
                self.notes.append(note("BG005", item.span, f'"{key}" wants groups of keys ({what})'))
        return found

    def done(self) -> None:
        """Refuses every key that no method has named, with the nearest one that exists."""
        for key, _ in self.mapping.entries:
            if key.text in self._known or key.text.startswith("x_"):
                continue
            close = nearest(key.text, self._known, 1)
            hint = f'did you mean "{close[0]}"?' if close else "a key of your own starts with x_;  fields: " + ", ".join(self._known)
            self.notes.append(note("BG131", key.span, f'"{key.text}" is not a field of {self.what}', hint))
