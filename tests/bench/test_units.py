"""How fast units are read: briefs a second of CPU with all that reading one takes, how much of it markdown-it is, and units known to the store a second."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from briefgen.build import units
from briefgen.config import read_config
from briefgen.engine.memo import Memo
from briefgen.engine.store import Store
from briefgen.model.file import File, FileKind
from briefgen.model.record import digest
from briefgen.understand import front
from briefgen.understand.markdown import read_text, syntax

BRIEF = """---
title: "Bridge {n} was opened again"
as_of: 2024-12-31 06:49Z
regions: [ukraine]
topics: [roads]
events:
  - id: e{n}-0
    when: 2024-12-29
    what: "Crews said that the bridge carried its first lorries."
    regions: [ukraine]
    sources: [s{n}]
---

**On Sunday:** The mayor said that {n} lorries had crossed, and that more would follow. The paper has the account [@s{n}; @t{n}, para. 4]. Nobody was hurt.

## What happened

The road was cleared in the morning. No one at the office could be reached — it was closed for the holiday, and its telephones rang in an empty room.

The council had said earlier that “the bridge will not open before spring” [@s{n}, para. 2]. See the [earlier brief](brief:2024-12-{n}) *for the run-up*.

## The count

- *The bridge*: {n} lorries in the first hour, as the mayor counted them.
- The ferry carried none, and its crew was sent home.
- *The railway*: trains ran as they do in winter.
- A second account gives 75 lorries, over the whole day.

> The bridge stands, and whoever doubts it may walk over it.
>
> — the mayor

## Background

Engineers had measured the piers in autumn. The [register](https://example.org/register/{n}) lists 7 `open` entries. Compare <https://example.org/notes/{n}>.

## What to watch

1. Whether the second lane follows before the thaw.
2. What the insurers say of the piers.
3. Whether the ferry is kept.
"""
SIZE = 400
# Per CPU second, and how many times as fast Markdown is cut up with the shortcuts as without.
FLOORS = {"briefs": 900, "known": 60_000}
SHORTER = 1.5


def rate(work: Callable[[], object], count: int) -> float:
    """How many a CPU second, the best of five rounds."""
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return count / best


class Scan:
    """What a tree says of a folder of briefs."""

    def __init__(self, root: Path, files: list[File]) -> None:
        self.root = root
        self.found = files

    def of(self, *kinds: FileKind) -> list[File]:
        return [file for file in self.found if file.kind in kinds]


def test_units_a_second(tmp_path: Path) -> None:
    files = []
    for number in range(SIZE):
        text = BRIEF.replace("{n}", str(number))
        path = tmp_path / f"2024-12-31-{number}.md"
        path.write_text(text, encoding="utf-8")
        files.append(File(path.name, FileKind.BRIEF, digest(text)))
    options = units.Options("Europe/Kyiv", "en", 30)
    jobs = [units.job_of(tmp_path, file, None, options) for file in files]
    assert not units.read(jobs[0]).diagnostics
    bodies = [front.split(BRIEF.replace("{n}", str(number)), "x.md", "a brief")[1] for number in range(SIZE)]
    plain, ours = syntax.unshortened(), syntax.parser()
    store = Store(tmp_path / "store.db")
    config = read_config("title: Bench\ntimezone: Europe/Kyiv\n")[0]

    def known() -> object:
        memo = Memo(store)
        memo.begin()
        return units.understand(memo, Scan(tmp_path, files), config, "1")

    known()
    found = {"briefs": rate(lambda: [units.read(job) for job in jobs], SIZE), "known": rate(known, SIZE)}
    markdown, parsed = (rate(lambda made=made: [made.parse(body, {}) for body in bodies], SIZE) for made in (plain, ours))
    text = rate(lambda: [read_text(body, "x.md") for body in bodies], SIZE)
    store.close()
    for name, value in found.items():
        print(f"{name:<8} {value:10,.0f} a second (floor {FLOORS[name]:,})")
    print(f"of a brief, Markdown to tokens is {found['briefs'] / parsed:.0%}, tokens to text and evidence {found['briefs'] / text - found['briefs'] / parsed:.0%}; "
          f"without the shortcuts its tokens took {parsed / markdown:.2f} times as long (floor {SHORTER})")
    assert {name: value for name, value in found.items() if value < FLOORS[name]} == {}
    assert parsed / markdown >= SHORTER
