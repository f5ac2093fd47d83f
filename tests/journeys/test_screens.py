"""Every screen that exists, as those who use it, at two widths, in two languages (ux.md A1, A3, A6, P1, P2, S1).

People of the invented community follow links; a browser looks at one page of each kind. What needs a state (a form sent
empty, a hui that goes on, a community in which nothing has happened yet) is looked at in a community of its own.
A page kind that nobody reached fails.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import pytest
from django.conf import settings
from django.urls import get_resolver

from rourou.contexts.exchange.jobs import community
from tests import cast, clocks, signing_in
from tests.browsing import Browsing
from tests.factories import asking, gathering
from tests.factories.everything import Sample
from tests.journeys import pages
from tests.journeys.walking import Visitor, Walk, walk

PEOPLE: Final = (
    "mere@matipo.example", "jo@matipo.example", "aroha@matipo.example", "grace@cluster.example", "sione@rtlb.example",
    "nikau@ministry.example", "ana@te-ara-reo.example", "ruth@cluster.example", "hana@whanau.example",
    "wiki@rangatahi.example",
)  # fmt: skip
FAMILY: Final = ("@whanau.", "@rangatahi.")
pytestmark = pytest.mark.skipif(
    os.environ.get("ROUROU_SCREENS") != "yes",
    reason="the walk of every screen has not passed with the whole suite yet: ROUROU_SCREENS=yes runs it",
)
# Addresses without a page to look at: each with its reason.
NOT_PAGES: Final = {
    **dict.fromkeys(("language", "demo_sign_in", "hui_close", "hui_move", "hui_take_off"), "posts"),
    **dict.fromkeys(("round_suggest", "round_to_hui", "import_load", "hui_round"), "posts"),
    **dict.fromkeys(("healthz", "readyz"), "for machines"),
    "account_login": "another name of sign_in",
    "gallery": "tests/web/ui/test_gallery.py",
    "request_task": "for the one person whom a stop of sharing leaves with a decision: tests/web/referrals",
    "import_run": "tests/journeys/test_importing.py",
    "import_undo": "tests/journeys/test_importing.py",
}  # fmt: skip
# Pages that need something to have happened: who opens them in a community where it has.
IN_A_STATE: Final = {
    "action_done": "jo", "authority_check": "mere", "authority_confirm": "wiremu", "entry_new": "mere",
    "hui_step_back": "grace", "hui_told": "mere", "look_answer": "pita", "move_answers": "mere",
    "move_first_day": "mere", "move_share": "mere", "move_week_six": "mere", "post_confirm": "pita",
    "promise_keep": "mere", "protocol_of": "fay", "request_check": "mere", "sign_out": "mere",
    "suggestion_answer": "mere", "whanau_of": "hana",
}  # fmt: skip
LIMITS: Final = {"staff": (100_000, 40_000), "whānau": (60_000, 20_000)}
LANGUAGES: Final = {"en-nz": "en-NZ", "mi": "mi"}
WIDTHS: Final = (1280, 320)
THOROUGH: Final = os.environ.get("ROUROU_SCREENS") == "all"
# Words for everybody, the same for staff and whānau but for the frame.
SAME: Final = frozenset({"help", "privacy_notice", "accessibility", "went_wrong"})


@dataclass(frozen=True)
class View:
    """One thing to look at: a page, and what is done on it first."""

    label: str
    cookies: dict[str, str]
    path: str
    act: Callable[[Any], None] | None = None


@pytest.fixture(scope="module")
def walks(site: str, loaded: None, django_db_blocker: Any) -> list[Walk]:
    """The ways of all of them, on the demo’s morning."""
    with django_db_blocker.unblock(), clocks.at(community.NOW):
        return [walk(Visitor(site).comes_in(email), email) for email in PEOPLE]


def _is_family(email: str) -> bool:
    return any(mark in email for mark in FAMILY)


def test_every_link_leads_somewhere(walks: list[Walk]) -> None:
    assert [lost for way in walks for lost in way.lost] == []


def test_every_kind_of_page_is_reached(walks: list[Walk]) -> None:
    every = {str(key) for key in get_resolver().reverse_dict if isinstance(key, str)}
    ours = {name for name in every if not name.startswith(("account_", "socialaccount_"))} - set(NOT_PAGES)
    # The door is reached by who is not signed in yet.
    reached = set().union(*(way.names for way in walks)) | {"sign_in", "code"}
    assert ours - reached == set(IN_A_STATE)


def test_no_address_and_no_title_says_a_name(walks: list[Walk]) -> None:
    names = {
        word
        for place in community.communities()
        for person in place.learners
        for word in f"{person.given} {person.family}".split()
        if len(word) > 3
    }
    for page in (page for way in walks for page in way.pages.values()):
        for said in (page.title, *page.links):
            assert not set(re.findall(r"\w+", said)) & names, (page.path, said)


# Looking


class Looking:
    """Two tabs side by side, so that one page is drawn while the other is read: one wide, one narrow.

    Each page is looked at in both languages and at both widths. With ROUROU_SCREENS=all each is in each language at
    each width; else the language of the wide tab changes from page to page, which takes half the time.
    """

    def __init__(self, browsing: Browsing) -> None:
        self.browsing = browsing
        self.tabs = [self._tab(width) for width in WIDTHS]
        self.turns = 0
        self.wrong: list[str] = []

    def _tab(self, width: int) -> Any:
        page = self.browsing.browser.new_context(viewport={"width": width, "height": 900}).new_page()
        page.set_default_timeout(60_000)
        return page

    def at(self, view: View) -> None:
        """A page, wide and narrow, in English and in te reo Māori."""
        orders = [list(LANGUAGES), list(LANGUAGES)[::-1]]
        if not THOROUGH:
            orders = [orders[self.turns % 2]]
        self.turns += 1
        for order in orders:
            for page, language in zip(self.tabs, order, strict=True):
                self._open(page, view, language)
            for page, language, width in zip(self.tabs, order, WIDTHS, strict=True):
                self.wrong += [f"{view.label}, {language}, {width} px: {fault}" for fault in pages.said(page)]

    def _open(self, page: Any, view: View, language: str) -> None:
        url = self.browsing.url
        cookies = {**view.cookies, settings.LANGUAGE_COOKIE_NAME: language}
        page.context.clear_cookies()
        page.context.add_cookies([{"name": n, "value": v, "url": url} for n, v in cookies.items()])
        page.goto(url + view.path)
        if view.act:
            view.act(page)
        self.wrong += [f"{view.label}, {language}: {fault}" for fault in pages.worded(page, LANGUAGES[language])]
        pages.begin(page)

    def done(self) -> list[str]:
        for page in self.tabs:
            page.context.close()
        return self.wrong


@pytest.fixture
def looking(browsing: Browsing) -> Looking:
    return Looking(browsing)


def _each_kind(walks: list[Walk], visitors: dict[str, Visitor]) -> Iterator[View]:
    """A page of each kind, once as staff and once as whānau or a learner, whoever met it first."""
    seen: set[tuple[str, bool]] = set()
    for way in walks:
        for kind, page in way.pages.items():
            if (key := (kind, _is_family(way.email) and kind not in SAME)) not in seen:
                seen.add(key)
                yield View(f"{kind} of {way.email}", visitors[way.email].cookies, page.path)


@pytest.fixture
def visitors(site: str, loaded: None) -> dict[str, Visitor]:
    return {email: Visitor(site).comes_in(email) for email in PEOPLE}


def test_every_kind_of_page_in_a_browser(
    walks: list[Walk], visitors: dict[str, Visitor], morning: None, looking: Looking
) -> None:
    for view in _each_kind(walks, visitors):
        looking.at(view)
    assert looking.done() == []


# Weight


def _heaviest(walks: list[Walk], *, family: bool) -> list[tuple[str, str]]:
    """The three pages that carry most, and the one that most people begin with."""
    mine = [(page, way.email) for way in walks if _is_family(way.email) is family for page in way.pages.values()]
    first = "whanau" if family else "today"
    chosen = sorted(mine, key=lambda one: -one[0].sent)[:3] + [one for one in mine if one[0].kind == first][:1]
    return [(page.path, email) for page, email in chosen]


@pytest.mark.parametrize("who", LIMITS)
def test_a_visit_weighs_little_and_asks_nobody_else(
    who: str, walks: list[Walk], visitors: dict[str, Visitor], morning: None, browsing: Browsing
) -> None:
    first_limit, again_limit = LIMITS[who]
    for path, email in _heaviest(walks, family=who == "whānau"):
        context = browsing.browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": n, "value": v, "url": browsing.url} for n, v in visitors[email].cookies.items()])
        page = context.new_page()
        wire = pages.Wire(page, browsing.url)
        page.goto(browsing.url + path, wait_until="networkidle")
        assert wire.size <= first_limit, (path, wire.size)
        assert wire.size > 5_000, "nothing was counted"
        assert len(wire.asked) <= 6, wire.asked
        wire.reset()
        page.goto(browsing.url + path, wait_until="networkidle")
        assert 0 < wire.size <= again_limit, (path, wire.size)
        assert wire.strangers == []
        context.close()


# States


@pytest.fixture(scope="module")
def sample(store: Any, django_db_blocker: Any) -> Sample:
    with django_db_blocker.unblock():
        return Sample()


def _cookies(member: cast.Member) -> dict[str, str]:
    key = settings.SESSION_COOKIE_NAME
    return {key: signing_in.client(member).cookies[key].value}


def test_pages_that_need_something_to_have_happened(sample: Sample, looking: Looking) -> None:
    everybody = sample.made.everybody()
    for name, who in IN_A_STATE.items():
        looking.at(View(f"{name} of {who}", _cookies(everybody[who]), _of(sample, name)))
    assert looking.done() == []


def _of(sample: Sample, name: str) -> str:
    """The address of a kind of page in the sample."""
    return sample.url(next(route for route, known in _patterns(get_resolver()) if known == name), name)


def _patterns(resolver: Any, before: str = "") -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        here = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _patterns(pattern, here)
        else:
            yield here, str(pattern.name)


def test_a_hui_that_goes_on(looking: Looking) -> None:
    made = cast.make()
    asking.in_force(made)
    asking.terms(made)
    hui = gathering.hui(made, learners=("Manaia", "Losa"))
    hui.begin(*gathering.table(made))
    here = f"/hui/{made.grace.call().public(hui.id)}"
    looking.at(View("the agenda of a hui that goes on", _cookies(made.grace), here))
    looking.at(View("a decision sent empty", _cookies(made.grace), f"{here}/items/1", _send_empty))
    hui.now_here(*gathering.table(made), observers=(made.ana,))
    looking.at(View("an item that is locked", _cookies(made.grace), f"{here}/items/2"))
    looking.at(View("draft minutes", _cookies(made.mere), f"{here}/minutes"))
    assert looking.done() == []


def _send_empty(page: Any) -> None:
    """Take away what stands in the form, send it, and see what is to be put right."""
    for box in page.locator("main form[method=post] :is(input[type=text], input:not([type]), textarea)").all():
        if box.is_visible():
            box.fill("")
    page.locator("main form[method=post] :is(.aud, .btns) button.go").last.click()
    page.locator("main [role=alert]").wait_for()


# Who sends which form empty: one of each shape.
FORMS: Final = (
    ("jo", "concern_new"), ("mere", "note_new"), ("mere", "entry_close"), ("mere", "people_add"),
    ("mere", "sharing_answers"), ("hana", "plan_suggest"), ("grace", "hui_new"), ("grace", "service_new"),
    ("mere", "import_new"), ("grace", "round_ours"),
)  # fmt: skip


def test_forms_that_were_sent_empty(sample: Sample, looking: Looking) -> None:
    everybody = sample.made.everybody()
    for who, name in FORMS:
        path = "/imports/new?kind=roster" if name == "import_new" else _of(sample, name)
        looking.at(View(f"{name}, sent empty", _cookies(everybody[who]), path, _send_empty))
    looking.at(View("the door, sent empty", {}, "/sign-in", _send_empty))
    looking.at(View("the code", {}, "/sign-in", _ask_for_a_code))
    looking.at(View("a page that is closed", _cookies(everybody["mere"]), "/learners/zz"))
    looking.at(View("a page that is closed to whānau", _cookies(everybody["hana"]), "/learners/zz"))
    looking.at(View("nobody found", _cookies(everybody["mere"]), "/find?q=zzzz"))
    assert looking.done() == []


def _ask_for_a_code(page: Any) -> None:
    page.locator("input[name=email][type=email], input[name=email]:not([type=hidden])").last.fill("a@school.example")
    page.locator("main form:has(input[name=email]) button.go").last.click()
    page.wait_for_url("**/code*")


# Where nothing has happened yet: who opens what.
EMPTY: Final = {
    "mere": ("/today", "/register", "/requests", "/concerns", "/hui", "/moves", "/insights", "/protocol"),
    "jo": ("/classes",),
    "grace": ("/rounds", "/supply"),
}  # fmt: skip


def test_a_community_in_which_nothing_has_happened(looking: Looking) -> None:
    made = cast.make()
    learner = made.learner()
    _member, hana = made.whanau(learner)
    for who, paths in EMPTY.items():
        for path in paths:
            looking.at(View(f"{path}, empty, of {who}", _cookies(made.everybody()[who]), path))
    public = made.mere.call().public(learner)
    for path in ("", "/timeline", "/plan", "/sharing"):
        looking.at(View(f"a new learner{path}", _cookies(made.mere), f"/learners/{public}{path}"))
    for path in ("/whanau", f"/whanau/{public}/looked"):
        looking.at(View(f"{path}, empty", _cookies(hana), path))
    assert looking.done() == []
