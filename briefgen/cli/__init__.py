"""The command line: turns the clock and the environment into values, and outcomes into exit codes.

`main` first asks whether a build would find nothing changed (`seal`), since most do; all else is for `app` and the commands' own modules.
"""

from __future__ import annotations

import sys

INTERRUPTED = "interrupted; nothing that was published is touched"


def main() -> None:
    """The console script."""
    from briefgen.cli import seal  # noqa: PLC0415

    try:
        said = seal.answer(sys.argv[1:]) if sys.argv[1:2] == ["build"] else None
        if said is not None:
            seal.say(said)
            return
    except KeyboardInterrupt:
        sys.stderr.write(INTERRUPTED + "\n")
        sys.exit(130)
    except BrokenPipeError:
        return
    from briefgen.cli.app import run  # noqa: PLC0415

    sys.exit(run())
