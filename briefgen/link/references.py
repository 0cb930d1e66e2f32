"""What units name of one another. In: published units. Out: diagnostics for what does not exist, resolved links.

A link in text is `kind:id` (`brief:2023-12-24`, `region:kherson-oblast`), a permalink (`/timeline/`), or the relative path
of a content file (`../storylines/x.md`). A link to something that is left out says so (jekyll/jekyll#7493).
"""

from __future__ import annotations

import posixpath
import unicodedata
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from briefgen.model.codes import note
from briefgen.schema import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.link.permalinks import Registry
    from briefgen.model.diagnostic import Diagnostic, Span
    from briefgen.model.evidence import Citation, Link
    from briefgen.model.seed import Seed
    from briefgen.model.site import LeftOut

KINDS: Final = ("brief", "storyline", "source", "region", "page")
REASONS: Final = {"draft": "a draft", "embargo": "embargoed until", "ahead": "dated ahead, until"}


def cited(citations: Iterable[Citation], seeds: Mapping[str, Seed], notes: list[Diagnostic]) -> None:
    """BG101 for each citation of an unknown seed, BG204 for each passage that the seed does not have."""
    for citation in citations:
        seed = seeds.get(citation.seed)
        if seed is None:
            named(citation.seed, citation.span, seeds, "source", "BG101", notes)
        elif citation.passage and seed.has_text and citation.passage > len(seed.roles):
            notes.append(note("BG204", citation.span, f"{seed.id} has {len(seed.roles)} passages; there is no {citation.passage}",
                              f"see them with  briefgen seed show {seed.id}"))


def named(written: str, span: Span, existing: Mapping[str, object], what: str, code: str, notes: list[Diagnostic]) -> bool:
    """Whether `written` exists; a diagnostic with the nearest name where it does not."""
    if written in existing:
        return True
    close = nearest(written, existing, 1)
    hint = f'did you mean "{close[0]}"?' if close else _how_to_add(what, written)
    notes.append(note(code, span, f'unknown {what} "{written}"', hint))
    return False


def _how_to_add(what: str, written: str) -> str:
    if what == "source":
        return f"save its text as seeds/{written}.txt, or name a seed that exists"
    return f"write content/storylines/{written}.md, or name one that exists"


class Links:
    """Resolves the links of texts against all permalinks."""

    def __init__(self, permalinks: Mapping[tuple[str, str], str], paths: Mapping[str, str], registry: Registry,
                 left_out: tuple[LeftOut, ...], notes: list[Diagnostic]) -> None:
        self.permalinks = permalinks
        self.paths = paths
        self.addresses = {key: permalink for key, (permalink, _) in registry.claims.items()} | {"/": "/", "/feed.xml": "/feed.xml"}
        self.left_out = {entry.path: entry for entry in left_out}
        self.notes = notes

    def resolve(self, links: Iterable[Link], origin: str) -> tuple[str, ...]:
        """The permalink (with its fragment) of each link, empty where there is none: BG352, or BG353 where it is left out."""
        return tuple(self._one(link, origin) for link in links)

    def _one(self, link: Link, origin: str) -> str:
        target, _, fragment = link.target.partition("#")
        tail = "#" + fragment if fragment else ""
        kind, colon, name = target.partition(":")
        if colon and kind in KINDS:
            found = self.permalinks.get((kind, name), "")
            return found + tail if found else self._missing(link, f"content/{kind}s/{name}.md", self._close(kind, name))
        if target.startswith("/"):
            path = unicodedata.normalize("NFC", unquote(target))
            whole = path if path.endswith("/") or "." in path.rsplit("/", 1)[1] else path + "/"
            found = self.addresses.get(whole.casefold(), "")
            return found + tail if found else self._missing(link, "", "")
        if not target:
            return tail
        path = posixpath.normpath(posixpath.join(posixpath.dirname(origin), unquote(target)))
        found = self.paths.get(path, "")
        return found + tail if found else self._missing(link, path, "")

    def _close(self, kind: str, name: str) -> str:
        close = nearest(name, (i for k, i in self.permalinks if k == kind), 1)
        return f'did you mean "{kind}:{close[0]}"?' if close else ""

    def _missing(self, link: Link, path: str, hint: str) -> str:
        entry = self.left_out.get(path)
        if entry is not None:
            reason = f"{REASONS[entry.reason]} {entry.until}".strip()
            self.notes.append(note("BG353", link.span, f"{link.target} leads to a page that is left out: it is {reason}",
                                   "publish it first, or take the link out"))
        else:
            self.notes.append(note("BG352", link.span, f"{link.target} leads to no page of this site",
                                   hint or "link with  [words](brief:ID),  storyline:ID,  source:ID  or  region:ID"))
        return ""
