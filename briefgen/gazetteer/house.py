"""House style for names of places. In: packaged text. Out: names left behind, with those that stand in their place."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from briefgen.gazetteer.packaged import packaged

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def house_names() -> Mapping[str, str]:
    """What English house styles write instead of each name that they have left behind (`Kiev`: `Kyiv`)."""
    lines = (line.split("|") for line in packaged("house_names.txt").decode().splitlines() if line and not line.startswith("#"))
    return MappingProxyType({old.strip(): new.strip() for old, new in lines})
