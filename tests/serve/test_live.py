"""The short way in memory gives what the whole way gives, or says that it cannot be gone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from briefgen import build
from briefgen.cli.project import packaged_themes
from briefgen.engine.store import Store
from tests.serve.conftest import ROOT, brief, write_site

REQUEST = build.Request(datetime(2023, 12, 20, 12, tzinfo=UTC), drafts=True)
FIRST = "content/briefs/2023-12-01.md"
FEEDS = ("feed.xml", "regions/europe/feed.xml", "regions/europe/ukraine/feed.xml")
CITED = "content/briefs/2023-12-02.md"


def project_of(root: Path, store: Path) -> build.Project:
    return build.Project(root, store=Store(store), packaged=packaged_themes())


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Iterator[build.Project]:
    made = project_of(root, tmp_path / "store.db")
    assert not made.snapshot(REQUEST).broken
    yield made
    made.store.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(tmp_path / "desk")


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def files(found: build.Snapshot) -> dict[str, bytes]:
    return {path: build.render(found, page).content for path, page in found.pages.items()}


def same(short: build.Snapshot, root: Path, folder: Path) -> bool:
    fresh = project_of(root, folder / "fresh.db")
    try:
        return files(short) == files(fresh.snapshot(REQUEST))
    finally:
        fresh.store.close()
        (folder / "fresh.db").unlink()


def test_words_of_a_text_change_its_pages_and_no_other(project: build.Project, root: Path, tmp_path: Path) -> None:
    before = project.last
    change(root, FIRST, "Paragraph 3 ", "Paragraph three ")
    found = project.edited([FIRST])
    assert found is not None
    assert before is not None
    assert {path for path, page in found.pages.items() if page != before.pages[path]} == {"2023/12/01/brief/index.html", *FEEDS}
    assert same(found, root, tmp_path)


def test_titles_and_summaries_reach_every_page_that_shows_them(project: build.Project, root: Path, tmp_path: Path) -> None:
    change(root, FIRST, "title: Brief of", "title: Brief, once more, of")
    assert project.edited([FIRST]) is None  # no word began with an M: a file of the search index comes with it
    project.snapshot(REQUEST)
    for old, new in (("title: Brief, once more, of", "title: Once more, brief of"), ("summary: What", "summary: What more")):
        change(root, FIRST, old, new)
        found = project.edited([FIRST])
        assert found is not None, new
        assert same(found, root, tmp_path)


def test_a_region_is_called_otherwise_on_every_page(project: build.Project, root: Path, tmp_path: Path) -> None:
    (root / "content/regions.yml").write_text("- {id: ukraine, name: Ukraine, note: At war}\n- {id: port, name: The port, parent: ukraine}\n", encoding="utf-8")
    project.snapshot(REQUEST)
    change(root, "content/regions.yml", "name: Ukraine, note: At war", "name: Zaporizhia and all, note: Still at war")
    found = project.edited(["content/regions.yml"])
    assert found is not None
    assert any(b"Zaporizhia and all" in content for content in files(found).values())
    assert same(found, root, tmp_path)
    for old, new in ((", note: Still at war", ""), ("parent: ukraine", "parent: moldova")):
        change(root, "content/regions.yml", old, new)
        assert project.edited(["content/regions.yml"]) is None, new
        project.snapshot(REQUEST)


def test_a_text_that_comes_back_is_the_old_page(project: build.Project, root: Path, tmp_path: Path) -> None:
    before = project.last
    change(root, FIRST, "Paragraph 3 ", "Paragraph three ")
    assert project.edited([FIRST]) is not None
    change(root, FIRST, "Paragraph three ", "Paragraph 3 ")
    found = project.edited([FIRST])
    assert found is not None
    assert before is not None
    assert found.pages == before.pages
    assert same(found, root, tmp_path)


def test_a_template_and_a_style_sheet(project: build.Project, root: Path, tmp_path: Path) -> None:
    for name in ("templates/brief.html", "assets/site.css"):
        place = root / "theme" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text((ROOT / "themes/default" / name).read_text(encoding="utf-8"), encoding="utf-8")
    project.snapshot(REQUEST)
    change(root, "theme/templates/brief.html", "</article>", "<p>More</p></article>")
    found = project.edited(["theme/templates/brief.html"])
    assert found is not None
    assert same(found, root, tmp_path)
    (root / "theme/assets/site.css").write_text("main { color: red }", encoding="utf-8")
    found = project.edited(["theme/assets/site.css", "theme/templates/brief.html"])
    assert found is not None
    assert same(found, root, tmp_path)


def test_what_others_see_is_for_the_whole_way(project: build.Project, root: Path) -> None:
    cases = [
        (FIRST, "regions: [ukraine]", "regions: [moldova]"), (FIRST, "A first thing.", "A first thing, said otherwise."), (CITED, "[@note]", "[@nothing]"),
        ("seeds/note.txt", "Nothing else", "Something else"), ("site.yml", "A small site", "Another site"), (FIRST, "[@note]", "[@note, para. 2]"),
    ]
    for path, old, new in cases:
        change(root, path, old, new)
        assert project.edited([path]) is None, (path, new)
        change(root, path, new, old)
        project.snapshot(REQUEST)


def test_files_that_come_or_go_are_for_the_whole_way(project: build.Project, root: Path) -> None:
    (root / "content/briefs/2023-12-09.md").write_text(brief("2023-12-09"), encoding="utf-8")
    assert project.edited(["content/briefs/2023-12-09.md"]) is None
    (root / CITED).unlink()
    assert project.edited([CITED]) is None
    assert project.edited(["content/briefs"]) is None
    assert project.edited(["content/briefs/nothing.md"]) is None


def test_two_units_with_one_text_are_told_apart(project: build.Project, root: Path, tmp_path: Path) -> None:
    texts = {path: (root / path).read_text(encoding="utf-8") for path in (FIRST, CITED)}
    (root / FIRST).write_text(texts[FIRST].split("## ")[0] + "## " + "## ".join(texts[CITED].split("## ")[1:]), encoding="utf-8")
    project.edited([FIRST])
    project.snapshot(REQUEST)
    change(root, FIRST, "The text of 2023-12-02.", "The text of another day.")
    found = project.edited([FIRST]) or project.snapshot(REQUEST)
    assert same(found, root, tmp_path)


@pytest.mark.parametrize("seed", range(2))
def test_any_run_of_saves_ends_as_the_whole_way(project: build.Project, root: Path, tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    briefs = sorted((root / "content/briefs").glob("*.md"))
    short = 0
    for number in range(30):
        place = random.choice(briefs)
        text = place.read_text(encoding="utf-8")
        kind = random.choice(["line", "line", "line", "back", "heading", "other", "title"])
        if kind == "line":
            text += f"\nA line, number {random.randint(0, 4)}.\n"
        elif kind == "back":
            text = text.rsplit("\nA line", 1)[0] if "\nA line" in text else text
        elif kind == "heading":
            text = text.replace("## What is", "## What was") if "## What is" in text else text.replace("## What was", "## What is")
        elif kind == "other":
            text = text.split("## What")[0] + "## What" + random.choice(briefs).read_text(encoding="utf-8").split("## What")[1]
        else:
            text = text.replace("title: ", "title: A ", 1)
        place.write_text(text, encoding="utf-8")
        found = project.edited([place.relative_to(root).as_posix()])
        short += found is not None
        found = found or project.snapshot(REQUEST)
        assert not found.broken
    assert short > 5, "the short way was gone"
    assert same(found, root, tmp_path)


def test_a_days_edits_do_not_pile_up_in_memory(project: build.Project, root: Path) -> None:
    held = len(project.memo._now)
    for number in range(30):
        change(root, FIRST, "Paragraph 3 " if not number else f"Paragraph {number - 1}x ", f"Paragraph {number}x ")
        project.last = project.edited([FIRST])
        assert project.last is not None
    assert len(project.memo._now) == held
    assert len(project.memo._origins) < 10
