"""The room's table of steps. In: all units. Out: the `Site`, and what only all units together can be wrong about."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import msgspec

from briefgen.link import changes, claims, evidence, exclusions, history, maps, references, regions, staleness, trace
from briefgen.link.outliers import outliers
from briefgen.link.permalinks import Registry, aliases, permalinks
from briefgen.model.codes import note
from briefgen.model.diagnostic import Span
from briefgen.model.site import Site
from briefgen.model.when import order_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefgen.model.brief import Brief
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.event import Event, Storyline
    from briefgen.model.seed import Seed
    from briefgen.model.site import Alike, Tree, Units


def site(units: Units, work: trace.Work, load: Callable[[str], bytes]) -> tuple[Site, list[Diagnostic]]:
    """Links `units`. `work` does the costly steps, memoised; `load` gives a heavy record by its digest."""
    notes: list[Diagnostic] = []
    briefs, storylines, left_out = exclusions.published(units, notes)
    briefs = tuple(history.taken_back(brief) for brief in briefs)
    tree = regions.tree(units.regions, notes, units.config.language)
    seeds = _seeds(units.seeds, notes)
    briefs = tuple(_known_tags(brief, tree, notes) for brief in briefs)
    lines = {storyline.id: storyline for storyline in storylines}
    hidden = {storyline.id for storyline in units.storylines} - set(lines)
    _names(briefs, storylines, tree, lines, hidden, seeds, notes)
    events = _events(units, briefs, tree, lines, hidden, seeds, notes)
    notes += outliers(events)
    rolled = regions.rollups(tree, briefs, events)
    paged = _paged(tree, (*rolled, *(i for s in storylines for i in s.regions), *(region.id for region in units.regions)))

    registry = Registry(notes)
    found = permalinks(briefs, storylines, seeds, units.pages, tree, paged, registry)
    moved = aliases(briefs, storylines, found, registry)
    asset_paths = {asset.path: asset.permalink for asset in units.assets}
    for asset in units.assets:
        registry.claim(asset.permalink, _span(asset.path))
    kinds: tuple[tuple[str, tuple[evidence.Unit, ...]], ...] = (("brief", briefs), ("storyline", storylines), ("page", units.pages))
    paths = asset_paths | {unit.path: found[kind, unit.id] for kind, group in kinds for unit in group if (kind, unit.id) in found}
    resolver = references.Links(found, paths, registry, left_out, notes)
    written: list[evidence.Unit] = [*briefs, *storylines, *units.pages]
    links = {unit.path: resolver.resolve(unit.links, unit.path) for unit in written}

    traced = trace.trace(written, briefs, seeds, work, load, notes)
    kept = history.keep(units, briefs, storylines, found, tuple(alias for alias, _, _ in moved), left_out, work, notes)
    before = changes.earlier(briefs)
    notes += changes.reused(briefs, before, tree)
    notes += claims.stated_as_fact(briefs)
    members = _group((i, brief.storylines) for i, brief in enumerate(briefs))
    stale, turns = staleness.stale(briefs, storylines, members, units.config.defaults.storylines_stale_after_days, units.today)
    places = [(unit, found.get((kind, unit.id), "/"), traced.checks[unit.path]) for kind, group in kinds for unit in group]
    linked = Site(
        config=units.config, briefs=briefs, storylines=storylines, events=events, seeds=seeds, pages=units.pages,
        corrections=units.corrections, assets=units.assets, tree=tree, rollups=rolled, permalinks=found, checks=traced.checks,
        uses=evidence.uses(places, seeds), links=links,
        storyline_briefs=members,
        storyline_events=_group((i, event.storylines) for i, event in enumerate(events)),
        chains=traced.chains, alike=_alike(traced.alike), grounds=traced.grounds, gone=traced.gone, editions=changes.editions(briefs, before),
        disputes=claims.disputes(briefs, events, notes), event_claims=claims.of_events(briefs), ledgers=kept.ledgers, compared=kept.compared,
        revisions={path: found.history for path, found in kept.compared.items() if found.history},
        stale=stale, turns=turns, left_out=left_out, aliases=moved,
        scenes=maps.scenes(units.config, tree, paged, briefs), neighbours=maps.neighbours(tree, paged),
    )
    return linked, notes


def _alike(pairs: Iterable[Alike]) -> dict[str, tuple[Alike, ...]]:
    found: dict[str, list[Alike]] = defaultdict(list)
    for pair in pairs:
        found[pair.first].append(pair)
        found[pair.second].append(pair)
    return {name: tuple(some) for name, some in found.items()}


def _span(path: str) -> Span:
    return Span(path, 1, 1)


def _seeds(seeds: tuple[Seed, ...], notes: list[Diagnostic]) -> dict[str, Seed]:
    """By id, in order of id; BG305 for an id given twice, BG303 for one text under two names."""
    found: dict[str, Seed] = {}
    texts: dict[str, Seed] = {}
    for seed in sorted(seeds, key=lambda seed: (seed.id, seed.path)):
        if seed.id in found:
            notes.append(note("BG305", seed.span, f'the id "{seed.id}" belongs to {found[seed.id].path} already', "give one of them another  id:"))
            continue
        found[seed.id] = seed
        first = texts.setdefault(seed.passages, seed) if seed.has_text else seed
        if first is not seed:
            notes.append(note("BG303", seed.span, f"the same text as {first.path}", "delete one of the two, and cite the other"))
    return found


def _known_tags(brief: Brief, tree: Tree, notes: list[Diagnostic]) -> Brief:
    good = tuple(tag for tag in brief.regions if regions.known(tree, tag.id, tag.span, notes))
    return brief if good == brief.regions else msgspec.structs.replace(brief, regions=good)


def _names(
    briefs: tuple[Brief, ...], storylines: tuple[Storyline, ...], tree: Tree, lines: dict[str, Storyline], hidden: set[str],
    seeds: dict[str, Seed], notes: list[Diagnostic],
) -> None:
    """Every storyline, region and source that front matter names exists."""
    for brief in briefs:
        places = dict(brief.names)
        for name in brief.storylines:
            if name not in hidden:
                references.named(name, places.get(f"storyline:{name}", brief.span), lines, "storyline", "BG102", notes)
        for block in brief.timelines:
            if block.region:
                regions.known(tree, block.region, block.span, notes)
            if block.storyline and block.storyline not in hidden:
                references.named(block.storyline, block.span, lines, "storyline", "BG102", notes)
        for figure in brief.figures:
            if figure.source:
                references.named(figure.source, figure.span, seeds, "source", "BG101", notes)
    for storyline in storylines:
        places = dict(storyline.names)
        for region in storyline.regions:
            regions.known(tree, region, places.get(f"region:{region}", storyline.span), notes)


def _events(
    units: Units, briefs: tuple[Brief, ...], tree: Tree, lines: dict[str, Storyline], hidden: set[str], seeds: dict[str, Seed],
    notes: list[Diagnostic],
) -> tuple[Event, ...]:
    """All events in the one total order. An id stands for one event only (BG143); what an event names exists."""
    seen: dict[str, Event] = {}
    for event in (*units.events, *(event for brief in briefs for event in brief.events)):
        first = seen.setdefault(event.id, event)
        if first is not event:
            notes.append(note("BG143", event.span, f'the event "{event.id}" is already given in {first.span.path}:{first.span.line}',
                              "give it another  id:", related=(first.span,)))
            continue
        places = dict(event.names)
        for region in (*event.regions, *event.mentions):
            regions.known(tree, region, places.get(f"region:{region}", event.span), notes)
        for name in event.storylines:
            if name not in hidden:
                references.named(name, places.get(f"storyline:{name}", event.span), lines, "storyline", "BG102", notes)
        for source in event.sources:
            references.named(source, places.get(f"source:{source}", event.span), seeds, "source", "BG101", notes)
    return tuple(sorted(seen.values(), key=lambda event: (order_key(event.when), event.id)))


def _paged(tree: Tree, named: tuple[str, ...]) -> tuple[str, ...]:
    """The regions that get a page: those named, and all that contain them; parents before children."""
    found = {step for region in named if region in tree.by_id for step in tree.line(region)}
    return tuple(sorted(found, key=tree.line))


def _group(pairs: Iterable[tuple[int, tuple[str, ...]]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, names in pairs:
        for name in names:
            found[name].append(index)
    return {name: tuple(indices) for name, indices in found.items()}
