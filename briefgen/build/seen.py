"""A look that has begun before the build. In: what the last build remembered. Out: which of it must still be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from briefgen.publish import survey

if TYPE_CHECKING:
    from briefgen.read.stamps import Shelf


class Seen(survey.Seen, Protocol):
    """A look at the files of a project, as `Tree` asks for it, and at the published tree, as `DiskOutput` does. It goes on until it is closed."""

    def others(self, shelf: Shelf) -> list[tuple[int, int]] | None: ...
    def close(self) -> None: ...
