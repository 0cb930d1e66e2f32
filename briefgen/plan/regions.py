"""Region pages and their tree. In: the desk. Out: pages, each item once for a region and each of its ancestors.

A region with many briefs shows the newest on its page; all of them stand on pages of their own, by year, by month where a year is long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from briefgen.model import dates
from briefgen.model.page import Page
from briefgen.model.parts import Fact, MapView, PositionView, Tag, TreeNode
from briefgen.model.views import ArchiveView, RegionsView, RegionView
from briefgen.plan.archives import days
from briefgen.plan.heavy import heavies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.parts import Card, DateLabel
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


def pages(desk: Desk) -> Iterator[Page]:
    """The tree of regions, and a page for each that the site names or that contains one."""
    paged = [name for kind, name in desk.site.permalinks if kind == "region"]
    title = desk.words.say("regions")
    levels = [len(desk.site.tree.line(name)) for name in paged]
    depth = next((level for level in range(max(levels, default=0), 0, -1) if sum(own <= level for own in levels) <= FACES), 0)
    roots = tuple(_node(desk, name, set(paged), depth) for name in paged if not desk.site.tree.by_id[name].parent)
    view = RegionsView(desk.head(title, "", "/regions/", "regions"), title, roots, _overview(desk, paged))
    yield Page("regions/index.html", "/regions/", "regions.html", view, heavies(view))
    named = _named(desk)
    for name in paged:
        region = desk.site.tree.by_id[name]
        parts = _parts(desk, region)
        yield _page(desk, region, tuple(tag for tag, _ in reversed(parts)), named.get(name, ()))
        for place in range(len(parts)):
            yield _part(desk, region, parts, place)


def _overview(desk: Desk, paged: list[str]) -> MapView | None:
    """The map of all regions that have a page, where link found one."""
    scene, say = desk.site.scenes.get(("regions", ""), ""), desk.words.say
    if not scene:
        return None
    names = desk.listing(desk.site.tree.by_id[name].name for name in paged)
    caption = say("caption-plain" if scene.endswith("/") else "caption-hatched")
    return MapView(scene, say("map-of-regions"), say("map-of-regions-description", names=names), caption, desk.own_names)


def _node(desk: Desk, name: str, paged: set[str], faces: int) -> TreeNode:
    """A region with those that it contains; `faces` levels of them are drawn as silhouettes."""
    children = (child for child in desk.site.tree.children.get(name, ()) if child in paged)
    link = desk.region_link(name)
    below = tuple(_node(desk, child, paged, max(0, faces - 1)) for child in children)
    return TreeNode(link if faces else msgspec.structs.replace(link, shape=""), below)


def _named(desk: Desk) -> dict[str, tuple[Tag, ...]]:
    """For each region, the sources that name it or a part of it, most often first: suggestions, there only where seeds were read in full."""
    found: dict[str, dict[str, int]] = {}
    for seed, marks in desk.site.marks.items():
        for region, count in marks.regions:
            for name in desk.site.tree.line(region) if count else ():
                counts = found.setdefault(name, {})
                counts[seed] = counts.get(seed, 0) + count
    return {name: tuple(Tag(desk.title(desk.site.seeds[seed]), desk.permalink("source", seed), count=counts[seed])
                        for seed in sorted(counts, key=lambda one: (-counts[one], one))[:SUGGESTED]) for name, counts in found.items()}


def _page(desk: Desk, region: Region, parts: tuple[Tag, ...], named: tuple[Tag, ...]) -> Page:
    site, say = desk.site, desk.words.say
    permalink = desk.permalink("region", region.id)
    roll: Rollup | None = site.rollups.get(region.id)
    line = site.tree.line(region.id)
    feed = Tag(f"{site.config.title}: {region.name}", permalink + "feed.xml")
    rows = desk.numbered(roll.events[-12:] if roll else ())
    under = {*roll.primary, *roll.mentioned} if roll else set()
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
        briefs=tuple(desk.cards[index] for index in reversed(roll.primary[-PRIMARY:] if roll else ())),
        mentioned=tuple(desk.cards[index] for index in reversed(roll.mentioned[-MENTIONED:] if roll else ())),
        parts=parts,
        rows=rows,
        storylines=tuple(desk.storyline_card(s) for s in site.storylines if s.id in stories or region.id in s.regions),
        trend=_trend(desk, region.id, roll),
        feed=permalink + "feed.xml",
        timeline=permalink + "timeline/" if roll and roll.events else "",
        suggested=named,
        changes=permalink + "changes/" if roll and any(index in site.editions for index in roll.primary) else "",
    )
    return Page(permalink.lstrip("/") + "index.html", permalink, "region.html", view, heavies(view), region.span.path if region.span else "")


def _parts(desk: Desk, region: Region) -> list[tuple[Tag, tuple[Card, ...]]]:
    """The stretches of time, oldest first, that a region's briefs are listed by; none where its own page has them all."""
    roll = desk.site.rollups.get(region.id)
    if roll is None or (len(roll.primary) <= PRIMARY and len(roll.mentioned) <= MENTIONED):
        return []
    own = desk.permalink("region", region.id)
    by_year: dict[str, list[Card]] = {}
    for index in sorted((*roll.primary, *roll.mentioned)):
        by_year.setdefault(desk.cards[index].day[:4], []).append(desk.cards[index])
    found = []
    for year, cards in by_year.items():
        groups = {year: cards}
        if len(cards) > LONG_YEAR:
            groups = {}
            for card in cards:
                groups.setdefault(card.day[:7], []).append(card)
        for part, inside in groups.items():
            label = part if part == year else dates.month_words(part, desk.locale)
            found.append((Tag(label, own + part.replace("-", "/") + "/", count=len(inside)), tuple(inside)))
    return found


def _part(desk: Desk, region: Region, parts: list[tuple[Tag, tuple[Card, ...]]], place: int) -> Page:
    """What stands under a region in one stretch of time, newest first."""
    tag, cards = parts[place]
    title = f"{region.name}, {tag.label}"
    line = desk.site.tree.line(region.id)
    view = ArchiveView(
        head=desk.head(title, "", tag.permalink, "regions"),
        crumbs=desk.crumbs((desk.words.say("regions"), "/regions/"),
                           *((desk.site.tree.by_id[step].name, desk.permalink("region", step)) for step in line), (tag.label, "")),
        title=title, standfirst=desk.words.count("brief", len(cards)), months=(), days=days(desk, cards, len(cards)),
        years=tuple(msgspec.structs.replace(one, current=one is tag) for one, _ in reversed(parts)), rows=(),
        earlier=parts[place - 1][0] if place else None, later=parts[place + 1][0] if place + 1 < len(parts) else None,
    )
    return Page(tag.permalink.lstrip("/") + "index.html", tag.permalink, "archive.html", view, heavies(view), "")


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
        found += [(desk.day(brief.date), tag.trend, ", ".join(desk.words.name(f"alert-{alert}", alert) for alert in tag.alert))
                  for tag in brief.regions if tag.id == region and tag.primary and (tag.trend or tag.alert)]
    return tuple(found[-24:])
