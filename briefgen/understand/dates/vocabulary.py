"""The words of time in English, each in its class. In: nothing. Out: `CLASS`, `LETTER`, and what months, units, numbers and feasts are worth.

A class is one letter, so that a sentence becomes a string of letters and the grammar can be regular expressions over them.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


def _table(text: str) -> Mapping[str, str]:
    """`word value, word value`: a table as it is read aloud."""
    words = text.replace(",", " ").split()
    return MappingProxyType(dict(zip(words[::2], words[1::2], strict=True)))


def listed(words: str) -> frozenset[str]:
    """A set of words, written as a sentence."""
    return frozenset(words.split())


def _counted(text: str, first: int = 1, step: int = 1) -> dict[str, int]:
    return {word: first + step * place for place, word in enumerate(text.split())}


_MONTHS: Final = _counted("january february march april may june july august september october november december")
_SHORT: Final = {name[:3]: number for name, number in _MONTHS.items() if name != "may"} | {"sept": 9}
MONTH: Final = MappingProxyType(_MONTHS | _SHORT)
SHORT_MONTHS: Final = frozenset(_SHORT)
# These are words of their own: they are months where something beside them says so.
UNSURE_MONTHS: Final = frozenset({"may", "march"})
_WEEKDAYS: Final = _counted("monday tuesday wednesday thursday friday saturday sunday", 0)
# Mon, Sat and Sun are something else far too often: short forms count beside a date only.
SHORT_WEEKDAYS: Final = MappingProxyType({"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6})
WEEKDAY: Final = MappingProxyType(_WEEKDAYS | SHORT_WEEKDAYS)
SEASON: Final = _table("spring SP, springtime SP, summer SU, summertime SU, autumn FA, fall FA, winter WI, wintertime WI")
# TIMEX3's letters of a unit; those of the clock stand after a T.
UNIT: Final = _table(
    "second TS, minute TM, hour TH, day D, week W, fortnight 2W, weekend WE, month M, quarter Q, year Y, decade DE, century CE, millennium ML",
)
PLURAL: Final = MappingProxyType(
    {f"{name}s": value for name, value in UNIT.items()} | dict(_table("centuries CE, millennia ML, hrs TH, mins TM, yrs Y")),
)
# A part of the day: TIMEX3's letters, or the clock.
PART: Final = _table(
    "morning MO, mornings MO, dawn MO, daybreak MO, sunrise MO, afternoon AF, afternoons AF, evening EV, evenings EV, dusk EV,"
    "sunset EV, nightfall EV, night NI, nights NI, nighttime NI, overnight NI, daytime DT, noon 12:00, midday 12:00, noontime 12:00, midnight 24:00",
)
NUMBER: Final = MappingProxyType(
    _counted("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
    | _counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
    | {"couple": 2, "dozen": 12, "hundred": 100, "thousand": 1000},
)
ORDINAL: Final = MappingProxyType(_counted(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth"
    " eighteenth nineteenth twentieth",
) | {"thirtieth": 30})
DECADE: Final = MappingProxyType(_counted("twenties thirties forties fifties sixties seventies eighties nineties", 20, 10))
RECUR: Final = _table(
    "hourly PT1H, daily P1D, everyday P1D, nightly P1D, weekly P1W, biweekly P2W, fortnightly P2W, monthly P1M, quarterly P3M, yearly P1Y,"
    "annually P1Y, biennial P2Y",
)
TODAY: Final = MappingProxyType({"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1})
REFERENCE: Final = _table(
    "now PRESENT_REF, current PRESENT_REF, currently PRESENT_REF, nowadays PRESENT_REF, presently PRESENT_REF, recently PAST_REF,"
    "lately PAST_REF, former PAST_REF, recent PAST_REF, past PAST_REF, future FUTURE_REF",
)
# (month, day); (month, weekday, n) for the n-th weekday of a month, counted from its end where negative; () for those that follow Easter.
FEAST: Final = MappingProxyType({
    "new year's eve": (12, 31), "new year's day": (1, 1), "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25),
    "boxing day": (12, 26), "orthodox christmas": (1, 7), "valentine's day": (2, 14), "may day": (5, 1), "juneteenth": (6, 19),
    "bastille day": (7, 14),
    "halloween": (10, 31), "all saints' day": (11, 1), "veterans day": (11, 11), "armistice day": (11, 11), "thanksgiving day": (11, 3, 4),
    "thanksgiving": (11, 3, 4), "labor day": (9, 0, 1), "memorial day": (5, 0, -1), "columbus day": (10, 0, 2), "election day": (11, 1, 1),
    "easter sunday": (), "easter": (), "good friday": (), "easter monday": (),
})

# Where a word could be of two classes, the later wins.
_CLASSES: Final = {
    "about": ("~", "about around approximately roughly nearly almost circa ca c over under just only more less than least"),
    "period": ("R", "time period point moment era times date"),
    "edge": ("E", "early late mid earliest latter"),
    "ends": ("i", "beginning end start middle close turn outset onset rest remainder midst part"),
    "and": ("&", "and or to through until till"),
    "after": ("F", "after"),
    "before": ("B", "before"),
    "ago": ("A", "ago"),
    "later": ("l", "later afterwards afterward hence"),
    "sooner": ("b", "earlier previously beforehand"),
    "each": ("e", "every each per"),
    "art": ("a", "a an another"),
    "the": ("t", "the"),
    "of": ("f", "of in"),
    "half": ("h", "half"),
    "vague": ("v", "few several many some numerous various countless recent"),
    "back": ("L", "last past previous preceding prior"),
    "ahead": ("N", "next coming following upcoming subsequent ensuing"),
    "this": ("T", "this these current"),
    "that": ("H", "that same those"),
    "month": ("M", " ".join(MONTH)),
    "weekday": ("W", " ".join(WEEKDAY)),
    "season": ("S", " ".join(SEASON)),
    "unit": ("U", " ".join(UNIT)),
    "units": ("V", " ".join(PLURAL)),
    "part": ("P", " ".join(PART)),
    "word": ("w", " ".join(NUMBER)),
    "ordinal": ("o", " ".join(ORDINAL)),
    "decade": ("D", " ".join(DECADE)),
    "recur": ("q", " ".join(RECUR)),
    "today": ("X", " ".join(TODAY)),
    "reference": ("G", " ".join(word for word in REFERENCE if word not in ("current", "recent", "past"))),
}
CLASS: Final = MappingProxyType({word: letter for letter, words in _CLASSES.values() for word in words.split()})
# What the tokenizer tells by shape, the months and weekdays that it is not sure of, and the punctuation that the grammar asks for.
LETTER: Final = MappingProxyType({name: letter for name, (letter, _) in _CLASSES.items()} | {
    "iso": "I", "slashed": "K", "clock": "C", "ampm": "p", "zone": "Z", "decades": "D", "short": "Q", "num": "d", "big": "n", "year": "y", "nth": "O",
    "era": "r", "feast": "Y", "may": "m", "short-month": "j", "wkd": "s", ",": ",", ".": ".", "-": "-", "/": "/", "'": "'", "(": "(", "break": "|",
    "sign": "z", "noun": "x", "part-code": "k",
})
