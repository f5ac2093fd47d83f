"""What every read of a request shares: which rows, whose place may be named, who on the staff, in which words."""

import uuid
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Final

from django.db.models import Q
from django.utils.translation import gettext as _

from rourou.contexts.people import queries as people_queries
from rourou.contexts.referrals import rules
from rourou.contexts.referrals.models import Referral
from rourou.contexts.referrals.types import RuleMet, State
from rourou.foundation.access import audience
from rourou.foundation.access.call import Call
from rourou.foundation.access.purposes import Category, Hat, HolderKind, Purpose, Withheld
from rourou.foundation.access.roles import ROLES
from rourou.foundation.tenancy.models import Organisation, User
from rourou.foundation.ui import dates
from rourou.foundation.ui.words import StatusWord, Tag

BOTH: Final = frozenset({Purpose.SUPPORT, Purpose.PLANNING})
EVERY: Final = frozenset(Purpose)

_TAGS: Final = {
    State.DRAFT: StatusWord.REQUEST_WRITING,
    State.READY: StatusWord.REQUEST_WRITING,
    State.SUBMITTED: StatusWord.REQUEST_SENT,
    State.ACKNOWLEDGED: StatusWord.REQUEST_SENT,
    State.MORE_INFO: StatusWord.REQUEST_KNOW_MORE,
    State.TRIAGED: StatusWord.REQUEST_AT_HUI,
    State.WAITING: StatusWord.REQUEST_WAITING,
    State.ALLOCATED: StatusWord.REQUEST_PLACED,
    State.IN_PROGRESS: StatusWord.REQUEST_STARTED,
    State.ON_HOLD: StatusWord.REQUEST_PAUSED,
    State.TRANSFER_PENDING: StatusWord.REQUEST_MOVING,
    State.ADVICE: StatusWord.REQUEST_IN_CLASS,
    State.REDIRECTED: StatusWord.REQUEST_ELSEWHERE,
    State.DECLINED: StatusWord.REQUEST_NOT_NOW,
    State.WITHDRAWN: StatusWord.REQUEST_WITHDRAWN,
    State.CLOSED: StatusWord.REQUEST_FINISHED,
}


def tag_of(state: State, hui_on: date | None = None, *, for_whanau: bool = False) -> Tag:
    """The one tag of a request (ux.md §6.7). Who took a request back is never said to whānau (decisions.md 18)."""
    word = _TAGS[state]
    if word is StatusWord.REQUEST_AT_HUI:
        return word.tag(for_whanau=for_whanau, date=dates.day(hui_on) if hui_on else _("when it is next held"))
    return word.tag(for_whanau=for_whanau and state is not State.WITHDRAWN)


def visible(call: Call) -> Any:
    """Requests within reach. What is still being written is the setting's own, and whānau's."""
    found = Referral.objects.reachable(call)
    if call.hat is not Hat.STAFF:
        return found
    unsent = [str(s) for s in rules.UNSENT]
    return found.filter(~Q(state__in=unsent) | Q(custodian_id=call.organisation_id))


def places(call: Call, rows: Collection[Referral]) -> dict[tuple[uuid.UUID, uuid.UUID], str | Withheld]:
    """The asking setting beside each learner, where the call may know where the learner is; withheld where not."""
    return people_queries.place_names(call, {(r.learner_id, r.custodian_id) for r in rows}).by_pair


def organisations(ids: Iterable[uuid.UUID | None]) -> dict[uuid.UUID, str]:
    """Names of organisations: a directory, about nobody."""
    wanted = {i for i in ids if i}
    return dict(Organisation.objects.filter(id__in=wanted).values_list("id", "name")) if wanted else {}


def staff(ids: Iterable[uuid.UUID | None]) -> dict[uuid.UUID, str]:
    """Names of people who work here."""
    wanted = {i for i in ids if i}
    return dict(User.objects.filter(id__in=wanted).values_list("id", "name")) if wanted else {}


def rules_met(r: Referral) -> tuple[RuleMet, ...]:
    """The protocol's rules as they were ticked."""
    return tuple(
        RuleMet(
            x["code"], bool(x["met"]), x.get("evidence", ""), date.fromisoformat(x["on"]) if x.get("on") else None,
            x.get("by", ""),
        )
        for x in r.rules
    )  # fmt: skip


def seen_by(call: Call, r: Referral | None, learner_id: uuid.UUID | None = None) -> audience.Audience:
    """Who sees this request: those whom the grants let, and while it is written only the setting and whānau."""
    learner = r.learner_id if r else learner_id
    assert learner is not None
    sees = [s for s in audience.seers(call, learner) if s.categories & Category.SUPPORTS and s.ceiling >= 2]
    if r is None or State(r.state) in rules.UNSENT:
        sees = [s for s in sees if s.kind not in {HolderKind.CLUSTER_TEAM, HolderKind.ORGANISATION_TEAM}]
    return audience.words(call, sees)


def receives(call: Call, r: Referral) -> bool:
    """Whether the request was sent to those for whom the caller sits here."""
    at_the_table = ROLES[call.role].in_cluster_team
    return rules.is_receiver(call.organisation_id, r.to_organisation_id, at_the_table=at_the_table)
