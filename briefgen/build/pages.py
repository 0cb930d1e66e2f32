"""Pages to finished files, laid aside. In: stale pages, the frame, the theme, heavy records. Out: what was laid aside, in order, and what was wrong.

A page needs its view, the frame, the theme and its heavy records, and nothing else; so any process that is sent these can make it. Each process
lays its files where they wait to be published, and answers with their digests only.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from briefgen.build.heavy import derived
from briefgen.model.diagnostic import Diagnostic, Stop
from briefgen.model.page import Page
from briefgen.model.parts import Frame
from briefgen.model.record import Record, decode, encode
from briefgen.publish.output import Laid, lay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefgen.build.heavy import Heavy
    from briefgen.engine.pool import Pool
    from briefgen.render.theme import Theme


class Setting(Record):
    """What is the same for all pages of a build: the frame, the theme's templates by name, and where files are laid aside."""

    frame: Frame
    templates: tuple[tuple[str, str], ...]
    stage: str


class Chunk(Record):
    """Some pages, encoded, with the heavy records that they name."""

    setting: bytes
    pages: tuple[Page, ...]
    heavy: tuple[tuple[str, bytes], ...]


class Answer(Record):
    """What became of a chunk."""

    laid: tuple[Laid, ...]
    notes: tuple[Diagnostic, ...]


def lay_aside(
    pages: list[Page], frame: Frame, theme: Theme, heavy: Heavy, stage: Path, pool: Pool | None, done: Callable[[int], None],
) -> tuple[list[Laid], list[Diagnostic]]:
    """Renders `pages` into `stage`. `done` is told how many more are finished."""
    laid: list[Laid] = []
    notes: list[Diagnostic] = []
    many = pool is not None and pool.worthwhile(len(pages))
    answers = _many(pages, frame, theme, heavy, stage, pool) if many and pool else _here(pages, frame, theme, heavy, stage)
    for answer in answers:
        laid += answer.laid
        notes += answer.notes
        done(len(answer.laid))
    return laid, notes


def _here(pages: list[Page], frame: Frame, theme: Theme, heavy: Heavy, stage: Path) -> Iterator[Answer]:
    for page in pages:
        yield _laid(page, frame, theme, _load(dict(heavy.stored(page.heavy))), stage)


def _many(pages: list[Page], frame: Frame, theme: Theme, heavy: Heavy, stage: Path, pool: Pool) -> Iterator[Answer]:
    setting = encode(Setting(frame, tuple(sorted(theme.templates.items())), str(stage)))
    chunks = (encode(Chunk(setting, some, tuple(heavy.stored(key for page in some for key in page.heavy)))) for some in pool.chunks(pages))
    return (decode(answer, Answer) for answer in pool.map(draw, chunks))


def draw(payload: bytes) -> bytes:
    """Renders one chunk and lays it aside, in whatever process sees the same folders."""
    chunk = decode(payload, Chunk)
    frame, theme, stage = _setting(chunk.setting)
    load = _load(dict(chunk.heavy))
    answers = [_laid(page, frame, theme, load, stage) for page in chunk.pages]
    return encode(Answer(tuple(one for answer in answers for one in answer.laid), tuple(one for answer in answers for one in answer.notes)))


def _load(own: dict[str, bytes]) -> Callable[[str], bytes]:
    """Heavy records that a page names, and no other: a page that reads what it does not name would not be made again when that changes."""
    return lambda key: own[key] if key in own else derived(key)


@lru_cache(maxsize=1)
def _setting(data: bytes) -> tuple[Frame, Theme, Path]:
    from briefgen.render.theme import Theme  # noqa: PLC0415

    setting = msgspec.msgpack.decode(data, type=Setting)
    return setting.frame, Theme(dict(setting.templates)), Path(setting.stage)


def _laid(page: Page, frame: Frame, theme: Theme, load: Callable[[str], bytes], stage: Path) -> Answer:
    from briefgen.render.page import render  # noqa: PLC0415

    try:
        return Answer((lay(stage, render(page, frame, theme, load)),), ())
    except Stop as stop:
        return Answer((), (stop.diagnostic,))
