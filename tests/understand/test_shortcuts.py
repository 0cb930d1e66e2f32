"""The shortcuts give the tokens that markdown-it gives without them, and signs that a cheap look rules out are not there."""

from __future__ import annotations

import dataclasses
import json
import random
import re
from pathlib import Path

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.token import Token

from briefgen.understand.markdown import spans, syntax
from briefgen.understand.seed import patterns
from briefgen.understand.seed.signs import _dated

ROOT = Path(__file__).resolve().parents[2]
CASES = ["", "plain words", "a & b", "a &amp; b", "one\ntwo", "hard  \nbreak", "a_b_c", "x * y", "[a](b) and ![c](d)", "![", "a ! b", "`code`", "<https://a.b/>",
         "back\\slash", "{translated} words", "[@seed] said", "tab\there", "dash - and ~~tilde~~", "trailing   ", "é – “quoted” …", "a]b", "!", "!x", "[a]"]
LINES = ["words", "more words", "- item", "* item", "+ item", "1. first", "2) second", "> said", ">", "# Head", "#no head", "===", "---", "***", "_ _ _", "```",
         "~~~ x", "::: claim a", ":::", ": no block", "[a]: http://b", "[a]: <c> 'd'", "[@id] cited", "    code", "  two", "\ttab", "", "", "-", "1.", "=", "a | b"]
BITS = ["*", "**", "_", "`", "``", "[", "]", "](a)", "](<a b> 't')", "![", "<http://a.b>", "&amp;", "&#65;", "&", "\\", "\\*", "!", "  \n", "\n", "{translated=uk}", "{",
        "[@id, para. 2]", "[a]", "[a][b]", "word", "“so”", "«", " ", " ", " ", "5", "é", "http://x.y", "~", "<b>"]


def told(tokens: list[Token] | None) -> list[dict[str, object]] | None:
    """All that tokens say."""
    fields = [field.name for field in dataclasses.fields(Token)]
    return tokens and [{name: told(token.children) if name == "children" else getattr(token, name) for name in fields} for token in tokens]


def same(texts: list[str]) -> None:
    plain = syntax.unshortened()
    for text in texts:
        ours, theirs = {}, {}
        assert told(syntax.parser().parse(text, ours)) == told(plain.parse(text, theirs)), text
        assert ours == theirs, text


def test_on_what_each_rule_begins_at() -> None:
    same(CASES + [f"- {text}\n  > {text}\n\n# {text}" for text in CASES])


def test_on_the_demonstration() -> None:
    same([path.read_text(encoding="utf-8") for path in sorted((ROOT / "content").rglob("*.md"))])


def test_on_the_examples_of_commonmark(shared: Path) -> None:
    examples = json.loads(next(shared.rglob("*commonmark*.json")).read_text(encoding="utf-8"))
    same([example["markdown"] for example in examples])


def test_on_lines_and_signs_thrown_together() -> None:
    chance = random.Random(1)
    blocks = ["\n".join(chance.choice(("", "", "  ", "> ", "- ", "    ")) + chance.choice(LINES) for _ in range(chance.randint(1, 9))) for _ in range(3000)]
    same(blocks + ["".join(chance.choice(BITS) for _ in range(chance.randint(1, 14))) for _ in range(3000)])


def test_on_lists_and_citations_as_they_are_written() -> None:
    chance = random.Random(4)
    words = ("One of two", "So it was. [@a, p. 2]", "“Said.” [@b]", "[@c] begins", "x [@d](e)", "![@f] g", "h! [@i] j", "k [l] [@m]", "tail  ", "*n* o", "__n__: o", "***n*", "* * *", "*", "___", "*5*", "- o", "1. p", "# q", "")
    lists = ["\n".join(chance.choice(("- ", "- ", "- ", "1. ", "2. ", "12) ", "* ", "-  ", "", " - ")) + chance.choice(words) for _ in range(chance.randint(1, 5)))
             + chance.choice(("", "\n", "\n\n", "\n\n\n", "\n\n  more", "\nlazy", "\n\n- again", "\n\n# Head", "\n\n***", "\n\n1. other", "\n\nWords.")) for _ in range(6000)]
    same(lists + [f"> {one}" for one in lists[:500]] + [f"::: note\n{one}\n:::" for one in lists[:500]] + list(words))


