"""A look that has begun before the build. In: what the last build remembered. Out: which of it must still be looked at."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from briefgen.engine.beside import Beside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.publish.manifest import Manifest
    from briefgen.publish.output import DiskOutput
    from briefgen.read.stamps import Shelf


class Seen(Protocol):
    """A look at the files of a project, as `Tree` asks for it, and at the published tree, as `DiskOutput` does. It goes on until it is closed."""

    def others(self, shelf: Shelf) -> list[tuple[int, int]] | None: ...
    def unaltered(self, inode: int, manifest: Manifest) -> bool: ...
    def unmoved(self, inode: int, manifest: Manifest) -> bool: ...
    def close(self) -> None: ...


@contextmanager
def surveying(output: DiskOutput, seen: Seen | None) -> Iterator[Iterator[bytes]]:
    """The survey of an output, by the look that has begun, or else by a process beside this one. What nobody asked for at the end is given up."""
    if seen is None:
        with Beside(output.survey) as survey:
            yield survey
    else:
        try:
            yield output.survey(seen)
        finally:
            seen.close()
