"""The writes of sharing: protocols, consents, named people, keepers, rooms. Each is declared at the gate."""

import uuid
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from rourou.contexts.people import queries as people_queries
from rourou.contexts.sharing import rules
from rourou.contexts.sharing.models import (
    Consent,
    Handover,
    Keeper,
    NamedPerson,
    Protocol,
    Room,
    RoomPresence,
    RoomSubject,
    Signature,
)
from rourou.contexts.sharing.rules.making import ConsentFacts
from rourou.contexts.sharing.types import (
    Answer,
    Method,
    NamedKind,
    NewConsent,
    ProtocolBody,
    ProtocolKind,
    ProtocolState,
    Question,
)
from rourou.foundation.access import compiling, rooms, staff
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Category, Hat, Purpose
from rourou.foundation.access.roles import Role
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import Fault, Refused
from rourou.foundation.tenancy.models import ClusterMembership

PLANNING = frozenset({Purpose.PLANNING})
BOTH = frozenset({Purpose.SUPPORT, Purpose.PLANNING})
TRANSITION = frozenset({Purpose.TRANSITION})
CONFIRM_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an act made, and whom it is about."""

    id: uuid.UUID
    subjects: frozenset[uuid.UUID] = frozenset()


# Protocols


def members(call: Call, *, home_only: bool = False) -> frozenset[uuid.UUID]:
    """Organisations that take part in the cluster today."""
    found = ClusterMembership.objects.filter(cluster_id=call.cluster_id, valid_from__lte=call.today)
    if home_only:
        found = found.filter(is_home=True)
    return frozenset(m.organisation_id for m in found if m.valid_until is None or m.valid_until >= call.today)


@command(Permission.PROTOCOL_DRAFT, audits=Event.PROTOCOL_DRAFTED, purposes=BOTH, nobody=True)
def draft_protocol(call: Call, kind: ProtocolKind, *, title: str, body: ProtocolBody) -> Recorded:
    """Write a new version. What is signed or in force is never edited."""
    newest = Protocol.objects.filter(kind=kind).order_by("-version").first()
    made = Protocol.objects.create(
        created_at=call.at, kind=kind, version=(newest.version if newest else 0) + 1, title=title, body=asdict(body),
        categories=body.categories, ceiling=min(2, body.ceiling), drafted_by=call.person_id,
    )  # fmt: skip
    return Recorded(made.id)


@command(Permission.PROTOCOL_DRAFT, audits=Event.PROTOCOL_DRAFTED, purposes=BOTH, nobody=True)
def open_for_signing(call: Call, protocol_id: uuid.UUID) -> Recorded:
    """From now on the version is fixed and members may sign it."""
    protocol = Protocol.objects.all().for_update().get_or_refuse(protocol_id)
    if protocol.state != ProtocolState.DRAFT:
        raise Refused("protocol.not_draft", "This version is past drafting. Draft a new one to change it.")
    protocol.state = ProtocolState.SIGNING
    protocol.save(update_fields=["state"])
    return Recorded(protocol.id)


@command(Permission.PROTOCOL_SIGN, audits=Event.PROTOCOL_SIGNED, purposes=BOTH, nobody=True)
def sign_protocol(call: Call, protocol_id: uuid.UUID) -> Recorded:
    """The caller signs for their own organisation."""
    protocol = Protocol.objects.all().for_update().get_or_refuse(protocol_id)
    signed = Signature.objects.filter(protocol_id=protocol.id, organisation_id=call.organisation_id).exists()
    rules.check_can_sign(ProtocolState(protocol.state), signed)
    made = Signature.objects.create(
        created_at=call.at, protocol_id=protocol.id, organisation_id=call.organisation_id, signed_by=call.person_id,
        signed_name=call.post.person_name, signed_on=call.today,
    )  # fmt: skip
    return Recorded(made.id)


@command(Permission.PROTOCOL_DRAFT, audits=Event.PROTOCOL_IN_FORCE, purposes=BOTH, nobody=True)
def put_in_force(call: Call, protocol_id: uuid.UUID, *, from_on: date | None = None) -> Recorded:
    """The version rules from today; the one before is replaced; every learner's grants are derived again."""
    protocol = Protocol.objects.all().for_update().get_or_refuse(protocol_id)
    signed = frozenset(Signature.objects.filter(protocol_id=protocol.id).values_list("organisation_id", flat=True))
    rules.check_can_put_in_force(ProtocolState(protocol.state), signed, members(call, home_only=True))
    for old in Protocol.objects.filter(kind=protocol.kind, state=ProtocolState.IN_FORCE):
        old.state, old.ended_on = ProtocolState.REPLACED, call.today
        old.save(update_fields=["state", "ended_on"])
    protocol.state, protocol.in_force_from = ProtocolState.IN_FORCE, from_on or call.today
    protocol.save(update_fields=["state", "in_force_from"])
    _announce(call)
    compiling.compile_cluster(call)
    return Recorded(protocol.id)


