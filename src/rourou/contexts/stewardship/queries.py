"""The reads of stewardship: who has looked at a learner, and the questions that somebody asked about it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from rourou.contexts.people import queries as people_queries
from rourou.contexts.people.types import LearnerCard
from rourou.contexts.stewardship import rules
from rourou.contexts.stewardship.models import LookQuestion
from rourou.contexts.stewardship.types import Deed, QuestionCard, QuestionState, Visit
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.public_ids import PublicId
from rourou.foundation.audit import looks as ledger
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel import clock
from rourou.foundation.kernel.errors import NotFound

PAGE: Final = 100  # acts of the ledger, not lines: a day of one role is one line


@dataclass(frozen=True, slots=True)
class LooksPage:
    """Who has looked at one learner, a page at a time, and the reader's own questions."""

    learner: LearnerCard
    visits: tuple[Visit, ...]
    questions: tuple[QuestionCard, ...]
    after: str
    today: date
    subjects: frozenset[uuid.UUID]


@query(Permission.LOOKS_READ, audits=Event.LOOKS_READ)
def looks(call: Call, learner_id: uuid.UUID, *, after: PublicId | None = None) -> LooksPage:
    """Everybody whose work named this learner, newest first; never a visit by anybody of the whānau."""
    card = _learner(call, learner_id)
    found = ledger.looks_at(learner_id, before=_seq(after), limit=PAGE + 1)
    questions = tuple(_card(call, row) for row in LookQuestion.objects.within(call).filter(asked_by=call.person_id))
    asked = {q.look.seq for q in questions}
    shown = [rules.Seen(x.seq, x.at, x.role, x.title, x.organisation, _label(x), x.purpose, x.reason) for x in found]
    visits = tuple(_public(call, v, asked) for v in rules.visits(shown[:PAGE]))
    more = _ref(call, shown[PAGE - 1].seq) if len(shown) > PAGE else ""
    newest = tuple(sorted(questions, key=lambda q: q.asked_at, reverse=True))
    return LooksPage(card, visits, newest, more, call.today, frozenset({learner_id}))


@dataclass(frozen=True, slots=True)
class OneLook:
    """One look that somebody wants to ask about."""

    learner: LearnerCard
    visit: Visit
    subjects: frozenset[uuid.UUID]


@query(Permission.LOOKS_READ, audits=Event.LOOKS_READ)
def look_page(call: Call, learner_id: uuid.UUID, look: PublicId) -> OneLook:
    """The look that a question would be about, or NotFound where it is none of this learner's."""
    card = _learner(call, learner_id)
    return OneLook(card, _public(call, _one_look(learner_id, look), set()), frozenset({learner_id}))


def _one_look(learner_id: uuid.UUID, look: PublicId) -> Visit:
    """The look of that number, as one line."""
    number = look.inner.int
    found = ledger.looks_at(learner_id, before=number + 1, limit=1) if number < 1 << 62 else []
    if not found or found[0].seq != number:
        raise NotFound
    (one,) = found
    (visit,) = rules.visits(
        [rules.Seen(one.seq, one.at, one.role, one.title, one.organisation, _label(one), one.purpose, one.reason)]
    )
    return visit


@dataclass(frozen=True, slots=True)
class Desk:
    """Open questions about looks, the oldest first, then those answered lately."""

    open: tuple[QuestionCard, ...]
    answered: tuple[QuestionCard, ...]
    today: date


@query(Permission.PRIVACY_DESK, audits=Event.LOOKS_READ, nobody=True)
def desk(call: Call) -> Desk:
    """What the privacy officer has to answer, and by when. It names looks and no learner."""
    rows = sorted(LookQuestion.objects.within(call), key=lambda q: (q.answer_by_on, q.created_at))
    cards = [_card(call, row) for row in rows]
    answered = [c for c in cards if c.state is QuestionState.ANSWERED]
    return Desk(
        tuple(c for c in cards if c.state is QuestionState.OPEN),
        tuple(sorted(answered, key=lambda c: c.asked_at, reverse=True)[:20]),
        call.today,
    )


@query(Permission.PRIVACY_DESK, audits=Event.LOOKS_READ, nobody=True)
def question_page(call: Call, question_id: uuid.UUID) -> QuestionCard:
    """One question, to answer it."""
    return _card(call, LookQuestion.objects.within(call).get_or_refuse(question_id))


def _learner(call: Call, learner_id: uuid.UUID) -> LearnerCard:
    found = people_queries.learner_cards(call, [learner_id]).by_id.get(learner_id)
    if found is None:
        raise NotFound
    return found


def _label(look: ledger.Look) -> str:
    return look.event.label if look.event else ""


def _ref(call: Call, seq: int) -> str:
    """A row of the ledger as it may stand in a URL: its number would tell how many acts there were."""
    return call.public(uuid.UUID(int=seq))


def _seq(after: PublicId | None) -> int | None:
    return after.inner.int if after is not None and after.inner.int < 1 << 62 else None


def _public(call: Call, visit: Visit, asked: Iterable[int]) -> Visit:
    return replace(visit, public_id=_ref(call, visit.seq), is_asked_about=visit.seq in asked)


def _card(call: Call, row: LookQuestion) -> QuestionCard:
    deed = Deed(row.look_event, row.look_purpose, row.look_reason)
    visit = Visit(row.look_on, row.look_role, row.look_title, row.look_organisation, (deed,), row.look_seq, "", True)
    return QuestionCard(
        row.id, row.reference, row.created_at, visit, row.words, row.answer_by_on, QuestionState(row.state), row.answer,
        clock.today(row.answered_at) if row.answered_at else None, row.version, call.public(row.id),
    )  # fmt: skip
