"""The watch: whatever an editor, a script or the system does to the files, the last look is the truth, soon, after few builds."""

from __future__ import annotations

import mmap
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import pytest

from briefgen.read.stamps import Stamps
from briefgen.read.tree import Tree
from briefgen.serve import alarm
from briefgen.serve.watch import Watch

SOON = 5.0
BRIEF = "---\nname: A\n---\n\nText.\n"


class Desk:
    """A project's folder, a watch over it, and a thread that takes in every change as a build would."""

    def __init__(self, root: Path, poll: float = 0.0) -> None:
        self.root = root
        self.builds: list[str] = []
        self.said: list[str] = []
        self.stamps = Tree(root, Stamps(), time.time_ns()).stamps
        self.watch = Watch(root, self.look, lambda: digests(self.stamps), self.said.append, poll=poll)
        self.thread = Thread(target=self.run, daemon=True)

    def look(self) -> dict[str, str]:
        return digests(Tree(self.root, self.stamps, time.time_ns()).stamps)

    def run(self) -> None:
        self.watch.start()
        self.builds.append("start")
        while (change := self.watch.next()) is not None:
            self.stamps = Tree(self.root, self.stamps, time.time_ns()).stamps
            self.watch.built()
            self.builds.append(change.why)
        self.watch.close()

    def start(self) -> None:
        self.thread.start()
        until(lambda: self.builds)
        self.builds.clear()

    def settled(self) -> None:
        """Waits until what was last taken in is the truth, and stays so."""
        until(lambda: digests(self.stamps) == digests(Tree(self.root, Stamps(), time.time_ns()).stamps))
        time.sleep(0.25)
        until(lambda: digests(self.stamps) == digests(Tree(self.root, Stamps(), time.time_ns()).stamps))


def digests(stamps: Stamps) -> dict[str, str]:
    return stamps.digests()


def until(test: Callable[[], object], seconds: float = SOON) -> None:
    end = time.monotonic() + seconds
    while not test():
        assert time.monotonic() < end, f"not so after {seconds} s"
        time.sleep(0.01)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path)


def project(folder: Path) -> Path:
    made = folder / "project"
    for name in ("content/briefs", "content/pages", "seeds"):
        (made / name).mkdir(parents=True)
    (made / "site.yml").write_text("title: A\n")
    for day in range(1, 10):
        (made / f"content/briefs/2023-12-0{day}.md").write_text(BRIEF)
    return made


@pytest.fixture
def desk(root: Path) -> Iterator[Desk]:
    made = Desk(root)
    made.start()
    yield made
    made.watch.stop()
    made.thread.join(10)
    assert not made.thread.is_alive()


def in_place(a: Path) -> None:
    a.write_text(BRIEF + "More.\n")


def renamed_over(a: Path) -> None:
    new = a.with_name("tmp123")
    new.write_text(BRIEF + "More.\n")
    new.replace(a)


def renamed_from_outside(a: Path) -> None:
    new = a.parents[3] / "outside"
    new.write_text(BRIEF + "More.\n")
    new.replace(a)


def backed_up(a: Path) -> None:
    backup = a.with_name(a.name + "~")
    a.rename(backup)
    a.write_text(BRIEF + "More.\n")
    backup.unlink()


def vim(a: Path) -> None:
    probe, swap = a.with_name("4913"), a.with_name(f".{a.name}.swp")
    swap.write_text("b0VIM")
    probe.touch()
    probe.unlink()
    backed_up(a)
    swap.unlink()


def emacs(a: Path) -> None:
    lock, saved = a.with_name(f".#{a.name}"), a.with_name(f"#{a.name}#")
    lock.symlink_to("editor@desk.1234")
    saved.write_text("autosave")
    a.write_text(BRIEF + "More.\n")
    saved.unlink()
    lock.unlink()


def jetbrains(a: Path) -> None:
    new, old = a.with_name(a.name + "___jb_tmp___"), a.with_name(a.name + "___jb_old___")
    new.write_text(BRIEF + "More.\n")
    a.rename(old)
    new.rename(a)
    old.unlink()


def in_chunks(a: Path) -> None:
    with a.open("w") as file:
        for part in (BRIEF, "More.\n", "And more.\n"):
            file.write(part)
            file.flush()
            time.sleep(0.15)


def truncated_first(a: Path) -> None:
    a.write_text("")
    time.sleep(0.05)
    a.write_text(BRIEF + "More.\n")


def deleted_first(a: Path) -> None:
    a.unlink()
    time.sleep(0.05)
    a.write_text(BRIEF + "More.\n")


def hard_link_swapped(a: Path) -> None:
    new = a.with_name("2023-11-01.md")
    new.write_text(BRIEF + "More.\n")
    a.unlink()
    os.link(new, a)
    new.unlink()


def touched(a: Path) -> None:
    os.utime(a)


def mode_changed(a: Path) -> None:
    a.chmod(0o600)


