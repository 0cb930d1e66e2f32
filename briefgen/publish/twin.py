"""The tree beside the published one. In: what it holds, what the published tree holds, what is wanted. Out: the twin, holding what is wanted.

The twin is the version before the published one, so that the work is in proportion to what changed since. What is the same in both
trees is the same file (a hard link); a file is replaced, never written into.
"""

from __future__ import annotations

import errno
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefgen.publish import manifest as manifests
from briefgen.publish.folder import Folder, sweep
from briefgen.publish.manifest import Entry, Manifest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def opened(state: Path, place: Path, target: Path, live: Manifest) -> Iterator[tuple[Folder, dict[str, Entry], Folder | None]]:
    """The twin, what it holds, and the published tree. A twin that nothing is known of is made anew; while it is worked on, nothing is."""
    known = manifests.read(state, place.stat().st_ino) if place.is_dir() else None
    if known is None:
        sweep(place)
        place.mkdir()
    with Folder(place) as tree:
        manifests.forget(state, tree.inode)
        _tidy(state, {tree.inode, target.stat().st_ino if target.is_dir() else 0})
        if not live.entries or not target.is_dir():
            yield tree, known.entries if known else {}, None
            return
        with Folder(target) as published:
            yield tree, known.entries if known else {}, published


def _tidy(state: Path, inodes: set[int]) -> None:
    """Manifests of trees that are no more."""
    for one in state.glob("*.tree*"):
        if one.name.removesuffix(".tree") not in {str(inode) for inode in inodes}:
            one.unlink(missing_ok=True)


def update(
    tree: Folder, live: Folder | None, before: dict[str, Entry], wanted: dict[str, Entry], written: list[str], stage: Path,
) -> dict[str, Entry]:
    """Brings `tree`, which holds `before`, to `wanted`: `written` from the stage, the rest from the published tree. Returns what it then holds."""
    for path in before:
        if path not in wanted:
            tree.remove(path)
    entries = dict(wanted)
    uses = Counter(wanted[path].content for path in written)
    with Folder(stage) as aside:
        for path in written:
            entry = wanted[path]
            uses[entry.content] -= 1
            (tree.share if uses[entry.content] else tree.take)(aside, entry.content, path)
            found = tree.stat(path)
            assert found is not None
            entries[path] = Entry(entry.key, entry.content, entry.size, found.st_mtime_ns)
    fresh = set(written)
    for path, entry in wanted.items():
        if path in fresh:
            continue
        there = before.get(path)
        if there is None or (there.content, there.mtime_ns) != (entry.content, entry.mtime_ns):
            assert live is not None
            tree.link(live, path)
    return entries


def moved(place: Path, target: Path) -> bool:
    """Moves the twin to where nothing is yet; False where that is another device."""
    try:
        place.rename(target)
    except OSError as error:
        if error.errno == errno.EXDEV:
            return False
        raise
    return True


