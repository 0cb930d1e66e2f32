"""From files to units. In: the tree. Out: units and diagnostics, through the memo. One edited file costs one parse."""

from __future__ import annotations

from errno import EAGAIN
from typing import TYPE_CHECKING

from briefgen.model.brief import Brief
from briefgen.model.codes import note
from briefgen.model.diagnostic import Diagnostic, Span
from briefgen.model.event import Correction, Event, Storyline
from briefgen.model.evidence import Body
from briefgen.model.file import File, FileKind
from briefgen.model.ledger import Ledger, LedgerTexts
from briefgen.model.place import Region
from briefgen.model.record import Record, digest, encode
from briefgen.model.seed import Passages, Seed, SeedSource
from briefgen.model.site import Asset, Prints, TextPage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from briefgen.engine.memo import Computed, Memo
    from briefgen.model.config import Config
    from briefgen.read.tree import Tree


class Options(Record):
    """What of the configuration a unit's reading depends on."""

    timezone: str
    language: str
    stale_after_days: int


class Job(Record):
    """One unit to read: its file, and for a seed its sidecar."""

    root: str
    kind: FileKind
    path: str
    digest: str
    sidecar: str
    sidecar_digest: str
    options: Options


class Events(Record):
    """The events of one file."""

    items: tuple[Event, ...]


class Regions(Record):
    """The regions of one file."""

    items: tuple[Region, ...]


class Corrections(Record):
    """The corrections of one file."""

    items: tuple[Correction, ...]


KINDS = {
    FileKind.BRIEF: Brief, FileKind.STORYLINE: Storyline, FileKind.EVENTS: Events, FileKind.REGIONS: Regions,
    FileKind.CORRECTIONS: Corrections, FileKind.PAGE: TextPage, FileKind.SEED: Seed, FileKind.LEDGER: Ledger,
}


class Read(Record):
    """What one job gave: exactly one field is set, or none where the file could not be read."""

    brief: Brief | None = None
    storyline: Storyline | None = None
    events: Events | None = None
    regions: Regions | None = None
    corrections: Corrections | None = None
    page: TextPage | None = None
    seed: Seed | None = None
    ledger: Ledger | None = None


def key(job: Job) -> bytes:
    """All that a unit's reading depends on but the code: its own bytes, its path, its options. Not where the project lies."""
    return encode((job.kind.value, job.path, job.digest, job.sidecar, job.sidecar_digest, job.options))


def jobs(tree: Tree, config: Config) -> tuple[list[Job], list[Diagnostic]]:
    """A job for each unit, in order of path. Sidecars that describe no seed are errors (BG306)."""
    wanted = options(config)
    sidecars = {file.path.rpartition(".")[0]: file for file in tree.of(FileKind.SIDECAR)}
    made, notes = [], []
    for file in tree.of(*KINDS):
        sidecar = sidecars.pop(file.path.rpartition(".")[0], None) if file.kind is FileKind.SEED else None
        made.append(job_of(tree.root, file, sidecar, wanted))
    for stem, file in sidecars.items():
        text = tree.read(file.path).decode("utf-8", "replace")
        if any(line.replace(" ", "").startswith("text:none") for line in text.splitlines()):
            made.append(job_of(tree.root, File(file.path, FileKind.SEED, file.digest), file, wanted))
        else:
            notes.append(note("BG306", Span(file.path, 1, 1), f"there is no {stem}.txt or {stem}.html that this describes",
                              "save the article beside it, or say  text: none  for a source that has no text"))
    return made, notes


def options(config: Config) -> Options:
    """What of `config` the reading of units depends on."""
    return Options(config.timezone, config.language, config.defaults.briefs_stale_after_days)


def job_of(root: Path, file: File, sidecar: File | None, wanted: Options) -> Job:
    """The job of reading one unit."""
    return Job(str(root), file.kind, file.path, file.digest, sidecar.path if sidecar else "", sidecar.digest if sidecar else "", wanted)


def read(job: Job) -> Computed:
    """Reads one unit. Runs in whatever process; looks at the job's own files only."""
    from briefgen.engine.memo import Computed  # noqa: PLC0415
    from briefgen.read.text import decode  # noqa: PLC0415
    from briefgen.read.tree import read_file  # noqa: PLC0415

    data = _same(job.path, read_file(job.root, job.path), job.digest)
    if job.kind is FileKind.SEED:
        return _seed(job, data)
    decoded = decode(data, job.path)
    notes = list(decoded.notes)
    if decoded.text is None:
        return Computed(Read(), tuple(notes), ())
    value, heavy, more = _understand(job, decoded.text)
    return Computed(value, (*notes, *more), heavy)


