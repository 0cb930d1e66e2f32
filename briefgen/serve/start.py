"""Everything joined. In: an open project and what the door asks for. Out: a preview that runs until it is told to stop."""

from __future__ import annotations

import secrets
import webbrowser
from threading import Thread
from time import time_ns
from typing import TYPE_CHECKING, NamedTuple

from briefgen.read.tree import Tree
from briefgen.serve import policy, server
from briefgen.serve.loop import Desk, Loop
from briefgen.serve.preview import Preview
from briefgen.serve.stream import Stream
from briefgen.serve.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefgen.build import Project, Request


class Wishes(NamedTuple):
    """What the door asks for. `poll` is in seconds; 0 waits for the system to announce changes."""

    host: str = "127.0.0.1"
    port: int = 8000
    allowed: tuple[str, ...] = ()
    browser: bool = False
    follow: bool = False
    poll: float = 0.0
    reload: bool = True


def serve(project: Project, request: Callable[[], Request], wishes: Wishes, say: Callable[[str], None]) -> None:
    """Serves until SIGINT or SIGTERM. Raises `Stop` (BG734) where the address cannot be had; nothing was started then."""
    listener = server.bound(wishes.host, wishes.port)
    port = listener.getsockname()[1]

    def look() -> dict[str, str]:
        return Tree(project.root, project.stamps, time_ns()).stamps.digests()

    def seen() -> dict[str, str]:
        return loop.digests()

    watch = Watch(project.root, look, seen, say, poll=wishes.poll, test_in=project.root / ".briefgen")
    loop = Loop(Desk(Preview(project, request), watch, Stream(), say, secrets.token_hex(4), wishes.follow))
    own = server.own_addresses()
    rules = policy.Policy(policy.hosts(wishes.host, port, own if wishes.host in EVERYWHERE else (wishes.host,), wishes.allowed))
    home = f"http://{_shown(wishes.host, own)}:{port}/"
    say(f"preview at {home}  (Ctrl-C stops it; dist/ is not touched)")
    if wishes.host not in LOOPBACK:
        say("anyone on this network can read it, drafts and embargoed briefs included")
    thread = Thread(target=loop.run, name="briefgen-serve", daemon=True)
    thread.start()
    if wishes.browser:
        Thread(target=lambda: loop.ready.wait() and webbrowser.open(home), daemon=True).start()
    try:
        server.run(server.app(loop, rules, live=wishes.reload), listener, loop)
    finally:
        watch.stop()
        thread.join(5)
        listener.close()


EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - only where it was asked for
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def _shown(host: str, own: Sequence[str]) -> str:
    name = own[0] if host in EVERYWHERE else host
    return f"[{name}]" if ":" in name else name
