"""When a fact of sharing may be made. One rule, three uses: it enforces, it answers, it explains."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from rourou.contexts.sharing.types import Answer, ProtocolState, Question
from rourou.foundation.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """What the rule needs to know about an answer that is about to be recorded."""

    question: Question
    answer: Answer
    from_on: date
    until_on: date | None
    has_authority: bool
    organisation_ids: frozenset[uuid.UUID]
    member_ids: frozenset[uuid.UUID]
    protocol_in_force: bool


def check_can_record_consent(facts: ConsentFacts, today: date) -> None:
    """A yes needs an end date, checked authority, and organisations that are members under a protocol in force."""
    if facts.from_on > today:
        raise Refused("consent.future", "This answer is dated after today. Record it on the day it is given.")
    if facts.until_on is not None and facts.until_on < facts.from_on:
        raise Refused(
            "consent.order",
            "The last day is before the first. Change one of the two dates.",
            details={"field": "until_on"},
        )
    if facts.answer is not Answer.YES:
        return
    if not facts.has_authority:
        raise Refused(
            "consent.authority",
            "This person’s authority has not been checked and confirmed. Check it first, then record the answer.",
        )
    if facts.question is Question.REGISTER or facts.question is Question.COUNTED:
        return
    if facts.until_on is None:
        raise Refused(
            "consent.until",
            "Choose the last day of this agreement. A yes always has an end.",
            details={"field": "until_on"},
        )
    if not facts.protocol_in_force:
        raise Refused(
            "consent.protocol", "The community’s protocol on sharing is not in force, so nothing can be shared."
        )
    if not facts.organisation_ids:
        named = "organisations" if facts.question is Question.CLUSTER else "organisation"
        raise Refused(
            "consent.audience", "Choose at least one organisation that this yes is for.", details={"field": named}
        )
    if facts.organisation_ids - facts.member_ids:
        raise Refused(
            "consent.member", "One of these organisations is not part of this community. Take it out of the list."
        )
    if facts.question is Question.ORGANISATION and len(facts.organisation_ids) != 1:
        raise Refused("consent.one", "This question is asked for one organisation at a time.")


def check_can_confirm_consent(recorded_by: uuid.UUID, confirming: uuid.UUID | None, is_confirmed: bool) -> None:
    """A spoken yes waits for a second person."""
    if is_confirmed:
        raise Refused("consent.confirmed", "This answer has been confirmed already.")
    if confirming is None or confirming == recorded_by:
        raise Refused("consent.second", "Somebody other than the person who recorded this confirms it.")


def check_can_confirm_keeper(named_by: uuid.UUID, named: uuid.UUID, confirming: uuid.UUID | None) -> None:
    """A keeper is named by one person and confirmed by another who is not the one named."""
    if confirming is None or confirming in {named_by, named}:
        raise Refused("keeper.second", "A third person confirms a keeper: neither who named them nor who is named.")


def check_works_there(works_there: bool) -> None:
    """A person is named as who they are: a colleague works here, anybody else at the place that is said."""
    if not works_there:
        raise Refused("named.place", "This person does not work there today. Choose the organisation they work for.")


def check_can_confirm_named(
    made_by: uuid.UUID, named: uuid.UUID, confirming: uuid.UUID | None, is_confirmed: bool
) -> None:
    """An outsider's place in a support team waits for a second person, who is not the one named."""
    if is_confirmed:
        raise Refused("named.confirmed", "This place in the support team has been confirmed already.")
    if confirming is None or confirming in {made_by, named}:
        raise Refused("named.second", "A second person confirms this: neither who recorded it nor who is named.")


def check_can_sign(state: ProtocolState, already: bool) -> None:
    """Each member organisation signs once, while the version is being signed."""
    if state is not ProtocolState.SIGNING:
        raise Refused("protocol.not_signing", "This version is not being signed. Open the one that is.")
    if already:
        raise Refused("protocol.signed", "Your organisation has signed this version already.")


def check_can_put_in_force(state: ProtocolState, signed: frozenset[uuid.UUID], members: frozenset[uuid.UUID]) -> None:
    """A version comes into force when every home member of the cluster has signed it."""
    if state is not ProtocolState.SIGNING:
        raise Refused("protocol.not_signing", "Only a version that is being signed can come into force.")
    if members - signed:
        raise Refused("protocol.unsigned", f"{len(members - signed)} member organisations have not signed yet.")


def check_can_offer_handover(
    mine: uuid.UUID, to: uuid.UUID, members: frozenset[uuid.UUID], moves_on: date, today: date
) -> None:
    """A handover goes to another home setting of the cluster, on a day that is not past."""
    if to == mine or to not in members:
        raise Refused("handover.to", "Choose another setting of this community.", details={"field": "to"})
    if moves_on < today:
        raise Refused(
            "handover.past", "The day of the move is before today. Check the date.", details={"field": "moves_on"}
        )


def check_can_accept_handover(
    offered_by: uuid.UUID, accepting: uuid.UUID | None, shared_at: datetime | None, accepted_at: datetime | None
) -> None:
    """Accepted once, by somebody of the new side who did not offer it, after whānau have read the pack."""
    if accepted_at is not None:
        raise Refused("handover.accepted", "This handover was accepted already.")
    if shared_at is None:
        raise Refused(
            "handover.not_shared", "Whānau have not read the pack yet. The setting they come from shares it next."
        )
    if accepting is None or accepting == offered_by:
        raise Refused("handover.second", "Somebody other than the person who offered it accepts a handover.")
