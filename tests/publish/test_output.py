"""The published folder: whole versions only, nobody else's files, refusals, two trees that share what is the same."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.model.diagnostic import Stop
from briefgen.model.page import Artifact, PageKey
from briefgen.model.record import digest
from briefgen.publish import exchange as exchanging
from briefgen.publish import output as outputs
from briefgen.publish.laying import lay
from briefgen.publish.output import DiskOutput, Published
from briefgen.publish.refuse import LIST


class Site:
    """An output folder, brought up to date with pages given as text."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.dist = root / "dist"
        (root / "content").mkdir(parents=True, exist_ok=True)

    def build(self, pages: dict[str, str], frame: str = "") -> tuple[dict[str, str], Published]:
        keys = {path: PageKey(digest(text), "", frame, "") for path, text in pages.items()}
        with DiskOutput(self.dist, self.root / ".briefgen", self.root, (self.root / "content",)).hold(wait=False) as out:
            reasons = {path: why for path, key in keys.items() if (why := out.reason(path, key))}
            return reasons, out.publish([lay(out.stage, Artifact(path, pages[path].encode())) for path in reasons], keys)

    def tree(self) -> dict[str, str]:
        found = {path.relative_to(self.dist).as_posix(): path.read_text(encoding="utf-8") for path in self.dist.rglob("*") if path.is_file()}
        found.pop(LIST)
        return found


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture(params=["exchanged", "one by one"])
def either(request: pytest.FixtureRequest, site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site on a system that can exchange two folders, and on one that cannot."""
    if request.param == "one by one":
        monkeypatch.setattr(outputs, "exchange", lambda _one, _other: False)
    yield site


STEPS = [
    {"index.html": "a", "b/index.html": "b"}, {"index.html": "a", "b/index.html": "b"}, {"index.html": "a2", "b/index.html": "b"},
    {"index.html": "a2", "c/index.html": "b"}, {"index.html": "a2", "c": "a folder became a file"}, {"index.html": "a2", "c/d/e.html": "and back"},
    {"index.html": "a", "x": "twin", "y": "twin", "z/z": "twin"}, {"index.html": "a", "x": "twin", "y": "other", "z/z": "twin"}, {"index.html": "alone"},
]


def test_each_build_publishes_exactly_what_is_planned(either: Site) -> None:
    for pages in STEPS * 2:
        either.build(pages)
        assert either.tree() == pages
    assert not list(either.dist.rglob(".*.briefgen"))


def test_what_is_the_same_is_not_written_again(either: Site) -> None:
    either.build({"a": "1", "b": "2"})
    before = (either.dist / "a").stat()
    _, published = either.build({"a": "1", "b": "3"})
    after = (either.dist / "a").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert (published.written, published.kept) == (1, 1)


def test_another_key_with_the_same_bytes_touches_nothing(site: Site) -> None:
    site.build({"a": "1"})
    folder = site.dist.stat().st_ino
    reasons, published = site.build({"a": "1"}, frame="another")
    assert reasons == {"a": "the frame of all pages changed"}
    assert published.written == 0
    assert site.dist.stat().st_ino == folder
    assert site.build({"a": "1"}, frame="another")[0] == {}


@pytest.mark.parametrize("harm", ["changed", "removed", "replaced by a folder", "replaced by a link", "its folder replaced by a link"])
def test_what_somebody_else_did_to_a_page_is_put_right(either: Site, tmp_path: Path, harm: str) -> None:
    pages = {"a/b.html": "1", "c.html": "2"}
    either.build(pages)
    page, outside = either.dist / "a/b.html", tmp_path / "outside"
    outside.mkdir()
    (outside / "b.html").write_text("not the site's", encoding="utf-8")
    if harm == "changed":
        page.write_text("x", encoding="utf-8")
    elif harm == "its folder replaced by a link":
        page.unlink()
        page.parent.rmdir()
        page.parent.symlink_to(outside)
    else:
        page.unlink()
        if harm == "replaced by a folder":
            page.mkdir()
        elif harm == "replaced by a link":
            page.symlink_to(outside / "b.html")
    reasons, _ = either.build(pages)
    assert list(reasons) == ["a/b.html"]
    assert either.tree() == pages
    assert (outside / "b.html").read_text(encoding="utf-8") == "not the site's"
    assert not page.is_symlink()
    assert not page.parent.is_symlink()


def test_a_file_that_briefgen_did_not_make_stays(either: Site) -> None:
    either.build({"a": "1", "d/b": "2"})
    (either.dist / "CNAME").write_text("desk.example", encoding="utf-8")
    (either.dist / "d/mine").write_text("mine", encoding="utf-8")
    for pages in ({"a": "2", "d/b": "2"}, {"a": "3"}, {"a": "3", "e": "4"}):
        _, published = either.build(pages)
        assert either.tree() == {**pages, "CNAME": "desk.example", "d/mine": "mine"}
        assert "CNAME" in published.note
    with pytest.raises(Stop, match="did not make this file"):
        either.build({"a": "3", "CNAME": "page"})
    assert (either.dist / "CNAME").read_text(encoding="utf-8") == "desk.example"


def test_where_all_is_forgotten_the_list_still_tells_whose_files_they_are(either: Site) -> None:
    either.build({"a": "1", "old/b": "2"})
    subprocess.run(["rm", "-rf", str(either.root / ".briefgen")], check=True)
    (either.dist / "mine").write_text("mine", encoding="utf-8")
    either.build({"a": "1", "c": "3"})
    assert either.tree() == {"a": "1", "c": "3", "mine": "mine"}


@pytest.mark.parametrize("place", ["", "..", "content", "content/out", "file", "link", "full", ".briefgen", ".briefgen/x", "file/below"])
def test_wrong_folders_are_refused_before_any_write(site: Site, place: str) -> None:
    (site.root / "file").write_text("x", encoding="utf-8")
    (site.root / "full").mkdir()
    (site.root / "full/treasure").write_text("x", encoding="utf-8")
    (site.root / "link").symlink_to(site.root / "full")
    site.dist = site.root / place if place else site.root
    before = sorted(path.relative_to(site.root) for path in site.root.rglob("*"))
    with pytest.raises(Stop) as stop:
        site.build({"a": "1"})
    assert (stop.value.diagnostic.code, stop.value.exit_code) == ("BG730", 2)
    assert sorted(path.relative_to(site.root) for path in site.root.rglob("*")) == before


@pytest.mark.parametrize("place", ["/", str(Path.home())])
def test_the_whole_machine_is_refused(site: Site, place: str) -> None:
    site.dist = Path(place)
    with pytest.raises(Stop, match="cannot be the output folder"):
        site.build({"a": "1"})


def test_an_empty_folder_is_taken(site: Site) -> None:
    site.dist.mkdir()
    site.build({"a": "1"})
    assert site.tree() == {"a": "1"}


def test_one_writer_at_a_time(site: Site) -> None:
    with DiskOutput(site.dist, site.root / ".briefgen", site.root, ()).hold(wait=False):
        with pytest.raises(Stop) as stop:
            site.build({"a": "1"})
        assert (stop.value.diagnostic.code, stop.value.exit_code) == ("BG732", 4)
        assert f"process {os.getpid()}" in stop.value.diagnostic.message
    site.build({"a": "1"})


def test_a_lock_dies_with_its_holder(site: Site) -> None:
    code = ("import os, sys; from pathlib import Path; from briefgen.publish.output import DiskOutput\n"
            "root = Path(sys.argv[1])\n"
            "with DiskOutput(root / 'dist', root / '.briefgen', root, ()).hold(wait=False): os.kill(os.getpid(), 9)\n")
    assert subprocess.run([sys.executable, "-c", code, str(site.root)], check=False).returncode == -9
    site.build({"a": "1"})
    assert site.tree() == {"a": "1"}


def test_a_waiting_build_goes_on_when_the_other_ends(site: Site) -> None:
    done = threading.Event()

    def wait() -> None:
        with DiskOutput(site.dist, site.root / ".briefgen", site.root, ()).hold(wait=True):
            done.set()

    with DiskOutput(site.dist, site.root / ".briefgen", site.root, ()).hold(wait=False):
        other = threading.Thread(target=wait)
        other.start()
        assert not done.wait(0.2)
    other.join(20)
    assert done.is_set()


def test_a_twin_that_a_kill_left_half_done_is_made_anew(site: Site) -> None:
    site.build({"a": "1", "b": "2"})
    site.build({"a": "2", "b": "2"})
    twin = next(site.root.glob(".briefgen/output/*/twin"))
    next(twin.parent.glob(f"{twin.stat().st_ino}.tree")).unlink()
    (twin / "rubbish").write_text("x", encoding="utf-8")
    site.build({"a": "3", "b": "2"})
    assert site.tree() == {"a": "3", "b": "2"}


def test_a_publication_cut_short_between_two_files_is_finished(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where folders cannot be exchanged: killed after some files, the next build finishes before it does anything else."""
    monkeypatch.setattr(outputs, "exchange", lambda _one, _other: False)
    site.build({f"{n}": "old" for n in range(9)})
    replaced = 0
    real = outputs.mirror.Folder.replace

    def cut(self: object, source: object, path: str) -> None:
        nonlocal replaced
        replaced += 1
        if replaced == 4:
            raise KeyboardInterrupt
        real(self, source, path)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(outputs.mirror.Folder, "replace", cut)
        with pytest.raises(KeyboardInterrupt):
            site.build({f"{n}": "new" for n in range(8)})
    assert 0 < sum(text == "new" for text in site.tree().values()) < 9
    with DiskOutput(site.dist, site.root / ".briefgen", site.root, ()).hold(wait=False):
        assert site.tree() == {f"{n}": "new" for n in range(8)}


def test_the_system_exchanges_two_folders(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name, encoding="utf-8")
    if not exchanging.exchange(tmp_path / "one", tmp_path / "other"):
        pytest.skip("this system cannot exchange two folders: sites are published file by file here")
    assert (tmp_path / "one/file").read_text(encoding="utf-8") == "other"


def test_what_a_worker_left_half_laid_aside_is_laid_anew(tmp_path: Path) -> None:
    """It is told apart from what another worker laid by nothing but its bytes, and nobody looks at those: so it is replaced, in one step."""
    name = lay(tmp_path, Artifact("a", b"whole")).content
    (tmp_path / name).write_bytes(b"who")
    assert lay(tmp_path, Artifact("b", b"whole")).content == name
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {name: b"whole"}
