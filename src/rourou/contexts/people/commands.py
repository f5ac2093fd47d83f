"""The writes of people: posts, classes, enrolments, whānau and authority. Each is declared at the gate."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rourou.contexts.people import rules
from rourou.contexts.people.models import (
    Authority,
    ClassTeacher,
    Enrolment,
    Learner,
    LearnerContact,
    LearnerIdentity,
    ProtectedLocation,
    Restriction,
    SchoolClass,
    WhanauMember,
)
from rourou.contexts.people.types import AuthorityKind, NewLearner, NewWhanauMember, RestrictionKind
from rourou.foundation.access import compiling, posts
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.grants import FOREVER
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import HolderKind, Purpose
from rourou.foundation.access.roles import Role
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel import clock
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.kernel.ids import new_id
from rourou.foundation.kernel.text import fold, nfc, sort_key
from rourou.foundation.tenancy.models import Post

ANY: frozenset[Purpose] = frozenset({Purpose.SUPPORT, Purpose.TRANSITION})
TRANSITION: frozenset[Purpose] = frozenset({Purpose.TRANSITION})


@dataclass(frozen=True, slots=True)
class Touched:
    """What an act made or changed, and whom it is about."""

    id: uuid.UUID
    subjects: frozenset[uuid.UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The learners that were added, in the order given."""

    ids: tuple[uuid.UUID, ...]
    subjects: frozenset[uuid.UUID]


# Posts


@command(Permission.POST_GIVE, audits=Event.POST_GIVEN, nobody=True)
def give_post(
    call: Call,
    user_id: uuid.UUID,
    role: Role,
    *,
    title: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
) -> Touched:
    """Give a person a role in the caller's own organisation; it waits until somebody else has confirmed it."""
    rules.check_can_give_post(call.person_id, user_id)
    post = Post.objects.create(
        user_id=user_id, cluster_id=call.cluster_id, organisation_id=call.organisation_id, role=role, title=title,
        valid_from=from_on or call.today, valid_until=until_on, made_by=call.person_id,
    )  # fmt: skip
    return Touched(post.id)


@command(Permission.POST_CONFIRM, audits=Event.POST_CONFIRMED, nobody=True)
def confirm_post(call: Call, post_id: uuid.UUID) -> Touched:
    """The second person: from now on the post bears its holders. The cluster's privacy officer is one for everybody."""
    waiting = Post.objects.select_for_update().filter(id=post_id, cluster_id=call.cluster_id)
    if call.role is not Role.PRIVACY_OFFICER:
        waiting = waiting.filter(organisation_id=call.organisation_id)
    post = waiting.first()
    if post is None:
        raise NotFound
    rules.check_can_confirm_post(call.person_id, post.user_id, post.made_by, post.confirmed_at is not None)
    post.confirmed_by, post.confirmed_at = call.person_id, call.at
    post.save(update_fields=["confirmed_by", "confirmed_at"])
    posts.bear_holders(post)
    return Touched(post.id)


@command(Permission.POST_GIVE, audits=Event.POST_ENDED, nobody=True)
def end_post(call: Call, post_id: uuid.UUID, *, last_on: date | None = None) -> Touched:
    """End a post of the caller's organisation; without a day, now."""
    post = Post.objects.select_for_update().filter(id=post_id, organisation_id=call.organisation_id).first()
    if post is None:
        raise NotFound
    post.valid_until = last_on or call.today
    post.save(update_fields=["valid_until"])
    posts.bear_holders(post, ends_at=clock.end_of_day(last_on) if last_on else call.at)
    return Touched(post.id)


# Classes


@command(Permission.CLASS_MANAGE, audits=Event.CLASS_CHANGED, nobody=True)
def open_class(call: Call, name: str, *, starts_on: date | None = None) -> Touched:
    """Make a class or room of the caller's setting."""
    made = SchoolClass.objects.create(
        organisation_id=call.organisation_id, name=nfc(name), starts_on=starts_on or call.today, created_at=call.at
    )
    return Touched(made.id)


@command(Permission.CLASS_MANAGE, audits=Event.CLASS_CHANGED, nobody=True)
def give_class(
    call: Call, class_id: uuid.UUID, post_id: uuid.UUID, *, from_on: date | None = None, until_on: date | None = None
) -> Touched:
    """A teacher takes a class of this setting; their post bears it meanwhile."""
    school_class = SchoolClass.objects.filter(organisation_id=call.organisation_id).get_or_refuse(class_id)
    post = Post.objects.filter(
        id=post_id, cluster_id=call.cluster_id, organisation_id=call.organisation_id, confirmed_at__isnull=False
    ).first()
    if post is None:
        raise NotFound
    rules.check_not_self(call.person_id, post.user_id)
    start, last = from_on or call.today, until_on
    made = ClassTeacher.objects.create(
        class_id=school_class.id, post_id=post.id, from_on=start, until_on=last, created_at=call.at
    )
    compiling.bear(
        post.id, HolderKind.CLASS, "", school_class.id,
        start=clock.start_of_day(start), end=clock.end_of_day(last) if last else FOREVER,
    )  # fmt: skip
    return Touched(made.id)


