"""Names that are written last. In: a region's id and name. Out: the sign that stands for the name in a view until the page is finished.

A region's name is on most pages of a site, and nothing but itself changes where it changes. So a build that publishes puts a sign for it into
views, and the name into finished files: where names stand in those is kept, and a new name is put there without making the pages again.
This holds for names that every format writes as they are, on pages whose theme does nothing with a name but write it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefgen.model.record import digest, encode

if TYPE_CHECKING:
    from collections.abc import Mapping

# No text can hold them: XML has no such characters, and reading leaves none. JSON and MessagePack write them as they are.
SIGN: Final = re.compile("\ufffe".encode() + rb"([^\xef]+)" + "\uffff".encode())
# What HTML, XML, JSON, CSV or iCalendar would write otherwise, and what a spreadsheet would take for a formula at the beginning of a cell.
WRITABLE: Final = re.compile(r"\w[^\x00-\x1f\x7f-\x9f\u2028\u2029&<>\"'\\,;]*")


def sign(region: str) -> str:
    """What stands for the name of a region: ids are ASCII (`understand.front.ID`), and hold neither sign."""
    return f"\ufffe{region}\uffff"


def writable(name: str) -> bool:
    """Whether every format writes a name as it is."""
    return WRITABLE.fullmatch(name) is not None


def key(page: str, regions: tuple[bytes, ...], names: Mapping[bytes, bytes]) -> str:
    """The digest of a page, from that of its encoding with signs, and of the names of the regions that the finished file names."""
    return digest(encode((page, [(region, names.get(region, b"")) for region in regions]))) if regions else page
