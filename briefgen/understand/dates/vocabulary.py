"""The words of time in English, each in its class. In: nothing. Out: `CLASS`, `NUMBER` and the other tables that the grammar reads.

A class is one letter, so that a sentence becomes a string of letters and the grammar can be regular expressions over them.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

MONTH_NAMES: Final = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
WEEKDAY_NAMES: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTH: Final = MappingProxyType({
    **{name: number for number, name in enumerate(MONTH_NAMES, 1)}, **{name[:3]: number for number, name in enumerate(MONTH_NAMES, 1)}, "sept": 9,
})
SHORT_MONTHS: Final = frozenset({name[:3] for name in MONTH_NAMES if name != "may"} | {"sept"})
# Mon and Sun, Sat, Wed and Fri are words of their own far too often: they count with a full stop or beside a date only.
WEEKDAY: Final = MappingProxyType({
    **{name: number for number, name in enumerate(WEEKDAY_NAMES)}, "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
})
SEASON: Final = MappingProxyType({"spring": "SP", "springtime": "SP", "summer": "SU", "summertime": "SU", "autumn": "FA", "fall": "FA", "winter": "WI", "wintertime": "WI"})
# TIMEX3's letters for a unit; those of the clock stand after a T.
UNIT: Final = MappingProxyType({
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "TNI", "week": "W", "fortnight": "2W", "weekend": "WE", "month": "M", "quarter": "Q",
    "year": "Y", "decade": "DE", "century": "CE", "millennium": "ML",
})
PLURAL: Final = MappingProxyType({**{f"{name}s": value for name, value in UNIT.items()}, "centuries": "CE", "millennia": "ML", "hrs": "TH", "mins": "TM", "yrs": "Y"})
PART: Final = MappingProxyType({
    "morning": "MO", "mornings": "MO", "dawn": "MO", "daybreak": "MO", "sunrise": "MO", "afternoon": "AF", "afternoons": "AF", "evening": "EV", "evenings": "EV", "dusk": "EV",
    "sunset": "EV", "nightfall": "EV", "night": "NI", "nights": "NI", "nighttime": "NI", "overnight": "NI", "daytime": "DT", "noon": "12:00", "midday": "12:00",
    "noontime": "12:00", "midnight": "24:00",
})
_SMALL: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
                 "eighteen", "nineteen")
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER: Final = MappingProxyType({
    **{name: number for number, name in enumerate(_SMALL, 1)}, **{name: number * 10 for number, name in enumerate(_TENS, 2)}, "dozen": 12, "hundred": 100, "thousand": 1000,
    "couple": 2,
})
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth",
                    "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth")
ORDINAL: Final = MappingProxyType({**{name: number for number, name in enumerate(_ORDINALS, 1)}, "thirtieth": 30})
DECADE: Final = MappingProxyType({"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90})
RECUR: Final = MappingProxyType({
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W", "monthly": "P1M", "quarterly": "P3M", "yearly": "P1Y",
    "annually": "P1Y", "everyday": "P1D", "biennial": "P2Y",
})
TODAY: Final = MappingProxyType({"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1})
REFERENCE: Final = MappingProxyType({
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF", "presently": "PRESENT_REF", "recently": "PAST_REF", "lately": "PAST_REF", "future": "FUTURE_REF",
})
# Fixed feasts (month, day), and those that fall on the n-th weekday of a month (month, weekday, n; a negative n counts from its end).
FEAST: Final = MappingProxyType({
    "new year's eve": (12, 31), "new year's day": (1, 1), "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
    "valentine's day": (2, 14), "veterans day": (11, 11), "armistice day": (11, 11), "halloween": (10, 31), "bastille day": (7, 14), "may day": (5, 1),
    "all saints' day": (11, 1), "orthodox christmas": (1, 7), "juneteenth": (6, 19),
    "thanksgiving day": (11, 3, 4), "thanksgiving": (11, 3, 4), "labor day": (9, 0, 1), "memorial day": (5, 0, -1), "election day": (11, 1, 1), "columbus day": (10, 0, 2),
    "easter sunday": (), "easter": (), "good friday": (), "easter monday": (),
})

_CLASSES: Final = {
    "month": ("M", (*MONTH,)),
    "weekday": ("W", (*WEEKDAY,)),
    "season": ("S", (*SEASON,)),
    "unit": ("U", (*UNIT,)),
    "units": ("V", (*PLURAL,)),
    "part": ("P", (*PART,)),
    "word": ("w", (*NUMBER,)),
    "ordinal": ("o", (*ORDINAL,)),
    "decade": ("D", (*DECADE,)),
    "recur": ("q", (*RECUR,)),
    "today": ("X", (*TODAY,)),
    "reference": ("G", (*REFERENCE,)),
    "half": ("h", ("half",)),
    "vague": ("v", ("few", "several", "many", "some", "numerous", "various", "countless", "recent")),
    "back": ("L", ("last", "past", "previous", "preceding", "prior")),
    "ahead": ("N", ("next", "coming", "following", "upcoming", "subsequent", "ensuing")),
    "this": ("T", ("this", "these", "current")),
    "that": ("H", ("that", "same", "those")),
    "ago": ("A", ("ago",)),
    "later": ("l", ("later", "afterwards", "afterward", "hence")),
    "sooner": ("b", ("earlier", "previously", "beforehand")),
    "after": ("F", ("after", "following")),
    "before": ("B", ("before",)),
    "edge": ("E", ("early", "late", "mid", "beginning", "end", "start", "middle", "close", "turn", "outset", "onset", "rest", "remainder", "latter", "midst", "part", "earliest")),
    "each": ("e", ("every", "each", "per")),
    "art": ("a", ("a", "an", "another")),
    "the": ("t", ("the",)),
    "of": ("f", ("of", "in")),
    "and": ("&", ("and", "or", "to", "through", "until", "till")),
    "about": ("~", ("about", "around", "approximately", "roughly", "nearly", "almost", "circa", "ca", "c", "over", "under", "just", "only", "more", "less", "than", "least")),
    "period": ("R", ("time", "period", "point", "moment", "era", "times", "date")),
}
# "following" is first of all "the following year"; "the day following" is rare. The earlier table wins.
CLASS: Final = MappingProxyType({word: letter for letter, words in reversed(_CLASSES.values()) for word in words} | {
    "following": "N", "night": "P", "nights": "P", "second": "o", "now": "G",
})
# What the tokenizer finds by shape, and the punctuation that the grammar asks for.
SHAPES: Final = MappingProxyType({
    "iso": "I", "slashed": "K", "clock": "C", "ampm": "p", "zone": "Z", "decades": "D", "short": "Q", "num": "d", "big": "n", "year": "y", "nth": "O", "era": "r",
    "feast": "Y", ",": ",", ".": ".", "-": "-", "/": "/", "'": "'", "(": "(", "break": "|", "other": "x",
})
LETTER: Final = MappingProxyType({**SHAPES, **{name: letter for name, (letter, _) in _CLASSES.items()}})
