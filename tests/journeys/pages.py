"""What is asked of every page that exists (ux.md §7): axe, no sideways scroll, sizes, weight, words of the title."""

import functools
from pathlib import Path
from typing import Any

import axe_playwright_python

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_SMALL = """() => [...document.querySelectorAll('main :is(button, input:not([type=hidden]), select, textarea), .btn')]
  .filter(e => e.offsetParent !== null && !['radio', 'checkbox'].includes(e.type))
  .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
  .filter(([, r]) => r.height < 43.5).map(([html, r]) => `${html}: ${r.width} x ${r.height}`)"""
# Only what is wrong comes back out of the browser: the rest is large, and nobody reads it. A bar that stays at the foot
# of the screen lies over whatever is scrolled under it, which is no fault of the link that happens to be there.
_RUN = """async tags => {
  const stays = e => ['fixed', 'sticky'].includes(getComputedStyle(e).position);
  const bars = [...document.querySelectorAll('body *')].filter(stays);
  bars.forEach(e => e.style.position = 'static');
  const found = await axe.run(document, {runOnly: tags, resultTypes: ['violations']});
  bars.forEach(e => e.style.position = '');
  return found.violations;
}"""
_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@functools.cache
def _axe() -> str:
    return next(Path(axe_playwright_python.__file__).parent.glob("**/axe.min.js")).read_text()


def faults(page: Any) -> list[str]:
    """Everything wrong with the page as it stands in the browser."""
    page.evaluate(_axe())
    found = page.evaluate(_RUN, TAGS)
    said = [f"axe {v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]
    if (wide := page.evaluate(_WIDE)) > 0:
        said.append(f"scrolls sideways by {wide} px")
    return said + [f"under 44 px: {small}" for small in page.evaluate(_SMALL)]


class Weight:
    """Counts what a page asks for, and from whom."""

    def __init__(self, page: Any, site: str) -> None:
        self.requests: list[str] = []
        self.strangers: list[str] = []
        self.site = site
        page.on("request", self._note)

    def _note(self, request: Any) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self.site, "data:")):
            self.strangers.append(request.url)

    def reset(self) -> None:
        self.requests.clear()