def _announce(call: Call) -> None:
    """Tell the gate which versions are in force and what they narrow."""
    in_force = {p.kind: p for p in Protocol.objects.filter(state=ProtocolState.IN_FORCE)}
    decide, share = in_force.get(ProtocolKind.DECIDE), in_force.get(ProtocolKind.SHARE)
    narrowed = sorted({n for p in in_force.values() for n in p.body.get("narrowed", ())})
    compiling.set_protocol(decide.id if decide else None, share.id if share else None, narrowed)


# Consent


@command(Permission.CONSENT_RECORD, audits=Event.CONSENT_RECORDED)
def record_consent(call: Call, draft: NewConsent) -> Recorded:
    """Record one answer to one question. A spoken yes opens nothing for others until it is confirmed."""
    return Recorded(_record(call, draft.learner_id, [draft])[0], frozenset({draft.learner_id}))


@command(Permission.CONSENT_RECORD, audits=Event.CONSENT_RECORDED)
def record_answers(call: Call, learner_id: uuid.UUID, drafts: Collection[NewConsent]) -> Recorded:
    """All that one person answered in one talk: every answer is recorded, or none. One act, and followed once."""
    if not drafts:
        raise Refused("consent.none", "Choose an answer to at least one of the four questions.")
    _record(call, learner_id, drafts)
    return Recorded(learner_id, frozenset({learner_id}))


def _record(call: Call, learner_id: uuid.UUID, drafts: Collection[NewConsent]) -> list[uuid.UUID]:
    if any(draft.learner_id != learner_id for draft in drafts):
        raise Fault("answers of one talk are about one learner")
    people_queries.learner_or_refuse(call, learner_id)
    compiling.lock([learner_id])
    share = Protocol.objects.filter(kind=ProtocolKind.SHARE, state=ProtocolState.IN_FORCE).first()
    member_ids = members(call)
    return [_record_one(call, draft, share, member_ids) for draft in drafts]


def _record_one(call: Call, draft: NewConsent, share: Protocol | None, member_ids: frozenset[uuid.UUID]) -> uuid.UUID:
    authority = people_queries.authority_of(call, draft.learner_id, draft.given_by, by_learner=draft.by_learner)
    from_on = draft.from_on or call.today
    rules.check_can_record_consent(
        ConsentFacts(
            draft.question, draft.answer, from_on, draft.until_on, authority.is_checked,
            frozenset(draft.organisation_ids), member_ids, share is not None,
        ),
        call.today,
    )  # fmt: skip
    spoken = draft.method is Method.SPOKEN and draft.answer is Answer.YES
    made: Consent = Consent.objects.create(
        learner_id=draft.learner_id, custodian_id=call.organisation_id, created_at=call.at,
        question=int(draft.question),
        answer=str(draft.answer), organisation_ids=list(draft.organisation_ids), categories=int(draft.categories),
        ceiling=2, given_by=draft.given_by, given_by_user=authority.user_id, by_learner=draft.by_learner,
        capacity=authority.kind, method=str(draft.method), witness=draft.witness, language=draft.language,
        from_on=from_on, until_on=draft.until_on, recorded_by=call.person_id, recorded_at=call.at,
        confirmed_by=None if spoken else call.person_id, confirmed_at=None if spoken else call.at,
        confirm_by_on=(draft.confirm_by_on or call.today + CONFIRM_WITHIN) if spoken else None,
        protocol_id=share.id if share else None,
    )  # fmt: skip
    _replace_earlier(call, made)
    return made.id


