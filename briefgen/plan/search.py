"""Search: a page with a form, and an index in small files that the reader's browser asks for. In: the desk. Out: pages.

    search/index.txt      the months, and in which of them each region, topic and storyline occurs
    search/w-61.txt       the words that begin with `a` (U+0061), each with the months in which a title or summary has it
    search/m-2023-12.txt  the briefs of a month: all that a result shows, and what narrows it

A query reads the index, one file for each of its words, and the months that have them all; so the first costs little, and one edited title
changes one month and the files of its words. Months are numbered from the first of the archive, so that a new one changes no other file.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from briefgen.model.page import Page
from briefgen.model.parts import Tag
from briefgen.model.views import SearchView
from briefgen.plan.heavy import heavies
from briefgen.plan.planned import Planned, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.model.brief import Brief
    from briefgen.plan.desk import Desk

WORD: Final = re.compile(r"[^\W_]+")
SPACE: Final = re.compile(r"\s+")


def pages(desk: Desk) -> Iterator[Planned]:
    """The search page and the files of its index."""
    site = desk.site
    first = site.briefs[0].date if site.briefs else ""
    months: dict[int, list[int]] = {}
    for index, brief in enumerate(site.briefs):
        months.setdefault(_number(brief.date, first), []).append(index)
    yield Planned("search/index.html", _page)
    yield Planned("search/index.txt", _index, (months, first))
    for number, inside in months.items():
        path = f"search/m-{_month(first, number)}.txt"
        yield Planned(path, _briefs, (path, inside))
    for letter in letters(site.briefs):
        yield Planned(file_of(letter), _words, (letter, months))


def letters(briefs: Iterable[Brief]) -> list[str]:
    """The letters with which the words of some briefs' titles and summaries begin."""
    return sorted({letter for brief in briefs for letter in initials(brief)})


def initials(brief: Brief) -> frozenset[str]:
    """The letters with which the words of a brief's title and summary begin."""
    return frozenset(word[0] for word in fold(f"{brief.title} {brief.summary}"))


def same_letters(before: Sequence[Brief], now: Sequence[Brief]) -> bool:
    """Whether the words of the same briefs, some of them told otherwise, begin with the letters that they began with."""
    told = [(initials(was), initials(one)) for was, one in zip(before, now, strict=True) if one is not was]
    gone, come = ({letter for pair in told for letter in pair[way] - pair[1 - way]} for way in (0, 1))
    return _occur(gone, now) and _occur(come, before)


def _occur(wanted: set[str], briefs: Iterable[Brief]) -> bool:
    """Whether words begin with each of those letters: few briefs tell, as a rule, since nearly all have nearly all."""
    left = set(wanted)
    for brief in briefs if left else ():
        left -= initials(brief)
        if not left:
            return True
    return not left


def file_of(letter: str) -> str:
    """The file of the words that begin with a letter."""
    return f"search/w-{ord(letter):x}.txt"


def _briefs(path: str, inside: list[int], desk: Desk) -> Page:
    """The briefs of a month, newest first."""
    return plain(path, tuple(_line(desk, index) for index in reversed(inside)))


def _words(letter: str, months: dict[int, list[int]], desk: Desk) -> Page:
    """The words that begin with a letter, each with its months."""
    words = desk.again(("words",), lambda: _by_letter(desk, months)).get(letter, {})
    return plain(file_of(letter), tuple(f"{word}\t{_numbers(words[word])}" for word in sorted(words)))


def _by_letter(desk: Desk, months: dict[int, list[int]]) -> dict[str, dict[str, list[int]]]:
    """For each letter the words that begin with it, each with the numbers of its months."""
    briefs = desk.site.briefs
    found: dict[str, dict[str, list[int]]] = {}
    for number, inside in months.items():
        for word in {word for index in inside for word in fold(f"{briefs[index].title} {briefs[index].summary}")}:
            found.setdefault(word[0], {}).setdefault(word, []).append(number)
    return found


