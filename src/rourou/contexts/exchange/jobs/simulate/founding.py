"""A cluster before its learners: organisations, posts, classes, both protocols signed and in force."""

import json
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final

from rourou.contexts.exchange.jobs import names
from rourou.contexts.exchange.jobs.simulate.shape import Community, Place
from rourou.contexts.people import commands as people
from rourou.contexts.sharing import commands as sharing
from rourou.contexts.sharing.types import ProtocolBody, ProtocolKind, ProtocolState
from rourou.foundation.access.grants import FOREVER, HolderKey
from rourou.foundation.access.loading import Loader
from rourou.foundation.access.posts import SET_UP
from rourou.foundation.access.purposes import HolderKind
from rourou.foundation.access.roles import Role
from rourou.foundation.kernel import clock

BEGAN: Final = date(2025, 1, 27)
AT: Final = clock.moment(BEGAN, 9)  # every row says so: the same seed gives the same rows, whatever the day is
CLASS: Final = 25
NO_PASSWORD: Final = "!"  # nobody signs in with one
_ROOMS: Final = "Room"

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody in a post."""

    user: uuid.UUID
    post: uuid.UUID
    organisation: uuid.UUID
    role: Role
    name: str


@dataclass(slots=True)
class Staffed:
    """A setting with its people: `teachers` beside `classes`, one each."""

    place: Place
    id: uuid.UUID
    coordinator: Worker
    principal: Worker
    teachers: list[Worker] = field(default_factory=list)
    classes: list[uuid.UUID] = field(default_factory=list)


@dataclass(slots=True)
class Founded:
    """A cluster that is ready for learners."""

    id: uuid.UUID
    community: Community
    settings: list[Staffed]
    teams: tuple[uuid.UUID, ...]  # the organisations that answer 2 opens to
    decide: uuid.UUID
    share: uuid.UUID


def organisation_row(made: uuid.UUID, place: Place) -> tuple[Any, ...]:
    """A setting as it stands in the directory, or invented."""
    s = place.school
    if s is None:
        return (made, place.kind, place.name, None, "", "", "", "", "", "", "", "", None, None, place.roll, True)
    return (
        made, place.kind, place.name, s.number, "", s.type, s.authority, s.city, s.regional_council,
        s.territorial_authority, s.community_number, s.community_name, s.latitude, s.longitude, s.roll, False,
    )  # fmt: skip


class Founding:
    """Makes one cluster's rows, then loads them."""

    def __init__(self, loader: Loader, community: Community, code: str) -> None:
        self._loader, self._community, self._seed = loader, community, loader.seed
        self.id = loader.ids("tenancy_cluster", community.label)
        self._rows: Rows = defaultdict(list)
        self._borne: list[tuple[uuid.UUID, Sequence[HolderKey], Any, Any]] = []
        self._rows["tenancy_cluster"].append((self.id, code, community.name, "learning_support", "", "", BEGAN))

    def found(self) -> Founded:
        settings = [self._setting(place) for place in self._community.places]
        lead, others = self._partners()
        made = self._protocols(settings, lead, others)
        people.bulk_load(self._loader, self._rows)
        self._loader.bear_many(self.id, self._borne)
        sharing.bulk_load(self._loader, self._rows)
        return made

    def _id(self, table: str, *parts: object) -> uuid.UUID:
        return self._loader.ids(table, f"{self._community.label} {' '.join(map(str, parts))}")

    def _organisation(self, place: Place, *, is_home: bool) -> uuid.UUID:
        made = self._loader.ids("tenancy_organisation", place.label)
        self._rows["tenancy_organisation"].append(organisation_row(made, place))
        self._rows["tenancy_clustermembership"].append(
            (self._id("tenancy_clustermembership", place.label), self.id, made, is_home, BEGAN)
        )
        return made

    def worker(self, label: str, organisation: uuid.UUID, role: Role, classes: Sequence[uuid.UUID] = ()) -> Worker:
        """A person in a post, who bears what the post bears, and classes."""
        whole = f"{self._community.label} {label}"
        invented = names.name_of(self._seed, whole)
        name = f"{invented.given} {invented.family}"
        made = Worker(self._id("tenancy_user", label), self._id("tenancy_post", label), organisation, role, name)
        email = f"{whole.replace(' ', '.')}.{self._seed.replace(' ', '')}@invented.example"
        self._rows["tenancy_user"].append((made.user, email, name, "", "", "en-nz", True, NO_PASSWORD, AT))
        self._rows["tenancy_post"].append(
            (made.post, made.user, self.id, organisation, str(role), "", BEGAN, SET_UP, AT)
        )
        held = [*self._loader.held_by(role, made.user, organisation)]
        held += [HolderKey(HolderKind.CLASS, "", c) for c in classes]
        self._borne.append((made.post, held, clock.start_of_day(BEGAN), FOREVER))
        return made

    def _setting(self, place: Place) -> Staffed:
        made = self._organisation(place, is_home=True)
        first = Role.SENCO if place.years is None else Role.COORDINATOR
        setting = Staffed(
            place, made, self.worker(f"{place.label} coordinator", made, first),
            self.worker(f"{place.label} principal", made, Role.SCHOOL_PRINCIPAL),
        )  # fmt: skip
        for number in range(-(-place.learners // CLASS)):
            self._class(setting, number)
        return setting

    def _class(self, setting: Staffed, number: int) -> None:
        label = f"{setting.place.label} room {number + 1}"
        made = self._id("people_schoolclass", label)
        teacher = self.worker(f"{setting.place.label} teacher {number + 1}", setting.id, Role.TEACHER, [made])
        self._rows["people_schoolclass"].append((self.id, made, AT, setting.id, f"{_ROOMS} {number + 1}", BEGAN))
        self._rows["people_classteacher"].append(
            (self.id, self._id("people_classteacher", label), AT, made, teacher.post, BEGAN)
        )
        setting.classes.append(made)
        setting.teachers.append(teacher)

    def _partners(self) -> tuple[Worker, list[Worker]]:
        """The RTLB service with the cluster's lead, the Ministry's office, and a trust that gives support."""
        label = self._community.label
        rtlb, ministry, trust = (
            self._organisation(Place(f"{label}.{kind}", kind, name, 1, None), is_home=False)
            for kind, name in (
                ("rtlb", "RTLB service"), ("ministry", "Te Tāhuhu o te Mātauranga, office"), ("ngo", "Te Ara Reo Trust")
            )
        )  # fmt: skip
        lead = self.worker("lead", rtlb, Role.CLUSTER_LEAD)
        self.worker("rtlb", rtlb, Role.RTLB)
        self.worker("provider", trust, Role.PROVIDER)
        return lead, [self.worker("facilitator", ministry, Role.FACILITATOR)]

    def _protocols(self, settings: Sequence[Staffed], lead: Worker, others: Sequence[Worker]) -> Founded:
        signers = [*(s.principal for s in settings), lead, *others]
        body = ProtocolBody(summary="How this invented cluster decides, and what it shares.")
        kept = {kind: self._protocol(kind, body, lead, signers) for kind in ProtocolKind}
        decide, share = kept[ProtocolKind.DECIDE], kept[ProtocolKind.SHARE]
        self._rows["access_protocol"].append((self.id, decide, share, []))
        schools = [s.id for s in settings if s.place.years is not None]
        teams = (lead.organisation, others[0].organisation, *schools[:6])
        return Founded(self.id, self._community, list(settings), teams, decide, share)

    def _protocol(self, kind: ProtocolKind, body: ProtocolBody, lead: Worker, signers: Sequence[Worker]) -> uuid.UUID:
        made = self._id("sharing_protocol", kind)
        self._rows["sharing_protocol"].append(
            (
                self.id, made, AT, str(kind), 1, str(ProtocolState.IN_FORCE), str(kind.label), json.dumps(asdict(body)),
                body.categories, body.ceiling, lead.user, BEGAN,
            )
        )  # fmt: skip
        self._rows["sharing_signature"] += [
            (
                self.id, self._id("sharing_signature", kind, s.organisation), AT, made, s.organisation, s.user, s.name,
                BEGAN,
            )
            for s in signers
        ]  # fmt: skip
        return made
