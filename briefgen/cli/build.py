"""`briefgen build`: the whole way from content and seeds to dist/."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli import building
from briefgen.cli.asked import Asked

if TYPE_CHECKING:
    from briefgen.cli.looking import Looking

NOTHING = Asked()


@click.command("build", help="Build the site into dist/.")
@click.option("-o", "--output", default=NOTHING.output, show_default=True, type=click.Path(path_type=Path),
              help="Output folder, from the project's own.")
@click.option("--strict", is_flag=True, default=False, help="Treat warnings as errors.")
@click.option("--now", default="", metavar="TIME", help="Build as of another moment (2023-12-24T18:00Z).")
@click.option("--base-url", default="", metavar="URL", help="Publish under this address instead of site.yml's.")
@click.option("--release", is_flag=True, default=False, help="Enter what is published into the ledger, content/.ledger/.")
@click.option("--drafts", is_flag=True, default=False, help="Publish drafts and embargoed briefs too.")
@click.option("--jobs", default=0, type=click.IntRange(0, 256), help="Processes to work with (0: as many as are worth it).")
@click.option("--executor", default="", metavar="ADDRESS", help="Work on a cluster (dask:tcp://HOST:PORT) that sees this project's folder.")
@click.option("--format", "form", default="text", type=click.Choice(["text", "json", "github", "sarif"]), help="How diagnostics are printed.")
@click.option("--explain", is_flag=True, default=False, help="Say why each page was rendered.")
@click.option("--timings", is_flag=False, flag_value="text", default="", metavar="[json]",
              help="Say how long each room took, or with --timings=json as data on standard output.")
@click.option("--wait", is_flag=True, default=False, help="Wait for another build of the same output to end.")
@click.option("-q", "--quiet", is_flag=True, default=False, help="Say nothing but diagnostics.")
@click.pass_obj
def command(looking: Looking | None, /, **options: Any) -> int:  # noqa: ANN401 - each as its option says
    """Builds; the exit code is 0, or 1 where an error stands against publishing. `looking` has begun to look at all files."""
    asked = Asked(**options)
    if asked.timings not in ("", "text", "json"):
        raise click.BadParameter("write --timings or --timings=json", param_hint="--timings")
    return building.build(asked, looking)
