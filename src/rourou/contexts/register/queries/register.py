"""The two registers, each one statement: the setting's own, and what answer 2 lets through to the cluster.

The form is the adaptive one: a viewer who reaches at most 300 learners gets their ids first; for anybody else the
list is walked under row security, and the gate checks the learners shown against the grants.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from rourou.contexts.people.types import LearnerCard
from rourou.contexts.register.types import PAGE, YEARS, After, Answered, Due, EntryStatus, Filters
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose, Withheld
from rourou.foundation.access.reach import few_ids
from rourou.foundation.access.statement import statement
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.text import search_words

MANY: Final = 100
PLANNING: Final = frozenset({Purpose.PLANNING})
SOON: Final = timedelta(weeks=3)
EVERYBODY: Final = Filters()


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One learner on a setting's register."""

    learner: LearnerCard
    room: str
    helps_first: str
    status: EntryStatus
    next_on: date | None
    next_what: str


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Fifty rows, what was asked for, and how many there are (None: more than 300, which is not counted)."""

    rows: tuple[RegisterRow, ...]
    found: int | None
    total: int | None
    after: After | None
    today: date
    place: str
    subjects: frozenset[uuid.UUID]


@dataclass(frozen=True, slots=True)
class SharedRow:
    """One learner on the cluster's register: only what whānau said yes to."""

    learner: LearnerCard
    place: str | Withheld
    helps_first: str
    areas: tuple[str, ...]
    status: EntryStatus


@dataclass(frozen=True, slots=True)
class SharedPage:
    """Fifty rows of the cluster's register. It is never typed: it is derived from consent at each reading."""

    rows: tuple[SharedRow, ...]
    after: After | None
    today: date
    cluster: str
    subjects: frozenset[uuid.UUID]


# What was asked for, as conditions. No text from outside stands in a statement: values are set aside in `values`.

_DUE: Final[Mapping[Due, str]] = {
    Due.PAST: "e.next_on < %(today)s",
    Due.WEEKS_3: "e.next_on between %(today)s and %(soon)s",
    Due.NONE: "e.next_on is null",
}
_ANSWER: Final = (
    "exists (select 1 from sharing_public_answer a where a.cluster_id = l.cluster_id and a.learner_id = l.id"
    " and a.question = 2"
)
_NO: Final = _ANSWER + " and a.answer = 'no')"
_SHARING: Final[Mapping[Answered, str]] = {
    Answered.YES: f"{_ANSWER} and a.answer = 'yes' and a.is_confirmed) and not {_NO}",
    Answered.TO_CONFIRM: f"{_ANSWER} and a.answer = 'yes' and not a.is_confirmed) and not {_NO}",
    Answered.NO: _NO,
    Answered.NOT_ASKED: f"not {_ANSWER})",
}
_AREA: Final = (
    "exists (select 1 from register_public_need n where n.cluster_id = l.cluster_id and n.learner_id = l.id"
    " and n.area = %(area)s)"
)


