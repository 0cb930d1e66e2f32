"""What reading dates costs: articles of 2,000 characters a second of one process's CPU time."""

from __future__ import annotations

import json
import time
from pathlib import Path

from briefgen.understand import dates

ARTICLES = Path(__file__).parents[1] / "evals" / "articles"
LENGTH, ROUNDS, FLOOR = 2000, 5, 200


def test_two_hundred_articles_a_second() -> None:
    texts = ["\n".join(line["text"] for line in one["lines"]) for path in sorted(ARTICLES.glob("*.json"))
             for one in json.loads(path.read_text(encoding="utf-8")) if "lines" in one]
    whole = "\n\n".join(texts)
    pieces = [whole[start : start + LENGTH] for start in range(0, len(whole) - LENGTH, LENGTH)]
    begun = time.process_time()
    for _ in range(ROUNDS):
        for piece in pieces:
            dates.read(piece, anchor="2023-12-24")
    speed = len(pieces) * ROUNDS / (time.process_time() - begun)
    print(f"\n{len(pieces)} articles of {LENGTH} characters: {speed:.0f} a second")
    assert speed > FLOOR
