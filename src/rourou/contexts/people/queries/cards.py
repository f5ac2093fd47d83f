"""Learners, whānau and classes as pages show them."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from rourou.contexts.people.models import (
    Authority,
    ClassTeacher,
    Enrolment,
    Learner,
    LearnerIdentity,
    ProtectedLocation,
    Restriction,
    SchoolClass,
    WhanauMember,
)
from rourou.contexts.people.types import LearnerCard
from rourou.foundation.access import audience
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Category, Hat, Purpose
from rourou.foundation.audit.events import Event

EVERY_PURPOSE = frozenset(Purpose)


@dataclass(frozen=True, slots=True)
class Cards:
    """Learners by id; who is out of reach is not among them."""

    by_id: dict[uuid.UUID, LearnerCard]
    subjects: frozenset[uuid.UUID]


def _card(call: Call, row: Learner) -> LearnerCard:
    return LearnerCard(row.id, row.name, row.called, row.say_it, row.year_level, call.public(row.id))


@query(Permission.LEARNER_READ, audits=Event.LEARNERS_LISTED, purposes=EVERY_PURPOSE)
def learner_cards(call: Call, ids: Collection[uuid.UUID]) -> Cards:
    """Names for a page that holds ids: one statement, whatever their number."""
    rows = Learner.objects.reachable(call).filter(id__in=list(ids)) if ids else ()
    cards = {row.id: _card(call, row) for row in rows}
    return Cards(cards, frozenset(cards))


@dataclass(frozen=True, slots=True)
class One:
    """That a learner is within reach, and nothing else."""

    id: uuid.UUID
    subjects: frozenset[uuid.UUID]


@query(Permission.LEARNER_READ, audits=Event.LEARNER_LOOKED_AT, purposes=EVERY_PURPOSE)
def learner_or_refuse(call: Call, learner_id: uuid.UUID) -> One:
    """The learner, or NotFound."""
    found = Learner.objects.reachable(call).get_or_refuse(learner_id)
    return One(found.id, frozenset({found.id}))


@dataclass(frozen=True, slots=True)
class AuthorityCard:
    """What is known of one adult's authority for one learner today."""

    is_checked: bool
    kind: str
    user_id: uuid.UUID | None
    subjects: frozenset[uuid.UUID]


@query(Permission.PEOPLE_READ, audits=Event.PEOPLE_LOOKED_AT)
def authority_of(call: Call, learner_id: uuid.UUID, member_id: uuid.UUID | None, *, by_learner: bool) -> AuthorityCard:
    """Whether a whānau member (or the learner themselves) has checked, confirmed authority that is live today."""
    found = Authority.objects.reachable(call).filter(
        learner_id=learner_id, confirmed_at__isnull=False, from_on__lte=call.today
    )
    found = found.filter(kind="self") if by_learner else found.filter(member_id=member_id).exclude(kind="self")
    live = [a for a in found if a.until_on is None or a.until_on >= call.today]
    subjects = frozenset({learner_id})
    if not live:
        return AuthorityCard(False, "", None, subjects)
    return AuthorityCard(True, live[0].kind, live[0].user_id, subjects)


@dataclass(frozen=True, slots=True)
class Names:
    """Names of whānau members by id."""

    by_id: dict[uuid.UUID | None, str]
    subjects: frozenset[uuid.UUID]


@query(Permission.LEARNER_READ, audits=Event.PEOPLE_LOOKED_AT, purposes=EVERY_PURPOSE)
def whanau_names(call: Call, learner_id: uuid.UUID) -> Names:
    """Whānau members of a learner whom the call may know by name; an adult knows themselves alone."""
    rows = WhanauMember.objects.reachable(call).filter(learner_id=learner_id)
    if call.hat is Hat.FAMILY:
        rows = WhanauMember.objects.filter(learner_id=learner_id, user_id=call.person_id)
    names: dict[uuid.UUID | None, str] = {row.id: row.name for row in rows}
    return Names(names, frozenset({learner_id}) if names else frozenset())


@dataclass(frozen=True, slots=True)
class SignIns:
    """Who signs in as which whānau member: person by member."""

    by_member: dict[uuid.UUID, uuid.UUID]
    subjects: frozenset[uuid.UUID]


@query(Permission.PEOPLE_READ, audits=Event.PEOPLE_LOOKED_AT, purposes={Purpose.UPKEEP})
def sign_ins(call: Call, ids: Collection[uuid.UUID]) -> SignIns:
    """For what an adult gave before they had a way to sign in: it is theirs from the moment they have one."""
    rows = WhanauMember.objects.reachable(call).filter(learner_id__in=list(ids), user_id__isnull=False)
    return SignIns({row.id: row.user_id for row in rows}, frozenset(row.learner_id for row in rows))


