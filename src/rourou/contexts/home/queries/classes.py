"""A class: what helps, one card a learner, in one statement."""

import uuid
from typing import Any, Final

from rourou.contexts.home.queries._reading import BARS, GRANTS, Opened, parameters
from rourou.contexts.home.types import ClassPage, WhatHelps
from rourou.contexts.people import queries as people_queries
from rourou.contexts.people.types import LearnerCard
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Category, Purpose
from rourou.foundation.access.roles import Role
from rourou.foundation.access.statement import statement
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import NotFound

SUPPORT: Final = frozenset({Purpose.SUPPORT})
_HELPS: Final = 4

_CLASS: Final = f"""
select l.id, l.name, l.called, l.say_it, l.year_level, {GRANTS}, {BARS},
(select json_agg(json_build_array(s.custodian_id, 8, s.sensitivity, s.words) order by s.place, s.id)
 from register_public_strength s where s.cluster_id = l.cluster_id and s.learner_id = l.id and s.kind = 'strength'),
(select json_agg(json_build_array(n.custodian_id, n.category, n.sensitivity, n.helps) order by n.place, n.id)
 from register_public_need n where n.cluster_id = l.cluster_id and n.learner_id = l.id and n.helps <> '')
from people_public_learner l
where l.cluster_id = %(cluster)s and l.id in (
    select e.learner_id from people_public_enrolment e where e.cluster_id = %(cluster)s and e.class_id = %(class)s
      and e.from_on <= %(today)s and (e.until_on is null or e.until_on >= %(today)s))
order by l.sort_key, l.id
"""


@query(Permission.FIND, audits=Event.LEARNERS_LISTED, purposes=SUPPORT, nobody=True)
def classes(call: Call) -> people_queries.Classes:
    """A teacher's own classes; for others who work at a setting, all of its classes."""
    return people_queries.my_classes(call) if call.role is Role.TEACHER else people_queries.classes(call)


@query(Permission.FIND, audits=Event.LEARNERS_LISTED, purposes=SUPPORT)
def class_page(call: Call, class_id: uuid.UUID) -> ClassPage:
    """A class of the caller's own setting. Of another setting it is not found, whether or not it is there."""
    name = {card.id: card.name for card in people_queries.classes(call).cards}.get(class_id)
    if name is None:
        raise NotFound
    rows = statement(call, _CLASS, parameters(call, SUPPORT) | {"class": class_id})
    cards = tuple(card for row in rows if (card := _card(call, row)))
    return ClassPage(name, cards, frozenset(card.learner.id for card in cards))


def _card(call: Call, row: tuple[Any, ...]) -> WhatHelps | None:
    inner, name, called, say_it, year, grants, bars, strengths, needs = row
    opened = Opened.read(grants, bars)
    if not opened.any(Category.IDENTITY):
        return None
    first = next((r[3] for r in opened.kept(strengths, Category.STRENGTHS)), "")
    helps = tuple(dict.fromkeys(r[3] for r in opened.kept(needs)))[:_HELPS]
    return WhatHelps(LearnerCard(inner, name, called, say_it, year, call.public(inner)), first, helps)
