"""Random facts, two answers: the naive oracle, and what the gate, the grants and the database really return.

Each walk takes every kind of step at least once, in an order drawn from its seed, and asks everybody after each.
"""

import datetime
import os
import random
import uuid

import pytest

from rourou.contexts.people import commands as people
from rourou.contexts.people.types import AuthorityKind, NewWhanauMember
from rourou.contexts.sharing import commands as sharing
from rourou.contexts.sharing.types import Answer, NewConsent, Question
from rourou.foundation.access.purposes import Category, Purpose
from rourou.foundation.access.roles import Role
from rourou.foundation.kernel.errors import Refused
from tests import cast, clocks, oracle, probes

SEEDS, STEPS = (range(400), 50) if os.environ.get("ROUROU_NIGHTLY") == "yes" else (range(3), 16)
START = datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)


class Walk:
    """Enrol, agree, refuse, stop, pause, protect, leave; time passes."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.now = START
        clocks.set_to(self.now)
        self.made = cast.make()
        self.made.protocols()
        self.world = oracle.World()
        places = (self.made.school, self.made.other_school, self.made.rtlb, self.made.ministry, self.made.trust)
        self.world.signers = frozenset(o.id for o in places)
        self.learners: list[uuid.UUID] = []
        self.members: dict[tuple[uuid.UUID, uuid.UUID], uuid.UUID] = {}
        self.yeses: list[tuple[uuid.UUID, oracle.Said]] = []
        self.adults = [self.made.staff_member(f"adult {n}", self.made.school, Role.WHANAU) for n in range(2)]
        self.enrol()
        self.check_an_adult()
        self.answer(question=2, answer="yes", chosen=sorted(self.world.signers), days=60)

    def run(self, steps: int) -> None:
        """Every kind of step once, then steps at random; after each, all answers agree."""
        kinds = (
            self.check_an_adult, self.answer, self.answer, self.protect, self.stop, self.answer, self.pause,
            self.time_passes, self.enrol, self.leave,
        )  # fmt: skip
        self.all_answers_agree("at the beginning")
        for step in [*self.dice.sample(kinds, len(kinds)), *self.dice.choices(kinds, k=max(0, steps - len(kinds)))]:
            step()
            self.all_answers_agree(step.__name__)

    def enrol(self) -> None:
        if len(self.learners) < 2:
            learner = self.made.learner("Tui" if self.learners else "Kea")
            self.learners.append(learner)
            self.world.settings[learner] = (self.made.school.id, self.made.room_4)
            self.world.adults[learner] = {}

    def check_an_adult(self) -> None:
        learner, adult = self.dice.choice(self.learners), self.dice.choice(self.adults)
        if adult.user.id in self.world.adults[learner] or learner in self.world.left_on:
            return
        draft = NewWhanauMember(adult.user.name, "Whānau", user_id=adult.user.id)
        member = people.add_whanau_member(self.made.mere.call(), learner, draft).id
        checked = people.check_authority(
            self.made.mere.call(),
            learner,
            member_id=member,
            kind=AuthorityKind.GUARDIAN,
            document="Seen",
            from_on=cast.START,
        )
        people.confirm_authority(self.made.wiremu.call(), checked.id)
        self.world.adults[learner][adult.user.id] = member
        self.members[learner, adult.user.id] = member

    def answer(
        self,
        question: int | None = None,
        answer: str | None = None,
        chosen: list[uuid.UUID] | None = None,
        days: int = 0,
    ) -> None:
        learner, person = self.dice.choice(sorted(self.members))
        if learner in self.world.left_on:
            return
        question = question or self.dice.choice((2, 3))
        answer = answer or self.dice.choice(("yes", "yes", "no", "not_today"))
        many = 1 if question == 3 else self.dice.randint(1, 5)
        chosen = chosen or self.dice.sample(sorted(self.world.signers), many)
        until = self.now.date() + datetime.timedelta(days=days or self.dice.randint(1, 60))
        organisations = tuple(chosen) if answer == "yes" or question == 3 else ()
        draft = NewConsent(
            learner, Question(question), Answer(answer), self.members[learner, person], organisation_ids=organisations,
            until_on=until, categories=probes.SHARED,
        )  # fmt: skip
        made = sharing.record_consent(self.made.mere.call(), draft).id
        said = oracle.Said(learner, self.members[learner, person], question, answer, frozenset(organisations), until)
        self.world.said.append(said)
        if answer == "yes":
            self.yeses.append((made, said))

    def stop(self) -> None:
        if not self.yeses:
            return
        consent, said = self.dice.choice(self.yeses)
        if said.learner in self.world.left_on:
            return
        try:
            sharing.withdraw_consent(self.made.mere.call(), consent)
        except Refused:
            return
        self.world.said.append(
            oracle.Said(said.learner, said.giver, said.question, "no", said.organisations, said.until)
        )

    def pause(self) -> None:
        learner, person = self.dice.choice(sorted(self.members))
        if learner not in self.world.left_on:
            review = self.now.date() + datetime.timedelta(days=9)
            member = self.members[learner, person]
            people.pause_person(self.made.mere.call(), learner, member, reason="x", review_on=review)
            self.world.paused.add((person, learner))

    def protect(self) -> None:
        learner = self.dice.choice(self.learners)
        if learner not in self.world.left_on:
            people.protect_location(self.made.mere.call(), learner, reason="x")
            self.world.protected.add(learner)

    def leave(self) -> None:
        learner = self.dice.choice(self.learners)
        if learner not in self.world.left_on and len(self.learners) > 1:
            people.end_enrolment(self.made.mere.call(), learner, last_on=self.now.date())
            self.world.left_on[learner] = self.now.date()

    def time_passes(self) -> None:
        self.now += datetime.timedelta(days=self.dice.randint(1, 30))
        clocks.set_to(self.now)

    def all_answers_agree(self, after: str) -> None:
        for name, who in self.made.everybody().items():
            rooms = frozenset({self.made.room_4} if name == "jo" else ())
            hat = oracle.Hat(who.user.id, Role(who.post.role), who.post.organisation_id, rooms)
            for purpose in (Purpose.SUPPORT, Purpose.PLANNING):
                sights = probes.sights(who.call(), self.learners, purpose)
                for learner in self.learners:
                    told = {c for c in Category if oracle.may(self.world, hat, learner, c, 2, purpose, self.now)}
                    told = set() if hat.role is Role.PRIVACY_OFFICER else told
                    assert {c for c in Category if c & sights[learner]} == told, (
                        f"{name}, {purpose.name}, after {after}"
                    )


@pytest.mark.parametrize("seed", SEEDS)
def test_the_oracle_the_grants_and_the_database_agree(seed: int) -> None:
    try:
        Walk(seed).run(STEPS)
    finally:
        clocks.set_to(None)
