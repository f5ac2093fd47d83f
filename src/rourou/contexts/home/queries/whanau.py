"""Our page: what one adult of a whānau, or the learner, sees. Another adult's words and answers are never here."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from rourou.contexts.home.queries._reading import BARS, GRANTS, Opened, parameters, voice_in
from rourou.contexts.home.types import (
    Agreed,
    Asked,
    Children,
    Contact,
    Decided,
    GoalShort,
    Next,
    NextKind,
    OurPage,
    Promised,
)
from rourou.contexts.meetings import queries as meetings_queries
from rourou.contexts.meetings.queries import DecisionCard, DecisionLine
from rourou.contexts.people.types import LearnerCard
from rourou.contexts.referrals import queries as referrals_queries
from rourou.contexts.sharing import queries as sharing_queries
from rourou.contexts.sharing.queries import AnswerCard, SharingPage
from rourou.contexts.sharing.types import Answer, Question
from rourou.contexts.stewardship import queries as stewardship_queries
from rourou.foundation.access import audience, reach
from rourou.foundation.access.audience import Seer
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Category, HolderKind, Purpose, Reason
from rourou.foundation.access.roles import Role
from rourou.foundation.access.statement import statement
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel import clock
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.tenancy.models import Post

SUPPORT: Final = frozenset({Purpose.SUPPORT})
_RING: Final = (Role.COORDINATOR, Role.SENCO, Role.SCHOOL_PRINCIPAL)
_LOOKS, _DECIDED, _KEPT_DAYS = 3, 3, 30

_CHILDREN: Final = f"""
select l.id, l.name, l.called, l.say_it, l.year_level, {GRANTS}, {BARS}
from people_public_learner l
where l.cluster_id = %(cluster)s and (%(few)s::uuid[] is null or l.id = any(%(few)s::uuid[]))
order by l.sort_key, l.id limit 50
"""
_OURS: Final = """
select
(select json_agg(json_build_array(s.custodian_id, 8, s.sensitivity, s.words) order by s.place, s.id)
 from register_public_strength s where s.cluster_id = %(cluster)s and s.learner_id = %(learner)s
   and s.kind = 'strength'),
(select json_agg(v.said) from (select json_build_array(v.custodian_id, 8, v.sensitivity, v.words, v.english, v.who,
   v.form, v.language, v.said_on, '') as said
 from register_public_voice v where v.cluster_id = %(cluster)s and v.learner_id = %(learner)s
   and v.speaker = 'learner' and not v.is_kept order by v.said_on desc, v.id desc limit 1) v),
(select json_agg(json_build_array(t.custodian_id, t.category, t.sensitivity, t.promise, t.written_name, t.due_on,
   t.kept_at) order by t.kept_at is not null, t.due_on, t.id)
 from register_public_note t where t.cluster_id = %(cluster)s and t.learner_id = %(learner)s
   and t.promised_to_user = %(person)s and (t.kept_at is null or t.kept_at > %(at)s - make_interval(days => %(days)s))),
(select json_agg(json_build_array(g.custodian_id, 64, g.sensitivity, g.words, g.whose, g.steps, g.now)
   order by g.place, g.id)
 from plans_public_goal g join plans_public_plan p on p.cluster_id = g.cluster_id and p.id = g.plan_id
 where g.cluster_id = %(cluster)s and g.learner_id = %(learner)s),
(select json_agg(json_build_array(p.custodian_id, 64, 2, p.review_on)) from plans_public_plan p
 where p.cluster_id = %(cluster)s and p.learner_id = %(learner)s),
(select json_agg(json_build_array(r.custodian_id, 32, r.sensitivity, r.hui_on)) from referrals_public_request r
 where r.cluster_id = %(cluster)s and r.learner_id = %(learner)s and r.hui_on >= %(today)s)
"""


@query(Permission.OUR_PAGE_READ, audits=Event.OUR_PAGE_READ, purposes=SUPPORT)
def children(call: Call) -> Children:
    """The learners this adult reaches today. A paused adult reaches none, and is told nothing of why."""
    found = _children(call)
    return Children(tuple(card for card, _opened in found), frozenset(card.id for card, _opened in found))


def _children(call: Call) -> list[tuple[LearnerCard, Opened]]:
    rows = statement(call, _CHILDREN, parameters(call, SUPPORT) | {"few": reach.few_ids(call)})
    both = [
        (LearnerCard(i, name, called, say_it, year, call.public(i)), Opened.read(grants, bars))
        for i, name, called, say_it, year, grants, bars in rows
    ]
    return [(card, opened) for card, opened in both if opened.any(Category.IDENTITY)]


@query(Permission.OUR_PAGE_READ, audits=Event.OUR_PAGE_READ, purposes=SUPPORT)
def our_page(call: Call, learner_id: uuid.UUID | None = None) -> OurPage:
    """One child's page; without a child named, the first. No child within reach is not found, whatever the reason."""
    family = _children(call)
    chosen = next(((c, o) for c, o in family if learner_id in {None, c.id}), None)
    if chosen is None:
        raise NotFound
    card, opened = chosen
    given = parameters(call, SUPPORT) | {"learner": card.id, "days": _KEPT_DAYS}
    strengths, voices, promises, goals, plans, hui = statement(call, _OURS, given)[0]
    sees = audience.seers(call, card.id)
    sharing = sharing_queries.sharing_page(call, card.id)
    looks = stewardship_queries.looks(call, card.id)
    lines = meetings_queries.decisions_about(call, card.id).lines
    told = [line for line in lines if line.card.told_on is not None]
    promised = (*_to_tell(lines), *(_promised(r) for r in opened.kept(promises)))
    review_on = min(_days(opened.kept(plans, Category.PLAN)), default=None)
    return OurPage(
        learner=card,
        children=tuple(c for c, _o in family),
        contact=_contact(call, opened),
        next=_next(promised, review_on, _days(opened.kept(hui, Category.SUPPORTS)), call.today),
        promised=promised,
        strengths=tuple(r[3] for r in opened.kept(strengths, Category.STRENGTHS)),
        voice=voice_in(opened.kept(voices, Category.STRENGTHS), knows_place=False),
        goals=tuple(_goal(call, card, r) for r in opened.kept(goals, Category.PLAN)),
        review_on=review_on,
        seen_plan=audience.words(call, [s for s in sees if s.categories & Category.PLAN and s.ceiling >= 2]),
        asked=_asked(call, card.id),
        decided=tuple(_decided(line.card) for line in told[:_DECIDED]),
        agreed=_agreed(sharing, sees),
        who=tuple(audience.explained_from(call, sees)),
        looked=looks.visits[:_LOOKS],
        today=call.today,
        subjects=frozenset(c.id for c, _o in family),
    )


