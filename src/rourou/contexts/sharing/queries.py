"""The reads of sharing: what was agreed, in words; which protocol rules; who can see a record, and why."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from rourou.contexts.people import queries as people_queries
from rourou.contexts.sharing.models import Consent, Handover, Protocol, Signature
from rourou.contexts.sharing.types import Answer, ProtocolKind, ProtocolState, Question
from rourou.foundation.access import audience
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Category, Hat, Purpose
from rourou.foundation.access.statement import statement
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.kernel.words import Word
from rourou.foundation.tenancy.models import ClusterMembership, Organisation, OrganisationKind

EVERY_PURPOSE = frozenset(Purpose)
SOON = timedelta(days=30)


class Sharing(Word):
    """What stands for one question (ux.md §6.7)."""

    NOT_ASKED = "not_asked", "Not asked"
    TO_CONFIRM = "to_confirm", "Spoken yes, to confirm"
    YES = "yes", "Yes until"
    ENDS_SOON = "ends_soon", "Ends soon"
    NO = "no", "No"
    STOPPED = "stopped", "Stopped"


@dataclass(frozen=True, slots=True)
class SharingState:
    """The state of one question for one learner, with its day: the last day of a yes, the day of a stop."""

    word: Sharing
    on: date | None = None


@dataclass(frozen=True, slots=True)
class States:
    """States of one question for several learners."""

    by_id: dict[uuid.UUID, SharingState]
    subjects: frozenset[uuid.UUID]


class _Given(NamedTuple):
    """Of an answer, what its state follows from."""

    answer: str
    ended_at: datetime | None
    from_on: date
    until_on: date | None
    confirmed_at: datetime | None
    confirm_by_on: date | None


_OF_LEARNERS = """
select learner_id, answer, ended_at, from_on, until_on, confirmed_at, confirm_by_on from sharing_consent
where cluster_id = %(cluster)s and learner_id = any(%(ids)s::uuid[]) and question = %(question)s
"""


def _state(rows: Sequence[Consent | _Given], today: date) -> SharingState:
    """Latest answer of each person; a No of anybody is a No; the soonest end of the yeses is the end."""
    live = [r for r in rows if r.ended_at is None and r.answer != Answer.NOT_TODAY]
    noes = [r for r in live if r.answer == Answer.NO]
    if noes:
        stopped = [r.ended_at for r in rows if r.answer == Answer.YES and r.ended_at is not None]
        return SharingState(Sharing.STOPPED, max(r.from_on for r in noes)) if stopped else SharingState(Sharing.NO)
    yeses = [r for r in live if r.until_on is None or r.until_on >= today]
    if not yeses:
        return (
            SharingState(Sharing.STOPPED, max((r.until_on for r in live), default=None))
            if live
            else SharingState(Sharing.NOT_ASKED)
        )
    if any(r.confirmed_at is None for r in yeses):
        return SharingState(Sharing.TO_CONFIRM, min((r.confirm_by_on for r in yeses if r.confirm_by_on), default=None))
    until = min((r.until_on for r in yeses if r.until_on), default=None)
    soon = until is not None and until - today <= SOON
    return SharingState(Sharing.ENDS_SOON if soon else Sharing.YES, until)


@query(Permission.SHARING_READ, audits=Event.SHARING_LOOKED_AT, purposes=EVERY_PURPOSE)
def states(call: Call, ids: Collection[uuid.UUID], question: Question = Question.CLUSTER) -> States:
    """What stands for a question, for a page of learners: one statement."""
    rows: dict[uuid.UUID, list[_Given]] = defaultdict(list)
    values = {"cluster": call.cluster_id, "ids": list(ids), "question": int(question)}
    for learner, *given in statement(call, _OF_LEARNERS, values, prepared=True) if ids else ():
        rows[learner].append(_Given(*given))
    return States({i: _state(rows.get(i, []), call.today) for i in ids}, frozenset(rows))


@dataclass(frozen=True, slots=True)
class Refusals:
    """Who said no to a question, and to which setting."""

    by_id: dict[uuid.UUID, frozenset[uuid.UUID]]
    subjects: frozenset[uuid.UUID]


@query(Permission.SHARING_READ, audits=Event.SHARING_LOOKED_AT, purposes=frozenset({Purpose.SUPPORT, Purpose.UPKEEP}))
def said_no(call: Call, ids: Collection[uuid.UUID], question: Question) -> Refusals:
    """Learners for whom a No stands, and which settings were told; a learner’s own answer counts alone."""
    live: dict[tuple[uuid.UUID, uuid.UUID], list[Consent]] = defaultdict(list)
    for row in Consent.objects.reachable(call).filter(learner_id__in=list(ids), question=int(question), ended_at=None):
        if row.answer != Answer.NOT_TODAY:
            live[row.learner_id, row.custodian_id].append(row)
    noes: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for (learner, custodian), rows in live.items():
        counting = [r for r in rows if r.by_learner] or rows
        if any(r.answer == Answer.NO for r in counting):
            noes[learner].add(custodian)
    return Refusals({learner: frozenset(c) for learner, c in noes.items()}, frozenset(noes))


@query(Permission.SHARING_READ, audits=Event.SHARING_LOOKED_AT, purposes=frozenset({Purpose.SUPPORT, Purpose.UPKEEP}))
def counted(call: Call, ids: Collection[uuid.UUID]) -> States:
    """Question 4: whether a learner is counted in summaries (whānau can object)."""
    return states(call, ids, Question.COUNTED)


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """One answer as it was given."""

    id: uuid.UUID
    question: Question
    answer: Answer
    given_by: str
    organisations: tuple[str, ...]
    from_on: date
    until_on: date | None
    is_confirmed: bool
    is_live: bool
    public_id: str


@dataclass(frozen=True, slots=True)
class SharingPage:
    """The sharing page of one learner: four questions, each with what stands and every answer behind it."""

    learner: Any
    states: dict[Question, SharingState]
    answers: dict[Question, tuple[AnswerCard, ...]]
    who: tuple[audience.Why, ...]
    subjects: frozenset[uuid.UUID]


def _own_or_reachable(call: Call, learner_id: uuid.UUID) -> Iterable[Consent]:
    """Staff read what the setting holds; each adult reads their own answers and never another's (decisions.md 18)."""
    if call.hat is Hat.FAMILY:
        return Consent.objects.filter(learner_id=learner_id, given_by_user=call.person_id)
    return Consent.objects.reachable(call).filter(learner_id=learner_id)


