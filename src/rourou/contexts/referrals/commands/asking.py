"""What the setting that asks does: writes, sends, answers, adds, takes back."""

import uuid
from datetime import date

from rourou.contexts.people import queries as people_queries
from rourou.contexts.referrals import rules
from rourou.contexts.referrals.commands import _stepping as stepping
from rourou.contexts.referrals.commands._stepping import SUPPORT, Moved
from rourou.contexts.referrals.models import Referral
from rourou.contexts.referrals.types import NewRequest, PauseKind, State, Step
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.audit.events import Event


@command(Permission.REQUEST_WRITE, audits=Event.REQUEST_CHANGED)
def start_request(call: Call, learner_id: uuid.UUID, draft: NewRequest) -> Moved:
    """Begin a request for a learner of the caller's setting. Nobody outside sees it until it is sent."""
    people_queries.learner_or_refuse(call, learner_id)
    rules.check_agreed_on(draft.agreed_on, call.today)
    made = Referral.objects.create(
        learner_id=learner_id, custodian_id=call.organisation_id, created_at=call.at, asked_by=call.person_id,
        with_person=call.person_id, with_organisation_id=call.organisation_id, **stepping.values(call, draft),
    )  # fmt: skip
    return stepping.moved(made, stepping.write_step(call, made, Step.START, State.DRAFT))


def _own(call: Call, referral_id: uuid.UUID, shown: int | None) -> Referral:
    referral = stepping.locked(call, referral_id, shown)
    rules.check_is_asker(call.organisation_id, referral.custodian_id)
    return referral


@command(Permission.REQUEST_WRITE, audits=Event.REQUEST_CHANGED)
def change_request(call: Call, referral_id: uuid.UUID, draft: NewRequest, *, shown: int | None = None) -> Moved:
    """Change what is asked for, while it is being written or somebody needs to know more.

    The day both clocks began is never changed once the request has been sent.
    """
    referral = _own(call, referral_id, shown)
    rules.check_can_change(State(referral.state))
    new = stepping.values(call, draft)
    if State(referral.state) not in rules.UNSENT:
        new |= {"agreed_on": referral.agreed_on, "to_organisation_id": referral.to_organisation_id}
    rules.check_agreed_on(new["agreed_on"], call.today)
    if State(referral.state) is State.READY:
        referral.state = State.DRAFT.value
    made = stepping.note(call, referral, Step.NOTE, words="", noted={"changed": True}, **new)
    return stepping.moved(referral, made)


@command(Permission.REQUEST_WRITE, audits=Event.REQUEST_CHANGED)
def mark_ready(call: Call, referral_id: uuid.UUID, *, shown: int | None = None) -> Moved:
    """Nothing is missing: it can be sent."""
    referral = _own(call, referral_id, shown)
    rules.check_can_mark_ready(stepping.facts(referral), call.today)
    return stepping.moved(referral, stepping.take(call, referral, Step.MARK_READY))


@command(Permission.REQUEST_SEND, audits=Event.REQUEST_SENT)
def send_request(call: Call, referral_id: uuid.UUID, *, shown: int | None = None, words: str = "") -> Moved:
    """Send it to the cluster, or to the organisation it is for, where whānau said yes to them."""
    referral = _own(call, referral_id, shown)
    done = []
    if State(referral.state) is State.DRAFT:
        rules.check_can_mark_ready(stepping.facts(referral), call.today)
    rules.check_can_submit(
        rules.as_ready(stepping.facts(referral)),
        to_cluster=referral.to_organisation_id is None,
        somebody_may_read=stepping.may_be_read(call, referral.learner_id, referral.to_organisation_id),
    )
    if State(referral.state) is State.DRAFT:
        done.append(stepping.take(call, referral, Step.MARK_READY))
    done.append(
        stepping.take(
            call, referral, Step.SUBMIT, words=words, sent_at=call.at, with_person=None,
            with_organisation_id=referral.to_organisation_id,
        )
    )  # fmt: skip
    return stepping.moved(referral, *done)


@command(Permission.REQUEST_WRITE, audits=Event.REQUEST_MOVED)
def supply_more(call: Call, referral_id: uuid.UUID, *, words: str, shown: int | None = None) -> Moved:
    """Answer what they needed to know; the pause ends."""
    referral = _own(call, referral_id, shown)
    rules.check_has_words(words, "Enter what they asked for.")
    return stepping.moved(referral, stepping.take(call, referral, Step.SUPPLY, words=words))


@command(Permission.REQUEST_WRITE, audits=Event.REQUEST_MOVED)
def add_note(call: Call, referral_id: uuid.UUID, *, words: str, shown: int | None = None) -> Moved:
    """Add something to the request. It stays where it is."""
    referral = _own(call, referral_id, shown)
    rules.check_has_words(words, "Enter what you want to add.")
    return stepping.moved(referral, stepping.note(call, referral, Step.NOTE, words=words))


@command(Permission.REQUEST_WRITE, audits=Event.REQUEST_MOVED)
def pause_wait(call: Call, referral_id: uuid.UUID, *, words: str, from_on: date | None = None) -> Moved:
    """Whānau asked for time. The days stand beside the clock, which goes on."""
    referral = _own(call, referral_id, None)
    rules.check_can_pause(stepping.facts(referral))
    rules.check_day(stepping.facts(referral), from_on or call.today, call.today)
    stepping.open_pause(call, referral, PauseKind.WHANAU, from_on or call.today)
    return stepping.moved(referral, stepping.note(call, referral, Step.PAUSE, words=words))


@command(Permission.REQUEST_WRITE, audits=Event.REQUEST_MOVED)
def unpause_wait(call: Call, referral_id: uuid.UUID, *, words: str = "") -> Moved:
    """Whānau are ready: the pause ends."""
    referral = _own(call, referral_id, None)
    stepping.end_pause(call, referral, call.today)
    return stepping.moved(referral, stepping.note(call, referral, Step.UNPAUSE, words=words))


@command(Permission.REQUEST_WRITE, audits=Event.REQUEST_MOVED)
def reopen(call: Call, referral_id: uuid.UUID, *, words: str, shown: int | None = None) -> Moved:
    """Ask for another look, once, with something new. Both clocks go on from where they began."""
    referral = _own(call, referral_id, shown)
    rules.check_can_reopen(stepping.facts(referral), words)
    done = stepping.take(call, referral, Step.REOPEN, words=words, reopened_at=call.at, ended_on=None)
    return stepping.moved(referral, done)


@command(Permission.REQUEST_WRITE, audits=Event.REQUEST_MOVED, purposes=SUPPORT)
def withdraw(call: Call, referral_id: uuid.UUID, *, words: str = "", shown: int | None = None) -> Moved:
    """Take the request back, from any open state."""
    referral = _own(call, referral_id, shown)
    return stepping.moved(referral, stepping.take(call, referral, Step.WITHDRAW, words=words))
