"""Where an article happened: places named in a text, told from people, organisations and common words, and resolved.

In: text. Out: `read`, which gives a `PlacesReading`.
"""

from __future__ import annotations

from briefgen.understand.places.reading import read

__all__ = ["read"]
