"""Heavy records by their digest. In: the memo, the tree, the theme's assets, the packaged world. Out: bytes.

A key is a digest (a body, passages, an asset), `scene:KEY` (a map's geometry) or `shape:KEY` (a region's silhouette).
"""

from __future__ import annotations

from copy import copy
from functools import lru_cache
from typing import TYPE_CHECKING

from briefgen.model.file import FileKind
from briefgen.model.record import encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from briefgen.engine.memo import Memo
    from briefgen.read.tree import Tree


class Heavy:
    """Loads heavy records, each when it is asked for."""

    def __init__(self, root: Path, memo: Memo, tree: Tree, blobs: dict[str, bytes]) -> None:
        self.root = root
        self.memo = memo
        self.blobs = blobs
        self.assets = {file.digest: file.path for file in tree.of(FileKind.ASSET) if file.path.startswith("content/assets/")}

    def with_blobs(self, blobs: dict[str, bytes]) -> Heavy:
        """The same, with the theme's assets as they are now."""
        made = copy(self)
        made.blobs = blobs
        return made

    def load(self, key: str) -> bytes:
        """The bytes under `key`. KeyError where there are none: a bug, since link and plan name only what exists."""
        if ":" in key:
            return derived(key)
        if key in self.blobs:
            return self.blobs[key]
        if key in self.assets:
            from briefgen.read.tree import read_file  # noqa: PLC0415

            return read_file(self.root, self.assets[key])
        return self.memo.load(key)

    def stored(self, keys: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The heavy records under those of `keys` that no other process can make for itself, each once."""
        return ((key, self.load(key)) for key in dict.fromkeys(keys) if ":" not in key)


@lru_cache(maxsize=1024)
def derived(key: str) -> bytes:
    """A heavy record that follows from the packaged world alone: `scene:…`, `shape:…`. KeyError for any other."""
    kind, _, name = key.partition(":")
    if kind == "scene":
        from briefgen.gazetteer import scene  # noqa: PLC0415

        return encode(scene(name))
    if kind == "shape":
        from briefgen.gazetteer import silhouette_path  # noqa: PLC0415

        return silhouette_path(name).encode()
    raise KeyError(key)
