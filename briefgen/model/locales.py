"""Names of months, weekdays and seasons, and patterns for dates, in a few languages. In: nothing. Out: `LOCALES`."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, NamedTuple


class Locale(NamedTuple):
    """One language. `months_of` are the months as they stand after a day (genitive where the language has one)."""

    months: tuple[str, ...]
    months_of: tuple[str, ...]
    weekdays: tuple[str, ...]
    seasons: tuple[str, ...]
    day: str
    month: str
    season: str
    decade: str
    about: str
    unsure: str
    until: str
    after: str
    either: str
    both: str
    none: str
    notes: dict[str, str]


_EN_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_DE_MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")
_FR_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")

LOCALES: Final = MappingProxyType({
    "en": Locale(
        _EN_MONTHS, _EN_MONTHS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        ("Spring", "Summer", "Autumn", "Winter"), "{d} {m} {y}", "{m} {y}", "{s} {y}", "{y}s", "c. {}", "{} (uncertain)", "until {}",
        "on or after {}", " or ", " and ", "Date not given",
        {"month": "day not given", "season": "season as given", "about": "about", "running": "still running", "set": "one of them"},
    ),
    "de": Locale(
        _DE_MONTHS, _DE_MONTHS, ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
        ("Frühjahr", "Sommer", "Herbst", "Winter"), "{d}. {m} {y}", "{m} {y}", "{s} {y}", "{y}er-Jahre", "um {}", "{} (unsicher)", "bis {}",
        "am oder nach {}", " oder ", " und ", "Ohne Datum",
        {"month": "Tag nicht genannt", "season": "nur Jahreszeit genannt", "about": "ungefähr", "running": "dauert an", "set": "eines davon"},
    ),
    "fr": Locale(
        _FR_MONTHS, _FR_MONTHS, ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        ("printemps", "été", "automne", "hiver"), "{d} {m} {y}", "{m} {y}", "{s} {y}", "années {y}", "vers {}", "{} (incertain)", "jusqu’à {}",
        "le {} ou après", " ou ", " et ", "Date non donnée",
        {"month": "jour non donné", "season": "saison donnée seule", "about": "environ", "running": "toujours en cours", "set": "l’une d’elles"},
    ),
    "uk": Locale(
        ("січень", "лютий", "березень", "квітень", "травень", "червень", "липень", "серпень", "вересень", "жовтень", "листопад", "грудень"),
        ("січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"),
        ("понеділок", "вівторок", "середа", "четвер", "пʼятниця", "субота", "неділя"), ("весна", "літо", "осінь", "зима"),
        "{d} {m} {y}", "{m} {y}", "{s} {y}", "{y}-ті", "бл. {}", "{} (непевно)", "до {}", "{} або пізніше", " або ", " і ", "Дату не вказано",
        {"month": "день не вказано", "season": "вказано лише пору року", "about": "приблизно", "running": "триває", "set": "одне з них"},
    ),
})
