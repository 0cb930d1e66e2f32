"""The world's regions. In: packaged data. Out: regions by id, found by what editors write; neighbours; the geometry of maps."""

from __future__ import annotations

from briefgen.gazetteer.world import World, world
from briefgen.gazetteer.world_scene import country, drawable, scene, scene_key
from briefgen.gazetteer.world_shapes import silhouette_path

__all__ = ["World", "country", "drawable", "find", "nearest", "neighbours", "scene", "scene_key", "silhouette_path", "world"]


def find(written: str) -> tuple[str, ...]:
    """The ids of the regions that are called `written`."""
    return world().find(written)


def nearest(written: str) -> tuple[str, ...]:
    """The ids of at most three regions whose names are nearest to `written`."""
    return world().nearest(written)


def neighbours(region: str) -> tuple[str, ...]:
    """The ids of the regions that border on `region`."""
    return world().neighbours(region)
