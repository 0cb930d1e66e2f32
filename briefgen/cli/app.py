"""The commands. In: the words after `briefgen`. Out: an exit code (`ends`)."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import click

from briefgen import __version__
from briefgen.cli import INTERRUPTED
from briefgen.cli.terminal import stderr

if TYPE_CHECKING:
    from briefgen.cli.looking import Looking

# Loaded only when called: starting up imports click and nothing else.
COMMANDS = {
    "build": "Build the site into dist/.",
    "check": "Check everything that build would, and write nothing.",
    "serve": "Show the site in the browser while you write.",
    "init": "Make a small site of your own.",
    "new": "Begin a brief, a storyline, a source or a correction.",
    "seed": "The seed desk: add, list, show, verify saved articles; read many.",
    "quotes": "List every quotation with its verdict.",
    "quote": "Find words in the seeds and print them as Markdown ready to paste.",
    "regions": "List this site's regions, find others by any of their names, add one.",
    "sources": "List the sources; --roots shows who said it first.",
    "impact": "List what rests on a source: briefs, statements, figures, events, storylines.",
    "diff": "Show what changed from one brief to another.",
    "amend": "Enter what was changed after publication as a correction.",
}


class Commands(click.Group):
    """Finds each command in its own module, `briefgen.cli.NAME`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            from briefgen.schema import nearest  # noqa: PLC0415

            close = nearest(cmd_name, COMMANDS, 1)
            if close:
                ctx.fail(f'no such command "{cmd_name}". Did you mean "{close[0]}"?')
            return None
        command = importlib.import_module(f"briefgen.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="briefgen")
def app() -> None:
    """Seeds and editors' Markdown in, an accountable briefing out."""


def run(looking: Looking | None = None) -> int:
    """Runs the command that was asked for. `looking` is for a build. What `ended` does not know, click's own ways out, ends here."""
    try:
        code = app.main(standalone_mode=False, prog_name="briefgen", obj=looking)
    except click.exceptions.Abort:
        stderr(INTERRUPTED)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return code if isinstance(code, int) else 0
