"""Facts as values: what the compiler reads of one cluster and one learner, as ids, codes and dates only."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from rourou.foundation.access.grants import FOREVER, HolderKey
from rourou.foundation.access.purposes import Category, HolderKind
from rourou.foundation.kernel import clock


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment to a moment. `until` is the earliest of everything a grant rests on."""

    start: datetime
    end: datetime

    def within(self, other: "Span") -> "Span | None":
        """What both cover, or None."""
        both = Span(max(self.start, other.start), min(self.end, other.end))
        return both if both.start < both.end else None


ALWAYS = Span(datetime(2000, 1, 1, tzinfo=clock.UTC), FOREVER)


@dataclass(frozen=True, slots=True)
class Enrolment:
    id: uuid.UUID
    custodian: uuid.UUID
    class_id: uuid.UUID | None
    span: Span


@dataclass(frozen=True, slots=True)
class Authority:
    id: uuid.UUID
    custodian: uuid.UUID
    member: uuid.UUID | None
    user: uuid.UUID | None
    kind: str
    span: Span
    is_confirmed: bool
    is_paused: bool
    may_see_three: bool


@dataclass(frozen=True, slots=True)
class Consent:
    id: uuid.UUID
    custodian: uuid.UUID
    question: int
    answer: str
    organisations: tuple[uuid.UUID, ...]
    categories: Category
    ceiling: int
    giver: uuid.UUID | None
    by_learner: bool
    span: Span
    is_confirmed: bool
    recorded_at: str


@dataclass(frozen=True, slots=True)
class Named:
    id: uuid.UUID
    custodian: uuid.UUID
    kind: str
    user: uuid.UUID
    organisation: uuid.UUID | None
    categories: Category
    ceiling: int
    span: Span
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Restriction:
    id: uuid.UUID
    person: uuid.UUID
    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Handover:
    """A move to another setting: what whānau let travel, whether the new side accepted, when the old side closes."""

    id: uuid.UUID
    custodian: uuid.UUID
    to: uuid.UUID
    categories: Category
    span: Span
    moves_at: datetime
    accepted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Room:
    """Everybody present: each with the holders they bear."""

    id: uuid.UUID
    present: tuple[tuple[uuid.UUID, frozenset[HolderKey]], ...]


@dataclass(slots=True)
class LearnerFacts:
    enrolments: list[Enrolment] = field(default_factory=list)
    authorities: list[Authority] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    restrictions: list[Restriction] = field(default_factory=list)
    protected: list[Span] = field(default_factory=list)
    whanau_users: list[tuple[uuid.UUID, uuid.UUID]] = field(default_factory=list)
    rooms: list[Room] = field(default_factory=list)
    handovers: list[Handover] = field(default_factory=list)


@dataclass(slots=True)
class ClusterFacts:
    """The protocol on sharing in force, who signed it, who is a member, who keeps what is highly sensitive."""

    protocol: Span | None = None
    categories: Category = field(default_factory=lambda: Category(0))
    ceiling: int = 0
    signers: frozenset[uuid.UUID] = frozenset()
    members: dict[uuid.UUID, list[Span]] = field(default_factory=lambda: defaultdict(list))
    keepers: dict[uuid.UUID, list[tuple[uuid.UUID, uuid.UUID, Span]]] = field(default_factory=lambda: defaultdict(list))


def _id(value: str | None) -> uuid.UUID | None:
    return uuid.UUID(value) if value else None


def _span(fact: dict[str, Any]) -> Span:
    start = clock.start_of_day(date.fromisoformat(fact["from"])) if fact.get("from") else ALWAYS.start
    end = clock.end_of_day(date.fromisoformat(fact["until"])) if fact.get("until") else FOREVER
    if ended := fact.get("ended"):
        end = min(end, datetime.fromisoformat(ended))
    return Span(start, end)


def _enrolment(facts: LearnerFacts, fact: dict[str, Any]) -> None:
    facts.enrolments.append(
        Enrolment(uuid.UUID(fact["id"]), uuid.UUID(fact["custodian"]), _id(fact["class"]), _span(fact))
    )


