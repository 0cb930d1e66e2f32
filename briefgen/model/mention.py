"""Places as a text mentions them. In: nothing. Out: `Mention`, `PlacesReading`."""

from __future__ import annotations

from enum import StrEnum

from briefgen.model.record import Record


class Naming(StrEnum):
    """How a place is named: by its name, by an adjective or its people ("Turkish", "Turks"), or by its seat of power ("the Kremlin")."""

    NAME = "name"
    ADJECTIVE = "adjective"
    SEAT = "seat"


class Level(StrEnum):
    """How large a place is: a whole country, a first-level division, or anything else."""

    COUNTRY = "country"
    ADMIN1 = "admin1"
    OTHER = "other"


class Mention(Record):
    """One place named in a text.

    `start` and `end` count code points of the text read, `end` not included; `words` is what stands there, `name` what the place is called.
    `kind` is the gazetteer's: country, admin1, admin2, town, capital, area, facility, continent. `latitude` and `longitude` are microdegrees.
    `country` is ISO 3166-1 alpha-2, `admin1` GeoNames ("UA.05"), `region` the id of the packaged world's smallest region around the place;
    each is empty where the place has none. `geonames` is GeoNames' number, or 0. `score` is how sure it is that the words name a place, in
    per cent: 55 and more for names and adjectives; a seat of power that stands for its country is given from 12.
    """

    start: int
    end: int
    words: str
    name: str
    naming: Naming
    level: Level
    kind: str
    latitude: int
    longitude: int
    country: str
    admin1: str
    region: str
    geonames: int
    score: int


class PlacesReading(Record):
    """Where an article happened: its mentions in order; the countries and divisions that it surely names, by code, in order of their first
    mention (a country by adjectives alone from the second on); and its focus, the country that it is about, or empty.
    """

    mentions: tuple[Mention, ...]
    countries: tuple[str, ...]
    admin1: tuple[str, ...]
    focus: str
