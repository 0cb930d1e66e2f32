"""Diagnostics and summaries as text for people and machines. In: values. Out: text. The only place that says how they look."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final

from briefgen.model.codes import CODES
from briefgen.model.diagnostic import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from briefgen.model.left_out import LeftOut

# Shown in one run; the rest is counted (a wrong encoding can make a thousand).
MOST: Final = 50
WIDTH: Final = 110
COLOURS: Final = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.INFO: "36"}
GITHUB: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
# Said once in the summary, not one by one.
COUNTED: Final = ("BG420",)
ORDER: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def ordered(notes: Iterable[Diagnostic]) -> list[Diagnostic]:
    """By path, line, column and code, each once: the order does not depend on how they were found."""
    unique = dict.fromkeys(notes)
    return sorted(unique, key=lambda n: (n.span.path, n.span.line, n.span.column, n.code, n.message))


def settle(notes: Iterable[Diagnostic], severities: Sequence[tuple[str, str]], *, strict: bool) -> list[Diagnostic]:
    """Diagnostics with the severities that the site and `--strict` ask for; those switched off are gone."""
    import msgspec  # noqa: PLC0415

    chosen = dict(severities)
    found = []
    for one in ordered(notes):
        level = chosen.get(one.code, one.severity.value)
        if level == "off":
            continue
        if strict and level == "warning":
            level = "error"
        found.append(one if level == one.severity.value else msgspec.structs.replace(one, severity=Severity(level)))
    return found


def clean(text: str) -> str:
    """Text without control characters, so that no file can send escape codes to a terminal."""
    return "".join(c if c == "\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs") or c in "\u200d\u2060" else f"\\x{ord(c):02x}" for c in text)


def text(notes: Sequence[Diagnostic], source: Callable[[str, int], str], *, colour: bool = False) -> str:
    """All diagnostics as an editor reads them: place, code, message, excerpt with carets, the way out."""
    paint = _painter(colour)
    notes = shown = [one for one in notes if one.code not in COUNTED]
    if len(shown) > MOST:  # errors first when not all can be shown
        shown = sorted(sorted(shown, key=lambda n: ORDER[n.severity])[:MOST], key=lambda n: (n.span.path, n.span.line, n.span.column, n.code))
    parts = [_one(n, source, paint) for n in shown]
    if len(notes) > MOST:
        parts.append(f"… and {len(notes) - MOST} more")
    return "\n\n".join(parts) + "\n" if parts else ""


def _painter(colour: bool) -> Callable[[str, str], str]:
    def paint(code: str, words: str) -> str:
        return f"\x1b[{code}m{words}\x1b[0m" if colour else words

    return paint


def place(one: Diagnostic) -> str:
    """`path:line:column`, as much of it as is known."""
    span = one.span
    tail = (f":{span.line}" if span.line else "") + (f":{span.column}" if span.line and span.column else "")
    return clean(span.path) + tail


def _one(one: Diagnostic, source: Callable[[str, int], str], paint: Callable[[str, str], str]) -> str:
    head = f"{paint('1', place(one))}  {paint(COLOURS[one.severity], one.severity.value)} {one.code}  {clean(one.message)}"
    lines = [head, *_excerpt(one, source, paint)]
    lines += ["    " + clean(line) for line in one.detail]
    lines += ["    " + clean(line) for line in one.hint.split("\n") if one.hint]
    return "\n".join(lines)


def _excerpt(one: Diagnostic, source: Callable[[str, int], str], paint: Callable[[str, str], str]) -> list[str]:
    span = one.span
    if not span.line:
        return []
    raw = source(span.path, span.line)
    if not raw.strip():
        return []
    column = max(1, span.column)
    end = span.end_column if span.end_line in (0, span.line) and span.end_column > column else 0
    if not end:
        end = len(raw) + 1 if span.end_line > span.line else column + len(_word(raw, column))
    cut = max(0, column - WIDTH // 2) if len(raw) > WIDTH else 0
    line = clean(raw[cut:cut + WIDTH].rstrip().replace("\t", " "))
    before = raw[cut:column - 1].replace("\t", " ")
    marked = raw[column - 1:end - 1]
    carets = " " * _cells(clean(before)) + "^" * max(1, min(_cells(clean(marked)), WIDTH - _cells(clean(before))))
    return ["    " + ("…" if cut else "") + line, "    " + (" " if cut else "") + paint(COLOURS[one.severity], carets)]


def _word(line: str, column: int) -> str:
    rest = line[column - 1:]
    end = next((i for i, c in enumerate(rest) if c.isspace() or c in ",]})"), len(rest))
    return rest[:max(1, end)]


def _cells(words: str) -> int:
    """Columns of a terminal: wide characters take two, combining ones none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words)


