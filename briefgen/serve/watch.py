"""When to look again. In: the project's root, a way to look at it, the bell. Out: `Change`s, one for each settled change.

The truth is always a look (a scan of the tree, by stat and then by content); the bell only says when one is worth while.
Without a ring the folders' own identities are compared every second or so (a replaced root rings no bell), and the whole
tree as often as half a per cent of the time allows. A change that no bell announced, or a bell that cannot be hung,
means looking at intervals from then on; both are said.
"""

from __future__ import annotations

from pathlib import Path, PurePath
from threading import Event, Lock
from time import monotonic, perf_counter
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.read.tree import skipped
from briefgen.serve.alarm import LIMIT, Alarm, AlarmError, distant, inodes, rings, watched

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FOLDERS: Final = ("content", "seeds", "theme", "themes")
OURS: Final = frozenset({("site.yml",), *((name,) for name in FOLDERS)})
# Seconds of quiet that end a change: the first save in a while is shown at once, the next ones are gathered.
FIRST_QUIET, NEXT_QUIET, CALM, LONGEST = 0.010, 0.2, 0.5, 1.0
# More files than this in one change are a checkout or a script, not a save.
MANY: Final = 12
# How long a file that has just become empty, or has gone, is waited for: the middle of a save, most often.
HALF_WRITTEN: Final = 0.15
TICK, LOOK_SHARE, RAREST_LOOK = 1.5, 0.005, 60.0
POLL: Final = 0.5
# Seconds that a ring may come after the look that saw the change.
LATE: Final = 0.1


class Change(NamedTuple):
    """Something may differ from what was last built. `why`: `saved`, `found` (by looking) or `replaced` (a folder).

    `paths` are those that were heard of, relative to the root, where they are few; empty: it may be anything.
    """

    why: str
    paths: tuple[str, ...] = ()


