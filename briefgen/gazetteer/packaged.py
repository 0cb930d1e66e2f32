"""The packaged data of this room. In: a file's name. Out: its bytes. The one place that reads them."""

from __future__ import annotations

from importlib import resources


def packaged(name: str) -> bytes:
    """The bytes of the packaged file `name`. FileNotFoundError where there is none: a bug."""
    return resources.files("briefgen.gazetteer").joinpath(name).read_bytes()
