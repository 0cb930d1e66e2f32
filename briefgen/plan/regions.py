"""Region pages and their tree. In: the desk. Out: pages, each item once for a region and each of its ancestors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.page import Page
from briefgen.model.parts import Fact, PositionView, Tag, TreeNode
from briefgen.model.views import RegionsView, RegionView
from briefgen.plan.heavy import heavies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.parts import DateLabel
    from briefgen.model.place import Region
    from briefgen.model.site import Rollup
    from briefgen.plan.desk import Desk

MOST = 200


def pages(desk: Desk) -> Iterator[Page]:
    """The tree of regions, and a page for each that the site names or that contains one."""
    paged = [name for kind, name in desk.site.permalinks if kind == "region"]
    title = desk.words.say("regions")
    roots = tuple(_node(desk, name, set(paged)) for name in paged if not desk.site.tree.by_id[name].parent)
    view = RegionsView(desk.head(title, "", "/regions/", "regions"), title, roots, None)
    yield Page("regions/index.html", "/regions/", "regions.html", view, heavies(view))
    for name in paged:
        yield _page(desk, desk.site.tree.by_id[name])


def _node(desk: Desk, name: str, paged: set[str]) -> TreeNode:
    children = (child for child in desk.site.tree.children.get(name, ()) if child in paged)
    return TreeNode(desk.region_link(name), tuple(_node(desk, child, paged) for child in children))


def _page(desk: Desk, region: Region) -> Page:
    site, say = desk.site, desk.words.say
    permalink = desk.permalink("region", region.id)
    roll: Rollup | None = site.rollups.get(region.id)
    line = site.tree.line(region.id)
    feed = Tag(f"{site.config.title}: {region.name}", permalink + "feed.xml")
    rows = desk.numbered(roll.events[-12:] if roll else ())
    under = {index for index in (*(roll.primary if roll else ()), *(roll.mentioned if roll else ()))}
    stories = {name for index in under for name in site.briefs[index].storylines}
    view = RegionView(
        head=desk.head(region.name, region.note, permalink, "regions", (feed,)),
        crumbs=desk.crumbs((say("regions"), "/regions/"), *((site.tree.by_id[step].name, desk.permalink("region", step)) for step in line[:-1]),
                           (region.name, "")),
        title=region.name,
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
        briefs=tuple(desk.cards[index] for index in reversed(roll.primary if roll else ()))[:MOST],
        mentioned=tuple(desk.cards[index] for index in reversed(roll.mentioned if roll else ()))[:MOST],
        rows=rows,
        storylines=tuple(desk.storyline_card(s) for s in site.storylines if s.id in stories or region.id in s.regions),
        trend=_trend(desk, region.id, roll),
        feed=permalink + "feed.xml",
        timeline=permalink + "timeline/" if roll and roll.events else "",
    )
    return Page(permalink.lstrip("/") + "index.html", permalink, "region.html", view, heavies(view), region.span.path if region.span else "")


def _facts(desk: Desk, region: Region) -> tuple[Fact, ...]:
    tree = desk.site.tree.by_id
    parent = Fact(desk.words.say("part-of"), tree[region.parent].name, desk.permalink("region", region.parent)) if region.parent in tree else None
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
        for tag in brief.regions:
            if tag.id == region and tag.primary and (tag.trend or tag.alert):
                found.append((desk.day(brief.date), tag.trend, " ".join(tag.alert)))
    return tuple(found[-24:])
