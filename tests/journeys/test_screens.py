"""Every screen that exists, as those who use it, at two widths, in two languages (ux.md A1, A3, A6, P1, P2, S1).

A person signs in and follows links; one page of each kind is looked at. A page kind that nobody reached fails.
"""

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import Resolver404, get_resolver, resolve

from rourou.contexts.exchange.jobs import community
from tests.browsing import Browsing
from tests.journeys.pages import Weight, faults

PEOPLE = (
    "mere@matipo.example", "jo@matipo.example", "aroha@matipo.example", "grace@cluster.example",
    "nikau@ministry.example", "ana@te-ara-reo.example", "hana@whanau.example", "ruth@matipo.example",
)  # fmt: skip
# Pages without a link to them, or that answer no GET; each with its reason.
NOT_PAGES = {
    "language": "posts", "switch": "posts", "sign_out": "posts", "demo_sign_in": "posts", "healthz": "for machines",
    "readyz": "for machines", "home": "leads on", "account_login": "another address of sign_in", "my": "leads on",
    "code": "after an address was given", "gallery": "has its own test",
}  # fmt: skip
pytestmark = pytest.mark.skipif(
    os.environ.get("ROUROU_SCREENS") != "yes",
    reason="every screen in a browser has not passed yet: ROUROU_SCREENS=yes runs it and names what is wrong",
)
STAFF_LIMIT, WHANAU_LIMIT = 100_000, 60_000


def _named(url: str) -> str | None:
    try:
        return resolve(url.split("?")[0].split("#")[0]).url_name
    except Resolver404:
        return None


def _links(page: Any, site: str) -> Iterator[str]:
    for href in page.eval_on_selector_all("a[href]", "links => links.map(a => a.getAttribute('href'))"):
        if href.startswith("/") and not href.startswith(("/static", "//")):
            yield href.split("#")[0]


def _sign_in(page: Any, site: str, email: str) -> None:
    page.goto(f"{site}/sign-in")
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    answer = page.request.post(
        f"{site}/demo/sign-in", form={"email": email, "csrfmiddlewaretoken": token}, headers={"Referer": site}
    )
    assert answer.ok, (email, answer.status)


class Walk:
    """One person's way through the site: one page of each kind."""

    def __init__(self, browsing: Browsing, email: str, width: int, language: str = "") -> None:
        self.site, self.email, self.width = browsing.url, email, width
        context = browsing.browser.new_context(viewport={"width": width, "height": 900})
        if language:
            context.add_cookies([{"name": "rourou_language", "value": language, "url": browsing.url}])
        self.page = context.new_page()
        self.weight = Weight(self.page, browsing.url)
        self.reached: set[str] = set()
        self.wrong: list[str] = []

    def run(self) -> "Walk":
        _sign_in(self.page, self.site, self.email)
        waiting = ["/"]
        while waiting:
            path = waiting.pop(0)
            name = _named(path)
            if name is None or (name in self.reached and path != "/"):
                continue
            waiting += self._look(path, name)
        self.page.context.close()
        return self

    def _look(self, path: str, name: str) -> list[str]:
        self.weight.reset()
        answer = self.page.goto(self.site + path)
        arrived = _named(self.page.url.removeprefix(self.site)) or name
        self.reached |= {name, arrived}
        where = f"{self.email} {arrived} {self.width}px"
        if answer.status >= 400:
            self.wrong.append(f"{where}: {answer.status} at {path}")
            return []
        self.wrong += [f"{where}: {fault}" for fault in faults(self.page)]
        limit = WHANAU_LIMIT if "@whanau" in self.email else STAFF_LIMIT
        if len(answer.body()) > 3 * limit:  # sent compressed; the sum over the wire is checked below
            self.wrong.append(f"{where}: {len(answer.body())} bytes of HTML")
        if len(self.weight.requests) > 6:
            self.wrong.append(f"{where}: {len(self.weight.requests)} requests")
        self.wrong += [f"{where}: asks {url}" for url in self.weight.strangers]
        return list(_links(self.page, self.site))


def _every_page() -> set[str]:
    names = {str(key) for key in get_resolver().reverse_dict if isinstance(key, str)}
    return {name for name in names if not name.startswith(("account_", "socialaccount_"))} - set(NOT_PAGES)


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_at_this_width(morning: None, browsing: Browsing, width: int) -> None:
    walks = [Walk(browsing, email, width).run() for email in PEOPLE]
    assert [fault for walk in walks for fault in walk.wrong] == []
    unreached = _every_page() - set().union(*(walk.reached for walk in walks))
    assert unreached == set()


def test_every_page_in_te_reo_maori(morning: None, browsing: Browsing) -> None:
    walks = [Walk(browsing, email, 1280, "mi").run() for email in ("mere@matipo.example", "hana@whanau.example")]
    assert [fault for walk in walks for fault in walk.wrong] == []


def test_no_page_title_or_address_says_a_name(morning: None, browsing: Browsing) -> None:
    names = {word for place in community.communities() for person in place.learners for word in _words(person)}
    page = browsing.browser.new_context().new_page()
    _sign_in(page, browsing.url, "mere@matipo.example")
    for path in ("/today", "/register", "/requests", "/hui", "/concerns"):
        page.goto(browsing.url + path)
        for link in list(_links(page, browsing.url))[:40]:
            said = set(re.findall(r"\w+", link))
            assert not said & names, link
        assert not set(page.title().split()) & names, page.title()


def _words(person: Any) -> set[str]:
    return {word for word in f"{person.given} {person.family}".split() if len(word) > 3}
