"""What to write instead of a date that cannot be read. In: the text. Out: a message and, where it is understood, the notation (EDTF).

Plain words are understood well enough to suggest, never to accept: an editor confirms what is meant. Months and seasons are known in every
language of `locales`, the words around them in English and Ukrainian.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import Final

from briefgen.model import days
from briefgen.model.locales import LOCALES

MONTHS: Final = LOCALES["en"].months
SLASHED: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})\Z", re.ASCII)
EXAMPLES: Final = "write 2023-12-24, 2023-12, 2023, 2023-09~ (about), 2023-09/.. (since), or XXXX (not given)"

_MONTH: Final = {
    name.casefold(): number for names in LOCALES.values() for row in (names.months, names.months_of) for number, name in enumerate(row, 1)
}
_SEASON: Final = {
    name.casefold(): code for names in LOCALES.values() for row in (names.seasons, names.seasons_of) for code, name in enumerate(row, 21)
} | {"fall": 23, "навесні": 21, "влітку": 22, "восени": 23, "взимку": 24}
_COUNT: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4} | {
    f"q{count}": count for count in range(1, 5)
}
_SINCE: Final = ("since ", "from ", "after ", "starting ", "з ", "із ", "від ", "після ", "починаючи з ")
_UNTIL: Final = ("until ", "till ", "before ", "by ", "up to ", "to ", "до ")
_ABOUT: Final = re.compile(r"\b(?:about|around|circa|approximately|roughly|c\.|ca\.?|c(?= \d)|бл\.|близько|приблизно)\s*")
_MAYBE: Final = re.compile(r"\b(?:perhaps|probably|possibly|maybe|ймовірно|можливо)\s*|\s*\?\Z")
_EDGES: Final = re.compile(
    r"\b(?:early|late|mid|the|at least|in|on|of|(?:the )?(?:beginning|start|middle|end)(?= of)|на початку|наприкінці|в|у)[\s-]+"
    r"|\s+(?:року|рік|році|р\.)\Z",
)
# What the notation cannot say.
_LOST: Final = re.compile(r"\b(?:early|late|mid|at least|beginning|start|middle|end)\b")
_POINTING: Final = re.compile(r"\b(?:today|yesterday|tomorrow|now|ago|last|next|this|сьогодні|вчора|завтра|тепер|минул\w+|наступн\w+)\b")
_TO: Final = re.compile(r"\s*(?:[–—]|\b(?:to|until|till|and|through|до|по|та|і)\b|\s-\s)\s*")
_OR: Final = re.compile(r"\s+(?:or|або|чи)\s+")

_YEAR: Final = r"(\d{4})"
_DAY_FIRST: Final = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th|\.)?\s+([^\W\d]+)\.?,?\s+{_YEAR}\Z")
_MONTH_FIRST: Final = re.compile(rf"([^\W\d]+)\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\Z")
_DAYS: Final = re.compile(rf"(\d{{1,2}})\s*[–—-]\s*(\d{{1,2}}\s+[^\W\d]+\.?,?\s+{_YEAR})\Z")
_NAMED: Final = re.compile(rf"([^\W\d]+)\.?,?\s+{_YEAR}(?:\s?[–—/-]\s?(?:\d{{4}}|\d\d))?\Z")
_PART: Final = re.compile(rf"(\w+)(?:\s+(quarter|half))?\s+(?:of\s+)?{_YEAR}\Z")
_DECADE: Final = re.compile(r"(\d{3})0['’]?s\Z|(\d{3})0-[іхт]+\Z")
_CENTURY: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)\s+century\Z")
_BEFORE_CHRIST: Final = re.compile(r"(\d{1,4})\s*(?:b\.?\s?c\.?(?:\s?e\.?)?|до н\.?\s?е\.?)\Z")


def advice(written: str) -> tuple[str, str]:
    """The message for something that is no EDTF, and what to write instead where that is understood."""
    slashed = SLASHED.match(written)
    if slashed:
        return _slashed(written, *(int(part) for part in slashed.groups()))
    found = _repaired(written)
    if found:
        return found
    said = suggestion(written)
    if said:
        lost = _LOST.search(written.casefold())
        more = f' (it has no "{lost[0]}": leave that to the text)' if lost else ""
        return f'"{written}" is said in words; write {said}{more}', said
    if _POINTING.search(written.casefold()):
        return f'"{written}" counts from a day that the reader does not know; write the date itself, such as 2023-12-24', ""
    return unread(written), ""


def unread(written: str) -> str:
    """The message for what cannot be understood at all."""
    return f'"{written}" is not a date that can be read; {EXAMPLES}'


def _slashed(written: str, first: int, second: int, year: int) -> tuple[str, str]:
    ways = [f"{year}-{month:02d}-{day:02d}" for day, month in ((first, second), (second, first)) if _exists(year, month, day)]
    if len(ways) == 2 and ways[0] != ways[1]:
        return f'"{written}": day or month first? write {ways[0]} or {ways[1]}', ""
    if not ways:
        return f'"{written}": there is no such day; write 2023-12-24', ""
    return f'"{written}": day or month first? write {ways[0]}', ways[0]


def _exists(year: int, month: int, day: int) -> bool:
    return year > 0 and 1 <= month <= len(MONTHS) and 1 <= day <= days.length(year, month)


def _repaired(written: str) -> tuple[str, str] | None:
    """What is nearly ISO 8601: other digits and dashes, missing noughts, the forms of the standard that are not read here."""
    plain = re.sub(r"[‐‑‒–—−]", "-", unicodedata.normalize("NFKC", written))
    if plain != written and re.fullmatch(r"-?\d{4}(-\d\d){0,2}", plain, re.ASCII):
        return f'"{written}" is written with other digits or dashes than those of the keyboard; write {plain}', plain
    short = re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", written, re.ASCII)
    if short:
        full = "-".join(part.zfill(2) for part in short.groups() if part)
        return f'"{written}": write two digits, {full}', full
    run = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", written, re.ASCII)
    if run and _exists(*(int(part) for part in run.groups())):
        return f'"{written}": write it with hyphens, {"-".join(run.groups())}', "-".join(run.groups())
    week = re.fullmatch(r"(\d{4})-?W(\d\d)(?:-?([1-7]))?", written, re.ASCII)
    if week:
        return _week(written, *(int(part or 0) for part in week.groups()))
    if re.match(r"[-+Y]?\d{5,}", written) or written.startswith("-0000"):
        return f'"{written}": years run from -9999 to 9999, and the year before 0001 is 0000', ""
    if re.search(r"[T ]\d\d:\d\d:\d\d[.,]\d", written):
        cut = re.sub(r"(:\d\d)[.,]\d+", r"\1", written)
        return f'"{written}": parts of a second are not kept; write {cut}', cut
    if re.search(r"[T ]24:00", written):
        return f'"{written}": write 00:00 of the next day', ""
    if "[" in written[1:] and written.endswith("]"):
        return f'"{written}": write the offset without the zone\'s name, {written[: written.index("[")]}', written[: written.index("[")]
    return None


def _week(written: str, year: int, week: int, weekday: int) -> tuple[str, str]:
    try:
        first = date.fromisocalendar(year, week, weekday or 1)
    except ValueError:
        return f'"{written}": there is no such week', ""
    said = first.isoformat() if weekday else f"{first}/{first + timedelta(6)}"
    return f'"{written}": weeks are not written so; write {said}', said


def suggestion(written: str) -> str:
    """EDTF for a date in plain words, or nothing."""
    low = " ".join(written.casefold().replace("’", "'").split())
    for words, pattern in ((_SINCE, "{}/.."), (_UNTIL, "../{}")):
        word = next((word for word in words if low.startswith(word)), "")
        rest = low.removeprefix(word)
        if word and word in ("from ", "з ", "із ", "від ") and len(_TO.split(rest)) == 2:
            return _between(rest)
        if word:
            core = _core(rest)
            return pattern.format(core) if core and "/" not in core else ""
    if low.startswith(("between ", "між ")):
        return _between(low.partition(" ")[2])
    either = _OR.split(low)
    if len(either) == 2:
        second = _core(either[1])
        first = _core(either[0]) or _core(f"{either[0]} {low.split()[-1]}") or _core(f"{either[0]} {' '.join(low.split()[-2:])}")
        return f"[{first},{second}]" if first and second else ""
    return _core(low) or (_between(low) if len(_TO.split(low)) == 2 else "")


def _between(low: str) -> str:
    first, second = [*_TO.split(low), "", ""][:2]
    end = _core(second)
    start = _core(first) or _core(f"{first} {second.split()[-1] if second else ''}") or _core(f"{first} {' '.join(second.split()[-2:])}")
    return f"{start}/{end}" if start and end and "/" not in start + end else ""


def _core(low: str) -> str:
    """One date in words."""
    mark = ("%" if _MAYBE.search(low) else "~") if _ABOUT.search(low) else "?" if _MAYBE.search(low) else ""
    rest = _EDGES.sub("", _MAYBE.sub("", _ABOUT.sub("", low))).strip(" ,")
    found = _read(rest) or _read(_EDGES.sub("", rest))
    return found + mark if found and "/" not in found else found


def _read(low: str) -> str:
    several = _DAYS.match(low)
    if several:
        end = _read(several[2])
        return f"{end[:8]}{int(several[1]):02d}/{end}" if end else ""
    for pattern, order in ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2))):
        found = pattern.match(low)
        if found:
            year, month, day = int(found[order[0]]), _month(found[order[1]]), int(found[order[2]])
            return f"{year:04d}-{month:02d}-{day:02d}" if _exists(year, month, day) else ""
    named = _NAMED.match(low)
    if named and (_month(named[1]) or named[1] in _SEASON):
        return f"{named[2]}-{_month(named[1]) or _SEASON[named[1]]:02d}"
    part = _PART.match(low)
    if part and part[1] in _COUNT and (part[2] or part[1].startswith("q")):
        count = _COUNT[part[1]]
        return f"{part[3]}-{32 + count}" if part[2] != "half" else f"{part[3]}-{39 + min(count, 2)}"
    ancient = _BEFORE_CHRIST.match(low)
    if ancient and int(ancient[1]):
        return days.year_text(1 - int(ancient[1]))
    decade = _DECADE.match(low)
    if decade:
        return f"{decade[1] or decade[2]}X"
    century = _CENTURY.match(low)
    if century and 1 < int(century[1]) <= 22:
        return f"{int(century[1]) - 1:02d}XX"
    return low if re.fullmatch(r"\d{4}(-\d\d){0,2}", low, re.ASCII) else ""


def _month(word: str) -> int:
    if word in _MONTH:
        return _MONTH[word]
    return next((number for number, name in enumerate(MONTHS, 1) if len(word) > 2 and name.casefold().startswith(word)), 0)