def _replace_earlier(call: Call, made: Consent) -> None:
    """A later answer of the same person to the same question takes the earlier one's place, from this moment."""
    earlier = Consent.objects.reachable(call).filter(
        learner_id=made.learner_id, custodian_id=made.custodian_id, question=made.question, given_by=made.given_by,
        by_learner=made.by_learner, ended_at=None,
    ).exclude(id=made.id)  # fmt: skip
    if made.question == Question.ORGANISATION and made.organisation_ids:
        earlier = earlier.filter(organisation_ids=made.organisation_ids)
    for old in earlier:
        old.ended_at, old.ended_by = call.at, call.person_id
        old.save(update_fields=["ended_at", "ended_by"])


@command(Permission.CONSENT_CONFIRM, audits=Event.CONSENT_CONFIRMED)
def confirm_consent(call: Call, consent_id: uuid.UUID) -> Recorded:
    """A second person confirms a spoken yes: from this moment it opens what it says."""
    consent = Consent.objects.reachable(call).get_or_refuse(consent_id)
    compiling.lock([consent.learner_id])
    consent = Consent.objects.reachable(call).for_update().get_or_refuse(consent_id)
    rules.check_can_confirm_consent(consent.recorded_by, call.person_id, consent.confirmed_at is not None)
    consent.confirmed_by, consent.confirmed_at = call.person_id, call.at
    consent.save(update_fields=["confirmed_by", "confirmed_at"])
    return Recorded(consent.id, frozenset({consent.learner_id}))


@command(Permission.CONSENT_WITHDRAW, audits=Event.CONSENT_WITHDRAWN)
def withdraw_consent(call: Call, consent_id: uuid.UUID) -> Recorded:
    """Stop sharing, in the same second: the yes ends and a No of the same person stands in its place."""
    mine = (
        Consent.objects.filter(given_by_user=call.person_id)
        if call.hat is Hat.FAMILY
        else Consent.objects.reachable(call)
    )
    consent = mine.get_or_refuse(consent_id)
    compiling.lock([consent.learner_id])
    consent = mine.for_update().get_or_refuse(consent_id)
    if consent.ended_at is not None:
        raise Refused("consent.stopped", "Sharing was stopped already. Nothing more needs doing.")
    consent.ended_at, consent.ended_by = call.at, call.person_id
    consent.save(update_fields=["ended_at", "ended_by"])
    made = Consent.objects.create(
        **_same_question(consent), created_at=call.at, answer=str(Answer.NO), method=str(Method.DIGITAL),
        from_on=call.today, recorded_by=call.person_id, recorded_at=call.at, confirmed_by=call.person_id,
        confirmed_at=call.at, protocol_id=consent.protocol_id,
    )  # fmt: skip
    return Recorded(made.id, frozenset({consent.learner_id}))


def _same_question(consent: Consent) -> dict[str, Any]:
    names = (
        "learner_id", "custodian_id", "question", "organisation_ids", "given_by", "given_by_user", "by_learner",
        "capacity",
    )  # fmt: skip
    return {name: getattr(consent, name) for name in names}


# Named people and keepers


@command(Permission.NAMED_MANAGE, audits=Event.NAMED_PERSON_ADDED, purposes=BOTH)
def name_person(
    call: Call, learner_id: uuid.UUID, *, kind: NamedKind, user_id: uuid.UUID, categories: Category,
    organisation_id: uuid.UUID | None = None, until_on: date | None = None,
) -> Recorded:  # fmt: skip
    """Name somebody who works where it is said they do. An outsider's place waits for a second person and whānau's yes.

    Whoever is told by name waits for a second person too.
    """
    people_queries.learner_or_refuse(call, learner_id)
    compiling.lock([learner_id])
    if user_id == call.person_id:
        raise Refused("named.self", "Ask a colleague to record this: it would open something to you yourself.")
    place = organisation_id or call.organisation_id
    rules.check_works_there(any(c.user_id == user_id and c.organisation_id == place for c in staff.of_cluster(call)))
    waits = place != call.organisation_id or kind is NamedKind.NAMED_DISCLOSURE
    made = NamedPerson.objects.create(
        learner_id=learner_id, custodian_id=call.organisation_id, created_at=call.at, kind=str(kind), user_id=user_id,
        organisation_id=organisation_id, categories=int(categories), from_on=call.today, until_on=until_on,
        made_by=call.person_id, confirmed_at=None if waits else call.at,
    )  # fmt: skip
    return Recorded(made.id, frozenset({learner_id}))


