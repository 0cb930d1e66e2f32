"""Fits the weights of the reading of places. Run by hand when evidence is added; collected by no test.

In: ../shared/corpora/regions, numpy and scipy beside briefgen itself. Out: figures on standard output, each article read by weights that were
fitted on the other half of the articles; with --write, `briefgen/understand/places/weights.py`, fitted on all of them.

    python tests/evals/fit_places.py [--write]

Two logistic regressions say whether a name is meant as a place (great places apart from towns), a conditional one which place of a name is
meant. All are held near a prior (ridge): zero, or, where the language is plain and the articles few, the value in `PRIOR_*`. Names are
weighed so that ten mentions of one count little more than three; adjectives in geovirus are left out, since its gold does not mark them.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import test_places as evals  # noqa: E402

from briefgen.gazetteer.places import STEPS, How, Kind, atlas  # noqa: E402
from briefgen.understand.places import finding, read, referents, scoring, weights  # noqa: E402
from briefgen.understand.places.support import Support  # noqa: E402

SETS = {"trnews": (1.0, 1.0), "geovirus": (1.0, 1.0), "gwn": (1.0, 1.0), "lgl": (0.5, 0.1)}  # weight for finding, for resolving
RIDGE_RANK, RIDGE_PLACE, RARE, ROUNDS = 3.0, 1.5, 4, 3
PRIOR_RANK = {
    "is country": 400, "is admin1": 280, "is capital": 50, "is admin2": -150, "is area": 200, "size of town": 250, "size of capital": 250,
    "size of admin2": 150, "alternate": -150, "within next": 300, "within next town": 150, "country share": 150, "division": 75, "near": 50,
    "division word admin1": 150, "division word admin2": 100, "dwarfed by": -200, "part of admin1": 250, "part of country": 50, "like beside": 100,
    "like a sure one beside": 100, "named otherwise": 150, "hidden": -300, "fame": 100, "outshone": -150, "holds before country": 150,
    "holds before admin1": 150, "holds before admin2": 100, "largest, in a list of the world": 200,
}
PRIOR_PLACE = {
    "after courtesy": -300, "as a language": -150, "in person": -100, "person elsewhere": -50, "like an acronym": -100, "before thing": -100,
    "after given name": -50, "in full name": -200, "surname of a person": -200,
}
HEAD = '''"""What each piece of evidence is worth, in hundredths of a log-odd. In: nothing. Out: `RANK`, `STRONG`, `WEAK`.

