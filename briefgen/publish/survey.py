"""A survey of the published tree. In: the tree, and what its manifest says. Out: what of it is not as it was left, in bytes, for any process.

What was seen of the tree already, by a look that began before, is not looked at again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from briefgen.model.record import Record, encode
from briefgen.publish.refuse import LIST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.publish.folder import Folder
    from briefgen.publish.manifest import Manifest


class Seen(Protocol):
    """A look at the tree of a given inode: whether its files, and its folders, are as its manifest says. False where it does not know."""

    def unaltered(self, inode: int, manifest: Manifest) -> bool: ...
    def unmoved(self, inode: int, manifest: Manifest) -> bool: ...


class Found(Record):
    """How the published tree stands: how many files it has, and those that are not what they were, each with why."""

    count: int
    altered: tuple[tuple[str, str], ...]


def survey(tree: Folder, live: Manifest, seen: Seen | None) -> Iterator[bytes]:
    """What is `Found`; then the paths of what briefgen did not make."""
    inode = tree.inode
    same = seen is not None and seen.unaltered(inode, live)
    yield encode(Found(len(live), () if same else tuple(tree.altered(live).items())))
    same = seen is not None and seen.unmoved(inode, live)
    yield encode(() if same else tuple(sorted(tree.strangers(live if len(live) else listed(tree), live.folders))))


def listed(tree: Folder) -> frozenset[str]:
    """The files of a tree without a manifest that its own list says are briefgen's."""
    return frozenset({*tree.read(LIST).decode("utf-8", "replace").splitlines()[1:], LIST}) if tree.stat(LIST) is not None else frozenset()
