"""The command line: turns the clock and the environment into values, and outcomes into exit codes.

`main` first asks whether a build would find nothing changed (`seal`), since most do; all else is for `app` and the commands' own modules.
"""

from __future__ import annotations

import sys

INTERRUPTED = "interrupted; nothing that was published is touched"
# New objects before the collector looks, and how often it looks at older ones: what a site is made of, and what is imported to make it, is no
# garbage, and looking through it again and again was a tenth of a build (`--timings`).
COLLECTOR = (10_000, 10, 10)


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
    import gc  # noqa: PLC0415 - before all else, since most of what is imported is imported now

    gc.set_threshold(*COLLECTOR)
    from briefgen.cli.app import run  # noqa: PLC0415

    code = run()
    gc.freeze()  # the system takes everything back at once: to look through it for garbage first took a twelfth of a build after an edit
    sys.exit(code)
