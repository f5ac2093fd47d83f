"""What those who receive a request do: pick up, ask, take to the hui, answer, place, begin, pause, finish."""

import uuid
from datetime import date
from typing import Any

from rourou.contexts.referrals import rules
from rourou.contexts.referrals.commands import _stepping as stepping
from rourou.contexts.referrals.commands._stepping import BOTH, Moved
from rourou.contexts.referrals.models import Referral
from rourou.contexts.referrals.types import Contact, Outcome, State, Step
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.roles import ROLES
from rourou.foundation.audit.events import Event

_FROM_A_HUI = "Enter the reason, in words that whānau will read."


def _received(call: Call, referral_id: uuid.UUID, shown: int | None) -> Referral:
    referral = stepping.locked(call, referral_id, shown)
    rules.check_is_receiver(
        call.organisation_id, referral.to_organisation_id, at_the_table=ROLES[call.role].in_cluster_team
    )
    return referral


@command(Permission.REQUEST_RECEIVE, audits=Event.REQUEST_MOVED, purposes=BOTH)
def acknowledge(call: Call, referral_id: uuid.UUID, *, words: str = "", shown: int | None = None) -> Moved:
    """The caller has it now."""
    referral = _received(call, referral_id, shown)
    done = stepping.take(
        call, referral, Step.ACKNOWLEDGE, words=words, with_person=call.person_id,
        with_organisation_id=call.organisation_id,
    )  # fmt: skip
    return stepping.moved(referral, done)


@command(Permission.REQUEST_RECEIVE, audits=Event.REQUEST_MOVED, purposes=BOTH)
def ask_for_more(
    call: Call, referral_id: uuid.UUID, *, words: str, shown: int | None = None, hui_id: uuid.UUID | None = None
) -> Moved:
    """Somebody needs to know more. The days until the answer stand beside the clock."""
    referral = _received(call, referral_id, shown)
    rules.check_has_words(words, "Enter what you need to know.")
    done = stepping.take(call, referral, Step.ASK_FOR_MORE, words=words, hui_id=hui_id, hui_on=None)
    return stepping.moved(referral, done)


@command(Permission.REQUEST_RECEIVE, audits=Event.REQUEST_MOVED, purposes=BOTH)
def take_to_hui(
    call: Call, referral_id: uuid.UUID, *, hui_on: date | None = None, words: str = "", shown: int | None = None
) -> Moved:
    """It will be talked about: on the agenda of that day's hui where it is known."""
    referral = _received(call, referral_id, shown)
    if State(referral.state) is State.SUBMITTED:
        stepping.take(
            call, referral, Step.ACKNOWLEDGE, with_person=call.person_id, with_organisation_id=call.organisation_id
        )
    done = stepping.take(call, referral, Step.TRIAGE, words=words, hui_on=hui_on)
    return stepping.moved(referral, done)


@command(Permission.REQUEST_RECEIVE, audits=Event.REQUEST_MOVED, purposes=BOTH)
def carry(
    call: Call, referral_id: uuid.UUID, *, hui_on: date | None = None, words: str = "", shown: int | None = None,
    hui_id: uuid.UUID | None = None,
) -> Moved:  # fmt: skip
    """Carried to another hui: it stays at the table."""
    referral = _received(call, referral_id, shown)
    done = stepping.take(call, referral, Step.CARRY, words=words, hui_id=hui_id, hui_on=hui_on)
    return stepping.moved(referral, done)


@command(Permission.REQUEST_RECEIVE, audits=Event.REQUEST_MOVED, purposes=BOTH)
def decline(
    call: Call, referral_id: uuid.UUID, *, words: str, offer: str, shown: int | None = None,
    hui_id: uuid.UUID | None = None,
) -> Moved:  # fmt: skip
    """Not now: with the reason, and what is offered instead."""
    referral = _received(call, referral_id, shown)
    rules.check_can_decline(stepping.facts(referral), words, offer)
    done = stepping.take(call, referral, Step.DECLINE, words=words, hui_id=hui_id, offered_instead=offer)
    return stepping.moved(referral, done)


@command(Permission.REQUEST_RECEIVE, audits=Event.REQUEST_MOVED, purposes=BOTH)
def advise(
    call: Call, referral_id: uuid.UUID, *, words: str, shown: int | None = None, hui_id: uuid.UUID | None = None
) -> Moved:
    """Try in class first: the advice counts as an answer."""
    referral = _received(call, referral_id, shown)
    rules.check_has_words(words, "Enter what to try in class, in words that whānau will read.")
    done = stepping.take(call, referral, Step.ADVISE, words=words, hui_id=hui_id, offered_instead=words)
    return stepping.moved(referral, done)


@command(Permission.REQUEST_RECEIVE, audits=Event.REQUEST_MOVED, purposes=BOTH)
def redirect(
    call: Call, referral_id: uuid.UUID, *, to_organisation_id: uuid.UUID, words: str, shown: int | None = None,
    hui_id: uuid.UUID | None = None,
) -> Moved:  # fmt: skip
    """Ask somebody else: a new request in the same setting's custody, whose clocks began when the first one's did.

    The new one waits as a draft until whānau have said yes to its reader.
    """
    referral = _received(call, referral_id, shown)
    rules.check_has_words(words, _FROM_A_HUI)
    done = stepping.take(call, referral, Step.REDIRECT, words=words, hui_id=hui_id, offered_instead=words)
    new = _again(call, referral, to_organisation_id)
    begun = stepping.write_step(call, new, Step.START, State.DRAFT, noted={"before": str(referral.id)})
    return stepping.moved(referral, done, begun)


_SAME = (
    "support_type", "area", "ask", "hope", "tried", "hours", "weeks", "when", "languages", "group_ok", "rules",
    "still_true", "still_true_on", "asked_by", "agreed_on", "agreed_with", "first_conversation_on",
)  # fmt: skip


