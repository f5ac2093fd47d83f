"""Who can see this, and why: read from the same grants that open it, so that the words equal the rule (ux.md S8)."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext, gettext_noop

from rourou.foundation.access import opened
from rourou.foundation.access.call import Call
from rourou.foundation.access.purposes import CATEGORY_WORDS, REASON_WORDS, Category, Hat, HolderKind, Purpose, Reason
from rourou.foundation.access.roles import Role
from rourou.foundation.kernel import clock
from rourou.foundation.store import planned

_WHO: Final = """
select w.kind, w.role, w.place_id, w.purpose, w.custodian_id, w.categories, w.ceiling, w.reason, w.source_id,
w.valid_until,
       coalesce(o.name, u.name, ''),
       case when w.kind = 5 then array(select p.role from tenancy_post p where p.user_id = w.place_id
         and p.organisation_id = w.custodian_id and p.confirmed_at is not null
         and p.cluster_id = nullif(current_setting('app.cluster', true), '')::uuid
         and p.valid_from <= (select tenancy_today())
         and (p.valid_until is null or p.valid_until >= (select tenancy_today()))) end
from access_who(%s) w
left join tenancy_organisation o on o.id = w.place_id and w.kind in (1, 3, 4)
left join tenancy_user u on u.id = w.place_id and w.kind = 5
"""
# Whānau first, then who is nearest.
_ORDER: Final = {
    HolderKind.CLASS: 1, HolderKind.ROLE: 2, HolderKind.PERSON: 3, HolderKind.ORGANISATION_TEAM: 4,
    HolderKind.CLUSTER_TEAM: 5, HolderKind.ROOM: 6,
}  # fmt: skip
_FAMILY: Final = frozenset({Reason.SELF, Reason.GUARDIANSHIP})
_MOST_SENSITIVE: Final = 3

_FEW_TEAMS: Final = 4
_ROLES: Final[dict[str, str]] = {
    Role.COORDINATOR: gettext_noop("the setting’s coordinator"),
    Role.SENCO: gettext_noop("the setting’s SENCO"),
    Role.SCHOOL_PRINCIPAL: gettext_noop("the principal"),
}


@dataclass(frozen=True, slots=True)
class Seer:
    """One holder of live grants on one learner: who, what they may see, why, until when."""

    kind: HolderKind
    role: str
    place_id: uuid.UUID | None
    name: str
    purpose: Purpose
    categories: Category
    ceiling: int
    reason: Reason
    source_id: uuid.UUID
    until: date | None
    custodian_id: uuid.UUID | None = None
    seats: tuple[str, ...] = ()
    """The roles that a named person holds where this record is kept."""


@dataclass(frozen=True, slots=True)
class Audience:
    """The audience line: who sees a thing, in words, and who does not."""

    seen_by: tuple[str, ...]
    not_shared: tuple[str, ...]

    @property
    def text(self) -> str:
        """One line, as it is signed into a form's stamp."""
        return "; ".join(self.seen_by) + " | " + "; ".join(self.not_shared)


def seers(call: Call, learner_id: uuid.UUID) -> list[Seer]:
    """Every live holder for a learner the call reaches; nobody for one it does not."""
    opened.current()
    with planned.once() as cursor:
        cursor.execute(_WHO, [learner_id])
        rows = cursor.fetchall()
    found = [
        Seer(
            HolderKind(kind), role, place, name, Purpose(purpose), Category(categories), ceiling, Reason(reason),
            source,
            None if until.year > 9000 else last_day(until), custodian, tuple(seats or ()),
        )
        for kind, role, place, purpose, custodian, categories, ceiling, reason, source, until, name, seats in rows
        if kind != HolderKind.SYSTEM
    ]  # fmt: skip
    return sorted(found, key=_nearness)


def _nearness(seer: Seer) -> tuple[int, int, str]:
    roles = list(_ROLES)
    of_role = roles.index(Role(seer.role)) if seer.role in roles else len(roles)
    return 0 if seer.reason in _FAMILY else _ORDER[seer.kind], of_role, seer.name


def last_day(until: datetime) -> date:
    """The last day on which a grant that ends at this moment still opens something."""
    return clock.today(until - timedelta(seconds=1))


def audience(call: Call, learner_id: uuid.UUID, category: Category, sensitivity: int = 2) -> Audience:
    """Who would see a row of this category and sensitivity about this learner, as the policies would have it."""
    sees = [s for s in seers(call, learner_id) if s.categories & category and s.ceiling >= sensitivity]
    return words(call, sees)


def words(call: Call, sees: Iterable[Seer]) -> Audience:
    """Holders as people say them: to whānau no adult is named, to anybody each team once."""
    listed = list(sees)
    say = _saying(call, listed)
    said = list(dict.fromkeys(say(s) for s in _once(listed)))
    cluster = any(s.kind is HolderKind.CLUSTER_TEAM for s in listed)
    others = () if cluster else (gettext("the rest of the cluster"),)
    you = [gettext("you")] if any(_mine(call, s) for s in listed) else []
    return Audience(tuple([*said, *you] if call.hat is Hat.STAFF else [*you, *said]), others)


