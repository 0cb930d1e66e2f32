"""What is written plainly is read as a parser of YAML reads it, and what is nearly so is left to that parser."""

from __future__ import annotations

import random
from pathlib import Path

from briefgen.schema import nodes, plain

ROOT = Path(__file__).resolve().parents[2]
VALUES = ["word", "two words", "2024-01-02", "2024-01-02 06:54Z", "https://a.org/b:c", "a: b", "a:", "a : b", "a #b", "a#b", "a, b", "a [b]", "é — “q”", '"a: b # c"', "'it'", "'it''s'",
          '"a \\"b\\""', '"a" b', '""', "''", '"a', "[]", "[a]", "[a, b-c, d e]", "[a,b]", "[a , b]", "[ a ]", "[a, ]", "[-a]", "[a, [b]]", "[a: b]", "[a", "{a: b}", "|", ">", "- a", "-a",
          "?a", "~", "*a", "&a b", "!a b", "@a", "%a", "`a", "a ", "a  b", " a", "\ta", "a\tb", "a\u00a0b", "a\u2028b", "\ufeffa", "\U0001f600 a", "0", ".5", "...", "---", "a ...", ""]
KEYS = ["title", "a", "b", "c_d", "x-y", "Z9", "é", "9", "a b", '"a"', "?", "-"]
LEADS = ["", "", "", "", "  - ", "  - ", "    ", "    ", "  ", "- ", "      ", "\t"]


def line(chance: random.Random) -> str:
    if chance.random() < 0.06:
        return chance.choice(["# remark", "", "---", "...", "  more", "  - a", "- a", "words"])
    return f"{chance.choice(LEADS)}{chance.choice(KEYS)}:{chance.choice(('', ' ', ' ', ' ', ' ', '  '))}{chance.choice(VALUES)}"


def same(texts: list[str]) -> int:
    for text in texts:
        assert plain.parse(text, "p.yml", 3) == nodes.parse(text, "p.yml", 3), text
    return sum(plain._plain(text, "p.yml", 3) is not None for text in texts)


def test_on_lines_thrown_together() -> None:
    chance = random.Random(1)
    assert same(["\n".join(line(chance) for _ in range(chance.randint(1, 4))) + chance.choice(("", "\n", "\n\n")) for _ in range(30_000)]) > 100


def test_on_each_value_in_each_place() -> None:
    texts = [f"{before}{value}{after}" for value in VALUES for before in ("", "a: ", "a:  ", "a:", "k:\n  - a: ", "k:\n  - a: b\n    c: ", "k:\n- a: ", "k:\n  a: ", "[", "é: ")
             for after in ("", "\n", " \n", "\nd: e", "\n  d: e", "\n    d: e", "\n  - d: e", "\n\nd: e", " # f")]
    assert same(texts) > 200


def test_on_front_matter_as_it_is_written() -> None:
    chance = random.Random(2)
    plainly = [value for value in VALUES if plain._plain(f"a: {value}", "p.yml", 1) is not None]

    def entry(lead: str, number: int) -> str:
        return f"{lead}k{chance.choice((number, number, number, 0))}: {chance.choice(plainly if chance.random() < 0.97 else VALUES)}"

    def document() -> str:
        rows = []
        for number in range(chance.randint(1, 6)):
            rows.append(entry("", number) if chance.random() < 0.7 else f"k{number}:")
            while rows[-1][-1] == ":" or (rows[-1][0] == " " and chance.random() < 0.5):
                rows += [entry("  - " if place == 0 else "    ", place + 1) for place in range(chance.randint(0, 3))] or [f"g{number}: h"]
        return "\n".join(rows)

    assert same([document() for _ in range(6_000)]) > 2_000


def test_on_the_demonstration() -> None:
    files = [path for folder in ("content", "seeds") for path in sorted((ROOT / folder).rglob("*.yml"))]
    heads = [path.read_text(encoding="utf-8").split("\n---\n")[0].removeprefix("---\n") for path in sorted((ROOT / "content").rglob("*.md"))]
    assert same([path.read_text(encoding="utf-8") for path in files] + heads) > 10
