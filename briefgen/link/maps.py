"""Which map each page has. In: the tree, the pages' regions. Out: by page, the key of a scene of the packaged world; each region's neighbours.

A region of the site's own has a map where it names a packaged outline (`shape:`) or stands over a packaged region.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen import gazetteer
from briefgen.link.regions import kilometres

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.link.regions import Tags
    from briefgen.model.site import Tree

# Countries whose middles lie further apart than this (kilometres) do not go on one map.
FARTHEST = 6500
# The index of more regions than this has no map: it would be all tint.
INDEXED = 60


def scenes(language: str, tree: Tree, paged: tuple[str, ...], briefs: tuple[str, ...], tags: tuple[Tags, ...]) -> dict[tuple[str, str], str]:
    """The key of each map: `regions` for their index, `region` and `inset` for those that have a page, `brief` for briefs, by their ids."""
    world = _World(tree, language)
    found: dict[tuple[str, str], str] = {}
    index = world.brief(paged) if len(paged) <= INDEXED else ""
    if index:
        found["regions", ""] = index
    for region in paged:
        shape = world.shape(region)
        if not shape:
            continue
        country = world.country(shape)
        if country == shape:
            found["region", region] = world.key("home", (country,), ())
        else:
            found["region", region] = world.key("close", (country,) if country else (), (shape,))
            if country:
                found["inset", region] = gazetteer.scene_key("inset", (country,), (shape,), (), language)
    known: dict[tuple[str, ...], str] = {}
    for brief, (named, _) in zip(briefs, tags, strict=True):
        if named not in known:
            known[named] = world.brief(named)
        if known[named]:
            found["brief", brief] = known[named]
    return found


def neighbours(tree: Tree, paged: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """For each region with a page, the regions of its rank that border on it."""
    found = {}
    for region in paged:
        shape = tree.by_id[region].shape
        near = tuple(other for other in gazetteer.neighbours(shape or region) if other in tree.by_id)
        if near:
            found[region] = near
    return found


class _World:
    """The site's tree as the packaged world draws it."""

    def __init__(self, tree: Tree, language: str) -> None:
        self.tree, self.language = tree, language
        self.packaged: Mapping[str, object] = gazetteer.world().regions
        self.contested = tuple(dict.fromkeys(
            region.shape for region in tree.by_id.values() if region.status == "contested" and region.shape and gazetteer.drawable(region.shape)))
        self._countries: dict[str, str] = {}

    def shape(self, region: str) -> str:
        """The packaged region whose outline stands for one of the tree; empty where there is none."""
        shape = self.tree.by_id[region].shape if region in self.tree.by_id else ""
        return shape if shape and gazetteer.drawable(shape) else ""

    def country(self, shape: str) -> str:
        """The country that a packaged region is or is part of; empty where it is part of none."""
        if shape not in self._countries:
            self._countries[shape] = gazetteer.country(shape)
        return self._countries[shape]

    def key(self, kind: str, homes: Sequence[str], subjects: Sequence[str]) -> str:
        """A key with the contested regions that may come into view: those of the countries in question and of their neighbours."""
        near = {country for home in homes for country in (home, *gazetteer.neighbours(home))}
        seen = set(subjects)
        hatched = (shape for shape in self.contested if shape in seen or self.country(shape) in near)
        return gazetteer.scene_key(kind, homes, subjects, hatched, self.language)

    def brief(self, named: tuple[str, ...]) -> str:
        """The key of the map of a brief's regions: none where they have no outline or lie too far apart."""
        shapes = [shape for region in named if (shape := self.shape(region))]
        above = {step for region in named if region in self.tree.by_id for step in self.tree.line(region)[:-1]}
        subjects = [shape for shape in dict.fromkeys(shapes) if shape not in above] or shapes
        homes = list(dict.fromkeys(country for shape in subjects if (country := self.country(shape))))
        if not homes or any(self._apart(a, b) > FARTHEST for a in subjects for b in subjects):
            return ""
        return self.key("home", homes, [shape for shape in subjects if shape not in homes])

    def _apart(self, a: str, b: str) -> float:
        """Kilometres between the middles of two packaged regions."""
        one, other = gazetteer.world().regions[a], gazetteer.world().regions[b]
        return kilometres(one.latitude, one.longitude, other.latitude, other.longitude)