def fold(text: str) -> frozenset[str]:
    """The words of a text as they are compared: without accents, in small letters. The reader's script folds queries in the same way."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)) if not text.isascii() else text
    return frozenset(WORD.findall(bare.lower()))


def _number(day: str, first: str) -> int:
    return (int(day[:4]) - int(first[:4])) * 12 + int(day[5:7]) - int(first[5:7])


def _month(first: str, number: int) -> str:
    whole = int(first[:4]) * 12 + int(first[5:7]) - 1 + number
    return f"{whole // 12:04d}-{whole % 12 + 1:02d}"


def _numbers(numbers: Iterable[int]) -> str:
    return " ".join(map(str, sorted(numbers)))


def _index(months: dict[int, list[int]], first: str, desk: Desk) -> Page:
    """`m` lines: a month and how many briefs it has. `r`, `t`, `s` lines: an id and the months in which it occurs."""
    site = desk.site
    month_of = [_number(brief.date, first) for brief in site.briefs]
    lines = [f"m\t{number}\t{_month(first, number)}\t{len(inside)}" for number, inside in sorted(months.items())]
    lines += [f"r\t{name}\t{_numbers({month_of[i] for i in (*roll.primary, *roll.mentioned)})}"
              for name, roll in sorted(site.rollups.items()) if roll.primary or roll.mentioned]
    topics: dict[str, set[int]] = {}
    for number, brief in zip(month_of, site.briefs, strict=True):
        for name in brief.topics:
            topics.setdefault(name, set()).add(number)
    lines += [f"t\t{name}\t{_numbers(inside)}" for name, inside in sorted(topics.items())]
    lines += [f"s\t{name}\t{_numbers({month_of[i] for i in inside})}" for name, inside in sorted(site.storyline_briefs.items())]
    return plain("search/index.txt", tuple(lines))


def _line(desk: Desk, index: int) -> str:
    """A brief: address, day, date in words, title, summary, regions with all that contain them, topics, storylines."""
    brief, card = desk.brief(index), desk.card(index)
    return "\t".join((
        card.permalink.lstrip("/"), brief.date, card.date.words, _flat(brief.title), _flat(brief.summary), " ".join(_regions(desk, brief)),
        " ".join(brief.topics), " ".join(brief.storylines)))


def retold(line: str, permalink: str, title: str, summary: str) -> str:
    """A line of a month with another title and summary, if it is that of the brief at a permalink."""
    fields = line.split("\t")
    return "\t".join((*fields[:3], _flat(title), _flat(summary), *fields[5:])) if fields[0] == permalink.lstrip("/") else line


def exchanged(lines: Iterable[str], permalink: str, was: str, now: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words that a month loses and gains where the text of one brief in it changes. `lines` are those of the month."""
    others: set[str] = set()
    for fields in (line.split("\t") for line in lines):
        if fields[0] != permalink.lstrip("/"):
            others |= fold(f"{fields[3]} {fields[4]}")
    return fold(was) - fold(now) - others, fold(now) - fold(was) - others


def numbered(lines: Iterable[str]) -> dict[str, str]:
    """The number of each month, by the lines of the index."""
    return {fields[2]: fields[1] for line in lines if (fields := line.split("\t"))[0] == "m"}


def moved(lines: Iterable[str], number: str, gone: Iterable[str], come: Iterable[str]) -> tuple[str, ...]:
    """The lines of a file of words after a month has lost some and gained some."""
    words = {word: numbers.split() for word, _, numbers in (line.partition("\t") for line in lines)}
    for word in gone:
        words[word].remove(number)
    for word in come:
        words.setdefault(word, []).append(number)
    return tuple(f"{word}\t{_numbers(map(int, numbers))}" for word, numbers in sorted(words.items()) if numbers)


def _flat(text: str) -> str:
    return SPACE.sub(" ", text).strip()


def _regions(desk: Desk, brief: Brief) -> dict[str, None]:
    """The regions of a brief, each with all that contain it, once."""
    return {step: None for tag in brief.regions for step in reversed(desk.site.tree.line(tag.id))}


def _page(desk: Desk) -> Page:
    site, say = desk.site, desk.words.say
    topics: dict[str, int] = {}
    years: dict[str, int] = {}
    for brief in site.briefs:
        years[brief.date[:4]] = years.get(brief.date[:4], 0) + 1
        for name in brief.topics:
            topics[name] = topics.get(name, 0) + 1
    regions = [(site.tree.line(name), len(roll.primary) + len(roll.mentioned))
               for name, roll in site.rollups.items() if roll.primary or roll.mentioned]
    title = say("search")
    view = SearchView(
        head=desk.head(title, say("search-standfirst"), "/search/", "search"), title=title, standfirst=say("search-standfirst"),
        regions=tuple(Tag("\u2003" * (len(line) - 1) + desk.name(line[-1]), line[-1], count=n) for line, n in sorted(regions)),
        topics=tuple(Tag(desk.topic(name), name, count=n) for name, n in sorted(topics.items())),
        storylines=tuple(Tag(one.title, one.id, count=len(site.storyline_briefs[one.id]))
                         for one in site.storylines if site.storyline_briefs.get(one.id)),
        years=tuple(Tag(year, year, count=n) for year, n in sorted(years.items(), reverse=True)),
    )
    return Page("search/index.html", "/search/", "search.html", view, heavies(view))