def folders_and_file_at_once(a: Path) -> None:
    deep = a.parent / "2024" / "01" / "deep"
    deep.mkdir(parents=True)
    (deep / "2024-01-01.md").write_text(BRIEF)


def folder_moved_in(a: Path) -> None:
    outside = a.parents[3] / "came"
    outside.mkdir()
    (outside / "2024-01-02.md").write_text(BRIEF)
    outside.rename(a.parent / "came")


def written_in_a_moved_in_folder(a: Path) -> None:
    folder_moved_in(a)
    time.sleep(0.8)
    (a.parent / "came" / "2024-01-02.md").write_text(BRIEF + "More.\n")


def folder_renamed(a: Path) -> None:
    folder_moved_in(a)
    time.sleep(0.4)
    (a.parent / "came").rename(a.parent / "went")


def deleted(a: Path) -> None:
    a.unlink()


def checked_out(a: Path) -> None:
    for number in range(100):
        new = a.with_name(f"2022-01-01-{number:03}.md")
        new.write_text(BRIEF)
    for day in range(1, 6):
        a.with_name(f"2023-12-0{day}.md").write_text(BRIEF + "Other branch.\n")


SAVES = [in_place, renamed_over, renamed_from_outside, backed_up, vim, emacs, jetbrains, in_chunks, truncated_first, deleted_first,
         hard_link_swapped, touched, mode_changed, folders_and_file_at_once, folder_moved_in, written_in_a_moved_in_folder, folder_renamed,
         deleted, checked_out]


def test_a_ring_while_what_was_heard_is_looked_at_does_not_end_the_watch(root: Path) -> None:
    """A file is saved in the very moment in which the files of the save before are looked at: some of many moments hit it."""
    watch = Watch(root, dict, dict, print)
    paths = [str(path) for path in sorted((root / "content/briefs").iterdir())]

    def ring() -> None:
        for number in range(300):
            for path in paths[:-1]:
                watch.ring(path)
            time.sleep(0.0099 + number % 50 * 0.00001)
            watch.ring(paths[-1])
        watch.stop()

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # as on a machine that is busy: threads take turns at any moment
    try:
        watch.start()
        thread = Thread(target=ring)
        thread.start()
        heard: set[str] = set()
        while (change := watch.next()) is not None:
            heard.update(change.paths)
        thread.join()
    finally:
        sys.setswitchinterval(interval)
        watch.stop()
        watch.close()
    assert {Path(path).name for path in paths} == {Path(path).name for path in heard}


