"""The full reading of a saved article. In: its text, lines or page, its date where that is known. Out: a `Reading`.

`see` is another recogniser of people and places that joins in: text to entities.
Passages come first: what is boilerplate is not read for places, quotations are those of body and captions. Then each reader of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import structs

from briefgen.model.reading import Line, Reading
from briefgen.model.seed import Role
from briefgen.understand import dates, places, quotations
from briefgen.understand.seed.lines import labels
from briefgen.understand.seed.passages import line_roles
from briefgen.understand.seed.patterns import BYLINE, DATE_ONLY, STAMP

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefgen.model.seed import Passage
    from briefgen.model.when import When
    from briefgen.understand.places import Entity

    See = Callable[[str], Sequence[Entity]] | None

_BY: Final = re.compile(r"\A\W*(?:(?:written|posted|reported)\s+)?by:?\s+", re.IGNORECASE)
_STAMPED: Final = 25  # words: a longer line is no stamp of the day


def read_text(text: str, *, date: When | str = "", title: str = "", see: See = None) -> Reading:
    """Reads a text whose lines are paragraphs. `date` is its own date (EDTF), where it is known.

    A text is taken for an article with little around it: places count wherever they stand in it.
    """
    texts = text.split("\n")
    return _reading(text, texts, line_roles(texts), date, title, whole=True, see=see)


def read_lines(texts: Sequence[str], *, date: When | str = "", title: str = "", see: See = None) -> Reading:
    """Reads lines as a scraper leaves them; offsets count in the lines joined by newlines."""
    return _reading("\n".join(texts), texts, labels(texts), date, title, see=see)


def read_page(html: str, *, date: When | str = "", title: str = "", see: See = None) -> Reading | str:
    """Reads a saved page; offsets count in the text of the reading. A page that cannot be parsed safely gives the reason, in words."""
    from briefgen.understand.seed.html import read_html  # noqa: PLC0415 - lxml and trafilatura, only where there is HTML

    page = read_html(html)
    if page.refused:
        return page.refused
    kept = [(role, words) for role, words in page.lines if role is not Role.HEADLINE]
    texts = [words for _, words in kept]
    made = _reading("\n".join(texts), texts, [role for role, _ in kept], date or page.date[:10], title or page.title, see=see)
    return structs.replace(made, author=page.author or made.author, date=made.date if date else page.date)


def read_passages(passages: Sequence[Passage], *, date: When | str = "", title: str = "") -> Reading:
    """Reads the passages of a seed; its lines are the passages, in order."""
    return _reading("\n".join(one.text for one in passages), [one.text for one in passages], [one.role for one in passages], date, title)


def _reading(
    text: str, texts: Sequence[str], roles: Sequence[Role], date: When | str, title: str, *, whole: bool = False, see: See = None,
) -> Reading:
    lines, place = [], 0
    for words, role in zip(texts, roles, strict=True):
        lines.append(Line(place, place + len(words), role))
        place += len(words) + 1
    title = title or next((words.strip() for words, role in zip(texts, roles, strict=True) if role is Role.HEADLINE), "")
    known = date or _stamp(texts, roles)
    passages = [(line.start, line.end, line.role) for line in lines if not (whole and line.role is Role.BOILERPLATE)]
    return Reading(
        text, title, _author(texts, roles), known if isinstance(known, str) else known.text, tuple(lines),
        places.read(text, title=title, passages=passages, entities=see(text) if see else ()),
        dates.read(text, anchor=known or None), quotations.read(text))


def _author(texts: Sequence[str], roles: Sequence[Role]) -> str:
    """The byline, without its "By"."""
    for words, role in zip(texts, roles, strict=True):
        line = words.strip()
        if role is Role.BOILERPLATE and line and len(line) < 120 and BYLINE.match(line):
            return _BY.sub("", line).split("|")[0].strip()
    return ""


def _stamp(texts: Sequence[str], roles: Sequence[Role]) -> str:
    """The day on a line that holds nothing but the date of publication; a date in the text itself is never taken for it."""
    from briefgen.understand.seed.metadata import day_of  # noqa: PLC0415

    for words, role in zip(texts, roles, strict=True):
        line = words.strip()
        if role is not Role.BOILERPLATE or not line or len(line.split()) > _STAMPED:
            continue
        if (DATE_ONLY.match(line) or not STAMP.isdisjoint(line.lower().split())) and (day := day_of(line)):
            return day[:10]
    return ""
