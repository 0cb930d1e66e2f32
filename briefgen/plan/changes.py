"""What changed, by edition: on briefs, by month for the site, by region, as a feed and as JSON. In: the desk. Out: views and pages."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.model import dates
from briefgen.model.accounts import ChangesView
from briefgen.model.page import Page
from briefgen.model.parts import ChangeView, EditionView, Entry, Tag
from briefgen.model.when import parse_when
from briefgen.plan import feeds
from briefgen.plan.planned import Planned, at, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.model.change import Change, Edition
    from briefgen.plan.desk import Desk

# A region's page, the feeds and the JSON hold so many editions, the newest.
MOST: Final = 40


def view(desk: Desk, edition: Edition) -> EditionView:
    """What changed in an edition, in words: groups in the order new, changed, resolved, no longer reported."""
    brief, before = desk.brief(edition.brief), desk.brief(edition.before)
    groups = tuple(
        (desk.words.say(f"change-{kind.value}"), tuple(_line(desk, change) for change in some))
        for kind, some in groupby(edition.changes, key=lambda change: change.kind)
    )
    return EditionView(Tag(brief.title, desk.permalink("brief", brief.id)), Tag(before.title, desk.permalink("brief", before.id)),
                       desk.day(brief.date), groups)


def _line(desk: Desk, change: Change) -> ChangeView:
    permalink = desk.permalink("brief", desk.site.briefs[change.brief].id)
    return ChangeView(change.text, f"{permalink}#{change.id}", tuple(_move(desk, *move) for move in change.moves))


def _move(desk: Desk, key: str, old: str, new: str) -> str:
    """One difference in words: `likely → very likely`."""
    name = desk.words.name
    if key == "superseded":
        return desk.words.say("move-superseded")
    if key == "likelihood":
        return f"{old or name('none', 'none')} → {new or name('none', 'none')}"
    shown = [desk.date(parse_when(value)).words if key == "when" else name(value, value) or name("none", "none") for value in (old, new)]
    return f"{desk.words.say('move-' + key)}: {shown[0]} → {shown[1]}"


class Listing(NamedTuple):
    """A list of editions: at what permalink, of which month (ISO) or region, and the months that it leads to; `machine` says that it is also data."""

    permalink: str
    editions: tuple[int, ...]
    month: str = ""
    region: str = ""
    months: tuple[tuple[str, str], ...] = ()
    machine: bool = False


def pages(desk: Desk) -> Iterator[Planned]:
    """The newest month at /changes/, every other at its own address, a page for each region; feeds and JSON where the site has an address."""
    site, machine = desk.site, bool(desk.site.config.url)
    editions = tuple(index for index, edition in site.editions.items() if desk.permalink("brief", site.briefs[edition.brief].id))
    months = {month: tuple(some) for month, some in groupby(editions, key=lambda index: site.briefs[index].date[:7])}
    newest = max(months, default="")
    links = tuple((month, "/changes/" if month == newest else f"/changes/{month}/") for month in months)
    for month, permalink in links or (("", "/changes/"),):
        yield from _listing(Listing(permalink, months.get(month, ()), month, "", links, machine and month == newest), editions)
    for name, roll in site.rollups.items():
        permalink = desk.permalink("region", name)
        own = tuple(index for index in roll.primary if index in site.editions) if permalink else ()
        if own:
            yield from _listing(Listing(permalink + "changes/", own[-MOST:], "", name, (), machine), own)


def _listing(one: Listing, whole: tuple[int, ...]) -> Iterator[Planned]:
    """The page of a list, and where it is also data, the feed and the JSON of the newest of `whole`."""
    yield Planned(at(one.permalink), _page, (one,))
    if one.machine:
        newest = whole[-MOST:][::-1]
        yield Planned(at(one.permalink + "feed.xml"), _feed, (one, newest))
        yield Planned(at(one.permalink + "changes.json"), _data, (one, newest))


def _title(desk: Desk, one: Listing) -> str:
    if one.region:
        return desk.words.say("changes-of", what=desk.name(one.region))
    return desk.words.say("changes-of", what=dates.month_words(one.month, desk.locale)) if one.month else desk.words.say("changes")


def _feed(one: Listing, newest: tuple[int, ...], desk: Desk) -> Page:
    return feeds.feed(desk, one.permalink + "feed.xml", one.permalink, f"{desk.site.config.title}: {_title(desk, one)}", "",
                      tuple(_entry(desk, desk.site.editions[index]) for index in newest))


def _data(one: Listing, newest: tuple[int, ...], desk: Desk) -> Page:
    return plain(at(one.permalink + "changes.json"), _json(desk, [desk.site.editions[index] for index in newest]).split("\n"))


def _page(one: Listing, desk: Desk) -> Page:
    say, permalink, title = desk.words.say, one.permalink, _title(desk, one)
    above = desk.above(one.region) if one.region else ()
    tags = tuple(Tag(dates.month_words(month, desk.locale), link, month == one.month) for month, link in reversed(one.months))
    machine = one.machine
    made = ChangesView(
        head=desk.head(title, say("changes-standfirst"), permalink, "changes",
                       (Tag(f"{desk.site.config.title}: {title}", permalink + "feed.xml"),) if machine else ()),
        crumbs=desk.crumbs((say("regions"), "/regions/"), *above, (say("changes"), "")) if one.region else (),
        title=title, standfirst=say("changes-standfirst"), editions=tuple(view(desk, desk.site.editions[index]) for index in reversed(one.editions)),
        pages=tags if len(tags) > 1 else (),
        feed=permalink + "feed.xml" if machine else "", data=permalink + "changes.json" if machine else "",
    )
    return Page(at(permalink), permalink, "changes.html", made)


def _entry(desk: Desk, edition: Edition) -> Entry:
    brief, config = desk.brief(edition.brief), desk.site.config
    permalink = desk.permalink("brief", brief.id) + "#changed"
    shown = view(desk, edition)
    summary = " ".join(f"{word}: " + "; ".join(line.text.rstrip(".") for line in lines) + "." for word, lines in shown.groups)
    at = dates.rfc3339(brief.as_of or brief.date, config.timezone)
    return Entry(id=feeds.tag_uri(config.url, permalink, brief.date), title=brief.title, link=config.url + permalink.lstrip("/"), published=at,
                 updated=at, summary=summary, authors=(), categories=())


def _json(desk: Desk, editions: Sequence[Edition]) -> str:
    briefs, url = desk.site.briefs, desk.site.config.url
    rows = [
        {"edition": briefs[edition.brief].id, "date": briefs[edition.brief].date, "before": briefs[edition.before].id,
         "regions": [tag.id for tag in briefs[edition.brief].regions if tag.primary],
         "changes": [{"kind": change.kind.value, "id": change.id, "text": change.text,
                      "url": url + desk.permalink("brief", briefs[change.brief].id).lstrip("/") + f"#{change.id}",
                      "moves": [{"what": what, "from": old, "to": new} for what, old, new in change.moves]} for change in edition.changes]}
        for edition in editions
    ]
    return json.dumps({"version": 1, "editions": rows}, ensure_ascii=False, indent=1)
