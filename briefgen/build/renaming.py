"""The short way where nothing changed but what regions are called. In: what the last build left, and a scan. Out: a published site, or None.

Half the pages of a site may name a region. Each is what it was but for the name, and where that stands in the published file was kept
(`build.late`): so the new name is put there, and no text is read, no page planned or rendered. Where a name does more than stand on pages (it
decides an order, it is drawn on a map, a format would have to write it otherwise), the whole way is gone.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from briefgen.build import late
from briefgen.build.last import outcome, read_note
from briefgen.build.rewording import both, called
from briefgen.engine.pool import held
from briefgen.model.artifact import Artifact
from briefgen.model.late import writable
from briefgen.model.record import Record, decode, encode
from briefgen.publish.laying import Laid, lay
from briefgen.publish.refuse import LIST
from briefgen.render.late import rewrite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from briefgen.build import Built, Done, Project
    from briefgen.build.last import Last
    from briefgen.engine.pool import Pool
    from briefgen.engine.store import Store
    from briefgen.publish.output import DiskOutput
    from briefgen.read.tree import Tree

# So many rows are put into the store in one go.
BATCH = 4096
WHY = "what it shows changed: what a region is called"


class Renamed(Record):
    """A page with other names: the file that was laid aside, the digest of its view, what the store is to keep of it. Nothing, where it names none of
    those that changed; `lost`: it cannot be told.
    """

    lost: bool = False
    laid: Laid | None = None
    view: str = ""
    row: tuple[str, bytes] = ("", b"")


class Renamer:
    """Writes other names into published pages. `names` are those of all regions as they were; `changed` those that differ, as they were and are."""

    def __init__(self, store: Store, output: DiskOutput, names: Mapping[bytes, bytes], changed: Mapping[bytes, tuple[bytes, bytes]]) -> None:
        self._store, self._output, self._names, self._changed = store, output, names, changed
        self._now = {**names, **{region: now for region, (_, now) in changed.items()}}
        self._stage = output.stage
        self.paths = tuple(output.standing()[1].paths)

    def begin(self) -> None:
        """In a process that began as a copy: what two processes must not share is opened anew."""
        self._store.reopen()

    def all(self, pool: Pool | None) -> Iterator[Renamed]:
        """Every published file."""
        if pool is not None and pool.worthwhile(len(self.paths)) and pool.copies():
            for answer in pool.map(rename, (encode(some) for some in pool.chunks(self.paths)), held=self):
                yield from decode(answer, tuple[Renamed, ...])
        else:
            yield from self.some(self.paths)

    def some(self, paths: tuple[str, ...]) -> Iterator[Renamed]:
        """Some of them."""
        with self._output.reading() as read:
            yield from (self._renamed(path, read) for path in paths)

    def _renamed(self, path: str, read: Callable[[str], bytes | None]) -> Renamed:
        published, found = self._output.key(path), read_note(self._store, f"{late.NOTE} {path}", late.Standing)
        if published is None or found is None or found.key(self._names) != published.view:
            return Renamed(lost=path != LIST)
        if self._changed.keys().isdisjoint(found.places.regions):
            return Renamed()
        content = read(path)
        written = rewrite(content, found.places, self._changed) if content is not None else None
        if written is None:
            return Renamed(lost=True)
        content, places = written
        now = late.Standing(found.page, places)
        return Renamed(False, lay(self._stage, Artifact(path, content)), now.key(self._now), late.row(path, now))


def rename(payload: bytes) -> bytes:
    """Writes other names into some pages, in a process that began as a copy of the one that knows them."""
    return encode(tuple(held(Renamer).some(decode(payload, tuple[str, ...]))))


def publish(project: Project, last: Last, tree: Tree, output: DiskOutput, done: Done, timings: dict[str, float]) -> Built | None:
    """Publishes what `tree` found; None where the whole way must be gone."""
    from briefgen.build import timed  # noqa: PLC0415

    known = late.read(project.store)
    changed = _changed(project, last, tree, known)
    if changed is None or output.altered():
        return None
    built = outcome(project, last, output, timings)
    now = msgspec.structs.replace(last, stamps=tree.stamps.kept())
    if not changed:
        project.store.write("last", msgspec.msgpack.encode(now))
        project.left = now
        return built
    laid: list[Laid] = []
    views: dict[str, str] = {}
    waiting: list[tuple[str, bytes]] = []
    with timed(timings, "render"):
        were = known.written()
        names = {region.encode(): (were[region.encode()], name.encode()) for region, name in changed.items()}
        renamer = Renamer(project.store, output, were, names)
        for one in renamer.all(project.pool):
            if one.lost:
                return None
            if one.laid is not None:
                laid.append(one.laid)
                views[one.laid.path] = one.view
                waiting.append(one.row)
            if len(waiting) >= BATCH:
                project.store.write_all(waiting)
                waiting = []
            done("renaming", 1, len(renamer.paths))
        project.store.write_all(waiting)
    with timed(timings, "publish"):
        published = output.republish(laid, views)
    regions = late.Names(tuple(msgspec.structs.replace(one, name=changed.get(one.id, one.name)) for one in known.regions))
    project.left = now = msgspec.structs.replace(now, token=output.token)
    project.store.write_all([("last", msgspec.msgpack.encode(now)), (late.NOTE, encode(regions))])
    return built._replace(reasons=dict.fromkeys(views, WHY), published=published)


def _changed(project: Project, last: Last, tree: Tree, known: late.Names) -> dict[str, str] | None:
    """The new name of each region that has one; None where more changed, or where a name is more than something that stands on pages."""
    jobs = both(project, last, tree)
    pairs = called(project, *jobs, last.notes) if jobs is not None else None
    if pairs is None or any(was.note != now.note for was, now in pairs):
        return None
    by_id = {one.id: one for one in known.regions}
    found = {now.id: now.name for was, now in pairs if was.name != now.name}
    for was, now in pairs:
        if now.id in found:
            one = by_id.get(now.id)
            if one is None or one.drawn or one.name != was.name or not writable(was.name) or not writable(now.name):
                return None
            if was.name in one.also or now.name in one.also:
                return None  # another name is shown where it is another
    return found if _ordered(known, {}) == _ordered(known, found) and _alone(known, found) else None


def _ordered(known: late.Names, names: Mapping[str, str]) -> list[str]:
    """Regions in the order of their names."""
    return [name for _, name in sorted((names.get(one.id, one.name), one.id) for one in known.regions)]


def _alone(known: late.Names, names: Mapping[str, str]) -> bool:
    """Whether no other region has, or had, a name that changed: regions of one name share a lane."""
    were = Counter(one.name for one in known.regions)
    are = Counter(names.get(one.id, one.name) for one in known.regions)
    return all(were[one.name] == 1 and are[names[one.id]] == 1 for one in known.regions if one.id in names)
