"""The same question again: a build that finds nothing changed opens, writes and imports next to nothing, and is never answered from the past."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

SITE = Path(__file__).resolve().parents[1] / "fixtures/plain-site"
NOW = "2024-06-01T00:00Z"
HEAVY = {"jinja2", "markdown_it", "yaml", "watchdog", "starlette", "trafilatura", "lxml"}
# Every file that any process of a build opens, by the interpreter's own account (PEP 578), and what the first one imported.
WATCH = """
import os, sys
FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
def watch(event, given):
    if event == "open" and not isinstance(given[0], int):
        writes = isinstance(given[2], int) and given[2] & FLAGS
        os.write(2, f"{'WRITES' if writes else 'READS'} {os.fsdecode(given[0])}\\n".encode())
sys.addaudithook(watch)
from briefgen.cli import main
try:
    main()
finally:
    os.write(2, ("IMPORTED " + " ".join(sorted({name.split(".")[0] for name in sys.modules})) + "\\n").encode())
"""


class Site:
    """A project of which every file is old enough to be believed, and a door to build it."""

    def __init__(self, folder: Path, run: Callable) -> None:
        self.folder = folder
        shutil.copytree(SITE, folder)
        for path in folder.rglob("*"):
            os.utime(path, (time.time() - 3600,) * 2)
        self._run = run

    def build(self, *words: str, **env: str) -> str:
        ran = self._run(self.folder, "build", *words, **env)
        assert ran.code == 0, ran.err
        return ran.err

    def save(self, path: str, old: str, new: str) -> None:
        place = self.folder / path
        place.write_text(place.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        os.utime(place, (time.time() - 1800,) * 2)

    def watched(self, *words: str) -> tuple[set[str], set[str], set[str]]:
        """What a build reads and writes of the project, and the packages it imports."""
        code = WATCH.replace("from briefgen", f"sys.argv = {['briefgen', 'build', *words]!r}\nfrom briefgen", 1)
        done = subprocess.run([sys.executable, "-c", code], cwd=self.folder, capture_output=True, text=True, check=True)
        said = [line.partition(" ")[::2] for line in done.stderr.splitlines()]
        reads, writes = ({str(Path(path).resolve().relative_to(self.folder.resolve())) for kind, path in said
                          if kind == wanted and Path(path).resolve().is_relative_to(self.folder.resolve())} for wanted in ("READS", "WRITES"))
        return reads, writes, set(next(names for kind, names in said if kind == "IMPORTED").split())

    def bytes(self) -> dict[str, bytes]:
        dist = self.folder / "dist"
        return {path.relative_to(dist).as_posix(): path.read_bytes() for path in sorted(dist.rglob("*")) if path.is_file()}


@pytest.fixture
def site(tmp_path: Path, briefgen: Callable) -> Site:
    return Site(tmp_path / "site", briefgen)


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """Time and inode of all that lies in the project, but for the lock, which says who holds it."""
    return {path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.stat().st_ino) for path in sorted(folder.rglob("*")) if path.name != "lock"}


@pytest.mark.parametrize("sealed", [True, False])
def test_where_nothing_changed_no_output_is_opened_and_nothing_written(site: Site, sealed: bool) -> None:
    site.build("-q", "--now", NOW)
    if not sealed:
        (site.folder / ".briefgen/seal").write_bytes(b"")
    before = state(site.folder)
    reads, writes, imported = site.watched("-q", "--now", NOW)
    assert {path for path in reads | writes if path.startswith("dist/")} == set()
    assert {path.partition("seal.")[0] for path in writes if not path.endswith("/lock")} == (set() if sealed else {".briefgen/"})
    assert not imported & HEAVY
    if sealed:
        assert not imported & {"click", "msgspec", "sqlite3", "pathlib", "datetime", "json"}
    after = state(site.folder)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed <= (set() if sealed else {".briefgen", ".briefgen/seal"})


def test_it_says_what_the_build_itself_would_say(site: Site) -> None:
    def said() -> str:
        return re.sub(r"in \d+\.\d s", "in a time", site.build("--now", NOW))

    said()
    answered = said()
    (site.folder / ".briefgen/seal").unlink()
    assert said() == answered
    assert "in a time" in answered
    assert "0 written" in answered


@pytest.mark.parametrize("change", [
    "a word", "a new file", "a new folder", "a file less", "a page changed", "a page lost", "another moment", "drafts",
    "a folder of the site replaced by a link", "the site replaced by a copy",
])
def test_whatever_changed_is_seen(site: Site, tmp_path: Path, briefgen: Callable, change: str) -> None:
    site.build("--now", NOW)
    assert (site.folder / ".briefgen/seal").is_file()
    dist, words = site.folder / "dist", ["--now", NOW]
    page = sorted(dist.glob("2024/**/index.html"))[0]
    if change == "a word":
        site.save("content/briefs/2024-02-03.md", "words", "swords")
    elif change in ("a new file", "a new folder"):
        place = site.folder / ("content/pages/guide.md" if change == "a new file" else "content/handbook/guide.md")
        place.parent.mkdir(exist_ok=True)
        shutil.copy(site.folder / "content/pages/about.md", place)
    elif change == "a file less":
        (site.folder / "content/briefs/2024-02-07.md").unlink()
    elif change == "a page changed":
        page.write_text("not the site's", encoding="utf-8")
    elif change == "a page lost":
        page.unlink()
    elif change == "another moment":
        words = ["--now", "2024-02-04T00:00Z"]
    elif change == "drafts":
        words.append("--drafts")
    elif change == "a folder of the site replaced by a link":
        page.parent.rename(tmp_path / "outside")
        page.parent.symlink_to(tmp_path / "outside")
        (tmp_path / "outside/index.html").write_text("not the site's", encoding="utf-8")
    else:
        dist.rename(site.folder / "before")
        shutil.copytree(site.folder / "before", dist)
    site.build(*words)
    got = site.bytes()
    clean = Site.__new__(Site)
    clean.folder, clean._run = tmp_path / "clean", briefgen
    shutil.copytree(site.folder, clean.folder, ignore=shutil.ignore_patterns("dist", ".briefgen", "before"))
    clean.build(*words)
    assert got == clean.bytes()


def test_a_file_saved_a_moment_ago_is_read_again(site: Site) -> None:
    """A second save within the grain of a coarse clock: all that stat says is the same."""
    place = site.folder / "content/briefs/2024-02-03.md"
    place.write_text(place.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    site.build("-q", "--now", NOW)
    found = place.stat()
    with place.open("r+b") as file:
        file.seek(-6, os.SEEK_END)
        file.write(b"Less.")
    os.utime(place, ns=(found.st_atime_ns, found.st_mtime_ns))
    site.build("-q", "--now", NOW)
    assert any(b"Less." in data for data in site.bytes().values())
    assert not any(b"More." in data for data in site.bytes().values())


@pytest.mark.parametrize("harm", ["a page changed", "a page lost", "somebody's file", "a new brief", "a seed changed"])
def test_what_else_changed_is_seen_beside_an_edit(site: Site, tmp_path: Path, briefgen: Callable, harm: str) -> None:
    """An edit is found before all is looked at; the rest is looked at meanwhile, by either process."""
    site.build("--now", NOW)
    dist = site.folder / "dist"
    page = sorted(dist.glob("sources/**/index.html"))[0]
    site.save("content/briefs/2024-02-03.md", "words", "swords")
    if harm == "a page changed":
        page.write_text("not the site's", encoding="utf-8")
    elif harm == "a page lost":
        page.unlink()
    elif harm == "somebody's file":
        page.with_name("note.txt").write_text("mine", encoding="utf-8")
    elif harm == "a new brief":
        shutil.copy(site.folder / "content/briefs/2024-02-03.md", site.folder / "content/briefs/2024-02-04.md")
    else:
        place = sorted((site.folder / "seeds").glob("*.txt"))[0]
        place.write_text(place.read_text(encoding="utf-8") + "\nOne more paragraph of the article, with words enough.\n", encoding="utf-8")
    said = site.build("--now", NOW)
    clean = Site.__new__(Site)
    clean.folder, clean._run = tmp_path / "clean", briefgen
    shutil.copytree(site.folder, clean.folder, ignore=shutil.ignore_patterns("dist", ".briefgen"))
    clean.build("--now", NOW)
    strangers = {page.with_name("note.txt").relative_to(dist).as_posix(): b"mine"} if harm == "somebody's file" else {}
    assert site.bytes() == clean.bytes() | strangers
    assert ("one by one" in said) == bool(strangers)


def test_what_the_passing_of_time_changes_is_not_answered_from_before(site: Site) -> None:
    site.save("content/briefs/2024-02-03.md", "summary:", "embargo_until: 2024-05-01T00:00Z\nsummary:")
    assert "embargo" in site.build(SOURCE_DATE_EPOCH="1709251200")  # 1 March 2024
    before = site.bytes()
    site.build()
    assert site.bytes() != before


@pytest.mark.parametrize("harm", ["cut short", "turned over", "another's", "empty"])
def test_a_harmed_seal_is_none(site: Site, harm: str) -> None:
    site.build("-q", "--now", NOW)
    before, seal = site.bytes(), site.folder / ".briefgen/seal"
    data = seal.read_bytes()
    for at in (len(data) // 3, len(data) - 3):
        seal.write_bytes({"cut short": data[:at], "turned over": data[:at] + bytes([data[at] ^ 255]) + data[at + 1:], "another's": data[at:], "empty": b""}[harm])
        site.build("-q", "--now", NOW)
        assert site.bytes() == before


@pytest.mark.parametrize(("old", "new"), [(b"/output/", b"/outpux/"), (b"built", b"\x1b[2Jt"), (b"built", b"\x07uilt")])
def test_a_seal_that_came_with_a_repository_reaches_nothing_else(site: Site, old: bytes, new: bytes) -> None:
    """Another place to lock, and escape codes for the terminal: lengths are as they were, so that the rest of it holds."""
    site.build("--now", NOW)
    seal = site.folder / ".briefgen/seal"
    head, found, rest = seal.read_bytes().partition(old)
    assert found
    seal.write_bytes(head + new[:len(old)] + rest)
    said = site.build("--now", NOW)
    assert "\x1b" not in said
    assert "\x07" not in said
    assert "built" in said
    assert not (site.folder / ".briefgen/outpux").exists()


def test_another_build_of_the_same_output_is_named(site: Site, briefgen: Callable) -> None:
    import fcntl

    site.build("-q", "--now", NOW)
    with next(site.folder.glob(".briefgen/output/*/lock")).open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ran = briefgen(site.folder, "build", "-q", "--now", NOW)
    assert (ran.code, "BG732" in ran.err) == (4, True)
