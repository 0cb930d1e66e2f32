"""The chart over a timeline's list (design §6). In: rows in order, the day of the edition, words. Out: SVG.

A summary of the list: lanes of marks that carry the numbers of the list's lines, each mark as wide as its date is uncertain. Positions are
per cents without a `viewBox`, so that type keeps its size at any width; colours are attributes too, for readers without the style sheet.
Undated lines stand in a group of their own, off the axis. Nothing is drawn where fewer than two lines have dates.
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from briefgen.model import dates
from briefgen.render.markup import escaped
from briefgen.render.svg.scale import DAY, MONTH, WHOLE, scale
from briefgen.render.svg.tracks import DISC, WIDTH, Mark, tracks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.model.parts import Row
    from briefgen.render.svg.scale import Part, Scale
    from briefgen.render.svg.tracks import Placed

# Heights in pixels: the axis, a lane's name, one track of marks.
TOP: Final = 52
NAME: Final = 21
TRACK: Final = 25
FOOT: Final = 22
# Beyond this many lines marks stand without words.
WORDED: Final = 40
ACCENT, SOFT, INK, WARN, AXIS, PAPER = "#0b5360", "#d6e6e7", "#14191d", "#96300f", "#8b9594", "#fcfcfa"


def draw(rows: Sequence[Row], now: int, words: Mapping[str, str], language: str) -> str:
    """The chart, or nothing where fewer than two rows have dates."""
    dated = [row for row in rows if row.mark != "none" and (row.lo or row.hi)]
    if len(dated) < 2:
        return ""
    axis = scale([(row.lo, row.hi) for row in dated], now)
    undated = [row for row in rows if row.mark == "none" or not (row.lo or row.hi)]
    lanes: dict[str, list[Mark]] = {}
    for row in dated:
        lanes.setdefault(row.lane, []).append(_mark(row, axis, now))
    placed = {lane: tracks(marks, worded=len(rows) <= WORDED) for lane, marks in lanes.items()}
    named = len(placed) > 1 or any(placed)
    body, y = [], TOP
    for number, (lane, marks) in enumerate(placed.items()):
        if number:
            body.append(_line(0, WHOLE, y))
        if lane and named:
            body.append(f'<text class="s-b" y="{y + 18}">{escaped(lane)}</text>')
            y += NAME
        y += 6
        body += [_drawn(one, y + one.track * TRACK + TRACK // 2) for one in marks]
        y += (max(one.track for one in marks) + 1) * TRACK + 4
    bottom = y
    head = _axis(axis, bottom, language, words)
    if now:
        head.append(_edition(axis.middle(now), bottom, words["this-edition"]))
    tail, height = _undated(undated, bottom + FOOT, words) if undated else ([], bottom + FOOT)
    return (f'<svg class="span" height="{height}" role="img" aria-labelledby="chart-t chart-d" font-family="sans-serif" font-size="12">'
            f'<title id="chart-t">{escaped(_title(dated, words, language))}</title>'
            f'<desc id="chart-d">{escaped(_described(lanes, undated, words))}</desc>'
            f"{_gradients()}{''.join(head)}{''.join(body)}{''.join(tail)}</svg>")


def _mark(row: Row, axis: Scale, now: int) -> Mark:
    """Where a row lies. What is open on one side reaches the edition, or the edge of the chart."""
    if row.mark in ("day", "about", "doubtful") and row.lo and row.lo == row.hi:
        point = axis.middle(row.lo)
        if row.mark == "day":
            return Mark(row, point, point, point)
        reach = 3 * (axis.at(row.lo + 1) - axis.at(row.lo))
        return Mark(row, max(0, point - reach), min(WHOLE, point + reach), point)
    left = axis.at(row.lo) if row.lo else 0
    running = row.mark == "running" and now > row.lo
    right = axis.at(row.hi + 1) if row.hi else axis.middle(now) if running else WHOLE
    width = right - left
    inset = DISC * WHOLE // WIDTH * 2 // 3
    middle = row.soft or row.mark in ("set", "before", "after") or width < 2 * inset
    return Mark(row, left, right, left + width // 2 if middle and row.mark != "running" else left + inset)


# -- what is drawn -----------------------------------------------------------------------------------------------------


def _drawn(one: Placed, y: int) -> str:
    mark = one.mark
    row = mark.row
    return (f'{_shape(mark, y, mark.right - mark.left)}<svg x="{_pc(mark.point)}" y="{y}" overflow="visible">{_pin(row.mark, row.number)}</svg>'
            f"{_label(one, y)}")


@lru_cache(maxsize=512)
def _pin(mark: str, number: int) -> str:
    """The disc with a line's number, and what says that its date is in doubt."""
    halo = f'<circle class="s-h" r="12" fill="none" stroke="{ACCENT}" stroke-dasharray="2.5 2.5"/>' if mark in ("about", "doubtful") else ""
    wider = len(str(number)) - 1
    disc = f'<rect class="s-n" x="{-8 - 3 * wider}" y="-8.5" width="{16 + 6 * wider}" height="17" rx="8.5" fill="{INK}"/>'
    doubt = f'<text class="s-w" x="13" y="-5" fill="{ACCENT}">?</text>' if mark == "doubtful" else ""
    return f'{halo}{disc}<text class="s-d" y="4" text-anchor="middle" font-weight="700" font-size="11" fill="{PAPER}">{number}</text>{doubt}'


