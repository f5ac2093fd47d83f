"""A community in which every kind of record exists, and the words that stand in its URLs: for tests of every page."""

import datetime
import uuid
from typing import Any

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
from tests import cast
from tests.factories import asking, gathering, home


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
