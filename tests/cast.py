"""Ten people with fixed meanings, in two clusters. Every test makes its own, so nothing is ever emptied.

`mere` coordinates at Matipo Valley School; `jo` teaches Room 4 there; `wiremu` heads the school; `sina` is SENCO of
Rimu Street School; `grace` leads the cluster from the RTLB service; `tama` is an RTLB; `ana` gives speech-language
support for Te Ara Reo Trust; `fay` is the Ministry's facilitator; `pita` is the privacy officer; `hana` is a mum.
`stranger` coordinates in the other cluster, whose records nobody here may ever see.
"""

import datetime
import itertools
import uuid
from dataclasses import dataclass, field

from rourou.contexts.people import commands as people
from rourou.contexts.people.types import AuthorityKind, NewLearner, NewWhanauMember
from rourou.contexts.sharing import commands as sharing
from rourou.contexts.sharing.types import Answer, NewConsent, ProtocolBody, ProtocolKind, Question
from rourou.foundation.access import call as calls
from rourou.foundation.access import posts
from rourou.foundation.access.call import Call
from rourou.foundation.access.roles import Role
from rourou.foundation.kernel.ids import new_id
from rourou.foundation.tenancy.models import Cluster, Organisation, Post, User

START = datetime.date(2026, 2, 2)
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Member:
    """Somebody of the cast: `call()` is what they do next, with what they bear at that moment."""

    user: User
    post: Post

    def call(self) -> Call:
        return calls.for_post(self.post.id)


@dataclass
class Cast:
    cluster: Cluster
    school: Organisation
    other_school: Organisation
    rtlb: Organisation
    ministry: Organisation
    trust: Organisation
    mere: Member
    jo: Member
    wiremu: Member
    sina: Member
    grace: Member
    tama: Member
    ana: Member
    fay: Member
    pita: Member
    stranger: Member
    room_4: uuid.UUID
    other_cluster: Cluster
    extra: dict[str, Member] = field(default_factory=dict)

    def everybody(self) -> dict[str, Member]:
        """Each member by name, the stranger too."""
        return {name: value for name, value in vars(self).items() if isinstance(value, Member)} | self.extra

    def staff_member(self, name: str, organisation: Organisation, role: Role) -> Member:
        """One more person, by name."""
        self.extra[name] = _seat(name, self.cluster, organisation, role)
        return self.extra[name]

    def learner(
        self, given: str = "Manaia", family: str = "Rūpene", *, by: Member | None = None, **known: object
    ) -> uuid.UUID:
        """A learner on the roll of a member's setting (Matipo Valley, Room 4, unless said otherwise)."""
        author = by or self.mere
        known.setdefault("class_id", self.room_4 if author is self.mere else None)
        draft = NewLearner(given_names=given, family_name=family, from_on=START, **known)  # type: ignore[arg-type]
        return people.enrol_learners(author.call(), [draft]).ids[0]

    def whanau(
        self, learner: uuid.UUID, name: str = "Hana Rūpene", relationship: str = "Mum"
    ) -> tuple[uuid.UUID, Member]:
        """An adult with checked and confirmed authority, who can sign in: (whānau member id, who)."""
        adult = _seat(name, self.cluster, self.school, Role.WHANAU)
        draft = NewWhanauMember(name=name, relationship=relationship, user_id=adult.user.id, email=adult.user.email)
        member = people.add_whanau_member(self.mere.call(), learner, draft).id
        checked = people.check_authority(
            self.mere.call(),
            learner,
            member_id=member,
            kind=AuthorityKind.GUARDIAN,
            document="Birth certificate",
            from_on=START,
        )
        people.confirm_authority(self.wiremu.call(), checked.id)
        return member, adult

    def protocols(self) -> None:
        """Both protocols signed by every home member and in force."""
        for kind in ProtocolKind:
            made = sharing.draft_protocol(self.grace.call(), kind, title=kind.label, body=ProtocolBody())
            sharing.open_for_signing(self.grace.call(), made.id)
            for who in (self.wiremu, self.extra["principal_2"], self.grace, self.fay, self.extra["manager"]):
                sharing.sign_protocol(who.call(), made.id)
            sharing.put_in_force(self.grace.call(), made.id, from_on=START)

    def consent(
        self, learner: uuid.UUID, giver: uuid.UUID, question: Question = Question.CLUSTER, answer: Answer = Answer.YES,
        organisations: tuple[uuid.UUID, ...] | None = None, until_on: datetime.date = datetime.date(2027, 12, 17),
    ) -> uuid.UUID:  # fmt: skip
        """One written answer, recorded by Mere."""
        every = (self.school.id, self.other_school.id, self.rtlb.id, self.ministry.id)
        chosen = (
            organisations if organisations is not None else every if question is Question.CLUSTER else (self.trust.id,)
        )
        draft = NewConsent(
            learner, question, answer, giver, organisation_ids=chosen if answer is Answer.YES else (), until_on=until_on
        )
        return sharing.record_consent(self.mere.call(), draft).id