def _where(call: Call, filters: Filters, values: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Conditions on the learner, and on the entry."""
    made = []
    for number, word in enumerate(search_words(filters.name)):
        values[f"word_{number}"] = f"%{word}%"
        made.append(f"l.search like %(word_{number})s")
    if filters.year is not None:
        values["first_year"], values["last_year"] = YEARS[filters.year]
        early = values["last_year"] is None
        made.append("l.year_level is null" if early else "l.year_level between %(first_year)s and %(last_year)s")
    if filters.area is not None:
        values["area"] = str(filters.area)
        made.append(_AREA)
    if filters.sharing is not None:
        made.append(_SHARING[filters.sharing])
    if filters.due is None:
        return made, []
    values |= {"today": call.today, "soon": call.today + SOON}
    return made, [_DUE[filters.due]]


def _few(call: Call, values: dict[str, Any], column: str) -> list[str]:
    ids = few_ids(call)
    if ids is None:
        return []
    values["ids"] = ids
    return [f"{column} = any(%(ids)s::uuid[])"]


def _and(conditions: list[str]) -> str:
    return "".join(f" and {condition}" for condition in conditions)


def _card(call: Call, r: tuple[Any, ...], at: int) -> LearnerCard:
    return LearnerCard(r[at], r[at + 1], r[at + 2], r[at + 3], r[at + 4], call.public(r[at]))


# The setting's own. Entries are walked in their order, and each learner is looked up by key: what it costs depends on
# how many rows are walked, and never on how large the cluster or the country is.

_LEARNER: Final = """ cross join lateral (
    select l.cluster_id, l.id, l.name, l.called, l.say_it, l.year_level from people_public_learner l
    where l.cluster_id = %(cluster)s and l.id = {of}.learner_id{where} offset 0) l"""
_COLUMNS: Final = "l.id, l.name, l.called, l.say_it, l.year_level"
_SETTING: Final = """
with found as materialized (
    select e.id as entry_id, coalesce(e.next_on, date '9999-12-31') as key_on, e.learner_id, e.helps_first, e.status,
           e.next_on, e.next_what{columns}
    from register_entry e{learner}
    where e.cluster_id = %(cluster)s and e.custodian_id = %(setting)s and e.status <> 'closed'{where}
    order by coalesce(e.next_on, date '9999-12-31'), e.id limit {limit})
select page.entry_id, page.key_on, {shown}, page.helps_first, page.status, page.next_on, page.next_what, room.room,
       {counts}
from (select * from found order by key_on, entry_id limit {page}) page{lookup}
left join lateral (
    select p.room from people_public_placing p
    where p.cluster_id = %(cluster)s and p.learner_id = page.learner_id and p.custodian_id = %(setting)s
    limit 1) room on true
order by page.key_on, page.entry_id
"""
_TOTAL: Final = """(select count(*) from (
    select 1 from register_entry e
    where e.cluster_id = %(cluster)s and e.custodian_id = %(setting)s and e.status <> 'closed'{where}
    limit {limit}) c)"""


@query(Permission.REGISTER_READ, audits=Event.REGISTER_READ)
def register_page(call: Call, filters: Filters = EVERYBODY) -> RegisterPage:
    """The caller's own setting's register, soonest date first."""
    values: dict[str, Any] = {"cluster": call.cluster_id, "setting": call.organisation_id}
    few = _few(call, values, "e.learner_id")
    of_learner, of_entry = _where(call, filters, values)
    first, narrowed = filters.after is None, bool(of_learner or of_entry)
    total = _TOTAL.format(where=_and(few), limit=MANY + 1)
    sql = _SETTING.format(
        columns=f", {_COLUMNS}" if of_learner else "",
        learner=_LEARNER.format(of="e", where=_and(of_learner)) if of_learner else "",
        where=_and([*few, *of_entry]) + _after_date(filters, values), limit=MANY + 1 if first else PAGE + 1,
        shown=_COLUMNS.replace("l.", "page.") if of_learner else _COLUMNS,
        lookup="" if of_learner else _LEARNER.format(of="page", where=""), page=PAGE + 1,
        counts=_counts(first=first, narrowed=narrowed, total=total),
    )  # fmt: skip
    rows = statement(call, sql, values, prepared=True, walks=bool(of_learner) and not few)
    shown = rows[:PAGE]
    found, every = rows[0][12:14] if rows else (0, _number(call, total, values) if narrowed else 0)
    return RegisterPage(
        tuple(_row(call, r) for r in shown), _no_more_than_many(found), _no_more_than_many(every),
        After(shown[-1][1].isoformat(), shown[-1][0]) if len(rows) > PAGE else None,
        call.today, call.post.organisation_name, frozenset(r[2] for r in shown),
    )  # fmt: skip


def _after_date(filters: Filters, values: dict[str, Any]) -> str:
    if filters.after is None:
        return ""
    values |= {"after_on": filters.after.key, "after_id": filters.after.id}
    return " and (coalesce(e.next_on, date '9999-12-31'), e.id) > (%(after_on)s::date, %(after_id)s)"


def _counts(*, first: bool, narrowed: bool, total: str) -> str:
    """How many were found and how many there are, counted no further than `MANY`, and on the first page only."""
    if not first:
        return "null::bigint, null::bigint"
    found = "(select count(*) from found)"
    return f"{found}, {total if narrowed else found}"


def _number(call: Call, total: str, values: dict[str, Any]) -> int:
    """Nothing was found: how many there would have been."""
    number: int = statement(call, f"select {total}", values)[0][0]
    return number


def _no_more_than_many(number: int | None) -> int | None:
    return None if number is None or number > MANY else number


def _row(call: Call, r: tuple[Any, ...]) -> RegisterRow:
    return RegisterRow(_card(call, r, 2), r[11] or "", r[7], EntryStatus(r[8]), r[9], r[10])


# The cluster's. Learners are walked by name out of the covering index, which holds all that a row shows of them.

_CLUSTER: Final = """
with page as materialized (
    select l.sort_key, l.id, l.name, l.called, l.say_it, l.year_level, e.helps_first, e.status, e.custodian_id
    from people_public_learner l
    cross join lateral (
        select e.custodian_id, e.helps_first, e.status from register_public_entry e
        where e.cluster_id = %(cluster)s and e.learner_id = l.id order by e.opened_on desc, e.id limit 1) e
    where l.cluster_id = %(cluster)s{where}{after}
    order by l.sort_key, l.id limit {limit})
select page.id, page.name, page.called, page.say_it, page.year_level, page.helps_first, page.status, place.name,
       need.areas
from page
left join lateral (
    select o.name from people_public_placing p join tenancy_organisation o on o.id = p.custodian_id
    where p.cluster_id = %(cluster)s and p.learner_id = page.id and p.custodian_id = page.custodian_id
    limit 1) place on true
left join lateral (
    select array_agg(distinct n.area) as areas from register_public_need n
    where n.cluster_id = %(cluster)s and n.learner_id = page.id and n.custodian_id = page.custodian_id) need on true
order by page.sort_key, page.id
"""


@query(Permission.CLUSTER_REGISTER_READ, audits=Event.CLUSTER_REGISTER_READ, purposes=PLANNING)
def cluster_register_page(call: Call, filters: Filters = EVERYBODY) -> SharedPage:
    """Learners whom whānau let the cluster plan for, by name. Nobody else is in it, whatever is asked for."""
    values: dict[str, Any] = {"cluster": call.cluster_id}
    few = _few(call, values, "l.id")
    asked = Filters(name=filters.name, year=filters.year, area=filters.area)  # dates and answers are the setting's own
    where = _and([*few, *_where(call, asked, values)[0]])
    sql = _CLUSTER.format(where=where, after=_after_name(filters, values), limit=PAGE + 1)
    rows = statement(call, sql, values, prepared=True, walks=not few)
    shown = rows[:PAGE]
    return SharedPage(
        tuple(_shared(call, r) for r in shown), After("", shown[-1][0]) if len(rows) > PAGE else None,
        call.today, call.post.cluster_name, frozenset(r[0] for r in shown),
    )  # fmt: skip


def _after_name(filters: Filters, values: dict[str, Any]) -> str:
    if filters.after is None:
        return ""
    values["after_id"] = filters.after.id  # the anchor's name never stands in an address: it is looked up here
    return (
        " and (l.sort_key, l.id) > (select a.sort_key, a.id from people_public_learner a"
        " where a.cluster_id = %(cluster)s and a.id = %(after_id)s)"
    )


def _shared(call: Call, r: tuple[Any, ...]) -> SharedRow:
    return SharedRow(_card(call, r, 0), r[7] or Withheld(), r[5], tuple(r[8] or ()), EntryStatus(r[6]))
