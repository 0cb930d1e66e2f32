"""A bell that rings when a file may have changed. In: folders. Out: rings, and what can be known of its health.

watchdog's events are hints, no more: they are lost by the kernel (queue overflow), by its limits, and by network folders.
So nothing is concluded from an event but "look again", and nothing at all from silence.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, Final

from watchdog import events
from watchdog.observers import Observer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# Opened and closed-unwritten are left out in the kernel: our own reading would ring the bell for ever.
HEARD: Final = ("Created", "Deleted", "Modified", "Moved", "Attrib")
# File systems whose changes may be made on another machine, and then reach nobody here (mount(8), FUSE subtypes).
DISTANT: Final = frozenset({
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "vboxsf", "virtiofs", "prl_fs", "drvfs", "fuse.sshfs", "fuse.rclone",
    "fuse.grpcfuse", "fuse.osxfs", "fuse.glusterfs", "fuse.vmhgfs-fuse", "fakeowner",
})
SELF_TEST_SECONDS: Final = 1.0


class AlarmError(Exception):
    """The bell cannot be hung, or does not ring; the words say why and what would help."""


class Alarm(events.FileSystemEventHandler):
    """Calls `ring` with a path, from a thread of its own, whenever something below the folders may have changed."""

    def __init__(self, ring: Callable[[str], None]) -> None:
        self._ring = ring
        self._observer: Any = None

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        """One flag and nothing else: a slow handler makes the queue overflow. A folder's own change says nothing that its files do not."""
        if isinstance(event, events.DirModifiedEvent):
            return
        self._ring(os.fsdecode(event.src_path))
        if event.dest_path:
            self._ring(os.fsdecode(event.dest_path))

    def arm(self, root: Path, folders: Iterable[Path]) -> None:
        """Watches `root` itself and each of `folders` with all below it. Raises `AlarmError`."""
        self.disarm()
        kinds = [found for kind in HEARD for what in ("File", "Dir") if (found := getattr(events, f"{what}{kind}Event", None))]
        observer: Any = None
        try:
            observer = Observer()
            observer.schedule(self, str(root), recursive=False, event_filter=kinds)
            for folder in folders:
                # A watch on a symbolic link would see the link and not the folder.
                observer.schedule(self, os.path.realpath(folder), recursive=True, event_filter=kinds)
            observer.start()
        except OSError as error:
            with suppress(Exception):
                observer.stop()
            raise AlarmError(_why(error)) from error
        self._observer = observer

    def disarm(self) -> None:
        """Watches nothing any more."""
        observer, self._observer = self._observer, None
        if observer is not None:
            with suppress(Exception):
                observer.stop()
                observer.join(2)

    @property
    def alive(self) -> bool:
        """Whether the threads that listen are still there."""
        return self._observer is not None and self._observer.is_alive() and all(one.is_alive() for one in self._observer.emitters)


def _why(error: OSError) -> str:
    if error.errno == errno.EMFILE:
        return "this system allows no more watchers (raise fs.inotify.max_user_instances with sysctl)"
    if error.errno == errno.ENOSPC:
        return LIMIT
    return f"folders cannot be watched here ({error.strerror or error})"


LIMIT: Final = "this system allows no more watched folders (raise fs.inotify.max_user_watches with sysctl)"


def watched() -> set[int] | None:
    """Inode numbers that this process watches, as the kernel tells them; None where it does not (proc(5), fdinfo).

    watchdog 7 says nothing when the limit of watches stops it half-way, so the kernel is asked.
    """
    if sys.platform != "linux":
        return None
    found: set[int] = set()
    try:
        for link in Path("/proc/self/fd").iterdir():
            with suppress(OSError):
                if str(link.readlink()) == "anon_inode:inotify":
                    lines = Path("/proc/self/fdinfo", link.name).read_text(encoding="ascii").splitlines()
                    found.update(int(line.split("ino:")[1].split()[0], 16) for line in lines if line.startswith("inotify "))
    except OSError:
        return None
    return found


def inodes(folders: Iterable[Path]) -> set[int]:
    """Inode numbers of the folders and of every folder below them, links not followed."""
    found: set[int] = set()
    for folder in folders:
        for path, _, _ in os.walk(folder):
            with suppress(OSError):
                found.add(Path(path).stat().st_ino)
    return found


def distant(folder: Path) -> str:
    """The file system's name where changes to `folder` may be made elsewhere and never heard of here; else empty."""
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    place = os.path.realpath(folder)
    best, kind = "", ""
    for line in lines:
        before, _, after = line.partition(" - ")
        mount = before.split()[4].encode().decode("unicode_escape") if "\\" in before else before.split()[4]
        inside = place == mount or place.startswith(mount.rstrip("/") + "/")
        if inside and len(mount) >= len(best):
            best, kind = mount, after.split()[0]
    return kind if kind in DISTANT else ""


def rings(folder: Path) -> bool:
    """The self-test: whether a file made in `folder` (made for it, and removed) is heard of within a second."""
    heard = Event()
    probe = folder / f"watch-test-{os.getpid()}"
    alarm = Alarm(lambda _path: heard.set())
    try:
        probe.mkdir(parents=True)
    except OSError:
        return True  # where nothing can be written, nothing can be tested
    try:
        alarm.arm(probe, ())
        (probe / "a").touch()
        return heard.wait(SELF_TEST_SECONDS)
    except (AlarmError, OSError):
        return False
    finally:
        alarm.disarm()
        with suppress(OSError):
            (probe / "a").unlink(missing_ok=True)
            probe.rmdir()
