"""What reading places costs: articles of 2,000 characters a second of one process's CPU time, and what the gazetteer costs to load."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from briefgen.understand.places import read

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ROOT / "tests" / "evals" / "articles"
LENGTH, ROUNDS, FLOOR = 2000, 5, 300
LOAD_SECONDS, LOAD_MEGABYTES = 0.3, 80


def test_three_hundred_articles_a_second() -> None:
    texts = ["\n".join(line["text"] for line in one["lines"]) for path in sorted(ARTICLES.glob("*.json"))
             for one in json.loads(path.read_text(encoding="utf-8")) if "lines" in one]
    whole = "\n\n".join(texts)
    pieces = [whole[start : start + LENGTH] for start in range(0, len(whole) - LENGTH, LENGTH)]
    read("Kyiv")
    begun = time.process_time()
    for _ in range(ROUNDS):
        for piece in pieces:
            read(piece)
    speed = len(pieces) * ROUNDS / (time.process_time() - begun)
    print(f"\n{len(pieces)} articles of {LENGTH} characters: {speed:.0f} a second")
    assert speed > FLOOR


def test_the_gazetteer_loads_quickly() -> None:
    code = ("import json, time, msgspec, briefgen.gazetteer.places as places\n"
            "most = lambda: int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0]) / 1024\n"
            "memory, begun = most(), time.process_time()\n"
            "places.atlas()\n"
            "print(json.dumps([time.process_time() - begun, most() - memory]))")
    runs = [json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout) for _ in range(5)]
    seconds, megabytes = min(run[0] for run in runs), max(run[1] for run in runs)
    print(f"\nloaded in {seconds:.2f} s of CPU, {megabytes:.0f} MB")
    assert seconds < LOAD_SECONDS
    assert megabytes < LOAD_MEGABYTES
