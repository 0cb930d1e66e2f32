"""What each piece of evidence is worth, in hundredths of a log-odd. In: nothing. Out: `RANK`, `STRONG`, `WEAK`.

The numbers are fitted (logistic regression, held near zero) by `tests/evals/fit_places.py` on news with places marked by hand; what
evidence there is to weigh is written in `context`, `scoring` and `referents`. Do not tune a number by hand: name better evidence and fit again.
"""

from __future__ import annotations

from typing import Final

# For one place of a name against the others of the same name.
RANK: Final[dict[str, int]] = {
    "is country": 357, "is admin1": 300, "within next": 283, "division": 275, "country share": 243, "is area": 237, "size of capital": 203,
    "size of town": 202, "like beside": 169, "near": 164, "within next town": 160, "holds before admin1": 158, "size of admin2": 154,
    "division word admin1": 150, "holds before country": 150, "named otherwise": 129, "holds before admin2": 102, "division word admin2": 100,
    "part of admin1": 100, "largest": 65, "is continent": 63, "country there": 56, "after in admin1": 36, "fame": 26, "is capital": 26,
    "after in continent": 13, "holds before town": 13, "is facility": 4, "after in facility": 3, "after in capital": -5, "dwarfed": -7,
    "after in country": -10, "after in admin2": -13, "after in town": -26, "country absent": -56, "outshone": -94, "is town": -98,
    "is admin2": -110, "alternate": -136, "dwarfed by": -159, "hidden": -298,
}

# For a country, division, capital, region or adjective being meant as a place.
STRONG: Final[dict[str, int]] = {
    "bias": 275, "named elsewhere": 113, "before kind": 86, "placed elsewhere": 86, "after in": 82, "before lower body": 82, "after and": 72,
    "after in the": 67, "and a place": 62, "in list": 58, "dateline": 57, "kind capital": 54, "kind country": 51, "word but placed": 43,
    "after city of": 39, "division high": 38, "kind continent": 38, "before Title": 34, "after side": 30, "after place": 29, "comma after name": 28,
    "after from": 27, "near high": 22, "short 1": 21, "after travel": 20, "share low": 20, "share some": 17, "after the": 16, "kind facility": 16,
    "known is given": 16, "begins word": 11, "known is word": 11, "personal but placed": 7, "given before name": 4, "before name": -4,
    "share high": -10, "begins": -13, "shouted": -13, "after title": -16, "hyphen before": -20, "person elsewhere": -20, "share none": -27,
    "one referent": -29, "after body": -41, "before place": -45, "before way": -45, "before Kind": -52, "division some": -52, "how alternate": -55,
    "after name": -56, "known is surname": -58, "comma before name": -63, "short 0": -79, "before speaking": -81, "after given name": -89,
    "before thing": -97, "how demonym": -116, "in brackets": -121, "before body": -123, "personal after name": -124, "hyphen after": -131,
    "kind area": -157, "like an acronym": -184, "after body of": -199, "in person": -246, "as a language": -267, "after courtesy": -300,
    "people": -344, "how seat": -362,
}

# For a town or county being meant as a place.
WEAK: Final[dict[str, int]] = {
    "after city of": 182, "before way": 164, "after in": 162, "in list": 132, "division high": 130, "fame 5": 128, "personal after name": 122,
    "before kind": 118, "after in the": 112, "after side": 112, "before lower body": 96, "after and": 91, "placed elsewhere": 91, "dateline": 89,
    "size 5": 84, "word but placed": 74, "after from": 70, "division some": 60, "near high": 58, "kind admin2": 57, "size 4": 57, "after the": 53,
    "share some": 52, "before Kind": 50, "fame 4": 49, "and a place": 38, "named elsewhere": 36, "size 3": 36, "words 3": 34, "after place": 28,
    "personal but placed": 28, "known is surname": 23, "one referent": 20, "bias": 15, "after body of": 12, "begins": 11, "near some": 11,
    "after travel": 5, "before team": 3, "kind town": -7, "after name": -8, "after body": -9, "is word": -9, "share high": -9, "words 2": -10,
    "hyphen after": -14, "fame 2": -15, "comma after name": -20, "before name": -24, "words 1": -24, "size 1": -26, "after given name": -28,
    "known is word": -28, "word in longer name": -28, "fame 3": -31, "size 2": -33, "fame 0": -37, "fame 1": -44, "before body": -49,
    "kind admin1": -49, "before place": -54, "comma before name": -55, "is given": -56, "is surname": -56, "hyphen before": -57,
    "before Title": -65, "share low": -67, "size 0": -68, "given before name": -73, "before thing": -89, "how alternate": -89,
    "also in lower case": -93, "share none": -97, "after title": -118, "before speaking": -122, "begins word": -135, "as a language": -150,
    "in person": -158, "person elsewhere": -182, "like an acronym": -198, "after courtesy": -304,
}
