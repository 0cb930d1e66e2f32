"""Published text against its ledger. In: briefs, bodies, ledgers, corrections. Out: changes with no correction, history, diagnostics.

BG501 a published page changed without a correction, BG502 a correction that does not fit the text, BG503 a published page that
would vanish, BG504 a correction whose date is impossible.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import msgspec

from briefgen.link.wordings import around, differences, strokes
from briefgen.model.codes import note
from briefgen.model.diagnostic import Severity
from briefgen.model.evidence import Body
from briefgen.model.ledger import Compared, LedgerJob, LedgerTexts, Paragraph, Passed, Revision
from briefgen.model.record import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from briefgen.model.brief import Brief
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.event import Correction
    from briefgen.model.ledger import Ledger
    from briefgen.model.left_out import LeftOut


# How many of the changes a diagnostic shows.
SHOWN: Final = 3
_GAP: Final = re.compile(r"\s+([.,;:!?])")


def job(brief: Brief, ledger: Ledger | None) -> LedgerJob:
    """What must be compared of a brief."""
    groups = max((citation.group for citation in brief.citations), default=-1) + 1
    cites: list[list[str]] = [[] for _ in range(groups)]
    for citation in brief.citations:
        cites[citation.group].append("@" + citation.seed + (f", para. {citation.passage}" if citation.passage else ""))
    last = ledger.versions[-1].at if ledger else ""
    return LedgerJob(
        brief.path, tuple(_front(brief)), brief.body, tuple(tuple(group) for group in cites), ledger.texts if ledger else "",
        ledger.versions if ledger else (),
        tuple(Passed(one.at, one.where, one.was, one.now, bool(last) and not _younger(one.at, last)) for one in brief.corrections),
    )


def _younger(at: str, than: str) -> bool:
    """Whether a correction (an instant or a day) was made after a release: one of the same day counts."""
    if len(at) == 10:
        return at >= than[:10]
    return datetime.fromisoformat(at) > datetime.fromisoformat(than)


def _front(brief: Brief) -> Iterable[Paragraph]:
    yield Paragraph("title", brief.title)
    if brief.summary:
        yield Paragraph("summary", brief.summary)
    for figure in brief.figures:
        yield Paragraph("figure", f"{figure.label}: {figure.value}" + (f" [@{figure.source}]" if figure.source else ""))


def published_text(work: LedgerJob, body: Body) -> list[tuple[Paragraph, int]]:
    """The paragraphs of a brief as they stand now, each with the index of its block (-1: front matter)."""
    made = [(paragraph, -1) for paragraph in work.front]
    for index, block in enumerate(body.blocks):
        cites = "; ".join(one for group in block.groups if group < len(work.cites) for one in work.cites[group])
        # Where a citation was taken out before a point, the space before it goes too.
        text = " ".join(filter(None, (_GAP.sub(r"\1", block.plain), f"[{cites}]" if cites else "")))
        if text:
            made.append((Paragraph(f"#{block.id}" if block.id and block.level == 0 else "", text), index))
    return made


def compare(work: LedgerJob, load: Callable[[str], bytes]) -> Compared:
    """Compares a brief's text with what was released of it, and its corrections with its text."""
    now = published_text(work, decode(load(work.body), Body))
    whole = "\n".join(paragraph.text for paragraph, _ in now)
    labels = {paragraph.label for paragraph, _ in now}
    misfits = tuple(_misfit(one, whole, labels) for one in work.corrections)
    if not work.texts:
        return Compared((), (), misfits)
    texts = dict(decode(load(work.texts), LedgerTexts).items)
    releases = [[texts[mark] for mark in version.blocks] for version in work.versions]
    changes = tuple(msgspec.structs.replace(change, logged=any(_covers(one, change.label, change.new) for one in work.corrections if not one.stale))
                    for change in differences(releases[-1], now))
    return Compared(changes, tuple(_history(work, releases)) if len(releases) > 1 else (), misfits)


def _history(work: LedgerJob, releases: list[list[Paragraph]]) -> Iterable[Revision]:
    """Each release against the one before it."""
    yield Revision(work.versions[0].at, True, True, (), 0)
    for (before, after), (old, new) in zip(pairwise(work.versions), pairwise(releases), strict=True):
        found = differences(old, [(paragraph, -1) for paragraph in new])
        made = [one for one in work.corrections if _younger(one.at, before.at) and not _younger(one.at, after.at)]
        weighty = [change for change in found if not change.minor]
        logged = all(any(_covers(one, change.label, change.new) for one in made) for change in weighty)
        diffs = tuple((change.label, strokes(change.old, change.new)) for change in weighty)
        yield Revision(after.at, False, logged, diffs, len(found) - len(weighty))


