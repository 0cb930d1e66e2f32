"""What a host is told: the policy that the pages are under, and only what has a hash in its name is kept for ever."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest


def built(place: Path, briefgen: Callable, host: str) -> Path:
    (place / "content" / "briefs").mkdir(parents=True)
    (place / "content" / "assets").mkdir()
    (place / "site.yml").write_text(f"title: Desk\nurl: https://desk.example.org/desk/\ntimezone: UTC\nhost: {host}\n", encoding="utf-8")
    (place / "content" / "briefs" / "2024-01-10.md").write_text("---\naliases: [/old/]\n---\n![A bridge](../assets/bridge.svg)\n", encoding="utf-8")
    (place / "content" / "assets" / "bridge.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>\n', encoding="utf-8")
    ran = briefgen(place, "build", "--now", "2024-01-15T12:00Z")
    assert ran.code == 0, ran.err
    return place / "dist"


def rules(text: str) -> dict[str, list[str]]:
    """The lines of a `_headers` file by their path."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("  "):
            found[path].append(line.strip())
        else:
            path = line
            found[path] = []
    return found


@pytest.mark.parametrize("host", ["netlify", "cloudflare"])
def test_the_header_is_the_policy_of_the_pages(host: str, briefgen: Callable, tmp_path: Path) -> None:
    dist = built(tmp_path, briefgen, host)
    page = lxml.html.fromstring((dist / "index.html").read_bytes()).xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    said = rules((dist / "_headers").read_text(encoding="utf-8"))
    policy = next(line for line in said["/*"] if line.startswith("Content-Security-Policy: ")).removeprefix("Content-Security-Policy: ")
    assert policy == f"{page}; frame-ancestors 'none'"
    assert "font-src 'self'" in policy  # without it a host's header would keep the theme's type from its own pages
    assert "/old/ /2024/01/10/brief/ 301" in (dist / "_redirects").read_text(encoding="utf-8")


def test_only_names_with_a_hash_are_kept_for_ever(briefgen: Callable, tmp_path: Path) -> None:
    dist = built(tmp_path, briefgen, "netlify")
    for path, lines in rules((dist / "_headers").read_text(encoding="utf-8")).items():
        if any("immutable" in line for line in lines):
            assert re.search(r"\.[0-9a-f]{8}\.\w+\Z", path), path
            assert (dist / path.lstrip("/")).is_file()
    text = (dist / "_headers").read_text(encoding="utf-8")
    assert "bridge.svg" not in text
    assert re.search(r"/assets/site\.[0-9a-f]{8}\.css", text)


def test_vercel_is_told_the_same(briefgen: Callable, tmp_path: Path) -> None:
    found = json.loads((built(tmp_path, briefgen, "vercel") / "vercel.json").read_text(encoding="utf-8"))
    kept = [rule["source"] for rule in found["headers"] if "immutable" in json.dumps(rule)]
    assert kept
    assert all(re.search(r"\.[0-9a-f]{8}\.\w+\Z", path) for path in kept)
    assert found["redirects"] == [{"source": "/old/", "destination": "/2024/01/10/brief/", "statusCode": 301}]


def test_gitlab_wants_the_project_before_each_rule(briefgen: Callable, tmp_path: Path) -> None:
    assert (built(tmp_path, briefgen, "gitlab") / "_redirects").read_text(encoding="utf-8") == "/desk/old/ /desk/2024/01/10/brief/ 301\n"
