"""What the preview adds to a page on its way to the browser. In: a page's bytes, and what is to be said of it. Out: bytes with one element more.

It is always one `<briefgen-preview>` element before the end of the body, and nothing else is touched: cut it out, and the
published bytes are left (`published`). Its look lives in a shadow tree, apart from the theme's; without script the
watermark still shows.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Final, NamedTuple

from briefgen.model.record import digest

# No page of a site can lie here: a segment of a permalink never starts with an underscore.
PREFIX: Final = "/_briefgen/"
OPEN, CLOSE = b"<briefgen-preview", b"</briefgen-preview>"
TYPES: Final = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


class Mark(NamedTuple):
    """What the preview says of a page. `words` is its watermark (empty: it is published as it stands), `origin` its source file."""

    words: str = ""
    origin: str = ""


def client_files() -> dict[str, tuple[str, bytes]]:
    """The preview's own files: name to content type and bytes."""
    folder = Path(__file__).parent / "client"
    return {path.name: (TYPES[path.suffix], path.read_bytes()) for path in sorted(folder.iterdir()) if path.suffix in TYPES}


def inject(content: bytes, path: str, mark: Mark, *, tag: str, state: str, version: str, live: bool) -> bytes:
    """`content` with the preview's element. `path` is the page's output path, `tag` names its content, `state` the state it was made in.

    `version` names the client's files; without `live` there is no script, only the watermark.
    """
    stamp = f'<p class="stamp" part="stamp">{escape(mark.words)}</p>' if mark.words else ""
    script = "".join(f'<script src="{PREFIX}{name}?{version}"></script>' for name in ("patch.js", "bar.js", "client.js")) if live else ""
    data = {"path": path, "tag": tag, "state": state, "origin": mark.origin, "words": mark.words}
    element = (
        OPEN.decode() + "".join(f' data-{name}="{escape(value)}"' for name, value in data.items()) + ">"
        f'<template shadowrootmode="open"><link rel="stylesheet" href="{PREFIX}preview.css?{version}">{stamp}</template>{script}{CLOSE.decode()}'
    ).encode()
    at = content.rfind(b"</body>")
    return content[:at] + element + content[at:] if at >= 0 else content + element


def published(content: bytes) -> bytes:
    """The page as it is published: without the preview's element."""
    start = content.rfind(OPEN)
    end = content.find(CLOSE, start)
    return content if start < 0 or end < 0 else content[:start] + content[end + len(CLOSE):]


def version(files: dict[str, tuple[str, bytes]]) -> str:
    """A short name of the client's files, so that a newer server is never met with older scripts."""
    return digest(b"".join(content for _, content in files.values()))[:8]
