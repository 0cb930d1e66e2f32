"""Processes on other machines. In: an address (`dask:tcp://host:8786`). Out: an executor and how many work there.

The workers must run the same briefgen and see the project under the same path. Rendered files are laid aside there, not sent.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

SECONDS = 10


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor | None, int]]:
    """The executor at `address`; none, where it is empty. A usage error where there is no such thing or nobody answers."""
    if not address:
        yield None, 0
        return
    import click  # noqa: PLC0415 - most builds ask for none

    kind, _, place = address.partition(":")
    if kind != "dask" or not place:
        raise click.BadParameter(f'"{address}" names no cluster; write dask:tcp://HOST:PORT', param_hint="--executor")
    try:
        import distributed  # noqa: PLC0415 - the extra briefgen[dask]
    except ImportError:
        raise click.UsageError("Dask is not installed; install it with  pip install 'briefgen[dask]'") from None
    try:
        connect: Any = distributed.Client
        client = connect(place, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise click.UsageError(f"no Dask scheduler answers at {place}: {error}") from None
    with client:
        workers = sum(client.nthreads().values())
        if not workers:
            raise click.UsageError(f"the Dask scheduler at {place} has no workers")
        with client.get_executor(pure=False) as executor:
            yield executor, workers
