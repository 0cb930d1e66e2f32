"""A build after any edits is, byte for byte, the clean build of what then stands; and it does no more than it must.

The site is small and its theme prints every view whole, so that whatever a page may see is in its bytes; where names are written last, which that
theme's are not, it has the packaged one. BRIEFGEN_EDITS says how many random edits are tried (`make edits` tries a thousand); a failure names the
seed and the edits that led to it.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefgen.build import Built, Project, Request
from briefgen.cli.project import packaged_themes
from briefgen.engine.pool import Pool
from briefgen.engine.store import Store
from briefgen.publish.output import DiskOutput
from briefgen.publish.refuse import LIST

ROOT = Path(__file__).resolve().parents[1]
EDITS = int(os.environ.get("BRIEFGEN_EDITS", "48"))
RUNS = 4
NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
PROTECTED = ("content", "seeds", "theme", "themes")
WORDS = ["harbour", "ferry", "ministry", "convoy", "ballot", "grain", "reactor", "winter", "corridor", "truce", "bridge", "mandate"]
REGIONS = ["north", "south", "isle"]
TOPICS = ["grain", "law", "talks"]


def make(folder: Path, *, packaged: bool = False) -> None:
    """A small site: 8 briefs, 5 seeds, 2 storylines, a file of events, 3 regions of its own, a page; a theme that prints what it sees, or the packaged
    one."""
    shutil.copytree(ROOT / "tests/fixtures/plain-site", folder)
    if packaged:
        shutil.rmtree(folder / "theme")


def brief(n: int) -> str:
    return (f"---\ntitle: Brief {n}\nsummary: What happened {n}.\nregions: [{REGIONS[n % 3]}]\nstorylines: [line{n % 2}]\ntopics: [{TOPICS[n % 3]}]\n---\n\n"
            f"As told of the {WORDS[n % 12]}: \"The {WORDS[n % 5]} was shut on Monday\" [@s{n % 5}].\n\n## More\n\nA [link](brief:2024-02-01) and words.\n")


class Desk:
    """Somebody who edits: every method is one kind of edit; `clock` is the moment of the next build."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.dice = random.Random(seed)
        self.clock = NOW
        self.count = 100
        self.kept: list[tuple[Path, bytes]] = []

    def word(self) -> str:
        return f"{self.dice.choice(WORDS)}{self.dice.randrange(1000)}"

    def pick(self, pattern: str) -> Path | None:
        found = sorted(self.folder.glob(pattern))
        return self.dice.choice(found) if found else None

    def change(self, pattern: str, old: str, new: str) -> None:
        path = self.pick(pattern)
        if path is not None:
            self.put(path, path.read_text(encoding="utf-8").replace(old, new, 1))

    def put(self, path: Path, text: str) -> None:
        if path.exists():
            self.kept.append((path, path.read_bytes()))
        path.write_text(text, encoding="utf-8")

    def body(self) -> None:
        self.change("content/briefs/*.md", "words", self.word() + " words")

    def body_end(self) -> None:
        path = self.pick("content/*/*.md")
        self.put(path, path.read_text(encoding="utf-8") + f"\n{self.word()} {self.word()}.\n")

    def same_body_twice(self) -> None:
        one, other = self.pick("content/briefs/*.md"), self.pick("content/briefs/*.md")
        self.put(other, one.read_text(encoding="utf-8"))

    def storyline(self) -> None:
        self.change("content/storylines/*.md", "stands", "stands " + self.word())

    def page(self) -> None:
        self.change("content/pages/*.md", "we are", "we are " + self.word())

    def blank_line(self) -> None:
        self.change("content/briefs/*.md", "---\n\n", "---\n\n\n")

    def title(self) -> None:
        self.change("content/*/*.md", "title: ", "title: " + self.word() + " ")

    def summary(self) -> None:
        self.change("content/briefs/*.md", "summary: ", f"summary: {self.word()} ")

    def region(self) -> None:
        self.change("content/briefs/*.md", f"regions: [{self.dice.choice(REGIONS)}", f"regions: [{self.dice.choice(REGIONS)}")

    def topic(self) -> None:
        self.change("content/briefs/*.md", f"topics: [{self.dice.choice(TOPICS)}", f"topics: [{self.dice.choice(TOPICS)}")

    def region_name(self) -> None:
        names = [self.word().title(), "Isle of " + self.word(), "Côte d'Or", "Rock & Sand", self.dice.choice(["North", "South"])]
        path, new = self.folder / "content/regions.yml", self.dice.choice(names)
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        place = self.dice.randrange(len(lines))
        lines[place] = re.sub("name: [^,}]+", f"name: {new}", lines[place])
        self.put(path, "".join(lines))

    region_name_again = region_name

    def date(self) -> None:
        path = self.pick("content/briefs/2024-*.md")
        if path is not None:
            target = path.with_name(f"2024-0{self.dice.randrange(1, 4)}-{self.dice.randrange(10, 29)}.md")
            self.kept.append((path, path.read_bytes()))
            path.rename(target)

    def add(self) -> None:
        self.count += 1
        self.put(self.folder / f"content/briefs/2024-01-{self.count % 20 + 10}-{self.count}.md", brief(self.count))

    def delete(self) -> None:
        path = self.pick("content/briefs/*.md")
        if path is not None and path.name != "2024-02-01.md":
            self.kept.append((path, path.read_bytes()))
            path.unlink()

    def draft(self) -> None:
        self.change("content/briefs/*.md", "summary:", "draft: true\nsummary:")

    def embargo(self) -> None:
        until = (self.clock + timedelta(hours=self.dice.randrange(1, 60))).isoformat()
        self.change("content/briefs/*.md", "summary:", f"embargo_until: {until}\nsummary:")

    def time(self) -> None:
        self.clock += timedelta(hours=self.dice.randrange(1, 72))

    def back_in_time(self) -> None:
        self.clock -= timedelta(hours=self.dice.randrange(1, 200))

    def seed_text(self) -> None:
        self.change("seeds/*.txt", "second", "second " + self.word())

    def seed_about(self) -> None:
        self.change("seeds/*.yml", "outlet: Wire", "outlet: Wire " + self.word())

    def event(self) -> None:
        self.change("content/events/all.yml", "what: Event", "what: Event " + self.word())

    def config(self) -> None:
        self.change("site.yml", "title: Desk", "title: Desk " + self.word())

    def template(self) -> None:
        self.change("theme/templates/*.html", "<title>", f"<!-- {self.word()} --><title>")

    def mistake(self) -> None:
        self.change("content/briefs/*.md", "topics:", "topic:")

    def dead_link(self) -> None:
        self.change("content/briefs/*.md", "(brief:2024-02-01)", "(brief:2024-02-31)")

    def undo(self) -> None:
        if self.kept:
            path, data = self.kept.pop()
            path.write_bytes(data)

    def touch(self) -> None:
        os.utime(self.pick("content/briefs/*.md"))

    def damage(self) -> None:
        path = self.pick("dist/**/*.html")
        if path is not None:
            path.write_text("damaged", encoding="utf-8")

    def lose(self) -> None:
        path = self.pick("dist/**/*.html")
        if path is not None:
            path.unlink()

    def forget(self) -> None:
        shutil.rmtree(self.folder / ".briefgen", ignore_errors=True)

    def forget_store(self) -> None:
        for path in self.folder.glob(".briefgen/store.db*"):
            path.unlink()


