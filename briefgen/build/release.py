"""The ledger is brought up to date. In: a snapshot about to be published. Out: files of `content/.ledger/`, and how to take them back.

A ledger is written a line for each version and each paragraph, so that a release reads well where content is reviewed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from briefgen.link import ledger as books
from briefgen.model.codes import note
from briefgen.model.diagnostic import Span, Stop
from briefgen.model.evidence import Body
from briefgen.model.ledger import LedgerTexts, Paragraph, Version
from briefgen.model.record import decode
from briefgen.read.tree import LEDGERS
from briefgen.understand.ledger import VERSION, mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from briefgen.build import Snapshot
    from briefgen.model.brief import Brief
    from briefgen.model.ledger import Ledger


def release(root: Path, found: Snapshot, at: str) -> Callable[[], None]:
    """Writes what is about to be published into the ledger, as of the instant `at`; returns what takes it back."""
    before: dict[Path, bytes | None] = {}
    for brief in found.site.briefs:
        text = _entry(brief, found.site.ledgers.get(brief.id), found.site.permalinks.get(("brief", brief.id), ""), at, found.heavy.load)
        if text is None:
            continue
        path = root / LEDGERS / f"{brief.id}.json"
        before[path] = path.read_bytes() if path.is_file() else None
        _write(path, text.encode())
    return lambda: _undo(before)


def _entry(brief: Brief, ledger: Ledger | None, permalink: str, at: str, load: Callable[[str], bytes]) -> str | None:
    """The ledger's new text; None where nothing has to be added, or where the brief has no page."""
    if not permalink:
        return None
    work = books.job(brief, None)
    body = decode(load(brief.body), Body) if brief.body else Body(())
    paragraphs = [paragraph for paragraph, _ in books.published_text(work, body)]
    marks = tuple(mark(paragraph) for paragraph in paragraphs)
    if ledger is not None and ledger.versions[-1].blocks == marks and ledger.permalink == permalink:
        return None
    known = dict(decode(load(ledger.texts), LedgerTexts).items) if ledger else {}
    known.update(zip(marks, paragraphs, strict=True))
    versions = ledger.versions if ledger else ()
    if not versions or versions[-1].blocks != marks:
        versions = (*versions, Version(at, marks))
    return written(brief.id, permalink, versions, known.items())


def written(name: str, permalink: str, versions: Iterable[Version], texts: Iterable[tuple[str, Paragraph]]) -> str:
    """A ledger as it is written."""
    def line(value: object) -> str:
        return json.dumps(value, ensure_ascii=False)

    releases = ",\n".join(f'  {{"at": {line(version.at)}, "blocks": {line(list(version.blocks))}}}' for version in versions)
    blocks = ",\n".join(f"  {line(key)}: {line([paragraph.label, paragraph.text])}" for key, paragraph in texts)
    return (f'{{\n "ledger": {VERSION},\n "brief": {line(name)},\n "permalink": {line(permalink)},\n'
            f' "versions": [\n{releases}\n ],\n "blocks": {{\n{blocks}\n }}\n}}\n')


def _write(path: Path, data: bytes) -> None:
    """Replaces a ledger in one step. Never through a symbolic link: neither the folder's nor the file's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.parent.is_symlink():
        raise Stop(note("BG505", Span(LEDGERS.rstrip("/")), "the ledger's folder is a symbolic link, and what lies behind it is not the project's",
                        "put the folder itself here"), 2)
    aside = path.with_suffix(".tmp")
    aside.unlink(missing_ok=True)
    with aside.open("xb") as file:
        file.write(data)
    aside.replace(path)


def _undo(before: dict[Path, bytes | None]) -> None:
    for path, data in before.items():
        if data is None:
            path.unlink(missing_ok=True)
        else:
            _write(path, data)