# Learners


@command(Permission.LEARNER_ENROL, audits=Event.LEARNER_ENROLLED, purposes=ANY)
def enrol_learners(call: Call, drafts: Sequence[NewLearner]) -> Enrolled:
    """Add new learners to the caller's setting, set-wise: facts, compile, then the learners' own rows.

    Always new records in this setting's custody; joining one to another setting's is a handover.
    """
    ids = [draft.id or new_id() for draft in drafts]
    together = list(zip(ids, drafts, strict=True))
    Enrolment.objects.bulk_create([_enrolment(call, learner, draft) for learner, draft in together], batch_size=1000)
    compiling.compile_now(call, ids)
    Learner.objects.bulk_create([_learner(call, learner, draft) for learner, draft in together], batch_size=1000)
    LearnerIdentity.objects.bulk_create(
        [_identity(call, learner, draft) for learner, draft in together], batch_size=1000
    )
    contacts = [_contact(call, learner, draft) for learner, draft in together if draft.address or draft.phone]
    LearnerContact.objects.bulk_create(contacts, batch_size=1000)
    return Enrolled(tuple(ids), frozenset(ids))


def _own(call: Call, learner: uuid.UUID) -> dict[str, object]:
    return {
        "cluster_id": call.cluster_id, "learner_id": learner, "custodian_id": call.organisation_id,
        "created_at": call.at,
    }  # fmt: skip


def _enrolment(call: Call, learner: uuid.UUID, draft: NewLearner) -> Enrolment:
    return Enrolment(**_own(call, learner), class_id=draft.class_id, from_on=draft.from_on, sensitivity=1)


def names_of(draft: NewLearner) -> str:
    """The name as used: what they are called, then the family name."""
    first = draft.preferred_name or draft.given_names.split(" ")[0]
    return nfc(f"{first} {draft.family_name}".strip())


def _learner(call: Call, learner: uuid.UUID, draft: NewLearner) -> Learner:
    name = names_of(draft)
    return Learner(
        cluster_id=call.cluster_id, id=learner, created_at=call.at, name=name, called=nfc(draft.preferred_name),
        say_it=nfc(draft.say_it), year_level=draft.year_level, sort_key=sort_key(name),
        search=fold(f"{name} {draft.given_names} {draft.family_name}"),
    )  # fmt: skip


def _identity(call: Call, learner: uuid.UUID, draft: NewLearner) -> LearnerIdentity:
    return LearnerIdentity(
        **_own(call, learner), given_names=nfc(draft.given_names), family_name=nfc(draft.family_name),
        birth_date=draft.birth_date, gender=draft.gender, nsn=draft.nsn, ethnicities=list(draft.ethnicities),
        iwi=list(draft.iwi), languages=list(draft.languages),
    )  # fmt: skip


def _contact(call: Call, learner: uuid.UUID, draft: NewLearner) -> LearnerContact:
    return LearnerContact(**_own(call, learner), address=nfc(draft.address), phone=draft.phone)


@command(Permission.LEARNER_ENROL, audits=Event.ENROLMENT_ENDED, purposes=ANY)
def end_enrolment(call: Call, learner_id: uuid.UUID, *, last_on: date, reason: str = "") -> Touched:
    """Record a learner's last day at the caller's setting: rows first, then the gate compiles."""
    compiling.lock([learner_id])
    enrolment = (
        Enrolment.objects.reachable(call).filter(learner_id=learner_id, custodian_id=call.organisation_id,
        until_on=None)
        .for_update().first()
    )  # fmt: skip
    if enrolment is None:
        raise NotFound
    rules.check_can_end_enrolment(enrolment.from_on, last_on)
    enrolment.until_on, enrolment.end_reason = last_on, reason
    enrolment.save(update_fields=["until_on", "end_reason"])
    return Touched(enrolment.id, frozenset({learner_id}))


@command(Permission.LEARNER_ENROL, audits=Event.MOVE_ACCEPTED, purposes=TRANSITION)
def hand_over_enrolment(
    call: Call, learner_id: uuid.UUID, *, from_custodian: uuid.UUID, from_on: date, class_id: uuid.UUID | None = None
) -> Touched:
    """The same learner, at the caller's setting from a day on: the other setting's enrolment ends the day before.

    Reached only through an accepted handover; nothing else opens the other setting's row.
    """
    compiling.lock([learner_id])
    old = (
        Enrolment.objects.reachable(call).filter(learner_id=learner_id, custodian_id=from_custodian, until_on=None)
        .for_update().first()
    )  # fmt: skip
    if old is None:
        raise NotFound
    rules.check_can_end_enrolment(old.from_on, from_on - timedelta(days=1))
    old.until_on, old.end_reason = from_on - timedelta(days=1), "move"
    old.save(update_fields=["until_on", "end_reason"])
    made = Enrolment.objects.create(**_own(call, learner_id), class_id=class_id, from_on=from_on, sensitivity=1)
    return Touched(made.id, frozenset({learner_id}))