KINDS = [name for name in vars(Desk) if not name.startswith("_") and name not in ("word", "pick", "change", "put", "undo")] + ["undo"] * 3


class Site:
    """A project on disk with what one process holds of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.start()

    def start(self) -> None:
        self.store = Store(self.folder / ".briefgen/store.db")
        self.project = Project(self.folder, store=self.store, packaged=packaged_themes())

    def stop(self) -> None:
        self.store.close()

    def build(self, now: datetime, jobs: int = 1) -> Built:
        self.project.pool = Pool(jobs) if jobs > 1 else None
        output = DiskOutput(self.folder / "dist", self.folder / ".briefgen", self.folder, tuple(self.folder / name for name in PROTECTED))
        try:
            with output.hold(wait=False) as held:
                return self.project.publish(Request(now), held)
        finally:
            if self.project.pool:
                self.project.pool.close()


def clean(folder: Path, now: datetime, place: Path) -> tuple[dict[str, bytes] | None, Built]:
    """What a clean build of the project makes: no store, no output, nothing in memory."""
    shutil.rmtree(place, ignore_errors=True)
    store = Store(place / "store.db")
    try:
        with DiskOutput(place / "out", place / "state", folder, ()).hold(wait=False) as held:
            built = Project(folder, store=store, packaged=packaged_themes()).publish(Request(now), held)
    finally:
        store.close()
    return (tree(place / "out") if built.published is not None else None), built


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()} if folder.is_dir() else {}


def same(got: dict[str, bytes], wanted: dict[str, bytes], story: list[str]) -> None:
    assert sorted(got) == sorted(wanted), "; ".join(story)
    assert [path for path in wanted if got[path] != wanted[path]] == [], "; ".join(story)


@pytest.mark.parametrize("seed", range(RUNS))
def test_any_edits_built_one_by_one_are_the_clean_build(tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "site"
    make(folder, packaged=seed % 2 == 1)
    desk, site, story = Desk(folder, seed), Site(folder), [f"seed {seed}"]
    published: dict[str, bytes] = {}
    for _ in range(max(1, EDITS // RUNS)):
        names = [desk.dice.choice(KINDS) for _ in range(desk.dice.choice((1, 1, 1, 2, 3)))]
        hurt = {"damage", "lose"} & set(names)
        if "forget" in names or "forget_store" in names or desk.dice.random() < 0.4:
            site.stop()
            for name in names:
                getattr(desk, name)()
            site.start()
            names.append("restart")
        else:
            for name in names:
                getattr(desk, name)()
        jobs = 2 if desk.dice.random() < 0.04 else 1
        story.append(f"{'+'.join(names)} ({jobs})")
        built = site.build(desk.clock, jobs)
        wanted, fresh = clean(folder, desk.clock, tmp_path / "clean")
        assert (built.published is None) == (wanted is None), story
        assert built.notes == fresh.notes, story
        assert (built.left_out, built.pages, built.quotations) == (fresh.left_out, fresh.pages, fresh.quotations), story
        if wanted is not None:
            published = wanted
            same(tree(folder / "dist"), wanted, story)
        elif not hurt:
            same(tree(folder / "dist"), published, story)  # a site with errors leaves what is published as it is
        if hurt and wanted is None:
            published = tree(folder / "dist")
    site.stop()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    folder = tmp_path / "site"
    make(folder)
    made = Site(folder)
    assert made.build(NOW).published is not None
    return made


@pytest.fixture
def packaged_site(tmp_path: Path) -> Site:
    folder = tmp_path / "site"
    make(folder, packaged=True)
    # The name of a region in texts, in an event, and as a word of its own; a calendar with a line that is folded where the name stands.
    path = folder / "content/briefs/2024-02-03.md"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Brief 2", "title: North of South").replace("words", "words of North"), encoding="utf-8")
    path = folder / "content/events/all.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("what: Event", "location: {place: The old customs house beside the quay}, what: North event", 1),
                    encoding="utf-8")
    made = Site(folder)
    assert made.build(NOW).published is not None
    return made


def rename(site: Site, region: str, name: str) -> None:
    path = site.folder / "content/regions.yml"
    path.write_text(re.sub(f"(id: {region}, name: )[^,}}]+", rf"\g<1>{name}", path.read_text(encoding="utf-8")), encoding="utf-8")


def test_a_region_s_new_name_is_put_where_the_old_one_stood(packaged_site: Site) -> None:
    for name in ("Northern Reach", "Nord", "Norð (the far part of it, as far as anybody went)".replace(",", "")):
        rename(packaged_site, "north", name)
        built = again(packaged_site)
        assert ("link" in built.timings, parses(built)) == (False, 1), name
        assert "regions/north/timeline/events.ics" in built.reasons
        assert "about/index.html" not in built.reasons
    page = (packaged_site.folder / "dist/2024/02/03/brief/index.html").read_text(encoding="utf-8")
    assert "North of South" in page
    assert "words of North" in page
    assert ">Norð (the far part" in (packaged_site.folder / "dist/regions/north/index.html").read_text(encoding="utf-8")


def test_names_that_were_put_there_are_found_again_after_any_other_edit(packaged_site: Site) -> None:
    path = packaged_site.folder / "content/briefs/2024-02-01.md"
    for number, name in enumerate(("Norden", "Norrland")):
        rename(packaged_site, "north", name)
        assert "link" not in again(packaged_site).timings
        path.write_text(path.read_text(encoding="utf-8").replace("title: ", f"title: Word{number} "), encoding="utf-8")
        assert "link" not in again(packaged_site).timings
        path.write_text(path.read_text(encoding="utf-8").replace("topics: [", "topics: [talks, " if number else "topics: [law, "), encoding="utf-8")
        assert "link" in again(packaged_site).timings


@pytest.mark.parametrize(("region", "name", "why"), [
    ("north", "Zone of the north", "regions come in another order"), ("north", "Rock & Sand", "HTML writes it otherwise"),
    ("isle", "North", "another region has the name"), ("north", '"North, and more"', "CSV writes it otherwise"),
])
def test_a_name_that_does_more_than_stand_on_pages_goes_the_whole_way(packaged_site: Site, region: str, name: str, why: str) -> None:
    rename(packaged_site, region, name)
    assert "link" in again(packaged_site).timings, why


def test_what_a_region_is_called_besides_decides_what_its_page_says(packaged_site: Site) -> None:
    path = packaged_site.folder / "content/regions.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("name: North", "name: North, aka: [Norden]"), encoding="utf-8")
    again(packaged_site)
    rename(packaged_site, "north", "Norden")
    assert "link" in again(packaged_site).timings


@pytest.mark.parametrize("name", ["names", "names regions/north/index.html", "names about/index.html"])
def test_a_name_goes_the_whole_way_where_the_store_lost_where_names_stand(packaged_site: Site, name: str) -> None:
    packaged_site.stop()
    with closing(sqlite3.connect(packaged_site.folder / ".briefgen/store.db")) as db, db:
        assert db.execute("update notes set value = x'00' where name = ?", (name,)).rowcount == 1
    packaged_site.start()
    rename(packaged_site, "north", "Norden")
    assert "link" in again(packaged_site).timings


def test_a_theme_of_one_s_own_is_given_the_names_themselves(packaged_site: Site) -> None:
    templates = packaged_site.folder / "theme/templates"
    templates.mkdir(parents=True)
    (templates / "region.html").write_text("{{ view.title|upper }} {{ view.title|length }}", encoding="utf-8")
    again(packaged_site)
    rename(packaged_site, "north", "Norden")
    assert "link" in again(packaged_site).timings
    assert (packaged_site.folder / "dist/regions/north/index.html").read_text(encoding="utf-8") == "NORDEN 6"


def parses(built: Built) -> int:
    return built.computed.get("briefgen.build.units:read", 0)


def again(site: Site) -> Built:
    """Builds in a new process's place, and checks that it is the clean build."""
    site.stop()
    site.start()
    built = site.build(NOW)
    wanted, _ = clean(site.folder, NOW, site.folder.parent / "clean")
    same(tree(site.folder / "dist"), wanted, [])
    return built


