"""What a static host wants beside the pages: headers and redirects in its own dialect, and its limits. In: pages. Out: files, notes.

A site is right without any of these files: aliases are stubs too, and the content policy stands in every page. The numbers
are the hosts' own, as of 2026: Cloudflare Pages 20,000 files, 2,000 static redirects and 25 MiB a file; GitLab Pages 1,000
redirects of 64 KB in all; GitHub Pages 1 GB.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from briefgen.model.codes import note
from briefgen.model.diagnostic import Span
from briefgen.plan.planned import Planned, finished, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.model.diagnostic import Diagnostic
    from briefgen.plan.desk import Desk

# What a page may load and do: in each page's head, and as a header where the host takes one. Both hold at once, so that they must be one.
POLICY: Final = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; "
                 "form-action 'self'; require-trusted-types-for 'script'")
FILES: Final = {"cloudflare": 20_000}
REDIRECTS: Final = {"cloudflare": 2_000, "gitlab": 1_000, "netlify": 10_000, "vercel": 1_024}
# Redirects may take this many bytes of GitLab's one file.
GITLAB_BYTES: Final = 64_000
# The files that name each of the theme's assets.
TOLD: Final = frozenset({"_headers", "vercel.json"})
HASHED: Final = "public, max-age=31536000, immutable"
FRESH: Final = "public, max-age=0, must-revalidate"


def pages(desk: Desk, count: int, assets: Mapping[str, str], notes: list[Diagnostic]) -> Iterator[Planned]:
    """The files for the site's `host`. BG733, a warning, where one of its limits is passed.

    `count` is how many files the site has, `assets` gives the digest of each of the theme's by its path.
    """
    host = desk.site.config.host
    most = FILES.get(host, 0)
    if most and count > most:
        notes.append(note("BG733", Span("site.yml", 1, 1), f"{count:,} files; {host} takes {most:,} on its free plan",
                          "choose another host, or a paid plan"))
    rules = _rules(desk, host, notes)
    # Only a name that changes with its bytes may be kept for ever; the content's own assets keep theirs.
    hashed = sorted("/" + path for path, digest in assets.items() if f".{digest[:8]}." in path)
    if host in ("netlify", "cloudflare"):
        yield finished(plain("_headers", _headers(hashed)))
    if host in ("netlify", "cloudflare", "gitlab") and rules:
        yield finished(plain("_redirects", [f"{old} {new} 301" for old, new in rules]))
    if host == "vercel":
        yield finished(plain("vercel.json", _vercel(rules, hashed).split("\n")))


def _rules(desk: Desk, host: str, notes: list[Diagnostic]) -> list[tuple[str, str]]:
    """(old, new) of each alias, newest first, as many as the host takes. GitLab wants the project's path before each."""
    before = urlsplit(desk.site.config.url).path.rstrip("/") if host == "gitlab" else ""
    rules = [(before + quote(alias), before + quote(permalink)) for alias, permalink, _ in desk.site.aliases]
    rules.sort(key=lambda rule: rule[1], reverse=True)
    most, size = REDIRECTS.get(host, 0), 0
    kept = []
    for old, new in rules[:most]:
        size += len(old) + len(new) + 6
        if host == "gitlab" and size > GITLAB_BYTES:
            break
        kept.append((old, new))
    if most and len(kept) < len(rules):
        notes.append(note("BG733", Span("site.yml", 1, 1), f"{len(rules):,} redirects; {host} takes {len(kept):,}",
                          "the newest are in its file, and every old address has a page that leads on"))
    return kept


def _headers(hashed: Sequence[str]) -> list[str]:
    return [
        "/*",
        f"  Content-Security-Policy: {POLICY}; frame-ancestors 'none'",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: no-referrer-when-downgrade",
        f"  Cache-Control: {FRESH}",
        *(line for path in hashed for line in (path, "  ! Cache-Control", f"  Cache-Control: {HASHED}")),
        "/embed/*",
        "  ! Content-Security-Policy",
        f"  Content-Security-Policy: {POLICY}; frame-ancestors *",
        "/*.xml",
        "  ! Cache-Control",
        "  Cache-Control: public, max-age=300",
        "/data/*",
        "  Access-Control-Allow-Origin: *",
    ]


def _vercel(rules: Sequence[tuple[str, str]], hashed: Sequence[str]) -> str:
    def headers(source: str, **values: str) -> dict[str, object]:
        return {"source": source, "headers": [{"key": key.replace("_", "-"), "value": value} for key, value in values.items()]}

    return json.dumps({
        "trailingSlash": True,
        "headers": [
            headers("/(.*)", Content_Security_Policy=POLICY, X_Content_Type_Options="nosniff", Cache_Control=FRESH),
            *(headers(path, Cache_Control=HASHED) for path in hashed),
        ],
        "redirects": [{"source": old, "destination": new, "statusCode": 301} for old, new in rules],
    }, indent=1)
