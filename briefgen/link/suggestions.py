"""Where a brief's region tags and its sources' places do not meet. In: the linked site, with its seeds read. Out: diagnostics for `check`.

Suggestions only: an editor may know better than any source names, and a place may be named in passing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from briefgen.model.codes import note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.brief import Brief
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.site import Site

# A place that the cited sources name so often is one that a tag should cover.
STRONG: Final = 3
_MOST: Final = 4


def suggestions(site: Site) -> list[Diagnostic]:
    """BG309 for each brief whose cited seeds were all read."""
    return [one for brief in site.briefs for one in _of(site, brief)]


def _of(site: Site, brief: Brief) -> Iterator[Diagnostic]:
    cited = dict.fromkeys(citation.seed for citation in brief.citations)
    named: Counter[str] = Counter()
    for seed in cited:
        if seed in site.marks:
            named.update(dict(site.marks[seed].regions))
    if not named or any(seed not in site.marks for seed in cited):
        return
    line, known = site.tree.line, site.tree.by_id
    covered = {region for name in named for region in line(name)}
    lonely = [tag for tag in brief.regions if tag.id not in covered and tag.id in known]
    for tag in lonely[:_MOST]:
        yield note("BG309", tag.span, f"the region {tag.id} is named in none of the sources that the brief cites",
                   "cite a source for it, or drop the tag")
    tags = {tag.id for tag in brief.regions}
    over = {region for tag in tags for region in line(tag)}
    strong = [name for name, count in named.most_common()
              if count >= STRONG and name in known and name not in over and tags.isdisjoint(line(name))]
    for name in strong[:_MOST]:
        yield note("BG309", brief.span, f"the cited sources name {name} {named[name]} times, and no region of the brief covers it",
                   f"add  {name}  to  regions:  or to  mentions:")
