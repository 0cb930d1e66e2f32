"""What a build leaves for the next, and whether that one finds anything changed. In: the store, a scan. Out: `Last`; its outcome again, or None.

Most builds find that nothing changed, and nothing is imported here but what finding it needs.
"""

from __future__ import annotations

import math
import sys
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

import msgspec

from briefgen.engine.program import installed, own, traces
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.left_out import LeftOut
from briefgen.model.record import decode, digest, encode
from briefgen.read.stamps import Shelf

if TYPE_CHECKING:
    from briefgen.build import Built, Project, Request
    from briefgen.build.moment import Moment
    from briefgen.engine.store import Store
    from briefgen.publish.output import DiskOutput
    from briefgen.read.stamps import Stamps
    from briefgen.read.tree import Tree

T = TypeVar("T")


class Last(msgspec.Struct, frozen=True, array_like=True):
    """The last build that was published: what it was made from, and what it found. `token` names the state of the output that it left."""

    token: str
    setting: str
    now: str
    stamps: tuple[Shelf, ...]
    unread: tuple[Diagnostic, ...]
    notes: tuple[Diagnostic, ...]
    left_out: tuple[LeftOut, ...]
    turns: str
    quotations: tuple[int, int]
    options: bytes
    theme: str


def recall(store: Store) -> Last | None:
    """What the last build left; None where there was none, or it cannot be read."""
    return read_note(store, "last", Last)


def read_note(store: Store, name: str, kind: type[T]) -> T | None:
    """What the store has under `name`; None where it has nothing of that kind there."""
    data = store.read(name)
    try:
        return decode(data, kind) if data is not None else None
    except msgspec.DecodeError:
        return None


def scanned(store: Store) -> tuple[Shelf, ...]:
    """What a build, or else a preview, last saw of the project's files."""
    last = recall(store)
    return last.stamps if last is not None else read_note(store, "scan", tuple[Shelf, ...]) or ()


def keep_scan(store: Store, stamps: Stamps) -> None:
    """Keeps what a preview saw of the project's files."""
    store.write("scan", encode(stamps.kept()))


def unchanged(project: Project, last: Last, tree: Tree, request: Request, output: DiskOutput, timings: dict[str, float]) -> Built | None:
    """The outcome of the last build where it would be that of this one too; None where anything changed."""
    if tree.changed or not fits(project, last, tree, request, output) or output.altered():
        return None
    if tree.restamped:
        project.left = msgspec.structs.replace(last, stamps=tree.stamps.kept())
        project.store.write("last", encode(project.left))
    return outcome(project, last, output, timings)


def fits(project: Project, last: Last, tree: Tree, request: Request, output: DiskOutput) -> bool:
    """Whether nothing differs from the last build but the bytes of files that it read."""
    return (last.token != "" and not tree.gone and tuple(tree.notes) == last.unread and still(last, request.now) and last.token == output.token
            and last.setting == setting(project, request))


def outcome(project: Project, last: Last, output: DiskOutput, timings: dict[str, float]) -> Built:
    """What the last build found, as the outcome of one that has nothing to do."""
    from briefgen.build import Built  # noqa: PLC0415

    return Built(list(last.notes), last.left_out, output.count, last.quotations, {}, output.untouched(), timings, dict(project.memo.computed))


def still(last: Last | Moment, now: datetime) -> bool:
    """Whether nothing was left out then that could be due now: the moment reaches no page by another way."""
    before = datetime.fromisoformat(last.now)
    drafts = all(entry.reason == "draft" for entry in last.left_out)
    return now == before or (now > before and drafts and (not last.turns or now < datetime.fromisoformat(last.turns)))


def holds(last: Last) -> tuple[float, float]:
    """The moments (POSIX seconds) between which `still` holds, the clock going on."""
    since = datetime.fromisoformat(last.now).timestamp()
    if any(entry.reason != "draft" for entry in last.left_out):
        return since, since
    return since, datetime.fromisoformat(last.turns).timestamp() - 1 if last.turns else math.inf


def setting(project: Project, request: Request) -> str:
    """All that a build depends on but the project's files and the moment: what was asked for, the program, the packaged themes."""
    found = [*own(), *(trace for folder in project.packaged.values() for trace in traces(str(folder)))]
    return digest(encode((request.drafts, request.strict, request.base_url, request.suggestions, sys.version, installed(), tuple(found))))