class Outcome(NamedTuple):
    """What became of one save: the builds, the steps that it was made in, what was said, what went wrong."""

    builds: list[str]
    steps: int
    said: list[str]
    fault: BaseException | None


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Every kind of save, each in a project of its own, all at the same time."""
    found: dict[str, Outcome] = {}
    folders = {save: tmp_path_factory.mktemp(save.__name__) for save in SAVES}

    def run(save: Callable[[Path], None]) -> None:
        desk = Desk(project(folders[save]))
        fault: BaseException | None = None
        steps = 1
        try:
            desk.start()
            start = time.monotonic()
            save(desk.root / "content/briefs/2023-12-05.md")
            steps += int((time.monotonic() - start) / 0.3)
            desk.settled()
        except BaseException as error:
            fault = error
        desk.watch.stop()
        desk.thread.join(10)
        found[save.__name__] = Outcome(desk.builds, steps, desk.said, fault)

    threads = [Thread(target=run, args=(save,)) for save in SAVES]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.parametrize("save", [save.__name__ for save in SAVES])
def test_a_save_is_seen_whole_after_one_or_two_builds(outcomes: dict[str, Outcome], save: str) -> None:
    found = outcomes[save]
    assert found.fault is None, found
    assert len(found.builds) <= 1 + found.steps, found
    assert not found.said, "the bell was enough"


def test_a_file_in_the_middle_of_a_save_is_waited_for(desk: Desk) -> None:
    a = desk.root / "content/briefs/2023-12-05.md"
    a.write_text("")
    time.sleep(0.05)
    assert desk.builds == []
    a.write_text(BRIEF + "More.\n")
    desk.settled()
    assert len(desk.builds) <= 2


def test_what_editors_leave_beside_the_content_wakes_nobody(desk: Desk) -> None:
    for name in (".2023-12-05.md.swp", "4913", "2023-12-05.md~", ".#2023-12-05.md"):
        (desk.root / "content/briefs" / name).write_text("x")
    (desk.root / "dist").mkdir()
    (desk.root / "dist/index.html").write_text("x")
    (desk.root / "notes.txt").write_text("x")
    time.sleep(0.4)
    assert desk.builds == []


def test_reading_the_project_rings_no_bell(desk: Desk) -> None:
    for path in (desk.root / "content").rglob("*.md"):
        path.read_bytes()
    time.sleep(0.3)
    assert desk.builds == []


def test_a_storm_of_files_costs_a_few_builds_and_the_last_one_is_right(desk: Desk) -> None:
    start = time.monotonic()
    for number in range(500):
        (desk.root / f"content/briefs/2021-01-01-{number:03}.md").write_text(BRIEF)
        time.sleep(0.001)
    seconds = time.monotonic() - start
    desk.settled()
    assert len(desk.builds) <= 2 + seconds, (desk.builds, seconds)


def test_a_replaced_root_is_noticed_and_watched(desk: Desk) -> None:
    old = desk.root.with_name("old")
    desk.root.rename(old)
    shutil.copytree(old, desk.root)
    (desk.root / "content/briefs/2023-12-05.md").write_text(BRIEF + "In the new root.\n")
    desk.settled()
    until(lambda: "replaced" in desk.builds)
    desk.builds.clear()
    (desk.root / "content/briefs/2023-12-06.md").write_text(BRIEF + "Again.\n")
    until(lambda: "saved" in desk.builds)
    desk.settled()
    assert not desk.said


def test_a_removed_and_made_again_folder_is_watched(desk: Desk) -> None:
    shutil.rmtree(desk.root / "seeds")
    shutil.rmtree(desk.root / "content")
    desk.settled()
    (desk.root / "content/briefs").mkdir(parents=True)
    (desk.root / "content/briefs/2023-12-05.md").write_text(BRIEF)
    desk.settled()
    time.sleep(0.3)
    desk.builds.clear()
    (desk.root / "content/briefs/2023-12-05.md").write_text(BRIEF + "More.\n")
    until(lambda: "saved" in desk.builds)
    desk.settled()


def test_a_folder_that_is_a_link_is_watched(root: Path, tmp_path: Path) -> None:
    (root / "seeds").rmdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (root / "seeds").symlink_to(elsewhere)
    desk = Desk(root)
    desk.start()
    (elsewhere / "a.txt").write_text("An article.\n")
    desk.settled()
    assert "seeds/a.txt" in desk.stamps
    assert desk.builds[:1] == ["saved"]
    desk.watch.stop()


def test_a_change_that_no_bell_announces_is_found_and_leads_to_looking(desk: Desk) -> None:
    a = desk.root / "content/briefs/2023-12-05.md"
    with a.open("r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        memory[-6:-1] = b"OTHER"
    desk.settled()
    assert any("not announced" in line for line in desk.said), desk.builds
    a.write_text(BRIEF + "Seen by looking.\n")
    desk.settled()


def test_polling_sees_saves_too(root: Path) -> None:
    desk = Desk(root, poll=0.05)
    desk.start()
    for save in (in_place, backed_up, folder_moved_in, deleted):
        save(root / "content/briefs/2023-12-05.md")
        desk.settled()
    assert set(desk.builds) == {"found"}
    desk.watch.stop()


LIMITED = """
import sys, time
from pathlib import Path
sys.path.insert(0, {here!r})
from test_watch import Desk, BRIEF
root = Path({root!r})
desk = Desk(root)
desk.start()
(root / "content/briefs/2023-12-05.md").write_text(BRIEF + "Under a limit.\\n")
desk.settled()
desk.watch.stop()
desk.thread.join(10)
print("\\n".join(desk.said))
"""


@pytest.mark.parametrize("limit", ["max_inotify_watches", "max_inotify_instances"])
def test_a_watch_limit_is_said_and_files_are_looked_at_instead(root: Path, limit: str) -> None:
    name = f"/proc/sys/user/{limit}"
    value = 3 if limit.endswith("watches") else 0
    enter = ["unshare", "--user", "--map-root-user", "bash", "-c"]
    try:
        allowed = subprocess.run([*enter, f"echo {value} > {name}"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        allowed = False
    if not allowed:
        pytest.skip("this system does not let a test make a user namespace with limits of its own")
    code = LIMITED.format(here=str(Path(__file__).parent), root=str(root))
    out = subprocess.run([*enter, f'echo {value} > {name}; exec "$0" -c "$1"', sys.executable, code], capture_output=True, text=True, check=False)
    assert out.returncode == 0, out.stderr
    assert "sysctl" in out.stdout, out.stdout
    assert "looking every 0.5 s instead" in out.stdout


def test_the_kernel_says_what_is_watched(desk: Desk) -> None:
    watched = alarm.watched()
    if watched is None:
        pytest.skip("this system does not say what is watched")
    assert alarm.inodes([desk.root / "content", desk.root / "seeds"]) <= watched


def test_the_self_test_leaves_nothing_behind(tmp_path: Path) -> None:
    assert alarm.rings(tmp_path / "store")
    assert list((tmp_path / "store").iterdir()) == []


def test_idle_costs_next_to_nothing(desk: Desk) -> None:
    desk.watch.looks = 0
    before = time.process_time()
    time.sleep(4)
    assert desk.watch.looks <= 3
    assert desk.builds == []
    assert time.process_time() - before < 0.2
