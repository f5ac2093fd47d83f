"""The one way to name an organisation beside a learner: where a child is, is not said to whoever may not know it."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from rourou.contexts.people.queries.cards import EVERY_PURPOSE
from rourou.foundation.access import reach
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Category, Withheld
from rourou.foundation.access.statement import statement
from rourou.foundation.audit.events import Event
from rourou.foundation.tenancy.models import Organisation

Pair = tuple[uuid.UUID, uuid.UUID]  # learner, organisation

_HIDDEN: Final = "select * from people_place_hidden(%s::uuid[])"


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """Names by (learner, organisation), each withheld where the caller may not know the place."""

    by_pair: dict[Pair, str | Withheld]
    subjects: frozenset[uuid.UUID]


@query(Permission.LEARNER_READ, audits=Event.LEARNERS_LISTED, purposes=EVERY_PURPOSE)
def place_names(call: Call, pairs: Collection[Pair], *, going_to: Collection[Pair] = ()) -> PlaceNames:
    """Where learners are (`pairs`), and where they will go: a destination has no rows yet that a grant could open.

    One's own organisation is always named. Another is named where a grant opens location in its custody, or the
    learner is on the way there; a protected place only to the few who are named for what is most sensitive.
    """
    asked = {*pairs, *going_to}
    elsewhere = {pair for pair in asked if pair[1] != call.organisation_id}
    learners = [learner for learner, _organisation in elsewhere]
    opened = reach.categories_by_custodian(call, learners)
    hidden = {row[0] for row in statement(call, _HIDDEN, [learners])} if elsewhere else set()
    names = dict(Organisation.objects.filter(id__in={o for _l, o in asked}).values_list("id", "name"))

    def may(learner: uuid.UUID, organisation: uuid.UUID) -> bool:
        if organisation == call.organisation_id:
            return True
        custodians = opened.get(learner, {})
        known = (learner, organisation) in going_to and None in custodians
        located = custodians.get(organisation, Category(0)) & Category.LOCATION
        return learner not in hidden and bool(known or located)

    withheld = Withheld(_("Place not shared with you"))
    return PlaceNames({p: names.get(p[1], "") if may(*p) else withheld for p in asked}, frozenset())
