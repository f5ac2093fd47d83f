"""The reads of moves: the board, one move as each side may see it, what a new move needs."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from rourou.contexts.moves import rules
from rourou.contexts.moves.models import Move, PackLine, WeekSix
from rourou.contexts.moves.rules import MoveFacts
from rourou.contexts.moves.types import MAY_TRAVEL, Reply, Stage
from rourou.contexts.people import queries as people_queries
from rourou.contexts.people.types import LearnerCard
from rourou.contexts.sharing import queries as sharing_queries
from rourou.foundation.access import audience, staff
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Category, Purpose, Withheld
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel import clock
from rourou.foundation.tenancy.models import ClusterMembership

EITHER = frozenset({Purpose.SUPPORT, Purpose.TRANSITION})


@dataclass(frozen=True, slots=True)
class MoveCard:
    """One learner on the board. Before the handover is accepted the new side sees a first name and a month."""

    id: uuid.UUID
    public_id: str
    name: str
    stage: Stage
    from_name: str | Withheld
    to_name: str | Withheld
    moves_on: date
    month_only: bool
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class Board:
    """Moves by stage, in the order of their day."""

    columns: dict[Stage, tuple[MoveCard, ...]]
    can_begin: bool
    subjects: frozenset[uuid.UUID]

    @property
    def count(self) -> int:
        """Moves still under way."""
        return sum(len(cards) for stage, cards in self.columns.items() if stage is not Stage.SETTLED)


def _places(call: Call, rows: Collection[Move]) -> dict[people_queries.Pair, str | Withheld]:
    """From where and to where, each where the caller may know it."""
    left = {(r.learner_id, r.custodian_id) for r in rows}
    ahead = {(r.learner_id, r.to_organisation_id) for r in rows}
    return people_queries.place_names(call, left, going_to=ahead).by_pair


def _card(call: Call, move: Move, learner: LearnerCard, places: dict[people_queries.Pair, str | Withheld]) -> MoveCard:
    little = call.organisation_id == move.to_organisation_id and move.accepted_on is None
    return MoveCard(
        move.id, call.public(move.id), learner.short if little else learner.name, Stage(move.stage),
        places[move.learner_id, move.custodian_id], places[move.learner_id, move.to_organisation_id], move.moves_on,
        little, move.accepted_on is not None,
    )  # fmt: skip


@query(Permission.MOVE_READ, audits=Event.MOVE_READ, purposes=EITHER)
def board(call: Call) -> Board:
    """Every move that the caller's setting sends or receives."""
    rows = list(Move.objects.reachable(call).filter(stopped_on=None).order_by("moves_on", "id"))
    learners = people_queries.learner_cards(call, {r.learner_id for r in rows}).by_id
    places = _places(call, rows)
    cards = [_card(call, r, learners[r.learner_id], places) for r in rows if r.learner_id in learners]
    columns = {stage: tuple(c for c in cards if c.stage is stage) for stage in Stage}
    return Board(columns, True, frozenset(r.learner_id for r in rows if r.learner_id in learners))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the pack, and what the new setting answered."""

    id: uuid.UUID
    public_id: str
    text: str
    reply: Reply | None


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said in week 6."""

    on: date
    learner: str
    whanau: str
    kaiako: str
    is_settled: bool


@dataclass(frozen=True, slots=True)
class MovePage:
    """One move, as far as this side may see it. A sentence in `stands_in_way` says why a step cannot be taken yet."""

    card: MoveCard
    learner_public_id: str
    facts: MoveFacts
    version: int
    agreed_on: date
    shared_on: date | None
    accepted_on: date | None
    met_on: date | None
    moved_on: date | None
    settled_on: date | None
    closes_on: date
    old_lead: str
    new_lead: str
    travels: Category
    lines: tuple[Line, ...]
    heard: tuple[Heard, ...]
    classes: tuple[people_queries.ClassCard, ...]
    stands_in_way: dict[str, str]
    audience: audience.Audience
    today: date
    subjects: frozenset[uuid.UUID]


