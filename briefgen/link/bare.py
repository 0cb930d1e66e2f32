"""What only link asks, left out. In: a linked site. Out: the same for whoever only shows it, a fifth smaller in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace

from briefgen.model.diagnostic import Span

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.model.event import Event
    from briefgen.model.seed import Role
    from briefgen.model.site import Site

T = TypeVar("T", bound=Any)


def bare(site: Site) -> Site:
    """`site` without where in their files things are written, which nothing but a diagnostic tells: of a span only the file is left.

    Briefs have no events and links of their own then: all are the site's.
    """
    files: dict[str, Span] = {}

    def at(path: str) -> Span:
        return files.setdefault(path, Span(path))

    kinds: dict[tuple[Role, ...], tuple[Role, ...]] = {}
    briefs = tuple([_brief(brief, at(brief.path)) for brief in site.briefs])
    events = tuple([_event(event, at(event.span.path)) for event in site.events])
    seeds = {name: replace(seed, span=at(seed.path), roles=kinds.setdefault(seed.roles, seed.roles), prints="") for name, seed in site.seeds.items()}
    return replace(site, briefs=briefs, events=events, seeds=seeds)


def _event(event: Event, at: Span) -> Event:
    return replace(event, span=at, places=b"")


def _brief(brief: Brief, at: Span) -> Brief:
    def spanless(records: tuple[T, ...]) -> tuple[T, ...]:
        return tuple([replace(one, span=at) for one in records])

    return replace(
        brief, regions=spanless(brief.regions), figures=spanless(brief.figures), corrections=spanless(brief.corrections), items=spanless(brief.items),
        claims=spanless(brief.claims), timelines=spanless(brief.timelines), events=(), citations=spanless(brief.citations),
        quotations=spanless(brief.quotations), links=(), block_places=b"", names=(), span=at, stated=())
