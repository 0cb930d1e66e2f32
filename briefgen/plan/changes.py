"""What changed, by edition: on briefs, by month for the site, by region, as a feed and as JSON. In: the desk. Out: views and pages."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Final

from briefgen.model import dates
from briefgen.model.accounts import ChangesView
from briefgen.model.files import PlainView
from briefgen.model.page import Page
from briefgen.model.parts import ChangeView, EditionView, Entry, Tag
from briefgen.model.when import parse_when
from briefgen.plan import feeds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.model.change import Change, Edition
    from briefgen.plan.desk import Desk

# A region's page, the feeds and the JSON hold so many editions, the newest.
MOST: Final = 40


def view(desk: Desk, edition: Edition) -> EditionView:
    """What changed in an edition, in words: groups in the order new, changed, resolved, no longer reported."""
    brief, before = desk.site.briefs[edition.brief], desk.site.briefs[edition.before]
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


def pages(desk: Desk) -> Iterator[Page]:
    """The newest month at /changes/, every other at its own address, a page for each region; feeds and JSON where the site has an address."""
    editions = [edition for edition in desk.site.editions.values() if desk.permalink("brief", desk.site.briefs[edition.brief].id)]
    say = desk.words.say
    months = {month: list(some) for month, some in groupby(editions, key=lambda edition: desk.site.briefs[edition.brief].date[:7])}
    newest = max(months, default="")
    links = {month: "/changes/" if month == newest else f"/changes/{month}/" for month in months}
    for month in months or ("",):
        permalink = links.get(month, "/changes/")
        tags = tuple(Tag(dates.month_words(other, desk.locale), links[other], other == month) for other in reversed(list(months)))
        title = say("changes-of", what=dates.month_words(month, desk.locale)) if month else say("changes")
        yield from _listed(desk, permalink, title, months.get(month, []), tags if len(tags) > 1 else (), feed=permalink == "/changes/", of=editions)
    for name, roll in desk.site.rollups.items():
        permalink = desk.permalink("region", name)
        own = [desk.site.editions[index] for index in roll.primary if index in desk.site.editions] if permalink else []
        if own:
            label = desk.site.tree.by_id[name].name
            yield from _listed(desk, permalink + "changes/", say("changes-of", what=label), own[-MOST:], (), feed=True, of=own, region=name)


def _listed(
    desk: Desk, permalink: str, title: str, editions: Sequence[Edition], tags: tuple[Tag, ...], *, feed: bool, of: Sequence[Edition],
    region: str = "",
) -> Iterator[Page]:
    say, by_id = desk.words.say, desk.site.tree.by_id
    above = [(by_id[step].name, desk.permalink("region", step)) for step in desk.site.tree.line(region)] if region else []
    machine = feed and bool(desk.site.config.url)
    made = ChangesView(
        head=desk.head(title, say("changes-standfirst"), permalink, "changes",
                       (Tag(f"{desk.site.config.title}: {title}", permalink + "feed.xml"),) if machine else ()),
        crumbs=desk.crumbs((say("regions"), "/regions/"), *above, (say("changes"), "")) if region else (),
        title=title, standfirst=say("changes-standfirst"), editions=tuple(view(desk, edition) for edition in reversed(editions)), pages=tags,
        feed=permalink + "feed.xml" if machine else "", data=permalink + "changes.json" if machine else "",
    )
    yield Page(permalink.lstrip("/") + "index.html", permalink, "changes.html", made)
    if machine:
        newest = list(of)[-MOST:][::-1]
        yield feeds.feed(desk, permalink + "feed.xml", permalink, f"{desk.site.config.title}: {title}", "",
                         tuple(_entry(desk, edition) for edition in newest))
        yield Page(permalink.lstrip("/") + "changes.json", permalink + "changes.json", "plain", PlainView(tuple(_json(desk, newest).split("\n"))))


def _entry(desk: Desk, edition: Edition) -> Entry:
    brief, config = desk.site.briefs[edition.brief], desk.site.config
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
