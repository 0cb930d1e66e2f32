"""What the lines of a saved article are, told by form and place; and a text's passages."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.model.seed import Role
from briefgen.understand.seed.lines import labels
from briefgen.understand.seed.passages import line_roles, passages

B, C, H, X = Role.BODY, Role.CAPTION, Role.HEADLINE, Role.BOILERPLATE
ARTICLE = [
    "Ferry crews refuse night crossings",
    "By Despina Manou",
    "Published 12 February 2024",
    "Crews on the island have stopped working after dark, a week after a deckhand was lost in heavy seas off the northern cape.",
    "The ministry said that the vessels had passed their inspection in November, and that new lights had been ordered for the spring.",
    "Passengers were told to use the morning boat until further notice, and most of them did so without complaint.",
    "Read more: How the islands lost their doctors",
    "Sign up for our morning newsletter",
]


def test_an_article_with_its_furniture() -> None:
    assert labels(ARTICLE) == [H, X, X, B, B, B, X, X]


@pytest.mark.parametrize("line", [
    "Soldiers load a lorry near the river on December 16, 2023 (Picture: Getty)",
    "A view of the port from the air. (Photo: Desk archive)",
    "The minister speaks in Rome on Friday. (AP Photo/Desk)",
    "Cranes stand idle at the terminal in a picture dated 28 November 2023",
    "FILE PHOTO: A tanker at anchor off the coast. REUTERS/Desk",
])
def test_captions(line: str) -> None:
    assert labels([*ARTICLE[:4], line, *ARTICLE[4:]])[4] is C


@pytest.mark.parametrize("line", [
    "Get in touch with our news team by emailing us at desk@example.org.", "For more stories like this, check our news page.", "Follow us on Telegram",
    "© 2024 The Desk. All rights reserved.", "Advertisement", "Share this article", "https://example.org/story", "24 December 2023", "Comments (14)",
])
def test_boilerplate(line: str) -> None:
    assert labels([*ARTICLE[:6], line])[6] is X


@pytest.mark.parametrize("line", [
    "“We seek peace,” she said.",
    "The agreement was signed on 22 July 2022 in Istanbul by all four sides after months of talks.",
    "Photographs of the bridge were shown to the court on Friday, and the judge asked who had taken them.",
    "He asked readers to write to the ministry, and to share the letter with their neighbours before the vote.",
])
def test_text_that_looks_a_little_like_something_else(line: str) -> None:
    assert labels([*ARTICLE[:4], line, *ARTICLE[4:]])[4] is B


def test_an_article_alone_keeps_its_first_and_last_paragraph() -> None:
    body = ARTICLE[3:6]
    assert labels(body) == [B, B, B]
    assert labels([" ".join(body)]) == [B]


def test_paragraphs_that_are_broken_over_lines_have_one_role() -> None:
    wrapped = ("Crews on the island have stopped working after dark,\na week after a deckhand was lost in heavy seas off\nthe northern cape, the port authority said.\n\n"
               "The ministry said that the vessels had passed their\ninspection in November, and that new lights had been\nordered for the spring.")
    assert [one.text[:5] for one in passages(wrapped)] == ["Crews", "The m"]
    assert line_roles(wrapped.split("\n")) == [B, B, B, X, B, B, B]


@pytest.mark.parametrize("unit", ["A", "By A", "(Photo ", "A a/", "By " + "A" * 40 + "!", "@a ", "1.1.", "\u200f", "— "])
def test_hostile_lines_cost_time_in_proportion(unit: str) -> None:
    assert len(labels([unit * 2000, unit * 20, *[unit] * 300])) == 302


def test_the_real_seed(shared: Path) -> None:
    lines = (shared / "seeds" / "000_ad486f7a30606557.txt").read_text(encoding="utf-8").split("\n")
    roles = labels(lines)
    assert [number for number, role in enumerate(roles) if role is C] == [0, 5]
    assert [number for number, role in enumerate(roles) if role is X] == [16, 17]
    assert {role for number, role in enumerate(roles) if number not in (0, 5, 16, 17)} == {B}
