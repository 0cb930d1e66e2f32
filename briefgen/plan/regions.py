"""Region pages and their tree. In: the desk. Out: pages, each item once for a region and each of its ancestors.

A region with many briefs shows the newest on its page; all of them stand on pages of their own, by year, by month where a year is long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from briefgen.model import dates
from briefgen.model.page import Page
from briefgen.model.parts import Fact, MapView, PositionView, Tag, TreeNode
from briefgen.model.views import ArchiveView, RegionsView, RegionView
from briefgen.plan.archives import days
from briefgen.plan.heavy import heavies
from briefgen.plan.planned import Planned, at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.parts import DateLabel
    from briefgen.model.place import Region
    from briefgen.model.site import Rollup
    from briefgen.plan.desk import Desk

# A region's own page shows so many briefs, and so many that only mention it; what is more than both is listed by year.
PRIMARY, MENTIONED = 40, 20
# Sources that name a region, where the site suggests any.
SUGGESTED = 12
# A year with more briefs than this is listed by month.
LONG_YEAR = 120
# The list of regions shows at most so many silhouettes, each being a drawing: those of as many levels of the tree as keep to it.
FACES = 120


class Part(NamedTuple):
    """A stretch of time that a region's briefs are listed by: its year or month (ISO), and their indices."""

    key: str
    briefs: tuple[int, ...]


def pages(desk: Desk) -> Iterator[Planned]:
    """The tree of regions, and a page for each that the site names or that contains one."""
    paged = tuple(name for kind, name in desk.site.permalinks if kind == "region")
    yield Planned("regions/index.html", _tree, (paged,))
    for name in paged:
        region, own = desk.site.tree.by_id[name], desk.permalink("region", name)
        parts = _parts(desk, name)
        yield Planned(at(own), _page, (name, parts), region.span.path if region.span else "")
        for place, part in enumerate(parts):
            yield Planned(at(_address(own, part)), _part, (name, parts, place), day=part.key)


def _tree(paged: tuple[str, ...], desk: Desk) -> Page:
    title = desk.words.say("regions")
    levels = [len(desk.site.tree.line(name)) for name in paged]
    depth = next((level for level in range(max(levels, default=0), 0, -1) if sum(own <= level for own in levels) <= FACES), 0)
    roots = tuple(_node(desk, name, set(paged), depth) for name in paged if not desk.site.tree.by_id[name].parent)
    view = RegionsView(desk.head(title, "", "/regions/", "regions"), title, roots, _overview(desk, paged))
    return Page("regions/index.html", "/regions/", "regions.html", view, heavies(view))


def _overview(desk: Desk, paged: tuple[str, ...]) -> MapView | None:
    """The map of all regions that have a page, where link found one."""
    scene, say = desk.site.scenes.get(("regions", ""), ""), desk.words.say
    if not scene:
        return None
    names = desk.listing(desk.name(name) for name in paged)
    caption = say("caption-plain" if scene.endswith("/") else "caption-hatched")
    return MapView(scene, say("map-of-regions"), say("map-of-regions-description", names=names), caption, desk.own_names)


def _node(desk: Desk, name: str, paged: set[str], faces: int) -> TreeNode:
    """A region with those that it contains; `faces` levels of them are drawn as silhouettes."""
    children = (child for child in desk.site.tree.children.get(name, ()) if child in paged)
    link = desk.region_link(name)
    below = tuple(_node(desk, child, paged, max(0, faces - 1)) for child in children)
    return TreeNode(link if faces else msgspec.structs.replace(link, shape=""), below)


def _named(desk: Desk, region: str) -> tuple[Tag, ...]:
    """The sources that name a region or a part of it, most often first: suggestions, there only where seeds were read in full."""
    counts = desk.tables.named.get(region, {})
    return tuple(Tag(desk.title(desk.site.seeds[seed]), desk.permalink("source", seed), count=counts[seed])
                 for seed in sorted(counts, key=lambda one: (-counts[one], one))[:SUGGESTED])


