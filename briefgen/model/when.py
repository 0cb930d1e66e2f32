"""Dates that carry their precision: the EDTF subset of PRODUCT §2.3. In: text. Out: `When`, or `WhenError`."""

from __future__ import annotations

from enum import Enum

from briefgen.model.record import Record


class WhenError(ValueError):
    """Text that is no date; the message names the way out."""


class Precision(str, Enum):
    """How exactly a date is known."""

    TIME = "time"
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"
    SET = "set"
    NONE = "none"


class When(Record):
    """A date, an interval or a set. `lo` and `hi` are the earliest and latest possible days as ordinals (0: unbounded)."""

    text: str
    precision: Precision
    lo: int = 0
    hi: int = 0
    approximate: bool = False
    uncertain: bool = False
    start: When | None = None
    end: When | None = None
    open_start: bool = False
    open_end: bool = False
    members: tuple[When, ...] = ()
    every: bool = False
    clock: str = ""