@dataclass(frozen=True, slots=True)
class WhanauCard:
    """One adult of the circle, with what was checked."""

    member_id: uuid.UUID
    name: str
    relationship: str
    phone: str
    is_first_contact: bool
    signs_in: bool
    authority: str
    is_confirmed: bool
    is_paused: bool
    public_id: str
    authority_public_id: str
    email: str
    checked_by_caller: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Who is who to a learner (ux.md §1.8)."""

    learner: LearnerCard
    adults: tuple[WhanauCard, ...]
    audience: audience.Audience
    subjects: frozenset[uuid.UUID]


@query(Permission.PEOPLE_READ, audits=Event.PEOPLE_LOOKED_AT)
def people_page(call: Call, learner_id: uuid.UUID) -> PeoplePage:
    """The whānau circle: checked or not, paused or not."""
    card = _card(call, Learner.objects.reachable(call).get_or_refuse(learner_id))
    checked = Authority.objects.reachable(call).filter(learner_id=learner_id)
    # What counts is what was confirmed last; a check that waits shows only where nothing counts yet.
    counts = sorted(checked, key=lambda a: (a.confirmed_at is not None and a.paused_at is None, a.checked_at))
    authorities = {a.member_id: a for a in counts}
    paused = set(
        Restriction.objects.reachable(call)
        .filter(learner_id=learner_id, until_on=None)
        .values_list("person_id", flat=True)
    )
    members = WhanauMember.objects.reachable(call).filter(learner_id=learner_id).order_by("created_at", "id")
    adults = tuple(_whanau_card(call, m, authorities.get(m.id), paused) for m in members)
    seen = audience.audience(call, learner_id, Category.FAMILY)
    return PeoplePage(card, adults, seen, frozenset({learner_id}))


@query(Permission.PEOPLE_MANAGE, audits=Event.PEOPLE_LOOKED_AT)
def adding_page(call: Call, learner_id: uuid.UUID) -> PeoplePage:
    """The circle, for who may add somebody to it."""
    return people_page(call, learner_id)


@query(Permission.AUTHORITY_CHECK, audits=Event.PEOPLE_LOOKED_AT)
def checking_page(call: Call, learner_id: uuid.UUID) -> PeoplePage:
    """The circle, for who may record what they have seen of somebody's authority."""
    return people_page(call, learner_id)


@query(Permission.ACCESS_PAUSE, audits=Event.PEOPLE_LOOKED_AT)
def pausing_page(call: Call, learner_id: uuid.UUID) -> PeoplePage:
    """The circle, for who may pause one adult's access: the coordinator, and the head of the setting."""
    return people_page(call, learner_id)


