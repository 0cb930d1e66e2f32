"""Bad input gets a located, worded error with the way out: the smallest site of each code says exactly what it should."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.model.codes import CODES
from briefgen.report import COUNTED

BAD = Path(__file__).resolve().parent / "bad"
CASES = sorted(path for path in BAD.iterdir() if path.is_dir())
SITE = "title: Desk\nurl: https://desk.example.org/\ntimezone: Europe/Kyiv\nlanguage: en-GB\n"
NOW = "2024-01-15T12:00Z"
# Codes that no site on disk can earn, and the test that shows each instead.
ELSEWHERE = {
    "BG308": "tests/seed_desk: what would be made is there already",
    "BG310": "tests/seed_desk: a line of the batch that is no article",
    "BG731": "tests/publish: a full or read-only disk",
    "BG732": "tests/publish: two builds at once",
    "BG734": "tests/serve: a port that is taken",
    "BG900": "tests/cli: a planted bug",
}


def run(case: Path, place: Path) -> tuple[int, str]:
    """The exit code and standard error of a case, run in a copy of it."""
    shutil.copytree(case, place, ignore=shutil.ignore_patterns("expected.txt", "command.txt", "now.txt"))
    if not (place / "site.yml").exists() and not case.name.startswith("BG001"):
        (place / "site.yml").write_text(SITE, encoding="utf-8")
    told = case / "command.txt"
    arguments = told.read_text(encoding="utf-8").split() if told.exists() else ["check"]
    when = case / "now.txt"
    now = when.read_text(encoding="utf-8").strip() if when.exists() else NOW
    if arguments[0] in ("check", "build"):
        arguments += ["--now", now]
    env = {**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1"}
    env.pop("CLICOLOR_FORCE", None)
    done = subprocess.run([sys.executable, "-m", "briefgen", *arguments], cwd=place, capture_output=True, text=True, encoding="utf-8", env=env,
                          check=False, timeout=60)
    # How long a build took, and how many files a site has, is not part of what is compared.
    said = re.sub(r"checked \d+ files", "checked N files", re.sub(r" in \d+\.\d s", " in N s", done.stderr))
    return done.returncode, said.replace(str(place), "PROJECT")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_mistake_is_told_with_its_place_and_the_way_out(case: Path, tmp_path: Path) -> None:
    code = case.name.split("-", 1)[0]
    returned, said = run(case, tmp_path / "site")
    expected = case / "expected.txt"
    if os.environ.get("UPDATE_BAD"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")
    assert f" {code}  " in said or code in COUNTED
    assert "Traceback" not in said
    assert returned == {"error": 2 if code in ("BG001", "BG730") else 1, "warning": 0}[_worst(said)]


def _worst(said: str) -> str:
    found = re.findall(r"^\S.*?  (error|warning|info) BG\d{3}  ", said, re.MULTILINE)
    return "error" if "error" in found else "warning"


def test_every_code_has_its_case() -> None:
    shown = {case.name.split("-", 1)[0] for case in CASES}
    assert sorted(set(CODES) - shown - set(ELSEWHERE)) == []
    assert sorted(shown - set(CODES)) == []
