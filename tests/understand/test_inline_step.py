"""The inline step that passes over unmarked text gives the tokens that markdown-it's own gives."""

from __future__ import annotations

import json
from pathlib import Path

from markdown_it.rules_core.inline import inline

from briefgen.understand.markdown import syntax

ROOT = Path(__file__).resolve().parents[2]
CASES = ["", "plain words", "a & b", "a &amp; b", "one\ntwo", "hard  \nbreak", "a_b_c", "x * y", "[a](b) and ![c](d)", "![", "a ! b", "`code`", "<https://a.b/>",
         "back\\slash", "{translated} words", "[@seed] said", "tab\there", "dash - and ~~tilde~~", "trailing   ", "é – “quoted” …"]


def same(texts: list[str]) -> None:
    own = syntax.parser.__wrapped__()
    own.core.ruler.at("inline", inline)
    for text in texts:
        assert [token.as_dict() for token in syntax.parser().parse(text)] == [token.as_dict() for token in own.parse(text)], text


def test_on_what_each_rule_begins_at() -> None:
    same(CASES + [f"- {text}\n  > {text}\n\n# {text}" for text in CASES])


def test_on_the_demonstration() -> None:
    same([path.read_text(encoding="utf-8") for path in sorted((ROOT / "content").rglob("*.md"))])


def test_on_the_examples_of_commonmark(shared: Path) -> None:
    examples = json.loads(next(shared.rglob("*commonmark*.json")).read_text(encoding="utf-8"))
    same([example["markdown"] for example in examples])
