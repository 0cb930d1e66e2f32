"""What each piece of evidence is worth, in hundredths of a log-odd. In: nothing. Out: `RANK`, `STRONG`, `WEAK`.

The numbers are fitted (logistic regression, held near zero) by `tests/evals/fit_places.py` on news with places marked by hand; what
evidence there is to weigh is written in `context`, `scoring` and `referents`. Do not tune a number by hand: name better evidence and fit again.
"""

from __future__ import annotations

from typing import Final

# For one place of a name against the others of the same name.
RANK: Final[dict[str, int]] = {
    "is country": 352, "within next": 290, "is admin1": 287, "country share": 279, "part of admin1": 250, "is area": 246, "division": 238,
    "size of town": 231, "size of capital": 197, "near": 189, "size of admin2": 170, "within next town": 158, "division word admin1": 150,
    "holds before country": 150, "holds before admin1": 149, "like a sure one beside": 139, "like beside": 121, "holds before admin2": 108,
    "division word admin2": 100, "named otherwise": 97, "is continent": 80, "country there": 58, "fame": 58, "largest": 39, "after in admin1": 25,
    "is capital": 24, "after in continent": 16, "is facility": 13, "after in facility": 12, "holds before town": 10, "after in admin2": 8,
    "holds before area": 3, "after in country": -8, "after in capital": -13, "after in town": -42, "country absent": -58, "outshone": -72,
    "alternate": -91, "is admin2": -92, "is town": -130, "dwarfed by": -185, "hidden": -247,
}

# For a country, division, capital, region or adjective being meant as a place.
STRONG: Final[dict[str, int]] = {
    "bias": 290, "named elsewhere": 117, "before kind": 88, "placed elsewhere": 87, "before lower body": 84, "after in": 77, "after and": 72,
    "kind capital": 69, "after in the": 67, "in list": 65, "and a place": 63, "dateline": 56, "kind country": 51, "after city of": 40,
    "word but placed": 39, "kind continent": 36, "before Title": 35, "after from": 33, "after side": 32, "comma after name": 27,
    "division high": 27, "after place": 26, "short 1": 25, "near high": 23, "after travel": 20, "kind facility": 19, "after the": 16,
    "share some": 14, "personal but placed": 13, "begins word": 12, "near some": 11, "known is word": 10, "share low": 9, "before name": -5,
    "begins": -10, "share high": -11, "shouted": -12, "share none": -13, "kind admin1": -15, "hyphen before": -20, "given before name": -22,
    "known is given": -25, "after title": -27, "one referent": -32, "how alternate": -34, "known is surname": -39, "before Kind": -41,
    "before way": -45, "after body": -46, "before place": -52, "division some": -53, "comma before name": -59, "after name": -60, "short 0": -75,
    "before speaking": -82, "after given name": -93, "before thing": -96, "in brackets": -108, "how demonym": -115, "before body": -122,
    "personal after name": -124, "hyphen after": -131, "kind area": -160, "like an acronym": -174, "surname of a person": -179,
    "after body of": -190, "in person": -217, "in full name": -234, "as a language": -264, "after courtesy": -300, "people": -343, "how seat": -355,
}

# For a town or county being meant as a place.
WEAK: Final[dict[str, int]] = {
    "after city of": 191, "before way": 168, "after in": 160, "in list": 132, "personal after name": 132, "after side": 126, "division high": 122,
    "before kind": 120, "fame 5": 108, "after in the": 101, "after and": 93, "before lower body": 93, "size 5": 88, "word but placed": 81,
    "placed elsewhere": 80, "dateline": 75, "after from": 70, "size 4": 70, "near high": 64, "division some": 55, "after the": 52,
    "before Kind": 51, "named elsewhere": 51, "kind admin2": 50, "fame 4": 44, "words 3": 40, "size 3": 39, "known is surname": 34,
    "and a place": 29, "share some": 27, "bias": 22, "after place": 18, "after body of": 17, "one referent": 16, "personal but placed": 15,
    "in brackets": 10, "before team": 9, "shouted": 6, "begins": 5, "comma after name": 5, "after name": 4, "after travel": 3, "after body": -3,
    "near some": -4, "fame 2": -5, "words 2": -16, "before name": -18, "is word": -18, "fame 0": -19, "hyphen after": -20, "known is word": -22,
    "fame 3": -23, "known is given": -24, "words 1": -24, "size 1": -33, "size 2": -33, "word in longer name": -33, "in full name": -37,
    "after given name": -42, "is surname": -42, "before body": -51, "fame 1": -51, "before place": -52, "comma before name": -53,
    "kind admin1": -53, "share low": -62, "is given": -65, "given before name": -69, "hyphen before": -70, "before Title": -78, "size 0": -79,
    "before thing": -89, "also in lower case": -90, "how alternate": -99, "person elsewhere": -113, "share none": -118, "after title": -120,
    "before speaking": -120, "begins word": -133, "surname of a person": -136, "in person": -147, "as a language": -150, "like an acronym": -207,
    "after courtesy": -304,
}
