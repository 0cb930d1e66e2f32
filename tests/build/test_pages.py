"""Pages made by several processes: whoever plans and whoever renders, the bytes are the same."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.engine.pool import FEW

SITE = Path(__file__).resolve().parents[1] / "fixtures/plain-site"


@pytest.fixture(scope="module")
def alone(briefgen: Callable, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site as one process makes it."""
    return made(briefgen, tmp_path_factory.mktemp("alone"), 1)


def made(briefgen: Callable, place: Path, jobs: int) -> dict[str, bytes]:
    shutil.copytree(SITE, place, dirs_exist_ok=True)
    return built(briefgen, place, jobs)


def built(briefgen: Callable, place: Path, jobs: int) -> dict[str, bytes]:
    assert briefgen(place, "build", "--jobs", str(jobs), "--now", "2024-06-01T00:00Z").code == 0
    return files(place)


def files(place: Path) -> dict[str, bytes]:
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in (place / "dist").rglob("*") if path.is_file()}


@pytest.mark.parametrize("jobs", [2, FEW, FEW + 1])
def test_the_first_process_plans_for_few_and_copies_of_it_where_they_are_many(
    briefgen: Callable, tmp_path: Path, alone: dict[str, bytes], jobs: int,
) -> None:
    assert made(briefgen, tmp_path, jobs) == alone


def test_of_what_is_published_few_pages_are_sent_to_nobody(briefgen: Callable, tmp_path: Path, alone: dict[str, bytes]) -> None:
    made(briefgen, tmp_path, 2)
    brief = min((tmp_path / "content/briefs").rglob("*.md"))
    text = brief.read_text(encoding="utf-8")
    assert "topics: [grain]" in text
    brief.write_text(text.replace("topics: [grain]", "topics: [bread]"), encoding="utf-8")
    changed = built(briefgen, tmp_path, 2)
    assert changed != alone
    brief.write_text(text, encoding="utf-8")
    assert built(briefgen, tmp_path, 2) == alone


@pytest.mark.parametrize(("sent", "large"), [(1, 2**21), (2**18, 1), (2**18, 2**11)])
def test_pages_are_sent_one_by_one_or_not_at_all(tmp_path: Path, alone: dict[str, bytes], sent: int, large: int) -> None:
    """As in a site whose pages are that much larger than what is sent at a time."""
    shutil.copytree(SITE, tmp_path, dirs_exist_ok=True)
    script = f"""
import sys
from briefgen.build import pages
from briefgen.cli import main
pages.SENT, pages.LARGE = {sent}, {large}
sys.argv = ["briefgen", "build", "--jobs", "2", "--now", "2024-06-01T00:00Z"]
main()
"""
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True, timeout=120)
    assert files(tmp_path) == alone
