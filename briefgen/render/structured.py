"""What a page says of itself to machines: JSON-LD with the types and properties of schema.org. In: a view, the frame. Out: an object or None.

Only what is known is said: no date finer than it is known, no country for contested ground, no address where the site has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from briefgen.model.accounts import CorrectionsView
from briefgen.model.views import BriefView, HomeView, RegionView, SourceView, StorylineView

if TYPE_CHECKING:
    from briefgen.model.parts import CorrectionView, Frame, Tag
    from briefgen.model.views import View

CONTEXT: Final = "https://schema.org"
ARTICLE: Final = {"report": "ReportageNewsArticle", "reportage": "ReportageNewsArticle"}


def describe(view: View, frame: Frame) -> dict[str, Any] | None:
    """The description of a page, or None for pages that need none and for sites without an address."""
    if not frame.url:
        return None
    if isinstance(view, BriefView):
        return _brief(view, frame)
    if isinstance(view, StorylineView):
        return _clean({"@context": CONTEXT, "@type": "BackgroundNewsArticle", "headline": view.title, "description": view.standfirst or view.question,
                       "url": view.head.canonical, "inLanguage": frame.language, "publisher": _publisher(frame),
                       "spatialCoverage": _places(view.regions, frame), "correction": _corrections(view.corrections)})
    if isinstance(view, RegionView):
        return _region(view, frame)
    if isinstance(view, SourceView):
        return None
    if isinstance(view, HomeView):
        return _clean({"@context": CONTEXT, "@type": "WebSite", "name": frame.title, "description": frame.tagline, "url": frame.url,
                       "inLanguage": frame.language, "publisher": _publisher(frame)})
    if isinstance(view, CorrectionsView):
        return _clean({"@context": CONTEXT, "@type": "WebPage", "name": view.title, "url": view.head.canonical, "publisher": _publisher(frame)})
    return None


def _brief(view: BriefView, frame: Frame) -> dict[str, Any]:
    return _clean({
        "@context": CONTEXT,
        "@type": ARTICLE.get(view.kind, "AnalysisNewsArticle"),
        "headline": view.title,
        "description": view.standfirst,
        "url": view.head.canonical,
        "inLanguage": frame.language,
        "datePublished": view.published,
        "dateModified": view.modified,
        "temporalCoverage": view.covers,
        "author": [{"@type": "Person", "name": name} for name in view.authors],
        "publisher": _publisher(frame),
        "spatialCoverage": _places(view.regions, frame),
        "keywords": [tag.label for tag in view.topics],
        "isBasedOn": [frame.url + card.permalink.lstrip("/") for card in view.sources if card.permalink],
        "citation": [_clean({"@type": "CreativeWork", "name": card.title, "publisher": card.outlet}) for card in view.sources],
        "correction": _corrections(view.corrections),
    })


def _region(view: RegionView, frame: Frame) -> dict[str, Any]:
    """A place within its place. Of contested ground neither a country nor a container is claimed."""
    above = view.crumbs[-2] if len(view.crumbs) > 2 and view.status != "contested" else None
    inside = {"@type": "Place", "name": above.label, "url": frame.url + above.permalink.lstrip("/")} if above else None
    return _clean({"@context": CONTEXT, "@type": "Place", "name": view.title, "alternateName": [name for _, name in view.native],
                   "url": view.head.canonical, "containedInPlace": inside})


def _publisher(frame: Frame) -> dict[str, Any]:
    """The publisher, with each policy that has a page."""
    return _clean({"@type": "NewsMediaOrganization", "name": frame.publisher, "url": frame.url,
                   "correctionsPolicy": frame.url + "corrections/", "publishingPrinciples": frame.url + "about/"})


def _places(regions: tuple[Tag, ...], frame: Frame) -> list[dict[str, Any]]:
    return [_clean({"@type": "Place", "name": tag.label, "url": frame.url + tag.permalink.lstrip("/") if tag.permalink else ""}) for tag in regions]


def _corrections(entries: tuple[CorrectionView, ...]) -> list[dict[str, Any]]:
    return [_clean({"@type": "CorrectionComment", "text": entry.note or f"{entry.was} → {entry.now}", "datePublished": entry.date.iso})
            for entry in entries if entry.kind == "correction"]


def _clean(pairs: dict[str, Any]) -> dict[str, Any]:
    """What has a value."""
    return {key: value for key, value in pairs.items() if value}