def as_json(notes: Sequence[Diagnostic]) -> str:
    """All diagnostics as JSON. `version` changes when a field changes its meaning."""
    import json  # noqa: PLC0415 - text is what is mostly asked for

    return json.dumps({"version": 1, "diagnostics": [
        {"path": n.span.path, "line": n.span.line, "column": n.span.column, "end_line": n.span.end_line, "end_column": n.span.end_column,
         "severity": n.severity.value, "code": n.code, "message": n.message, "hint": n.hint, "detail": list(n.detail)} for n in notes
    ]}, ensure_ascii=False, indent=1) + "\n"


def as_github(notes: Sequence[Diagnostic]) -> str:
    """Workflow commands that GitHub shows beside the lines."""
    def escape(words: str) -> str:
        return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    lines = []
    for n in notes:
        words = escape(clean(n.message) + ("\n" + n.hint if n.hint else ""))
        path = escape(n.span.path).replace(",", "%2C").replace(":", "%3A")
        lines.append(f"::{GITHUB[n.severity]} file={path},line={n.span.line or 1},col={n.span.column or 1},title={n.code}::{words}")
    return "\n".join(lines) + ("\n" if lines else "")


def as_sarif(notes: Sequence[Diagnostic], version: str) -> str:
    """SARIF 2.1.0, for code-scanning services."""
    used = sorted({n.code for n in notes})
    import json  # noqa: PLC0415

    return json.dumps({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [{
            "tool": {"driver": {"name": "briefgen", "version": version, "rules": [
                {"id": code, "shortDescription": {"text": CODES[code][1]}} for code in used]}},
            "results": [{
                "ruleId": n.code, "level": {"error": "error", "warning": "warning", "info": "note"}[n.severity.value],
                "message": {"text": clean(n.message) + (f" {n.hint}" if n.hint else "")},
                "locations": [{"physicalLocation": {
                    "artifactLocation": {"uri": n.span.path},
                    "region": {"startLine": max(1, n.span.line), "startColumn": max(1, n.span.column)}}}],
            } for n in notes]}]}, ensure_ascii=False, indent=1) + "\n"


def zoneless(notes: Sequence[Diagnostic]) -> str:
    """`3 clock times without an offset were read in Europe/Kyiv`, or empty (PRODUCT §2.3)."""
    found = [one for one in notes if one.code == "BG420"]
    if not found:
        return ""
    many = "s" if len(found) > 1 else ""
    return f"{len(found)} clock time{many} without an offset {'were' if many else 'was'} read in {found[0].message.rpartition(' ')[2]}"


def verdicts(notes: Sequence[Diagnostic]) -> str:
    """`2 errors, 1 warning`, or empty."""
    counts = Counter(n.severity for n in notes)
    parts = [f"{counts[level]} {level.value}{'s' if counts[level] != 1 else ''}" for level in (Severity.ERROR, Severity.WARNING) if counts[level]]
    return ", ".join(parts)


def left_out(entries: Sequence[LeftOut]) -> str:
    """A line for everything that is not published, and why (PRODUCT §2.4)."""
    if not entries:
        return ""
    groups: dict[str, list[str]] = {}
    for entry in entries:
        reason = {"draft": "draft", "embargo": f"embargoed until {entry.until}", "ahead": f"dated ahead, until {entry.until}"}[entry.reason]
        groups.setdefault(reason, []).append(entry.path.removeprefix("content/"))
    lines = []
    for reason, paths in groups.items():
        plural = "drafts" if reason == "draft" and len(paths) > 1 else reason
        lines.append(f"{len(paths)} {plural} ({', '.join(clean(path) for path in paths)})")
    first, *rest = lines
    return "\n".join([f"left out {len(entries)}: {first}", *(" " * len(f"left out {len(entries)}: ") + line for line in rest)]) + "\n"
