"""House style for names of places. In: packaged text. Out: names left behind, with those that stand in their place."""

from __future__ import annotations

from functools import cache
from pkgutil import get_data
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def house_names() -> Mapping[str, str]:
    """What English house styles write instead of each name that they have left behind (`Kiev`: `Kyiv`)."""
    text = (get_data("briefgen.understand", "house_names.txt") or b"").decode()
    lines = (line.split("|") for line in text.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({old.strip(): new.strip() for old, new in lines})