def _same(path: str, data: bytes, wanted: str) -> bytes:
    """The bytes of a file, if they are those that were scanned. A result must never be remembered under the digest of other bytes."""
    if digest(data) != wanted:
        raise InterruptedError(EAGAIN, "this file changed while it was read", path)
    return data


def _understand(job: Job, text: str) -> tuple[Read, tuple[tuple[str, bytes], ...], Sequence[Diagnostic]]:
    # Each kind imports what it needs: a build after an edit mostly reads one.
    options = job.options
    if job.kind is FileKind.BRIEF:
        from briefgen.understand.brief import read_brief  # noqa: PLC0415

        one, body, notes = read_brief(job.path, text, options)
        return Read(brief=one), ((one.body, encode(body)),) if one is not None else (), notes
    if job.kind is FileKind.STORYLINE:
        from briefgen.understand.storyline import read_storyline  # noqa: PLC0415

        two, body, notes = read_storyline(job.path, text, options)
        return Read(storyline=two), _heavy(body), notes
    if job.kind is FileKind.PAGE:
        from briefgen.understand.page import read_page  # noqa: PLC0415

        three, body, notes = read_page(job.path, text, options)
        return Read(page=three), _heavy(body), notes
    if job.kind is FileKind.EVENTS:
        from briefgen.understand.events import read_events  # noqa: PLC0415

        found, more = read_events(job.path, text, options)
        return Read(events=Events(tuple(found))), (), more
    if job.kind is FileKind.REGIONS:
        from briefgen.understand.regions import read_regions  # noqa: PLC0415

        places, more = read_regions(job.path, text)
        return Read(regions=Regions(tuple(places))), (), more
    if job.kind is FileKind.LEDGER:
        from briefgen.understand.ledger import read_ledger  # noqa: PLC0415

        kept, texts, more = read_ledger(job.path, text)
        return Read(ledger=kept), _heavy(texts), more
    from briefgen.understand.corrections import read_corrections  # noqa: PLC0415

    entries, more = read_corrections(job.path, text, options)
    return Read(corrections=Corrections(tuple(entries))), (), more


def _heavy(body: Body | LedgerTexts | Passages | Prints | None) -> tuple[tuple[str, bytes], ...]:
    if body is None:
        return ()
    data = encode(body)
    return ((digest(data), data),)


def _seed(job: Job, data: bytes) -> Computed:
    from hashlib import sha256  # noqa: PLC0415

    from msgspec.structs import replace  # noqa: PLC0415

    from briefgen.engine.memo import Computed  # noqa: PLC0415
    from briefgen.link.shared_wording import prints  # noqa: PLC0415
    from briefgen.read.text import decode  # noqa: PLC0415
    from briefgen.read.tree import read_file  # noqa: PLC0415
    from briefgen.understand.seed import read_seed  # noqa: PLC0415

    notes: list[Diagnostic] = []
    has_text = job.path != job.sidecar
    text, encoding = "", ""
    if has_text:
        decoded = decode(data, job.path)
        notes += decoded.notes
        if decoded.text is None:
            return Computed(Read(), tuple(notes), ())
        text, encoding = decoded.text, decoded.encoding
    about = None
    if job.sidecar:
        described = decode(_same(job.sidecar, read_file(job.root, job.sidecar), job.sidecar_digest), job.sidecar)
        notes += described.notes
        about = described.text
    source = SeedSource(job.path, text, encoding, sha256(data).hexdigest() if has_text else "", job.sidecar, about,
                        job.path.endswith((".html", ".htm")), has_text)
    seed, passages, more = read_seed(source)
    notes += more
    if seed is None:
        return Computed(Read(), tuple(notes), ())
    heavy: tuple[tuple[str, bytes], ...] = ((seed.passages, encode(passages)),)
    if has_text:
        # Taken here, where the words are at hand, and in whatever process: to load them all again for it takes longer than all else in link.
        (name, marks), = _heavy(prints(passages))
        seed, heavy = replace(seed, prints=name), (*heavy, (name, marks))
    return Computed(Read(seed=seed), tuple(notes), heavy)


def assets(tree: Tree) -> tuple[Asset, ...]:
    """Files of content/assets/, published under the same path."""
    return tuple(Asset(file.path, "/" + file.path.removeprefix("content/"), file.digest)
                 for file in tree.of(FileKind.ASSET) if file.path.startswith("content/assets/"))


def understand(memo: Memo, tree: Tree, config: Config, version: str) -> tuple[list[Read], list[Diagnostic]]:
    """All units, from the memo where it has them. `version` is that of the code that reads them."""
    made, notes = jobs(tree, config)
    results = memo.map(read, made, key=key, kind=Read, version=version, again=lambda: jobs(tree, config)[0])
    for result in results:
        notes += result.diagnostics
    return [result.value for result in results], notes
