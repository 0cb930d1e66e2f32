"""The race's corpus, written as a briefgen project. In: a number of briefs, a folder. Out: as many briefs, seeds and sidecars, and 60 regions.

Texts come from the shared generator, the same for every peer, and are never part of this repository: without it the bench skips.
Region ids are the corpus's own, so that no map is drawn: Hugo's site has none either.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "bench"
NOW = "2025-01-02T00:00:00Z"


def generator() -> ModuleType | None:
    """The shared generator; None where it is not present."""
    place = SHARED / "corpus.py"
    if not place.is_file():
        return None
    spec = importlib.util.spec_from_file_location("bench_corpus", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    given = module.seed

    def seed(number: int, count: int) -> dict:
        made = given(number, count)
        return {**made, "title": _own(made["title"], number), "paras": [_own(text, number) for text in made["paras"]]}

    module.seed = seed
    return module


def _own(text: str, number: int) -> str:
    """A paragraph with a word of its seed's own after every fifth, for every peer: unrelated articles do not share whole sentences, as those that are
    composed from one list of phrases do, and briefgen compares the wording of seeds."""
    words = text.split(" ")
    return " ".join(word if place % 5 != 4 else f"{word} ref{number}" for place, word in enumerate(words))


def project(count: int, out: Path) -> None:
    """A briefgen project of `count` briefs and `count` seeds."""
    made = generator()
    for folder in ("content/briefs", "content/storylines", "seeds"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    (out / "site.yml").write_text(
        "title: Bench\ntagline: The race\nurl: https://bench.example/\ntimezone: UTC\nlanguage: en\nhost: none\nmaps: off\n"
        f"topics: [{', '.join(made.TOPICS)}]\npublisher: {{name: Bench, contact: desk@bench.example}}\n", encoding="utf-8")
    (out / "content/regions.yml").write_text("".join(_region(name) for name in made.ALL_REGIONS), encoding="utf-8")
    stories = set()
    for number in range(count):
        brief = made.brief(number, count)
        stories.update(brief["storylines"])
        (out / "content/briefs" / f"{_id(brief['slug'])}.md").write_text(_brief(brief, number, count, made), encoding="utf-8")
        seed = made.seed(number, count)
        (out / "seeds" / f"{seed['id']}.txt").write_text(seed["title"] + "\n" + "\n".join(seed["paras"]) + "\n", encoding="utf-8")
        (out / "seeds" / f"{seed['id']}.yml").write_text(
            f"id: {seed['id']}\noutlet: {seed['agency']}\ntitle: {json.dumps(seed['title'])}\npublished: {seed['date']}\nretrieved: {seed['date']}\n"
            "url: unknown\nlanguage: en\nreliability: C\nlicence: CC0-1.0\n", encoding="utf-8")
    for name in sorted(stories):
        (out / "content/storylines" / f"{name}.md").write_text(
            f"---\ntitle: {name.replace('-', ' ').capitalize()}\nquestion: What comes next?\n---\n\nWhat has happened so far.\n", encoding="utf-8")


def _region(path: str) -> str:
    above, _, name = path.rpartition("/")
    parent = f", parent: x-{above}" if above else ""
    return f"- {{id: x-{name}, name: {name.replace('-', ' ').title()}{parent}}}\n"


def _id(slug: str) -> str:
    return f"{slug[:4]}-{slug[4:6]}-{slug[6:8]}-{slug[9:]}"


def _regions(paths: list[str]) -> str:
    return ", ".join("x-" + path.rpartition("/")[2] for path in paths)


def _brief(brief: dict, number: int, count: int, made: ModuleType) -> str:
    head = [
        "---", f"title: {json.dumps(brief['title'])}", f"as_of: {brief['date']:%Y-%m-%d %H:%M}Z", f"regions: [{_regions(brief['regions'])}]",
        f"topics: [{', '.join(brief['tags'])}]"]
    if brief["storylines"]:
        head.append(f"storylines: [{', '.join(brief['storylines'])}]")
    head.append("events:")
    for place, event in enumerate(brief["events"]):
        head += [f"  - id: e{number}-{place}", f"    when: {event['date']}", f"    what: {json.dumps(event['text'])}",
                 f"    regions: [{_regions(event['regions'])}]", f"    sources: [{brief['sources'][0]}]"]
    body = brief["body"]
    link = f"(/sources/{brief['sources'][0]}/) has the account."
    start = body.index(link)
    opening = body.rindex("[", 0, start)
    cites = "; ".join("@" + name for name in brief["sources"])
    body = body[:opening] + body[opening + 1:start - 1] + f" has the account [{cites}]." + body[start + len(link):]
    if number + 7 < count:
        slug = made.brief_head(number + 7, count)[3]
        body = body.replace(f"(/briefs/{slug}/)", f"(brief:{_id(slug)})")
    return "\n".join(head) + "\n---\n\n" + body


if __name__ == "__main__":
    project(int(sys.argv[1]), Path(sys.argv[2]))
