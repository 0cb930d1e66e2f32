"""The way of publishing where two folders cannot be exchanged. In: the twin, complete. Out: the published tree, the same, file by file.

Each file is replaced in one step, those that others lead to first, and what is no longer wanted is removed last. A journal says that this
is under way, so that the next build finishes what a kill cut short before it does anything else.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from briefgen.model.record import decode, encode
from briefgen.publish import manifest as manifests
from briefgen.publish.exchange import settle
from briefgen.publish.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from briefgen.publish.manifest import Entry

JOURNAL = "mirror"


def begin(state: Path, listed: AbstractSet[str]) -> None:
    """Notes that the twin is complete and the published tree is about to follow it. `listed` are files of an older briefgen's to be removed."""
    data = encode(tuple(sorted(listed)))
    handle = os.open(state / JOURNAL, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o644)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(handle)


def finish(state: Path, target: Path, twin: Path) -> None:
    """Brings the published tree to what the twin holds, where the journal says so. Doing it again does no harm."""
    try:
        listed = decode((state / JOURNAL).read_bytes(), tuple[str, ...])
    except FileNotFoundError:
        return
    except msgspec.DecodeError:  # killed before it was whole, and so before anything was touched
        listed = ()
    wanted = manifests.read(state, twin.stat().st_ino) if twin.is_dir() else None
    if wanted is not None:
        target.mkdir(parents=True, exist_ok=True)
        with Folder(twin) as source, Folder(target) as tree:
            old = manifests.read(state, tree.inode) or manifests.EMPTY
            for path, entry in sorted(wanted.entries(), key=lambda one: _rank(one[0])):
                found, aim = tree.stat(path), source.stat(path)
                if found is None or aim is None or not _same(found, aim, entry):
                    tree.replace(source, path)
            for path in (*old.paths, *listed):
                if path not in wanted:
                    tree.remove(path)
            settle(tree.handle)
            manifests.write(state, tree.inode, wanted.timed({}))
    (state / JOURNAL).unlink()


def _same(found: os.stat_result, aim: os.stat_result, entry: Entry) -> bool:
    """Whether a file is the one that is wanted. Two files of one size may have been written within one tick of the clock: theirs are two inodes."""
    return (found.st_size, found.st_mtime_ns) == (entry.size, entry.mtime_ns) and (found.st_dev != aim.st_dev or found.st_ino == aim.st_ino)


def _rank(path: str) -> tuple[int, str]:
    """Assets before the pages that show them, pages before the lists that lead to them."""
    if path.startswith("assets/"):
        return 0, path
    return (2 if path == "index.html" or path.endswith((".xml", ".txt", ".json")) else 1), path
