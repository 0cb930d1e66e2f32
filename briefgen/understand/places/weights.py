"""What each piece of evidence is worth, in hundredths of a log-odd. In: nothing. Out: `RANK`, `STRONG`, `WEAK`.

The numbers are fitted (logistic regression, held near zero) by `tests/evals/fit_places.py` on news with places marked by hand; what
evidence there is to weigh is written in `context`, `scoring` and `referents`. Do not tune a number by hand: name better evidence and fit again.
"""

from __future__ import annotations

from typing import Final

# For one place of a name against the others of the same name.
RANK: Final[dict[str, int]] = {
    "is country": 381, "is admin1": 329, "division": 275, "within next": 264, "country share": 258, "is area": 231, "size of town": 226,
    "size of capital": 204, "division word admin1": 191, "within next town": 162, "size of admin2": 115, "near": 105, "division word admin2": 99,
    "largest": 73, "is continent": 62, "country there": 59, "after in admin1": 52, "named otherwise": 30, "is capital": 28, "holds before town": 24,
    "after in continent": 12, "division word country": 8, "is facility": 6, "holds before admin2": 5, "after in facility": 4,
    "holds before admin1": -6, "after in admin2": -7, "after in country": -16, "division word town": -16, "division word capital": -32,
    "after in town": -44, "dwarfed": -44, "country absent": -59, "is admin2": -114, "alternate": -137, "is town": -143, "dwarfed by": -150,
}

# For a country, division, capital, region or adjective being meant as a place.
STRONG: Final[dict[str, int]] = {
    "bias": 270, "before kind": 114, "kind capital": 101, "after and": 91, "after in the": 89, "after in": 87, "in list": 80,
    "before lower body": 79, "and a place": 66, "placed elsewhere": 66, "dateline": 65, "kind country": 56, "division high": 52,
    "word but placed": 50, "person elsewhere": 49, "after city of": 48, "short 1": 48, "after side": 46, "before Title": 43, "kind continent": 40,
    "after from": 37, "personal but placed": 33, "share some": 32, "near some": 30, "after place": 28, "after the": 26, "near high": 26,
    "after travel": 23, "share low": 17, "words 2": 12, "share high": 5, "before name": -6, "shouted": -8, "begins": -10, "words 1": -12,
    "is given": -17, "hyphen before": -20, "after body": -29, "kind admin1": -31, "before Kind": -32, "division some": -38, "before way": -43,
    "is word": -46, "after title": -53, "share none": -54, "one referent": -56, "after given name": -57, "given before name": -60,
    "comma before name": -61, "short 0": -61, "after name": -70, "how demonym": -89, "before speaking": -94, "how alternate": -100,
    "before body": -101, "before place": -120, "is surname": -121, "in brackets": -125, "in person": -126, "hyphen after": -131,
    "like an acronym": -131, "kind area": -168, "after body of": -183, "how seat": -351, "people": -363,
}

# For a town or county being meant as a place.
WEAK: Final[dict[str, int]] = {
    "after city of": 180, "before way": 175, "size 5": 160, "after in": 156, "division high": 122, "before kind": 121, "in list": 119,
    "placed elsewhere": 113, "after side": 108, "dateline": 94, "size 4": 94, "after in the": 93, "before lower body": 92, "after and": 78,
    "word but placed": 74, "near high": 69, "after from": 67, "division some": 63, "after the": 55, "bias": 51, "before Kind": 48, "words 3": 41,
    "share some": 38, "personal but placed": 32, "after place": 28, "after body of": 27, "near some": 22, "and a place": 21, "one referent": 21,
    "kind admin2": 15, "begins": 14, "size 3": 14, "after travel": 6, "hyphen before": -3, "in brackets": -11, "hyphen after": -12, "shouted": -13,
    "after name": -15, "before team": -15, "kind town": -15, "after body": -17, "words 2": -17, "share high": -18, "before place": -20,
    "comma after name": -21, "is word": -24, "words 1": -24, "before name": -32, "after given name": -35, "is surname": -49,
    "comma before name": -53, "share low": -57, "before body": -58, "is given": -58, "given before name": -63, "size 2": -68, "before Title": -74,
    "size 1": -75, "also in lower case": -90, "how alternate": -103, "share none": -118, "size 0": -125, "before speaking": -126,
    "begins word": -126, "in person": -128, "after title": -136, "like an acronym": -153, "person elsewhere": -231,
}
