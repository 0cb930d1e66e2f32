"""Where a brief's region tags and its sources' places do not meet. In: the linked site, with its seeds read. Out: diagnostics for `check`.

Suggestions only: an editor may know better than any source names, and a place may be named in passing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from briefgen.model.codes import note
from briefgen.model.diagnostic import Diagnostic, Span

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.model.site import Site

# A place that the cited sources name so often is one that a tag should cover.
STRONG: Final = 3
_MOST: Final = 4


def suggestions(site: Site) -> list[Diagnostic]:
    """BG309 for each brief whose cited seeds were all read."""
    return [one for brief in site.briefs for one in _of(site, brief)]


def _of(site: Site, brief: Brief) -> list[Diagnostic]:
    cited = dict.fromkeys(citation.seed for citation in brief.citations)
    named: Counter[str] = Counter()
    for seed in cited:
        if seed in site.marks:
            named.update(dict(site.marks[seed].regions))
    if not named or any(seed not in site.marks for seed in cited):
        return []
    tags = [tag.id for tag in brief.regions]
    found = []
    covered = {region for name in named for region in site.tree.line(name)}
    lonely = [tag for tag in tags if tag not in covered and tag in site.tree.by_id]
    span = brief.span if isinstance(brief.span, Span) else Span(brief.path, 1, 1)
    for tag in lonely[:_MOST]:
        found.append(note("BG309", span, f"the region {tag} is named in none of the sources that the brief cites", "cite a source for it, or drop the tag"))
    over = {region for tag in tags for region in site.tree.line(tag)}
    inside = {name for name in named if set(site.tree.line(name)) & set(tags)}
    strong = [name for name, count in named.most_common() if count >= STRONG and name not in inside and name not in over and name in site.tree.by_id]
    for name in strong[:_MOST]:
        found.append(note("BG309", span, f"the cited sources name {name} {named[name]} times, and no region of the brief covers it",
                          f"add it:  regions: [… {name}]  or  mentions: [… {name}]"))
    return found
