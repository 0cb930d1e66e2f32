"""Where each unit lives. In: published units. Out: permalinks, aliases; every collision and every escape is an error.

Briefs are dated (`/2023/12/24/slug/`), all other units live under the plural of their kind. A path is a sequence of safe
segments; nothing else can become a permalink, so that nothing can be written outside the output folder.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.model.codes import note
from briefgen.model.diagnostic import Span
from briefgen.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.model.brief import Brief
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.event import Storyline
    from briefgen.model.seed import Seed
    from briefgen.model.site import Asset, TextPage

# Names that Windows keeps for devices, in any folder and with any ending.
RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)", re.IGNORECASE)
SEGMENT: Final = re.compile(r"[^\W_][\w.\-]*\Z")
LONGEST: Final = 100
# What nearly all addresses are: segments of small letters, digits and hyphens, none of them reserved. They are safe as they stand.
PLAIN: Final = re.compile(rf"(?:/(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:/|\Z))[a-z0-9][a-z0-9-]{{0,{LONGEST - 1}}})++/?\Z", re.ASCII)
FIXED: Final = ("timeline", "regions", "storylines", "sources", "archive", "corrections", "changes", "data")


def segment(text: str) -> str:
    """`text` as one segment of a path, or empty where it cannot be one (then it is an error, never a guess)."""
    name = unicodedata.normalize("NFC", text)
    good = SEGMENT.match(name) and not RESERVED.match(name) and len(name.encode()) <= LONGEST and not name.endswith(".")
    return name if good else ""


class Registry:
    """Who claimed which permalink. Two claims on one, case and composition apart, are an error that names both."""

    def __init__(self, notes: list[Diagnostic]) -> None:
        self.notes = notes
        self.claims: dict[str, tuple[str, Span]] = {}

    def claim(self, permalink: str, span: Span, *, plain: bool = False) -> bool:
        """Claims `permalink` for the unit at `span`; False, with BG350 or BG351, where it cannot have it. A `plain` one is known to be good."""
        key = permalink
        if not plain and not PLAIN.match(permalink):
            parts = permalink.strip("/").split("/")
            if not permalink.startswith("/") or not all(segment(part) for part in parts):
                self.notes.append(note("BG351", span, f'"{permalink}" is not an address inside the site',
                                       "use letters, digits and hyphens between slashes:  /2023/12/24/"))
                return False
            key = unicodedata.normalize("NFC", permalink).casefold()
        if key in self.claims:
            first = self.claims[key][1]
            place = first.path + (f":{first.line}" if first.line else "")
            self.notes.append(note("BG350", span, f"{permalink} is already the address of {place}",
                                   "rename one of the two, or give it  edition:", related=(first,)))
            return False
        self.claims[key] = (permalink, span)
        return True


class Address(Record):
    """What the addresses of a unit are told from. `within` are its further pages under it, `title` that which its aliases bear, if it has any."""

    kind: str
    id: str
    path: str
    permalink: str
    within: tuple[str, ...]
    span: Span
    aliases: tuple[tuple[str, Span], ...] = ()
    title: str = ""


class Book(NamedTuple):
    """All addresses: the permalink of each unit under (kind, id), that of each file, every claim without its case, aliases, and what collides."""

    permalinks: dict[tuple[str, str], str]
    paths: dict[str, str]
    addresses: dict[str, str]
    aliases: tuple[tuple[str, str, str], ...]
    notes: tuple[Diagnostic, ...]


def of_brief(brief: Brief) -> Address:
    """A brief's address."""
    path = f"/{brief.date.replace('-', '/')}/{brief.slug}/"
    return Address("brief", brief.id, brief.path, path, ("history",), brief.span, *_aliases(brief))


def of_storyline(storyline: Storyline) -> Address:
    """A storyline's address."""
    path = f"/storylines/{storyline.id}/"
    return Address("storyline", storyline.id, storyline.path, path, ("timeline",), storyline.span, *_aliases(storyline))


def of_seed(seed: Seed) -> Address:
    """A source's address. Its file is none to which a link leads."""
    return Address("source", seed.id, "", f"/sources/{seed.id}/", (), seed.span)


def of_page(page: TextPage) -> Address:
    """A text page's address."""
    return Address("page", page.id, page.path, page.permalink, (), page.span)


def _aliases(unit: Brief | Storyline) -> tuple[tuple[tuple[str, Span], ...], str]:
    if not unit.aliases:
        return (), ""
    spans = {one.name: one.span(unit.path) for one in unit.names}
    found = [("/" + alias.strip("/") + "/" if ".." not in alias else alias, spans.get(f"alias:{alias}", unit.span)) for alias in unit.aliases]
    return tuple(found), unit.title


def book(
    briefs: tuple[Address, ...], storylines: tuple[Address, ...], seeds: tuple[Address, ...], pages: tuple[Address, ...],
    regions: tuple[tuple[tuple[str, ...], Span | None], ...], assets: tuple[Asset, ...],
) -> Book:
    """Gives every unit its address. `regions` are those that get a page, each as the way to it, with the place where the site gives it."""
    notes: list[Diagnostic] = []
    registry = Registry(notes)
    found: dict[tuple[str, str], str] = {}

    def give(units: Iterable[Address]) -> None:
        for unit in units:
            path = unit.permalink
            if registry.claim(path, unit.span):
                found[unit.kind, unit.id] = path
                for more in unit.within:
                    registry.claim(f"{path}{more}/", unit.span, plain=path in registry.claims)  # as it stands: what is plain is its own key

    for fixed in FIXED:
        registry.claim(f"/{fixed}/", Span(f"the {fixed} page"))
    give(briefs)
    for day in sorted({unit.permalink[1:11] for unit in briefs}):
        for part in (day[:4], day[:7], day):
            path = f"/{part}/"
            if path.casefold() not in registry.claims:
                registry.claim(path, Span(f"the archive of {part.replace('/', '-')}"))
    give(storylines)
    give(seeds)
    for way, given in regions:
        path, span = f"/regions/{'/'.join(way)}/", given or Span(f"the region {way[-1]}")
        if registry.claim(path, span):
            found["region", way[-1]] = path
        registry.claim(path + "timeline/", span)
    give(pages)
    moved = tuple((address, unit.permalink, unit.title) for unit in (*briefs, *storylines) for address, span in unit.aliases
                  if (unit.kind, unit.id) in found and registry.claim(address, span))
    for asset in assets:
        registry.claim(asset.permalink, Span(asset.path, 1, 1))
    paths = {asset.path: asset.permalink for asset in assets}
    paths |= {unit.path: unit.permalink for units in (briefs, storylines, pages) for unit in units if (unit.kind, unit.id) in found}
    return Book(found, paths, {key: permalink for key, (permalink, _) in registry.claims.items()}, moved, tuple(notes))
