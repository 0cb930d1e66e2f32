"""How far a build is, on a terminal, where it takes longer than a second. In: what is being done, and how much of it. Out: click's progress bar."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

PATIENCE = 1.0
STEPS = {"read": "reading files", "check": "checking quotations"}


class Progress:
    """A bar for each step of a build. Where standard error is no terminal, nothing is shown."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown and sys.stderr.isatty()
        self._start = monotonic()
        self._step = ""
        self._bar: ProgressBar[int] | None = None

    def __call__(self, step: str, done: int, total: int) -> None:
        """`done` more of `total` are finished in `step`."""
        if not self._shown:
            return
        if step != self._step:
            self.close()
            self._step, self._count = step, 0
        self._count += done
        if self._bar is None:
            if monotonic() - self._start < PATIENCE or self._count >= total:
                return
            import click  # noqa: PLC0415 - most builds take no second

            self._bar = click.progressbar(length=total, label=f"{STEPS.get(step, step):<20}", file=sys.stderr)
            self._bar.__enter__()
            self._bar.update(self._count)
        else:
            self._bar.update(done)

    def close(self) -> None:
        """Ends the bar that is shown, so that what is said next stands on a line of its own."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None
