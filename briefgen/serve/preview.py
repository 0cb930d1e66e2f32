"""The site as the last save left it. In: a project. Out: answers to addresses, and after each build what changed.

A build that finds errors keeps the last good site and is told beside it; a page is rendered when it is asked for, and kept
while nothing that it shows has changed. Everything here is immutable or replaced in one assignment, so that an answer is
always of one build.
"""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen import build, report
from briefgen.model.codes import note
from briefgen.model.diagnostic import Diagnostic, Severity, Span, Stop
from briefgen.serve.earlier import Earlier, Sheet, keep
from briefgen.serve.inject import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefgen.build import Project, Request, Snapshot
    from briefgen.model.left_out import LeftOut
    from briefgen.model.page import Page
    from briefgen.model.parts import Frame
    from briefgen.render.theme import Theme

# Rendered pages kept; more than anyone has open.
KEPT: Final = 128
# More changed pages than this are said to be all.
MOST_NAMED: Final = 500
MOST_NOTES: Final = 50


class Changed(NamedTuple):
    """What a build changed: output paths, or everything. `short` says that it looked at nothing but the files that were heard of."""

    everything: bool
    paths: tuple[str, ...]
    short: bool = False


class Rendered(NamedTuple):
    """A page's published bytes, and what they were made of: the page, of which plan, in which frame and theme."""

    page: Page
    plan: Mapping[str, Page]
    frame: Frame
    theme: Theme
    content: bytes


class Answer(NamedTuple):
    """What an address leads to. `path` is the output path (for a missing page, the one it would have); `content` is as published.

    `location` is where to go instead. A page that cannot be shown has status 503 and no content.
    """

    status: int
    path: str
    content: bytes = b""
    tag: str = ""
    mark: Mark = Mark()
    location: str = ""


