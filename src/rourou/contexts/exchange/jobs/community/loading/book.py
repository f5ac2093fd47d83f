"""The labels of an invented community as they stand in the store: ids by keyed hash, people, posts and their calls."""

import contextlib
import threading
import uuid
from collections import defaultdict
from dataclasses import dataclass, field

from rourou.contexts.exchange.jobs.community.shapes import Community, Person
from rourou.foundation.access import call as calls
from rourou.foundation.access.call import Call
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.roles import ROLES, Role
from rourou.foundation.kernel import ids
from rourou.foundation.kernel.errors import Fault
from rourou.foundation.tenancy.models import Cluster, Organisation, User

COORDINATING = frozenset({Role.COORDINATOR, Role.SENCO})


@dataclass(frozen=True, slots=True)
class Seat:
    """A post that somebody holds at a setting."""

    setting: str
    role: Role
    post_id: uuid.UUID


@dataclass
class Book:
    """One community while it is loaded. What was made is looked up here by its label."""

    seed: str
    community: Community
    cluster: Cluster
    settings: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    seats: dict[str, list[Seat]] = field(default_factory=lambda: defaultdict(list))
    rooms: dict[str, uuid.UUID] = field(default_factory=dict)
    members: dict[tuple[str, str], uuid.UUID] = field(default_factory=dict)  # (learner, adult) → whānau member
    made: dict[str, uuid.UUID] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)  # rounds, as people call them
    one_at_a_time: threading.Lock = field(default_factory=threading.Lock)
    _calls: dict[uuid.UUID, Call] = field(default_factory=dict)

    def labelled(self, *parts: str) -> contextlib.AbstractContextManager[None]:
        """Inside, new ids are a function of the seed and this label, whatever else is in the community."""
        return ids.labelled(self.seed, " ".join((self.community.label, *parts)))

    def id(self, *parts: str) -> uuid.UUID:
        """The one id of a label."""
        return ids.keyed_id(self.seed, self.community.label, *parts)

    def learner(self, label: str) -> uuid.UUID:
        return self.id("learner", label)

    def home(self, learner: str) -> str:
        """The setting a learner is at on the demo's day, or was at last."""
        return max((e for e in self.community.enrolments if e.learner == learner), key=lambda e: e.starts_on).setting

    def name_of(self, label: str) -> str:
        """Somebody as people call them; a learner by the name they use."""
        for person in (*self.community.staff, *self.community.whanau):
            if person.label == label:
                return person.called
        learner = next(x for x in self.community.learners if x.label == label)
        return learner.preferred or learner.given

    def person(self, label: str) -> Person:
        return next(p for p in (*self.community.staff, *self.community.whanau) if p.label == label)

    def post_of(self, person: str, setting: str | None = None, needs: Permission | None = None) -> Seat:
        """A seat of somebody: at the setting where one is named, with the permission where one is needed."""
        held = [
            seat
            for seat in self.seats[person]
            if setting in {None, seat.setting} and (needs is None or needs in ROLES[seat.role].permissions)
        ]
        if not held:
            raise Fault(f"{person} has no seat at {setting} that may {needs}")
        return held[0]

    def call(self, person: str, setting: str | None = None, needs: Permission | None = None) -> Call:
        """What this person does next, in one of their hats."""
        return self.call_of(self.post_of(person, setting, needs).post_id)

    def call_of(self, post: uuid.UUID) -> Call:
        """The call of one post, made once and kept until somebody's seat or class changes."""
        if post not in self._calls:
            self._calls[post] = calls.for_post(post)
        return self._calls[post]

    def forget_calls(self) -> None:
        """After somebody's seat or class has changed: what they bear is read again."""
        self._calls.clear()

    def coordinator(self, setting: str) -> str:
        """Who coordinates at a setting: the person whose first seat is that."""
        found = [p.person for p in self.community.posts if p.setting == setting and p.role in COORDINATING]
        return next((label for label in found if self.seats[label][0].setting == setting), found[0])

    def head(self, setting: str) -> str:
        return next(p.person for p in self.community.posts if p.setting == setting and p.role == "school_principal")
