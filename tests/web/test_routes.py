"""Every URL of the project and who may open it. A new URL fails until it stands in the table.

The table says who is welcomed by a GET (an answer below 400). Everybody else is refused: the door for somebody not
signed in, otherwise 403 or 404, and never a fault.
"""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from tests import signing_in
from tests.factories.everything import Sample

VIEWERS: Final = ("mere", "jo", "wiremu", "sina", "grace", "fay", "tama", "ana", "pita", "hana", "wiki", "stranger")


# Each has its own welcome and its own refusal, with files to send, in the module named.
ELSEWHERE: Final = dict.fromkeys(
    ("imports", "import_new", "import_run", "import_load", "import_undo"), "tests/web/exchange/test_imports.py"
)


def routes() -> Iterator[tuple[str, str]]:
    """(pattern, name) of every URL of the project that is tested here, found by asking Django."""

    def walk(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
        for pattern in resolver.url_patterns:
            here = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, here)
            elif str(pattern.name) not in ELSEWHERE:
                yield here, str(pattern.name)

    yield from walk(get_resolver())


@pytest.fixture(scope="module")
def sample(store: Any, django_db_blocker: Any) -> Sample:
    with django_db_blocker.unblock():
        return Sample()


def test_every_url_stands_in_the_table_and_nothing_else_does() -> None:
    assert {name for _route, name in routes()} == set(TABLE)


@pytest.mark.parametrize("who", [*VIEWERS, "nobody"])
def test_who_may_open_what(sample: Sample, who: str) -> None:
    people_here = sample.made.everybody()
    browser = signing_in.client(people_here[who]) if who in people_here else Client()
    seen = {name: browser.get(sample.url(route, name)) for route, name in routes()}
    assert {name: a.status_code for name, a in seen.items() if a.status_code >= 500} == {}
    assert {a["Cache-Control"] for a in seen.values()} == {"no-store"}
    welcomed = {name for name, answer in seen.items() if answer.status_code < 400 and not _door(answer)}
    assert welcomed == {name for name, allowed in TABLE.items() if who in _named(allowed)}


def _door(answer: Any) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith("/sign-in?")


def _named(allowed: str) -> set[str]:
    return {who for word in allowed.split() for who in GROUPS.get(word, (word,))}


GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "everybody": (*VIEWERS, "nobody"),
    "signed_in": VIEWERS,
    "staff": tuple(who for who in VIEWERS if who not in {"hana", "wiki"}),
    "finders": tuple(who for who in VIEWERS if who not in {"hana", "wiki", "pita"}),
    "setting": ("mere", "jo", "wiremu", "sina", "stranger"),
    "team": ("mere", "jo", "wiremu"),
    "table": ("mere", "sina", "grace", "fay", "tama"),
    "leads": ("grace", "fay"),
    "sides": ("mere", "wiremu", "sina"),
    "family": ("hana", "wiki"),
}
# Where it says "signed_in" of a page that names a record, the page is one button, the same for every id; the act behind
# it is what is checked.
TABLE: Final[dict[str, str]] = {
    # the door
    "healthz": "everybody",
    "readyz": "everybody",
    "home": "everybody",
    "sign_in": "everybody",
    "account_login": "everybody",
    "code": "everybody",
    "sign_out": "signed_in",
    "you": "signed_in",
    "help": "everybody",
    "privacy_notice": "everybody",
    "accessibility": "everybody",
    "keeping_safe": "everybody",
    "went_wrong": "everybody",
    "language": "everybody",
    "switch": "signed_in",
    "gallery": "everybody",
    "demo_sign_in": "",
    # home
    "today": "staff",
    "find": "finders",
    "learner": "table family jo wiremu",
    "my_class": "finders",
    "class": "team",
    "whanau": "family",
    "whanau_of": "hana",
    "whanau_plan": "family",
    "whanau_sharing": "family",
    "my": "family",
    # sharing and people
    "sharing": "team hana",
    "sharing_answers": "mere",
    "sharing_confirm": "mere wiremu",
    "sharing_stop": "mere hana",
    "whanau_change_sharing": "team hana",
    "people_of": "team",
    "people_add": "mere",
    "authority_check": "mere",
    "authority_confirm": "mere wiremu",
    "people_pause": "mere wiremu",
    "post_confirm": "pita",
    "protocol_of": "signed_in",
    "protocol": "signed_in",
    # directory
    "supply": "finders",
    "service_new": "leads",
    "service": "leads",
    # register
    "concerns": "setting",
    "concern_new": "setting",
    "concern": "team",
    "clusters": "signed_in",
    "cluster_register": "table",
    "entry": "mere",
    "entry_new": "mere",
    "entry_close": "mere",
    "note_new": "team",
    "timeline": "team hana",
    "promise_keep": "team",
    "promise_move": "team",
    # plans
    "register": "setting",
    "plan": "team hana",
    "plan_edit": "mere",
    "plan_end": "mere",
    "plan_suggest": "team hana",
    "suggestion_answer": "mere",
    "action_done": "team",
    # requests
    "requests": "table family wiremu ana stranger",
    "request_new": "mere",
    "request": "table wiremu hana",
    "request_write": "mere",
    "request_check": "mere",
    "request_step": "leads tama",
    "request_task": "",  # only a stop of sharing makes one, for the person it names
    # moves
    "moves": "sides stranger",
    "move_new": "mere",
    "move": "sides",
    "move_share": "sides",
    "move_accept": "sides",
    "move_met": "sides",
    "move_first_day": "sides",
    "move_answers": "sides",
    "move_week_six": "sides",
    "move_stop": "sides",
    # rounds
    "rounds": "table stranger",
    "round": "table",
    "round_suggest": "table",
    "round_to_hui": "table",
    "round_ours": "leads",
    "round_why": "table",
    "round_offer": "leads",
    # hui
    "hui": "table family wiremu ana stranger",
    "hui_new": "leads",
    "hui_page": "table family wiremu ana",
    "hui_round": "signed_in",
    "hui_now": "table family wiremu ana",
    "hui_close": "signed_in",
    "hui_item_new": "table family wiremu ana",
    "hui_item": "table family wiremu ana",
    "hui_step_back": "table family wiremu ana",
    "hui_minutes": "table family wiremu ana",
    "hui_correct": "table family wiremu ana",
    "hui_move": "signed_in",
    "hui_take_off": "signed_in",
    "hui_told": "table wiremu",
    # insights and stewardship
    "insights": "staff",
    "insights_areas": "staff",
    "looked": "mere wiremu hana",
    "look_ask": "mere wiremu hana",
    "privacy": "pita",
    "look_answer": "pita",
}
