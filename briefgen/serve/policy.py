"""Who may ask what. In: a request as it came over the wire. Out: a refusal with its reason, or the address asked for.

Any page open in the same browser can send requests to this server, and any name can be made to lead to it (DNS rebinding).
So before anything is looked up: the request line is plain, the method reads only, the host is ours, and what comes from
another site may at most lead a person here. Addresses are keys of a closed map of pages, never paths of files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Bytes: of an address with its query, and of all headers together.
LONGEST_TARGET: Final = 8192
LARGEST_HEAD: Final = 16384
NOT_PLAIN: Final = (b"\\", b"//", b"%00", b"%2f", b"%5c", b"#")
# The port that browsers leave out of `Host`.
DEFAULT_PORT: Final = 80
METHODS: Final = ("GET", "HEAD")
# Sent with every answer. No CORS header, ever.
HEADERS: Final = (
    ("x-content-type-options", "nosniff"),
    ("cross-origin-resource-policy", "same-origin"),
    ("content-security-policy", "frame-ancestors 'self'"),
)


class Refusal(NamedTuple):
    """Why a request is not answered, in words that repeat nothing of it."""

    status: int
    words: str


class Policy:
    """The rules for one server. `hosts` are names with their port, as browsers write them in `Host`."""

    def __init__(self, hosts: Iterable[str]) -> None:
        self.hosts = frozenset(host.lower() for host in hosts)
        self.origins = frozenset(f"http://{host}" for host in self.hosts) | frozenset(f"https://{host}" for host in self.hosts)

    def refuse(self, method: str, raw_path: bytes, query: bytes, headers: Iterable[tuple[bytes, bytes]], *, stream: bool = False) -> Refusal | None:
        """None where the request may be answered. `raw_path` is the request's target as sent, without its query."""
        low = raw_path.lower()
        if len(raw_path) + len(query) > LONGEST_TARGET:
            return Refusal(414, "the address is too long")
        plain = raw_path.startswith(b"/") and raw_path.isascii() and all(byte > ord(" ") for byte in raw_path)
        if not plain or any(bad in low for bad in NOT_PLAIN):
            return Refusal(400, "the address is not one of this site's")
        if method not in METHODS:
            return Refusal(405, "this server only answers GET and HEAD")
        named: dict[str, list[str]] = {}
        size = 0
        for name, value in headers:
            size += len(name) + len(value)
            named.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1").strip())
        if size > LARGEST_HEAD:
            return Refusal(431, "the request's headers are too large")
        hosts = named.get("host", [])
        if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            return Refusal(421, "this server does not answer for that host; name it with --allow-host if it is yours")
        return self._foreign({name: values[0] for name, values in named.items()}, many=len(named.get("origin", [])) > 1, stream=stream)

    def _foreign(self, headers: Mapping[str, str], *, many: bool, stream: bool) -> Refusal | None:
        origin = headers.get("origin", "")
        if many or ("origin" in headers and origin.lower() not in self.origins):
            return Refusal(403, "another site may not read this one")
        site, mode, target = (headers.get(f"sec-fetch-{name}", "") for name in ("site", "mode", "dest"))
        if site in ("cross-site", "same-site") and not (mode == "navigate" and target == "document"):
            return Refusal(403, "another site may not use this one")
        # Browsers leave Sec-Fetch-Site out on plain addresses of the network; an <img> or <script> there asks for other types.
        ours = origin or site == "same-origin" or (not site and "text/event-stream" in headers.get("accept", ""))
        if stream and not ours:
            return Refusal(403, "the events are for this site's own pages")
        return None


def address(raw_path: bytes) -> str:
    """The address asked for, decoded exactly once. What is not UTF-8 becomes an address that no page has."""
    return unquote_to_bytes(raw_path).decode("utf-8", "replace")


def hosts(bound: str, port: int, own: Iterable[str], allowed: Iterable[str]) -> tuple[str, ...]:
    """What `Host` may say: the loopback's names, the machine's own addresses where it listens to the network, and those allowed by name."""
    names = ["localhost", "127.0.0.1", "[::1]"]
    if bound not in ("127.0.0.1", "::1", "localhost"):
        names += [f"[{name}]" if ":" in name else name for name in own]
    found = [f"{name}:{port}" for name in names]
    if port == DEFAULT_PORT:
        found += names
    for name in allowed:  # with a port: that one; without: ours, or the one that a proxy before us leaves out
        found += [name] if name.rpartition(":")[2].isdigit() else [name, f"{name}:{port}"]
    return tuple(dict.fromkeys(found))
