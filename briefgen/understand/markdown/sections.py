"""Headings that have a role. In: a language. Out: the role of each heading text (case folded)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

ROLES: Final = MappingProxyType({
    "en": {"key takeaways": "keys", "takeaways": "keys", "key points": "keys", "outlook": "outlook", "what we do not know": "unknown",
           "what we don't know": "unknown", "what we don’t know": "unknown", "regions": "regions"},
    "de": {"das wichtigste": "keys", "kernpunkte": "keys", "ausblick": "outlook", "was wir nicht wissen": "unknown", "regionen": "regions"},
    "fr": {"l’essentiel": "keys", "points clés": "keys", "perspectives": "outlook", "ce que nous ne savons pas": "unknown", "régions": "regions"},
    "uk": {"головне": "keys", "прогноз": "outlook", "чого ми не знаємо": "unknown", "регіони": "regions"},
})


def roles(language: str) -> Mapping[str, str]:
    """The headings of a language, and the English ones."""
    return {**ROLES["en"], **ROLES.get(language.split("-", maxsplit=1)[0].lower(), {})}