def test_nothing_changed_costs_nothing(site: Site) -> None:
    before = {path: path.stat().st_mtime_ns for path in sorted((site.folder / "dist").rglob("*"))}
    built = again(site)
    assert (parses(built), built.reasons, built.published.written) == (0, {}, 0)
    assert {path: path.stat().st_mtime_ns for path in sorted((site.folder / "dist").rglob("*"))} == before


def test_a_body_costs_one_parse_and_the_pages_that_show_it(site: Site) -> None:
    path = site.folder / "content/briefs/2024-02-03.md"
    path.write_text(path.read_text(encoding="utf-8").replace("words", "other words"), encoding="utf-8")
    built = again(site)
    assert parses(built) == 1
    assert {page for page in built.reasons if not page.endswith("feed.xml")} == {"2024/02/03/brief/index.html"}
    assert "link" not in built.timings  # the short way


def test_an_edit_that_is_undone_goes_the_short_way_too(site: Site) -> None:
    path = site.folder / "content/briefs/2024-02-03.md"
    text = path.read_text(encoding="utf-8")
    for words in (text.replace("words", "other words"), text, text.replace("words", "other words"), text):
        path.write_text(words, encoding="utf-8")
        built = again(site)
        assert "link" not in built.timings
        assert "2024/02/03/brief/index.html" in built.reasons