class Preview:
    """One project's preview. `request` makes each build's request, so that the time is the time of the build."""

    def __init__(self, project: Project, request: Callable[[], Request]) -> None:
        self.project = project
        self.shown: Snapshot | None = None
        self.notes: tuple[Diagnostic, ...] = ()
        self.marks: dict[str, Mark] = {}
        self.moments: tuple[datetime, ...] = ()
        self.builds = 0
        self._request = request
        self._failed: dict[str, Diagnostic] = {}
        self._kept: OrderedDict[str, Rendered] = OrderedDict()
        self._open: dict[str, Page] = {}  # the pages that are kept, as the browsers were last told of them
        self._earlier: Earlier | None = None  # until the first build
        self._made: Request | None = None
        self._lock = Lock()

    # -- from one preview to the next -------------------------------------------------------------------------------------

    def recall(self) -> bool:
        """Whether pages that were made before can be shown until the first build: where that would find nothing changed."""
        with suppress(OSError, Stop):
            self._earlier = Earlier(self.project, self._request())
        return bool(self._earlier)

    def ready(self) -> None:
        """Keeps what the first build saw, and makes ready for edits."""
        self.project.remember()
        with suppress(Exception):  # the edit itself will say what is wrong
            self.project.rehearse()

    def keep(self) -> None:
        """Leaves the pages that somebody looked at to the next preview, where nothing stands against them."""
        shown = self._settled()
        if shown is None or self._made is None or self.errors:
            return
        with self._lock:
            made = [(path, one) for path, one in self._kept.items() if path in shown.pages and self._current(shown, path, one)]
        if made:  # else those of the preview before are as good as they were
            keep(self.project, shown, self._made, (self._sheet(path, one) for path, one in made))

    # -- building -------------------------------------------------------------------------------------------------------

    def look_again(self, paths: tuple[str, ...] = ()) -> Changed:
        """Builds as far as the plan. Never raises: what went wrong is in `notes`, and the last good site stays.

        Where `paths` are all that was heard of, the short way is tried first.
        """
        request = self._request()
        last = self._settled()
        if paths and last is not None:
            quick = self._edited(paths)
            if quick is not None:
                self.builds += 1
                self._failed, self.shown = {}, quick
                return self._changed(last, quick, self.marks)._replace(short=True)
        try:
            found = self.project.snapshot(request)
        except Stop as stop:
            return self._broken(stop.diagnostic)
        except OSError as error:
            said = f"this cannot be read: {error.strerror or error}"
            return self._broken(note("BG100", Span(str(error.filename or "-")), said, "it is tried again"))
        except Exception as error:  # noqa: BLE001 - a preview outlives whatever a half-written file does to it
            return self._broken(note("BG900", Span("briefgen"), f"briefgen itself failed: {type(error).__name__}: {error}"[:400],
                                     "the last good site is shown; please report this with the file that you were editing"))
        self.builds += 1
        if found.broken and self.shown is not None and not self.shown.broken:
            self._failed, self.notes = {}, tuple(found.notes)
            return NOTHING
        before, old, hidden = self.shown, self.marks, build.hidden(found, request)
        self.moments = tuple(datetime.fromisoformat(one.until) for one in hidden if one.reason == "embargo")
        self._failed, self.notes, self.marks, self.shown, self._made = {}, tuple(found.notes), _marks(found, hidden), found, request
        self._earlier = None
        return self._changed(before, found, old)

    def _settled(self) -> Snapshot | None:
        """What is shown, where that is what the last look found."""
        shown = self.shown
        return shown if shown is not None and shown is self.project.last and self.notes == tuple(shown.notes) else None

    def _edited(self, paths: tuple[str, ...]) -> Snapshot | None:
        try:
            return self.project.edited(paths)
        except Exception:  # noqa: BLE001 - the whole way says what is wrong
            return None

    def _broken(self, why: Diagnostic) -> Changed:
        self.builds += 1
        self._failed, self.notes = {}, (why,)
        return NOTHING

    @property
    def errors(self) -> list[Diagnostic]:
        """What stands against publishing, as far as it is known: a template's error is found when a page of it is asked for."""
        return [one for one in self.notes if one.severity is Severity.ERROR] + list(dict.fromkeys(self._failed.values()))

    @property
    def warnings(self) -> list[Diagnostic]:
        """What else was found."""
        return [one for one in self.notes if one.severity is Severity.WARNING]

    # -- answering ------------------------------------------------------------------------------------------------------

    def answer(self, address: str) -> Answer:
        """The page at `address`, an absolute path without its query, decoded. Anything but a page's own address is a missing page."""
        shown = self.shown
        asked = address.removeprefix("/")
        path = asked + "index.html" if not asked or asked.endswith("/") else asked
        if shown is None:
            sheet = self._earlier.get(path) if self._earlier is not None else None
            return _answer(200, path, sheet) if sheet is not None else Answer(503, path)
        if path not in shown.pages:
            base = shown.frame.base.strip("/")
            inside = asked.removeprefix(base + "/") if base else asked
            if inside != asked:  # where the site will live below a path, its 404 page's links start there
                return self.answer("/" + inside)
            if f"{path}/index.html" in shown.pages:
                return Answer(308, path, location=f"/{path}/")
            return self._missing(shown, path)
        return self._page(shown, path, 200, path)

    def _missing(self, shown: Snapshot, path: str) -> Answer:
        if "404.html" in shown.pages:
            return self._page(shown, "404.html", 404, path)
        return Answer(404, path)

    def _page(self, shown: Snapshot, path: str, status: int, asked: str) -> Answer:
        with self._lock:
            made = self._rendered(shown, path)
        if made is None:
            return Answer(503, asked)
        return _answer(status, asked, self._sheet(path, made))

    def _sheet(self, path: str, made: Rendered) -> Sheet:
        return Sheet(path, made.content, *self.marks.get(path, Mark(origin=made.page.origin)))

    def _rendered(self, shown: Snapshot, path: str) -> Rendered | None:
        """The page rendered, or its last good rendering where its template fails now, or None."""
        kept = self._kept.get(path)
        try:
            if kept is not None and self._current(shown, path, kept):
                self._kept.move_to_end(path)
                return kept
            page = shown.pages[path]
            content = build.render(shown, page).content
        except Stop as stop:
            self._failed[path] = stop.diagnostic
            return kept
        except Exception as error:  # noqa: BLE001 - as in look_again
            self._failed[path] = note("BG900", Span(path), f"this page could not be made: {type(error).__name__}: {error}"[:400],
                                      "its last good state is shown; please report this")
            return kept
        self._failed.pop(path, None)
        made = self._kept[path] = Rendered(page, shown.pages, shown.frame, shown.theme, content)
        self._open.setdefault(path, page)
        self._kept.move_to_end(path)
        while len(self._kept) > KEPT:
            self._open.pop(self._kept.popitem(last=False)[0], None)
        return made

    def _current(self, shown: Snapshot, path: str, kept: Rendered) -> bool:
        """Whether a page is still what was rendered. A plan that says so is noted, so that it is asked once."""
        if kept.theme is not shown.theme or (kept.frame is not shown.frame and kept.frame != shown.frame):
            return False
        if kept.plan is not shown.pages:
            if kept.page != shown.pages[path]:
                return False
            self._kept[path] = kept._replace(plan=shown.pages)
        return True

    def _changed(self, before: Snapshot | None, now: Snapshot, old: dict[str, Mark]) -> Changed:
        """What may look different in a browser: of pages that stay those that somebody looked at, since nobody else can have them open."""
        if before is None or before.frame != now.frame:
            return Changed(everything=True, paths=())
        with self._lock:
            paths = [path for path, page in self._open.items() if path in now.pages and self._differs(path, page, before, now)]
        # Pages that come and go: whoever was told that there is none has the address open too.
        paths += [path for path in before.pages if path not in now.pages]
        paths += [path for path in now.pages if path not in before.pages]
        paths += [path for path in old.keys() | self.marks.keys() if old.get(path) != self.marks.get(path)]
        return Changed(everything=True, paths=()) if len(paths) > MOST_NAMED else Changed(everything=False, paths=tuple(dict.fromkeys(paths)))

    def _differs(self, path: str, page: Page, before: Snapshot, now: Snapshot) -> bool:
        self._open[path] = now.pages[path]
        return self._open[path] != page or before.theme.closure(page.template) != now.theme.closure(page.template)


