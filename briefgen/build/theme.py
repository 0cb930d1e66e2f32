"""The theme's files. In: the project's root and the theme's name. Out: templates, words, assets with their published paths.

A theme is `themes/NAME/` of the project, or the packaged `default`; files of the project's `theme/` stand over it, path by path.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Final, NamedTuple

from briefgen.model.codes import note
from briefgen.model.diagnostic import Diagnostic, Span
from briefgen.model.record import digest
from briefgen.schema import Mapping, Scalar, parse

URL: Final = re.compile(rb"url\(([A-Za-z0-9._/-]+)\)")


class ThemeFiles(NamedTuple):
    """A theme as read. `assets` maps a name (`site.css`) to (published path, digest); `blobs` a digest to bytes.

    `own`: whether a template is the project's own, of which nobody knows what it does with what it is given.
    """

    templates: dict[str, str]
    words: dict[str, str]
    assets: dict[str, tuple[str, str]]
    blobs: dict[str, bytes]
    notes: list[Diagnostic]
    own: bool


def load(root: Path, name: str, language: str, places: dict[str, Path], span: Span) -> ThemeFiles:
    """Reads a theme. `places` names the folders that hold packaged themes. BG012, at `span`, where there is none of that name."""
    files, notes = _layered(root, name, places, span)
    words = _words(files, language, notes)
    return _read(files, places)._replace(words=words, notes=notes)


def load_wordless(root: Path, name: str, places: dict[str, Path]) -> ThemeFiles:
    """Reads a theme that was read before but for its words, which the frame of its pages has: they are YAML, and take longest."""
    return _read(_layered(root, name, places, Span("site.yml"))[0], places)


def _layered(root: Path, name: str, places: dict[str, Path], span: Span) -> tuple[dict[str, Path], list[Diagnostic]]:
    """Where each of a theme's files lies."""
    own = root / "themes" / name if "/" not in name and not name.startswith(".") else None
    layers = [folder for folder in (places.get(name), own) if folder is not None and folder.is_dir()]
    notes: list[Diagnostic] = []
    if not layers:
        known = sorted({*places, *(p.name for p in (root / "themes").glob("*") if p.is_dir())})
        notes.append(note("BG012", span, f'there is no theme "{name}"', f"themes here: {', '.join(known)}"))
        layers = [places["default"]]
    elif name != "default" and "default" in places:
        layers.insert(0, places["default"])
    if (root / "theme").is_dir():
        layers.append(root / "theme")
    files: dict[str, Path] = {}
    for layer in layers:
        files.update({path.relative_to(layer).as_posix(): path for path in sorted(layer.rglob("*"))
                      if path.is_file() and not path.is_symlink() and not path.name.startswith(".")})
    return files, notes


def _read(files: dict[str, Path], places: dict[str, Path]) -> ThemeFiles:
    templates: dict[str, str] = {}
    assets: dict[str, tuple[str, str]] = {}
    blobs: dict[str, bytes] = {}
    # Style sheets last: the addresses in them name other assets as they are published.
    for inside, path in sorted(files.items(), key=lambda item: (item[0].endswith(".css"), item[0])):
        if inside.startswith("templates/"):
            templates[inside.removeprefix("templates/")] = path.read_text(encoding="utf-8")
        elif inside.startswith("assets/"):
            short = inside.removeprefix("assets/")
            data = _addressed(path.read_bytes(), short, assets) if inside.endswith(".css") else path.read_bytes()
            mark = digest(data)
            stem, dot, ending = short.rpartition(".")
            published = f"assets/{stem or short}.{mark[:8]}{dot}{ending}" if path.suffix in (".css", ".js", ".svg", ".woff2") else f"assets/{short}"
            assets[short] = (published, mark)
            blobs[mark] = data
    foreign = [inside for inside, path in files.items() if not any(path.is_relative_to(place) for place in places.values())]
    return ThemeFiles(templates, {}, assets, blobs, [], any(inside.startswith("templates/") for inside in foreign))


def _addressed(style: bytes, name: str, assets: dict[str, tuple[str, str]]) -> bytes:
    """A style sheet whose `url(…)` name assets as they are published. Both lie under assets/, so that addresses stay relative."""
    folder = posixpath.dirname(name)

    def published(found: re.Match[bytes]) -> bytes:
        wanted = posixpath.normpath(posixpath.join(folder, found[1].decode()))
        if wanted not in assets:
            return found[0]
        return b"url(" + posixpath.relpath(assets[wanted][0], posixpath.join("assets", folder)).encode() + b")"

    return URL.sub(published, style)


def _words(files: dict[str, Path], language: str, notes: list[Diagnostic]) -> dict[str, str]:
    """The theme's words in the site's language, over its English ones."""
    found: dict[str, str] = {}
    for code in ("en", language.split("-", maxsplit=1)[0].lower(), language):
        path = files.get(f"i18n/{code}.yml")
        if path is None:
            continue
        node, more = parse(path.read_text(encoding="utf-8"), f"i18n/{code}.yml")
        notes += more
        if isinstance(node, Mapping):
            found.update({key.text: value.text for key, value in node.entries if isinstance(value, Scalar)})
    return found
