"""Whānau members, what was checked of their authority, and pauses of their online access."""

import uuid
from datetime import date

from rourou.contexts.people import rules
from rourou.contexts.people.commands._rows import ANY, Touched, own
from rourou.contexts.people.commands._signing_in import let_sign_in
from rourou.contexts.people.models import Authority, Learner, Restriction, WhanauMember
from rourou.contexts.people.types import AuthorityKind, NewWhanauMember, RestrictionKind
from rourou.foundation.access import compiling
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.text import nfc


@command(Permission.PEOPLE_MANAGE, audits=Event.WHANAU_ADDED)
def add_whanau_member(call: Call, learner_id: uuid.UUID, draft: NewWhanauMember) -> Touched:
    """Record an adult of the learner's whānau, in their own words. It opens nothing online."""
    Learner.objects.reachable(call).get_or_refuse(learner_id)
    made = WhanauMember.objects.create(
        **own(call, learner_id), name=nfc(draft.name), relationship=nfc(draft.relationship), phone=draft.phone,
        email=draft.email.lower(), language=draft.language, is_first_contact=draft.is_first_contact,
        user_id=draft.user_id,
    )  # fmt: skip
    return Touched(made.id, frozenset({learner_id}))


@command(Permission.AUTHORITY_CHECK, audits=Event.AUTHORITY_CHECKED)
def check_authority(
    call: Call, learner_id: uuid.UUID, *, member_id: uuid.UUID | None, kind: AuthorityKind, document: str,
    from_on: date | None = None, until_on: date | None = None, user_id: uuid.UUID | None = None, email: str = "",
) -> Touched:  # fmt: skip
    """Record what was seen about an adult's authority; nothing starts until a second person has confirmed it.

    `email` is where this adult gets a code to sign in with, where none was known.
    """
    Learner.objects.reachable(call).get_or_refuse(learner_id)
    member = None
    if member_id is not None:
        found = WhanauMember.objects.reachable(call).filter(learner_id=learner_id).for_update()
        member = found.get_or_refuse(member_id)
        waits = Authority.objects.reachable(call).filter(member_id=member_id, confirmed_at=None, paused_at=None)
        rules.check_can_check_authority(waits.exists())
        _know_address(member, email)
    user = member.user_id if member else user_id
    rules.check_not_self(call.person_id, user)
    made = Authority.objects.create(
        **own(call, learner_id), member_id=member_id, user_id=user, kind=kind, document=nfc(document),
        checked_by=call.person_id, checked_at=call.at, from_on=from_on or call.today, until_on=until_on,
    )  # fmt: skip
    return Touched(made.id, frozenset({learner_id}))


def _know_address(member: WhanauMember, email: str) -> None:
    """An address is written once; whoever signs in already keeps theirs."""
    wanted = email.strip().lower()
    if wanted and member.user_id is None and wanted != member.email:
        member.email = wanted
        member.save(update_fields=["email"])


@command(Permission.PEOPLE_MANAGE, audits=Event.WHANAU_ADDED)
def add_adult(
    call: Call, learner_id: uuid.UUID, draft: NewWhanauMember, *, kind: AuthorityKind | None, document: str
) -> Touched:
    """An adult and, where it was checked, their authority: both or neither."""
    made = add_whanau_member(call, learner_id, draft)
    if kind is not None:
        check_authority(call, learner_id, member_id=made.id, kind=kind, document=document)
    return made


@command(Permission.AUTHORITY_CONFIRM, audits=Event.AUTHORITY_CONFIRMED)
def confirm_authority(call: Call, authority_id: uuid.UUID) -> Touched:
    """The second person confirms what the first one saw. From now on this adult signs in, where there is an email."""
    authority = Authority.objects.reachable(call).get_or_refuse(authority_id)
    compiling.lock([authority.learner_id])
    authority = Authority.objects.reachable(call).for_update().get_or_refuse(authority_id)
    rules.check_can_confirm_authority(
        call.person_id, authority.checked_by, authority.user_id, authority.confirmed_at is not None
    )
    authority.confirmed_by, authority.confirmed_at = call.person_id, call.at
    authority.user_id = authority.user_id or let_sign_in(call, authority)
    authority.save(update_fields=["confirmed_by", "confirmed_at", "user_id"])
    return Touched(authority.id, frozenset({authority.learner_id}))


@command(Permission.ACCESS_PAUSE, audits=Event.ACCESS_PAUSED)
def pause_person(call: Call, learner_id: uuid.UUID, member_id: uuid.UUID, *, reason: str, review_on: date) -> Touched:
    """Pause one adult's online access at once. The reason stays private; a review date is set."""
    member = WhanauMember.objects.reachable(call).filter(learner_id=learner_id).get_or_refuse(member_id)
    compiling.lock([learner_id])
    rules.check_can_pause(member.user_id, review_on, call.today)
    made = Restriction.objects.create(
        **own(call, learner_id), person_id=member.user_id, kind=RestrictionKind.PAUSE, reason=nfc(reason),
        from_on=call.today, review_on=review_on, made_by=call.person_id, sensitivity=2,
    )  # fmt: skip
    return Touched(made.id, frozenset({learner_id}))


@command(Permission.ACCESS_PAUSE, audits=Event.ACCESS_PAUSED, purposes=ANY)
def pause_family(call: Call, learner_id: uuid.UUID) -> Touched:
    """All family access to this learner's rows here pauses until authority is checked again: at every move."""
    compiling.lock([learner_id])
    for authority in Authority.objects.reachable(call).filter(learner_id=learner_id, paused_at=None):
        authority.paused_at = call.at
        authority.save(update_fields=["paused_at"])
    return Touched(learner_id, frozenset({learner_id}))