def _seat(name: str, cluster: Cluster, organisation: Organisation, role: Role) -> Member:
    user = User.objects.create(
        id=new_id(), email=f"{name.split(' ')[0].lower()}.{next(_numbers)}.{new_id()}@school.example", name=name
    )
    return Member(user, posts.seat(user, cluster, organisation, role, valid_from=START))


def _organisation(cluster: Cluster, kind: str, name: str, *, is_home: bool = False) -> Organisation:
    made = Organisation.objects.create(kind=kind, name=name)
    posts.join(made, cluster, valid_from=START, is_home=is_home)
    return made


def make() -> Cast:
    """A cluster of five organisations and its people, and a stranger in another."""
    cluster = posts.found_cluster("Matipo Valley learning support cluster", valid_from=START)
    school = _organisation(cluster, "school", "Matipo Valley School", is_home=True)
    other = _organisation(cluster, "school", "Rimu Street School", is_home=True)
    rtlb = _organisation(cluster, "rtlb", "Matipo Valley RTLB service")
    ministry = _organisation(cluster, "ministry", "Te Tāhuhu o te Mātauranga, Matipo office")
    trust = _organisation(cluster, "ngo", "Te Ara Reo Trust")
    elsewhere = posts.found_cluster("Waikura learning support cluster", valid_from=START)
    far = _organisation(elsewhere, "school", "Waikura School", is_home=True)
    seats = {
        "mere": ("Mere Aperahama", school, Role.COORDINATOR),
        "jo": ("Jo Whaanga", school, Role.TEACHER),
        "wiremu": ("Wiremu Tāmati", school, Role.SCHOOL_PRINCIPAL),
        "sina": ("Sina Leota", other, Role.SENCO),
        "grace": ("Grace Hohaia", rtlb, Role.CLUSTER_LEAD),
        "tama": ("Tama Reihana", rtlb, Role.RTLB),
        "ana": ("Ana Tuiasosopo", trust, Role.PROVIDER),
        "fay": ("Fay Lister", ministry, Role.FACILITATOR),
        "pita": ("Pita Moana", school, Role.PRIVACY_OFFICER),
    }
    people_by_name = {key: _seat(name, cluster, where, role) for key, (name, where, role) in seats.items()}
    stranger = _seat("Stranger Elsewhere", elsewhere, far, Role.COORDINATOR)
    room = people.open_class(people_by_name["mere"].call(), "Room 4", starts_on=START).id
    people.give_class(people_by_name["mere"].call(), room, people_by_name["jo"].post.id, from_on=START)
    made = Cast(
        cluster, school, other, rtlb, ministry, trust, **people_by_name, stranger=stranger, room_4=room,
        other_cluster=elsewhere,
    )  # fmt: skip
    made.staff_member("principal_2", other, Role.SCHOOL_PRINCIPAL)
    made.staff_member("manager", trust, Role.CLUSTER_LEAD)
    return made
