"""What checking quotations costs beside parsing the Markdown that holds them; and, where nothing changed, nothing.

`BRIEFS=2000 make bench` looks at fewer. Texts are made here from a list of words; a brief has about 350 words and three quotations.
"""

from __future__ import annotations

import os
import random
from pathlib import Path
from time import process_time
from typing import NamedTuple

from briefgen.build.linking import Linker
from briefgen.engine.memo import Memo
from briefgen.engine.store import Store
from briefgen.link import evidence
from briefgen.model.record import digest, encode
from briefgen.model.seed import Passage, Passages, Publish, Role, Seed
from briefgen.model.diagnostic import Span
from briefgen.understand.brief import read_brief

BRIEFS = int(os.environ.get("BRIEFS", "10000"))
QUOTED = 3
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()


class Options(NamedTuple):
    timezone: str = "UTC"
    language: str = "en"
    stale_after_days: int = 0


def words(rng: random.Random) -> list[str]:
    return ["".join(rng.choice(SYLLABLES) for _ in range(rng.randint(1, 4))) for _ in range(4000)]


def sentence(rng: random.Random, known: list[str], length: int) -> str:
    made = rng.choices(known, k=length)
    if length > 8:
        made[length // 2] += ","
        made[length // 3] = f"{made[length // 3]}’s"
    return " ".join(made).capitalize() + "."


def seed_text(rng: random.Random, known: list[str]) -> tuple[str, ...]:
    """Five hundred words in a dozen paragraphs."""
    return tuple(" ".join(sentence(rng, known, 14) for _ in range(3)) for _ in range(12))


def quotation(rng: random.Random, paragraphs: tuple[str, ...]) -> str:
    inside = rng.choice(paragraphs).split()
    start = rng.randint(0, len(inside) - 14)
    quoted = inside[start:start + 14]
    kind = rng.random()
    if kind < 0.15:
        quoted[5:8] = ["…"]
    elif kind < 0.3:
        quoted[4:4] = ["[sic]"]
    return " ".join(quoted).replace("’", rng.choice("’'"))


def brief_text(rng: random.Random, known: list[str], seeds: list[tuple[str, tuple[str, ...]]]) -> str:
    quotes = [f'The desk “{quotation(rng, text)}” [@{name}].' for name, text in seeds]
    plain = [" ".join(sentence(rng, known, 15) for _ in range(4)) for _ in range(5)]
    points = "\n".join(f"- {sentence(rng, known, 14)} [@{name}] {{#p{i}}}" for i, (name, _) in enumerate(seeds))
    return (f"---\ntitle: {sentence(rng, known, 6)}\nregions: [ukraine]\n---\n\n## Key takeaways\n\n{points}\n\n## What is reported\n\n{plain[0]} {quotes[0]}\n\n"
            f"{plain[1]}\n\n> {quotation(rng, seeds[1][1])} [@{seeds[1][0]}]\n\n{plain[2]} {quotes[2]}\n\n## Outlook\n\n{plain[3]}\n\n{plain[4]}\n")


def test_checking_costs_less_than_parsing(tmp_path: Path) -> None:
    rng = random.Random(20231224)
    known = words(rng)
    texts = [(f"s{number}", seed_text(rng, known)) for number in range(BRIEFS)]
    briefs = [brief_text(rng, known, [texts[rng.randrange(BRIEFS)] for _ in range(QUOTED)]) for _ in range(BRIEFS)]
    assert 450 <= sum(len(paragraph.split()) for paragraph in texts[0][1]) <= 550

    start = process_time()
    read = [read_brief(f"content/briefs/2024-01-{number % 28 + 1:02d}-{number}.md", text, Options())[0] for number, text in enumerate(briefs)]
    parsing = process_time() - start

    store = Store(tmp_path / "store.db")
    seeds, heavy = {}, []
    for name, paragraphs in texts:
        body = encode(Passages(tuple(Passage(n, Role.BODY, text, n) for n, text in enumerate(paragraphs, 1))))
        heavy.append((digest(body), body))
        seeds[name] = Seed(name, f"seeds/{name}.txt", "A", "A", "", None, None, "", (), "en", "", (), Publish.EXCERPT, "", "", "", "", "", "", True, True,
                           digest(body), (), (), 500, Span(f"seeds/{name}.txt"))
    store.add((), heavy)

    evidence.wording.cache_clear()
    memo = Memo(store)
    memo.begin()
    start = process_time()
    cited = {name: evidence.seed_text(seed) for name, seed in seeds.items()}
    jobs = [evidence.job(brief, cited, {}) for brief in read]
    checked = Linker(memo, "bench").check(jobs)
    checking = process_time() - start
    quoted = sum(len(one.checks) for one in checked)
    wrong = [outcome for one in checked for checks in one.checks for _, outcome in checks if outcome.verdict.value not in ("exact", "elided", "bracketed")]
    assert quoted == QUOTED * BRIEFS
    assert wrong == []

    again = Memo(store)
    again.begin()
    start = process_time()
    Linker(again, "bench").check(jobs)
    unchanged = process_time() - start
    store.close()
    print(f"\n{BRIEFS:,} briefs, {quoted:,} quotations, {BRIEFS:,} seeds of 500 words (CPU seconds of one process): parsing {parsing:.2f}, "
          f"checking from cold {checking:.2f} ({checking / parsing:.2f} of parsing), unchanged {unchanged:.2f} ({unchanged / parsing:.3f})")
    assert checking < parsing
    assert again.computed == {}
