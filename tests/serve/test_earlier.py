"""What a preview has to show before its first build: pages of the preview or the build before, where nothing changed since, and no other."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefgen import build
from briefgen.cli.project import packaged_themes
from briefgen.engine.store import Store
from briefgen.serve.preview import Answer, Preview
from tests.serve.conftest import NOW, Served, tag_of

MOMENT = datetime.fromisoformat(NOW)
FIRST = "/2023/12/01/brief/"


@contextmanager
def preview(root: Path, moment: datetime = MOMENT) -> Iterator[Preview]:
    """A preview that has built nothing yet."""
    project = build.Project(root, store=Store(root / ".briefgen" / "store.db"), packaged=packaged_themes())
    yield Preview(project, lambda: build.Request(moment, drafts=True, suggestions=True))
    project.store.close()


def left(root: Path, *addresses: str) -> dict[str, Answer]:
    """What a preview answered at some addresses before it ended."""
    with preview(root) as ours:
        ours.look_again()
        answers = {address: ours.answer(address) for address in addresses}
        ours.keep()
    return answers


def published(root: Path, *more: str) -> None:
    out = subprocess.run([sys.executable, "-m", "briefgen", "build", "--now", NOW, "-q", *more], cwd=root, capture_output=True, text=True, check=False)
    assert out.returncode == 0, out.stderr


def all_published(root: Path) -> None:
    """A site of which a build leaves nothing out, built."""
    for path in root.glob("content/briefs/*.md"):
        if "draft: true" in path.read_text(encoding="utf-8") or "embargo" in path.read_text(encoding="utf-8") or path.name > NOW[:10]:
            path.unlink()
    published(root)


def test_the_pages_that_were_left_are_there_at_once(root: Path) -> None:
    before = left(root, "/", FIRST, "/2023/12/06/brief/")
    with preview(root) as ours:
        assert ours.recall()
        assert {address: ours.answer(address) for address in before} == before
        assert ours.answer("/2023/12/06/brief/").mark.words == "Draft"
        assert ours.builds == 0
        assert ours.answer("/about/").status == 503, "nobody looked at it"


def test_the_first_build_finds_them_as_they_were(root: Path) -> None:
    before = left(root, "/", FIRST)
    with preview(root) as ours:
        ours.recall()
        ours.look_again()
        assert {address: ours.answer(address) for address in before} == before


def edited(root: Path) -> None:
    path = root / "content/briefs/2023-12-02.md"
    path.write_text(path.read_text(encoding="utf-8").replace("The text of", "Another text of"), encoding="utf-8")


def added(root: Path) -> None:
    (root / "content/pages").mkdir(exist_ok=True)
    (root / "content/pages/more.md").write_text("---\ntitle: More\n---\n\nMore.\n", encoding="utf-8")


def removed(root: Path) -> None:
    (root / "content/briefs/2023-12-03.md").unlink()


def themed(root: Path) -> None:
    (root / "theme/templates").mkdir(parents=True, exist_ok=True)
    (root / "theme/templates/brief.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")


def looked_at(root: Path) -> None:
    left(root, "/", FIRST)


@pytest.mark.parametrize(("made", "change"), [(looked_at, edited), (looked_at, added), (looked_at, removed), (looked_at, themed),
                                              (all_published, edited), (all_published, removed)])
def test_after_any_change_nothing_old_is_shown(root: Path, made: Callable[[Path], None], change: Callable[[Path], None]) -> None:
    made(root)
    with preview(root) as ours:
        assert ours.recall()
    change(root)
    with preview(root) as ours:
        assert not ours.recall()
        assert ours.answer("/").status == 503


def test_at_another_moment_nothing_is_shown_that_may_be_due(root: Path) -> None:
    left(root, "/")  # something is under embargo
    with preview(root, datetime(2030, 1, 1, tzinfo=UTC)) as ours:
        assert not ours.recall()


def test_a_site_with_errors_leaves_nothing(root: Path) -> None:
    with preview(root) as ours:
        ours.look_again()
        ours.answer("/")
        path = root / "content/briefs/2023-12-01.md"
        path.write_text("---\ntitle: [\n---\n", encoding="utf-8")
        ours.look_again()
        assert ours.errors
        ours.keep()
    with preview(root) as ours:
        assert not ours.recall()


def test_what_a_build_published_is_there_at_once(root: Path) -> None:
    all_published(root)
    with preview(root) as ours:
        assert ours.recall()
        early = {address: ours.answer(address) for address in ("/", FIRST, "/about/", "/regions/", "/feed.xml", "/404.html")}
        ours.look_again()
        assert {address: ours.answer(address) for address in early} == early
        assert early["/"].status == early[FIRST].status == early["/regions/"].status == 200


def test_what_a_build_left_out_is_waited_for(root: Path) -> None:
    published(root)  # without the drafts that a preview shows
    with preview(root) as ours:
        assert not ours.recall()


def test_a_published_page_that_somebody_changed_is_not_shown(root: Path) -> None:
    all_published(root)
    (root / "dist/index.html").write_text("<p>Not what was built.", encoding="utf-8")
    with preview(root) as ours:
        ours.recall()
        assert ours.answer("/").status == 503
        assert ours.answer(FIRST).status == 200


def test_a_build_of_other_wishes_is_none_of_ours(root: Path) -> None:
    all_published(root)
    published(root, "--base-url", "https://elsewhere.example/")
    with preview(root) as ours:
        assert not ours.recall()


def test_a_preview_that_comes_back_shows_the_page_that_was_left(serve: Callable[..., Served]) -> None:
    served = serve()
    before = served.get(FIRST)
    served.stop()
    again = serve()
    after = again.get(FIRST)
    assert (tag_of(before), after.status) == (tag_of(after), 200)