@command(Permission.CONSENT_CONFIRM, audits=Event.NAMED_PERSON_ADDED)
def confirm_named(call: Call, named_id: uuid.UUID) -> Recorded:
    """The second person: an outsider's place in a support team starts, as far as whānau's own yes goes."""
    named = NamedPerson.objects.reachable(call).get_or_refuse(named_id)
    compiling.lock([named.learner_id])
    named = NamedPerson.objects.reachable(call).for_update().get_or_refuse(named_id)
    rules.check_can_confirm_named(named.made_by, named.user_id, call.person_id, named.confirmed_at is not None)
    named.confirmed_by, named.confirmed_at = call.person_id, call.at
    named.save(update_fields=["confirmed_by", "confirmed_at"])
    return Recorded(named.id, frozenset({named.learner_id}))


@command(Permission.KEEPER_NAME, audits=Event.KEEPER_NAMED, nobody=True)
def name_keeper(call: Call, user_id: uuid.UUID) -> Recorded:
    """Name a keeper of the setting's highly sensitive rows; a third person confirms."""
    if user_id == call.person_id:
        raise Refused("keeper.self", "Somebody else names you as a keeper.")
    made = Keeper.objects.create(
        created_at=call.at, organisation_id=call.organisation_id, user_id=user_id, named_by=call.person_id,
        from_on=call.today,
    )  # fmt: skip
    return Recorded(made.id)


@command(Permission.KEEPER_CONFIRM, audits=Event.KEEPER_CONFIRMED, nobody=True)
def confirm_keeper(call: Call, keeper_id: uuid.UUID) -> Recorded:
    """Neither who named nor who is named: the keeper's grants start now.

    The cluster's privacy officer confirms for every setting, for a small one has no third person.
    """
    keepers = Keeper.objects.all()
    if call.role is not Role.PRIVACY_OFFICER:
        keepers = keepers.filter(organisation_id=call.organisation_id)
    keeper = keepers.for_update().get_or_refuse(keeper_id)
    rules.check_can_confirm_keeper(keeper.named_by, keeper.user_id, call.person_id)
    keeper.confirmed_by, keeper.confirmed_at = call.person_id, call.at
    keeper.save(update_fields=["confirmed_by", "confirmed_at"])
    compiling.compile_cluster(call)
    return Recorded(keeper.id)


# Rooms


@command(Permission.HUI_MANAGE, audits=Event.ROOM_CHANGED, purposes=PLANNING)
def set_room(
    call: Call,
    room_id: uuid.UUID,
    *,
    learners: dict[uuid.UUID, uuid.UUID],
    present: Collection[tuple[uuid.UUID, uuid.UUID]],
) -> Recorded:
    """Who is on the agenda (learner → custodian) and who is present (post, user): the room's reach follows at once."""
    compiling.lock(learners)
    room = Room.objects.filter(id=room_id).first() or Room.objects.create(
        id=room_id, created_at=call.at, opened_at=call.at
    )
    _seat_room(call, room, set(present))
    rooms.seat(room_id, [post for post, _user in present])
    listed = set(RoomSubject.objects.reachable(call).filter(room_id=room_id).values_list("learner_id", flat=True))
    for learner_id in sorted(set(learners) - listed):
        RoomSubject.objects.create(
            learner_id=learner_id, custodian_id=learners[learner_id], room_id=room_id, created_at=call.at
        )
    compiling.compile_now(call, set(learners) | listed)
    return Recorded(room_id, frozenset(learners))