def test_two_texts_that_come_to_the_same_go_the_whole_way(site: Site) -> None:
    one, other = (site.folder / f"content/briefs/2024-02-0{day}.md" for day in (3, 5))
    texts = [path.read_text(encoding="utf-8") for path in (one, other)]
    body = texts[0].partition("---\n\n")[2].replace("words", "the same words")
    for path, text in zip((one, other), texts, strict=True):
        path.write_text(text.partition("---\n\n")[0] + "---\n\n" + body, encoding="utf-8")
    assert "link" in again(site).timings  # both at once
    one.write_text(texts[0], encoding="utf-8")
    again(site)
    one.write_text(texts[0].replace("words", "own words"), encoding="utf-8")
    assert "link" not in again(site).timings
    one.write_text(texts[0].partition("---\n\n")[0] + "---\n\n" + body, encoding="utf-8")
    assert "link" in again(site).timings  # the one after the other


def test_what_is_said_of_the_front_matter_does_not_make_a_body_dear(site: Site) -> None:
    path = site.folder / "content/briefs/2024-02-03.md"
    path.write_text(path.read_text(encoding="utf-8").replace("---\n", "---\nas_of: 2024-02-03 10:00\n", 1), encoding="utf-8")
    said = [one for one in again(site).notes if one.code == "BG420"]
    assert [one.span.path for one in said] == ["content/briefs/2024-02-03.md"]
    path.write_text(path.read_text(encoding="utf-8").replace("words", "other words"), encoding="utf-8")
    built = again(site)
    assert "link" not in built.timings
    assert [one for one in built.notes if one.code == "BG420"] == said


