"""Concerns as people meet them: the form, the list, one concern, and what is new for Today."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from rourou.contexts.people import queries as people_queries
from rourou.contexts.people.types import LearnerCard
from rourou.contexts.register import rules
from rourou.contexts.register.models import Concern, ConcernReply, UnplacedConcern
from rourou.contexts.register.types import ConcernStatus, FirstStep, WhanauHeard
from rourou.foundation.access import audience
from rourou.foundation.access.audience import Audience, Seer
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Category, HolderKind, Purpose, Reason
from rourou.foundation.access.reach import few_ids
from rourou.foundation.access.roles import ROLES, Role
from rourou.foundation.access.statement import statement
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.kernel.text import fold, search_words
from rourou.foundation.tenancy.calendars import calendar_of
from rourou.foundation.tenancy.models import Post

ANSWERING: Final = (Role.COORDINATOR, Role.SENCO, Role.SCHOOL_PRINCIPAL)
SHOWN: Final = 100
BOTH: Final = frozenset({Purpose.SUPPORT, Purpose.PLANNING})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A learner that a typed name may stand for, with what tells them apart."""

    id: uuid.UUID
    name: str
    room: str
    year_level: int | None
    public_id: str

    @property
    def words(self) -> str:
        """As it stands in the list under the box: Te Ariki Hēnare, Room 4."""
        return f"{self.name}, {self.room}" if self.room else self.name


@dataclass(frozen=True, slots=True)
class Candidates:
    """Learners within reach whose name fits."""

    cards: tuple[Candidate, ...]
    subjects: frozenset[uuid.UUID]


@dataclass(frozen=True, slots=True)
class ConcernForm:
    """What the form needs before anybody types: who answers, by when, and who is in the class."""

    receiver: str
    reply_by: date
    learner: Candidate | None
    list: tuple[Candidate, ...]
    audience: Audience
    today: date
    subjects: frozenset[uuid.UUID]


@dataclass(frozen=True, slots=True)
class ConcernCard:
    """One concern in a list. Unplaced ones carry the name that was typed, and no learner."""

    public_id: str
    who: str
    learner: LearnerCard | None
    saw: str
    by: str
    with_name: str
    waiting_on: str
    status: ConcernStatus
    at: datetime
    reply_by: date | None
    replies: int


@dataclass(frozen=True, slots=True)
class ConcernsPage:
    """The concerns of a setting that the call reaches: unanswered first, oldest first."""

    open: tuple[ConcernCard, ...]
    closed: tuple[ConcernCard, ...]
    can_answer: bool
    today: date
    subjects: frozenset[uuid.UUID]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a colleague wrote."""

    by: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class ConcernPage:
    """One concern: what was seen, what was tried, what was answered, who sees it."""

    card: ConcernCard
    tried: tuple[str, ...]
    heard: WhanauHeard
    first_step: str
    step_kind: FirstStep | None
    replies: tuple[Reply, ...]
    can_answer: bool
    can_place: bool
    is_author: bool
    candidates: tuple[Candidate, ...]
    version: int
    audience: Audience
    reply_audience: Audience
    today: date
    subjects: frozenset[uuid.UUID]


# Finding who it is about

_NAMED: Final = """
select l.id, l.name, room.room, l.year_level
from people_public_learner l
left join lateral (select p.room from people_public_placing p
    where p.cluster_id = l.cluster_id and p.learner_id = l.id limit 1) room on true
where l.cluster_id = %(cluster)s{where} order by l.sort_key, l.id limit {limit}
"""


def _candidates(
    call: Call, where: str, values: dict[str, Any], limit: int = SHOWN, *, walks: bool = False
) -> Candidates:
    values["cluster"] = call.cluster_id
    rows = statement(call, _NAMED.format(where=where, limit=limit), values, walks=walks)
    cards = tuple(Candidate(i, name, room or "", year, call.public(i)) for i, name, room, year in rows)
    return Candidates(cards, frozenset(card.id for card in cards))


@query(Permission.CONCERN_RAISE, audits=Event.CONCERNS_LISTED)
def matching(call: Call, typed: str) -> Candidates:
    """Learners within reach whom a typed name fits; a room after a comma tells two of one name apart."""
    name, _comma, room = typed.partition(",")
    words = search_words(name)
    if not words:
        return Candidates((), frozenset())
    values: dict[str, Any] = {f"word_{n}": f"%{word}%" for n, word in enumerate(words)}
    fits = "".join(f" and l.search like %(word_{n})s" for n in range(len(words)))
    found = _candidates(call, fits, values, walks=True).cards
    here = tuple(c for c in found if room.strip() and fold(c.room) == fold(room)) or found
    exact = tuple(c for c in here if fold(c.name) == fold(name)) or here
    return Candidates(exact, frozenset(c.id for c in exact))


@query(Permission.CONCERN_RAISE, audits=Event.CONCERNS_LISTED)
def concern_form(call: Call, learner_id: uuid.UUID | None = None, *, typed: str = "") -> ConcernForm:
    """The form of 90 seconds. The list under the box is the caller's own class; a whole school is never listed."""
    chosen, listed = None, Candidates((), frozenset())
    if learner_id is not None:
        found = _candidates(call, " and l.id = %(id)s", {"id": learner_id}).cards
        if not found:
            raise NotFound
        chosen, listed = found[0], Candidates(found, frozenset({learner_id}))
    elif typed:
        listed = matching(call, typed)
    elif (ids := few_ids(call)) is not None and len(ids) <= SHOWN:
        listed = _candidates(call, " and l.id = any(%(ids)s::uuid[])", {"ids": ids})
    line = _audience(call, learner_id) if learner_id else _of_setting()
    return ConcernForm(
        _receiver(call), rules.reply_by(calendar_of(call.cluster_id), call.today), chosen,
        () if chosen else listed.cards, line, call.today, listed.subjects,
    )  # fmt: skip


