"""YAML as it is mostly written: a key and its value on each line, lists in brackets, groups below a key. In: text. Out: nodes, diagnostics.

What is written so needs none of YAML's rules, and is read in less than half the time that a parser of YAML takes; all else is left to that (`nodes`).
A value is plain where it begins with a letter or a digit and holds no sign that could end it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefgen.model.diagnostic import Span
from briefgen.schema import nodes
from briefgen.schema.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.schema.nodes import Node

    Entries = dict[str, tuple[Scalar, Node]]

LONGEST: Final = 64_000
# What the first entry of a group begins with, and what the others do.
FIRST: Final = "  - "
OTHER: Final = "    "
ENTRY: Final = re.compile(
    rf"""(|{FIRST}|{OTHER})([A-Za-z_][A-Za-z0-9_-]*):(?: ([^\W_][^\n:#]*(?::[^\s:#][^\n:#]*)*(?<! )|"[^"\\]*"|'[^']*'|\[[\w .,-]*\]))?\Z""")


def parse(text: str, path: str, line: int = 1) -> tuple[Node | None, list[Diagnostic]]:
    """The one YAML document in `text`, whose first line is line `line` of the file `path`.

    None where there is nothing or where it cannot be read; the diagnostics then say why.
    """
    plain = _plain(text, path, line)
    return (plain, []) if plain is not None else nodes.parse(text, path, line)


def _plain(text: str, path: str, line: int) -> Mapping | None:
    """The document; None where something in it is not plain."""
    if len(text) > LONGEST or not text.replace("\n", "").isprintable():
        return None
    whole: Entries = {}
    lists: list[tuple[Scalar, list[tuple[Span, Entries]]]] = []
    inside = False
    entries = whole
    for number, row in enumerate(text.removesuffix("\n").split("\n"), line):
        found = ENTRY.match(row)
        if found is None:
            return None
        lead, name, written = found.groups()
        column = len(lead) + 1
        if not lead:
            entries, inside = whole, written is None
        elif not inside or (entries is whole and lead == OTHER):
            return None
        elif lead == FIRST:
            entries = {}
            lists[-1][1].append((Span(path, number, column, number, column), entries))
        key = Scalar(name, Span(path, number, column, number, column + len(name)))
        value = _value(written, path, number, column + len(name) + 2) if written else None if lead else key
        if value is None or name in entries:
            return None
        entries[name] = (key, value)
        if written is None:
            lists.append((key, []))
    for key, groups in lists:
        if not groups:
            return None
        first = groups[0][0].line
        whole[key.text] = (key, Sequence(tuple([Mapping(tuple(group.values()), span) for span, group in groups]), Span(path, first, 3, first, 3)))
    return Mapping(tuple(whole.values()), Span(path, line, 1, line, 1))


def _value(written: str, path: str, line: int, column: int) -> Node | None:
    if written[0] == "[":
        items = written[1:-1].split(", ") if len(written) > 2 else []
        place, made = column + 1, []
        for item in items:
            if not item[:1].isalnum() or item[-1] == " " or "," in item:
                return None
            made.append(Scalar(item, Span(path, line, place, line, place + len(item))))
            place += len(item) + 2
        return Sequence(tuple(made), Span(path, line, column, line, column + 1))
    span = Span(path, line, column, line, column + len(written))
    return Scalar(written[1:-1], span, plain=False) if written[0] in "\"'" else Scalar(written, span)
