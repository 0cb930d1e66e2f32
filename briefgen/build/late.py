"""What a build leaves of names that are written last. In: a snapshot; finished pages. Out: names by region, and rows for the store.

The store keeps what the regions of the last build were called (`names`), and for each page where names stand in the published file (`names PATH`),
even where none does: a row that is missing was lost. A row is believed only where it and the names make the key that the manifest has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.build.last import read_note
from briefgen.model.late import key, writable
from briefgen.model.record import Record, encode
from briefgen.render.late import NOWHERE, Places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.build import Snapshot
    from briefgen.engine.store import Store
    from briefgen.model.place import Region

NOTE = "names"


class Called(Record):
    """What a region is called: its name, its other names; `drawn`: whether the name stands on maps, where there is room for so many letters."""

    id: str
    name: str
    also: tuple[str, ...]
    drawn: bool


class Names(Record):
    """What the regions that have a page are called; none where the theme is the project's own."""

    regions: tuple[Called, ...]

    def written(self) -> dict[bytes, bytes]:
        """The names that are written last, by region."""
        return {one.id.encode(): one.name.encode() for one in self.regions if writable(one.name)}


class Standing(Record):
    """The digest of a page with signs, and where names stand in what was published of it."""

    page: str
    places: Places

    def key(self, names: Mapping[bytes, bytes]) -> str:
        """The digest of the page and of the names of those regions."""
        return key(self.page, self.places.regions, names)


def names_of(found: Snapshot) -> Names:
    """What the regions of a snapshot are called."""
    if found.own_theme:
        return Names(())
    tree = found.site.tree.by_id
    return Names(tuple(_called(tree[name], maps=found.config.maps) for kind, name in found.site.permalinks if kind == "region"))


def _called(region: Region, *, maps: bool) -> Called:
    return Called(region.id, region.name, (*region.aka, *(name for _, name in region.names)), maps and bool(region.shape))


def read(store: Store) -> Names:
    """What the regions of the last build were called."""
    return read_note(store, NOTE, Names) or Names(())


def row(path: str, standing: Standing) -> tuple[str, bytes]:
    """What is kept of a page."""
    return f"{NOTE} {path}", encode(standing)


def standing(store: Store, path: str, page: str) -> Standing:
    """What was kept of a page whose digest is `page`; where nothing was, one that names no region, which makes its key another."""
    found = read_note(store, f"{NOTE} {path}", Standing)
    return found if found is not None and found.page == page else Standing(page, NOWHERE)
