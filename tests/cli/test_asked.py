"""What needs no parser of the command line is understood as that understands it."""

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.cli.asked import WORDS, Asked, plain
from briefgen.cli.build import command

NOW = ("--now", "2024-06-01T00:00Z")


def parsed(words: list[str]) -> Asked:
    context = command.make_context("build", list(words))
    return Asked(**context.params)


def test_nothing_is_asked_for_alike() -> None:
    assert plain([]) == parsed([]) == Asked()


@pytest.mark.parametrize("pair", list(itertools.combinations([(word,) for word in WORDS] + [NOW], 2)))
def test_plain_words_are_understood_alike(pair: tuple[tuple[str, ...], ...]) -> None:
    words = [*itertools.chain(*pair)]
    found = plain(words)
    same_thing_twice = len({WORDS[word][0] for word in words if word in WORDS}) < len([word for word in words if word in WORDS])
    assert found == (None if same_thing_twice else parsed(words))


@pytest.mark.parametrize("words", [
    ["--now"], ["--now", "yesterday"], ["--now", "2024-13-01T00:00Z"], ["--now", "-q"], ["--now=2024-06-01T00:00Z"], ["--timings"], ["--timings=yaml"], ["--bogus"],
    ["-o", "out"], ["--release"], ["--jobs", "2"], ["--format", "json"], ["--executor", "dask:tcp://x"], ["--help"], ["-qq"], ["extra"], ["--quiet", "--quiet"],
    ["--stric"], ["--base-url", "https://x.example/"],
])
def test_all_else_is_for_the_parser(words: list[str]) -> None:
    assert plain(words) is None


def test_an_edit_is_built_without_the_parser(tmp_path: Path) -> None:
    code = ("import sys; from pathlib import Path; sys.argv = ['briefgen', 'build', '-q', '--now', '2024-06-01T00:00Z']\n"
            "from briefgen.cli import main\ntry:\n    main()\nfinally:\n    print([m for m in ('click', 'yaml', 'zoneinfo', 'csv') if m in sys.modules])")
    (tmp_path / "content/briefs").mkdir(parents=True)
    (tmp_path / "site.yml").write_text("title: T\nurl: https://t.example/\n", encoding="utf-8")
    place = tmp_path / "content/briefs/2024-01-10.md"
    for words in ("One.", "Two."):
        place.write_text(f"---\ntitle: A\nas_of: 2024-01-10T10:00Z\n---\n{words}\n", encoding="utf-8")
        ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == "[]"
