"""A brief: front matter and text to `Brief` and `Body`. The smallest valid brief is a file with a name and text."""

from __future__ import annotations

import re
from datetime import date as date_of
from typing import TYPE_CHECKING, Final, Protocol

from briefgen.model import dates
from briefgen.model.brief import Brief, Claim, Figure, Item, RegionTag
from briefgen.model.codes import note
from briefgen.model.diagnostic import Diagnostic, Span, packed
from briefgen.model.event import Kind, Status, retraction
from briefgen.model.evidence import BlockKind, Body
from briefgen.model.record import digest, encode
from briefgen.model.when import WhenError, parse_when
from briefgen.schema import Mapping, Scalar, Sequence, nearest
from briefgen.understand import front, naming
from briefgen.understand.events import event_of
from briefgen.understand.markdown import read_text
from briefgen.understand.timelines import timeline_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.when import When
    from briefgen.schema import Fields
    from briefgen.understand.markdown import TextReading
    from briefgen.understand.markdown.reading import Said

NAME: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[-_ ](.+))?\Z")
TRENDS: Final = ("worse", "same", "better")
ALERTS: Final = ("risk", "opportunity")
LIKELIHOODS: Final = ("almost no chance", "very unlikely", "unlikely", "about even", "roughly even", "likely", "very likely", "almost certain")
GRADE: Final = re.compile(r"[A-F]?[1-6]\Z")
NUMBER: Final = re.compile(r"\d{1,3}(?:,?\d{3})*(?:-\d{1,3}(?:,?\d{3})*)?\Z")
# Blocks that are read into records of their own, and are no items.
BLOCKS: Final = (BlockKind.CLAIM, BlockKind.TIMELINE)
DEFAULT_TITLE: Final = "Briefing, {day}"


class Options(Protocol):
    """What of the site's configuration a text depends on."""

    timezone: str
    language: str
    stale_after_days: int


def read_brief(path: str, text: str, options: Options) -> tuple[Brief | None, Body | None, tuple[Diagnostic, ...]]:
    """Reads a brief. None where it has no date or no text: its diagnostics say so."""
    fields, body_text, first, notes = front.split(text, path, "a brief")
    name = front.identifier(path, notes)
    date, rest = _date(fields, path, name, notes)
    taken_back = front.corrections(fields, "corrections", options.timezone)
    empty = not body_text.strip() and retraction(taken_back) is None
    if empty and not any(one.code.startswith("BG00") for one in notes):
        notes.append(note("BG103", Span(path, first, 1), "the brief has no text", "write it under the front matter, or delete the file"))
    reading = read_text(body_text, path, first, options.language)
    notes += reading.notes
    notes += (*naming.old_names_of(fields, options.language), *naming.old_names(reading, body_text, path, first, options.language))
    body = encode(reading.body)
    edition = fields.text("edition")
    storylines, figures = fields.scalars("storylines"), _figures(fields)
    aliases = fields.scalars("aliases")
    brief = Brief(
        id=name, path=path, slug=_slug(fields, edition or rest or "brief"), date=date,
        title=fields.text("title") or DEFAULT_TITLE.format(day=dates.day_words(date or "2000-01-01", options.language)),
        edition=edition, number=fields.integer("number"), as_of=front.instant(fields, "as_of", options.timezone), covers=fields.when("covers"),
        next_due=front.instant(fields, "next_due", options.timezone), authors=fields.texts("authors"),
        summary=" ".join(fields.text("summary").split()), regions=_regions(fields), storylines=tuple(value.text for value in storylines),
        topics=fields.texts("topics"), figures=figures, draft=fields.flag("draft"),
        embargo_until=front.instant(fields, "embargo_until", options.timezone),
        stale_after_days=fields.period("stale_after", options.stale_after_days), aliases=tuple(value.text for value in aliases),
        corrections=taken_back, kind=fields.choice("kind", ("analysis", "report"), "analysis"),
        items=tuple(item for said in reading.said if said.kind not in BLOCKS if (item := _item(said, reading, notes)) is not None),
        claims=tuple(_claim(said, reading, notes) for said in reading.said if said.kind is BlockKind.CLAIM),
        timelines=tuple(timeline_of(said, notes) for said in reading.said if said.kind is BlockKind.TIMELINE),
        events=tuple(event for group in fields.mappings("events", "an event") if (event := event_of(group, notes)) is not None),
        citations=reading.citations, quotations=reading.quotations, links=reading.links, words=reading.words,
        body=digest(body), span=Span(path, 1, 1),
        block_places=packed(reading.block_spans),
        names=(*front.named("storyline", storylines), *front.named("alias", aliases)),
        stated=reading.stated,
    )
    fields.texts("tools")
    fields.done()
    notes += _after_cut_off(brief)
    for correction in brief.corrections:
        if date and correction.at[:10] < date:
            notes.append(note("BG504", correction.span, f"this correction ({correction.at[:10]}) is older than the brief ({date})",
                              "correct the date"))
    if not date or empty:
        return None, None, tuple(notes)
    return brief, reading.body, tuple(notes)


