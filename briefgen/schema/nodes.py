"""YAML text to nodes with spans, from parser events. In: text and its place. Out: `Mapping`, `Sequence`, `Scalar`, diagnostics.

Scalars stay the text that was written: `NO` is "NO", `1:30` is "1:30". Aliases, anchors, tags and several documents are
refused; depth and count are limited, since the libraries below neither limit them nor fail well (a deep flow sequence
ends PyYAML's C loader with a segmentation fault).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefgen.model.codes import note
from briefgen.model.diagnostic import Diagnostic, Span
from briefgen.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

DEPTH = 10
NODES = 200_000
SIZE = 4_000_000
# XML 1.0 §2.2: an escape of YAML's could bring in what intake has taken out of the file.
FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class Scalar(Record):
    """A single value as written. `plain` is False where it stood in quotes or in a block."""

    text: str
    span: Span
    plain: bool = True

    @property
    def absent(self) -> bool:
        """Whether nothing was written. YAML's words for nothing are text like any other (`title: Null` is a title)."""
        return self.plain and not self.text


class Sequence(Record):
    """A list."""

    items: tuple[Node, ...]
    span: Span


class Mapping(Record):
    """Keys and values in the order written, no key twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span

    def get(self, key: str) -> Node | None:
        """The value under `key`, or None."""
        for name, value in self.entries:
            if name.text == key:
                return value
        return None


Node = Scalar | Sequence | Mapping


class _Refused(Exception):
    """Reading ends at a diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def parse(text: str, path: str, line: int = 1) -> tuple[Node | None, list[Diagnostic]]:
    """The one YAML document in `text`, whose first line is line `line` of the file `path`.

    None where there is nothing or where it cannot be read; the diagnostics then say why.
    """
    import yaml  # noqa: PLC0415 - 35 ms that a build with nothing changed need not pay

    if len(text) > SIZE:
        return None, [note("BG004", Span(path, line, 1), f"{len(text):,} characters of YAML; {SIZE:,} are read at most")]
    reader = _Reader(path, line, text, yaml)
    try:
        # The loader is asked for its events one by one: `yaml.parse` asks it twice for each.
        parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        return reader.document(parser.get_event), reader.notes
    except _Refused as refused:
        return None, [*reader.notes, refused.diagnostic]
    except yaml.YAMLError as error:
        return None, [*reader.notes, _translate(error, reader)]


