"""What units name of one another. In: published units. Out: diagnostics for what does not exist, resolved links.

A link in text is `kind:id` (`brief:2023-12-24`, `region:kherson-oblast`), a permalink (`/timeline/`), or the relative path
of a content file (`../storylines/x.md`). A link to something that is left out says so (jekyll/jekyll#7493).
"""

from __future__ import annotations

import posixpath
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from briefgen.link.regions import unknown as unknown_region
from briefgen.model.codes import note
from briefgen.schema import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.model.brief import Brief
    from briefgen.model.diagnostic import Diagnostic, Span
    from briefgen.model.event import Event, Storyline
    from briefgen.model.evidence import Link
    from briefgen.model.left_out import LeftOut
    from briefgen.model.seed import Seed
    from briefgen.model.site import Text, Tree

# Addresses that every site has and nobody claims.
ALWAYS: Final = ("/", "/feed.xml")
KINDS: Final = ("brief", "storyline", "source", "region", "page")
REASONS: Final = {"draft": "a draft", "embargo": "embargoed until", "ahead": "dated ahead, until"}


class Known(NamedTuple):
    """What units may name; `storylines` with those that are left out."""

    regions: frozenset[str]
    storylines: frozenset[str]
    sources: frozenset[str]


class Unknown(NamedTuple):
    """A name that stands for nothing: of what kind (`region`, `storyline`, `source`), and where it is written."""

    kind: str
    name: str
    span: Span


def known(regions: tuple[str, ...], storylines: tuple[str, ...], sources: tuple[str, ...]) -> Known:
    """The names that exist."""
    return Known(frozenset(regions), frozenset(storylines), frozenset(sources))


def of_brief(brief: Brief, known: Known) -> tuple[Unknown, ...]:
    """What a brief's front matter and timelines name and nobody has."""
    found = [Unknown("region", tag.id, tag.span) for tag in brief.regions if tag.id not in known.regions]
    if not found and not brief.timelines and not brief.figures and known.storylines.issuperset(brief.storylines):
        return ()
    found += [Unknown("storyline", name, _place(brief, f"storyline:{name}")) for name in brief.storylines if name not in known.storylines]
    for block in brief.timelines:
        found += [Unknown("region", block.region, block.span)] if block.region and block.region not in known.regions else []
        found += [Unknown("storyline", block.storyline, block.span)] if block.storyline and block.storyline not in known.storylines else []
    found += [Unknown("source", figure.source, figure.span) for figure in brief.figures if figure.source and figure.source not in known.sources]
    return tuple(found)


def of_storyline(storyline: Storyline, known: Known) -> tuple[Unknown, ...]:
    """The regions that a storyline names and nobody has."""
    return tuple(Unknown("region", name, _place(storyline, f"region:{name}")) for name in storyline.regions if name not in known.regions)


def of_event(event: Event, known: Known) -> tuple[Unknown, ...]:
    """What an event names and nobody has."""
    if (known.regions.issuperset(event.regions) and known.regions.issuperset(event.mentions) and known.storylines.issuperset(event.storylines)
            and known.sources.issuperset(event.sources)):
        return ()
    exist = {"region": known.regions, "storyline": known.storylines, "source": known.sources}
    return tuple(Unknown(kind, name, span) for kind, name, span in event.named if name not in exist[kind])


def _place(unit: Brief | Storyline, name: str) -> Span:
    return next((one.span(unit.span.path) for one in unit.names if one.name == name), unit.span)


def cited(unit: Text, seeds: Mapping[str, Seed]) -> tuple[Unknown | Diagnostic, ...]:
    """The citations of seeds that nobody has, and BG204 for each passage that its seed does not have."""
    found: list[Unknown | Diagnostic] = []
    for citation in unit.citations:
        seed = seeds.get(citation.seed)
        if seed is None:
            found.append(Unknown("source", citation.seed, citation.span))
        elif citation.passage and seed.has_text and citation.passage > len(seed.roles):
            found.append(note("BG204", citation.span, f"{seed.id} has {len(seed.roles)} passages; there is no {citation.passage}",
                              f"see them with  briefgen seed show {seed.id}"))
    return tuple(found)


