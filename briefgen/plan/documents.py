"""Pages that belong to the site as a whole. In: the desk. Out: about, 404, text pages, stubs, sitemap, robots."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from briefgen.model.files import BytesView, PlainView, SitemapView
from briefgen.model.page import Page
from briefgen.model.parts import Fact, TextView
from briefgen.model.views import NotFoundView, RedirectView, TextPageView
from briefgen.plan import texts
from briefgen.plan.heavy import heavies
from briefgen.plan.planned import Planned, addressed, at, finished, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.plan.desk import Desk


def pages(desk: Desk) -> Iterator[Planned]:
    """About always exists; text pages, stubs and assets where the content has them."""
    site = desk.site
    if all(page.permalink != "/about/" for page in site.pages):
        yield Planned("about/index.html", _about)
    for place, page in enumerate(site.pages):
        yield Planned(at(page.permalink), _written, (place,), page.path)
    yield Planned("404.html", _not_found, unlisted=True)
    for place, (alias, _, _) in enumerate(site.aliases):
        yield Planned(at(alias), _stub, (place,), unlisted=True)
    for place, asset in enumerate(site.assets):
        yield Planned(at(asset.permalink), _asset, (place,), asset.path, unlisted=True)


def _about(desk: Desk) -> Page:
    """What is said of the method where the content says nothing of it."""
    say = desk.words.say
    view = TextPageView(desk.head(say("about"), say("about-standfirst"), "/about/", "about"), (), say("about"), say("about-standfirst"),
                        TextView(""), _stats(desk), method=True)
    return Page("about/index.html", "/about/", "text_page.html", view)


def _written(place: int, desk: Desk) -> Page:
    page = desk.site.pages[place]
    about = page.permalink == "/about/"
    over = page.permalink.rstrip("/").rpartition("/")[0] + "/"
    above = next((other for other in desk.site.pages if other.permalink == over), None)
    crumbs = desk.crumbs((above.title, above.permalink), (page.title, "")) if above is not None else ()
    view = TextPageView(desk.head(page.title, page.summary, page.permalink, "about" if about else "page"), crumbs, page.title, page.summary,
                        texts.text(desk, page), _stats(desk) if about else (), method=about)
    return Page(at(page.permalink), page.permalink, "text_page.html", view, heavies(view), page.path)


def _not_found(desk: Desk) -> Page:
    title = desk.words.say("not-found")
    head = msgspec.structs.replace(desk.head(title, "", "/404.html"), canonical="", index=False)
    return Page("404.html", "/404.html", "not_found.html", NotFoundView(head, title))


def _stub(place: int, desk: Desk) -> Page:
    alias, permalink, title = desk.site.aliases[place]
    stub = RedirectView(msgspec.structs.replace(desk.head(title, "", permalink), index=False), permalink, title)
    return Page(at(alias), alias, "redirect.html", stub)


def _asset(place: int, desk: Desk) -> Page:
    asset = desk.site.assets[place]
    return Page(at(asset.permalink), asset.permalink, "bytes", BytesView(asset.digest), (asset.digest,), asset.path)


def _stats(desk: Desk) -> tuple[Fact, ...]:
    """What was checked, in numbers that change only when the content does."""
    good, _ = desk.site.quotations
    count = desk.words.count
    return desk.facts(
        Fact(desk.words.say("quote-checked"), desk.words.say("quotes-checked", n=good)),
        Fact(desk.words.say("sources"), count("source", len(desk.site.seeds))),
        Fact(desk.words.say("corrections"), str(sum(len(brief.corrections) for brief in desk.site.briefs) + len(desk.site.corrections)),
             "/corrections/"),
    )


def machine(desk: Desk, planned: Iterable[Planned]) -> Iterator[Planned]:
    """Files for machines: sitemap (where the site has an address), robots.txt, and what hosts ask for."""
    if desk.site.config.url:
        yield Planned("sitemap.xml", _sitemap, ([one.path for one in planned if one.path.endswith("index.html") and not one.unlisted],))
    yield Planned("robots.txt", _robots)
    # Without it GitHub Pages drops names that start with an underscore.
    yield finished(plain(".nojekyll", ()))


def _sitemap(paths: list[str], desk: Desk) -> Page:
    site = desk.site
    changed = {desk.permalink("brief", brief.id): max((brief.date, *(entry.at[:10] for entry in brief.corrections))) for brief in site.briefs}
    found = sorted(map(addressed, paths))
    return Page("sitemap.xml", "/sitemap.xml", "sitemap.xml",
                SitemapView(tuple((site.config.url + permalink.lstrip("/"), changed.get(permalink, "")) for permalink in found)))


def _robots(desk: Desk) -> Page:
    url, crawlers = desk.site.config.url, desk.site.config.crawlers
    # RFC 9309; the last two lines are voluntary signals on the use of text (IETF aipref draft, Cloudflare content signals).
    rules = ["User-agent: *"]
    if crawlers.search == "deny":
        rules.append("Disallow: /")
    else:
        train = "n" if crawlers.ai_train == "deny" else "y"
        rules += [f"Content-Usage: search=y, train-ai={train}", f"Content-Signal: search=yes, ai-train={'no' if train == 'n' else 'yes'}", "Allow: /"]
    rules += [""] + ([f"Sitemap: {url}sitemap.xml"] if url else [])
    return Page("robots.txt", "/robots.txt", "robots.txt", PlainView(tuple(rules)))