def _receiver(call: Call) -> str:
    """Who answers concerns here: the coordinator, else the SENCO, else the principal, by the name people use."""
    live = Post.objects.filter(
        cluster_id=call.cluster_id, organisation_id=call.organisation_id, confirmed_at__isnull=False,
        role__in=[str(r) for r in ANSWERING], valid_from__lte=call.today,
    ).select_related("user")  # fmt: skip
    posts = [p for p in live if p.valid_until is None or p.valid_until >= call.today]
    posts.sort(key=lambda p: (ANSWERING.index(Role(p.role)), p.valid_from, str(p.id)))
    return posts[0].user.called or posts[0].user.name.split(" ")[0] if posts else ""


# Who sees a concern: fewer than the grants alone would say, by the restrictive policy of the table


def _audience(call: Call, learner_id: uuid.UUID, *, heard: bool = False, replies: bool = False) -> Audience:
    """Staff of this setting with a grant; whānau once they have heard, but never the replies. As the policies say."""
    sees = [s for s in audience.seers(call, learner_id) if s.categories & Category.NEEDS and s.ceiling >= 2]
    colleagues = _colleagues(call, [s for s in sees if s.kind is HolderKind.PERSON])
    inside = [s for s in sees if _is_inside(call, s, colleagues) or (heard and _is_family(s))]
    said = audience.words(call, inside)
    waiting = _("whānau") if replies else _("whānau, until somebody has talked with them")
    return Audience(said.seen_by, (_("the cluster"),) if heard else (_("the cluster"), waiting))


def _is_family(seer: Seer) -> bool:
    return seer.reason in {Reason.GUARDIANSHIP, Reason.SELF}


def _is_inside(call: Call, seer: Seer, colleagues: frozenset[uuid.UUID]) -> bool:
    if seer.kind is HolderKind.ROLE:
        return seer.place_id == call.organisation_id
    return seer.kind is HolderKind.CLASS or (not _is_family(seer) and seer.place_id in colleagues)


def _colleagues(call: Call, named: Iterable[Seer]) -> frozenset[uuid.UUID]:
    ids = [s.place_id for s in named]
    if not ids:
        return frozenset()
    posts = Post.objects.filter(user_id__in=ids, cluster_id=call.cluster_id, organisation_id=call.organisation_id)
    return frozenset(posts.values_list("user_id", flat=True))


def _of_setting() -> Audience:
    """Before anybody knows which learner it is about: everybody at the setting who could come to see it."""
    seen = (
        _("the setting’s coordinator"), _("the setting’s SENCO"), _("the principal"), _("their class teacher"),
        _("you"),
    )  # fmt: skip
    return Audience(seen, (_("the cluster"), _("whānau, until somebody has talked with them")))


# Lists and one concern


def _can_answer(call: Call) -> bool:
    return Permission.CONCERN_ANSWER in ROLES[call.role].permissions


@query(Permission.CONCERN_READ, audits=Event.CONCERNS_LISTED)
def concerns_page(call: Call) -> ConcernsPage:
    """Unanswered first, oldest first; what is closed comes after, newest first."""
    rows = list(Concern.objects.reachable(call).order_by("created_at", "id")[: SHOWN * 3])
    names = people_queries.learner_cards(call, {r.learner_id for r in rows}).by_id
    told = _reply_counts(call, [r.id for r in rows])
    cards = [(_ORDER[ConcernStatus(r.status)], _card(call, r, names, told)) for r in rows if r.learner_id in names]
    cards += [(_unplaced_order(row), _unplaced_card(call, row)) for row in _unplaced(call)]
    cards.sort(key=lambda pair: (pair[0], pair[1].at))
    still = tuple(card for _rank, card in cards if card.status is not ConcernStatus.CLOSED)
    closed = tuple(card for _rank, card in reversed(cards) if card.status is ConcernStatus.CLOSED)
    return ConcernsPage(still, closed[:20], _can_answer(call), call.today, frozenset(names))


