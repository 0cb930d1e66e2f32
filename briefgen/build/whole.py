"""The whole way. In: a scan of the project and a moment. Out: a snapshot of the site, or a published one, with what the next build needs to know."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from briefgen import __version__
from briefgen.build import Built, Snapshot, again, timed, units
from briefgen.build import theme as themes
from briefgen.build.heavy import Heavy
from briefgen.build.linking import Linker
from briefgen.build.pages import Maker
from briefgen.build.readings import asked, readings
from briefgen.build.uses import Pages, Uses, explained
from briefgen.config import read_config
from briefgen.link import exclusions
from briefgen.link import site as linking
from briefgen.link.bare import bare
from briefgen.link.suggestions import suggestions
from briefgen.model.file import FileKind
from briefgen.model.left_out import LeftOut
from briefgen.model.page import PageKey
from briefgen.model.site import Units
from briefgen.plan import pages as planning
from briefgen.report import ordered, settle

if TYPE_CHECKING:

    from briefgen.build import Done, Project, Request
    from briefgen.model.config import Config
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.publish.laying import Laid
    from briefgen.publish.output import DiskOutput, Published
    from briefgen.read.tree import Tree
    from briefgen.render.theme import Theme

# The calendar day that begins first on Earth: the site's own day where it names no zone (PRODUCT §2.4).
EARLIEST = timezone(timedelta(hours=14))


def snapshot(project: Project, tree: Tree, request: Request, timings: dict[str, float]) -> Snapshot:
    """Understands, links and plans what `tree` found."""
    memo = project.memo
    with timed(timings, "understand"):
        config, notes = _config(tree, request)
        notes += tree.notes
        if project.pool is not None and project.pool.worthwhile(len(tree.changed)):
            project.pool.open()
        read, more = units.understand(memo, tree, config, project.versions("understand"))
        notes += more
        files = themes.load(project.root, config.theme, config.language, project.packaged, config.theme_span)
        notes += files.notes
    heavy = Heavy(project.root, memo, tree, files.blobs)
    with timed(timings, "link"):
        linker = Linker(memo, project.versions("link"), project.linked)
        site, more = linking.site(_units(read, tree, config, request), linker, heavy.load, project.linked)
        notes += more
    wanted = asked(site, published=config.suggestions, previewed=request.suggestions, advised=request.advice)
    if wanted:
        with timed(timings, "suggest"):
            site = msgspec.structs.replace(site, marks=readings(memo, project.versions("understand"), wanted))
            notes += suggestions(site) if request.advice else []
    count = len(read)
    if project.linked is None:  # a build that publishes: nothing is linked after it
        memo.let_go()
        read.clear()
        site = bare(site)
    with timed(timings, "plan"):
        pages, more = planning.pages(site, dict(files.assets.values()), files.words)
        notes += more
        frame = planning.frame(site, files.words, {name: "/" + published for name, (published, _) in files.assets.items()}, __version__)
        theme = themed(project, files.templates)
        notes += theme.notes
    return Snapshot(config, site, pages, frame, theme, heavy, settle(notes, config.severities, strict=request.strict),
                    site.left_out, timings, count, linker.kept, files.own)


def themed(project: Project, templates: dict[str, str]) -> Theme:
    """The theme; the last one, with all that it has compiled, where its templates are the same."""
    if project.theme is None or project.theme.templates != templates:
        from briefgen.render.theme import Theme  # noqa: PLC0415 - Jinja is not needed to find that nothing changed

        project.theme = Theme(templates, project.theme, project.codes)
    return project.theme


def publish(
    project: Project, found: Snapshot, tree: Tree, request: Request, output: DiskOutput, done: Done, *, explain: bool = False,
) -> Built:
    """Makes every page, lays aside those that are stale, and publishes when all of them are there."""
    reasons: dict[str, str] = {}

    def built(published: Published | None, notes: list[Diagnostic]) -> Built:
        return Built(notes, found.left_out, len(found.pages), found.site.quotations, reasons, published, found.timings, dict(project.memo.computed))

    if found.broken:
        return built(None, found.notes)
    laid: list[Laid] = []
    wrong: list[Diagnostic] = []
    keys: dict[str, PageKey] = {}
    with timed(found.timings, "pages"):
        maker = Maker(found, output, project.versions("render"))
        uses, before = Uses(project.store), Pages(project.store, output)
        for made in maker.all(project.pool):
            keys[made.path] = maker.key(made)
            if made.reason:
                reasons[made.path] = explained(before, made) if explain else made.reason
                laid += [made.outcome.laid] if made.outcome.laid is not None else []
                wrong += [made.outcome.note] if made.outcome.note is not None else []
            uses.add(made)
            done("making pages", 1, len(found.pages))
        if project.pool is not None:
            project.pool.close()  # nobody has more to do for it
    if wrong:
        return built(None, ordered([*found.notes, *wrong]))
    with timed(found.timings, "publish"):
        published = output.publish(laid, keys)
    with timed(found.timings, "remember"):
        again.remember(project, found, tree, request, output, uses)
    return built(published, found.notes)


def _config(tree: Tree, request: Request) -> tuple[Config, list[Diagnostic]]:
    text = tree.read("site.yml").decode("utf-8-sig", "replace") if tree.file("site.yml") is not None else ""
    config, notes = read_config(text)
    if request.base_url:
        url = request.base_url if request.base_url.endswith("/") else request.base_url + "/"
        config = msgspec.structs.replace(config, url=url)
        notes = [one for one in notes if one.code != "BG010"]
    return config, notes


def _units(read: list[units.Read], tree: Tree, config: Config, request: Request) -> Units:
    today, now = _moment(config, request)
    known = {one.brief.path for one in read if one.brief}
    return Units(
        config=config,
        briefs=tuple(one.brief for one in read if one.brief),
        storylines=tuple(one.storyline for one in read if one.storyline),
        events=tuple(event for one in read if one.events for event in one.events.items),
        regions=tuple(region for one in read if one.regions for region in one.regions.items),
        corrections=tuple(entry for one in read if one.corrections for entry in one.corrections.items),
        pages=tuple(one.page for one in read if one.page),
        seeds=tuple(one.seed for one in read if one.seed),
        assets=units.assets(tree),
        today=today,
        now=now,
        drafts=request.drafts,
        ledgers=tuple(one.ledger for one in read if one.ledger),
        unread=tuple(file.path for file in tree.of(FileKind.BRIEF) if file.path not in known),
    )


def _moment(config: Config, request: Request) -> tuple[str, str]:
    """The calendar day in the site's zone, and the instant."""
    zone = ZoneInfo(config.timezone) if config.timezone else EARLIEST
    return request.now.astimezone(zone).date().isoformat(), request.now.astimezone(UTC).isoformat()


def turns(snapshot: Snapshot) -> str:
    """The instant at which a page changes by the passing of time alone: something on it becomes stale. Empty where none does."""
    if not snapshot.site.turns:
        return ""
    zone = ZoneInfo(snapshot.config.timezone) if snapshot.config.timezone else EARLIEST
    return datetime.fromisoformat(snapshot.site.turns).replace(tzinfo=zone).isoformat()


def hidden(snapshot: Snapshot, request: Request) -> tuple[LeftOut, ...]:
    """What a snapshot made with `drafts` shows and a build at the same moment would leave out."""
    site = snapshot.site
    shown = Units(site.config, site.briefs, site.storylines, (), (), (), (), (), (), *_moment(site.config, request))
    return exclusions.published(shown, [])[2]