def test_white_space_costs_one_parse_and_no_page(site: Site) -> None:
    path = site.folder / "content/briefs/2024-02-03.md"
    path.write_text(path.read_text(encoding="utf-8").replace("---\n\nAs told", "---\n\n\nAs told"), encoding="utf-8")
    built = again(site)
    assert (parses(built), built.reasons, built.published.written) == (1, {}, 0)


def test_a_title_reaches_the_pages_that_list_it_and_no_other(site: Site) -> None:
    path = site.folder / "content/briefs/2024-02-03.md"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Brief 2", "title: Other"), encoding="utf-8")
    built = again(site)
    assert parses(built) == 1
    pages = set(built.reasons)
    assert {"2024/02/03/brief/index.html", "2024/02/02/brief/index.html", "2024/02/04/brief/index.html"} <= pages
    assert "2024/02/07/brief/index.html" not in pages
    assert "about/index.html" not in pages


@pytest.mark.parametrize("day", ["03", "08"])  # in the middle of the archive, and the one that leads the front page
def test_a_title_and_a_summary_go_the_short_way(site: Site, day: str) -> None:
    path = site.folder / f"content/briefs/2024-02-{day}.md"
    number = int(day) - 1
    text = path.read_text(encoding="utf-8")
    told = [("Bridge {n} was held", "What helped {n}.", True), ("Bridge and Zebra {n}", "What helped {n}.", False),
            ("Bridge {n}", "What helped {n}.", False), ("Brief {n} withheld", "Which bridge, {n}.", True)]
    for title, summary, short in told:  # the file of a letter with which no word began comes, or goes, by the whole way
        new = re.sub("summary: .*", f"summary: {summary.format(n=number)}", re.sub("title: .*", f"title: {title.format(n=number)}", text))
        path.write_text(new, encoding="utf-8")
        built = again(site)
        assert (parses(built), "link" not in built.timings) == (1, short), title
    page = (site.folder / f"dist/2024/02/{day}/brief/index.html").read_text(encoding="utf-8")
    assert "Which bridge, " in page
    assert "helped" not in page


def test_a_title_that_stands_elsewhere_too_goes_the_whole_way(site: Site) -> None:
    path = site.folder / "content/briefs/2024-02-03.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub("title: .*", "title: North", text), encoding="utf-8")  # a region is called so
    again(site)
    path.write_text(re.sub("title: .*", "title: Northern", text), encoding="utf-8")
    assert "link" in again(site).timings


def test_a_body_that_takes_longer_to_read_says_so_in_every_list(site: Site) -> None:
    path = site.folder / "content/briefs/2024-02-03.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n" + "More words of it. " * 200, encoding="utf-8")
    built = again(site)
    assert "2024/02/03/index.html" in built.reasons
    assert "4 minutes" in (site.folder / "dist/2024/02/03/brief/index.html").read_text(encoding="utf-8")


def test_a_template_costs_no_parse_and_its_own_pages(site: Site) -> None:
    path = site.folder / "theme/templates/source.html"
    path.write_text("changed {{ view }}\n", encoding="utf-8")
    built = again(site)
    assert parses(built) == 0
    assert set(built.reasons.values()) == {"its template changed"}
    assert all(page.startswith("sources/s") for page in built.reasons)


def test_adding_and_deleting(site: Site) -> None:
    path = site.folder / "content/briefs/2024-02-20.md"
    path.write_text(brief(3), encoding="utf-8")
    built = again(site)
    assert parses(built) == 1
    path.unlink()
    gone = again(site)
    assert parses(gone) == 0
    assert gone.published.removed == 2  # the brief, and the page of its day


def test_serial_equals_parallel(site: Site) -> None:
    one = tree(site.folder / "dist")
    site.stop()
    shutil.rmtree(site.folder / ".briefgen")
    shutil.rmtree(site.folder / "dist")
    site.start()
    site.build(NOW, jobs=2)
    same(tree(site.folder / "dist"), one, [])


