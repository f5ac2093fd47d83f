"""What a hat really reaches, asked of pages' own paths: one probe for each purpose and category, as declared acts."""

import uuid
from collections.abc import Callable

from rourou.contexts.people import queries as people_queries
from rourou.foundation.access import reach
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Category, Purpose
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import NotAllowed


class Sight(dict[uuid.UUID, Category]):
    """learner → categories, for one call and purpose."""

    subjects: frozenset[uuid.UUID] = frozenset()


def _probe(purpose: Purpose) -> Callable[[Call, list[uuid.UUID]], Sight]:
    @query(Permission.LEARNER_READ, audits=Event.LEARNERS_LISTED, purposes={purpose})
    def look(call: Call, ids: list[uuid.UUID]) -> Sight:
        named = people_queries.learner_cards(call, ids).by_id
        opened = reach.categories_by_custodian(call, list(named))
        sight = Sight({i: opened[i][None] for i in named})
        sight.subjects = frozenset(named)
        return sight

    return look


LOOKS = {purpose: _probe(purpose) for purpose in (Purpose.SUPPORT, Purpose.PLANNING, Purpose.TRANSITION)}


def sight(call: Call, learner: uuid.UUID, purpose: Purpose = Purpose.SUPPORT) -> Category:
    """What this call reaches of this learner for this purpose; nothing where the role may not even ask."""
    try:
        return LOOKS[purpose](call, [learner]).get(learner, Category(0))
    except NotAllowed:
        return Category(0)


def sights(call: Call, learners: list[uuid.UUID], purpose: Purpose) -> dict[uuid.UUID, Category]:
    """The same for several learners, in one act."""
    try:
        found = LOOKS[purpose](call, learners)
    except NotAllowed:
        found = Sight()
    return {learner: found.get(learner, Category(0)) for learner in learners}


def seen_by(everybody: dict[str, object], learner: uuid.UUID, purpose: Purpose) -> set[str]:
    """The names of those of the cast who reach the learner at all."""
    return {name for name, who in everybody.items() if sight(who.call(), learner, purpose)}  # type: ignore[attr-defined]


# What a named organisation is given in the tests that compare with the oracle.
SHARED = Category.IDENTITY | Category.STRENGTHS | Category.NEEDS | Category.SUPPORTS | Category.PLAN
