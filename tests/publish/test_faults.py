"""Kills, full disks, read-only places: the published site stays whole, and the next build ends as if nothing had happened.

BRIEFGEN_KILLS says how many whole builds are killed at random moments (`make edits` kills two hundred), BRIEFGEN_DISKS on how many sizes of a full
disk the site is built (`make edits`: fifty). Kills between two system calls of a publication are not left to chance: every one is tried.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefgen.model.page import Artifact, PageKey
from briefgen.model.record import digest
from briefgen.publish import output as outputs
from briefgen.publish.laying import lay
from briefgen.publish.output import DiskOutput
from briefgen.publish.refuse import LIST

KILLS = int(os.environ.get("BRIEFGEN_KILLS", "10"))
DISKS = int(os.environ.get("BRIEFGEN_DISKS", "4"))
SITE = Path(__file__).resolve().parents[1] / "fixtures/plain-site"
# What the interpreter reports (PEP 578) before it calls on the system to change something.
CHANGES = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.utime", "open", "ctypes.dlsym"}

ONE = {"index.html": "one", "a/index.html": "one", "b/c/index.html": "one", "same.css": "same", "gone/index.html": "one"}
OTHER = {"index.html": "other", "a/index.html": "other", "b/c/index.html": "other", "same.css": "same", "new/d/index.html": "other"}


def build(root: Path, pages: dict[str, str]) -> None:
    keys = {path: PageKey(digest(text), "", "", "") for path, text in pages.items()}
    with DiskOutput(root / "dist", root / ".briefgen", root, ()).hold(wait=False) as out:
        out.publish([lay(out.stage, Artifact(path, pages[path].encode())) for path, key in keys.items() if out.reason(path, key)], keys)


def tree(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name != LIST}


def killed_at(number: int, work: Callable[[], None]) -> bool:
    """Does `work` in a process of its own, killed just before its change of that number. False where it came to its end."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        assert status in (0, signal.SIGKILL)
        return status != 0
    seen = 0

    def watch(event: str, _: object) -> None:
        nonlocal seen
        if event in CHANGES:
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)

    try:
        sys.addaudithook(watch)
        work()
        os._exit(0)
    finally:
        os._exit(1)


def test_killed_at_every_step_the_site_is_one_version_or_the_other(tmp_path: Path) -> None:
    build(tmp_path, ONE)
    versions, now, number = [ONE, OTHER], 0, 0
    while True:
        number += 1
        aim = versions[1 - now]
        if not killed_at(number, lambda aim=aim: build(tmp_path, aim)):
            break
        assert tree(tmp_path / "dist") in versions, number
        build(tmp_path, aim)
        assert tree(tmp_path / "dist") == aim, number
        assert [path.name for path in (tmp_path / ".briefgen/output").glob("*/stage")] == [], number
        now = 1 - now
    assert number > 40
    assert tree(tmp_path / "dist") == versions[1 - now]


def test_killed_at_every_step_of_the_first_build_there_is_no_half_site(tmp_path: Path) -> None:
    number = 0
    while True:
        number += 1
        root = tmp_path / str(number)
        root.mkdir()
        if not killed_at(number, lambda root=root: build(root, ONE)):
            break
        assert tree(root / "dist") in ({}, ONE), number
        build(root, ONE)
        assert tree(root / "dist") == ONE, number
    assert number > 20


