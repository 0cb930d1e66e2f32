"""What each piece of evidence is worth, in hundredths of a log-odd. In: nothing. Out: `RANK`, `STRONG`, `WEAK`.

The numbers are fitted (logistic regression, held near plain priors) by `tests/evals/fit_places.py` on news with places marked by hand; what
evidence there is to weigh is written in `context`, `scoring` and `referents`. Do not tune a number by hand: name better evidence and fit again.
"""

from __future__ import annotations

from typing import Final

# For one place of a name against the others of the same name.
RANK: Final[dict[str, int]] = {
    "is country": 352, "within next": 289, "is admin1": 287, "country share": 277, "part of admin1": 250, "is area": 247, "division": 239,
    "size of town": 229, "largest, in a list of the world": 201, "size of capital": 195, "near": 194, "size of admin2": 178,
    "within next town": 159, "division word admin1": 150, "holds before country": 150, "holds before admin1": 149, "like a sure one beside": 138,
    "like beside": 121, "holds before admin2": 107, "division word admin2": 100, "named otherwise": 95, "is continent": 80, "country there": 58,
    "fame": 57, "largest": 44, "after in admin1": 26, "is capital": 23, "after in continent": 16, "is facility": 13, "after in facility": 12,
    "holds before town": 10, "after in admin2": 5, "holds before area": 3, "after in country": -8, "after in capital": -11, "after in town": -41,
    "country absent": -58, "outshone": -73, "alternate": -92, "is admin2": -95, "is town": -127, "dwarfed by": -189, "hidden": -246,
}

# For a country, division, capital, region or adjective being meant as a place.
STRONG: Final[dict[str, int]] = {
    "bias": 260, "named elsewhere": 95, "after in": 91, "before kind": 87, "placed elsewhere": 83, "after and": 76, "before lower body": 74,
    "in list": 73, "and a place": 68, "kind capital": 68, "after in the": 62, "dateline": 55, "kind country": 47, "after side": 41,
    "after city of": 40, "division high": 37, "before Title": 34, "near high": 34, "after from": 32, "kind continent": 32, "comma after name": 30,
    "short 1": 24, "personal but placed": 22, "word but placed": 22, "share some": 21, "after place": 16, "kind facility": 16, "after travel": 13,
    "begins word": 12, "known is word": 11, "words 2": 11, "near some": 8, "after the": 4, "words 1": -3, "begins": -4, "person elsewhere": -4,
    "share high": -4, "share low": -5, "words 3": -7, "hyphen before": -9, "kind admin1": -10, "shouted": -10, "share none": -12,
    "before name": -18, "given before name": -18, "known is given": -18, "how alternate": -28, "after title": -29, "one referent": -29,
    "after body": -31, "before place": -37, "before Kind": -42, "before way": -42, "known is surname": -42, "comma before name": -52,
    "division some": -56, "short 0": -57, "after name": -59, "before speaking": -67, "in brackets": -70, "after given name": -87,
    "before thing": -96, "personal after name": -102, "how demonym": -110, "before body": -120, "hyphen after": -121, "kind area": -153,
    "after body of": -167, "like an acronym": -173, "surname of a person": -178, "in person": -200, "as a language": -214, "in full name": -225,
    "after courtesy": -300, "people": -302, "how seat": -336,
}

# For a town or county being meant as a place.
WEAK: Final[dict[str, int]] = {
    "after city of": 173, "before way": 167, "after in": 143, "in list": 123, "before kind": 114, "personal after name": 108, "after in the": 107,
    "division high": 106, "fame 5": 103, "before lower body": 99, "after side": 96, "after and": 80, "size 4": 76, "placed elsewhere": 75,
    "word but placed": 75, "near high": 74, "after from": 70, "size 5": 62, "division some": 58, "kind admin2": 58, "dateline": 57, "size 3": 47,
    "before Kind": 46, "words 3": 42, "after the": 41, "fame 4": 38, "share some": 37, "personal but placed": 33, "and a place": 28,
    "named elsewhere": 28, "bias": 27, "known is surname": 27, "after body of": 17, "near some": 15, "begins": 13, "shouted": 12, "after place": 10,
    "one referent": 10, "share high": 8, "before team": 7, "after travel": 3, "after body": -3, "comma after name": -7, "in brackets": -7,
    "hyphen after": -8, "words 2": -8, "word in longer name": -15, "after name": -18, "known is given": -20, "fame 0": -22, "fame 3": -23,
    "known is word": -26, "size 2": -28, "before place": -32, "size 1": -33, "is word": -34, "words 1": -34, "before name": -36, "fame 1": -42,
    "after given name": -43, "in full name": -43, "hyphen before": -45, "is surname": -47, "before body": -52, "is given": -55, "kind admin1": -55,
    "share low": -56, "comma before name": -59, "given before name": -59, "before Title": -65, "size 0": -68, "person elsewhere": -71,
    "also in lower case": -73, "how alternate": -80, "before thing": -90, "share none": -103, "before speaking": -115, "after title": -117,
    "begins word": -125, "as a language": -150, "in person": -153, "surname of a person": -166, "like an acronym": -180, "after courtesy": -303,
}
