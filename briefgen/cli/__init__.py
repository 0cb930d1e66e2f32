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


def main() -> None:
    """The console script."""
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
                    gc.freeze()
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

    code = ended(lambda: _done(looking))
    gc.freeze()  # the system takes everything back at once: to look through it for garbage first took a twelfth of a build after an edit
    return code


def _done(looking: Looking | None) -> int:
    if sys.argv[1:2] == ["build"]:
        from briefgen.cli.asked import plain  # noqa: PLC0415

        asked = plain(sys.argv[2:])
        if asked is not None and not os.environ.get("SOURCE_DATE_EPOCH"):
            from briefgen.cli.building import build  # noqa: PLC0415

            return build(asked, looking)
    from briefgen.cli.app import run  # noqa: PLC0415

    return run(looking)
