"""Supply, protocols with rules, and requests on their way, each made through the commands that make them in life."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from rourou.contexts.directory import commands as directory
from rourou.contexts.directory.types import NewService, SupportType
from rourou.contexts.referrals import commands as referrals
from rourou.contexts.referrals.types import NewRequest, RuleMet
from rourou.contexts.sharing import commands as sharing
from rourou.contexts.sharing.types import ProtocolBody, ProtocolKind
from rourou.foundation.kernel import clock
from rourou.foundation.tenancy.models import CalendarPeriod, Store
from tests.cast import START, Cast, Member

TERM = "2027-1"
CRITERIA = (
    {"code": "tried_in_class", "words": "Class strategies tried for six weeks"},
    {"code": "whanau_asked", "words": "Whānau asked for it"},
    {"code": "unlocks_learning", "words": "It unlocks learning in class"},
)
PERIODS = (
    ("2026-4", datetime.date(2026, 10, 12), datetime.date(2026, 12, 18)),
    ("2027-1", datetime.date(2027, 2, 1), datetime.date(2027, 4, 9)),
)


def today() -> datetime.date:
    """The day of this store."""
    at = Store.objects.get(id=1).clock_at
    return clock.today(at) if at else datetime.datetime.now(tz=clock.AUCKLAND).date()


def in_force(cast: Cast, criteria: Iterable[dict[str, str]] = CRITERIA) -> None:
    """Both protocols signed by every home member, the one on deciding with these rules."""
    for kind in ProtocolKind:
        body = ProtocolBody(criteria=tuple(criteria)) if kind is ProtocolKind.DECIDE else ProtocolBody()
        made = sharing.draft_protocol(cast.grace.call(), kind, title=kind.label, body=body)
        sharing.open_for_signing(cast.grace.call(), made.id)
        for who in (cast.wiremu, cast.extra["principal_2"], cast.grace, cast.fay, cast.extra["manager"]):
            sharing.sign_protocol(who.call(), made.id)
        sharing.put_in_force(cast.grace.call(), made.id, from_on=START)


def terms(cast: Cast) -> None:
    """The last term of 2026 and the first of 2027."""
    for name, first, last in PERIODS:
        CalendarPeriod.objects.create(cluster=cast.cluster, name=name, starts_on=first, ends_on=last)


def supply(
    cast: Cast, hours: str | Decimal = "14", *, term: str = TERM, group: int | None = 4, name: str = "", **more: object
) -> uuid.UUID:
    """Ana's speech-language hours."""
    known: dict[str, object] = {
        "lead_id": cast.ana.user.id, "group_size_max": group, "languages": ("en", "sm"), "skills": ("speech sounds",),
        "days": ("Tue", "Thu"),
    }  # fmt: skip
    drafted = NewService(
        cast.trust.id,
        name or "Speech-language therapy",
        SupportType.SPEECH_LANGUAGE,
        **(known | more),  # type: ignore[arg-type]
    )
    made = directory.add_service(cast.grace.call(), drafted)
    directory.set_hours(cast.grace.call(), made.id, term=term, hours=Decimal(hours))
    return made.id


@dataclass(frozen=True)
class Asked:
    """A request and whose it is."""

    id: uuid.UUID
    learner: uuid.UUID
    giver: uuid.UUID
    adult: Member


def draft(
    hours: str | None = "4", *, met: Iterable[str] = ("whanau_asked",), group: bool = False, days_ago: int = 30,
    **more: object,
) -> NewRequest:  # fmt: skip
    """A request that lacks nothing."""
    codes, on = set(met), today() - datetime.timedelta(days=4)
    known: dict[str, object] = {
        "ask": "Talking in a group", "hope": "So that she can take her turn", "tried": "Talking stone, 7 weeks",
        "hours": Decimal(hours) if hours else None, "group_ok": group,
        "rules": tuple(
            RuleMet(c["code"], c["code"] in codes, "Seven weeks" if c["code"] in codes else "", on, "Jo")
            for c in CRITERIA
        ),
        "agreed_on": today() - datetime.timedelta(days=days_ago), "agreed_with": "Hana",
    }  # fmt: skip
    return NewRequest(SupportType.SPEECH_LANGUAGE, **(known | more))  # type: ignore[arg-type]


def begun(cast: Cast, given: str = "Manaia", hours: str | None = "4", *, agreed: bool = True, **more: object) -> Asked:
    """A request that Mere writes for a learner of her setting, whose whānau said yes to the cluster."""
    learner = cast.learner(given)
    giver, adult = cast.whanau(learner, f"Hana of {given}")
    if agreed:
        cast.consent(learner, giver)
    made = referrals.start_request(cast.mere.call(), learner, draft(hours, **more))  # type: ignore[arg-type]
    return Asked(made.id, learner, giver, adult)


def sent(cast: Cast, given: str = "Manaia", hours: str | None = "4", **more: object) -> Asked:
    """The same, sent."""
    made = begun(cast, given, hours, **more)  # type: ignore[arg-type]
    referrals.send_request(cast.mere.call(), made.id)
    return made


def waiting(cast: Cast, given: str = "Manaia", hours: str | None = "4", **more: object) -> Asked:
    """The same, accepted at the hui and waiting for hours."""
    made = sent(cast, given, hours, **more)
    referrals.take_to_hui(cast.grace.call(), made.id)
    referrals.accept(cast.grace.call(), made.id)
    return made
