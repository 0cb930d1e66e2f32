"""Dates in words and in markup. In: `When`, calendar days, instants. Out: text in a language; nothing reads the system's locale.

Month, weekday and season names of a few languages are data here (after CLDR); others fall back to English.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from briefgen.model.locales import LOCALES, Locale
from briefgen.model.when import Precision, When, WhenError, parse_when

_INSTANT: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{1,2}:\d{2})(?::\d{2})?(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2}|[A-Za-z_]+/[A-Za-z_/+-]+|UTC)?\Z")


def locale_of(language: str) -> Locale:
    """The table for a BCP 47 language; English where there is none."""
    return LOCALES.get(language.split("-")[0].lower(), LOCALES["en"])


def from_ordinal(day: int) -> str:
    """An ordinal day as ISO text."""
    return date.fromordinal(day).isoformat()


def day_words(iso: str, language: str = "en") -> str:
    """`24 December 2023`."""
    names = locale_of(language)
    return names.day.format(d=int(iso[8:10]), m=names.months_of[int(iso[5:7]) - 1], y=int(iso[:4]))


def month_words(iso: str, language: str = "en") -> str:
    """`December 2023`."""
    names = locale_of(language)
    return names.month.format(m=names.months[int(iso[5:7]) - 1], y=int(iso[:4]))


def weekday_words(iso: str, language: str = "en") -> str:
    """`Sunday`."""
    return locale_of(language).weekdays[date.fromisoformat(iso).weekday()]


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
    elif when.precision is Precision.SEASON:
        notes.append(names.notes["season"])
    if when.approximate:
        notes.append(names.notes["about"])
    return _qualified(when, names, language), "; ".join(notes)


def _plain(when: When, names: Locale, language: str) -> str:
    low = from_ordinal(when.lo)
    if when.precision is Precision.TIME:
        clock = when.clock[:5]
        zone = when.clock[when.clock.index(":") + 3:].lstrip(":0123456789") if len(when.clock) > 5 else ""  # noqa: PLR2004
        offset = {"Z": " UTC", "+00:00": " UTC"}.get(zone, f" (UTC{zone})" if zone else "")
        return f"{day_words(low, language)}, {clock}{offset}"
    if when.precision is Precision.DAY:
        return day_words(low, language)
    if when.precision is Precision.MONTH:
        if when.text[8:10].endswith("X") and when.text[8:9].isdigit():
            return f"{int(from_ordinal(when.lo)[8:])}–{day_words(from_ordinal(when.hi), language)}"
        return month_words(low, language)
    if when.precision is Precision.SEASON:
        season = names.seasons[int(when.text[5:7]) - 21]
        tail = f"–{(int(low[:4]) + 1) % 100:02d}" if when.text[5:7] == "24" else ""
        return names.season.format(s=season, y=f"{int(low[:4])}{tail}")
    if when.precision is Precision.DECADE:
        return names.decade.format(y=int(low[:4]) // 10 * 10)
    if when.precision is Precision.CENTURY:
        return f"{int(low[:4]) // 100 * 100}–{int(low[:4]) // 100 * 100 + 99}"
    return str(int(low[:4]))


def _qualified(when: When, names: Locale, language: str) -> str:
    text = _plain(when, names, language)
    if when.approximate:
        text = names.about.format(text)
    return names.unsure.format(text) if when.uncertain else text


def _set_words(when: When, names: Locale, language: str) -> str:
    joined = (names.both if when.every else names.either).join(_qualified(one, names, language) for one in when.members)
    if when.open_start:
        return names.until.format(joined)
    return names.after.format(joined) if when.open_end else joined


def _interval_words(when: When, names: Locale, language: str) -> tuple[str, str]:
    start, end = when.start, when.end
    if end is None:
        assert start is not None
        note = names.notes["running"] if not start.approximate else f"{names.notes['about']}; {names.notes['running']}"
        return f"{_plain(start, names, language)} →", note
    if start is None:
        return names.until.format(_qualified(end, names, language)), ""
    exact = start.precision is end.precision is Precision.DAY and not (when.approximate or when.uncertain)
    low, high = from_ordinal(start.lo), from_ordinal(end.lo)
    if exact and low[:7] == high[:7]:
        return f"{int(low[8:])}–{day_words(high, language)}", ""
    if exact and low[:4] == high[:4]:
        short = names.day.format(d=int(low[8:]), m=names.months_of[int(low[5:7]) - 1], y="").rstrip(" ,.")
        return f"{short} – {day_words(high, language)}", ""
    return f"{_qualified(start, names, language)} – {_qualified(end, names, language)}", names.notes["about"] if when.approximate else ""


def iso(when: When) -> str:
    """What HTML's `datetime` can hold of a date: a day, a month, a year, an instant with its offset; empty otherwise."""
    if when.approximate or when.uncertain:
        return ""
    low = from_ordinal(when.lo) if when.lo else ""
    if when.precision is Precision.DAY:
        return low
    if when.precision is Precision.MONTH and when.hi - when.lo >= 27:  # noqa: PLR2004 - a whole month, not one of its decades
        return low[:7]
    if when.precision is Precision.YEAR:
        return low[:4]
    return f"{low}T{when.clock}" if when.precision is Precision.TIME else ""


