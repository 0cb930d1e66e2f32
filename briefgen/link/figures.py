"""Numbers and dates of a cited sentence that its sources do not have (BG206). In: a sentence, passages. Out: what is missing.

A number is equal to itself in other spelling (`four` and 4, `1,240` and 1240, `1.2 million` and 1,200,000, `59th` and 59); a
date to itself in any form and any precision (`24 December`, 2023-12-24, December), and, where the passage says "yesterday" or
"on Friday", to any day near the one on which it was published. Names that hold digits (F-16, ES-11/4) are no numbers. Of
numbers in words only those from three up are looked at: "the two sides" seldom counts anything.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from briefgen.model.locales import LOCALES
from briefgen.model.numerals import MAGNITUDES, NUMERALS, RELATIVE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SHORT: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS: Final = {
    name.casefold(): number
    for locale in LOCALES.values() for names in (locale.months, locale.months_of) for number, name in enumerate(names, 1)
} | {short: number for number, short in enumerate(_SHORT, 1)} | {"sept": 9}
_NAME: Final = "|".join(sorted((re.escape(name) for name in _MONTHS), key=len, reverse=True))
_YEAR: Final = r"[12]\d{3}"
_DATES: Final = re.compile(
    rf"(?<![\w-])(?:(?P<y1>{_YEAR})-(?P<m1>\d\d)(?:-(?P<d1>\d\d))?"
    rf"|(?P<d2>\d{{1,2}})[./](?P<m2>\d{{1,2}})[./](?P<y2>{_YEAR})"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th|er|\.)?(?:\s+of)?\s+(?P<n3>{_NAME})\b\.?(?:,?\s+(?P<y3>{_YEAR}))?"
    rf"|(?P<n4>{_NAME})\b\.?\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[.,]\d)(?:,?\s+(?P<y4>{_YEAR}))?"
    rf"|(?P<n5>{_NAME})\b\.?,?\s+(?P<y5>{_YEAR})"
    rf"|(?P<n6>{_NAME})\b)(?!\w)", re.IGNORECASE)
_SPAN: Final = re.compile(rf"(?<![\w-])(?P<a>{_YEAR})[–—-](?P<b>{_YEAR}|\d\d)(?![\w-])")
_CLOCK: Final = re.compile(r"(?<![\w.,:])(\d{1,2})[:.](\d{2})(?:\s*([ap])\.?m\b\.?)?(?!\d|[.,:]\d)"
                           r"|(?<![\w.,:])(\d{1,2})\s*([ap])\.?m\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(?<![\w/])(?<![^\W\d][-–‑])(\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?![\d])|\d+)(?:([.,])(\d+))?"
                            r"(?:st|nd|rd|th|er|e|ème|(?=bn|mn|m|k))?(?:(?![\w/])\s+([^\W\d_]+)|(bn|mn|m|k)\b|(?![\w/]))")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['ʼ][^\W\d_]+)*")
# A month's name that is also a verb stands for a month only after one of these.
_BEFORE_MAY: Final = re.compile(
    r"\b(?:in|of|since|until|till|by|from|to|before|after|last|next|early|late|mid|this|and|between)[\s-]+\Z", re.IGNORECASE)
# Relative dates that may mean one day lie at most so many days off; others mean months and years.
DAYS_OFF: Final = 30
_VERBS: Final = ("may", "mar", "march")


class Day(NamedTuple):
    """A date as far as it is written: 0 for what is not."""

    year: int
    month: int
    day: int
    words: str


class Number(NamedTuple):
    """A number: every value that its spelling may mean, times 1,000 so that it is whole, and the words as written."""

    values: frozenset[int]
    words: str
    spelt: bool = False


class Figures(NamedTuple):
    """What a text has of dates, numbers, clock times (minutes of the day).

    `near` is how far its relative dates may lie off, in days: those that name a day, and those that name a longer time.
    """

    days: tuple[Day, ...]
    numbers: tuple[Number, ...]
    clocks: tuple[tuple[int, str], ...]
    near: tuple[int, int]


class Source(NamedTuple):
    """What a citation offers: the cited passages' text, the rest of its seed's, its language, and when it was published.

    `low` and `high` are ordinals of days, 0 where that is not known.
    """

    cited: str
    rest: str
    language: str
    low: int
    high: int


@lru_cache(maxsize=4096)
def read(text: str) -> Figures:
    """The dates, numbers and clock times of a text."""
    days: list[Day] = []
    numbers: list[Number] = []
    clocks: list[tuple[int, str]] = []

    def taken(match: re.Match[str]) -> str:
        return " \uffff " if match else ""

    def span(match: re.Match[str]) -> str:
        first = int(match["a"])
        last = int(match["b"]) if len(match["b"]) == 4 else first // 100 * 100 + int(match["b"])
        days.extend((Day(first, 0, 0, match["a"]), Day(last, 0, 0, match[0])))
        return taken(match)

    def dated(match: re.Match[str]) -> str:
        if match["n6"] and match["n6"].casefold() in _VERBS and not (match["n6"][0].isupper() and _BEFORE_MAY.search(match.string, 0, match.start())):
            return match[0]
        got = {key[0]: value for key, value in match.groupdict().items() if value}
        month = _MONTHS[got["n"].casefold()] if "n" in got else int(got["m"])
        day = int(got.get("d", 0))
        if not (1 <= month <= 12 and day <= 31):
            return match[0]
        days.append(Day(int(got.get("y", 0)), month, day, match[0].strip()))
        return taken(match)

    def clock(match: re.Match[str]) -> str:
        hour, minute, half = int(match[1] or match[4]), int(match[2] or 0), (match[3] or match[5] or "").casefold()
        if hour > 24 or minute > 59 or ("." in match[0] and not half):
            return match[0]
        clocks.append(((hour % 12 + 12 * (half == "p") if half else hour) * 60 + minute, match[0].strip()))
        return taken(match)

    rest = _SPAN.sub(span, text)
    rest = _DATES.sub(dated, rest)
    rest = _CLOCK.sub(clock, rest)
    rest = _NUMBER.sub(lambda match: _digits(match, numbers, days), rest)
    near = _spelt(rest, numbers)
    return Figures(tuple(days), tuple(numbers), tuple(clocks), near)


def _digits(match: re.Match[str], numbers: list[Number], days: list[Day]) -> str:
    """A number in digits; a bare year is a date."""
    whole, mark, tail, unit = match[1], match[2] or "", match[3] or "", (match[4] or match[5] or "").casefold()
    grouped = re.sub(r"\D", "", whole)
    values = {int(grouped) * 1000 + (int(f"{tail:0<3}"[:3]) if tail else 0)}
    if not mark and whole != grouped and re.fullmatch(r"\d{1,3}[.,]\d{3}", whole):
        values.add(int(grouped[:-3]) * 1000 + int(grouped[-3:]))  # 3.500 is three and a half where a point parts decimals
    scale = {"k": 1_000, "m": 1_000_000}.get(match[5] or "", MAGNITUDES.get(unit, 1))
    if not mark and whole == grouped and re.fullmatch(_YEAR, whole) and scale == 1:
        days.append(Day(int(whole), 0, 0, whole))
        return " \uffff " + (match[4] or "")
    words = match[0] if scale > 1 else match[0].removesuffix(match[4] or "\0").strip()
    numbers.append(Number(frozenset(value * scale for value in values), words))
    return " \uffff " if scale > 1 else " \uffff " + (match[4] or "")


def _spelt(text: str, numbers: list[Number]) -> tuple[int, int]:
    """Numbers in words, hyphens and `and` within them; and how far off the relative dates of the text may lie."""
    near, far, total, current = 0, 0, 0, 0
    written: list[str] = []

    def close() -> None:
        nonlocal total, current, written
        if written and total + current > 1:
            numbers.append(Number(frozenset({(total + current) * 1000}), " ".join(written), spelt=True))
        total, current, written = 0, 0, []

    for match in _WORD.finditer(text.replace("’", "'").replace("'", "ʼ") if "’" in text or "'" in text else text):
        word = match[0].casefold()
        off = RELATIVE.get(word, 0)
        near, far = max(near, off if off <= DAYS_OFF else 0), max(far, off)
        value = next((table[word] for table in NUMERALS.values() if word in table), 0)
        scale = MAGNITUDES.get(word, 0)
        if value:
            if (current % 100 and not (current % 10 == 0 and value < 10)) or (current >= 100 and current % 100 == 0 and value >= 100):
                close()
            current += value
            written.append(match[0])
        elif scale and (written or word in ("hundred", "thousand", "million", "hundert", "tausend")):
            if scale == 100:
                if current > scale:  # three hundred and two hundred
                    numbers.append(Number(frozenset({current // scale * scale * 1000}), " ".join(written[:-1]), spelt=True))
                current = (current % scale or 1) * scale
            else:
                total += (current or 1) * scale
                current = 0
            written.append(match[0])
        elif not (word == "and" and written and current % 100 == 0):
            close()
    close()
    return near, far


def missing(sentence: str, sources: Sequence[Source], today: str = "") -> tuple[tuple[str, bool], ...]:
    """The figures of `sentence` that no source has where it is cited: the words, and whether the rest of its seed has them."""
    wanted = read(sentence)
    if not (wanted.days or wanted.numbers or wanted.clocks):
        return ()
    cited = [read(source.cited) for source in sources]
    rest = [read(source.rest) for source in sources]
    words = frozenset(NUMERALS)
    foreign = any(source.language and source.language.split("-")[0].casefold() not in words for source in sources)
    own = Day(int(today[:4]), int(today[5:7]), int(today[8:10]), today) if today else None
    found = [(day.words, _dated(day, rest, sources)) for day in wanted.days
             if not _dated(day, cited, sources) and not (own is not None and _same(day, own))]
    for number in wanted.numbers:
        small = max(number.values) < 3000
        if (number.spelt and small) or (foreign and max(number.values) < 100_000):
            continue
        if not _counted(number, cited):
            found.append((number.words, _counted(number, rest)))
    for minutes, said in wanted.clocks:
        if not any(minutes % 720 == other % 720 for figures in cited for other, _ in figures.clocks):
            found.append((said, any(minutes % 720 == other % 720 for figures in rest for other, _ in figures.clocks)))
    return tuple(dict.fromkeys(found))


def _counted(number: Number, texts: Iterable[Figures]) -> bool:
    """Whether some text has a number: as one, or as the day or the bare year of a date."""
    for figures in texts:
        if any(number.values & other.values for other in figures.numbers):
            return True
        if any(day.day * 1000 in number.values or (not day.month and day.year * 1000 in number.values) for day in figures.days):
            return True
    return False


def _dated(day: Day, texts: Sequence[Figures], sources: Sequence[Source]) -> bool:
    """Whether some source has a date: written, as the day of its publication, or by a word that points near that day."""
    for figures, source in zip(texts, sources, strict=True):
        if any(_same(day, other) for other in figures.days) or (not day.month and any(day.year * 1000 in n.values for n in figures.numbers)):
            return True
        near = figures.near[0 if day.day else 1]
        if not source.low:
            if near:
                return True  # it says "yesterday", and nobody knows of which day
            continue
        low, high = source.low - near, max(source.high, source.low) + near
        if _within(day, low, high):
            return True
    return False


def _same(day: Day, other: Day) -> bool:
    """Whether two dates can be one: all that both say agrees, and they say something in common."""
    pairs = ((day.year, other.year), (day.month, other.month), (day.day, other.day))
    common = [(a, b) for a, b in pairs if a and b]
    return bool(common) and all(a == b for a, b in common) and not (day.day and not other.day and not other.month)


def _within(day: Day, low: int, high: int) -> bool:
    """Whether a date can lie between two ordinals."""
    if high - low > 1000 and not day.year:
        return True
    first, last = date.fromordinal(max(1, low)), date.fromordinal(max(1, high))
    for year in ((day.year,) if day.year else range(first.year, last.year + 1)):
        month, number = day.month or 0, day.day or 0
        start = (year, month or 1, number or 1)
        end = (year, month or 12, number or 31)
        if start <= (last.year, last.month, last.day) and end >= (first.year, first.month, first.day):
            return True
    return False