def _misfit(one: Passed, text: str, labels: set[str]) -> str:
    """What does not fit in a correction: `was`, `now`, `where`, or nothing."""
    words = " ".join(text.split())
    if one.was and " ".join(one.was.split()) in words and not (one.now and one.was in one.now):
        return "was"
    if one.now and " ".join(one.now.split()) not in words:
        return "now"
    return "where" if one.where.startswith("#") and one.where not in labels else ""


def _covers(one: Passed, label: str, text: str) -> bool:
    """Whether a correction speaks of a paragraph: by its place, by its new words, or of all where it names neither."""
    if one.where in ("title", "summary", "figure") or one.where.startswith("#"):
        return one.where == label
    return not one.now or one.now in text


def changed(brief: Brief, ledger: Ledger, found: Compared, level: str) -> list[Diagnostic]:
    """BG501 where blocks changed since the last release and no correction says so; an error where the site's ledger is strict."""
    loose = [change for change in found.changes if not change.minor and not change.logged]
    if not loose or level == "off":
        return []
    lines = sorted({brief.block_span(change.block).line if change.block >= 0 else 1 for change in loose if change.new})
    gone = sum(not change.new for change in loose)
    places = [f"line{'s' * (len(lines) > 1)} {', '.join(map(str, lines))}"] if lines else []
    places += [f"{gone} taken out"] if gone else []
    count = f"{len(loose)} block{'s' * (len(loose) > 1)}"
    made = note("BG501", brief.block_span(loose[0].block) if loose[0].block >= 0 else brief.span,
                f"published {ledger.versions[-1].at[:16].replace('T', ' ')}; {count} changed since ({'; '.join(places)}) with no corrections: entry",
                f"run:  briefgen amend {brief.path}", detail=tuple(line for change in loose[:SHOWN] for line in _shown(change.old, change.new)))
    return [msgspec.structs.replace(made, severity=Severity.ERROR) if level == "strict" else made]


def _shown(old: str, new: str) -> tuple[str, ...]:
    was, now = around(old, new)
    return tuple(line for line in (f"was  {was}" if was else "", f"now  {now}" if now else "") if line)


def _short(text: str) -> str:
    return text if len(text) <= 110 else text[:107] + "…"


def fitting(entries: tuple[Correction, ...], found: Compared) -> list[Diagnostic]:
    """BG502 for each correction that the text belies."""
    made = []
    for entry, misfit in zip(entries, found.misfits, strict=True):
        if misfit == "was":
            made.append(note("BG502", entry.span, f'the text still says "{_short(entry.was)}", which was corrected',
                             "correct the text, or this entry"))
        elif misfit == "now":
            made.append(note("BG502", entry.span, f'the text does not say "{_short(entry.now)}"', "write in  now:  what the text says now"))
        elif misfit == "where":
            made.append(note("BG502", entry.span, f"there is no {entry.where} in this brief", "name the id of an item or claim that it has"))
    return made


def dated(entries: tuple[Correction, ...], now: str) -> list[Diagnostic]:
    """BG504 for each correction that is dated in the future. One older than its brief is found where the brief is read."""
    moment = datetime.fromisoformat(now)
    made = []
    for entry in entries:
        day = len(entry.at) == len("2023-12-24")  # which may have begun further east
        if date.fromisoformat(entry.at) > moment.date() + timedelta(days=1) if day else datetime.fromisoformat(entry.at) > moment:
            made.append(note("BG504", entry.span, f"this correction is dated in the future ({entry.at})", "write when it was made"))
    return made


def vanished(
    ledgers: Mapping[str, Ledger], briefs: Mapping[str, Brief], permalinks: Mapping[tuple[str, str], str], moved: Iterable[str],
    left_out: tuple[LeftOut, ...],
) -> list[Diagnostic]:
    """BG503 for each released brief that has no page any more where it was."""
    elsewhere = set(moved)
    hidden = {entry.path: entry.reason for entry in left_out}
    made = []
    for name, ledger in ledgers.items():
        permalink = permalinks.get(("brief", name), "")
        if permalink == ledger.permalink or ledger.permalink in elsewhere:
            continue
        path = f"content/briefs/{name}.md"
        if permalink:
            made.append(note("BG503", briefs[name].span, f"{ledger.permalink} was published and would vanish: the brief has moved to {permalink}",
                             f"add  aliases: [{ledger.permalink}]"))
        elif path in hidden:
            made.append(note("BG503", ledger.span, f"{ledger.permalink} was published and would vanish: {path} is left out ({hidden[path]})",
                             "publish it again, or retract it:  corrections: [{kind: retraction, …}]"))
        else:
            made.append(note("BG503", ledger.span, f"{ledger.permalink} was published and would vanish: {path} is gone",
                             f"put {path} back with a retraction as its text, or add  aliases: [{ledger.permalink}]  to what replaces it"))
    return made
