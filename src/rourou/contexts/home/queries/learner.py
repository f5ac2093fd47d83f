"""One learner's page: one statement for the record, one for who can see it, one for what was agreed."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from rourou.contexts.home.queries._reading import (
    BARS,
    BOTH,
    GRANTS,
    PLACE,
    Opened,
    parameters,
    place_in,
    voice_in,
)
from rourou.contexts.home.types import Lately, LearnerPage, Next, NextKind, Way, Words
from rourou.contexts.people.types import LearnerCard
from rourou.contexts.sharing import queries as sharing_queries
from rourou.contexts.sharing.queries import Sharing, SharingState
from rourou.contexts.sharing.types import Answer
from rourou.foundation.access import audience
from rourou.foundation.access.audience import Seer
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Category
from rourou.foundation.access.roles import ROLES
from rourou.foundation.access.statement import statement
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import NotFound

_LATELY, _NEXT = 3, 5

# Every array begins with custodian, category, sensitivity, so that the grants of the call can be laid beside it.
_PAGE: Final = f"""
select l.name, l.called, l.say_it, l.year_level, {GRANTS}, {BARS},
{PLACE},
(select json_agg(json_build_array(s.custodian_id, 8, s.sensitivity, s.kind, s.words, s.whose) order by s.place, s.id)
 from register_public_strength s where s.cluster_id = l.cluster_id and s.learner_id = l.id),
(select json_agg(json_build_array(n.custodian_id, n.category, n.sensitivity, n.gets_in_the_way, n.helps)
   order by n.place, n.id)
 from register_public_need n where n.cluster_id = l.cluster_id and n.learner_id = l.id),
(select json_agg(v.said) from (select json_build_array(v.custodian_id, 8, v.sensitivity, v.words, v.english, v.who,
   v.form, v.language, v.said_on, v.told_to) as said
 from register_public_voice v where v.cluster_id = l.cluster_id and v.learner_id = l.id and v.speaker = 'learner'
   and not v.is_kept order by v.said_on desc, v.id desc limit 1) v),
(select json_agg(t.noted) from (select json_build_array(t.custodian_id, t.category, t.sensitivity, t."on",
   coalesce(nullif(t.title, ''), t.promise), t.words, t.written_name) as noted
 from register_public_note t where t.cluster_id = l.cluster_id and t.learner_id = l.id
   and (t.promise = '' and (t.title <> '' or t.words <> '') or t.kept_at is not null)
 order by t."on" desc, t.id desc limit {_LATELY}) t),
(select json_agg(t.due) from (select json_build_array(t.custodian_id, t.category, t.sensitivity, t.due_on, t.promise,
   t.id) as due from register_public_note t where t.cluster_id = l.cluster_id and t.learner_id = l.id
   and t.promise <> '' and t.kept_at is null order by t.due_on, t.id limit {_NEXT}) t),
(select json_agg(json_build_array(e.custodian_id, 16, 2, e.next_on, e.next_what)) from register_public_entry e
 where e.cluster_id = l.cluster_id and e.learner_id = l.id and e.next_on >= %(today)s),
(select json_agg(json_build_array(p.custodian_id, 64, 2, p.review_on)) from plans_public_plan p
 where p.cluster_id = l.cluster_id and p.learner_id = l.id),
(select json_agg(json_build_array(r.custodian_id, 32, r.sensitivity, r.hui_on)) from referrals_public_request r
 where r.cluster_id = l.cluster_id and r.learner_id = l.id and r.hui_on >= %(today)s),
(select json_agg(json_build_array(a.custodian_id, 2048, 2, a.answer, a.until_on, a.is_confirmed))
 from sharing_public_answer a where a.cluster_id = l.cluster_id and a.learner_id = l.id and a.question = 2)