def test_where_and_when_it_is_built_does_not_show(site: Site, tmp_path: Path) -> None:
    """Another folder, other times of its files, another moment with nothing due: the same bytes."""
    other = tmp_path / "elsewhere" / "copy"
    shutil.copytree(site.folder, other, ignore=shutil.ignore_patterns(".briefgen", "dist"))
    for path in other.rglob("*"):
        os.utime(path, (1, 1))
    made, _ = clean(other, NOW + timedelta(days=900), tmp_path / "clean")
    same(made, tree(site.folder / "dist"), [])


def test_a_store_of_another_project_does_no_harm(site: Site, tmp_path: Path) -> None:
    other = tmp_path / "other"
    make(other)
    path = other / "content/briefs/2024-02-03.md"
    path.write_text(path.read_text(encoding="utf-8").replace("words", "quite other words"), encoding="utf-8")
    site.stop()
    shutil.copytree(site.folder / ".briefgen", other / ".briefgen")
    copy = Site(other)
    copy.build(NOW)
    copy.stop()
    same(tree(other / "dist"), clean(other, NOW, tmp_path / "clean")[0], [])


def test_a_damaged_store_costs_time_only(site: Site, tmp_path: Path) -> None:
    """Flipped bits, cut ends, other bytes: the next build is the clean one, whatever was left of the store."""
    site.stop()
    wanted = tree(site.folder / "dist")
    good = (site.folder / ".briefgen/store.db").read_bytes()
    dice = random.Random(7)
    spoilers: list[Callable[[bytearray], bytearray]] = [
        lambda data: data[:dice.randrange(len(data))], lambda data: bytearray(dice.randbytes(len(data))), lambda data: bytearray(b"not a store"),
        *[_flip(dice, count) for count in (1, 3, 30, 300, 3000) for _ in range(2)]]
    for spoil in spoilers:
        for path in site.folder.glob(".briefgen/store.db*"):
            path.unlink()
        (site.folder / ".briefgen/store.db").write_bytes(bytes(spoil(bytearray(good))))
        page = site.folder / "dist/2024/02/03/brief/index.html"
        page.unlink()  # so that something must be rendered, from whatever the store says
        path = site.folder / "content/briefs/2024-02-03.md"
        os.utime(path)
        site.start()
        site.build(NOW)
        site.stop()
        same(tree(site.folder / "dist"), wanted, [])


def test_bodies_that_the_store_lost_are_read_again(site: Site) -> None:
    """A page that must be rendered and whose body is gone, with nothing edited: the short way gives up, and the whole one reads the brief."""
    site.stop()
    wanted = tree(site.folder / "dist")
    with closing(sqlite3.connect(site.folder / ".briefgen/store.db")) as store, store:
        store.execute("delete from heavy")
    (site.folder / "dist/2024/02/03/brief/index.html").unlink()
    site.start()
    site.build(NOW)
    same(tree(site.folder / "dist"), wanted, [])


def _flip(dice: random.Random, count: int) -> Callable[[bytearray], bytearray]:
    def spoil(data: bytearray) -> bytearray:
        for _ in range(count):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        return data

    return spoil


@pytest.mark.parametrize("what", ["vanishes", "changes", "changes and keeps its size"])
def test_a_file_that_changes_while_it_is_read_is_read_again(site: Site, tmp_path: Path, what: str) -> None:
    """An editor saves between the scan and the reading: nothing is remembered under the digest of other bytes."""
    path = site.folder / "content/briefs/2024-02-03.md"
    path.write_text(path.read_text(encoding="utf-8").replace("words", "first words"), encoding="utf-8")
    site.stop()
    site.start()
    scan, saved = site.project._tree, []

    def scanned(*arguments: object) -> object:
        found = scan(*arguments)
        if not saved:
            saved.append(True)
            if what == "vanishes":
                path.unlink()
            else:
                new = "worse" if what == "changes and keeps its size" else "quite other"
                path.write_text(path.read_text(encoding="utf-8").replace("first", new), encoding="utf-8")
        return found

    site.project._tree = scanned
    built = site.build(NOW)
    assert built.published is not None
    same(tree(site.folder / "dist"), clean(site.folder, NOW, tmp_path / "clean")[0], [])
    again(site)


def test_the_list_of_files_names_every_page(site: Site) -> None:
    listed = (site.folder / "dist" / LIST).read_text(encoding="utf-8").splitlines()[1:]
    assert listed == [path for path in sorted(tree(site.folder / "dist")) if path != LIST]
