"""The handbook holds every command, option, code and field. Its two tables are written from the code: UPDATE_HANDBOOK=1 make test."""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path

import click
import pytest

from briefgen.cli.app import COMMANDS, app
from briefgen.model.codes import CODES

ROOT = Path(__file__).resolve().parents[1]
HANDBOOK = ROOT / "content" / "handbook"
FAMILIES = (
    ("The project and its YAML", "BG0"), ("Content", "BG1"), ("Quotations", "BG2"), ("Seeds, chains, addresses and links", "BG3"), ("Dates", "BG4"),
    ("Corrections and the ledger", "BG5"), ("Claims and themes", "BG6"), ("Regions and output", "BG7"), ("briefgen itself", "BG9"),
)


def codes_page() -> str:
    lines = ["---", "title: Codes", "summary: Each diagnostic, and what it means.", "order: 12", "---", "",
             "An error ends the build with exit code 1, and nothing that was published is touched. A warning does so only with `--strict`.",
             "`severities:` in [site.yml](/handbook/site/) raises or silences warnings. Every message has the place, the excerpt and the way out."]
    for title, start in FAMILIES:
        lines += ["", f"## {title}", ""]
        lines += [f"- `{code}` ({severity.value}): {meaning}." for code, (severity, meaning) in CODES.items() if code.startswith(start)]
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    lines = ["---", "title: Commands", "summary: Each of them, with every option.", "order: 10", "---", "",
             "Commands work from any folder of a project. Data goes to standard output, everything else to standard error. `NO_COLOR`,",
             "`CLICOLOR=0`, `CLICOLOR_FORCE=1` and `TERM=dumb` are honoured.", "",
             "Exit codes: 0 done, 1 content errors, 2 usage or a refused output folder, 3 the machine (disk, memory, port), 4 locked by another",
             "build, 70 a bug of briefgen's, 130 interrupted."]
    for name in COMMANDS:
        command = app.get_command(click.Context(app), name)
        assert command is not None
        lines += _command(f"briefgen {name}", command, 2)
    return "\n".join(lines) + "\n"


def _command(name: str, command: click.Command, level: int) -> list[str]:
    arguments = [parameter for parameter in command.params if isinstance(parameter, click.Argument)]
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option) and not parameter.hidden]
    usage = " ".join([name, *(argument.make_metavar(click.Context(command)) for argument in arguments)])
    lines = ["", f"{'#' * level} {name}", "", f"`{usage}`", "", " ".join((command.help or "").split())]
    assert command.help, name
    if options:
        lines.append("")
    for option in options:
        assert option.help, (name, option.name)
        metavar = "" if option.is_flag else " " + option.make_metavar(click.Context(command))
        shown = "`, `".join([*option.opts, *option.secondary_opts])
        lines.append(f"- `{shown}{metavar}`: {' '.join(option.help.split())}")
    if isinstance(command, click.Group):
        for inner in command.list_commands(click.Context(command)):
            sub = command.get_command(click.Context(command), inner)
            assert sub is not None
            lines += _command(f"{name} {inner}", sub, level + 1)
    return lines


@pytest.mark.parametrize(("page", "made"), [("codes.md", codes_page), ("commands.md", commands_page)])
def test_the_tables_say_what_the_code_says(page: str, made: object) -> None:
    text = made()  # type: ignore[operator]
    path = HANDBOOK / page
    if os.environ.get("UPDATE_HANDBOOK"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def fields(*modules: str) -> set[str]:
    """The keys that a schema reads: the first argument of each reading method, where it is a word."""
    found = set()
    methods = {"text", "require", "texts", "scalars", "flag", "integer", "choice", "when", "fields", "mappings", "node", "period"}
    for module in modules:
        for node in ast.walk(ast.parse((ROOT / "briefgen" / module).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in methods and node.args \
                    and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                found.add(node.args[0].value)
            if isinstance(node, ast.Call) and isinstance(node.func, (ast.Name, ast.Attribute)) and len(node.args) > 1 \
                    and isinstance(node.args[0], ast.Name) and node.args[0].id == "fields" and isinstance(node.args[1], ast.Constant):
                found.add(str(node.args[1].value))
    return found


@pytest.mark.parametrize(("page", "modules"), [
    ("briefs.md", ("understand/brief.py",)), ("storylines.md", ("understand/storyline.py", "understand/events.py")),
    ("regions.md", ("understand/regions.py",)), ("seeds.md", ("understand/seed/sidecar.py",)), ("site.md", ("config.py",)),
])
def test_every_field_is_in_the_handbook(page: str, modules: tuple[str, ...]) -> None:
    text = " ".join((HANDBOOK / name).read_text(encoding="utf-8") for name in (page, "evidence.md"))
    known = fields(*modules)
    assert len(known) > 5
    missing = sorted(field for field in known if not re.search(rf"(?<![\w-]){re.escape(field)}(?![\w-])", text))
    assert missing == []


def test_every_library_has_its_reason() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [re.split(r"[<>=\[;~! ]", line, maxsplit=1)[0]
             for line in (*project["dependencies"], *(line for lines in project.get("optional-dependencies", {}).values() for line in lines))]
    text = (HANDBOOK / "why.md").read_text(encoding="utf-8")
    assert [name for name in named if f"**{name}**" not in text] == []
