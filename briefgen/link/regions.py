"""The region tree of this site. In: the packaged world and the site's own regions. Out: `Tree`, and who stands under whom.

A region of `content/regions.yml` with the id of a packaged one overrides the fields that it gives and keeps the rest.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from briefgen import gazetteer
from briefgen.model.codes import note
from briefgen.model.diagnostic import Span
from briefgen.model.map import EARTH_KM
from briefgen.model.place import Region
from briefgen.model.site import Rollup, Tree
from briefgen.schema import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.model.brief import Brief
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.event import Event


class Grown(NamedTuple):
    """The tree, and what is wrong with the site's own regions."""

    tree: Tree
    notes: tuple[Diagnostic, ...]


def tree(own: tuple[Region, ...], language: str = "en") -> Grown:
    """The packaged world, named in the site's language, with the site's own regions over it.

    Errors: BG120 unknown outline, BG701 loop, BG702 twice, BG703 unknown parent, BG740 a centre elsewhere.
    """
    notes: list[Diagnostic] = []
    packaged = _named(gazetteer.world(), language)
    by_id = dict(packaged)
    seen: dict[str, Region] = {}
    for region in own:
        if region.id in seen:
            first = seen[region.id].span
            notes.append(note("BG702", _span(region), f'the region "{region.id}" is already given on line {first.line if first else "?"}',
                              "join the two", related=(first,) if first else ()))
            continue
        seen[region.id] = region
        base = packaged.get(region.id)
        if base is not None and _elsewhere(region, base):
            base = None
        if region.shape and not gazetteer.drawable(region.shape):
            message = f'"{region.shape}" is no region of the packaged world with an outline'
            notes.append(note("BG120", _span(region), message, suggest(region.shape, packaged)))
            region = msgspec.structs.replace(region, shape="")  # noqa: PLW2901
        by_id[region.id] = _over(base, region)
        _check_centre(region, base or packaged.get(region.shape) or packaged.get(region.parent), notes)
    for region in seen.values():
        _check_parent(by_id[region.id], by_id, notes)
    children: dict[str, list[str]] = defaultdict(list)
    for region in by_id.values():
        children[region.parent].append(region.id)
    ordered = {parent: tuple(sorted(ids, key=lambda i: (by_id[i].name, i))) for parent, ids in children.items()}
    return Grown(Tree(by_id, ordered), tuple(notes))


def _named(world: gazetteer.World, language: str) -> Mapping[str, Region]:
    """The packaged regions with their names in a language; the English name becomes one of the others."""
    names = world.names_in(language)
    if not names:
        return world.regions
    return {name: msgspec.structs.replace(region, name=names[name], aka=(region.name, *region.aka)) if name in names else region
            for name, region in world.regions.items()}


def _span(region: Region) -> Span:
    return region.span or Span("content/regions.yml")


def _over(packaged: Region | None, own: Region) -> Region:
    """`own` where it says something, `packaged` where it does not."""
    if packaged is None:
        return own
    given = {}
    for field in own.__struct_fields__:
        value = getattr(own, field)
        if value or field == "span":
            given[field] = value
    given["aka"] = tuple(dict.fromkeys((*own.aka, *packaged.aka)))
    given["names"] = own.names + tuple(pair for pair in packaged.names if pair[0] not in dict(own.names))
    return msgspec.structs.replace(packaged, **given)


def _elsewhere(own: Region, packaged: Region) -> bool:
    """Whether a region that shares the id of a packaged one is put in another country: another place, then, not an override."""
    country = gazetteer.country(own.parent) if own.parent else ""
    return bool(country) and country != gazetteer.country(packaged.id) and own.parent != packaged.parent


def _check_centre(own: Region, known: Region | None, notes: list[Diagnostic]) -> None:
    """BG740 where a region's own centre lies far outside the packaged region that it is, or that it is said to be part of."""
    if known is None or not (own.latitude or own.longitude) or not known.radius_km:
        return
    apart = kilometres(own.latitude, own.longitude, known.latitude, known.longitude)
    if apart <= 1.2 * known.radius_km + 25:
        return
    latitude, longitude = own.latitude / 1e6, own.longitude / 1e6
    swapped = abs(longitude) <= 90 and kilometres(own.longitude, own.latitude, known.latitude, known.longitude) <= known.radius_km
    message = f"{latitude:g},{longitude:g} is {round(apart - known.radius_km, -1):,.0f} km outside {known.id}"
    middle = f"the middle of {known.id} is  [{known.latitude / 1e6:.1f}, {known.longitude / 1e6:.1f}]"
    notes.append(note("BG740", _span(own), message + ("; swapped?" if swapped else ""),
                      f"write  centre: [{longitude:g}, {latitude:g}]" if swapped else middle))


