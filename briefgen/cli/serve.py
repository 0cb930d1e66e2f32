"""`briefgen serve`: the site in the browser, as the last save left it."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen.cli import project, terminal


@click.command("serve", help="Show the site in the browser while you write.")
@click.option("-p", "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 shows the preview to your network.")
@click.option("--allow-host", multiple=True, metavar="NAME", help="Another name, with or without a port, that browsers may use for this server.")
@click.option("--open", "browser", is_flag=True, default=False, help="Open the front page in the browser.")
@click.option("--follow", is_flag=True, default=False, help="Open the page of the file that is being edited.")
@click.option("--poll", is_flag=False, flag_value=500, default=0, metavar="[MS]", type=click.IntRange(0, 60_000),
              help="Look for changes at intervals instead of waiting to be told (network folders).")
@click.option("--no-reload", is_flag=True, default=False, help="Leave the pages in the browser alone; they change when you load them.")
@click.option("--now", default="", metavar="TIME", help="Show the site as of another moment (2023-12-24T18:00Z).")
def command(
    port: int, host: str, allow_host: tuple[str, ...], browser: bool, follow: bool, poll: int, no_reload: bool, now: str,
) -> int:
    """Serves until Ctrl-C; the exit code is 0 then, and 3 where the address cannot be had."""
    from briefgen import build  # noqa: PLC0415
    from briefgen.serve.start import Wishes, serve  # noqa: PLC0415

    def request() -> build.Request:
        return build.Request(project.moment(now), drafts=True, suggestions=True)

    request()  # a wrong --now is said before anything starts
    with project.opened(Path.cwd(), terminal.stderr) as opened:
        serve(opened, request, Wishes(host, port, allow_host, browser, follow, poll / 1000, not no_reload), terminal.stderr)
    return 0
