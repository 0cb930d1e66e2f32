"""Numbers written in words, in a few languages. In: nothing. Out: `NUMERALS`, `MAGNITUDES`, `RELATIVE`, `ALL_NUMERALS`.

Words for one and for halves are left out: they are articles and figures of speech more often than numbers.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

_EN_UNITS: Final = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
                    "sixteen", "seventeen", "eighteen", "nineteen")
_EN_ORDINALS: Final = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth",
                       "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth")
_EN_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_DE_UNITS: Final = ("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
_DE_ORDINALS: Final = ("dritte", "vierte", "fünfte", "sechste", "siebte", "achte", "neunte", "zehnte", "elfte", "zwölfte")
_DE_TENS: Final = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_FR_UNITS: Final = ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize")
_FR_ORDINALS: Final = ("troisième", "quatrième", "cinquième", "sixième", "septième", "huitième", "neuvième", "dixième")
_FR_TENS: Final = ("vingt", "trente", "quarante", "cinquante", "soixante")
_UK_UNITS: Final = (("два", "дві", "двох", "двоє"), ("три", "трьох", "троє"), ("чотири", "чотирьох", "четверо"), ("пʼять", "пʼяти", "пʼятеро"),
                    ("шість", "шести"), ("сім", "семи"), ("вісім", "восьми"), ("девʼять", "девʼяти"), ("десять", "десяти"), ("одинадцять",),
                    ("дванадцять",))
_UK_TENS: Final = ("двадцять", "тридцять", "сорок", "пʼятдесят", "шістдесят", "сімдесят", "вісімдесят", "девʼяносто")

NUMERALS: Final = MappingProxyType({
    "en": MappingProxyType({
        **{word: n for n, word in enumerate(_EN_UNITS, 2)}, **{word: n for n, word in enumerate(_EN_ORDINALS, 3)},
        **{word: n * 10 for n, word in enumerate(_EN_TENS, 2)}, **{word[:-1] + "ieth": n * 10 for n, word in enumerate(_EN_TENS, 2)},
        "dozen": 12, "both": 2, "twice": 2,
    }),
    "de": MappingProxyType({
        **{word: n for n, word in enumerate(_DE_UNITS, 2)},
        **{word + ending: n for n, word in enumerate(_DE_ORDINALS, 3) for ending in ("", "n", "r", "s", "m")},
        **{word: n * 10 for n, word in enumerate(_DE_TENS, 2)},
        **{f"{unit}und{ten}": n * 10 + u for n, ten in enumerate(_DE_TENS, 2) for u, unit in enumerate(("ein", *_DE_UNITS[:8]), 1)}, "dutzend": 12,
    }),
    "fr": MappingProxyType({
        **{word: n for n, word in enumerate(_FR_UNITS, 2)}, **{word: n for n, word in enumerate(_FR_ORDINALS, 3)},
        **{word: n * 10 for n, word in enumerate(_FR_TENS, 2)}, "douzaine": 12,
    }),
    "uk": MappingProxyType({
        **{word: n for n, forms in enumerate(_UK_UNITS, 2) for word in forms}, **{word: n * 10 for n, word in enumerate(_UK_TENS, 2)},
    }),
})
ALL_NUMERALS: Final = frozenset(word for table in NUMERALS.values() for word in table)

MAGNITUDES: Final = MappingProxyType({
    **dict.fromkeys(("hundred", "hundert", "cent", "сто"), 100),
    **dict.fromkeys(("thousand", "tausend", "mille", "тис", "тисяч", "тисячі", "тыс", "тысяч"), 1_000),
    **dict.fromkeys(("million", "millions", "millionen", "mio", "mn", "млн", "мільйон", "мільйонів", "мільйони", "миллион", "миллионов"), 1_000_000),
    **dict.fromkeys(("billion", "billions", "bn", "milliarde", "milliarden", "mrd", "milliard", "milliards", "млрд", "мільярд", "мільярдів"),
                    1_000_000_000),
})

# Words that place a passage in time by the day on which it was written: within how many days of it what they mean may lie.
_NEAR_DAYS: Final = (
    "yesterday", "today", "tonight", "tomorrow", "overnight", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "gestern", "heute", "morgen", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
    "hier", "aujourdʼhui", "demain", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    "вчора", "сьогодні", "завтра", "понеділок", "вівторок", "середу", "четвер", "пʼятницю", "суботу", "неділю",
)
_NEAR_YEARS: Final = (
    "year", "years", "season", "winter", "summer", "spring", "autumn", "jahr", "jahre", "jahres", "année", "ans", "hiver", "printemps", "automne",
    "року", "роки", "рік", "зими", "літа", "весни", "осені",
)
RELATIVE: Final = MappingProxyType({
    **dict.fromkeys(_NEAR_DAYS, 8),
    **dict.fromkeys(("week", "weeks", "woche", "wochen", "semaine", "semaines", "тижня", "тижні", "fortnight", "ago"), 30),
    **dict.fromkeys(("month", "months", "monat", "monate", "monats", "mois", "місяця", "місяці"), 190),
    **dict.fromkeys(_NEAR_YEARS, 1100),
})
