"""Where an article happened. In: its text, its title, where its passages are. Out: `PlacesReading`."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from briefgen.gazetteer.places import MICRODEGREES, How, Kind, atlas
from briefgen.gazetteer.world import world
from briefgen.model.mention import Level, Mention, Naming, PlacesReading
from briefgen.model.seed import Role
from briefgen.understand.places.finding import find, inside
from briefgen.understand.places.scoring import chance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.gazetteer.places import Atlas
    from briefgen.understand.places.candidates import Candidate
    from briefgen.understand.places.context import Entity
    from briefgen.understand.places.finding import Found

# Scores (hundredths of a log-odd) from which a mention is reported, and from which it speaks for the article as a whole.
# The Kremlin is hardly ever marked as a place by those who mark places, but an editor wants to know that Russia is meant.
REPORTED: Final = 20
SEATS: Final = -200
COUNTED: Final = 100
# What a mention counts for the focus, in per cent: an adjective says less of where a thing happened than a name, a title more than a line.
ADJECTIVE, TITLE, FADES, CAPTION = 60, 50, 30, 50
_NAMING: Final = {How.NAME: Naming.NAME, How.ALTERNATE: Naming.NAME, How.DEMONYM: Naming.ADJECTIVE, How.SEAT: Naming.SEAT}
_LEVEL: Final = {Kind.COUNTRY: Level.COUNTRY, Kind.ADMIN1: Level.ADMIN1}


def read(
    text: str, *, title: str = "", passages: Sequence[tuple[int, int, Role]] | None = None, entities: Sequence[Entity] = (),
) -> PlacesReading:
    """The places that `text` names.

    `title` is used as a witness only: it has no mentions of its own. `passages` are (start, end, role) in code points of `text`: what stands in
    boilerplate is not read, what stands in captions counts half for the focus; without them all of the text is body. An adjective ("Turkish") is
    a mention, but a country of the article only when used twice: one "American official" does not take a story to America.
    `entities` are the people and places that another recogniser found, by its own lights; names that the gazetteer does not know stay unknown.
    Names after the first five thousand are not read. Deterministic, and pure but for the packaged gazetteer, which a process loads once.
    """
    gazetteer = atlas()
    silent = [(start, end) for start, end, role in passages or () if role is Role.BOILERPLATE]
    found = find(text, gazetteer, title=title, silent=silent, entities=entities)
    mentions: list[Mention] = []
    countries: dict[str, None] = {}
    divisions: dict[str, None] = {}
    adjectives: set[str] = set()
    for one in found.candidates:
        seat = one.how == How.SEAT and gazetteer.kinds[one.row] == Kind.COUNTRY
        if one.score < (SEATS if seat else REPORTED):
            continue
        mention = _mention(text, one, found, gazetteer)
        mentions.append(mention)
        if one.score >= COUNTED:
            if mention.naming is Naming.ADJECTIVE and mention.country not in adjectives:
                adjectives.add(mention.country)
                continue
            countries[mention.country] = None
            divisions[mention.admin1] = None
    countries.pop("", None)
    divisions.pop("", None)
    captions = [(start, end) for start, end, role in passages or () if role is Role.CAPTION]
    focus = _focus(mentions, [gazetteer.country(one.row) for one in found.title if one.score >= REPORTED], len(text), captions)
    return PlacesReading(tuple(mentions), tuple(countries), tuple(divisions), focus)


def _mention(text: str, one: Candidate, found: Found, gazetteer: Atlas) -> Mention:
    row = one.row
    kind = Kind(gazetteer.kinds[row])
    start, end = found.words.starts[one.first], found.words.ends[one.last - 1]
    return Mention(
        start, end, text[start:end], gazetteer.name(row), _NAMING[How(one.how)], _LEVEL.get(kind, Level.OTHER), kind.name.lower(),
        gazetteer.latitudes[row] * MICRODEGREES, gazetteer.longitudes[row] * MICRODEGREES, gazetteer.country(row), gazetteer.division(row),
        _region(row, gazetteer), gazetteer.ids[row], chance(one.score),
    )


def _region(row: int, gazetteer: Atlas) -> str:
    """The id of the smallest region of the packaged world that is, or surely holds, the place."""
    known = world()
    own = gazetteer.region_of.get(row, "")
    if own in known.regions:
        return own
    return known.by_geonames.get(gazetteer.division(row), "") or known.by_code.get(gazetteer.country(row), "")


def _focus(mentions: Sequence[Mention], title: Sequence[str], length: int, captions: Sequence[tuple[int, int]]) -> str:
    """The country with the most and earliest mentions; ties go to the one named first."""
    weights: dict[str, int] = defaultdict(int)
    for country in title:
        weights[country] += TITLE * 100
    in_caption = inside(captions)
    for mention in mentions:
        weight = 100 if mention.naming is Naming.NAME else ADJECTIVE
        if in_caption(mention.start):
            weight = weight * CAPTION // 100
        weights[mention.country] += weight * (100 - FADES * mention.start // max(1, length))
    weights.pop("", None)
    return max(weights, key=lambda country: weights[country]) if weights else ""
