"""`briefgen init`: a small site of one's own that builds without a warning."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from briefgen.cli import project, terminal
from briefgen.model.codes import note
from briefgen.model.diagnostic import Span, Stop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

HOSTS: Final = {"github": ".github/workflows/site.yml", "gitlab": ".gitlab-ci.yml", "netlify": "netlify.toml", "cloudflare": "wrangler.toml",
                "vercel": "vercel.json", "s3": "deploy.sh"}


@click.command("init", help="Make a small site of your own in DIR.")
@click.argument("directory", metavar="DIR", default=".", type=click.Path(path_type=Path))
@click.option("--host", type=click.Choice([*HOSTS, "none"]), default="none", show_default=True, help="Write what this host needs to build the site.")
@click.option("--force", is_flag=True, default=False, help="Write into a folder that is not empty; files that exist are kept.")
def command(directory: Path, host: str, *, force: bool) -> int:
    """Writes the scaffold. BG730, exit code 2, where the folder holds something and --force is not given."""
    there = sorted(path.name for path in directory.iterdir() if path.name != ".git") if directory.is_dir() else []
    if (there and not force) or (directory.exists() and not directory.is_dir()):
        what = f"holds files already ({', '.join(there[:3])}{', …' if len(there) > 3 else ''})" if there else "is a file"
        hint = "name an empty or a new one, or add  --force: files that exist are kept"
        raise Stop(note("BG730", Span(str(directory)), f"the folder {what}", hint), 2)
    today = project.moment("").date().isoformat()
    words = {"DATE": today, "MONTH": today[:7], "YEAR": today[:4], "HOST": host}
    made = []
    for path, text in scaffold(host):
        place = directory / _filled(path, words)
        if place.exists():
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(_filled(text, words), encoding="utf-8", newline="\n")
        made.append(place)
    shown = "" if directory == Path() else f"cd {directory} && "
    terminal.stderr(f"made {len(made)} files in {directory}/\nnext:  {shown}briefgen serve")
    return 0


def scaffold(host: str) -> Iterator[tuple[str, str]]:
    """(path, text) of each file of a new site, with its words still to be filled in."""
    root = resources.files("briefgen") / "scaffold"
    for path, file in _files(root, ""):
        folder, _, name = path.partition("/")
        if folder == "hosts":
            if name.partition(".")[0] == host:
                # The first line of a template says where it goes; a script's own first line comes after it.
                head, _, rest = file.read_text(encoding="utf-8").partition("\n")
                yield HOSTS[host], rest if head.startswith("# ") else f"{head}\n{rest}"
            continue
        yield ".gitignore" if path == "gitignore" else path, file.read_text(encoding="utf-8")


def _files(folder: Traversable, above: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, f"{above}{entry.name}/")
        else:
            yield above + entry.name, entry


def _filled(text: str, words: dict[str, str]) -> str:
    for key, value in words.items():
        text = text.replace(key, value)
    return text
