"""A storyline: front matter and text to `Storyline` and `Body`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.diagnostic import Diagnostic, Span
from briefgen.model.event import Judgement, Storyline
from briefgen.model.record import digest, encode
from briefgen.understand import front, naming
from briefgen.understand.markdown import read_text

if TYPE_CHECKING:
    from briefgen.model.evidence import Body
    from briefgen.understand.brief import Options


def read_storyline(path: str, text: str, options: Options) -> tuple[Storyline | None, Body | None, tuple[Diagnostic, ...]]:
    """Reads a storyline; its title is required (BG132), its text is not."""
    fields, body_text, first, notes = front.split(text, path, "a storyline")
    reading = read_text(body_text, path, first, options.language)
    notes += reading.notes
    notes += (*naming.old_names_of(fields, options.language), *naming.old_names(reading, body_text, path, first, options.language))
    regions, aliases = fields.scalars("regions"), fields.scalars("aliases")
    judgements = []
    for group in fields.mappings("judgement", "a judgement"):
        judgements.append(Judgement(front.day(group, "at"), group.text("likelihood"), group.choice("confidence", ("low", "moderate", "high")),
                                    group.text("note")))
        group.require("at")
        group.done()
    storyline = Storyline(
        id=front.identifier(path, notes), path=path, title=fields.require("title"), summary=" ".join(fields.text("summary").split()),
        regions=tuple(value.text.strip() for value in regions), status=fields.choice("status", ("active", "dormant", "closed"), "active"),
        opened=fields.when("opened"), question=fields.text("question"), judgements=tuple(one for one in judgements if one.at),
        draft=fields.flag("draft"), aliases=tuple(value.text for value in aliases),
        corrections=front.corrections(fields, "corrections", options.timezone), body=digest(encode(reading.body)), citations=reading.citations,
        quotations=reading.quotations, links=reading.links,
        names=(*front.named("region", regions), *front.named("alias", aliases)), span=Span(path, 1, 1),
        stated=reading.stated, stale_after_days=fields.period("stale_after", -1),
    )
    fields.done()
    return (storyline, reading.body, tuple(notes)) if storyline.title else (None, None, tuple(notes))
