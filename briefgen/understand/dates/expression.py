"""From a `Draft` to an `Expression`: the words that qualify it, open ends, bounds. In: a `Context`, a `Draft`. Out: an `Expression`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefgen.model.timex import Expression, Kind
from briefgen.model.when import When, WhenError, parse_when
from briefgen.understand.dates import calendar
from briefgen.understand.dates.vocabulary import listed

if TYPE_CHECKING:
    from briefgen.understand.dates.context import Context
    from briefgen.understand.dates.draft import Draft

_ABOUT: Final = listed("about around circa ca c roughly nearly almost approximately sometime")
_BOUNDS: Final = listed("since until till by before after")
# Words that stand between those and the date.
_BETWEEN: Final = listed("at least latest the as early late mid than more less no later earlier up to only just very in -")
_FAR: Final = 6
_STILL: Final = listed("has have ve")
_OVER: Final = listed("had was were did")
_ONWARD: Final = listed("onward onwards forward forwards")


def expression(context: Context, draft: Draft, not_after: str) -> Expression:
    """The record of one reading. `not_after` is the last day on which the document can have been written, or nothing."""
    read = context.read
    words = qualifier(context, draft)
    edtf, reason = "", draft.reason
    if draft.point:
        edtf = calendar.edtf(draft.point)
        if _ABOUT & set(words) and draft.kind is Kind.DATE and "/" not in edtf:
            edtf += "~"
        if _runs_on(context, draft, words):
            edtf = f"{edtf.split('/')[0]}/.."
    elif draft.direction < 0 and not_after and draft.kind in (Kind.DATE, Kind.TIME):
        edtf, reason = f"[..{not_after}]", f"{reason}; the text is no later than {not_after}".removeprefix("; ")
    return Expression(read.starts[draft.first], read.ends[draft.last - 1], draft.kind, draft.value, edtf, _when(edtf, draft), " ".join(words), reason)


def _when(edtf: str, draft: Draft) -> When | None:
    """EDTF as `model.when` reads it, with the clock time where there is one."""
    clock = draft.point.clock if draft.point else ""
    try:
        if ":" in clock and len(edtf) == len("2023-12-24"):
            return parse_when(f"{edtf}T{clock}")
        return parse_when(edtf) if edtf else None
    except WhenError:
        return None


def qualifier(context: Context, draft: Draft) -> list[str]:
    """The words before and in an expression that make it less exact: "since at least", "about", "end of"; empty for plain ones."""
    read = context.read
    out: list[str] = []
    telling = False
    for place in range(draft.first - 1, max(-1, draft.first - 1 - _FAR), -1):
        word = read.words[place]
        if word not in _BOUNDS and word not in _ABOUT and word not in _BETWEEN:
            break
        out.append(word)
        telling = telling or word in _BOUNDS or word in _ABOUT
        if word in _BOUNDS:
            break
    while out and out[-1] not in _BOUNDS and out[-1] not in _ABOUT:
        out.pop()
    out = [word for word in reversed(out) if word not in ("the", "in", "-")] if telling else []
    inside = [place for place in range(draft.first, draft.last) if read.letters[place] in "Ei~"]
    return out + [read.words[place] for place in inside]


def _runs_on(context: Context, draft: Draft, words: list[str]) -> bool:
    """Whether what began then is said to go on: "since September … has been telling", "from 1990 onwards"."""
    read = context.read
    if read.words[draft.last : draft.last + 1] and read.words[draft.last] in _ONWARD:
        return True
    if words[:1] != ["since"]:
        return False
    low, high = context.sentence(draft.first)
    near = min(((abs(place - draft.first), read.words[place]) for place in range(low, high) if read.words[place] in _STILL | _OVER), default=(0, ""))
    return near[1] in _STILL
