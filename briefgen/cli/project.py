"""What the commands share: finding the project, the moment, opening the store. In: options. Out: a `Project` and a `Request`."""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import briefgen
from briefgen.cli.asked import written_by_a_program
from briefgen.read.tree import find_root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor

    from briefgen.build import Project


def moment(given: str) -> datetime:
    """The moment of the build: `--now`, else SOURCE_DATE_EPOCH, else the clock."""
    if written_by_a_program(given):
        return datetime.fromisoformat(given).replace(second=0)
    if given:
        import click  # noqa: PLC0415 - the parser of the command line is asked where something is out of the ordinary

        from briefgen.model import dates  # noqa: PLC0415 - most builds are of the present moment
        from briefgen.model.when import WhenError  # noqa: PLC0415

        try:
            return datetime.fromisoformat(dates.instant(given, "UTC")[0])
        except WhenError as error:
            raise click.BadParameter(str(error), param_hint="--now") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError):
            import click  # noqa: PLC0415 - as above

            raise click.UsageError(f'SOURCE_DATE_EPOCH is "{epoch}"; it must be a whole number of seconds') from None
    return datetime.now(UTC)


def packaged_themes() -> dict[str, Path]:
    """The themes that come with briefgen: inside the wheel, or beside the package in its repository."""
    inside = Path(briefgen.__file__).parent / "themes"
    beside = Path(briefgen.__file__).parent.parent / "themes"
    folder = inside if inside.is_dir() else beside
    return {path.name: path for path in sorted(folder.iterdir()) if path.is_dir()}


def cache() -> Path | None:
    """Where this user's programs keep what they can make again (XDG Base Directory Specification 0.8); None where there is no such place."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    try:
        folder = Path(named) if Path(named).is_absolute() else Path.home() / ".cache"
    except RuntimeError:
        return None
    return folder / "briefgen" / "templates"


@contextmanager
def opened(
    start: Path, say: Callable[[str], None], *, writes: bool = True, jobs: int = 0, executor: Executor | None = None, workers: int = 0,
) -> Iterator[Project]:
    """The project that `start` lies in, with its store open; where `writes` is false, nothing on disk changes.

    `executor` has `workers` processes elsewhere; without it, up to `jobs` are started here when they are worth it (0: one for each core).
    """
    from briefgen import build  # noqa: PLC0415

    with build.opened(find_root(start), packaged_themes(), say, writes=writes, jobs=jobs, executor=executor, workers=workers,
                      cache=cache()) as found:
        yield found
