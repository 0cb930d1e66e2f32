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

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.plan.desk import Desk


def pages(desk: Desk) -> Iterator[Page]:
    """About always exists; text pages, stubs and assets where the content has them."""
    site, say = desk.site, desk.words.say
    written = {page.permalink: page for page in site.pages}
    if "/about/" not in written:
        view = TextPageView(desk.head(say("about"), say("about-standfirst"), "/about/", "about"), (), say("about"), say("about-standfirst"),
                            TextView(""), _stats(desk), method=True)
        yield Page("about/index.html", "/about/", "text_page.html", view)
    for page in site.pages:
        about = page.permalink == "/about/"
        above = written.get(page.permalink.rstrip("/").rpartition("/")[0] + "/")
        crumbs = desk.crumbs((above.title, above.permalink), (page.title, "")) if above is not None else ()
        view = TextPageView(desk.head(page.title, page.summary, page.permalink, "about" if about else "page"), crumbs, page.title, page.summary,
                            texts.text(desk, page), _stats(desk) if about else (), method=about)
        yield Page(page.permalink.lstrip("/") + "index.html", page.permalink, "text_page.html", view, heavies(view), page.path)
    head = msgspec.structs.replace(desk.head(say("not-found"), "", "/404.html"), canonical="", index=False)
    yield Page("404.html", "/404.html", "not_found.html", NotFoundView(head, say("not-found")))
    for alias, permalink, title in site.aliases:
        stub = RedirectView(msgspec.structs.replace(desk.head(title, "", permalink), index=False), permalink, title)
        yield Page(alias.lstrip("/") + "index.html", alias, "redirect.html", stub)
    for asset in site.assets:
        yield Page(asset.permalink.lstrip("/"), asset.permalink, "bytes", BytesView(asset.digest), (asset.digest,), asset.path)


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


def machine(desk: Desk, made: Iterable[Page]) -> Iterator[Page]:
    """Files for machines: sitemap (where the site has an address), robots.txt, and what hosts ask for."""
    site = desk.site
    url, crawlers = site.config.url, site.config.crawlers
    if url:
        changed = {desk.permalink("brief", brief.id): max((brief.date, *(entry.at[:10] for entry in brief.corrections))) for brief in site.briefs}
        listed = sorted(page.permalink for page in made if page.path.endswith("/index.html") or page.path == "index.html"
                        if (head := getattr(page.view, "head", None)) is not None and head.index)
        yield Page("sitemap.xml", "/sitemap.xml", "sitemap.xml",
                   SitemapView(tuple((url + permalink.lstrip("/"), changed.get(permalink, "")) for permalink in listed)))
    # RFC 9309; the last two lines are voluntary signals on the use of text (IETF aipref draft, Cloudflare content signals).
    rules = ["User-agent: *"]
    if crawlers.search == "deny":
        rules.append("Disallow: /")
    else:
        train = "n" if crawlers.ai_train == "deny" else "y"
        rules += [f"Content-Usage: search=y, train-ai={train}", f"Content-Signal: search=yes, ai-train={'no' if train == 'n' else 'yes'}", "Allow: /"]
    rules += [""] + ([f"Sitemap: {url}sitemap.xml"] if url else [])
    yield Page("robots.txt", "/robots.txt", "robots.txt", PlainView(tuple(rules)))
    # Without it GitHub Pages drops names that start with an underscore.
    yield Page(".nojekyll", "/.nojekyll", "plain", PlainView(()))
