"""Times of day. In: a `Context` and a span. Out: `Draft`s."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefgen.model.timex import Kind
from briefgen.understand.dates import calendar
from briefgen.understand.dates.calendar import Point
from briefgen.understand.dates.draft import NO_DATE, Draft, dated, undated
from briefgen.understand.dates.spans import Span
from briefgen.understand.dates.vocabulary import NUMBER, TODAY, WEEKDAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.understand.dates.context import Context

_NEAR: Final = 7


def clock_time(context: Context, span: Span) -> Iterator[Draft]:
    """`10:35 a.m.`, `4 a.m. EDT Thursday`, `at dawn`, `4 in the morning`."""
    clock = _clock(span)
    bare = len(span.letters.strip("~t")) == 1 and "P" in span.letters
    if not clock or (bare and not _a_time_of_day(context, span)):
        return
    if "Z" in span.letters and context.before(span.first) == "(" and context.read.letters[max(0, span.first - 2)] in "pCZ":
        return
    point = _its_day(context, span)
    if point is None:
        yield undated(span, f"XXXX-XX-XXT{clock}", NO_DATE)
        return
    yield dated(span, point._replace(clock=clock))


def on_day(time: Draft, day: Draft) -> Draft:
    """A time of day with the date that stands just after it: "at 6:40 a.m. on March 4", "by dawn the next day"."""
    if time.kind is not Kind.TIME or day.point is None or day.point.grain != "day" or day.point.clock:
        return time
    clock = time.value.rpartition("T")[2]
    point = day.point._replace(clock=clock)
    return time._replace(value=calendar.timex(point), point=point)


def _a_time_of_day(context: Context, span: Span) -> bool:
    """Whether a bare "night" or "noon" says when: after "at" or "by" in news, anywhere in a history; a name such as Operation Dawn never does."""
    start = context.read.starts[span.first]
    if context.read.text[start].isupper():
        return False
    return context.narrative or context.before(span.first) in ("at", "by", "until", "before", "around")


def _clock(span: Span) -> str:
    part = span.part()
    word = span.word("C") or (span.word("dn") if "d" in span.letters or "n" in span.letters else "")
    if "w" in span.letters:
        word = str(NUMBER[span.word("w")])
    if not word:
        return part
    digits = "".join(one if one.isdigit() else ":" for one in word.split("h")[0].strip()).strip(":").split(":")
    if len(digits) == 1 and len(digits[0]) == 4:
        digits = [digits[0][:2], digits[0][2:]]
    if not all(one.isdigit() for one in digits):
        return ""
    hour, minute = int(digits[0]), digits[1] if len(digits) > 1 else "00"
    late = span.word("p").startswith("p") or part in ("AF", "EV") or (part == "NI" and hour > 5)
    if late and hour < 12:
        hour += 12
    elif hour == 12 and span.word("p").startswith("a"):
        hour = 0
    return f"{hour:02d}:{minute}" if hour <= 24 else ""


def _its_day(context: Context, span: Span) -> Point | None:
    """The day of a clock time: the weekday in or just after it, else the date spoken of, else the document's."""
    read = context.read
    number = span.weekday()
    for place in range(span.last, min(span.last + _NEAR, len(read.words))):
        again = read.letters[place] == "C" and read.letters[place - 1] != "("
        if number >= 0 or again or read.words[place] in (".", ";") or read.letters[place] in "Mmj|":
            break
        if read.letters[place] == "W" and read.letters[place - 1] != "Z":
            number = WEEKDAY[read.words[place]]
    if "X" in span.letters and not context.narrative:
        return calendar.shift(context.anchor, TODAY[span.word("X")], "D") if context.anchor else None
    base = context.now()
    start = base.first() if base and base.grain == "day" else None
    if number >= 0 and start:
        behind = (start.weekday() - number) % 7
        there = calendar.moved(start, -behind % 7 if context.tense(span.first, span.last) > 0 else -behind)
        return calendar.day(there) if there else None
    then = context.then()
    if (then is None or then.grain != "day") and not context.narrative:
        then = context.anchor
    return then if then and then.grain == "day" else None
