"""What this program is made of. In: its folders. Out: what stat says of each of its files, and what is installed beside it.

Enough to see that nothing was touched since the last build by this same copy; imported by every build, and so nothing more than the system's own.
"""

from __future__ import annotations

import os
from importlib.machinery import PathFinder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Trace = tuple[str, int, int]

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - pathlib takes longer to import than this to run
# Found out once: what this process runs is what lay there when it began. (`functools` takes longer to import than all that is done here.)
_OWN: list[Trace] = []


def installed() -> tuple[str, ...]:
    """What is installed beside briefgen (`markdown_it_py-4.0.0`), told from the names of folders: reading the metadata takes longer than a build."""
    spec = PathFinder.find_spec("msgspec")
    found = os.listdir(os.path.dirname(spec.submodule_search_locations[0])) if spec and spec.submodule_search_locations else []  # noqa: PTH120, PTH208
    return tuple(sorted(name.removesuffix(".dist-info") for name in found if name.endswith(".dist-info")))


def traces(folder: str) -> Iterator[Trace]:
    """Path, time (nanoseconds) and size of each file under `folder`."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from traces(entry.path)
            else:
                found = entry.stat(follow_symlinks=False)
                yield entry.path, found.st_mtime_ns, found.st_size


def own() -> Sequence[Trace]:
    """The traces of briefgen's own files."""
    if not _OWN:
        _OWN.extend(traces(PACKAGE))
    return _OWN
