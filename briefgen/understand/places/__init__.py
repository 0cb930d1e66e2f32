"""Where an article happened: places named in a text, told from people, organisations and common words, and resolved.

In: text. Out: `read`, which gives a `PlacesReading`; `Entity`, what another recogniser may add.
"""

from __future__ import annotations

from briefgen.understand.places.context import Entity
from briefgen.understand.places.reading import read

__all__ = ["Entity", "read"]