def _authority(facts: LearnerFacts, fact: dict[str, Any]) -> None:
    facts.authorities.append(
        Authority(
            uuid.UUID(fact["id"]), uuid.UUID(fact["custodian"]), _id(fact["member"]), _id(fact["user"]), fact["kind"],
            _span(fact), bool(fact["confirmed"]), bool(fact["paused"]), bool(fact["three"]),
        )
    )  # fmt: skip


def _consent(facts: LearnerFacts, fact: dict[str, Any]) -> None:
    facts.consents.append(
        Consent(
            uuid.UUID(fact["id"]), uuid.UUID(fact["custodian"]), fact["question"], fact["answer"],
            tuple(uuid.UUID(o) for o in fact["organisations"]), Category(fact["categories"]), fact["ceiling"],
            _id(fact["giver"]), bool(fact["by_learner"]), _span(fact), bool(fact["confirmed"]), fact["recorded_at"],
        )
    )  # fmt: skip


def _named(facts: LearnerFacts, fact: dict[str, Any]) -> None:
    facts.named.append(
        Named(
            uuid.UUID(fact["id"]), uuid.UUID(fact["custodian"]), fact["kind"], uuid.UUID(fact["user"]),
            _id(fact["organisation"]), Category(fact["categories"]), fact["ceiling"], _span(fact),
            bool(fact["confirmed"]),
        )
    )  # fmt: skip


def _restriction(facts: LearnerFacts, fact: dict[str, Any]) -> None:
    facts.restrictions.append(Restriction(uuid.UUID(fact["id"]), uuid.UUID(fact["person"]), fact["kind"], _span(fact)))


def _protected(facts: LearnerFacts, fact: dict[str, Any]) -> None:
    facts.protected.append(_span(fact))


def _whanau(facts: LearnerFacts, fact: dict[str, Any]) -> None:
    facts.whanau_users.append((uuid.UUID(fact["id"]), uuid.UUID(fact["user"])))


def _room(facts: LearnerFacts, fact: dict[str, Any]) -> None:
    present = tuple(
        (
            uuid.UUID(person["user"]),
            frozenset(HolderKey(HolderKind(h["kind"]), h["role"], _id(h["place"])) for h in person["holders"]),
        )
        for person in fact["present"] or []
    )
    facts.rooms.append(Room(uuid.UUID(fact["id"]), present))


def _handover(facts: LearnerFacts, fact: dict[str, Any]) -> None:
    accepted = datetime.fromisoformat(fact["accepted"]) if fact["accepted"] else None
    facts.handovers.append(
        Handover(
            uuid.UUID(fact["id"]), uuid.UUID(fact["custodian"]), uuid.UUID(fact["to"]), Category(fact["categories"]),
            _span(fact), clock.start_of_day(date.fromisoformat(fact["moves"])), accepted,
        )
    )  # fmt: skip


_OF_LEARNER = {
    "enrolment": _enrolment, "authority": _authority, "consent": _consent, "named": _named,
    "restriction": _restriction, "protected": _protected, "whanau": _whanau, "room": _room,
    "handover": _handover,
}  # fmt: skip


def _of_cluster(cluster: ClusterFacts, fact: dict[str, Any]) -> None:
    if fact["what"] == "protocol":
        cluster.protocol = _span(fact)
        cluster.categories, cluster.ceiling = Category(fact["categories"]), fact["ceiling"]
        cluster.signers = frozenset(uuid.UUID(o) for o in fact["signers"] or [])
    elif fact["what"] == "member":
        cluster.members[uuid.UUID(fact["organisation"])].append(_span(fact))
    elif fact["what"] == "keeper":
        keeper = (uuid.UUID(fact["user"]), uuid.UUID(fact["id"]), _span(fact))
        cluster.keepers[uuid.UUID(fact["organisation"])].append(keeper)


def sort_out(rows: Iterable[dict[str, Any]]) -> tuple[ClusterFacts, dict[uuid.UUID, LearnerFacts]]:
    """Rows of the facts function, as values: one set for the cluster, one for each learner."""
    cluster, learners = ClusterFacts(), defaultdict[uuid.UUID, LearnerFacts](LearnerFacts)
    for fact in rows:
        if fact["subject"] is None:
            _of_cluster(cluster, fact)
        else:
            _OF_LEARNER[fact["what"]](learners[fact["subject"]], fact)
    return cluster, dict(learners)
