"""Dates in words and in markup. In: `When`, calendar days. Out: text in a language; nothing reads the system's locale.

Month, weekday and season names of a few languages are data here (after CLDR); others fall back to English. Words never say more than is known.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final

from briefgen.model import days
from briefgen.model.locales import LOCALES, Locale
from briefgen.model.when import PARTS, Precision, When, WhenError, parse_when

# The first code that is no season; a day known to its tens; an offset at the end of a clock time.
QUARTERS: Final = 33
DECEMBER, WEEK = 12, 7
_TENS: Final = re.compile(r"-\dX[?~%]?\Z")
_OFFSET: Final = re.compile(r"Z\Z|([+-]\d\d):?(\d\d)?\Z")
_INSTANT: Final = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{1,2}:\d{2})(?::[0-5]\d)?(?:\.\d+)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?|[A-Za-z_]+/[A-Za-z_/+-]+|UTC)?\Z", re.ASCII,
)


# So many dates are remembered: pages of ten years say them again and again.
REMEMBERED: Final = 4096


@lru_cache(maxsize=REMEMBERED)
def locale_of(language: str) -> Locale:
    """The table for a BCP 47 language; English where there is none."""
    return LOCALES.get(language.split("-", maxsplit=1)[0].lower(), LOCALES["en"])


def from_ordinal(day: int) -> str:
    """A day's number (`model.days`) as ISO text."""
    return days.text(day)


def _split(iso_text: str) -> tuple[int, int, int]:
    """Year, month and day of ISO text; 0 for what it does not hold."""
    sign = -1 if iso_text.startswith("-") else 1
    year, month, day = ([int(part) for part in iso_text.lstrip("-").split("-")] + [0, 0])[:3]
    return sign * year, month, day


def year_words(year: int, language: str = "en") -> str:
    """`2023`, `44 BC` of an astronomical year."""
    return str(year) if year > 0 else locale_of(language).ancient.format(1 - year)


@lru_cache(maxsize=REMEMBERED)
def day_words(iso: str, language: str = "en") -> str:
    """`24 December 2023`."""
    names = locale_of(language)
    year, month, day = _split(iso)
    return names.day.format(d=day, m=names.months_of[month - 1], y=year_words(year, language))


@lru_cache(maxsize=REMEMBERED)
def month_words(iso: str, language: str = "en") -> str:
    """`December 2023`."""
    names = locale_of(language)
    year, month, _ = _split(iso)
    return names.month.format(m=names.months[month - 1], y=year_words(year, language))


@lru_cache(maxsize=REMEMBERED)
def weekday_words(iso: str, language: str = "en") -> str:
    """`Sunday`."""
    return locale_of(language).weekdays[date.fromisoformat(iso).weekday()]


@lru_cache(maxsize=REMEMBERED)
def words(when: When, language: str = "en") -> tuple[str, str]:
    """A date in words, and the small words that say why it is vague (often empty)."""
    names = locale_of(language)
    if when.precision is Precision.NONE:
        return names.none, ""
    if when.precision is Precision.SET:
        return _set_words(when, names, language), names.notes["set"] if not when.every and len(when.members) > 1 else ""
    if when.precision is Precision.INTERVAL:
        return _interval_words(when, names, language)
    notes = []
    if when.precision is Precision.MONTH:
        notes.append(names.notes["month"])
    elif when.precision is Precision.SEASON and _code(when) < QUARTERS:
        notes.append(names.notes["season"])
    if when.approximate:
        notes.append(names.notes["about"])
    return _qualified(when, names, language), "; ".join(notes)


def _code(when: When) -> int:
    """The code of a part of the year."""
    return int(when.text.rstrip("?~%")[-2:])


def _plain(when: When, names: Locale, language: str, *, governed: bool = False) -> str:
    """A date without its qualifiers; `governed` by a word before it, such as "until", which asks for another case in some languages."""
    low = from_ordinal(when.lo)
    year = days.parts(when.lo)[0]
    if when.precision is Precision.TIME:
        offset = _offset(when.clock)
        return f"{day_words(low, language)}, {when.clock[:5]}" + (f" {'UTC' if offset in ('Z', '+00:00') else f'(UTC{offset})'}" if offset else "")
    if when.precision is Precision.DAY:
        return day_words(low, language)
    if when.precision is Precision.MONTH:
        if _TENS.search(when.text):
            return f"{days.parts(when.lo)[2]}–{day_words(from_ordinal(when.hi), language)}"
        month = (names.months_of if governed else names.months)[days.parts(when.lo)[1] - 1]
        return names.month.format(m=month, y=year_words(year, language))
    if when.precision is Precision.SEASON:
        return _season_words(year, _code(when), names._replace(seasons=names.seasons_of) if governed else names, language)
    if when.precision is Precision.DECADE:
        return names.decade.format(y=days.parts(when.hi)[0] - 9)
    if when.precision is Precision.CENTURY:
        return f"{year}–{days.parts(when.hi)[0]}"
    return year_words(year, language)