def _shape(mark: Mark, y: int, width: int) -> str:
    """What says how sure a mark's date is, behind its disc; nothing behind a day's."""
    row = mark.row
    if row.mark == "day" and not width:
        return ""
    box = f'x="{_pc(mark.left)}" y="{y - 8}" width="{_pc(max(width, 20))}" height="16"'
    match row.mark:
        case "month":
            return f'<rect class="s-m" {box} fill="{SOFT}" stroke="{ACCENT}"/>'
        case "set":
            return f'<rect class="s-m s-dash" {box} rx="8" fill="{SOFT}" stroke="{ACCENT}" stroke-dasharray="3 3"/>'
        case "span":
            return f'<rect class="s-f" {box} fill="{ACCENT}"/>'
        case "running":
            return f'<rect {box} fill="url(#chart-{"l" if row.soft or not row.date.iso else "f"})"/>{_arrow(mark.right, y)}'
        case "before":
            return f'<rect {box} fill="url(#chart-l)"/>'
        case "after":
            return f'<rect {box} fill="url(#chart-r)"/>'
        case _:
            return f'<rect {box} fill="url(#chart-s)"/>' if width else ""


def _label(one: Placed, y: int) -> str:
    if not one.side:
        return ""
    mark = one.mark
    after = one.side > 0
    edge = max(mark.right, mark.point) if after else min(mark.left, mark.point)
    near = mark.right - mark.point < 100 if after else mark.point - mark.left < 100
    shift = (16 if near else 7) + (6 if mark.row.mark == "running" and after else 0)
    anchor = "" if after else ' text-anchor="end"'
    return f'<text class="s-l" x="{_pc(edge)}" dx="{shift if after else -shift}" y="{y + 4}"{anchor}>{escaped(one.words)}</text>'


def _arrow(x: int, y: int) -> str:
    return f'<svg x="{_pc(x)}" y="{y}" overflow="visible"><path class="s-f" fill="{ACCENT}" d="M-1-12 11 0-1 12z"/></svg>'


def _line(left: int, right: int, y: int) -> str:
    return f'<line class="s-a" x1="{_pc(left)}" x2="{_pc(right)}" y1="{y}" y2="{y}" stroke="{AXIS}"/>'


def _edition(x: int, bottom: int, words: str) -> str:
    anchor = "end" if x > WHOLE * 9 // 10 else "start" if x < WHOLE // 10 else "middle"
    return (f'<line class="s-now" x1="{_pc(x)}" x2="{_pc(x)}" y1="{TOP}" y2="{bottom + 2}" stroke="{WARN}" stroke-width="1.5"/>'
            f'<text class="s-nt" x="{_pc(x)}" y="{bottom + 16}" text-anchor="{anchor}" font-weight="600" fill="{WARN}">{escaped(words)}</text>')


