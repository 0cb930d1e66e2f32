"""`site.yml` as a record, and the narrow slices of it that rooms are handed. In: nothing. Out: `Config` and its parts."""

from __future__ import annotations

from briefgen.model.diagnostic import Span
from briefgen.model.record import Record


class Publisher(Record):
    """Who answers for the site."""

    name: str = ""
    contact: str = ""
    corrections_policy: str = ""


class Naming(Record):
    """Whose names and boundaries the site uses (`un` or a policy in words), the disclaimer, and the house names."""

    policy: str = "un"
    disclaimer: str = ""


class Feeds(Record):
    """What the feeds carry: full text or summaries, and how many entries."""

    full_text: bool = True
    items: int = 50


class Crawlers(Record):
    """What robots.txt tells crawlers: `allow` or `deny` for search and for the training of models."""

    search: str = "allow"
    ai_train: str = "allow"


class Defaults(Record):
    """Defaults per folder of content."""

    briefs_stale_after_days: int = 0
    storylines_stale_after_days: int = 0


class Config(Record):
    """The whole of `site.yml`, checked. `url` is absolute and ends in `/`, or is empty; `timezone` is an IANA name or empty."""

    title: str
    tagline: str
    url: str
    timezone: str
    language: str
    theme: str
    host: str
    publisher: Publisher
    naming: Naming
    feeds: Feeds
    crawlers: Crawlers
    defaults: Defaults
    people: tuple[str, ...]
    topics: tuple[str, ...]
    analysis_scale: str
    ledger: str
    gate: str
    maps: bool
    severities: tuple[tuple[str, str], ...]
    options: tuple[tuple[str, str], ...]
    span: Span
    theme_span: Span = Span("site.yml", 1, 1)
    suggestions: bool = False
