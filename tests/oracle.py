"""A second, deliberately naive answer to one question, straight from the facts (access.md): may this hat see this row?

It knows nothing of grants, holders or spans. It loops over facts a test has made, in the words of the promise.
"""

import datetime
import uuid
from dataclasses import dataclass, field

from rourou.foundation.access.purposes import Category, Purpose
from rourou.foundation.access.roles import Role
from rourou.foundation.kernel import clock

OF_THE_TABLE = {Role.COORDINATOR, Role.SENCO, Role.SCHOOL_PRINCIPAL, Role.CLUSTER_LEAD, Role.FACILITATOR, Role.RTLB}
OF_SUPPORT = {Role.RTLB, Role.PROVIDER}
AT_SETTING = {Role.COORDINATOR, Role.SENCO, Role.SCHOOL_PRINCIPAL}
SHOWN_TO_CLUSTER = {Category.IDENTITY, Category.STRENGTHS, Category.NEEDS, Category.SUPPORTS, Category.LOCATION}
SHOWN_TO_WHANAU = {
    Category.IDENTITY, Category.STRENGTHS, Category.NEEDS, Category.SUPPORTS, Category.PLAN, Category.PROGRESS,
}  # fmt: skip


@dataclass
class Hat:
    person: uuid.UUID
    role: Role
    organisation: uuid.UUID
    teaches: frozenset[uuid.UUID] = frozenset()


@dataclass
class Said:
    """One answer: the last one of each giver to each question counts."""

    learner: uuid.UUID
    giver: uuid.UUID
    question: int
    answer: str
    organisations: frozenset[uuid.UUID]
    until: datetime.date


@dataclass
class World:
    """Facts as a test made them."""

    settings: dict[uuid.UUID, tuple[uuid.UUID, uuid.UUID | None]] = field(default_factory=dict)
    left_on: dict[uuid.UUID, datetime.date] = field(default_factory=dict)
    adults: dict[uuid.UUID, dict[uuid.UUID, uuid.UUID]] = field(default_factory=dict)
    paused: set[tuple[uuid.UUID, uuid.UUID]] = field(default_factory=set)
    protected: set[uuid.UUID] = field(default_factory=set)
    said: list[Said] = field(default_factory=list)
    is_protocol_in_force: bool = True
    signers: frozenset[uuid.UUID] = frozenset()

    def latest(self, learner: uuid.UUID, question: int, organisation: uuid.UUID | None = None) -> list[Said]:
        """The last answer of each giver, for one organisation where the question names one."""
        last: dict[uuid.UUID, Said] = {}
        for s in self.said:
            about = question != 3 or not s.organisations or organisation in s.organisations
            if s.learner == learner and s.question == question and s.answer != "not_today" and about:
                last[s.giver] = s
        return list(last.values())


def may(
    world: World,
    hat: Hat,
    learner: uuid.UUID,
    category: Category,
    sensitivity: int,
    purpose: Purpose,
    now: datetime.datetime,
) -> bool:
    """Whether this hat may see a row of the learner's setting, of this category and sensitivity, for this purpose."""
    if (hat.person, learner) in world.paused:
        return False
    today = clock.today(now)
    setting, room = world.settings[learner]
    if learner in world.left_on and today > world.left_on[learner]:
        return False
    if sensitivity >= 3:
        return False
    if purpose is Purpose.PLANNING:
        return _talked_about(world, hat, learner, category, today)
    if purpose is not Purpose.SUPPORT:
        return False
    if hat.role is Role.WHANAU:
        return hat.person in world.adults.get(learner, {}) and category in SHOWN_TO_WHANAU
    if hat.role in AT_SETTING and hat.organisation == setting:
        return True
    if hat.role is Role.TEACHER and room in hat.teaches:
        return category not in {Category.CONTACT, Category.HEALTH, Category.FAMILY, Category.CARE}
    return _shared_with(world, hat, learner, category, today)


def _yes(answers: list[Said], organisation: uuid.UUID, today: datetime.date) -> bool:
    if any(s.answer == "no" for s in answers):
        return False
    return any(s.answer == "yes" and organisation in s.organisations and today <= s.until for s in answers)


def _talked_about(world: World, hat: Hat, learner: uuid.UUID, category: Category, today: datetime.date) -> bool:
    if not world.is_protocol_in_force or hat.role not in OF_THE_TABLE or hat.organisation not in world.signers:
        return False
    if category not in SHOWN_TO_CLUSTER or (category is Category.LOCATION and learner in world.protected):
        return False
    return _yes(world.latest(learner, 2), hat.organisation, today)


def _shared_with(world: World, hat: Hat, learner: uuid.UUID, category: Category, today: datetime.date) -> bool:
    if not world.is_protocol_in_force or hat.role not in OF_SUPPORT:
        return False
    shown = SHOWN_TO_CLUSTER | {Category.PLAN}
    if category not in shown or (category is Category.LOCATION and learner in world.protected):
        return False
    return _yes(world.latest(learner, 3, hat.organisation), hat.organisation, today)
