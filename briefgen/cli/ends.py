"""Every way out of a command. In: its work. Out: its exit code, without a traceback.

0 done, 1 content errors, 2 usage or a refused output folder, 3 environment, 4 locked by another build, 70 internal error, 130 interrupted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.cli import INTERRUPTED
from briefgen.cli.terminal import say_bug, say_environment, say_stop, stderr
from briefgen.model.diagnostic import Stop

if TYPE_CHECKING:
    from collections.abc import Callable


def ended(work: Callable[[], int]) -> int:
    """The code that `work` ends with, however it ends."""
    try:
        return work()
    except Stop as stop:
        say_stop(stop)
        return stop.exit_code
    except KeyboardInterrupt:
        stderr(INTERRUPTED)
        return 130
    except BrokenPipeError:
        return 0
    except (OSError, MemoryError) as error:
        say_environment(error)
        return 3
    except Exception as error:  # noqa: BLE001 - the one place that turns a bug into a line and a code
        say_bug(error)
        return 70