def kilometres(latitude: int, longitude: int, other_latitude: int, other_longitude: int) -> float:
    """The great-circle distance between two places given in microdegrees."""
    y1, x1, y2, x2 = (math.radians(n / 1e6) for n in (latitude, longitude, other_latitude, other_longitude))
    half = math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _check_parent(region: Region, by_id: dict[str, Region], notes: list[Diagnostic]) -> None:
    if region.parent and region.parent not in by_id:
        notes.append(note("BG703", _span(region), f'"{region.parent}", the parent of {region.id}, is not a region', suggest(region.parent, by_id)))
        by_id[region.id] = msgspec.structs.replace(region, parent="")
        return
    walked = [region.id]
    parent = region.parent
    while parent:
        if parent in walked:
            loop = " → ".join([*walked, parent])
            notes.append(note("BG701", _span(region), f"regions that contain each other: {loop}", "remove one  parent:"))
            by_id[region.id] = msgspec.structs.replace(region, parent="")
            return
        walked.append(parent)
        parent = by_id[parent].parent if parent in by_id else ""


def suggest(written: str, by_id: Mapping[str, Region]) -> str:
    """The way out for an unknown region: those with that name or alias, else the nearest three, or how to add one."""
    found = [i for i in gazetteer.find(written) if i in by_id]
    found += [region.id for region in by_id.values() if region.span is not None and written in (region.name, *region.aka)]
    if not found:
        found = list(nearest(written, (region.id for region in by_id.values() if region.span is not None)))
    if not found:
        found = [i for i in gazetteer.nearest(written) if i in by_id]
    unique = list(dict.fromkeys(found))[:3]
    if unique:
        return "did you mean " + ", or ".join(f"{i} (name: {by_id[i].name})" for i in unique) + "?"
    return "add it to content/regions.yml:  - {id: …, name: …, parent: …}"


def unknown(tree: Tree, region: str, span: Span) -> Diagnostic:
    """BG120 for a region that the tree does not have."""
    return note("BG120", span, f'region "{region}" is not defined', suggest(region, tree.by_id))


def unnamed(tree: Tree) -> Tree:
    """The tree as all other steps see it: without names, positions and whatever else of a region is only shown."""
    return Tree({name: region if region.span is None else _unnamed(region) for name, region in tree.by_id.items()}, {})


def _unnamed(region: Region) -> Region:
    return Region(region.id, "", region.parent, shape=region.shape, status=region.status, span=region.span)


class Tags(NamedTuple):
    """The regions that a brief is about, and those that it mentions."""

    primary: tuple[str, ...]
    mentioned: tuple[str, ...]


def tags(brief: Brief) -> Tags:
    """A brief's regions."""
    return Tags(tuple([tag.id for tag in brief.regions if tag.primary]), tuple([tag.id for tag in brief.regions if not tag.primary]))


def places(event: Event) -> tuple[str, ...]:
    """An event's regions."""
    return (*event.regions, *event.mentions) if event.mentions else event.regions


def lines(tree: Tree) -> dict[str, tuple[str, ...]]:
    """The way to each region from the root, itself included."""
    return {region: tree.line(region) for region in tree.by_id}


def over(ids: tuple[str, ...], lines: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Some regions and all that contain them, each once."""
    return lines.get(ids[0], ()) if len(ids) == 1 else tuple(dict.fromkeys([step for region in ids for step in lines.get(region, ())]))


def tagged_over(tags: Tags, lines: Mapping[str, tuple[str, ...]]) -> Tags:
    """The regions that contain those of a brief. It is primary where one of its primary tags lies at or under a region, and mentioned otherwise."""
    primary, mentioned = over(tags.primary, lines), over(tags.mentioned, lines)
    return Tags(primary, tuple([region for region in mentioned if region not in primary]) if primary else mentioned)


def rollups(briefs: tuple[Tags, ...], events: tuple[tuple[str, ...], ...]) -> dict[str, Rollup]:
    """For every region with something under it: its own and its descendants' items, each once, from the regions over each."""
    primary: dict[str, list[int]] = defaultdict(list)
    mentioned: dict[str, list[int]] = defaultdict(list)
    happened: dict[str, list[int]] = defaultdict(list)
    for index, brief in enumerate(briefs):
        for region in brief.primary:
            primary[region].append(index)
        for region in brief.mentioned:
            mentioned[region].append(index)
    for index, event in enumerate(events):
        for region in event:
            happened[region].append(index)
    return {
        region: Rollup(tuple(primary[region]), tuple(mentioned[region]), tuple(happened[region]))
        for region in sorted({*primary, *mentioned, *happened})
    }
