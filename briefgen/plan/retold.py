"""A brief's title and summary said anew on pages that are there. In: a page as it was, the brief as it was and as it is. Out: the page as it is.

The short way of a build (`build.again`) has the pages of the last one and not the site. What a page shows of a brief's title and summary is in a
few kinds of places, each of which names the brief; those are looked for here, and nothing else is touched. Whether a place was forgotten is
found out each time (`told`): the words are first replaced by a mark, and the old ones may not be left anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from briefgen.model.accounts import HistoryView
from briefgen.model.files import PlainView
from briefgen.model.labels import Crumb, Tag
from briefgen.model.page import Page
from briefgen.model.parts import Card, Entry, Head
from briefgen.model.record import Record, encode
from briefgen.model.views import BriefView
from briefgen.plan import search

if TYPE_CHECKING:
    from collections.abc import Callable

# What no editor writes: it stands for the new words while it is looked for the old ones.
MARK: Final = "\ue000\ue001\ue002"


class Telling(NamedTuple):
    """A brief of which the title or the summary changed: where it lives, and (title, summary) as they were and as they are."""

    path: str
    permalink: str
    url: str
    was: tuple[str, str]
    now: tuple[str, str]


def told(page: Page, one: Telling) -> Page | None:
    """The page with the new words; None where the old ones are in a place that is not known here."""
    tried = _page(page, one._replace(now=(MARK, MARK)))
    data = encode(tried)
    if any(words and words.encode() in data for words in one.was):
        return None
    return _page(page, one)


def searched(get: Callable[[str], Page | None], one: Telling) -> list[Page] | None:
    """The files of the search index that hold the words of the brief's month; None where one is not there, comes or goes.

    `get` gives a page by its path: the month's own with the new words already.
    """
    month = get(f"search/m-{one.permalink.strip('/')[:7].replace('/', '-')}.txt")
    index = get("search/index.txt")
    if month is None or index is None or not isinstance(month.view, PlainView) or not isinstance(index.view, PlainView):
        return None
    number = search.numbered(index.view.lines)[month.path.removeprefix("search/m-").removesuffix(".txt")]
    gone, come = search.exchanged(month.view.lines, one.permalink, " ".join(one.was), " ".join(one.now))
    found = []
    for letter in {word[0] for word in gone | come}:
        page = get(search.file_of(letter))
        if page is None or not isinstance(page.view, PlainView):
            return None
        lines = search.moved(page.view.lines, number, (w for w in gone if w[0] == letter), (w for w in come if w[0] == letter))
        if not lines:
            return None
        found.append(msgspec.structs.replace(page, view=PlainView(lines)))
    return found


def _page(page: Page, one: Telling) -> Page:
    own = page.origin == one.path
    if isinstance(page.view, PlainView) and page.path.startswith("search/m-"):
        lines = tuple(search.retold(line, one.permalink, *one.now) for line in page.view.lines)
        return msgspec.structs.replace(page, view=PlainView(lines))
    view: Any = _swapped(page.view, one)
    if own and isinstance(view, BriefView):
        view = msgspec.structs.replace(view, title=one.now[0], standfirst=one.now[1])
    if own and isinstance(view, HistoryView):
        view = msgspec.structs.replace(view, title=view.title.replace(*_titles(one)))
    head = getattr(view, "head", None)
    if own and isinstance(head, Head):
        title, said = head.title.replace(*_titles(one)), one.now[1] if head.description == one.was[1] else head.description
        view = msgspec.structs.replace(view, head=msgspec.structs.replace(head, title=title, description=said))
    return msgspec.structs.replace(page, view=view)


def _titles(one: Telling) -> tuple[str, str]:
    return one.was[0], one.now[0]


def _swapped(value: Any, one: Telling) -> Any:  # noqa: ANN401 - whatever stands in a view
    """A value with every record that names the brief and shows its words replaced; the same object where nothing in it does."""
    if isinstance(value, tuple):
        items = tuple(_swapped(item, one) for item in value)
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    if not isinstance(value, Record):
        return value
    kind = type(value)
    if kind in OWN:
        return OWN[kind](value, one)
    changed = {field: new for field in value.__struct_fields__ if (new := _swapped(old := getattr(value, field), one)) is not old}
    return msgspec.structs.replace(value, **changed) if changed else value


def _card(card: Card, one: Telling) -> Card:
    return msgspec.structs.replace(card, title=one.now[0], summary=one.now[1]) if card.permalink == one.permalink else card


def _entry(entry: Entry, one: Telling) -> Entry:
    if entry.link.partition("#")[0] != one.url + one.permalink.lstrip("/") or entry.title != one.was[0]:
        return entry
    return msgspec.structs.replace(entry, title=one.now[0], summary=one.now[1] if entry.summary == one.was[1] else entry.summary)


def _label(link: Tag | Crumb, one: Telling) -> Tag | Crumb:
    named = link.label == one.was[0] and link.permalink.partition("#")[0] == one.permalink
    return msgspec.structs.replace(link, label=one.now[0]) if named else link


OWN: Final[dict[type, Callable[[Any, Telling], Any]]] = {Card: _card, Entry: _entry, Tag: _label, Crumb: _label}
