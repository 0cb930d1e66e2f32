"""What browsers are told. In: messages from whatever thread. Out: server-sent events (HTML standard, section 9.2), one stream a browser.

Each message is the whole state, so that the last one is always enough: a browser that comes late, or again, needs no history.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

# Seconds between two signs of life, so that a connection that died is noticed; milliseconds until a browser tries again.
HEARTBEAT: Final = 20
RETRY: Final = 500
WAITING: Final = 16


class Stream:
    """Tells every listener the newest state. One that cannot keep up misses some, and sees that by their numbers."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listeners: set[asyncio.Queue[bytes | None]] = set()
        self._newest: dict[str, Any] = {}
        self._closed = False

    @property
    def listeners(self) -> int:
        """How many streams are open."""
        return len(self._listeners)

    def tell(self, state: dict[str, Any]) -> None:
        """Makes `state` the newest, and sends it. From any thread; `changed` in it says what changed since the one before."""
        self._newest = state
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # the loop has just been closed
                loop.call_soon_threadsafe(self._send, event(state))

    def close(self) -> None:
        """Ends all streams. From the loop's own thread."""
        self._closed = True
        for queue in self._listeners:
            _put(queue, None)

    def _send(self, message: bytes) -> None:
        for queue in self._listeners:
            if queue.full():
                while not queue.empty():
                    queue.get_nowait()
            _put(queue, message)

    async def listen(self) -> AsyncIterator[bytes]:
        """The events of one stream: the newest state at once, then each that follows, and signs of life."""
        self._loop = asyncio.get_running_loop()
        queue: asyncio.Queue[bytes | None] = asyncio.Queue(WAITING)
        self._listeners.add(queue)
        try:
            yield f"retry: {RETRY}\n\n".encode()
            if self._newest:
                yield event({**self._newest, "follow": ""})
            while not self._closed:
                try:
                    message = await asyncio.wait_for(queue.get(), HEARTBEAT)
                except TimeoutError:
                    yield b": still here\n\n"
                    continue
                if message is None:
                    return
                yield message
        finally:
            self._listeners.discard(queue)


def _put(queue: asyncio.Queue[bytes | None], message: bytes | None) -> None:
    with suppress(asyncio.QueueFull):
        queue.put_nowait(message)


def event(state: dict[str, Any]) -> bytes:
    """A state as an event. JSON holds no line feed, so one `data` line holds it whole."""
    return b"event: state\ndata: " + msgspec.json.encode(state) + b"\n\n"
