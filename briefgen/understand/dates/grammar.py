"""The grammar of temporal expressions. In: `Tokens`, a place. Out: `Found`s: the names of the rules that match there, and what they cover.

A rule is written in the names of classes (`vocabulary.LETTER`), one item a token: `a|b` is either class, `?` `*` `+` are as in regular
expressions, brackets group, a lone `|` is either side, `{…}` stands for a phrase of `PHRASES`. At each place the longest rule that can be read wins;
among equals the first.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.understand.dates.vocabulary import LETTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.understand.dates.tokens import Tokens

PHRASES: Final = MappingProxyType({
    "year": "( year era? | year|big|num era | era year|big|num )",
    # The year or month that something belongs to, said by pointing: "of that year", "last year".
    "pointed": "( of the? that that? unit | of? the? this|ahead|back unit )",
    "edge": "( the? about? ( edge ( -? | of the? ) | edge? ends ( - | of the? ) ) )",
    # No rule repeats without end: what a text costs grows with its length and no faster.
    "about": "about? about? about?",
    "unit": "( unit|units )",
    "pointer": "( back|ahead|this|that )",
    "month": "( month|may | short-month .? )",
    "amount": "( {about} art? ( half -? of? art? | vague of? | word of | word -? word? -? word? | num|big|year ) ( -? and -? art? -? half )? )",
    "lead": "( later|sooner of? | {edge} )",
    "part": "( of the part | part )",
})

_RULES: Final = (
    ("iso", "iso"),
    ("slashed", "slashed"),
    ("day", "{lead}? the? ( part of )? ( weekday|wkd .? ,? the? )? num|nth ( of the? )? {month} ( ,? of? {year} | ,? {pointed} )?"),
    ("day", "{lead}? the? ( part of )? ( weekday|wkd .? ,? the? )? {month} the? num|nth ( ,? {year} | ,? {pointed} )?"),
    ("day", "the ordinal of the? {month} ( ,? {year} )?"),
    ("days", "( weekday ,? )? the? num|nth ( - | / | and ) the? num|nth of? {month} ( ,? of? {year} | ,? {pointed} )?"),
    ("days", "{month} the? num|nth ( - | / | and ) the? num|nth ( ,? {year} | ,? {pointed} )?"),
    ("month", "{lead}? the? {month} ,? of? the? {year}"),
    ("month", "{lead}? {month} ,? {pointed}"),
    ("month", "{lead}? the? {pointer}? month"),
    ("month", "( {lead} | the? {pointer} ) may"),
    ("month-perhaps", "may"),
    ("years", "the? units? year|big|num era? - year|big|num|short era?"),
    ("years", "the? units? year|big|num era? -|and year|big|num era"),
    ("year", "{lead}? about? ( the units )? {year}"),
    ("short-year", "short"),
    ("ancient", "big"),
    ("decade", "{edge}? the? decades era?"),
    ("century", "{edge}? the? nth|ordinal ( -? ordinal )? -? unit|units era?"),
    ("season", "{lead}? the? season ( -|/ season )? ,? of? {year}"),
    ("season", "{year} season"),
    ("season", "{lead}? the? season ,? {pointed}"),
    ("season", "( {lead} | the | {lead}? the? {pointer} ) season"),
    ("season-perhaps", "season"),
    ("part-year", "the? ordinal|nth|edge|back unit|half of the? ( {year} | {pointer}? unit )"),
    ("quarter", "the? ordinal|nth unit"),
    ("share", "the? edge|back|ordinal word|num|vague? -? unit|units of the? ( {month} ( ,? of? {year} )? | {year} | {pointer}? unit )"),
    ("short-part", "part-code ( ,? of? {year} | ,? {pointed} )?"),
    ("centuries", "the? nth|ordinal and nth|ordinal unit|units"),
    ("nth-weekday", "the? ordinal|nth|back weekday of {month} ( ,? of? {year} | ,? {pointed} )?"),
    ("relative", "{lead}? the? that? that? {pointer} {unit} {part}?"),
    ("relative", "{lead}? the? that? {pointer} weekday {part}?"),
    ("relative", "{lead}? the? that? {pointer} part"),
    ("length", "the? edge? back|ahead|this|that|ordinal {amount} -? {unit}"),
    ("length", "the? {amount} back|ahead units"),
    ("within", "( the? edge? ends of the | edge|later|sooner of the ) unit"),
    ("within", "unit ' noun ends"),
    ("counted", "{amount} -? {unit} ( and art? half )? ago|later|sooner"),
    ("counted", "{about} art unit ( and art? half )? ago|later|sooner"),
    ("counted", "{about} units ago|later|sooner"),
    ("beside", "{amount} -? {unit} after|before"),
    ("beside", "( {about} art | the ) unit after|before"),
    ("beside", "the? vague? units after|before"),
    ("amount", "{amount} -? {unit} ( and art? half )?"),
    ("amount", "{amount} -|and {amount} -? {unit}"),
    ("amount", "word|num noun|about units"),
    ("amount", "{about} art unit ( and art half )?"),
    ("compound", "unit - noun"),
    ("plural", "the? vague? units"),
    ("week-of", "the? unit of the? {month} num|nth ( ,? {year} )?"),
    ("weekend", "{lead}? the unit"),
    ("each", "each num|word? unit|units|weekday|part|season|month"),
    ("recur", "recur"),
    ("today", "{lead}? today part?"),
    ("today", "the unit after|before today"),
    ("weekday", "( {edge} | the? edge units of )? weekday part?"),
    ("weekday", "the? {edge}? part of weekday"),
    ("time", "{about} the? clock ampm? zone? ( ,? weekday part? | today )?"),
    ("time", "{about} the? num ampm zone? ( ,? weekday part? | today )?"),
    ("time", "num|word of the part"),
    ("time", "{about} word ampm zone?"),
    ("time", "{about} part ( of? weekday | today )?"),
    ("feast", "( the? {pointer} )? feast part? ( ,? of? {year} | ,? {pointed} )?"),
    ("feast-week", "feast unit"),
    ("reference", "the? reference"),
    ("reference", "this|vague"),
    ("reference", "the back"),
    ("nth", "the nth"),
    ("period", "( this|that | the ) that? period"),
)



def _letters(names: str) -> str:
    found = "".join(LETTER[name] for name in names.split("|"))
    return re.escape(found) if len(found) == 1 else f"[{re.escape(found)}]"


def _compiled(rule: str) -> str:
    for _ in range(3):
        for name, phrase in PHRASES.items():
            rule = rule.replace("{" + name + "}", phrase)
    out: list[str] = []
    for item in rule.split():
        if item == "(":
            out.append("(?:")
        elif item[0] == ")" or item == "|":
            out.append(item)
        else:
            count = item[-1] if item[-1] in "?*+" and len(item) > 1 else ""
            out.append(_letters(item.removesuffix(count) if count else item) + count)
    return "".join(out)


RULES: Final = tuple((name, re.compile(_compiled(rule))) for name, rule in _RULES)
# Most places of a text begin no expression: one expression tells.
_ANY: Final = re.compile("|".join(f"(?:{rule.pattern})" for _, rule in RULES))
# A stretch of the grammar's letters, and those without one of which there is no expression.
_STRETCH: Final = re.compile(r"[^xz|]+")
_CORE: Final = re.compile(r"[TMmjWsSUVPIKCYDQXGqRrypOnvLk]")


class Found(NamedTuple):
    """The tokens `first` to `last` (exclusive) that a rule covers."""

    rule: str
    first: int
    last: int


def stretches(read: Tokens) -> Iterator[tuple[int, int]]:
    """The stretches of tokens in which an expression can stand: first, and last (exclusive)."""
    return (found.span() for found in _STRETCH.finditer(read.letters) if _CORE.search(found[0]))


def at(read: Tokens, place: int) -> list[Found]:
    """The rules that match at a place, the longest match first, the earlier rule first among equals."""
    letters = read.letters
    if not _ANY.match(letters, place):
        return []
    found = [Found(name, place, end.end()) for name, pattern in RULES if (end := pattern.match(letters, place))]
    found.sort(key=lambda one: -one.last)
    return found