@query(Permission.MOVE_READ, audits=Event.MOVE_READ, purposes=EITHER)
def move_page(call: Call, move_id: uuid.UUID) -> MovePage:
    """One move: both sides' dates, what travels, the pack where it may be read, and the next step."""
    move: Move = Move.objects.reachable(call).get_or_refuse(move_id)
    learner = people_queries.learner_cards(call, [move.learner_id]).by_id[move.learner_id]
    card = _card(call, move, learner, _places(call, [move]))
    leads = staff.by_post(call, [move.old_lead_post_id, move.new_lead_post_id])
    facts = move.facts(call.organisation_id)
    lines = _lines(call, move)
    return MovePage(
        card, "" if facts.new_side and not facts.is_accepted else learner.public_id,
        facts, move.version, move.agreed_on, move.shared_on, move.accepted_on, move.met_on, move.moved_on,
        move.settled_on, move.closes_on, _name(leads, move.old_lead_post_id, card.from_name),
        _name(leads, move.new_lead_post_id, card.to_name),
        sharing_queries.handover(call, move.handover_id).categories, lines, _heard(call, move),
        people_queries.classes(call).cards if facts.new_side else (), _in_the_way(facts, bool(lines), call.today),
        audience.audience(call, move.learner_id, Category.SUPPORTS), call.today, frozenset({move.learner_id}),
    )  # fmt: skip


def _name(leads: dict[uuid.UUID, staff.Colleague], post_id: uuid.UUID | None, place: str | Withheld) -> str:
    """Who works where says where: a name is withheld with its place."""
    found = leads.get(post_id) if post_id and not isinstance(place, Withheld) else None
    return found.name if found else ""


def _in_the_way(facts: MoveFacts, has_lines: bool, today: date) -> dict[str, str]:
    return {
        "share": rules.can(rules.check_can_share, facts, has_lines, True),
        "accept": rules.can(rules.check_can_accept, facts),
        "met": rules.can(rules.check_can_record_meeting, facts, today, today),
        "moved": rules.can(rules.check_can_record_move, facts, today),
        "settle": rules.can(rules.check_can_settle, facts),
        "reply": rules.can(rules.check_can_reply, facts),
        "stop": rules.can(rules.check_can_stop, facts),
    }


def _lines(call: Call, move: Move) -> tuple[Line, ...]:
    rows = PackLine.objects.reachable(call).filter(move_id=move.id).order_by("place")
    return tuple(Line(r.id, call.public(r.id), r.text, Reply(r.reply) if r.reply else None) for r in rows)


def _heard(call: Call, move: Move) -> tuple[Heard, ...]:
    rows = WeekSix.objects.reachable(call).filter(move_id=move.id).order_by("created_at")
    return tuple(
        Heard(clock.today(r.created_at), r.learner_says, r.whanau_says, r.kaiako_says, r.is_settled) for r in rows
    )


@dataclass(frozen=True, slots=True)
class NewMovePage:
    """What the form of a new move needs: other settings, colleagues who could keep the records, who reads it."""

    learner: LearnerCard
    settings: tuple[tuple[uuid.UUID, str, str], ...]
    colleagues: tuple[tuple[uuid.UUID, str, str], ...]
    travels: tuple[Category, ...]
    audience: audience.Audience
    today: date
    subjects: frozenset[uuid.UUID]


@query(Permission.MOVE_MANAGE, audits=Event.MOVE_READ)
def new_move_page(call: Call, learner_id: uuid.UUID) -> NewMovePage:
    """A move begins from a learner of one's own setting."""
    learner_id = people_queries.learner_or_refuse(call, learner_id).id
    card = people_queries.learner_cards(call, [learner_id]).by_id[learner_id]
    homes = ClusterMembership.objects.filter(cluster_id=call.cluster_id, is_home=True, valid_until=None)
    others = homes.exclude(organisation_id=call.organisation_id).select_related("organisation")
    settings = tuple(
        sorted(
            ((m.organisation_id, m.organisation.name, call.public(m.organisation_id)) for m in others),
            key=lambda s: s[1],
        )
    )
    colleagues = tuple(
        (c.user_id, c.name, call.public(c.user_id)) for c in staff.of_setting(call) if c.user_id != call.person_id
    )
    return NewMovePage(
        card, settings, colleagues, MAY_TRAVEL, audience.audience(call, learner_id, Category.LOCATION), call.today,
        frozenset({learner_id}),
    )  # fmt: skip
