"""A memory changes nothing but the time: whatever was linked before, a site is linked as from nothing. What did not change stays the same object."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import msgspec
import pytest

from briefgen.link.memory import Memory, kept
from briefgen.model.diagnostic import Span
from briefgen.model.site import Site, Tree

TODAY, NOW = "2025-01-02", "2025-01-02T00:00:00+00:00"
WORDS = ["harbour", "ferry", "ministry", "convoy", "ballot", "grain", "reactor", "winter", "corridor", "truce"]
REGIONS = ["ukraine", "russia", "odesa-oblast", "kherson-oblast", "crimea", "atlantis"]
CLAIM = '\n\n::: claim {{#{0} status={1} by="{2}" number={3} disputes={4} about={5}}}\nAs many as that.\n:::\n'


class Desk:
    """Somebody who edits the files of a project: every method but `edit` is one kind of edit."""

    def __init__(self, files: dict[str, str], seed: int) -> None:
        self.files = {path: text for path, text in files.items() if not path.startswith("content/handbook/")}
        self.first = dict(self.files)
        self.dice = random.Random(seed)
        self.today = TODAY

    def edit(self) -> str:
        kinds = [name for name in vars(Desk) if name.startswith("do_")]
        name = self.dice.choice(kinds)
        getattr(self, name)()
        return name

    def pick(self, pattern: str) -> str:
        return self.dice.choice(sorted(path for path in self.files if re.fullmatch(pattern, path)))

    def brief(self) -> str:
        return self.pick(r"content/briefs/.*\.md")

    def front(self, path: str, key: str, value: str) -> None:
        text = self.files[path]
        line = re.compile(rf"^{key}:.*\n", re.MULTILINE)
        self.files[path] = line.sub(lambda _: f"{key}: {value}\n", text, count=1) if line.search(text) else text.replace("---\n", f"---\n{key}: {value}\n", 1)

    def do_title(self) -> None:
        self.front(self.pick(r"content/(briefs|storylines)/.*\.md"), "title", self.dice.choice(WORDS))

    def do_words(self) -> None:
        self.files[self.brief()] += f"\n\nMore of the {self.dice.choice(WORDS)}.\n"

    def do_lines(self) -> None:
        path = self.pick(r"content/(briefs|storylines)/.*\.md")
        self.files[path] = self.files[path].replace("\n---\n", "\n---\n\nA paragraph before all others.\n\n", 1)

    def do_tags(self) -> None:
        self.front(self.brief(), "regions", f"[{', '.join(self.dice.sample(REGIONS, self.dice.randrange(3)))}]")

    def do_threads(self) -> None:
        self.front(self.brief(), "storylines", self.dice.choice(["[]", "[black-sea-grain]", "[ceasefire-signals, annexed-regions]", "[nothing]"]))

    def do_alias(self) -> None:
        self.front(self.brief(), "aliases", self.dice.choice(["[/old/]", "[/2023/]", "[/older/, /old/]"]))

    def do_draft(self) -> None:
        self.front(self.pick(r"content/(briefs|storylines)/.*\.md"), "draft", self.dice.choice(["true", "false"]))

    def do_retraction(self) -> None:
        self.front(self.brief(), "corrections", '[{at: 2024-01-01, kind: retraction, note: "All of it.", by: Desk}]')

    def do_claim(self) -> None:
        some = [f"c{number}" for number in range(4)]
        self.files[self.brief()] += CLAIM.format(self.dice.choice(some), self.dice.choice(["reported", "retracted", "disputed"]), self.dice.choice(WORDS),
                                                 self.dice.randrange(9), self.dice.choice(some), self.dice.choice(["kakhovka-destroyed", "nothing"]))

    def do_quotation(self) -> None:
        path = self.brief()
        quoted = re.search(r"“([^”\n]+)”", self.files[path])
        if quoted:
            self.files[path] = self.files[path].replace(quoted[1], f"{quoted[1]} {self.dice.choice(WORDS)}", 1)

    def do_seed_words(self) -> None:
        path = self.pick(r"seeds/.*\.(txt|html)")
        words = self.files[path].split(" ")
        words[self.dice.randrange(len(words))] = self.dice.choice(WORDS)
        self.files[path] = " ".join(words)

    def do_sidecar(self) -> None:
        self.front(self.pick(r"seeds/.*\.yml"), *self.dice.choice([("outlet", "Other Post"), ("title", "Another"), ("retracted", "2023-11-01"), ("language", "uk"),
                                                                    ("via", "[{who: The Wire, root: An official, anonymous: true}]"), ("reliability", "C")]))

    def do_copied_seed(self) -> None:
        path = self.pick(r"seeds/.*\.txt")
        self.files[f"seeds/copy-{self.dice.randrange(3)}.txt"] = self.files[path] + self.dice.choice(["", "\nAnd more of it.\n"])

    def do_event(self) -> None:
        path = self.pick(r"content/events/.*\.yml")
        name = f"e{self.dice.randrange(4)}"
        self.files[path] += (f"- id: {name}\n  what: Something\n  when: {self.dice.choice(['0203-01-01', '2023-05-01', '2023'])}\n"
                             f"  regions: [{self.dice.choice(REGIONS)}]\n  storylines: [{self.dice.choice(['annexed-regions', 'nothing'])}]\n")

    def do_region_name(self) -> None:
        self.files["content/regions.yml"] = self.files["content/regions.yml"].replace("- id: crimea\n", f"- id: crimea\n  name: {self.dice.choice(WORDS)}\n", 1)

    def do_region(self) -> None:
        self.files["content/regions.yml"] += f"- id: atlantis\n  name: Atlantis\n  parent: {self.dice.choice(['ukraine', 'nowhere', 'atlantis'])}\n"

    def do_gone(self) -> None:
        del self.files[self.pick(r"(content/briefs|seeds|content/events)/.*")]

    def do_moved(self) -> None:
        path = self.brief()
        self.files[f"content/briefs/2023-{self.dice.randrange(10, 13)}-{self.dice.randrange(10, 28)}-moved.md"] = self.files.pop(path)

    def do_back(self) -> None:
        path = self.dice.choice(sorted(self.first))
        self.files[path] = self.first[path]

    def do_maps(self) -> None:
        self.front("site.yml", "maps", self.dice.choice(["off", "on"]))

    def do_day(self) -> None:
        self.today = self.dice.choice(["2023-12-12", "2025-01-02"])


def faces(found: Site) -> dict[str, object]:
    """Every field; of a mapping its items, since their order counts."""
    return {field: _face(getattr(found, field)) for field in Site.__struct_fields__}


def _face(value: object) -> object:
    if isinstance(value, Tree):
        return list(value.by_id.items()), list(value.children.items())
    return list(value.items()) if isinstance(value, dict) else value


@pytest.mark.parametrize("seed", range(4))
def test_a_site_is_linked_as_from_nothing(seed: int, link_files: Callable, demonstration_files: dict[str, str]) -> None:
    desk, memory, done, codes = Desk(demonstration_files, seed), Memory(), [], set()
    for _ in range(24):
        now = f"{desk.today}T12:00:00+00:00"
        warm, cold = (link_files(desk.files, today=desk.today, now=now, memory=one) for one in (memory, None))
        one, other = faces(warm.site), faces(cold.site)
        assert [field for field in one if one[field] != other[field]] == [], done
        assert sorted(map(repr, warm.notes)) == sorted(map(repr, cold.notes)), done
        codes.update(cold.codes())
        done.append(desk.edit())
    assert len(codes) > 3, "the edits made mistakes of several kinds"


def test_what_did_not_change_is_the_same_object(link_files: Callable, demonstration_files: dict[str, str]) -> None:
    memory = Memory()

    def linked(**edits: tuple[str, str]) -> Site:
        files = dict(demonstration_files)
        for path, (old, new) in edits.items():
            assert old in files[path]
            files[path] = files[path].replace(old, new, 1)
        found: Site = link_files(files, today=TODAY, now=NOW, memory=memory).site
        return found

    def changed(**edits: tuple[str, str]) -> list[str]:
        before, after = linked(), linked(**edits)
        return [field for field in Site.__struct_fields__ if getattr(before, field) is not getattr(after, field)]

    assert linked() is linked(), "read anew, equal, and so the same site"
    brief = "content/briefs/2023-12-09.md"
    assert changed(**{brief: ("title: ", "title: Not ")}) == changed(**{brief: ("summary: ", "summary: Not ")}) == ["briefs"]
    assert changed(**{brief: ("\n## Key takeaways", "\n\n## Key takeaways")}) == ["briefs"], "places in a file are looked at by what is said alone"
    assert changed(**{"content/regions.yml": ("- id: crimea\n", "- id: crimea\n  name: The peninsula\n")}) == ["tree"]
    assert changed(**{"content/storylines/black-sea-grain.md": ("title: ", "title: The ")}) == ["storylines"]
    assert changed(**{"content/events/2023.yml": ("what: ", "what: It is said that ")}) == ["events"]
    assert changed(**{"seeds/2023-signals.yml": ("title: ", "title: The ")}) == ["seeds"]


def test_only_what_is_new_is_worked_on() -> None:
    worked: list[str] = []

    def length(word: Span) -> int:
        worked.append(word.path)
        return len(word.path)

    memory = Memory()
    items = tuple(Span(f"{number:03}") for number in range(100))
    assert memory.each(length, items) == (3,) * 100
    worked.clear()
    one, another = Span("one"), Span("another")
    for now in (items, (*items[:5], one, *items[6:]), (*items[:5], one, another, *items[6:]), (another, *items[:5], one, *items[6:]),
                (*items[6:], one, *items[:5])):
        assert memory.each(length, now) == tuple(len(one.path) for one in now)
    assert worked == ["one", "another"], "each is known wherever it moves, as long as it was there the last time"


def test_the_order_of_a_mapping_counts() -> None:
    memory = Memory()

    def first(found: dict[str, int]) -> str:
        return next(iter(found))

    assert memory.once(first, {"a": 1, "b": 2}) == "a"
    assert memory.once(first, {"b": 2, "a": 1}) == "b"
    was = {"a": (1,), "b": (2,)}
    now = kept(was, {"b": (2,), "a": (1,)})
    assert list(now) == ["b", "a"]
    assert now["a"] is was["a"]


def test_one_that_keeps_nothing_works_each_time() -> None:
    worked: list[int] = []
    memory = Memory(keeps=False)
    for _ in range(2):
        memory.once(worked.append, 1)
    assert worked == [1, 1]
    assert msgspec.structs.astuple(Span("a")) == memory.once(msgspec.structs.astuple, Span("a"))
