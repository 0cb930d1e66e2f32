"""An event's three dates, where they differ: when it happened, when it was reported, when a brief of this site added it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import lxml.html

BRIEF = """---
events:
  - {id: late, what: A late report, when: 2023-12-01, reported: 2023-12-05}
  - {id: same, what: The same day throughout, when: 2024-01-10, reported: 2024-01-10}
---
Text.
"""
EVENTS = "- {id: filed, what: Filed by itself, when: 2023-12-03, reported: 2023-12}\n- {id: plain, what: Plain, when: 2023-12-04}\n"


def test_dates_that_differ_are_shown_and_others_are_not(briefgen: Callable, tmp_path: Path) -> None:
    (tmp_path / "content" / "briefs").mkdir(parents=True)
    (tmp_path / "content" / "events").mkdir()
    (tmp_path / "site.yml").write_text("title: Desk\nurl: https://desk.example.org/\ntimezone: UTC\n", encoding="utf-8")
    (tmp_path / "content" / "briefs" / "2024-01-10.md").write_text(BRIEF, encoding="utf-8")
    (tmp_path / "content" / "events" / "2023.yml").write_text(EVENTS, encoding="utf-8")
    ran = briefgen(tmp_path, "build", "--now", "2024-01-15T12:00Z")
    assert ran.code == 0, ran.err
    tree = lxml.html.fromstring((tmp_path / "dist" / "timeline" / "index.html").read_bytes())
    shown = {row.get("id"): " ".join(row.text_content().split()) for row in tree.xpath("//li[starts-with(@id, 'e-')]")}
    assert "reported 5 December 2023 · added here 10 January 2024" in shown["e-late"]
    assert "reported December 2023" in shown["e-filed"]
    for row in ("e-same", "e-plain"):
        assert "reported " not in shown[row]
        assert "added here" not in shown[row]