def _date(fields: Fields, path: str, name: str, notes: list[Diagnostic]) -> tuple[str, str]:
    """The brief's day, and the rest of its file name. The front matter's date stands over the name's, but they must agree."""
    given = front.day(fields, "date")
    found = NAME.match(name)
    if not found:
        if not given and not fields.has("date"):
            notes.append(note("BG105", Span(path), "neither the file's name nor its front matter gives a date",
                              f"rename it to 2023-12-24-{name}.md, or add  date: 2023-12-24"))
        return given, name
    try:
        parse_when(found[1])
    except WhenError as error:
        notes.append(note("BG401", Span(path), f"the file's name: {error}", "rename the file"))
        return given, found[2] or ""
    if given and given != found[1]:
        fields.wrong("BG105", "date", f"the file's name says {found[1]}, this says {given}", "make the two agree")
    return given or found[1], found[2] or ""


def _slug(fields: Fields, text: str) -> str:
    slug = text.strip().lower().replace(" ", "-").replace("_", "-")
    if not front.ID.match(slug):
        key = "edition" if fields.has("edition") else "title"
        fields.wrong("BG134", key, f'"{text}" cannot be part of an address', "use letters a-z, digits and hyphens")
        return "brief"
    return slug


def _regions(fields: Fields) -> tuple[RegionTag, ...]:
    """`regions:` (primary) and `mentions:`, each a name or a group with trend and alert; each region once."""
    tags: dict[str, RegionTag] = {}
    for key, primary in (("regions", True), ("mentions", False)):
        node = fields.node(key)
        items = node.items if isinstance(node, Sequence) else (node,) if node is not None else ()
        for item in items:
            tag = _tag(item, primary, fields)
            if tag is None or (tag.id in tags and not primary):
                continue
            if tag.id in tags:
                first = tags[tag.id].span.line
                fields.notes.append(note("BG143", tag.span, f'the region "{tag.id}" is already named on line {first}', "name it once"))
                continue
            tags[tag.id] = tag
    return tuple(tags.values())


def _tag(item: Scalar | Sequence | Mapping, primary: bool, fields: Fields) -> RegionTag | None:
    if isinstance(item, Scalar):
        return RegionTag(item.text.strip(), "", (), primary, item.span) if not item.absent else None
    if isinstance(item, Mapping):
        group = type(fields)(item, "a region tag", fields.notes)
        name = group.require("id")
        trend = group.choice("trend", TRENDS)
        alerts = tuple(value.text for value in group.scalars("alert"))
        for value in group.scalars("alert"):
            if value.text not in ALERTS:
                fields.notes.append(note("BG133", value.span, f'"{value.text}" is not an alert', "write risk or opportunity"))
        group.done()
        return RegionTag(name, trend, tuple(alert for alert in alerts if alert in ALERTS), primary, group.span("id")) if name else None
    fields.notes.append(note("BG005", item.span, "a region is a name, or a group with  id:", "write  - ukraine"))
    return None


def _figures(fields: Fields) -> tuple[Figure, ...]:
    found = []
    for group in fields.mappings("figures", "a figure"):
        found.append(Figure(group.require("label"), group.require("value"), group.text("as_of"), group.text("source"), group.place))
        group.done()
    return tuple(found)