def _whanau_card(call: Call, row: WhanauMember, authority: Authority | None, paused: set[uuid.UUID]) -> WhanauCard:
    return WhanauCard(
        row.id, row.name, row.relationship, row.phone, row.is_first_contact, row.user_id is not None,
        authority.kind if authority else "", bool(authority and authority.confirmed_at),
        bool(authority and authority.paused_at) or row.user_id in paused, call.public(row.id),
        call.public(authority.id) if authority else "", row.email,
        bool(authority and authority.checked_by == call.person_id),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClassCard:
    """A class of a setting."""

    id: uuid.UUID
    name: str
    public_id: str


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of the caller's setting."""

    cards: tuple[ClassCard, ...]


@query(Permission.LEARNER_READ, audits=Event.LEARNERS_LISTED, purposes=EVERY_PURPOSE, nobody=True)
def classes(call: Call) -> Classes:
    """The rooms of the caller's own setting, by name."""
    rows = SchoolClass.objects.filter(organisation_id=call.organisation_id).order_by("name")
    return Classes(tuple(ClassCard(row.id, row.name, call.public(row.id)) for row in rows))


@query(Permission.LEARNER_READ, audits=Event.LEARNERS_LISTED, purposes=EVERY_PURPOSE, nobody=True)
def my_classes(call: Call) -> Classes:
    """The rooms that the caller's post teaches today."""
    taught = ClassTeacher.objects.filter(post_id=call.post.post_id, from_on__lte=call.today)
    ids = [t.class_id for t in taught if t.until_on is None or t.until_on >= call.today]
    rows = SchoolClass.objects.filter(id__in=ids).order_by("name")
    return Classes(tuple(ClassCard(row.id, row.name, call.public(row.id)) for row in rows))


@dataclass(frozen=True, slots=True)
class Placing:
    """Where learners are, as far as the call may know: (setting, class) by learner."""

    by_id: dict[uuid.UUID, tuple[uuid.UUID, uuid.UUID | None]]
    subjects: frozenset[uuid.UUID]


@query(Permission.LEARNER_READ, audits=Event.LEARNERS_LISTED, purposes=EVERY_PURPOSE)
def placings(call: Call, ids: Collection[uuid.UUID]) -> Placing:
    """Current settings and classes of learners whose location the call may know; others are not among them."""
    rows = Enrolment.objects.reachable(call).filter(learner_id__in=list(ids), until_on=None) if ids else ()
    found = {row.learner_id: (row.custodian_id, row.class_id) for row in rows}
    return Placing(found, frozenset(found))


@dataclass(frozen=True, slots=True)
class Stays:
    """From which day to which day learners are at which setting: by (learner, setting)."""

    by_id: dict[tuple[uuid.UUID, uuid.UUID], tuple[date, date | None]]
    subjects: frozenset[uuid.UUID]


@query(Permission.LEARNER_READ, audits=Event.LEARNERS_LISTED, purposes={Purpose.UPKEEP})
def enrolled(call: Call, ids: Collection[uuid.UUID]) -> Stays:
    """For the counts: enrolments that are not over, for learners the system reaches."""
    rows = Enrolment.objects.reachable(call).filter(learner_id__in=list(ids))
    live = [row for row in rows if row.until_on is None or row.until_on >= call.today]
    found = {(row.learner_id, row.custodian_id): (row.from_on, row.until_on) for row in live}
    return Stays(found, frozenset(row.learner_id for row in live))


@dataclass(frozen=True, slots=True)
class Learners:
    """The learners of a class, by name."""

    cards: tuple[LearnerCard, ...]
    subjects: frozenset[uuid.UUID]


@query(Permission.LEARNER_READ, audits=Event.LEARNERS_LISTED)
def class_list(call: Call, class_id: uuid.UUID) -> Learners:
    """Who is in a class today, as far as the call reaches."""
    ids = (
        Enrolment.objects.reachable(call).filter(class_id=class_id, until_on=None).values_list("learner_id", flat=True)
    )
    rows = Learner.objects.reachable(call).filter(id__in=list(ids)).order_by("sort_key", "id")
    cards = tuple(_card(call, row) for row in rows)
    return Learners(cards, frozenset(card.id for card in cards))


@dataclass(frozen=True, slots=True)
class Identity:
    """What the setting holds of who a learner is."""

    given_names: str
    family_name: str
    birth_date: date | None
    ethnicities: tuple[str, ...]
    iwi: tuple[str, ...]
    languages: tuple[str, ...]
    nsn: str | None


@dataclass(frozen=True, slots=True)
class IdentityPage:
    """One learner's identity rows, by custodian; none where nothing is shared."""

    rows: tuple[Identity, ...]
    subjects: frozenset[uuid.UUID]


@query(Permission.LEARNER_READ, audits=Event.LEARNER_LOOKED_AT, purposes=EVERY_PURPOSE)
def identity(call: Call, learner_id: uuid.UUID) -> IdentityPage:
    """Birth date, ethnicities, iwi and languages as each custodian holds them, where the call reaches them."""
    rows = LearnerIdentity.objects.reachable(call).filter(learner_id=learner_id)
    found = tuple(
        Identity(
            r.given_names, r.family_name, r.birth_date, tuple(r.ethnicities), tuple(r.iwi), tuple(r.languages), r.nsn
        )
        for r in rows
    )
    return IdentityPage(found, frozenset({learner_id}) if found else frozenset())


@dataclass(frozen=True, slots=True)
class Protection:
    """Whether the caller is one who knows that a place is protected; not knowing is no answer."""

    is_known: bool
    subjects: frozenset[uuid.UUID]


@query(Permission.LEARNER_READ, audits=Event.LEARNER_LOOKED_AT)
def protected(call: Call, learner_id: uuid.UUID) -> Protection:
    """For keepers: that this learner's place is protected. Everybody else reads no row."""
    known = ProtectedLocation.objects.reachable(call).filter(learner_id=learner_id).exists()
    return Protection(known, frozenset({learner_id}) if known else frozenset())


@dataclass(frozen=True, slots=True)
class Today:
    """The day it is for this call."""

    day: date


@query(Permission.LEARNER_READ, audits=Event.LEARNERS_LISTED, purposes=EVERY_PURPOSE, nobody=True)
def today(call: Call) -> Today:
    """The day in Auckland by the store's clock, for the dates a form begins with."""
    return Today(call.today)
