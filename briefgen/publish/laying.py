"""Finished files laid aside. In: a folder, an artifact. Out: the file in it, under the name of its bytes, until it is published (`output`)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from briefgen.model.record import Record
from briefgen.publish.manifest import content

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.model.artifact import Artifact


class Laid(Record):
    """A finished file that waits to be published: where it will go, and its bytes' digest, under which it lies."""

    path: str
    content: str
    size: int


def lay(folder: Path, artifact: Artifact) -> Laid:
    """Lays an artifact aside in `folder`. Any process may do so; nothing that is published is touched."""
    name = content(artifact.content)
    place = f"{folder}/{name}"
    try:
        _write(place, os.O_EXCL, artifact.content)
    except FileExistsError:  # these bytes are another file's too, and whoever laid them may still be at it, or have died of it
        aside = f"{place}.{os.getpid()}"
        _write(aside, os.O_TRUNC, artifact.content)
        os.replace(aside, place)  # noqa: PTH105 - path objects would cost as much as the calls to the system
    return Laid(artifact.path, name, len(artifact.content))


def _write(place: str, how: int, data: bytes) -> None:
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | how, 0o644)
    try:
        while data:
            data = data[os.write(handle, data):]
    finally:
        os.close(handle)
