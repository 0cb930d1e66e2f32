"""What each piece of evidence is worth, in hundredths of a log-odd. In: nothing. Out: `RANK`, `STRONG`, `WEAK`.

The numbers are fitted (logistic regression, held near plain priors) by `tests/evals/fit_places.py` on news with places marked by hand; what
evidence there is to weigh is written in `context`, `scoring` and `referents`. Do not tune a number by hand: name better evidence and fit again.
"""

from __future__ import annotations

from typing import Final

# For one place of a name against the others of the same name.
RANK: Final[dict[str, int]] = {
    "is country": 349, "within next": 292, "country share": 278, "is area": 273, "is admin1": 252, "part of admin1": 250, "division": 217,
    "size of town": 216, "near": 204, "largest, in a list of the world": 201, "size of capital": 179, "among great names": 170,
    "size of admin2": 168, "within next town": 158, "division word admin1": 151, "holds before country": 150, "holds before admin1": 148,
    "is continent": 143, "like a sure one beside": 140, "named otherwise": 136, "like beside": 126, "holds before admin2": 106,
    "division word admin2": 99, "fame": 48, "largest": 38, "country there": 36, "after in continent": 25, "after in admin1": 23, "is capital": 15,
    "holds before town": 10, "is facility": 10, "after in facility": 8, "division word area": 4, "after in admin2": 3, "division word town": -4,
    "after in country": -8, "after in capital": -15, "country absent": -36, "after in town": -37, "outshone": -84, "alternate": -93,
    "is admin2": -106, "is town": -156, "dwarfed by": -189, "hidden": -227,
}

# For a country, division, capital, region or adjective being meant as a place.
STRONG: Final[dict[str, int]] = {
    "bias": 208, "named elsewhere": 95, "after in": 90, "before kind": 89, "share some": 89, "placed elsewhere": 81, "before lower body": 77,
    "after and": 74, "in list": 72, "and a place": 70, "kind capital": 64, "after in the": 63, "kind continent": 62, "dateline": 55,
    "near high": 53, "share low": 53, "great names high": 52, "share none": 52, "after side": 44, "share high": 44, "after city of": 40,
    "after from": 34, "before Title": 32, "comma after name": 29, "short 1": 26, "kind country": 23, "word but placed": 23,
    "personal but placed": 22, "division high": 20, "words 2": 13, "after place": 12, "after travel": 12, "known is word": 11, "begins word": 9,
    "after the": 8, "kind facility": 5, "words 1": -3, "hyphen before": -7, "person elsewhere": -10, "words 3": -10, "great names some": -11,
    "kind admin1": -11, "given before name": -12, "known is given": -15, "before name": -18, "near some": -18, "shouted": -20, "after title": -27,
    "one referent": -27, "how alternate": -30, "after body": -32, "before place": -39, "known is surname": -41, "before way": -42,
    "division some": -43, "short 0": -46, "before Kind": -47, "comma before name": -53, "after name": -54, "in brackets": -70,
    "before speaking": -71, "before thing": -96, "after given name": -97, "personal after name": -104, "how demonym": -113, "before body": -115,
    "hyphen after": -123, "kind area": -143, "after body of": -165, "surname of a person": -184, "like an acronym": -185, "in person": -207,
    "as a language": -214, "in full name": -224, "after courtesy": -300, "people": -301, "how seat": -336,
}

# For a town or county being meant as a place.
WEAK: Final[dict[str, int]] = {
    "after city of": 172, "before way": 167, "after in": 143, "in list": 122, "after in the": 111, "before kind": 111, "fame 5": 111,
    "personal after name": 109, "division high": 103, "before lower body": 100, "after side": 97, "after and": 83, "near high": 83, "size 4": 78,
    "word but placed": 74, "after from": 70, "placed elsewhere": 70, "size 5": 62, "kind admin2": 60, "dateline": 58, "size 3": 50,
    "before Kind": 48, "after the": 42, "share some": 42, "words 3": 40, "division some": 36, "personal but placed": 36, "fame 4": 34,
    "near some": 34, "named elsewhere": 30, "and a place": 28, "bias": 26, "known is surname": 23, "after body of": 16, "shouted": 13,
    "after place": 12, "begins": 11, "one referent": 11, "before team": 7, "after travel": 5, "share high": 5, "after body": -4, "fame 2": -4,
    "kind town": -4, "in brackets": -6, "words 2": -6, "comma after name": -7, "hyphen after": -8, "known is given": -11,
    "word in longer name": -15, "after name": -17, "fame 3": -23, "known is word": -26, "fame 0": -27, "before place": -30, "is word": -30,
    "size 1": -31, "size 2": -31, "fame 1": -34, "words 1": -34, "before name": -36, "after given name": -42, "in full name": -43,
    "hyphen before": -44, "is surname": -48, "comma before name": -56, "is given": -57, "kind admin1": -57, "before body": -62, "before Title": -65,
    "given before name": -67, "share low": -68, "size 0": -70, "person elsewhere": -73, "also in lower case": -76, "how alternate": -86,
    "before thing": -90, "share none": -96, "before speaking": -113, "after title": -114, "begins word": -126, "in person": -148,
    "as a language": -150, "surname of a person": -163, "like an acronym": -179, "after courtesy": -303,
}