def _to_tell(lines: Sequence[DecisionLine]) -> tuple[Promised, ...]:
    """Whānau hear from a person first: until then it says who tells them, and by which day."""
    waiting = [line.card for line in lines if line.card.told_on is None and line.card.tell_by is not None]
    return tuple(
        Promised("", card.tell_who.split(" ")[0], card.tell_by, None, str(card.tell_how))
        for card in sorted(waiting, key=lambda c: (c.tell_by, c.id))
        if card.tell_by is not None
    )


def _decided(card: DecisionCard) -> Decided:
    assert card.told_on is not None
    return Decided(card.tell_words, card.told_on, card.start_week, card.review_week, card.offer)


def _asked(call: Call, learner_id: uuid.UUID) -> tuple[Asked, ...]:
    lines = referrals_queries.requests_of(call, learner_id, only_open=True).lines
    return tuple(Asked(x.support, x.ask, x.tag, x.with_whom, x.public_id) for x in lines)


def _promised(row: Sequence[Any]) -> Promised:
    what, by, due, kept = row[3:]
    return Promised(what, by, date.fromisoformat(due), clock.today(datetime.fromisoformat(kept)) if kept else None)


def _goal(call: Call, card: LearnerCard, row: Sequence[Any]) -> GoalShort:
    """Whose goal it is stands there for the learner and for the reader; another adult is never named."""
    words, whose, steps, now = row[3:]
    mine = {card.name, card.short, call.post.person_name, call.post.person_called}
    said = next((name for name in mine if name and whose.startswith(name)), "")
    return GoalShort(words, said, tuple(steps or ()), now)


def _days(rows: Sequence[Sequence[Any]]) -> list[date]:
    return [date.fromisoformat(r[3]) for r in rows]


def _next(promised: Sequence[Promised], review_on: date | None, hui: Sequence[date], today: date) -> tuple[Next, ...]:
    coming = [Next(on, NextKind.HUI, "") for on in set(hui)]
    coming += [
        Next(p.due_on, NextKind.TELLING if p.tells else NextKind.PROMISE, p.tells or p.what, by=p.by)
        for p in promised
        if p.kept_on is None
    ]
    if review_on is not None and review_on >= today:
        coming.append(Next(review_on, NextKind.REVIEW, ""))
    return tuple(sorted(coming, key=lambda n: (n.on, n.kind, n.what)))


def _contact(call: Call, opened: Opened) -> Contact | None:
    """The coordinator of the setting that checked this adult's authority, else its SENCO, else its principal."""
    custodians = {custodian for custodian, *_rest in opened.grants}
    rows = Post.objects.filter(
        cluster_id=call.cluster_id, organisation_id__in=custodians, role__in=[str(r) for r in _RING],
        confirmed_at__isnull=False, valid_from__lte=call.today,
    ).select_related("user", "organisation")  # fmt: skip
    live = [p for p in rows if p.valid_until is None or p.valid_until >= call.today]
    live.sort(key=lambda p: (_RING.index(Role(p.role)), p.valid_from, str(p.id)))
    if not live:
        return None
    post = live[0]
    called = post.user.called or post.user.name.split(" ")[0]
    return Contact(called, post.title, post.user.phone or post.organisation.phone, post.organisation.name)


def _agreed(page: SharingPage, sees: Sequence[Seer]) -> tuple[Agreed, ...]:
    """This adult's own yeses that are live. Whether one is in effect is read from the grants, never said why not."""
    asked = (Question.CLUSTER, Question.ORGANISATION)
    live = [a for q in asked for a in page.answers[q] if a.is_live and a.answer is Answer.YES]
    return tuple(Agreed(int(a.question), a.organisations, a.until_on, _in_effect(a, sees), a.public_id) for a in live)


def _in_effect(answer: AnswerCard, sees: Sequence[Seer]) -> bool:
    kind = HolderKind.CLUSTER_TEAM if answer.question is Question.CLUSTER else HolderKind.ORGANISATION_TEAM
    held = {s.name for s in sees if s.kind is kind and s.reason is Reason.CONSENT}
    return bool(held & set(answer.organisations))
