"""Pages that were made before. In: what the last preview showed, and what the last build published. Out: pages to begin with, where nothing changed.

An editor who comes back finds the page that was left before the site has been linked anew. Nothing else is done with these pages: the first build
makes them again, and the browser is told where they differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefgen.build.last import read_note
from briefgen.build.moment import Moment, moment, published, same
from briefgen.build.uses import Pages
from briefgen.model.record import Record, digest, encode
from briefgen.publish.output import DiskOutput

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.build import Project, Request, Snapshot

NAME: Final = "preview"


class Sheet(Record):
    """A page as it is shown: its output path, its published bytes, its watermark and its source file."""

    path: str
    content: bytes
    words: str
    origin: str

    @property
    def tag(self) -> str:
        """The name of what is shown."""
        return digest("\0".join((digest(self.content), self.words, self.origin)))[:16]


class Kept(Record):
    """Sheets of one snapshot."""

    moment: Moment
    sheets: tuple[Sheet, ...]


def keep(project: Project, found: Snapshot, request: Request, sheets: Iterable[Sheet]) -> None:
    """Leaves some sheets of the snapshot to the next preview."""
    project.store.write(NAME, encode(Kept(moment(project, found, request), tuple(sheets))))


class Earlier:
    """Sheets by path. Looks at the project's files when it is made; OSError and `Stop` as a scan raises them."""

    def __init__(self, project: Project, request: Request) -> None:
        self._project = project
        tree = project.look()
        kept = read_note(project.store, NAME, Kept)
        self._sheets = {one.path: one for one in kept.sheets} if kept is not None and same(project, kept.moment, request) else {}
        output = DiskOutput(project.root / "dist", project.root / ".briefgen", project.root, ())
        self._output = output if output.target.is_dir() and published(project, tree, request, output) else None

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._sheets) or self._output is not None

    def get(self, path: str) -> Sheet | None:
        """The page that a snapshot would have at `path`; None where that cannot be told."""
        if path not in self._sheets and self._output is not None:
            content, page = self._output.read(path), Pages(self._project.store, self._output).get(path)
            if content is not None and page is not None:
                self._sheets[path] = Sheet(path, content, "", page.origin)  # it is asked for twice: whether it is there, and for itself
        return self._sheets.get(path)
