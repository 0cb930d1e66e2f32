"""What tests of the whole share: the command line as a user runs it, and the corpora beside the repository where they are."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


class Ran(NamedTuple):
    """A command's exit code and what it wrote."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def shared() -> Path:
    """../shared, with real articles and labelled data; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: real articles and corpora stay out of the repository")
    return SHARED


@pytest.fixture(scope="session")
def briefgen(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Ran]:
    """Runs `briefgen ARGUMENTS` in a folder, as a user would."""
    env = {**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "", "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache"))}
    for name in ("CLICOLOR_FORCE", "SOURCE_DATE_EPOCH"):
        env.pop(name, None)

    def run(folder: Path, *arguments: str, stdin: str = "", **more: str) -> Ran:
        done = subprocess.run([sys.executable, "-m", "briefgen", *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8",
                              env={**env, **more}, check=False, timeout=120, input=stdin)
        assert "Traceback" not in done.stderr, done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def demonstration(briefgen: Callable[..., Ran], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published site of this repository's own content, built for the address `/a/b/` of its host."""
    place = tmp_path_factory.mktemp("demonstration")
    for name in ("content", "seeds"):
        shutil.copytree(ROOT / name, place / name)
    shutil.copy(ROOT / "site.yml", place)
    ran = briefgen(place, "build", "--base-url", "https://desk.example.org/a/b/")
    assert ran.code == 0, ran.err
    return place / "dist"


@pytest.fixture(scope="session")
def digests() -> Callable[[Path], dict[str, str]]:
    """The digest of every file under a folder, by its path."""
    def look(folder: Path) -> dict[str, str]:
        return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in sorted(folder.rglob("*")) if path.is_file()}

    return look


@pytest.fixture(scope="session")
def century(briefgen: Callable[..., Ran], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published site of one event a year for a hundred years and more, and in one of the last as many again as there are days."""
    place = tmp_path_factory.mktemp("century")
    (place / "content" / "events").mkdir(parents=True)
    (place / "site.yml").write_text("title: Long\nurl: https://desk.example.org/\ntimezone: UTC\nlanguage: en\nmaps: off\n", encoding="utf-8")
    days = [date(year, 3, 1 + year % 28) for year in range(1901, 2025)] + [date(2022, 1, 1) + timedelta(days=n) for n in range(365) if n > 180 or not n % 9]
    (place / "content" / "events" / "all.yml").write_text("".join(
        f"- id: e{n}\n  what: Event {n}, said in a few words more than one would need\n  when: {day}\n" for n, day in enumerate(days)), encoding="utf-8")
    ran = briefgen(place, "build")
    assert ran.code == 0, ran.err
    return place / "dist"
