"""Two folders exchanged in one step. In: their paths. Out: whether the system can do it.

`renameat2` with `RENAME_EXCHANGE` (Linux 3.15, renameat2(2)): whoever opens the one path sees either tree, whole, and never none.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

AT_FDCWD, RENAME_EXCHANGE = -100, 2
# The system, the file system or the place cannot do it: a mount point, another device, a kernel or C library without the call.
CANNOT = {errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EBUSY, errno.EOPNOTSUPP}


def exchange(one: Path, other: Path) -> bool:
    """Exchanges two folders; False where that is not to be had. Raises OSError for any other trouble."""
    import ctypes  # noqa: PLC0415 - most builds have nothing to publish

    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    if call is None:
        return False
    if call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(one))


def settle(handle: int) -> None:
    """Has the system write out what it holds back of the file system that `handle` lies on (syncfs(2)); all of them where it cannot say which."""
    import ctypes  # noqa: PLC0415

    call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None) if sys.platform == "linux" else None
    if call is None:
        os.sync()
    elif call(handle) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