class _Reader:
    """Builds nodes from events; keeps where it is."""

    def __init__(self, path: str, line: int, text: str, yaml: Any) -> None:
        self.path = path
        self.offset = line
        self.lines = text.split("\n")
        self.yaml = yaml
        self.scalars = yaml.ScalarEvent
        self.notes: list[Diagnostic] = []
        self.count = 0
        # Looked for once in the whole text, and only then in each value of it.
        self.remarks = "#" in text
        self.escapes = "\\" in text or FORBIDDEN.search(text) is not None

    def span(self, event: Any) -> Span:
        """From YAML's marks (from 0) to ours (from 1)."""
        start, end = event.start_mark, event.end_mark
        return Span(self.path, start.line + self.offset, start.column + 1, end.line + self.offset, end.column + 1)

    def refuse(self, event: Any, message: str, hint: str) -> _Refused:
        return _Refused(note("BG004", self.span(event), message, hint))

    def document(self, following: Callable[[], Any]) -> Node | None:
        """The one document; `following` gives the next event, and None behind the last."""
        root: Node | None = None
        documents = 0
        while (event := following()) is not None:
            if isinstance(event, self.yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self.refuse(event, "a second YAML document", "keep one document in a file")
                root = self.node(following(), following, 1)
        if isinstance(root, Scalar) and root.absent:
            return None
        return root

    def node(self, event: Any, following: Callable[[], Any], depth: int) -> Node:
        self.count += 1
        if self.count > NODES or depth > DEPTH or event.anchor is not None or event.tag is not None:
            self.check(event, depth)
        if isinstance(event, self.scalars):
            return self.scalar(event)
        if isinstance(event, self.yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := following(), self.yaml.SequenceEndEvent):
                items.append(self.node(inner, following, depth + 1))
            return Sequence(tuple(items), self.span(event))
        return self.mapping(event, following, depth)

    def check(self, event: Any, depth: int) -> None:
        if self.count > NODES:
            raise self.refuse(event, f"more than {NODES:,} values", "split the file")
        if depth > DEPTH:
            raise self.refuse(event, f"nested more than {DEPTH} levels deep", "flatten it")
        if isinstance(event, self.yaml.AliasEvent):
            raise self.refuse(event, f"a YAML alias (*{event.anchor})", "write the value out, or put text in quotes")
        if event.anchor is not None:
            raise self.refuse(event, f"a YAML anchor (&{event.anchor})", "put text that begins with & in quotes")
        if not (isinstance(event, self.scalars) and event.tag == "!"):
            raise self.refuse(event, f"a YAML tag ({event.tag})", "put text that begins with ! in quotes")

    def scalar(self, event: Any) -> Scalar:
        start, end, text = event.start_mark, event.end_mark, event.value
        span = Span(self.path, start.line + self.offset, start.column + 1, end.line + self.offset, end.column + 1)
        plain = not event.style  # libyaml says "" where the Python loader says None
        if plain and self.remarks and event.end_mark.line < len(self.lines):
            rest = self.lines[event.end_mark.line][event.end_mark.column:]
            if re.match(r"\s*#\S", rest):
                lost = rest.strip()[:40]
                self.notes.append(note("BG006", span, f'"{lost}" is read as a comment and lost',
                                       "put the value in quotes, or a space after the # of a comment"))
        if plain and text == "~":
            self.notes.append(note("BG005", span, "~ is YAML's sign for nothing", "leave the line out, or write the value"))
            text = ""
        if self.escapes and (held := FORBIDDEN.search(text)) is not None:
            raise self.refuse(event, f"U+{ord(held[0]):04X} is a character that no page may hold", "take the escape out")
        return Scalar(text, span, plain)

    def mapping(self, event: Any, following: Callable[[], Any], depth: int) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Span] = {}
        while not isinstance(inner := following(), self.yaml.MappingEndEvent):
            key = self.node(inner, following, depth + 1)
            if not isinstance(key, Scalar):
                raise self.refuse(inner, "a key that is not a word", "put text that begins with [ or { in quotes")
            value = self.node(following(), following, depth + 1)
            if key.text in seen:
                self.notes.append(note(
                    "BG003", key.span, f'"{key.text}" is already given on line {seen[key.text].line}',
                    "keep one of the two", related=(seen[key.text],)))
                continue
            seen[key.text] = key.span
            entries.append((key, value))
        return Mapping(tuple(entries), self.span(event))


def _translate(error: Any, reader: _Reader) -> Diagnostic:
    """YAML's words into an editor's: what stands there, and the line as it should be."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:  # a character that YAML refuses: its position is an offset
        place = getattr(error, "position", 0)
        before = "\n".join(reader.lines)[:place]
        span = Span(reader.path, before.count("\n") + reader.offset, len(before) - before.rfind("\n"))
        character = getattr(error, "character", "")
        code = character if isinstance(character, int) else ord(character[:1] or "\0")
        return note("BG002", span, f"U+{code:04X} is a character that YAML does not allow", "delete it")
    line = reader.lines[mark.line] if mark.line < len(reader.lines) else ""
    span = Span(reader.path, mark.line + reader.offset, mark.column + 1)
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return note("BG002", span, "a tab where YAML wants spaces", "indent with spaces")
    found = re.match(r"(\s*(?:- )?\s*[\w-]+:\s+)(\S.*)$", line)
    if found and found[2][0] not in "\"'|>":
        fixed = found[2].rstrip().replace('"', '\\"')
        return note("BG002", span, "a colon, bracket or other sign of YAML's own inside a value",
                    f'put the value in quotes:  {found[1].strip()} "{fixed}"')
    problem = str(getattr(error, "problem", "") or error).strip()
    return note("BG002", span, f"this is not YAML: {problem}", "look at the quotes, brackets and indentation of this line and the one before")
