"""What each piece of evidence is worth, in hundredths of a log-odd. In: nothing. Out: `RANK`, `STRONG`, `WEAK`.

The numbers are fitted (logistic regression, held near zero) by `tests/evals/fit_places.py` on news with places marked by hand; what
evidence there is to weigh is written in `context`, `scoring` and `referents`. Do not tune a number by hand: name better evidence and fit again.
"""

from __future__ import annotations

from typing import Final

# For one place of a name against the others of the same name.
RANK: Final[dict[str, int]] = {
    "is country": 353, "country share": 300, "within next": 289, "is admin1": 271, "is area": 267, "part of admin1": 250, "size of town": 220,
    "division": 214, "size of admin2": 192, "size of capital": 191, "near": 189, "within next town": 159, "division word admin1": 151,
    "holds before country": 150, "holds before admin1": 147, "like a sure one beside": 134, "like beside": 122, "holds before admin2": 104,
    "division word admin2": 99, "named otherwise": 93, "is continent": 81, "country there": 57, "fame": 55, "largest": 48, "holds before area": 27,
    "after in admin1": 26, "is capital": 20, "after in continent": 16, "holds before town": 12, "is facility": 12, "after in facility": 10,
    "after in admin2": 8, "after in country": -7, "after in capital": -14, "after in town": -41, "country absent": -57, "outshone": -61,
    "is admin2": -87, "alternate": -101, "is town": -137, "dwarfed by": -187, "hidden": -241,
}

# For a country, division, capital, region or adjective being meant as a place.
STRONG: Final[dict[str, int]] = {
    "bias": 289, "named elsewhere": 116, "before kind": 89, "placed elsewhere": 87, "before lower body": 84, "after in": 77, "after and": 72,
    "kind capital": 70, "after in the": 67, "in list": 64, "and a place": 63, "dateline": 60, "kind country": 51, "after city of": 40,
    "word but placed": 39, "before Title": 34, "kind continent": 34, "after side": 33, "after from": 32, "division high": 30,
    "comma after name": 27, "after place": 26, "near some": 25, "short 1": 25, "after travel": 20, "near high": 20, "kind facility": 19,
    "after the": 16, "begins word": 15, "share some": 15, "personal but placed": 13, "known is word": 10, "share low": 9, "person elsewhere": 5,
    "words 1": -3, "before name": -6, "shouted": -9, "begins": -10, "share high": -10, "kind admin1": -13, "share none": -13, "hyphen before": -21,
    "given before name": -22, "known is given": -26, "after title": -28, "one referent": -33, "how alternate": -35, "known is surname": -40,
    "before way": -45, "after body": -46, "before Kind": -48, "before place": -53, "division some": -57, "comma before name": -59,
    "after name": -60, "short 0": -74, "before speaking": -77, "after given name": -89, "before thing": -96, "in brackets": -104,
    "how demonym": -114, "before body": -120, "personal after name": -123, "hyphen after": -131, "kind area": -161, "like an acronym": -174,
    "surname of a person": -174, "after body of": -190, "in person": -213, "in full name": -235, "as a language": -264, "after courtesy": -300,
    "people": -344, "how seat": -357,
}

# For a town or county being meant as a place.
WEAK: Final[dict[str, int]] = {
    "after city of": 192, "before way": 166, "after in": 162, "in list": 136, "after side": 131, "personal after name": 131, "division high": 121,
    "before kind": 119, "fame 5": 109, "after in the": 102, "after and": 99, "before lower body": 92, "placed elsewhere": 85, "size 5": 85,
    "before Kind": 82, "word but placed": 80, "dateline": 77, "after from": 72, "size 4": 67, "near high": 66, "kind admin2": 54, "share some": 54,
    "after the": 50, "division some": 50, "fame 4": 43, "named elsewhere": 43, "size 3": 41, "words 3": 41, "known is surname": 33,
    "and a place": 31, "bias": 28, "after body of": 18, "after place": 18, "near some": 15, "one referent": 15, "personal but placed": 12,
    "before team": 10, "begins": 9, "shouted": 4, "after name": 3, "after travel": 3, "comma after name": 3, "fame 2": -7, "after body": -10,
    "share high": -11, "is word": -15, "words 2": -16, "hyphen after": -17, "fame 0": -19, "before name": -21, "known is word": -21,
    "known is given": -22, "fame 3": -25, "words 1": -25, "size 1": -29, "size 2": -30, "word in longer name": -34, "in full name": -38,
    "after given name": -41, "is surname": -43, "before body": -46, "before place": -46, "fame 1": -48, "comma before name": -52,
    "kind admin1": -53, "is given": -64, "hyphen before": -68, "given before name": -72, "before Title": -75, "share low": -76, "size 0": -81,
    "before thing": -89, "also in lower case": -91, "how alternate": -104, "after title": -118, "before speaking": -118, "person elsewhere": -120,
    "share none": -120, "begins word": -133, "surname of a person": -135, "as a language": -150, "in person": -152, "like an acronym": -204,
    "after courtesy": -303,
}
