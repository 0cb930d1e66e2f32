"""What plan says in words. In: keys and numbers. Out: text in the site's language; the theme's i18n stands over the English here."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

ENGLISH: Final = MappingProxyType({
    "about": "How this site is made",
    "about-standfirst": "What is checked, what the marks mean, and how to have something put right.",
    "all": "All",
    "also-written": "Also written",
    "archive": "Archive",
    "archive-of": "Archive, {what}",
    "archive-standfirst": "Each square is a day; the stronger its colour, the more was published.",
    "as-of": "As of",
    "assessed": "Assessed",
    "authors": "By",
    "before": "Before the first date known",
    "brief-one": "{n} brief",
    "brief-many": "{n} briefs",
    "boundaries": "Boundaries: Natural Earth, public domain, drawn as the United Nations recognises them; hatching marks contested "
                  "areas. No front line is drawn.",
    "caption-plain": "Boundaries: Natural Earth. Whole regions are tinted; no front line is drawn.",
    "caption-contested": "Hatched: {names}, contested. Whole regions are tinted; no front line is drawn. Boundaries: Natural Earth.",
    "changed": "Changed",
    "cited-one": "cited {n} time",
    "cited-many": "cited {n} times",
    "citing": "citing {who}",
    "clarification": "Clarification",
    "code": "Code",
    "confirmed": "Confirmed",
    "control": "Held by {by}, as of {as_of}",
    "correction": "Correction",
    "corrections": "Corrections",
    "corrections-feed": "Corrections",
    "corrections-standfirst": "Everything that was put right after publication, newest first. Nothing is taken off this page.",
    "covers": "Covers",
    "date-unknown": "Date unknown",
    "dated-on": "{weekday}, {day}",
    "dated": "Dated",
    "denied": "Denied",
    "disputed": "Disputed",
    "edition": "Edition",
    "encoding": "Encoding",
    "event-one": "{n} event",
    "event-many": "{n} events",
    "file": "File",
    "grade": "Reliability",
    "home": "Latest",
    "in-pictures": "In pictures",
    "language": "Language",
    "length": "Length",
    "length-of": "{passages}, {words}",
    "licence": "Licence",
    "likelihood-1": "Almost no chance",
    "likelihood-2": "Very unlikely",
    "likelihood-3": "Unlikely",
    "likelihood-4": "About even",
    "likelihood-5": "Likely",
    "likelihood-6": "Very likely",
    "likelihood-7": "Almost certain",
    "map-of": "Where this is: {names}",
    "map-of-inset": "Where {name} lies in {parent}",
    "map-description": "{names}, tinted on a map of the country and its neighbours.",
    "map-description-contested": "{names}, tinted on a map of the country and its neighbours; hatched as contested: {contested}.",
    "minute-one": "{n} minute",
    "minute-many": "{n} minutes",
    "next-due": "Next due",
    "no-date": "No date given",
    "none": "none",
    "not-found": "There is no page at this address",
    "note": "Note",
    "note-in": "note {n}, {page}",
    "opened": "Opened",
    "outlet-unknown": "Outlet unknown",
    "page-one": "{n} page",
    "page-many": "{n} pages",
    "para": "paragraph {n}",
    "part-of": "Part of",
    "passage-one": "{n} passage",
    "passage-many": "{n} passages",
    "pictured": "Pictured",
    "published": "Published",
    "publisher": "Publisher",
    "quote-checked": "Quotations checked",
    "quotes-checked": "{n} against their sources",
    "reading": "Reading time",
    "region-one": "{n} region",
    "region-many": "{n} regions",
    "regions": "Regions",
    "relays": "Relays",
    "reported": "Reported",
    "retracted": "Retracted",
    "retraction": "Retraction",
    "retrieved": "Retrieved",
    "root-one": "{n} original source",
    "root-many": "{n} original sources",
    "search": "Search",
    "search-standfirst": "Every brief by the words of its headline and summary, by region, topic, storyline and year.",
    "sha256": "SHA-256",
    "source-one": "{n} source",
    "source-many": "{n} sources",
    "source-standfirst": "What was taken from it, passage by passage, and what was left. The full text stays with its publisher.",
    "sources": "Sources",
    "stated": "Stated",
    "status": "Status",
    "status-active": "Active",
    "status-closed": "Closed",
    "status-dormant": "Dormant",
    "storyline": "Storyline",
    "storylines": "Storylines",
    "timeline": "Timeline",
    "timeline-of": "Timeline: {what}",
    "timeline-part": "{events} of {all}, each drawn as exactly as it is known and no more.",
    "timeline-standfirst": "{events}, each drawn as exactly as it is known and no more.",
    "title-unknown": "Title unknown",
    "topics": "Topics",
    "unknown": "unknown",
    "unverified": "Unverified",
    "update": "Update",
    "url": "Address",
    "verdict-exact": "checked: the source has these words",
    "verdict-bracketed": "checked: the source has these words, but for those in brackets",
    "verdict-elided": "checked: the source has these words, shortened where marked",
    "verdict-short": "too short to check",
    "verdict-translated": "translated by us",
    "verdict-no-text": "not checkable: the source has no text here",
    "words-one": "{n} word",
    "words-many": "{n} words",
    "years": "Years",
})


class Words:
    """The catalogue of one site. A missing key is a bug, not a blank."""

    def __init__(self, theme: Mapping[str, str]) -> None:
        self._words = {**ENGLISH, **{key: value for key, value in theme.items() if key in ENGLISH}}

    def say(self, key: str, **values: object) -> str:
        """The text under `key`, its `{names}` filled."""
        text = self._words[key]
        return text.format(**values) if values else text

    def count(self, key: str, n: int) -> str:
        """`1 brief`, `2 briefs`: the singular where n is 1, the plural otherwise."""
        return self._words[f"{key}-one" if n == 1 else f"{key}-many"].format(n=f"{n:,}")

    def name(self, key: str, fallback: str) -> str:
        """The text under `key`, or `fallback` where the catalogue has none."""
        return self._words.get(key, fallback)
