"""What each piece of evidence is worth, in hundredths of a log-odd. In: nothing. Out: `RANK`, `STRONG`, `WEAK`.

The numbers are fitted (logistic regression, held near zero) by `tests/evals/fit_places.py` on news with places marked by hand; what
evidence there is to weigh is written in `context`, `scoring` and `referents`. Do not tune a number by hand: name better evidence and fit again.
"""

from __future__ import annotations

from typing import Final

# For one place of a name against the others of the same name.
RANK: Final[dict[str, int]] = {
    "is country": 364, "is admin1": 316, "within next": 285, "division": 277, "country share": 242, "is area": 236, "size of town": 227,
    "size of capital": 206, "division word admin1": 191, "within next town": 161, "like beside": 132, "size of admin2": 131, "near": 125,
    "part of admin1": 100, "division word admin2": 99, "named otherwise": 83, "largest": 73, "is continent": 68, "country there": 56,
    "after in admin1": 44, "is capital": 27, "holds before admin1": 20, "after in continent": 13, "holds before town": 7,
    "division word country": 6, "is facility": 5, "after in capital": 4, "after in facility": 4, "division word town": -8, "after in country": -9,
    "after in admin2": -15, "dwarfed": -26, "division word capital": -38, "after in town": -43, "country absent": -56, "is town": -115,
    "is admin2": -120, "alternate": -145, "dwarfed by": -170, "hidden": -285,
}

# For a country, division, capital, region or adjective being meant as a place.
STRONG: Final[dict[str, int]] = {
    "bias": 264, "named elsewhere": 114, "before kind": 101, "after in the": 86, "before lower body": 82, "after and": 80, "after in": 78,
    "in list": 76, "kind capital": 72, "dateline": 68, "and a place": 64, "placed elsewhere": 63, "after place": 49, "division high": 48,
    "word but placed": 47, "after city of": 42, "after side": 41, "before Title": 41, "kind country": 39, "short 1": 39, "kind continent": 35,
    "after from": 33, "comma after name": 33, "after travel": 21, "share some": 20, "near some": 18, "personal but placed": 18, "after the": 17,
    "kind facility": 17, "share low": 17, "begins word": 15, "known is word": 13, "known is given": 11, "words 2": 5, "words 1": -5,
    "kind admin1": -7, "share high": -7, "one referent": -17, "hyphen before": -20, "after title": -22, "begins": -23, "given before name": -27,
    "share none": -31, "shouted": -37, "after body": -38, "person elsewhere": -38, "before way": -44, "before Kind": -45, "known is surname": -50,
    "after name": -52, "division some": -53, "comma before name": -62, "how alternate": -71, "short 0": -80, "before speaking": -104,
    "after given name": -107, "before place": -107, "before body": -111, "how demonym": -113, "personal after name": -120, "in brackets": -122,
    "like an acronym": -125, "hyphen after": -129, "kind area": -156, "as a language": -157, "in person": -164, "after body of": -189,
    "people": -344, "how seat": -357,
}

# For a town or county being meant as a place.
WEAK: Final[dict[str, int]] = {
    "after city of": 184, "after in": 167, "before way": 164, "size 5": 149, "in list": 136, "division high": 126, "before kind": 117,
    "personal after name": 117, "after side": 110, "placed elsewhere": 105, "dateline": 97, "before lower body": 96, "after and": 94,
    "after in the": 92, "size 4": 80, "word but placed": 75, "after from": 72, "near high": 63, "after the": 56, "before Kind": 55,
    "share some": 54, "division some": 52, "words 3": 43, "named elsewhere": 35, "and a place": 28, "after body of": 26, "kind admin2": 25,
    "bias": 24, "personal but placed": 24, "size 3": 23, "after place": 21, "begins": 21, "known is surname": 17, "one referent": 13,
    "near some": 12, "after travel": 5, "in brackets": -3, "kind town": -6, "is word": -9, "before team": -10, "known is given": -10,
    "share high": -10, "hyphen after": -12, "after body": -14, "before name": -15, "words 2": -16, "kind admin1": -20, "shouted": -21,
    "after given name": -23, "words 1": -26, "comma after name": -28, "word in longer name": -32, "known is word": -33, "before place": -37,
    "hyphen before": -46, "comma before name": -47, "is surname": -47, "before body": -56, "is given": -58, "size 2": -59, "size 1": -66,
    "given before name": -72, "share low": -75, "before Title": -76, "also in lower case": -80, "how alternate": -96, "share none": -102,
    "size 0": -109, "before speaking": -125, "after title": -130, "begins word": -131, "in person": -158, "like an acronym": -158,
    "person elsewhere": -191,
}
