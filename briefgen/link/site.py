"""The room's table of steps. In: all units, and what the last linking left. Out: the `Site`, and what only all units together can be wrong about.

Each step is a function of what its line names and of nothing else, taken once or for each of many; `Memory` takes it again only where that has
changed. So a step is given as little as it reads: of a brief its tags, its claims, its address; the tree and the seeds without what is only shown.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from briefgen.link import changes, claims, evidence, exclusions, history, maps, outliers, permalinks, references, regions, staleness, trace
from briefgen.link.memory import Memory
from briefgen.model.codes import note
from briefgen.model.seed import Publish
from briefgen.model.site import Site
from briefgen.model.when import order_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from briefgen.model.brief import Brief
    from briefgen.model.change import Edition
    from briefgen.model.diagnostic import Diagnostic, Span
    from briefgen.model.event import Event
    from briefgen.model.seed import Seed
    from briefgen.model.site import Alike, Text, Units


def site(units: Units, work: trace.Work, load: Callable[[str], bytes], memory: Memory | None = None) -> tuple[Site, list[Diagnostic]]:
    """Links `units`. `work` does the costly steps, memoised; `load` gives a heavy record by its digest; `memory` is that of the linking before."""
    do = memory or Memory(keeps=False)
    notes: list[Diagnostic] = []

    # Who is there.
    published, storylines, left_out = exclusions.published(units, notes)
    tree, more = do.once(regions.tree, units.regions, units.config.language)
    notes += more
    plain = do.once(regions.unnamed, tree)
    seeds, more = do.once(_seeds, units.seeds)
    notes += more
    bare = do.once(_by_id, do.each(_bare, tuple(seeds.values())))
    lines = {storyline.id: storyline for storyline in storylines}
    known = do.once(references.known, tuple(plain.by_id), tuple(storyline.id for storyline in units.storylines), tuple(bare))
    whole = do.each(history.taken_back, do.once(_in_order, published, do.once(exclusions.order, do.each(exclusions.rank, published))))
    briefs = do.each(_tagged, whole, known.regions)
    events = _events(do, units.events, briefs, notes)
    written: tuple[Text, ...] = (*briefs, *storylines, *units.pages)

    # Where they live, and what they name.
    tags, happened = do.each(regions.tags, briefs), do.each(regions.places, events)
    ways = do.once(regions.lines, plain)
    rolled = do.once(regions.rollups, do.each(regions.tagged_over, tags, ways), do.each(regions.over, happened, ways))
    paged = do.once(_paged, ways, (*rolled, *(i for s in storylines for i in s.regions), *(region.id for region in units.regions)))
    book = do.once(permalinks.book, do.each(permalinks.of_brief, briefs), do.each(permalinks.of_storyline, storylines),
                   do.each(permalinks.of_seed, tuple(bare.values())), do.each(permalinks.of_page, units.pages),
                   tuple([(ways[region], plain.by_id[region].span) for region in paged]), units.assets)
    notes += book.notes
    resolved = do.each(references.resolve, written, do.once(references.Links, book.permalinks, book.paths, book.addresses, left_out))
    named = (do.each(references.of_brief, whole, known), do.each(references.of_storyline, storylines, known),
             do.each(references.of_event, events, known), do.each(references.cited, written, bare))
    notes += do.once(references.said, tuple(chain.from_iterable(chain.from_iterable(named))), tree, lines, seeds)

    # What they rest on, and how they stand to one another.
    traced = trace.trace(do, written, briefs, seeds, bare, work, load)
    kept = history.keep(do, units, briefs, storylines, book, left_out, work)
    before = do.once(changes.earlier, do.each(changes.threads, briefs))
    pairs = tuple([(other, index, briefs[other], briefs[index]) for index, other in before.items()])
    standing = do.once(claims.standing, do.column("brief.claims", briefs), do.column("event.id", events))
    retracted = do.once(_retracted, do.each(claims.taken_back, briefs), do.column("brief.span", briefs))
    members = do.once(_briefs_of, do.column("brief.storylines", briefs))
    stale = do.once(staleness.stale, do.each(staleness.term, briefs), storylines, members, units.config.defaults.storylines_stale_after_days,
                    units.today)
    ids, paths = do.column("brief.id", briefs), do.column("unit.path", written)
    homes = do.once(_homes, paths, book.paths)
    cited = tuple(zip(written, homes, traced.checks.values(), strict=True))
    for found in ((one.notes for one in resolved), do.each(changes.reused, pairs, plain), do.each(claims.stated_as_fact, briefs, retracted)):
        notes += chain.from_iterable(found)
    notes += [*outliers.outliers(events, do.once(outliers.far, do.each(outliers.day, events))), *traced.notes, *kept.notes, *standing.notes]
    made = Site(
        config=units.config, briefs=briefs, storylines=storylines, events=events, seeds=seeds, pages=units.pages,
        corrections=units.corrections, assets=units.assets, tree=tree, rollups=rolled, permalinks=book.permalinks, checks=traced.checks,
        uses=do.once(evidence.uses, do.each(evidence.used, cited, known.sources)),
        links=do.table("links", paths, tuple([one.targets for one in resolved])),
        storyline_briefs=members, storyline_events=do.once(_events_of, do.column("event.storylines", events)),
        chains=traced.chains, alike=do.once(_alike, traced.alike), grounds=traced.grounds, gone=traced.gone,
        editions=do.once(_editions, do.each(changes.edition, pairs)),
        disputes=standing.disputes, event_claims=standing.of_events, ledgers=kept.ledgers, compared=kept.compared,
        revisions={path: found.history for path, found in kept.compared.items() if found.history},
        stale=stale.since, turns=stale.turns, left_out=left_out, aliases=book.aliases,
        scenes=do.once(maps.scenes, units.config.language, plain, paged, ids, tags) if units.config.maps else {},
        neighbours=do.once(maps.neighbours, plain, paged),
    )
    return do.keep("site", made), notes


class _Seeds(NamedTuple):
    by_id: dict[str, Seed]
    notes: tuple[Diagnostic, ...]


def _seeds(seeds: tuple[Seed, ...]) -> _Seeds:
    """By id, in order of id; BG305 for an id given twice, BG303 for one text under two names."""
    notes: list[Diagnostic] = []
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
    return _Seeds(found, tuple(notes))


def _bare(seed: Seed) -> Seed:
    """A seed as all steps see it to which its text does not matter, without what is only shown."""
    return msgspec.structs.replace(
        seed, title="", author="", published=None, retrieved=None, url="", archive=(), language="", publish=Publish.EXCERPT, licence="", sha256="",
        encoding="", translated="", note="", described=False, passages="", words=0, prints="")


def _by_id(seeds: tuple[Seed, ...]) -> dict[str, Seed]:
    return {seed.id: seed for seed in seeds}


def _tagged(brief: Brief, known: frozenset[str]) -> Brief:
    """A brief without the tags that are not known."""
    good = [tag for tag in brief.regions if tag.id in known]
    return brief if len(good) == len(brief.regions) else msgspec.structs.replace(brief, regions=tuple(good))


class _Order(NamedTuple):
    """Indices of events in the one total order, and of those that repeat an id, each with the first that has it."""

    indices: tuple[int, ...]
    repeated: tuple[tuple[int, int], ...]


def _events(do: Memory, given: tuple[Event, ...], briefs: tuple[Brief, ...], notes: list[Diagnostic]) -> tuple[Event, ...]:
    """All events in the one total order. An id stands for one event only (BG143)."""
    every = do.once(_joined, given, do.column("brief.events", briefs))
    order = do.once(_order, do.each(_event_rank, every))
    for index, before in order.repeated:
        event, first = every[index], every[before]
        notes.append(note("BG143", event.span, f'the event "{event.id}" is already given in {first.span.path}:{first.span.line}',
                          "give it another  id:", related=(first.span,)))
    return do.once(_events_in_order, every, order.indices)


def _joined(given: tuple[Event, ...], briefs: tuple[tuple[Event, ...], ...]) -> tuple[Event, ...]:
    return (*given, *chain.from_iterable(briefs))


def _events_in_order(events: tuple[Event, ...], order: tuple[int, ...]) -> tuple[Event, ...]:
    return tuple([events[index] for index in order])


def _in_order(briefs: tuple[Brief, ...], order: tuple[int, ...]) -> tuple[Brief, ...]:
    return tuple([briefs[index] for index in order])


def _homes(paths: tuple[str, ...], known: Mapping[str, str]) -> tuple[str, ...]:
    """Where each unit is read."""
    return tuple([known.get(path, "/") for path in paths])


def _event_rank(event: Event) -> tuple[tuple[int, int, int, int, int], str]:
    return order_key(event.when), event.id


def _order(ranks: tuple[tuple[tuple[int, int, int, int, int], str], ...]) -> _Order:
    first: dict[str, int] = {}
    repeated = [(index, first[name]) for index, (_, name) in enumerate(ranks) if first.setdefault(name, index) != index]
    return _Order(tuple(sorted(first.values(), key=ranks.__getitem__)), tuple(repeated))


def _paged(ways: Mapping[str, tuple[str, ...]], named: tuple[str, ...]) -> tuple[str, ...]:
    """The regions that get a page: those named, and all that contain them; parents before children."""
    return tuple(sorted({step for region in named for step in ways.get(region, ())}, key=ways.__getitem__))


def _briefs_of(lines: tuple[tuple[str, ...], ...]) -> dict[str, tuple[int, ...]]:
    return _group(lines)


def _events_of(lines: tuple[tuple[str, ...], ...]) -> dict[str, tuple[int, ...]]:
    return _group(lines)


def _group(named: Iterable[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    """For each name, the indices of what has it."""
    found: dict[str, list[int]] = defaultdict(list)
    for index, names in enumerate(named):
        for name in names:
            found[name].append(index)
    return {name: tuple(indices) for name, indices in found.items()}


def _retracted(names: tuple[tuple[str, ...], ...], spans: tuple[Span, ...]) -> dict[str, Span]:
    """The last brief that marks each statement as retracted."""
    return {name: span for some, span in zip(names, spans, strict=True) for name in some}


def _editions(found: tuple[Edition, ...]) -> dict[int, Edition]:
    return {edition.brief: edition for edition in found if edition.changes}


def _alike(pairs: tuple[Alike, ...]) -> dict[str, tuple[Alike, ...]]:
    found: dict[str, list[Alike]] = defaultdict(list)
    for pair in pairs:
        found[pair.first].append(pair)
        found[pair.second].append(pair)
    return {name: tuple(some) for name, some in found.items()}
