"""The preview under attack: hostile requests over a raw socket, against the real server, with bait lying around it."""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.serve.conftest import ROOT, Served, brief, write_site

REQUESTS = ROOT.parent / "shared/corpora/hostile/http-requests.json"
BAIT = "CANARY"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A preview with bait outside the site, beside it, in hidden files, and behind links."""
    folder = tmp_path_factory.mktemp("bait")
    root = write_site(folder / "desk")
    (folder / "secret.txt").write_text(BAIT)
    (folder / "desk-sibling").mkdir()
    (folder / "desk-sibling/secret.txt").write_text(BAIT)
    for name in (".env", ".git/config", ".briefgen/cache", "secret.txt", "content/.hidden.md", ".stage-x/index.html"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(BAIT)
    for name in ("link", "content/link", "content/assets/link.txt"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).symlink_to(folder / "secret.txt")
    for name in ("linkdir", "content/assets/linkdir"):
        (root / name).symlink_to(folder)
    made = Served(root).start()
    yield made
    assert made.process is not None
    assert made.process.poll() is None, "the preview died of a request"
    made.close()


def send(port: int, raw: bytes, seconds: float = 15.0) -> bytes:
    """What comes back until the other side closes, or has been silent for a while."""
    got = b""
    with socket.create_connection(("127.0.0.1", port), seconds) as connection:
        connection.settimeout(seconds)
        try:
            connection.sendall(raw)
            while len(got) < 2_000_000:
                more = connection.recv(65536)
                if not more:
                    break
                got += more
                if b"event: state" in got:
                    break
        except OSError:
            pass
    return got


def request(target: str, method: str = "GET", host: str | None = "127.0.0.1:{port}", **headers: str) -> str:
    lines = [f"{method} {target} HTTP/1.1", *([f"Host: {host}"] if host is not None else []), "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines) + "\r\n\r\n"


def status_of(answer: bytes) -> int:
    found = re.match(rb"HTTP/\d\.\d (\d+)", answer)
    return int(found[1]) if found else 0


def ask(served: Served, raw: str, seconds: float = 15.0) -> bytes:
    return send(served.port, raw.replace("{port}", str(served.port)).encode("utf-8", "surrogatepass"), seconds)


def wrong(answer: bytes, expected: str) -> str:
    """What an answer does against the rules; empty where it keeps them."""
    status = status_of(answer)
    head, _, body = answer.partition(b"\r\n\r\n")
    location = re.search(rb"(?im)^location: *([^\r\n]*)", head)
    if BAIT.encode() in answer or b"root:x:0" in answer:
        return "bait was taken"
    if status >= 500:
        return f"status {status}"
    if expected.startswith("200") and "-" not in expected and status != 200:
        return f"status {status}"
    refused = expected.startswith(("403", "400-403", "405")) or expected in ("4xx", "400")
    if refused and 0 < status < 400:
        return f"status {status}"
    if location and not re.match(rb"/(?![/\\])", location[1]):
        return "leads away"
    if b"\r\nset-cookie" in head.lower() or b"access-control-allow" in head.lower():
        return "a header that must not be"
    if b"<script>alert" in body:
        return "markup comes back"
    if expected == "200-without-evil" and b"evil" in answer:
        return "another host's name comes back"
    if expected == "2xx-or-101" and not 200 <= status < 300 and status != 101:
        return f"status {status}"
    if expected == "200-empty" and (status != 200 or body):
        return "HEAD has a body, or none of its status"
    return ""


@pytest.mark.skipif(not REQUESTS.exists(), reason="../shared/corpora is not here")
def test_no_hostile_request_is_answered_wrongly(served: Served) -> None:
    cases = json.loads(REQUESTS.read_text(encoding="utf-8"))
    fill = {"{port}": str(served.port), "{rootname}": served.root.name, "{reload}": "/_briefgen/events"}

    def filled(text: str) -> str:
        for name, value in fill.items():
            text = text.replace(name, value)
        return text

    def run(case: dict) -> str:
        raw = case.get("raw")
        if not raw:
            headers = {"Host": case["host"], "Connection": "close", **case["headers"]}
            raw = f"{case['method']} {case['target']} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + "\r\n"
        text = filled(raw)
        try:
            data = text.encode("latin-1")
        except UnicodeEncodeError:
            data = text.encode()
        found = wrong(send(served.port, data), case["expect"])
        return f"{case['name']}: {found}" if found else ""

    served.get("/")
    with ThreadPoolExecutor(8) as pool:
        violations = [one for one in pool.map(run, cases) if one]
    assert violations == []
    assert len(cases) > 100


@pytest.mark.parametrize("target", [
    "/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt", "/%252e%252e/secret.txt", "/%252e%252e%252fsecret.txt",
    "/..\\secret.txt", "/..%5csecret.txt", "/secret.txt%00.html", "/%00", "//etc/passwd", "/%2fetc%2fpasswd", "/etc/passwd", "http://evil.example/",
    "/link", "/linkdir/secret.txt", "/assets/link.txt", "/assets/linkdir/secret.txt", "/content/link", "/.env", "/.git/config", "/.briefgen/cache",
    "/site.yml", "/content/briefs/2023-12-01.md", "/seeds/note.txt", "/_briefgen/", "/_briefgen/../site.yml", "/_briefgen/client.js/..", "/_briefgen",
    "/_briefgen/%2e%2e%2fstart.py", "/_briefgen/start.py", "/assets/", "/assets", "/2023/12/01/brief/index.html/../../../secret.txt",
])
def test_only_pages_have_addresses(served: Served, target: str) -> None:
    answer = ask(served, request(target))
    assert status_of(answer) in (400, 404), answer[:200]
    assert BAIT.encode() not in answer


@pytest.mark.parametrize("headers", [
    {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}, {}, {"Origin": "http://127.0.0.1:{port}", "Sec_Fetch_Site": "cross-site"},
])
def test_the_events_are_not_for_others(served: Served, headers: dict[str, str]) -> None:
    assert status_of(ask(served, request("/_briefgen/events", **headers))) == 403


def test_the_events_are_for_our_pages(served: Served) -> None:
    answer = ask(served, request("/_briefgen/events", Origin="http://127.0.0.1:{port}"))
    assert status_of(answer) == 200
    assert b"text/event-stream" in answer
    assert b"event: state" in answer


@pytest.mark.parametrize("host", ["evil.example:{port}", "192.0.2.1:{port}", "", "127.0.0.1"])
def test_a_rebound_name_gets_nothing(served: Served, host: str) -> None:
    for target in ("/", "/_briefgen/events", "/_briefgen/client.js"):
        assert status_of(ask(served, request(target, host=host))) in (400, 421)


def test_oversized_heads_are_refused(served: Served) -> None:
    assert status_of(ask(served, request("/", X="a" * 40_000))) in (400, 431)
    assert status_of(ask(served, request("/" + "a" * 20_000))) in (400, 414)
    assert status_of(ask(served, request("/", **{f"X{number}": "a" * 100 for number in range(500)}))) in (400, 431)
    assert served.get("/").status == 200


def test_every_answer_keeps_others_out(served: Served) -> None:
    for target in ("/", "/nope/", "/feed.xml", "/_briefgen/client.js", "/_briefgen/nope"):
        headers = served.get(target).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "frame-ancestors" in headers["content-security-policy"]
        assert not [name for name in headers if name.startswith("access-control")]


def test_a_hundred_slow_clients_do_not_keep_a_reader_waiting(served: Served) -> None:
    slow = []
    try:
        for number in range(100):
            connection = socket.create_connection(("127.0.0.1", served.port))
            connection.sendall((b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: 127.0.0.1:")[number % 3])
            slow.append(connection)
        before = time.monotonic()
        assert served.get("/2023/12/01/brief/").status == 200
        assert time.monotonic() - before < 5, "slower than the slow ones are allowed to be"
    finally:
        for connection in slow:
            connection.close()


def test_a_client_that_never_ends_its_request_is_let_go(served: Served) -> None:
    started = time.monotonic()
    with socket.create_connection(("127.0.0.1", served.port), 25) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n")
        got = b"x"
        while got:
            try:
                got = connection.recv(100)
            except ConnectionError:
                break
    assert 5 < time.monotonic() - started < 24


def test_a_page_that_has_not_changed_is_not_sent_again(served: Served) -> None:
    first = served.get("/2023/12/01/brief/")
    again = served.get("/2023/12/01/brief/", If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_head_has_no_body(served: Served) -> None:
    answer = ask(served, request("/", method="HEAD"))
    assert status_of(answer) == 200
    assert answer.partition(b"\r\n\r\n")[2] == b""


def test_a_folder_leads_to_its_page_and_nothing_is_listed(served: Served) -> None:
    answer = served.get("/2023/12/01/brief")
    assert (answer.status, answer.headers["location"]) == (308, "/2023/12/01/brief/")
    assert served.get("/2023/12/01/brief/?q=1").status == 200
    assert served.get("/nope/").status == 404
    assert "<briefgen-preview" in served.get("/nope/").text


def test_an_address_in_another_script_is_found(served: Served) -> None:
    served.write("content/pages/люди.md", "---\ntitle: Люди\n---\n\nТекст.\n")
    end = time.monotonic() + 10
    while served.get("/%D0%BB%D1%8E%D0%B4%D0%B8/").status != 200:
        assert time.monotonic() < end
        time.sleep(0.05)
    assert served.get("/%D0%BB%D1%8E%D0%B4%D0%B8").headers["location"] == "/%D0%BB%D1%8E%D0%B4%D0%B8/"
    served.write("content/briefs/2023-12-08.md", brief("2023-12-08"))
