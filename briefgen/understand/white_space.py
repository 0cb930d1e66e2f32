"""White space in running text. In: a text. Out: its words with one space between two."""

from __future__ import annotations


def folded(text: str) -> str:
    """The words of `text` with one space between two, none at its ends. Most texts are written so: of all white space a space alone is printable."""
    return text.strip() if text.isprintable() and "  " not in text else " ".join(text.split())


def words_in(text: str) -> int:
    """How many words a folded text has."""
    return text.count(" ") + 1 if text else 0
