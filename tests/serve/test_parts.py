"""The preview's small parts: the element it adds, the stream of states, the address it listens on."""

from __future__ import annotations

import asyncio
import json
import re
import socket
from html.parser import HTMLParser

import pytest

from briefgen.model.diagnostic import Stop
from briefgen.serve import inject, server
from briefgen.serve.inject import Mark
from briefgen.serve.stream import WAITING, Stream

PAGE = b"<!doctype html><html><head><title>A</title></head><body><main>Text</main></body></html>\n"


def injected(page: bytes, mark: Mark = Mark(), *, live: bool = True, path: str = "index.html") -> bytes:
    return inject.inject(page, path, mark, tag="tag", state="boot.1", version="v", live=live)


@pytest.mark.parametrize("page", [PAGE, b"<!doctype html><title>A</title><p>No body tag", b"", "<body>ж</body>".encode(), b"<body></body></body>"])
@pytest.mark.parametrize("live", [True, False])
def test_cut_out_again_the_published_bytes_are_left(page: bytes, live: bool) -> None:
    made = injected(page, Mark("Draft", "content/briefs/a.md"), live=live)
    assert made != page
    assert inject.published(made) == page


def test_only_the_servers_own_files_are_asked_for() -> None:
    made = injected(PAGE).decode()
    assert re.findall(r'(?:src|href)="([^"?]+)', made) == ["/_briefgen/preview.css", "/_briefgen/patch.js", "/_briefgen/bar.js", "/_briefgen/client.js"]
    assert not re.search(r"<script(?![^>]*\bsrc=)|\bstyle=|\bon\w+=", made)


def test_without_reload_there_is_a_watermark_and_no_script() -> None:
    made = injected(PAGE, Mark("Draft"), live=False)
    assert b"<script" not in made
    assert b">Draft</p>" in made


def test_what_is_said_of_a_page_cannot_become_markup() -> None:
    class Seen(HTMLParser):
        tags: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.tags.append(tag)

    Seen().feed(injected(b"", Mark('"><img src=x>', '"><img src=x>'), path='"><img src=x>').decode())
    assert "img" not in Seen.tags


def test_the_clients_files_are_there() -> None:
    assert set(inject.client_files()) == {"patch.js", "bar.js", "client.js", "worker.js", "preview.css", "wrong.svg"}


async def first(stream: Stream, count: int) -> list[str]:
    found = []
    async for message in stream.listen():
        found.append(message.decode())
        if len(found) == count:
            break
    return found


def test_a_late_listener_is_told_the_newest_state() -> None:
    stream = Stream()
    stream.tell({"version": 1, "follow": "a", "changed": {}})
    stream.tell({"version": 2, "follow": "b", "changed": {}})
    retry, state = asyncio.run(first(stream, 2))
    assert retry.startswith("retry: ")
    assert state.startswith("event: state\ndata: {")
    assert state.endswith("\n\n")
    assert json.loads(state.split("data: ")[1])["version"] == 2
    assert json.loads(state.split("data: ")[1])["follow"] == "", "nobody is led by something that is over"


def test_a_slow_listener_loses_the_old_states_and_never_the_newest() -> None:
    async def run() -> list[int]:
        stream = Stream()
        stream.tell({"version": 0})
        listening = stream.listen()
        for _ in range(2):
            await anext(listening)
        for number in range(1, 3 * WAITING):
            stream.tell({"version": number})
        await asyncio.sleep(0.05)
        stream.close()
        return [json.loads(message.decode().split("data: ")[1])["version"] async for message in listening]

    got = asyncio.run(run())
    assert len(got) <= WAITING
    assert got == sorted(got)


def test_closing_ends_every_stream() -> None:
    async def run() -> int:
        stream = Stream()
        stream.tell({"version": 0})
        listening = [stream.listen() for _ in range(3)]
        for one in listening:
            await anext(one)
        assert stream.listeners == 3
        stream.close()
        for one in listening:
            assert [message async for message in one] in ([], [b'event: state\ndata: {"version":0,"follow":""}\n\n'])
        return stream.listeners

    assert asyncio.run(run()) == 0


def test_a_taken_port_is_said_with_a_free_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Stop) as stopped:
            server.bound("127.0.0.1", port)
    assert stopped.value.exit_code == 3
    assert stopped.value.diagnostic.code == "BG734"
    assert str(port) in stopped.value.diagnostic.message
    assert "briefgen serve -p" in stopped.value.diagnostic.hint


def test_an_address_that_is_not_ours_is_said() -> None:
    with pytest.raises(Stop) as stopped:
        server.bound("203.0.113.1", 8000)
    assert stopped.value.exit_code == 3