def _once(sees: list[Seer]) -> list[Seer]:
    """Somebody who is named and also holds a role that is said is said by the role."""
    roles = {(s.place_id, s.role) for s in sees if s.kind is HolderKind.ROLE}
    return [s for s in sees if not any((s.custodian_id, role) in roles for role in s.seats)]


def _mine(call: Call, seer: Seer) -> bool:
    """Whether the caller bears this holder. A teacher of the setting who reaches a learner has the learner's class."""
    if seer.kind is HolderKind.PERSON:
        return seer.place_id == call.person_id
    if seer.kind is HolderKind.CLASS:
        return call.role is Role.TEACHER and seer.custodian_id == call.organisation_id
    if seer.kind is HolderKind.ROOM:
        return seer.place_id == call.room_id
    teams = {HolderKind.ORGANISATION_TEAM, HolderKind.CLUSTER_TEAM}
    in_role = seer.kind is HolderKind.ROLE and seer.role == call.role
    return seer.place_id == call.organisation_id and (seer.kind in teams or in_role)


def _knows_place(call: Call, sees: Iterable[Seer]) -> bool:
    """Names of staff tell where a learner is: they are said only to those who may know that."""
    return call.hat is Hat.STAFF and any(s.categories & Category.LOCATION and _mine(call, s) for s in sees)


def _saying(call: Call, sees: Iterable[Seer]) -> Callable[[Seer], str]:
    """How each of these holders is said to this reader. Many teams of the cluster are one line with their number."""
    listed = list(sees)
    knows = _knows_place(call, listed)
    teams = len({s.place_id for s in listed if s.kind is HolderKind.CLUSTER_TEAM})
    many = gettext("the cluster’s teams at %(count)s organisations") % {"count": teams} if teams > _FEW_TEAMS else ""

    def say(seer: Seer) -> str:
        return many if many and seer.kind is HolderKind.CLUSTER_TEAM else _said(call, seer, knows)

    return say


def _said(call: Call, seer: Seer, knows: bool) -> str:
    if seer.kind is HolderKind.PERSON:
        if seer.reason is Reason.GUARDIANSHIP:
            return gettext("checked whānau")
        if seer.reason is Reason.SELF:
            return gettext("the learner themselves")
        if seer.reason is Reason.ENROLMENT and not knows and seer.place_id != call.person_id:
            return gettext("a keeper of the setting’s most sensitive records")
        return seer.name if knows or seer.place_id == call.person_id else gettext("a person named for this support")
    if seer.kind is HolderKind.CLASS:
        return gettext("their class teacher")
    if seer.kind is HolderKind.ROLE:
        return gettext(_ROLES.get(seer.role, seer.role))
    if seer.kind is HolderKind.CLUSTER_TEAM:
        return gettext("the cluster’s team at %(name)s") % {"name": seer.name}
    if seer.kind is HolderKind.ORGANISATION_TEAM:
        return seer.name
    return gettext("people at the hui")


@dataclass(frozen=True, slots=True)
class Why:
    """One line of "who can see this, and why"."""

    who: str
    sees: str
    why: str
    until: date | None
    purpose: Purpose


def explained(call: Call, learner_id: uuid.UUID) -> list[Why]:
    """Who can see this learner's record, what, why and until when: the grants themselves, in words.

    Those who see the same for the same reason stand on one line.
    """
    return explained_from(call, seers(call, learner_id))


def explained_from(call: Call, sees: Iterable[Seer]) -> list[Why]:
    """The same for a page that has read the holders already."""
    listed = list(sees)
    say = _saying(call, listed)
    merged: dict[tuple[str, Reason, Purpose], list[Seer]] = defaultdict(list)
    for seer in listed:
        merged[say(seer), seer.reason, seer.purpose].append(seer)
    together: dict[tuple[str, str, date | None, Purpose], list[str]] = defaultdict(list)
    for (who, reason, purpose), rows in merged.items():
        together[_categories(rows), gettext(REASON_WORDS[reason]), _soonest(rows), purpose].append(who)
    return [Why(", ".join(who), *same) for same, who in together.items()]


def _categories(rows: list[Seer]) -> str:
    opened_up = 0  # plain integers: this is asked for every holder of every page about a learner
    for row in rows:
        opened_up |= int(row.categories)
    if opened_up & int(Category.FAMILY):
        if any(row.ceiling >= _MOST_SENSITIVE for row in rows):
            return gettext("everything the setting holds, and what is most sensitive")
        return gettext("everything the setting holds")
    return ", ".join(gettext(word) for category, word in CATEGORY_WORDS.items() if opened_up & int(category))


def _soonest(rows: list[Seer]) -> date | None:
    dated = [row.until for row in rows if row.until is not None]
    return min(dated) if dated else None
