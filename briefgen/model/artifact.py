"""Finished files, and why they are what they are. In: nothing. Out: `Artifact`, `PageKey`."""

from __future__ import annotations

from briefgen.model.record import Record


class Artifact(Record):
    """A finished output file."""

    path: str
    content: bytes


class PageKey(Record):
    """Why a page's bytes are what they are: four digests. Equal key means equal bytes, since rendering is pure."""

    view: str
    template: str
    frame: str
    code: str
