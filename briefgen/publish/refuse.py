"""Which folders briefgen writes to. In: the output folder asked for, and what must not be harmed. Out: nothing, or a `Stop` before any write."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.model.codes import note
from briefgen.model.diagnostic import Span, Stop

if TYPE_CHECKING:
    from collections.abc import Callable

REFUSED = 2
# The list of the files that briefgen made, in the folder itself: what marks it as briefgen's own even where all else is lost.
LIST = ".briefgen-manifest"


def refuse(target: Path, root: Path, protected: tuple[Path, ...], *, ours: Callable[[int], bool]) -> None:
    """Raises `Stop` (BG730, exit code 2) where `target` is no folder to write a site into. `ours` tells an inode that briefgen made."""
    shown = str(target)
    try:
        found = target.lstat()
    except FileNotFoundError:
        found = None
    except NotADirectoryError:
        raise _stop(shown, "a file stands where one of its folders should be") from None
    if found is not None and stat.S_ISLNK(found.st_mode):
        raise _stop(shown, "it is a symbolic link")
    if found is not None and not stat.S_ISDIR(found.st_mode):
        raise _stop(shown, "it is a file")
    place = target.parent.resolve() / target.name if target.name not in ("", "..") else target.resolve()
    home = root.resolve()
    if place == home or place in home.parents:
        raise _stop(shown, "it holds the project itself")
    for folder in (Path.home(), *protected):
        full = folder.resolve()
        if place == full or place in full.parents or (folder in protected and full in place.parents):
            raise _stop(shown, f"{folder.name} is in it, or it is in {folder.name}")
    if found is not None and not (target / LIST).is_file() and any(target.iterdir()) and not ours(found.st_ino):
        raise _stop(shown, "it is not empty, and briefgen did not make what is in it")


def _stop(shown: str, why: str) -> Stop:
    found = note("BG730", Span(shown), f"this cannot be the output folder: {why}", "name a new folder, or an empty one:  briefgen build -o DIR")
    return Stop(found, REFUSED)