def _seat_room(call: Call, room: Room, present: set[tuple[uuid.UUID, uuid.UUID]]) -> None:
    seated = {(p.post_id, p.user_id): p for p in RoomPresence.objects.filter(room_id=room.id, left_at=None)}
    for gone in set(seated) - present:
        seated[gone].left_at = call.at
        seated[gone].save(update_fields=["left_at"])
    for post_id, user_id in sorted(present - set(seated)):
        RoomPresence.objects.create(
            room_id=room.id, post_id=post_id, user_id=user_id, arrived_at=call.at, created_at=call.at
        )


@command(Permission.HUI_MANAGE, audits=Event.ROOM_CHANGED, purposes=PLANNING)
def close_room(call: Call, room_id: uuid.UUID) -> Recorded:
    """The hui is over: the room reaches nothing any more."""
    room = Room.objects.all().for_update().get_or_refuse(room_id)
    learners = set(RoomSubject.objects.reachable(call).filter(room_id=room_id).values_list("learner_id", flat=True))
    room.closed_at = call.at
    room.save(update_fields=["closed_at"])
    rooms.seat(room_id, ())
    compiling.compile_now(call, learners)
    return Recorded(room_id, frozenset(learners))


# Handovers


@command(Permission.MOVE_MANAGE, audits=Event.MOVE_AGREED)
def offer_handover(
    call: Call, learner_id: uuid.UUID, *, to: uuid.UUID, categories: Category, moves_on: date, until_on: date
) -> Recorded:
    """The old side, with whānau: to which setting of the cluster, and what travels. It opens a name and a month."""
    people_queries.learner_or_refuse(call, learner_id)
    compiling.lock([learner_id])
    rules.check_can_offer_handover(call.organisation_id, to, members(call, home_only=True), moves_on, call.today)
    made = Handover.objects.create(
        learner_id=learner_id, custodian_id=call.organisation_id, created_at=call.at, sensitivity=1,
        to_organisation_id=to, categories=int(categories), from_on=call.today, moves_on=moves_on, until_on=until_on,
        offered_by=call.person_id,
    )  # fmt: skip
    return Recorded(made.id, frozenset({learner_id}))


@command(Permission.MOVE_MANAGE, audits=Event.MOVE_AGREED)
def share_handover(call: Call, handover_id: uuid.UUID) -> Recorded:
    """The old side: whānau have read the pack, and it may be accepted."""
    handover = _handover_of(call, handover_id, custodian_id=call.organisation_id)
    handover.shared_at = call.at
    handover.save(update_fields=["shared_at"])
    return Recorded(handover.id, frozenset({handover.learner_id}))


@command(Permission.MOVE_MANAGE, audits=Event.MOVE_ACCEPTED, purposes=TRANSITION)
def accept_handover(call: Call, handover_id: uuid.UUID) -> Recorded:
    """The new side: from this moment it sees what whānau let travel, and nothing more."""
    handover = _handover_of(call, handover_id, to_organisation_id=call.organisation_id)
    rules.check_can_accept_handover(handover.offered_by, call.person_id, handover.shared_at, handover.accepted_at)
    handover.accepted_at, handover.accepted_by = call.at, call.person_id
    handover.save(update_fields=["accepted_at", "accepted_by"])
    return Recorded(handover.id, frozenset({handover.learner_id}))


@command(Permission.MOVE_MANAGE, audits=Event.MOVE_AGREED, purposes=frozenset({Purpose.SUPPORT, Purpose.TRANSITION}))
def end_handover(call: Call, handover_id: uuid.UUID) -> Recorded:
    """The move does not go ahead: what it opened closes at once. Either side may say so."""
    handover = _handover_of(call, handover_id)
    if handover.accepted_at is not None:
        raise Refused(
            "handover.accepted", "This handover was accepted already. The new setting looks after what follows."
        )
    handover.ended_at = call.at
    handover.save(update_fields=["ended_at"])
    return Recorded(handover.id, frozenset({handover.learner_id}))


def _handover_of(call: Call, handover_id: uuid.UUID, **side: uuid.UUID) -> Any:
    found = Handover.objects.reachable(call).filter(ended_at=None, **side).get_or_refuse(handover_id)
    compiling.lock([found.learner_id])
    return Handover.objects.reachable(call).filter(ended_at=None, **side).for_update().get_or_refuse(handover_id)
