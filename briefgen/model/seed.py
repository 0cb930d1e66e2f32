"""A seed: the text of a saved article, and what its sidecar says of it. In: nothing. Out: `Seed`, `Passage`, `Via`."""

from __future__ import annotations

from enum import StrEnum

from briefgen.model.diagnostic import Span
from briefgen.model.record import Record
from briefgen.model.when import When


class Role(StrEnum):
    """What a passage is. Only `BODY` and `HEADLINE` are ever dated, located or excerpted by machine."""

    HEADLINE = "headline"
    BODY = "body"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


class Publish(StrEnum):
    """How much of a seed its page shows: the cited passages (the default, for copyright), all, or none."""

    EXCERPT = "excerpt"
    FULL = "full"
    NONE = "none"


class Passage(Record):
    """One paragraph of a seed. `number` counts from 1 over all roles; `line` is the first line in the file."""

    number: int
    role: Role
    text: str
    line: int = 0


class Via(Record):
    """One step of a source chain: who relays, and (by id) which seed that is; `root` is who said it first."""

    who: str
    source: str = ""
    root: str = ""
    root_source: str = ""
    anonymous: bool = False
    access: str = ""
    quotes: tuple[int, ...] = ()
    span: Span | None = None


class Seed(Record):
    """A seed's light record. Empty text means unknown, and is shown as unknown. `passages` and `prints` name heavy records.

    `roles` and `lengths` (in characters) are those of its passages, in order of their numbers.
    """

    id: str
    path: str
    outlet: str
    title: str
    author: str
    published: When | None
    retrieved: When | None
    url: str
    archive: tuple[str, ...]
    language: str
    reliability: str
    via: tuple[Via, ...]
    publish: Publish
    licence: str
    sha256: str
    encoding: str
    translated: str
    retracted: str
    note: str
    described: bool
    has_text: bool
    passages: str
    roles: tuple[Role, ...]
    lengths: tuple[int, ...]
    words: int
    span: Span
    independent_of: tuple[str, ...] = ()
    prints: str = ""


class Passages(Record):
    """The heavy half of a seed: its numbered passages."""

    items: tuple[Passage, ...]


class SeedSource(Record):
    """All that a seed is read from: its decoded text and the hash of its bytes, and its sidecar's text where it has one."""

    path: str
    text: str
    encoding: str
    sha256: str
    sidecar_path: str
    sidecar_text: str | None
    is_html: bool
    has_text: bool
