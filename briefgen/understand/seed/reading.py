"""A seed, read. In: its text and sidecar. Out: `Seed`, `Passages`, diagnostics. The sidecar says; the page is asked second."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from briefgen.model.codes import note
from briefgen.model.diagnostic import Diagnostic, Span
from briefgen.model.record import digest, encode
from briefgen.model.seed import Passage, Passages, Role, Seed
from briefgen.model.when import WhenError, parse_when
from briefgen.understand import front
from briefgen.understand.seed.html import read_html
from briefgen.understand.seed.passages import numbered, passages
from briefgen.understand.seed.scan import looks_like_html
from briefgen.understand.seed.sidecar import Sidecar, read_sidecar
from briefgen.understand.white_space import words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.seed import SeedSource
    from briefgen.model.when import When
    from briefgen.understand.seed.html import HtmlReading

NEWLINE: Final = re.compile("\n")
WANTED = ("outlet", "title", "published", "url")


def read_seed(source: SeedSource) -> tuple[Seed | None, Passages, tuple[Diagnostic, ...]]:
    """Reads a seed. None where it has no text and does not say so, or cannot be an address."""
    notes: list[Diagnostic] = []
    about = read_sidecar(source.sidecar_text or "", source.sidecar_path, notes) if source.sidecar_text is not None else Sidecar()
    page, items = _text(source, about, notes)
    if source.has_text and not any(item.text for item in items):
        notes.append(note("BG103", Span(source.path, 1, 1), "the seed has no text", "save the article's text, or say  text: none  in its sidecar"))
        return None, Passages(()), tuple(notes)
    if source.has_text and about.sha256 and about.sha256 != source.sha256:
        notes.append(note("BG301", about.span("sha256"),
            f"seed changed since it was registered: {about.sha256[:12]}… then, {source.sha256[:12]}… now",
                          "restore the text as it was saved; evidence must not drift"))
    made = Passages(items)
    name = about.id or front.stem(source.path)
    if not front.ID.match(name):
        notes.append(note("BG134", about.span("id") if about.id else Span(source.path), f'"{name}" cannot be an id and an address',
                          "give it an id of letters a-z, digits and hyphens in its sidecar:  id: …"))
        return None, made, tuple(notes)
    seed = Seed(
        id=name, path=source.path, outlet=about.outlet or page.site, title=about.title or page.title or _headline(items),
        author=about.author or page.author, published=about.published or _date(page.date), retrieved=about.retrieved, url=about.url or page.url,
        archive=about.archive, language=about.language or page.language, reliability=about.reliability, via=about.via, publish=about.publish,
        licence=about.licence, sha256=source.sha256, encoding=source.encoding, translated=about.translated, retracted=about.retracted,
        note=about.note,
        described=source.sidecar_text is not None, has_text=source.has_text, passages=digest(encode(made)),
        roles=tuple([item.role for item in items]), lengths=tuple([len(item.text) for item in items]), words=_words(items, folded=not page.lines),
        span=Span(source.path, 1, 1), independent_of=about.independent_of,
    )
    if not seed.described:
        missing = [key for key in WANTED if not getattr(seed, key)]
        stem = source.path.rpartition(".")[0]
        notes.append(note("BG302", Span(source.path), "this seed is not described" + (f"; unknown: {', '.join(missing)}" if missing else ""),
                          f"describe it in {stem}.yml:\n    id: {front.stem(source.path)}\n"
                          + "".join(f"    {key}: …\n" for key in missing).rstrip("\n")
                          + "\nwrite  unknown  where you cannot know"))
    else:
        _gaps(seed, about, source, notes)
    return seed, made, tuple(notes)


def _text(source: SeedSource, about: Sidecar, notes: list[Diagnostic]) -> tuple[HtmlReading, tuple[Passage, ...]]:
    from briefgen.understand.seed.html import HtmlReading as Empty  # noqa: PLC0415

    if not source.has_text:
        return Empty(), ()
    html = source.is_html
    if not html and looks_like_html(source.text):
        notes.append(note("BG307", Span(source.path, 1, 1), "this is HTML, and was read as such", f"rename it to {front.stem(source.path)}.html"))
        html = True
    if not html:
        items = passages(source.text)
        return Empty(), _captioned(items, about)
    page = read_html(source.text)
    if page.refused:
        notes.append(note("BG104", Span(source.path, 1, 1), f"this page was not read: {page.refused}", "save the article's text alone, as .txt"))
        return page, ()
    lines = _places(source.text, page.lines)
    return page, numbered([words for _, words in page.lines], [role for role, _ in page.lines], lines)


def _words(items: Sequence[Passage], *, folded: bool) -> int:
    """How many words there are. The passages of a text are `folded`, one space between two words; those of a page need not be."""
    return sum([words_in(item.text) for item in items]) if folded else sum(len(item.text.split()) for item in items)


def _places(text: str, passages: Sequence[tuple[Role, str]]) -> list[int]:
    """The line of the file that each passage of a page begins on, as well as it can be told; they stand in the order of the page."""
    starts = [0, *(found.end() for found in NEWLINE.finditer(text))]
    made, place = [], 0
    for _, words in passages:
        probe = words[:30]
        at = text.find(probe, place)
        at = at if at >= 0 else text.find(probe)
        made.append(bisect_right(starts, at) if at >= 0 else 0)
        place = at if at >= 0 else place
    return made


def _captioned(items: tuple[Passage, ...], about: Sidecar) -> tuple[Passage, ...]:
    """`captions:` as a list of line numbers stands over what the rules say of captions."""
    if about.captions is None:
        return items
    return tuple(
        Passage(item.number, Role.CAPTION if item.line in about.captions else Role.BODY if item.role is Role.CAPTION else item.role, item.text,
            item.line)
        for item in items)


def _headline(items: tuple[Passage, ...]) -> str:
    return next((item.text for item in items if item.role is Role.HEADLINE), "")


def _date(text: str) -> When | None:
    try:
        return parse_when(text[:10]) if text else None
    except WhenError:
        return None


def _gaps(seed: Seed, about: Sidecar, source: SeedSource, notes: list[Diagnostic]) -> None:
    """A described seed says `unknown` where it does not know; a field that is simply missing is asked for, all in one line."""
    missing = [key for key in WANTED if not getattr(seed, key) and key not in about.said]
    if missing:
        notes.append(note("BG304", Span(source.sidecar_path, 1, 1), f"missing from the description: {', '.join(missing)}",
                          "add them, or write  unknown  where you cannot know"))