def _again(call: Call, referral: Referral, to_organisation_id: uuid.UUID) -> Referral:
    made: Referral = Referral.objects.create(
        learner_id=referral.learner_id, custodian_id=referral.custodian_id, created_at=call.at,
        to_organisation_id=to_organisation_id, with_person=referral.asked_by,
        with_organisation_id=referral.custodian_id, before_id=referral.id,
        **{name: getattr(referral, name) for name in _SAME},
    )  # fmt: skip
    return made


@command(Permission.REQUEST_RECEIVE, audits=Event.REQUEST_MOVED, purposes=BOTH)
def accept(
    call: Call, referral_id: uuid.UUID, *, words: str = "", shown: int | None = None, hui_id: uuid.UUID | None = None
) -> Moved:
    """Agreed, and waiting for hours."""
    referral = _received(call, referral_id, shown)
    return stepping.moved(referral, stepping.take(call, referral, Step.ACCEPT, words=words, hui_id=hui_id))


@command(Permission.HOURS_PROMISE, audits=Event.REQUEST_MOVED, purposes=BOTH)
def allocate(
    call: Call, referral_id: uuid.UUID, *, person_id: uuid.UUID | None, organisation_id: uuid.UUID, words: str = "",
    shown: int | None = None, hui_id: uuid.UUID | None = None,
) -> Moved:  # fmt: skip
    """A person is found. At the hui, “Give hours” is accept and allocate, one after the other.

    Called by the ledger of hours when it promises; nothing else gives a request a place.
    """
    referral = stepping.locked(call, referral_id, shown)
    done = []
    if State(referral.state) is State.TRIAGED:
        done.append(stepping.take(call, referral, Step.ACCEPT, hui_id=hui_id))
    if State(referral.state) not in rules.PLACED:
        done.append(
            stepping.take(
                call, referral, Step.ALLOCATE, words=words, hui_id=hui_id, with_person=person_id,
                with_organisation_id=organisation_id,
            )
        )  # fmt: skip
    return stepping.moved(referral, *done)


@command(Permission.HOURS_PROMISE, audits=Event.REQUEST_MOVED, purposes=BOTH)
def release(
    call: Call, referral_id: uuid.UUID, *, words: str = "", shown: int | None = None, hui_id: uuid.UUID | None = None
) -> Moved:
    """All its hours were given back: it waits again, and its clocks go on from where they began."""
    referral = stepping.locked(call, referral_id, shown)
    if State(referral.state) is not State.ALLOCATED:
        return stepping.moved(referral)
    done = stepping.take(
        call, referral, Step.RELEASE, words=words, hui_id=hui_id, with_person=None, with_organisation_id=None
    )
    return stepping.moved(referral, done)


@command(Permission.SUPPORT_RECORD, audits=Event.REQUEST_MOVED, purposes=BOTH)
def record_conversation(
    call: Call, referral_id: uuid.UUID, *, on: date, contact: Contact, words: str = "", shown: int | None = None
) -> Moved:
    """The first real conversation: stops the first clock, in any open state, and no other."""
    referral = stepping.locked(call, referral_id, shown)
    rules.check_can_record_conversation(stepping.facts(referral), on, call.today)
    done = stepping.note(
        call, referral, Step.CONVERSATION, words=words, on=on, noted={"contact": str(contact)}, first_conversation_on=on
    )
    return stepping.moved(referral, done)


@command(Permission.SUPPORT_RECORD, audits=Event.REQUEST_MOVED, purposes=BOTH)
def begin_support(
    call: Call, referral_id: uuid.UUID, *, on: date, contact: Contact, words: str = "", shown: int | None = None
) -> Moved:
    """The first session or support in class: the only thing that stops the second clock."""
    referral = stepping.locked(call, referral_id, shown)
    rules.check_can_begin(stepping.facts(referral), contact, on, call.today)
    first: dict[str, Any] = {} if referral.first_conversation_on else {"first_conversation_on": on}
    done = stepping.take(
        call, referral, Step.BEGIN, words=words, on=on, noted={"contact": str(contact)}, first_support_on=on, **first
    )
    return stepping.moved(referral, done)


@command(Permission.SUPPORT_RECORD, audits=Event.REQUEST_MOVED, purposes=BOTH)
def hold(call: Call, referral_id: uuid.UUID, *, words: str, shown: int | None = None) -> Moved:
    """Support pauses, with the reason."""
    referral = stepping.locked(call, referral_id, shown)
    rules.check_has_words(words, "Enter why it pauses, and when you will look at it again.")
    return stepping.moved(referral, stepping.take(call, referral, Step.HOLD, words=words))


@command(Permission.SUPPORT_RECORD, audits=Event.REQUEST_MOVED, purposes=BOTH)
def resume(call: Call, referral_id: uuid.UUID, *, words: str = "", shown: int | None = None) -> Moved:
    """Support goes on."""
    referral = stepping.locked(call, referral_id, shown)
    return stepping.moved(referral, stepping.take(call, referral, Step.RESUME, words=words))


@command(Permission.SUPPORT_RECORD, audits=Event.REQUEST_MOVED, purposes=BOTH)
def close(
    call: Call, referral_id: uuid.UUID, *, outcome: Outcome, told_on: date | None, words: str = "",
    shown: int | None = None,
) -> Moved:  # fmt: skip
    """Finished: with how it ended, after whānau have been told."""
    referral = stepping.locked(call, referral_id, shown)
    rules.check_can_close(stepping.facts(referral), outcome, told_on, call.today)
    done = stepping.take(call, referral, Step.CLOSE, words=words, outcome=str(outcome), whanau_told_on=told_on)
    return stepping.moved(referral, done)