NOTHING: Final = Changed(everything=False, paths=())


def _answer(status: int, asked: str, sheet: Sheet) -> Answer:
    return Answer(status, asked, sheet.content, sheet.tag, Mark(sheet.words, sheet.origin))


def _marks(shown: Snapshot, hidden: tuple[LeftOut, ...]) -> dict[str, Mark]:
    """The watermark of each page whose source `build` would leave out."""
    words = {one.path: _words(one) for one in hidden}
    return {path: Mark(words[origin], origin) for path, origin in shown.pages.origins() if origin in words}


def _words(one: LeftOut) -> str:
    until = one.until.replace("T", " ")
    return {"draft": "Draft", "embargo": f"Embargoed until {until}", "ahead": f"Dated ahead: {until}"}[one.reason]


def told(notes: list[Diagnostic], source: Callable[[str, int], str]) -> list[dict[str, str]]:
    """Diagnostics as the overlay shows them: the place to copy, the severity, the code, the message, and the excerpt with the way out."""
    found = []
    for one in notes[:MOST_NOTES]:
        _, _, rest = report.text([one], source).partition("\n")
        found.append({"place": report.place(one), "severity": one.severity.value, "code": one.code, "message": report.clean(one.message),
                      "more": rest.rstrip("\n")})
    if len(notes) > MOST_NOTES:
        found.append({"place": "", "severity": "error", "code": "", "message": f"and {len(notes) - MOST_NOTES} more", "more": ""})
    return found
