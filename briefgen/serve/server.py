"""The server. In: the preview, the policy, the stream. Out: answers over HTTP, on an address that was asked for.

Starlette on uvicorn; imported by nothing but `serve`. Answers come from the preview's map of pages alone.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import mimetypes
import signal
import socket
from typing import TYPE_CHECKING, Any, Final

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from briefgen.model.codes import note
from briefgen.model.diagnostic import Span, Stop
from briefgen.serve import inject, policy

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from types import FrameType

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from briefgen.serve.loop import Loop
    from briefgen.serve.policy import Policy

# Seconds that a client may take for its request line and headers.
READ_SECONDS: Final = 10
# Seconds that the first page waits for the first build before it says that it is still being made.
FIRST_SECONDS: Final = 3.0
PLACEHOLDER: Final = (b'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>briefgen</title></head>'
                      b"<body><main><p>This page cannot be shown yet; it comes by itself as soon as it can.</p></main></body></html>\n")
MORE_TYPES: Final = {".webmanifest": "application/manifest+json", ".woff2": "font/woff2", ".geojson": "application/geo+json", ".ics": "text/calendar"}


class Guard:
    """Applies the policy before anything else sees the request, and its headers to every answer."""

    def __init__(self, app: ASGIApp, rules: Policy) -> None:
        self.app, self.rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        stream = scope["raw_path"] == f"{inject.PREFIX}events".encode()
        refusal = self.rules.refuse(scope["method"], scope["raw_path"], scope["query_string"], scope["headers"], stream=stream)
        answer: ASGIApp = self.app if refusal is None else PlainTextResponse(refusal.words + "\n", refusal.status)

        async def with_headers(message: Any) -> None:  # noqa: ANN401 - an ASGI message
            if message["type"] == "http.response.start":
                more = [*policy.HEADERS, ("allow", "GET, HEAD")] if refusal and refusal.status == 405 else policy.HEADERS
                message["headers"] = [*message.get("headers", ()), *((name.encode(), value.encode()) for name, value in more)]
            await send(message)

        await answer(scope, receive, with_headers)


def app(loop: Loop, rules: Policy, *, live: bool) -> ASGIApp:
    """The application: the preview's own files and events below `/_briefgen/`, the site everywhere else."""
    files = inject.client_files()
    version = inject.version(files)

    async def own(request: Request) -> Response:
        name = request.path_params["name"]
        if name == "events":
            return StreamingResponse(loop.desk.stream.listen(), media_type="text/event-stream", headers={"cache-control": "no-store"})
        if name not in files:
            return PlainTextResponse("there is no such file\n", 404)
        kind, content = files[name]
        return Response(content, media_type=kind, headers={"cache-control": "no-cache"})

    async def page(request: Request) -> Response:
        address = policy.address(request.scope["raw_path"])
        if not loop.ready.is_set():
            await run_in_threadpool(loop.first, address, FIRST_SECONDS)
        state = loop.state
        answer = await run_in_threadpool(loop.desk.preview.answer, address)
        loop.asked.set()
        loop.rendered()
        if answer.location:
            return RedirectResponse(answer.location, answer.status)
        if answer.status == 404 and not answer.content:
            return PlainTextResponse("there is no such page\n", 404)
        html = answer.status != 200 or answer.path.endswith((".html", "/"))
        tag = f'"{answer.tag}"'
        headers = {"cache-control": "no-cache", **({"etag": tag} if answer.tag else {})}
        if answer.tag and request.headers.get("if-none-match") == tag:
            return Response(None, 304, headers)
        if not html:
            return Response(answer.content, headers=headers, media_type=_type(answer.path))
        content = inject.inject(answer.content or PLACEHOLDER, answer.path, answer.mark, tag=answer.tag, state=state, version=version, live=live)
        return Response(content, answer.status, headers, "text/html; charset=utf-8")

    return Guard(Starlette(routes=[Route(inject.PREFIX + "{name}", own), Route("/{path:path}", page)]), rules)


def _type(path: str) -> str:
    ending = path[path.rfind("."):] if "." in path else ""
    kind = MORE_TYPES.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


class Prompt(H11Protocol):
    """HTTP/1.1 for clients that say what they want within `READ_SECONDS`; a slow one holds nothing but its own connection."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._deadline = self.loop.call_later(READ_SECONDS, self._late)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if not self._asking():
            self._relax()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(READ_SECONDS, self._late)

    def connection_lost(self, exc: Exception | None) -> None:
        self._relax()
        super().connection_lost(exc)

    def _asking(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _relax(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _late(self) -> None:
        self._deadline = None
        if self._asking():
            self.transport.abort()


class Server(uvicorn.Server):
    """uvicorn's server, which ends its streams when it ends, and treats Ctrl-C as the usual way to stop."""

    def __init__(self, config: uvicorn.Config, loop: Loop) -> None:
        super().__init__(config)
        self._briefgen = loop
        self._ended = asyncio.Event()
        self._running: asyncio.AbstractEventLoop | None = None

    async def main_loop(self) -> None:
        """Sleeps until it is told to stop: uvicorn's own loop wakes ten times a second."""
        self._running = asyncio.get_running_loop()
        await self.on_tick(0)
        await self._ended.wait()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        if self._running is not None:
            self._running.call_soon_threadsafe(self._ended.set)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._briefgen.desk.stream.close()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        before = {one: signal.signal(one, self.handle_exit) for one in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)


def run(application: ASGIApp, listener: socket.socket, loop: Loop) -> None:
    """Answers until it is told to stop (SIGINT, SIGTERM)."""
    config = uvicorn.Config(
        application, http=Prompt, ws="none", lifespan="off", loop="asyncio", log_config=None, log_level="error", access_log=False,
        server_header=False, proxy_headers=False, h11_max_incomplete_event_size=policy.LARGEST_HEAD, timeout_graceful_shutdown=1, backlog=256,
    )
    Server(config, loop).run(sockets=[listener])


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens on `host` and `port`. Raises `Stop` (BG734, exit code 3) where it cannot, naming a port that is free."""
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(place)
            listener.listen(256)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            free = next((other for other in range(port + 1, min(port + 100, 65536)) if _free(host, other)), 0)
            raise Stop(note("BG734", Span("serve"), f"port {port} is in use by another program (another preview?)",
                            f"use another:  briefgen serve -p {free}" if free else "use another with  -p PORT"), 3) from error
        low = error.errno == errno.EACCES
        hint = "ports below 1024 need rights that an editor should not have; use  -p 8000" if low else "name an address of this machine"
        raise Stop(note("BG734", Span("serve"), f"cannot listen on {host}, port {port}: {error.strerror or error}", hint), 3) from error
    return listener


def _free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def own_addresses() -> Sequence[str]:
    """The address of this machine on the network, as far as it has one, and its name. Nothing is sent."""
    found = [socket.gethostname().lower()]
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # RFC 5737: an address for documentation; UDP's connect sends nothing
        found.insert(0, probe.getsockname()[0])
    return found
