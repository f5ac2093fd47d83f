"""Finding a learner by any part of a name, whatever marks it is written with."""

import uuid
from typing import Any, Final

from rourou.contexts.home.queries._reading import BARS, BOTH, GRANTS, PLACE, Opened, parameters, place_in
from rourou.contexts.home.types import FindPage, Found
from rourou.contexts.people.types import LearnerCard
from rourou.foundation.access import reach
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Category
from rourou.foundation.access.statement import statement
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.text import search_words, tidy

SHOWN: Final = 20

# Up to 300 learners within reach are named to the search (decisions.md 4); beyond that the policy alone narrows it.
_FIND: Final = f"""
select l.id, l.name, l.called, l.say_it, l.year_level, {GRANTS}, {BARS},
{PLACE}
from people_public_learner l
where l.cluster_id = %(cluster)s and (%(few)s::uuid[] is null or l.id = any(%(few)s::uuid[]))
  and l.search like all(%(words)s) order by l.sort_key, l.id limit {SHOWN + 1}
"""


@query(Permission.FIND, audits=Event.FOUND, purposes=BOTH)
def find(call: Call, asked: str) -> FindPage:
    """Every word of the question occurs in the name: with or without macrons, doubled vowels, apostrophes."""
    words = [f"%{word}%" for word in search_words(asked)]
    few = reach.few_ids(call)
    given = parameters(call, BOTH) | {"words": words, "few": few}
    rows = statement(call, _FIND, given, walks=few is None) if words else []
    found = tuple(f for row in rows[:SHOWN] if (f := _found(call, row)))
    return FindPage(tidy(asked), found, len(rows) > SHOWN, frozenset(f.learner.id for f in found))


def _found(call: Call, row: tuple[Any, ...]) -> Found | None:
    inner, name, called, say_it, year, grants, bars, place = row
    opened = Opened.read(grants, bars)
    if not opened.any(Category.IDENTITY):
        return None
    card = LearnerCard(uuid.UUID(str(inner)), name, called, say_it, year, call.public(inner))
    return Found(card, place_in(opened, place))
