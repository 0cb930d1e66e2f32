"""A ledger file. In: JSON text. Out: `Ledger` and its texts, and diagnostics. BG505 for one that cannot be believed.

    {"ledger": 1, "brief": "2023-12-24", "permalink": "/2023/12/24/brief/",
     "versions": [{"at": "2023-12-24T18:02+02:00", "blocks": ["9f0c2a41d3e7", …]}],
     "blocks": {"9f0c2a41d3e7": ["#signals", "Putin has let it be known …"], …}}

The mark of a paragraph is made from its text, so that a text that was altered in the ledger itself is seen.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from briefgen.model.codes import note
from briefgen.model.diagnostic import Span
from briefgen.model.ledger import Ledger, LedgerTexts, Paragraph, Version
from briefgen.model.record import digest, encode

if TYPE_CHECKING:
    from briefgen.model.diagnostic import Diagnostic

VERSION = 1
HINT = "take the file back to what it was when it was written; only  briefgen build --release  writes it"


def mark(paragraph: Paragraph) -> str:
    """The mark of a paragraph: 12 hexadecimal digits."""
    return digest(f"{paragraph.label}\n{paragraph.text}")[:12]


def read_ledger(path: str, text: str) -> tuple[Ledger | None, LedgerTexts | None, tuple[Diagnostic, ...]]:
    """Reads a ledger file."""
    try:
        found = json.loads(text)
        return _ledger(path, found)
    except json.JSONDecodeError as error:
        return None, None, (note("BG505", Span(path, error.lineno, error.colno), f"this is no JSON: {error.msg}", HINT),)
    except (RecursionError, _Unfit, KeyError, TypeError, ValueError, AttributeError) as error:
        words = str(error) if isinstance(error, _Unfit) else "this is not what a ledger looks like"
        return None, None, (note("BG505", Span(path, 1, 1), words, HINT),)


class _Unfit(Exception):
    """A ledger that cannot be believed, and why."""


def _ledger(path: str, found: Any) -> tuple[Ledger, LedgerTexts, tuple[Diagnostic, ...]]:  # noqa: ANN401 - whatever JSON holds
    if found["ledger"] != VERSION:
        raise _Unfit(f"this ledger is of version {found['ledger']}; version {VERSION} is read")
    texts = tuple((str(key), Paragraph(str(label), str(words))) for key, (label, words) in found["blocks"].items())
    for key, paragraph in texts:
        if key != mark(paragraph):
            raise _Unfit(f'the paragraph {key} was altered in the ledger: "{paragraph.text[:60]}"')
    known = {key for key, _ in texts}
    versions = tuple(Version(_instant(entry["at"]), tuple(str(key) for key in entry["blocks"])) for entry in found["versions"])
    lost = next((key for version in versions for key in version.blocks if key not in known), "")
    if lost or not versions:
        raise _Unfit(f"the paragraph {lost} is named and not there" if lost else "this ledger names no version")
    name = path.rpartition("/")[2].removesuffix(".json")
    if found["brief"] != name:
        raise _Unfit(f'this is the ledger of "{found["brief"]}", under the name of another brief')
    heavy = LedgerTexts(texts)
    return Ledger(str(found["brief"]), path, str(found["permalink"]), versions, digest(encode(heavy)), Span(path, 1, 1)), heavy, ()


def _instant(text: str) -> str:
    if datetime.fromisoformat(text).tzinfo is None:
        raise _Unfit(f'"{text}" is no instant with its offset')
    return text
