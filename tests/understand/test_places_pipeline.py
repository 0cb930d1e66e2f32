"""Another recogniser joins the reading of places: as values, and as a spaCy pipeline of the editor's."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.understand.places import Entity, read

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Shares of Marsh rose in Lincoln, and Lincoln was pleased."


def seed_read(*arguments: str) -> subprocess.CompletedProcess[str]:
    asked = json.dumps({"id": 1, "text": TEXT})
    return subprocess.run([sys.executable, "-m", "briefgen", "seed", "read", *arguments], input=asked, capture_output=True, text=True, check=False, cwd=ROOT)


def starts(entities: tuple[Entity, ...]) -> set[int]:
    return {one.start for one in read(TEXT, entities=entities).mentions}


def test_a_person_seen_by_another_is_less_of_a_place_and_a_place_more() -> None:
    name = TEXT.rindex("Lincoln")
    scores = {kind: {one.start: one.score for one in read(TEXT, entities=(Entity(name, name + 7, kind),)).mentions} for kind in (True, False)}
    assert scores[False][name] > scores[True].get(name, 0)
    assert starts(()) >= {TEXT.index("Lincoln")}


def test_an_entity_that_the_gazetteer_does_not_know_stays_unknown() -> None:
    assert read("Qqzz burned.", entities=(Entity(0, 4, person=False),)).mentions == ()


@pytest.mark.skipif(importlib.util.find_spec("spacy") is not None, reason="spaCy is installed")
def test_without_spacy_the_command_says_how_to_get_it() -> None:
    out = seed_read("--pipeline", "en_core_web_sm")
    assert out.returncode == 2
    assert "briefgen[spacy]" in out.stderr
    assert out.stdout == ""


def test_a_pipeline_of_spacy_joins_the_batch(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy is an optional extra, briefgen[spacy], and is not installed")
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Lincoln"}])
    pipeline.to_disk(tmp_path / "ruler")
    plain, joined = seed_read(), seed_read("--pipeline", str(tmp_path / "ruler"))
    assert [out.returncode for out in (plain, joined)] == [0, 0], joined.stderr
    sure = [{one["start"]: one["confidence"] for one in json.loads(out.stdout)["toponyms"]} for out in (plain, joined)]
    assert sure[0]
    assert all(sure[1].get(start, 0) < score for start, score in sure[0].items())
    assert "spaCy finds neither" in seed_read("--pipeline", "no_such_pipeline").stderr
