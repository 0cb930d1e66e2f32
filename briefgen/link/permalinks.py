"""Where each unit lives. In: published units. Out: permalinks, aliases; every collision and every escape is an error.

Briefs are dated (`/2023/12/24/slug/`), all other units live under the plural of their kind. A path is a sequence of safe
segments; nothing else can become a permalink, so that nothing can be written outside the output folder.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from briefgen.model.codes import note
from briefgen.model.diagnostic import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.model.brief import Brief
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.event import Storyline
    from briefgen.model.seed import Seed
    from briefgen.model.site import TextPage, Tree

# Names that Windows keeps for devices, in any folder and with any ending.
RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)", re.IGNORECASE)
SEGMENT: Final = re.compile(r"[^\W_][\w.\-]*\Z")
LONGEST: Final = 100


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

    def claim(self, permalink: str, span: Span) -> bool:
        """Claims `permalink` for the unit at `span`; False, with BG350 or BG351, where it cannot have it."""
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


def permalinks(
    briefs: tuple[Brief, ...], storylines: tuple[Storyline, ...], seeds: Mapping[str, Seed], pages: tuple[TextPage, ...],
    tree: Tree, regions: tuple[str, ...], registry: Registry,
) -> dict[tuple[str, str], str]:
    """The permalink of each unit under (kind, id). `regions` are those that get a page: tagged ones and their ancestors."""
    found: dict[tuple[str, str], str] = {}

    def give(kind: str, name: str, permalink: str, span: Span) -> None:
        if registry.claim(permalink, span):
            found[kind, name] = permalink

    for fixed in ("timeline", "regions", "storylines", "sources", "archive", "corrections", "changes", "data"):
        registry.claim(f"/{fixed}/", Span(f"the {fixed} page"))
    for brief in briefs:
        path = "/" + brief.date.replace("-", "/") + f"/{brief.slug}/"
        give("brief", brief.id, path, brief.span)
        if ("brief", brief.id) in found:
            registry.claim(path + "history/", brief.span)
    for day in sorted({brief.date for brief in briefs}):
        for part in (day[:4], day[:7], day):
            path = "/" + part.replace("-", "/") + "/"
            if path.casefold() not in registry.claims:
                registry.claim(path, Span(f"the archive of {part}"))
    for storyline in storylines:
        give("storyline", storyline.id, f"/storylines/{storyline.id}/", storyline.span)
        if ("storyline", storyline.id) in found:
            registry.claim(f"/storylines/{storyline.id}/timeline/", storyline.span)
    for seed in seeds.values():
        give("source", seed.id, f"/sources/{seed.id}/", seed.span)
    for region in regions:
        path = "/regions/" + "/".join(tree.line(region)) + "/"
        span = tree.by_id[region].span or Span(f"the region {region}")
        give("region", region, path, span)
        registry.claim(path + "timeline/", span)
    for page in pages:
        give("page", page.id, page.permalink, page.span)
    return found


def aliases(briefs: tuple[Brief, ...], storylines: tuple[Storyline, ...], found: Mapping[tuple[str, str], str],
            registry: Registry) -> tuple[tuple[str, str, str], ...]:
    """Old addresses: (alias, permalink, title), each claimed like any other."""
    made = []
    for kind, units in (("brief", briefs), ("storyline", storylines)):
        for unit in units:
            for alias in unit.aliases:
                address = "/" + alias.strip("/") + "/" if ".." not in alias else alias
                span = dict(unit.names).get(f"alias:{alias}", unit.span)
                if (kind, unit.id) in found and registry.claim(address, span):
                    made.append((address, found[kind, unit.id], unit.title))
    return tuple(made)
