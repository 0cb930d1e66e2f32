"""What a build was asked for. In: the words behind `briefgen build`. Out: `Asked`, where they are plain; all else is for the parser of words.

Importing the parser takes longer than reading a brief.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Asked(NamedTuple):
    """The options of a build (`build.command`), with what they are where nothing is said."""

    output: Path = Path("dist")
    strict: bool = False
    now: str = ""
    base_url: str = ""
    release: bool = False
    drafts: bool = False
    jobs: int = 0
    executor: str = ""
    form: str = "text"
    explain: bool = False
    timings: str = ""
    wait: bool = False
    quiet: bool = False


# What can be said in one word and needs no other, nor can be said wrongly.
WORDS: Final[dict[str, tuple[str, str | bool]]] = {
    "--strict": ("strict", True), "--drafts": ("drafts", True), "--explain": ("explain", True), "--wait": ("wait", True), "--quiet": ("quiet", True),
    "-q": ("quiet", True), "--timings=json": ("timings", "json"), "--timings=text": ("timings", "text"),
}


def plain(words: Sequence[str]) -> Asked | None:
    """What is asked for in so many words, each thing once; None where that is not plain."""
    found: dict[str, str | bool] = {}
    rest = iter(words)
    for word in rest:
        name, value = ("now", next(rest, "")) if word == "--now" else WORDS.get(word, ("", ""))
        if not name or name in found or (name == "now" and not written_by_a_program(str(value))):
            return None
        found[name] = value
    return Asked(**found)  # type: ignore[arg-type]


def written_by_a_program(moment: str) -> bool:
    """Whether a moment is written in the one way that needs no understanding: 2023-12-24T18:00Z, with seconds or without."""
    if not (moment[4:5] == moment[7:8] == "-" and moment[10:11] == "T" and moment[-1:] == "Z" and len(moment) in (17, 20)):
        return False
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        return False
    return True
