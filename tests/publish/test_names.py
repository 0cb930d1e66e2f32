"""Lists of names beside the manifests: written once, shared, checked, gone with the last manifest that names them; and damage costs time only."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.publish import manifest as manifests
from briefgen.publish import names
from briefgen.publish.manifest import Entry, Manifest


def entry(number: int) -> Entry:
    return Entry(f"{number:032x}", f"{1:032x}", f"{number + 9:032x}", 10 + number, 1_000 + number)


@pytest.fixture
def manifest() -> Manifest:
    return Manifest.of({f"2024/{number}/index.html": entry(number) for number in range(20)}, "frame", "code", {"": 1, "2024": 2, "2024/1": 3})


def test_a_manifest_is_read_as_it_was_written_and_shares_its_names(tmp_path: Path, manifest: Manifest) -> None:
    manifests.write(tmp_path, 1, manifest)
    manifests.write(tmp_path, 2, manifest.replaced({"2024/3/index.html": entry(77)}))
    assert len(list(tmp_path.glob("*.names"))) == 2
    first = manifests.read(tmp_path, 1)
    assert first is not None
    assert (first.stored, first.paths, first.folders) == (manifest.stored, manifest.paths, manifest.folders)
    second = manifests.read(tmp_path, 2, first)
    assert second is not None
    assert second.listings == first.listings  # the very same
    assert second.differing(first) == ["2024/3/index.html"]
    assert second.get("2024/3/index.html") == entry(77)


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("harm", [b"", b"\0\0\0\0another.html\0", None])
def test_names_that_are_damaged_or_lost_leave_nothing_known(tmp_path: Path, manifest: Manifest, which: int, harm: bytes | None) -> None:
    manifests.write(tmp_path, 1, manifest)
    place = tmp_path / f"{manifest.listings[which].name}.names"
    if harm is None:
        place.unlink()
    else:
        place.write_bytes(harm)
    assert manifests.read(tmp_path, 1) is None


def test_names_lead_to_no_other_folder(tmp_path: Path) -> None:
    names.put(str(tmp_path / "x.names"), b"a\0")
    (tmp_path / "state").mkdir()
    assert names.read(str(tmp_path), "x") == "a\0"
    with pytest.raises(ValueError, match="x"):
        names.read(str(tmp_path / "state"), "../x")


def test_what_no_kept_manifest_names_is_removed(tmp_path: Path, manifest: Manifest) -> None:
    other = Manifest.of({"a": entry(1)}, folders={"": 1})
    manifests.write(tmp_path, 1, manifest)
    manifests.write(tmp_path, 2, other)
    (tmp_path / "lock").write_text("1", encoding="utf-8")
    manifests.tidy(tmp_path, {1}, manifest)
    assert {path.name for path in tmp_path.iterdir()} == {"1.tree", "lock", *(f"{one.name}.names" for one in manifest.listings)}
    assert manifests.read(tmp_path, 1) is not None
