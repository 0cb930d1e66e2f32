"""The theme's words: every key that a template or plan asks for is there, in each language whole, with the same places for values."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from briefgen.model.locales import plural
from briefgen.plan.words import ENGLISH, Words
from briefgen.schema import Mapping, parse

ROOT = Path(__file__).resolve().parents[2]
THEME = ROOT / "themes" / "default"
# Parts of keys that are made while rendering, and what they are made of.
MADE = {"legend-": ("reported", "assessed", "stated", "pictured"), "likelihood-": range(1, 8), "likelihood-range-": range(1, 8), "weekday-": range(7),
        "weekday-short-": range(7), "trend-": ("worse", "same", "better"), "role-": ("headline", "body", "caption", "boilerplate"),
        "mark-": ("day", "month", "season", "about", "doubtful", "span", "running", "set", "before", "after", "none"),
        "chart-by-": ("day", "month", "year")}


def catalogue(language: str) -> dict[str, str]:
    node, notes = parse((THEME / "i18n" / f"{language}.yml").read_text(encoding="utf-8"), f"i18n/{language}.yml")
    assert notes == []
    assert isinstance(node, Mapping)
    return {key.text: value.text for key, value in node.entries}


def asked() -> set[str]:
    """Every key that the templates ask for."""
    found: set[str] = set()
    for path in (THEME / "templates").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        found.update(re.findall(r'say\("([a-z0-9-]+)"[),]', text))
        found.update(re.findall(r'else say\("([a-z0-9-]+)"\)', text))
        for start in re.findall(r'say\("([a-z-]+-)" ~', text):
            found.update(f"{start}{end}" for end in MADE[start])
    return found


def test_every_word_of_the_templates_is_there_in_english() -> None:
    known = {**ENGLISH, **catalogue("en")}
    assert sorted(asked() - set(known)) == []
    assert sorted(key for start, ends in MADE.items() for end in ends if (key := f"{start}{end}") not in known) == []


def test_no_word_of_the_theme_is_left_over() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "briefgen" / "render").rglob("*.py"))
    made = {f"{start}{end}" for start, ends in MADE.items() for end in ends}
    assert sorted(key for key in catalogue("en") if key not in asked() and key not in made and f'"{key}"' not in code) == []


@pytest.mark.parametrize("language", sorted(path.stem for path in (THEME / "i18n").glob("*.yml") if path.stem != "en"))
def test_other_languages_are_whole(language: str) -> None:
    english, other = {**ENGLISH, **catalogue("en")}, catalogue(language)
    assert sorted(set(english) - set(other)) == []
    forms = {plural(language, n) for n in range(200)}
    counted = {key.removesuffix("-many") for key in english if key.endswith("-many")}
    assert sorted(f"{key}-{form}" for key in counted for form in forms if f"{key}-{form}" not in other) == []
    known = set(english) | {f"{key}-{form}" for key in counted for form in forms}
    assert sorted(set(other) - known) == []
    for key, text in other.items():
        if key in english and not key.endswith("-one"):
            assert set(re.findall(r"\{(\w+)\}", text)) == set(re.findall(r"\{(\w+)\}", english[key])), key


@pytest.mark.parametrize(("language", "n", "text"), [
    ("en", 1, "1 brief"), ("en", 2, "2 briefs"), ("en", 0, "0 briefs"), ("uk", 1, "1 огляд"), ("uk", 3, "3 огляди"), ("uk", 5, "5 оглядів"),
    ("uk", 11, "11 оглядів"), ("uk", 12, "12 оглядів"), ("uk", 21, "21 огляд"), ("uk", 22, "22 огляди"), ("uk", 111, "111 оглядів"),
])
def test_numbers_take_the_form_of_the_language(language: str, n: int, text: str) -> None:
    assert Words(catalogue(language), language).count("brief", n) == text


def test_every_word_that_plan_asks_for_is_in_its_catalogue() -> None:
    missing = []
    for path in (ROOT / "briefgen" / "plan").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                key = node.args[0].value
                if name == "say" and key not in ENGLISH and key not in catalogue("en"):
                    missing.append((path.name, node.lineno, key))
                if name == "count" and f"{key}-many" not in ENGLISH and len(node.args) == 2:
                    missing.append((path.name, node.lineno, key))
    assert missing == []
