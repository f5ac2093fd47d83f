"""The kit, seen by a browser: nothing wrong for axe, nothing sideways at 320, nothing too small to touch."""

import mimetypes
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.utils import translation

from rourou.foundation.ui import errors, security, views

pytestmark = pytest.mark.slow
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SITE = "http://rourou.test"
# Everything that can be pressed, but not links inside a sentence, nor a box whose label is the target.
SMALL = """() => [...document.querySelectorAll('button, summary, select, textarea, a.btn, label.pick, .chips a,'
  + ' .subnav a, .opts a, header a, .foot li a, input:not([type=radio], [type=checkbox], [type=hidden])')]
  .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
  .filter(([, r]) => r.width && r.height && r.height < 43.9)
  .map(([html, r]) => `${Math.round(r.width)} × ${r.height}: ${html}`)"""
THIN = """() => [...document.querySelectorAll('main a, footer a')].map(e => [e.textContent, e.getClientRects()[0]])
  .filter(([, r]) => r && r.height < 23.9).map(([t]) => t)"""


def _page(browser: Any, html: str, width: int) -> Any:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.asked = []

    def answer(route: Any) -> None:
        page.asked.append(route.request.url)
        path = route.request.url.removeprefix(SITE).partition("?")[0]
        found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
        if found:
            route.fulfill(body=Path(found).read_bytes(), content_type=mimetypes.guess_type(found)[0])
        else:
            header = {"content-security-policy": security.CSP}
            route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=header)

    page.faults = []
    page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.route("**/*", answer)
    page.goto(f"{SITE}/gallery")
    return page


def _violations(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{v['id']}: {n['html'][:160]}" for v in found for n in v["nodes"]]


@pytest.mark.parametrize("width", [1280, 320])
def test_the_gallery_is_clean_in_both_languages(browser: Any, ask: Any, either_language: str, width: int) -> None:
    page = _page(browser, views.gallery(ask("/gallery")).content.decode(), width)
    assert page.faults == []
    assert _violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(SMALL) == []
    assert page.evaluate(THIN) == []
    assert page.evaluate("document.documentElement.lang") == ("mi" if either_language == "mi" else "en-NZ")
    page.close()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("role", ["coordinator", "whanau", ""])
def test_a_closed_page_is_clean(browser: Any, ask: Any, role: str, width: int) -> None:
    page = _page(browser, errors.closed(ask("/gallery", role=role)).content.decode(), width)
    assert _violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(SMALL) == []
    page.close()


def test_a_page_asks_for_at_most_six_things_all_of_them_here(browser: Any, ask: Any) -> None:
    page = _page(browser, views.gallery(ask("/gallery")).content.decode(), 1280)
    page.wait_for_load_state("networkidle")
    assert len(page.asked) <= 6
    assert all(url.startswith(SITE) for url in page.asked)
    page.close()


def test_text_spacing_and_forced_colours_lose_nothing(browser: Any, ask: Any) -> None:
    page = _page(browser, views.gallery(ask("/gallery")).content.decode(), 320)
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page.evaluate(
        """() => { const sheet = new CSSStyleSheet(); sheet.replaceSync(
          '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }');
          document.adoptedStyleSheets = [sheet] }"""
    )
    clipped = "() => [...document.querySelectorAll('.btn, .pick, .row, .aud')].filter("
    clipped += "e => e.scrollHeight > e.clientHeight + 3 && getComputedStyle(e).overflow !== 'visible').length"
    assert page.evaluate(clipped) == 0
    page.close()


def test_keys_choose_on_the_decision_form_only_while_it_has_the_focus(browser: Any, ask: Any) -> None:
    page = _page(browser, views.gallery(ask("/gallery")).content.decode(), 1280)
    chosen = "() => document.querySelector('input[name=decided][id^=d-]:checked').value"
    page.evaluate("document.querySelector('#main').focus()")
    page.keyboard.press("5")
    assert page.evaluate(chosen) == "hours"
    page.evaluate("document.querySelector('input[name=decided][id^=d-]').focus()")
    page.keyboard.press("5")
    assert page.evaluate(chosen) == "not_now"
    page.evaluate("document.querySelector('#d-tell').focus()")
    page.keyboard.press("2")
    assert page.evaluate(chosen) == "not_now"
    page.close()


def test_it_prints_without_the_frame(browser: Any, ask: Any) -> None:
    page = _page(browser, views.gallery(ask("/gallery")).content.decode(), 1280)
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert page.locator(".foot .printed").is_visible()
    assert page.pdf()[:5] == b"%PDF-"
    page.close()


def test_every_template_of_the_kit_is_on_the_gallery_or_in_a_form(ask: Any) -> None:
    """A component nobody can see is a component nobody keeps."""
    from django.template.loader import get_template

    folder = Path(views.__file__).parent / "templates/ui/components"
    names = {path.name for path in folder.glob("*.html")}
    drawn = "".join(path.read_text() for path in (*folder.glob("*.html"), folder.parent / "gallery.html"))
    tags = (Path(views.__file__).parent / "templatetags/rourou.py").read_text()
    elsewhere = {"typed.html", "setting_switch.html", "figure.html"}  # the error pages; figures stand on insights
    used = set(re.findall(r"components/(\w+\.html)", drawn)) | set(re.findall(r'_AT \+ "(\w+\.html)"', tags))
    assert names - used - elsewhere == set()
    for name in names:
        get_template(f"ui/components/{name}")


def test_the_words_of_the_page_do_not_change_between_two_drawings(ask: Any) -> None:
    with translation.override("en-nz"):
        one, two = (views.gallery(ask("/gallery")).content for _ in range(2))
    own = rb'Printed by[^<]*|name="csrfmiddlewaretoken" value="[^"]*"'
    assert re.sub(own, b"", one) == re.sub(own, b"", two)
