"""A page of plain text: about, or a page of the handbook. In: its file. Out: `TextPage` and `Body`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.codes import note
from briefgen.model.diagnostic import Diagnostic, Span
from briefgen.model.record import digest, encode
from briefgen.model.site import TextPage
from briefgen.understand import front
from briefgen.understand.markdown import read_text

if TYPE_CHECKING:
    from briefgen.model.evidence import Body
    from briefgen.understand.brief import Options


def read_page(path: str, text: str, options: Options) -> tuple[TextPage | None, Body | None, tuple[Diagnostic, ...]]:
    """Reads a page. `content/pages/x.md` lives at /x/, `content/handbook/x.md` at /handbook/x/, an `index.md` at its folder."""
    fields, body_text, first, notes = front.split(text, path, "a page")
    reading = read_text(body_text, path, first, options.language)
    notes += reading.notes
    if not body_text.strip():
        notes.append(note("BG103", Span(path, first, 1), "the page has no text", "write it, or delete the file"))
    inside = path.removeprefix("content/").removeprefix("pages/").rpartition(".")[0]
    name = inside.removesuffix("/index") if inside.endswith("/index") else inside
    title = fields.text("title") or front.stem(path).replace("-", " ").capitalize()
    page = TextPage(
        id=name, path=path, title=title, summary=" ".join(fields.text("summary").split()), permalink=f"/{name}/", order=fields.integer("order"),
        citations=reading.citations, quotations=reading.quotations, links=reading.links, body=digest(encode(reading.body)), span=Span(path, 1, 1),
        stated=reading.stated,
    )
    fields.done()
    return page, reading.body, tuple(notes)
