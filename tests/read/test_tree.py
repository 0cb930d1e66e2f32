"""The scan of a project: what changed since the last one, what is read anew, and that nothing which looks the same is believed too soon."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen.model.file import FileKind
from briefgen.model.record import decode, digest, encode
from briefgen.read import tree as trees
from briefgen.read.stamps import Shelf, Stamps
from briefgen.read.tree import Tree

OLD = 1_700_000_000_000_000_000  # when every file was last saved
LATER = OLD + 60_000_000_000


def put(root: Path, path: str, text: str, when: int = OLD) -> None:
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    os.utime(place, ns=(when, when))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path in ("site.yml", "content/briefs/b.md", "content/briefs/a.md", "content/regions.yml", "content/storylines/s.md", "seeds/x.txt", "seeds/x.yml",
                 "seeds/x-more.txt", "seeds/x/y.txt", "themes/own/theme.yml", "content/.ledger/2024.json"):
        put(tmp_path, path, path)
    return tmp_path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read."""
    seen: list[str] = []
    real = trees._read

    def read(name: str, folder: int | None) -> bytes:
        seen.append(name)
        return real(name, folder)

    monkeypatch.setattr(trees, "_read", read)
    return seen


def again(found: Tree, now: int = LATER) -> Tree:
    """A scan in another process, which has what the first one left."""
    return Tree(found.root, Stamps(decode(encode(found.stamps.kept()), tuple[Shelf, ...])), now)


def test_files_come_in_order_of_their_paths_name_by_name(root: Path) -> None:
    found = Tree(root, Stamps(), LATER)
    files = {file.path: file for file in found.of(*FileKind)}
    assert list(files) == ["site.yml", "content/.ledger/2024.json", "content/briefs/a.md", "content/briefs/b.md", "content/regions.yml",
                           "content/storylines/s.md", "seeds/x/y.txt", "seeds/x-more.txt", "seeds/x.txt", "seeds/x.yml", "themes/own/theme.yml"]
    assert found.changed == set(files)
    assert files["content/regions.yml"] == found.file("content/regions.yml")
    assert files["seeds/x.txt"].digest == digest("seeds/x.txt")
    assert [file.path for file in found.of(FileKind.SEED)] == ["seeds/x/y.txt", "seeds/x-more.txt", "seeds/x.txt"]
    assert again(found).of(*FileKind) == list(files.values())


def test_where_nothing_changed_nothing_is_read(root: Path, reads: list[str]) -> None:
    found = Tree(root, Stamps(), LATER)
    reads.clear()
    now = again(found)
    assert (reads, now.changed, now.gone, now.restamped, now.notes) == ([], set(), set(), False, [])
    assert now.stamps.digests() == found.stamps.digests()


def test_one_file_saved_is_the_one_that_is_read(root: Path, reads: list[str]) -> None:
    found = Tree(root, Stamps(), LATER)
    reads.clear()
    put(root, "content/briefs/a.md", "other", OLD + 1)
    now = again(found)
    assert (reads, now.changed, now.gone, now.restamped) == (["a.md"], {"content/briefs/a.md"}, set(), True)
    assert now.stamps["content/briefs/a.md"].digest == digest("other")
    assert now.stamps["content/briefs/b.md"] == found.stamps["content/briefs/b.md"]
    assert again(now).changed == set()


def test_a_touched_file_is_read_and_has_not_changed(root: Path, reads: list[str]) -> None:
    found = Tree(root, Stamps(), LATER)
    reads.clear()
    os.utime(root / "seeds/x.txt", ns=(OLD + 5, OLD + 5))
    now = again(found)
    assert (reads, now.changed, now.restamped) == (["x.txt"], set(), True)


def test_a_file_that_was_young_when_it_was_read_is_read_again(root: Path, reads: list[str]) -> None:
    """Saved twice within the grain of the file system's clock, with as many bytes: only its bytes tell."""
    found = Tree(root, Stamps(), OLD + 1_000_000_000)
    put(root, "content/briefs/a.md", "Content/briefs/a.md")
    reads.clear()
    now = again(found)
    assert now.changed == {"content/briefs/a.md"}
    assert len(reads) == len(found.of(*FileKind))
    reads.clear()
    assert (again(now).changed, reads) == (set(), [])


def test_what_came_and_what_went(root: Path) -> None:
    found = Tree(root, Stamps(), LATER)
    put(root, "content/briefs/c.md", "c")
    put(root, "theme/theme.yml", "t")
    (root / "seeds/x.yml").unlink()
    (root / "seeds/x/y.txt").unlink()
    (root / "seeds/x").rmdir()
    now = again(found)
    assert (now.changed, now.gone) == ({"content/briefs/c.md", "theme/theme.yml"}, {"seeds/x.yml", "seeds/x/y.txt"})
    assert now.of(*FileKind) == Tree(root, Stamps(), LATER).of(*FileKind)
    (root / "site.yml").unlink()
    without = again(now)
    assert without.gone == {"site.yml"}
    put(root, "site.yml", "back")
    assert again(without).changed == {"site.yml"}


@pytest.mark.parametrize("kind", ["folder", "link", "folder of the name of a file left out"])
def test_a_name_that_stays_while_what_it_names_changes(root: Path, kind: str) -> None:
    put(root, "content/briefs/README.md", "of no kind, and nothing is said")
    found = Tree(root, Stamps(), LATER)
    if kind == "folder":
        (root / "content/briefs/a.md").unlink()
        put(root, "content/briefs/a.md/inside.md", "inside")
        assert again(found).changed == {"content/briefs/a.md/inside.md"}
        assert again(found).gone == {"content/briefs/a.md"}
    elif kind == "link":
        (root / "seeds/x").rename(root / "elsewhere")
        (root / "seeds/x").symlink_to(root / "elsewhere")
        assert again(found).gone == {"seeds/x/y.txt"}
        assert [one.code for one in again(found).notes] == ["BG106"]
    else:
        (root / "content/briefs/README.md").unlink()
        put(root, "content/briefs/README.md/inside.md", "inside")
        assert again(found).changed == {"content/briefs/README.md/inside.md"}


def test_what_is_noted_is_noted_every_time(root: Path) -> None:
    put(root, "content/briefs/odd.docx", "x")
    (root / "content/briefs/link.md").symlink_to(root / "site.yml")
    os.mkfifo(root / "seeds/pipe.txt")
    found = Tree(root, Stamps(), LATER)
    assert sorted(one.span.path for one in found.notes) == ["content/briefs/link.md", "content/briefs/odd.docx", "seeds/pipe.txt"]
    now = again(found)
    assert (now.notes, now.changed, now.restamped) == (found.notes, set(), False)


def test_stamps_taken_in_one_by_one_are_those_of_a_scan(root: Path) -> None:
    found = Tree(root, Stamps(), LATER)
    put(root, "seeds/x.txt", "other", OLD + 1)
    seen = Tree(root, Stamps(), LATER).stamps["seeds/x.txt"]
    found.stamps.update({"seeds/x.txt": seen})
    assert found.stamps["seeds/x.txt"] == seen
    assert again(found).changed == set()
    with pytest.raises(KeyError):
        found.stamps.update({"seeds/unknown.txt": seen})