def _axis(axis: Scale, bottom: int, language: str, words: Mapping[str, str]) -> list[str]:
    made = [f'<rect class="s-p" x="{_pc(part.left)}" y="0" width="{_pc(part.right - part.left)}" height="{bottom}" fill="#f2f4f1"/>'
            for part in axis.parts if part.enlarged and len(axis.parts) > 1]
    for tick in axis.ticks():
        if tick.unit != DAY:
            made.append(f'<line class="s-t" x1="{_pc(tick.at)}" x2="{_pc(tick.at)}" y1="28" y2="{bottom}" stroke="#d8dcd8"/>')
        if tick.rank:
            anchor = "start" if tick.unit == DAY and tick.middle < 100 else "middle"
            kind = "" if tick.rank > 1 else ' class="s-l"'
            made.append(f'<text{kind} x="{_pc(tick.middle)}" y="43" text-anchor="{anchor}">{_tick(tick.day, tick.unit, language)}</text>')
    for part in axis.parts:
        if part.right - part.left >= WHOLE // 5 or len(axis.parts) == 1:
            made.append(f'<text class="s-b" x="{_pc(part.left)}" dx="{8 if part.enlarged else 0}" y="16">{escaped(_stretch(part, language))}'
                        f'<tspan class="s-l">, {escaped(words["chart-by-" + part.unit])}</tspan></text>')
        if part.left:
            made.append(f'<line class="s-a" x1="{_pc(part.left)}" x2="{_pc(part.left)}" y1="0" y2="{bottom}" stroke="{AXIS}"/>')
    made.append(_line(0, WHOLE, TOP))
    return made


@lru_cache(maxsize=1024)
def _tick(day: int, unit: str, language: str) -> str:
    found = date.fromordinal(day)
    if unit == DAY:
        return str(found.day)
    return dates.locale_of(language).months[found.month - 1][:1].upper() if unit == MONTH else str(found.year)


@lru_cache(maxsize=256)
def _stretch(part: Part, language: str) -> str:
    """What a part covers, in words: a month, or from month to month, or from year to year."""
    first, last = dates.from_ordinal(part.first), dates.from_ordinal(part.last - 1)
    if first[:7] == last[:7]:
        return dates.month_words(first[:7], language)
    if part.unit == MONTH and first[:4] == last[:4] and first[5:7] == "01" and last[5:7] == "12":
        return first[:4]
    if part.unit in (DAY, MONTH):
        return f"{dates.month_words(first[:7], language)} – {dates.month_words(last[:7], language)}"
    return first[:4] if first[:4] == last[:4] else f"{int(first[:4])}–{int(last[:4])}"


def _undated(rows: Sequence[Row], top: int, words: Mapping[str, str]) -> tuple[list[str], int]:
    """The group without dates, off the axis: rings in a line, each with its number."""
    made = [f'<text class="s-b" y="{top + 18}">{escaped(words["no-date"])}</text>']
    y = top + NAME + TRACK // 2 + 4
    step = min(400, WHOLE // max(1, len(rows)))
    for number, row in enumerate(rows):
        made.append(f'<svg x="{_pc(number * step)}" y="{y}" overflow="visible">'
                    f'<circle class="s-h" cx="13" r="12" fill="none" stroke="{ACCENT}" stroke-dasharray="2.5 2.5"/>'
                    f'<text class="s-w" x="13" y="4" text-anchor="middle" font-size="11" font-weight="700">{row.number}</text></svg>')
    return made, y + 18


@cache
def _gradients() -> str:
    """Edges that fade: on both sides, on the left, on the right; and none."""
    def stops(*pairs: tuple[str, str]) -> str:
        return "".join(f'<stop class="s-g" offset="{offset}" stop-color="{ACCENT}" stop-opacity="{opacity}"/>' for offset, opacity in pairs)

    kinds = {"s": stops(("0", "0"), (".25", ".45"), (".75", ".45"), ("1", "0")), "l": stops(("0", ".08"), (".16", "1")),
             "r": stops((".6", "1"), ("1", ".05")), "f": stops(("0", "1"))}
    return "<defs>" + "".join(f'<linearGradient id="chart-{name}">{inside}</linearGradient>' for name, inside in kinds.items()) + "</defs>"


# -- what is said ------------------------------------------------------------------------------------------------------


def _title(rows: Sequence[Row], words: Mapping[str, str], language: str) -> str:
    days = [day for row in rows for day in (row.lo, row.hi) if day]
    first, last = (dates.month_words(dates.from_ordinal(day)[:7], language) for day in (min(days), max(days)))
    return words["chart-title"].format(n=len(rows), first=first, last=last)


def _described(lanes: Mapping[str, Sequence[Mark]], undated: Sequence[Row], words: Mapping[str, str]) -> str:
    parts = [f"{lane}: {', '.join(str(mark.row.number) for mark in marks)}" for lane, marks in lanes.items() if lane]
    if undated:
        parts.append(f"{words['no-date']}: {', '.join(str(row.number) for row in undated)}")
    return words["chart-description"].format(lanes="; ".join(parts))


@lru_cache(maxsize=512)
def _pc(hundredths: int) -> str:
    """Hundredths of a per cent as CSS has them."""
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".") + "%"
