"""Stored text runs nothing: public payloads at every place that an editor or an article can write, in a browser without the content policy."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest

PER_PAGE = 40
NOW = "2025-06-01T00:00Z"
HOOK = """
window.__fired = 0;
for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => { window.__fired += 1; };
addEventListener('DOMContentLoaded', () => {
  for (const element of document.querySelectorAll('main *'))
    for (const attribute of element.attributes)
      if (/^on/i.test(attribute.name)) window.__fired += 1;
});
"""


def payloads(shared: Path) -> list[str]:
    found: list[str] = []
    for name in ("dompurify-expect", "owasp-xss-filter-evasion", "markdown-it-xss"):
        for case in json.loads((shared / "corpora" / "hostile" / "public" / f"{name}.json").read_text(encoding="utf-8")):
            text = case if isinstance(case, str) else case.get("payload") or next(v for v in case.values() if isinstance(v, str))
            found.append(" ".join(text.encode("utf-8", "replace").decode().replace("\0", "").split()))
    return list(dict.fromkeys(one for one in found if one))


@pytest.fixture(scope="module")
def hostile(shared: Path, briefgen: Callable, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that says the payloads everywhere, built."""
    place = tmp_path_factory.mktemp("hostile")
    texts = payloads(shared)
    (place / "content" / "briefs").mkdir(parents=True)
    (place / "content" / "events").mkdir()
    (place / "content" / "storylines").mkdir()
    (place / "seeds").mkdir()
    quoted = [json.dumps(text) for text in texts]
    (place / "site.yml").write_text(f"title: {quoted[0]}\ntagline: {quoted[1]}\nurl: https://desk.example.org/\ntimezone: UTC\n", encoding="utf-8")
    events = []
    for number in range(0, len(texts), PER_PAGE):
        chunk, marks = texts[number:number + PER_PAGE], quoted[number:number + PER_PAGE]
        day = f"2024-{1 + number // PER_PAGE:02d}-11"
        body = "\n\n".join(text.replace("javascript:", "java script:") if "](" in text else text for text in chunk)
        front = [f"title: {marks[0]}", f"summary: {marks[1 % len(marks)]}", f"authors: [{', '.join(marks[:5])}]", f"topics: [{', '.join(marks[:8])}]",
                 f"figures: [{{label: {marks[0]}, value: {marks[1 % len(marks)]}}}]", "storylines: [line]", "regions: [ukraine]"]
        (place / "content" / "briefs" / f"{day}.md").write_text("---\n" + "\n".join(front) + f"\n---\n\n{body}\n\nIt is so. [@seed-{number}]\n",
                                                                 encoding="utf-8")
        (place / "seeds" / f"seed-{number}.txt").write_text("\n\n".join(chunk) + "\n", encoding="utf-8")
        (place / "seeds" / f"seed-{number}.yml").write_text(
            f"id: seed-{number}\noutlet: {marks[0]}\ntitle: {marks[2 % len(marks)]}\nauthor: {marks[3 % len(marks)]}\npublished: 2024-01-02\nurl: unknown\n"
            f"licence: {marks[4 % len(marks)]}\nnote: {marks[5 % len(marks)]}\npublish: full\n", encoding="utf-8")
        events += [f"- {{id: e{number + i}, what: {mark}, when: 2024-01-{1 + i % 28:02d}, detail: {mark}, lane: {mark}}}" for i, mark in enumerate(marks)]
    (place / "content" / "events" / "a.yml").write_text("\n".join(events), encoding="utf-8")
    (place / "content" / "storylines" / "line.md").write_text(f"---\ntitle: {quoted[2]}\nquestion: {quoted[3]}\n---\n{texts[4]}\n", encoding="utf-8")
    for _ in range(12):  # what is refused with words is taken out, as an editor would
        told = json.loads(briefgen(place, "check", "--format", "json", "--now", NOW).out)["diagnostics"]
        wrong = {(one["path"], one["line"]) for one in told if one["severity"] == "error"}
        for path, number in wrong:
            lines = (place / path).read_text(encoding="utf-8").split("\n")
            lines[number - 1] = "" if not path.endswith("a.yml") else lines[number - 1].split("what:")[0] + "what: x}"
            (place / path).write_text("\n".join(lines), encoding="utf-8")
        if not wrong:
            break
    ran = briefgen(place, "build", "--now", NOW, "--format", "json")
    assert ran.code == 0, [one for one in json.loads(ran.out)["diagnostics"] if one["severity"] == "error"] or ran.err
    return place / "dist"


def test_no_payload_becomes_markup(hostile: Path) -> None:
    for path in hostile.rglob("*.html"):
        tree = lxml.html.fromstring(path.read_bytes())
        for element in tree.iter():
            if not isinstance(element.tag, str):
                continue
            assert element.tag not in ("iframe", "object", "embed", "style", "form-x", "math", "base", "audio", "video", "marquee"), (path, element.tag)
            for name, value in element.attrib.items():
                assert not name.startswith("on"), (path, element.tag, name)
                if name in ("href", "src", "action", "formaction"):
                    assert not value.strip().lower().startswith(("javascript:", "data:", "vbscript:")), (path, value)
    for path in hostile.rglob("*.xml"):
        lxml.etree.parse(path)


def test_no_payload_runs(hostile: Path, browser: object) -> None:
    context = browser.new_context(bypass_csp=True)  # type: ignore[attr-defined]
    context.add_init_script(HOOK)
    asked: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url) if not request.url.startswith("file:") else None)
    fired = {}
    for path in sorted(hostile.rglob("*.html")):
        page.goto(path.as_uri())
        fired[path.name] = fired.get(path.name, 0) + page.evaluate("window.__fired")
    context.close()
    assert sum(fired.values()) == 0, fired
    assert asked == []
