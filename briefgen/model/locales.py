"""Names of months, weekdays and seasons, and patterns for dates, in a few languages. In: nothing. Out: `LOCALES`, `plural`."""

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
    # Years before Christ; begun then; the parts of a year from its first quarter over its thirds to its halves, and how their year is said.
    ancient: str
    since: str
    parts: tuple[str, ...]
    part: str
    # Seasons as they stand after "until" and "about".
    seasons_of: tuple[str, ...]


_EN_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_DE_MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")
_FR_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")

LOCALES: Final = MappingProxyType({
    "en": Locale(
        _EN_MONTHS, _EN_MONTHS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        ("Spring", "Summer", "Autumn", "Winter"), "{d} {m} {y}", "{m} {y}", "{s} {y}", "{y}s", "c. {}", "{} (uncertain)", "until {}",
        "on or after {}", " or ", " and ", "Date not given",
        {"month": "day not given", "season": "season as given", "about": "about",
         "running": "still running", "set": "one of them", "end": "end not given", "start": "beginning not given"},
        "{} BC", "from {}",
        ("First quarter", "Second quarter", "Third quarter", "Fourth quarter",
         "First third", "Second third", "Last third", "First half", "Second half"),
        "{s} of {y}", ("Spring", "Summer", "Autumn", "Winter"),
    ),
    "de": Locale(
        _DE_MONTHS, _DE_MONTHS, ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
        ("Frühjahr", "Sommer", "Herbst", "Winter"), "{d}. {m} {y}", "{m} {y}", "{s} {y}", "{y}er-Jahre", "um {}", "{} (unsicher)", "bis {}",
        "am oder nach {}", " oder ", " und ", "Ohne Datum",
        {"month": "Tag nicht genannt", "season": "nur Jahreszeit genannt", "about": "ungefähr",
         "running": "dauert an", "set": "eines davon", "end": "Ende nicht genannt", "start": "Anfang nicht genannt"},
        "{} v. Chr.", "ab {}",
        ("1. Quartal", "2. Quartal", "3. Quartal", "4. Quartal",
         "1. Drittel", "2. Drittel", "3. Drittel", "1. Halbjahr", "2. Halbjahr"),
        "{s} {y}", ("Frühjahr", "Sommer", "Herbst", "Winter"),
    ),
    "fr": Locale(
        _FR_MONTHS, _FR_MONTHS, ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        ("printemps", "été", "automne", "hiver"), "{d} {m} {y}", "{m} {y}", "{s} {y}", "années {y}", "vers {}", "{} (incertain)", "jusqu’à {}",
        "le {} ou après", " ou ", " et ", "Date non donnée",
        {"month": "jour non donné", "season": "saison donnée seule", "about": "environ",
         "running": "toujours en cours", "set": "l’une d’elles", "end": "fin non donnée", "start": "début non donné"},
        "{} av. J.-C.", "à partir de {}",
        ("1er trimestre", "2e trimestre", "3e trimestre", "4e trimestre",
         "premier tiers", "deuxième tiers", "dernier tiers", "1er semestre", "2e semestre"),
        "{s} {y}", ("printemps", "été", "automne", "hiver"),
    ),
    "uk": Locale(
        ("січень", "лютий", "березень", "квітень", "травень", "червень", "липень", "серпень", "вересень", "жовтень", "листопад", "грудень"),
        ("січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"),
        ("понеділок", "вівторок", "середа", "четвер", "пʼятниця", "субота", "неділя"), ("весна", "літо", "осінь", "зима"),
        "{d} {m} {y}", "{m} {y}", "{s} {y}", "{y}-ті", "бл. {}", "{} (непевно)", "до {}", "{} або пізніше", " або ", " і ", "Дату не вказано",
        {"month": "день не вказано", "season": "вказано лише пору року", "about": "приблизно",
         "running": "триває", "set": "одне з них", "end": "кінець не вказано", "start": "початок не вказано"},
        "{} до н. е.", "від {}",
        ("I квартал", "II квартал", "III квартал", "IV квартал",
         "перша третина", "друга третина", "остання третина", "перше півріччя", "друге півріччя"),
        "{s} {y} року", ("весни", "літа", "осені", "зими"),
    ),
})


def plural(language: str, n: int) -> str:
    """The plural category of a whole number (after CLDR): `one`, `few` or `many`; languages without a rule here have English's two."""
    name = language.split("-", maxsplit=1)[0].lower()
    if name in ("uk", "ru", "be"):
        tens, ones = n % 100, n % 10
        return "one" if ones == 1 and tens != 11 else "few" if 2 <= ones <= 4 and not 12 <= tens <= 14 else "many"
    if name == "fr":
        return "one" if n < 2 else "many"
    return "one" if n == 1 else "many"
