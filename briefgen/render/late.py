"""Names written into finished files. In: a file with signs, or one with names and where they stand. Out: the file with names, and their places."""

from __future__ import annotations

from array import array
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from briefgen.model.late import SIGN
from briefgen.model.record import Record
from briefgen.render.data import folded, unfolded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

# Files whose lines break at so many bytes, and so after the names are there: how, and how they were before.
FOLDING: Final[Mapping[str, tuple[Callable[[bytes], bytes], Callable[[bytes], bytes]]]] = MappingProxyType({"events.ics": (folded, unfolded)})


class Places(Record):
    """Where names stand in a file: in two columns (`array` I), for each the number of its region in `regions`, and the byte at which it begins.

    `template` is the page's, where its lines are folded after that; else empty.
    """

    regions: tuple[bytes, ...]
    which: bytes
    at: bytes
    template: str = ""


NOWHERE: Final = Places((), b"", b"")


def write(pieces: Iterable[bytes], names: Mapping[bytes, bytes], template: str) -> tuple[bytes, Places]:
    """A file, given in pieces, with the name of each region in the place of its sign. KeyError for a region that has no name: a bug.

    No sign is in two pieces; of a file whose lines are folded a piece is whole lines.
    """
    folding = FOLDING.get(template)
    regions: dict[bytes, int] = {}
    which, at, done = array("I"), array("I"), 0
    file: list[bytes] = []
    for piece in pieces:
        parts = SIGN.split(piece)
        named = parts[1::2]
        if named:
            parts[1::2] = map(names.__getitem__, named)
            which.extend([regions.setdefault(region, len(regions)) for region in named])
            at.extend([*accumulate(map(len, parts), initial=done)][1:-1:2])
        written = b"".join(parts)
        done += len(written)
        file.append(folding[0](written) if folding else written)
    places = Places(tuple(regions), which.tobytes(), at.tobytes(), template if folding else "") if which else NOWHERE
    return b"".join(file), places


def rewrite(content: bytes, places: Places, names: Mapping[bytes, tuple[bytes, bytes]]) -> tuple[bytes, Places] | None:
    """A file with other names, (as it was, as it is) by region; None where a name is not where it should be."""
    folding = FOLDING.get(places.template)
    if folding:
        content = folding[1](content)
    wanted = {number: names[region] for number, region in enumerate(places.regions) if region in names}
    which, at = array("I", places.which), array("I", places.at)
    parts: list[bytes] = []
    moved_to: list[int] = []
    done = moved = 0
    for place in [place for place, number in enumerate(which) if number in wanted]:
        was, now = wanted[which[place]]
        start = at[place]
        if not content.startswith(was, start):
            return None
        moved_to += [one + moved for one in at[len(moved_to):place + 1]]
        parts += (content[done:start], now)
        done, moved = start + len(was), moved + len(now) - len(was)
    moved_to += [one + moved for one in at[len(moved_to):]]
    parts.append(content[done:])
    content = b"".join(parts)
    return folding[0](content) if folding else content, Places(places.regions, places.which, array("I", moved_to).tobytes(), places.template)