def test_killed_at_every_step_one_by_one_no_file_is_torn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where folders cannot be exchanged a reader may see some files of either version, but each whole, and the next build finishes."""
    monkeypatch.setattr(outputs, "exchange", lambda _one, _other: False)
    build(tmp_path, ONE)
    versions, now, number = [ONE, OTHER], 0, 0
    while True:
        number += 1
        aim = versions[1 - now]
        if not killed_at(number, lambda aim=aim: build(tmp_path, aim)):
            break
        for path, text in tree(tmp_path / "dist").items():
            assert path.endswith(".briefgen") or text in (ONE.get(path), OTHER.get(path)), (number, path)
        build(tmp_path, aim)
        assert tree(tmp_path / "dist") == aim, number
        now = 1 - now
    assert number > 40


# -- whole builds, as a user runs them -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("killed") / "site"
    shutil.copytree(SITE, folder)
    return folder


def titled(project: Path, number: int) -> None:
    """Gives the site a title that every page shows."""
    text = (SITE / "site.yml").read_text(encoding="utf-8").split("\n", 1)[1]
    (project / "site.yml").write_text(f"title: Desk {number}\n{text}", encoding="utf-8")


def command(*more: str) -> list[str]:
    return [sys.executable, "-m", "briefgen", "build", "-q", "--now", "2024-06-01T00:00Z", *more]


def raw(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def clean(project: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """The clean builds of the site under two titles."""
    made = []
    for number in range(2):
        copy = tmp_path_factory.mktemp("clean") / "site"
        shutil.copytree(project, copy)
        titled(copy, number)
        subprocess.run(command(), cwd=copy, check=True, timeout=120)
        made.append(raw(copy / "dist"))
    return made


def test_builds_killed_at_random_moments(project: Path, clean: list[dict[str, bytes]]) -> None:
    """After each kill the site is one of the two versions, whole; the next build makes it the clean one. A reader watches all the while."""
    titled(project, 0)
    begin = time.monotonic()
    subprocess.run(command(), cwd=project, check=True, timeout=120)
    length = time.monotonic() - begin
    torn: list[str] = []
    stop = threading.Event()
    reader = threading.Thread(target=_read, args=(project / "dist", clean, torn, stop))
    reader.start()
    dice = random.Random(11)
    try:
        for number in range(1, KILLS + 1):
            titled(project, number % 2)
            process = subprocess.Popen(command("--jobs", str(1 + number % 3)), cwd=project, start_new_session=True, stderr=subprocess.DEVNULL)
            time.sleep(dice.uniform(0.05, length * 1.1))
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            assert raw(project / "dist") in clean, number
            assert subprocess.run([*command(), "--wait"], cwd=project, check=False, timeout=120).returncode == 0
            assert raw(project / "dist") == clean[number % 2], number
    finally:
        stop.set()
        reader.join()
    assert torn == []


def _read(dist: Path, clean: list[dict[str, bytes]], torn: list[str], stop: threading.Event) -> None:
    """Reads pages over and over: each is there, and is one of its two whole versions."""
    paths = sorted(clean[0].keys() & clean[1].keys())
    dice = random.Random(3)
    while not stop.is_set():
        path = dice.choice(paths)
        try:
            data = (dist / path).read_bytes()
        except FileNotFoundError:
            torn.append(f"{path} is missing")
            continue
        if data not in (clean[0][path], clean[1][path]):
            torn.append(f"{path} is torn")
        time.sleep(0.0005)


def test_interrupted_it_says_so_and_leaves_the_site(project: Path, clean: list[dict[str, bytes]]) -> None:
    titled(project, 0)
    subprocess.run(command(), cwd=project, check=True, timeout=120)
    titled(project, 1)
    process = subprocess.Popen(command("--jobs", "2"), cwd=project, start_new_session=True, stderr=subprocess.PIPE, text=True)
    time.sleep(0.25)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode in (0, 130, -signal.SIGINT)  # 0: it was done before; the signal itself: before the command began
    assert "Traceback" not in said or process.returncode == -signal.SIGINT
    assert raw(project / "dist") in clean


# -- what the machine refuses --------------------------------------------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """A memory file system whose options can be changed while it is used."""
    place = tmp_path / "small"
    place.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(place)], check=False, capture_output=True).returncode:
        pytest.skip("a small file system cannot be mounted here: full disks are not tried")

    def change(options: str) -> Path:
        subprocess.run(["mount", "-o", f"remount,{options}", str(place)], check=True)
        return place

    yield change
    subprocess.run(["umount", "-l", str(place)], check=True)


def used(place: Path) -> int:
    found = os.statvfs(place)
    return (found.f_blocks - found.f_bfree) * found.f_frsize


@pytest.mark.parametrize("limit", ["bytes", "files"])
def test_a_full_disk_leaves_the_old_site_whole(small: Callable[[str], Path], limit: str) -> None:
    place = small("size=64m")
    old = {f"{n}/index.html": "old" * 1000 for n in range(40)}
    new = {f"{n}/index.html": "new" * (1000 + n) for n in range(40)}
    build(place, old)
    full = 0
    for step in range(0, 26):
        free = os.statvfs(place)
        if limit == "bytes":
            small(f"size={used(place) + step * 16384}")
        else:
            small(f"nr_inodes={free.f_files - free.f_ffree + step * 3 + 1}")
        try:
            build(place, new)
        except OSError as error:
            assert error.errno == errno.ENOSPC
            full += 1
            assert tree(place / "dist") == old, step
        else:
            assert tree(place / "dist") == new, step
            small("size=64m,nr_inodes=10000")
            build(place, old)
        small("size=64m,nr_inodes=10000")
    assert full >= 8
    build(place, new)
    assert tree(place / "dist") == new


@pytest.mark.parametrize("inside", ["", "dist"])
def test_another_file_system_is_published_to_file_by_file(small: Callable[[str], Path], tmp_path: Path, inside: str) -> None:
    """An output folder on another device, or one that is itself a mount point: nothing can be exchanged, and the summary says so."""
    place = small("size=64m") / inside if inside else small("size=64m")
    root = tmp_path / "root"
    root.mkdir()
    for pages in (ONE, OTHER, ONE, OTHER):
        keys = {path: PageKey(digest(text), "", "", "") for path, text in pages.items()}
        with DiskOutput(place, root / ".briefgen", root, ()).hold(wait=False) as out:
            published = out.publish([lay(out.stage, Artifact(path, pages[path].encode())) for path, key in keys.items() if out.reason(path, key)], keys)
        assert "one by one" in published.note
        assert tree(place) == pages
    with DiskOutput(place, root / ".briefgen", root, ()).hold(wait=False) as out:
        assert not any(out.reason(path, key) for path, key in keys.items())


def test_a_full_disk_is_told_in_words(small: Callable[[str], Path], briefgen: Callable[..., object]) -> None:
    """Whole builds, each with a little more room than the one before: from none at all to nearly what the site takes."""
    place = small("size=64m")
    shutil.copytree(SITE, place, dirs_exist_ok=True)
    titled(place, 0)
    assert briefgen(place, "build").code == 0
    before, taken = raw(place / "dist"), used(place)
    titled(place, 1)
    assert briefgen(place, "build").code == 0
    after = raw(place / "dist")
    room = max(DISKS * 4096, (used(place) - taken) // 2)
    titled(place, 0)
    assert briefgen(place, "build").code == 0
    titled(place, 1)
    for number in range(DISKS):
        small(f"size={used(place) + number * room // DISKS}")
        ran = briefgen(place, "build")
        assert (ran.code, "No space left" in ran.err, "BG731" in ran.err) == (3, True, True), (number, ran.err)
        assert raw(place / "dist") == before, number
        small("size=64m")
    assert briefgen(place, "build").code == 0
    assert raw(place / "dist") == after


def test_a_read_only_place_is_told_in_words(small: Callable[[str], Path], briefgen: Callable[..., object]) -> None:
    place = small("size=64m")
    shutil.copytree(SITE, place, dirs_exist_ok=True)
    titled(place, 0)
    assert briefgen(place, "build").code == 0
    before = raw(place / "dist")
    titled(place, 1)
    small("ro")
    ran = briefgen(place, "build")
    small("rw")
    assert (ran.code, "Read-only file system" in ran.err) == (3, True), ran.err
    assert raw(place / "dist") == before


def test_a_folder_that_may_not_be_written_is_told_in_words(tmp_path: Path) -> None:
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("only root can become another user, and setpriv is not here: refused permissions are not tried")
    place = tmp_path / "site"
    shutil.copytree(SITE, place, dirs_exist_ok=True)
    titled(place, 0)
    subprocess.run(command(), cwd=place, check=True, timeout=120)
    before = raw(place / "dist")
    titled(place, 1)
    for folder in (place, *place.parents):
        if Path(tempfile.gettempdir()) in folder.parents:
            folder.chmod(0o755)
    nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all"]
    if subprocess.run([*nobody, sys.executable, "-c", "import briefgen"], check=False, cwd=place, capture_output=True).returncode:
        pytest.skip("another user cannot run this interpreter: refused permissions are not tried")
    ran = subprocess.run([*nobody, *command()], cwd=place, check=False, capture_output=True, text=True, timeout=120)
    assert (ran.returncode, "Permission denied" in ran.stderr) == (3, True), ran.stderr
    assert raw(place / "dist") == before
