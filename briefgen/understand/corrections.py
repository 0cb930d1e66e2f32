"""Corrections of the whole site. In: a file of `content/corrections/`. Out: corrections and diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.codes import note
from briefgen.model.diagnostic import Diagnostic, Span
from briefgen.schema import Fields, Mapping, Scalar, Sequence, parse
from briefgen.understand import front

if TYPE_CHECKING:
    from briefgen.model.event import Correction
    from briefgen.understand.brief import Options


def read_corrections(path: str, text: str, options: Options) -> tuple[tuple[Correction, ...], tuple[Diagnostic, ...]]:
    """The corrections of a file: a list, or a mapping with the one key `corrections`."""
    node, notes = parse(text, path)
    if node is None:
        return (), tuple(notes)
    if isinstance(node, Scalar):
        return (), (*notes, note("BG005", node.span, "a file of corrections is a list", "write  - at: …"))
    if isinstance(node, Sequence):
        node = Mapping(((Scalar("corrections", Span(path, 1, 1)), node),), node.span)
    fields = Fields(node, "a file of corrections", notes)
    found = front.corrections(fields, "corrections", options.timezone)
    fields.done()
    return found, tuple(notes)