def said(
    found: tuple[Unknown | Diagnostic, ...], tree: Tree, storylines: Mapping[str, object], sources: Mapping[str, object],
) -> tuple[Diagnostic, ...]:
    """BG120 for each region that is not known, BG102 for each storyline, BG101 for each source; what is said already stays so."""
    made = []
    for one in found:
        if not isinstance(one, Unknown):
            made.append(one)
        elif one.kind == "region":
            made.append(unknown_region(tree, one.name, one.span))
        else:
            made.append(_unknown(one, *((storylines, "BG102") if one.kind == "storyline" else (sources, "BG101"))))
    return tuple(made)


def _unknown(one: Unknown, existing: Mapping[str, object], code: str) -> Diagnostic:
    """A diagnostic with the nearest name."""
    close = nearest(one.name, existing, 1)
    hint = f'did you mean "{close[0]}"?' if close else _how_to_add(one.kind, one.name)
    return note(code, one.span, f'unknown {one.kind} "{one.name}"', hint)


def _how_to_add(what: str, written: str) -> str:
    if what == "source":
        return f"save its text as seeds/{written}.txt, or name a seed that exists"
    return f"write content/storylines/{written}.md, or name one that exists"


class Resolved(NamedTuple):
    """The permalink (with its fragment) of each link of a unit, empty where there is none, and what is said of those."""

    targets: tuple[str, ...]
    notes: tuple[Diagnostic, ...]


def resolve(unit: Text, links: Links) -> Resolved:
    """The links of a unit: BG352 where one leads nowhere, or BG353 where it leads to what is left out."""
    notes: list[Diagnostic] = []
    return Resolved(tuple([links.resolve(link, unit.path, notes) for link in unit.links]), tuple(notes)) if unit.links else _NONE


_NONE: Final = Resolved((), ())


class Links:
    """Resolves the links of texts against all permalinks."""

    def __init__(self, permalinks: Mapping[tuple[str, str], str], paths: Mapping[str, str], addresses: Mapping[str, str],
                 left_out: tuple[LeftOut, ...]) -> None:
        self.permalinks = permalinks
        self.paths = paths
        self.addresses = addresses
        self.left_out = {entry.path: entry for entry in left_out}

    def resolve(self, link: Link, origin: str, notes: list[Diagnostic]) -> str:
        """The address that a link in the file `origin` leads to."""
        target, _, fragment = link.target.partition("#")
        tail = "#" + fragment if fragment else ""
        kind, colon, name = target.partition(":")
        if colon and kind in KINDS:
            found = self.permalinks.get((kind, name), "")
            return found + tail if found else self._missing(link, notes, f"content/{kind}s/{name}.md", self._close(kind, name))
        if target.startswith("/"):
            path = unicodedata.normalize("NFC", unquote(target))
            whole = path if path.endswith("/") or "." in path.rsplit("/", 1)[1] else path + "/"
            address = whole.casefold()
            found = address if address in ALWAYS else self.addresses.get(address, "")
            return found + tail if found else self._missing(link, notes)
        if not target:
            return tail
        path = posixpath.normpath(posixpath.join(posixpath.dirname(origin), unquote(target)))
        found = self.paths.get(path, "")
        return found + tail if found else self._missing(link, notes, path)

    def _close(self, kind: str, name: str) -> str:
        close = nearest(name, (i for k, i in self.permalinks if k == kind), 1)
        return f'did you mean "{kind}:{close[0]}"?' if close else ""

    def _missing(self, link: Link, notes: list[Diagnostic], path: str = "", hint: str = "") -> str:
        entry = self.left_out.get(path)
        if entry is not None:
            reason = f"{REASONS[entry.reason]} {entry.until}".strip()
            notes.append(note("BG353", link.span, f"{link.target} leads to a page that is left out: it is {reason}",
                              "publish it first, or take the link out"))
        else:
            notes.append(note("BG352", link.span, f"{link.target} leads to no page of this site",
                              hint or "link with  [words](brief:ID),  storyline:ID,  source:ID  or  region:ID"))
        return ""
