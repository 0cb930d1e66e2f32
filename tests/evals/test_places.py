"""Floors under the reading of places: on the articles written for this repository, and on the development corpora where they are present."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from briefgen.model.mention import Mention, Naming, PlacesReading
from briefgen.understand.places import read

HERE = Path(__file__).parent
CORPORA = HERE.parents[2] / "shared" / "corpora" / "regions"
MISSING = "../shared/corpora/regions is not here: the development corpora are not part of the repository"
NEAR_KM = 161


class Score(NamedTuple):
    """Per cent: F1 of names found, of names found in the right place, of the sets of countries and divisions; focus right."""

    found: float
    resolved: float
    countries: float
    admin1: float
    focus: float


def documents(key: str = "toponyms") -> Iterator[dict[str, Any]]:
    """The repository's articles that have gold under `key`, with their text and offsets."""
    for path in sorted((HERE / "articles").glob("*.json")):
        for article in json.loads(path.read_text(encoding="utf-8")):
            if key not in article:
                continue
            lines = [line["text"] for line in article["lines"]]
            starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
            gold = []
            for one in article.get("toponyms", ()):
                at = -1
                for _ in range(one.get("nth", 1)):
                    at = lines[one["line"]].index(one["text"], at + 1)
                gold.append({**one, "start": starts[one["line"]] + at, "end": starts[one["line"]] + at + len(one["text"])})
            yield {**article, "text": "\n".join(lines), "toponyms": gold, "focus": [article["focus"]] if article.get("focus") else []}


def corpus(name: str) -> list[dict[str, Any]]:
    with (CORPORA / f"{name}.dev.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def km(one: tuple[float, float], other: tuple[float, float]) -> float:
    (north, east), (up, right) = (tuple(map(math.radians, point)) for point in (one, other))
    angle = math.sin((up - north) / 2) ** 2 + math.cos(north) * math.cos(up) * math.sin((right - east) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, angle)))


def right(gold: dict[str, Any], found: Mention) -> bool:
    """In our own articles the same codes; in the corpora their rule: the same whole country, the same GeoNames number, or within 161 km."""
    if "level" not in gold:
        return found.country == gold["country"] and found.admin1 == gold.get("admin1", found.admin1)
    if gold.get("geonameid") and gold["geonameid"] == found.geonames:
        return True
    if gold["level"] == "country" and found.level == "country" and gold.get("country") == found.country:
        return True
    return gold.get("lat") is not None and km((gold["lat"], gold["lon"]), (found.latitude / 1e6, found.longitude / 1e6)) <= NEAR_KM


def pairs(gold: list[dict[str, Any]], found: Iterable[Mention]) -> Iterator[tuple[dict[str, Any], Mention]]:
    """Each gold name with the mention that overlaps it most, one to one."""
    free = list(found)
    for one in gold:
        best = max(free, key=lambda other: min(other.end, one["end"]) - max(other.start, one["start"]), default=None)
        if best and min(best.end, one["end"]) > max(best.start, one["start"]):
            free.remove(best)
            yield one, best


def f1(hits: int, found: int, gold: int) -> float:
    return 200 * hits / (found + gold) if found + gold else 100.0


def score(articles: Iterable[tuple[dict[str, Any], PlacesReading]], *, adjectives: bool) -> Score:
    names, places, sets, focus = [0, 0, 0], [0, 0, 0], {"countries": [0, 0, 0], "admin1": [0, 0, 0]}, []
    for article, reading in articles:
        mentions = [one for one in reading.mentions if adjectives or one.naming is Naming.NAME]
        together = list(pairs(article["toponyms"], mentions))
        placed = [one for one in article["toponyms"] if one.get("lat") is not None or "level" not in one]
        good = sum(right(one, other) for one, other in together if one in placed)
        for sums, values in ((names, (len(together), len(mentions), len(article["toponyms"]))), (places, (good, len(mentions), len(placed)))):
            for at, value in enumerate(values):
                sums[at] += value
        for key, sums in sets.items():
            gold, found = set(article[key]), set(getattr(reading, key))
            for at, value in enumerate((len(gold & found), len(found), len(gold))):
                sums[at] += value
        if article["focus"]:
            focus.append(reading.focus in article["focus"])
    return Score(*(round(value, 1) for value in (f1(*names), f1(*places), f1(*sets["countries"]), f1(*sets["admin1"]), 100 * sum(focus) / len(focus))))


def at_least(reached: Score, floor: Score) -> None:
    assert all(value >= least for value, least in zip(reached, floor, strict=True)), f"{reached} is below the floor {floor}"


def test_our_own_articles() -> None:
    at_least(score(((article, read(article["text"])) for article in documents()), adjectives=False), Score(99, 98.5, 98.5, 98.5, 96))


def test_the_countries_of_all_our_own_articles() -> None:
    articles = [(article, read(article["text"])) for article in documents("countries")]
    assert len(articles) >= 86
    hits, found, gold = (sum(map(len, sets)) for sets in (
        [set(article["countries"]) & set(reading.countries) for article, reading in articles],
        [reading.countries for _, reading in articles], [article["countries"] for article, _ in articles]))
    assert f1(hits, found, gold) >= 98
    about = [reading.focus in article["focus"] for article, reading in articles if article["focus"]]
    assert 100 * sum(about) / len(about) >= 95


def test_our_own_articles_are_enough_to_measure_by() -> None:
    articles = list(documents())
    assert len(articles) >= 26
    assert sum(len(article["toponyms"]) for article in articles) >= 190


@pytest.mark.parametrize(("name", "floor"), [
    ("trnews", Score(94.5, 93, 95.5, 92, 98)),
    ("geovirus", Score(88.5, 85, 97.5, 88.5, 96.5)),
    ("gwn", Score(91.5, 85.5, 92.5, 86, 95.5)),
])
@pytest.mark.skipif(not CORPORA.exists(), reason=MISSING)
def test_the_development_corpora(name: str, floor: Score) -> None:
    at_least(score(((one, read(one["text"], title=one.get("title") or "")) for one in corpus(name)), adjectives=True), floor)


@pytest.mark.skipif(not CORPORA.exists(), reason=MISSING)
def test_the_country_that_longer_articles_are_about() -> None:
    articles = [one for one in corpus("cliff") if one["focus"]]
    assert 100 * sum(read(one["text"]).focus in one["focus"] for one in articles) / len(articles) >= 96
