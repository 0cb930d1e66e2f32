"""Compiled templates that are kept for this user: used, never from a place that anyone else can write, and done without where there is none."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefgen import build
from briefgen.build import codes
from briefgen.build.codes import KeptCodes
from briefgen.render.theme import Theme
from tests.conftest import ROOT, Ran

TEXT = {"a.html": "{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m('one') }}"}


def said(kept: KeptCodes | None, texts: dict[str, str] = TEXT) -> str:
    return Theme(texts, kept=kept).write("a.html", "", lambda _: {})


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "cache" / "briefgen" / "templates"
    yield place
    if place.is_dir() and not place.is_symlink():
        place.chmod(0o700)


def test_code_is_kept_and_used_by_the_next_process(folder: Path) -> None:
    assert said(KeptCodes(folder, "1")) == "<one>"
    [file] = folder.glob("*.py")
    assert folder.stat().st_mode & 0o077 == 0
    # Other code under the same name: what comes out tells that it was run, and with it why the place must be the user's own.
    file.write_text(file.read_text().replace("'one'", "'two!'"))
    assert said(KeptCodes(folder, "1")) == "<two!>"


def test_code_that_cannot_be_read_is_generated_anew(folder: Path) -> None:
    said(KeptCodes(folder, "1"))
    [file] = folder.glob("*.py")
    for damage in ("def (", "\0", ""):
        file.write_text(damage)
        assert said(KeptCodes(folder, "1")) == "<one>"


@pytest.mark.parametrize("other", [("1", {"a.html": "changed"}), ("2", TEXT)])
def test_another_text_or_another_generator_is_compiled_anew(folder: Path, other: tuple[str, dict[str, str]]) -> None:
    said(KeptCodes(folder, "1"))
    version, texts = other
    assert said(KeptCodes(folder, version), texts) == said(None, texts)
    assert len(list(folder.glob("*.py"))) == 2


def test_a_place_that_others_can_look_into_is_not_read(folder: Path) -> None:
    kept = KeptCodes(folder, "1")
    kept.put("a", "x = 1")
    assert kept.get("a") is not None
    for mode in (0o720, 0o702, 0o777, 0o755, 0o710):
        folder.chmod(mode)
        assert kept.get("a") is None
        kept.put("b", "x = 1")
        assert len(list(folder.glob("*.py"))) == 1
    folder.chmod(0o700)
    assert kept.get("a") is not None


def test_a_link_to_a_place_is_not_followed(tmp_path: Path, folder: Path) -> None:
    KeptCodes(tmp_path / "elsewhere", "1").put("a", "x = 1")
    folder.parent.mkdir(parents=True)
    folder.symlink_to(tmp_path / "elsewhere")
    assert KeptCodes(folder, "1").get("a") is None


def test_somebody_elses_place_is_not_read(folder: Path) -> None:
    KeptCodes(folder, "1").put("a", "x = 1")
    if os.geteuid():
        pytest.skip("only root can give a folder away")
    os.chown(folder, 12345, -1)
    assert KeptCodes(folder, "1").get("a") is None


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    kept = KeptCodes(tmp_path / "file" / "templates", "1")
    assert said(kept) == said(kept) == "<one>"


def test_what_is_left_behind_goes_in_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "MOST", 8)
    kept = KeptCodes(folder, "1")
    for number in range(40):
        kept.put(str(number), f"x = {number}")
        assert kept.get(str(number)) is not None
        assert len([entry for entry in folder.rglob("*") if entry.is_file()]) <= 16
    assert kept.get("0") is None


def test_nothing_is_kept_in_a_project_or_where_nothing_may_be_written(tmp_path: Path) -> None:
    for cache, writes, there in ((tmp_path / "elsewhere", True, True), (tmp_path / "elsewhere", False, False), (None, True, False),
                                 (tmp_path / "site" / ".cache", True, False), (tmp_path / "link", True, False)):
        root = tmp_path / "site"
        (root / ".cache").mkdir(parents=True, exist_ok=True)
        if not (tmp_path / "link").exists():
            (tmp_path / "link").symlink_to(root / ".cache")
        with build.opened(root, {"default": ROOT / "themes" / "default"}, print, writes=writes, cache=cache) as project:
            assert (project.codes is not None) is there, cache


def test_the_command_keeps_code_where_the_user_keeps_caches(tmp_path: Path, briefgen: Callable[..., Ran]) -> None:
    site, home = tmp_path / "site", tmp_path / "home"
    (site / "content" / "briefs").mkdir(parents=True)
    (site / "site.yml").write_text("title: Desk\nurl: https://example.org/\n")
    (site / "content" / "briefs" / "2024-01-02.md").write_text("---\ntitle: One\n---\n\nText.\n")
    home.mkdir()
    assert briefgen(site, "build", "--now", "2024-02-01T00:00:00Z", XDG_CACHE_HOME="", HOME=str(home)).code == 0
    assert list((home / ".cache" / "briefgen" / "templates").iterdir())
    assert briefgen(site, "build", "--now", "2024-02-01T00:00:00Z", XDG_CACHE_HOME=str(site / ".cache"), HOME=str(home)).code == 0
    assert not (site / ".cache").exists()