_ORDER: Final = {
    ConcernStatus.NEW: 0, ConcernStatus.WITH_SOMEONE: 1, ConcernStatus.WAITING: 1, ConcernStatus.FIRST_STEP: 2,
    ConcernStatus.CLOSED: 3,
}  # fmt: skip


def _unplaced_order(row: UnplacedConcern) -> int:
    return 1 if row.placed_at else 0


def _unplaced(call: Call) -> list[UnplacedConcern]:
    """Those who answer see every name that waits; an author sees their own, also after it was placed."""
    rows = UnplacedConcern.objects.all().of_setting(call)
    mine = rows.filter(written_by=call.person_id)
    found = [*rows.filter(placed_at=None)] if _can_answer(call) else [*mine]
    return sorted(found, key=lambda r: (r.created_at, str(r.id)))


def _reply_counts(call: Call, ids: list[uuid.UUID]) -> dict[uuid.UUID, int]:
    counts: dict[uuid.UUID, int] = {}
    replies = ConcernReply.objects.reachable(call).filter(concern_id__in=ids) if ids else ()
    for reply in replies:
        counts[reply.concern_id] = counts.get(reply.concern_id, 0) + 1
    return counts


def _card(call: Call, row: Concern, names: dict[uuid.UUID, LearnerCard], told: dict[uuid.UUID, int]) -> ConcernCard:
    who = names[row.learner_id]
    return ConcernCard(
        call.public(row.id), who.name, who, row.saw, row.written_name, row.with_name, row.waiting_on,
        ConcernStatus(row.status), row.created_at, row.reply_by, told.get(row.id, 0),
    )  # fmt: skip


def _unplaced_card(call: Call, row: UnplacedConcern) -> ConcernCard:
    status = ConcernStatus.WITH_SOMEONE if row.placed_at else ConcernStatus.NEW
    return ConcernCard(
        call.public(row.id), row.typed_name, None, row.saw, row.written_name, "", "", status, row.created_at,
        row.reply_by, 0,
    )  # fmt: skip


@query(Permission.CONCERN_READ, audits=Event.CONCERNS_LISTED)
def concern_page(call: Call, concern_id: uuid.UUID, *, who: str = "") -> ConcernPage:
    """One concern, or one that waits to be placed; anything else is not found."""
    row = Concern.objects.reachable(call).filter(id=concern_id).first()
    if row is None:
        return _unplaced_page(call, concern_id, who)
    names = people_queries.learner_cards(call, [row.learner_id]).by_id
    replies = ConcernReply.objects.reachable(call).filter(concern_id=row.id).order_by("created_at", "id")
    said = tuple(Reply(r.written_name, r.created_at, r.words) for r in replies)
    return ConcernPage(
        _card(call, row, names, {row.id: len(said)}), tuple(row.tried), WhanauHeard(row.whanau_heard), row.first_step,
        FirstStep(row.step_kind) if row.step_kind else None, said,
        _can_answer(call) and rules.can_answer(ConcernStatus(row.status)), False, row.written_by == call.person_id,
        (), row.version, _audience(call, row.learner_id, heard=row.heard_at is not None),
        _audience(call, row.learner_id, replies=True), call.today,
        frozenset({row.learner_id}),
    )  # fmt: skip


def _unplaced_page(call: Call, concern_id: uuid.UUID, who: str) -> ConcernPage:
    """A name that waits, with the learners it may stand for; another name may be asked about."""
    rows = UnplacedConcern.objects.all().of_setting(call)
    row = (rows if _can_answer(call) else rows.filter(written_by=call.person_id)).get_or_refuse(concern_id)
    can_place = _can_answer(call) and row.placed_at is None
    found = matching(call, who or row.typed_name) if can_place else Candidates((), frozenset())
    return ConcernPage(
        _unplaced_card(call, row), tuple(row.tried), WhanauHeard(row.whanau_heard), "", None, (), False, can_place,
        row.written_by == call.person_id, found.cards, 1, _of_setting(), _of_setting(),
        call.today, found.subjects,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewConcerns:
    """Concerns that wait for the caller, for Today: nobody's yet, or with the caller and not answered."""

    cards: tuple[ConcernCard, ...]
    subjects: frozenset[uuid.UUID]


@query(Permission.CONCERN_READ, audits=Event.CONCERNS_LISTED, purposes=BOTH)
def new_concerns(call: Call) -> NewConcerns:
    """Concerns that nobody has answered yet; for somebody who does not answer concerns, none."""
    if not _can_answer(call):
        return NewConcerns((), frozenset())
    rows = list(
        Concern.objects.reachable(call).filter(status=str(ConcernStatus.NEW)).order_by("created_at", "id")[:SHOWN]
    )
    names = people_queries.learner_cards(call, {r.learner_id for r in rows}).by_id
    cards = [_card(call, r, names, {}) for r in rows if r.learner_id in names]
    cards += [_unplaced_card(call, row) for row in _unplaced(call) if row.placed_at is None]
    return NewConcerns(tuple(sorted(cards, key=lambda c: c.at)), frozenset(names))