The numbers are fitted (logistic regression, held near plain priors) by `tests/evals/fit_places.py` on news with places marked by hand; what
evidence there is to weigh is written in `context`, `scoring` and `referents`. Do not tune a number by hand: name better evidence and fit again.
"""

from __future__ import annotations

from typing import Final
'''
TITLES = {
    "RANK": "For one place of a name against the others of the same name.",
    "STRONG": "For a country, division, capital, region or adjective being meant as a place.",
    "WEAK": "For a town or county being meant as a place.",
}


def half(article) -> int:
    """The parts of one article stay together."""
    return int(hashlib.md5(article["id"].split("#")[0].encode()).hexdigest(), 16) % 2  # noqa: S324


def marked(article, start, end):
    """The gold name that a stretch overlaps, the one with its own bounds first."""
    found = [one for one in article["toponyms"] if one["start"] < end and one["end"] > start]
    return next((one for one in found if (one["start"], one["end"]) == (start, end)), found[0] if found else None)


def right(gold, row) -> bool:
    gazetteer = atlas()
    if gold.get("geonameid") and gold["geonameid"] == gazetteer.ids[row]:
        return True
    if gold["level"] == "country" and gazetteer.kinds[row] == Kind.COUNTRY and gazetteer.country(row) == gold.get("country"):
        return True
    point = gazetteer.latitudes[row] / STEPS, gazetteer.longitudes[row] / STEPS
    return gold.get("lat") is not None and evals.km((gold["lat"], gold["lon"]), point) <= evals.NEAR_KM


def examples(articles):
    """(choices among the places of a name, names with whether they are places), as the present weights lead to them."""
    choices, names, gazetteer = [], [], atlas()
    for article in articles:
        found = finding.find(article["text"], gazetteer, title=article.get("title") or "")
        support, chooser = Support(gazetteer), referents.Referents(found.words, found.candidates, gazetteer)
        support.add(found.candidates)
        times = Counter(one.key for one in found.candidates)
        finds, resolves = SETS[article["set"]]
        for one in found.candidates:
            gold = marked(article, found.words.starts[one.first], found.words.ends[one.last - 1])
            share = times[one.key] ** -0.5
            if article["set"] != "geovirus" or one.how != How.DEMONYM:
                names.append((finds * share, gold is not None, scoring.strong(one, gazetteer), one.evidence))
            if gold is None or gold.get("lat") is None or len(one.pairs) < 2:
                continue
            pairs = one.pairs[:referents.MOST]
            good = [right(gold, row) for row, _ in pairs]
            if any(good) and not all(good):
                choices.append((resolves * share, [chooser.features(one, row, how, support) for row, how in pairs], good))
    return choices, names


def fit_rank(choices) -> dict[str, int]:
    names = sorted({name for _, rows, _ in choices for row in rows for name, _ in row})
    at = {name: number for number, name in enumerate(names)}
    tables = []
    for share, rows, good in choices:
        table = np.zeros((len(rows), len(names)))
        for number, row in enumerate(rows):
            for name, amount in row:
                table[number, at[name]] += amount
        tables.append((share, table, np.array(good)))
    prior = np.array([PRIOR_RANK.get(name, 0) / 100 for name in names])

    def loss(values):
        total, slope = 0.5 * RIDGE_RANK * ((values - prior) ** 2).sum(), RIDGE_RANK * (values - prior)
        for share, table, good in tables:
            points = table @ values
            chances = np.exp(points - points.max())
            chances /= chances.sum()
            of_good = np.where(good, chances, 0)
            total -= share * np.log(of_good.sum() + 1e-12)
            slope -= share * (table.T @ (of_good / (of_good.sum() + 1e-12) - chances))
        return total, slope

    result = minimize(loss, prior, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {name: round(100 * value) for name, value in zip(names, result.x, strict=True)}


def fit_place(names) -> dict[str, int]:
    often = Counter(piece for *_, evidence in names for piece in evidence)
    pieces = ["bias", *sorted({piece for piece, times in often.items() if times >= RARE} | set(PRIOR_PLACE))]
    at = {piece: number for number, piece in enumerate(pieces)}
    table = np.zeros((len(names), len(pieces)))
    table[:, 0] = 1
    for number, (*_, evidence) in enumerate(names):
        for piece in evidence:
            if piece in at:
                table[number, at[piece]] += 1
    shares, good = np.array([row[0] for row in names]), np.array([float(row[1]) for row in names])
    prior = np.array([PRIOR_PLACE.get(piece, 0) / 100 for piece in pieces])
    ridge = np.array([0.0, *[RIDGE_PLACE] * (len(pieces) - 1)])

    def loss(values):
        chances = 1 / (1 + np.exp(-(table @ values)))
        total = -(shares * (good * np.log(chances + 1e-12) + (1 - good) * np.log(1 - chances + 1e-12))).sum() + 0.5 * (ridge * (values - prior) ** 2).sum()
        return total, table.T @ (shares * (chances - good)) + ridge * (values - prior)

    result = minimize(loss, np.zeros(len(pieces)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return {piece: round(100 * value) for piece, value in zip(pieces, result.x, strict=True)}


def install(rank, strong, weak) -> None:
    for table, new in ((weights.RANK, rank), (weights.STRONG, strong), (weights.WEAK, weak)):
        table.clear()
        table.update(new)


def train(articles) -> None:
    """Sets the weights in this process. Support depends on the weights, so the fit is repeated until it no longer moves."""
    install(PRIOR_RANK, {"bias": 100}, {"bias": -100})
    for _ in range(ROUNDS):
        choices, names = examples(articles)
        install(fit_rank(choices), fit_place([row for row in names if row[2]]), fit_place([row for row in names if not row[2]]))


def written(name, table) -> str:
    lines, line = [f"# {TITLES[name]}", f"{name}: Final[dict[str, int]] = {{"], "   "
    for piece, value in sorted(table.items(), key=lambda item: (-item[1], item[0])):
        if abs(value) < 3 and piece != "bias":
            continue
        if len(line) + len(f' "{piece}": {value},') > 148:
            lines.append(line)
            line = "   "
        line += f' "{piece}": {value},'
    return "\n".join([*lines, line, "}"])


def main() -> None:
    articles = [one for name in SETS for one in evals.corpus(name)]
    cliff = [one for one in evals.corpus("cliff") if one["focus"]]
    readings = {}
    for held in (0, 1):
        train([one for one in articles if half(one) != held])
        readings |= {one["id"]: read(one["text"], title=one.get("title") or "") for one in [*articles, *cliff] if half(one) == held}
    for name in SETS:
        print(name, evals.score(((one, readings[one["id"]]) for one in articles if one["set"] == name), adjectives=True))
    print("cliff", round(100 * sum(readings[one["id"]].focus in one["focus"] for one in cliff) / len(cliff), 1))
    if "--write" in sys.argv:
        train(articles)
        tables = {"RANK": weights.RANK, "STRONG": weights.STRONG, "WEAK": weights.WEAK}
        text = "\n\n".join([HEAD, *(written(name, table) for name, table in tables.items())]) + "\n"
        (ROOT / "briefgen/understand/places/weights.py").write_text(text.replace("Final\n\n\n", "Final\n\n"), encoding="utf-8")


if __name__ == "__main__":
    main()