def _season_words(year: int, code: int, names: Locale, language: str) -> str:
    if code >= QUARTERS:
        return names.part.format(s=names.parts[code - QUARTERS], y=year_words(year, language))
    # A season that begins in December lies in two years.
    tail = f"–{(year + 1) % 100:02d}" if PARTS[code][0] == DECEMBER and year > 0 else ""
    return names.season.format(s=names.seasons[(code - 21) % 4], y=year_words(year, language) + tail)


def _offset(clock: str) -> str:
    """The offset of a clock time as HTML wants it, `+02:00` or `Z`; nothing where there is none."""
    found = _OFFSET.search(clock)
    return "" if not found else "Z" if found[0] == "Z" else f"{found[1]}:{found[2] or '00'}"


def _qualified(when: When, names: Locale, language: str, *, governed: bool = False) -> str:
    text = _plain(when, names, language, governed=governed or when.approximate)
    if when.approximate:
        text = names.about.format(text)
    return names.unsure.format(text) if when.uncertain else text


def _set_words(when: When, names: Locale, language: str) -> str:
    governed = when.open_start
    said = [
        _interval_words(one, names, language)[0] if one.precision is Precision.INTERVAL else _qualified(one, names, language, governed=governed)
        for one in when.members
    ]
    word = names.both if when.every else names.either
    years = {days.parts(one.lo)[0] for one in when.members}
    if len(years) == 1 and all(one.precision is Precision.MONTH and len(one.text) == len("2023-12") for one in when.members):
        # "November or December 2023": the year is said once.
        months = _listed([(names.months_of if governed else names.months)[days.parts(one.lo)[1] - 1] for one in when.members], word)
        joined = names.month.format(m=months, y=year_words(years.pop(), language))
    else:
        joined = _listed(said, word)
    if governed:
        return names.until.format(joined)
    return names.after.format(joined) if when.open_end else joined


def _listed(said: list[str], word: str) -> str:
    """`A, B or C`."""
    return word.join((", ".join(said[:-1]), said[-1]) if len(said) > 1 else said)


def _interval_words(when: When, names: Locale, language: str) -> tuple[str, str]:
    start, end = when.start, when.end
    if start is None or end is None:
        return _half_open(when, names, language)
    exact = start.precision is end.precision is Precision.DAY and not (when.approximate or when.uncertain)
    low, high = days.parts(start.lo), days.parts(end.lo)
    if exact and low[:2] == high[:2]:
        return f"{low[2]}–{day_words(from_ordinal(end.lo), language)}", ""
    if exact and low[0] == high[0]:
        short = names.day.format(d=low[2], m=names.months_of[low[1] - 1], y="").rstrip(" ,.")
        return f"{short} – {day_words(from_ordinal(end.lo), language)}", ""
    return f"{_qualified(start, names, language)} – {_qualified(end, names, language)}", names.notes["about"] if when.approximate else ""


def _half_open(when: When, names: Locale, language: str) -> tuple[str, str]:
    """Begun and still running, begun and the end not known, or only the end."""
    notes = names.notes
    if when.start is None:
        text = _qualified(when.end, names, language, governed=True) if when.end else ""
        return names.until.format(text), "" if when.open_start else notes["start"]
    if not when.open_end:
        return names.since.format(_qualified(when.start, names, language, governed=True)), notes["end"]
    text = _plain(when.start, names, language)
    text = names.unsure.format(text) if when.start.uncertain else text
    return f"{text} →", f"{notes['about']}; {notes['running']}" if when.start.approximate else notes["running"]


def iso(when: When) -> str:
    """What HTML's `datetime` can hold of a date: a day, a month, a year, a week, a time of day with its offset; empty otherwise.

    What is approximate or doubtful has none, nor have years before 1: HTML cannot say them (html.spec.whatwg.org, 4.5.14).
    """
    if when.approximate or when.uncertain or when.lo <= 0:
        return ""
    low = from_ordinal(when.lo)
    if when.precision is Precision.DAY:
        return low
    if when.precision is Precision.MONTH and not _TENS.search(when.text):
        return low[:7]
    if when.precision is Precision.YEAR:
        return low[:4]
    if when.precision is Precision.TIME:
        return f"{low}T{when.clock[:5]}{_offset(when.clock)}"
    first = date.fromordinal(when.lo).isocalendar()
    whole = when.start and when.end and when.start.precision is when.end.precision is Precision.DAY and when.hi - when.lo == WEEK - 1
    return f"{first.year:04d}-W{first.week:02d}" if whole and first.weekday == 1 else ""