def _after_cut_off(brief: Brief) -> Iterator[Diagnostic]:
    """What a brief says has happened cannot lie after the day of its as-of."""
    last = date_of.fromisoformat(brief.as_of[:10]).toordinal() if brief.as_of else 0
    for event in brief.events:
        if last and event.when and event.when.lo > last:
            yield note("BG403", event.span, f"the event {event.id} is dated {event.when.text}, after the brief's as_of ({brief.as_of[:10]})",
                       "correct one of the two, or put what is to come into content/events/")


def _when(said: Said, pairs: dict[str, str], notes: list[Diagnostic]) -> When | None:
    if "when" not in pairs:
        return None
    try:
        return parse_when(pairs["when"])
    except WhenError as error:
        notes.append(note(error.code, said.span, str(error)))
        return None


def _cited(said: Said, reading: TextReading) -> tuple[int, ...]:
    return tuple(i for i, citation in enumerate(reading.citations) if citation.group in said.groups)


def _item(said: Said, reading: TextReading, notes: list[Diagnostic]) -> Item | None:
    pairs = dict(said.pairs)
    likelihood = pairs.get("likelihood", "")
    if likelihood and likelihood.casefold().replace("-", " ") not in LIKELIHOODS:
        close = nearest(likelihood.casefold(), LIKELIHOODS, 1)
        notes.append(note("BG133", said.span, f'"{likelihood}" is not a word of likelihood',
                          f'did you mean "{close[0]}"?' if close else "words are " + ", ".join(LIKELIHOODS)))
        likelihood = ""
    kind = pairs.get("kind", "assessed" if likelihood or pairs.get("by") == "us" else "reported")
    if kind not in (one.value for one in Kind):
        notes.append(note("BG133", said.span, f'"{kind}" is not a kind of statement', "write reported, assessed, stated or pictured"))
        kind = "reported"
    return Item(said.id, Kind(kind), _when(said, pairs, notes), likelihood, pairs.get("by", ""), _grade(said, pairs, notes), said.block, said.plain,
                _cited(said, reading), said.span, said.section if said.kind is BlockKind.ITEM else "", _status(said, pairs, notes))


def _status(said: Said, pairs: dict[str, str], notes: list[Diagnostic]) -> str:
    status = pairs.get("status", "")
    if not status or status in (one.value for one in Status):
        return status
    close = nearest(status, [one.value for one in Status], 1)
    notes.append(note("BG133", said.span, f'"{status}" is not a status',
                      f'did you mean "{close[0]}"?' if close else "write " + ", ".join(one.value for one in Status)))
    return ""


def _grade(said: Said, pairs: dict[str, str], notes: list[Diagnostic]) -> str:
    """An Admiralty grade: the number alone (the letter is the source's), or both."""
    grade = pairs.get("grade", "")
    if not grade or GRADE.match(grade):
        return grade
    notes.append(note("BG312", said.span, f'"{grade}" is not a grade',
                      "write a number from 1 to 6, with or without a letter from A to F before it:  grade=B3"))
    return ""


def _claim(said: Said, reading: TextReading, notes: list[Diagnostic]) -> Claim:
    pairs = dict(said.pairs)
    cited = tuple(i for i, citation in enumerate(reading.citations) if citation.block == said.block)
    if not cited and pairs.get("by") != "us":
        notes.append(note("BG601", said.span, "this claim has no source", "cite one:  [@id],  or say  by=us"))
    if not said.id:
        notes.append(note("BG134", said.span, "this claim has no id", "name it:  ::: claim losses-ministry"))
    number = pairs.get("number", "").replace("–", "-")
    if number and not NUMBER.match(number):
        notes.append(note("BG133", said.span, f'"{number}" is not a number', "write  number=12  or a range  number=12-15"))
        number = ""
    listed = {key: tuple(name for name in re.split(r"[,\s]+", pairs.get(key, "")) if name) for key in ("disputes", "supersedes")}
    return Claim(said.id, Status(_status(said, pairs, notes) or "reported"), pairs.get("speaker", ""), listed["disputes"], listed["supersedes"],
                 said.block, said.plain, cited, said.span, pairs.get("by", ""), _grade(said, pairs, notes), _when(said, pairs, notes), number,
                 pairs.get("about", ""), bool(pairs.get("status")))
