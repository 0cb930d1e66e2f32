"""The packaged data of this room. In: a file's name. Out: its bytes. The one place that reads them."""

from __future__ import annotations

from pkgutil import get_data


def packaged(name: str) -> bytes:
    """The bytes of the packaged file `name`. FileNotFoundError where there is none: a bug."""
    return get_data("briefgen.gazetteer", name) or b""  # importlib.resources would bring zipfile and tempfile along, 4 ms of every brief's preview