def instant(text: str, zone: str) -> tuple[str, str]:
    """An instant as ISO 8601 with its offset, and a note where the clock was moved for daylight saving (often empty).

    Without an offset `zone` (an IANA name) is applied. In the hour that is skipped in spring the time is read with the offset
    before the change, in the one that comes twice in autumn as the first. A day without a time is its first minute.
    Raises `WhenError` for anything else, and where a clock time has neither offset nor zone.
    """
    found = _INSTANT.match(text.strip())
    if not found:
        parse_when(text.strip())  # raises the more helpful message where there is one
        raise WhenError(f'"{text}" is not an instant; write 2023-12-24 17:00, or with an offset 2023-12-24T17:00+02:00')
    parse_when(found[1])
    written = found[3] or ""
    if not written and not zone:
        raise WhenError(f'"{text}" has a clock time but no zone; add  timezone: Europe/Kyiv  to site.yml, or an offset such as +02:00')
    try:
        clock = datetime.fromisoformat(f"{found[1]}T{(found[2] or '00:00').zfill(5)}")
    except ValueError:
        raise WhenError(f'"{text}": there is no such time of day; write 00:00 to 23:59') from None
    if written in ("Z", "UTC"):
        return clock.isoformat(timespec="minutes") + "+00:00", ""
    if written and "/" not in written:
        offset = written if ":" in written else f"{written[:3]}:{written[3:]}"
        try:
            return datetime.fromisoformat(f"{clock.isoformat(timespec='minutes')}{offset}").isoformat(timespec="minutes"), ""
        except ValueError:
            raise WhenError(f'"{text}": there is no offset {written}') from None
    try:
        local = clock.replace(tzinfo=ZoneInfo(written or zone))
    except (KeyError, ValueError, OSError):
        raise WhenError(f'"{text}": there is no time zone {written}') from None
    try:
        round_trip = local.astimezone(UTC).astimezone(local.tzinfo)
    except OverflowError:
        return local.isoformat(timespec="minutes"), ""
    note = ""
    if round_trip.replace(tzinfo=None) != clock:
        note = f"{found[2]} does not exist on that day; it is read as {round_trip:%H:%M}"
        local = round_trip
    elif local.utcoffset() != local.replace(fold=1).utcoffset():
        note = f"{found[2]} comes twice on that day; the first is meant unless an offset says otherwise"
    return local.isoformat(timespec="minutes"), note


def instant_words(text: str, zone: str, language: str = "en") -> str:
    """`24 December 2023, 17:00 EET` of an instant in the site's zone, or `24 December 2023` of a day."""
    if len(text) == 10:  # noqa: PLR2004
        return day_words(text, language)
    moment = datetime.fromisoformat(text)
    if zone:
        moment = moment.astimezone(ZoneInfo(zone))
    name = moment.tzname() or ""
    label = name if name[:1].isalpha() and not name.startswith("UTC+") else f"UTC{moment:%z}"
    return f"{day_words(moment.date().isoformat(), language)}, {moment:%H:%M} {label}"


def rfc3339(text: str, zone: str) -> str:
    """An instant or a day (its midnight in `zone`, else in UTC) as RFC 3339 has it, with seconds."""
    whole = text if len(text) > 10 else instant(text, zone or "UTC")[0]  # noqa: PLR2004
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


def next_day(iso_day: str) -> str:
    """The day after."""
    return (date.fromisoformat(iso_day) + timedelta(days=1)).isoformat()
