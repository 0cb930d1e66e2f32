"""From a save to the browser. In: a preview, its watch, the stream. Out: a build for each settled change, told to browsers and terminal."""

from __future__ import annotations

import gc
from datetime import UTC, datetime, timedelta
from threading import Event, Lock, Timer
from time import perf_counter, strftime
from typing import TYPE_CHECKING, NamedTuple

from briefgen import build, report
from briefgen.serve.preview import NOTHING, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.model.diagnostic import Diagnostic
    from briefgen.serve.preview import Changed, Preview
    from briefgen.serve.stream import Stream
    from briefgen.serve.watch import Watch

# Names of changed files that fit into a line of the terminal.
NAMED = 3
# Seconds that the first build waits, at most, for somebody to ask for a page that can be shown without it.
ASKED_SECONDS = 0.5
# New objects before the collector looks, and how often it looks at older ones (gc.set_threshold).
COLLECTOR = (50_000, 20, 20)


class Desk(NamedTuple):
    """What the loop joins. `say` writes a line for the person at the terminal, `boot` tells this server from the one before it."""

    preview: Preview
    watch: Watch
    stream: Stream
    say: Callable[[str], None]
    boot: str
    follow: bool = False


class Loop:
    """Runs in a thread of its own. `ready` is set after the first build, `asked` by whoever has answered for the first time."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.version = 0
        self.ready = Event()
        self.asked = Event()
        self._recalled = Event()
        self._good = ""
        self._seen: dict[str, str] = {}
        self._told: tuple[Diagnostic, ...] = ()
        self._errors = 0
        self._timer: Timer | None = None
        self._telling = Lock()

    @property
    def state(self) -> str:
        """The name of the state that pages are now made in; a browser that knows it knows what it may have missed."""
        return f"{self.desk.boot}.{self.version}"

    def run(self) -> None:
        """Builds, then builds again whenever something changed, until the watch is stopped."""
        watch = self.desk.watch
        watch.start()
        recalled = self.desk.preview.recall()
        self._recalled.set()
        if recalled:
            # The first build would take the processor from whoever wants to see the page that is there already.
            self.asked.wait(ASKED_SECONDS)
        self._take_in()
        # What a site is made of lives as long as the preview: the collector, which looks at everything each time, leaves it alone.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*COLLECTOR)
        self.desk.preview.ready()
        while (change := watch.next()) is not None:
            self._take_in(change.paths)
        if self._timer is not None:
            self._timer.cancel()
        watch.close()
        self.desk.preview.keep()

    def _take_in(self, paths: tuple[str, ...] = ()) -> None:
        try:
            self._build(paths)
        except Exception as error:  # noqa: BLE001 - a fault of ours costs this build, and never the preview
            self.desk.say(f"briefgen itself failed: {type(error).__name__}: {error}; the next save is tried again")
        finally:
            self.ready.set()

    def first(self, address: str, seconds: float) -> None:
        """Waits for something to answer with: a page that was made before, or else the first build, which then begins at once."""
        self._recalled.wait(seconds)
        if self.desk.preview.answer(address).status != 200:
            self.asked.set()
            self.ready.wait(seconds)

    def digests(self) -> dict[str, str]:
        """What the last build saw of the project's files."""
        return self.desk.preview.project.stamps.digests()

    def _build(self, paths: tuple[str, ...] = ()) -> None:
        start = perf_counter()
        preview = self.desk.preview
        changed = preview.look_again(paths)
        self.desk.watch.built()
        edited = self._edited(paths if changed.short else None)
        if not preview.errors:
            self._good = strftime("%H:%M:%S")
        if changed.paths or changed.everything or preview.notes != self._told or edited or not self.ready.is_set():
            self._tell(changed, self._followed(edited))
            self._report(changed, edited, perf_counter() - start)
        self.ready.set()
        if preview.project.pool is not None:
            preview.project.pool.close()  # processes are started for many files, and not kept for the next time
        self._set_timer()

    def _edited(self, paths: tuple[str, ...] | None) -> list[str]:
        """Which files differ from what the build before saw; `paths` are the only ones that can."""
        stamps = self.desk.preview.project.stamps
        if paths is not None:
            found = {path: stamps[path].digest for path in paths}
            edited = [path for path, name in found.items() if self._seen.get(path) != name]
            self._seen.update(found)
            return sorted(edited)
        before, self._seen = self._seen, self.digests()
        return sorted({path for path, _ in before.items() ^ self._seen.items()}) if self.ready.is_set() else []

    def rendered(self) -> None:
        """A page was made: where its template failed, or no longer does, the browsers are told."""
        if self.ready.is_set() and len(self.desk.preview.errors) != self._errors:
            self._tell(NOTHING, "")

    def _tell(self, changed: Changed, follow: str) -> None:
        """The whole state, to every browser. From the thread that builds, or the one that answers."""
        preview = self.desk.preview
        source = build.source_lines(preview.project.root)
        with self._telling:
            errors = preview.errors
            self._errors = len(errors)
            self.version += 1
            self.desk.stream.tell({
                "boot": self.desk.boot, "version": self.version, "good": self._good, "follow": follow,
                "errors": told(errors, source), "warnings": told(preview.warnings, source),
                "changed": {"all": changed.everything, "paths": changed.paths},
            })

    def _followed(self, edited: list[str]) -> str:
        """The page to open with `--follow`: that of the one file which was edited."""
        shown = self.desk.preview.shown
        if not self.desk.follow or shown is None or len(edited) != 1:
            return ""
        origins = (edited[0], edited[0].rpartition(".")[0] + ".txt", edited[0].rpartition(".")[0] + ".html")
        return next((path for wanted in origins for path, origin in shown.pages.origins() if origin == wanted and path.endswith(".html")), "")

    def _report(self, changed: Changed, edited: list[str], seconds: float) -> None:
        preview = self.desk.preview
        if edited:
            names = ", ".join(edited[:NAMED]) + (f" and {len(edited) - NAMED} more" if len(edited) > NAMED else "")
            count = len(changed.paths)
            outcome = f"{count} page{'s' if count != 1 else ''}"
            if preview.errors:
                outcome = f"{report.verdicts(preview.errors)}, not shown"
            elif changed.everything:
                outcome = "every page"
            self.desk.say(f"{strftime('%H:%M:%S')}  {report.clean(names)}  →  {outcome}, {seconds * 1000:.0f} ms")
        if preview.notes != self._told:
            if preview.notes:
                self.desk.say(report.text(list(preview.notes), build.source_lines(preview.project.root)).rstrip("\n"))
            elif self._told:
                self.desk.say("nothing to put right any more")
            if preview.errors:
                self.desk.say("the last good site is shown" if self._good else "what can be shown of the site is shown")
            self._told = preview.notes

    def _set_timer(self) -> None:
        """Looks again when the time itself changes the site: at the end of an embargo, or on the hour (a day may have begun)."""
        if self._timer is not None:
            self._timer.cancel()
        now = datetime.now(UTC)
        hour = now.replace(minute=0, second=1, microsecond=0) + timedelta(hours=1)
        moments = [moment for moment in self.desk.preview.moments if moment > now]
        self._timer = Timer((min([hour, *moments]) - now).total_seconds(), self.desk.watch.ring)
        self._timer.daemon = True
        self._timer.start()
