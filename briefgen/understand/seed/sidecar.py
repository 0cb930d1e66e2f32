"""A seed's description (PRODUCT §3.4). In: YAML text. Out: `Sidecar`. "unknown" is an answer, and is kept apart from silence."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from briefgen.model.codes import note
from briefgen.model.diagnostic import Diagnostic, Span
from briefgen.model.seed import Publish, Via
from briefgen.schema import Fields, Mapping, Sequence, parse
from briefgen.understand import front

if TYPE_CHECKING:
    from briefgen.model.when import When

# The Admiralty scale of a source's reliability.
GRADES: Final = ("A", "B", "C", "D", "E", "F")
UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a sidecar says. Empty text is unknown or unsaid; `said` holds the keys that were written."""

    id: str = ""
    outlet: str = ""
    title: str = ""
    author: str = ""
    published: When | None = None
    retrieved: When | None = None
    url: str = ""
    archive: tuple[str, ...] = ()
    language: str = ""
    reliability: str = ""
    via: tuple[Via, ...] = ()
    publish: Publish = Publish.EXCERPT
    licence: str = ""
    sha256: str = ""
    translated: str = ""
    retracted: str = ""
    note: str = ""
    captions: tuple[int, ...] | None = None
    independent_of: tuple[str, ...] = ()
    said: frozenset[str] = frozenset()
    places: Map[str, Span] = field(default_factory=dict)

    def span(self, key: str) -> Span:
        """Where a key's value stands."""
        return self.places.get(key, Span("", 0, 0))


def read_sidecar(text: str, path: str, notes: list[Diagnostic]) -> Sidecar:
    """Reads a sidecar; what cannot be read keeps its default, with a diagnostic."""
    node, more = parse(text, path)
    notes += more
    if node is None:
        return Sidecar()
    if not isinstance(node, Mapping):
        notes.append(note("BG005", node.span, "a sidecar holds keys", "write  id: …  and  outlet: …"))
        return Sidecar()
    fields = Fields(node, "a source", notes)

    def known(key: str) -> str:
        value = fields.text(key)
        return "" if value.casefold() == UNKNOWN else value

    grade = known("reliability")
    if grade and grade not in GRADES:
        fields.wrong("BG312", "reliability", f'"{grade}" is not a grade of reliability', "write A, B, C, D, E or F (Admiralty)")
        grade = ""
    fields.text("text")
    url = known("url")
    if url and not url.startswith(("http://", "https://")):
        fields.wrong("BG145", "url", f'"{url[:60]}" is not a web address', "write one that begins with https://, or  unknown")
        url = ""
    made = Sidecar(
        id=fields.text("id"), outlet=known("outlet"), title=known("title"), author=known("author"), published=fields.when("published"),
        retrieved=fields.when("retrieved"), url=url, archive=fields.texts("archive"), language=known("language"), reliability=grade,
        via=_via(fields), publish=Publish(fields.choice("publish", ("excerpt", "full", "none"), "excerpt")), licence=known("licence"),
        sha256=fields.text("sha256").lower(), translated=known("translated"), retracted=front.day(fields, "retracted"),
        note=" ".join(fields.text("note").split()), captions=_captions(fields),
        independent_of=fields.texts("independent_of"), said=frozenset(key.text for key, _ in node.entries),
        places={key.text: value.span for key, value in node.entries},
    )
    fields.done()
    return made


def _via(fields: Fields) -> tuple[Via, ...]:
    found = []
    for group in fields.mappings("via", "a step of via"):
        who, source = group.require("who"), group.text("source")
        root = group.fields("root", "root")
        first, root_source, anonymous, access = "", "", False, ""
        if root is not None:
            first, root_source = root.require("who"), root.text("source")
            anonymous, access = root.flag("anonymous"), root.text("access")
            root.done()
        numbers = tuple(int(value) for value in group.texts("quotes") if value.isdigit() and len(value) < 6)
        found.append(Via(who, source, first, root_source, anonymous, access, numbers, group.place))
        group.done()
    return tuple(found)


def _captions(fields: Fields) -> tuple[int, ...] | None:
    """`auto` (the default), or the numbers of the lines that are captions."""
    node = fields.node("captions")
    if node is None or (not isinstance(node, (Sequence, Mapping)) and node.text == "auto"):
        return None
    numbers = []
    for value in fields.scalars("captions"):
        if value.text.isdigit() and len(value.text) < 6:
            numbers.append(int(value.text))
        else:
            fields.notes.append(note("BG133", value.span, f'"{value.text}" is not a line number', "write  captions: auto,  or  captions: [1, 6]"))
    return tuple(numbers)
