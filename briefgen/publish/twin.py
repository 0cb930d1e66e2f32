"""The tree beside the published one. In: what it holds, what the published tree holds, what is wanted. Out: the twin, holding what is wanted.

The twin is the version before the published one, so that the work is in proportion to what changed since. What is the same in both
trees is the same file (a hard link); a file is replaced, never written into.
"""

from __future__ import annotations

import errno
from collections import Counter
from contextlib import ExitStack
from typing import TYPE_CHECKING

from briefgen.publish import manifest as manifests
from briefgen.publish.exchange import settle
from briefgen.publish.folder import Folder, sweep
from briefgen.publish.manifest import Manifest

if TYPE_CHECKING:
    from pathlib import Path


def bring(state: Path, place: Path, target: Path, live: Manifest, aim: Manifest, written: list[str], stage: Path) -> Manifest:
    """Brings the twin at `place` to `aim`: `written` from the stage, the rest from the published tree, which holds `live`.

    While it is worked on, nothing is known of it, so that a twin that a kill left half done is made anew. Returns what it then holds.
    """
    known = manifests.read(state, place.stat().st_ino, live) if place.is_dir() else None
    if known is None:
        sweep(place)
        place.mkdir()
    there = target.stat().st_ino if target.is_dir() else 0
    with ExitStack() as stack:
        tree = stack.enter_context(Folder(place, fresh=known is None))
        manifests.forget(state, tree.inode)
        manifests.tidy(state, {tree.inode, there}, live, aim)
        published = stack.enter_context(Folder(target)) if there and len(live) else None
        before = known or manifests.EMPTY
        done = aim.written(_update(tree, published, before, aim, written, stage))
        same = before.stored.folder_times and before.columns.paths == aim.columns.paths
        done = done.timed_as(before, tree.touched()) if same else done.timed(tree.times(before.folders, aim.paths))
        settle(tree.handle)
        manifests.write(state, tree.inode, done)
    return done


def _update(tree: Folder, live: Folder | None, before: Manifest, aim: Manifest, written: list[str], stage: Path) -> dict[str, int]:
    """Has `tree`, which holds `before`, hold `aim`. Returns the times of what was written."""
    if before.columns.paths == aim.columns.paths:
        stale = before.differing(aim)
    else:
        for path in before.paths:
            if path not in aim:
                tree.remove(path)
        stale = [path for path, entry in aim.entries() if (there := before.get(path)) is None
                 or (there.content, there.mtime_ns) != (entry.content, entry.mtime_ns)]
    contents = aim.contents(sorted(written))  # in order, so that folders are opened once
    uses = Counter(contents.values())
    times: dict[str, int] = {}
    with Folder(stage) as aside:
        for path, content in contents.items():
            uses[content] -= 1
            (tree.share if uses[content] else tree.take)(aside, content, path)
            found = tree.stat(path)
            assert found is not None
            times[path] = found.st_mtime_ns
    for path in stale:
        if path not in times:
            assert live is not None
            tree.link(live, path)
    return times


def moved(place: Path, target: Path) -> bool:
    """Moves the twin to where nothing is yet; False where that is another device."""
    try:
        place.rename(target)
    except OSError as error:
        if error.errno == errno.EXDEV:
            return False
        raise
    return True