from people_public_learner l where l.cluster_id = %(cluster)s and l.id = %(learner)s
"""


@query(Permission.LEARNER_READ, audits=Event.LEARNER_LOOKED_AT, purposes=BOTH)
def learner_page(call: Call, learner_id: uuid.UUID) -> LearnerPage:
    """Strengths first, then what helps, then what is next, and who can see it: for the team and for the cluster."""
    rows = statement(call, _PAGE, parameters(call, BOTH) | {"learner": learner_id}, prepared=True)
    if not rows:
        raise NotFound
    name, called, say_it, year, grants, bars, place, strengths, needs, voices, *dated = rows[0]
    notes, due, entries, plans, hui, answers = dated
    opened = Opened.read(grants, bars)
    if not opened.any(Category.IDENTITY):
        raise NotFound
    sees, sections = audience.seers(call, learner_id), _sections(call, opened)
    in_words = opened.kept(strengths, Category.STRENGTHS)
    knows_place = opened.any(Category.LOCATION)
    return LearnerPage(
        learner=LearnerCard(learner_id, name, called, say_it, year, call.public(learner_id)),
        place=place_in(opened, place),
        voice=voice_in(opened.kept(voices, Category.STRENGTHS), knows_place),
        strengths=_of("strength", in_words) if opened.any(Category.STRENGTHS) else None,
        hopes=_of("hope", in_words),
        ways=tuple(Way(r[3], r[4]) for r in opened.kept(needs)) if opened.any(Category.NEEDS) else None,
        lately=_lately(opened.kept(notes)) if opened.any(Category.PROGRESS) else None,
        next=_next(
            {
                NextKind.PROMISE: opened.kept(due),
                NextKind.ENTRY: opened.kept(entries, Category.NEEDS),
                NextKind.REVIEW: opened.kept(plans, Category.PLAN),
                NextKind.HUI: opened.kept(hui, Category.SUPPORTS),
            }
        ),
        sharing=_agreed(opened.kept(answers, Category.FAMILY), call.today) if "sharing" in sections else None,
        shared_until=opened.planning_until,
        seen_strengths=_seen(call, sees, Category.STRENGTHS),
        seen_needs=_seen(call, sees, Category.NEEDS),
        who=_who(call, sees),
        sections=sections,
        at=call.at,
        subjects=frozenset({learner_id}),
    )


def _of(kind: str, rows: list[list[Any]]) -> tuple[Words, ...]:
    return tuple(Words(words, whose) for _c, _k, _s, which, words, whose in rows if which == kind)


def _lately(rows: list[list[Any]]) -> tuple[Lately, ...]:
    return tuple(Lately(date.fromisoformat(r[3]), r[4], r[5], r[6]) for r in rows)


def _next(dated: dict[NextKind, list[list[Any]]]) -> tuple[Next, ...]:
    """Everything with a day on it, the soonest first; the same thing once."""
    reviews = {r[3] for r in dated[NextKind.REVIEW]}
    dated[NextKind.ENTRY] = [r for r in dated[NextKind.ENTRY] if r[3] not in reviews]  # the register says it too
    found = [
        Next(date.fromisoformat(r[3]), kind, r[4] if len(r) > 4 else "", uuid.UUID(r[5]) if len(r) > 5 else None)
        for kind, rows in dated.items()
        for r in rows
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda n: (n.on, n.kind, n.what))[:_NEXT])


def _agreed(rows: list[list[Any]], today: date) -> SharingState:
    """What stands for answer 2: a No of anybody is a No, a yes waits for its second person, the soonest end counts."""
    if any(answer == Answer.NO for _c, _k, _s, answer, _until, _confirmed in rows):
        return SharingState(Sharing.NO)
    if not rows:
        return SharingState(Sharing.NOT_ASKED)
    if not all(confirmed for *_rest, confirmed in rows):
        return SharingState(Sharing.TO_CONFIRM)
    until = min((date.fromisoformat(day) for _c, _k, _s, _a, day, _confirmed in rows if day), default=None)
    soon = until is not None and until - today <= sharing_queries.SOON
    return SharingState(Sharing.ENDS_SOON if soon else Sharing.YES, until)


def _seen(call: Call, sees: Iterable[Seer], category: Category) -> audience.Audience:
    return audience.words(call, [s for s in sees if s.categories & category and s.ceiling >= 2])


def _who(call: Call, sees: list[Seer]) -> tuple[audience.Why, ...]:
    may = Permission.ACCESS_EXPLAIN in ROLES[call.role].permissions
    return tuple(audience.explained_from(call, sees)) if may else ()


def _sections(call: Call, opened: Opened) -> frozenset[str]:
    """Which pages about this learner this hat could open."""
    may = ROLES[call.role].permissions
    open_to_them = {
        "entry": Permission.REGISTER_WRITE in may and opened.inside,
        "timeline": opened.any(Category.PROGRESS),
        "plan": Permission.PLAN_READ in may and opened.any(Category.PLAN),
        "requests": Permission.REQUEST_READ in may and opened.any(Category.SUPPORTS),
        "sharing": Permission.SHARING_READ in may and opened.inside and opened.any(Category.FAMILY),
        "people": Permission.PEOPLE_READ in may and opened.inside and opened.any(Category.FAMILY),
        "note": Permission.NOTE_WRITE in may and opened.inside,
        "ask": Permission.REQUEST_WRITE in may and opened.inside,
        "move": Permission.MOVE_MANAGE in may and opened.inside,
    }
    return frozenset(name for name, is_open in open_to_them.items() if is_open)
