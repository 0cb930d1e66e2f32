"""A temporal expression as an article has it. In: nothing. Out: `Expression`, `Kind`.

The kinds and the values are those of TIMEX3 (ISO-TimeML, ISO 24617-1): what newsrooms' corpora and other readers speak.
"""

from __future__ import annotations

from enum import StrEnum

from briefgen.model.record import Record
from briefgen.model.when import When


class Kind(StrEnum):
    """What an expression names: a date, a time of day, a length of time, or something that recurs."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Expression(Record):
    """One temporal expression. `start` and `end` are code points of the text, end exclusive.

    `value` is TIMEX3: `1998-08-07`, `1942-WI`, `199`, `BC0490`, `P3D`, `PRESENT_REF`; empty where the text fixes none.
    `edtf` is the date in EDTF (ISO 8601-2), empty for lengths, for what recurs, and for what no date can be given; it has an open end
    where the sentence says that what began then still runs ("has been … since September": `2023-09/..`), and is a bound
    where nothing better is known (`[..2023-12-24]`). `when` is the same as `model.when` reads it.
    `qualifier` holds the words around or in it that make it less exact, as written, in lower case: "since at least", "early".
    `reason` says why there is no date, or on what a guess rests; empty where the words alone say it or the anchor does.
    """

    start: int
    end: int
    type: Kind
    value: str
    edtf: str = ""
    when: When | None = None
    qualifier: str = ""
    reason: str = ""
