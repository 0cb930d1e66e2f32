"""Exit codes, streams and colour (PRODUCT §6.1): what a script and a person may count on."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from briefgen.cli.app import COMMANDS, app

BROKEN = "---\nautors: x\ndraft: yes\n---\nText.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A small site with a mistake in it."""
    (tmp_path / "content" / "briefs").mkdir(parents=True)
    (tmp_path / "site.yml").write_text("title: Desk\nurl: https://desk.example.org/\ntimezone: UTC\n", encoding="utf-8")
    (tmp_path / "content" / "briefs" / "2024-01-10.md").write_text(BROKEN, encoding="utf-8")
    return tmp_path


def planted(folder: Path, fault: str, **env: str) -> subprocess.CompletedProcess[str]:
    """`briefgen build` with a fault in its planning."""
    code = (f"import sys\nimport briefgen.plan.pages as pages\ndef fail(*_, **__):\n    {fault}\npages.pages = fail\n"
            "sys.argv = ['briefgen', 'build']\nfrom briefgen.cli import main\nmain()\n")
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1", **env})


def test_a_bug_of_ours_is_one_line_with_the_details_in_a_file(desk: Path) -> None:
    (desk / ".briefgen").mkdir()
    done = planted(desk, "raise ValueError('a planted bug')")
    assert done.returncode == 70
    assert "error BG900  briefgen itself failed: ValueError: a planted bug" in done.stderr
    assert "Traceback" not in done.stderr
    assert "a planted bug" in (desk / ".briefgen" / "crash.txt").read_text(encoding="utf-8")
    assert "Traceback" in planted(desk, "raise ValueError('x')", BRIEFGEN_TRACE="1").stderr


def test_an_interruption_leaves_with_130_and_says_that_nothing_is_lost(desk: Path) -> None:
    done = planted(desk, "raise KeyboardInterrupt")
    assert done.returncode == 130
    assert "nothing that was published is touched" in done.stderr


def test_the_machine_s_trouble_leaves_with_3(desk: Path) -> None:
    done = planted(desk, "raise OSError(28, 'No space left on device', 'dist/x')")
    assert done.returncode == 3
    assert "BG731" in done.stderr
    assert "No space left on device" in done.stderr
    assert planted(desk, "raise MemoryError").returncode == 3


def test_data_goes_to_standard_output_and_words_to_standard_error(desk: Path, briefgen: Callable) -> None:
    ran = briefgen(desk, "check", "--format", "json", "--now", "2024-01-15T12:00Z")
    assert ran.code == 1
    found = json.loads(ran.out)
    assert found["version"] == 1
    assert sorted({one["code"] for one in found["diagnostics"]}) == ["BG131", "BG133"]
    text = briefgen(desk, "check", "--now", "2024-01-15T12:00Z")
    assert text.out == ""
    assert "BG131" in text.err


def test_other_forms_of_diagnostics(desk: Path, briefgen: Callable) -> None:
    github = briefgen(desk, "check", "--format", "github", "--now", "2024-01-15T12:00Z").out
    assert "::error file=content/briefs/2024-01-10.md,line=2,col=1,title=BG131::" in github
    sarif = json.loads(briefgen(desk, "check", "--format", "sarif", "--now", "2024-01-15T12:00Z").out)
    assert sarif["version"] == "2.1.0"
    assert {result["ruleId"] for result in sarif["runs"][0]["results"]} == {"BG131", "BG133"}


@pytest.mark.parametrize(("env", "coloured"), [
    ({"CLICOLOR_FORCE": "1"}, True), ({"NO_COLOR": "1"}, False), ({"CLICOLOR": "0"}, False), ({"TERM": "dumb"}, False), ({}, False),
])
def test_colour_only_where_it_is_wanted(desk: Path, env: dict[str, str], coloured: bool) -> None:
    base = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE")}
    done = subprocess.run([sys.executable, "-m", "briefgen", "check"], cwd=desk, capture_output=True, text=True, check=False, env={**base, **env})
    assert ("\x1b[" in done.stderr) is coloured


def test_a_terminal_gets_colour_and_no_escape_codes_of_a_file_s(desk: Path) -> None:
    (desk / "content" / "briefs" / "2024-01-10.md").write_text('---\n"\\e[2Jbad": x\n---\nText.\n', encoding="utf-8")
    main, other = pty.openpty()
    env = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "CLICOLOR")} | {"TERM": "xterm"}
    done = subprocess.Popen([sys.executable, "-m", "briefgen", "check"], cwd=desk, stdout=other, stderr=other, env=env)
    os.close(other)
    said = b""
    while True:
        try:
            piece = os.read(main, 65536)
        except OSError:
            break
        if not piece:
            break
        said += piece
    assert done.wait(30) == 1
    os.close(main)
    assert b"\x1b[31;1m" in said
    assert b"\x1b[2J" not in said


def test_help_is_there_for_every_command(briefgen: Callable, tmp_path: Path) -> None:
    listed = briefgen(tmp_path, "--help").out
    for name in COMMANDS:
        assert name in listed
        command = app.get_command(click.Context(app), name)
        assert command is not None
        assert command.help


def test_a_pipe_that_closes_is_no_error(desk: Path) -> None:
    done = subprocess.run(f"{sys.executable} -m briefgen check --format json | head -c 1", shell=True, cwd=desk, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr
