"""How fast seeds are read: articles of 2,000 characters a second of CPU, in one process, by part and whole."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

from briefgen.model.seed import SeedSource
from briefgen.understand import dates, places, quotations
from briefgen.understand.marks import marks
from briefgen.understand.seed import read_seed
from briefgen.understand.seed.lines import labels

ARTICLES = Path(__file__).resolve().parents[1] / "evals" / "articles" / "desk.json"
SIDECAR = "id: x\noutlet: The Desk\ntitle: unknown\npublished: 2023-12-24\nurl: unknown\n"
# Per CPU second. These texts have twice the lines of a usual article of their length, and lines are what lines cost: an article of twelve
# paragraphs is read at half as much again. `everything` is 10,000 seeds in 83 s.
FLOORS = {"lines": 1000, "places": 300, "dates": 200, "quotations": 500, "passages only": 850, "everything": 120}


def texts() -> list[str]:
    """The repository's own articles, joined to texts of 2,000 characters."""
    lines = [line["text"] for article in json.loads(ARTICLES.read_text(encoding="utf-8")) for line in article["lines"]]
    made, now = [], ""
    for line in lines:
        now += line + "\n"
        if len(now) >= 2000:
            made.append(now[:2000])
            now = ""
    return made


def rate(read: Callable[[str], object], articles: list[str]) -> float:
    """Articles a CPU second, the best of three rounds."""
    read(articles[0])
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for article in articles:
            read(article)
        best = min(best, time.process_time() - start)
    return len(articles) / best


def test_articles_a_second() -> None:
    def source(text: str) -> SeedSource:
        return SeedSource("seeds/x.txt", text, "utf-8", "0" * 64, "seeds/x.yml", SIDECAR, is_html=False, has_text=True)

    articles = texts()
    assert len(articles) >= 12
    found = {
        "lines": rate(lambda text: labels(text.split("\n")), articles),
        "places": rate(places.read, articles),
        "dates": rate(lambda text: dates.read(text, anchor="2023-12-24"), articles),
        "quotations": rate(quotations.read, articles),
        "passages only": rate(lambda text: read_seed(source(text)), articles),
        "everything": rate(lambda text: marks(read_seed(source(text))[1].items, "2023-12-24", ""), articles),
    }
    for name, value in found.items():
        print(f"{name:<14} {value:8.0f} articles a second (floor {FLOORS[name]})")
    assert {name: value for name, value in found.items() if value < FLOORS[name]} == {}
