"""Of what and when a site was made. In: a project and a look at its files. Out: whether a snapshot would be one that was made before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.build.last import recall, setting, still
from briefgen.model.left_out import LeftOut
from briefgen.model.record import Record, digest, encode

if TYPE_CHECKING:
    from briefgen.build import Project, Request, Snapshot
    from briefgen.publish.output import DiskOutput
    from briefgen.read.tree import Tree


class Moment(Record):
    """The name of all that a snapshot was made of, and when (ISO 8601). `left_out` is what a build would leave out of it; `turns` as in `Last`."""

    state: str
    now: str
    left_out: tuple[LeftOut, ...]
    turns: str


def moment(project: Project, found: Snapshot, request: Request) -> Moment:
    """That of a snapshot of what the project's last scan found."""
    from briefgen.build.whole import hidden, turns  # noqa: PLC0415

    return Moment(_state(project, request), request.now.isoformat(), hidden(found, request), turns(found))


def same(project: Project, then: Moment, request: Request) -> bool:
    """Whether a snapshot of what the project's last scan found would be that of `then`."""
    return still(then, request.now) and then.state == _state(project, request)


def published(project: Project, tree: Tree, request: Request, output: DiskOutput) -> bool:
    """Whether the last build published, in `output`, all that a snapshot of `tree` with drafts would show."""
    last = recall(project.store)
    if last is None or last.left_out or tree.changed or tree.gone or tuple(tree.notes) != last.unread or not still(last, request.now):
        return False
    return last.setting == setting(project, request._replace(drafts=False, suggestions=False)) and last.token == output.standing()[1].token


def _state(project: Project, request: Request) -> str:
    shelves = (encode((one.folder, one.listing, one.names, one.digests)) for one in project.stamps.shelves.values())
    return digest(b"".join((setting(project, request).encode(), *shelves)))
