"""Source pages and their list. In: the desk. Out: pages. Of a seed, only the cited passages are shown unless it says otherwise."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from briefgen.model import dates
from briefgen.model.page import Page
from briefgen.model.parts import Fact, PassageView, Tag
from briefgen.model.seed import Publish, Role
from briefgen.model.views import SourcesView, SourceView
from briefgen.plan.heavy import heavies
from briefgen.plan.planned import Planned, at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.chain import Chain
    from briefgen.model.reading import PassageMarks
    from briefgen.model.seed import Seed
    from briefgen.model.site import Alike
    from briefgen.plan.desk import Desk

# How many sources one page lists, and the folder of the lists of older ones; a seed of that name would be its index, so that none is in the way.
MOST: Final = 200
FOLDER: Final = "published"


def pages(desk: Desk) -> Iterator[Planned]:
    """The list of sources, and a page for each.

    All sources stand on one page; or, where they are more than `MOST`, a page has each stretch of `MOST`, named for when they were published.
    Stretches are counted from the oldest, so that a new source moves none to another page; the newest stands at /sources/ itself.
    """
    ordered = [seed.id for seed in sorted(desk.site.seeds.values(), key=lambda seed: (-(seed.published.lo if seed.published else 0), seed.id))]
    count = max(1, -(-len(ordered) // MOST))
    lists = tuple(("/sources/" if n == count - 1 else f"/sources/{FOLDER}/{n + 1}/",
                   tuple(ordered[max(0, len(ordered) - MOST * (n + 1)):len(ordered) - MOST * n])) for n in range(count))
    for place, (address, _) in enumerate(lists):
        yield Planned(at(address), _list, (lists, place))
    for name in ordered:
        permalink = desk.permalink("source", name)
        if permalink:
            seed = desk.site.seeds[name]
            day = dates.from_ordinal(seed.published.lo) if seed.published and seed.published.lo else ""
            yield Planned(at(permalink), _page, (name,), seed.path, day=day)


def _list(lists: tuple[tuple[str, tuple[str, ...]], ...], place: int, desk: Desk) -> Page:
    title, seeds = desk.words.say("sources"), desk.site.seeds
    labels = desk.once(("sources",), lambda: [_published(desk, [seeds[name] for name in names]) for _, names in lists])
    tags = tuple(Tag(labels[n], address, n == place) for n, (address, _) in enumerate(lists))
    name = f"{title}, {tags[place].label}" if len(lists) > 1 else title
    address, names = lists[place]
    view = SourcesView(
        desk.head(name, "", address, "sources"), name, tuple(desk.source_card(seeds[name]) for name in names),
        ((desk.words.say("published"), tags[::-1]),) if len(lists) > 1 else (), tags[place - 1] if place else None,
        tags[place + 1] if place + 1 < len(lists) else None)
    return Page(at(address), address, "sources.html", view)


def _published(desk: Desk, seeds: list[Seed]) -> str:
    """From when to when some sources, newest first, were published: in months."""
    known = [seed.published.lo for seed in seeds if seed.published and seed.published.lo > 0]
    if not known:
        return desk.words.say("date-unknown")
    ends = [dates.month_words(dates.from_ordinal(day)[:7], desk.locale) for day in (min(known), max(known))]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} – {ends[1]}"


def _page(name: str, desk: Desk) -> Page:
    seed, permalink = desk.site.seeds[name], desk.permalink("source", name)
    events, users = desk.tables.told_by.get(name, ()), desk.tables.citing.get(name, ())
    passages = _passages(desk, seed)
    title = desk.title(seed)
    view = SourceView(
        head=desk.head(title, desk.words.say("source-standfirst"), permalink, "sources"),
        crumbs=desk.crumbs((desk.words.say("sources"), "/sources/"), (title, "")),
        title=title,
        standfirst=desk.words.say("source-standfirst"),
        passages=passages,
        passages_digest=seed.passages if any(passage.shown for passage in passages) else "",
        publish=seed.publish.value,
        facts=_facts(desk, seed),
        chain=tuple(_chain(desk, chain) for chain in desk.site.chains.get(seed.id, ()) if len(chain.steps) > 1),
        used_by=desk.cards(reversed(users)),
        events=desk.numbered(events),
        licence=seed.licence,
        note=seed.note,
        withdrawn=desk.words.say("source-withdrawn", day=desk.day(desk.site.gone[seed.id]).words) if seed.id in desk.site.gone else "",
        shared=tuple(_shared(desk, seed, pair) for pair in desk.site.alike.get(seed.id, ())),
    )
    shown = (view.passages_digest,) if view.passages_digest else ()
    return Page(at(permalink), permalink, "source.html", view, (*heavies(view), *shown), seed.path)


def _passages(desk: Desk, seed: Seed) -> tuple[PassageView, ...]:
    cited: dict[int, list[Tag]] = defaultdict(list)
    pages = desk.pages
    for use in desk.site.uses.get(seed.id, ()):
        if use.passage:
            said = desk.words.say("note-in", n=use.note, page=pages.get(use.permalink, ""))
            cited[use.passage].append(Tag(said, f"{use.permalink}#n{use.note}"))
    read = desk.site.marks.get(seed.id)
    marks = {one.number: one for one in read.passages} if read else {}
    made = []
    for number, (role, length) in enumerate(zip(seed.roles, seed.lengths, strict=True), 1):
        off = role is Role.BOILERPLATE
        state = "used" if number in cited else "off" if off else "read"
        shown = seed.publish is not Publish.NONE and (number in cited or (seed.publish is Publish.FULL and not off))
        one = marks.get(number)
        speakers, places, dates = (one.speakers, _places(desk, one), tuple(words for words, _ in one.dates)) if one and shown else ((), (), ())
        made.append(PassageView(number, role.value, state, length, shown, f"P{number}", tuple(cited.get(number, ())), speakers, places, dates))
    return tuple(made)


def _places(desk: Desk, marks: PassageMarks) -> tuple[Tag, ...]:
    """The places that a passage names, each leading to its region's page where there is one."""
    return tuple(Tag(name, desk.permalink("region", region)) for name, region in marks.places)


