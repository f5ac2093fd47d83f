"""A hui on its way: called, with requests on the agenda, begun, seen from its room."""

import datetime
import uuid
from dataclasses import dataclass
from decimal import Decimal

from rourou.contexts.meetings import commands
from rourou.contexts.meetings.types import Choice, NewDecision, NewHui, TellHow, Telling
from rourou.foundation.access import rooms
from rourou.foundation.access.call import Call
from tests.cast import Cast, Member
from tests.factories import asking
from tests.factories.asking import Asked


@dataclass
class Gathering:
    """A hui and what is on it."""

    cast: Cast
    id: uuid.UUID
    asked: list[Asked]
    service: uuid.UUID

    def present(self, *members: Member, observers: tuple[Member, ...] = ()) -> dict[uuid.UUID, bool]:
        return {m.post.id: False for m in members} | {m.post.id: True for m in observers}

    def begin(self, *members: Member, observers: tuple[Member, ...] = ()) -> None:
        """Grace starts the hui; she is here, and those named."""
        who = self.present(self.cast.grace, *members, observers=observers)
        commands.start_hui(self.cast.grace.call(), self.id, present=who)

    def now_here(self, *members: Member, observers: tuple[Member, ...] = ()) -> None:
        who = self.present(self.cast.grace, *members, observers=observers)
        commands.set_attendance(self.cast.grace.call(), self.id, present=who)

    def room(self, member: Member) -> Call:
        """The call of somebody in the room."""
        found = rooms.enter(member.call(), self.id)
        assert found is not None
        return found


def table(cast: Cast) -> tuple[Member, Member, Member]:
    """Three organisations beside Grace's: a quorum with hers."""
    return cast.mere, cast.sina, cast.fay


def hui(
    cast: Cast,
    *,
    learners: tuple[str, ...] = ("Manaia",),
    on_round: int | None = None,
    service: uuid.UUID | None = None,
) -> Gathering:
    """A hui called by Grace, with one request for each learner, and hours to give."""
    service = service or asking.supply(cast)
    asked = [asking.sent(cast, name) for name in learners]
    invited = tuple(m.post.id for m in table(cast))
    draft = NewHui(held_on=asking.today(), title="Cluster hui", invited=invited, round_number=on_round)
    made = commands.call_hui(cast.grace.call(), draft).id
    if on_round is None:
        for one in asked:
            commands.add_request(cast.grace.call(), made, one.id)
    return Gathering(cast, made, asked, service)


def telling(cast: Cast, words: str = "Manaia will have three hours with Ana.") -> Telling:
    return Telling(words, cast.mere.post.id, TellHow.PHONE, asking.today() + datetime.timedelta(days=1))


def giving(gathering: Gathering, hours: str = "3", **more: object) -> NewDecision:
    """Give hours, with all that it needs."""
    known: dict[str, object] = {
        "hours": Decimal(hours), "service_id": gathering.service, "term": asking.TERM, "start_week": "Week 3",
        "review_week": "Week 6", "telling": telling(gathering.cast),
    }  # fmt: skip
    return NewDecision(Choice.GIVE_HOURS, **(known | more))  # type: ignore[arg-type]