def test_on_words_as_they_are_written() -> None:
    """What is written plainly is read without markdown-it, what is nearly so is left to it, and either gives its tokens."""
    chance = random.Random(5)
    bits = ["word", "two words", " ", " ", " ", ".", ", ", ": ", "—", "“", "”", "(", ")", "!", "! ", "%", "5", "é", "]", "\n", " \n", "\n ", "  \n", "&", " & ", "&lt;", "_", "\\",
            "*word*", "**Kyiv:**", "**two words**", "*“Yes!”*", "*a*b", "*5*", "* a*", "*a *", "*—a*", "*a—*", "***a***", "*", "**", "`open`", "` x `", "``a` b``", "`",
            "[words](brief:2024-01-01-x)", "[to](https://a.org/b?c=1&d#e)", "[to](a b)", "[to](<a>)", "[to](x:y 't')", "[to]()", "![a](b.png)", "!", "[a]", "[^1]", "[*a*](b:c)",
            "[a [b] c](d:e)", "[@id]", "[@id; @b, p. 2](c:d)", "![@id]", "<https://a.org/b>", "<mailto:a@b.org>", "<a@b.org>", "<b>", "{translated}", "\u00a0", "\u2028", "_a_"]
    read = spans.reader(syntax.CITATION)
    plain = [bit for bit in bits if read(f"a {bit}, b", {}) is not None]
    texts = ["".join(chance.choice(chance.choice((plain, plain, bits))) for _ in range(chance.randint(1, 7))) for _ in range(20_000)]
    assert sum(read(text, {}) is not None for text in texts) > 4_000
    same(texts + [text + "\n\n[a]: http://b.org\n[^1]: c:d" for text in texts[:4000]])


def test_no_letter_of_a_word_is_a_mark_to_markdown_it() -> None:
    """Where stress can only open or only close is told by letters beside it."""
    letters = [letter for letter in map(chr, range(0x110000)) if letter.isalnum()]
    assert [letter for letter in letters if isPunctChar(letter) or isMdAsciiPunct(ord(letter)) or isWhiteSpace(ord(letter))] == []


def test_a_plain_address_is_what_markdown_it_makes_of_it() -> None:
    chance = random.Random(2)
    parts = ["https://", "http://", "brief:", "javascript:", "x:", "a", "b-c", ".", "..", "/", "//", "?q=1", "#f", "&", "~", "2024-12-29-1", "x" * 64, "@", "%20", ":", "A", "_"]
    tried = ["".join(chance.choice(parts) for _ in range(chance.randint(1, 9))) for _ in range(160_000)]
    plain = [address for address in tried if spans.PLAIN_ADDRESS.match(address)]
    assert len(plain) > 400
    assert [address for address in plain if normalizeLink(address) != address] == []


def test_a_look_rules_out_no_sign_of_a_line() -> None:
    """Each pattern of dates and times, wherever it is found, is found by the look that spares its search."""
    chance = random.Random(3)
    bits = ["12", "3", "2024", "1st", "22nd", "may", "May", "JUNE", "Sept.", "märz", "de", "auguſt", "aprıl", "-", "/", ".", ",", " ", " ", "  ", "\u00a0", ":", "30", "05",
            "min read", "MINUTES  read", "mın", "hours ago", "Day AGO", "pm", "GMT", "on", "x", "٣٤"]
    near = [("12", " ", "may"), ("3", ".", "12", "."), ("2024", "-", "05", "-"), ("JUNE", " ", "1st", ", "), ("22nd", " de ", "Sept."), ("auguſt", " ", "3", " "),
            ("5", " ", "aprıl", " ")]
    lines = ["".join([*chance.choice(near), *(chance.choice(bits) for _ in range(chance.randint(1, 7)))]) for _ in range(60_000)]
    lower = {line: line.translate(patterns.FOLDED).lower() for line in lines}
    dated = [line for line in lines if patterns.FULL_DATE.search(line)]
    timed = [line for line in lines if patterns.CLOCK.search(line) and patterns.NUMBER.search(line)]
    assert min(len(dated), len(timed)) > 300
    assert [line for line in dated if not _dated(lower[line], frozenset(re.findall(r"\w+", lower[line])))] == []
    assert [line for line in timed if " ago" not in line.lower() and not patterns.TIMED.search(line)] == []


def test_patterns_for_lines_in_lower_case_ask_for_no_capital() -> None:
    for name, pattern in vars(patterns).items():
        if isinstance(pattern, re.Pattern) and name in {"CALL", "NOTICE", "CAPTION_START", "SOURCE_LINE", "CREDIT_END", "IMAGE_WORD", "MONTH_BESIDE", "POINTING", "FIGURE"}:
            bare = re.sub(r"\\[A-Za-z]", "", pattern.pattern)
            assert bare == bare.lower(), name
            assert not pattern.flags & re.IGNORECASE, name


def test_words_of_ascii_are_the_words_of_the_pattern() -> None:
    text = "".join(map(chr, range(128))) * 2 + "Don't 3rd_party-x."
    assert text.translate(patterns.SPACED).split() == patterns.WORD.findall(text)
