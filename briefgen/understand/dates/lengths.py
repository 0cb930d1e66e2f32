"""Lengths of time, and what recurs. In: a `Context` and a span. Out: `Draft`s of kinds DURATION and SET; DATE for a length that says when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefgen.model.timex import Kind
from briefgen.understand.dates.draft import Draft, length
from briefgen.understand.dates.vocabulary import RECUR, SEASON, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.understand.dates.context import Context
    from briefgen.understand.dates.spans import Span

# "Twice a week" recurs.
_TIMES: Final = listed("once twice thrice times")
# Plurals that are a stretch of time by themselves; "minutes" and "quarters" are mostly something else.
_BARE: Final = listed("days weeks months years decades centuries hours")
# "After three months the fort fell" says when in a history, where every verb counts on from the date before it; "for three months" measures.
_WHEN: Final = listed("after within before in over during")
_COUNTED: Final = "says when by a length from the date before it"


def _of_age(context: Context, last: int) -> bool:
    """Whether an amount is somebody's age: "44-year-old", "18 years old", "26 years of age"."""
    after = [word for word in context.read.words[last : last + 3] if word != "-"]
    return after[:1] == ["old"] or after[:2] == ["of", "age"]


def amount(context: Context, span: Span) -> Iterator[Draft]:
    """`three days`, `a month`, `16-hour`, `two and a half years`."""
    if not _of_age(context, span.last) and span.unit() not in ("", "Q"):
        number = span.amount()
        if number == "X" or any(letter in "wdnyvha" for letter in span.letters):
            if context.before(span.first) in _TIMES:
                yield Draft(span.first, span.last, Kind.SET, length(number, span.unit()))
            else:
                yield stretch(context, span, length(number, span.unit()))


def stretch(context: Context, span: Span, value: str) -> Draft:
    """A length; in a history a date, where its words or the one before it point at a time: "within two months", "the next three years"."""
    if context.narrative and (context.before(span.first) in _WHEN or {"L", "N", "o"} & set(span.letters)):
        return Draft(span.first, span.last, Kind.DATE, value, None, _COUNTED)
    return Draft(span.first, span.last, Kind.DURATION, value)


def compound(_: Context, span: Span) -> Iterator[Draft]:
    """`week-long`, `year-long`."""
    if span.words[-1] == "long":
        yield Draft(span.first, span.last, Kind.DURATION, length("1", span.unit()))


def plural(context: Context, span: Span) -> Iterator[Draft]:
    """`weeks`, `the years`."""
    if span.word("V") in _BARE and not _of_age(context, span.last):
        yield stretch(context, span, length("X", span.unit()))


def each(_: Context, span: Span) -> Iterator[Draft]:
    """`every day`, `each Monday`, `every three years`."""
    if span.unit():
        number = span.amount()
        yield Draft(span.first, span.last, Kind.SET, length(number, span.unit()))
    elif span.weekday() >= 0:
        yield Draft(span.first, span.last, Kind.SET, f"XXXX-WXX-{span.weekday() + 1}")
    elif span.part():
        yield Draft(span.first, span.last, Kind.SET, f"XXXX-XX-XXT{span.part()}")
    elif span.month():
        yield Draft(span.first, span.last, Kind.SET, f"XXXX-{span.month():02d}")
    elif span.word("S"):
        yield Draft(span.first, span.last, Kind.SET, f"XXXX-{SEASON[span.word('S')]}")


def recur(context: Context, span: Span) -> Iterator[Draft]:
    """`daily`, `annually`; a name such as The Daily Telegraph is none."""
    start = context.read.starts[span.first]
    if context.read.text[start].islower():
        yield Draft(span.first, span.last, Kind.SET, RECUR[span.words[0]])
