"""What is asked of every page that exists (ux.md §7): axe, no sideways scroll, sizes, weight, words of the title."""

import functools
import re
from pathlib import Path
from typing import Any

import axe_playwright_python

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_SMALL = """() => [...document.querySelectorAll('main :is(button, input:not([type=hidden]), select, textarea), .btn')]
  .filter(e => e.offsetParent !== null && !['radio', 'checkbox'].includes(e.type))
  .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
  .filter(([, r]) => r.height < 43.5).map(([html, r]) => `under 44 px: ${html}: ${r.width} x ${r.height}`)
  .concat([...document.querySelectorAll('main a[href]')].filter(e => e.offsetParent !== null)
  .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
  .filter(([, r]) => r.height < 24).map(([html, r]) => `under 24 px: ${html}: ${r.height}`))"""
_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Begins, and does not wait: meanwhile another page is looked at. Only what is wrong comes back out of the browser: the
# rest is large, and nobody reads it. A bar that stays at the foot of the screen lies over whatever is scrolled under
# it, which is no fault of the link that happens to be there.
_BEGIN = """tags => { window.__axe = new Promise(done => setTimeout(async () => {
  const stays = e => ['fixed', 'sticky'].includes(getComputedStyle(e).position);
  const bars = [...document.querySelectorAll('body *')].filter(stays);
  bars.forEach(e => e.style.position = 'static');
  try { done((await axe.run(document, {runOnly: tags, resultTypes: ['violations']})).violations) }
  catch (e) { done([{id: String(e), nodes: [{html: ''}]}]) }
  bars.forEach(e => e.style.position = '') }, 0)) }"""
_WORDS = """() => { const shown = document.querySelector('main').cloneNode(true);
  shown.querySelectorAll('code, script').forEach(e => e.remove());
  return [document.documentElement.lang, document.title, document.querySelectorAll('h1').length, shown.textContent] }"""
# What a person should never meet in a sentence: the name of a field, a day in figures, a hole in a template.
_RAW = re.compile(r"\b[a-z]{2,}_[a-z_]{2,}\b|\b\d{4}-\d{2}-\d{2}\b|\bNone\b|\{\{|\{%|%\(")


@functools.cache
def _axe() -> str:
    return next(Path(axe_playwright_python.__file__).parent.glob("**/axe.min.js")).read_text()


def begin(page: Any) -> None:
    """Let axe look at the page; `said` has what it found."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    page.evaluate(_BEGIN, TAGS)


def said(page: Any) -> list[str]:
    """What axe found, and what does not fit."""
    found = page.evaluate("() => window.__axe")
    faults = [f"axe {v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]
    if (wide := page.evaluate(_WIDE)) > 0:
        faults.append(f"scrolls sideways by {wide} px")
    return faults + page.evaluate(_SMALL)


def faults(page: Any) -> list[str]:
    """Everything wrong with the page as it stands in the browser."""
    begin(page)
    return said(page)


def worded(page: Any, lang: str) -> list[str]:
    """A page says its language, has a title and one heading above all, and shows no code of ours."""
    is_lang, title, headings, text = page.evaluate(_WORDS)
    wrong = [f"lang is {is_lang}"] if is_lang != lang else []
    wrong += ["no title"] if title in {"", "· Rourou", " · Rourou"} else []
    wrong += [f"{headings} h1"] if headings != 1 else []
    return wrong + [f"says {raw!r}" for raw in dict.fromkeys(_RAW.findall(text))]


class Wire:
    """What travelled for a page and from whom, as the browser's own network counts it (ux.md P1, P2)."""

    def __init__(self, page: Any, site: str) -> None:
        self.site, self.asked, self.size = site, [], 0
        session = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", lambda said: self.asked.append(said["request"]["url"]))
        session.on("Network.loadingFinished", self._arrived)
        session.send("Network.enable")

    def _arrived(self, said: Any) -> None:
        self.size += int(said["encodedDataLength"])

    @property
    def strangers(self) -> list[str]:
        """Addresses that are not ours."""
        return [url for url in self.asked if not url.startswith((self.site, "data:"))]

    def reset(self) -> None:
        self.asked, self.size = [], 0
