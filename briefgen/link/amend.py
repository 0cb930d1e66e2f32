"""Corrections put into a brief's front matter. In: what changed, the file's text. Out: entries, and the text with them in it.

The rest of the file is left to the letter: front matter belongs to the editor, comments and all.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.link.wordings import around

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.ledger import Difference

_KEY: Final = re.compile(r"corrections:[ \t]*(\[[ \t]*\])?[ \t]*(#.*)?\Z")


class Entry(NamedTuple):
    """One entry, its fields in order; empty ones are not written."""

    fields: tuple[tuple[str, str], ...]


def entries(changes: Sequence[Difference], *, at: str, kind: str, note: str, by: str) -> list[Entry]:
    """An entry for each change; one for the whole page where it is a retraction."""
    if kind == "retraction":
        return [Entry((("at", at), ("kind", kind), ("note", note), ("by", by)))]
    made = []
    for change in changes:
        was, now = around(change.old, change.new)
        where = change.label if change.label.startswith("#") or change.label in ("title", "summary", "figure") else ""
        made.append(Entry((("at", at), ("kind", kind), ("where", where), ("was", was), ("now", now), ("note", note), ("by", by))))
    return made


def written(added: Sequence[Entry], indent: str = "  ") -> str:
    """Entries as YAML has them, without the key above."""
    lines = []
    for entry in added:
        for number, (key, value) in enumerate((key, value) for key, value in entry.fields if value):
            shown = value if key in ("at", "kind") else json.dumps(value, ensure_ascii=False)
            lines.append(f"{indent}{'- ' if number == 0 else '  '}{key}: {shown}")
    return "\n".join(lines)


def inserted(text: str, added: Sequence[Entry]) -> str:
    """The text of a brief with entries at the end of its `corrections:`; front matter and key are made where they are missing."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[0].rstrip() != "---":
        made = ["---", "corrections:", written(added), "---", *lines]
        return newline.join("\n".join(made).split("\n"))
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), len(lines))
    key = next((i for i in range(1, end) if _KEY.match(lines[i])), -1)
    if key < 0:
        lines[end:end] = ["corrections:", *written(added).split("\n")]
        return newline.join(lines)
    found = _KEY.match(lines[key])
    assert found is not None
    lines[key] = "corrections:" + (f"  {found[2]}" if found[2] else "")
    last = key
    for i in range(key + 1, end):
        if lines[i].strip() and not lines[i].startswith((" ", "\t", "-")):
            break
        if lines[i].strip():
            last = i
    dash = next((re.match(r"[ ]*", lines[i])[0] for i in range(key + 1, last + 1) if lines[i].lstrip().startswith("- ")), "  ")  # type: ignore[index]
    lines[last + 1:last + 1] = written(added, dash).split("\n")
    return newline.join(lines)
