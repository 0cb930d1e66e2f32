"""Who may ask what: each rule, and the order in which they are asked."""

from __future__ import annotations

import pytest

from briefgen.serve import policy

RULES = policy.Policy(policy.hosts("127.0.0.1", 8000, ("127.0.0.1",), ()))
OURS = (b"host", b"127.0.0.1:8000")


def status(target: bytes = b"/", *headers: tuple[bytes, bytes], method: str = "GET", host: tuple[bytes, bytes] | None = OURS,
           stream: bool = False, rules: policy.Policy = RULES) -> int:
    path, _, query = target.partition(b"?")
    refusal = rules.refuse(method, path, query, [*([host] if host else []), *headers], stream=stream)
    return refusal.status if refusal else 200


@pytest.mark.parametrize("target", [
    b"/", b"/2023/12/24/a/", b"/search/?q=%2f..%5c", b"/assets/a.css?v=1", b"/%D0%B6/", b"/a..b/", b"/..", b"/a/../b/", b"/%2e%2e/",
])
def test_a_plain_address_may_be_asked_for(target: bytes) -> None:
    """Dots are plain: an address is looked up whole, so they lead nowhere."""
    assert status(target) == 200


@pytest.mark.parametrize("target", [
    b"", b"*", b"http://127.0.0.1:8000/", b"http://evil.example/", b"//evil.example/", b"/a//b", b"/\\evil", b"/..%2fa", b"/..%2Fa", b"/..%5ca", b"/..%5Ca",
    b"/a%00", b"/a#b", b"/a b", b"/a\tb", "/ж/".encode(), b"/\xff/",
])
def test_an_address_that_is_not_plain_is_refused(target: bytes) -> None:
    assert status(target) == 400


def test_a_long_address_is_refused() -> None:
    assert status(b"/" + b"a" * policy.LONGEST_TARGET) == 414
    assert status(b"/?" + b"a" * policy.LONGEST_TARGET) == 414
    assert status(b"/" + b"a" * 4000) == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW", "get"])
def test_only_reading_is_allowed(method: str) -> None:
    assert status(method=method) == 405


@pytest.mark.parametrize("host", [
    b"evil.example", b"evil.example:8000", b"127.0.0.1.evil.example:8000", b"localhost.evil.example:8000", b"evillocalhost:8000", b"0.0.0.0:8000",
    b"2130706433:8000", b"0x7f.1:8000", b"127.1:8000", b"localhost", b"127.0.0.1", b"localhost:8001", b"localhost:8000@evil.example",
    b"evil.example@localhost:8000", b"localhost:99999", b"", b"localhost:8000,evil.example", b"localhost:08000", b"[::1]", b"[::ffff:127.0.0.1]:8000",
    b"localhost.:8000",
])
def test_a_foreign_host_is_refused(host: bytes) -> None:
    assert status(host=(b"host", host)) == 421


@pytest.mark.parametrize("host", [b"localhost:8000", b"127.0.0.1:8000", b"[::1]:8000", b"LOCALHOST:8000"])
def test_our_own_names_are_known(host: bytes) -> None:
    assert status(host=(b"host", host)) == 200


def test_one_host_and_one_only() -> None:
    assert status(host=None) == 421
    assert status(b"/", OURS) == 421


@pytest.mark.parametrize("origin", [
    b"https://evil.example", b"http://evil.example:8000", b"null", b"file://", b"http://localhost:1", b"http://192.0.2.1:8000", b"", b"http://127.0.0.1",
    b"http://127.0.0.1:8000.evil.example",
])
@pytest.mark.parametrize("stream", [False, True])
def test_a_foreign_origin_is_refused_everywhere(origin: bytes, stream: bool) -> None:
    assert status(b"/", (b"origin", origin), (b"sec-fetch-site", b"same-origin"), stream=stream) == 403


def test_two_origins_are_refused() -> None:
    assert status(b"/", (b"origin", b"http://localhost:8000"), (b"origin", b"https://evil.example")) == 403


@pytest.mark.parametrize(("site", "mode", "target", "expected"), [
    (b"cross-site", b"navigate", b"document", 200),  # a link from a chat or an issue
    (b"cross-site", b"navigate", b"iframe", 403),
    (b"cross-site", b"no-cors", b"script", 403),
    (b"cross-site", b"no-cors", b"image", 403),
    (b"same-site", b"no-cors", b"script", 403),  # another port of localhost is another site's
    (b"same-site", b"cors", b"empty", 403),
    (b"same-origin", b"no-cors", b"script", 200),
    (b"none", b"navigate", b"document", 200),
])
def test_another_site_may_only_lead_here(site: bytes, mode: bytes, target: bytes, expected: int) -> None:
    assert status(b"/", (b"sec-fetch-site", site), (b"sec-fetch-mode", mode), (b"sec-fetch-dest", target)) == expected


@pytest.mark.parametrize(("headers", "expected"), [
    (((b"origin", b"http://127.0.0.1:8000"),), 200),
    (((b"sec-fetch-site", b"same-origin"),), 200),
    (((b"sec-fetch-site", b"none"),), 403),
    (((b"sec-fetch-site", b"cross-site"), (b"sec-fetch-mode", b"navigate"), (b"sec-fetch-dest", b"document")), 403),
    ((), 403),
    (((b"accept", b"image/avif,image/webp,*/*"),), 403),
    (((b"accept", b"text/event-stream"),), 200),  # an address of the network: browsers say no more there
])
def test_the_events_are_for_our_own_pages(headers: tuple[tuple[bytes, bytes], ...], expected: int) -> None:
    assert status(b"/_briefgen/events", *headers, stream=True) == expected


def test_a_refusal_repeats_nothing_of_the_request() -> None:
    refusal = RULES.refuse("GET", b"/", b"", [(b"host", b"<script>alert(1)</script>")])
    assert refusal is not None
    assert "script" not in refusal.words


def test_hosts_follow_what_was_asked_for() -> None:
    assert "192.168.1.5:8000" not in policy.hosts("127.0.0.1", 8000, ("192.168.1.5",), ())
    network = policy.Policy(policy.hosts("0.0.0.0", 8000, ("192.168.1.5", "fe80::1", "desk.local"), ()))
    for name in (b"192.168.1.5:8000", b"[fe80::1]:8000", b"desk.local:8000", b"localhost:8000"):
        assert status(host=(b"host", name), rules=network) == 200
    assert status(host=(b"host", b"0.0.0.0:8000"), rules=network) == 421
    allowed = policy.Policy(policy.hosts("127.0.0.1", 8000, (), ("preview.example", "other.example:9000")))
    for name in (b"preview.example", b"preview.example:8000", b"other.example:9000"):
        assert status(host=(b"host", name), rules=allowed) == 200
    assert status(host=(b"host", b"other.example:8000"), rules=allowed) == 421
    assert "localhost" in policy.hosts("127.0.0.1", 80, (), ())


@pytest.mark.parametrize(("raw", "found"), [(b"/", "/"), (b"/%D0%B6/", "/ж/"), (b"/a%2561/", "/a%61/"), (b"/%ff/", "/\ufffd/")])
def test_an_address_is_decoded_once(raw: bytes, found: str) -> None:
    assert policy.address(raw) == found
