"""The project's files as records. In: nothing. Out: `FileKind`, `File`."""

from __future__ import annotations

from enum import StrEnum

from briefgen.model.record import Record


class FileKind(StrEnum):
    """What a file of the project is, told from where it lies."""

    SITE = "site"
    BRIEF = "brief"
    STORYLINE = "storyline"
    EVENTS = "events"
    REGIONS = "regions"
    CORRECTIONS = "corrections"
    PAGE = "page"
    SEED = "seed"
    SIDECAR = "sidecar"
    ASSET = "asset"
    LEDGER = "ledger"


class File(Record):
    """One file: its path relative to the project (with `/`), its kind, and the digest of its bytes."""

    path: str
    kind: FileKind
    digest: str
    size: int = 0
