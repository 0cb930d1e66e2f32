"""What is not published. In: nothing. Out: `LeftOut`."""

from __future__ import annotations

from briefgen.model.record import Record


class LeftOut(Record):
    """A unit that is not published, and why: `draft`, `embargo` or `ahead`; `until` is when that would change, or empty."""

    path: str
    title: str
    reason: str
    until: str