@query(Permission.SHARING_READ, audits=Event.SHARING_LOOKED_AT)
def sharing_page(call: Call, learner_id: uuid.UUID) -> SharingPage:
    """What was agreed for one learner, and who can see what, and why."""
    card = people_queries.learner_cards(call, [people_queries.learner_or_refuse(call, learner_id).id]).by_id[learner_id]
    rows = sorted(_own_or_reachable(call, learner_id), key=lambda r: (r.recorded_at, r.id), reverse=True)
    names = people_queries.whanau_names(call, learner_id)
    places = organisation_names({o for r in rows for o in r.organisation_ids})
    by_question: dict[Question, list[Consent]] = defaultdict(list)
    for row in rows:
        by_question[Question(row.question)].append(row)
    answers = {
        q: tuple(_answer_card(call, r, names.by_id.get(r.given_by, ""), places) for r in by_question[q])
        for q in Question
    }
    states_now = {q: _state(by_question[q], call.today) for q in Question}
    return SharingPage(card, states_now, answers, tuple(audience.explained(call, learner_id)), frozenset({learner_id}))


def _answer_card(call: Call, row: Consent, name: str, places: dict[uuid.UUID, str]) -> AnswerCard:
    live = row.ended_at is None and (row.until_on is None or row.until_on >= call.today)
    return AnswerCard(
        row.id, Question(row.question), Answer(row.answer), name, tuple(places.get(o,
        "") for o in row.organisation_ids),
        row.from_on, row.until_on, row.confirmed_at is not None, live, call.public(row.id),
    )  # fmt: skip


