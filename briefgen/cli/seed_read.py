"""`briefgen seed read`: reads many articles. In: JSON lines on standard input. Out: JSON lines, one for each, in the same order.

In: `id`, and one of `text`, `lines` (a list) and `html`; `date` and `title` where they are known. Out: `id`, `title`, `author`, `date`, `text` (the
body), `labels` (body, caption or other, one a line), `toponyms`, `countries`, `admin1`, `focus`, `timexes`, `quotes`. Offsets are code points of
the input's `text`, end exclusive; for `lines`, of the lines joined by newlines; for `html`, of the `lines` that the answer then holds.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from collections import deque
from typing import TYPE_CHECKING, Any, Final

import click

from briefgen.cli import terminal
from briefgen.model.codes import note
from briefgen.model.diagnostic import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future, ProcessPoolExecutor

    from briefgen.model.reading import Reading

Answer = tuple[int, str, str]
Numbered = tuple[int, str]
CHUNK: Final = 32
FEW: Final = 8  # lines that are not worth a process
LONGEST: Final = 12_000_000
LABELS: Final = {"body": "body", "caption": "caption", "headline": "other", "boilerplate": "other"}


def _fit(_context: click.Context, _option: click.Parameter, name: str) -> str:
    """Refuses a pipeline that cannot be used before the first line is read."""
    if name:
        from briefgen.cli.pipeline import wrong  # noqa: PLC0415

        if reason := wrong(name):
            raise click.BadParameter(reason)
    return name


@click.command("read", help="Read articles from JSON lines on standard input; print what each says as JSON lines.")
@click.option("--jobs", default=0, type=click.IntRange(0, 256), help="Processes to work with (0: one for each core).")
@click.option("--pipeline", default="", metavar="NAME", callback=_fit, help="A spaCy pipeline that joins the reading of people and places.")
def read(jobs: int, pipeline: str) -> int:
    """A line that cannot be read costs a diagnostic on standard error; the exit code is then 1."""
    cores = jobs or (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
    failed = False
    for number, answer, wrong in _answers(_lines(), cores, pipeline):
        if wrong:
            failed = True
            terminal.stderr(_diagnostic(number, wrong))
        else:
            terminal.stdout(answer + "\n")
    return int(failed)


def _diagnostic(number: int, wrong: str) -> str:
    from briefgen import report  # noqa: PLC0415

    found = note("BG310", Span("-", number, 1), wrong, 'each line is an object with "id" and "text", "lines" or "html"')
    return report.text([found], lambda _path, _line: "", colour=terminal.colour(sys.stderr)).rstrip("\n")


def _lines() -> queue.Queue[Numbered | None]:
    """Lines of standard input as they come, read aside so that an answer need not wait for the next question."""
    waiting: queue.Queue[Numbered | None] = queue.Queue(CHUNK * 64)

    def fill() -> None:
        for number, raw in enumerate(sys.stdin.buffer, 1):
            if raw.strip():
                waiting.put((number, raw.decode("utf-8", "replace") if len(raw) <= LONGEST else ""))
        waiting.put(None)

    threading.Thread(target=fill, daemon=True).start()
    return waiting


def _answers(waiting: queue.Queue[Numbered | None], cores: int, pipeline: str) -> Iterator[Answer]:
    """Answers in order. A few lines are read here; where more are waiting, in processes, with a bounded number in the air."""
    pool: ProcessPoolExecutor | None = None
    pending: deque[Future[list[Answer]]] = deque()
    more = True
    try:
        while more or pending:
            chunk: list[Numbered] = []
            if more and len(pending) < cores * 3:
                chunk, more = _chunk(waiting, wait=not pending)
            if chunk and cores > 1 and (pending or len(chunk) > FEW):
                pool = pool or _pool(cores)
                pending.append(pool.submit(answers, chunk, pipeline))
            elif chunk:
                yield from answers(chunk, pipeline)
            while pending and (pending[0].done() or not more or len(pending) >= cores * 3):
                yield from pending.popleft().result()
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)


def _chunk(waiting: queue.Queue[Numbered | None], *, wait: bool) -> tuple[list[Numbered], bool]:
    """What is waiting, up to `CHUNK` lines; and whether more may come. Waits for the first only where there is nothing else to do."""
    chunk: list[Numbered] = []
    while len(chunk) < CHUNK:
        try:
            one = waiting.get(block=not chunk, timeout=None if wait and not chunk else 0.02) if not chunk else waiting.get_nowait()
        except queue.Empty:
            break
        if one is None:
            return chunk, False
        chunk.append(one)
    return chunk, True


def _pool(cores: int) -> ProcessPoolExecutor:
    import multiprocessing  # noqa: PLC0415
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    return ProcessPoolExecutor(cores, mp_context=multiprocessing.get_context("spawn"))


def answers(chunk: list[Numbered], pipeline: str = "") -> list[Answer]:
    """(line number, answer, what is wrong) of each line."""
    return [_answer(number, line, pipeline) for number, line in chunk]


def _answer(number: int, line: str, pipeline: str) -> Answer:
    if not line:
        return number, "", f"the line is longer than {LONGEST // 10**6} MB"
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        return number, "", f"this is not JSON: {error}"
    if not isinstance(asked, dict):
        return number, "", "this is not an object"
    try:
        found = _found(asked, pipeline)
    except Exception as error:  # noqa: BLE001 - one article may cost no more than itself
        return number, "", f"it could not be read: {type(error).__name__}: {error}"
    if isinstance(found, str):
        return number, "", found
    words = json.dumps(found, ensure_ascii=False)
    try:
        words.encode()
    except UnicodeEncodeError:  # lone surrogates, which only an escape can carry
        words = json.dumps(found)
    return number, words, ""


def _found(asked: dict[str, Any], pipeline: str) -> dict[str, Any] | str:
    """The answer to one question, or what is wrong with it."""
    from briefgen.understand import reading  # noqa: PLC0415
    from briefgen.understand.seed.metadata import day_of  # noqa: PLC0415

    if pipeline:
        from briefgen.cli.pipeline import entities  # noqa: PLC0415

    name, title, date = asked.get("id"), asked.get("title") or "", asked.get("date") or ""
    if not isinstance(name, (str, int)):
        return 'it has no "id"'
    if not isinstance(title, str) or not isinstance(date, str):
        return '"title" and "date" are text'
    date = day_of(date)[:10] or date
    see = entities(pipeline) if pipeline else None
    text, lines, html = asked.get("text"), asked.get("lines"), asked.get("html")
    if isinstance(html, str):
        read_page = reading.read_page(html, date=date, title=title, see=see)
        if isinstance(read_page, str):
            return f"the page was not read: {read_page}"
        return {**as_json(name, read_page), "lines": read_page.text.split("\n")}
    if isinstance(lines, list) and all(isinstance(one, str) for one in lines):
        return as_json(name, reading.read_lines([one.replace("\n", " ") for one in lines], date=date, title=title, see=see))
    if isinstance(text, str):
        return as_json(name, reading.read_text(text, date=date, title=title, see=see))
    return 'it has neither "text" nor "lines" nor "html"'


def as_json(name: str | int, read: Reading) -> dict[str, Any]:
    """A reading in the form of the batch."""
    text = read.text
    return {
        "id": name, "title": read.title, "author": read.author, "date": read.date,
        "text": "\n".join(text[line.start:line.end] for line in read.lines if line.role.value == "body"),
        "labels": [LABELS[line.role.value] for line in read.lines],
        "toponyms": [
            {"start": one.start, "end": one.end, "text": one.words, "name": one.name, "naming": one.naming.value, "level": one.level.value,
             "country": one.country, "admin1": one.admin1, "lat": one.latitude / 1e6, "lon": one.longitude / 1e6, "geonameid": one.geonames,
             "region": one.region,
             "confidence": one.score}
            for one in read.places.mentions],
        "countries": list(read.places.countries), "admin1": list(read.places.admin1), "focus": read.places.focus,
        "timexes": [
            {"start": one.start, "end": one.end, "text": text[one.start:one.end], "type": one.type.value, "value": one.value,
             **{key: value for key, value in (("edtf", one.edtf), ("qualifier", one.qualifier), ("reason", one.reason)) if value}}
            for one in read.dates],
        "quotes": [
            {"start": one.start, "end": one.end, "spans": [list(span) for span in one.spans], "kind": one.kind.value, "who": one.who,
             "confidence": one.confidence,
             "speaker": {"start": one.speaker.start, "end": one.speaker.end, "text": one.speaker.text} if one.speaker else None}
            for one in read.quotes],
    }
