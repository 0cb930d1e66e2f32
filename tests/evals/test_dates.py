"""Floors under the reading of dates: on the articles written for this repository, and on the development corpora where they are present."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from briefgen.understand import dates

HERE = Path(__file__).parent
CORPORA = HERE.parents[2] / "shared" / "corpora" / "timex"
MISSING = "../shared/corpora/timex is not here: the development corpora are not part of the repository"


class Score(NamedTuple):
    """Per cent: spans that overlap (F1), values right among them as F1, EDTF right of the dates found."""

    spans: float
    values: float
    edtf: float


def documents() -> Iterator[dict[str, Any]]:
    """The repository's articles that have gold for dates, with their text and offsets."""
    for path in sorted((HERE / "articles").glob("*.json")):
        for article in json.loads(path.read_text(encoding="utf-8")):
            if "timexes" not in article:
                continue
            lines = [line["text"] for line in article["lines"]]
            starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
            gold = []
            for one in article["timexes"]:
                at = -1
                for _ in range(one.get("nth", 1)):
                    at = lines[one["line"]].index(one["text"], at + 1)
                gold.append({**one, "start": starts[one["line"]] + at, "end": starts[one["line"]] + at + len(one["text"])})
            yield {"id": article["id"], "date": article.get("date"), "text": "\n".join(lines), "timexes": gold}


def corpus(name: str) -> list[dict[str, Any]]:
    with (CORPORA / f"{name}.dev.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def pairs(gold: list[dict[str, Any]], found: list[dates.Expression]) -> Iterator[tuple[dict[str, Any], dates.Expression]]:
    """Each gold expression with the one that overlaps it most, one to one."""
    free = list(found)
    for one in gold:
        best = max(free, key=lambda other: min(other.end, one["end"]) - max(other.start, one["start"]), default=None)
        if best and min(best.end, one["end"]) > max(best.start, one["start"]):
            free.remove(best)
            yield one, best


def same_value(first: str | None, second: str) -> bool:
    return (first or "").removesuffix(":00").upper() == second.removesuffix(":00").upper()


def measure(texts: list[dict[str, Any]], *, lengths: bool) -> Score:
    """`lengths`: whether durations and what recurs are scored too."""
    kinds = {"DATE", "TIME", "DURATION", "SET"} if lengths else {"DATE", "TIME"}
    gold_count = found_count = met = right = dated = placed = 0
    for text in texts:
        gold = [one for one in text["timexes"] if one["type"] in kinds]
        found = [one for one in dates.read(text["text"], anchor=text["date"]) if one.type.value in kinds]
        gold_count += len(gold)
        found_count += len(found)
        for one, other in pairs(gold, found):
            met += 1
            right += same_value(one["value"], other.value)
            if one.get("edtf"):
                dated += 1
                placed += one["edtf"] == other.edtf
    spans = 200 * met / (gold_count + found_count)
    return Score(spans, spans * right / met, 100 * placed / dated if dated else 100.0)


def test_the_articles_of_the_repository() -> None:
    score = measure(list(documents()), lengths=True)
    assert score.spans >= 99, score
    assert score.values >= 98.9, score
    assert score.edtf >= 98.5, score


@pytest.mark.skipif(not CORPORA.is_dir(), reason=MISSING)
@pytest.mark.parametrize(("name", "lengths", "spans", "values"), [("aquaint", False, 95, 82.1), ("wikiwars", True, 96.8, 88.8), ("wikiwars", False, 93.8, 86.4)])
def test_the_development_corpora(name: str, lengths: bool, spans: float, values: float) -> None:
    score = measure(corpus(name), lengths=lengths)
    assert score.spans >= spans, score
    assert score.values >= values, score