class Watch:
    """Waits for changes of one project. `look` gives content digests by path; `known` is what the last build saw of them."""

    def __init__(
        self, root: Path, look: Callable[[], Mapping[str, str]], known: Callable[[], Mapping[str, str]], say: Callable[[str], None],
        *, poll: float = 0.0, test_in: Path | None = None,
    ) -> None:
        self.root = root
        self.poll = poll
        self.polling = poll > 0
        self._look, self._known, self._say = look, known, say
        self._bell = Event()
        self._stopped = False
        self._heard: set[str] = set()
        self._hearing = Lock()
        self._alarm = Alarm(self.ring)
        self._places: tuple[tuple[int, int] | None, ...] = ()
        self._built = -CALM
        self._cost = 0.0
        self._last_look = monotonic()
        self._test_in = test_in
        self.looks = 0

    # -- from other threads -----------------------------------------------------------------------------------------

    def ring(self, path: str = "") -> None:
        """Something may have changed at `path`. What editors and other programs leave beside the content is passed over."""
        if path and not self._ours(path):
            return
        with self._hearing:
            if len(self._heard) <= MANY:
                self._heard.add(path)
        self._bell.set()

    def stop(self) -> None:
        """Ends the wait, and the watch."""
        self._stopped = True
        self._bell.set()

    def _ours(self, path: str) -> bool:
        place = PurePath(path)
        if skipped(place.name):
            return False
        if not place.is_relative_to(self.root):  # a folder that is a link
            return True
        return place.relative_to(self.root).parts[0:1] in OURS

    # -- the watch ----------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Hangs the bell, or says why it cannot be and looks at intervals instead."""
        self._places = self._identities()
        if self.polling:
            return
        kind = distant(self.root)
        if kind:
            self._go_polling(f"this folder is on a {kind} file system, which may not announce changes")
        elif self._test_in is not None and not rings(self._test_in):
            self._go_polling("a test file was not announced here")
        else:
            self._arm()

    def close(self) -> None:
        """Takes the bell down."""
        self._alarm.disarm()

    def built(self) -> None:
        """A build has ended; saves that follow at once are gathered."""
        self._built = monotonic()

    def next(self) -> Change | None:
        """Blocks until something may have changed; None once stopped. A root that is missing is waited for."""
        while not self._stopped:
            try:
                change = self._polled() if self.polling else self._rung()
            except OSError:
                self._bell.wait(POLL)
                continue
            if change is not None and not self._stopped:
                return change
        return None

    def _rung(self) -> Change | None:
        if self._bell.wait(TICK):
            heard = self._settle()
            if self._identities() != self._places:
                self._arm()
                return Change("replaced")
            self._last_look = -RAREST_LOOK  # the bell is believed for now, and looked after at the next quiet moment
            return Change("saved", heard)
        if self._identities() != self._places:
            self._arm()
            return Change("replaced")
        if not self._alarm.alive and self._places[0] is not None:
            self._arm()
            return Change("found")
        if monotonic() - self._last_look < self._pause():
            return None
        return self._safety_look()

    def _pause(self) -> float:
        """Seconds between two looks at everything: rarer for larger sites, so that idling costs next to nothing."""
        return min(RAREST_LOOK, max(TICK, self._cost / LOOK_SHARE))

    def _safety_look(self) -> Change | None:
        differs = self._looked() != self._known()
        if self._unwatched():  # a folder came in without its watch; hung anew, the bell may be sound
            self._arm()
            return Change("found") if differs else None
        if not differs or self._bell.wait(LATE):
            return None
        self._go_polling("a change was not announced")
        return Change("found")

    def _polled(self) -> Change | None:
        self._bell.wait(self.poll or max(POLL, self._cost * 10))
        self._bell.clear()
        if self._stopped:
            return None
        seen = self._looked()
        if seen == self._known():
            return None
        start = monotonic()
        while monotonic() - start < LONGEST:
            self._bell.wait(3 * FIRST_QUIET)
            again = self._looked()
            if again == seen:
                break
            seen = again
        return Change("found")

    def _looked(self) -> Mapping[str, str]:
        start = perf_counter()
        seen = self._look()
        self._cost = perf_counter() - start
        self._last_look = monotonic()
        self.looks += 1
        return seen

    def _settle(self) -> tuple[str, ...]:
        """Waits until the bell has been silent for a while, and no heard file is in the middle of being saved; what was heard of."""
        start = monotonic()
        quiet = FIRST_QUIET if start - self._built > CALM else NEXT_QUIET
        while not self._stopped:
            self._bell.clear()
            rang = self._bell.wait(quiet)
            now = monotonic()
            if now - start > LONGEST:
                break
            with self._hearing:
                heard = tuple(self._heard)
            if len(heard) > MANY:
                quiet = NEXT_QUIET
            if not rang and (now - start > HALF_WRITTEN or not any(_empty(path) for path in heard)):
                break
        self._bell.clear()
        with self._hearing:
            heard = tuple(self._heard)
            self._heard.clear()
        if self._stopped:
            self._bell.set()
        inside = [PurePath(path).relative_to(self.root).as_posix() for path in heard if path and PurePath(path).is_relative_to(self.root)]
        return tuple(inside) if len(inside) == len(heard) <= MANY else ()

    def _identities(self) -> tuple[tuple[int, int] | None, ...]:
        """Device and inode of the root and of the folders in it, links followed."""
        found: list[tuple[int, int] | None] = []
        for place in (self.root, *(self.root / name for name in FOLDERS)):
            try:
                at = place.stat()
                found.append((at.st_dev, at.st_ino))
            except OSError:
                found.append(None)
        return tuple(found)

    def _folders(self) -> list[Path]:
        return [self.root / name for name in FOLDERS if (self.root / name).is_dir()]

    def _unwatched(self) -> int:
        """How many folders the kernel does not watch for us, as far as it can be asked."""
        ours = watched()
        return 0 if ours is None else len(inodes([path.resolve() for path in self._folders()]) - ours)

    def _arm(self) -> None:
        self._places = self._identities()
        if self._places[0] is None:
            return
        try:
            self._alarm.arm(self.root, self._folders())
        except AlarmError as error:
            self._go_polling(str(error))
            return
        missing = self._unwatched()
        if missing:
            self._go_polling(f"{LIMIT}; {missing} folders are not watched")

    def _go_polling(self, why: str) -> None:
        self._alarm.disarm()
        if not self.polling:
            self.polling = True
            self._say(f"{why}: looking every {max(self.poll, POLL):g} s instead")


def _empty(path: str) -> bool:
    """Whether the file at `path` is gone or holds nothing, which in the middle of a save is seldom what was meant."""
    try:
        return Path(path).stat().st_size == 0
    except OSError:
        return True
