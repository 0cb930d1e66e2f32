"""`site.yml` to `Config`. In: the text of site.yml. Out: the config and every error in it, located.

A field that cannot be read keeps its default, so that one run shows all errors of the project.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from briefgen.model.codes import CODES, note
from briefgen.model.config import Config, Crawlers, Defaults, Feeds, Naming, Publisher
from briefgen.model.diagnostic import Diagnostic, Span
from briefgen.schema import Fields, Mapping, parse

HOSTS = ("github", "gitlab", "cloudflare", "netlify", "s3", "vercel", "none")
LEVELS = ("error", "warning", "info", "off")
FILE = "site.yml"

# BCP 47 as far as a site needs it: language, then script, region and variants.
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")


def read_config(text: str, path: str = FILE) -> tuple[Config, list[Diagnostic]]:
    """The configuration in `text`. Errors: BG002-BG006 for the YAML, BG010-BG012, BG131-BG133 for the fields."""
    node, notes = parse(text, path)
    top = Span(path, 1, 1)
    if node is not None and not isinstance(node, Mapping):
        notes.append(note("BG005", node.span, "site.yml holds no keys", "write  title: …  on its first line"))
    site = Fields(node if isinstance(node, Mapping) else Mapping((), top), "site.yml", notes)
    analysis = site.fields("analysis", "analysis")
    scale = analysis.choice("scale", ("icd203", "phia", "house", "off"), "icd203") if analysis else "icd203"
    if analysis:
        analysis.done()
    config = Config(
        title=site.text("title", "Briefing"),
        tagline=site.text("tagline"),
        url=_url(site),
        timezone=_zone(site),
        language=_language(site),
        theme=site.text("theme", "default"),
        host=site.choice("host", HOSTS, "none"),
        publisher=_publisher(site),
        naming=_naming(site),
        feeds=_feeds(site),
        crawlers=_crawlers(site),
        defaults=_defaults(site),
        people=site.texts("people"),
        topics=site.texts("topics"),
        analysis_scale=scale,
        ledger=site.choice("ledger", ("off", "warn", "strict"), "warn"),
        gate=site.choice("gate", ("none", "reviewed", "cleared"), "none"),
        maps=site.choice("maps", ("on", "off"), "on") == "on", suggestions=site.choice("suggestions", ("on", "off"), "off") == "on",
        severities=_severities(site),
        options=_options(site),
        span=top,
        theme_span=site.span("theme"),
    )
    site.done()
    return config, notes


def _url(site: Fields) -> str:
    written = site.text("url")
    if not written:
        site.notes.append(note(
            "BG010", site.place if site.mapping.entries else Span(FILE, 1, 1),
            "url is missing. Feeds and the sitemap need an absolute address.",
            "Add:  url: https://example.org/      (it may have a path: https://example.org/briefs/)"))
        return ""
    try:
        parts = urlsplit(written)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
        good = good and not re.search(r"[\s\\<>\"']", written) and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if not good:
        site.wrong("BG010", "url", f'"{written}" is not an absolute web address', "write it as  https://example.org/briefs/")
        return ""
    return written if written.endswith("/") else written + "/"


def _zone(site: Fields) -> str:
    name = site.text("timezone")
    if not name:
        return ""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError; a path outside is a ValueError
        site.wrong("BG011", "timezone", f'"{name}" is not a time zone', "write an IANA name such as Europe/Kyiv or UTC")
        return ""
    return name


def _language(site: Fields) -> str:
    written = site.text("language", "en")
    if LANGUAGE.match(written):
        return written
    site.wrong("BG133", "language", f'"{written}" is not a language tag', "write one such as en-GB or uk")
    return "en"


def _publisher(site: Fields) -> Publisher:
    fields = site.fields("publisher", "publisher")
    if fields is None:
        return Publisher()
    found = Publisher(fields.text("name"), fields.text("contact"), fields.text("corrections_policy"))
    fields.done()
    return found


def _naming(site: Fields) -> Naming:
    fields = site.fields("naming", "naming")
    if fields is None:
        return Naming()
    found = Naming(fields.text("policy", "un"), fields.text("disclaimer"))
    fields.done()
    return found


def _feeds(site: Fields) -> Feeds:
    fields = site.fields("feeds", "feeds")
    if fields is None:
        return Feeds()
    found = Feeds(fields.flag("full_text", default=True), fields.integer("items", 50, 1, 500))
    fields.done()
    return found


def _crawlers(site: Fields) -> Crawlers:
    fields = site.fields("crawlers", "crawlers")
    if fields is None:
        return Crawlers()
    choices = ("allow", "deny")
    found = Crawlers(fields.choice("search", choices, "allow"), fields.choice("ai_train", choices, "allow"))
    fields.done()
    return found


def _defaults(site: Fields) -> Defaults:
    fields = site.fields("defaults", "defaults")
    if fields is None:
        return Defaults()
    found = [0, 0]
    for place, folder in enumerate(("briefs", "storylines")):
        inner = fields.fields(folder, f"defaults: {folder}")
        if inner is None:
            continue
        found[place] = inner.period("stale_after")
        inner.done()
    fields.done()
    return Defaults(*found)


def _severities(site: Fields) -> tuple[tuple[str, str], ...]:
    """`severities: {BG302: off}`: a warning may be silenced or raised; an error may not be silenced."""
    fields = site.fields("severities", "severities")
    if fields is None:
        return ()
    found = []
    for key, _ in fields.mapping.entries:
        level = fields.choice(key.text, LEVELS)
        if key.text not in CODES:
            site.notes.append(note("BG133", key.span, f'"{key.text}" is not a diagnostic code', "codes are listed in the handbook"))
        elif CODES[key.text][0].value == "error" and level != "error":
            site.notes.append(note("BG133", key.span, f"{key.text} is an error and stays one", "remove this line"))
        elif level:
            found.append((key.text, level))
    return tuple(found)


def _options(site: Fields) -> tuple[tuple[str, str], ...]:
    """The options that the theme declares, as text."""
    fields = site.fields("options", "options")
    if fields is None:
        return ()
    return tuple((key.text, fields.text(key.text)) for key, _ in fields.mapping.entries)
