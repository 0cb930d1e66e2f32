"""The command line: turns the clock and the environment into values, and outcomes into exit codes.

`main` first asks whether a build would find nothing changed (`seal`), since most do; all else is for `app` and the commands' own modules.
"""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from briefgen.cli.looking import Looking

INTERRUPTED = "interrupted; nothing that was published is touched"
# New objects before the collector looks, and how often it looks at older ones: what a site is made of, and what is imported to make it, is no
# garbage, and looking through it again and again was a tenth of a build (`--timings`).
COLLECTOR = (10_000, 10, 10)


def command() -> None:
    """The console script. What a process has is taken back by the system in an instant when it ends, and in 8 ms when Python gives it back piece by
    piece before that; all that must be closed has been.
    """
    try:
        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    for stream in (sys.stdout, sys.stderr):
        try:  # noqa: SIM105 - contextlib is imported by no build that finds nothing changed
            stream.flush()
        except (OSError, ValueError, AttributeError):
            pass  # nobody listens any more
    os._exit(code)


def main() -> None:
    """Whatever was asked for, with its exit code as `SystemExit`."""
    gc.set_threshold(*COLLECTOR)
    from briefgen.cli import seal  # noqa: PLC0415

    try:
        sealed = seal.opened(sys.argv[1:]) if sys.argv[1:2] == ["build"] else None
        if sealed is None:
            code = _run(None)
        else:
            with sealed:
                said = sealed.answer()
                if said is not None:
                    seal.say(said)
                    return
                code = _run(sealed.looking)
    except KeyboardInterrupt:
        sys.stderr.write(INTERRUPTED + "\n")
        code = 130
    except BrokenPipeError:
        return
    sys.exit(code)


def _run(looking: Looking | None) -> int:
    """The command that was asked for, all of it. `looking` has begun to look at the files of a build."""
    from briefgen.cli.ends import ended  # noqa: PLC0415

    return ended(lambda: _done(looking))


def _done(looking: Looking | None) -> int:
    if sys.argv[1:2] == ["build"]:
        from briefgen.cli.asked import plain  # noqa: PLC0415

        asked = plain(sys.argv[2:])
        if asked is not None and not os.environ.get("SOURCE_DATE_EPOCH"):
            from briefgen.cli.building import build  # noqa: PLC0415

            return build(asked, looking)
    from briefgen.cli.app import run  # noqa: PLC0415

    return run(looking)
