"""Every URL of the project and who may open it. A new URL fails until it stands in the table.

The table says who is welcomed by a GET (an answer below 400). Everybody else is refused: the door for somebody not
signed in, otherwise 403 or 404, and never a fault.
"""

import datetime
import uuid
from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from rourou.contexts.allocation import commands as allocation
from rourou.contexts.directory.types import SupportType
from rourou.contexts.meetings import commands as meetings
from rourou.contexts.moves import commands as moves
from rourou.contexts.moves.types import NewMove
from rourou.contexts.people import commands as people
from rourou.contexts.people.types import AuthorityKind, NewWhanauMember
from rourou.contexts.plans import commands as plans
from rourou.contexts.plans import queries as plan_queries
from rourou.contexts.register import commands as register
from rourou.contexts.register import queries as register_queries
from rourou.contexts.register.types import NewConcern, WhanauHeard
from rourou.contexts.sharing import commands as sharing
from rourou.contexts.sharing.types import Answer, Method, NewConsent, Question
from rourou.contexts.stewardship import commands as stewardship
from rourou.contexts.stewardship import queries as looks
from rourou.foundation.access.public_ids import PublicIdConverter, public
from rourou.foundation.access.purposes import Category
from rourou.foundation.access.roles import Role
from rourou.foundation.kernel.ids import new_id
from tests import cast, signing_in
from tests.factories import asking, gathering, home

VIEWERS: Final = ("mere", "jo", "wiremu", "sina", "grace", "fay", "tama", "ana", "pita", "hana", "wiki", "stranger")


# Made for the table, one of each kind that a URL can name.


class Sample:
    """A community in which every kind of record exists, and the words that stand in its URLs."""

    def __init__(self) -> None:
        self.made = made = cast.make()
        asking.in_force(made)
        asking.terms(made)
        service = asking.supply(made)
        self.hui = gathering.hui(made, service=service)
        asked = self.hui.asked[0]
        learner, hana = asked.learner, asked.adult
        made.extra["hana"] = hana
        home.told(made, learner, hana)
        made.extra["wiki"] = self._learner_signs_in(made.learner("Wikitōria", "Ruawai"))
        self.words = {
            "learner": learner,
            "service": service,
            "hui": self.hui.id,
            "referral": asked.id,
            "school_class": made.room_4,
            "member": asked.giver,
            **self._register(learner),
            **self._confirmations(learner),
            **self._plan(learner),
            **self._round(service),
            **self._hui(),
            **self._look(learner, hana),
            "move": moves.agree_move(made.mere.call(), self._leaving()).id,
            "task": new_id(),
        }
        self.own = {
            "request_write": asking.begun(made, "Te Ariki").id,
            "request_step": asking.sent(made, "Noah").id,
        }
        self.own["request_check"] = self.own["request_write"]

    def _learner_signs_in(self, learner: uuid.UUID) -> cast.Member:
        made = self.made
        who = cast._seat("Wikitōria", made.cluster, made.school, Role.LEARNER)
        checked = people.check_authority(
            made.mere.call(), learner, member_id=None, kind=AuthorityKind.SELF, document="Talked it through",
            from_on=cast.START, user_id=who.user.id,
        )  # fmt: skip
        people.confirm_authority(made.wiremu.call(), checked.id)
        return who

    def _register(self, learner: uuid.UUID) -> dict[str, Any]:
        raised = register.raise_concern(
            self.made.jo.call(), NewConcern("Goes quiet.", WhanauHeard.YES, learner_id=learner)
        )
        promise = register_queries.promises_due(self.made.mere.call()).cards[0]
        return {"concern": raised.id, "note": promise.public_id}

    def _confirmations(self, learner: uuid.UUID) -> dict[str, Any]:
        made = self.made
        koro = people.add_whanau_member(made.mere.call(), learner, NewWhanauMember("Rāwiri", "Koro")).id
        checked = people.check_authority(
            made.mere.call(), learner, member_id=koro, kind=AuthorityKind.CAREGIVER, document="Seen", from_on=cast.START
        )
        spoken = NewConsent(
            learner, Question.ORGANISATION, Answer.YES, self.hui.asked[0].giver, Method.SPOKEN,
            home.today(made) + datetime.timedelta(days=90), (made.trust.id,),
        )  # fmt: skip
        given = people.give_post(made.wiremu.call(), made.sina.user.id, Role.SENCO)
        return {
            "post": given.id,
            "authority": checked.id,
            "consent": sharing.record_consent(made.mere.call(), spoken).id,
        }

    def _plan(self, learner: uuid.UUID) -> dict[str, Any]:
        suggested = plans.suggest_change(self.made.extra["hana"].call(), learner, words="More time at the river")
        page = plan_queries.plan_page(self.made.mere.call(), learner)
        assert page.plan is not None
        assert suggested
        return {"suggestion": page.suggestions[0].public_id, "action": page.plan.goals[0].actions[0].public_id}

    def _round(self, service: uuid.UUID) -> dict[str, Any]:
        asked = asking.waiting(self.made, "Kahurangi")
        assert asked
        opened = allocation.open_round(
            self.made.grace.call(), support_type=SupportType.SPEECH_LANGUAGE, term=asking.TERM, service_ids=(service,)
        )
        allocation.make_suggestion(self.made.grace.call(), opened.id)
        return {"number": opened.number}

    def _hui(self) -> dict[str, Any]:
        self.hui.begin(*gathering.table(self.made))
        told = meetings.record_decision(self.hui.room(self.made.grace), self.hui.id, 1, gathering.giving(self.hui))
        return {"decision": told.id, "item": new_id()}

    def _look(self, learner: uuid.UUID, hana: cast.Member) -> dict[str, Any]:
        visit = looks.looks(hana.call(), learner).visits[0]
        look = PublicIdConverter().to_python(visit.public_id)
        asked = stewardship.ask_about(hana.call(), learner, look, words="Why?")
        return {"look": visit.public_id, "question": asked.id}

    def _leaving(self) -> NewMove:
        made = self.made
        other = made.learner("Isla", "Beattie")
        return NewMove(
            other, made.other_school.id, home.today(made), Category.STRENGTHS, ("A peg",), made.wiremu.user.id
        )

    def url(self, route: str, name: str) -> str:
        """A route with its words filled in."""
        code = self.made.cluster.code
        if name in self.own:
            route = route.replace("<public:referral>", public(code, self.own[name]))
        path = route.replace("<slug:cluster>", code).replace("<slug:step>", "acknowledge")
        for word, value in self.words.items():
            text = public(code, value) if isinstance(value, uuid.UUID) else str(value)
            path = path.replace(f"<public:{word}>", text).replace(f"<int:{word}>", text)
        assert "<" not in path, f"no sample for {path}"
        query = f"?learner={public(code, self.words['learner'])}" if route in {"requests/new", "moves/new"} else ""
        return f"/{path}{query}"


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
    "people_pause": "mere",
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