@command(Permission.LEARNER_ENROL, audits=Event.LEARNER_CHANGED, purposes=ANY)
def keep_identity(call: Call, learner_id: uuid.UUID, *, from_custodian: uuid.UUID) -> Touched:
    """What the setting of before knew of who the learner is, as this setting's own row; nothing where it has one."""
    known = LearnerIdentity.objects.reachable(call).filter(learner_id=learner_id)
    by_custodian = {row.custodian_id: row for row in known}
    before = by_custodian.get(from_custodian)
    if before is None or call.organisation_id in by_custodian:
        return Touched(learner_id, frozenset({learner_id}))
    names = ("given_names", "family_name", "birth_date", "gender", "nsn", "ethnicities", "iwi", "languages")
    made = LearnerIdentity.objects.create(
        **_own(call, learner_id), **{name: getattr(before, name) for name in names}
    )
    return Touched(made.id, frozenset({learner_id}))


# Whānau and authority


@command(Permission.PEOPLE_MANAGE, audits=Event.WHANAU_ADDED)
def add_whanau_member(call: Call, learner_id: uuid.UUID, draft: NewWhanauMember) -> Touched:
    """Record an adult of the learner's whānau, in their own words. It opens nothing online."""
    Learner.objects.reachable(call).get_or_refuse(learner_id)
    made = WhanauMember.objects.create(
        **_own(call, learner_id), name=nfc(draft.name), relationship=nfc(draft.relationship), phone=draft.phone,
        email=draft.email.lower(), language=draft.language, is_first_contact=draft.is_first_contact,
        user_id=draft.user_id,
    )  # fmt: skip
    return Touched(made.id, frozenset({learner_id}))


@command(Permission.AUTHORITY_CHECK, audits=Event.AUTHORITY_CHECKED)
def check_authority(
    call: Call, learner_id: uuid.UUID, *, member_id: uuid.UUID | None, kind: AuthorityKind, document: str,
    from_on: date | None = None, until_on: date | None = None, user_id: uuid.UUID | None = None,
) -> Touched:  # fmt: skip
    """Record what was seen about an adult's authority; nothing starts until a second person has confirmed it."""
    Learner.objects.reachable(call).get_or_refuse(learner_id)
    member = None
    if member_id is not None:
        member = WhanauMember.objects.reachable(call).filter(learner_id=learner_id).get_or_refuse(member_id)
    user = member.user_id if member else user_id
    rules.check_not_self(call.person_id, user)
    made = Authority.objects.create(
        **_own(call, learner_id), member_id=member_id, user_id=user, kind=kind, document=nfc(document),
        checked_by=call.person_id, checked_at=call.at, from_on=from_on or call.today, until_on=until_on,
    )  # fmt: skip
    return Touched(made.id, frozenset({learner_id}))


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
    """The second person confirms what the first one saw."""
    authority = Authority.objects.reachable(call).get_or_refuse(authority_id)
    compiling.lock([authority.learner_id])
    authority = Authority.objects.reachable(call).for_update().get_or_refuse(authority_id)
    rules.check_can_confirm_authority(
        call.person_id, authority.checked_by, authority.user_id, authority.confirmed_at is not None
    )
    authority.confirmed_by, authority.confirmed_at = call.person_id, call.at
    authority.save(update_fields=["confirmed_by", "confirmed_at"])
    return Touched(authority.id, frozenset({authority.learner_id}))


@command(Permission.ACCESS_PAUSE, audits=Event.ACCESS_PAUSED)
def pause_person(call: Call, learner_id: uuid.UUID, member_id: uuid.UUID, *, reason: str, review_on: date) -> Touched:
    """Pause one adult's online access at once. The reason stays private; a review date is set."""
    member = WhanauMember.objects.reachable(call).filter(learner_id=learner_id).get_or_refuse(member_id)
    compiling.lock([learner_id])
    rules.check_can_pause(member.user_id, review_on, call.today)
    made = Restriction.objects.create(
        **_own(call, learner_id), person_id=member.user_id, kind=RestrictionKind.PAUSE, reason=nfc(reason),
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


@command(Permission.LOCATION_PROTECT, audits=Event.LOCATION_PROTECTED)
def protect_location(call: Call, learner_id: uuid.UUID, *, reason: str, from_on: date | None = None) -> Touched:
    """From now on nobody outside the setting is told where this learner is. Only a keeper can make or read it."""
    compiling.lock([learner_id])
    Learner.objects.reachable(call).get_or_refuse(learner_id)
    made = ProtectedLocation.objects.create(
        **_own(call, learner_id),
        reason=nfc(reason),
        from_on=from_on or call.today,
        made_by=call.person_id,
        sensitivity=3,
    )
    return Touched(made.id, frozenset({learner_id}))
