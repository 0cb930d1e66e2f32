"""A survey of the published tree. In: the tree, its manifest, and a look at it that began before. Out: what of it is not as it was left.

What was seen already to be as it was is not looked at again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from briefgen.publish.refuse import LIST

if TYPE_CHECKING:
    from briefgen.publish.folder import Folder
    from briefgen.publish.manifest import Manifest


class Seen(Protocol):
    """A look at the tree of a given inode: whether its files, and its folders, are as its manifest says. False where it does not know."""

    def unaltered(self, inode: int, manifest: Manifest) -> bool: ...
    def unmoved(self, inode: int, manifest: Manifest) -> bool: ...


def altered(tree: Folder, live: Manifest, seen: Seen | None) -> dict[str, str]:
    """The files that are not what they were, each with why."""
    return {} if seen is not None and seen.unaltered(tree.inode, live) else tree.altered(live)


def strangers(tree: Folder, live: Manifest, seen: Seen | None) -> set[str]:
    """The paths of what briefgen did not make in a tree whose manifest is known."""
    return set() if seen is not None and seen.unmoved(tree.inode, live) else tree.strangers(live, live.folders)


def listed(tree: Folder) -> frozenset[str]:
    """The files of a tree without a manifest that its own list says are briefgen's."""
    return frozenset({*tree.read(LIST).decode("utf-8", "replace").splitlines()[1:], LIST}) if tree.stat(LIST) is not None else frozenset()
