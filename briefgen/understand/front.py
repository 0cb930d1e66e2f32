"""Front matter and the fields that several units share. In: a file's text. Out: fields, values, diagnostics."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefgen.model import dates
from briefgen.model.codes import note
from briefgen.model.diagnostic import Diagnostic, Named, Span
from briefgen.model.event import Correction, CorrectionKind
from briefgen.model.when import WhenError, parse_when
from briefgen.schema import Fields, Mapping, parse

if TYPE_CHECKING:

    from briefgen.schema import Scalar

SIZE: Final = 64_000
CLOSING: Final = re.compile(r"\n(?:---|\.\.\.)[^\S\n]*(?=\n|\Z)")
OFFSET: Final = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})\Z", re.IGNORECASE)
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z", re.ASCII)


def split(text: str, path: str, what: str) -> tuple[Fields, str, int, list[Diagnostic]]:
    """(front matter, body, the body's first line, diagnostics). Front matter stands between two lines of `---`; it may be missing."""
    notes: list[Diagnostic] = []
    empty = Fields(Mapping((), Span(path, 1, 1)), what, notes)
    first = text.partition("\n")[0]
    if first.rstrip() != "---":
        return empty, text, 1, notes
    closing = CLOSING.search(text, len(first))
    if closing is None:
        notes.append(note("BG002", Span(path, 1, 1), "the front matter that begins here does not end", "put  ---  on a line of its own after it"))
        return empty, text, 1, notes
    yaml, body = text[len(first) + 1:closing.start()], text[closing.end() + 1:]
    number = text.count("\n", 0, closing.start()) + 1
    if len(yaml) > SIZE:
        notes.append(note("BG004", Span(path, 2, 1), f"{len(yaml):,} characters of front matter; {SIZE:,} are read at most"))
        return empty, body, number + 2, notes
    node, more = parse(yaml, path, 2)
    notes += more
    if node is None:
        return empty, body, number + 2, notes
    if not isinstance(node, Mapping):
        notes.append(note("BG005", node.span, "the front matter holds no keys", "write  title: …"))
        return empty, body, number + 2, notes
    return Fields(node, what, notes), body, number + 2, notes


def instant(fields: Fields, key: str, zone: str) -> str:
    """An instant as ISO text with its offset, or empty. BG401 where it cannot be read, BG011 where the site has no zone."""
    written = fields.text(key)
    if not written:
        return ""
    try:
        text, moved = dates.instant(written, zone)
    except WhenError as error:
        fields.wrong(error.code, key, str(error))
        return ""
    if not OFFSET.search(written):
        fields.wrong("BG420", key, f"{written} is read in {zone}", "write an offset to be exact:  2023-12-24T17:00+02:00")
    if moved:
        fields.wrong("BG421", key, moved, "write an offset to be exact:  2023-12-24T17:00+02:00")
    return text


def day(fields: Fields, key: str) -> str:
    """A calendar day as ISO text, or empty. BG401 where it is none."""
    written = fields.text(key)
    if not written:
        return ""
    try:
        when = parse_when(written)
    except WhenError as error:
        fields.wrong("BG401", key, str(error))
        return ""
    if when.precision.value != "day" or when.approximate or when.uncertain or when.lo <= 0 or not DAY.match(written):
        fields.wrong("BG401", key, f'"{written}" is not one calendar day', "write  2023-12-24")
        return ""
    return written


def named(kind: str, values: tuple[Scalar, ...]) -> tuple[Named, ...]:
    """Identifiers with the places where they are named, for link's diagnostics."""
    spans = [(value.text.strip(), value.span) for value in values]
    return tuple([Named(f"{kind}:{name}", at.line, at.column, at.end_line, at.end_column) for name, at in spans])


def stem(path: str) -> str:
    """The file's name without its folder and ending: the unit's id."""
    return path.rsplit("/", 1)[-1].rpartition(".")[0]


def identifier(path: str, notes: list[Diagnostic]) -> str:
    """The unit's id, from its file name. BG134 where that cannot be an address."""
    name = stem(path)
    if not ID.match(name):
        notes.append(note("BG134", Span(path), f'"{name}" cannot be an id and an address', "name the file with letters a-z, digits and hyphens"))
    return name


def corrections(fields: Fields, key: str, zone: str) -> tuple[Correction, ...]:
    """The entries of a `corrections:` list. Each needs `at` and `kind`; BG504 for a date that cannot be."""
    found = []
    for entry in fields.mappings(key, "a correction"):
        kind = entry.choice("kind", tuple(kind.value for kind in CorrectionKind))
        if not entry.has("kind"):
            entry.require("kind", "write  kind: correction, clarification, update or retraction")
        written = entry.require("at", "write when it was made:  at: 2023-12-25 09:40")
        at = written if DAY.match(written) and day(entry, "at") else instant(entry, "at", zone) if written else ""
        made = Correction(at, CorrectionKind(kind or "correction"), entry.text("where"), entry.text("was"), entry.text("now"), entry.text("note"),
                          entry.text("by"), entry.place)
        entry.done()
        if at and kind:
            found.append(made)
    return tuple(found)