def _page(name: str, parts: tuple[Part, ...], desk: Desk) -> Page:
    site, say, region = desk.site, desk.words.say, desk.site.tree.by_id[name]
    permalink = desk.permalink("region", region.id)
    roll: Rollup | None = site.rollups.get(region.id)
    line, title = site.tree.line(region.id), desk.name(name)
    feed = Tag(f"{site.config.title}: {title}", permalink + "feed.xml")
    rows = desk.numbered(roll.events[-12:] if roll else ())
    under = {*roll.primary, *roll.mentioned} if roll else set()
    stories = {name for index in under for name in site.briefs[index].storylines}
    view = RegionView(
        head=desk.head(title, region.note, permalink, "regions", (feed,)),
        crumbs=desk.crumbs((say("regions"), "/regions/"), *desk.above(name)[:-1], (title, "")),
        title=title,
        native=tuple(pair for pair in region.names if pair[1] != region.name),
        map=desk.map("region", region.id, (region.id,)),
        inset=desk.map("inset", region.id, (region.id,), line[-2]) if len(line) > 1 else None,
        facts=_facts(desk, region),
        status=region.status,
        positions=tuple(
            PositionView(p.by, p.says, desk.written(p.since), desk.source(p.source) if p.source in site.seeds else None) for p in region.positions),
        control=say("control", by=region.control.by, as_of=label.words if (label := desk.written(region.control.as_of)) else say("unknown"))
        if region.control else "",
        note=region.note,
        children=tuple(desk.region_link(child) for child in site.tree.children.get(region.id, ()) if desk.permalink("region", child)),
        neighbours=tuple(desk.region_link(other) for other in site.neighbours.get(region.id, ())),
        briefs=desk.cards(reversed(roll.primary[-PRIMARY:] if roll else ())),
        mentioned=desk.cards(reversed(roll.mentioned[-MENTIONED:] if roll else ())),
        parts=tuple(_tag(desk, permalink, part) for part in reversed(parts)),
        rows=rows,
        storylines=tuple(desk.storyline_card(s) for s in site.storylines if s.id in stories or region.id in s.regions),
        trend=_trend(desk, region.id, roll),
        feed=permalink + "feed.xml",
        timeline=permalink + "timeline/" if roll and roll.events else "",
        suggested=_named(desk, name),
        changes=permalink + "changes/" if roll and any(index in site.editions for index in roll.primary) else "",
    )
    return Page(at(permalink), permalink, "region.html", view, heavies(view), region.span.path if region.span else "")


def _parts(desk: Desk, region: str) -> tuple[Part, ...]:
    """The stretches of time, oldest first, that a region's briefs are listed by; none where its own page has them all."""
    roll = desk.site.rollups.get(region)
    if roll is None or (len(roll.primary) <= PRIMARY and len(roll.mentioned) <= MENTIONED):
        return ()
    by_year: dict[str, list[int]] = {}
    for index in sorted((*roll.primary, *roll.mentioned)):
        by_year.setdefault(desk.site.briefs[index].date[:4], []).append(index)
    found = []
    for year, briefs in by_year.items():
        groups = {year: briefs}
        if len(briefs) > LONG_YEAR:
            groups = {}
            for index in briefs:
                groups.setdefault(desk.site.briefs[index].date[:7], []).append(index)
        found += [Part(key, tuple(inside)) for key, inside in groups.items()]
    return tuple(found)


def _address(region: str, part: Part) -> str:
    return region + part.key.replace("-", "/") + "/"


def _tag(desk: Desk, region: str, part: Part) -> Tag:
    """The link to a stretch of the region that lives at a permalink, with how many briefs it has."""
    label = part.key if len(part.key) == len("2023") else dates.month_words(part.key, desk.locale)
    return Tag(label, _address(region, part), count=len(part.briefs))


def _tags(desk: Desk, region: str, parts: tuple[Part, ...]) -> tuple[Tag, ...]:
    """The links between those stretches. How much there is of the newest is not said: it grows, and the pages of what is over stay as they are."""
    tags = [_tag(desk, region, part) for part in parts]
    return (*tags[:-1], tags[-1].uncounted())


def _part(name: str, parts: tuple[Part, ...], place: int, desk: Desk) -> Page:
    """What stands under a region in one stretch of time, newest first."""
    own, briefs = desk.permalink("region", name), parts[place].briefs
    tags = desk.once(("regions", name), lambda: _tags(desk, own, parts))
    tag = tags[place]
    title = f"{desk.name(name)}, {tag.label}"
    view = ArchiveView(
        head=desk.head(title, "", tag.permalink, "regions"),
        crumbs=desk.crumbs((desk.words.say("regions"), "/regions/"), *desk.above(name), (tag.label, "")),
        title=title, standfirst=desk.words.count("brief", len(briefs)), months=(), days=days(desk, briefs, len(briefs)),
        years=tuple(msgspec.structs.replace(one, current=one is tag) for one in reversed(tags)), rows=(),
        earlier=tags[place - 1] if place else None, later=tags[place + 1] if place + 1 < len(parts) else None,
    )
    return Page(at(tag.permalink), tag.permalink, "archive.html", view, heavies(view), "")


def _facts(desk: Desk, region: Region) -> tuple[Fact, ...]:
    tree = desk.site.tree.by_id
    parent = Fact(desk.words.say("part-of"), desk.name(region.parent), desk.permalink("region", region.parent)) if region.parent in tree else None
    label = "ISO 3166-2" if "-" in region.code else "ISO 3166-1"
    return desk.facts(
        Fact(label, region.code) if region.code else None,
        parent,
        ("also-written", "; ".join(name for name in region.aka[:8] if name != region.name)),
    )


def _trend(desk: Desk, region: str, roll: Rollup | None) -> tuple[tuple[DateLabel, str, str], ...]:
    """The desk's arrows for this very region, oldest first: (date, trend, alerts). Only primary tags count."""
    found = []
    for index in roll.primary if roll else ():
        brief = desk.site.briefs[index]
        found += [(desk.day(brief.date), tag.trend, ", ".join(desk.words.name(f"alert-{alert}", alert) for alert in tag.alert))
                  for tag in brief.regions if tag.id == region and tag.primary and (tag.trend or tag.alert)]
    return tuple(found[-24:])
