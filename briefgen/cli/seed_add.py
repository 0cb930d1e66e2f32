"""`briefgen seed add FILE|-`: registers a saved article: the text untouched in seeds/, a description beside it with its hash.

Asks only on a terminal, and only for what neither the file nor an option says; elsewhere the description says `unknown`.
"""

from __future__ import annotations

import json
import re
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from briefgen.cli import project, terminal
from briefgen.model.codes import note
from briefgen.model.diagnostic import Span, Stop
from briefgen.read.tree import find_root

if TYPE_CHECKING:
    from collections.abc import Iterable

PLAIN: Final = re.compile(r"[A-Za-z0-9][\w ./:+,()-]*\Z", re.ASCII)
KINDS: Final = (".txt", ".html", ".htm")
QUESTIONS: Final = (
    ("outlet", "Who published it"), ("title", "Its headline"), ("published", "When was it published (2023-12-24)"), ("url", "Its address"))


@click.command("add", help="Register a saved article: its text stays as it is, a description is written beside it.")
@click.argument("file", type=click.Path(allow_dash=True, path_type=str))
@click.option("--id", "name", default="", help="Its id, which is its address (default: from outlet and title, else the file's name).")
@click.option("--outlet", default="", help="Who published it.")
@click.option("--title", default="", help="Its headline.")
@click.option("--published", default="", metavar="DATE", help="When it was published (EDTF: 2023-12-24, 2023-12, 2023-12-24~).")
@click.option("--url", default="", help="Its address.")
@click.option("--language", default="", help="Its language (en).")
def add(file: str, name: str, outlet: str, title: str, published: str, url: str, language: str) -> int:
    """FILE is a text or a saved page; - reads standard input."""
    from briefgen.read.text import decode  # noqa: PLC0415
    from briefgen.understand.seed.scan import looks_like_html  # noqa: PLC0415

    root = find_root(Path.cwd())
    data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    shown = "standard input" if file == "-" else file
    decoded = decode(data, shown)
    terminal.say(list(decoded.notes), lambda _path, _line: "", "text")
    if decoded.text is None:
        return 1
    if not decoded.text.strip():
        raise Stop(note("BG103", Span(shown), "there is no text in it", "save the article's text"), 1)
    _twin(root, data, file)
    html = file.endswith((".html", ".htm")) or looks_like_html(decoded.text)
    known = _known(decoded.text, html=html)
    given = {"outlet": outlet, "title": title, "published": published, "url": url, "language": language}
    about = {key: given[key] or known.get(key, "") for key in given}
    _ask(about)
    _checked(about)
    stem = name or _stem(file, about)
    path = _place(root, data, file, stem, html=html)
    sidecar = path.with_suffix(".yml")
    if sidecar.exists():
        raise Stop(note("BG308", Span(_shown(sidecar, root)), "it is described already", "edit the description, or give another --id"), 2)
    sidecar.write_text(_sidecar(stem, about, sha256(data).hexdigest(), str(project.moment("").date())), encoding="utf-8")
    terminal.stdout(f"{_shown(sidecar, root)}\n")
    unknown = [key for key, value in about.items() if not value and key != "language"]
    terminal.stderr(f"registered {stem}" + (f"; unknown: {', '.join(unknown)}" if unknown else "") + f"; cite it as [@{stem}]")
    return 0


def _known(text: str, *, html: bool) -> dict[str, str]:
    """What the file says of itself: a page's own data; of a text, its headline and a line that holds its date alone."""
    if html:
        from briefgen.understand.seed.html import read_html  # noqa: PLC0415

        page = read_html(text)
        return {"outlet": page.site, "title": page.title, "published": page.date[:10], "url": page.url, "language": page.language[:2]}
    from briefgen.understand.reading import read_text  # noqa: PLC0415

    read = read_text(text)
    return {"title": read.title, "published": read.date}


def _ask(about: dict[str, str]) -> None:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return
    for key, question in QUESTIONS:
        if not about[key]:
            about[key] = str(click.prompt(f"{question} (return: unknown)", default="", show_default=False, err=True)).strip()


def _checked(about: dict[str, str]) -> None:
    from briefgen.model.when import WhenError, parse_when  # noqa: PLC0415

    if about["published"]:
        try:
            parse_when(about["published"])
        except WhenError as error:
            raise click.BadParameter(str(error), param_hint="--published") from None
    if about["url"] and not about["url"].startswith(("http://", "https://")):
        raise click.BadParameter("it begins with https:// or http://", param_hint="--url")


def _stem(file: str, about: dict[str, str]) -> str:
    """An id: the file's own name where it has one, else from outlet and title."""
    own = "" if file == "-" else slug(Path(file).stem)
    return own or slug(" ".join([about["outlet"], *about["title"].split()[:6]])) or "seed"


def slug(words: str) -> str:
    """Letters a-z, digits and hyphens."""
    import unicodedata  # noqa: PLC0415

    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")[:60].rstrip("-")


def _place(root: Path, data: bytes, file: str, stem: str, *, html: bool) -> Path:
    """Where the text lies: where it is if that is in seeds/, else a copy of its bytes there."""
    seeds = root / "seeds"
    source = Path(file).resolve() if file != "-" else None
    if source is not None and source.is_relative_to(seeds.resolve()) and source.suffix in KINDS:
        return source
    path = seeds / f"{stem}{'.html' if html else '.txt'}"
    if path.exists():
        raise Stop(note("BG308", Span(_shown(path, root)), "there is a seed of that name", "give another --id"), 2)
    seeds.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


def _twin(root: Path, data: bytes, file: str) -> None:
    """Refuses a text that is registered already under another name."""
    own = Path(file).resolve() if file != "-" else None
    for path in _texts(root):
        if path.resolve() != own and path.stat().st_size == len(data) and path.read_bytes() == data:
            raise Stop(note("BG308", Span(_shown(path, root)), "this text is registered already under that name", "cite that one"), 2)


def _texts(root: Path) -> Iterable[Path]:
    return sorted(path for path in (root / "seeds").rglob("*") if path.suffix in KINDS) if (root / "seeds").is_dir() else ()


def _sidecar(name: str, about: dict[str, str], digest: str, today: str) -> str:
    rows: dict[str, Any] = {
        "id": name, "outlet": about["outlet"] or "unknown", "sha256": digest, "title": about["title"] or "unknown",
        "published": about["published"] or "unknown", "retrieved": today, "url": about["url"] or "unknown"}
    if about["language"]:
        rows["language"] = about["language"]
    return "".join(f"{key}: {scalar(value)}\n" for key, value in rows.items()) + "captions: auto\npublish: excerpt\n"


def scalar(value: str) -> str:
    """A YAML scalar: plain where nothing in it could be read otherwise, else in double quotes."""
    return value if PLAIN.match(value) and ": " not in value and not value.endswith((":", " ")) else json.dumps(value, ensure_ascii=False)


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
