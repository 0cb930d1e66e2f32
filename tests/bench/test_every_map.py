"""Every region of the packaged world has a map that a browser draws: not empty, inside its box, under 30 KB. Run by `make bench`."""

from __future__ import annotations

import shutil
import time

import pytest

from briefgen import gazetteer
from briefgen.gazetteer import scene, scene_key
from briefgen.model.parts import MapView
from briefgen.model.record import encode
from briefgen.render.svg import locator

WORDS = MapView("key", "Where this is", "Tinted on a map", "")
BATCH = 150
# For each picture: what names the region (its fill, its hatching, its country's outline) has an extent, and that meets the picture.
SEEN = """() => [...document.querySelectorAll('svg')].map(svg => {
  const box = svg.viewBox.baseVal
  const own = [...svg.querySelectorAll('.m-hi, use.m-home, path[fill^="url"]')].map(e => e.getBBox())
    .filter(b => b.width > 0 && b.height > 0).map(b => ({x: b.x / 2, y: b.y / 2, r: (b.x + b.width) / 2, d: (b.y + b.height) / 2}))
  const texts = [...svg.querySelectorAll('text')].map(e => e.getBBox())
  return {
    seen: own.some(b => b.r > 0 && b.d > 0 && b.x < box.width && b.y < box.height),
    out: texts.filter(b => b.x < -1 || b.y < -1 || b.x + b.width > box.width + 12 || b.y + b.height > box.height + 2).length,
  }
})"""


def key(region: str, contested: list[str]) -> str:
    country = gazetteer.country(region)
    return scene_key("home", (country,), (), contested) if country == region else scene_key("close", (country,) if country else (), (region,), contested)


def test_every_region_of_the_world_has_a_map_that_a_browser_draws() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    regions = [region.id for region in gazetteer.world().regions.values() if region.shape]
    contested = [region.id for region in gazetteer.world().regions.values() if region.status == "contested" and region.shape]
    sizes: dict[str, int] = {}
    empty, over = [], []
    spent = 0.0
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        for start in range(0, len(regions), BATCH):
            some = regions[start:start + BATCH]
            before = time.process_time()
            drawn = [locator.draw(encode(scene(key(region, contested))), WORDS, f"m{n}") for n, region in enumerate(some)]
            spent += time.process_time() - before
            sizes.update((region, len(svg.encode())) for region, svg in zip(some, drawn, strict=True))
            page.set_content("<!doctype html><body>" + "".join(drawn))
            for region, seen in zip(some, page.evaluate(SEEN), strict=True):
                if not seen["seen"]:
                    empty.append(region)
                if seen["out"]:
                    over.append(region)
        browser.close()
    large = {region: size for region, size in sizes.items() if size > 20_000}
    print(f"\n{len(sizes)} maps, {spent / len(sizes) * 1000:.1f} ms of CPU and {sum(sizes.values()) / len(sizes) / 1000:.1f} KB each; "
          f"the largest {max(sizes.values()) / 1000:.1f} KB; {len(large)} above 20 KB; names that reach over the edge on {len(over)}")
    assert empty == []
    assert max(sizes.values()) <= 30_000
    assert len(over) < len(sizes) / 50