def instant(text: str, zone: str) -> tuple[str, str]:
    """An instant as ISO 8601 with its offset, and a note where the clock was moved for daylight saving (often empty).

    Without an offset `zone` (an IANA name) is applied. In the hour that is skipped in spring the time is read with the offset
    before the change, in the one that comes twice in autumn as the first. A day without a time is its first minute; seconds are not kept.
    Raises `WhenError` for anything else, and (code BG011) where a clock time has neither offset nor zone.
    """
    found = _INSTANT.match(text.strip())
    if not found:
        parse_when(text.strip())  # raises the more helpful message where there is one
        raise WhenError(f'"{text}" is not an instant; write 2023-12-24 17:00, or with an offset 2023-12-24T17:00+02:00')
    if parse_when(found[1]).lo <= 0:
        raise WhenError(f'"{text}": instants have years from 0001')
    written = found[3] or ""
    if not written and not zone:
        raise WhenError(f'"{text}" has a clock time but no zone; add  timezone: Europe/Kyiv  to site.yml, or an offset such as +02:00', code="BG011")
    clock_time = (found[2] or "00:00").zfill(5)
    offset = "+00:00" if written in ("Z", "UTC") else _offset(written)
    try:
        clock = datetime.fromisoformat(f"{found[1]}T{clock_time}{offset}") if clock_time < "24" else None
    except ValueError:
        clock = None
    if clock is None:
        raise WhenError(f'"{text}": there is no such time of day; write 00:00 to 23:59, and an offset up to 14 hours')
    local, note = (clock, "") if offset else _zoned(text, clock, written or zone)
    try:
        local.astimezone(UTC)
    except OverflowError:
        raise WhenError(f'"{text}" lies outside the years 0001 to 9999 in UTC') from None
    # Zones of before about 1930 have offsets to the second, which ISO 8601 and RFC 3339 cannot write.
    minutes = round((local.utcoffset() or timedelta()).total_seconds() / 60)
    return local.replace(tzinfo=timezone(timedelta(minutes=minutes))).isoformat(timespec="minutes"), note


def _zoned(text: str, clock: datetime, zone: str) -> tuple[datetime, str]:
    """A clock time of a zone, and what was done where clocks are changed."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - most instants are written with their offsets
    try:
        local = clock.replace(tzinfo=ZoneInfo(zone))
    except (KeyError, ValueError, OSError):
        raise WhenError(f'"{text}": there is no time zone {zone}') from None
    try:
        round_trip = local.astimezone(UTC).astimezone(local.tzinfo)
    except OverflowError:
        return local, ""
    if round_trip.replace(tzinfo=None) != clock:
        return round_trip, f"{clock:%H:%M} does not exist on that day; it is read as {round_trip:%H:%M}"
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        return local, f"{clock:%H:%M} comes twice on that day; the first is meant unless an offset says otherwise"
    return local, ""


def instant_words(text: str, zone: str, language: str = "en") -> str:
    """`24 December 2023, 17:00 EET` of an instant in the site's zone, or `24 December 2023` of a day."""
    if len(text) == 10:
        return day_words(text, language)
    moment = datetime.fromisoformat(text)
    if zone:
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - as above
        moment = moment.astimezone(ZoneInfo(zone))
    name = moment.tzname() or ""
    label = name if name[:1].isalpha() and not name.startswith("UTC+") else f"UTC{moment:%z}"
    return f"{day_words(moment.date().isoformat(), language)}, {moment:%H:%M} {label}"


@lru_cache(maxsize=256)  # feeds of one build say the same few
def rfc3339(text: str, zone: str) -> str:
    """An instant or a day (its midnight in `zone`, else in UTC) as RFC 3339 has it, with seconds."""
    whole = text if len(text) > 10 else instant(text, zone or "UTC")[0]
    moment = datetime.fromisoformat(whole)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def moment(text: str) -> float:
    """An RFC 3339 instant as a number that orders it among others."""
    return datetime.fromisoformat(text).timestamp()


def span(when: When) -> str:
    """The days that a date covers as ISO 8601 has them: a day, or an interval whose open end is `..`; empty where nothing is known."""
    low, high = (from_ordinal(day) if day else ".." for day in (when.lo, when.hi))
    return "" if low == high == ".." else low if low == high else f"{low}/{high}"