def _facts(desk: Desk, seed: Seed) -> tuple[Fact, ...]:
    say, count = desk.words.say, desk.words.count
    url = seed.url if seed.url.startswith(("http://", "https://")) else ""
    return desk.facts(
        ("publisher", seed.outlet or say("unknown")),
        desk.dated("published", desk.date(seed.published)),
        desk.dated("retrieved", desk.date(seed.retrieved)) if seed.retrieved else None,
        ("authors", seed.author),
        Fact(say("url"), url or say("unknown"), url),
        ("length", say("length-of", passages=count("passage", len(seed.roles)), words=count("words", seed.words)) if seed.has_text else ""),
        ("language", seed.language),
        ("grade", seed.reliability),
        ("licence", seed.licence),
        Fact(say("file"), seed.path.rsplit("/", 1)[-1], code=True),
        Fact(say("sha256"), " ".join(seed.sha256[i:i + 8] for i in range(0, len(seed.sha256), 8)), code=True) if seed.sha256 else None,
    )


def _chain(desk: Desk, chain: Chain) -> str:
    """`Metro (UK), citing The New York Times, citing two former senior Russian officials (said to be close to the Kremlin)`."""
    steps = [step.who + (f" ({step.access})" if step.access else "") for step in chain.steps]
    return ", ".join([steps[0], *(desk.words.say("citing", who=step) for step in steps[1:])])


def _shared(desk: Desk, seed: Seed, pair: Alike) -> tuple[Tag, str]:
    """Another source with the same wording, and how much of it."""
    first = pair.first == seed.id
    other = pair.second if first else pair.first
    places = desk.listing(f"P{run[0 if first else 1]}" for run in sorted(pair.runs, key=lambda run: run[0 if first else 1]))
    return (Tag(desk.outlet(desk.site.seeds[other]), desk.permalink("source", other)),
            desk.words.say("shares", words=desk.words.count("word", pair.words), places=places))