def organisation_names(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Names of organisations: a directory, about nobody."""
    return dict(Organisation.objects.filter(id__in=list(ids)).values_list("id", "name")) if ids else {}


@dataclass(frozen=True, slots=True)
class TalkPage:
    """What the form of the four answers needs: who may answer, which organisations there are, who reads the answers."""

    learner: Any
    givers: tuple[tuple[uuid.UUID | None, str, str], ...]
    members: tuple[tuple[uuid.UUID, str, str], ...]
    audience: audience.Audience
    version: str
    subjects: frozenset[uuid.UUID]


@query(Permission.CONSENT_RECORD, audits=Event.SHARING_LOOKED_AT)
def talk_page(call: Call, learner_id: uuid.UUID) -> TalkPage:
    """The people whose authority was checked and confirmed, and the other organisations of the cluster."""
    page = people_queries.people_page(call, learner_id)
    givers: list[tuple[uuid.UUID | None, str, str]] = [
        (a.member_id, f"{a.name}, {a.relationship}", a.public_id) for a in page.adults if a.is_confirmed
    ]
    if people_queries.authority_of(call, learner_id, None, by_learner=True).is_checked:
        givers.append((None, page.learner.name, "self"))
    rows = ClusterMembership.objects.filter(cluster_id=call.cluster_id).select_related("organisation")
    here = [m.organisation for m in rows if m.valid_until is None]
    others = [o for o in here if o.id != call.organisation_id]
    members = [(o.name, o.id) for o in sorted(others, key=_as_they_come_to_mind)]
    answers = Consent.objects.reachable(call).filter(learner_id=learner_id).values_list("id", flat=True)
    return TalkPage(
        page.learner, tuple(givers), tuple((i, name, call.public(i)) for name, i in members),
        audience.audience(call, learner_id, Category.FAMILY), str(len(answers)), frozenset({learner_id}),
    )  # fmt: skip


_SERVICES = (
    OrganisationKind.CLUSTER_BODY, OrganisationKind.RTLB, OrganisationKind.MINISTRY, OrganisationKind.IWI,
    OrganisationKind.NGO, OrganisationKind.AGENCY,
)  # fmt: skip


def _as_they_come_to_mind(organisation: Organisation) -> tuple[int, str]:
    """Who sits at every hui and who gives support come first, then the other settings."""
    kind = OrganisationKind(organisation.kind)
    return _SERVICES.index(kind) if kind in _SERVICES else len(_SERVICES), organisation.name


@dataclass(frozen=True, slots=True)
class StopPage:
    """One yes that could be stopped, in words, before it is."""

    learner: Any
    consent_id: uuid.UUID
    question: Question
    organisations: tuple[str, ...]
    until_on: date | None
    subjects: frozenset[uuid.UUID]


@query(Permission.CONSENT_WITHDRAW, audits=Event.SHARING_LOOKED_AT)
def stop_page(call: Call, consent_id: uuid.UUID) -> StopPage:
    """What stops, for the page that asks once more."""
    mine = (
        Consent.objects.filter(given_by_user=call.person_id)
        if call.hat is Hat.FAMILY
        else Consent.objects.reachable(call)
    )
    row = mine.filter(ended_at=None, answer=Answer.YES).get_or_refuse(consent_id)
    cards = people_queries.learner_cards(call, [row.learner_id]).by_id
    if row.learner_id not in cards:
        raise NotFound
    places = organisation_names(row.organisation_ids)
    return StopPage(
        cards[row.learner_id], row.id, Question(row.question), tuple(places.values()), row.until_on,
        frozenset({row.learner_id}),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProtocolCard:
    """One version of a protocol: what it says, who signed."""

    id: uuid.UUID
    kind: ProtocolKind
    version: int
    state: ProtocolState
    title: str
    body: dict[str, Any]
    in_force_from: date | None
    review_on: date | None
    signed: tuple[tuple[str, str, date], ...]


@dataclass(frozen=True, slots=True)
class Protocols:
    """The versions of a cluster, newest first."""

    cards: tuple[ProtocolCard, ...]


@query(Permission.PROTOCOL_READ, audits=Event.PROTOCOL_READ, purposes=EVERY_PURPOSE, nobody=True)
def protocols(call: Call) -> Protocols:
    """How this community decides and what it shares: every version."""
    signatures = defaultdict(list)
    names = organisation_names(list(Signature.objects.values_list("organisation_id", flat=True)))
    for s in Signature.objects.order_by("signed_on", "id"):
        signatures[s.protocol_id].append((names.get(s.organisation_id, ""), s.signed_name, s.signed_on))
    rows = Protocol.objects.order_by("kind", "-version")
    return Protocols(tuple(_protocol_card(p, tuple(signatures[p.id])) for p in rows))


def _protocol_card(row: Protocol, signed: tuple[tuple[str, str, date], ...]) -> ProtocolCard:
    return ProtocolCard(
        row.id, ProtocolKind(row.kind), row.version, ProtocolState(row.state), row.title, row.body, row.in_force_from,
        row.review_on, signed,
    )  # fmt: skip


@query(Permission.PROTOCOL_READ, audits=Event.PROTOCOL_READ, purposes=EVERY_PURPOSE, nobody=True)
def protocol_in_force(call: Call, kind: ProtocolKind) -> Protocols:
    """The version in force of one kind: at most one card."""
    rows = Protocol.objects.filter(kind=kind, state=ProtocolState.IN_FORCE)
    return Protocols(tuple(_protocol_card(p, ()) for p in rows))


@dataclass(frozen=True, slots=True)
class HandoverCard:
    """What whānau let travel with a learner who moves."""

    categories: Category
    subjects: frozenset[uuid.UUID]


@query(Permission.MOVE_READ, audits=Event.MOVE_READ, purposes=frozenset({Purpose.SUPPORT, Purpose.TRANSITION}))
def handover(call: Call, handover_id: uuid.UUID) -> HandoverCard:
    """What travels, as either side may know it."""
    row = Handover.objects.reachable(call).get_or_refuse(handover_id)
    return HandoverCard(Category(row.categories), frozenset({row.learner_id}))


@dataclass(frozen=True, slots=True)
class YesPage:
    """One spoken yes as a colleague recorded it, for the second person."""

    learner: Any
    card: AnswerCard
    witness: str
    recorded_at: datetime
    audience: audience.Audience
    subjects: frozenset[uuid.UUID]


@query(Permission.CONSENT_CONFIRM, audits=Event.SHARING_LOOKED_AT)
def yes_page(call: Call, consent_id: uuid.UUID) -> YesPage:
    """Who said yes to what, for whom, until when: nobody confirms what they cannot read."""
    row = Consent.objects.reachable(call).get_or_refuse(consent_id)
    learner = people_queries.learner_cards(call, [row.learner_id]).by_id.get(row.learner_id)
    if learner is None:
        raise NotFound
    names = people_queries.whanau_names(call, row.learner_id).by_id
    who = learner.name if row.by_learner else names.get(row.given_by, "")
    card = _answer_card(call, row, who, organisation_names(row.organisation_ids))
    seen = audience.audience(call, row.learner_id, Category.FAMILY)
    return YesPage(learner, card, row.witness, row.recorded_at, seen, frozenset({row.learner_id}))


@query(Permission.CONSENT_CONFIRM, audits=Event.SHARING_LOOKED_AT, purposes=EVERY_PURPOSE)
def yeses_to_confirm(call: Call) -> people_queries.Confirmations:
    """Spoken yeses that somebody else recorded here: they open nothing until the caller has confirmed them."""
    rows = list(
        Consent.objects.reachable(call)
        .filter(custodian_id=call.organisation_id, confirmed_at=None, ended_at=None, answer=str(Answer.YES))
        .exclude(recorded_by=call.person_id).order_by("recorded_at", "id")[:50]
    )  # fmt: skip
    names = people_queries.learner_cards(call, {r.learner_id for r in rows}).by_id
    cards = tuple(
        people_queries.ToConfirm(
            call.public(r.id), "", Question(r.question).label, names[r.learner_id], r.confirm_by_on or r.from_on
        )
        for r in rows
        if r.learner_id in names
    )
    return people_queries.Confirmations(cards, frozenset(c.learner.id for c in cards if c.learner))
